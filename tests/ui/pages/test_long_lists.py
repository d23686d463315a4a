"""A list that is cut says so, and says where the rest is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from moedeleder.domain.people import FamilyDraft
from moedeleder.services.list_length import LONGEST_LIST
from moedeleder.ui.pages.families.page import FamiliesPage
from tests.ui.office_fixture import TestDesk


@pytest.fixture
def page(qtbot: QtBot, desk: TestDesk) -> FamiliesPage:
    page = FamiliesPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    return page


def below_title(page: FamiliesPage) -> str:
    label = page.findChildren(QLabel, "pageSubtitle")[0]
    return label.text() if label.isVisible() else ""


def test_one_below_the_longest_list_is_counted(desk: TestDesk, page: FamiliesPage) -> None:
    for number in range(LONGEST_LIST - 1):
        desk.office.families.create(FamilyDraft(f"Barn {number}"))
    page.show()
    assert below_title(page) == f"{LONGEST_LIST - 1} børn"


def test_a_list_that_is_cut_shows_the_way_to_the_rest(desk: TestDesk, page: FamiliesPage) -> None:
    for number in range(LONGEST_LIST + 1):
        desk.office.families.create(FamilyDraft(f"Barn {number}"))
    page.show()
    assert below_title(page) == "Viser de første 200. Søg for at finde resten."
