"""Says what was just done and offers to undo it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import RADIUS_BUTTON, Tone, current_tokens
from moedeleder.ui.widgets.button import Button, icon_button
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.icon_label import IconLabel

SHOWN_FOR_MS = 10_000


class UndoBar(QWidget):
    """A line at the foot of the page: "Punktet er fjernet. Fortryd"."""

    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("undoBar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._undo: Callable[[], object] | None = None
        self._text = ElidedLabel()
        self._text.setObjectName("undoText")
        self._button = Button(self.tr("Fortryd"), icon="undo", object_name="undo", compact=True)
        self._button.setToolTip(f"{self._button.caption} ({Shortcut.UNDO.keys})")
        self._button.clicked.connect(self.undo)
        close = icon_button("x", self.tr("Luk beskeden"), "undoClose")
        close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(IconLabel("check", Tone.OK))
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        self.hide()

    @property
    def message(self) -> str:
        """What it says."""
        return self._text.full_text

    def offer(
        self, text: str, undo: Callable[[], object] | None = None, *, caption: str = ""
    ) -> None:
        """Say ``text``, with a way back for about ten seconds or until the next message.

        Args:
            caption: what the button says where the way leads elsewhere than back.
        """
        self._undo = undo
        self._button.set_caption(caption or self.tr("Fortryd"))
        keys = "" if caption else f" ({Shortcut.UNDO.keys})"
        self._button.setToolTip(f"{self._button.caption}{keys}")
        self._text.setText(text)
        self._button.setVisible(undo is not None)
        self.setAccessibleName(text)
        self.show()
        self._timer.start(SHOWN_FOR_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def can_undo(self) -> bool:
        """Whether there is something to undo right now."""
        return self._undo is not None and not self.isHidden()

    def undo(self) -> None:
        """Take back what was done, once."""
        way_back, self._undo = self._undo, None
        self.dismiss()
        if way_back is not None:
            self.undo_requested.emit()
            way_back()

    def dismiss(self) -> None:
        """Take the message away; nothing can be undone after that."""
        self._timer.stop()
        self._undo = None
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the quiet ground."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.ok_soft))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_BUTTON, RADIUS_BUTTON)

    def _time_is_up(self) -> None:
        # Somebody who has reached the button by keyboard or mouse keeps it.
        if self._button.hasFocus() or self.underMouse():
            self._timer.start(SHOWN_FOR_MS)
        else:
            self.dismiss()
