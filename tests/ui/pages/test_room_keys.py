"""Words typed in the meeting are written down, whatever has the keyboard when they come."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.statements import BOARD
from moedeleder.ui.dialogs.limit_point import LimitPointDialog
from moedeleder.ui.dialogs.new_point import NewPointDialog
from moedeleder.ui.pages.room.agenda_rail import AgendaRail
from moedeleder.ui.pages.room.board import BoardPage
from moedeleder.ui.pages.room.keys_home import KeysHome
from moedeleder.ui.pages.room.line_edit import GrowingEdit
from moedeleder.ui.pages.room.pause_screen import PauseScreen
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.checklist import CheckRow
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.room_helpers import Room, running

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(qtbot: QtBot, desk: TestDesk, example: Example) -> Room:
    return running(qtbot, desk, example)


def press(qtbot: QtBot, *keys: str | Qt.Key) -> None:
    """Press keys as a person does: each goes to whatever has the keyboard just then."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)


def tab_to(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus()


def places(room: Room) -> list[QWidget]:
    room.step._room.side.go_to(1)
    return [
        room.find(AgendaRail, "agendaRail"),
        room.find(Button, "moreDeeds"),
        room.find(Button, "nextPointButton"),
        room.find(CheckRow, "check-" + room.step._room.side.checks.list.rows[0].item_id),
        room.find(QWidget, "sideTabs"),
        room.find(QWidget, "composerWho"),
    ]


@pytest.mark.parametrize("at", range(6))
def test_a_sentence_is_written_whatever_has_the_keyboard(room: Room, at: int) -> None:
    place = places(room)[at]
    tab_to(place)
    press(room.qtbot, *"Gas og Tis, ja/nej @")
    assert room.text.toPlainText() == "Gas og Tis, ja/nej @"
    assert room.text.hasFocus()
    assert not any(each.done for each in room.meeting.checks)


def test_commands_and_names_work_from_a_list(room: Room) -> None:
    tab_to(room.find(AgendaRail, "agendaRail"))
    press(room.qtbot, *"/f @sof Det går bedre.", Qt.Key.Key_Return)
    assert room.shown()[0].startswith("Fakta. Sofie")


def test_words_written_with_a_list_of_notes_in_hand_go_to_the_line(room: Room) -> None:
    room.write("Første note.")
    tab_to(room.notes)
    press(room.qtbot, *"Hun sover")
    assert room.text.toPlainText() == "Hun sover"


@pytest.mark.parametrize("at", range(6))
def test_esc_goes_to_the_line(room: Room, at: int) -> None:
    tab_to(places(room)[at])
    press(room.qtbot, Qt.Key.Key_Escape)
    assert room.text.hasFocus()


def test_esc_leaves_a_time_field_too(room: Room) -> None:
    row = room.row("Jonas")
    room.qtbot.mouseClick(row.buttons[Attendance.LATE], Qt.MouseButton.LeftButton)
    room.step._room.side.go_to(0)
    row.time.edit.setFocus()
    press(room.qtbot, "1", Qt.Key.Key_Escape)
    assert room.text.hasFocus()
    assert room.text.toPlainText() == ""


def test_ctrl_and_alt_never_write(room: Room) -> None:
    rail = room.find(AgendaRail, "agendaRail")
    tab_to(rail)
    room.qtbot.keyClick(rail, "j", CONTROL)
    room.qtbot.keyClick(rail, "j", ALT)
    assert room.text.toPlainText() == ""
    assert rail.hasFocus()


def test_alt_gr_and_shift_write(room: Room) -> None:
    rail = room.find(AgendaRail, "agendaRail")
    tab_to(rail)
    at = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_At, CONTROL | ALT, "@")
    QApplication.sendEvent(rail, at)
    tab_to(rail)
    QApplication.sendEvent(rail, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Aring, SHIFT, "Å"))
    assert room.text.toPlainText() == "@Å"


