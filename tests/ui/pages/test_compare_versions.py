"""Two versions beside each other: every change in words, and a way to its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextTable
from pytestqt.qtbot import QtBot

from moedeleder.domain.record import MinutesVersion
from moedeleder.domain.record_changes import compare, side_by_side
from moedeleder.ui.dialogs.compare import CompareDialog
from moedeleder.ui.widgets.choice import Choice
from tests.ui.correction_round import PLACE, WANTED, second_version
from tests.ui.office_fixture import TestDesk
from tests.ui.windows import opened


def versions(desk: TestDesk) -> tuple[MinutesVersion, ...]:
    return desk.office.minutes.open(second_version(desk).id).versions


def shown(desk: TestDesk, qtbot: QtBot) -> CompareDialog:
    dialog = CompareDialog(versions(desk), 2)
    qtbot.addWidget(dialog)
    dialog.resize(1180, 680)
    opened(qtbot, dialog)
    return dialog


def lines(dialog: CompareDialog) -> list[str]:
    return [dialog.changes.item(at).text() for at in range(dialog.changes.count())]


def cells(dialog: CompareDialog) -> list[tuple[str, str]]:
    table = dialog.text.document().rootFrame().childFrames()[0]
    assert isinstance(table, QTextTable)

    def words(row: int, column: int) -> str:
        cell = table.cellAt(row, column)
        cursor = cell.firstCursorPosition()
        end = cell.lastCursorPosition().position()
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    return [(words(row, 0), words(row, 1)) for row in range(table.rows())]


def test_changes_stand_in_words(desk: TestDesk, qtbot: QtBot) -> None:
    found = lines(shown(desk, qtbot))
    assert f"Konklusion: ”{PLACE}” er blevet til ”{WANTED}”" in found
    assert "Konklusion: sat ind: ”Skolen sender skemaet hver fredag.”" in found


def test_both_texts_stand_whole_line_beside_line(desk: TestDesk, qtbot: QtBot) -> None:
    dialog = shown(desk, qtbot)
    found = cells(dialog)
    assert found[0][0].startswith("Version 1, ")
    assert found[0][1].startswith("Version 2, ")
    assert (PLACE, WANTED) in found
    assert ("", "Skolen sender skemaet hver fredag.") in found


def test_a_change_is_never_told_by_colour_alone(desk: TestDesk, qtbot: QtBot) -> None:
    dialog = shown(desk, qtbot)
    document = dialog.text.document()
    struck = document.find("17", document.find(PLACE[:18]))
    assert struck.charFormat().fontStrikeOut()
    under = document.find("januar")
    assert under.charFormat().fontUnderline()


def test_a_line_leads_to_its_place_by_key(desk: TestDesk, qtbot: QtBot) -> None:
    dialog = shown(desk, qtbot)
    assert dialog.focusWidget() is dialog.changes
    assert dialog.text.textCursor().block().text() == WANTED
    qtbot.keyClick(dialog.changes, Qt.Key.Key_Down)
    there = dialog.text.textCursor().block().text()
    assert there == "Skolen sender skemaet hver fredag."
    qtbot.keyClick(dialog.changes, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.text


def test_a_version_beside_itself_is_the_same(desk: TestDesk, qtbot: QtBot) -> None:
    dialog = shown(desk, qtbot)
    choice = dialog.findChild(Choice, "olderVersion")
    assert isinstance(choice, Choice)
    choice.set_value(2)
    choice.activated.emit(choice.currentIndex())
    assert lines(dialog) == []
    assert dialog._count.text() == "De to versioner er ens"


def test_the_lines_that_differ_are_exactly_those_compare_finds(desk: TestDesk) -> None:
    old, new = (each.record for each in versions(desk))
    pairs = [
        (section.heading, *pair)
        for section in side_by_side(old, new)
        for pair in section.pairs
        if pair[0] != pair[1]
    ]
    found = [(each.heading, each.before, each.after) for each in compare(old, new)]
    assert sorted(pairs) == sorted(found)
