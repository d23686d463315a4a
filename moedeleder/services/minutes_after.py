"""From a meeting's rows to what is written and answered about its minutes."""

from __future__ import annotations

import json

from moedeleder.domain.record import Gap, MinutesRecord, record_from_data
from moedeleder.domain.record_after import RecordRetired
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.models import minutes_mapping
from moedeleder.models.minutes_tables import RetiredRow
from moedeleder.models.person_mapping import person
from moedeleder.models.tables import MeetingRow
from moedeleder.services.agenda_versions import REACHED
from moedeleder.services.context import wall_time
from moedeleder.services.records_after import Afterwards, Receiver


def afterwards(row: MeetingRow, gaps: tuple[Gap, ...], reasons: dict[str, str]) -> Afterwards:
    """Return it for the version that is being written, compared with the one before it."""
    before = _newest(row)
    return Afterwards(
        documents=tuple(map(minutes_mapping.used_document, row.used_documents)),
        overruled=tuple(
            (gap, reasons[gap.key]) for gap in gaps if gap.can_be_overruled and reasons.get(gap.key)
        ),
        sharing=frozenset(each.attendee_id for each in row.readers if each.shares_contact),
        before=before,
        corrections=tuple(map(minutes_mapping.correction, row.corrections)),
        receivers=_receivers(row, before.number) if before else (),
        retired=tuple(map(retired_value, row.retired_marks)),
    )


def retired_value(row: RetiredRow) -> RecordRetired:
    """Return a mark as papers print it."""
    day = wall_time(row.marked_at).date()
    return RecordRetired(row.part, row.words, row.reason, day, row.marked_by)


def _newest(row: MeetingRow) -> MinutesRecord | None:
    return record_from_data(json.loads(row.versions[-1].content)) if row.versions else None


def _receivers(row: MeetingRow, number: int) -> tuple[Receiver, ...]:
    """Return those on the list to whom a version was sent, in the order of the list."""
    states = {
        each.attendee_id: DeliveryState(each.state)
        for each in row.deliveries
        if each.kind == LetterKind.MINUTES.value and each.number == number
    }
    return tuple(
        Receiver(person(each.person), states[each.id] in REACHED)
        for each in row.attendees
        if each.id in states
    )
