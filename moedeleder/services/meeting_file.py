"""A whole meeting as one value: what a meeting file holds, and how it is written as data.

The format is described in ``docs/moedefil.md`` and ``resources/meeting_file.schema.json``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from moedeleder.domain import rich_text
from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.attendees import Attendee
from moedeleder.domain.meetings import CheckState, FollowUp, Meeting, MeetingState, Promise
from moedeleder.domain.people import Family, Person
from moedeleder.domain.record import MinutesPart
from moedeleder.domain.running import Visit
from moedeleder.domain.sending import Delivery
from moedeleder.domain.statements import Statement
from moedeleder.services import meeting_file_room as room
from moedeleder.services.mapped import mapped
from moedeleder.services.meeting_file_after import (
    After,
    after_data,
    promise_chain,
    sorted_after,
    statement_place,
)
from moedeleder.services.meeting_file_round import (
    before_the_round,
    round_data,
    sorted_round,
    uninvited,
)

FORMAT = "moedeleder-meeting"
FORMAT_VERSION = 1
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made a meeting file, and where to turn with questions."""

    name: str = ""
    title: str = ""
    organisation: str = ""
    unit: str = ""
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class FrozenText:
    """Finished minutes to the letter: the checksum is of ``content``."""

    id: str
    number: int
    content: str
    checksum: str
    finalised_at: datetime
    finalised_by: str


@dataclass(frozen=True, slots=True)
class MeetingFile:
    """Everything two colleagues hand over; ``colleagues`` belong to no family."""

    made_at: datetime
    made_by: Maker
    family: Family
    colleagues: tuple[Person, ...]
    meeting: Meeting
    parts: tuple[MinutesPart, ...] = ()
    versions: tuple[FrozenText, ...] = ()
    letters: tuple[Delivery, ...] = ()
    after: After = field(default_factory=After)

    @property
    def people(self) -> tuple[Person, ...]:
        """The family and the colleagues."""
        return self.family.people + self.colleagues


def as_planned(file: MeetingFile) -> MeetingFile:
    """Return the meeting as it was before anything was sent, answered, said or written."""
    prepared = as_prepared(file)
    return replace(prepared, meeting=before_the_round(prepared.meeting))


def as_prepared(file: MeetingFile) -> MeetingFile:
    """Return the meeting not yet held, but with what the family has brought to its agenda."""
    meeting = replace(
        file.meeting,
        state=MeetingState.PLANNED,
        checks=tuple(
            replace(each, done=False, done_by="", done_at=None) for each in file.meeting.checks
        ),
        statements=(),
        promises=(),
        visits=(),
        started_at=None,
        ended_at=None,
        follow_up=FollowUp(),
        invited_at=None,
        calendar_sequence=0,
        calendar_uid="",
    )
    meeting = room.before_the_meeting(uninvited(meeting))
    return replace(file, meeting=meeting, parts=(), versions=(), letters=(), after=After())


def without_minutes(file: MeetingFile) -> MeetingFile:
    """Return a meeting as it was when it had just been held, with nothing written yet."""
    # What people said to the text read aloud belongs to a text that is not there.
    meeting = replace(
        file.meeting,
        state=MeetingState.HELD,
        follow_up=FollowUp(),
        read_back=(),
        statements=tuple(replace(each, part="") for each in file.meeting.statements),
    )
    return replace(file, meeting=meeting, parts=(), versions=(), letters=(), after=After())


def on_day(file: MeetingFile, day: date) -> MeetingFile:
    """Return a meeting whose minutes are not finished on another day, at the same time of day.

    What was ticked, said and promised moves with it.
    """
    apart = timedelta(days=(day - file.meeting.starts_at.date()).days)
    meeting: Meeting = mapped(
        file.meeting, lambda value: value + apart if isinstance(value, date) else value
    )
    return replace(file, meeting=meeting)


