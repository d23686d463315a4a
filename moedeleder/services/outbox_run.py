"""One run of the outbox: a few lines to the mail server, each handing over letter after letter."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage

from moedeleder.domain.errors import (
    LetterFaulty,
    MailServerUnreachable,
    MailUncertain,
    MoedelederError,
)
from moedeleder.domain.sending import LetterWay
from moedeleder.mail.transport import MailSession, Transport
from moedeleder.services.outbox_job import Job, Kept, OnProgress, Progress
from moedeleder.services.outbox_ledger import Ledger, LetterWithdrawn, State
from moedeleder.services.outbox_trouble import needs_settings, stops_everything


class Lines:
    """The lines that are open now, so that the end of the program can cut them."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._open: list[MailSession] = []

    @contextmanager
    def open(self, way: Transport) -> Iterator[MailSession]:
        """Open a line and remember it while it is; raises what opening raises."""
        with way.session() as mail:
            with self._lock:
                self._open.append(mail)
            try:
                yield mail
            finally:
                with self._lock:
                    self._open.remove(mail)

    def cut(self) -> None:
        """Let nothing begin, and cut what waits for a server; callable from any thread."""
        self.stopping.set()
        with self._lock:
            for mail in self._open:
                mail.hang_up()


class Run:
    """Hands over letters, each once, on as many lines as the way out allows."""

    def __init__(
        self,
        ledger: Ledger,
        way_out: tuple[Transport, LetterWay, str],
        make: Callable[[Job], EmailMessage],
        lines: Lines,
        progress: OnProgress,
    ) -> None:
        """Take where to keep what happens, the way out, and what makes a letter's mail.

        Args:
            way_out: the transport, what its letters' way is called, and the archive's address.
            progress: called after each letter, one call at a time, from a thread of the run.
        """
        self._ledger, self._make, self._lines = ledger, make, lines
        self._transport, self._way, self._archive = way_out
        self._progress = progress
        self._left: deque[Job] = deque()
        self._total = self._done = 0
        self._lock, self._telling = threading.Lock(), threading.Lock()
        self._shut: MoedelederError | None = None
        self.unclosed: list[tuple[Job, MoedelederError | None]] = []
        self.states: list[tuple[Job, State]] = []
        self.faults: list[BaseException] = []
        self.size_limit = 0

    def go(self, jobs: Sequence[Job]) -> None:
        """Send every letter, or put on record why not; what nobody foresaw is in ``faults``."""
        self._left.extend(jobs)
        self._total = len(jobs)
        wanted = min(self._transport.parallel, len(jobs))
        threads = [self._thread(number) for number in range(wanted)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self._end()

    def _thread(self, number: int) -> threading.Thread:
        return threading.Thread(target=self._line, name=f"letters-{number}", daemon=True)

    def _line(self) -> None:
        """Send as much as one line takes."""
        try:
            with self._lines.open(self._transport) as mail:
                # A folder knows of none.
                self.size_limit = getattr(mail, "size_limit", 0) or self.size_limit
                while (job := self._next()) is not None:
                    self._send(mail, job)
        except MoedelederError as error:
            self._shut = self._shut or error
        except BaseException as fault:  # noqa: BLE001 - raised again where the run was asked for
            self.faults.append(fault)

    def _has_ended(self) -> bool:
        if self._lines.stopping.is_set() or self._was_killed():
            return True
        return self._shut is not None and needs_settings(self._shut)

    def _next(self) -> Job | None:
        with self._lock:
            return self._left.popleft() if self._left and not self._has_ended() else None

    def _send(self, mail: MailSession, job: Job) -> None:
        try:
            self._hand_over(mail, job)
        except LetterWithdrawn:
            self._tell()
        except MoedelederError as error:
            if not job.handed and (stops_everything(error) or self._lines.stopping.is_set()):
                # It says nothing of this letter; a line that was cut at the end neither.
                with self._lock:
                    self._left.appendleft(job)
                raise
            self._close(job, error)
        except Exception as fault:  # noqa: BLE001 - raised again where the run was asked for
            self.faults.append(fault)
            # A fault of ours: after the last word it tells nothing of whether the letter came.
            self._close(job, MailUncertain() if job.handed else LetterFaulty())
        else:
            job.copy_refused = mail.copy_refused if self._archive else None
            self._close(job, None)

    def _hand_over(self, mail: MailSession, job: Job) -> None:
        message = self._make(job)
        kept = Kept.of(message)
        mail.send(
            message,
            job.delivery.address,
            before_last_word=lambda: self._ledger.hand_over(job, kept, self._way),
            copy_to=self._archive,
        )

    def _close(self, job: Job, error: MoedelederError | None) -> None:
        try:
            state = self._ledger.close(job, error, self._way)
        except MoedelederError as fault:
            # The store is busy or full: tried once more at the end of the run.
            self.unclosed.append((job, error))
            self.faults.append(fault)
            return
        self.states.append((job, state))
        self._tell()

    def _tell(self) -> None:
        with self._telling:
            self._done += 1
            try:
                self._progress(Progress(self._done, self._total))
            except Exception as fault:  # noqa: BLE001 - raised again where the run was asked for
                self.faults.append(fault)

    def _end(self) -> None:
        """Put on record what could not be before, and why letters are left."""
        self.close_late()
        left = tuple(self._left)
        if not left or self._was_killed() or self._lines.stopping.is_set():
            return
        error = self._shut or (LetterFaulty() if self.faults else MailServerUnreachable())
        self.states.extend(zip(left, self._ledger.keep_back(left, error), strict=True))

    def close_late(self) -> None:
        """Try once more to put on record what became of letters; what cannot stays ``unclosed``."""
        waiting, self.unclosed = self.unclosed, []
        for job, error in waiting:
            self._close(job, error)

    def _was_killed(self) -> bool:
        """Whether somebody wants the program gone: nothing more is done, as after a fall."""
        return any(not isinstance(each, Exception) for each in self.faults)
