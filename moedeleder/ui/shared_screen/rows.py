"""Where the rows stand: still while people read, and the newest always in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont

from moedeleder.ui.shared_screen.marks import Mark, words_at
from moedeleder.ui.shared_screen.sheet import Row
from moedeleder.ui.shared_screen.text_block import TextBlock, block
from moedeleder.ui.tokens import LIGHT

_SLACK_LINES = 4
"""So many empty lines may stay at the bottom, rather than that everything moves down again."""


@dataclass(frozen=True)
class RowStyle:
    """How rows are set: lengths in pixels; ``labels`` is 0 where the label is left out."""

    left: int
    width: int
    letters: int
    labels: int
    gap: int

    def words(self, row: Row) -> TextBlock:
        """Return a row's words, laid out."""
        return block(row.text, self.letters, max(1, self.width - self.labels))

    def label(self, row: Row) -> TextBlock | None:
        """Return a row's label, laid out; None where there is none."""
        if not self.labels or not row.label:
            return None
        room = max(1, self.labels - self.letters)
        return block(row.label, self.letters, room, QFont.Weight.DemiBold, 2)

    def height(self, row: Row) -> int:
        """Return how high a row is, without the gap below it."""
        label = self.label(row)
        return max(self.words(row).height, label.height if label else 0)

    def marks(self, row: Row, y: int) -> list[Mark]:
        """Return what is drawn of a row whose upper edge is at ``y``."""
        label = self.label(row)
        ink = LIGHT.ink(row.tone)
        beside = self.left + self.labels
        words = words_at(
            self.words(row), beside, y, LIGHT.text, in_body=True, has_caret=row.is_draft
        )
        return (
            [words] if label is None else [words_at(label, self.left, y, ink, in_body=True), words]
        )


@dataclass
class Places:
    """Remembers where the rows stood, so that they stay there while it can be done."""

    _about: tuple[str, int, int] = ("", 0, 0)
    _tops: dict[str, dict[str, int]] = field(default_factory=dict)

    def begin(self, place: str, width: int, height: int) -> None:
        """Forget everything when the screen is about something else, or of another size."""
        if (place, width, height) != self._about:
            self._about, self._tops = (place, width, height), {}

    def tops(self, name: str) -> dict[str, int]:
        """Return where the rows of one list stood, by their keys."""
        return self._tops.get(name, {})

    def keep(self, name: str, tops: dict[str, int]) -> None:
        """Remember where they stand now."""
        self._tops[name] = tops


def newest_rows(
    rows: Sequence[Row], area: QRect, style: RowStyle, places: Places, name: str
) -> list[Mark]:
    """Return the rows that are in view when the last one must be; older ones go up and out."""
    y = _end(rows, area, style, places.tops(name))
    bottom = area.top() + area.height()
    shown: list[tuple[Row, int]] = []
    for row in reversed(rows):
        y -= style.height(row)
        shown.append((row, y))
        if y <= area.top():
            break
        y -= style.gap
    first = shown[-1][1] if shown else area.top()
    used = sum(style.height(row) + style.gap for row, _ in shown) - style.gap
    all_fit = len(shown) == len(rows) and used <= bottom - area.top()
    shift = area.top() - first if all_fit else 0
    tops = {row.key: y + shift for row, y in shown}
    places.keep(name, tops)
    return [mark for row, y in reversed(shown) for mark in style.marks(row, y + shift)]


def _end(rows: Sequence[Row], area: QRect, style: RowStyle, before: dict[str, int]) -> int:
    """Return where the last row ends, when the rows stay where they stood if that can be."""
    bottom = area.top() + area.height()
    below = 0
    for row in reversed(rows):
        below += style.height(row)
        if row.key in before:
            slack = _SLACK_LINES * style.letters
            return max(bottom - slack, min(bottom, before[row.key] + below))
        if below > area.height():
            break
        below += style.gap
    return bottom


def first_rows(rows: Sequence[Row], area: QRect, style: RowStyle, rest: str) -> list[Mark]:
    """Return the rows from the first on; ``rest`` says how many there was no room for."""
    heights = [style.height(row) for row in rows]
    bottom = area.top() + area.height()
    more = block(rest.format(len(rows)), style.letters, style.width) if rest else None
    marks: list[Mark] = []
    y = area.top()
    for at, row in enumerate(rows):
        is_last = at == len(rows) - 1
        room = bottom if is_last or more is None else bottom - more.height - style.gap
        if y + heights[at] > room and at:
            if rest:
                words = block(rest.format(len(rows) - at), style.letters, style.width)
                marks.append(words_at(words, style.left, y, LIGHT.text2, in_body=True))
            break
        marks += style.marks(row, y)
        y += heights[at] + style.gap
    return marks
