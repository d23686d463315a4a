"""Lets something that was said be dropped on a part of the minutes, and shows where."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from moedeleder.ui.pages.minutes.note_rows_model import dragged_note
from moedeleder.ui.tokens import RADIUS_CARD, current_tokens


class NoteDrop(QObject):
    """Watches over one part: takes what is dragged from the list of what was said."""

    dropped = Signal(str)
    """The id of the statement that was dropped here."""
    hovered = Signal(object)
    """The place on the screen that something is held over."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._part = part
        self.frame = DropFrame(part)
        part.setAcceptDrops(True)
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what belongs here; leave the rest to the part itself."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            return self._drop(event)
        if isinstance(event, QDragMoveEvent):
            return self._enter(event)
        if event.type() == QEvent.Type.DragLeave:
            self.frame.hide()
        return False

    def _enter(self, event: QDragMoveEvent | QDragEnterEvent) -> bool:
        if not dragged_note(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self.frame.show_over(self._part)
        place: QPoint = self._part.mapToGlobal(event.position().toPoint())
        self.hovered.emit(place)
        return True

    def _drop(self, event: QDropEvent) -> bool:
        note = dragged_note(event.mimeData())
        self.frame.hide()
        if not note:
            return False
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self.dropped.emit(note)
        return True


class DropFrame(QWidget):
    """A frame over the part where the line would land; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_over(self, part: QWidget) -> None:
        """Lie over the whole part."""
        self.setGeometry(part.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and a breath of colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current_tokens()
        tint = QColor(tokens.accent)
        tint.setAlpha(24)
        painter.setBrush(tint)
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD
        )
