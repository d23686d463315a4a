"""A question on the wall with a quiet line from 0 to 10, and where each one stands on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QFont

from moedeleder.domain.scales import HIGHEST, LOWEST
from moedeleder.ui.shared_screen.marks import Mark, words_at
from moedeleder.ui.shared_screen.sheet import Line
from moedeleder.ui.shared_screen.text_block import block
from moedeleder.ui.tokens import LIGHT

_TRACK = "#E9E7E1"
_STRONG = QFont.Weight.DemiBold
_LEVELS = 3
"""Names that stand close go below each other, on so many lines at most."""


@dataclass(frozen=True)
class ScaleBlock:
    """The marks of one scale with its upper edge at 0, and its height in pixels."""

    marks: tuple[Mark, ...]
    height: int

    def at(self, y: int) -> list[Mark]:
        """Return the marks with the upper edge at ``y``."""
        return [replace(mark, y=mark.y + y) for mark in self.marks]


@dataclass(frozen=True)
class _Track:
    """The line itself: where each value stands across."""

    left: int
    width: int
    dot: int

    def centre(self, value: int) -> int:
        span = self.width - self.dot
        part = (value - LOWEST) / (HIGHEST - LOWEST)
        return self.left + self.dot // 2 + round(span * part)

    @property
    def step(self) -> int:
        return (self.width - self.dot) // (HIGHEST - LOWEST)


def scale_block(line: Line, left: int, width: int, px: Callable[[float], int]) -> ScaleBlock:
    """Return a scale laid out to a width; ``px`` turns lengths of the plain size into pixels."""
    question = block(line.question, px(22), width, _STRONG, most=2)
    marks = [words_at(question, left, 0, LIGHT.text, in_body=True)]
    track = _Track(left, width, px(30))
    y = question.height + px(6)
    marks += _drawn(line, track, y, px)
    names, y = _names(line, track, y + track.dot + px(2), px)
    marks += names
    if line.reasons:
        reasons = block(line.reasons, px(18), width, most=2)
        y += px(4)
        marks.append(words_at(reasons, left, y, LIGHT.text2, in_body=True))
        y += reasons.height
    return ScaleBlock(tuple(marks), y)


def fitting_blocks(
    lines: tuple[Line, ...], left: int, width: int, px: Callable[[float], int], room: int
) -> list[ScaleBlock]:
    """Return the newest scales there is room for, one at least; the oldest first."""
    kept: list[ScaleBlock] = []
    used = 0
    for line in reversed(lines):
        made = scale_block(line, left, width, px)
        if used + made.height > room and not kept:
            made = scale_block(replace(line, reasons=""), left, width, px)
        elif used + made.height > room:
            break
        kept.append(made)
        used += made.height + px(14)
    return kept[::-1]


def _drawn(line: Line, track: _Track, y: int, px: Callable[[float], int]) -> list[Mark]:
    middle, thin, tick = y + track.dot // 2, px(4), px(10)
    first, last = track.centre(LOWEST), track.centre(HIGHEST)
    bar = Mark(first, middle - thin // 2, last - first, thin, _TRACK, in_body=True)
    ticks = [
        Mark(track.centre(v) - tick // 2, middle - tick // 2, tick, tick, _TRACK, in_body=True)
        for v in range(LOWEST, HIGHEST + 1)
    ]
    marks = [bar, *ticks]
    for dot in line.dots:
        number = block(str(dot.value), px(18), track.dot, _STRONG)
        across = round(number.natural_width)
        middle_x = track.centre(dot.value)
        round_mark = Mark(middle_x - track.dot // 2, y, track.dot, track.dot, LIGHT.info)
        marks.append(replace(round_mark, in_body=True))
        top = middle - number.height // 2
        marks.append(words_at(number, middle_x - across // 2, top, LIGHT.surface, in_body=True))
    return marks


def _names(
    line: Line, track: _Track, top: int, px: Callable[[float], int]
) -> tuple[list[Mark], int]:
    given = {dot.value: dot.names for dot in line.dots}
    # The ends say what they are, even where nobody stands.
    labels = {LOWEST: "0", HIGHEST: "10"} | given
    ends = [track.left - track.width] * _LEVELS
    marks: list[Mark] = []
    bottom = top
    for value in sorted(labels):
        free = block(labels[value], px(18), track.step * 2, most=1)
        across = round(free.natural_width) + 1
        words = block(labels[value], px(18), across, most=1)
        right = track.left + track.width
        x = min(max(track.centre(value) - across // 2, track.left), right - across)
        room = next((at for at, end in enumerate(ends) if end + px(10) <= x), None)
        level = room if room is not None else ends.index(min(ends))
        ends[level] = x + across
        y = top + level * words.height
        ink = LIGHT.text if value in given else LIGHT.text2
        marks.append(words_at(words, x, y, ink, in_body=True))
        bottom = max(bottom, y + words.height)
    return marks, bottom
