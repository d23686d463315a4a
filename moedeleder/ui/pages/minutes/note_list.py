"""The list of what was said: arrows choose, Enter goes to the text, a row can be dragged there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from moedeleder.ui.pages.minutes.note_rows import NoteRow
from moedeleder.ui.pages.minutes.note_rows_delegate import NoteRowsDelegate
from moedeleder.ui.pages.minutes.note_rows_model import NoteRowsModel
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.widgets.naming import named


class NoteList(QListView):
    """Shows what was said, part by part; says what the person wants done with the chosen one."""

    chosen = Signal()
    """Another row is the chosen one, or it stands otherwise now."""
    shown_requested = Signal()
    """A click: let the place in the text be seen."""
    opened = Signal()
    move_requested = Signal()
    leave_out_requested = Signal()
    menu_requested = Signal(object)
    """The right button or the menu key, with the place on the screen."""
    left = Signal()
    """Esc: back to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "minutesNotes", self.tr("Det blev sagt"))
        self.rows_model = NoteRowsModel()
        self.setModel(self.rows_model)
        self.setItemDelegate(NoteRowsDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView, QListView:focus { background: transparent; border: none; }")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit())
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    @property
    def row(self) -> NoteRow | None:
        """What is chosen, if anything."""
        index = self.currentIndex()
        row = self.rows_model.rows[index.row()] if index.isValid() else None
        return row if row and row.line else None

    def show_rows(self, rows: tuple[NoteRow, ...]) -> None:
        """Show these rows; what was chosen stays chosen where it stands now."""
        if rows == self.rows_model.rows:
            return
        chosen, at = self.row.id if self.row else "", self.verticalScrollBar().value()
        self.rows_model.show_rows(rows)
        self.choose(chosen)
        self.verticalScrollBar().setValue(at)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if rows else Qt.FocusPolicy.NoFocus)
        self.chosen.emit()

    def choose(self, statement_id: str) -> bool:
        """Choose something that was said; return whether it is here."""
        at = self.rows_model.row_of(statement_id) if statement_id else -1
        if at >= 0:
            self.setCurrentIndex(self.rows_model.index(at))
        return at >= 0

    def beside(self, statement_id: str) -> str:
        """Return what stands after something that was said, else before it; else nothing."""
        rows = [row.id for row in self.rows_model.rows if row.line]
        at = rows.index(statement_id)
        return next(iter((*rows[at + 1 : at + 2], *rows[max(0, at - 1) : at])), "")

    def sizeHint(self) -> QSize:
        """Return a narrow column; the list takes the room there is."""
        return QSize(252, 200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, move or leave out the chosen row; Esc goes back to the text."""
        keys = QKeySequence(event.keyCombination())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if keys == Shortcut.MOVE_TO.sequence:
            self.move_requested.emit()
        elif keys == Shortcut.LEAVE_OUT.sequence or event.key() == Qt.Key.Key_Delete:
            self.leave_out_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first thing said, so that the keyboard has something to stand on."""
        super().focusInEvent(event)
        if self.row is None:
            first = next((row.id for row in self.rows_model.rows if row.line), "")
            self.choose(first)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer by the right button or the menu key what can be done with a row."""
        index = self.indexAt(event.pos())
        if event.reason() is not QContextMenuEvent.Reason.Keyboard and index.isValid():
            self.setCurrentIndex(index)
        if self.row is not None:
            self.menu_requested.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _clicked(self, _index: QModelIndex) -> None:
        if self.row is not None:
            self.shown_requested.emit()
