"""When a letter that is only ever put off is given up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from moedeleder.domain.outbox import GIVE_UP_AFTER, LEAST_TRIES, is_given_up, pause_after

FIRST = datetime(2026, 11, 22, 9, tzinfo=UTC)
_LITTLE = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("since", "tries", "expected"),
    [
        (GIVE_UP_AFTER, LEAST_TRIES, True),
        (GIVE_UP_AFTER - _LITTLE, LEAST_TRIES, False),
        (GIVE_UP_AFTER, LEAST_TRIES - 1, False),
        (GIVE_UP_AFTER * 10, 1, False),
        (-GIVE_UP_AFTER, LEAST_TRIES * 10, False),
    ],
    ids=["both", "too-soon", "too-seldom", "was-switched-off", "clock-set-back"],
)
def test_it_takes_both_days_and_tries(since: timedelta, tries: int, expected: bool) -> None:
    assert is_given_up(FIRST, FIRST + since, tries) is expected


def test_what_was_never_put_off_is_not_given_up() -> None:
    assert not is_given_up(None, FIRST, LEAST_TRIES)


def test_the_tries_are_over_long_before_the_days_are() -> None:
    """A program that runs all day is never held up by the count of tries."""
    pauses = [pause_after(tried) for tried in range(1, LEAST_TRIES)]
    assert sum(pauses, timedelta()) < GIVE_UP_AFTER / 10
