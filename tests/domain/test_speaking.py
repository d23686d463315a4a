"""How the time is shared, and who has not been heard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from moedeleder.domain import speaking
from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.running import Turn
from moedeleder.domain.statements import Statement, StatementKind

START = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
ROLES = {
    "mother": PersonRole.PARENT,
    "teacher": PersonRole.TEACHER,
    "interpreter": PersonRole.INTERPRETER,
    "support": PersonRole.SUPPORT_PERSON,
}
PEOPLE = {name: Person(name, 1, "f1", name.title(), role) for name, role in ROLES.items()}


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def meeting(*turns: Turn, statements: tuple[Statement, ...] = ()) -> Meeting:
    there = tuple(
        Attendee(f"a-{name}", 1, person, attendance=Attendance.PRESENT)
        for name, person in PEOPLE.items()
    )
    return Meeting(
        "m1", 1, "f1", "Alma Prøve", "", "network", "Netværksmøde",
        datetime(2026, 12, 3, 15, 30), 90, "", "", "", MeetingState.RUNNING,
        attendees=there, started_at=START, turns=turns, statements=statements,
    )  # fmt: skip


def names(people: tuple[Attendee, ...]) -> list[str]:
    return [each.person.id for each in people]


def test_turns_are_added_up_and_the_running_one_counts() -> None:
    now = meeting(
        Turn("mother", "i0", at(0), at(3)),
        Turn("teacher", "i0", at(3), at(4)),
        Turn("mother", "i1", at(10)),
    )
    assert speaking.spoken(now, at(12)) == {
        "mother": timedelta(minutes=5),
        "teacher": timedelta(minutes=1),
    }


def test_a_clock_set_back_takes_no_time_away() -> None:
    now = meeting(Turn("mother", "i0", at(0), at(3)), Turn("teacher", "i0", at(3)))
    assert speaking.spoken(now, at(-20))["teacher"] == timedelta()
    assert speaking.family_share(now, at(-20)) == 100


def test_while_nothing_is_marked_there_is_no_share() -> None:
    assert speaking.family_share(meeting(), at(5)) is None
    assert speaking.shares(meeting(), at(5)) == ()
    just_now = meeting(Turn("mother", "i0", at(5)))
    assert speaking.family_share(just_now, at(5)) is None


def test_the_familys_share_counts_all_who_speak_for_it() -> None:
    now = meeting(
        Turn("mother", None, at(0), at(2)),
        Turn("support", None, at(2), at(3)),
        Turn("teacher", None, at(3), at(10)),
    )
    assert speaking.family_share(now, at(30)) == 30
    listed = [(each.person.id, percent) for each, percent in speaking.shares(now, at(30))]
    assert listed == [("teacher", 70), ("mother", 20), ("support", 10)]


def test_somebody_taken_off_the_list_counts_nowhere() -> None:
    now = meeting(
        Turn("gone", None, at(0), at(3)),
        Turn("mother", None, at(3), at(4)),
        Turn("teacher", None, at(4), at(7)),
    )
    assert speaking.family_share(now, at(9)) == 25
    assert [part for _, part in speaking.shares(now, at(9))] == [75, 25]
    alone = meeting(Turn("gone", None, at(0), at(3)))
    assert speaking.family_share(alone, at(9)) is None


def test_the_parts_are_a_hundred_together() -> None:
    now = meeting(
        Turn("mother", None, at(0), at(1)),
        Turn("support", None, at(1), at(2)),
        Turn("teacher", None, at(2), at(3)),
    )
    parts = [part for _, part in speaking.shares(now, at(9))]
    assert sorted(parts) == [33, 33, 34]
    assert speaking.family_share(now, at(9)) == parts[0] + parts[1]


def test_whoever_spoke_or_was_noted_at_the_point_was_heard() -> None:
    noted = Statement("s1", 1, StatementKind.FACT, "x", at(1), "i0", PEOPLE["teacher"])
    now = meeting(Turn("mother", "i0", at(0), at(1)), statements=(noted,))
    assert names(speaking.unheard(now, "i0")) == ["support"]
    assert names(speaking.unheard(now, "i1")) == ["mother", "teacher", "support"]


def test_only_those_in_the_room_can_be_unheard() -> None:
    now = meeting()
    gone = replace(now.attendees[0], attendance=Attendance.LEFT_EARLY)
    coming = replace(now.attendees[1], attendance=Attendance.EXPECTED)
    there = replace(now, attendees=(gone, coming, *now.attendees[2:]))
    assert names(speaking.unheard(there, "i0")) == ["support"]
