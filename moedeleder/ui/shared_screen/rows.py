"""Where the rows stand: still while people read, and the newest always in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QFont

from moedeleder.ui.shared_screen.marks import Mark, words_at
from moedeleder.ui.shared_screen.sheet import Row
from moedeleder.ui.shared_screen.text_block import TextBlock, block
from moedeleder.ui.tokens import LIGHT

_SLACK_LINES = 4
"""So many empty lines may stay at the bottom, rather than that everything moves down again."""
_ALWAYS = 2
"""So many of the newest lines stay in view, whoever said them."""


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
    """Return the rows that are in view when the last one must be.

    Where there is no room for all, a line at the top says how many are folded away: the oldest
    words of the professionals first, so that nobody sees the family's own disappear before them.
    """
    folded = block(_folded_words(len(rows)), style.letters, style.width, most=1)
    all_fit = _high(rows, style, area.height()) <= area.height()
    top = area.top() + (0 if all_fit else folded.height + style.gap)
    end = _end(rows, area, style, places.tops(name))
    shown = rows if all_fit else _kept(rows, end - top, style)
    y = area.top() if all_fit else end - _high(shown, style)
    marks: list[Mark] = []
    tops: dict[str, int] = {}
    for row in shown:
        tops[row.key] = y
        marks += style.marks(row, y)
        y += style.height(row) + style.gap
    places.keep(name, tops)
    # One line longer than the wall goes up and out, and leaves no room to say so.
    if len(shown) < len(rows) and marks[0].y >= top:
        words = block(_folded_words(len(rows) - len(shown)), style.letters, style.width, most=1)
        marks.append(words_at(words, style.left, area.top(), LIGHT.text2, in_body=True))
    return marks


def _high(rows: Sequence[Row], style: RowStyle, enough: int | None = None) -> int:
    """Return how high rows are together; past ``enough`` it counts no further."""
    high = -style.gap if rows else 0
    for row in rows:
        high += style.height(row) + style.gap
        if enough is not None and high > enough:
            break
    return high


def _kept(rows: Sequence[Row], room: int, style: RowStyle) -> list[Row]:
    """Return the rows there is room for: the newest, then the family's, then the others."""
    last = len(rows) - 1
    kept = {last}
    left = room - style.height(rows[last])
    newest = range(last - 1, max(-1, last - _ALWAYS), -1)
    for places in (
        newest,
        (at for at in range(last - 1, -1, -1) if rows[at].stays),
        (at for at in range(last - 1, -1, -1) if not rows[at].stays),
    ):
        for at in places:
            if at in kept:
                continue
            needed = style.height(rows[at]) + style.gap
            if needed > left:
                # What is older than a line that is gone is gone too: no odd ones stay behind.
                break
            kept.add(at)
            left -= needed
    return [rows[at] for at in sorted(kept)]


def _folded_words(count: int) -> str:
    words = (
        QCoreApplication.translate("SharedScreen", "↑ 1 linje før")
        if count == 1
        else QCoreApplication.translate("SharedScreen", "↑ {0} linjer før")
    )
    return words.format(count)


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
