"""Step 4 lists the points that the meeting put off."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import Parked
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.pages.follow_up.parked import ParkedCard
from moedeleder.ui.pages.follow_up.step import FollowUpStep
from tests.ui.held_meeting import complete, hold
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.windows import opened


@pytest.fixture
def meeting(desk: TestDesk, example: Example) -> Meeting:
    """The meeting about Alma with everything written, not sent yet."""
    return complete(desk, hold(desk, example))


def _park(desk: TestDesk, meeting: Meeting, index: int, where: Parked) -> Meeting:
    item = desk.office.meetings.get(meeting.id).items[index]
    return desk.office.points.park(item.id, item.version, where)


def _opened(desk: TestDesk, meeting: Meeting, qtbot: QtBot) -> FollowUpStep:
    version = desk.office.meetings.get(meeting.id).version
    desk.office.minutes.finalise(meeting.id, version)
    step = FollowUpStep(desk)
    qtbot.addWidget(step)
    step.resize(1080, 600)
    step.show_meeting(desk.office.meetings.get(meeting.id))
    opened(qtbot, step)
    return step


def test_parked_points_are_listed_with_who_raised_them(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot
) -> None:
    _park(desk, meeting, 0, Parked.FOLLOW_UP)
    meeting = _park(desk, meeting, 2, Parked.NEXT_AGENDA)
    card = _opened(desk, meeting, qtbot).findChild(ParkedCard)
    assert card is not None
    assert card.isVisible()
    spoken = [w.accessibleName() for w in card.findChildren(QWidget) if w.accessibleName()]
    first, third = meeting.items[0], meeting.items[2]
    assert any(s.startswith(first.title) and s.endswith("følg op efter mødet") for s in spoken)
    by_next = [s for s in spoken if s.startswith(third.title)]
    assert any("dagsordenen til næste møde" in s for s in by_next)
    if third.raised_by is not None:
        assert any(third.raised_by.name in s for s in by_next)


def test_with_nothing_parked_there_is_no_card(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot
) -> None:
    card = _opened(desk, meeting, qtbot).findChild(ParkedCard)
    assert card is not None
    assert card.isHidden()
