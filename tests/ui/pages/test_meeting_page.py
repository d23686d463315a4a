"""The frame of a meeting: its heading, its steps, and the keys that lead between them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import ItemDraft
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.pages.agenda.step import AgendaStep
from moedeleder.ui.pages.meeting_page import MeetingPage, subtitle
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.step_bar import StepButton
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.round_desk import propose


@pytest.fixture
def page(qtbot: QtBot, desk: TestDesk) -> MeetingPage:
    # One real step stands in every place, so that the frame is tested alone.
    page = MeetingPage(desk, steps=dict.fromkeys(Step, AgendaStep))
    qtbot.addWidget(page)
    page.resize(1080, 720)
    page.show()
    return page


def words(page: QWidget, name: str) -> str:
    label = page.findChild(ElidedLabel, name)
    return label.full_text


def test_the_heading_tells_what_when_where_and_how_many(
    page: MeetingPage, example: Example
) -> None:
    page.open_meeting(example.meeting.id)
    assert words(page, "pageTitle") == "Netværksmøde om Alma"
    assert words(page, "pageSubtitle") == (
        "Torsdag 3. december 2026 kl. 15.30–17.00 · Rådhuset, lokale 2.14 · 6 deltagere"
    )
    assert page.findChild(Pill, "caseNumber").text == "Sagsnr. 34.45.00-G01-118-26"


def test_a_meeting_opens_where_it_has_come_to(
    desk: TestDesk, page: MeetingPage, example: Example
) -> None:
    page.open_meeting(example.meeting.id)
    assert page.current_step is Step.AGENDA
    desk.office.conduct.start(example.meeting.id)
    page.open_meeting(example.meeting.id)
    assert page.current_step is Step.MEETING
    page.open_meeting(example.meeting.id, Step.AGENDA)
    assert page.current_step is Step.AGENDA


@pytest.mark.parametrize("step", Step)
def test_control_and_a_number_lead_to_a_step(
    qtbot: QtBot, page: MeetingPage, example: Example, step: Step
) -> None:
    start = Step.MINUTES if step is Step.AGENDA else Step.AGENDA
    page.open_meeting(example.meeting.id, start)
    key = Qt.Key(Qt.Key.Key_1.value + int(step))
    with qtbot.waitSignal(page.step_changed):
        qtbot.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)
    assert page.current_step is step


def test_a_click_leads_to_a_step(qtbot: QtBot, page: MeetingPage, example: Example) -> None:
    page.open_meeting(example.meeting.id)
    qtbot.mouseClick(page.findChild(StepButton, "step3"), Qt.MouseButton.LeftButton)
    assert page.current_step is Step.MINUTES
    assert page.findChild(StepButton, "step3").isChecked()


def test_the_invitation_ticks_the_first_step(
    desk: TestDesk, page: MeetingPage, example: Example
) -> None:
    meeting = example.meeting
    page.open_meeting(meeting.id, Step.MEETING)
    first = page.findChild(StepButton, "step1")
    assert "klaret" not in first.accessibleName()
    desk.office.sending.announce_meeting(meeting.id, meeting.version)
    desk.changes.changed.emit(Change.of(Kind.MEETINGS, ids=(meeting.id,)))
    assert "klaret" in first.accessibleName()


def test_what_changed_elsewhere_is_shown(
    desk: TestDesk, page: MeetingPage, example: Example
) -> None:
    meeting = example.meeting
    page.open_meeting(meeting.id)
    draft = replace(meeting.draft, place="Bakkeskolen")
    desk.office.meetings.update(meeting.id, meeting.version, draft)
    desk.changes.changed.emit(Change.of(Kind.MEETINGS, ids=(meeting.id,)))
    assert "Bakkeskolen" in words(page, "pageSubtitle")


def test_news_of_another_meeting_is_let_be(
    desk: TestDesk, page: MeetingPage, example: Example
) -> None:
    page.open_meeting(example.meeting.id)
    desk.office.agenda.add(example.meeting.id, ItemDraft("Noget nyt"))
    desk.changes.changed.emit(Change.of(Kind.AGENDA, ids=("another",)))
    step = page.step(Step.AGENDA).widget()
    assert isinstance(step, AgendaStep)
    assert len(step.list.rows.ids) == 6


def test_a_hidden_page_catches_up(desk: TestDesk, page: MeetingPage, example: Example) -> None:
    page.open_meeting(example.meeting.id)
    page.hide()
    desk.office.agenda.add(example.meeting.id, ItemDraft("Noget nyt"))
    desk.changes.changed.emit(Change.of(Kind.AGENDA, ids=(example.meeting.id,)))
    page.show()
    step = page.step(Step.AGENDA).widget()
    assert isinstance(step, AgendaStep)
    assert len(step.list.rows.ids) == 7


def test_a_meeting_that_is_gone_is_said_so(page: MeetingPage, example: Example) -> None:
    page.open_meeting("findes-ikke")
    assert page.banner.isVisible()
    assert "ikke mere" in page.banner.message


def test_undo_by_key_goes_to_the_step(qtbot: QtBot, page: MeetingPage, example: Example) -> None:
    page.open_meeting(example.meeting.id)
    step = page.step(Step.AGENDA).widget()
    assert isinstance(step, AgendaStep)
    before = step.list.rows.ids
    qtbot.keyClick(step.list.rows, Qt.Key.Key_Delete)
    assert step.list.rows.ids == before[1:]
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert step.list.rows.ids == before
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page, Qt.Key.Key_Z, both)
    assert step.list.rows.ids == before[1:]


def test_no_day_stands_over_a_meeting_whose_time_is_open(desk: TestDesk, example: Example) -> None:
    meeting = propose(desk, example)
    assert subtitle(meeting).startswith("Tiden er ikke valgt, 3 forslag · Rådhuset")
    chosen = meeting.proposed_times[0]
    meeting = desk.office.times.choose(chosen.id, chosen.version)
    assert subtitle(meeting).startswith("Torsdag 3. december 2026 kl. 15.30–17.00")
