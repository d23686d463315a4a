"""Aftaler: late ones first, ticked and unticked, found and opened."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from moedeleder.domain.statements import Formal, Statement, StatementKind
from moedeleder.ui.pages.promises.formal_section import FormalSection
from moedeleder.ui.pages.promises.page import PromisesPage
from moedeleder.ui.pages.promises.table import PromiseTable
from moedeleder.ui.widgets.empty_state import EmptyState
from tests.ui.busy_day import add_busy_day, add_overfull_day
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.windows import opened

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, desk: TestDesk, example: Example) -> PromisesPage:
    add_busy_day(desk, example)
    made = PromisesPage(desk)
    qtbot.addWidget(made)
    made.resize(1080, 720)
    opened(qtbot, made)
    return made


def table(page: PromisesPage) -> PromiseTable:
    found = page.findChild(PromiseTable)
    assert found is not None
    return found


def cells(page: PromisesPage) -> list[list[str]]:
    model = table(page).model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def box_of(page: PromisesPage, row: int) -> QPoint:
    return table(page).visualRect(table(page).model().index(row, 0)).center()


def test_late_promises_come_first_and_say_so(page: PromisesPage) -> None:
    first, *others = cells(page)
    assert first[1:] == [
        "Sende skolens skema",
        "Karin Dam",
        "30. nov. · overskredet",
        "Emil Prøve",
        first[5],
    ]
    assert first[5].startswith("Statusmøde")
    assert [row[3] for row in others] == ["4. dec.", "18. dec."]


def test_a_click_in_the_box_keeps_the_promise_and_undo_takes_it_back(
    qtbot: QtBot, page: PromisesPage, desk: TestDesk
) -> None:
    qtbot.mouseClick(table(page).viewport(), LEFT, pos=box_of(page, 1))
    assert page.undo_bar.message == "Aftalen er holdt: Ring til Jonas om aflastning"
    assert len(cells(page)) == 2
    page.undo()
    assert len(cells(page)) == 3
    assert desk.office.promises.kept() == []


def test_space_ticks_the_chosen_row(qtbot: QtBot, page: PromisesPage, desk: TestDesk) -> None:
    qtbot.keyClick(table(page), Qt.Key.Key_Down)
    qtbot.keyClick(table(page), Qt.Key.Key_Space)
    assert [line.promise.what for line in desk.office.promises.kept()] == [
        "Ring til Jonas om aflastning"
    ]


def test_kept_ones_are_shown_on_request_and_opened_again(
    qtbot: QtBot, page: PromisesPage, desk: TestDesk
) -> None:
    page.main_action()
    box = page.findChild(QCheckBox, "showKept")
    assert box is not None
    assert len(cells(page)) == 2
    box.setChecked(True)
    assert cells(page)[-1][0] == "Holdt"
    kept = desk.office.promises.kept()[0].promise
    table(page).select_id(kept.id)
    button = page.findChild(QPushButton, "markKept")
    assert button is not None
    assert button.text() == "Ikke holdt alligevel"
    qtbot.mouseClick(button, LEFT)
    assert desk.office.promises.kept() == []


def test_the_search_takes_every_word_from_any_column(qtbot: QtBot, page: PromisesPage) -> None:
    field = page.findChild(QLineEdit, "promiseSearch")
    assert field is not None
    qtbot.keyClicks(field, "emil RING")
    qtbot.waitUntil(lambda: len(cells(page)) == 1)
    qtbot.keyClicks(field, " findes ikke")
    qtbot.waitUntil(lambda: cells(page) == [])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(cells(page)) == 3)


def test_enter_opens_the_meeting(qtbot: QtBot, page: PromisesPage, desk: TestDesk) -> None:
    wanted = desk.office.promises.open()[0].meeting_id
    with qtbot.waitSignal(page.meeting_requested) as asked:
        qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert asked.args == [wanted]


def test_a_double_click_in_the_box_opens_nothing(qtbot: QtBot, page: PromisesPage) -> None:
    with qtbot.assertNotEmitted(page.meeting_requested):
        qtbot.mouseDClick(table(page).viewport(), LEFT, pos=box_of(page, 0))


def test_without_promises_the_page_says_what_belongs_here(qtbot: QtBot, desk: TestDesk) -> None:
    page = PromisesPage(desk)
    qtbot.addWidget(page)
    opened(qtbot, page)
    empty = page.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
    assert not table(page).isVisible()


def test_forty_long_promises_keep_their_rows(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    add_overfull_day(desk, example)
    page = PromisesPage(desk)
    qtbot.addWidget(page)
    page.resize(1080, 720)
    opened(qtbot, page)
    assert len(cells(page)) == 40
    assert table(page).horizontalScrollBar().maximum() == 0


@pytest.fixture
def matter(desk: TestDesk, example: Example) -> Statement:
    desk.office.conduct.start(example.meeting.id)
    meeting = desk.office.statements.say(
        example.meeting.id,
        StatementKind.PARENT_WORDS,
        "Vi søger om aflastning.",
        formal=Formal.APPLICATION,
        formal_due=date(2026, 11, 30),
    )
    return meeting.statements[0]


def section(page: PromisesPage) -> FormalSection:
    found = page.findChild(FormalSection)
    assert found is not None
    return found


def matters(page: PromisesPage) -> list[list[str]]:
    model = section(page).table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_formal_matters_have_a_list_of_their_own(matter: Statement, page: PromisesPage) -> None:
    assert section(page).isVisible()
    assert matters(page) == [
        [
            "Ikke klaret",
            "Vi søger om aflastning.",
            "Ansøgning",
            "30. nov. · overskredet",
            "Alma Eksempel",
        ]
    ]
    assert all("aflastning." not in cell for row in cells(page) for cell in row)


def test_without_formal_matters_nothing_speaks_of_them(page: PromisesPage) -> None:
    assert not section(page).isVisible()


def test_a_formal_matter_is_settled_by_space_and_opened_again(
    qtbot: QtBot, desk: TestDesk, matter: Statement, page: PromisesPage
) -> None:
    table = section(page).table
    table.setFocus()
    table.select_id(matter.id)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert page.undo_bar.message == "Klaret: Vi søger om aflastning."
    assert desk.office.statements.open_formal() == []
    page.undo()
    assert [line.statement.id for line in desk.office.statements.open_formal()] == [matter.id]
    with qtbot.waitSignal(page.meeting_requested) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == [desk.office.statements.open_formal()[0].meeting_id]


def test_the_search_finds_formal_matters_too(
    qtbot: QtBot, matter: Statement, page: PromisesPage
) -> None:
    search = page.findChild(QLineEdit, "promiseSearch")
    assert search is not None
    qtbot.keyClicks(search, "aflastning ansøgning")
    qtbot.waitUntil(lambda: cells(page) == [])
    assert len(matters(page)) == 1
