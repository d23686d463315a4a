"""The example that other tests build on is what it says it is."""

from __future__ import annotations

from tests.ui.office_fixture import Example, TestDesk


def test_example_is_a_whole_meeting(desk: TestDesk, example: Example) -> None:
    meeting = desk.office.meetings.get(example.meeting.id)
    assert meeting.title == "Netværksmøde om Alma"
    assert len(meeting.attendees) == 6
    assert sum(item.minutes for item in meeting.items) == meeting.minutes
