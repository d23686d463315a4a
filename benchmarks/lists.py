"""Lists, search and the first page, in an office of many years against a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.measuring import Comparison, compare
from benchmarks.offices import fill_archive
from moedeleder.services.office import Office
from tests.offices import Bench, open_bench

FAMILIES, MEETINGS = 5_000, 20_000
FEW = 20
_QUESTIONS: dict[str, Callable[[Office], object]] = {
    "list the meetings": lambda office: office.meetings.find(),
    "find meetings by a name": lambda office: office.meetings.find("noor eksempel42"),
    "find meetings, no match": lambda office: office.meetings.find("findes ikke"),
    "list the families": lambda office: office.families.find(),
    "find families by a name": lambda office: office.families.find("noor eksempel42"),
    "the first page and its badge": lambda office: office.overview.today(),
    "list the open promises": lambda office: office.promises.open(),
}


def run(folder: Path) -> Iterator[Comparison]:
    with (
        _filled(folder / "few", FEW, FEW) as few,
        _filled(folder / "many", FAMILIES, MEETINGS) as many,
    ):
        for name, ask in _QUESTIONS.items():
            yield compare(
                f"{name}, {MEETINGS} meetings",
                partial(ask, many.office),
                f"the same, {FEW} meetings",
                partial(ask, few.office),
            )


@contextmanager
def _filled(folder: Path, families: int, meetings: int) -> Iterator[Bench]:
    folder.mkdir()
    with open_bench(folder) as bench:
        fill_archive(bench.store, families=families, meetings=meetings)
        yield bench
