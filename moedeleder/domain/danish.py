"""Dates, times and numbers the Danish way. The words are the language's, not the screen's."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from moedeleder.domain.errors import DayDoesNotExist, InvalidDate

# Beyond these years a moment cannot be turned into UTC and back, and nobody means them.
YEARS = range(1900, 2200)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december"
).split()
_BEFORE_A_DATE = r"^(?:(?:inden|senest|den|på|til|d\.)\s+)+"
_WEEKDAY_FIRST = re.compile(rf"({'|'.join(WEEKDAYS)}),? (?:den |d\. ?)?(?=\d)")

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


def parse_date(text: str, today: date, field: str = "date") -> date:
    """Return the day a Danish phrase means, seen from ``today``.

    Takes ``3/12``, ``3.12.2026``, ``3. december``, ``2026-12-03``, ``torsdag den 3. december``,
    ``i dag``, ``i morgen``, ``fredag`` (the next one), ``om 14 dage``, ``om 2 uger``,
    ``inden fredag`` (that day). A day without a year is the next one that comes.

    Raises:
        DayDoesNotExist: the calendar has no such day.
        InvalidDate: the phrase is none of these, or the day is not that weekday.
    """
    phrase = re.sub(_BEFORE_A_DATE, "", " ".join(text.lower().split()))
    weekday = _WEEKDAY_FIRST.match(phrase)
    phrase = phrase[weekday.end() :] if weekday else phrase
    for reader in (_named_day, _weekday, _in_a_while, _numbers, _written_month):
        found = reader(phrase.rstrip("."), today, field)
        if found is None:
            continue
        if weekday and WEEKDAYS[found.weekday()] != weekday[1]:
            raise InvalidDate(field)
        return found
    raise InvalidDate(field)


def _named_day(phrase: str, today: date, _field: str) -> date | None:
    days = {"i dag": 0, "idag": 0, "i morgen": 1, "imorgen": 1, "i overmorgen": 2}
    return today + timedelta(days=days[phrase]) if phrase in days else None


def _weekday(phrase: str, today: date, _field: str) -> date | None:
    if phrase not in WEEKDAYS:
        return None
    return today + timedelta(days=(WEEKDAYS.index(phrase) - today.weekday() - 1) % 7 + 1)


def _in_a_while(phrase: str, today: date, field: str) -> date | None:
    match = re.fullmatch(r"om (\d{1,3}|en) (dage?|uger?)", phrase)
    if match is None:
        return None
    count = 1 if match[1] == "en" else int(match[1])
    return today + timedelta(days=count * (7 if match[2].startswith("uge") else 1))


def _numbers(phrase: str, today: date, field: str) -> date | None:
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", phrase)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]), field)
    match = re.fullmatch(r"(\d{1,2})[./-]\s?(\d{1,2})(?:[./-]\s?(\d{4}|\d{2}))?", phrase)
    if match is None:
        return None
    return _year_filled(int(match[1]), int(match[2]), match[3], today, field)


def _written_month(phrase: str, today: date, field: str) -> date | None:
    match = re.fullmatch(r"(\d{1,2})\.? ([a-z]{3,9})\.?(?: (\d{4}))?", phrase)
    if match is None:
        return None
    months = [i for i, name in enumerate(MONTHS, 1) if name.startswith(match[2])]
    if len(months) != 1:
        raise InvalidDate(field)
    return _year_filled(int(match[1]), months[0], match[3], today, field)


def _year_filled(day: int, month: int, year: str | None, today: date, field: str) -> date:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day, field)
    # 29 February waits for the next leap year.
    for candidate in range(today.year, today.year + 9):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise DayDoesNotExist(field)


def _day(year: int, month: int, day: int, field: str) -> date:
    try:
        return checked_day(date(year, month, day), field)
    except ValueError:
        raise DayDoesNotExist(field) from None


def checked_day(day: Day, field: str) -> Day:
    """Return a day or moment that a meeting, a promise or a birth can have.

    Raises:
        InvalidDate: its year is before 1900 or after 2199, and so a slip of the finger.
    """
    if day.year not in YEARS:
        raise InvalidDate(field)
    return day
