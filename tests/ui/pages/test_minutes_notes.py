"""The list of what was said beside the minutes, with real widgets and a real store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import ItemDraft
from moedeleder.domain.record import TEXT_PARTS, PartKey
from moedeleder.domain.statements import LEFT_OUT, StatementKind
from moedeleder.ui.pages.minutes.limited_question import LimitedQuestion
from moedeleder.ui.pages.minutes.note_rows import NoteState
from moedeleder.ui.pages.minutes.note_rows_model import DRAGGED
from tests.ui.held_meeting import hold, write
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.minutes_helpers import Minutes, open_minutes

SECRET = "Det skal kun Sofie høre."
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
    beside = minutes.notes.list.beside(minutes.said(StatementKind.FACT).id)
    minutes.click("noteLeaveOut")
    assert minutes.said(StatementKind.FACT).part == LEFT_OUT
    assert minutes.edit(PartKey.FACTS).toPlainText() == ""
    # One goes on where one was, not at the foot where the line stands now.
    row = minutes.notes.list.row
    assert row is not None
    assert row.id == beside
    assert minutes.notes.list.hasFocus()
    assert minutes.choose(StatementKind.FACT).state is NoteState.LEFT_OUT
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


@pytest.fixture
def private_talk(qtbot: QtBot, desk: TestDesk, example: Example) -> Minutes:
    """Step 3 of a meeting where a point, and what was said there, was for Sofie alone."""
    office, meeting_id = desk.office, example.meeting.id
    before = {item.id for item in office.meetings.get(meeting_id).items}
    office.agenda.add(meeting_id, ItemDraft("Kun os", minutes=5))
    items = office.meetings.get(meeting_id).items
    point = next(item for item in items if item.id not in before)
    office.points.limit(point.id, point.version, (example.person("Sofie").id,))
    hold(desk, example)
    meeting = office.statements.say(meeting_id, StatementKind.FACT, SECRET, item_id=point.id)
    return open_minutes(qtbot, desk, meeting)


def choose_secret(minutes: Minutes) -> None:
    minutes.step.hands.go_to_notes()
    meeting = minutes.desk.office.meetings.get(minutes.meeting_id)
    said = next(each for each in meeting.statements if each.text == SECRET)
    assert minutes.notes.list.choose(said.id)


def everything(minutes: Minutes) -> str:
    return "\n".join(minutes.saved(key) for key in TEXT_PARTS)


def question(minutes: Minutes) -> LimitedQuestion:
    shown = [each for each in minutes.step.findChildren(LimitedQuestion) if each.isVisible()]
    assert len(shown) == 1
    return shown[0]


def answer(minutes: Minutes, name: str) -> None:
    asked = question(minutes)
    minutes.qtbot.mouseClick(asked.findChild(QWidget, name), Qt.MouseButton.LeftButton)
    minutes.qtbot.waitUntil(lambda: not asked.isVisible())


def test_what_only_some_heard_is_not_put_in_by_taking_it_up_again(private_talk: Minutes) -> None:
    choose_secret(private_talk)
    private_talk.qtbot.keyClick(private_talk.notes.list, Qt.Key.Key_Delete)
    choose_secret(private_talk)
    private_talk.click("noteMain")
    assert SECRET not in everything(private_talk)
    assert private_talk.message.startswith("Noten er ikke udeladt mere.")
    row = private_talk.notes.list.row
    assert row is not None
    assert row.state is NoteState.WAITING


def test_what_only_some_heard_is_moved_after_a_yes_in_words(private_talk: Minutes) -> None:
    choose_secret(private_talk)
    private_talk.click("noteMove")
    private_talk.choose_part(PartKey.CONCLUSION)
    said = " ".join(each.text() for each in question(private_talk).findChildren(QLabel))
    assert "Kun for Sofie" in said
    assert "alle, der får referatet" in said
    answer(private_talk, "limitedQuestionCancel")
    assert SECRET not in everything(private_talk)
    private_talk.click("noteMove")
    private_talk.choose_part(PartKey.CONCLUSION)
    answer(private_talk, "limitedQuestionConfirm")
    assert SECRET in private_talk.saved(PartKey.CONCLUSION)
    private_talk.step.undo()
    assert SECRET not in everything(private_talk)


def test_what_only_some_heard_is_put_in_after_a_yes(private_talk: Minutes) -> None:
    choose_secret(private_talk)
    private_talk.qtbot.keyClick(private_talk.notes.list, Qt.Key.Key_Return)
    assert SECRET not in everything(private_talk)
    answer(private_talk, "limitedQuestionConfirm")
    assert SECRET in private_talk.saved(PartKey.FACTS)
