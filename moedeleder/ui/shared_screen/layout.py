"""Puts a sheet together on a wall of any size: large type, much air, the newest words in view."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont

from moedeleder.domain.meeting_clock import PointStanding
from moedeleder.ui.shared_screen.marks import Mark, Picture, words_at
from moedeleder.ui.shared_screen.rows import Places, RowStyle, first_rows, newest_rows
from moedeleder.ui.shared_screen.scale_line import fitting_blocks
from moedeleder.ui.shared_screen.sheet import Segment, Sheet
from moedeleder.ui.shared_screen.text_block import TextBlock, block
from moedeleder.ui.tokens import LIGHT

_PLAIN = (1280, 720)
_READABLE_FROM = 1000
"""From so many pixels across, letters are never smaller than on the plain size."""
_SMALLEST = 0.6
_BOLD, _STRONG = QFont.Weight.Bold, QFont.Weight.DemiBold
_LATER, _NOW = "#E9E7E1", "#3C8C86"


@dataclass(frozen=True)
class Measures:
    """Lengths in pixels for one size of window."""

    width: int
    height: int

    @property
    def factor(self) -> float:
        """How much larger than at 1280 × 720 everything is."""
        fit = min(self.width / _PLAIN[0], self.height / _PLAIN[1])
        return max(fit, 1.0 if self.width >= _READABLE_FROM else _SMALLEST)

    def px(self, length: float) -> int:
        """Return a length of the plain size at this size."""
        return max(1, round(length * self.factor))

    @property
    def margin(self) -> int:
        """The air at the left and right."""
        return self.px(64)

    @property
    def inner(self) -> int:
        """The width between the margins."""
        return max(1, self.width - 2 * self.margin)


def lay_out(sheet: Sheet, time: str, width: int, height: int, places: Places) -> Picture:
    """Return the picture of a sheet.

    Args:
        time: what stands in the upper right corner.
        places: where the rows stood before; kept up to date.
    """
    size = Measures(width, height)
    places.begin(sheet.place, width, height)
    top = [*_purpose_and_time(sheet, time, size), *_bar(sheet.segments, size)]
    heading, y = _headings(sheet, size)
    foot, bottom = _foot(sheet, size)
    body = QRect(0, y, width, max(1, bottom - y))
    rows = _body(sheet, size, body, places)
    fades = any(mark.y < body.top() for mark in rows)
    return Picture(width, height, (*top, *heading, *rows, *foot), body, fades)


def _purpose_and_time(sheet: Sheet, time: str, size: Measures) -> list[Mark]:
    y, letters = size.px(44), size.px(20)
    clock = block(time, letters, size.inner)
    taken = round(clock.natural_width) + 1
    right = words_at(block(time, letters, taken), size.width - size.margin - taken, y, LIGHT.text2)
    if not sheet.purpose:
        return [right]
    purpose = block(sheet.purpose, letters, size.inner - taken - size.px(40), most=1)
    return [words_at(purpose, size.margin, y, LIGHT.text2), right]


def _bar(segments: tuple[Segment, ...], size: Measures) -> list[Mark]:
    if not segments:
        return []
    count = len(segments)
    gap = min(size.px(10), max(2, size.inner // (6 * count)))
    room = size.inner - gap * (count - 1)
    marks = []
    for at, segment in enumerate(segments):
        left = size.margin + at * gap + room * at // count
        wide = room * (at + 1) // count - room * at // count
        marks.append(_segment(segment, left, max(1, wide), size))
    return marks


def _segment(segment: Segment, left: int, wide: int, size: Measures) -> Mark:
    now = segment.standing is PointStanding.NOW
    high = size.px(12 if now else 8)
    y = size.px(98) - high // 2
    if segment.standing is PointStanding.PARKED:
        return Mark(left, y, wide, high, LIGHT.border, outlined=True)
    if now:
        colour = LIGHT.family_bar if segment.is_familys else _NOW
    else:
        colour = LIGHT.accent if segment.standing is PointStanding.DONE else _LATER
    return Mark(left, y, wide, high, colour)


def _headings(sheet: Sheet, size: Measures) -> tuple[list[Mark], int]:
    if sheet.is_calm:
        return _calm_heading(sheet, size)
    y = size.px(128)
    marks = []
    if sheet.small:
        small = block(sheet.small, size.px(18), size.inner, most=1)
        marks.append(words_at(small, size.margin, y, LIGHT.text2))
        y += small.height
    if sheet.heading:
        heading = block(sheet.heading, size.px(38), size.inner, _BOLD, most=2)
        y += size.px(2)
        marks.append(words_at(heading, size.margin, y, LIGHT.text))
        y += heading.height + size.px(22)
    return marks, y


def _calm_heading(sheet: Sheet, size: Measures) -> tuple[list[Mark], int]:
    heading = block(sheet.heading, size.px(72), size.inner, _BOLD, most=2)
    y = size.height * 2 // 5 - heading.height // 2
    return [words_at(heading, size.margin, y, LIGHT.text)], y + heading.height + size.px(10)


def _foot(sheet: Sheet, size: Measures) -> tuple[list[Mark], int]:
    bottom = size.height - size.px(42)
    if sheet.foot:
        words = block(sheet.foot, size.px(24), size.inner, _STRONG, most=2)
        y = bottom - words.height
        return [words_at(words, size.margin, y, LIGHT.accent)], y - size.px(22)
    if not sheet.coming:
        return [], bottom
    # The next one is what people want to know; the others are there for whoever looks.
    first = block(f"Næste: {sheet.coming[0]}", size.px(18), size.inner, most=1)
    y = bottom - first.height
    marks = [words_at(first, size.margin, y, LIGHT.text)]
    left = size.margin + round(first.natural_width)
    room = size.width - size.margin - left
    if len(sheet.coming) > 1 and room > size.px(160):
        others = block("  ·  " + "  ·  ".join(sheet.coming[1:9]), size.px(18), room, most=1)
        marks.append(words_at(others, left, y, LIGHT.text2))
    return marks, y - size.px(22)


def _body(sheet: Sheet, size: Measures, body: QRect, places: Places) -> list[Mark]:
    style = RowStyle(size.margin, size.inner, size.px(22), size.px(210), size.px(18))
    if sheet.columns:
        return _columns(sheet, size, body, places)
    marks: list[Mark] = []
    area = QRect(body)
    if sheet.text:
        room = area.height() - min(_needed(sheet, style), area.height() * 2 // 5)
        words = _fitting(sheet.text, size, room)
        marks.append(words_at(words, size.margin, area.top(), LIGHT.text, in_body=True))
        area.setTop(area.top() + words.height + size.px(20))
    if sheet.follows_newest:
        return marks + newest_rows(sheet.rows, area, style, places, "rows")
    return marks + first_rows(sheet.rows, area, style, sheet.rest)


def _needed(sheet: Sheet, style: RowStyle) -> int:
    heights = (style.height(row) + style.gap for row in sheet.rows[:12])
    return sum(heights)


def _fitting(text: str, size: Measures, room: int) -> TextBlock:
    """Return a text as large as there is room for; the longest ones end in "…"."""
    width = min(size.inner, size.px(1040))
    for letters in (30, 27, 24, 22, 20):
        words = block(text, size.px(letters), width)
        if words.height <= room:
            return words
    return block(text, size.px(20), width, most=max(1, room // words.line_height))


def _columns(sheet: Sheet, size: Measures, body: QRect, places: Places) -> list[Mark]:
    gap, count = size.px(40), len(sheet.columns)
    wide = (size.inner - gap * (count - 1)) // count
    # Columns with nothing in them leave their room to the scales.
    share = 0.5 if any(column.rows for column in sheet.columns) else 0.75
    room = round(body.height() * share)
    blocks = fitting_blocks(sheet.lines, size.margin, size.inner, size.px, room)
    between = size.px(14)
    scales = sum(each.height + between for each in blocks)
    marks: list[Mark] = []
    for at, column in enumerate(sheet.columns):
        left = size.margin + at * (wide + gap)
        heading = block(column.heading, size.px(22), wide, _STRONG, most=2)
        ink = LIGHT.ink(column.tone)
        marks.append(words_at(heading, left, body.top(), ink, in_body=True))
        line = body.top() + heading.height + size.px(4)
        marks.append(Mark(left, line, wide, size.px(4), ink, in_body=True))
        area = QRect(left, line + size.px(18), wide, 0)
        area.setBottom(body.bottom() - scales)
        plain = RowStyle(left, wide, size.px(20), 0, size.px(12))
        marks += newest_rows(column.rows, area, plain, places, f"column {at}")
    y = body.bottom() - scales + between
    for each in blocks:
        marks += each.at(y)
        y += each.height + between
    return marks
