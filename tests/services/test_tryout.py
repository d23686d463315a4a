"""The example: something soon, something to write, and the user in the middle of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from moedeleder.domain.contributions import Channel
from moedeleder.domain.meetings import MeetingState
from moedeleder.services.tryout import lay_out_example
from tests.ui.office_fixture import opened_desk


def check_example(folder: Path, moment: datetime) -> None:
    with opened_desk(folder) as desk:
        desk.clock.set(moment)
        desk.office.settings.introduce("Rikke Rask", "Tovholder", "rikke@eksempel.example")
        lay_out_example(desk.office)
        today = desk.office.overview.today()
        coming = [each.line for each in (*today.today, *today.this_week)]
        soon = [line for line in coming if line.state is MeetingState.PLANNED]
        assert soon
        assert soon[0].starts_at - today.now >= timedelta(minutes=44)
        assert soon[0].starts_at.date() - today.now.date() <= timedelta(days=1)
        held = [line for line in desk.office.meetings.find() if line.state is MeetingState.HELD]
        assert len(held) == 1
        assert held[0].starts_at < today.now
        names = [person.name for person in desk.office.families.colleagues()]
        assert names.count("Rikke Rask") == 1
        assert "Mette Holm" not in names
        for line in (soon[0], held[0]):
            meeting = desk.office.meetings.get(line.id)
            assert "Rikke Rask" in [each.person.name for each in meeting.attendees]
        coming_one = desk.office.meetings.get(soon[0].id)
        (chosen,) = [each for each in coming_one.proposed_times if each.chosen_at]
        assert chosen.starts_at == coming_one.starts_at


@pytest.mark.parametrize("hour", [0, 6, 9, 12, 15, 17, 20, 22])
def test_at_any_hour_there_is_a_meeting_soon_and_one_to_write(tmp_path: Path, hour: int) -> None:
    check_example(tmp_path, datetime(2026, 11, 24, hour, 5, tzinfo=UTC))


@pytest.mark.parametrize("day", [(2026, 12, 27), (2027, 1, 2), (2028, 2, 29), (2027, 3, 28)])
def test_on_odd_days_too(tmp_path: Path, day: tuple[int, int, int]) -> None:
    check_example(tmp_path, datetime(*day, 8, 0, tzinfo=UTC))


def test_minutes_of_the_held_meeting_can_be_written(tmp_path: Path) -> None:
    with opened_desk(tmp_path) as desk:
        lay_out_example(desk.office)
        held = next(m for m in desk.office.meetings.find() if m.state is MeetingState.HELD)
        view = desk.office.minutes.open(held.id)
        assert view.gaps
        assert held.id == view.meeting.id


def test_the_meeting_soon_has_been_prepared_with_the_family(tmp_path: Path) -> None:
    with opened_desk(tmp_path) as desk:
        desk.office.settings.introduce("Rikke Rask", "Tovholder", "rikke@eksempel.example")
        lay_out_example(desk.office)
        line = next(m for m in desk.office.meetings.find() if m.child_name.startswith("Alma"))
        meeting = desk.office.meetings.get(line.id)
    (waiting,) = [each for each in meeting.contributions if each.is_open]
    assert (waiting.person.name, waiting.channel) == ("Jonas Eksempel", Channel.PHONE)
    assert sum(each.is_placed for each in meeting.contributions) == 4
    assert {each.decided_by for each in meeting.contributions} == {"Rikke Rask", ""}
    assert all(each.received_at < desk.clock() for each in meeting.contributions)
    assert meeting.child_voice.is_settled
    # The words stand once: with the contribution, not on its point too.
    assert not any(item.words for item in meeting.items)
    told = [meeting.words_of(item) for item in meeting.items if item.is_familys]
    assert all(told)
