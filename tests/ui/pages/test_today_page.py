"""I dag with nothing, a normal morning and far too much."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.people import FamilyDraft
from moedeleder.domain.readiness import things_missing
from moedeleder.domain.statements import Formal, StatementKind
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.pages.today.page import TodayPage
from moedeleder.ui.pages.today.rows import MeetingRow, WaitingRow
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.pill import Pill
from tests.ui.busy_day import add_busy_day, add_overfull_day
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.windows import opened


@pytest.fixture
def page(qtbot: QtBot, desk: TestDesk) -> TodayPage:
    made = TodayPage(desk)
    qtbot.addWidget(made)
    made.resize(1080, 720)
    return made


def texts(page: QWidget) -> list[str]:
    labels = [label for label in page.findChildren(QLabel) if label.isVisible()]
    return [label.full_text if isinstance(label, ElidedLabel) else label.text() for label in labels]


def button(page: QWidget, name: str) -> QPushButton:
    found = [each for each in page.findChildren(QPushButton, name) if each.isVisible()]
    assert len(found) == 1, name
    return found[0]


def rows(page: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [row for row in page.findChildren(kind) if row.isVisible()]


def test_a_new_desk_offers_the_first_step(qtbot: QtBot, page: TodayPage) -> None:
    opened(qtbot, page)
    with qtbot.waitSignal(page.new_family_requested):
        qtbot.mouseClick(button(page, "firstFamily"), Qt.MouseButton.LeftButton)
    assert "ingen møder i dag, intet venter på dig" in " ".join(texts(page))


def test_the_main_key_begins_with_a_child_where_there_is_none(
    qtbot: QtBot, page: TodayPage
) -> None:
    opened(qtbot, page)
    with (
        qtbot.assertNotEmitted(page.new_meeting_requested),
        qtbot.waitSignal(page.new_family_requested),
    ):
        page.main_action()


def test_a_quiet_day_says_so_and_offers_a_meeting(
    qtbot: QtBot, page: TodayPage, example: Example
) -> None:
    opened(qtbot, page)
    shown = texts(page)
    assert "Du har ingen møder i dag." in shown
    assert "Intet venter på dig lige nu." in shown
    with qtbot.waitSignal(page.new_meeting_requested):
        qtbot.mouseClick(button(page, "newMeeting"), Qt.MouseButton.LeftButton)


def test_a_first_child_ends_the_beginning(qtbot: QtBot, page: TodayPage, desk: TestDesk) -> None:
    opened(qtbot, page)
    assert button(page, "firstFamily")
    desk.office.families.create(FamilyDraft("Alma Eksempel"))
    desk.changes.changed.emit(Change.of(Kind.FAMILIES))
    assert "Her begynder det med et barn" not in texts(page)
    assert button(page, "newMeeting")


def test_a_normal_morning_shows_what_comes_and_what_waits(
    qtbot: QtBot, page: TodayPage, desk: TestDesk, example: Example
) -> None:
    meetings = add_busy_day(desk, example)
    with qtbot.waitSignal(page.waiting_counted) as counted:
        opened(qtbot, page)
    assert counted.args == [3]
    shown = texts(page)
    assert "God formiddag, Mette" in shown
    assert "Torsdag 3. december · 2 møder i dag, 3 ting venter på dig" in shown
    assert len(rows(page, MeetingRow)) == 3
    assert len(rows(page, WaitingRow)) == 3
    assert button(page, f"open-{meetings['Villads'].id}").text() == "Start mødet"
    assert button(page, f"open-{meetings['Alma'].id}").text() == "Åbn"
    pills = {each.objectName(): each.text for each in page.findChildren(Pill)}
    assert pills[f"pill-{meetings['Villads'].id}"] == "klar"
    assert pills[f"pill-{meetings['Alma'].id}"] == "14 mangler"
    # The number is the same wherever it is said.
    lacks = desk.office.overview.lacks(meetings["Alma"].id)
    assert things_missing(lacks) == 14


def test_what_a_meeting_lacks_stands_in_words(
    qtbot: QtBot, page: TodayPage, desk: TestDesk, example: Example
) -> None:
    add_busy_day(desk, example)
    opened(qtbot, page)
    row = page.findChild(QWidget, f"meeting-{example.meeting.id}")
    assert row is not None
    assert "Indkaldelsen er ikke sendt" in row.toolTip()
    assert "Indkaldelsen er ikke sendt" in texts(row)
    missing = next(words for words in texts(row) if words.startswith("Mangler: "))
    assert missing == "Mangler: forældrenes punkter, et ja til tiden og 11 mere"
    assert "Bisidder er tilbudt, også til barnet" in row.toolTip()
    spoken = button(page, f"open-{example.meeting.id}").accessibleDescription()
    assert "Indkaldelsen er ikke sendt" in spoken


def test_start_starts_the_meeting_and_goes_there(
    qtbot: QtBot, page: TodayPage, desk: TestDesk, example: Example
) -> None:
    wanted = add_busy_day(desk, example)["Villads"].id
    opened(qtbot, page)
    with qtbot.waitSignal(page.step_requested) as asked:
        qtbot.mouseClick(button(page, f"open-{wanted}"), Qt.MouseButton.LeftButton)
    assert asked.args == [wanted, Step.MEETING]
    assert desk.office.meetings.get(wanted).state is MeetingState.RUNNING
    assert button(page, f"open-{wanted}").text() == "Gå til mødet"


def test_a_meeting_that_is_near_can_be_started_whatever_it_lacks(
    qtbot: QtBot, page: TodayPage, desk: TestDesk, example: Example
) -> None:
    desk.clock.set(datetime(2026, 12, 3, 14, 10, tzinfo=UTC))
    opened(qtbot, page)
    assert button(page, f"open-{example.meeting.id}").text() == "Start mødet"


def test_the_button_of_missing_minutes_leads_to_them(
    qtbot: QtBot, page: TodayPage, desk: TestDesk, example: Example
) -> None:
    wanted = add_busy_day(desk, example)["Emil"].id
    opened(qtbot, page)
    with qtbot.waitSignal(page.step_requested) as asked:
        qtbot.mouseClick(button(page, f"see-{wanted}"), Qt.MouseButton.LeftButton)
    assert asked.args == [wanted, Step.MINUTES]


def test_a_promise_is_kept_and_the_tick_taken_back(
    qtbot: QtBot, page: TodayPage, desk: TestDesk, example: Example
) -> None:
    add_busy_day(desk, example)
    opened(qtbot, page)
    late = desk.office.promises.open()[0]
    assert any("over tiden" in text for text in texts(page))
    qtbot.mouseClick(button(page, f"see-{late.promise.id}"), Qt.MouseButton.LeftButton)
    assert page.undo_bar.message == "Aftalen er holdt: Sende skolens skema"
    assert len(rows(page, WaitingRow)) == 2
    page.undo()
    assert len(rows(page, WaitingRow)) == 3
    assert desk.office.promises.kept() == []


def test_the_focus_stays_at_its_meeting_when_the_page_is_drawn_again(
    qtbot: QtBot, page: TodayPage, desk: TestDesk, example: Example
) -> None:
    add_busy_day(desk, example)
    opened(qtbot, page)
    name = f"open-{example.meeting.id}"
    button(page, name).setFocus()
    late = desk.office.promises.open()[0]
    desk.office.promises.mark_kept(late.promise.id)
    page.refresh()
    assert button(page, name).hasFocus()


def test_the_keyboard_begins_at_the_next_meeting_of_today_and_the_main_key_opens_it(
    qtbot: QtBot, page: TodayPage, desk: TestDesk, example: Example
) -> None:
    wanted = add_busy_day(desk, example)["Villads"].id
    opened(qtbot, page)
    assert button(page, f"open-{wanted}").hasFocus()
    with qtbot.waitSignal(page.meeting_requested) as asked:
        page.main_action()
    assert asked.args == [wanted]
    assert desk.office.meetings.get(wanted).state is MeetingState.PLANNED


@pytest.mark.parametrize("width", [1080, 760])
def test_forty_meetings_and_promises_fit_and_say_how_many_more(
    qtbot: QtBot, page: TodayPage, desk: TestDesk, example: Example, width: int
) -> None:
    add_overfull_day(desk, example)
    page.resize(width, 720)
    opened(qtbot, page)
    assert len(rows(page, WaitingRow)) == 8
    qtbot.mouseClick(button(page, "showAllWaiting"), Qt.MouseButton.LeftButton)
    assert len(rows(page, WaitingRow)) == 40
    area = page.scroll_area
    assert area is not None
    assert area.horizontalScrollBar().maximum() == 0
    assert "<b>" in " ".join(texts(page))


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (3, "Hej"),
        (6, "God morgen"),
        (11, "God formiddag"),
        (15, "God eftermiddag"),
        (20, "God aften"),
    ],
)
def test_the_greeting_follows_the_hour(
    qtbot: QtBot, page: TodayPage, desk: TestDesk, hour: int, words: str
) -> None:
    desk.clock.set(datetime(2026, 12, 3, hour - 1, 30, tzinfo=UTC))
    opened(qtbot, page)
    assert f"{words}, Mette" in texts(page)


def test_a_formal_matter_that_is_due_waits_and_is_settled_here(
    qtbot: QtBot, page: TodayPage, desk: TestDesk, example: Example
) -> None:
    desk.office.conduct.start(example.meeting.id)
    said = desk.office.statements.say(
        example.meeting.id,
        StatementKind.PARENT_WORDS,
        "Vi søger om aflastning.",
        formal=Formal.APPLICATION,
        formal_due=desk.office.clock.today(),
    ).statements[0]
    opened(qtbot, page)
    assert "Ansøgning, svar i dag: Vi søger om aflastning." in texts(page)
    qtbot.mouseClick(button(page, f"see-{said.id}"), Qt.MouseButton.LeftButton)
    assert page.undo_bar.message == "Klaret: Vi søger om aflastning."
    assert desk.office.statements.open_formal() == []
    page.undo()
    assert "Ansøgning, svar i dag: Vi søger om aflastning." in texts(page)
