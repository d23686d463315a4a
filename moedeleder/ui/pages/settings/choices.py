"""The list of sections at the left of the settings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.icons import IconName, icon_size, paint_icon
from moedeleder.ui.tokens import current_tokens

_PAD = 12
_ROW = 22
_BAR = 3
_UNSAVED_ROOM = 14


class SectionList(QListWidget):
    """Names the sections; the arrow keys go up and down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_SectionDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._icons: list[IconName] = []
        self._widest = 0
        self._most = 0
        self.currentItemChanged.connect(self._keep_seen)

    def show_at_most(self, rows: int) -> None:
        """Take the height of so many sections and scroll the rest; 0 shows all."""
        self._most = rows
        always = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded if rows else always)
        self._take_height()
        self._keep_seen()

    def add(self, name: str, icon: IconName) -> None:
        """Add a section."""
        self._icons.append(icon)
        metrics = QFontMetrics(font_for(TextRole.STRONG))
        item = QListWidgetItem(name)
        height = metrics.height() + _ROW
        item.setSizeHint(QSize(0, height))
        self.addItem(item)
        room = metrics.averageCharWidth() * _UNSAVED_ROOM + icon_size() + 3 * _PAD
        self._widest = max(self._widest, metrics.horizontalAdvance(name) + room)
        self._take_height()

    def _take_height(self) -> None:
        height = self.item(0).sizeHint().height() if self.count() else 0
        rows = min(self._most or self.count(), self.count())
        self.setFixedSize(self._widest, rows * height + 4)

    @Slot()
    def _keep_seen(self) -> None:
        if (item := self.currentItem()) is not None:
            self.scrollToItem(item)

    def icon_of(self, row: int) -> IconName:
        """Return a section's drawing."""
        return self._icons[row]


class _SectionDelegate(QStyledItemDelegate):
    """Paints a section's icon and name, with a bar and strong words for the one shown."""

    def __init__(self, sections: SectionList) -> None:
        super().__init__(sections)
        self._sections = sections

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        tokens = current_tokens()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if chosen or over:
            painter.fillRect(option.rect, QColor(tokens.accent_soft if chosen else tokens.surface2))
        if chosen:
            bar = option.rect.adjusted(0, 0, _BAR - option.rect.width(), 0)
            painter.fillRect(bar, QColor(tokens.accent))
        middle = option.rect.top() + (option.rect.height() - icon_size()) / 2
        ink = tokens.text if chosen else tokens.text2
        icon = self._sections.icon_of(index.row())
        paint_icon(painter, icon, ink, option.rect.left() + _PAD, middle)
        painter.setFont(font_for(TextRole.STRONG if chosen else TextRole.BODY))
        painter.setPen(QPen(QColor(tokens.text)))
        words = option.rect.adjusted(2 * _PAD + icon_size(), 0, -_PAD, 0)
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
