"""Every place to look at, grouped by part; one line each, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from moedeleder.language.findings import FindingKind
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.pages.minutes.language import words
from moedeleder.ui.pages.minutes.language.report import Report, Spot
from moedeleder.ui.tokens import current_tokens
from moedeleder.ui.widgets.naming import named

MOST = 300
"""So many lines; F7 goes on beyond them."""
_PAD = 10
_AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (no ``spot``) or a place."""

    text: str
    spot: Spot | None = None


def lines_of(report: Report) -> list[Line]:
    """Return the lines of the list, headings only over parts with something to look at."""
    lines: list[Line] = []
    left = MOST
    for part in report.parts:
        if not part.spots or left <= 0:
            continue
        lines.append(Line(words.part_words(part.part, part.lix)))
        shown = part.spots[:left]
        lines += [Line(" ".join(spot.text.split())[: words.SHOWN], spot) for spot in shown]
        left -= len(shown)
    if (more := len(report.spots) - MOST) > 0:
        lines.append(Line(words.tr("Og {0} steder mere. F7 fører dig videre.").format(more)))
    return lines


class SpotModel(QAbstractListModel):
    """The lines for Qt's list."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def set_lines(self, lines: list[Line]) -> None:
        """Show these lines instead."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a line; for a screen reader also what it is about."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.text}, {words.title(line.spot)}" if line.spot else line.text
        return None

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        """Return that headings are not for choosing."""
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_spot = index.isValid() and self.lines[index.row()].spot is not None
        return usable if is_spot else Qt.ItemFlag.NoItemFlags


class SpotDelegate(QStyledItemDelegate):
    """Draws a line: its words, and at the right what it is about."""

    def __init__(self, model: SpotModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        """Return the height of a line in pixels."""
        return QSize(120, QFontMetrics(font_for(TextRole.BODY)).height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        """Draw ground and words."""
        tokens = current_tokens()
        line = self._model.lines[index.row()]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.accent_soft))
        elif line.spot is not None and state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(tokens.surface2))
        inside = rect.adjusted(_PAD, 0, -_PAD, 0)
        if line.spot is None:
            _draw(painter, inside, line.text, TextRole.SMALL, tokens.text2)
        else:
            inside = _draw_kind(painter, inside, line.spot.kind)
            _draw(painter, inside, line.text, TextRole.BODY, tokens.text)
        painter.restore()


def _draw_kind(painter: QPainter, area: QRect, kind: FindingKind | None) -> QRect:
    """Write what it is about at the right; return the room that is left."""
    tokens = current_tokens()
    name = words.kind_name(kind)
    width = QFontMetrics(font_for(TextRole.SMALL)).horizontalAdvance(name) + 1
    ink = {FindingKind.SPELLING: tokens.bad, FindingKind.GENTLE: tokens.warn}
    right = area.adjusted(max(0, area.width() - width), 0, 0, 0)
    _draw(painter, right, name, TextRole.SMALL, ink.get(kind, tokens.info) if kind else tokens.info)
    return area.adjusted(0, 0, -width - 8, 0)


def _draw(painter: QPainter, area: QRect, text: str, role: TextRole, ink: str) -> None:
    font = font_for(role)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)


class SpotList(QListView):
    """The list itself: arrows look, Enter or a click goes to the words in the text."""

    looked_at = Signal(object)
    """The ``Spot`` that an arrow key came to."""
    chosen = Signal(object)
    """The ``Spot`` to go to."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "languageList", words.tr("Steder at se på"))
        self._lines = SpotModel()
        self.setModel(self._lines)
        self.setItemDelegate(SpotDelegate(self._lines, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._go)
        line = QFontMetrics(font_for(TextRole.BODY)).height() + 12
        self.setMinimumHeight(3 * line)

    @property
    def lines(self) -> list[Line]:
        """What is listed."""
        return self._lines.lines

    def show_report(self, report: Report, current: Spot | None) -> None:
        """List what was found; the list stays where one has scrolled to."""
        lines = lines_of(report)
        if lines != self._lines.lines:
            at = self.verticalScrollBar().value()
            self._lines.set_lines(lines)
            self.verticalScrollBar().setValue(at)
        self.set_current(current)

    def set_current(self, spot: Spot | None) -> None:
        """Mark a place without going anywhere."""
        rows = [
            row for row, line in enumerate(self.lines) if spot is not None and line.spot == spot
        ]
        if rows:
            self.setCurrentIndex(self._lines.index(rows[0]))
        else:
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place; digits are for the offers, and Ctrl+Enter for the page."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if enter and not control:
            self._go(self.currentIndex())
        elif enter or event.text().isdigit() or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            spot = self._spot(self.currentIndex())
            if self.currentIndex() != before and spot is not None:
                self.looked_at.emit(spot)

    def _go(self, index: QModelIndex) -> None:
        spot = self._spot(index)
        if spot is not None:
            self.chosen.emit(spot)

    def _spot(self, index: QModelIndex) -> Spot | None:
        return self.lines[index.row()].spot if index.isValid() else None
