"""Who is there, and what the meeting is reminded of, by one click or one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meeting_types import Phase
from moedeleder.services.context import wall_time
from moedeleder.ui.pages.room.attendance_panel import StateButton
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.checklist import CheckRow
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.room_helpers import Room, at, running


@pytest.fixture
def room(qtbot: QtBot, desk: TestDesk, example: Example) -> Room:
    return running(qtbot, desk, example)


def attendance(room: Room, name: str) -> Attendance:
    people = room.meeting.attendees
    return next(a.attendance for a in people if a.person.name.startswith(name))


def test_one_click_says_how_it_stands(room: Room) -> None:
    button = room.row("Karin").findChild(StateButton, "state-apology")
    room.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert attendance(room, "Karin") is Attendance.APOLOGY
    assert room.row("Karin").findChild(ElidedLabel, "attendanceWord").full_text == "Afbud"
    room.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert attendance(room, "Karin") is Attendance.EXPECTED


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("t", Attendance.PRESENT),
        ("a", Attendance.APOLOGY),
        ("s", Attendance.LATE),
        ("g", Attendance.LEFT_EARLY),
    ],
)
def test_one_key_says_how_it_stands(room: Room, key: str, expected: Attendance) -> None:
    row = room.row("Jonas")
    row.enter()
    room.qtbot.keyClicks(row.buttons[Attendance.PRESENT], key)
    assert attendance(room, "Jonas") is expected


def test_arrows_go_from_person_to_person(room: Room) -> None:
    room.row("Sofie").enter()
    first = room.row("Sofie").buttons[Attendance.PRESENT]
    room.qtbot.keyClick(first, Qt.Key.Key_Down)
    assert room.row("Jonas").buttons[Attendance.PRESENT].hasFocus()
    room.qtbot.keyClick(room.row("Jonas").buttons[Attendance.PRESENT], Qt.Key.Key_Right)
    assert room.row("Jonas").buttons[Attendance.APOLOGY].hasFocus()


def test_coming_late_has_a_time_that_can_be_mended(room: Room) -> None:
    at(room.desk, 15, 52)
    row = room.row("Jonas")
    room.qtbot.mouseClick(row.buttons[Attendance.LATE], Qt.MouseButton.LeftButton)
    field = row.findChild(QLineEdit, "attendanceTimeText")
    assert field.text() == "15.52"
    field.setText("15.45")
    room.qtbot.keyClick(field, Qt.Key.Key_Return)
    jonas = next(a for a in room.meeting.attendees if a.person.name.startswith("Jonas"))
    assert jonas.came_at is not None
    assert (wall_time(jonas.came_at).hour, wall_time(jonas.came_at).minute) == (15, 45)


def test_all_are_here_leaves_apologies_and_can_be_undone(room: Room) -> None:
    room.qtbot.mouseClick(room.row("Lise").buttons[Attendance.APOLOGY], Qt.MouseButton.LeftButton)
    room.click("allHere")
    assert attendance(room, "Sofie") is Attendance.PRESENT
    assert attendance(room, "Lise") is Attendance.APOLOGY
    assert room.find(Label, "presentCount").text() == "5 af 6 er her"
    assert not room.find(Button, "allHere").isVisible()
    room.step.undo()
    assert attendance(room, "Sofie") is Attendance.EXPECTED
    room.step.undo()
    assert attendance(room, "Lise") is Attendance.EXPECTED
    room.step.redo()
    room.step.redo()
    assert attendance(room, "Sofie") is Attendance.PRESENT
    assert attendance(room, "Lise") is Attendance.APOLOGY


def test_a_bisidder_is_shown_as_such(room: Room) -> None:
    labels = [label.full_text for label in room.row("Bente").findChildren(ElidedLabel)]
    assert "bisidder, mormor" in labels


def test_the_checklist_ticks_by_space_and_is_undone(room: Room) -> None:
    room.find(QTabBar, "sideTabs").setCurrentIndex(1)
    room.click("allChecks")
    row = room.find(CheckRow, "check-parents_first")
    room.qtbot.keyClick(row, Qt.Key.Key_Space)
    done = [c.key for c in room.meeting.checks_of(Phase.DURING) if c.done]
    assert done == ["parents_first"]
    assert room.find(Label, "checkCount").text().startswith("Hele listen · 1 af ")
    room.step.undo()
    assert not any(c.done for c in room.meeting.checks_of(Phase.DURING))


def test_who_has_not_been_heard_is_named(room: Room) -> None:
    room.click("allHere")
    unheard = room.find(ElidedLabel, "unheard")
    assert unheard.full_text.startswith("Sofie · Jonas · Karin Dam")
    room.write("@sof Det går bedre.")
    assert unheard.full_text.startswith("Jonas · Karin Dam")


def test_the_small_pictures_have_words(qtbot: QtBot, desk: TestDesk, example: Example) -> None:
    room = running(qtbot, desk, example)
    legend = room.find(QWidget, "attendanceLegend")
    assert legend.isVisible()
    words = [label.text() for label in legend.findChildren(Label)]
    assert words == ["her", "afbud", "sent", "gik"]
    assert len(legend.findChildren(IconLabel)) == len(words)
    assert all(button.toolTip() for button in room.row("Karin").buttons.values())
