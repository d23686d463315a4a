"""The minutes as a record: its parts, what it lacks, and the frozen copy people receive."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from moedeleder.domain import rich_text
from moedeleder.domain.record_after import (
    AFTER_FIELDS,
    RecordChange,
    RecordCopy,
    RecordLimited,
    RecordOverruled,
    RecordRemark,
    RecordResponse,
    RecordRetired,
    RecordSource,
    after_from_data,
    after_to_data,
)
from moedeleder.domain.record_room import (
    ROOM_FIELDS,
    BoardColumn,
    RecordCheck,
    RecordFormal,
    RecordParked,
    RecordScale,
    RecordShare,
    RecordVerdict,
    room_from_data,
    room_to_data,
)
from moedeleder.domain.rich_text import RichText


class PartKey(StrEnum):
    """The written parts of the minutes, in the order they are printed."""

    PROBLEM = "problem"
    FACTS = "facts"
    CHILD_PERSPECTIVE = "child_perspective"
    PARENT_PERSPECTIVE = "parent_perspective"
    ASSESSMENTS = "assessments"
    GUIDANCE = "guidance"
    CONCLUSION = "conclusion"
    DISAGREEMENTS = "disagreements"
    ACTION_PLAN = "action_plan"
    FOLLOW_UP = "follow_up"
    DOCUMENTS = "documents"
    ATTENDEES = "attendees"
    PLAIN_SUMMARY = "plain_summary"
    CHILD_PAGE = "child_page"


# These three are tables and choices of their own, not running text.
STRUCTURED_PARTS = frozenset({PartKey.ACTION_PLAN, PartKey.FOLLOW_UP, PartKey.ATTENDEES})
READER_PARTS = (PartKey.PLAIN_SUMMARY, PartKey.CHILD_PAGE)
"""Texts of papers of their own, beside the full minutes."""
TEXT_PARTS = tuple(
    key for key in PartKey if key not in STRUCTURED_PARTS and key not in READER_PARTS
)
WRITTEN_PARTS = (*TEXT_PARTS, *READER_PARTS)
"""Everything that is written as running text."""


@dataclass(frozen=True, slots=True)
class MinutesPart:
    """One written part of the minutes while it is being worked on."""

    key: PartKey
    version: int = 0
    text: RichText = field(default_factory=RichText)


class GapKind(StrEnum):
    """What the minutes can lack."""

    PART_EMPTY = "part_empty"
    PART_UNFINISHED = "part_unfinished"
    PLAN_EMPTY = "plan_empty"
    PROMISE_WITHOUT_OWNER = "promise_without_owner"
    PROMISE_WITHOUT_DUE = "promise_without_due"
    FOLLOW_UP_OPEN = "follow_up_open"
    ATTENDANCE_OPEN = "attendance_open"
    NOBODY_PRESENT = "nobody_present"
    SOURCE_WITHOUT_REASON = "source_without_reason"


OVERRULABLE = frozenset(
    {
        GapKind.PART_EMPTY,
        GapKind.PART_UNFINISHED,
        GapKind.PLAN_EMPTY,
        GapKind.PROMISE_WITHOUT_DUE,
        GapKind.ATTENDANCE_OPEN,
    }
)
"""What minutes may be finished without when somebody says why."""
NEVER_OVERRULED = frozenset({PartKey.PROBLEM, PartKey.CONCLUSION})
"""Parts without which there are no minutes."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that must be settled before the minutes can be finished."""

    kind: GapKind
    part: PartKey
    number: int = 0
    promise_id: str = ""
    source_id: str = ""
    """The used document that lacks a reason."""

    @property
    def key(self) -> str:
        """A name that stays the same while the gap is open, so that a reason can be kept to it."""
        return ":".join(
            each for each in (self.kind, self.part, self.promise_id, self.source_id) if each
        )

    @property
    def can_be_overruled(self) -> bool:
        """Whether the minutes may be finished without it when somebody says why."""
        blocks = self.kind is GapKind.PART_EMPTY and self.part in NEVER_OVERRULED
        # Readers get these papers as they stand, without the reason.
        blocks |= self.kind is GapKind.PART_UNFINISHED and self.part in READER_PARTS
        return self.kind in OVERRULABLE and not blocks


