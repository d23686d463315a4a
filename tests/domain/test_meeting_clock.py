"""How far a meeting has come and how much time is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain import meeting_clock as clock
from moedeleder.domain.agenda import AgendaItem, ItemKind, Parked
from moedeleder.domain.meeting_clock import PointStanding
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.running import Pause, Visit

PLANNED = datetime(2026, 12, 3, 15, 30)
START = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
"""The planned start as a moment: Denmark is an hour ahead in winter."""


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def long(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


def items(*minutes: int) -> tuple[AgendaItem, ...]:
    return tuple(
        AgendaItem(f"i{n}", 1, n, f"Punkt {n}", ItemKind.DISCUSSION, each)
        for n, each in enumerate(minutes)
    )


def meeting(**changes: object) -> Meeting:
    plain = Meeting(
        "m1", 1, "f1", "Alma Prøve", "", "network", "Netværksmøde", PLANNED, 90, "", "", "",
        MeetingState.RUNNING, items=items(10, 20, 30), started_at=START,
        visits=(Visit("i0", START),),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_a_meeting_not_started_has_lasted_no_time() -> None:
    planned = meeting(started_at=None, visits=(), state=MeetingState.PLANNED)
    assert clock.elapsed(planned, at(30)) == timedelta()
    assert clock.paused_for(planned, at(30)) == timedelta()
    assert clock.ends_by(planned) == datetime(2026, 12, 3, 17, 0)


def test_breaks_do_not_count_and_the_one_that_runs_neither() -> None:
    running = meeting(pauses=(Pause(at(10), at(15)), Pause(at(30))))
    assert clock.elapsed(running, at(50)) == long(25)
    assert clock.paused_for(running, at(50)) == long(20)


def test_an_ended_meeting_has_lasted_what_it_lasted() -> None:
    held = meeting(state=MeetingState.HELD, ended_at=at(80), pauses=(Pause(at(10), at(20)),))
    assert clock.elapsed(held, at(5000)) == long(70)


def test_a_clock_before_the_start_shows_no_negative_time() -> None:
    running = meeting(pauses=(Pause(at(0)),))
    assert clock.elapsed(running, at(-30)) == timedelta()
    assert clock.paused_for(running, at(-30)) == timedelta()


@pytest.mark.parametrize("late", [-120, -5, 0, 12, 89])
def test_the_planned_end_holds_however_late_it_began(late: int) -> None:
    began = meeting(started_at=at(late))
    assert clock.ends_by(began) == datetime(2026, 12, 3, 17, 0)
    assert clock.time_left(began, at(60)) == long(30)


@pytest.mark.parametrize("began", [-121, 90, 60 * 24 * 3])
def test_far_from_its_time_it_is_counted_from_the_real_start(began: int) -> None:
    running = meeting(started_at=at(began))
    assert clock.time_left(running, at(began)) == long(90)


def test_added_time_moves_the_end_and_a_short_break_does_not() -> None:
    running = meeting(extra_minutes=15, pauses=(Pause(at(20), at(79)),))
    assert clock.time_left(running, at(100)) == long(5)
    assert clock.time_left(running, at(110)) == long(-5)


def test_a_long_break_moves_the_end() -> None:
    running = meeting(pauses=(Pause(at(30), at(30 + 24 * 60)),))
    assert clock.time_left(running, at(30 + 24 * 60)) == long(60)


def test_the_planned_end_is_danish_wall_time_in_summer_too() -> None:
    summer = meeting(starts_at=datetime(2026, 6, 3, 15, 30), started_at=None)
    assert clock.time_left(summer, datetime(2026, 6, 3, 13, 30, tzinfo=UTC)) == long(90)


def test_where_each_point_stands() -> None:
    points = list(items(10, 20, 30, 5))
    points[2] = replace(points[2], parked=Parked.FOLLOW_UP, parked_at=at(1))
    running = meeting(items=tuple(points), visits=(Visit("i0", START, at(5)), Visit("i1", at(5))))
    assert [clock.standing(running, each) for each in running.items] == [
        PointStanding.DONE,
        PointStanding.NOW,
        PointStanding.PARKED,
        PointStanding.LATER,
    ]
    # In a break the same point is still the one that is on.
    paused = replace(
        running,
        visits=(Visit("i0", START, at(5)), Visit("i1", at(5), at(9))),
        pauses=(Pause(at(9)),),
    )
    assert clock.standing(paused, points[1]) is PointStanding.NOW


def test_what_a_point_has_left_counts_all_its_visits() -> None:
    visits = (Visit("i0", START, at(6)), Visit("i1", at(6), at(8)), Visit("i0", at(8)))
    running = meeting(visits=visits)
    assert clock.point_left(running, running.items[0], at(10)) == long(2)
    assert clock.point_left(running, running.items[0], at(15)) == long(-3)


def test_what_is_needed_is_what_is_not_done_and_not_parked() -> None:
    running = meeting()
    assert clock.planned_left(running, at(4)) == 6 + 20 + 30
    assert clock.planned_left(running, at(4) + timedelta(seconds=1)) == 6 + 20 + 30
    assert clock.planned_left(running, at(4) - timedelta(seconds=1)) == 7 + 20 + 30
    # A point over its time needs no less than nothing.
    assert clock.planned_left(running, at(25)) == 20 + 30
    parked = list(running.items)
    parked[2] = replace(parked[2], parked=Parked.NEXT_AGENDA, parked_at=at(1))
    assert clock.planned_left(replace(running, items=tuple(parked)), at(4)) == 6 + 20


def late_meeting(**changes: object) -> Meeting:
    """Return a meeting ten minutes before its end, with fifty minutes of points to go."""
    visits = (Visit("i0", START, at(70)), Visit("i1", at(70)))
    return meeting(visits=visits, **changes)


def test_a_late_end_asks_within_the_last_ten_minutes() -> None:
    running = late_meeting()
    assert not clock.late_end(running, at(79))
    assert clock.late_end(running, at(80))
    assert clock.late_end(running, at(95))


@pytest.mark.parametrize(
    "changes",
    [
        {"time_asked_at": at(80)},
        {"state": MeetingState.HELD, "ended_at": at(81)},
        {"pauses": (Pause(at(80)),)},
        {"extra_minutes": 30},
        {"items": items(10, 5)},
    ],
    ids=["asked", "over", "in a break", "more time", "enough time"],
)
def test_a_late_end_does_not_ask(changes: dict[str, object]) -> None:
    assert not clock.late_end(late_meeting(**changes), at(82))


def test_past_the_end_it_asks_even_on_the_last_point() -> None:
    running = meeting(items=items(10), visits=(Visit("i0", START),))
    assert not clock.late_end(running, at(89))
    assert clock.late_end(running, at(91))


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=6),
    st.integers(-1000, 1000),
)
def test_time_is_never_negative_whatever_the_breaks(
    breaks: list[tuple[int, int]], now: int
) -> None:
    pauses = tuple(Pause(at(a), at(max(a, b))) for a, b in breaks)
    running = meeting(pauses=pauses)
    assert clock.elapsed(running, at(now)) >= timedelta()
    assert clock.planned_left(running, at(now)) >= 0
