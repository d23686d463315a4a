"""The window around the pages: keys, badge, curtain, closing, and what nobody foresaw."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.errors import DiskFull
from moedeleder.domain.people import FamilyDraft
from moedeleder.domain.sending import LetterKind
from moedeleder.ui.dialogs.find_anything import FindAnything
from moedeleder.ui.dialogs.new_meeting import NewMeetingDialog
from moedeleder.ui.dialogs.receipts import ReceiptsDialog
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.main_window import MainWindow
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.pages.today.page import TodayPage
from moedeleder.ui.shell import NavButton
from moedeleder.ui.start.doorway import House, OpenOffice
from moedeleder.ui.start.program import catch_unexpected
from moedeleder.ui.text_undo import TextUndo
from moedeleder.ui.workplace import Workplace
from tests.ui.busy_day import add_busy_day
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.conftest import desk, example
from tests.ui.pages.room_helpers import at
from tests.ui.round_desk import contribute
from tests.ui.windows import opened

__all__ = ["desk", "example"]
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def remembered(folder: Path) -> QSettings:
    return QSettings(str(folder / "vindue.ini"), QSettings.Format.IniFormat)


def office_of(desk: TestDesk) -> OpenOffice:
    return OpenOffice(House.OWN, desk.office, False, False, lambda: True, lambda: None)


@pytest.fixture
def window(qtbot: QtBot, desk: TestDesk, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(remembered(tmp_path))
    qtbot.addWidget(made)
    made.enter(office_of(desk), desk)
    opened(qtbot, made)
    yield made
    made.hide()


def workplace(window: MainWindow) -> Workplace:
    assert window.workplace is not None
    return window.workplace


def shown_page(window: MainWindow) -> str:
    page = workplace(window).current_page
    assert page is not None
    return page.objectName()


def dialog(window: MainWindow, kind: type[QWidget]) -> QWidget | None:
    return next((each for each in window.findChildren(kind) if each.isVisible()), None)


def badge(window: MainWindow) -> str:
    button = window.findChild(NavButton, "nav-today")
    assert button is not None
    return button.accessibleName()


def test_arrows_and_enter_go_through_the_places(qtbot: QtBot, window: MainWindow) -> None:
    first = window.findChild(NavButton, "nav-today")
    assert first is not None
    first.setFocus()
    for key, page in (
        ("meetings", "meetingsPage"),
        ("families", "familiesPage"),
        ("promises", "promisesPage"),
    ):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Down)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.objectName() == f"nav-{key}"
        qtbot.keyClick(focused, Qt.Key.Key_Return)
        assert shown_page(window) == page


def test_every_place_opens(window: MainWindow) -> None:
    for place in workplace(window).standard_places():
        workplace(window).go_to(place.key)
        assert shown_page(window) == f"{place.key}Page"


def test_ctrl_and_a_number_go_to_the_steps_of_a_meeting(
    qtbot: QtBot, window: MainWindow, example: Example
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert shown_page(window) == "todayPage"
    workplace(window).open_meeting(example.meeting.id)
    page = workplace(window).current_page
    assert isinstance(page, MeetingPage)
    assert page.current_step is Step.AGENDA
    for key, step in zip(
        (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_1),
        (Step.MEETING, Step.MINUTES, Step.FOLLOW_UP, Step.AGENDA),
        strict=True,
    ):
        qtbot.keyClick(window, key, CTRL)
        assert page.current_step is step
    assert window.windowTitle() == "Mødeleder"


def test_ctrl_k_finds_a_child_and_enter_goes_there(
    qtbot: QtBot, window: MainWindow, example: Example
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    found = dialog(window, FindAnything)
    assert found is not None
    field = found.findChild(QLineEdit, "findField")
    assert field is not None
    qtbot.keyClicks(field, "netværk alma")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    page = workplace(window).current_page
    assert isinstance(page, MeetingPage)
    assert page.meeting is not None
    assert page.meeting.id == example.meeting.id


def test_ctrl_k_gives_the_keyboard_back(qtbot: QtBot, window: MainWindow) -> None:
    before = QApplication.focusWidget()
    assert before is not None
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    found = dialog(window, FindAnything)
    assert found is not None
    qtbot.waitUntil(found.isActiveWindow)
    qtbot.keyClick(found, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is before)


def test_ctrl_n_asks_for_a_new_meeting(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    asked = dialog(window, NewMeetingDialog)
    assert asked is not None
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert shown_page(window) == "todayPage"


def test_f1_lists_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    shown = window.findChild(QWidget, "shortcutsHelp")
    assert shown is not None
    qtbot.keyClick(shown, Qt.Key.Key_Escape)


def test_ctrl_z_undoes_on_the_page_but_first_in_the_field(
    qtbot: QtBot, desk: TestDesk, example: Example, window: MainWindow, qapp: QApplication
) -> None:
    undo = TextUndo(qapp)
    add_busy_day(desk, example)
    workplace(window).go_to("promises")
    assert len(desk.office.promises.open()) == 3
    qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(desk.office.promises.open()) == 2)
    field = window.findChild(QLineEdit, "promiseSearch")
    assert field is not None
    field.setFocus()
    qtbot.keyClicks(field, "ring")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    assert len(desk.office.promises.open()) == 2
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert len(desk.office.promises.open()) == 3
    undo.deleteLater()


def test_the_badge_follows_what_waits_on_any_page(
    qtbot: QtBot, desk: TestDesk, example: Example, window: MainWindow
) -> None:
    add_busy_day(desk, example)
    workplace(window).go_to("meetings")
    desk.changes.changed.emit(Change.of(Kind.MEETINGS))
    qtbot.waitUntil(lambda: badge(window) == "I dag, 3 venter")
    workplace(window).go_to("promises")
    qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: badge(window) == "I dag, 2 venter")


def test_the_curtain_hides_everything_and_gives_it_back(
    qtbot: QtBot, window: MainWindow, example: Example
) -> None:
    workplace(window).open_meeting(example.meeting.id)
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: window.findChild(QPushButton, "showAgain") is not None)
    visible = [each for each in window.findChildren(QWidget) if each.isVisible()]
    assert not any("Alma" in each.accessibleName() for each in visible)
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    assert dialog(window, NewMeetingDialog) is None
    again = window.findChild(QPushButton, "showAgain")
    assert again is not None
    qtbot.keyClick(again, Qt.Key.Key_Space)
    assert shown_page(window) == "meetingPage"


def test_the_window_comes_back_where_it_was(
    qtbot: QtBot, desk: TestDesk, window: MainWindow, tmp_path: Path
) -> None:
    # No larger than the screen of a machine without one, for a window is never put outside it.
    window.resize(960, 650)
    assert window.close()
    again = MainWindow(remembered(tmp_path))
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (960, 650)
    desk.office.families.create(FamilyDraft("Alma Eksempel"))
    again.close()
    assert "Alma" not in (tmp_path / "vindue.ini").read_text(encoding="utf-8")


def test_closing_asks_once_when_the_disk_has_not_taken_everything(
    qtbot: QtBot, desk: TestDesk, tmp_path: Path
) -> None:
    window = MainWindow(remembered(tmp_path))
    qtbot.addWidget(window)
    window.enter(replace(office_of(desk), everything_is_kept=lambda: False), desk)
    opened(qtbot, window)
    assert not window.close()
    assert "ikke gemt endnu" in window.trouble.message
    assert window.close()


def test_what_nobody_foresaw_is_said_calmly_and_logged_without_words(
    qtbot: QtBot,
    window: MainWindow,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    catch_unexpected(window)
    for error in (RuntimeError("Alma sagde noget"), DiskFull()):
        sys.excepthook(type(error), error, None)
        assert window.trouble.isVisible()
        assert "Alma" not in window.trouble.message
    assert "plads på disken" in window.trouble.message
    assert all("Alma" not in record.getMessage() for record in caplog.records)


def test_a_full_desk_fits_the_smallest_window(
    qtbot: QtBot, desk: TestDesk, example: Example, window: MainWindow
) -> None:
    add_busy_day(desk, example)
    window.resize(1280, 720)
    for place in workplace(window).standard_places():
        workplace(window).go_to(place.key)
        page = workplace(window).current_page
        assert page is not None
        assert page.minimumSizeHint().width() <= 1080, place.key


def test_receipts_that_are_not_sent_are_shown_where_today_leads(
    qtbot: QtBot, window: MainWindow, desk: TestDesk, example: Example
) -> None:
    meeting = contribute(desk, example)
    desk.office.receipts.announce(meeting.id)
    desk.changes.changed.emit(Change.of(Kind.SENDING))
    waiting = desk.office.overview.today().waiting
    letter = next(each for each in waiting if each.what == LetterKind.RECEIPT.value)
    see = window.findChild(QPushButton, f"see-{letter.thing_id}")
    qtbot.mouseClick(see, Qt.MouseButton.LeftButton)
    assert shown_page(window) == "meetingPage"
    receipts = dialog(window, ReceiptsDialog)
    assert isinstance(receipts, ReceiptsDialog)
    assert receipts.confirm_button.isEnabled()
    receipts.reject()


def test_a_meeting_that_was_being_held_is_opened_again_with_the_way_to_its_screen(
    qtbot: QtBot, desk: TestDesk, example: Example, tmp_path: Path
) -> None:
    at(desk, 15, 30)
    meeting = desk.office.conduct.start(example.meeting.id)
    settings = remembered(tmp_path)
    first = MainWindow(settings)
    qtbot.addWidget(first)
    first.enter(office_of(desk), desk)
    opened(qtbot, first)
    assert workplace(first).current_page is workplace(first).page("meeting")
    QTest.keyClick(first, Qt.Key.Key_F8)
    assert settings.value("shared-screen") == meeting.id
    second = MainWindow(remembered(tmp_path))
    qtbot.addWidget(second)
    second.enter(office_of(desk), desk)
    page = workplace(second).page("meeting")
    assert isinstance(page, MeetingPage)
    assert workplace(second).current_page is page
    assert page.current_step is Step.MEETING
    assert page.meeting is not None
    assert page.meeting.id == meeting.id
    assert page.banner.message == "Skærm til alle var åben. F8 åbner den igen."
    QTest.keyClick(first, Qt.Key.Key_F8)
    assert settings.value("shared-screen") == ""


def test_a_meeting_of_another_day_that_still_runs_is_only_told_of(
    qtbot: QtBot, desk: TestDesk, example: Example, tmp_path: Path
) -> None:
    at(desk, 15, 30)
    desk.office.conduct.start(example.meeting.id)
    desk.clock.set(datetime(2026, 12, 4, 8, tzinfo=UTC))
    window = MainWindow(remembered(tmp_path))
    qtbot.addWidget(window)
    window.enter(office_of(desk), desk)
    opened(qtbot, window)
    today = workplace(window).page("today")
    assert isinstance(today, TodayPage)
    assert workplace(window).current_page is today
    assert today.banner.message == "Et møde er stadig i gang. Det står under Venter på dig."
