"""Uncertain letters: looked for where copies of sent mail lie, so that nobody has to guess."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from moedeleder.domain.errors import MailboxNotSetUp
from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.sending import Delivery, DeliveryState
from moedeleder.models import mapping, queries, sent_letters
from moedeleder.models.outbox_tables import DeliveryRow
from moedeleder.services.answers_judging import plain_address
from moedeleder.services.bounces import arrived
from moedeleder.services.context import Context
from moedeleder.services.letter_log import noted

if TYPE_CHECKING:
    from moedeleder.mail.mailbox import MailboxSession
    from moedeleder.services.mailbox import MailboxFetching

_AT_ONCE = 20
_BY_ITSELF = 100
"""Letters looked for after one fetch; the next one goes on from there."""
_AGAIN = timedelta(hours=24)
"""How long after it left a letter is looked for at every fetch: a copy may come late."""
# Servers count days in zones of their own, and clocks differ.
_LEEWAY = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class FindingProgress:
    """How far a search has come, in letters."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class _Sought:
    id: str
    message_id: str
    left_at: datetime | None
    in_vain_at: datetime | None = None
    """When it last left without arriving; a copy from then tells nothing."""
    was_looked_for: bool = False
    """Since it last left."""


class UncertainLetters:
    """The letters that may or may not have left, and what the mailbox tells of them."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def to_look_for(self) -> Sequence[str]:
        """Return the ids of uncertain letters to look for: some left lately, others once."""
        with self._store.reading() as session:
            return sent_letters.to_look_for(session, self._clock.now() - _AGAIN, _BY_ITSELF)

    def look(
        self,
        visit: MailboxSession,
        ids: Collection[str],
        progress: Callable[[FindingProgress], None] = lambda _progress: None,
        is_over: Callable[[], bool] = lambda: False,
        *,
        by_itself: bool = False,
    ) -> tuple[str, ...]:
        """Look for letters in a mailbox; return the ids of meetings whose letters were found.

        What was found counts as sent, the others stay uncertain. Each is noted at once, so that
        whatever stops the search loses nothing.

        Args:
            ids: those that are not uncertain (any more) are passed over.
            progress: called after some letters at a time.
            is_over: asked before some letters at a time whether to stop.
            by_itself: nobody asked; that a letter is still not found is not noted again.

        Raises:
            MailError: the mailbox stopped answering.
        """
        sought, meetings, done = self._sought(ids), dict[str, None](), 0
        while done < len(sought) and not is_over():
            some = sought[done : done + _AT_ONCE]
            since = min((e.left_at for e in some if e.left_at), default=None)
            day = (since - _LEEWAY).date() if since and all(e.left_at for e in some) else None
            older = {e.message_id: e.in_vain_at for e in some if e.in_vain_at}
            folders = visit.find([each.message_id for each in some], day, older)
            for each in some:
                folder = folders.get(each.message_id)
                if folder is not None or not (by_itself and each.was_looked_for):
                    meetings |= dict.fromkeys(self._note(each, folder))
            done += len(some)
            progress(FindingProgress(done, len(sought)))
        return tuple(meetings)

    def _sought(self, ids: Collection[str]) -> list[_Sought]:
        with self._store.reading() as session:
            return [_sought(session, row) for row in sent_letters.uncertain(session, ids)]

    def _note(self, sought: _Sought, folder: str | None) -> tuple[str, ...]:
        """Note where a letter lies, unless somebody said so meanwhile; return its meeting."""
        now = self._clock.now()
        with self._store.transaction() as session:
            row = session.get(DeliveryRow, sought.id)
            is_same = row is not None and row.message_id == sought.message_id
            if row is None or not is_same or row.state != DeliveryState.UNCERTAIN.value:
                return ()
            row.looked_at = now
            if folder is None:
                noted(session, row, LetterEventKind.NOT_FOUND, now)
                return ()
            arrived(row, sent_letters.attempts(session, row.id))
            noted(session, row, LetterEventKind.FOUND, now, words=folder)
            return (row.meeting_id,)


def _sought(session: Any, row: DeliveryRow) -> _Sought:
    attempts = sent_letters.attempts(session, row.id)
    if not attempts:
        return _Sought(row.id, row.message_id, None)
    events, now = sent_letters.events(session, row.id), plain_address(attempts[-1].address)
    returned = [each.at for each in events if each.kind == LetterEventKind.BOUNCED.value]
    in_vain = [
        each.at
        for each in attempts[:-1]
        if plain_address(each.address) != now or any(at > each.at for at in returned)
    ]
    left_at = attempts[-1].at
    looked_for = row.looked_at is not None and row.looked_at >= left_at
    return _Sought(row.id, row.message_id, left_at, max(in_vain, default=None), looked_for)


class FindingLetters:
    """What a person does to find out whether a letter left."""

    def __init__(
        self, context: Context, mailbox: MailboxFetching, uncertain: UncertainLetters
    ) -> None:
        self._store, self._mailbox, self._uncertain = context.store, mailbox, uncertain

    def look_up(
        self,
        ids: Collection[str],
        progress: Callable[[FindingProgress], None] = lambda _progress: None,
    ) -> tuple[Delivery, ...]:
        """Look for uncertain letters in the mailbox; takes its time, and changes nothing there.

        Found, a letter counts as sent; otherwise it stays uncertain, for the copy may lie
        elsewhere.

        Args:
            ids: of letters; those that are not uncertain are left as they are.
            progress: called now and then, from the calling thread.

        Returns:
            The letters as they are now, in the order of ``ids``.

        Raises:
            MailboxNotSetUp: there is no mailbox.
            NotFound: there is no such letter.
            MailError, FileError, KeyringUnusable: what stood in the way; what was found counts.
        """
        if not self._mailbox.settings().is_set_up:
            raise MailboxNotSetUp
        with self._mailbox.visit() as visit:
            self._uncertain.look(visit, ids, progress, self._mailbox.is_stopping)
        with self._store.reading() as session:
            rows = [queries.get(session, DeliveryRow, each) for each in ids]
            return tuple(mapping.delivery(row) for row in rows)
