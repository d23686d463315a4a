"""Mødekvittering: the questions handed across, the mail that asks, and the figures."""

from __future__ import annotations

import random
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from moedeleder.domain.feedback import Feedback
from moedeleder.ui.dialogs.feedback import FeedbackScreen
from moedeleder.ui.dialogs.feedback_mail import FeedbackMailDialog
from moedeleder.ui.pages.quality.page import QualityPage
from tests.screenshots.registry import scene
from tests.screenshots.scenes_families import new_desk
from tests.screenshots.scenes_gallery import in_shell
from tests.ui.held_meeting import hold
from tests.ui.office_fixture import TestDesk, add_example

ONE = ((1280, 720),)


def screen(*marks: int, from_paper: bool = False) -> FeedbackScreen:
    desk = new_desk()
    meeting = hold(desk, add_example(desk))
    dialog = FeedbackScreen(desk, meeting.id, from_paper=from_paper)
    if marks:
        dialog.begin.main.click()
        for page, mark in zip(dialog.questions, marks, strict=False):
            page.choose(mark)
    return dialog


def quality(answers: Sequence[Feedback]) -> QWidget:
    desk = new_desk()
    if answers:
        answered(desk, answers)
    page = QualityPage(desk)
    shell = in_shell(page, "quality")
    page.refresh()
    return shell


def answered(desk: TestDesk, answers: Sequence[Feedback]) -> None:
    meeting = hold(desk, add_example(desk))
    for each in answers:
        desk.office.feedback.give(meeting.id, each)


def many(count: int) -> list[Feedback]:
    dice = random.Random(4)
    marks = (None, 1, 2, 3, 4, 4, 5, 5, 5)
    return [Feedback(*(dice.choice(marks) for _ in range(5))) for _ in range(count)]


@scene("kvittering-1-begynd", sizes=ONE)
def begin() -> QWidget:
    return screen()


@scene("kvittering-2-spoergsmaal", sizes=ONE)
def question() -> QWidget:
    dialog = screen(5, 4)
    dialog.questions[2].back.click()
    return dialog


@scene("kvittering-3-aflever", sizes=ONE)
def hand_in() -> QWidget:
    return screen(5, 4, 3, 4, 5)


@scene("kvittering-4-tak", sizes=ONE)
def thanks() -> QWidget:
    dialog = screen(5, 4, 3, 4, 5)
    dialog.hand_in.main.click()
    return dialog


@scene("kvittering-5-giv-tilbage", sizes=ONE)
def back() -> QWidget:
    dialog = screen(5, 4)
    dialog.reject()
    return dialog


@scene("kvittering-6-fra-papir", sizes=ONE)
def from_paper() -> QWidget:
    return screen(from_paper=True)


@scene("kvittering-7-mail", sizes=ONE)
def by_mail() -> QWidget:
    desk = new_desk()
    return FeedbackMailDialog(desk, hold(desk, add_example(desk)))


@scene("kvalitet-1-tal")
def figures() -> QWidget:
    return quality(many(23))


@scene("kvalitet-2-faa", sizes=ONE)
def few() -> QWidget:
    return quality(many(3))


@scene("kvalitet-3-tom", sizes=ONE)
def nobody() -> QWidget:
    return quality(())
