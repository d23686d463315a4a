"""What has been noted at the current point, newest last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.icons import IconName
from moedeleder.ui.pages.room.note_delegate import NoteDelegate, action_places
from moedeleder.ui.pages.room.note_menu import note_menu
from moedeleder.ui.pages.room.note_model import FIRST_ROLE, NoteModel
from moedeleder.ui.pages.room.notes import Note, NoteBook
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import current_tokens
from moedeleder.ui.widgets.elided_label import plain_tooltip

_NEAR_TOP = 12
_NEAR_END = 4
_UPWARDS = (
    QAbstractItemView.CursorAction.MoveUp,
    QAbstractItemView.CursorAction.MovePageUp,
    QAbstractItemView.CursorAction.MovePrevious,
)


class StatementList(QListView):
    """The notes; Enter, F2 or a double click edits one, Delete removes it.

    The newest are there at once; those above come as one goes up to them.
    """

    edit_requested = Signal(str)
    remove_requested = Signal(str)
    formal_requested = Signal(str, object)
    """A note, and the ``Formal`` it is to be (``Formal.NONE``: none after all)."""
    formal_due_requested = Signal(str)
    """The day by which a formal matter is to be answered is to be changed."""
    went_below = Signal()
    """Down was pressed at the last note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statementList")
        self.setAccessibleName(self.tr("Noter til punktet"))
        self.setStyleSheet("QListView, QListView:focus { background: transparent; border: none; }")
        self._book = NoteBook()
        self._notes = NoteModel(self)
        self.setModel(self._notes)
        self.setItemDelegate(NoteDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self._edit)
        self._at_end = True
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._stay_at_end)

    def sizeHint(self) -> QSize:
        """Return a few rows: the list takes the room that is left."""
        return QSize(300, 80)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes shown."""
        return self._notes.notes

    @property
    def current_note(self) -> Note | None:
        """The chosen note, if any."""
        index = self.currentIndex()
        return self._notes.rows[index.row()] if index.isValid() else None

    def show_point(self, meeting: Meeting, item_id: str | None, today: date) -> None:
        """Show what was noted at a point."""
        self.show_notes(self._book.notes_of(meeting, item_id, today))

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show these notes; a new one at the end is brought into view."""
        before = self._notes.notes
        self._notes.set_notes(notes)
        now = self._notes.notes
        # An empty list has no place where the keyboard could be seen.
        policy = Qt.FocusPolicy.StrongFocus if now else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        if now and (not before or now[-1].id != before[-1].id):
            self.scrollToBottom()
        self.viewport().update()

    def choose(self, note_id: str) -> None:
        """Choose a note and bring it into view."""
        row = self._notes.row_of(note_id)
        if row >= 0:
            self.setCurrentIndex(self._notes.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit or remove the chosen note."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control or not self.currentIndex().isValid():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._edit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove(self.currentIndex())
        elif event.key() == Qt.Key.Key_Down and self._stands_last:
            self.went_below.emit()
        else:
            super().keyPressEvent(event)

    def go_to_last(self) -> None:
        """Put the keyboard on the newest note, if there is one."""
        if self._notes.notes:
            self.setCurrentIndex(self._notes.index(len(self._notes.rows) - 1))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _stands_last(self) -> bool:
        return self.currentIndex().row() == len(self._notes.rows) - 1

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Bring the notes above in before the keyboard goes up to them."""
        if action == QAbstractItemView.CursorAction.MoveHome:
            self._notes.show_more(self._notes.hidden)
        elif self._notes.hidden and self.currentIndex().row() < _NEAR_TOP and action in _UPWARDS:
            self._notes.show_more()
            self.executeDelayedItemsLayout()
        return super().moveCursor(action, modifiers)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the newest note, so that the keyboard has something to stand on."""
        # Asked first: Qt's own answer to the focus is to stand at the first row, unseen.
        stood = self.currentIndex().isValid()
        super().focusInEvent(event)
        if not stood and self._notes.notes:
            self.setCurrentIndex(self._notes.index(len(self._notes.rows) - 1))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Edit or remove when one of the small pictures is clicked."""
        index = self.indexAt(event.position().toPoint())
        action = self._action_at(event.position().toPoint(), index)
        if action is None:
            super().mouseReleaseEvent(event)
        elif action == "edit":
            self._edit(index)
        else:
            self._remove(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the same by the right button or the menu key."""
        index = self.indexAt(event.pos())
        index = index if index.isValid() else self.currentIndex()
        if not index.isValid():
            return
        note = self._notes.rows[index.row()]
        menu = note_menu(note, self)
        menu.edit_chosen.connect(lambda: self.edit_requested.emit(note.id))
        menu.remove_chosen.connect(lambda: self.remove_requested.emit(note.id))
        menu.formal_chosen.connect(lambda formal: self.formal_requested.emit(note.id, formal))
        menu.due_chosen.connect(lambda: self.formal_due_requested.emit(note.id))
        menu.popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what the small pictures do."""
        if isinstance(event, QHelpEvent):
            action = self._action_at(event.pos(), self.indexAt(event.pos()))
            words = {
                "edit": self.tr("Ret ({0})").format(Shortcut.EDIT.keys),
                "trash": self.tr("Fjern ({0})").format(Shortcut.REMOVE.keys),
            }
            index = self.indexAt(event.pos())
            said = index.data(FIRST_ROLE) if index.isValid() else ""
            text = words.get(action or "", "") or plain_tooltip(said or "")
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew, and keep the newest in view."""
        at_end = self._at_end
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        if at_end:
            self.executeDelayedItemsLayout()
            self.scrollToBottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the notes, or say what belongs here."""
        super().paintEvent(event)
        if not self._notes.notes:
            painter = QPainter(self.viewport())
            painter.setFont(font_for(TextRole.BODY))
            painter.setPen(current_tokens().text2)
            area = self.viewport().rect().adjusted(0, 12, 0, 0)
            flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            words = self.tr("Her er ingen noter endnu. Skriv nedenfor, hvad der bliver sagt.")
            painter.drawText(area, int(flags) | int(Qt.TextFlag.TextWordWrap), words)

    def _action_at(self, place: QPoint, index: QModelIndex) -> IconName | None:
        if not index.isValid():
            return None
        places = action_places(self.visualRect(index))
        return next((name for name, rect in places.items() if rect.contains(place)), None)

    def _stay_at_end(self, _first: int, last: int) -> None:
        # The pen below grows and the words wrap anew: the newest note stays in view.
        if self._at_end:
            self.verticalScrollBar().setValue(last)

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        self._at_end = value >= bar.maximum() - _NEAR_END
        if not self._notes.hidden or value > bar.minimum():
            return
        below = bar.maximum() - value
        self._notes.show_more()
        self.executeDelayedItemsLayout()
        # What stood at the top stays under the eye.
        bar.setValue(bar.maximum() - below)

    def _edit(self, index: QModelIndex) -> None:
        if index.isValid():
            self.edit_requested.emit(self._notes.rows[index.row()].id)

    def _remove(self, index: QModelIndex) -> None:
        if index.isValid():
            self.remove_requested.emit(self._notes.rows[index.row()].id)
