"""What stands on the agenda's pages: the words and rows that the PDF and the Word file share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from moedeleder.documents import words
from moedeleder.documents.lines import (
    capital,
    fact_rows,
    footer_line,
    heading_for,
    role_and_duty,
    who_line,
)
from moedeleder.documents.table import Row, Table, used_columns
from moedeleder.domain import danish
from moedeleder.domain.agenda_record import AgendaLine, AgendaRecord, AgendaStage
from moedeleder.domain.completeness import quoted
from moedeleder.domain.record import RecordAttendee

_PLAIN_WIDTHS = (1.2, 1.2, 1.1)
_TELLING_WIDTHS = (1.05, 1.1, 1.4, 1.25)


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """One point as the page shows it; ``words`` are the family's own.

    ``mark`` says in words what the family's bar says in colour.
    """

    number: str
    begins: str
    title: str
    mark: str
    about: str
    words: str
    is_familys: bool


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The agenda as the page shows it, in the order of reading."""

    heading: str
    document_title: str
    who: str
    draft: str
    edition: str
    facts: tuple[Row, ...]
    link: str
    changes: tuple[str, ...]
    points: tuple[AgendaPoint, ...]
    bar_note: str
    attendees: Table
    support: str
    own_point_heading: str
    own_point: str
    footer: str


def agenda_view(record: AgendaRecord, changes: Sequence[str] = ()) -> AgendaView:
    """Return what the pages of the agenda show; ``changes`` are sentences on what is new."""
    is_draft = record.stage is AgendaStage.DRAFT
    points = tuple(_point(item, has_time=not record.proposed_times) for item in record.items)
    return AgendaView(
        heading=heading_for(words.AGENDA_FOR, "Dagsorden", record.title or record.type_name),
        document_title=heading_for(words.AGENDA_FOR, "Dagsorden", record.type_name),
        who=who_line(record.child_name, record.case_number),
        draft=words.OPEN_DRAFT if is_draft else "",
        edition=words.edition(record.number),
        facts=_facts(record),
        link=record.link,
        changes=tuple(line for line in changes if line.strip()),
        points=points,
        bar_note=words.BAR_NOTE if any(point.mark for point in points) else "",
        attendees=_attendee_table(record.attendees),
        support=words.SUPPORT_PERSON,
        own_point_heading=words.OPEN_POINT_HEADING if is_draft else words.OWN_POINT_HEADING,
        own_point=_own_point(record),
        footer=_footer(record),
    )


def _point(item: AgendaLine, *, has_time: bool) -> AgendaPoint:
    mark = words.FAMILY_WORDS if item.words.strip() else ""
    return AgendaPoint(
        number=str(item.number),
        begins=item.begins if has_time else "",
        title=item.title,
        mark=words.FAMILY_POINT if item.is_familys else mark,
        about=words.about_point(item.kind, item.minutes, item.raised_by),
        words=quoted(item.words),
        is_familys=item.is_familys,
    )


def _facts(record: AgendaRecord) -> tuple[Row, ...]:
    rows = fact_rows(record.starts_at, record.ends_at, record.place, record.purpose)
    if record.proposed_times:
        rows = tuple(
            _times(record) if label == words.WHEN else (label, text) for label, text in rows
        )
    answer = words.answer_by(danish.long_date(record.answer_by)) if record.answer_by else ""
    voice = record.child_voice.strip()
    late = ((words.CHILD_VOICE, voice), (words.ANSWER_BY, answer))
    return rows + tuple(row for row in late if row[1])


def _times(record: AgendaRecord) -> Row:
    length: timedelta = record.ends_at - record.starts_at
    lines = [
        capital(f"{danish.long_date(at)}, {danish.time_span(at, at + length)}")
        for at in record.proposed_times
    ]
    return (words.PROPOSED_TIMES, "\n".join((*lines, words.which_times(len(lines)))))


def _own_point(record: AgendaRecord) -> str:
    contact = record.contact or record.organisation
    if record.stage is not AgendaStage.DRAFT:
        return words.own_point(contact)
    return words.open_point(contact, danish.long_date(record.answer_by) if record.answer_by else "")


def _footer(record: AgendaRecord) -> str:
    kind = words.DRAFT_AGENDA if record.stage is AgendaStage.DRAFT else words.AGENDA
    edition = words.edition(record.number)
    paper = f"{kind}, {edition.lower()}" if edition else kind
    day = None if record.proposed_times else record.starts_at
    return footer_line(record.child_name, day, paper)


def _attendee_table(attendees: tuple[RecordAttendee, ...]) -> Table:
    """Return who will be there; why and what they can decide stand there when known of anybody."""
    if not any(each.why_here or each.can_decide for each in attendees):
        rows = [(a.name, capital(role_and_duty(a)), a.organisation) for a in attendees]
        return used_columns(words.ATTENDEE_COLUMNS[:3], _PLAIN_WIDTHS, rows)
    return used_columns(words.ROOM_COLUMNS, _TELLING_WIDTHS, [_telling(a) for a in attendees])


def _telling(attendee: RecordAttendee) -> Row:
    role = capital(role_and_duty(attendee))
    where = ", ".join(part for part in (role, attendee.organisation) if part)
    return (attendee.name, where, capital(attendee.why_here), capital(attendee.can_decide))
