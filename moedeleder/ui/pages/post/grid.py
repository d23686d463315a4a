"""The grid of a meeting's letters, for the keyboard and the mouse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from moedeleder.services.post_view import PostColumn, PostReceiver, PostView
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.icons import icon_size
from moedeleder.ui.pages.post.chosen import Chosen
from moedeleder.ui.pages.post.model import PostModel
from moedeleder.ui.pages.post.paint import LetterDelegate, NameHeader, row_height

_Flag = QItemSelectionModel.SelectionFlag
_AnyIndex = QModelIndex | QPersistentModelIndex
_WORDS = 14
"""Characters that a column has room for."""
_PAD = 34
_NAME, _SHORT_NAME = 24, 15


class PostGrid(QTableView):
    """Arrows move, Space marks one after the other, Enter opens; a head chooses all of its own.

    Shift+Space chooses the row and Ctrl+Space the column.
    """

    opened = Signal()
    """Enter or a double click on a cell."""
    chosen_changed = Signal()
    """Other cells are chosen, or another is current."""
    left = Signal()
    """Esc where nothing is marked: the person wants to go back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("postGrid")
        self.setAccessibleName(self.tr("Hvem har fået hvad"))
        self._letters = PostModel(self)
        self._marking = False
        self.setModel(self._letters)
        self.setItemDelegate(LetterDelegate(self))
        self._set_up()
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen_changed.emit())

    @property
    def letters(self) -> PostModel:
        """What is shown."""
        return self._letters

    @property
    def current(self) -> tuple[PostReceiver, PostColumn] | None:
        """Whose cell the keyboard is at, and of which column."""
        index = self.currentIndex()
        return self._letters.place(index) if index.isValid() else None

    def chosen(self) -> list[Chosen]:
        """Return the chosen letters, row by row; the current one where none is marked."""
        indexes = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        found = []
        for index in sorted(indexes, key=lambda each: (each.row(), each.column())):
            cell = self._letters.cell(index) if index.isValid() else None
            if cell is not None:
                found.append(Chosen(*self._letters.place(index), cell))
        return found

    def show_view(self, view: PostView, *, in_folder: bool) -> None:
        """Show the letters; what was chosen stays so where it is still there."""
        current, chosen = self._keys([self.currentIndex()]), self._keys(self.selectedIndexes())
        if self._letters.show(view, in_folder=in_folder):
            self._place_columns()
            kept = self._indexes(chosen)
            at = next(iter(self._indexes(current)), self._first())
            self.selectionModel().setCurrentIndex(at, _Flag.ClearAndSelect)
            if len(kept) > 1:
                self._select(kept)
        self.chosen_changed.emit()

    def go_to(self, receiver: str, column: str) -> None:
        """Make a cell the current and only one, named by the keys of both."""
        for index in self._indexes([(receiver, column)]):
            self._marking = False
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
            self.scrollTo(index)

    def choose_row(self) -> None:
        """Choose all that the current person should have or has."""
        self._choose_all(_Flag.Rows)

    def choose_column(self) -> None:
        """Choose everybody's letter of the current column."""
        self._choose_all(_Flag.Columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, mark and choose; leave Ctrl+Enter to the page."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore() if control else self.opened.emit()
        elif key is Qt.Key.Key_Space and (control or shift):
            self.choose_row() if shift else self.choose_column()
        elif key is Qt.Key.Key_Escape:
            self._give_up_marking()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin anew with what was clicked, unless Ctrl or Shift adds to it."""
        self._marking = False
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the letter."""
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def selectionCommand(
        self, index: _AnyIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Let Space mark one cell after the other, with the arrows in between."""
        if isinstance(event, QKeyEvent) and not event.modifiers() & _SHIFT_OR_CONTROL:
            if event.key() == Qt.Key.Key_Space:
                begun, self._marking = self._marking, True
                return _Flag.Toggle if begun else _Flag.ClearAndSelect
            if self._marking:
                return _Flag.NoUpdate
        return super().selectionCommand(index, event)

    def sizeHint(self) -> QSize:
        """Return the height of the rows there are, up to what the page has."""
        head = self.horizontalHeader().sizeHint().height() + 4
        return QSize(640, head + max(1, self._letters.rowCount()) * row_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns where all have room; else they scroll."""
        super().resizeEvent(event)
        self._place_columns()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _choose_all(self, which: QItemSelectionModel.SelectionFlag) -> None:
        # Not selectRow: that minds which keys are held down at the moment.
        self._marking = False
        self.selectionModel().select(self.currentIndex(), which | _Flag.ClearAndSelect)

    def _give_up_marking(self) -> None:
        several = len(self.selectedIndexes()) > 1
        self._marking = False
        if several:
            self.selectionModel().setCurrentIndex(self.currentIndex(), _Flag.ClearAndSelect)
        else:
            self.left.emit()

    def _place_columns(self) -> None:
        wide = QFontMetrics(font_for(TextRole.BODY)).averageCharWidth()
        needed, count = wide * _WORDS + icon_size() + _PAD, self._letters.columnCount()
        names, short = wide * _NAME, wide * _SHORT_NAME
        beside = self.viewport().width() + self.verticalHeader().width() - count * needed
        # Shorter names, rather than columns to scroll to.
        if self.width() < 3 * names or short <= beside < names:
            names = short
        self.verticalHeader().setFixedWidth(names)
        head, room = self.horizontalHeader(), self.viewport().width()
        modes = QHeaderView.ResizeMode
        fits = count * needed <= room
        head.setSectionResizeMode(modes.Stretch if fits else modes.Fixed)
        if not fits:
            head.setDefaultSectionSize(needed)
            for at in range(count):
                head.resizeSection(at, needed)

    def _first(self) -> QModelIndex:
        """Return the cell of the newest thing sent that the first person has."""
        return self._letters.index(0, self._letters.columnCount() - 1)

    def _keys(self, indexes: Iterable[QModelIndex]) -> list[tuple[str, str]]:
        places = (self._letters.place(each) for each in indexes if each.isValid())
        return [(receiver.key, column.key) for receiver, column in places]

    def _indexes(self, keys: Sequence[tuple[str, str]]) -> list[QModelIndex]:
        view = self._letters.view
        rows = {each.key: at for at, each in enumerate(view.receivers)}
        columns = {each.key: at for at, each in enumerate(view.columns)}
        return [
            self._letters.index(rows[row], columns[column])
            for row, column in keys
            if row in rows and column in columns
        ]

    def _select(self, indexes: Sequence[QModelIndex]) -> None:
        chosen = QItemSelection()
        for index in indexes:
            chosen.select(index, index)
        self.selectionModel().select(chosen, _Flag.ClearAndSelect)

    def _set_up(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalHeader(NameHeader(self))
        head = self.horizontalHeader()
        head.setFont(font_for(TextRole.SMALL))
        head.setHighlightSections(False)
        head.setSectionsClickable(True)


_SHIFT_OR_CONTROL = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
