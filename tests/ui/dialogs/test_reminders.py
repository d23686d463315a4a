"""The dialog of reminders: nothing is on before it is kept, and it says who gets what."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from moedeleder.domain.reminders import ReminderKind
from moedeleder.ui.dialogs.reminders import RemindersDialog
from moedeleder.ui.pages.reminders_card import RemindersCard
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.round_desk import invite
from tests.ui.windows import opened

MEETING = ReminderKind.MEETING


@pytest.fixture
def dialog(qtbot: QtBot, desk: TestDesk, example: Example) -> RemindersDialog:
    meeting = invite(desk, example.meeting.id)
    made = RemindersDialog(desk, meeting)
    qtbot.addWidget(made)
    return made


def says(dialog: RemindersDialog, name: str) -> str:
    label = dialog.findChild(WrapLabel, name)
    assert isinstance(label, WrapLabel)
    return label.text()


def plan_on(desk: TestDesk, example: Example) -> dict[ReminderKind, int]:
    plans = desk.office.reminders.plans(example.meeting.id)
    return {each.kind: each.days for each in plans if each.is_on}


def test_it_says_who_gets_it_and_when_before_it_is_on(
    dialog: RemindersDialog, desk: TestDesk, example: Example
) -> None:
    told = says(dialog, "goesTo-meeting")
    lines = desk.office.reminders.preview(example.meeting.id, MEETING).going
    assert all(each.name in told for each in lines)
    assert lines
    assert "mens programmet er åbent" in says(dialog, "whenTheyLeave")
    words = desk.office.reminders.words(example.meeting.id, MEETING, lines[0].attendee_id)
    assert dialog.preview.body.toPlainText().strip() == words.body.strip()
    assert plan_on(desk, example) == {}


def test_closing_it_turns_nothing_on(
    dialog: RemindersDialog, desk: TestDesk, example: Example
) -> None:
    dialog.switches[MEETING].switch.setChecked(True)
    dialog.reject()
    assert plan_on(desk, example) == {}


def test_keeping_it_turns_on_what_is_ticked(
    qtbot: QtBot, dialog: RemindersDialog, desk: TestDesk, example: Example
) -> None:
    opened(qtbot, dialog)
    before = says(dialog, "goesTo-meeting")
    dialog.switches[MEETING].switch.setChecked(True)
    dialog.switches[MEETING].days.setValue(3)
    assert says(dialog, "goesTo-meeting") != before
    dialog.confirm_button.click()
    assert plan_on(desk, example) == {MEETING: 3}
    again = RemindersDialog(desk, dialog.meeting)
    qtbot.addWidget(again)
    again.switches[MEETING].switch.setChecked(False)
    again.confirm_button.click()
    assert plan_on(desk, example) == {}


def test_each_kind_shows_its_own_words(dialog: RemindersDialog) -> None:
    for kind, switch in dialog.switches.items():
        switch.see.click()
        assert dialog.preview.subject.text().startswith("Påmindelse"), kind


def test_the_card_says_when_the_next_one_leaves(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    meeting = invite(desk, example.meeting.id)
    card = RemindersCard(desk)
    qtbot.addWidget(card)
    card.show_meeting(meeting)
    label = card.findChild(WrapLabel, "remindersStatus")
    assert isinstance(label, WrapLabel)
    assert label.text().startswith("Slået fra")
    card.open_button.click()
    dialog = card.findChild(RemindersDialog)
    assert isinstance(dialog, RemindersDialog)
    dialog.switches[MEETING].switch.setChecked(True)
    with qtbot.waitSignal(card.said) as said:
        dialog.confirm_button.click()
    assert label.text().startswith("Påmindelse sendes ")
    assert said.args == [label.text()]
