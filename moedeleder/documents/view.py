"""What stands on the pages: the words and rows that the PDF and the Word file share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from moedeleder.documents import first_page, words, words_after
from moedeleder.documents.after_view import STRUCTURED, AfterView, after_view
from moedeleder.documents.first_page import promise_rows
from moedeleder.documents.marked_text import MarkedText, Paragraph, marked, retired_only
from moedeleder.documents.notes import Note, notes_on
from moedeleder.documents.plan_view import PlanView, plan_view
from moedeleder.documents.retired_words import with_marks
from moedeleder.documents.room_view import RoomView, room_view
from moedeleder.documents.table import Row, Table, used_columns
from moedeleder.domain import danish
from moedeleder.domain.record import (
    MinutesRecord,
    PartKey,
    RecordAttendee,
    RecordPart,
    short_checksum,
)
from moedeleder.domain.rich_text import RichText
from moedeleder.domain.text import shorten

FOOTER_NAME = 48
REASON_LIMIT = 240
FAMILY_PARTS = frozenset({PartKey.CHILD_PERSPECTIVE, PartKey.PARENT_PERSPECTIVE})
_OUTCOME = frozenset({PartKey.CONCLUSION, PartKey.DISAGREEMENTS})
_AFTER_THE_PLAN = frozenset({PartKey.DOCUMENTS})

_ATTENDEE_WIDTHS = (1.2, 1.2, 1.1, 0.95, 1.3)


@dataclass(frozen=True, slots=True)
class Summary:
    """The box on the first page: what a family needs if it reads nothing else."""

    agreed_heading: str
    agreed: tuple[Paragraph, ...]
    agreed_goes_on: bool
    disagreeing: tuple[str, ...]
    promises: tuple[Row, ...]
    more_promises: int
    next_meeting: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say yet."""
        return not self.agreed and not self.promises and not self.next_meeting


@dataclass(frozen=True, slots=True)
class PartView:
    """A written part as the pages show it."""

    key: PartKey
    heading: str
    text: MarkedText

    @property
    def is_familys(self) -> bool:
        """Whether it is in the family's own words."""
        return self.key in FAMILY_PARTS


@dataclass(frozen=True, slots=True)
class MinutesView:
    """The minutes as the pages show them, in the order of reading."""

    heading: str
    document_title: str
    who: str
    is_draft: bool
    facts: tuple[Row, ...]
    summary: Summary
    correction: str
    version: str
    attendees: Table
    parts: tuple[PartView, ...]
    room: RoomView
    outcome_parts: tuple[PartView, ...]
    plan: PlanView
    follow_up: str
    later_parts: tuple[PartView, ...]
    documents_heading: str
    told_first: tuple[str, ...]
    cut: str
    after: AfterView
    notes: Mapping[PartKey, tuple[Note, ...]]
    closing: str
    footer: str


def minutes_view(record: MinutesRecord) -> MinutesView:
    """Return what the pages of the minutes show."""
    record = with_marks(record)
    documents = _documents_heading(record)
    printed = tuple(_part(part, record) for part in record.parts if not part.text.is_empty)
    return MinutesView(
        heading=heading_for(words.MINUTES_OF, "Referat", record.title or record.type_name),
        document_title=heading_for(words.MINUTES_OF, "Referat", record.type_name),
        who=who_line(record.child_name, record.case_number),
        is_draft=record.number == 0,
        facts=fact_rows(record.starts_at, record.ends_at, record.place, record.purpose),
        summary=_summary(record),
        correction=correction_text(record),
        version=version_text(record),
        attendees=_attendee_table(record.attendees),
        parts=tuple(p for p in printed if p.key not in _OUTCOME | _AFTER_THE_PLAN),
        room=room_view(record),
        outcome_parts=tuple(part for part in printed if part.key in _OUTCOME),
        plan=plan_view(record),
        follow_up=follow_up_text(record),
        later_parts=tuple(part for part in printed if part.key in _AFTER_THE_PLAN),
        documents_heading=documents,
        told_first=told_first(record),
        cut=cut_text(record),
        after=after_view(record, _shown(record)),
        notes={key: notes_on(key, record) for key in STRUCTURED}
        | {PartKey.DOCUMENTS: notes_on(PartKey.DOCUMENTS, record) if documents else ()},
        closing=closing_text(record),
        footer=footer_line(record.child_name, record.starts_at, words.version(record.number)),
    )