def to_data(file: MeetingFile) -> Data:
    """Return the file as plain JSON data."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "made_at": file.made_at.isoformat(),
        "made_by": asdict(file.made_by),
        **content_of(file),
    }


def content_of(file: MeetingFile) -> Data:
    """Return what the file says of the meeting, whoever made it and when."""
    meeting = file.meeting
    people_ids = frozenset(each.id for each in file.people)
    before, held = round_data(meeting, people_ids), room.room_data(meeting, people_ids)
    after = after_data(file.after)
    return {
        **({"round": before} if before else {}),
        **({"room": held} if held else {}),
        **({"after": after} if after else {}),
        "family": _family(file.family),
        "people": [_person(each) for each in file.people],
        "meeting": _meeting(meeting),
        "attendees": [_attendee(each) for each in meeting.attendees],
        "agenda": [_item(each) for each in meeting.items],
        "checks": [_check(each) for each in meeting.checks],
        "statements": [_statement(each) for each in meeting.statements if each.is_public],
        "promises": [_promise(each) for each in meeting.promises],
        "visits": [
            {"item_id": v.item_id, "began": v.began.isoformat(), "ended": _iso(v.ended)}
            for v in sorted(meeting.visits, key=_when)
        ],
        "minutes": [
            {"key": part.key.value, "text": rich_text.to_data(part.text)} for part in file.parts
        ],
        "versions": [
            asdict(each) | {"finalised_at": each.finalised_at.isoformat()} for each in file.versions
        ],
        "letters": [_letter(each) for each in file.letters],
    }


def is_same(one: MeetingFile, other: MeetingFile) -> bool:
    """Whether two files say the same of a meeting; lists without an order may differ in theirs."""
    return _sorted(content_of(one)) == _sorted(content_of(other))


def _sorted(content: Data) -> Data:
    by_id = {
        name: sorted(content[name], key=lambda entry: entry["id"])
        for name in ("people", "statements", "letters")
    }
    checks = sorted(content["checks"], key=lambda entry: (entry["phase"], entry["key"]))
    minutes = sorted(content["minutes"], key=lambda entry: entry["key"])
    if "round" in content:
        content = content | {"round": sorted_round(content["round"])}
    if "room" in content:
        content = content | {"room": room.sorted_room(content["room"])}
    if "after" in content:
        content = content | {"after": sorted_after(content["after"])}
    return content | by_id | {"checks": checks, "minutes": minutes}


def _when(visit: Visit) -> tuple[datetime, bool, datetime]:
    # Some points are passed in no time: then the one still open comes last.
    return visit.began, visit.ended is None, visit.ended or visit.began


def _iso(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _family(family: Family) -> Data:
    return {
        "id": family.id,
        "child_name": family.child_name,
        "case_number": family.case_number,
        "birth_date": _iso(family.birth_date),
        "note": family.note,
    }


def _person(person: Person) -> Data:
    draft = asdict(person.draft)
    if not person.postal_address:
        # Older programs know no such field, and older files keep their text.
        del draft["postal_address"]
    return {"id": person.id, "in_family": person.family_id is not None, **draft}


def _meeting(meeting: Meeting) -> Data:
    return {
        "id": meeting.id,
        "type_key": meeting.type_key,
        "type_name": meeting.type_name,
        "starts_at": meeting.starts_at.isoformat(),
        "minutes": meeting.minutes,
        "place": meeting.place,
        "link": meeting.link,
        "purpose": meeting.purpose,
        "state": meeting.state.value,
        "started_at": _iso(meeting.started_at),
        "ended_at": _iso(meeting.ended_at),
        "invited_at": _iso(meeting.invited_at),
        "calendar_sequence": meeting.calendar_sequence,
        **({"calendar_uid": meeting.calendar_uid} if meeting.calendar_uid else {}),
        "follow_up": {
            "at": _iso(meeting.follow_up.at),
            "none_reason": meeting.follow_up.none_reason,
        },
    }


def _attendee(attendee: Attendee) -> Data:
    return {
        "id": attendee.id,
        "person_id": attendee.person.id,
        "duty": attendee.duty.value,
        "attendance": attendee.attendance.value,
        "came_at": _iso(attendee.came_at),
        "left_at": _iso(attendee.left_at),
        **room.attendee_extras(attendee),
    }


def _item(item: AgendaItem) -> Data:
    return {
        "id": item.id,
        "title": item.title,
        "kind": item.kind.value,
        "minutes": item.minutes,
        "raised_by_id": item.raised_by.id if item.raised_by else None,
        "from_family": item.from_family,
        "words": item.words,
        **room.item_extras(item),
    }


def _check(check: CheckState) -> Data:
    return {
        "phase": check.phase.value,
        "key": check.key,
        "text": check.text,
        "done_at": _iso(check.done_at),
        "done_by": check.done_by,
        **room.check_extras(check),
    }


def _statement(statement: Statement) -> Data:
    return {
        "id": statement.id,
        "kind": statement.kind.value,
        "text": statement.text,
        "said_at": statement.said_at.isoformat(),
        "item_id": statement.item_id,
        "person_id": statement.person.id if statement.person else None,
        **room.statement_extras(statement),
        **statement_place(statement),
    }


def _promise(promise: Promise) -> Data:
    return {
        "id": promise.id,
        "what": promise.what,
        "owner_id": promise.owner.id if promise.owner else None,
        "owner_name": promise.owner_name,
        "due": _iso(promise.due),
        "goal": promise.goal,
        "item_id": promise.item_id,
        "kept_at": _iso(promise.kept_at),
        **promise_chain(promise),
    }


def _letter(letter: Delivery) -> Data:
    return {
        "id": letter.id,
        "kind": letter.kind.value,
        "number": letter.number,
        "attendee_id": letter.attendee_id,
        "name": letter.name,
        "address": letter.address,
        "state": letter.state.value,
        "reason": letter.reason,
        "message_id": letter.message_id,
        **({"way": letter.way.value} if letter.way else {}),
        **({"about": letter.about} if letter.about else {}),
    }
