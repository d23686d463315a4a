"""The action plan as the pages show it: from worry to the sign that it works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from moedeleder.documents import words, words_after
from moedeleder.documents.marked_text import Changes
from moedeleder.documents.retired_words import retired_cell
from moedeleder.documents.table import Row, Table
from moedeleder.domain import danish
from moedeleder.domain.record import MinutesRecord, PartKey, PlanLine
from moedeleder.domain.record_changes import plan_words

# Worry, need, goal, action, owner, date, sign: shares of what names and dates leave.
_SHARES = (1.0, 1.0, 1.0, 1.3, 0.0, 0.0, 1.0)
# Centimetres of the whole table, of a name, and of a date.
_TABLE, _FIXED = 15.6, {4: 3.1, 5: 2.7}
# More columns than these are too narrow for whole sentences.
_MOST_COLUMNS = 4
_ACTION = 3
_ALWAYS = frozenset({_ACTION, 4, 5})


@dataclass(frozen=True, slots=True)
class Card:
    """One promise, told from top to bottom."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan as a table, or as cards where a table would be cramped; one of them is empty."""

    table: Table
    cards: tuple[Card, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was promised."""
        return not self.table.rows and not self.cards


def plan_view(record: MinutesRecord) -> PlanView:
    """Return the plan of the record; what nobody has filled in has no column."""
    rows = [_chain(line, record) for line in record.plan]
    changes = Changes(PartKey.ACTION_PLAN, record)
    tags = [changes.take(plan_words(line))[0] for line in record.plan]
    used = [at for at in range(len(_SHARES)) if at in _ALWAYS or any(row[at] for row in rows)]
    if len(used) > _MOST_COLUMNS:
        return PlanView(Table((), (), ()), tuple(map(_card, range(1, len(rows) + 1), rows, tags)))
    rows = [_tagged(row, tag) for row, tag in zip(rows, tags, strict=True)]
    return PlanView(
        Table(
            heads=tuple(words_after.CHAIN_COLUMNS[at] for at in used),
            widths=_widths(used),
            rows=tuple(tuple(row[at] for at in used) for row in rows),
        )
    )


def _widths(used: Sequence[int]) -> tuple[float, ...]:
    room = (_TABLE - sum(_FIXED.values())) / sum(_SHARES[at] for at in used)
    return tuple(_FIXED.get(at, _SHARES[at] * room) for at in used)


def _chain(line: PlanLine, record: MinutesRecord) -> Row:
    cells = (line.worry, line.need, line.goal, line.action, *owner_and_due(line), line.sign)
    return tuple(retired_cell(cell, PartKey.ACTION_PLAN, record) for cell in cells)


def owner_and_due(line: PlanLine) -> tuple[str, str]:
    """Return who does it and by when, in words also where neither is agreed."""
    due = danish.short_date(line.due) if line.due else words.NOT_AGREED
    return line.owner or words.NOT_AGREED, due


def _tagged(row: Row, tag: str) -> Row:
    """Return the row with what is new about it told before the action."""
    return (*row[:_ACTION], f"{tag}: {row[_ACTION]}", *row[_ACTION + 1 :]) if tag else row


def _card(number: int, row: Row, tag: str) -> Card:
    told = zip(words_after.CHAIN_COLUMNS, row, strict=True)
    heading = " · ".join(each for each in (f"{words_after.PROMISE} {number}", tag) if each)
    return Card(heading, tuple(each for each in told if each[1].strip()))
