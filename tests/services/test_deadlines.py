"""Working days and limits by the Danish calendar."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder import paths
from moedeleder.domain.errors import NotFound, ResourceFault
from moedeleder.services import deadlines
from moedeleder.services.deadlines import Deadlines, add_working_days, load_deadlines

OURS = """
also_closed = ["12-24"]

[[deadline]]
key = "corrections"
name = "Rettelser"
limit = 2
unit = "working_days"
counted_from = "sent"
source = "Eksempel Kommune"
law = false
verified = true
"""


@pytest.fixture(scope="module")
def limits() -> Deadlines:
    return load_deadlines([paths.resources()])


def folder_with(tmp_path: Path, text: str) -> Path:
    (tmp_path / deadlines.DEADLINES_FILE).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 12, 3), 0, date(2026, 12, 3)),
        (date(2026, 12, 3), 7, date(2026, 12, 14)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        # Easter: Maundy Thursday to Easter Monday.
        (date(2026, 4, 1), 1, date(2026, 4, 7)),
        (date(2026, 5, 13), 1, date(2026, 5, 15)),
        (date(2026, 5, 22), 1, date(2026, 5, 26)),
        # Store bededag is a working day since 2024.
        (date(2023, 5, 4), 1, date(2023, 5, 8)),
        (date(2024, 4, 25), 1, date(2024, 4, 26)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
    ],
)
def test_working_days_skip_weekends_and_holidays(day: date, count: int, expected: date) -> None:
    assert add_working_days(day, count) == expected


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60), st.integers(1, 60))
def test_working_days_add_up(day: date, first: int, second: int) -> None:
    at_once = add_working_days(day, first + second)
    assert add_working_days(add_working_days(day, first), second) == at_once
    assert deadlines.is_working_day(at_once)


def test_days_cannot_be_counted_backwards() -> None:
    with pytest.raises(ValueError, match="-1"):
        add_working_days(date(2026, 12, 3), -1)


def test_the_limits_used_now(limits: Deadlines) -> None:
    thursday = date(2026, 12, 3)
    assert limits.due_date("corrections", thursday) == date(2026, 12, 14)
    assert limits.due_date("minutes_sent", thursday) == date(2026, 12, 8)
    assert limits.get("corrections").name == "Rettelser til referat"


@pytest.mark.parametrize(
    ("key", "start", "expected"),
    [
        ("acute_assessment", datetime(2026, 12, 3, 15, 30), date(2026, 12, 4)),
        ("examination_done", date(2026, 10, 31), date(2027, 2, 28)),
        ("child_plan", date(2026, 12, 3), date(2027, 3, 3)),
        ("transition_begins", date(2012, 2, 29), date(2028, 2, 29)),
        ("transition_ready", date(2012, 2, 29), date(2030, 2, 28)),
        ("complaint", date(2026, 12, 3), date(2026, 12, 31)),
        ("written_reasons", datetime(2026, 12, 3, 23, 59), date(2026, 12, 17)),
        ("note", date(2026, 12, 3), date(2026, 12, 3)),
        ("acute_assessment", date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_each_unit_counts_its_way(
    limits: Deadlines, key: str, start: date | datetime, expected: date
) -> None:
    assert limits.due_date(key, start) == expected


def test_our_own_limits_wait_for_closed_days_and_the_laws_do_not(limits: Deadlines) -> None:
    wednesday = date(2026, 12, 16)
    # Seven working days with Christmas Eve as one of them, and without.
    assert limits.due_date("access_to_documents", wednesday) == date(2026, 12, 28)
    assert limits.due_date("corrections", wednesday) == date(2026, 12, 29)


def test_an_unknown_limit_is_named(limits: Deadlines) -> None:
    with pytest.raises(NotFound):
        limits.due_date("no_such_limit", date(2026, 12, 3))


def test_a_municipality_changes_one_limit_and_keeps_the_rest(tmp_path: Path) -> None:
    ours = load_deadlines([paths.resources(), folder_with(tmp_path, OURS)])
    assert ours.due_date("corrections", date(2026, 12, 22)) == date(2026, 12, 28)
    assert ours.get("complaint").limit == 4
    assert ours.also_closed == {(12, 24)}


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "reason"),
    [
        ('"12-24"', '"24-12"', 2, "also_closed.1", "unknown_value"),
        ('"12-24"', '"02-30"', 2, "also_closed.1", "unknown_value"),
        ("limit = 2", "limit = 0", 7, "deadline.1.limit", "out_of_range"),
        ("limit = 2", "", 4, "deadline.1.limit", "missing"),
        ('"working_days"', '"fortnights"', 8, "deadline.1.unit", "unknown_value"),
        ('"sent"', '"dreamt"', 9, "deadline.1.counted_from", "unknown_value"),
        ("law = false", 'law = "no"', 11, "deadline.1.law", "wrong_type"),
        ("verified = true", "verifed = true", 12, "deadline.1.verifed", "unknown_field"),
        ('key = "corrections"', 'key = "Ret telser"', 5, "deadline.1.key", "unknown_value"),
    ],
)
def test_a_mistake_is_placed(
    tmp_path: Path, old: str, new: str, line: int, field: str, reason: str
) -> None:
    assert old in OURS
    folder = folder_with(tmp_path, OURS.replace(old, new))
    with pytest.raises(ResourceFault) as caught:
        load_deadlines([folder])
    fault = caught.value
    assert (fault.file_name, fault.line) == ("deadlines.toml", line)
    assert (fault.field, fault.reason) == (field, reason)


def test_one_key_cannot_stand_twice(tmp_path: Path) -> None:
    twice = OURS + OURS.split('"12-24"]')[1]
    with pytest.raises(ResourceFault) as caught:
        load_deadlines([folder_with(tmp_path, twice)])
    assert (caught.value.line, caught.value.reason) == (16, "duplicate_key")


def test_no_limits_at_all_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ResourceFault) as caught:
        load_deadlines([tmp_path])
    assert caught.value.reason == "missing_file"
