"""Leading the meeting while it runs: points raised, moved, parked and limited; breaks and time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import AgendaItem, Parked
from moedeleder.domain.meetings import MeetingState
from moedeleder.ui.dialogs.limit_point import LimitPointDialog
from moedeleder.ui.dialogs.new_point import NewPointDialog, When
from moedeleder.ui.pages.room.agenda_rail import STATE_ROLE, AgendaRail, PointState
from moedeleder.ui.pages.room.late_question import LateQuestion
from moedeleder.ui.pages.room.limit_note import LimitNote, joined
from moedeleder.ui.pages.room.pause_screen import PauseScreen
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.checklist import CheckRow
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.time_line import TimeLine
from moedeleder.ui.widgets.undo_bar import UndoBar
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.room_helpers import Room, at, running

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(qtbot: QtBot, desk: TestDesk, example: Example) -> Room:
    return running(qtbot, desk, example)


def titles(room: Room) -> list[str]:
    return [item.title for item in room.meeting.items]


def item(room: Room, title: str) -> AgendaItem:
    return next(each for each in room.meeting.items if each.title.startswith(title))


def said(room: Room) -> str:
    return room.find(UndoBar, "undoBar").message


def dialog_of(room: Room) -> NewPointDialog:
    return room.step.findChildren(NewPointDialog)[-1]


def raised(room: Room, title: str, when: When = When.NEXT) -> None:
    room.qtbot.keyClick(room.text, Qt.Key.Key_N, CONTROL | SHIFT)
    dialog = dialog_of(room)
    room.qtbot.waitUntil(dialog.isVisible)
    dialog.findChild(QLineEdit, "title").setText(title)
    dialog.findChild(Choice, "when").set_value(when)
    room.qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)


def test_a_point_raised_now_comes_next_and_can_be_undone(room: Room) -> None:
    raised(room, "Fritidsklubben")
    assert titles(room)[1] == "Fritidsklubben"
    assert item(room, "Fritidsklubben").added_at is not None
    assert said(room) == "”Fritidsklubben” er sat på."
    assert room.find(ElidedLabel, "nextPoint").full_text == "Næste: Fritidsklubben"
    room.step.undo()
    assert "Fritidsklubben" not in titles(room)
    room.step.redo()
    assert titles(room)[1] == "Fritidsklubben"
    assert item(room, "Fritidsklubben").added_at is not None


def test_a_new_point_can_be_taken_up_at_once_with_the_words_kept(room: Room) -> None:
    room.write("Halvt skrevet", enter=False)
    raised(room, "Fritidsklubben", When.NOW)
    assert room.find(WrapLabel, "pointTitle").text() == "Fritidsklubben"
    assert room.meeting.statements[0].item_id == room.meeting.items[0].id
    assert "nyt i mødet" in room.find(ElidedLabel, "pointMeta").full_text


def test_a_new_point_can_wait_until_just_before_the_closing(room: Room) -> None:
    raised(room, "Fritidsklubben", When.BEFORE_CLOSING)
    assert titles(room).index("Fritidsklubben") == len(titles(room)) - 3


def test_a_new_point_without_a_title_says_so_in_the_dialog(room: Room) -> None:
    before = titles(room)
    raised(room, "")
    dialog = dialog_of(room)
    assert dialog.isVisible()
    assert dialog.form is not None
    assert dialog.form.row("title").error
    assert titles(room) == before
    dialog.reject()


def test_after_the_dialog_the_keyboard_is_in_the_pen_again(room: Room) -> None:
    room.choose("newPoint")
    dialog = dialog_of(room)
    room.qtbot.waitUntil(dialog.isVisible)
    dialog.reject()
    room.qtbot.waitUntil(room.text.hasFocus)


def test_alt_and_the_arrows_move_a_point(room: Room) -> None:
    rail = room.find(AgendaRail, "agendaRail")
    rail.setFocus()
    rail.setCurrentIndex(rail.points.index(3))
    before = titles(room)
    room.qtbot.keyClick(rail, Qt.Key.Key_Up, ALT)
    assert titles(room) == [*before[:2], before[3], before[2], *before[4:]]
    assert rail.currentIndex().row() == 2
    room.qtbot.keyClick(rail, Qt.Key.Key_Down, ALT)
    assert titles(room) == before
    room.step.undo()
    room.step.undo()
    assert titles(room) == before
    rail.setCurrentIndex(rail.points.index(0))
    room.qtbot.keyClick(rail, Qt.Key.Key_Up, ALT)
    assert titles(room) == before


def test_parking_the_current_point_keeps_the_words_and_goes_on(room: Room) -> None:
    room.click("nextPointButton")
    room.click("nextPointButton")
    room.write("Det kan vente", enter=False)
    room.choose("parkForNext")
    parked = item(room, "Morgener")
    assert parked.parked is Parked.NEXT_AGENDA
    assert room.meeting.statements[-1].item_id == parked.id
    assert said(room).endswith("er parkeret til næste møde.")
    assert room.find(WrapLabel, "pointTitle").text() == "Aflastning i weekenden"
    rail = room.find(AgendaRail, "agendaRail")
    assert rail.points.index(2).data(STATE_ROLE) is PointState.PARKED
    assert "parkeret" in rail.points.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    room.step.undo()
    assert not item(room, "Morgener").is_parked
    assert room.find(WrapLabel, "pointTitle").text().startswith("Morgener uden skole")


def test_the_key_parks_what_the_arrows_stand_on(room: Room) -> None:
    rail = room.find(AgendaRail, "agendaRail")
    rail.setFocus()
    rail.setCurrentIndex(rail.points.index(3))
    room.qtbot.keyClick(rail, Qt.Key.Key_P, CONTROL | SHIFT)
    menu = room.find(QMenu, "parkMenu")
    room.qtbot.waitUntil(menu.isVisible)
    room.qtbot.keyClick(menu, Qt.Key.Key_Down)
    room.qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert item(room, "Aflastning").parked is Parked.FOLLOW_UP
    assert said(room) == "”Aflastning i weekenden” er parkeret til opfølgning."
    assert room.find(WrapLabel, "pointTitle").text() == "Velkomst, roller og tid"


def test_next_and_previous_pass_parked_points_by(room: Room) -> None:
    second = room.meeting.items[1]
    room.desk.office.points.park(second.id, second.version, Parked.FOLLOW_UP)
    room.step.show_meeting(room.meeting)
    assert room.find(ElidedLabel, "nextPoint").full_text.startswith("Næste: Morgener")
    room.click("nextPointButton")
    assert room.find(WrapLabel, "pointTitle").text().startswith("Morgener")
    room.click("previousPoint")
    assert room.find(WrapLabel, "pointTitle").text() == "Velkomst, roller og tid"


def test_the_menu_of_a_point_parks_it_and_takes_it_up_again(room: Room) -> None:
    rail = room.find(AgendaRail, "agendaRail")
    fourth = room.meeting.items[3].id
    menu = room.step._room.point_menu
    rail.menu_requested.emit(fourth, QPoint(5, 5))
    room.choose("pointToNext")
    assert item(room, "Aflastning").is_parked
    menu.close()
    rail.menu_requested.emit(fourth, QPoint(5, 5))
    shown = [action.objectName() for action in menu.actions() if action.isVisible()]
    assert "takePointUp" in shown
    assert "pointToNext" not in shown
    room.choose("takePointUp")
    menu.close()
    assert not item(room, "Aflastning").is_parked
    assert said(room) == "”Aflastning i weekenden” er med igen."


def test_a_limited_point_reminds_while_others_are_in_the_room(room: Room) -> None:
    room.click("allHere")
    room.choose("limitPoint")
    dialog = room.step.findChildren(LimitPointDialog)[-1]
    room.qtbot.waitUntil(dialog.isVisible)
    rows = dialog.findChildren(CheckRow)
    assert all(row.isChecked() for row in rows)
    for row in rows[2:]:
        room.qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    room.qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    assert len(room.meeting.items[0].only_for) == 2
    note = room.find(LimitNote, "limitNote")
    words = room.find(WrapLabel, "limitWords").text()
    assert note.isVisible()
    # A mirrored screen shows the card to everybody, so it names nobody.
    assert words == "Punktet er kun for nogle. Andre er i rummet. Skærmen viser det ikke."
    assert "Punktet er kun for Sofie og Jonas. Karin Dam, Lise Berg, " in note.toolTip()
    assert room.find(Pill, "pointLimited").text == "kun for nogle"
    assert "Kun for Sofie og Jonas" in room.find(Pill, "pointLimited").toolTip()
    room.click("nextPointButton")
    assert not note.isVisible()
    room.click("previousPoint")
    room.step.undo()
    assert not room.meeting.items[0].is_limited
    assert not note.isVisible()


def test_a_point_is_never_limited_to_nobody(room: Room) -> None:
    room.choose("limitPoint")
    dialog = room.step.findChildren(LimitPointDialog)[-1]
    room.qtbot.waitUntil(dialog.isVisible)
    for row in dialog.findChildren(CheckRow):
        room.qtbot.keyClick(row, Qt.Key.Key_Space)
    assert not dialog.confirm_button.isEnabled()
    everybody = dialog.findChild(Button, "everybodyMayHear")
    room.qtbot.mouseClick(everybody, Qt.MouseButton.LeftButton)
    assert dialog.chosen() == ()
    dialog.reject()


def test_a_break_stops_the_clock_and_goes_on_where_it_was(room: Room) -> None:
    at(room.desk, 15, 36)
    room.write("Halvt skrevet", enter=False)
    room.qtbot.keyClick(room.text, Qt.Key.Key_F4)
    assert room.meeting.is_paused
    pause = room.find(PauseScreen, "pauseScreen")
    assert pause.isVisible()
    at(room.desk, 15, 56, 30)
    pause.time_wanted.emit()
    assert room.find(Label, "pauseSince").text() == "Siden 15.36 · 20 min"
    assert "Velkomst" in room.find(WrapLabel, "pauseThen").text()
    room.qtbot.keyClick(pause, Qt.Key.Key_F4)
    assert not room.meeting.is_paused
    assert room.text.hasFocus()
    assert room.text.toPlainText() == "Halvt skrevet"
    assert room.find(Label, "meetingTime").text() == "6 af 90 min · slutter 17.00"


def test_ctrl_enter_ends_the_break(room: Room) -> None:
    room.choose("pauseMeeting")
    pause = room.find(PauseScreen, "pauseScreen")
    room.qtbot.keyClick(pause, Qt.Key.Key_Return, CONTROL)
    room.qtbot.waitUntil(lambda: not room.meeting.is_paused)
    assert room.meeting.state is MeetingState.RUNNING


def late(room: Room) -> LateQuestion:
    at(room.desk, 16, 52)
    room.step._room.repaint_time()
    question = room.find(LateQuestion, "lateQuestion")
    assert question.isVisible()
    return question


def test_a_late_end_asks_once_and_leaves_the_pen_alone(room: Room) -> None:
    room.write("Midt i en", enter=False)
    question = late(room)
    assert room.text.hasFocus()
    asked = room.find(WrapLabel, "lateWords").text()
    assert asked.endswith("og der er 5 punkter endnu. Hvad gør I?")
    room.click("justGoOn")
    assert not question.isVisible()
    assert room.text.hasFocus()
    room.step._room.repaint_time()
    assert not question.isVisible()


def test_more_time_moves_the_end_and_can_be_undone(room: Room) -> None:
    question = late(room)
    room.click("extendMeeting")
    assert not question.isVisible()
    assert room.find(Label, "meetingTime").text() == "82 af 105 min · slutter 17.15"
    room.step.undo()
    assert room.find(Label, "meetingTime").text() == "82 af 90 min · slutter 17.00"


def test_the_rest_is_parked_but_not_the_closing(room: Room) -> None:
    late(room)
    room.click("parkRest")
    parked = [each.title for each in room.meeting.items if each.is_parked]
    assert parked == titles(room)[1:4]
    assert said(room) == "3 punkter er parkeret til næste møde."
    room.step.undo()
    assert not any(each.is_parked for each in room.meeting.items)


def test_the_closing_can_begin_at_once(room: Room) -> None:
    late(room)
    room.click("goToClosing")
    current = room.meeting.current_item
    assert current is not None
    assert current.id == room.meeting.items[-2].id


def test_the_thin_line_follows_the_time_of_the_meeting(room: Room) -> None:
    line = room.find(TimeLine, "timeLine")
    tones = [line.tone]
    at(room.desk, 16, 45)
    room.step._room.repaint_time()
    tones.append(line.tone)
    at(room.desk, 17, 1)
    room.step._room.repaint_time()
    assert [*tones, line.tone] == [Tone.ACCENT, Tone.WARN, Tone.BAD]


def test_every_line_of_the_menu_with_a_key_shows_it(room: Room) -> None:
    keys = {
        action.objectName(): action.shortcut().toString()
        for action in room.find(QMenu, "moreMenu").actions()
        if not action.isSeparator()
    }
    assert keys["newPoint"] == "Ctrl+Shift+N"
    assert keys["parkPointLine"] == "Ctrl+Shift+P"
    assert keys["pauseMeeting"] == "F4"
    assert keys["openBoard"] == "F3"
    assert keys["openReadBack"] == "F6"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["Sofie"], "Sofie"),
        (["Sofie", "Jonas"], "Sofie og Jonas"),
        (["A", "B", "C"], "A, B og C"),
        (["A", "B", "C", "D", "E"], "A, B, C og 2 til"),
    ],
)
def test_names_are_joined_as_people_say_them(names: list[str], expected: str) -> None:
    assert joined(names) == expected
