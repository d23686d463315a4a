"""Draws what was said beside the minutes: its kind, who, the words, the point, how it stands."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from moedeleder.ui.fonts import TextRole, font_for, scaled
from moedeleder.ui.icons import IconName, paint_icon
from moedeleder.ui.pages.minutes.note_rows import NoteRow
from moedeleder.ui.pages.minutes.note_rows_model import ROW_ROLE, AnyIndex
from moedeleder.ui.pages.room.words import note_kind
from moedeleder.ui.tokens import RADIUS_BUTTON, Tokens, Tone, current_tokens

_PAD = 10
_BAR = 3
_GAP = 4
_ICON = 14
_MOST_LINES = 5
_MEASURED = 600
_ALIGN = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class NoteRowsDelegate(QStyledItemDelegate):
    """Lays out and draws the rows; remembers how high each is at a width."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[NoteRow, int, float], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height a row needs at the view's width."""
        row: NoteRow = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        key = (row, width, QApplication.font().pointSizeF())
        if key not in self._heights:
            if len(self._heights) > 4000:
                self._heights.clear()
            self._heights[key] = _height(row, width)
        return QSize(80, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw a row."""
        row: NoteRow = index.data(ROW_ROLE)
        tokens = current_tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if row.line is None:
            _draw_heading(painter, tokens, row, box)
        else:
            self._draw_note(painter, tokens, row, box, option)
        painter.restore()

    def _draw_note(
        self,
        painter: QPainter,
        tokens: Tokens,
        row: NoteRow,
        box: QRectF,
        option: QStyleOptionViewItem,
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = chosen and self._view.hasFocus()
        ground = box.adjusted(1, 1, -1, -3)
        painter.setPen(
            QPen(QColor(tokens.accent if focused else tokens.border), 2 if focused else 1)
        )
        fill = tokens.accent_soft if chosen else tokens.surface2 if hover else tokens.surface
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(ground, RADIUS_BUTTON, RADIUS_BUTTON)
        _draw_bar(painter, tokens, row, ground)
        inside = ground.adjusted(_PAD, 8, -_PAD, 0)
        y = _draw_kind(painter, tokens, row, inside)
        layout, height = _words(row, inside.width())
        painter.setPen(QColor(tokens.text))
        layout.draw(painter, QPointF(inside.left(), y))
        _draw_below(painter, tokens, row, inside, y + height + _GAP)


def _height(row: NoteRow, width: int) -> int:
    if row.line is None:
        return math.ceil(QFontMetricsF(font_for(TextRole.STRONG)).height()) + 18
    _layout, words = _words(row, max(80.0, width - 2 - 2 * _PAD))
    below = _line_height() * len(_below(row))
    return math.ceil(8 + _pill_height() + _GAP + 2 + words + _GAP + below + 8 + 4)


def _small() -> QFont:
    font = font_for(TextRole.SMALL)
    font.setPointSizeF(font.pointSizeF() * 12 / 13)
    return font


def _pill_height() -> float:
    return QFontMetricsF(_small()).height() + 4


def _line_height() -> float:
    return max(QFontMetricsF(font_for(TextRole.SMALL)).height() + 2, scaled(_ICON) + 2)


def _words(row: NoteRow, width: float) -> tuple[QTextLayout, float]:
    """Return who said what, on at most five lines, and their height in pixels."""
    who = row.line.who if row.line else ""
    text = f"{who}: {row.words}" if who else row.words
    layout = _laid_out(_formatted(text[:_MEASURED], who), width)
    if layout.lineCount() > _MOST_LINES or len(text) > _MEASURED:
        last = layout.lineAt(min(layout.lineCount(), _MOST_LINES) - 1)
        end = last.textStart() + last.textLength()
        shown = layout.text()[: max(0, end - 2)].rstrip() + "…"
        layout = _laid_out(_formatted(shown, who), width)
    return layout, layout.lineCount() * _step()


def _step() -> float:
    return round(QFontMetricsF(font_for(TextRole.BODY)).height() * 20 / 17)


def _formatted(text: str, who: str) -> QTextLayout:
    layout = QTextLayout(text, font_for(TextRole.BODY))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    strong = QTextLayout.FormatRange()
    strong.start, strong.length = 0, len(who.encode("utf-16-le")) // 2
    look = strong.format
    look.setFontWeight(QFont.Weight.DemiBold)
    strong.format = look
    layout.setFormats([strong])
    return layout


def _laid_out(layout: QTextLayout, width: float) -> QTextLayout:
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40.0, width))
        line.setPosition(QPointF(0, y + (_step() - line.height()) / 2))
        y += _step()
    layout.endLayout()
    return layout


def _below(row: NoteRow) -> list[tuple[IconName | None, str, Tone]]:
    """Return the small lines below the words: the point, how it stands, who alone heard it."""
    point = row.line.point if row.line else ""
    lines: list[tuple[IconName | None, str, Tone]] = []
    if point:
        lines.append((None, point, Tone.NEUTRAL))
    lines.append((row.state.icon, row.state.words, row.state.tone))
    if row.only_for:
        lines.append(("lock", row.only_for, Tone.WARN))
    return lines


def _draw_heading(painter: QPainter, tokens: Tokens, row: NoteRow, box: QRectF) -> None:
    font = font_for(TextRole.STRONG)
    painter.setFont(font)
    painter.setPen(QColor(tokens.text))
    area = box.adjusted(2, 8, -2, -4)
    elide = Qt.TextElideMode.ElideRight
    painter.drawText(area, _ALIGN, QFontMetricsF(font).elidedText(row.heading, elide, area.width()))


def _draw_bar(painter: QPainter, tokens: Tokens, row: NoteRow, ground: QRectF) -> None:
    if row.line and note_kind(row.line.statement.kind.value).tone is Tone.FAMILY:
        bar = QRectF(ground.left(), ground.top() + 8, _BAR, ground.height() - 16)
        painter.fillRect(bar, QColor(tokens.family_bar))


def _draw_kind(painter: QPainter, tokens: Tokens, row: NoteRow, inside: QRectF) -> float:
    """Draw the kind and the time of day; return where the words begin."""
    assert row.line is not None
    kind = note_kind(row.line.statement.kind.value)
    metrics = QFontMetricsF(_small())
    room = inside.width() - metrics.horizontalAdvance("00.00") - 8
    label = metrics.elidedText(kind.label, Qt.TextElideMode.ElideRight, room - 18)
    width = metrics.horizontalAdvance(label) + 18
    pill = QRectF(inside.left(), inside.top(), width, _pill_height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.soft(kind.tone)))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setFont(_small())
    painter.setPen(QColor(tokens.ink(kind.tone)))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, label)
    painter.setPen(QColor(tokens.text2))
    right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
    area = QRectF(inside.left(), inside.top(), inside.width(), pill.height())
    painter.drawText(area, right, row.time)
    return pill.bottom() + _GAP + 2


def _draw_below(painter: QPainter, tokens: Tokens, row: NoteRow, inside: QRectF, y: float) -> None:
    painter.setFont(font_for(TextRole.SMALL))
    metrics = QFontMetricsF(painter.font())
    size, height = scaled(_ICON), _line_height()
    for icon, words, tone in _below(row):
        left = inside.left()
        if icon is not None:
            paint_icon(painter, icon, tokens.ink(tone), left, y + (height - size) / 2, size)
            left += size + 5
        painter.setPen(QColor(tokens.ink(tone)))
        area = QRectF(left, y, inside.right() - left, height)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _ALIGN, shown)
        y += height
