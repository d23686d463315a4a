"""Who is there, and what the meeting is reminded of, by one click or one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meeting_types import Phase
from moedeleder.services.context import wall_time
from moedeleder.services.labels import attendance_label
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
    ("steps", "expected"),
    [
        (0, Attendance.PRESENT),
        (1, Attendance.APOLOGY),
        (2, Attendance.LATE),
        (3, Attendance.LEFT_EARLY),
    ],
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_arrows_and_space_or_enter_say_how_it_stands(
    room: Room, steps: int, expected: Attendance, key: Qt.Key
) -> None:
    row = room.row("Jonas")
    row.enter()
    for button in list(row.buttons.values())[:steps]:
        room.qtbot.keyClick(button, Qt.Key.Key_Right)
    room.qtbot.keyClick(row.buttons[expected], key)
    assert attendance(room, "Jonas") is expected


def test_letters_never_say_how_it_stands(room: Room) -> None:
    row = room.row("Jonas")
    row.enter()
    assert row.shows_focus()
    room.qtbot.keyClick(row.buttons[Attendance.PRESENT], "T")
    room.qtbot.keyClicks(room.text, "ag så stol")
    assert attendance(room, "Jonas") is Attendance.EXPECTED
    assert room.text.toPlainText() == "Tag så stol"
    assert not row.shows_focus()


def test_home_and_end_go_to_the_first_and_the_last_person_in_sight(room: Room) -> None:
    panel = room.step._room.side.people
    panel.rows[0].enter()
    room.qtbot.keyClick(panel.rows[0].buttons[Attendance.PRESENT], Qt.Key.Key_End)
    last = panel.rows[-1]
    assert last.shows_focus()
    assert last.visibleRegion().boundingRect() == last.rect()
    room.qtbot.keyClick(last.buttons[Attendance.PRESENT], Qt.Key.Key_Home)
    assert panel.rows[0].shows_focus()
    assert panel.rows[0].visibleRegion().boundingRect() == panel.rows[0].rect()


def test_what_takes_the_place_of_something_said_is_told_of(room: Room) -> None:
    row, bar = room.row("Jonas"), room.step._room.undo_bar
    room.qtbot.mouseClick(row.buttons[Attendance.PRESENT], Qt.MouseButton.LeftButton)
    assert bar.isHidden()
    room.qtbot.mouseClick(row.buttons[Attendance.LATE], Qt.MouseButton.LeftButton)
    late, here = attendance_label(Attendance.LATE), attendance_label(Attendance.PRESENT)
    assert bar.message == f"Jonas: {late}. Før: {here}."
    bar.undo()
    assert attendance(room, "Jonas") is Attendance.PRESENT


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
