"""Holding the meeting: the clock, attendance and what is said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.errors import FieldMissing, MeetingCancelled, MeetingNotRunning, NotFound
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.running import spent_on
from moedeleder.domain.statements import StatementKind
from tests.offices import Bench


def test_starting_opens_the_first_point(bench: Bench) -> None:
    meeting = bench.office.conduct.start(bench.meeting().id)
    assert meeting.state is MeetingState.RUNNING
    assert meeting.current_item == meeting.items[0]
    assert bench.office.conduct.start(meeting.id) == meeting


def test_a_meeting_called_off_is_not_started(bench: Bench) -> None:
    meeting = bench.meeting()
    bench.office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom")
    with pytest.raises(MeetingCancelled):
        bench.office.conduct.start(meeting.id)
    assert bench.office.meetings.get(meeting.id).state is MeetingState.CANCELLED


def test_the_time_on_a_point_is_the_sum_of_its_visits(bench: Bench) -> None:
    meeting = bench.office.conduct.start(bench.meeting().id)
    bench.clock.now += timedelta(minutes=4)
    bench.office.conduct.step(meeting.id, 1)
    bench.clock.now += timedelta(minutes=10)
    bench.office.conduct.step(meeting.id, -1)
    bench.clock.now += timedelta(minutes=3)
    now = bench.office.conduct.end(meeting.id)
    first = spent_on(now.visits, meeting.items[0].id, bench.clock.now)
    assert timedelta(minutes=7) <= first < timedelta(minutes=7, seconds=30)
    assert now.current_item is None


def test_stepping_past_the_ends_stays(bench: Bench) -> None:
    meeting = bench.office.conduct.start(bench.meeting().id)
    assert bench.office.conduct.step(meeting.id, -1).current_item == meeting.items[0]
    last = bench.office.conduct.go_to(meeting.id, meeting.items[-1].id)
    assert bench.office.conduct.step(meeting.id, 1).current_item == last.items[-1]


def test_a_meeting_that_does_not_run_has_no_next_point(bench: Bench) -> None:
    meeting = bench.meeting()
    for attempt in (
        lambda: bench.office.conduct.step(meeting.id, 1),
        lambda: bench.office.conduct.go_to(meeting.id, meeting.items[0].id),
        lambda: bench.office.conduct.end(meeting.id),
    ):
        with pytest.raises(MeetingNotRunning):
            attempt()


def test_an_ended_meeting_is_taken_up_where_it_was_left(bench: Bench) -> None:
    meeting = bench.office.conduct.start(bench.meeting().id)
    bench.office.conduct.go_to(meeting.id, meeting.items[3].id)
    bench.office.conduct.end(meeting.id)
    again = bench.office.conduct.start(meeting.id)
    assert again.current_item is not None
    assert again.current_item.id == meeting.items[3].id
    assert again.started_at == meeting.started_at
    assert again.ended_at is None


def test_the_current_point_can_be_removed_while_the_meeting_runs(bench: Bench) -> None:
    meeting = bench.office.conduct.start(bench.meeting().id)
    item = meeting.items[0]
    changed = bench.office.agenda.remove(item.id, item.version)
    assert changed.current_item is None
    assert bench.office.conduct.step(meeting.id, 1).current_item == changed.items[0]


@pytest.mark.parametrize("attendance", list(Attendance))
def test_attendance_keeps_its_time(bench: Bench, attendance: Attendance) -> None:
    attendee = bench.meeting().attendees[1]
    meeting = bench.office.presence.set(attendee.id, attendee.version, attendance)
    kept = meeting.attendees[1]
    assert kept.attendance is attendance
    assert (kept.came_at is not None) == (attendance is Attendance.LATE)
    assert (kept.left_at is not None) == (attendance is Attendance.LEFT_EARLY)


def test_everybody_here_leaves_apologies_alone(bench: Bench) -> None:
    attendee = bench.meeting().attendees[1]
    meeting = bench.office.presence.set(attendee.id, attendee.version, Attendance.APOLOGY)
    states = [a.attendance for a in bench.office.presence.everybody_is_here(meeting.id).attendees]
    assert states == [Attendance.PRESENT, Attendance.APOLOGY] + [Attendance.PRESENT] * 2


def test_what_is_said_keeps_kind_person_point_and_time(bench: Bench) -> None:
    meeting = bench.office.conduct.start(bench.meeting().id)
    sofie, item = bench.people["sofie"], meeting.items[0]
    meeting = bench.office.statements.say(
        meeting.id,
        StatementKind.PARENT_WORDS,
        " Vi er\nalene ",
        item_id=item.id,
        person_id=sofie.id,
    )
    said = meeting.statements[0]
    assert (said.kind, said.text) == (StatementKind.PARENT_WORDS, "Vi er\nalene")
    assert said.person is not None
    assert (said.person.id, said.item_id) == (sofie.id, item.id)


def test_the_same_statement_is_never_kept_twice(bench: Bench) -> None:
    meeting, once = bench.meeting(), new_id()
    for _ in range(2):
        meeting = bench.office.statements.say(
            meeting.id, StatementKind.FACT, "Et", statement_id=once
        )
    assert [statement.id for statement in meeting.statements] == [once]


def test_a_statement_taken_back_can_be_put_back(bench: Bench) -> None:
    meeting = bench.held()
    gone = meeting.statements[1]
    bench.office.statements.take_back(gone.id, gone.version)
    back = bench.office.statements.put_back(meeting.id, gone)
    assert [(s.id, s.text, s.kind, s.said_at) for s in back.statements] == [
        (s.id, s.text, s.kind, s.said_at) for s in meeting.statements
    ]


def test_an_empty_statement_is_refused(bench: Bench) -> None:
    with pytest.raises(FieldMissing):
        bench.office.statements.say(bench.meeting().id, StatementKind.FACT, " \n ")


def test_a_statement_by_nobody_known_is_refused(bench: Bench) -> None:
    meeting = bench.meeting()
    with pytest.raises(NotFound):
        bench.office.statements.say(meeting.id, StatementKind.FACT, "x", person_id="nobody")
    assert bench.office.meetings.get(meeting.id).statements == ()
