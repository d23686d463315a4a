"""Reading a meeting and keeping one more note, when much has been said against little."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.measuring import Comparison, compare
from benchmarks.offices import running_meeting
from moedeleder.domain.statements import StatementKind
from tests.offices import open_bench

FEW, MANY = 10, 2_000


def run(folder: Path) -> Iterator[Comparison]:
    with open_bench(folder) as bench:
        office, store = bench.office, bench.store
        small = running_meeting(office, store, points=10, statements=FEW)
        for count in (500, MANY):
            large = running_meeting(office, store, points=10, statements=count)
            yield compare(
                f"read a meeting, {count} notes",
                partial(office.meetings.get, large.id),
                f"the same, {FEW} notes",
                partial(office.meetings.get, small.id),
            )
            yield compare(
                f"keep one more note, after {count}",
                partial(office.statements.say, large.id, StatementKind.FACT, "Ja"),
                f"the same, after {FEW}",
                partial(office.statements.say, small.id, StatementKind.FACT, "Ja"),
            )