def _part(part: RecordPart, record: MinutesRecord) -> PartView:
    return PartView(part.key, part.heading, marked(part.text, part.key, record))


def _shown(record: MinutesRecord) -> frozenset[str]:
    """Return the parts that have a place in these minutes."""
    structured = {
        PartKey.ATTENDEES: bool(record.attendees),
        PartKey.ACTION_PLAN: bool(record.plan),
        PartKey.FOLLOW_UP: bool(follow_up_text(record)),
        PartKey.DOCUMENTS: bool(record.sources),
    }
    written = {part.key.value for part in record.parts if not part.text.is_empty}
    return frozenset(written | {key.value for key, there in structured.items() if there})


def _documents_heading(record: MinutesRecord) -> str:
    """Return what stands above the used documents; empty where the written part stands there."""
    part = record.part(PartKey.DOCUMENTS)
    if not record.sources or (part and not part.text.is_empty):
        return ""
    return part.heading if part else words_after.DOCUMENTS


def heading_for(prefix: str, word: str, title: str) -> str:
    """Return ``title`` after ``prefix``, unless it begins with the paper's own ``word``."""
    if not title or title.lower().startswith(word.lower()):
        return title or word
    # Only a capital that begins a plain word goes; PPR-møde keeps its own.
    if len(title) > 1 and title[1].islower():
        title = title[0].lower() + title[1:]
    return f"{prefix} {title}"


def who_line(child_name: str, case_number: str) -> str:
    """Return the line on whom the paper is about; either part may be empty."""
    case = f"{words.CASE_NUMBER} {case_number}" if case_number else ""
    return " · ".join(part for part in (child_name, case) if part)


def fact_rows(starts_at: datetime, ends_at: datetime, place: str, purpose: str) -> tuple[Row, ...]:
    """Return when, where and why, as label and value; what is empty is left out."""
    when = f"{danish.long_date(starts_at)}, {danish.time_span(starts_at, ends_at)}"
    rows = ((words.WHEN, capital(when)), (words.PLACE, place), (words.PURPOSE, purpose))
    return tuple(row for row in rows if row[1].strip())


