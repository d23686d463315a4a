"""The try of a connection to a mail server."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from moedeleder.domain.errors import MoedelederError
from moedeleder.ui.background import Job
from moedeleder.ui.desk import Desk
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.settings.mail_words import failure_text
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel


class ConnectionTest(QWidget):
    """Tries a connection without sending, shows that it does, and says what it found."""

    test_requested = Signal()
    answered = Signal()
    """There is something to read in ``result``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._finished = False
        self.setObjectName("connectionTest")
        self.button = secondary(self.tr("Test forbindelsen"), "testConnection")
        self._cancel = secondary(self.tr("Afbryd"), "cancelTest", "x")
        self._bar = named(QProgressBar(), "testProgress", self.tr("Prøver forbindelsen"))
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._words = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self.result = Banner()
        self.result.setObjectName("testResult")
        self._place()
        self.button.clicked.connect(self.test_requested)
        self._cancel.clicked.connect(self.cancel)
        self._show_running(False)

    @property
    def is_running(self) -> bool:
        """Whether a try is under way."""
        return self._job is not None

    def run(self, host: str, attempt: Callable[[], str]) -> None:
        """Make the ``attempt`` in the background; it returns what it found, in words."""
        self.cancel()
        self.result.dismiss()
        self._words.setText(self.tr("Prøver forbindelsen til {0} …").format(host))
        self._show_running(True)
        # One that runs at once has called back before it hands over its job.
        self._finished = False
        job = self._desk.background.run(attempt, self._worked, self._failed, self)
        self._job = None if self._finished else job

    def cancel(self) -> None:
        """Stop waiting for the answer."""
        if self._job is not None:
            self._job.cancel()
            self._end()
            self._say(self.tr("Prøven er afbrudt."), Tone.INFO)

    def _worked(self, found: str) -> None:
        self._end()
        self._say(self.tr("Forbindelsen virker."), Tone.OK, found)

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, MoedelederError):
            raise error
        what, advice = failure_text(error)
        self._say(what, Tone.BAD, advice)

    def _say(self, words: str, tone: Tone, detail: str = "") -> None:
        self.result.show_message(words, tone, detail)
        self.answered.emit()

    def _end(self) -> None:
        self._finished = True
        self._job = None
        had_focus = self._cancel.hasFocus()
        self._show_running(False)
        if had_focus:
            self.button.setFocus()

    def _show_running(self, running: bool) -> None:
        for widget in (self._bar, self._words, self._cancel):
            widget.setVisible(running)
        self.button.setVisible(not running)

    def _place(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.button)
        row.addWidget(self._cancel)
        row.addWidget(self._words, 1)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._bar)
        column.addWidget(self.result)
