"""The break: one calm page while the clock stands."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHideEvent,
    QKeyEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.meeting_clock import paused_for
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.room.times import length_text
from moedeleder.ui.pages.room.words import local_clock
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import primary
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.wrap_label import WrapLabel

_REPAINT_MS = 1000
_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PauseScreen(ScrollPage):
    """Says that there is a break, and what the meeting goes on with."""

    resume_requested = Signal()
    time_wanted = Signal()
    """It is time to show the length of the break anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, object_name="pauseScreen")
        self._since = named(Label("", TextRole.BODY, Tone.NEUTRAL), "pauseSince")
        self._then = named(WrapLabel("", columns=60), "pauseThen")
        self._then.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.main = primary(self.tr("Fortsæt mødet"), "resumeFromPause", "play", show_shortcut=True)
        self.main.clicked.connect(self.resume_requested)
        # A hand that goes on writing must not end the break: only a click and two keys do.
        self.main.installEventFilter(self)
        self._said = named(WrapLabel("", columns=60), "pauseSaid")
        key = QShortcut(Shortcut.PAUSE.sequence, self)
        key.activated.connect(self.resume_requested)
        self._arrange()
        self._timer = QTimer(self)
        self._timer.setInterval(_REPAINT_MS)
        self._timer.timeout.connect(self.time_wanted)

    def show_meeting(self, meeting: Meeting, now: datetime) -> None:
        """Show the break as it is at ``now`` (aware)."""
        if not meeting.is_paused:
            return
        began = local_clock(meeting.pauses[-1].began)
        length = length_text(paused_for(meeting, now))
        words = self.tr("Siden {0} · {1}").format(began, length)
        if self._since.text() != words:
            self._since.setText(words)
        item = meeting.current_item
        title = " ".join(item.title[:160].split()) if item else ""
        then = self.tr("I fortsætter med ”{0}”.").format(title) if title else ""
        if self._then.text() != then:
            self._then.setText(then)
            self._then.setVisible(bool(then))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Space and Enter on the button without meaning; Ctrl+Enter and a click go on."""
        if watched is self.main and isinstance(event, QKeyEvent):
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.type() == QEvent.Type.KeyPress and event.key() in _PRESSES and not held:
                self._say()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say how to go on when somebody writes."""
        if event.text().strip() and event.text().isprintable():
            self._say()
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        words = self.tr(
            "I holder pause. Det, du skriver nu, bliver ikke gemt. Tryk F4 for at fortsætte."
        )
        self._said.setText(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the time while somebody can see it."""
        super().showEvent(event)
        self._said.setText("")
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop when nobody sees it."""
        super().hideEvent(event)
        self._timer.stop()

    def _arrange(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        self._then.setMinimumWidth(min(420, self._then.maximumWidth()))
        quiet = WrapLabel(self.tr("Uret står stille. Alt, du har skrevet, er gemt."), columns=60)
        quiet.set_tone(Tone.NEUTRAL)
        quiet.setAlignment(middle)
        quiet.setMinimumWidth(min(420, quiet.maximumWidth()))
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(IconLabel("pause", Tone.ACCENT, size=32), 0, middle)
        column.addWidget(Label(self.tr("Pause"), TextRole.TITLE), 0, middle)
        column.addWidget(self._since, 0, middle)
        column.addSpacing(8)
        column.addWidget(self._then, 0, middle)
        column.addWidget(quiet, 0, middle)
        self._said.setAlignment(middle)
        self._said.setMinimumWidth(min(420, self._said.maximumWidth()))
        column.addWidget(self._said, 0, middle)
        column.addStretch(3)
        self.add(column, 1)
        self.set_footer(self.main)
