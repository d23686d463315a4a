"""Points raised, parked and limited while the meeting runs."""

from __future__ import annotations

import pytest

from moedeleder.domain.agenda import ItemDraft, Parked
from moedeleder.domain.errors import (
    ChangedElsewhere,
    FieldMissing,
    MeetingNotRunning,
    NotFound,
)
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting
from tests.offices import Bench


@pytest.fixture
def running(bench: Bench) -> Meeting:
    return bench.office.conduct.start(bench.meeting().id)


def _current(meeting: Meeting) -> str | None:
    return meeting.current_item.id if meeting.current_item else None


def _parked(bench: Bench, meeting: Meeting, index: int) -> Meeting:
    item = bench.office.meetings.get(meeting.id).items[index]
    return bench.office.points.park(item.id, item.version, Parked.FOLLOW_UP)


def test_a_new_point_stands_right_after_the_current_one(bench: Bench, running: Meeting) -> None:
    bench.office.conduct.go_to(running.id, running.items[2].id)
    draft = ItemDraft("Skolebus", minutes=5, raised_by_id=bench.people["sofie"].id)
    meeting = bench.office.points.add_now(running.id, draft)
    new = meeting.items[3]
    assert (new.title, new.minutes, new.is_familys) == ("Skolebus", 5, True)
    assert new.added_at is not None
    assert [item.position for item in meeting.items] == list(range(len(running.items) + 1))
    assert _current(meeting) == running.items[2].id


def test_in_a_break_a_new_point_stands_after_the_one_that_was_left(
    bench: Bench, running: Meeting
) -> None:
    bench.office.conduct.go_to(running.id, running.items[1].id)
    bench.office.conduct.pause(running.id)
    meeting = bench.office.points.add_now(running.id, ItemDraft("Skolebus"))
    assert meeting.items[2].title == "Skolebus"


def test_the_same_new_point_is_added_once(bench: Bench, running: Meeting) -> None:
    once = new_id()
    for _ in range(2):
        meeting = bench.office.points.add_now(running.id, ItemDraft("Bus"), 0, once)
    assert [item.id for item in meeting.items].count(once) == 1
    assert meeting.items[0].id == once


def test_a_new_point_needs_a_title_a_running_meeting_and_a_known_person(
    bench: Bench, running: Meeting
) -> None:
    with pytest.raises(FieldMissing):
        bench.office.points.add_now(running.id, ItemDraft(" "))
    with pytest.raises(NotFound):
        bench.office.points.add_now(running.id, ItemDraft("Bus", raised_by_id="nobody"))
    assert bench.office.meetings.get(running.id).items == running.items
    bench.office.conduct.end(running.id)
    with pytest.raises(MeetingNotRunning):
        bench.office.points.add_now(running.id, ItemDraft("Bus"))


def test_parking_the_current_point_moves_on_to_the_next(bench: Bench, running: Meeting) -> None:
    meeting = _parked(bench, running, 0)
    assert meeting.items[0].parked is Parked.FOLLOW_UP
    assert meeting.items[0].parked_at is not None
    assert _current(meeting) == running.items[1].id


def test_parking_another_point_stays_where_it_is(bench: Bench, running: Meeting) -> None:
    assert _current(_parked(bench, running, 3)) == running.items[0].id


def test_stepping_passes_over_parked_points(bench: Bench, running: Meeting) -> None:
    _parked(bench, running, 1)
    _parked(bench, running, 2)
    assert _current(bench.office.conduct.step(running.id, 1)) == running.items[3].id
    assert _current(bench.office.conduct.step(running.id, -1)) == running.items[0].id


def test_parking_the_last_point_takes_up_one_that_was_passed_over(
    bench: Bench, running: Meeting
) -> None:
    for item in (*running.items[:2], *running.items[3:]):
        bench.office.conduct.go_to(running.id, item.id)
    meeting = _parked(bench, running, len(running.items) - 1)
    assert _current(meeting) == running.items[2].id


def test_when_all_else_was_reached_parking_the_last_leaves_no_point(
    bench: Bench, running: Meeting
) -> None:
    for item in running.items:
        bench.office.conduct.go_to(running.id, item.id)
    meeting = _parked(bench, running, len(running.items) - 1)
    assert _current(meeting) is None
    back = bench.office.conduct.step(running.id, 1)
    assert _current(back) == running.items[0].id


def test_parked_once_more_a_point_gives_way_to_the_one_after_it(
    bench: Bench, running: Meeting
) -> None:
    for item in running.items:
        bench.office.conduct.go_to(running.id, item.id)
    bench.office.conduct.go_to(running.id, running.items[2].id)
    assert _current(_parked(bench, running, 2)) == running.items[3].id


