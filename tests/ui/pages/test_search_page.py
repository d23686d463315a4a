"""Søg i referater: places as somebody types, narrowed, by keyboard, and shown where they stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import FamilyDraft
from moedeleder.domain.record import PartKey
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.pages.search.page import SearchMinutesPage
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.workplace import Workplace
from tests.ui.held_meeting import complete, hold, write
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.windows import opened


@pytest.fixture
def meeting(desk: TestDesk, example: Example) -> Meeting:
    meeting = hold(desk, example)
    write(desk, meeting, PartKey.FACTS, "Alma tegner på Ærø. Det er roligt der.")
    return desk.office.meetings.get(meeting.id)


@pytest.fixture
def page(qtbot: QtBot, desk: TestDesk, meeting: Meeting) -> SearchMinutesPage:
    page = SearchMinutesPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    opened(qtbot, page)
    page.begin()
    return page


def spoken(page: SearchMinutesPage) -> list[str]:
    model, role = page.list.hits, Qt.ItemDataRole.AccessibleTextRole
    return [str(model.data(model.index(at), role)) for at in range(model.rowCount())]


def type_in(qtbot: QtBot, page: SearchMinutesPage, words: str) -> None:
    with qtbot.waitSignal(page.field.search_requested):
        qtbot.keyClicks(page.field, words)


def test_places_appear_while_somebody_types(qtbot: QtBot, page: SearchMinutesPage) -> None:
    assert not page.list.isVisible()
    type_in(qtbot, page, "ær")
    (place,) = spoken(page)
    assert place.startswith("Netværksmøde om Alma, 3. dec. 2026, Alma Eksempel · Oplysninger")
    assert place.endswith("udkast, Alma tegner på Ærø. Det er roligt der.")
    title = page.findChild(QLabel, "pageSubtitle")
    assert title is not None
    assert title.text() == "1 sted fundet"


def test_nothing_found_is_said_and_esc_begins_again(qtbot: QtBot, page: SearchMinutesPage) -> None:
    type_in(qtbot, page, "findesikke")
    assert spoken(page) == []
    assert "Det står ikke i noget referat" in seen(page)
    qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert "Find, hvor det står" in seen(page)


def seen(page: SearchMinutesPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_down_and_enter_go_to_a_place(qtbot: QtBot, page: SearchMinutesPage) -> None:
    type_in(qtbot, page, "tegner")
    qtbot.keyClick(page.field, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    with qtbot.waitSignal(page.hit_requested) as asked:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert asked.args[0].part == "facts"


def test_a_child_a_kind_and_a_time_narrow_the_search(
    qtbot: QtBot, desk: TestDesk, page: SearchMinutesPage
) -> None:
    desk.office.families.create(FamilyDraft("Noor Prøve"))
    type_in(qtbot, page, "tegner")
    for words, count in (("noor", 0), ("alma", 1)):
        page.filters.child.clear()
        qtbot.keyClicks(page.filters.child, words)
        qtbot.keyClick(page.filters.child, Qt.Key.Key_Return)
        assert len(spoken(page)) == count
    assert page.filters.reset_button.isVisible()
    at = page.filters.kind.findText("Partshøringsmøde")
    page.filters.kind.setCurrentIndex(at)
    page.filters.kind.activated.emit(at)
    assert spoken(page) == []
    page.filters.reset_button.click()
    assert len(spoken(page)) == 1
    assert not page.filters.is_set


def test_a_person_is_found_by_name_and_esc_means_everybody(
    qtbot: QtBot, page: SearchMinutesPage
) -> None:
    type_in(qtbot, page, "tegner")
    qtbot.keyClicks(page.filters.person, "sofie")
    qtbot.keyClick(page.filters.person, Qt.Key.Key_Return)
    assert page.filters.person.text().startswith("Sofie Eksempel, mor")
    assert len(spoken(page)) == 1
    qtbot.keyClick(page.filters.person, Qt.Key.Key_Escape)
    assert page.filters.person.value == ""
    assert not page.filters.is_set


def test_own_days_are_asked_for_when_they_are_wanted(qtbot: QtBot, page: SearchMinutesPage) -> None:
    type_in(qtbot, page, "tegner")
    assert not page.filters.since.isVisible()
    last = page.filters.period.count() - 1
    page.filters.period.setCurrentIndex(last)
    page.filters.period.activated.emit(last)
    assert page.filters.since.isVisible()
    page.filters.since.edit.setText("4.12.2026")
    page.filters.since.settle()
    assert spoken(page) == []
    page.filters.since.edit.setText("3.12.2026")
    page.filters.since.settle()
    assert len(spoken(page)) == 1


def test_what_is_written_or_deleted_meanwhile_is_seen(
    qtbot: QtBot, desk: TestDesk, page: SearchMinutesPage, meeting: Meeting
) -> None:
    type_in(qtbot, page, "tegner")
    write(desk, meeting, PartKey.FACTS, "Noget andet")
    desk.changes.changed.emit(Change.of(Kind.MINUTES, ids=(meeting.id,)))
    assert spoken(page) == []


def test_the_list_grows_as_somebody_goes_down(
    qtbot: QtBot, desk: TestDesk, page: SearchMinutesPage, meeting: Meeting
) -> None:
    for _ in range(17):
        later = desk.office.meetings.create(meeting.family_id, "network", meeting.draft)
        desk.office.conduct.start(later.id)
        later = desk.office.conduct.end(later.id)
        for key in (PartKey.FACTS, PartKey.PROBLEM):
            write(desk, later, key, "Alma tegner")
    type_in(qtbot, page, "tegner")
    assert page.list.hits.rowCount() == 30
    page.list.scrollToBottom()
    page.list.hits.fetchMore(page.list.rootIndex())
    assert page.list.hits.rowCount() == 35
    assert len(set(spoken(page))) <= 35
    assert not page.list.hits.canFetchMore(page.list.rootIndex())


@pytest.fixture
def workplace(qtbot: QtBot, desk: TestDesk, meeting: Meeting) -> Workplace:
    workplace = Workplace(desk)
    qtbot.addWidget(workplace)
    workplace.resize(1280, 800)
    opened(qtbot, workplace)
    return workplace


def test_a_place_in_a_draft_is_shown_with_the_words_marked(
    desk: TestDesk, workplace: Workplace
) -> None:
    workplace.search_minutes("tegner")
    assert workplace.sidebar is not None
    (hit,) = desk.office.search.find("tegner").hits
    workplace.show_hit(hit)
    step = minutes_step(workplace)
    edit = step.form.parts[PartKey.FACTS].edit
    assert edit.textCursor().selectedText() == "tegner"
    assert edit.hasFocus()


def test_a_place_in_finished_minutes_is_said_above_the_pages(
    desk: TestDesk, workplace: Workplace, meeting: Meeting
) -> None:
    ready = complete(desk, meeting)
    desk.office.minutes.finalise(ready.id, ready.version)
    hit = next(h for h in desk.office.search.find("tegner").hits if h.part == "facts")
    assert hit.is_finished
    workplace.show_hit(hit)
    step = minutes_step(workplace)
    assert "tegner" in step.banner.message
    assert step.banner.isVisible()
    workplace.go_to("search")
    workplace.open_meeting(ready.id, Step.MINUTES)
    assert not minutes_step(workplace).banner.isVisible()


def minutes_step(workplace: Workplace) -> MinutesStep:
    from moedeleder.ui.pages.meeting_page import MeetingPage

    page = workplace.page("meeting")
    assert isinstance(page, MeetingPage)
    assert page.current_step is Step.MINUTES
    step = page.step(Step.MINUTES)
    assert isinstance(step, MinutesStep)
    return step