def capital(text: str) -> str:
    """Return ``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def _summary(record: MinutesRecord) -> Summary:
    conclusion = record.part(PartKey.CONCLUSION)
    disagreeing = first_page.disagreeing(record.read_back)
    agreed, promises = first_page.fitted(
        conclusion.text if conclusion else RichText(),
        promise_rows(record),
        around=(record.title, record.place, record.purpose, record.contact),
        next_meeting=follow_up_text(record),
        also=(*disagreeing, *told_first(record)),
    )
    return Summary(
        agreed_heading=agreed_heading(record),
        agreed=retired_only(agreed.text, PartKey.CONCLUSION, record),
        agreed_goes_on=agreed.goes_on,
        disagreeing=disagreeing,
        promises=promises,
        more_promises=len(record.plan) - len(promises),
        next_meeting=first_page.next_meeting(follow_up_text(record)),
    )


def told_first(record: MinutesRecord, *, listed: bool = True) -> tuple[str, ...]:
    """Return what a version or a copy says of itself first of all.

    Args:
        listed: whether the same paper tells all that is new.
    """
    news = ""
    if record.number > 1:
        reason = shorten(record.reason, REASON_LIMIT)
        news = words_after.replaces(record.number, reason, listed=listed and bool(record.changes))
    return tuple(each for each in (news, cut_text(record)) if each)


def cut_text(record: MinutesRecord) -> str:
    """Return the line of a copy that lacks what is only for others; else empty."""
    return words_after.CUT if record.copy and record.copy.is_cut else ""


def agreed_heading(record: MinutesRecord) -> str:
    """Return what stands above the conclusion: nobody is said to agree who did not say so.

    Agreed is what was read aloud, answered by everybody who was there, and not changed since,
    in a meeting where nobody objected to anything.
    """
    conclusion, against = record.part(PartKey.CONCLUSION), record.part(PartKey.DISAGREEMENTS)
    about = conclusion.heading if conclusion else ""
    answers = [each for each in record.read_back if each.part == about]
    agreed = all(each.verdict in words.AGREEING and not each.changed for each in answers)
    objected = any(map(first_page.objects, record.read_back)) or bool(
        against and not against.text.is_empty
    )
    return words.AGREED if answers and agreed and not objected else words.REACHED


def _attendee_table(attendees: tuple[RecordAttendee, ...]) -> Table:
    rows = [_attendance_row(attendee) for attendee in attendees]
    return used_columns(
        (*words.ATTENDEE_COLUMNS, words_after.CONTACT_COLUMN), _ATTENDEE_WIDTHS, rows
    )


def _attendance_row(attendee: RecordAttendee) -> Row:
    role = role_and_duty(attendee)
    told = attendee.times and attendee.attendance in words.TOLD_BY_TIMES
    there = "" if told else attendee.attendance
    if attendee.times and attendee.times not in there:
        joint = " " if attendee.times.startswith("kl.") else ", "
        there = f"{there}{joint}{attendee.times}" if there else attendee.times
    return (attendee.name, capital(role), attendee.organisation, capital(there), attendee.contact)


def role_and_duty(attendee: RecordAttendee) -> str:
    """Return who somebody is, and what they do at the meeting."""
    duty = attendee.duty[:1].lower() + attendee.duty[1:]
    return ", ".join(part for part in (attendee.role, duty) if part)


def follow_up_text(record: MinutesRecord) -> str:
    """Return when the next meeting is, or why there is none; empty while it is open."""
    if record.follow_up_at:
        at = record.follow_up_at
        clock = f" kl. {danish.clock(at)}" if at.time() != time() else ""
        return f"{capital(danish.long_date(at))}{clock}"
    if record.follow_up_none_reason.strip():
        return f"{words.NO_NEXT_MEETING} {record.follow_up_none_reason}"
    return ""


def correction_text(record: MinutesRecord) -> str:
    """Return whom to tell that something is wrong, and by when."""
    contact = record.contact or record.author or record.organisation
    until = record.corrections_until
    return words.correction(danish.long_date(until) if until else "", contact)


def version_text(record: MinutesRecord) -> str:
    """Return the line on version, date and writer."""
    writer = ", ".join(part for part in (record.author, record.author_title.lower()) if part)
    made = danish.plain_date(_danish_day(record.finalised_at)) if record.finalised_at else ""
    written = f"{words.WRITTEN_BY} {writer}" if writer else ""
    version = words.DRAFT_LINE if record.number == 0 else words.version(record.number)
    return " · ".join(part for part in (version, made, written) if part)


def _danish_day(moment: datetime) -> date:
    """Return the day it was in Denmark; a moment without a zone is Danish already."""
    return (moment.astimezone(ZoneInfo("Europe/Copenhagen")) if moment.tzinfo else moment).date()


def closing_text(record: MinutesRecord) -> str:
    """Return the last line of finished minutes: what the text can be checked against."""
    if record.number == 0:
        return ""
    return words.closing(record.number, short_checksum(record.version_checksum))


def footer_line(child_name: str, day: datetime | None, version: str) -> str:
    """Return what stands at the foot of each page; ``day`` is None while none is chosen."""
    name = shorten(child_name, FOOTER_NAME)
    date_text = danish.plain_date(day) if day else ""
    return " · ".join(part for part in (name, date_text, version) if part)
