"""The list of promises: a box to tick, and late ones marked with an icon and a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from moedeleder.domain.danish import short_date
from moedeleder.services.promises import PromiseLine
from moedeleder.ui.icons import icon_size, paint_icon
from moedeleder.ui.item_models.row_model import TONE_ROLE, Column
from moedeleder.ui.tokens import Tone, current_tokens
from moedeleder.ui.widgets.data_table import CellDelegate, DataTable

_BOX = 16
_KEPT_COLUMN, _DUE_COLUMN, _CHILD_COLUMN, _MEETING_COLUMN = 0, 3, 4, 5
_NEEDED = {_CHILD_COLUMN: 105, _MEETING_COLUMN: 85}
"""Characters the whole table needs before a column has room."""


class PromiseTable(DataTable[PromiseLine]):
    """Promises with their meeting; Space or a click in the box says that one was kept."""

    tick_requested = Signal(str)
    """The id of the promise whose box was ticked."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(
            self._make_columns(today), lambda line: line.promise.id, parent, object_name="promises"
        )
        self.setAccessibleName(self.tr("Aftaler"))
        self.setItemDelegateForColumn(_KEPT_COLUMN, TickDelegate(self, self.tr("Holdt")))
        self.setItemDelegateForColumn(_DUE_COLUMN, DueDelegate(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the current row."""
        if event.key() == Qt.Key.Key_Space and self.current_id:
            self.tick_requested.emit(self.current_id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the meeting says as well where the text is large."""
        super().resizeEvent(event)
        letters = event.size().width() / self.fontMetrics().averageCharWidth()
        for column, needed in _NEEDED.items():
            self.setColumnHidden(column, letters < needed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the row whose box was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() is Qt.MouseButton.LeftButton
        if left and index.isValid() and index.column() == _KEPT_COLUMN:
            self.tick_requested.emit(self.current_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the meeting, but not from the box: a hurried second click there means nothing."""
        index = self.indexAt(event.position().toPoint())
        if index.column() != _KEPT_COLUMN:
            super().mouseDoubleClickEvent(event)

    def _make_columns(self, today: Callable[[], date]) -> tuple[Column[PromiseLine], ...]:
        kept, not_kept, late = self.tr("Holdt"), self.tr("Ikke holdt"), self.tr("overskredet")
        no_limit, nobody = self.tr("Ingen frist"), self.tr("Ikke valgt")

        def due(line: PromiseLine) -> str:
            day = line.promise.due
            words = _day(day, today()) if day else no_limit
            return f"{words} · {late}" if line.is_late(today()) else words

        return (
            Column(kept, lambda line: kept if _is_kept(line) else not_kept, width=5),
            Column(self.tr("Hvad"), lambda line: line.promise.what, strong=True),
            Column(self.tr("Hvem"), lambda line: line.promise.owner_label or nobody, width=14),
            Column(
                self.tr("Hvornår"),
                due,
                width=19,
                tone=lambda line: Tone.BAD if line.is_late(today()) else None,
            ),
            Column(self.tr("Barn"), lambda line: line.child_name, width=13),
            Column(self.tr("Møde"), lambda line: line.meeting_title, width=18),
        )


class TickDelegate(CellDelegate):
    """Paints the box, ticked when the promise was kept."""

    def __init__(self, parent: QObject, kept: str) -> None:
        """Take the word that the cell of a kept promise holds."""
        super().__init__(parent)
        self._kept = kept

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell's ground and the box on it."""
        _paint_ground(self, painter, option, index)
        tokens = current_tokens()
        ticked = index.data() == self._kept
        middle = QRectF(option.rect).center()
        box = QRectF(option.rect.left() + 14.5, middle.y() - _BOX / 2, _BOX, _BOX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accent if ticked else tokens.border_strong), 1))
        painter.setBrush(QColor(tokens.accent if ticked else tokens.surface))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            paint_icon(painter, "check", tokens.on_accent, box.left() + 1, box.top() + 1, _BOX - 2)
        painter.restore()


class DueDelegate(CellDelegate):
    """Paints the day, with a warning before one that has passed."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the words, moved aside for the icon when the day has passed."""
        tone = index.data(TONE_ROLE)
        if not tone:
            super().paint(painter, option, index)
            return
        _paint_ground(self, painter, option, index)
        beside = QStyleOptionViewItem(option)
        self.initStyleOption(beside, index)
        ink = current_tokens().ink(Tone(tone))
        left, middle = option.rect.left() + 13, QRectF(option.rect).center().y()
        painter.save()
        paint_icon(painter, "warning", ink, left, middle - icon_size() / 2)
        painter.setPen(QColor(ink))
        painter.setFont(beside.font)
        words = option.rect.adjusted(13 + icon_size() + 6, 0, -6, 0)
        shown = beside.fontMetrics.elidedText(
            beside.text, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


def _paint_ground(
    delegate: CellDelegate,
    painter: QPainter,
    option: QStyleOptionViewItem,
    index: QModelIndex | QPersistentModelIndex,
) -> None:
    ground = QStyleOptionViewItem(option)
    delegate.initStyleOption(ground, index)
    ground.text = ""
    widget = ground.widget
    style = widget.style()
    style.drawControl(style.ControlElement.CE_ItemViewItem, ground, painter, widget)


def _day(day: date, today: date) -> str:
    """Return the day, with its year only where that is not this one."""
    words = short_date(day)
    return words.removesuffix(f" {day.year}") if day.year == today.year else words


def _is_kept(line: PromiseLine) -> bool:
    return line.promise.kept_at is not None
