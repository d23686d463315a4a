"""Where each thing written on a form belongs: by its mark, its column, its label or heading."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from moedeleder.documents import reply_form_fields as fields
from moedeleder.documents.reply_form_gathered import Gathered
from moedeleder.documents.reply_form_marks import PrintedLines, pattern_of
from moedeleder.documents.reply_form_rows import RowReader, value_of
from moedeleder.documents.written_text import Block, Cell, Paragraph, Table
from moedeleder.domain.contributions import ContributionDraft
from moedeleder.domain.times import Fit

_BOX_KEYS = tuple(section.key for section in fields.BOXES)
_HEADINGS = {section.heading: section.key for section in fields.SECTIONS}
_CHILD_HEADING = re.compile(r"\W*(?:\w+\W+){1,3}egne\W+ord\W*", re.IGNORECASE)
_ALIKE = 0.8
_LONGEST_HEADING = 60
# Comparing takes time: beyond so many loose lines it is no form any more.
_COMPARED_LIMIT = 1_000
# So many headings in one line can only be a form whose lines were run together.
_RUN_TOGETHER = 3
_SHORTEST_FORM = 40


class Placing:
    """Goes through a returned form from top to bottom and gathers what was written."""

    def __init__(self, printed: fields.Printed, more: Sequence[str] = ()) -> None:
        times = [words for _, words in printed.times]
        lines = (*fields.static_lines(), *printed.lines, *times, *more)
        self._printed = PrintedLines(lines)
        self._gathered = Gathered()
        self._rows = RowReader(self._gathered, printed.times)
        self._section = ""
        self._boxes_seen: set[str] = set()
        self._compared = 0
        self._by_place: dict[int, str] = {}

    @property
    def left_over(self) -> list[str]:
        """What fits no field."""
        return self._gathered.left_over

    def contributions(self) -> Iterator[ContributionDraft]:
        """Yield what they brought, in the order of the form."""
        return self._gathered.contributions()

    def fits(self) -> Iterator[tuple[str, Fit]]:
        """Yield the marked times by their id."""
        return self._gathered.fits()

    def place(self, body: Sequence[Block]) -> None:
        """Gather what the body says."""
        boxes = [each for each in body if _is_box(each)]
        if len(boxes) == len(_BOX_KEYS):
            self._by_place = {id(box): key for box, key in zip(boxes, _BOX_KEYS, strict=True)}
        self._place(body)

    def place_beside(self, blocks: Sequence[Block]) -> None:
        """Gather what stands in text boxes, notes, comments and at the edges."""
        self._section = ""
        self._place(blocks)

    def _place(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            else:
                self._paragraph(block)

    def _paragraph(self, paragraph: Paragraph) -> None:
        loose = ""
        for piece in paragraph.stretches():
            if not fields.parts_of(piece.mark) or not self._rows.field(piece.mark, piece.text):
                loose += piece.text
        for line in loose.split("\n"):
            self._line(line)

    def _line(self, line: str) -> None:
        if not line.strip():
            return
        for part in _apart(line):
            self._part(part)

    def _part(self, line: str) -> None:
        printed, rest = self._printed.take(line)
        key = _heading_key(printed)
        if printed and key:
            self._section = key
            rest = rest.lstrip(" \t\u00a0:–—-")
        if printed and rest:
            self._part(rest)
        elif printed:
            return
        elif alike := self._alike(line):
            self._section = alike
            self._gathered.leave(line)
        else:
            self._loose(line)

    def _alike(self, line: str) -> str:
        self._compared += 1
        return _heading_alike(line) if self._compared < _COMPARED_LIMIT else ""

    def _loose(self, text: str) -> None:
        """Keep text that stands in no box: with its heading when the box is yet to come."""
        if self._section in _BOX_KEYS and self._section not in self._boxes_seen:
            self._gathered.write(self._section, text)
        else:
            self._gathered.leave(text)

    def _table(self, table: Table) -> None:
        heads: tuple[str, ...] = ()
        for row in table.rows:
            found = _heads_of(row)
            if found:
                heads = found
                for cell in row:
                    self._place(cell.blocks)
            else:
                self._row(table, row, heads)

    def _row(self, table: Table, row: list[Cell], heads: tuple[str, ...]) -> None:
        keys = {parts[0] for parts in map(fields.parts_of, _marks(row)) if parts}
        key = keys.pop() if len(keys) == 1 else ""
        nested = any(isinstance(block, Table) for cell in row for block in cell.blocks)
        if keys or (nested and not key and not heads):
            self._cells(row)
        elif key == fields.POINTS_KEY or heads == fields.POINT_HEADS:
            self._rows.point(row)
        elif key == fields.TIMES_KEY or heads == fields.TIME_HEADS:
            self._rows.time(row)
        elif self._rows.ticked(row):
            return
        elif len(row) == 1 and (key in _BOX_KEYS or not key):
            self._box(table, row[0], key)
        else:
            self._by_section(row)

    def _by_section(self, row: list[Cell]) -> None:
        """Place a row that lost its heads and marks by the heading above it."""
        if self._section == fields.POINTS_KEY and len(row) == len(fields.POINT_HEADS):
            self._rows.point(row)
        elif self._section == fields.TIMES_KEY and len(row) == len(fields.TIME_HEADS):
            self._rows.time(row)
        else:
            self._cells(row)

    def _cells(self, row: list[Cell]) -> None:
        for cell in row:
            self._place(cell.blocks)

    def _box(self, table: Table, cell: Cell, key: str) -> None:
        if not key:
            key = self._section if self._section in _BOX_KEYS else ""
            key = key or self._by_place.get(id(table), "")
        if key not in _BOX_KEYS or _headings_in(cell.text) >= _RUN_TOGETHER:
            self._place(cell.blocks)
            return
        self._boxes_seen.add(key)
        self._gathered.write(key, value_of(cell))


def _is_box(block: Block) -> bool:
    return isinstance(block, Table) and len(block.rows) == 1 and len(block.rows[0]) == 1


def _marks(row: list[Cell]) -> set[str]:
    return {mark for cell in row for mark in cell.marks}


def _heads_of(row: list[Cell]) -> tuple[str, ...]:
    """Return the heads that a row shows, when it is a row of heads."""
    for heads in (fields.POINT_HEADS, fields.TIME_HEADS):
        found = 0
        for cell, head in zip(row, heads, strict=False):
            pattern = pattern_of(head)
            found += bool(pattern and pattern.search(cell.text))
        if found >= 2 and not any(fields.parts_of(mark) for mark in _marks(row)):
            return heads
    return ()


def _heading_key(printed: str) -> str:
    if printed in _HEADINGS:
        return _HEADINGS[printed]
    return "child_words" if _CHILD_HEADING.fullmatch(printed) else ""


def _heading_alike(line: str) -> str:
    """Return which heading somebody typed anew, if it is close to one of ours."""
    short = line.strip(" \t\u00a0:.!?-–").casefold()
    if len(short) > _LONGEST_HEADING:
        return ""
    if _CHILD_HEADING.fullmatch(short):
        return "child_words"
    folded = {heading.casefold().rstrip("?"): key for heading, key in _HEADINGS.items()}
    close = difflib.get_close_matches(short, folded, 1, _ALIKE)
    return folded[close[0]] if close else ""


def _starts(line: str) -> list[int]:
    """Return where our headings stand in a line."""
    starts = set()
    for heading in _HEADINGS:
        pattern = pattern_of(heading)
        found = pattern.search(line) if pattern else None
        if found:
            starts.add(found.start())
    return sorted(starts)


def _headings_in(text: str) -> int:
    return len(_starts(text))


def _apart(line: str) -> list[str]:
    """Return the parts of a line that holds a whole form, or the line itself."""
    starts = _starts(line) if len(line) > _SHORTEST_FORM else []
    if len(starts) < _RUN_TOGETHER:
        return [line]
    ends = [*starts[1:], len(line)]
    parts = [line[: starts[0]], *(line[a:b] for a, b in zip(starts, ends, strict=True))]
    return [part for part in parts if part.strip()]
