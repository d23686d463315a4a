"""One row of a list that can be put in another order."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from moedeleder.ui.icons import icon_size, paint_icon
from moedeleder.ui.tokens import Tone, current_tokens
from moedeleder.ui.widgets.card import Surface

MIME_TYPE = "application/x-moedeleder-row"
_SIDE = 6


class Grip(QWidget):
    """Six dots to take hold of with the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setToolTip(self.tr("Træk for at flytte (Alt+↑ og Alt+↓)"))

    def sizeHint(self) -> QSize:
        """Return a strip wide enough to hit."""
        return QSize(icon_size() + 2 * _SIDE, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dots level with the row's first line."""
        painter = QPainter(self)
        paint_icon(painter, "grip", current_tokens().ink(Tone.NEUTRAL), _SIDE, 12)


class ReorderRow(Surface):
    """A row that can be taken by its grip, chosen, and asked to be edited."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        row_id: str,
        content: QWidget,
        accessible_name: str,
        parent: QWidget | None = None,
        *,
        family: bool = False,
    ) -> None:
        super().__init__(parent, family=family)
        self.row_id = row_id
        self.content = content
        self.setObjectName(f"row-{row_id}")
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._pressed_at: QPoint | None = None
        self._grip = Grip()
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 2, 14, 2)
        line.setSpacing(0)
        line.addWidget(self._grip)
        line.addWidget(content, 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become the chosen row."""
        super().focusInEvent(event)
        self.chosen.emit(self.row_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row; remember where the grip was taken."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        on_grip = self._grip.geometry().contains(event.position().toPoint())
        self._pressed_at = event.position().toPoint() if on_grip else None
        self.chosen.emit(self.row_id)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag once the mouse has moved far enough."""
        if self._pressed_at is None:
            return
        moved = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if moved >= QApplication.startDragDistance():
            self._pressed_at = None
            self._drag()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask to edit the row."""
        self.opened.emit(self.row_id)

    def _drag(self) -> None:
        data = QMimeData()
        data.setData(MIME_TYPE, self.row_id.encode("utf-8"))
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.setHotSpot(QPoint(20, 20))
        drag.exec(Qt.DropAction.MoveAction)
