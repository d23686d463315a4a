"""Letters leaving: sent when their time comes, without anybody waiting for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from moedeleder.domain.errors import MoedelederError
from moedeleder.domain.outbox import OutboxRun, OutboxView
from moedeleder.services.sending import Progress
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.texts import ErrorText, error_text

_SOON_MS = 3_000
"""After the window has come up: nobody should wait for a server to see their day."""
_PULSE_MS = 5 * 60_000
"""How often reminders are looked at; a letter that is put off has a time of its own."""
_GATHER_MS = 150
"""Many changes at once are one reason to look."""
_LEAST_MS = 1_000
_REST_MS = 60_000
# Of the families too: a letter that is put off leaves at once when its address is put right.
_REASONS = (Kind.SENDING, Kind.SETTINGS, Kind.MEETINGS, Kind.FAMILIES)


class Outgoing(QObject):
    """Sends what is due, one run at a time; it never asks, and never says the same twice."""

    changed = Signal()
    """What the outbox holds, or how far a run has come, may be another."""
    _moved = Signal(int, int)
    """From the run's own thread: letters done, and of how many."""

    def __init__(
        self, desk: Desk, parent: QObject | None = None, *, soon_ms: int = _SOON_MS
    ) -> None:
        """Make it at rest; ``soon_ms`` is how long after the beginning the first run comes."""
        super().__init__(parent)
        self._desk, self._soon_ms = desk, soon_ms
        self._begun = self._busy = self._wanted = self._telling = self._over_for_good = False
        self._asked: set[str] = set()
        self._progress: tuple[int, int] | None = None
        self._trouble: ErrorText | None = None
        self._view = OutboxView()
        self._next = self._timer(self.work, single=True)
        self._pulse = self._timer(self.work, single=False)
        self._look = self._timer(self._looked, single=True)
        self._moved.connect(self._show_progress)
        desk.changes.changed.connect(self._changed)

    @property
    def is_busy(self) -> bool:
        """Whether a run is under way."""
        return self._busy

    @property
    def view(self) -> OutboxView:
        """What the outbox held when it was last looked at."""
        return self._view

    @property
    def progress(self) -> tuple[int, int] | None:
        """How many letters of the run are done, and of how many; None where none is on its way."""
        return self._progress

    @property
    def trouble(self) -> ErrorText | None:
        """Why the last run could not begin, if it could not."""
        return self._trouble

    def begin(self) -> None:
        """Send soon what is due, and from then on whatever comes to be."""
        self._begun = True
        self.look()
        self._pulse.start(_PULSE_MS)
        self._next.start(self._soon_ms)

    def stop(self) -> None:
        """Send no more, and look no more: the program closes, and soon its store."""
        self._begun, self._over_for_good = False, True
        for timer in (self._next, self._pulse, self._look):
            timer.stop()

    def look(self) -> None:
        """Read again what the outbox holds; small, and at once."""
        self._read(_LEAST_MS)

    def _read(self, pause: int) -> None:
        if self._over_for_good:
            return
        self._view = self._desk.office.outbox.view()
        if self._begun and not self._busy:
            self._wind_up(pause)
        self.changed.emit()

    @Slot()
    def work(self) -> None:
        """Make the reminders that are due and send what may leave now; nothing when it must not.

        While a run is under way another one is wanted after it.
        """
        if self._busy:
            self._wanted = True
        elif self._begun:
            self._run()

    def try_now(self, ids: tuple[str, ...]) -> None:
        """Send chosen letters that wait, whatever their time is; a person asked for it."""
        self._asked.update(ids)
        if self._busy:
            self._wanted = True
        else:
            self._run()

    def _run(self) -> None:
        office = self._desk.office
        ids, self._asked, self._wanted = frozenset(self._asked), set(), False

        def send() -> tuple[int, OutboxRun]:
            # A reminder is a letter like any other as soon as it is made.
            made = 0 if ids else office.reminders.make_due()
            return made, office.outbox.work(progress=self._told, ids=ids or None)

        self._busy = True
        self.changed.emit()
        self._desk.background.run(send, self._done, self._failed, self)

    def _told(self, progress: Progress) -> None:
        # Called on a thread of the run: the signal crosses to where the window lives.
        self._moved.emit(progress.done, progress.total)

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        if self._busy and total:
            self._progress = (done, total)
            self.changed.emit()
            if not self._look.isActive():
                self._look.start(_GATHER_MS)

    def _done(self, result: tuple[int, OutboxRun]) -> None:
        made, run = result
        if self._over_for_good:
            return
        self._trouble = None
        self._over()
        if made or run != OutboxRun():
            self._tell(run.meetings if not made else ())

    def _failed(self, error: Exception) -> None:
        if self._over_for_good:
            return
        known = isinstance(error, MoedelederError)
        self._trouble = error_text(error) if isinstance(error, MoedelederError) else None
        self._over(again=known)
        if not known:
            raise error
        self._tell(())

    def _over(self, again: bool = True) -> None:
        self._busy, self._progress = False, None
        if self._wanted and again and (self._begun or self._asked):
            self._run()
        else:
            # What did not leave just now would not leave a second later either.
            self._read(_REST_MS)

    def _tell(self, meetings: tuple[str, ...]) -> None:
        self._telling = True
        try:
            change = Change.of(Kind.SENDING, Kind.MEETINGS, ids=meetings)
            self._desk.changes.changed.emit(change)
        finally:
            self._telling = False

    def _wind_up(self, pause: int) -> None:
        """Set the clock for the next letter; the pulse is never far away if it should be late."""
        if not self._view.waiting:
            self._next.stop()
            return
        now = self._desk.office.clock.now()
        until = _ms_until(self._view.next_try_at or now, now)
        self._next.start(max(pause, min(_PULSE_MS, until)))

    @Slot(object)
    def _changed(self, change: Change) -> None:
        is_news = not (self._telling or self._over_for_good)
        if is_news and change.concerns(*_REASONS):
            self._look.start(_GATHER_MS)

    @Slot()
    def _looked(self) -> None:
        self.look()

    def _timer(self, act: Callable[[], object], *, single: bool) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(single)
        timer.timeout.connect(act)
        return timer


def _ms_until(due: datetime, now: datetime) -> int:
    return round((due - now).total_seconds() * 1000)
