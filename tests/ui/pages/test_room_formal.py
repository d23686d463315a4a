"""Er det en afgørelse? Notes marked as formal matters by key and menu, and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from moedeleder.domain.statements import Formal
from moedeleder.ui.dialogs.answer_day import AnswerDayDialog
from moedeleder.ui.pages.room.note_menu import NoteMenu, note_menu
from moedeleder.ui.widgets.undo_bar import UndoBar
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.room_helpers import Room, running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)
_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(qtbot: QtBot, desk: TestDesk, example: Example) -> Room:
    return running(qtbot, desk, example)


def labels(menu: NoteMenu) -> list[str]:
    return [action.text().split("\t")[0] for action in menu.actions() if action.text()]


def test_a_key_in_the_pen_marks_what_was_just_written(room: Room) -> None:
    room.write("/p Vi søger om aflastning.")
    room.qtbot.keyClick(room.text, Qt.Key.Key_A, _KEYS)
    (said,) = room.meeting.statements
    assert said.formal is Formal.APPLICATION
    assert said.formal_due == room.desk.office.statements.formal_due_proposed()
    assert room.notes.notes[0].mark.startswith("Ansøgning · svar senest ")
    assert "Ansøgning · svar senest" in room.shown()[0]
    bar = room.find(UndoBar, "undoBar")
    assert bar.message.startswith("Ansøgning. Svar senest ")
    bar.undo()
    assert room.meeting.statements[0].formal is Formal.NONE
    room.step.redo()
    assert room.meeting.statements[0].formal is Formal.APPLICATION


def test_the_same_key_takes_the_mark_away_and_another_changes_it(room: Room) -> None:
    room.write("Taxa til skolen")
    for key, formal in (
        (Qt.Key.Key_A, Formal.APPLICATION),
        (Qt.Key.Key_D, Formal.DECISION),
        (Qt.Key.Key_D, Formal.NONE),
    ):
        room.qtbot.keyClick(room.text, key, _KEYS)
        assert room.meeting.statements[0].formal is formal


def test_a_private_note_and_a_promise_are_never_formal(room: Room) -> None:
    room.write("/n Kun for mig")
    room.qtbot.keyClick(room.text, Qt.Key.Key_A, _KEYS)
    assert room.meeting.statements[0].formal is Formal.NONE
    assert room.find(UndoBar, "undoBar").message == "Vælg først den note, der skal mærkes."
    room.write("/a Ringer")
    for note in room.notes.notes:
        assert labels(note_menu(note, room.step)) == ["Ret", "Fjern"]


def test_the_chosen_note_is_marked_from_the_list(room: Room) -> None:
    room.write("Den første")
    room.write("Den anden")
    room.notes.choose(room.meeting.statements[0].id)
    room.notes.setFocus()
    room.qtbot.keyClick(room.notes, Qt.Key.Key_D, _KEYS)
    assert [s.formal for s in room.meeting.statements] == [Formal.DECISION, Formal.NONE]


def test_the_menu_says_what_happens(room: Room) -> None:
    room.write("Taxa til skolen")
    menu = note_menu(room.notes.notes[0], room.step)
    marks = ["Markér som ansøgning", "Markér: kræver afgørelse"]
    assert labels(menu) == ["Ret", "Fjern", *marks]
    room.notes.formal_requested.emit(room.meeting.statements[0].id, Formal.DECISION)
    after = note_menu(room.notes.notes[0], room.step)
    assert labels(after)[2:] == [
        "Markér som ansøgning",
        "Ret fristen for svaret …",
        "Fjern mærket",
    ]


def test_the_day_is_changed_in_a_small_dialog(room: Room) -> None:
    room.write("Taxa til skolen")
    note_id = room.meeting.statements[0].id
    room.notes.formal_requested.emit(note_id, Formal.DECISION)
    room.notes.formal_due_requested.emit(note_id)
    dialog = room.step.findChild(AnswerDayDialog)
    assert dialog is not None
    room.qtbot.waitUntil(dialog.isVisible)
    edit = dialog.day.findChild(QLineEdit)
    assert edit is not None
    edit.setText("snart")
    dialog.confirm_button.click()
    assert dialog.isVisible()
    edit.clear()
    room.qtbot.keyClicks(edit, "18/12")
    dialog.confirm_button.click()
    room.qtbot.waitUntil(lambda: not dialog.isVisible())
    assert room.meeting.statements[0].formal_due == date(2026, 12, 18)
    room.qtbot.waitUntil(lambda: QApplication.focusWidget() is room.text)
    room.step.undo()
    assert room.meeting.statements[0].formal_due != date(2026, 12, 18)


def test_a_rewritten_matter_stays_one_and_a_private_one_does_not(room: Room) -> None:
    room.write("Vi søger")
    room.qtbot.keyClick(room.text, Qt.Key.Key_A, _KEYS)
    room.notes.edit_requested.emit(room.meeting.statements[0].id)
    room.write(" om taxa")
    assert room.meeting.statements[0].formal is Formal.APPLICATION
