"""A hundred thousand meetings with finished minutes, against a hundred: nothing may wait.

Lists, the first page, finding, opening, and searching what all minutes say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.measuring import Comparison, compare
from benchmarks.offices import fill_archive, fill_minutes
from moedeleder.domain.search import SearchFilter
from moedeleder.services.office import Office
from tests.offices import open_bench

FEW, MANY = 100, 100_000
FAMILIES = 4
"""So many meetings has each family."""


@dataclass(frozen=True)
class Archive:
    """An office with its oldest meeting and one of its families."""

    office: Office
    meeting_id: str
    family_id: str


_QUESTIONS: dict[str, Callable[[Archive], object]] = {
    "open the oldest meeting": lambda a: a.office.meetings.get(a.meeting_id),
    "open its minutes": lambda a: a.office.minutes.open(a.meeting_id),
    "what comes after it": lambda a: a.office.overview.lacks(a.meeting_id),
    "list the meetings": lambda a: a.office.meetings.find(),
    "find meetings by a name": lambda a: a.office.meetings.find("noor eksempel42"),
    "find meetings, no match": lambda a: a.office.meetings.find("findes ikke"),
    "list the families": lambda a: a.office.families.find(),
    "find families by a name": lambda a: a.office.families.find("noor eksempel42"),
    "find families, no match": lambda a: a.office.families.find("findes ikke"),
    "list the open promises": lambda a: a.office.promises.open(),
    "list the kept promises": lambda a: a.office.promises.kept(),
    "the first page and its badge": lambda a: a.office.overview.today(),
    "search a word in all minutes": lambda a: a.office.search.find("barnet"),
    "search the beginning of a word": lambda a: a.office.search.find("sk"),
    "search three words": lambda a: a.office.search.find("rolig morgen skole"),
    "search a phrase": lambda a: a.office.search.find('"kommer i skole"'),
    "search a rare word": lambda a: a.office.search.find("særligord7"),
    "search, no match": lambda a: a.office.search.find("findesikke"),
    "search one child's minutes": lambda a: a.office.search.find(
        "barnet", SearchFilter(family_id=a.family_id)
    ),
    "search the minutes of a day": lambda a: a.office.search.find(
        "barnet", SearchFilter(since=date(2026, 10, 28), until=date(2026, 10, 28))
    ),
    "people to search by": lambda a: a.office.search.people("bo"),
}


def run(folder: Path) -> Iterator[Comparison]:
    with _filled(folder / "few", FEW) as few, _filled(folder / "many", MANY) as many:
        for name, ask in _QUESTIONS.items():
            yield compare(
                f"{name}, {MANY} meetings",
                partial(ask, many),
                f"the same, {FEW} meetings",
                partial(ask, few),
            )


@contextmanager
def _filled(folder: Path, meetings: int) -> Iterator[Archive]:
    folder.mkdir()
    with open_bench(folder) as bench:
        fill_archive(bench.store, families=max(1, meetings // FAMILIES), meetings=meetings)
        meeting_id, family_id = fill_minutes(bench.store)
        yield Archive(bench.office, meeting_id, family_id)
