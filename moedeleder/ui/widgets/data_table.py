"""A list with real columns, a fixed row height, and the keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.item_models.row_model import PILL_ROLE, TONE_ROLE, Column, RowModel
from moedeleder.ui.tokens import Tone, current_tokens

R = TypeVar("R")
_ROW_PAD = 22
_CELL_PAD = 28
_TYPING_PAUSE = 1.0
_NAME = 25
"""So many characters a column that takes the rest should have room for."""


class CellDelegate(QStyledItemDelegate):
    """Paints cells: plain words, words in a tone, or a pill."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Give the words their weight and colour."""
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, RowModel) and model.columns[index.column()].strong:
            option.font = font_for(TextRole.STRONG)
        tone = index.data(TONE_ROLE)
        if tone:
            # A StrEnum comes back from Qt as a plain string.
            ink = QColor(current_tokens().ink(Tone(tone)))
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, ink)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the cell, with its words in a pill where the column says so."""
        if not (index.data(PILL_ROLE) and index.data()):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        tone = Tone(index.data(TONE_ROLE) or Tone.NEUTRAL)
        _paint_pill(painter, QRectF(option.rect), words, tone)


class DataTable(QTableView, Generic[R]):
    """Rows of things to open: Enter or a double click opens, typing finds."""

    activated_id = Signal(str)
    """The id of the row a person opened."""
    selected_id = Signal(str)
    """The id of the row that is now current."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        id_of: Callable[[R], str],
        parent: QWidget | None = None,
        *,
        object_name: str = "table",
        accessible_name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self._rows = RowModel[R](columns, id_of, self)
        self._typed = ""
        self._typed_at = 0.0
        self.setModel(self._rows)
        self.setItemDelegate(CellDelegate(self))
        self._set_up_view()
        self._set_up_columns()
        self.activated.connect(self._activated)
        self.selectionModel().currentRowChanged.connect(self._current_changed)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; the current one stays current when it is still there."""
        current = self.current_id
        self._rows.set_rows(rows)
        at = self._rows.row_of(current) if current else -1
        if at < 0 and rows:
            at = 0
        if at >= 0:
            self.setCurrentIndex(self._rows.index(at, 0))

    @property
    def current_id(self) -> str:
        """The id of the current row, or nothing."""
        index = self.currentIndex()
        return self._rows.id_at(index.row()) if index.isValid() else ""

    def select_id(self, wanted_id: str) -> bool:
        """Make a row current; False when it is not there."""
        at = self._rows.row_of(wanted_id)
        if at >= 0:
            self.setCurrentIndex(self._rows.index(at, 0))
        return at >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; leave Tab to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            elif self.currentIndex().isValid():
                self.activated_id.emit(self.current_id)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next row where any column begins with what was typed."""
        now = time.monotonic()
        self._typed = search if now - self._typed_at > _TYPING_PAUSE else self._typed + search
        self._typed_at = now
        start = self.currentIndex().row() + (0 if len(self._typed) > 1 else 1)
        count = self._rows.rowCount()
        for step in range(count):
            at = (start + step) % count
            if self._begins_with(at, self._typed.casefold()):
                self.setCurrentIndex(self._rows.index(at, 0))
                return

    def sizeHint(self) -> QSize:
        """Return the height of the rows there are, up to what the page has."""
        rows = max(1, self._rows.rowCount())
        height = self.horizontalHeader().sizeHint().height() + 6
        return QSize(640, height + rows * self.verticalHeader().defaultSectionSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the spare columns out while the names need their room."""
        super().resizeEvent(event)
        wide = QFontMetrics(font_for(TextRole.BODY)).averageCharWidth()
        columns, head = self._rows.columns, self.horizontalHeader()
        taken = [wide * each.width + _CELL_PAD for each in columns if each.width]
        open_ones = len(columns) - len(taken)
        needed = sum(taken) + open_ones * (wide * _NAME + _CELL_PAD)
        for at, column in enumerate(columns):
            if column.spare:
                head.setSectionHidden(at, event.size().width() < needed)

    def _begins_with(self, row: int, typed: str) -> bool:
        words = (self._rows.index(row, at).data() for at in range(self._rows.columnCount()))
        return any(str(word).casefold().startswith(typed) for word in words)

    def _activated(self, index: QModelIndex) -> None:
        self.activated_id.emit(self._rows.id_at(index.row()))

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.selected_id.emit(self._rows.id_at(current.row()))

    def _set_up_view(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)

    def _set_up_columns(self) -> None:
        height = QFontMetrics(font_for(TextRole.BODY)).height() + _ROW_PAD
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(height)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setFont(font_for(TextRole.SMALL))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(48)
        wide = QFontMetrics(font_for(TextRole.BODY)).averageCharWidth()
        for at, column in enumerate(self._rows.columns):
            stretch = QHeaderView.ResizeMode.Stretch
            mode = stretch if column.width == 0 else QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(at, mode)
            if column.width:
                head.resizeSection(at, wide * column.width + _CELL_PAD)


def _paint_pill(painter: QPainter, cell: QRectF, words: str, tone: Tone) -> None:
    tokens = current_tokens()
    font = font_for(TextRole.SMALL)
    metrics = QFontMetrics(font)
    room = round(cell.width()) - 37
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    height = metrics.height() + 4
    box = QRectF(
        cell.left() + 13,
        cell.center().y() - height / 2,
        metrics.horizontalAdvance(shown) + 18,
        height,
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.soft(tone)))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(QColor(tokens.ink(tone)))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()
