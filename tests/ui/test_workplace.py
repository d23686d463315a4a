"""From the first page straight to what waits: the keyboard is there when the page is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind
from moedeleder.ui.pages.agenda.contribution_card import ContributionCard
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.post.page import PostPage
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.workplace import Workplace
from tests.ui.office_fixture import Example, TestDesk, desk, example
from tests.ui.round_desk import invite
from tests.ui.windows import opened

__all__ = ["desk", "example"]


def test_answering_from_the_first_page_leads_to_the_contribution(
    desk: TestDesk, example: Example, qtbot: QtBot
) -> None:
    point = ContributionDraft(ContributionKind.POINT, "Hvem ringer til os?")
    who = example.person("Jonas").id
    desk.office.contributions.type_in(example.meeting.id, who, Channel.PHONE, (point,))
    workplace = Workplace(desk)
    qtbot.addWidget(workplace)
    workplace.resize(1280, 800)
    opened(qtbot, workplace)
    (answer,) = [
        button
        for button in workplace.page("today").findChildren(QPushButton)
        if button.text() == "Giv svar"
    ]
    QTest.keyClick(answer, Qt.Key.Key_Space)
    (card,) = workplace.findChildren(ContributionCard)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert card.isAncestorOf(focus)


def test_the_letters_of_a_meeting_are_one_press_away_and_lead_back(
    desk: TestDesk, example: Example, qtbot: QtBot
) -> None:
    workplace = Workplace(desk)
    qtbot.addWidget(workplace)
    workplace.resize(1280, 800)
    opened(qtbot, workplace)
    workplace.show_post()
    assert "post" not in workplace._made
    invite(desk, example.meeting.id)
    workplace.open_meeting(example.meeting.id, Step.MEETING)
    meetings = workplace.page("meeting")
    (head,) = meetings.findChildren(QPushButton, "meetingPost")
    QTest.keyClick(head, Qt.Key.Key_Space)
    page = workplace.current_page
    assert isinstance(page, PostPage)
    assert page.meeting_id == example.meeting.id
    assert page.grid.hasFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Escape)
    assert workplace.current_page is meetings
    assert isinstance(meetings, MeetingPage)
    assert meetings.current_step is Step.MEETING
    workplace.show_post()
    assert workplace.current_page is page
