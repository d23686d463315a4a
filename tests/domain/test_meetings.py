"""What a meeting knows about itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from moedeleder.domain import meetings, running
from moedeleder.domain.agenda import AgendaItem, ItemKind
from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.errors import InvalidDuration, MeetingEndsBeforeStart
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import CheckState, FollowUp, Meeting, MeetingState, Promise
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.running import Visit
from moedeleder.domain.statements import Statement, StatementKind

START = datetime(2026, 12, 3, 15, 30)
NOW = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
MOTHER = Person("p1", 1, "f1", "Sofie Prøve", PersonRole.PARENT)


def meeting(
    type_name: str = "Netværksmøde", visits: tuple[Visit, ...] = (), minutes: int = 90
) -> Meeting:
    items = tuple(
        AgendaItem(f"i{n}", 1, n, f"Punkt {n}", ItemKind.DISCUSSION, 10) for n in range(3)
    )
    checks = (CheckState(Phase.BEFORE, "purpose", "Formål"), CheckState(Phase.AFTER, "n", "Notat"))
    return Meeting(
        "m1", 1, "f1", "Alma Prøve Eksempel", "", "network", type_name, START, minutes,
        "Rådhuset", "", "", MeetingState.PLANNED,
        attendees=(Attendee("a1", 1, MOTHER),), items=items, checks=checks, visits=visits,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("type_name", "title"),
    [
        ("Netværksmøde", "Netværksmøde om Alma"),
        ("Møde om barnets plan", "Møde om barnets plan for Alma"),
        ("Skift af sagsbehandler", "Skift af sagsbehandler for Alma"),
    ],
)
def test_the_title_reads_as_danish(type_name: str, title: str) -> None:
    assert meeting(type_name).title == title


def test_the_end_follows_from_the_length() -> None:
    assert meeting().ends_at == datetime(2026, 12, 3, 17, 0)


@pytest.mark.parametrize("minutes", [0, -1, -1440])
def test_a_meeting_cannot_end_before_it_begins(minutes: int) -> None:
    with pytest.raises(MeetingEndsBeforeStart) as caught:
        meetings.duration(START, START + timedelta(minutes=minutes))
    assert caught.value.field == "ends_at"


def test_a_meeting_may_last_twelve_hours_and_no_longer() -> None:
    assert meetings.duration(START, START + timedelta(hours=12)) == 720
    with pytest.raises(InvalidDuration):
        meetings.duration(START, START + timedelta(hours=12, minutes=1))
    with pytest.raises(InvalidDuration):
        meetings.checked_duration(0)


def test_the_current_point_is_the_one_still_open() -> None:
    open_visit = Visit("i1", NOW)
    current = meeting(visits=(Visit("i0", NOW, NOW), open_visit)).current_item
    assert current is not None
    assert current.id == "i1"
    assert meeting(visits=(Visit("i0", NOW, NOW),)).current_item is None
    assert meeting(visits=(Visit("gone", NOW),)).current_item is None
    assert meeting().current_item is None


def test_time_on_a_point_adds_all_visits() -> None:
    later = NOW + timedelta(minutes=20)
    visits = (
        Visit("i0", NOW, NOW + timedelta(minutes=4)),
        Visit("i1", NOW + timedelta(minutes=4), NOW + timedelta(minutes=15)),
        Visit("i0", NOW + timedelta(minutes=15)),
    )
    assert running.spent_on(visits, "i0", later) == timedelta(minutes=9)
    assert running.spent_on(visits, "i1", later) == timedelta(minutes=11)
    assert running.spent_on(visits, "i2", later) == timedelta()


def test_a_clock_set_back_never_gives_time_below_zero() -> None:
    visits = (Visit("i0", NOW),)
    assert running.spent_on(visits, "i0", NOW - timedelta(hours=1)) == timedelta()


def test_checks_are_found_by_phase() -> None:
    assert [check.key for check in meeting().checks_of(Phase.BEFORE)] == ["purpose"]
    assert meeting().checks_of(Phase.DURING) == ()


def test_attendees_are_found_by_id() -> None:
    found = meeting().attendee("a1")
    assert found is not None
    assert found.person is MOTHER
    assert meeting().attendee("a2") is None


@pytest.mark.parametrize("attendance", list(Attendance))
def test_who_was_there(attendance: Attendance) -> None:
    there = {Attendance.PRESENT, Attendance.LATE, Attendance.LEFT_EARLY}
    assert Attendee("a", 1, MOTHER, attendance=attendance).was_there is (attendance in there)


@pytest.mark.parametrize("kind", list(StatementKind))
def test_only_private_notes_stay(kind: StatementKind) -> None:
    public = Statement("s", 1, kind, "Tekst", NOW).is_public
    assert public is (kind is not StatementKind.PRIVATE)


def test_a_promise_names_its_owner() -> None:
    assert Promise("p", 1, "Ringe", owner=MOTHER, owner_name="gammel").owner_label == "Sofie Prøve"
    assert Promise("p", 1, "Ringe", owner_name="Skolen").owner_label == "Skolen"
    assert Promise("p", 1, "Ringe").draft.owner_id is None
    assert Promise("p", 1, "Ringe", owner=MOTHER).draft.owner_id == "p1"


def test_follow_up_needs_a_date_or_a_reason() -> None:
    assert not FollowUp().is_settled
    assert not FollowUp(none_reason="  ").is_settled
    assert FollowUp(none_reason="Familien flytter").is_settled
    assert FollowUp(at=START).is_settled
