"""A list of rows that people put in order, by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from moedeleder.ui.tokens import current_tokens
from moedeleder.ui.widgets.reorder_row import MIME_TYPE, ReorderRow

_GAP = 8


@dataclass(frozen=True, eq=False)
class RowSpec:
    """What a row holds: its id, its content, and its words for a screen reader."""

    id: str
    content: QWidget
    accessible_name: str
    family: bool = False


class ReorderList(QWidget):
    """Rows below each other: arrows choose, Alt+arrows move, Enter or F2 edits, Delete removes.

    It only says what is wanted; the page changes the order and calls ``set_rows`` again.
    """

    move_requested = Signal(str, int)
    remove_requested = Signal(str)
    edit_requested = Signal(str)
    current_changed = Signal(str)

    def __init__(
        self, accessible_name: str, parent: QWidget | None = None, *, object_name: str = "rows"
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self._rows: list[ReorderRow] = []
        self._current = ""
        self._drop_at: int | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)

    @property
    def ids(self) -> list[str]:
        """The ids in the order shown."""
        return [row.row_id for row in self._rows]

    @property
    def current_id(self) -> str:
        """The id of the chosen row, or nothing."""
        return self._current

    def row(self, row_id: str) -> ReorderRow:
        """Return a row; raises KeyError when it is not there."""
        found = {row.row_id: row for row in self._rows}
        return found[row_id]

    def set_rows(self, specs: Sequence[RowSpec]) -> None:
        """Show these rows; the chosen one stays chosen, or its neighbour takes over."""
        had_focus = self.hasFocus() or any(row.hasFocus() for row in self._rows)
        before = self.ids.index(self._current) if self._current in self.ids else 0
        self.setUpdatesEnabled(False)
        self._clear()
        for spec in specs:
            self._add(spec)
        self.setUpdatesEnabled(True)
        if self._current not in self.ids:
            last = len(self._rows) - 1
            self._current = self._rows[min(before, last)].row_id if self._rows else ""
        self._show_current()
        if had_focus and self._current:
            self.row(self._current).setFocus()

    def select(self, row_id: str) -> None:
        """Choose a row and bring it into view."""
        if row_id in self.ids:
            self._choose(row_id)
            self._reveal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, move, edit or remove by keyboard."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if not self._current or control:
            super().keyPressEvent(event)
        elif way is not None:
            self._step(way, moving=alt)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if event.key() == Qt.Key.Key_Home else len(self._rows) - 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit(self._current)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_requested.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the chosen row, so that a screen reader reads it."""
        super().focusInEvent(event)
        if self._current:
            self.row(self._current).setFocus(event.reason())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take only rows of this very list."""
        if self._dragged_id(event) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the row would land."""
        if self._dragged_id(event) is not None:
            self._drop_at = self._gap_at(event.position().y())
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the mark away."""
        self._drop_at = None
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask to move the row to where it was let go."""
        row_id = self._dragged_id(event)
        self._drop_at = None
        self.update()
        if row_id is None:
            return
        event.acceptProposedAction()
        here, gap = self.ids.index(row_id), self._gap_at(event.position().y())
        # Taking the row out closes its own gap.
        target = gap - 1 if gap > here else gap
        if target != here:
            self.move_requested.emit(row_id, target)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark where a dragged row would land."""
        if self._drop_at is None or not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().accent))
        if self._drop_at < len(self._rows):
            y = self._rows[self._drop_at].y() - _GAP / 2
        else:
            y = self._rows[-1].geometry().bottom() + _GAP / 2
        top = min(max(0.0, y - 1.5), self.height() - 3.0)
        painter.drawRoundedRect(QRectF(0, top, self.width(), 3), 1.5, 1.5)

    def _clear(self) -> None:
        for row in self._rows:
            row.blockSignals(True)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []

    def _add(self, spec: RowSpec) -> None:
        row = ReorderRow(spec.id, spec.content, spec.accessible_name, family=spec.family)
        row.chosen.connect(self._choose)
        row.opened.connect(self.edit_requested)
        self._rows.append(row)
        self._column.addWidget(row)
        # Shown at once, since what is hidden cannot take the focus back.
        if self.isVisible():
            row.show()

    def _choose(self, row_id: str) -> None:
        if row_id != self._current:
            self._current = row_id
            self._show_current()
            self.current_changed.emit(row_id)

    def _show_current(self) -> None:
        # One stop for Tab, whichever way it comes: the chosen row, or the list that has none.
        stop, other = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(other if self._current else stop)
        for row in self._rows:
            is_current = row.row_id == self._current
            row.set_selected(is_current)
            row.setFocusPolicy(stop if is_current else other)

    def _step(self, way: int, *, moving: bool) -> None:
        target = self.ids.index(self._current) + way
        if not 0 <= target < len(self._rows):
            return
        if moving:
            self.move_requested.emit(self._current, target)
            self._reveal()
        else:
            self._go(target)

    def _go(self, index: int) -> None:
        self._rows[index].setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(self._rows[index].row_id)
        self._reveal()

    def _reveal(self) -> None:
        area = self.parent()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parent()
        if isinstance(area, QScrollArea) and self._current:
            area.ensureWidgetVisible(self.row(self._current), 0, 24)

    def _dragged_id(self, event: QDropEvent) -> str | None:
        if not isinstance(event.source(), ReorderRow) or not event.mimeData().hasFormat(MIME_TYPE):
            return None
        row_id = bytes(event.mimeData().data(MIME_TYPE).data()).decode("utf-8", "replace")
        return row_id if row_id in self.ids else None

    def _gap_at(self, y: float) -> int:
        return sum(1 for row in self._rows if row.geometry().center().y() < y)
