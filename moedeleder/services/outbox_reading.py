"""What the outbox holds, for the window."""

from __future__ import annotations

from datetime import datetime

from moedeleder.domain.meetings import heading
from moedeleder.domain.outbox import (
    LONGEST_PAUSE,
    LetterEvent,
    LetterEventKind,
    OutboxView,
    SentLetter,
    Waiting,
)
from moedeleder.domain.sending import LetterWay
from moedeleder.models import mapping, outbox_queries, queries, sent_letters
from moedeleder.models.outbox_tables import SentLetterRow
from moedeleder.models.tables import DeliveryRow, MeetingRow
from moedeleder.services import outbox_rows
from moedeleder.services.context import Context
from moedeleder.services.outbox_job import as_left


class OutboxReading:
    """Reads what is waiting, and what became of each letter."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def view(self, *, is_working: bool) -> OutboxView:
        """Return what is waiting in the whole office, the oldest first.

        What is no longer true, or about coming to a meeting that is over, is left out.
        """
        today = self._clock.local()
        with self._store.reading() as session:
            free = outbox_queries.waiting(session)
            waiting = _shown(free, today)
            stuck = _shown(outbox_queries.stuck(session), today)
            return OutboxView(waiting, stuck, _earliest(waiting, self._clock.now()), is_working)

    def next_try_at(self) -> datetime | None:
        """Return when something is due, in the past where it is now; None where nothing waits."""
        today = self._clock.local()
        with self._store.reading() as session:
            waiting = _shown(outbox_queries.waiting(session), today)
            return _earliest(waiting, self._clock.now())

    def events(self, delivery_id: str) -> tuple[LetterEvent, ...]:
        """Return what happened to a letter, the oldest first."""
        with self._store.reading() as session:
            return tuple(
                LetterEvent(
                    each.delivery_id,
                    LetterEventKind(each.kind),
                    each.at,
                    each.by,
                    each.code,
                    each.words,
                )
                for each in sent_letters.events(session, delivery_id)
            )

    def letters(self, delivery_id: str) -> tuple[SentLetter, ...]:
        """Return a letter as it was handed over each time, the oldest first."""
        with self._store.reading() as session:
            return tuple(map(_sent_letter, sent_letters.attempts(session, delivery_id)))

    def letter(self, sent_letter_id: str) -> bytes:
        """Return a letter as it left; raises NotFound."""
        with self._store.reading() as session:
            return as_left(queries.get(session, SentLetterRow, sent_letter_id).data)


def _shown(found: outbox_queries.Found, today: datetime) -> tuple[Waiting, ...]:
    return tuple(
        _waiting(row, meeting)
        for row, meeting in found
        if outbox_rows.is_true(row, meeting) and not outbox_rows.is_late(row, meeting, today)
    )


def _waiting(row: DeliveryRow, meeting: MeetingRow) -> Waiting:
    title = heading(meeting.type_name, meeting.family.child_name)
    return Waiting(mapping.delivery(row), meeting.id, title)


def _earliest(waiting: tuple[Waiting, ...], now: datetime) -> datetime | None:
    """Return when the first is due; a time too far off was set by a clock that was ahead."""
    times = [each.delivery.next_try_at or each.delivery.released_at for each in waiting]
    told = [each for each in times if each is not None]
    return min((each if each <= now + LONGEST_PAUSE else now for each in told), default=None)


def _sent_letter(row: SentLetterRow) -> SentLetter:
    return SentLetter(
        row.id, row.delivery_id, row.at, row.message_id, row.address, LetterWay(row.way), row.size
    )
