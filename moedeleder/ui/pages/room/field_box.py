"""The edge around a field that grows with its words; it shows when one writes there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.ui.tokens import RADIUS_BUTTON, current_tokens


class FieldBox(QWidget):
    """Draws the edge that Qt draws around fields of its own."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self._field = field
        inside = QVBoxLayout(self)
        inside.setContentsMargins(4, 6, 4, 6)
        inside.addWidget(field)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the keyboard."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge."""
        tokens, here = current_tokens(), self._field.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens.surface))
        edge = tokens.accent if here else tokens.border_strong
        painter.setPen(QPen(QColor(edge), 2 if here else 1))
        inset = 1.0 if here else 0.5
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
