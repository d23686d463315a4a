"""A table as the pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; ``widths`` are shares of the page's width."""

    heads: Row
    widths: tuple[float, ...]
    rows: tuple[Row, ...]


def used_columns(heads: Row, widths: tuple[float, ...], rows: Sequence[Row]) -> Table:
    """Return the table without the columns that hold nothing; the first two always stay."""
    used = [i for i in range(len(heads)) if i < 2 or any(row[i] for row in rows)]
    return Table(
        heads=tuple(heads[i] for i in used),
        widths=tuple(widths[i] for i in used),
        rows=tuple(tuple(row[i] for i in used) for row in rows),
    )
