"""Dates and times as Danes write them, right and wrong."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain import danish
from moedeleder.domain.danish_dates import parse_date
from moedeleder.domain.errors import DayDoesNotExist, InvalidDate

SATURDAY = date(2026, 11, 21)


def test_dates_are_written_the_danish_way() -> None:
    day = date(2026, 12, 3)
    assert danish.long_date(day) == "torsdag 3. december 2026"
    assert danish.plain_date(day) == "3. december 2026"
    assert danish.short_date(day) == "3. dec. 2026"


@pytest.mark.parametrize(("month", "word"), [(3, "mar."), (5, "maj"), (6, "juni"), (7, "juli")])
def test_short_months_keep_their_name(month: int, word: str) -> None:
    assert danish.short_date(date(2026, month, 9)) == f"9. {word} 2026"


def test_time_spans_name_the_later_day() -> None:
    start = datetime(2026, 12, 3, 15, 30)
    assert danish.time_span(start, start + timedelta(minutes=90)) == "kl. 15.30–17.00"
    late = danish.time_span(start, start + timedelta(hours=10))
    assert late == "kl. 15.30–01.30 4. december 2026"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9", time(9)),
        ("9.30", time(9, 30)),
        ("09:30", time(9, 30)),
        ("0930", time(9, 30)),
        ("930", time(9, 30)),
        (" kl. 9.30 ", time(9, 30)),
        ("KL 23.59", time(23, 59)),
        ("00.00", time(0)),
    ],
)
def test_times_are_read(text: str, expected: time) -> None:
    assert danish.parse_time(text) == expected


@pytest.mark.parametrize(
    "text", ["", "24", "24.00", "9.60", "9.3", "halv ti", "9-10", "-1", "12345"]
)
def test_wrong_times_name_their_field(text: str) -> None:
    with pytest.raises(InvalidDate) as caught:
        danish.parse_time(text, "starts_at")
    assert caught.value.field == "starts_at"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3/12", date(2026, 12, 3)),
        ("3/12-26", date(2026, 12, 3)),
        ("3.12.2026", date(2026, 12, 3)),
        ("3.12.", date(2026, 12, 3)),
        ("3-12-2026", date(2026, 12, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("3. december", date(2026, 12, 3)),
        ("3 dec", date(2026, 12, 3)),
        ("3. dec. 2027", date(2027, 12, 3)),
        ("Den 3. december", date(2026, 12, 3)),
        ("senest den 3. december", date(2026, 12, 3)),
        ("inden d. 3/12", date(2026, 12, 3)),
        ("torsdag 3. december 2026", date(2026, 12, 3)),
        ("torsdag den 3/12", date(2026, 12, 3)),
        ("i dag", SATURDAY),
        ("I  morgen", date(2026, 11, 22)),
        ("i overmorgen", date(2026, 11, 23)),
        ("søndag", date(2026, 11, 22)),
        ("inden fredag", date(2026, 11, 27)),
        ("lørdag", date(2026, 11, 28)),
        ("om 14 dage", date(2026, 12, 5)),
        ("om en uge", date(2026, 11, 28)),
        ("om 2 uger", date(2026, 12, 5)),
        ("om 1 dag", date(2026, 11, 22)),
    ],
)
def test_phrases_are_read(text: str, expected: date) -> None:
    assert parse_date(text, SATURDAY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/11",
        "30. februar",
        "29/2/2027",
        "2026-13-01",
        "0/1",
        "1/0",
        "32/1",
        "3. ju",
        "3. jonuar",
        "snart",
        "om lidt",
        "om mange uger",
        "fredag den 3. december",
        "3/12 kl. 9",
        "\u202e3/12",
    ],
)
def test_wrong_phrases_name_their_field(text: str) -> None:
    with pytest.raises(InvalidDate) as caught:
        parse_date(text, SATURDAY, "due")
    assert caught.value.field == "due"


@pytest.mark.parametrize(
    ("text", "exists"), [("31/2", False), ("30. februar", False), ("29/2/2027", False), ("x", True)]
)
def test_a_day_that_is_in_no_calendar_is_told_apart(text: str, exists: bool) -> None:
    with pytest.raises(InvalidDate) as caught:
        parse_date(text, SATURDAY)
    assert isinstance(caught.value, DayDoesNotExist) is not exists


def test_a_day_that_has_passed_is_next_years() -> None:
    assert parse_date("20/11", SATURDAY) == date(2027, 11, 20)
    assert parse_date("21/11", SATURDAY) == SATURDAY
    new_years_eve = date(2026, 12, 31)
    assert parse_date("1. januar", new_years_eve) == date(2027, 1, 1)
    assert parse_date("i morgen", new_years_eve) == date(2027, 1, 1)


def test_the_leap_day_waits_for_its_year() -> None:
    assert parse_date("29/2", SATURDAY) == date(2028, 2, 29)
    assert parse_date("29. februar", date(2096, 3, 1)) == date(2104, 2, 29)


@given(day=st.dates(date(2000, 1, 1), date(2150, 12, 31)))
def test_what_is_written_can_be_read_again(day: date) -> None:
    for written in (danish.long_date(day), danish.plain_date(day), danish.short_date(day)):
        assert parse_date(written, SATURDAY) == day


@given(today=st.dates(date(2000, 1, 1), date(2100, 1, 1)), word=st.sampled_from(danish.WEEKDAYS))
def test_a_weekday_is_within_the_coming_week(today: date, word: str) -> None:
    found = parse_date(word, today)
    assert 1 <= (found - today).days <= 7
    assert danish.WEEKDAYS[found.weekday()] == word


@given(text=st.text(max_size=30))
def test_any_text_is_a_day_or_a_known_fault(text: str) -> None:
    with suppress(InvalidDate):
        assert isinstance(parse_date(text, SATURDAY), date)