def gap_of(key: str) -> Gap | None:
    """Return the gap with that key (its number is not known); None where there is none such."""
    kind, _, rest = key.partition(":")
    part, _, owner = rest.partition(":")
    try:
        gap = Gap(GapKind(kind), PartKey(part))
    except ValueError:
        return None
    if gap.kind is GapKind.SOURCE_WITHOUT_REASON:
        return replace(gap, source_id=owner)
    return replace(gap, promise_id=owner)


@dataclass(frozen=True, slots=True)
class RecordAttendee:
    """An attendee as papers print them.

    ``attendance`` and ``times`` belong to minutes, ``why_here`` and ``can_decide`` to agendas.
    ``contact`` is printed only where that person has chosen to share it.
    """

    name: str
    role: str
    organisation: str = ""
    duty: str = ""
    attendance: str = ""
    times: str = ""
    why_here: str = ""
    can_decide: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the action plan: from worry to the sign that it works."""

    goal: str
    action: str
    owner: str
    due: date | None
    worry: str = ""
    need: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class RecordPart:
    """A written part with its heading, as printed."""

    key: PartKey
    heading: str
    text: RichText


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who the paper comes from; the logo is PNG or JPEG bytes.

    ``template`` is the municipality's own Word file; empty where there is none.
    """

    organisation: str = ""
    unit: str = ""
    address: str = ""
    phone: str = ""
    mail: str = ""
    logo: bytes | None = None
    logo_suffix: str = ""
    template: bytes = b""


@dataclass(frozen=True, slots=True)
class MinutesRecord:
    """The minutes as they are frozen and sent; ``number`` 0 is a draft.

    What follows after ``finalised_at`` is written only where it holds something.
    """

    meeting_id: str
    number: int
    title: str
    type_name: str
    child_name: str
    case_number: str
    starts_at: datetime
    ends_at: datetime
    place: str
    purpose: str
    attendees: tuple[RecordAttendee, ...]
    parts: tuple[RecordPart, ...]
    plan: tuple[PlanLine, ...]
    follow_up_at: datetime | None
    follow_up_none_reason: str
    author: str
    author_title: str
    organisation: str
    contact: str
    corrections_until: date | None
    finalised_at: datetime | None = None
    board: tuple[BoardColumn, ...] = ()
    scales: tuple[RecordScale, ...] = ()
    read_back: tuple[RecordVerdict, ...] = ()
    formal: tuple[RecordFormal, ...] = ()
    parked: tuple[RecordParked, ...] = ()
    unreached: tuple[RecordParked, ...] = ()
    checks: tuple[RecordCheck, ...] = ()
    speaking: tuple[RecordShare, ...] = ()
    salt: str = ""
    """Random digits, so that nobody can guess the text from its checksum."""
    reason: str = ""
    """Why there is a version after the first."""
    plain_summary: RichText = field(default_factory=RichText)
    child_page: RichText = field(default_factory=RichText)
    sources: tuple[RecordSource, ...] = ()
    overruled: tuple[RecordOverruled, ...] = ()
    limited: tuple[RecordLimited, ...] = ()
    changes: tuple[RecordChange, ...] = ()
    remarks: tuple[RecordRemark, ...] = ()
    responses: tuple[RecordResponse, ...] = ()
    retired: tuple[RecordRetired, ...] = ()
    copy: RecordCopy | None = None

    @property
    def version_checksum(self) -> str:
        """The checksum of the whole version, also in a reader's copy of it."""
        return self.copy.checksum if self.copy else checksum(canonical(self))

    def part(self, key: PartKey) -> RecordPart | None:
        """Return the written part with that key, if it is printed."""
        return next((part for part in self.parts if part.key is key), None)


def canonical(record: MinutesRecord) -> str:
    """Return the record as JSON with sorted keys: the text the checksum is made of."""
    return json.dumps(record_to_data(record), sort_keys=True, ensure_ascii=False, indent=None)


