"""A row the keyboard can stand on: it shows where one is, and what can be done there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

from moedeleder.ui.tokens import RADIUS_BUTTON, current_tokens


class FocusRow(QWidget):
    """One stop for Tab with keys of its own; a ring and a soft ground show where one is."""

    looked_at = Signal(bool)
    """Whether the keyboard or the mouse is here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight."""
        super().focusInEvent(event)
        bring_into_sight(self)
        self.looked_at.emit(True)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be quiet again."""
        super().focusOutEvent(event)
        self.looked_at.emit(self.underMouse())
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show what can be done."""
        super().enterEvent(event)
        self.looked_at.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Be quiet again."""
        super().leaveEvent(event)
        self.looked_at.emit(self.hasFocus())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the soft ground and the ring."""
        if not self.hasFocus():
            return
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens.accent_soft))
        painter.setPen(QPen(QColor(tokens.accent), 2))
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)


def bring_into_sight(widget: QWidget) -> None:
    """Scroll every page around a widget so that it is seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, 12)
        above = above.parentWidget()
