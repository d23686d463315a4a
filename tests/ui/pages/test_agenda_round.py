"""The foot of the agenda through the round, and a meeting that is called off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import ItemDraft
from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind
from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.sending import LetterKind
from moedeleder.ui.dialogs.cancel_meeting import CancelMeetingDialog
from moedeleder.ui.dialogs.receipts import ReceiptsDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dialogs.share import ShareDialog
from moedeleder.ui.dialogs.times import TimesDialog
from moedeleder.ui.dialogs.versions import VersionsDialog
from moedeleder.ui.pages.agenda.step import AgendaStep
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.meetings_page import MeetingsPage
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.pages.today.page import TodayPage
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.wording import status_text
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.round_desk import contribute, invite, propose, share
from tests.ui.windows import opened

D = TypeVar("D", bound=QWidget)


@pytest.fixture
def page(qtbot: QtBot, desk: TestDesk) -> MeetingPage:
    page = MeetingPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    return page


@pytest.fixture
def step(qtbot: QtBot, page: MeetingPage, example: Example) -> AgendaStep:
    page.open_meeting(example.meeting.id)
    opened(qtbot, page)
    found = page.step(Step.AGENDA)
    assert isinstance(found, AgendaStep)
    return found


def buttons(step: AgendaStep) -> tuple[str, str]:
    """Return what the primary button and the one beside it say."""
    again = step.foot.again
    return step.foot.main.caption, "" if again.isHidden() else again.caption


def dialog_of(step: AgendaStep, kind: type[D]) -> D:
    found = [each for each in step.findChildren(kind) if each.isVisible()]
    assert len(found) == 1, kind
    return found[0]


def test_the_foot_leads_through_the_round(
    page: MeetingPage, step: AgendaStep, desk: TestDesk, example: Example
) -> None:
    meeting_id = example.meeting.id
    assert buttons(step) == ("Del kladde", "Indkald 6 deltagere")
    share(desk, meeting_id)
    page.refresh()
    assert buttons(step) == ("Indkald 6 deltagere", "Del kladde")
    meeting = propose(desk, example)
    page.refresh()
    assert buttons(step) == ("Vælg tid", "Del kladde")
    first = meeting.proposed_times[0]
    desk.office.times.choose(first.id, first.version)
    invite(desk, meeting_id)
    page.refresh()
    assert buttons(step) == ("Gå til mødet", "Send ny indkaldelse til 6 deltagere")
    desk.office.agenda.add(meeting_id, ItemDraft("Fast voksen", minutes=5))
    page.refresh()
    assert buttons(step) == ("Send opdatering til 6 deltagere", "")


def test_a_family_without_mail_leaves_the_invitation_first(
    page: MeetingPage, step: AgendaStep, desk: TestDesk, example: Example
) -> None:
    for name in ("Sofie", "Jonas"):
        person = example.person(name)
        draft = replace(person.draft, mail="")
        desk.office.families.update_person(person.id, person.version, draft)
    page.refresh()
    assert buttons(step) == ("Indkald 6 deltagere", "Del kladde")


def test_a_family_that_has_answered_has_been_asked(
    page: MeetingPage, step: AgendaStep, desk: TestDesk, example: Example
) -> None:
    point = ContributionDraft(ContributionKind.POINT, "Hvem ringer til os?")
    who = example.person("Jonas").id
    desk.office.contributions.type_in(example.meeting.id, who, Channel.PHONE, (point,))
    page.refresh()
    assert buttons(step) == ("Indkald 6 deltagere", "Del kladde")


def test_sharing_goes_from_the_button_to_the_letters(
    qtbot: QtBot, step: AgendaStep, desk: TestDesk
) -> None:
    page_main = step.foot.main
    step.main_action()
    dialog = dialog_of(step, ShareDialog)
    dialog.confirm_button.click()
    letters = dialog_of(step, SendDialog)
    assert letters.accessibleName() == "2 breve ligger klar i mappen, 1 skal have papir"
    assert len(list(desk.letters.rglob("*.eml"))) == 2
    letters.confirm_button.click()
    assert page_main.caption == "Indkald 6 deltagere"


def test_several_times_can_be_proposed_before_sharing(
    qtbot: QtBot, step: AgendaStep, desk: TestDesk, example: Example
) -> None:
    step.letters.share()
    sharing = step.findChild(ShareDialog)
    qtbot.mouseClick(sharing.findChild(QPushButton, "timesFirst"), Qt.MouseButton.LeftButton)
    assert not sharing.isVisible()
    times = step.findChild(TimesDialog)
    assert times.isVisible()
    times.reject()
    propose(desk, example, 1)
    dialog = ShareDialog(desk, desk.office.meetings.get(example.meeting.id))
    qtbot.addWidget(dialog)
    assert dialog.findChild(QPushButton, "timesFirst") is None


def test_choosing_a_time_makes_way_for_the_invitation(
    page: MeetingPage, step: AgendaStep, desk: TestDesk, example: Example
) -> None:
    propose(desk, example)
    share(desk, example.meeting.id)
    page.refresh()
    step.main_action()
    times = dialog_of(step, TimesDialog)
    times.grid.select_time(2)
    times.confirm_button.click()
    assert step.banner.message == "Mødet er mandag 7. december 2026 kl. 15.30. Nu kan du indkalde."
    assert step.foot.main.caption == "Indkald 6 deltagere"


def test_receipts_and_versions_open_from_the_page(
    step: AgendaStep, desk: TestDesk, example: Example, page: MeetingPage
) -> None:
    contribute(desk, example)
    page.refresh()
    step.receipts_requested.emit()
    receipts = dialog_of(step, ReceiptsDialog)
    receipts.confirm_button.click()
    dialog_of(step, SendDialog).confirm_button.click()
    step.versions_requested.emit()
    versions = dialog_of(step, VersionsDialog)
    said = "\n".join(label.text() for label in versions.findChildren(QLabel))
    assert "Sofie Eksempel · Kvittering: ligger i mappen, ikke sendt" in said
    assert "Bente Vang · Kvittering: mangler adresse: print en kopi" in said
    kinds = [each.kind for each in desk.office.sending.deliveries(example.meeting.id)]
    assert kinds == [LetterKind.RECEIPT] * 2


def call_off(step: AgendaStep) -> None:
    step.cancel_requested.emit()
    dialog = dialog_of(step, CancelMeetingDialog)
    reason = dialog.findChild(QPlainTextEdit, "reason")
    assert isinstance(reason, QPlainTextEdit)
    reason.setPlainText("Sofie er blevet syg.")
    dialog.confirm_button.click()


def test_a_meeting_is_called_off_and_taken_up_again(
    page: MeetingPage, step: AgendaStep, desk: TestDesk, example: Example
) -> None:
    invite(desk, example.meeting.id)
    page.refresh()
    call_off(step)
    letters = dialog_of(step, SendDialog)
    assert "5 breve ligger klar i mappen" in letters.accessibleName()
    letters.confirm_button.click()
    assert step.cancelled.isVisible()
    assert step.cancelled.message == "Mødet er aflyst. Grund: Sofie er blevet syg."
    assert buttons(step) == ("Tag mødet op igen", "")
    add = step.findChild(QWidget, "newItem")
    assert add is not None
    assert not add.isEnabled()
    step.main_action()
    assert desk.office.meetings.get(example.meeting.id).state is MeetingState.PLANNED
    assert not step.cancelled.isVisible()
    assert step.banner.message == "Mødet er planlagt igen. Ingen har fået det at vide."
    # The last they heard is that it is off: the next thing is to tell them.
    assert buttons(step) == ("Send ny indkaldelse til 6 deltagere", "")
    note = step.findChild(ElidedLabel, "footerNote")
    assert isinstance(note, ElidedLabel)
    assert note.full_text.startswith("Deltagerne tror, at mødet er aflyst")
    step.main_action()
    dialog_of(step, SendDialog).confirm_button.click()
    assert buttons(step)[0] == "Gå til mødet"


def test_nobody_is_told_of_what_nobody_knew(step: AgendaStep, desk: TestDesk) -> None:
    call_off(step)
    assert "Ingen havde hørt om det endnu." in step.banner.message
    assert not [each for each in step.findChildren(SendDialog) if each.isVisible()]
    assert list(desk.letters.rglob("*.eml")) == []


def test_the_other_steps_of_a_meeting_called_off_stay_shut(
    qtbot: QtBot, page: MeetingPage, step: AgendaStep, desk: TestDesk, example: Example
) -> None:
    call_off(step)
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        qtbot.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)
    page.go_to_step(Step.MEETING)
    assert page.current_step is Step.AGENDA
    assert "Mødet er aflyst." in page.banner.message
    page.open_meeting(example.meeting.id, Step.MINUTES)
    assert page.current_step is Step.AGENDA


def test_lists_say_that_it_is_off_and_today_counts_it_no_more(
    qtbot: QtBot, desk: TestDesk, example: Example, make_today: Callable[[], TodayPage]
) -> None:
    meeting = desk.office.meetings.get(example.meeting.id)
    desk.clock.set(desk.clock.now.replace(month=12, day=3))
    assert [each.line.id for each in desk.office.overview.today().today] == [meeting.id]
    desk.office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom")
    assert desk.office.overview.today().today == ()
    today = make_today()
    assert "ingen møder" in "\n".join(each.text() for each in today.findChildren(QLabel)).lower()
    meetings = MeetingsPage(desk)
    qtbot.addWidget(meetings)
    meetings.refresh()
    (line,) = desk.office.meetings.find()
    assert status_text(line) == "Aflyst"
    assert meetings.table.model().rowCount() == 1


@pytest.fixture
def make_today(qtbot: QtBot, desk: TestDesk) -> Callable[[], TodayPage]:
    def make() -> TodayPage:
        today = TodayPage(desk)
        qtbot.addWidget(today)
        today.refresh()
        return today

    return make
