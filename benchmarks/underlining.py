"""A key in minutes of 20,000 words with everything underlined: against the bare editor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.language import _paragraphs
from benchmarks.looks import dressed
from benchmarks.measuring import Comparison, compare
from moedeleder import paths
from moedeleder.domain.rich_text import from_plain
from moedeleder.language.checker import Checker
from moedeleder.language.hunspell_library import HunspellSpeller
from moedeleder.services.language_data import load_language
from moedeleder.ui.pages.minutes.language.marks import Underliner
from moedeleder.ui.widgets.rich_text_document import read_document
from moedeleder.ui.widgets.rich_text_edit import RichTextEdit

ROUNDS = 100


def run(_folder: Path) -> Iterator[Comparison]:
    app = dressed()
    paragraphs = _paragraphs()
    bare, marked = _editor(paragraphs), _editor(paragraphs)
    data = load_language([paths.resources()])
    checker = Checker(data, HunspellSpeller(paths.resources() / "dictionaries" / "da_DK"))
    found = checker.check_document(paragraphs)
    underliner = Underliner(marked.document())
    underliner.show_marks(list(zip(paragraphs, found, strict=True)))

    def key(edit: RichTextEdit) -> None:
        QTest.keyClick(edit, Qt.Key.Key_A)
        app.processEvents()

    def key_handed_over() -> None:
        key(marked)
        marked.rich_text()

    name = "a key in 20,000 underlined words"
    yield compare(name, lambda: key(marked), "without", lambda: key(bare), rounds=ROUNDS)
    yield compare(
        f"{name}, read for keeping",
        key_handed_over,
        "reading all of them",
        lambda: read_document(bare.document()),
        rounds=ROUNDS,
    )
    yield compare(
        "the marks of a new check drawn, 20,000 words",
        lambda: underliner.show_marks(list(zip(paragraphs, found, strict=True))),
        "a key without marks",
        lambda: key(bare),
        rounds=ROUNDS,
    )


def _editor(paragraphs: list[str]) -> RichTextEdit:
    edit = RichTextEdit("Konklusion")
    edit.resize(600, 400)
    edit.set_rich_text(from_plain("\n".join(paragraphs)))
    edit.show()
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().characterCount() // 2)
    edit.setTextCursor(cursor)
    QApplication.processEvents()
    return edit
