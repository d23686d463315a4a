"""Breaks, a clock that was set back, a crash, and time that was added."""

from __future__ import annotations

from datetime import timedelta

import pytest

from moedeleder.domain import meeting_clock
from moedeleder.domain.errors import (
    InvalidDuration,
    MeetingFinished,
    MeetingNotRunning,
    MeetingPaused,
)
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.running import spent_on
from tests.offices import Bench

A_MOMENT = timedelta(seconds=30)


@pytest.fixture
def running(bench: Bench) -> Meeting:
    return bench.office.conduct.start(bench.meeting().id)


def _later(bench: Bench, **time: float) -> None:
    bench.clock.now += timedelta(**time)


def test_a_break_stops_the_clocks_and_keeps_the_point(bench: Bench, running: Meeting) -> None:
    _later(bench, minutes=5)
    paused = bench.office.conduct.pause(running.id)
    _later(bench, minutes=15)
    assert paused.is_paused
    assert paused.current_item == running.items[0]
    spent = spent_on(paused.visits, running.items[0].id, bench.clock.now)
    assert timedelta(minutes=5) <= spent < timedelta(minutes=5) + A_MOMENT
    assert meeting_clock.elapsed(paused, bench.clock.now) < timedelta(minutes=5) + A_MOMENT
    assert meeting_clock.paused_for(paused, bench.clock.now) >= timedelta(minutes=15)


def test_after_a_break_the_same_point_goes_on(bench: Bench, running: Meeting) -> None:
    bench.office.conduct.go_to(running.id, running.items[2].id)
    bench.office.conduct.pause(running.id)
    _later(bench, minutes=10)
    on = bench.office.conduct.resume(running.id)
    assert not on.is_paused
    assert on.current_item is not None
    assert on.current_item.id == running.items[2].id
    _later(bench, minutes=3)
    spent = spent_on(on.visits, running.items[2].id, bench.clock.now)
    assert timedelta(minutes=3) <= spent < timedelta(minutes=3) + A_MOMENT


def test_a_break_is_held_once_and_ended_once(bench: Bench, running: Meeting) -> None:
    once = bench.office.conduct.pause(running.id)
    assert bench.office.conduct.pause(running.id) == once
    on = bench.office.conduct.resume(running.id)
    assert bench.office.conduct.resume(running.id) == on
    assert len(on.pauses) == 1


def test_nobody_moves_on_in_a_break(bench: Bench, running: Meeting) -> None:
    bench.office.conduct.pause(running.id)
    with pytest.raises(MeetingPaused):
        bench.office.conduct.step(running.id, 1)
    with pytest.raises(MeetingPaused):
        bench.office.conduct.go_to(running.id, running.items[1].id)


def test_a_meeting_that_does_not_run_has_no_break(bench: Bench) -> None:
    meeting = bench.meeting()
    for attempt in (
        bench.office.conduct.pause,
        bench.office.conduct.resume,
        bench.office.conduct.ask_about_time,
    ):
        with pytest.raises(MeetingNotRunning):
            attempt(meeting.id)


def test_ending_in_a_break_ends_the_break(bench: Bench, running: Meeting) -> None:
    bench.office.conduct.pause(running.id)
    _later(bench, minutes=7)
    held = bench.office.conduct.end(running.id)
    assert held.state is MeetingState.HELD
    assert not held.is_paused
    assert held.current_item is None
    assert meeting_clock.elapsed(held, bench.clock.now + timedelta(days=1)) < A_MOMENT


def test_the_time_between_an_end_taken_back_and_now_is_no_meeting(
    bench: Bench, running: Meeting
) -> None:
    _later(bench, minutes=20)
    bench.office.conduct.end(running.id)
    _later(bench, hours=3)
    again = bench.office.conduct.start(running.id)
    assert not again.is_paused
    elapsed = meeting_clock.elapsed(again, bench.clock.now)
    assert timedelta(minutes=20) <= elapsed < timedelta(minutes=20) + A_MOMENT


def test_a_meeting_found_again_after_a_crash_is_where_it_was(
    bench: Bench, running: Meeting
) -> None:
    bench.office.conduct.go_to(running.id, running.items[3].id)
    # The lid was closed, or the program killed: only the clock has gone on.
    _later(bench, minutes=30)
    found = bench.office.conduct.start(running.id)
    assert found.current_item is not None
    assert found.current_item.id == running.items[3].id
    spent = spent_on(found.visits, running.items[3].id, bench.clock.now)
    assert timedelta(minutes=30) <= spent < timedelta(minutes=30) + A_MOMENT
    assert len(found.visits) == 2


def test_a_break_goes_on_through_a_crash(bench: Bench, running: Meeting) -> None:
    bench.office.conduct.pause(running.id)
    _later(bench, hours=9)
    assert bench.office.conduct.start(running.id).is_paused
    on = bench.office.conduct.resume(running.id)
    assert on.current_item == running.items[0]


def test_a_clock_set_back_keeps_what_came_after_what(bench: Bench, running: Meeting) -> None:
    _later(bench, minutes=10)
    bench.office.conduct.go_to(running.id, running.items[1].id)
    _later(bench, hours=-1)
    moved = bench.office.conduct.go_to(running.id, running.items[2].id)
    assert moved.current_item is not None
    assert moved.current_item.id == running.items[2].id
    paused = bench.office.conduct.pause(running.id)
    assert paused.is_paused
    on = bench.office.conduct.resume(running.id)
    assert on.current_item is not None
    assert on.current_item.id == running.items[2].id
    for visit in on.visits:
        assert visit.ended is None or visit.ended >= visit.began
        assert spent_on(on.visits, visit.item_id, bench.clock.now) >= timedelta()
    held = bench.office.conduct.end(running.id)
    assert held.started_at is not None
    assert held.ended_at is not None
    assert held.ended_at >= held.started_at
    assert meeting_clock.elapsed(held, bench.clock.now) >= timedelta()


def test_time_is_added_and_taken_back_but_never_below_the_plan(
    bench: Bench, running: Meeting
) -> None:
    extend = bench.office.conduct.extend
    assert extend(running.id, 15).extra_minutes == 15
    assert extend(running.id, 15).extra_minutes == 30
    assert extend(running.id, -15).extra_minutes == 15
    assert extend(running.id, -60).extra_minutes == 0
    with pytest.raises(InvalidDuration):
        extend(running.id, 12 * 60)


def test_a_finished_meeting_is_not_made_longer(bench: Bench) -> None:
    view = bench.complete()
    bench.office.finishing.finish(view.meeting.id, view.meeting.version)
    with pytest.raises(MeetingFinished):
        bench.office.conduct.extend(view.meeting.id, 15)


def test_it_is_asked_about_the_time_once(bench: Bench, running: Meeting) -> None:
    asked = bench.office.conduct.ask_about_time(running.id)
    assert asked.time_asked_at is not None
    _later(bench, minutes=5)
    assert bench.office.conduct.ask_about_time(running.id).time_asked_at == asked.time_asked_at
