"""The outbox: every letter on its way, in the store, until it has left or a person decides.

A letter is made in the transaction of what it announces and is free to leave from then on. A run
takes up all that are due. That the last word of a letter is about to be said is durable before it
is said; when no answer comes, the letter is uncertain and never sent again by itself. Whoever
writes "sending" on the row first is the only one to say that word, be it another thread or
another program on the same store.

When the server refuses the login, or no way out is set up, the letters wait with that reason and
are not tried again by themselves, nor are those that come after them: each try could lock the
account. They leave when the mail settings are saved anew (``release_held``), or when a person
asks (``try_now``). Everything else that may pass is tried again with growing pauses.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from datetime import datetime

from moedeleder.domain.errors import MoedelederError
from moedeleder.domain.outbox import LetterEvent, OutboxRun, OutboxView, SentLetter
from moedeleder.domain.settings import MailSettings
from moedeleder.services.context import Context
from moedeleder.services.envelopes import Envelopes
from moedeleder.services.outbox_deeds import OutboxDeeds
from moedeleder.services.outbox_job import OnProgress, silent
from moedeleder.services.outbox_ledger import Ledger
from moedeleder.services.outbox_reading import OutboxReading
from moedeleder.services.outbox_rounds import OutboxRounds
from moedeleder.services.outbox_rounds import TransportMaker as TransportMaker
from moedeleder.services.outbox_run import Lines
from moedeleder.services.outbox_size import SizeLimit
from moedeleder.services.settings import Settings


class Outbox:
    """Sends what is due, and tells and changes what is waiting."""

    def __init__(
        self,
        context: Context,
        settings: Settings,
        envelopes: Envelopes,
        transport: TransportMaker,
    ) -> None:
        self._lines = Lines()
        self._reading, self._deeds = OutboxReading(context), OutboxDeeds(context)
        self._size = SizeLimit(context.store, settings)
        way = (transport, self._lines, self._size)
        self._rounds = OutboxRounds(Ledger(context), settings, envelopes, way)
        self._one_run = threading.Lock()

    def work(self, progress: OnProgress = silent, ids: Collection[str] | None = None) -> OutboxRun:
        """Send everything that is due; takes its time, and waits for a run under way.

        What stands in the way of a letter is on record with it, and stops no other.

        Args:
            progress: called after each letter, one call at a time, from any thread.
            ids: only these of those free to leave, and of them also those whose time has not
                come.

        Raises:
            StoreError, DiskFull: the store cannot be written; letters that were on their way are
                uncertain after the next start.
        """
        return self._work(progress, ids)[0]

    def work_for_person(self, ids: Collection[str], progress: OnProgress = silent) -> OutboxRun:
        """Send some letters for somebody who waits for it; see :meth:`work`.

        Raises:
            MailNotSetUp, DocumentFailed, TemplateMissing, ResourceFault, NotFound: some letters
                could not be made, and were not sent.
        """
        run, troubles = self._work(progress, ids)
        if troubles:
            raise troubles[0]
        return run

    def try_now(self, progress: OnProgress = silent) -> OutboxRun:
        """Send all that waits, also what is held back, whatever its time; see :meth:`work`."""
        self._deeds.release_held()
        view = self._reading.view(is_working=False)
        return self.work(progress, [each.delivery.id for each in view.waiting])

    def view(self) -> OutboxView:
        """Return what is waiting in the whole office, the oldest first."""
        return self._reading.view(is_working=self._one_run.locked())

    def next_try_at(self) -> datetime | None:
        """Return when something is due, in the past where it is now; None where nothing waits."""
        return self._reading.next_try_at()

    def settle(self) -> int:
        """Mark letters that were being sent when the program stopped as uncertain.

        Returns how many; called once at start.
        """
        return self._deeds.settle()

    def release(self, ids: Collection[str]) -> tuple[str, ...]:
        """Let letters leave (again) by mail to the address their person has now.

        Returns the ids of those that will: the others have no address, or are no longer true.
        """
        return self._deeds.release(ids)

    def release_held(self) -> int:
        """Let letters leave that waited for the mail settings to be seen to; returns how many."""
        return self._deeds.release_held()

    def stop_letters(self, ids: Collection[str]) -> int:
        """Keep letters here that have not left; returns how many could be kept."""
        return self._deeds.stop_letters(ids)

    def say_arrived(self, delivery_id: str) -> None:
        """Say of an uncertain letter that it came; another is left as it is.

        Raises:
            NotFound: as named.
        """
        self._deeds.say_arrived(delivery_id)

    def say_lost(self, delivery_id: str) -> None:
        """Say of an uncertain letter that it never came; another is left as it is.

        Raises:
            NotFound: as named.
        """
        self._deeds.say_lost(delivery_id)

    def events(self, delivery_id: str) -> tuple[LetterEvent, ...]:
        """Return what happened to a letter, the oldest first."""
        return self._reading.events(delivery_id)

    def letters(self, delivery_id: str) -> tuple[SentLetter, ...]:
        """Return a letter as it was handed over each time, the oldest first."""
        return self._reading.letters(delivery_id)

    def letter(self, sent_letter_id: str) -> bytes:
        """Return a letter as it left, as the bytes of an .eml file.

        Raises:
            NotFound: as named.
        """
        return self._reading.letter(sent_letter_id)

    def size_limit(self) -> int:
        """Return the largest mail the server said it takes, in bytes; 0 where it never said."""
        return self._size.known()

    def remember_size(self, mail: MailSettings, limit: int) -> None:
        """Keep the largest mail a server says it takes, in bytes; 0 is not kept."""
        self._size.remember(mail, limit)

    def stop(self) -> None:
        """Let no letter begin any more; those that have not begun stay ready.

        For the end of the program; callable from any thread.
        """
        self._lines.stopping.set()

    def hang_up(self) -> None:
        """Stop waiting for servers that do not answer; callable from any thread.

        A letter whose last word was not said yet stays ready; one after it is uncertain.
        """
        self._lines.cut()

    def _work(
        self, progress: OnProgress, ids: Collection[str] | None
    ) -> tuple[OutboxRun, list[MoedelederError]]:
        with self._one_run:
            return self._rounds.go(ids, progress)
