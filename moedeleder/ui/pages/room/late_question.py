"""The calm question, asked once, when there is more left of the agenda than of the time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Surface
from moedeleder.ui.widgets.flow import Flow
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.wrap_label import WrapLabel

MORE_MINUTES = 15


class LateQuestion(Surface):
    """Asks how the time that is left shall be used; it never takes the keyboard from the pen."""

    extend_requested = Signal(int)
    park_requested = Signal()
    close_requested = Signal()
    go_on_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lateQuestion")
        self._words = WrapLabel("", TextRole.STRONG, columns=160)
        self._words.setObjectName("lateWords")
        more = self.tr("Forlæng {0} min").format(MORE_MINUTES)
        self.extend = secondary(more, "extendMeeting", compact=True)
        self.extend.clicked.connect(lambda: self.extend_requested.emit(MORE_MINUTES))
        self.park = secondary(self.tr("Parkér resten til næste møde"), "parkRest", compact=True)
        self.park.clicked.connect(self.park_requested)
        self.close_now = secondary(self.tr("Gå til aftalerne"), "goToClosing", compact=True)
        self.close_now.clicked.connect(self.close_requested)
        self.go_on = secondary(self.tr("Bare fortsæt"), "justGoOn", compact=True)
        self.go_on.clicked.connect(self.go_on_requested)
        self._lay_out()
        self.hide()

    def ask(self, words: str, *, can_park: bool, can_close: bool) -> None:
        """Show the question; only what can be done is offered."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.park.setVisible(can_park)
        self.close_now.setVisible(can_close)
        if self.isHidden():
            self.show()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(IconLabel("clock", Tone.WARN), 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._words, 1)
        answers = Flow((self.extend, self.park, self.close_now, self.go_on))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(answers)
