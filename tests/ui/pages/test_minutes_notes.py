"""The list of what was said beside the minutes, with real widgets and a real store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moedeleder.domain.record import PartKey
from moedeleder.domain.statements import LEFT_OUT, StatementKind
from moedeleder.ui.pages.minutes.note_rows import NoteState
from moedeleder.ui.pages.minutes.note_rows_model import DRAGGED
from tests.ui.held_meeting import hold, write
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.minutes_helpers import Minutes, open_minutes

FACT = "Alma er kommet i skole hver anden dag siden uge 43."


@pytest.fixture
def minutes(qtbot: QtBot, desk: TestDesk, example: Example) -> Minutes:
    return open_minutes(qtbot, desk, hold(desk, example))


def test_it_shows_what_was_said_part_by_part_and_never_private_notes(minutes: Minutes) -> None:
    minutes.step.hands.go_to_notes()
    headings = [row.heading for row in minutes.notes.rows if not row.line]
    assert headings == [
        "Oplysninger · 1",
        "Almas perspektiv · 1",
        "Forældrenes perspektiv · 2",
        "Faglige vurderinger · 1",
        "Vejledning givet · 1",
        "Uenigheder · 1",
    ]
    assert all(row.state is NoteState.IN_TEXT for row in minutes.notes.rows if row.line)
    assert "Husk at ringe" not in repr(minutes.notes.rows)


def test_enter_goes_to_the_place_in_the_text(minutes: Minutes) -> None:
    minutes.choose(StatementKind.FACT)
    minutes.qtbot.keyClick(minutes.notes.list, Qt.Key.Key_Return)
    edit = minutes.edit(PartKey.FACTS)
    assert edit.hasFocus()
    assert FACT in edit.textCursor().block().text()


def test_a_click_points_the_place_out_and_leaves_the_keyboard_in_the_list(minutes: Minutes) -> None:
    minutes.choose(StatementKind.FACT)
    notes, edit = minutes.notes.list, minutes.edit(PartKey.FACTS)
    place = notes.visualRect(notes.currentIndex()).center()
    minutes.qtbot.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(edit.extraSelections()) == 1
    assert FACT in edit.textCursor().block().text()
    assert notes.hasFocus()
    assert not minutes.section(PartKey.FACTS).keeper.is_dirty


def test_a_line_is_moved_from_the_list_and_moved_back(minutes: Minutes) -> None:
    minutes.choose(StatementKind.FACT)
    minutes.click("noteMove")
    minutes.choose_part(PartKey.CONCLUSION)
    assert FACT in minutes.saved(PartKey.CONCLUSION)
    assert FACT not in minutes.saved(PartKey.FACTS)
    assert minutes.message == "Linjen er flyttet til Konklusion."
    minutes.step.undo()
    assert FACT in minutes.edit(PartKey.FACTS).toPlainText()
    assert minutes.saved(PartKey.CONCLUSION) == ""
    minutes.step.redo()
    assert FACT in minutes.edit(PartKey.CONCLUSION).toPlainText()


def test_words_typed_a_moment_ago_survive_a_move_and_its_undoing(minutes: Minutes) -> None:
    minutes.choose(StatementKind.FACT)
    edit = minutes.edit(PartKey.CONCLUSION)
    minutes.qtbot.keyClicks(edit, "Lige skrevet.")
    minutes.notes.move_requested.emit(minutes.notes.list.row, PartKey.CONCLUSION)
    assert minutes.edit(PartKey.CONCLUSION).toPlainText().startswith("Lige skrevet.")
    minutes.qtbot.keyClicks(minutes.edit(PartKey.PROBLEM), "Og mere. ")
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    minutes.qtbot.keyClicks(edit, "Først: ")
    minutes.step.undo()
    assert minutes.saved(PartKey.CONCLUSION) == "Først: Lige skrevet."
    assert "Og mere." in minutes.saved(PartKey.PROBLEM)
    assert FACT in minutes.saved(PartKey.FACTS)


def test_a_line_is_left_out_and_taken_in_again(minutes: Minutes) -> None:
    minutes.choose(StatementKind.FACT)
    minutes.qtbot.keyClick(minutes.notes.list, Qt.Key.Key_Delete)
    assert minutes.said(StatementKind.FACT).part == LEFT_OUT
    assert minutes.edit(PartKey.FACTS).toPlainText() == ""
    row = minutes.notes.list.row
    assert row is not None
    assert row.state is NoteState.LEFT_OUT
    assert [each.heading for each in minutes.notes.rows if not each.line][-1] == (
        "Ikke i referatet · 1"
    )
    assert not minutes.find("noteLeaveOut").isEnabled()
    minutes.click("noteMain")
    assert FACT in minutes.edit(PartKey.FACTS).toPlainText()


def test_what_is_not_in_the_text_can_be_put_in(minutes: Minutes) -> None:
    write(minutes.desk, minutes.step.hands.meeting, PartKey.FACTS, "Noget helt andet.")
    minutes.step.reload()
    row = minutes.choose(StatementKind.FACT)
    assert row.state is NoteState.WAITING
    minutes.qtbot.keyClick(minutes.notes.list, Qt.Key.Key_Return)
    assert minutes.saved(PartKey.FACTS).count(FACT) == 1
    minutes.step.undo()
    assert minutes.saved(PartKey.FACTS) == "Noget helt andet."


def test_own_words_that_were_changed_are_told(minutes: Minutes) -> None:
    edit = minutes.edit(PartKey.CHILD_PERSPECTIVE)
    edit.setFocus()
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    for _ in range(30):
        minutes.qtbot.keyClick(edit, Qt.Key.Key_Delete)
    minutes.saved(PartKey.CHILD_PERSPECTIVE)
    assert minutes.choose(StatementKind.CHILD_WORDS).state is NoteState.OTHER_WORDS


def drag(minutes: Minutes, kind: StatementKind, key: PartKey) -> None:
    data = QMimeData()
    data.setData(DRAGGED, minutes.said(kind).id.encode())
    over, action = minutes.section(key), Qt.DropAction.MoveAction
    place, none = QPointF(20, 20), Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(place.toPoint(), action, data, left, none)
    QApplication.sendEvent(over, enter)
    assert enter.isAccepted()
    drop = QDropEvent(place, action, data, left, none)
    QApplication.sendEvent(over, drop)


def test_a_line_dragged_onto_a_part_stands_there(minutes: Minutes) -> None:
    drag(minutes, StatementKind.FACT, PartKey.PROBLEM)
    assert FACT in minutes.saved(PartKey.PROBLEM)
    assert FACT not in minutes.saved(PartKey.FACTS)


def test_a_part_that_changed_elsewhere_is_looked_at_first(minutes: Minutes) -> None:
    row = minutes.choose(StatementKind.FACT)
    minutes.section(PartKey.FACTS).go()
    minutes.qtbot.keyClicks(minutes.edit(PartKey.FACTS), " Mine ord.")
    write(minutes.desk, minutes.step.hands.meeting, PartKey.FACTS, "Den andens ord.")
    assert not minutes.step.hands.deeds.move(row, PartKey.PROBLEM)
    assert minutes.said(StatementKind.FACT).part == ""
    assert "Mine ord." in minutes.edit(PartKey.FACTS).toPlainText()
    assert minutes.step.banner.isVisible()
