"""Reading only what has changed says the same as reading everything."""

from __future__ import annotations

import random

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from moedeleder.domain.rich_text import bullets, from_plain
from moedeleder.ui.widgets.rich_text_document import (
    char_format,
    insert_rich_text,
    read_document,
    set_bullet,
    set_source,
)
from moedeleder.ui.widgets.rich_text_edit import RichTextEdit

PIECES = ("a", "å", "🙂", " ", "Alma kommer. ", "\u2028", "e\u0301", "")


def _place(edit: RichTextEdit, chance: random.Random) -> QTextCursor:
    cursor = QTextCursor(edit.document())
    last = edit.document().characterCount() - 1
    cursor.setPosition(chance.randint(0, last))
    if chance.random() < 0.5:
        cursor.setPosition(chance.randint(0, last), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _deed(edit: RichTextEdit, chance: random.Random) -> None:
    cursor = _place(edit, chance)
    match chance.randrange(10):
        case 0 | 1:
            cursor.insertText(chance.choice(PIECES))
        case 2:
            cursor.insertBlock()
        case 3:
            cursor.removeSelectedText()
        case 4:
            cursor.mergeCharFormat(char_format(bold=chance.random() < 0.5))
        case 5:
            set_bullet(cursor, chance.random() < 0.6)
        case 6:
            set_source(cursor, chance.choice(("", "kilde")))
        case 7:
            insert_rich_text(cursor, chance.choice((bullets(["x", "y"]), from_plain("p\nq"))))
        case 8:
            edit.undo()
        case _:
            edit.redo()


@pytest.mark.parametrize("seed", range(40))
def test_reading_what_changed_is_reading_all(qtbot: QtBot, seed: int) -> None:
    chance = random.Random(seed)
    edit = RichTextEdit("Tekst")
    qtbot.addWidget(edit)
    edit.set_rich_text(from_plain("Første linje\n- punkt\nTredje linje"))
    for _ in range(60):
        for _ in range(chance.randint(1, 3)):
            _deed(edit, chance)
        assert edit.rich_text() == read_document(edit.document())


def test_a_new_text_is_read_anew(qtbot: QtBot) -> None:
    edit = RichTextEdit("Tekst")
    qtbot.addWidget(edit)
    for text in ("En\nto\ntre", "Kun en", "", "- punkt\n- punkt"):
        edit.set_rich_text(from_plain(text))
        assert edit.rich_text() == from_plain(text)
