"""Kvalitet: nothing of four answers, everything of five, and nothing new of the sixth."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from moedeleder.domain.feedback import Feedback
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.pages.quality.page import QualityPage
from moedeleder.ui.pages.quality.rows import QuestionRow
from tests.ui.held_meeting import hold
from tests.ui.office_fixture import Example, TestDesk


@pytest.fixture
def meeting(desk: TestDesk, example: Example) -> Meeting:
    return hold(desk, example)


@pytest.fixture
def page(qtbot: QtBot, desk: TestDesk, meeting: Meeting) -> QualityPage:
    page = QualityPage(desk)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def give(desk: TestDesk, meeting: Meeting, *answers: Feedback) -> None:
    for each in answers:
        desk.office.feedback.give(meeting.id, each)
    desk.changes.changed.emit(Change.of(Kind.MEETINGS, ids=(meeting.id,)))


def words(page: QualityPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_nobody_has_answered(page: QualityPage) -> None:
    assert "Ingen har svaret endnu" in words(page)


def test_four_answers_show_only_that_they_are_four(
    desk: TestDesk, meeting: Meeting, page: QualityPage
) -> None:
    give(desk, meeting, *[Feedback(1, 2, 3, 4, 5)] * 4)
    assert "4 har svaret indtil nu" in words(page)
    assert page.findChildren(QuestionRow) == []


def test_five_answers_show_figures_and_the_sixth_changes_none(
    desk: TestDesk, meeting: Meeting, page: QualityPage
) -> None:
    give(desk, meeting, *[Feedback(4, 5, 5, 4, 5)] * 4, Feedback(5, 5, 1, None, 5))
    five = words(page)
    assert "5 svar" in five
    assert page.findChildren(QLabel, "mean-heard")[0].text() == "4,2"
    assert page.findChildren(QLabel, "mean-knows_next")[0].text() == "–"
    assert "Netværksmøde" in five
    assert "4. kvartal 2026" in five
    give(desk, meeting, Feedback(1, 1, 1, 1, 1))
    six = words(page)
    changed = [(a, b) for a, b in zip(five, six, strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][1].endswith("1 svar venter.")
