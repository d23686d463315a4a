"""Coming, leaving and coming back, each with its time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from moedeleder.domain.attendees import Attendance, Attendee, Away
from moedeleder.domain.errors import ChangedElsewhere, MeetingFinished, TimesOutOfOrder
from moedeleder.domain.meetings import Meeting
from tests.offices import Bench


@pytest.fixture
def running(bench: Bench) -> Meeting:
    return bench.office.conduct.start(bench.meeting().id)


class Somebody:
    """One attendee, whose presence is noted call by call."""

    def __init__(self, bench: Bench, meeting: Meeting, at: int = 1) -> None:
        self._bench, self._meeting_id = bench, meeting.id
        self._id = meeting.attendees[at].id

    @property
    def now(self) -> Attendee:
        found = self._bench.office.meetings.get(self._meeting_id).attendee(self._id)
        assert found is not None
        return found

    def came(self, at: datetime | None = None) -> Attendee:
        self._bench.office.presence.came(self._id, self.now.version, at)
        return self.now

    def left(self, at: datetime | None = None) -> Attendee:
        self._bench.office.presence.left(self._id, self.now.version, at)
        return self.now

    def is_noted(self, attendance: Attendance, at: datetime | None = None) -> Attendee:
        self._bench.office.presence.set(self._id, self.now.version, attendance, at)
        return self.now


@pytest.fixture
def sofie(bench: Bench, running: Meeting) -> Somebody:
    return Somebody(bench, running)


def _later(bench: Bench, minutes: float) -> datetime:
    bench.clock.now += timedelta(minutes=minutes)
    return bench.clock.now


def test_whoever_comes_at_the_start_is_there(bench: Bench, sofie: Somebody) -> None:
    _later(bench, 1.5)
    here = sofie.came()
    assert (here.attendance, here.came_at) == (Attendance.PRESENT, None)


def test_whoever_comes_before_the_meeting_starts_is_there(bench: Bench) -> None:
    here = Somebody(bench, bench.meeting()).came()
    assert (here.attendance, here.came_at) == (Attendance.PRESENT, None)


def test_whoever_comes_later_is_late(bench: Bench, sofie: Somebody) -> None:
    then = _later(bench, 9)
    here = sofie.came()
    assert here.attendance is Attendance.LATE
    assert here.came_at is not None
    assert then <= here.came_at < then + timedelta(minutes=1)


def test_a_time_given_by_hand_is_kept(bench: Bench, running: Meeting, sofie: Somebody) -> None:
    assert running.started_at is not None
    at = running.started_at + timedelta(minutes=1)
    _later(bench, 30)
    assert sofie.came(at).came_at == at
    other = at + timedelta(minutes=3)
    corrected = sofie.came(other)
    assert (corrected.attendance, corrected.came_at) == (Attendance.LATE, other)
    on_time = sofie.came(running.started_at)
    assert (on_time.attendance, on_time.came_at) == (Attendance.PRESENT, None)


def test_coming_twice_changes_nothing(bench: Bench, sofie: Somebody) -> None:
    _later(bench, 10)
    once = sofie.came()
    _later(bench, 10)
    assert sofie.came() == once


def test_an_apology_who_comes_after_all_is_there(bench: Bench, sofie: Somebody) -> None:
    sofie.is_noted(Attendance.APOLOGY)
    _later(bench, 20)
    assert sofie.came().attendance is Attendance.LATE


def test_leaving_keeps_when_they_came(bench: Bench, sofie: Somebody) -> None:
    _later(bench, 10)
    came = sofie.came().came_at
    _later(bench, 30)
    gone = sofie.left()
    assert (gone.attendance, gone.came_at) == (Attendance.LEFT_EARLY, came)
    assert gone.left_at is not None
    assert not gone.is_in_the_room
    assert gone.was_there


def test_out_and_back_again_twice(bench: Bench, sofie: Somebody) -> None:
    sofie.came()
    for _ in range(2):
        _later(bench, 10)
        sofie.left()
        _later(bench, 5)
        sofie.came()
    here = sofie.now
    assert (here.attendance, here.left_at) == (Attendance.PRESENT, None)
    assert len(here.away) == 2
    for out in here.away:
        assert timedelta(minutes=5) <= out.back_at - out.left_at < timedelta(minutes=6)


def test_a_late_one_who_comes_back_is_still_late(bench: Bench, sofie: Somebody) -> None:
    _later(bench, 10)
    came = sofie.came().came_at
    _later(bench, 10)
    sofie.left()
    _later(bench, 10)
    here = sofie.came()
    assert (here.attendance, here.came_at) == (Attendance.LATE, came)


def test_leaving_twice_keeps_the_first_time_unless_corrected(bench: Bench, sofie: Somebody) -> None:
    sofie.came()
    left = sofie.left().left_at
    assert left is not None
    _later(bench, 10)
    assert sofie.left().left_at == left
    assert sofie.left(left + timedelta(minutes=2)).left_at == left + timedelta(minutes=2)


def test_nobody_leaves_before_they_came_or_comes_back_before_they_left(
    bench: Bench, sofie: Somebody
) -> None:
    _later(bench, 20)
    came = sofie.came().came_at
    assert came is not None
    with pytest.raises(TimesOutOfOrder):
        sofie.left(came - timedelta(minutes=1))
    assert sofie.now.attendance is Attendance.LATE
    _later(bench, 5)
    left = sofie.left().left_at
    assert left is not None
    with pytest.raises(TimesOutOfOrder):
        sofie.came(left - timedelta(minutes=1))
    assert sofie.now.attendance is Attendance.LEFT_EARLY


def test_a_clock_set_back_never_lets_somebody_leave_before_they_came(
    bench: Bench, sofie: Somebody
) -> None:
    _later(bench, 20)
    came = sofie.came().came_at
    _later(bench, -60)
    gone = sofie.left()
    assert gone.left_at == came
    back = sofie.came()
    assert back.is_in_the_room


def test_what_is_said_by_hand_keeps_the_times_it_can(bench: Bench, sofie: Somebody) -> None:
    _later(bench, 10)
    came = sofie.came().came_at
    gone = sofie.is_noted(Attendance.LEFT_EARLY)
    assert gone.came_at == came
    late = sofie.is_noted(Attendance.LATE)
    assert (late.came_at, late.left_at) == (came, None)
    unknown = sofie.is_noted(Attendance.EXPECTED)
    assert (unknown.came_at, unknown.left_at, unknown.away) == (None, None, ())


def test_all_times_can_be_corrected_at_once(
    bench: Bench, running: Meeting, sofie: Somebody
) -> None:
    start = running.started_at
    assert start is not None
    five, ten, twenty = (start + timedelta(minutes=m) for m in (5, 10, 20))
    times = bench.office.presence.set_times
    times(sofie.now.id, sofie.now.version, five, None, [Away(ten, twenty)])
    assert sofie.now.attendance is Attendance.LATE
    assert sofie.now.away == (Away(ten, twenty),)
    times(sofie.now.id, sofie.now.version, None, twenty)
    assert (sofie.now.attendance, sofie.now.away) == (Attendance.LEFT_EARLY, ())
    times(sofie.now.id, sofie.now.version, None, None)
    assert sofie.now.attendance is Attendance.PRESENT
    with pytest.raises(TimesOutOfOrder):
        times(sofie.now.id, sofie.now.version, five, None, [Away(twenty, ten)])


def test_the_way_back_gives_everything_back(bench: Bench, sofie: Somebody) -> None:
    before = [sofie.now, sofie.came()]
    _later(bench, 10)
    before += [sofie.left(), sofie.came(), sofie.is_noted(Attendance.APOLOGY)]
    for earlier in reversed(before):
        bench.office.presence.put_back(earlier)
        now = sofie.now
        assert (now.attendance, now.came_at) == (earlier.attendance, earlier.came_at)
        assert (now.left_at, now.away) == (earlier.left_at, earlier.away)


def test_whoever_leaves_no_longer_speaks(bench: Bench, running: Meeting, sofie: Somebody) -> None:
    sofie.came()
    bench.office.speaking.speaks(running.id, sofie.now.person.id)
    sofie.left()
    assert bench.office.meetings.get(running.id).speaker_id is None


def test_what_was_changed_meanwhile_and_what_is_final_stays(bench: Bench) -> None:
    view = bench.complete()
    somebody = view.meeting.attendees[1]
    with pytest.raises(ChangedElsewhere):
        bench.office.presence.left(somebody.id, somebody.version + 1)
    bench.office.finishing.finish(view.meeting.id, view.meeting.version)
    with pytest.raises(MeetingFinished):
        bench.office.presence.left(somebody.id, somebody.version)
    with pytest.raises(MeetingFinished):
        bench.office.presence.put_back(somebody)


def test_somebody_put_back_on_the_list_keeps_their_times(bench: Bench, sofie: Somebody) -> None:
    _later(bench, 10)
    sofie.came()
    sofie.left()
    before = sofie.came()
    meeting_id = bench.office.meetings.find()[0].id
    bench.office.meetings.remove_attendee(before.id, before.version)
    bench.office.meetings.put_back_attendee(meeting_id, before)
    assert (sofie.now.came_at, sofie.now.away) == (before.came_at, before.away)
