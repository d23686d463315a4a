"""The settings in a window too narrow for the list and a section beside each other."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from moedeleder.ui.pages.settings.choices import SectionList
from moedeleder.ui.pages.settings.page import SettingsPage
from tests.ui.office_fixture import TestDesk
from tests.ui.windows import opened

_WIDE, _NARROW = 1100, 460


def test_the_list_leaves_the_height_to_the_section(desk: TestDesk, qtbot: QtBot) -> None:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(_WIDE, 500)
    opened(qtbot, page)
    names = page.findChild(SectionList, "settingsSections")
    assert names is not None
    whole = names.height()
    page.resize(_NARROW, 500)
    qtbot.waitUntil(lambda: names.height() < whole / 2)
    page.show_section("dataSection")
    assert names.currentRow() == names.count() - 1
    assert names.viewport().rect().contains(names.visualItemRect(names.currentItem()).center())
    page.resize(_WIDE, 500)
    qtbot.waitUntil(lambda: names.height() == whole)
