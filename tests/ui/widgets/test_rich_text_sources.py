"""What a line was made from, while words are taken away, written over, cut and pasted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moedeleder.domain.rich_text import Block, BlockKind, RichText, Run
from moedeleder.ui.widgets.rich_text_edit import RichTextEdit
from moedeleder.ui.widgets.rich_text_sources import LINES
from tests.ui.windows import opened

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Move = QTextCursor.MoveOperation


def line(text: str, source: str = "") -> Block:
    return Block((Run(text),), BlockKind.BULLET, source)


SAID = RichText((line("Mor sagde", "a"), line("Far sagde", "b"), line("Vores", "")))


@pytest.fixture
def edit(qtbot: QtBot) -> RichTextEdit:
    edit = RichTextEdit("Konklusion", object_name="conclusion")
    qtbot.addWidget(edit)
    edit.resize(500, 100)
    opened(qtbot, edit)
    edit.setFocus()
    edit.set_rich_text(SAID)
    edit.moveCursor(Move.Start)
    return edit


def told(edit: RichTextEdit) -> list[tuple[str, str]]:
    return [(block.text, block.source) for block in edit.rich_text().blocks]


def test_words_written_over_everything_have_no_source(edit: RichTextEdit, qtbot: QtBot) -> None:
    edit.set_rich_text(RichText(SAID.blocks[:2]))
    edit.selectAll()
    qtbot.keyClicks(edit, "Nyt")
    assert told(edit) == [("Nyt", "")]
    while edit.document().isUndoAvailable():
        edit.undo()
    assert told(edit) == [("Mor sagde", "a"), ("Far sagde", "b")]


def test_one_line_written_over_is_rewritten_and_keeps_its_source(
    edit: RichTextEdit, qtbot: QtBot
) -> None:
    qtbot.keyClick(edit, Qt.Key.Key_End, SHIFT)
    qtbot.keyClicks(edit, "Sofie fortalte")
    assert told(edit)[:2] == [("Sofie fortalte", "a"), ("Far sagde", "b")]


def test_a_line_that_is_corrected_keeps_its_source(edit: RichTextEdit, qtbot: QtBot) -> None:
    qtbot.keyClick(edit, Qt.Key.Key_Right, CONTROL | SHIFT)
    qtbot.keyClicks(edit, "Sofie ")
    assert told(edit)[0] == ("Sofie sagde", "a")


def test_a_line_emptied_letter_by_letter_loses_its_source(edit: RichTextEdit, qtbot: QtBot) -> None:
    for _ in "Mor sagde":
        qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClicks(edit, "Nyt")
    assert told(edit)[0] == ("Nyt", "")
    while edit.document().isUndoAvailable():
        edit.undo()
    assert told(edit)[0] == ("Mor sagde", "a")
    while edit.document().isRedoAvailable():
        edit.redo()
    assert told(edit)[0] == ("Nyt", "")


def test_what_is_left_of_the_last_line_keeps_its_own_source(
    edit: RichTextEdit, qtbot: QtBot
) -> None:
    qtbot.keyClick(edit, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert told(edit) == [("Far sagde", "b"), ("Vores", "")]


def test_an_empty_line_taken_away_leaves_the_next_one_its_source(
    edit: RichTextEdit, qtbot: QtBot
) -> None:
    qtbot.keyClick(edit, Qt.Key.Key_End, SHIFT)
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert told(edit) == [("Far sagde", "b"), ("Vores", "")]


def test_a_line_that_is_cut_keeps_its_source_where_it_is_pasted(
    edit: RichTextEdit, qtbot: QtBot
) -> None:
    qtbot.keyClick(edit, Qt.Key.Key_End, SHIFT)
    qtbot.keyClick(edit, Qt.Key.Key_X, CONTROL)
    edit.moveCursor(Move.End)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_V, CONTROL)
    assert told(edit) == [("Far sagde", "b"), ("Vores", ""), ("Mor sagde", "a")]
    assert QApplication.clipboard().mimeData().hasHtml()
    assert QApplication.clipboard().text() == "Mor sagde"


def test_whole_lines_pasted_above_another_keep_their_sources(
    edit: RichTextEdit, qtbot: QtBot
) -> None:
    qtbot.keyClick(edit, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(edit, Qt.Key.Key_X, CONTROL)
    assert told(edit)[0] == ("Far sagde", "b")
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    qtbot.keyClick(edit, Qt.Key.Key_Home)
    qtbot.keyClick(edit, Qt.Key.Key_V, CONTROL)
    assert told(edit) == [("Far sagde", "b"), ("Mor sagde", "a"), ("Vores", "")]


def test_a_few_words_of_a_line_take_no_source_along(edit: RichTextEdit, qtbot: QtBot) -> None:
    qtbot.keyClick(edit, Qt.Key.Key_Right, CONTROL | SHIFT)
    qtbot.keyClick(edit, Qt.Key.Key_C, CONTROL)
    edit.moveCursor(Move.End)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_V, CONTROL)
    assert told(edit)[-1][1] == ""


def test_lines_that_cannot_be_read_are_pasted_as_words(edit: RichTextEdit) -> None:
    data = QMimeData()
    data.setData(LINES, b'[{"kind": "picture"}]')
    data.setText("Som ord")
    edit.selectAll()
    edit.insertFromMimeData(data)
    assert told(edit) == [("Som ord", "")]
