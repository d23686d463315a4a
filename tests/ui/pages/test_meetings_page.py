"""Møder: find a meeting, open it, or begin a new one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from moedeleder.domain.meetings import MeetingDraft
from moedeleder.domain.people import FamilyDraft
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.pages.meetings_page import MeetingsPage
from tests.ui.office_fixture import STARTS, Example, TestDesk


@pytest.fixture
def page(qtbot: QtBot, desk: TestDesk) -> MeetingsPage:
    page = MeetingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    return page


def cells(page: MeetingsPage, row: int) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, at).data()) for at in range(model.columnCount())]


def second_meeting(desk: TestDesk) -> str:
    family = desk.office.families.create(FamilyDraft("Villads Prøvesen"))
    draft = MeetingDraft(STARTS + timedelta(days=1), 60, "Bakkeskolen")
    return desk.office.meetings.create(family.id, "parent_talk", draft).id


def test_empty_page_offers_the_first_meeting(qtbot: QtBot, page: MeetingsPage) -> None:
    button = page.findChild(QPushButton, "firstMeeting")
    assert button.isVisible()
    assert not page.table.isVisible()
    with qtbot.waitSignal(page.new_meeting_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_meeting_is_told_in_its_columns(example: Example, page: MeetingsPage) -> None:
    when, kind, child, place, count, status = cells(page, 0)
    assert when == "3. dec. 2026 kl. 15.30"
    assert (kind, child) == ("Netværksmøde", "Alma Eksempel")
    assert (place, count, status) == ("Rådhuset, lokale 2.14", "6", "Planlagt")


def test_the_status_follows_the_meeting(
    desk: TestDesk, example: Example, page: MeetingsPage
) -> None:
    office, meeting = desk.office, example.meeting
    seen = []
    for deed in (
        lambda: office.sending.announce_meeting(meeting.id, meeting.version),
        lambda: office.conduct.start(meeting.id),
        lambda: office.conduct.end(meeting.id),
    ):
        deed()
        desk.changes.changed.emit(Change.of(Kind.MEETINGS, ids=(meeting.id,)))
        seen.append(cells(page, 0)[-1])
    assert seen == ["Indkaldt", "I gang", "Referat mangler"]


def test_search_by_typing_and_open_with_enter(
    qtbot: QtBot, desk: TestDesk, example: Example, page: MeetingsPage
) -> None:
    wanted = second_meeting(desk)
    qtbot.keyClicks(page.search, "villads")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.table.model().rowCount() == 1
    with qtbot.waitSignal(page.meeting_requested) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == [wanted]


def test_open_with_a_double_click(qtbot: QtBot, example: Example, page: MeetingsPage) -> None:
    spot = page.table.visualRect(page.table.model().index(0, 1)).center()
    viewport = page.table.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    with qtbot.waitSignal(page.meeting_requested) as asked:
        qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == [example.meeting.id]


def test_no_hits_are_said_and_the_search_can_be_cleared(
    qtbot: QtBot, example: Example, page: MeetingsPage
) -> None:
    qtbot.keyClicks(page.search, "findes ikke")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert not page.table.isVisible()
    qtbot.mouseClick(page.findChild(QPushButton, "clearSearch"), Qt.MouseButton.LeftButton)
    assert page.table.isVisible()
    assert page.search.text() == ""


def test_a_hidden_page_catches_up_when_it_is_shown(
    desk: TestDesk, example: Example, page: MeetingsPage
) -> None:
    page.hide()
    second_meeting(desk)
    desk.changes.changed.emit(Change.of(Kind.MEETINGS))
    page.show()
    assert page.table.model().rowCount() == 2
