"""What stands on the pages: the words and rows that the PDF and the Word file share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from moedeleder.documents import first_page, words, words_after
from moedeleder.documents.after_view import STRUCTURED, AfterView, after_view
from moedeleder.documents.first_page import promise_rows
from moedeleder.documents.lines import (
    agreed_heading,
    capital,
    closing_text,
    correction_text,
    cut_text,
    fact_rows,
    follow_up_text,
    footer_line,
    heading_for,
    role_and_duty,
    told_first,
    version_text,
    who_line,
)
from moedeleder.documents.marked_text import MarkedText, Paragraph, marked, retired_only
from moedeleder.documents.notes import Note, notes_on
from moedeleder.documents.plan_view import PlanView, plan_view
from moedeleder.documents.retired_words import with_marks
from moedeleder.documents.room_view import RoomView, room_view
from moedeleder.documents.table import Row, Table, used_columns
from moedeleder.domain.record import (
    MinutesRecord,
    PartKey,
    RecordAttendee,
    RecordPart,
)
from moedeleder.domain.rich_text import RichText

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
    told = with_marks(record)
    documents = _documents_heading(record)
    printed = tuple(_part(part, record) for part in record.parts if not part.text.is_empty)
    return MinutesView(
        heading=heading_for(words.MINUTES_OF, "Referat", record.title or record.type_name),
        document_title=heading_for(words.MINUTES_OF, "Referat", record.type_name),
        who=who_line(record.child_name, record.case_number),
        is_draft=record.number == 0,
        facts=fact_rows(record.starts_at, record.ends_at, record.place, told.purpose),
        summary=_summary(record),
        correction=correction_text(record),
        version=version_text(record),
        attendees=_attendee_table(record.attendees),
        parts=tuple(p for p in printed if p.key not in _OUTCOME | _AFTER_THE_PLAN),
        room=room_view(told),
        outcome_parts=tuple(part for part in printed if part.key in _OUTCOME),
        plan=plan_view(record),
        follow_up=follow_up_text(record),
        later_parts=tuple(part for part in printed if part.key in _AFTER_THE_PLAN),
        documents_heading=documents,
        told_first=told_first(record),
        cut=cut_text(record),
        after=after_view(told, _shown(record)),
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


def _summary(record: MinutesRecord) -> Summary:
    conclusion = record.part(PartKey.CONCLUSION)
    disagreeing, told = first_page.disagreeing(record.read_back), told_first(record)
    agreed, promises = first_page.fitted(
        conclusion.text if conclusion else RichText(),
        promise_rows(record),
        around=(record.title, record.place, record.purpose, record.contact),
        next_meeting=follow_up_text(record),
        also=(*disagreeing, *told),
        room=first_page.ROOM - first_page.NOTICE * len(told),
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
