"""What a person does with letters in the outbox, and what the start of the program settles."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from moedeleder.domain.errors import KeyringUnusable
from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.sending import DeliveryState
from moedeleder.models import mapping, outbox_queries, queries, sent_letters
from moedeleder.models.tables import DeliveryRow, MeetingRow, PersonRow
from moedeleder.services import outbox_rows
from moedeleder.services.bounces import arrived
from moedeleder.services.context import Context
from moedeleder.services.letter_log import noted


class OutboxDeeds:
    """Changes letters that nobody is sending right now."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def settle(self) -> int:
        """Mark letters that were being sent as uncertain, and let those try that waited for a key.

        The system's keyring may be open this time. Returns how many are uncertain.
        """
        with self._store.transaction() as session:
            now = self._clock.now()
            rows = outbox_queries.in_state(session, DeliveryState.SENDING)
            for row in rows:
                outbox_rows.mark_uncertain(session, row, now)
            outbox_queries.let_go(session, now, [KeyringUnusable.__name__])
            return len(rows)

    def release(self, ids: Collection[str]) -> tuple[str, ...]:
        """Let letters leave (again) by mail; see ``Outbox.release``."""
        with self._store.transaction() as session:
            now = self._clock.now()
            released = [
                row
                for row, meeting in outbox_queries.letters(session, ids)
                if self._can_leave(session, row, meeting)
            ]
            for row in released:
                outbox_rows.release(session, row, now, self._store.actor)
            return tuple(row.id for row in released)

    def release_held(self) -> int:
        """Let letters leave that waited for the mail settings to be seen to; returns how many."""
        with self._store.transaction() as session:
            now, actor = self._clock.now(), self._store.actor
            rows = outbox_queries.let_go(session, now)
            for row in rows:
                noted(session, row, LetterEventKind.RELEASED, now, actor)
            return len(rows)

    def stop_letters(self, ids: Collection[str]) -> int:
        """Keep letters here that have not left; returns how many could be kept."""
        with self._store.transaction() as session:
            now = self._clock.now()
            found = outbox_queries.letters(session, ids)
            rows = [row for row, _meeting in found if row.state == DeliveryState.READY.value]
            for row in rows:
                outbox_rows.stop(session, row, now, self._store.actor)
            return len(rows)

    def say_arrived(self, delivery_id: str) -> None:
        """Say of an uncertain letter that it came, or of one laid ready that it was sent."""
        with self._store.transaction() as session:
            row = queries.get(session, DeliveryRow, delivery_id)
            if mapping.delivery(row).is_laid_ready:
                row.state, row.sent_at = DeliveryState.SENT.value, self._clock.now()
                noted(session, row, LetterEventKind.SAID_ARRIVED, row.sent_at, self._store.actor)
            elif row.state == DeliveryState.UNCERTAIN.value:
                now = self._clock.now()
                arrived(row, sent_letters.attempts(session, row.id))
                noted(session, row, LetterEventKind.SAID_ARRIVED, now, self._store.actor)

    def say_lost(self, delivery_id: str) -> None:
        """Say of an uncertain letter that it never came."""
        with self._store.transaction() as session:
            row = queries.get(session, DeliveryRow, delivery_id)
            if row.state == DeliveryState.UNCERTAIN.value:
                now = self._clock.now()
                outbox_rows.settle_by_word(row, DeliveryState.INTERRUPTED)
                noted(session, row, LetterEventKind.SAID_LOST, now, self._store.actor)

    def _can_leave(self, session: Any, row: DeliveryRow, meeting: MeetingRow) -> bool:
        """Take the address anew; tell whether the letter is true, at rest and has one."""
        if row.state == DeliveryState.SENDING.value or not outbox_rows.is_true(row, meeting):
            return False
        address = _address(session, row, meeting)
        # Without one, a letter that left keeps the address it left to.
        row.address = address or row.address
        return bool(address)


def _address(session: Any, row: DeliveryRow, meeting: MeetingRow) -> str:
    person = session.get(PersonRow, row.person_id) if row.person_id else None
    listed = (each.person for each in meeting.attendees if each.id == row.attendee_id)
    person = person or next(listed, None)
    return person.mail.strip() if person else row.address