def test_a_dead_key_waits_for_its_letter(room: Room) -> None:
    rail = room.find(AgendaRail, "agendaRail")
    tab_to(rail)
    none = Qt.KeyboardModifier.NoModifier
    dead = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Dead_Acute, none, "")
    QApplication.sendEvent(rail, dead)
    QApplication.sendEvent(rail, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_E, none, "e"))
    assert room.text.toPlainText() == "é"


def test_space_ticks_where_one_went_by_keyboard(room: Room) -> None:
    room.step._room.side.go_to(1)
    row = room.step._room.side.checks.list.rows[0]
    tab_to(row)
    press(room.qtbot, Qt.Key.Key_Space)
    assert [each.key for each in room.meeting.checks if each.done] == [row.item_id]
    assert room.text.toPlainText() == ""


class Hands:
    """A page with a line and a button, and a clock that stands until it is set."""

    def __init__(self, qtbot: QtBot) -> None:
        self.seconds = 0.0
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.line, self.button = GrowingEdit(), Button("Gør det")
        row = QHBoxLayout(self.page)
        row.addWidget(self.line)
        row.addWidget(self.button)
        self.pressed = 0
        self.button.clicked.connect(self._count)
        self.keys = KeysHome(self.page, self.page, lambda _: self.line, now=lambda: self.seconds)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()

    def _count(self) -> None:
        self.pressed += 1


@pytest.mark.parametrize(("waited", "pressed"), [(0.3, 0), (1.6, 1)])
def test_a_space_amid_words_is_a_space(qtbot: QtBot, waited: float, pressed: int) -> None:
    hands = Hands(qtbot)
    hands.line.setFocus()
    press(qtbot, "a")
    hands.button.setFocus(Qt.FocusReason.OtherFocusReason)
    hands.seconds += waited
    press(qtbot, Qt.Key.Key_Space)
    assert hands.pressed == pressed
    assert hands.line.toPlainText() == ("a" if pressed else "a ")


def test_a_key_that_goes_somewhere_ends_the_words(qtbot: QtBot) -> None:
    hands = Hands(qtbot)
    hands.line.setFocus()
    press(qtbot, "a", Qt.Key.Key_Tab)
    assert hands.button.hasFocus()
    press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert hands.pressed == 2


def test_a_space_after_a_click_belongs_to_the_words(qtbot: QtBot) -> None:
    hands = Hands(qtbot)
    qtbot.mouseClick(hands.button, Qt.MouseButton.LeftButton)
    hands.button.setFocus(Qt.FocusReason.MouseFocusReason)
    press(qtbot, Qt.Key.Key_Space)
    assert hands.pressed == 1
    assert hands.line.hasFocus()


def test_up_goes_from_the_empty_line_to_the_last_note_and_down_comes_back(room: Room) -> None:
    room.write("Den første.")
    room.write("Den sidste.")
    press(room.qtbot, Qt.Key.Key_Up)
    assert room.notes.hasFocus()
    note = room.notes.current_note
    assert note is not None
    assert note.text == "Den sidste."
    press(room.qtbot, Qt.Key.Key_Up, Qt.Key.Key_Down)
    assert room.notes.hasFocus()
    press(room.qtbot, Qt.Key.Key_Down)
    assert room.text.hasFocus()


def test_up_stays_in_a_line_with_words(room: Room) -> None:
    room.write("En note.")
    press(room.qtbot, "a", Qt.Key.Key_Up)
    assert room.text.hasFocus()


# --- the menu, the break and the dialogs -----------------------------------------------------


def test_a_dialog_opened_from_the_menu_gives_the_keyboard_to_the_line(room: Room) -> None:
    tab_to(room.find(Button, "moreDeeds"))
    room.choose("newPoint")
    dialog = room.step.findChildren(NewPointDialog)[-1]
    dialog.reject()
    room.qtbot.waitUntil(room.text.hasFocus)