def test_the_only_point_can_be_parked(bench: Bench, running: Meeting) -> None:
    for item in reversed(running.items[1:]):
        bench.office.agenda.remove(item.id, item.version)
    meeting = _parked(bench, running, 0)
    assert _current(meeting) is None
    # Nothing is left to go to, and nothing breaks.
    assert _current(bench.office.conduct.step(running.id, 1)) is None
    bench.office.conduct.pause(running.id)
    assert _current(bench.office.conduct.resume(running.id)) is None


def test_going_to_a_parked_point_takes_it_up_again(bench: Bench, running: Meeting) -> None:
    _parked(bench, running, 0)
    meeting = bench.office.conduct.go_to(running.id, running.items[0].id)
    assert _current(meeting) == running.items[0].id
    assert not meeting.items[0].is_parked
    assert meeting.items[0].parked_at is None


def test_unparking_leaves_the_current_point_alone(bench: Bench, running: Meeting) -> None:
    item = _parked(bench, running, 2).items[2]
    meeting = bench.office.points.unpark(item.id, item.version)
    assert (meeting.items[2].is_parked, _current(meeting)) == (False, running.items[0].id)


def test_a_meeting_never_begins_at_a_parked_point(bench: Bench, running: Meeting) -> None:
    bench.office.conduct.end(running.id)
    _parked(bench, running, 0)
    again = bench.office.conduct.start(running.id)
    assert _current(again) == running.items[1].id


def test_the_point_parked_in_a_break_is_not_gone_on_with(bench: Bench, running: Meeting) -> None:
    bench.office.conduct.pause(running.id)
    assert _parked(bench, running, 0).is_paused
    assert _current(bench.office.conduct.resume(running.id)) == running.items[1].id


def test_before_the_meeting_nothing_is_parked(bench: Bench) -> None:
    item = bench.meeting().items[0]
    with pytest.raises(MeetingNotRunning):
        bench.office.points.park(item.id, item.version, Parked.FOLLOW_UP)


def test_what_somebody_changed_meanwhile_is_not_parked(bench: Bench, running: Meeting) -> None:
    item = running.items[1]
    bench.office.agenda.update(item.id, item.version, ItemDraft("Andet"))
    with pytest.raises(ChangedElsewhere):
        bench.office.points.park(item.id, item.version, Parked.NEXT_AGENDA)


def test_a_removed_point_comes_back_as_it_was(bench: Bench, running: Meeting) -> None:
    people = [bench.people["sofie"].id]
    added = bench.office.points.add_now(running.id, ItemDraft("Bus"), 1).items[1]
    bench.office.points.limit(added.id, added.version, people)
    item = _parked(bench, running, 1).items[1]
    bench.office.agenda.remove(item.id, item.version)
    back = bench.office.agenda.put_back(running.id, item).items[1]
    assert (back.parked, back.parked_at) == (item.parked, item.parked_at)
    assert (back.only_for, back.added_at) == (item.only_for, item.added_at)


def test_a_limited_point_names_who_else_is_in_the_room(bench: Bench, running: Meeting) -> None:
    bench.office.presence.everybody_is_here(running.id)
    item, sofie, jonas = running.items[0], bench.people["sofie"], bench.people["jonas"]
    allowed = [sofie.id, bench.me.person_id, jonas.id]
    meeting = bench.office.points.limit(item.id, item.version, allowed)
    assert [a.person.id for a in meeting.not_for(meeting.items[0])] == [bench.people["karin"].id]
    open_to_all = bench.office.points.limit(item.id, meeting.items[0].version, [])
    assert open_to_all.not_for(open_to_all.items[0]) == ()


def test_a_limit_stays_when_somebody_is_taken_off_the_list(bench: Bench, running: Meeting) -> None:
    item, karin = running.items[0], bench.people["karin"]
    limited = bench.office.points.limit(item.id, item.version, [karin.id])
    hers = next(a for a in limited.attendees if a.person.id == karin.id)
    meeting = bench.office.meetings.remove_attendee(hers.id, hers.version)
    bench.office.presence.everybody_is_here(running.id)
    meeting = bench.office.meetings.get(running.id)
    # It never opens by itself: everybody left is somebody it is not for.
    assert meeting.items[0].is_limited
    assert len(meeting.not_for(meeting.items[0])) == len(meeting.attendees)
    both = [karin.id, bench.people["sofie"].id]
    again = bench.office.points.limit(item.id, meeting.items[0].version, both)
    assert set(again.items[0].only_for) == set(both)


def test_a_point_is_not_limited_to_a_stranger(bench: Bench, running: Meeting) -> None:
    item = running.items[0]
    with pytest.raises(NotFound):
        bench.office.points.limit(item.id, item.version, [bench.people["bente"].id])
    assert not bench.office.meetings.get(running.id).items[0].is_limited
