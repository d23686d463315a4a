"""Draws one note: its kind, who, the words, and the time of day."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
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
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.icons import IconName, icon_size, paint_icon
from moedeleder.ui.pages.room.note_model import NOTE_ROLE, AnyIndex
from moedeleder.ui.pages.room.notes import Note
from moedeleder.ui.pages.room.words import ALL_KINDS, note_kind, utf16_length
from moedeleder.ui.tokens import RADIUS_BUTTON, Tokens, Tone, current_tokens

_GAP = 12
_ICON_STEP = 28
_PAD = 8
_IN_A_DAY = re.compile(r"(?<=[0-9]\.) (?=[a-zæøå])")
"""The gap in ``7. dec.``, where no line ends."""
ACTIONS: tuple[IconName, ...] = ("edit", "trash")


class NoteDelegate(QStyledItemDelegate):
    """Lays out and draws the rows; remembers how high each is at a width."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[Note, int, float], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height the wrapped words need at the view's width."""
        note: Note = index.data(NOTE_ROLE)
        width = self._view.viewport().width()
        size = QApplication.font().pointSizeF()
        key = (note, width, size)
        if key not in self._heights:
            if len(self._heights) > 4000:
                self._heights.clear()
            _layout, height = _words(note, _text_width(width))
            least = QFontMetricsF(font_for(TextRole.BODY)).height()
            self._heights[key] = math.ceil(max(height, least)) + 2 * _PAD + 1
        return QSize(100, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the row."""
        note: Note = index.data(NOTE_ROLE)
        tokens = current_tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        self._draw_ground(painter, tokens, box, chosen and self._view.hasFocus(), hover, focused)
        _draw_kind(painter, tokens, note, box)
        painter.setPen(QColor(tokens.text))
        layout, _height = _words(note, _text_width(option.rect.width()), tokens)
        layout.draw(painter, QPointF(box.left() + _text_left(), box.top() + _PAD))
        _draw_time(painter, tokens, note, box)
        if hover or (chosen and self._view.hasFocus()):
            for name, place in action_places(option.rect).items():
                paint_icon(painter, name, tokens.text2, place.left() + 6, place.top() + 6)
        painter.restore()

    def _draw_ground(
        self,
        painter: QPainter,
        tokens: Tokens,
        box: QRectF,
        chosen: bool,
        hover: bool,
        focused: bool,
    ) -> None:
        line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
        painter.fillRect(line, QColor(tokens.border))
        if chosen or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft if chosen else tokens.surface2))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -2), RADIUS_BUTTON, RADIUS_BUTTON)
        if focused and chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box.adjusted(1, 2, -1, -3), RADIUS_BUTTON, RADIUS_BUTTON)


def action_places(row: QRect) -> dict[IconName, QRect]:
    """Return where the small pictures to edit and remove a row stand, by name."""
    left = row.right() - _time_width() - len(ACTIONS) * _ICON_STEP - 4
    side = icon_size() + 12
    return {
        name: QRect(left + at * _ICON_STEP, row.top() + 3, side, side)
        for at, name in enumerate(ACTIONS)
    }


def _small() -> QFont:
    font = font_for(TextRole.SMALL)
    font.setPointSizeF(font.pointSizeF() * 12 / 13)
    return font


def _kind_width() -> int:
    metrics = QFontMetricsF(_small())
    return math.ceil(max(metrics.horizontalAdvance(kind.label) for kind in ALL_KINDS)) + 24


def _time_width() -> int:
    return math.ceil(QFontMetricsF(font_for(TextRole.SMALL)).horizontalAdvance("00.00")) + 4


def _text_left() -> int:
    return _kind_width() + _GAP


def _text_width(row_width: int) -> int:
    right = _time_width() + len(ACTIONS) * _ICON_STEP + _GAP
    return max(80, row_width - _text_left() - right)


def _words(note: Note, width: int, tokens: Tokens | None = None) -> tuple[QTextLayout, float]:
    """Return who said what, wrapped to ``width`` pixels, and the height of it."""
    # "Karin ringer til Sofie" reads on; "Karin: Ringer til Sofie" keeps the words as written.
    joint = " " if note.is_promise and note.text[:1].islower() else ": "
    who = f"{note.who}{joint}" if note.who else ""
    tail = _IN_A_DAY.sub("\u00a0", f" · {note.tail}") if note.tail else ""
    words = f"{who}{note.text}{tail}"
    mark = _IN_A_DAY.sub("\u00a0", note.mark)
    below = [line for line in (mark, note.first) if line]
    layout = QTextLayout(
        "\n".join([words, *below]).replace("\n", "\u2028"), font_for(TextRole.BODY)
    )
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    formats = [_range(0, utf16_length(who), weight=QFont.Weight.DemiBold)]
    if tokens is not None:
        at = utf16_length(who + note.text)
        formats.append(_range(at, utf16_length(tail), colour=tokens.text2))
        at += utf16_length(tail) + 1
        for line in below:
            colour = tokens.ink(Tone.ACCENT) if line is mark else tokens.text2
            formats.append(_range(at, utf16_length(line), colour=colour))
            at += utf16_length(line) + 1
    layout.setFormats(formats)
    return layout, _laid_out(layout, width)


def _laid_out(layout: QTextLayout, width: int) -> float:
    step = round(QFontMetricsF(font_for(TextRole.BODY)).height() * 20 / 17)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y + (step - line.height()) / 2))
        y += max(step, line.height())
    layout.endLayout()
    return y


def _range(
    start: int, length: int, *, weight: QFont.Weight | None = None, colour: str = ""
) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length = start, length
    look = QTextCharFormat()
    if weight is not None:
        look.setFontWeight(weight)
    if colour:
        look.setForeground(QColor(colour))
    found.format = look
    return found


def _draw_kind(painter: QPainter, tokens: Tokens, note: Note, box: QRectF) -> None:
    kind = note_kind(note.kind)
    font = _small()
    height = QFontMetricsF(font).height() + 4
    line = QFontMetricsF(font_for(TextRole.BODY)).height() * 20 / 17
    pill = QRectF(box.left(), box.top() + _PAD + (line - height) / 2, _kind_width(), height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.soft(kind.tone)))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(QColor(tokens.ink(kind.tone)))
    if kind.icon:
        words = QFontMetricsF(font).horizontalAdvance(kind.label)
        left = pill.center().x() - (words + 17) / 2
        paint_icon(painter, kind.icon, tokens.ink(kind.tone), left, pill.center().y() - 6.5, 13)
        pill = pill.adjusted(17, 0, 0, 0)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, kind.label)


def _draw_time(painter: QPainter, tokens: Tokens, note: Note, box: QRectF) -> None:
    painter.setFont(font_for(TextRole.SMALL))
    painter.setPen(QColor(tokens.text2))
    line = QFontMetricsF(font_for(TextRole.BODY)).height() * 20 / 17
    area = QRectF(box.left(), box.top() + _PAD, box.width(), line)
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note.time)