def test_parking_from_the_foot_gives_the_keyboard_to_the_line(room: Room) -> None:
    tab_to(room.find(Button, "parkPoint"))
    room.choose("parkForNext")
    assert room.text.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, "s"])
def test_writing_does_not_end_a_break(room: Room, key: str | Qt.Key) -> None:
    room.choose("pauseMeeting")
    pause = room.find(PauseScreen, "pauseScreen")
    assert pause.main.hasFocus()
    said = room.find(WrapLabel, "pauseSaid")
    assert said.text() == ""
    press(room.qtbot, key)
    assert room.meeting.is_paused
    assert said.text() == (
        "I holder pause. Det, du skriver nu, bliver ikke gemt. Tryk F4 for at fortsætte."
    )
    room.qtbot.mouseClick(pause.main, Qt.MouseButton.LeftButton)
    assert not room.meeting.is_paused
    assert room.text.toPlainText() == ""


def test_ctrl_enter_ends_a_break(room: Room) -> None:
    room.choose("pauseMeeting")
    pause = room.find(PauseScreen, "pauseScreen")
    room.qtbot.keyClick(pause.main, Qt.Key.Key_Return, CONTROL)
    room.qtbot.waitUntil(lambda: not room.meeting.is_paused)


def test_enter_saves_who_may_hear_a_point_and_space_ticks(room: Room) -> None:
    room.choose("limitPoint")
    dialog = room.step.findChildren(LimitPointDialog)[-1]
    first = dialog.list.rows[0]
    room.qtbot.keyClick(first, Qt.Key.Key_Space)
    assert not first.isChecked()
    room.qtbot.keyClick(first, Qt.Key.Key_Return)
    point = room.meeting.current_item
    assert point is not None
    assert len(point.only_for) == len(room.meeting.attendees) - 1


def test_the_menu_lists_the_keys_of_the_panels_and_of_the_screen(room: Room) -> None:
    lines = [each.text() for each in room.find(QMenu, "moreMenu").actions()]
    for line in (
        "Nyt punkt\tCtrl+Shift+N",
        "Til stede\tCtrl+Shift+T",
        "Tjekliste\tCtrl+T",
        "Skærm til alle\tF8",
        "Frys skærm til alle\tF9",
        "Sluk eller tænd skærm til alle\tF12",
    ):
        assert line in lines
    room.choose("goToChecks")
    assert room.step._room.side.checks.list.rows[0].hasFocus()


# --- the board ------------------------------------------------------------------------------


def test_on_the_board_a_column_keeps_what_is_typed_in_it(room: Room) -> None:
    room.step.board_requested.emit()
    page = room.find(BoardPage, "boardPage")
    works = page.columns[BOARD[1]]
    works.go()
    press(room.qtbot, *"Tegnedag", Qt.Key.Key_Return)
    room.qtbot.waitUntil(lambda: works.lines[0].isVisible())
    tab_to(works.lines[0])
    press(room.qtbot, *"Cykel")
    assert works.edit.toPlainText() == "Cykel"
    assert works.edit.hasFocus()


def test_on_the_board_tab_goes_from_line_to_line(room: Room) -> None:
    room.step.board_requested.emit()
    page = room.find(BoardPage, "boardPage")
    edits = [page.columns[kind].edit for kind in BOARD]
    for edit in edits:
        edit.setFocus()
        press(room.qtbot, *"ord", Qt.Key.Key_Return)
    lines = [page.columns[kind].lines[0] for kind in BOARD]
    room.qtbot.waitUntil(lambda: all(line.isVisible() for line in lines))
    edits[0].setFocus()
    press(room.qtbot, Qt.Key.Key_Tab)
    assert edits[1].hasFocus()
    press(room.qtbot, Qt.Key.Key_Tab)
    assert edits[2].hasFocus()
    press(room.qtbot, Qt.Key.Key_Tab)
    assert lines[0].hasFocus()
    press(room.qtbot, Qt.Key.Key_Up)
    assert edits[0].hasFocus()
