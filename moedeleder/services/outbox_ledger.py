"""The durable side of a run: each step of a letter is in the store before the next is taken."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from moedeleder.domain.errors import MoedelederError
from moedeleder.domain.ids import new_id
from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.sending import DeliveryState, LetterWay
from moedeleder.mail.message import new_message_id
from moedeleder.models import mapping, outbox_queries, queries, sent_letters
from moedeleder.models.outbox_tables import SentLetterRow
from moedeleder.models.tables import DeliveryRow, MeetingRow
from moedeleder.services import outbox_rows
from moedeleder.services.context import Context
from moedeleder.services.letter_log import noted
from moedeleder.services.outbox_job import Job, Kept
from moedeleder.services.outbox_trouble import passes_by_itself

_ON_ITS_WAY = (DeliveryState.SENDING.value, DeliveryState.UNCERTAIN.value)

State = DeliveryState | None


class LetterWithdrawn(Exception):
    """A letter is no longer to leave, or somebody else has taken it; no word of it is said."""


class Ledger:
    """Keeps what becomes of the letters of a run, in one short transaction a step."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def is_anything_due(self, ids: Collection[str] | None) -> bool:
        """Return whether a run would find letters."""
        with self._store.reading() as session:
            return bool(self._due(session, ids))

    def take_up(self, ids: Collection[str] | None, sender: str) -> list[Job]:
        """Return the letters that are due; each has its Message-ID from now on, for ever.

        Letters that nobody asks for stay here while others are held back for a wrong password:
        each try could lock the account.

        Args:
            ids: only these, and of them also those whose time has not come; None is all.
            sender: the address they come from where they know none of their own.
        """
        with self._store.transaction() as session:
            rows = self._due(session, ids)
            if ids is None and self._hold_with_others(session, rows):
                return []
            for row in rows:
                whose = row.sender_address or sender
                row.message_id = row.message_id or new_message_id(new_id(), whose)
            # The versions as they are kept: what changes a letter takes it from the run.
            session.flush()
            return [Job(mapping.delivery(row), row.meeting_id) for row in rows]

    def hand_over(self, job: Job, kept: Kept, way: LetterWay) -> None:
        """Put on record that the last word of a letter is about to be said.

        Raises:
            LetterWithdrawn: it must not be said.
            StoreError, DiskFull: as named; it must not be said either.
        """
        with self._store.transaction() as session:
            row = session.get(DeliveryRow, job.delivery.id)
            if row is None or row.version != job.delivery.version:
                raise LetterWithdrawn
            if not outbox_rows.is_true(row, queries.get(session, MeetingRow, row.meeting_id)):
                # Called off, changed, or its receiver taken off the list, while others left.
                raise LetterWithdrawn
            now = self._clock.now()
            row.state, row.message_id = DeliveryState.SENDING.value, kept.message_id
            noted(session, row, LetterEventKind.HANDED_OVER, now)
            times = sent_letters.times(session, row.id) + 1
            session.add(_as_it_leaves(row, kept, way, now, times))
        job.handed, job.times = True, times

    def close(self, job: Job, error: MoedelederError | None, way: LetterWay) -> State:
        """Put on record what became of one letter; returns its state, None where it is gone.

        Args:
            error: None when it was taken.
        """
        with self._store.transaction() as session:
            row = session.get(DeliveryRow, job.delivery.id)
            now = self._clock.now()
            if row is None or not _is_ours(session, row, job):
                # Somebody has said what became of it meanwhile; their word stays.
                return _state(row)
            if error is None:
                outbox_rows.mark_sent(session, row, now, way)
                outbox_rows.note_copy(session, row, now, job.copy_refused)
            else:
                outbox_rows.mark_trouble(session, row, now, error)
            return _state(row)

    def keep_back(self, jobs: Sequence[Job], error: MoedelederError) -> list[State]:
        """Put on record why no word of these letters was said; returns their states.

        What passes by itself is tried again after a pause; otherwise they wait for a person.
        """
        with self._store.transaction() as session:
            now = self._clock.now()
            rows = [session.get(DeliveryRow, job.delivery.id) for job in jobs]
            for row, job in zip(rows, jobs, strict=True):
                if row is None or not _is_ours(session, row, job):
                    continue
                if passes_by_itself(error):
                    outbox_rows.mark_trouble(session, row, now, error)
                else:
                    outbox_rows.hold(session, row, now, error)
            return [_state(row) for row in rows]

    def _due(self, session: Any, ids: Collection[str] | None) -> list[DeliveryRow]:
        now, today = self._clock.now(), self._clock.local()
        return [
            row
            for row, meeting in outbox_queries.free_to_leave(session, now, ids)
            if outbox_rows.is_true(row, meeting)
            and (ids is not None or not outbox_rows.is_late(row, meeting, today))
        ]

    def _hold_with_others(self, session: Any, rows: Sequence[DeliveryRow]) -> bool:
        today = self._clock.local()
        others = [
            row
            for row, meeting in outbox_queries.held(session)
            if outbox_rows.is_true(row, meeting) and not outbox_rows.is_late(row, meeting, today)
        ]
        for row in rows if others else ():
            row.released_at = row.next_try_at = None
            row.reason = others[0].reason
        return bool(others)


def _state(row: DeliveryRow | None) -> State:
    return DeliveryState(row.state) if row is not None else None


def _is_ours(session: Any, row: DeliveryRow, job: Job) -> bool:
    """Whether nobody has touched a letter since this run did."""
    if job.handed:
        # Another program may have been asked to send it once more, and be at it now.
        return row.state in _ON_ITS_WAY and sent_letters.times(session, row.id) == job.times
    return row.state == DeliveryState.READY.value and row.version == job.delivery.version


def _as_it_leaves(
    row: DeliveryRow, kept: Kept, way: LetterWay, at: datetime, number: int
) -> SentLetterRow:
    return SentLetterRow(
        id=new_id(),
        delivery_id=row.id,
        number=number,
        at=at,
        message_id=kept.message_id,
        address=row.address,
        way=way.value,
        size=kept.size,
        data=kept.data,
    )
