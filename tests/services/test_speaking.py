"""Marking who speaks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from moedeleder.domain import speaking
from moedeleder.domain.errors import (
    ChangedElsewhere,
    MeetingNotRunning,
    MeetingPaused,
    NotFound,
)
from moedeleder.domain.meetings import Meeting
from tests.offices import Bench


@pytest.fixture
def running(bench: Bench) -> Meeting:
    meeting = bench.office.conduct.start(bench.meeting().id)
    return bench.office.presence.everybody_is_here(meeting.id)


def test_a_turn_begins_at_the_current_point_and_ends_the_one_before(
    bench: Bench, running: Meeting
) -> None:
    sofie, karin = bench.people["sofie"].id, bench.people["karin"].id
    first = bench.office.speaking.speaks(running.id, sofie)
    assert first.speaker_id == sofie
    bench.clock.now += timedelta(minutes=3)
    second = bench.office.speaking.speaks(running.id, karin)
    assert second.speaker_id == karin
    assert [turn.person_id for turn in second.turns] == [sofie, karin]
    assert {turn.item_id for turn in second.turns} == {running.items[0].id}
    bench.clock.now += timedelta(minutes=1)
    nobody = bench.office.speaking.speaks(running.id, None)
    assert nobody.speaker_id is None
    # The clock of the tests moves on a little each time it is read.
    assert speaking.family_share(nobody, bench.clock.now) in (74, 75)


def test_marking_the_same_speaker_again_goes_on(bench: Bench, running: Meeting) -> None:
    sofie = bench.people["sofie"].id
    once = bench.office.speaking.speaks(running.id, sofie)
    assert bench.office.speaking.speaks(running.id, sofie).turns == once.turns
    assert bench.office.speaking.speaks(running.id, None).speaker_id is None
    assert bench.office.speaking.speaks(running.id, None).speaker_id is None


def test_a_new_point_and_a_break_end_the_turn(bench: Bench, running: Meeting) -> None:
    sofie = bench.people["sofie"].id
    bench.office.speaking.speaks(running.id, sofie)
    assert bench.office.conduct.step(running.id, 1).speaker_id is None
    bench.office.speaking.speaks(running.id, sofie)
    paused = bench.office.conduct.pause(running.id)
    assert paused.speaker_id is None
    assert [turn.item_id for turn in paused.turns] == [i.id for i in running.items[:2]]
    with pytest.raises(MeetingPaused):
        bench.office.speaking.speaks(running.id, sofie)
    on = bench.office.conduct.resume(running.id)
    assert on.speaker_id is None


def test_the_end_of_the_meeting_ends_the_turn(bench: Bench, running: Meeting) -> None:
    bench.office.speaking.speaks(running.id, bench.people["sofie"].id)
    held = bench.office.conduct.end(running.id)
    assert held.speaker_id is None
    with pytest.raises(MeetingNotRunning):
        bench.office.speaking.speaks(running.id, bench.people["sofie"].id)


def test_a_clock_set_back_keeps_the_speaker(bench: Bench, running: Meeting) -> None:
    bench.office.speaking.speaks(running.id, bench.people["sofie"].id)
    bench.clock.now -= timedelta(hours=1)
    karin = bench.people["karin"].id
    assert bench.office.speaking.speaks(running.id, karin).speaker_id == karin


def test_only_somebody_at_the_meeting_speaks(bench: Bench, running: Meeting) -> None:
    with pytest.raises(NotFound):
        bench.office.speaking.speaks(running.id, bench.people["bente"].id)


def test_a_point_removed_while_somebody_spoke_leaves_their_time(
    bench: Bench, running: Meeting
) -> None:
    bench.office.speaking.speaks(running.id, bench.people["sofie"].id)
    item = running.items[0]
    turns = bench.office.agenda.remove(item.id, item.version).turns
    assert [(turn.person_id, turn.item_id) for turn in turns] == [(bench.people["sofie"].id, None)]


def test_it_is_in_the_minutes_only_by_choice(bench: Bench, running: Meeting) -> None:
    assert not running.speaking_in_minutes
    shown = bench.office.speaking.show_in_minutes(running.id, running.version, True)
    assert shown.speaking_in_minutes
    with pytest.raises(ChangedElsewhere):
        bench.office.speaking.show_in_minutes(running.id, running.version, False)


def test_it_can_be_forgotten(bench: Bench, running: Meeting) -> None:
    bench.office.speaking.speaks(running.id, bench.people["sofie"].id)
    assert bench.office.speaking.forget(running.id).turns == ()
    assert bench.office.meetings.get(running.id).turns == ()


def test_somebody_taken_off_the_list_speaks_no_more(bench: Bench, running: Meeting) -> None:
    sofie = bench.people["sofie"].id
    marked = bench.office.speaking.speaks(running.id, sofie)
    here = next(each for each in marked.attendees if each.person.id == sofie)
    gone = bench.office.meetings.remove_attendee(here.id, here.version)
    assert gone.speaker_id is None
    assert [turn.person_id for turn in gone.turns] == [sofie]
