"""The paragraph at the cursor: its source, its way up and down, to another part, and out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.record import PartKey
from moedeleder.domain.statements import LEFT_OUT, StatementKind
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.rich_text_edit import RichTextEdit
from tests.ui.held_meeting import hold
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.minutes_helpers import Minutes, open_minutes

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
SOFIE = "Sofie Eksempel (mor): ”Det værste er, at vi er alene med det.”"
JONAS = "Jonas Eksempel (far): ”Skemaet er lavet om tre gange i efteråret.”"


@pytest.fixture
def minutes(qtbot: QtBot, desk: TestDesk, example: Example) -> Minutes:
    return open_minutes(qtbot, desk, hold(desk, example))


def stand(minutes: Minutes, key: PartKey) -> RichTextEdit:
    edit = minutes.edit(key)
    edit.setFocus()
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    return edit


def press(minutes: Minutes, edit: QWidget, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    for each in held:
        modifiers |= each
    minutes.qtbot.keyClick(edit, key, modifiers)


def told(minutes: Minutes) -> str:
    words = minutes.find("lineSource")
    assert isinstance(words, ElidedLabel)
    return words.full_text


def sources(edit: RichTextEdit) -> list[str]:
    return [block.source for block in edit.rich_text().blocks]


def test_the_line_at_the_cursor_tells_who_said_it_and_when(minutes: Minutes) -> None:
    stand(minutes, PartKey.CHILD_PERSPECTIVE)
    assert minutes.find("lineBar").isVisible()
    assert told(minutes).startswith("Kilde: Sofie Eksempel (mor)")
    assert "kl. 15.30" in told(minutes)


def test_a_line_of_ones_own_says_so(minutes: Minutes) -> None:
    edit = stand(minutes, PartKey.CONCLUSION)
    assert not minutes.find("lineBar").isVisible()
    minutes.qtbot.keyClicks(edit, "Vi er enige.")
    assert told(minutes) == "Linjen er skrevet her i referatet."
    assert not minutes.find("seeSource").isVisible()


def test_own_words_that_read_otherwise_can_be_had_back_and_that_undone(minutes: Minutes) -> None:
    edit = stand(minutes, PartKey.PARENT_PERSPECTIVE)
    whole = edit.toPlainText()
    for _ in range(40):
        press(minutes, edit, Qt.Key.Key_Delete)
    assert told(minutes).startswith("Ordene er ændret · Kilde: ")
    cut = edit.toPlainText()
    press(minutes, edit, Qt.Key.Key_K, CONTROL, SHIFT)
    card = minutes.step.hands.lines.card
    assert card is not None
    button = card.findChild(QWidget, "useWords")
    minutes.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert edit.toPlainText() == whole
    minutes.step.undo()
    assert edit.toPlainText() == cut
    assert sources(edit)[1] == minutes.said(StatementKind.PARENT_WORDS).id


def test_the_source_leads_to_the_note(minutes: Minutes) -> None:
    edit = stand(minutes, PartKey.FACTS)
    press(minutes, edit, Qt.Key.Key_K, CONTROL, SHIFT)
    card = minutes.step.hands.lines.card
    assert card is not None
    assert card.findChild(QWidget, "useWords") is None
    minutes.qtbot.mouseClick(card.findChild(QWidget, "goToNote"), Qt.MouseButton.LeftButton)
    row = minutes.notes.list.row
    assert row is not None
    assert row.id == minutes.said(StatementKind.FACT).id


def test_a_line_moves_up_and_down_with_its_source_and_back_with_undo(minutes: Minutes) -> None:
    edit = stand(minutes, PartKey.PARENT_PERSPECTIVE)
    first, before = edit.toPlainText(), sources(edit)
    lines = first.split("\n")
    press(minutes, edit, Qt.Key.Key_Down, ALT, SHIFT)
    assert edit.toPlainText().split("\n")[:2] == [lines[1], lines[0]]
    assert sources(edit)[:2] == [before[1], before[0]]
    assert edit.textCursor().blockNumber() == 1
    press(minutes, edit, Qt.Key.Key_Z, CONTROL)
    assert edit.toPlainText() == first
    assert sources(edit) == before
    press(minutes, edit, Qt.Key.Key_Z, CONTROL, SHIFT)
    assert sources(edit)[:2] == [before[1], before[0]]
    press(minutes, edit, Qt.Key.Key_Up, ALT, SHIFT)
    assert minutes.saved(PartKey.PARENT_PERSPECTIVE) == first


def test_sources_survive_undo_of_split_and_merge(minutes: Minutes) -> None:
    edit = stand(minutes, PartKey.PARENT_PERSPECTIVE)
    before = sources(edit)
    for _ in range(8):
        press(minutes, edit, Qt.Key.Key_Right)
    press(minutes, edit, Qt.Key.Key_Return)
    assert sources(edit)[:2] == [before[0], before[0]]
    press(minutes, edit, Qt.Key.Key_Z, CONTROL)
    assert sources(edit) == before
    edit.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    press(minutes, edit, Qt.Key.Key_Delete)
    press(minutes, edit, Qt.Key.Key_Z, CONTROL)
    assert sources(edit) == before


def test_a_key_moves_what_was_said_to_another_part(minutes: Minutes) -> None:
    edit = stand(minutes, PartKey.PARENT_PERSPECTIVE)
    line = edit.toPlainText().split("\n")[0]
    press(minutes, edit, Qt.Key.Key_M, CONTROL, SHIFT)
    minutes.choose_part(PartKey.PROBLEM)
    assert line in minutes.edit(PartKey.PROBLEM).toPlainText()
    assert line not in minutes.edit(PartKey.PARENT_PERSPECTIVE).toPlainText()
    assert minutes.edit(PartKey.PROBLEM).hasFocus()
    minutes.step.undo()
    assert line in minutes.saved(PartKey.PARENT_PERSPECTIVE)


def test_a_line_of_ones_own_moves_as_text_and_back(minutes: Minutes) -> None:
    edit = stand(minutes, PartKey.CONCLUSION)
    minutes.qtbot.keyClicks(edit, "Vi er enige.")
    press(minutes, edit, Qt.Key.Key_M, CONTROL, SHIFT)
    minutes.choose_part(PartKey.GUIDANCE)
    assert minutes.saved(PartKey.GUIDANCE).endswith("Vi er enige.")
    assert minutes.saved(PartKey.CONCLUSION) == ""
    minutes.qtbot.keyClicks(minutes.edit(PartKey.CONCLUSION), "Mere.")
    minutes.step.undo()
    assert sorted(minutes.saved(PartKey.CONCLUSION).split("\n")) == ["Mere.", "Vi er enige."]
    assert "Vi er enige." not in minutes.saved(PartKey.GUIDANCE)


def test_a_key_leaves_what_was_said_out(minutes: Minutes) -> None:
    edit = stand(minutes, PartKey.FACTS)
    press(minutes, edit, Qt.Key.Key_Delete, CONTROL, SHIFT)
    assert edit.toPlainText() == ""
    assert minutes.said(StatementKind.FACT).part == LEFT_OUT
    minutes.step.undo()
    assert minutes.said(StatementKind.FACT).part == ""
    assert "hver anden dag" in minutes.saved(PartKey.FACTS)


def test_a_key_takes_out_a_line_of_ones_own(minutes: Minutes) -> None:
    edit = stand(minutes, PartKey.CONCLUSION)
    minutes.qtbot.keyClicks(edit, "Første.")
    press(minutes, edit, Qt.Key.Key_Return)
    minutes.qtbot.keyClicks(edit, "Anden.")
    press(minutes, edit, Qt.Key.Key_Delete, CONTROL, SHIFT)
    assert minutes.saved(PartKey.CONCLUSION) == "Første."
    minutes.step.undo()
    assert minutes.saved(PartKey.CONCLUSION) == "Første.\nAnden."
