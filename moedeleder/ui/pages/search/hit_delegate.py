"""Draws one place that was found: the meeting, where in it, and the words marked."""

from __future__ import annotations

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from moedeleder.domain.search import Piece, SearchHit
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.pages.search.words import retired, when, where
from moedeleder.ui.tokens import RADIUS_BUTTON, Tokens, Tone, current_tokens

HIT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_PAD_X, _PAD_Y, _BETWEEN, _LINES = 12, 10, 2, 2
_BEFORE = 90
"""Characters before the first found word."""


class HitDelegate(QStyledItemDelegate):
    """Every row is of one height: two lines of where, and two of what stands there."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return room for the four lines."""
        lines = _height(TextRole.STRONG) + _height(TextRole.SMALL) + _LINES * _height(TextRole.BODY)
        return QSize(200, math.ceil(lines) + 2 * _PAD_Y + 2 * _BETWEEN + 1)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row."""
        hit: SearchHit = index.data(HIT_ROLE)
        tokens, box = current_tokens(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, tokens, box, option.state)
        inside = box.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        _draw_title(painter, tokens, hit, inside)
        top = inside.top() + _height(TextRole.STRONG) + _BETWEEN
        _draw_place(painter, tokens, hit, QRectF(inside.left(), top, inside.width(), 1))
        top += _height(TextRole.SMALL) + _BETWEEN
        _draw_words(painter, tokens, hit.pieces, QPointF(inside.left(), top), inside.width())
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, tokens: Tokens, box: QRectF, state: QStyle.StateFlag
    ) -> None:
        painter.fillRect(
            QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(tokens.border)
        )
        chosen = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft if chosen else tokens.surface2))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -3), RADIUS_BUTTON, RADIUS_BUTTON)
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -4), RADIUS_BUTTON, RADIUS_BUTTON)


def _height(role: TextRole) -> float:
    return math.ceil(QFontMetricsF(font_for(role)).height() * 20 / 17)


def _draw_title(painter: QPainter, tokens: Tokens, hit: SearchHit, box: QRectF) -> None:
    small = font_for(TextRole.SMALL)
    day = QFontMetricsF(small).horizontalAdvance(when(hit)) + 12
    line = QRectF(box.left(), box.top(), box.width(), _height(TextRole.STRONG))
    _draw(painter, TextRole.STRONG, tokens.text, line.adjusted(0, 0, -day, 0), hit.title)
    painter.setFont(small)
    painter.setPen(QColor(tokens.text2))
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, when(hit))


def _draw_place(painter: QPainter, tokens: Tokens, hit: SearchHit, box: QRectF) -> None:
    box.setHeight(_height(TextRole.SMALL))
    mark = retired(hit)
    room = QFontMetricsF(font_for(TextRole.SMALL)).horizontalAdvance(mark) + 16 if mark else 0
    _draw(painter, TextRole.SMALL, tokens.text2, box.adjusted(0, 0, -room, 0), where(hit))
    if mark:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(tokens.ink(Tone.WARN)))
        painter.drawText(box, right, mark)


def _draw(painter: QPainter, role: TextRole, ink: str, box: QRectF, text: str) -> None:
    font = font_for(role)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    line = " ".join(text[:300].split())
    shown = QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _draw_words(
    painter: QPainter, tokens: Tokens, pieces: tuple[Piece, ...], at: QPointF, width: float
) -> None:
    pieces = _in_sight(pieces)
    layout = QTextLayout("".join(piece.text for piece in pieces), font_for(TextRole.BODY))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_marks(pieces, tokens))
    layout.beginLayout()
    for row in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, row * _height(TextRole.BODY)))
    layout.endLayout()
    painter.setPen(QColor(tokens.text))
    layout.draw(painter, at)


def _in_sight(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces with so little before the first found word that it is on the first line."""
    if not pieces or pieces[0].is_found or len(pieces[0].text) <= _BEFORE:
        return pieces
    cut = pieces[0].text[-_BEFORE:]
    return (Piece("…" + cut.partition(" ")[2] if " " in cut.strip() else "…"), *pieces[1:])


def _marks(pieces: tuple[Piece, ...], tokens: Tokens) -> list[QTextLayout.FormatRange]:
    """Return the looks of the found words, in Qt's own count of characters (UTF-16)."""
    marks, start = [], 0
    for piece in pieces:
        length = len(piece.text.encode("utf-16-le")) // 2
        if piece.is_found:
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = start, length
            look = QTextCharFormat()
            look.setFontWeight(QFont.Weight.DemiBold)
            look.setForeground(QColor(tokens.ink(Tone.FAMILY)))
            look.setBackground(QColor(tokens.soft(Tone.FAMILY)))
            mark.format = look
            marks.append(mark)
        start += length
    return marks
