"""A strip across the top of the window for what holds on every page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.tokens import MARGIN, Tone, current_tokens
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.icon_label import IconLabel


class Notice(QWidget):
    """Says one thing for as long as it is true, with perhaps one thing to do about it."""

    action_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._tone = Tone.INFO
        self._icon = IconLabel("info", Tone.INFO)
        self._text = ElidedLabel("", TextRole.SMALL)
        self._text.setObjectName("noticeText")
        self._action = secondary("", "noticeAction", compact=True)
        self._action.clicked.connect(self.action_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 5, MARGIN, 5)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        self.hide()

    @property
    def message(self) -> str:
        """What it says."""
        return self._text.full_text

    def say(self, text: str, tone: Tone, icon: IconName, action: str = "") -> None:
        """Show a message; ``action`` is the words of a button."""
        self._tone = tone
        self._icon.set_icon(icon, tone)
        self._text.setText(text)
        self._action.set_caption(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the soft ground with a line below."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.soft(self._tone)))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.border))
