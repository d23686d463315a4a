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

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from email.message import EmailMessage

from moedeleder.domain.errors import DocumentFailed, MailNotSetUp, MoedelederError
from moedeleder.domain.outbox import LetterEvent, OutboxRun, OutboxView, SentLetter
from moedeleder.domain.sending import DeliveryState, LetterKind, LetterWay
from moedeleder.domain.settings import MailSettings, MailWay
from moedeleder.mail.transport import Transport
from moedeleder.services.context import Context
from moedeleder.services.envelopes import Contents, Envelopes
from moedeleder.services.outbox_deeds import OutboxDeeds
from moedeleder.services.outbox_job import Job, OnProgress, silent
from moedeleder.services.outbox_ledger import Ledger, State
from moedeleder.services.outbox_reading import OutboxReading
from moedeleder.services.outbox_run import Lines, Run
from moedeleder.services.outbox_size import SizeLimit
from moedeleder.services.settings import Settings

# Made from the settings and the password; ``app`` knows which transport is which.
TransportMaker = Callable[[MailSettings, str], Transport]
_States = list[tuple[Job, State]]
log = logging.getLogger(__name__)


class Outbox:
    """Sends what is due, and tells and changes what is waiting."""

    def __init__(
        self,
        context: Context,
        settings: Settings,
        envelopes: Envelopes,
        transport: TransportMaker,
    ) -> None:
        self._settings, self._envelopes, self._transport = settings, envelopes, transport
        self._ledger, self._lines = Ledger(context), Lines()
        self._reading, self._deeds = OutboxReading(context), OutboxDeeds(context)
        self._size = SizeLimit(context.store, settings)
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
            if self._lines.stopping.is_set() or not self._ledger.is_anything_due(ids):
                return OutboxRun(), []
            settings = self._settings.mail()
            jobs = self._ledger.take_up(ids, self._envelopes.sender(settings))
            return self._send(jobs, settings, progress)

    def _send(
        self, jobs: Sequence[Job], settings: MailSettings, progress: OnProgress
    ) -> tuple[OutboxRun, list[MoedelederError]]:
        states: _States = []
        try:
            transport = self._way_out(settings)
        except MoedelederError as error:
            self._keep_back(jobs, error, states)
            return _summed(states), [error]
        troubles: list[MoedelederError] = []
        faults: list[BaseException] = []
        contents = self._contents(jobs, states, troubles, faults)
        made = [job for job in jobs if job.delivery.id in contents]
        archive = settings.archive_address if settings.way is MailWay.SMTP else ""

        def make(job: Job) -> EmailMessage:
            return self._message(job, contents[job.delivery.id], settings)

        way = (transport, way_of(settings), archive)
        run = Run(self._ledger, way, make, self._lines, progress)
        if made:
            run.go(made)
            self._size.remember(settings, run.size_limit)
        _raise_first([*run.faults, *faults])
        return _summed([*states, *run.states]), troubles

    def _way_out(self, settings: MailSettings) -> Transport:
        checked = settings.checked()
        password = self._settings.mail_password(checked)
        if checked.way is MailWay.SMTP and checked.user and not password:
            # It was kept for one run of the program only; an empty one would be refused.
            raise MailNotSetUp("password")
        return self._transport(checked, password)

    def _contents(
        self,
        jobs: Sequence[Job],
        states: _States,
        troubles: list[MoedelederError],
        faults: list[BaseException],
    ) -> dict[str, Contents]:
        """Make what goes into each letter, once for all of a meeting's letters of a kind."""
        groups: dict[tuple[str, LetterKind], list[Job]] = defaultdict(list)
        for job in jobs:
            groups[job.meeting_id, job.delivery.kind].append(job)
        found: dict[str, Contents] = {}
        for (meeting_id, kind), group in groups.items():
            ids = frozenset(job.delivery.id for job in group)
            try:
                found |= self._envelopes.contents(meeting_id, kind, ids)
            except MoedelederError as error:
                troubles.append(error)
                self._keep_back(group, error, states)
            except Exception as fault:  # noqa: BLE001 - raised again at the end of the run
                faults.append(fault)
                self._keep_back(group, DocumentFailed(), states)
        return found

    def _message(self, job: Job, contents: Contents, settings: MailSettings) -> EmailMessage:
        letter = job.delivery
        sender = letter.sender_address or self._envelopes.sender(settings)
        return self._envelopes.message(letter, contents, settings, sender, letter.message_id)

    def _keep_back(self, jobs: Sequence[Job], error: MoedelederError, states: _States) -> None:
        states.extend(zip(jobs, self._ledger.keep_back(jobs, error), strict=True))


def way_of(settings: MailSettings) -> LetterWay:
    """Return which way letters go by these settings."""
    return LetterWay.FOLDER if settings.way is MailWay.FOLDER else LetterWay.MAIL


def _summed(states: _States) -> OutboxRun:
    became = [state for _job, state in states]
    return OutboxRun(
        sent=became.count(DeliveryState.SENT),
        put_off=became.count(DeliveryState.READY),
        refused=became.count(DeliveryState.FAILED),
        uncertain=became.count(DeliveryState.UNCERTAIN),
        meetings=tuple(dict.fromkeys(job.meeting_id for job, _state in states)),
    )


def _raise_first(faults: Sequence[BaseException]) -> None:
    for fault in faults[1:]:
        log.error("another fault in the outbox: %s", type(fault).__name__)
    if faults:
        raise faults[0]
