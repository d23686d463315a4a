"""A meeting planned after another says which put-off points came along."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import Parked
from moedeleder.ui.dialogs.new_meeting import NewMeetingDialog
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.wording import came_along
from moedeleder.ui.workplace import Workplace
from tests.ui.office_fixture import Example, TestDesk, desk, example
from tests.ui.pages.room_helpers import at
from tests.ui.windows import opened

__all__ = ["desk", "example"]


def test_the_new_meeting_names_the_points_that_came_along(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    at(desk, 15, 30)
    meeting = desk.office.conduct.start(example.meeting.id)
    item = meeting.items[1]
    desk.office.points.park(item.id, item.version, Parked.NEXT_AGENDA)
    before = desk.office.conduct.end(meeting.id)
    workplace = Workplace(desk)
    qtbot.addWidget(workplace)
    opened(qtbot, workplace)
    workplace.plan_meeting(before.family_id, before.starts_at.replace(year=2027), before)
    dialog = workplace.findChild(NewMeetingDialog)
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page = workplace.page("meeting")
    assert isinstance(page, MeetingPage)
    qtbot.waitUntil(lambda: bool(page.banner.message))
    assert page.banner.message == f"Med fra sidste møde: ”{item.title}”."


def test_many_points_are_counted_and_none_are_nothing() -> None:
    assert came_along(()) == ""
    assert came_along(("a", "b", "c", "d", "e")) == "Med fra sidste møde: ”a”, ”b”, ”c” og 2 til."
