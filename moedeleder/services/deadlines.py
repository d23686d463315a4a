"""Deadlines as data, and how many working days the Danish calendar gives."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from moedeleder.domain.errors import NotFound, ResourceFault
from moedeleder.services.resource_files import FaultReason, Table, read_resource

DEADLINES_FILE = "deadlines.toml"
_FIELDS = "key name limit unit counted_from source law verified".split()
MonthDay = tuple[int, int]


class Unit(StrEnum):
    """What a limit is counted in; ``AGE`` is the child's age in years, ``SOON`` has no number."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    AGE = "age"
    SOON = "soon"


class CountedFrom(StrEnum):
    """The event a limit runs from."""

    RECEIVED = "received"
    AWARE = "aware"
    DECIDED = "decided"
    STARTED = "started"
    BIRTH = "birth"
    MEETING = "meeting"
    DECISION_RECEIVED = "decision_received"
    COMPLAINT = "complaint"
    ASKED = "asked"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One limit; ``law`` tells a legal one from a local one, ``verified`` if it was read there."""

    key: str
    name: str
    limit: int
    unit: Unit
    counted_from: CountedFrom
    source: str
    law: bool
    verified: bool


@dataclass(frozen=True, slots=True)
class Deadlines:
    """All limits, and the extra days on which the offices are closed (month, day)."""

    all: tuple[Deadline, ...]
    also_closed: frozenset[MonthDay] = frozenset()

    def get(self, key: str) -> Deadline:
        """Return the limit with that key.

        Raises:
            NotFound: there is none.
        """
        for deadline in self.all:
            if deadline.key == key:
                return deadline
        raise NotFound(key)

    def due_date(self, key: str, start: date | datetime) -> date:
        """Return the last day of the limit ``key``, counted from ``start``.

        "As soon as possible" gives the day itself.

        Raises:
            NotFound: there is no such limit.
        """
        deadline = self.get(key)
        # The law counts our closed days as working days; our own limits need not.
        closed = frozenset() if deadline.law else self.also_closed
        return _due(deadline, start, closed)


def is_working_day(day: date, also_closed: Iterable[MonthDay] = ()) -> bool:
    """Whether ``day`` is Monday to Friday, no Danish public holiday and not closed otherwise."""
    if day.weekday() >= 5 or (day.month, day.day) in also_closed:
        return False
    return day not in _holidays(day.year)


def add_working_days(day: date, count: int, also_closed: Iterable[MonthDay] = ()) -> date:
    """Return the working day ``count`` working days after ``day``; 0 gives ``day`` itself.

    Raises:
        ValueError: ``count`` is below 0.
    """
    if count < 0:
        raise ValueError(count)
    closed = frozenset(also_closed)
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, closed)
    return day


def working_days_before(day: date, count: int, also_closed: Iterable[MonthDay] = ()) -> date:
    """Return the working day ``count`` working days before ``day``; 0 gives ``day`` itself.

    Raises:
        ValueError: ``count`` is below 0.
    """
    if count < 0:
        raise ValueError(count)
    closed = frozenset(also_closed)
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day, closed)
    return day


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    # Here and not at the top: the package takes a quarter of a second, which no start should pay.
    # By its full name, so that a frozen program carries the Danish calendar along.
    from holidays.countries.denmark import Denmark

    return frozenset(Denmark(years=year))  # type: ignore[no-untyped-call]


def _due(deadline: Deadline, start: date | datetime, closed: frozenset[MonthDay]) -> date:
    day = start.date() if isinstance(start, datetime) else start
    match deadline.unit:
        case Unit.HOURS:
            whole_day = start if isinstance(start, datetime) else datetime(*day.timetuple()[:3])
            return (whole_day + timedelta(hours=deadline.limit)).date()
        case Unit.WORKING_DAYS:
            return add_working_days(day, deadline.limit, closed)
        case Unit.DAYS:
            return day + timedelta(days=deadline.limit)
        case Unit.WEEKS:
            return day + timedelta(weeks=deadline.limit)
        case Unit.MONTHS:
            return _months_later(day, deadline.limit)
        case Unit.AGE:
            return _months_later(day, 12 * deadline.limit)
        case Unit.SOON:
            return day


def _months_later(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the month's last when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def load_deadlines(folders: Sequence[Path]) -> Deadlines:
    """Return the limits in ``folders``; a later one changes or adds limits by their key.

    Unlike other data files a municipality's file need only hold what differs: the program
    counts on some limits being there.

    Raises:
        ResourceFault: a file has a mistake, or there is none; names file, line, field.
    """
    paths = [folder / DEADLINES_FILE for folder in folders]
    read = [_read(path) for path in paths if path.is_file()]
    if not read:
        raise ResourceFault(DEADLINES_FILE, 0, "", FaultReason.MISSING_FILE)
    merged = {each.key: each for deadlines, _ in read for each in deadlines}
    closed = [days for _, days in read if days is not None]
    return Deadlines(tuple(merged.values()), closed[-1] if closed else frozenset())


def _read(path: Path) -> tuple[tuple[Deadline, ...], frozenset[MonthDay] | None]:
    table = read_resource(path)
    table.allow("also_closed", "deadline")
    found: dict[str, Deadline] = {}
    for entry in table.tables("deadline"):
        deadline = _deadline(entry)
        if deadline.key in found:
            raise entry.fault("key", FaultReason.DUPLICATE_KEY)
        found[deadline.key] = deadline
    closed = _closed_days(table) if table.holds("also_closed") else None
    return tuple(found.values()), closed


def _deadline(entry: Table) -> Deadline:
    entry.allow(*_FIELDS)
    unit = entry.one_of("unit", Unit)
    return Deadline(
        key=entry.key(),
        name=entry.text("name"),
        limit=0 if unit is Unit.SOON else entry.number("limit", 1, 999),
        unit=unit,
        counted_from=entry.one_of("counted_from", CountedFrom),
        source=entry.text("source"),
        law=entry.flag("law"),
        verified=entry.flag("verified"),
    )


def _closed_days(table: Table) -> frozenset[MonthDay]:
    days = set()
    for index, text in enumerate(table.lines("also_closed")):
        match = re.fullmatch(r"(\d{2})-(\d{2})", text)
        # 2024 is a leap year, so that 29 February may be named.
        if not match or not 1 <= int(match[1]) <= 12:
            raise table.fault("also_closed", FaultReason.UNKNOWN_VALUE, index)
        if not 1 <= int(match[2]) <= monthrange(2024, int(match[1]))[1]:
            raise table.fault("also_closed", FaultReason.UNKNOWN_VALUE, index)
        days.add((int(match[1]), int(match[2])))
    return frozenset(days)