def checksum(text: str) -> str:
    """Return the SHA-256 of canonical text, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def short_checksum(full: str) -> str:
    """Return the checksum as people can read it aloud: three groups of four."""
    return "-".join(full[i : i + 4] for i in (0, 4, 8)).upper()


def record_to_data(record: MinutesRecord) -> dict[str, Any]:
    """Return the record as plain JSON data."""
    return {
        "meeting_id": record.meeting_id,
        "number": record.number,
        "title": record.title,
        "type_name": record.type_name,
        "child_name": record.child_name,
        "case_number": record.case_number,
        "starts_at": record.starts_at.isoformat(),
        "ends_at": record.ends_at.isoformat(),
        "place": record.place,
        "purpose": record.purpose,
        "attendees": [_attendee_data(attendee) for attendee in record.attendees],
        "parts": [
            {"key": p.key.value, "heading": p.heading, "text": rich_text.to_data(p.text)}
            for p in record.parts
        ],
        "plan": [_plan_data(line) for line in record.plan],
        "follow_up_at": _iso(record.follow_up_at),
        "follow_up_none_reason": record.follow_up_none_reason,
        "author": record.author,
        "author_title": record.author_title,
        "organisation": record.organisation,
        "contact": record.contact,
        "corrections_until": _iso(record.corrections_until),
        "finalised_at": _iso(record.finalised_at),
    } | _later_data(record)


def _later_data(record: MinutesRecord) -> dict[str, Any]:
    """Return what older minutes do not hold, where it holds something."""
    texts = {"salt": record.salt, "reason": record.reason}
    rich = {"plain_summary": record.plain_summary, "child_page": record.child_page}
    written = {name: rich_text.to_data(text) for name, text in rich.items() if not text.is_empty}
    return (
        room_to_data({name: getattr(record, name) for name in ROOM_FIELDS})
        | after_to_data({name: getattr(record, name) for name in AFTER_FIELDS})
        | {name: text for name, text in texts.items() if text}
        | written
        | ({"copy": asdict(record.copy)} if record.copy else {})
    )


def _plan_data(line: PlanLine) -> dict[str, Any]:
    more = {"worry": line.worry, "need": line.need, "sign": line.sign}
    return {
        "goal": line.goal,
        "action": line.action,
        "owner": line.owner,
        "due": _iso(line.due),
    } | {name: text for name, text in more.items() if text}


def _iso(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _attendee_data(attendee: RecordAttendee) -> dict[str, str]:
    return {
        "name": attendee.name,
        "role": attendee.role,
        "organisation": attendee.organisation,
        "duty": attendee.duty,
        "attendance": attendee.attendance,
        "times": attendee.times,
    } | ({"contact": attendee.contact} if attendee.contact else {})


def record_from_data(data: dict[str, Any]) -> MinutesRecord:
    """Return the record that :func:`record_to_data` wrote.

    Raises:
        KeyError, TypeError, ValueError: the data is not of that form.
    """
    due, corrections = data["follow_up_at"], data["corrections_until"]
    plain = (
        "meeting_id number title type_name child_name case_number place purpose "
        "follow_up_none_reason author author_title organisation contact"
    ).split()
    return MinutesRecord(
        **{name: data[name] for name in plain},
        starts_at=datetime.fromisoformat(data["starts_at"]),
        ends_at=datetime.fromisoformat(data["ends_at"]),
        attendees=tuple(RecordAttendee(**attendee) for attendee in data["attendees"]),
        parts=tuple(
            RecordPart(PartKey(p["key"]), p["heading"], rich_text.from_data(p["text"]))
            for p in data["parts"]
        ),
        plan=tuple(
            PlanLine(**p | {"due": date.fromisoformat(p["due"]) if p["due"] else None})
            for p in data["plan"]
        ),
        follow_up_at=datetime.fromisoformat(due) if due else None,
        corrections_until=date.fromisoformat(corrections) if corrections else None,
        finalised_at=datetime.fromisoformat(data["finalised_at"]) if data["finalised_at"] else None,
        **room_from_data(data),
        **after_from_data(data),
        salt=data.get("salt", ""),
        reason=data.get("reason", ""),
        plain_summary=rich_text.from_data(data.get("plain_summary", ())),
        child_page=rich_text.from_data(data.get("child_page", ())),
        copy=RecordCopy(**data["copy"]) if data.get("copy") else None,
    )


@dataclass(frozen=True, slots=True)
class MinutesVersion:
    """A finished version: frozen text, checksum, when and by whom."""

    id: str
    number: int
    record: MinutesRecord
    checksum: str
    finalised_at: datetime
    finalised_by: str
