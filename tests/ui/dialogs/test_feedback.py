"""The five questions on the laptop: by keyboard, one after the other, leaving nothing to see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from moedeleder.domain.feedback import Question
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import LetterKind
from moedeleder.ui.dialogs.feedback import FeedbackScreen, hand_across, type_from_paper
from moedeleder.ui.dialogs.feedback_mail import FeedbackMailDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.pages.feedback_card import FeedbackCard
from tests.ui.held_meeting import hold
from tests.ui.office_fixture import Example, TestDesk


@pytest.fixture
def meeting(desk: TestDesk, example: Example) -> Meeting:
    return hold(desk, example)


@pytest.fixture
def screen(qtbot: QtBot, desk: TestDesk, meeting: Meeting) -> FeedbackScreen:
    screen = FeedbackScreen(desk, meeting.id)
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.showFullScreen()
    return screen


def press(screen: FeedbackScreen, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(screen.focusWidget(), key)


def marks(desk: TestDesk) -> list[tuple[int, ...]]:
    """How often each mark was given to each question; empty while fewer than five have answered."""
    figures = desk.office.feedback.figures()
    return [] if figures is None else [each.counts for each in figures.total.questions]


def test_five_keys_and_enter_are_an_answer(
    desk: TestDesk, meeting: Meeting, screen: FeedbackScreen
) -> None:
    press(screen, Qt.Key.Key_Return)
    press(screen, Qt.Key.Key_5, Qt.Key.Key_4, Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_3)
    assert screen.page is screen.hand_in
    assert desk.office.feedback.count() == 0
    press(screen, Qt.Key.Key_Return)
    assert screen.page is screen.thanks
    assert screen.given == 1
    assert desk.office.meetings.get(meeting.id).feedback_count == 1


def test_five_in_a_row_make_figures(desk: TestDesk, screen: FeedbackScreen) -> None:
    for mark in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5):
        press(screen, Qt.Key.Key_Return)
        press(screen, *[mark] * 5)
        press(screen, Qt.Key.Key_Return)
        # On to the next.
        press(screen, Qt.Key.Key_Return)
        assert screen.page is screen.begin
    assert screen.given == 5
    assert marks(desk) == [(1, 1, 1, 1, 1)] * 5


def test_the_next_person_sees_nothing_of_the_one_before(screen: FeedbackScreen) -> None:
    screen.begin.main.click()
    for page in screen.questions:
        page.choose(2)
    screen.hand_in.main.click()
    assert [page.mark for page in screen.questions] == [None] * 5
    screen.thanks.main.click()
    screen.begin.main.click()
    page = screen.questions[0]
    assert not [button for button in page._marks if button.isChecked()]


def test_one_can_go_back_and_change_ones_mind(desk: TestDesk, screen: FeedbackScreen) -> None:
    screen.begin.main.click()
    screen.questions[0].choose(2)
    screen.questions[1].back.click()
    assert screen.page is screen.questions[0]
    assert screen.questions[0].mark == 2
    screen.questions[0].choose(5)
    assert [page.mark for page in screen.questions[:2]] == [5, None]


def test_arrows_go_between_the_answers(screen: FeedbackScreen) -> None:
    press(screen, Qt.Key.Key_Return)
    press(screen, *[Qt.Key.Key_Down] * 3, Qt.Key.Key_Up)
    press(screen, Qt.Key.Key_Space)
    assert screen.questions[0].mark == 2


def test_enter_answers_nothing_until_a_choice_is_made(screen: FeedbackScreen) -> None:
    press(screen, Qt.Key.Key_Return)
    press(screen, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
    assert screen.page is screen.questions[0]
    assert screen.questions[0].mark is None
    assert not [button for button in screen.questions[0]._marks if button.hasFocus()]
    press(screen, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert screen.questions[0].mark == 5
    assert screen.page is screen.questions[1]
    press(screen, Qt.Key.Key_Return)
    assert screen.page is screen.questions[1]


@pytest.mark.parametrize("way", ["escape", "close"])
def test_no_way_out_shows_what_lies_behind(
    desk: TestDesk, screen: FeedbackScreen, way: str
) -> None:
    screen.begin.main.click()
    screen.questions[0].choose(1)
    if way == "escape":
        press(screen, Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    else:
        screen.windowHandle().close()
    assert screen.isVisible()
    assert screen.page is screen.back
    assert screen.questions[0].mark is None
    assert desk.office.feedback.count() == 0
    screen.back.main.click()
    assert not screen.isVisible()


def test_nothing_about_the_meeting_is_on_the_screen(screen: FeedbackScreen) -> None:
    said = [screen.windowTitle(), screen.accessibleName()]
    said += [label.text() for label in screen.findChildren(QLabel)]
    for secret in ("Alma", "Sofie", "Netværksmøde", "118-26"):
        assert not [text for text in said if secret in text]


def test_an_answer_without_marks_is_not_counted(desk: TestDesk, screen: FeedbackScreen) -> None:
    screen.begin.main.click()
    for page in screen.questions:
        page.skip.click()
    screen.hand_in.main.click()
    assert screen.page is screen.thanks
    assert (screen.given, desk.office.feedback.count()) == (0, 0)


def test_the_questions_stand_in_their_order(screen: FeedbackScreen) -> None:
    assert [page.question for page in screen.questions] == list(Question)


def test_a_paper_is_typed_in_and_the_next_follows(
    qtbot: QtBot, desk: TestDesk, meeting: Meeting
) -> None:
    screen = FeedbackScreen(desk, meeting.id, from_paper=True)
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.open()
    for _paper in range(2):
        if screen.page is screen.begin:
            press(screen, Qt.Key.Key_Return)
        press(screen, *[Qt.Key.Key_4] * 5)
        press(screen, Qt.Key.Key_Return)
        press(screen, Qt.Key.Key_Return)
        assert screen.page is screen.questions[0]
    press(screen, Qt.Key.Key_Escape)
    assert not screen.isVisible()
    assert desk.office.feedback.count() == 2


@pytest.mark.parametrize("show", [hand_across, type_from_paper], ids=["screen", "paper"])
def test_the_screen_covers_the_window_until_it_is_given_back(
    qtbot: QtBot,
    desk: TestDesk,
    meeting: Meeting,
    show: Callable[[FeedbackCard, TestDesk, str], FeedbackScreen],
) -> None:
    card = FeedbackCard(desk)
    qtbot.addWidget(card)
    card.show()
    screen = show(card, desk, meeting.id)
    assert screen.isModal()
    assert QApplication.activeModalWidget() is screen
    assert screen.isFullScreen() is (show is hand_across)
    screen.accept()


@pytest.fixture
def card(qtbot: QtBot, desk: TestDesk, meeting: Meeting) -> FeedbackCard:
    card = FeedbackCard(desk)
    qtbot.addWidget(card)
    card.show_meeting(meeting)
    card.show()
    return card


def test_the_card_says_how_many_were_counted(
    qtbot: QtBot, desk: TestDesk, meeting: Meeting, card: FeedbackCard
) -> None:
    card.screen_button.click()
    screen = QApplication.activeModalWidget()
    assert isinstance(screen, FeedbackScreen)
    screen.begin.main.click()
    for page in screen.questions:
        page.choose(4)
    screen.hand_in.main.click()
    screen.reject()
    with qtbot.waitSignal(card.said) as said:
        screen.back.main.click()
    assert said.args is not None
    assert said.args[0] == "1 svar er talt med."
    card.show_meeting(desk.office.meetings.get(meeting.id))
    assert "1 har svaret" in [label.text() for label in card.findChildren(QLabel)]


def test_the_paper_is_saved(
    qtbot: QtBot, card: FeedbackCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card, "choose_folder", lambda: tmp_path)
    with qtbot.waitSignal(card.said):
        card.paper_button.click()
    assert (tmp_path / "moedekvittering.pdf").read_bytes().startswith(b"%PDF")


def test_those_who_were_there_are_asked_by_mail_once(
    qtbot: QtBot, desk: TestDesk, meeting: Meeting
) -> None:
    dialog = FeedbackMailDialog(desk, meeting)
    qtbot.addWidget(dialog)
    assert [each.name for each in dialog.people.chosen] == [
        "Sofie Eksempel",
        "Jonas Eksempel",
        "Karin Dam",
        "Lise Berg",
    ]
    assert "Jeg blev hørt" in dialog.preview.body.toPlainText()
    dialog.confirm_requested.emit()
    letters = [
        each
        for each in desk.office.sending.deliveries(meeting.id)
        if each.kind is LetterKind.FEEDBACK
    ]
    assert len(letters) == 4
    again = FeedbackMailDialog(desk, meeting)
    qtbot.addWidget(again)
    # Only Mette herself is left, and she is not proposed.
    assert again.people.chosen == ()
    assert not again.confirm_button.isEnabled()


def test_the_mails_leave_when_they_are_made(
    desk: TestDesk, card: FeedbackCard, meeting: Meeting
) -> None:
    card.mail_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FeedbackMailDialog)
    dialog.confirm_requested.emit()
    sending = QApplication.activeModalWidget()
    assert isinstance(sending, SendDialog)
    assert len(list(desk.letters.glob("*.eml"))) == 4
    sending.accept()
