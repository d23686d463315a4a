"""What one call for the outbox does, from finding what is due to telling what came of it."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from email.message import EmailMessage

from moedeleder.domain.errors import DocumentFailed, MailPasswordMissing, MoedelederError
from moedeleder.domain.outbox import OutboxRun
from moedeleder.domain.sending import DeliveryState, LetterKind, LetterWay
from moedeleder.domain.settings import MailSettings, MailWay
from moedeleder.mail.transport import Transport
from moedeleder.services.envelopes import Contents, Envelopes
from moedeleder.services.outbox_job import Job, OnProgress
from moedeleder.services.outbox_ledger import Ledger, State
from moedeleder.services.outbox_run import Lines, Run
from moedeleder.services.outbox_size import SizeLimit
from moedeleder.services.settings import Settings

# Made from the settings and the password; ``app`` knows which transport is which.
TransportMaker = Callable[[MailSettings, str], Transport]
_States = list[tuple[Job, State]]
log = logging.getLogger(__name__)


class OutboxRounds:
    """Takes up what is due, makes the letters, and has them handed over."""

    def __init__(
        self,
        ledger: Ledger,
        settings: Settings,
        envelopes: Envelopes,
        way: tuple[TransportMaker, Lines, SizeLimit],
    ) -> None:
        self._ledger, self._settings, self._envelopes = ledger, settings, envelopes
        self._transport, self._lines, self._size = way
        self._unfinished: list[Run] = []

    def go(
        self, ids: Collection[str] | None, progress: OnProgress
    ) -> tuple[OutboxRun, list[MoedelederError]]:
        """Send what is due; returns what came of it, and why some letters could not be made.

        Args:
            ids: only these, and of them also those whose time has not come; None is all.
        """
        self._close_late()
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
            try:
                run.go(made)
            finally:
                self._unfinished += [run] if run.unclosed else []
            self._size.remember(settings, run.size_limit)
        _raise_first([*run.faults, *faults])
        return _summed([*states, *run.states]), troubles

    def _close_late(self) -> None:
        """Put on record what the store could not take at the end of an earlier run."""
        unfinished, self._unfinished = self._unfinished, []
        for run in unfinished:
            run.close_late()
            self._unfinished += [run] if run.unclosed else []

    def _way_out(self, settings: MailSettings) -> Transport:
        checked = settings.checked()
        password = self._settings.mail_password(checked)
        if checked.way is MailWay.SMTP and checked.user and not password:
            # It was kept for one run of the program only; an empty one would be refused.
            raise MailPasswordMissing
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
