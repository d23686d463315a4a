"""Shared agendas: frozen when they go out, found again for whoever had them."""

from __future__ import annotations

from datetime import datetime

from moedeleder.domain.agenda_record import AgendaRecord, AgendaVersion, canonical_agenda
from moedeleder.domain.ids import new_id
from moedeleder.domain.record import checksum
from moedeleder.domain.sending import FINAL_STATES, DeliveryState, LetterKind
from moedeleder.models import mapping
from moedeleder.models.round_tables import AgendaVersionRow
from moedeleder.models.tables import DeliveryRow, MeetingRow

# One that may have come counts as come: nobody is to be told less than they know.
REACHED = FINAL_STATES | {DeliveryState.UNCERTAIN}
WITH_AGENDA = frozenset({LetterKind.DRAFT.value, LetterKind.INVITATION.value})


def next_number(meeting: MeetingRow) -> int:
    """Return the number the next shared agenda gets."""
    numbers = [row.number for row in meeting.agenda_versions]
    # A meeting from a colleague brings its letters along, but not the agendas they carried.
    numbers += [row.number for row in meeting.deliveries if row.kind == LetterKind.DRAFT.value]
    return max(numbers, default=0) + 1


def freeze(meeting: MeetingRow, record: AgendaRecord, at: datetime, by: str) -> AgendaVersionRow:
    """Keep an agenda as it goes out; from then on the database refuses to change it."""
    content = canonical_agenda(record)
    row = AgendaVersionRow(
        id=new_id(),
        number=record.number,
        content=content,
        checksum=checksum(content),
        shared_at=at,
        shared_by=by,
    )
    meeting.agenda_versions.append(row)
    return row


def version_of(meeting: MeetingRow, number: int | None) -> AgendaVersion | None:
    """Return a shared agenda by its number, if there is one."""
    found = (row for row in meeting.agenda_versions if row.number == number)
    return next((mapping.agenda_version(row) for row in found), None)


def newest(meeting: MeetingRow) -> AgendaVersion | None:
    """Return the agenda that was shared last, if any was."""
    rows = meeting.agenda_versions
    return mapping.agenda_version(rows[-1]) if rows else None


def oldest_in_use(meeting: MeetingRow) -> AgendaVersion | None:
    """Return the oldest agenda that somebody called to the meeting still goes by.

    Before anybody is called it is the one shared last. Whoever comes later may be sent a newer
    one: the others have yet to hear what is new in it.
    """
    numbers = []
    for attendee in meeting.attendees:
        mine = [d for d in meeting.deliveries if d.attendee_id == attendee.id]
        if any(d.kind == LetterKind.INVITATION.value for d in mine):
            with_agenda = (d.agenda_number for d in mine if d.kind in WITH_AGENDA)
            numbers.append(max((n for n in with_agenda if n is not None), default=None))
    known = [number for number in numbers if number is not None]
    return (version_of(meeting, min(known)) if known else None) or newest(meeting)


def had_before(
    meeting: MeetingRow, attendee_id: str, number: int | None = None
) -> AgendaVersion | None:
    """Return the newest agenda that reached somebody, before version ``number`` where given."""
    numbers = [
        row.agenda_number
        for row in reached(meeting, attendee_id)
        if row.agenda_number is not None and (number is None or row.agenda_number < number)
    ]
    return version_of(meeting, max(numbers)) if numbers else None


def reached(meeting: MeetingRow, attendee_id: str) -> list[DeliveryRow]:
    """Return the letters with an agenda that somebody has, or may have."""
    return [
        row
        for row in meeting.deliveries
        if row.attendee_id == attendee_id
        and row.kind in WITH_AGENDA
        and DeliveryState(row.state) in REACHED
    ]
