"""Mine ord in the settings: added, taken out and put back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from moedeleder.ui.pages.settings.own_words import OwnWordsSection
from moedeleder.ui.pages.settings.page import SettingsPage
from tests.ui.office_fixture import TestDesk
from tests.ui.windows import opened


@pytest.fixture
def page(desk: TestDesk, qtbot: QtBot) -> SettingsPage:
    for word in ("skemaboks", "aflaster"):
        desk.office.language.add_word(word)
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1080, 700)
    page.show_section("wordsSection")
    opened(qtbot, page)
    return page


def section(page: SettingsPage) -> OwnWordsSection:
    found = page.findChild(OwnWordsSection)
    assert found is not None
    return found


def listed(page: SettingsPage) -> list[str]:
    words = section(page).list
    return [words.item(row).text() for row in range(words.count())]


def test_the_words_are_listed_by_the_alphabet(page: SettingsPage) -> None:
    assert listed(page) == ["aflaster", "skemaboks"]
    assert not section(page).none.isVisible()


def test_a_word_is_taken_out_by_key_and_put_back(
    desk: TestDesk, page: SettingsPage, qtbot: QtBot
) -> None:
    words = section(page).list
    words.setFocus()
    words.setCurrentRow(0)
    qtbot.keyClick(words, Qt.Key.Key_Delete)
    assert desk.office.language.own_words() == ("skemaboks",)
    assert listed(page) == ["skemaboks"]
    assert words.hasFocus()
    page.undo()
    assert desk.office.language.own_words() == ("aflaster", "skemaboks")
    assert listed(page) == ["aflaster", "skemaboks"]


def test_a_word_is_added_and_the_field_is_ready_for_the_next(
    desk: TestDesk, page: SettingsPage, qtbot: QtBot
) -> None:
    field = section(page).word
    field.setFocus()
    qtbot.keyClicks(field, "ungekontakt")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "ungekontakt" in desk.office.language.own_words()
    assert field.text() == ""
    assert listed(page) == ["aflaster", "skemaboks", "ungekontakt"]


def test_nothing_typed_is_said_at_the_field(
    desk: TestDesk, page: SettingsPage, qtbot: QtBot
) -> None:
    page.main_action()
    qtbot.waitUntil(lambda: bool(section(page).form and section(page).form.row("word")))
    assert desk.office.language.own_words() == ("aflaster", "skemaboks")


def test_the_last_one_out_leaves_a_word_of_how_they_come(
    desk: TestDesk, page: SettingsPage, qtbot: QtBot
) -> None:
    for _ in range(2):
        section(page).list.setCurrentRow(0)
        qtbot.mouseClick(section(page).remove, Qt.MouseButton.LeftButton)
    assert listed(page) == []
    assert section(page).none.isVisible()
    assert section(page).word.hasFocus()
