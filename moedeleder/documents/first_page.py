"""What fits the first page: long things are told in short there, and in full behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from moedeleder.documents import words
from moedeleder.documents.plan_view import owner_and_due
from moedeleder.documents.retired_words import retired_cell
from moedeleder.domain.completeness import joined
from moedeleder.domain.record import MinutesRecord, PartKey
from moedeleder.domain.record_room import NOT_ANSWERED, RecordVerdict
from moedeleder.domain.rich_text import Block, RichText, Run
from moedeleder.domain.text import shorten

# Points of height, measured on the printed page: what is left when the headings, one line for
# each fact and the lines around the box are taken off; and what text takes of it.
ROOM = 340.0
LINE, PARAGRAPH_GAP = 17.5, 8.0
ROW_LINE, ROW_GAP = 13.0, 13.0
HINT = 24.0
# What the bar beside a line takes that a version or a copy says of itself.
NOTICE = 16.0
# Letters on a line of running text, of a fact, and of the three columns of the table.
LINE_LETTERS, FACT_LETTERS = 80, 68
COLUMN_LETTERS = (50, 18, 13)
CELL_LIMIT, NEXT_LIMIT, NAME_LIMIT = 110, 240, 40
NAMED = 3
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first paragraphs of a text, and whether more follow."""

    text: RichText
    goes_on: bool


def fitted(
    agreed: RichText,
    promises: tuple[Row, ...],
    *,
    around: Iterable[str],
    next_meeting: str,
    also: Iterable[str] = (),
    room: float = ROOM,
) -> tuple[Beginning, tuple[Row, ...]]:
    """Return the conclusion's beginning and the first promises, shortened to fit one page.

    ``around`` are the other texts of the page, which take room when they are long; ``also`` are
    lines that stand there besides. Of ``room`` (points of height) each of the two gets half, and
    what the other does not need.
    """
    room -= sum(LINE * (_lines(text, FACT_LETTERS) - 1) for text in around)
    room -= LINE * (_lines(shorten(next_meeting, NEXT_LIMIT), LINE_LETTERS) - 1)
    room -= sum(LINE * _lines(text, LINE_LETTERS) + PARAGRAPH_GAP for text in also)
    rows = tuple(tuple(shorten(cell, CELL_LIMIT) for cell in row) for row in promises)
    wanted = sum(map(_row_height, rows))
    beginning = _beginning(agreed, max(room / 2, room - wanted))
    left = room - sum(map(_block_height, beginning.text.blocks)) - HINT * beginning.goes_on
    return beginning, _first_rows(rows, left)


def promise_rows(record: MinutesRecord) -> tuple[Row, ...]:
    """Return what was promised, by whom and by when, in short."""
    return tuple(
        (
            retired_cell(line.action or line.goal, PartKey.ACTION_PLAN, record),
            *owner_and_due(line),
        )
        for line in record.plan
    )


def disagreeing(said: Iterable[RecordVerdict]) -> tuple[str, ...]:
    """Return who does not quite agree with what was read aloud, a line for each part."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in said:
        if each.part in words.NAMED_IN_A_LINE and objects(each):
            found.setdefault((each.part, each.verdict), []).append(shorten(each.name, NAME_LIMIT))
    # So many lines leave the rest of the page its room only when each is short.
    most = NAMED if len(found) <= NAMED else 1
    return tuple(
        words.does_not_agree(verdict, words.NAMED_IN_A_LINE[part], joined(_first_names(who, most)))
        for (part, verdict), who in found.items()
    )


def objects(said: RecordVerdict) -> bool:
    """Return whether somebody said that they do not, or not quite, agree."""
    return said.verdict not in (*words.AGREEING, NOT_ANSWERED)


def _first_names(names: list[str], most: int) -> list[str]:
    more = len(names) - most
    return names if more <= 1 else [*names[:most], f"{more} andre"]


def next_meeting(text: str) -> str:
    """Return when the next meeting is, or the start of why there is none."""
    return shorten(text, NEXT_LIMIT)


def _lines(text: str, letters: int) -> int:
    return max(1, sum(-(-len(line) // letters) or 1 for line in text.split("\n")))


def _block_height(block: Block) -> float:
    return LINE * _lines(block.text, LINE_LETTERS) + PARAGRAPH_GAP


def _row_height(row: Row) -> float:
    columns = zip(row, COLUMN_LETTERS, strict=True)
    return ROW_LINE * max(_lines(cell, letters) for cell, letters in columns) + ROW_GAP


def _beginning(text: RichText, room: float) -> Beginning:
    kept: list[Block] = []
    for block in text.blocks:
        room -= _block_height(block)
        if room < 0:
            break
        kept.append(block)
    if kept or not text.blocks:
        return Beginning(RichText(tuple(kept)), len(kept) < len(text.blocks))
    first = text.blocks[0]
    letters = max(2, int((room + _block_height(first) - HINT) / LINE)) * LINE_LETTERS
    start = Block((Run(shorten(first.text.replace("\n", " "), letters)),), first.kind)
    return Beginning(RichText((start,)), True)


def _first_rows(rows: tuple[Row, ...], room: float) -> tuple[Row, ...]:
    """Return as many rows as fit, at least one; a line saying there are more needs room too."""
    if sum(map(_row_height, rows)) <= room:
        return rows
    count, left = 0, room - HINT
    for row in rows:
        left -= _row_height(row)
        if left < 0:
            break
        count += 1
    return rows[: max(1, count)]
