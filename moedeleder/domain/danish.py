"""Dates and times written the Danish way; ``danish_dates`` reads what people type as a day.

The words are the language's, not the screen's.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TypeVar

from moedeleder.domain.errors import InvalidDate

# Beyond these years a moment cannot be turned into UTC and back, and nobody means them.
YEARS = range(1900, 2200)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december"
).split()

Day = TypeVar("Day", bound=date)


def long_date(day: date) -> str:
    """Return e.g. ``torsdag 3. december 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {plain_date(day)}"


def plain_date(day: date) -> str:
    """Return e.g. ``3. december 2026``."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return e.g. ``3. dec. 2026``; short months keep their name."""
    month = MONTHS[day.month - 1]
    return f"{day.day}. {month if len(month) <= 4 else month[:3] + '.'} {day.year}"


def clock(moment: datetime | time) -> str:
    """Return e.g. ``15.30``."""
    return f"{moment.hour:02d}.{moment.minute:02d}"


def time_span(starts_at: datetime, ends_at: datetime) -> str:
    """Return e.g. ``kl. 15.30–17.00``; names the later day when it is another one."""
    later = "" if starts_at.date() == ends_at.date() else f" {plain_date(ends_at)}"
    return f"kl. {clock(starts_at)}–{clock(ends_at)}{later}"


def parse_time(text: str, field: str = "time") -> time:
    """Return the time in ``9``, ``9.30``, ``09:30``, ``0930`` or ``kl. 9.30``.

    Raises:
        InvalidDate: it is none of these or does not exist.
    """
    match = re.fullmatch(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:]?(\d{2}))?", text.strip().lower())
    if match is None:
        raise InvalidDate(field)
    try:
        return time(int(match[1]), int(match[2] or 0))
    except ValueError:
        raise InvalidDate(field) from None


def checked_day(day: Day, field: str) -> Day:
    """Return a day or moment that a meeting, a promise or a birth can have.

    Raises:
        InvalidDate: its year is before 1900 or after 2199, and so a slip of the finger.
    """
    if day.year not in YEARS:
        raise InvalidDate(field)
    return day
