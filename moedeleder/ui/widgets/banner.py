"""What happened, said inside the page, with an icon and a word for its tone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.tokens import RADIUS_CARD, Tone, current_tokens
from moedeleder.ui.widgets.button import Button, icon_button, secondary
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.wrap_label import WrapLabel

_ICONS: dict[Tone, IconName] = {
    Tone.OK: "check",
    Tone.WARN: "warning",
    Tone.BAD: "warning",
    Tone.FAMILY: "people",
}


class Banner(QWidget):
    """A message in the page: tone, icon, words, and perhaps one thing to do about it."""

    action_requested = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._tone = Tone.INFO
        self._icon = IconLabel("info", Tone.INFO)
        self._text = WrapLabel("", TextRole.STRONG, columns=96)
        self._text.setObjectName("bannerText")
        self._detail = WrapLabel("", columns=96)
        self._detail.setObjectName("bannerDetail")
        self._action: Button = secondary("", "bannerAction", compact=True)
        self._action.clicked.connect(self.action_requested)
        self._close = icon_button("x", self.tr("Luk beskeden"), "bannerClose")
        self._close.clicked.connect(self.dismiss)
        self._lay_out()
        self._close.setVisible(closable)
        self.hide()

    @property
    def message(self) -> str:
        """The whole message as it is shown."""
        return " ".join(filter(None, (self._text.text(), self._detail.text())))

    @property
    def tone(self) -> Tone:
        """The tone of the message."""
        return self._tone

    def show_message(self, text: str, tone: Tone, detail: str = "", action: str = "") -> None:
        """Show a message; ``action`` is the words of a button that emits action_requested."""
        self._tone = tone
        self._icon.set_icon(_ICONS.get(tone, "info"), tone)
        self._text.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._action.set_caption(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(self.message)
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.message))

    def focus_action(self) -> None:
        """Put the keyboard at the one thing to do about the message."""
        self._action.setFocus()

    def dismiss(self) -> None:
        """Take the message away."""
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the message while the focus is in it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the new colours."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the soft ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().soft(self._tone)))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CARD, RADIUS_CARD)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._text)
        words.addWidget(self._detail)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
