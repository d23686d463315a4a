"""Answers arriving: fetched from the mailbox now and then, without anybody waiting."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from moedeleder.domain.errors import MoedelederError
from moedeleder.services.mailbox import Fetched
from moedeleder.ui.arrival_words import fetch_failed_text
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind

_MINUTE_MS = 60_000
_SOON_MS = 4_000
"""After the window has come up: nobody should wait for a server to see their day."""


class Arrivals(QObject):
    """Fetches answers at the pace the settings say, one fetch at a time."""

    arrived = Signal(object)
    """A ``Fetched``, after each fetch that went well."""
    failed = Signal(object)
    """An ``ErrorText``, after each fetch that did not go well."""
    busy_changed = Signal(bool)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._busy = False
        self._troubles = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._due)
        desk.changes.changed.connect(self._changed)

    @property
    def is_busy(self) -> bool:
        """Whether a fetch is under way."""
        return self._busy

    @property
    def is_set_up(self) -> bool:
        """Whether there is a mailbox to fetch from."""
        return self._desk.office.mailbox.settings().is_set_up

    @property
    def is_first_trouble(self) -> bool:
        """Whether the last fetch did not work, though the one before it did."""
        return self._troubles == 1

    @property
    def last(self) -> datetime | None:
        """When answers were last fetched."""
        return self._desk.office.mailbox.last_fetch()

    def begin(self) -> None:
        """Fetch soon, and then at the pace of the settings."""
        if self._pace():
            QTimer.singleShot(_SOON_MS, self, self._due)

    @Slot()
    def fetch(self) -> None:
        """Fetch now, unless a fetch is under way or there is no mailbox."""
        if self._busy or not self.is_set_up:
            return
        self._set_busy(True)
        mailbox = self._desk.office.mailbox
        self._desk.background.run(mailbox.fetch, self._came, self._did_not, self)

    def stop(self) -> None:
        """Fetch no more: the program closes."""
        self._timer.stop()
        self._desk.office.mailbox.stop()

    def _pace(self) -> int:
        """Set the timer to the pace of the settings, and return it in minutes; 0 is never."""
        settings = self._desk.office.mailbox.settings()
        minutes = settings.every_minutes if settings.is_set_up else 0
        if minutes:
            self._timer.start(minutes * _MINUTE_MS)
        else:
            self._timer.stop()
        return minutes

    @Slot()
    def _due(self) -> None:
        self.fetch()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.concerns(Kind.SETTINGS):
            self._pace()

    def _came(self, fetched: Fetched) -> None:
        self._set_busy(False)
        self._troubles = 0
        if fetched.taken or fetched.unknown:
            self._desk.changes.changed.emit(Change.of(Kind.AGENDA, Kind.MEETINGS, Kind.ANSWERS))
        if fetched.bounced or fetched.reports or fetched.found:
            self._desk.changes.changed.emit(Change.of(Kind.SENDING, Kind.MEETINGS))
        self.arrived.emit(fetched)

    def _did_not(self, error: Exception) -> None:
        self._set_busy(False)
        if not isinstance(error, MoedelederError):
            raise error
        self._troubles += 1
        self.failed.emit(fetch_failed_text(error))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)
