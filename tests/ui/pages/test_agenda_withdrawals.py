"""The foot of the first step: whoever is taken off the list hears it; who has the old time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.before import Choices
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.readiness import LackKind
from moedeleder.domain.sending import LetterKind
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.pages.agenda.step import AgendaStep
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.widgets.elided_label import ElidedLabel
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.round_desk import invite
from tests.ui.windows import opened


@pytest.fixture
def step(qtbot: QtBot, desk: TestDesk, example: Example) -> AgendaStep:
    page = MeetingPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    invite(desk, example.meeting.id)
    page.open_meeting(example.meeting.id)
    opened(qtbot, page)
    found = page.step(Step.AGENDA)
    assert isinstance(found, AgendaStep)
    return found


def note(step: AgendaStep) -> str:
    label = step.findChild(ElidedLabel, "footerNote")
    assert isinstance(label, ElidedLabel)
    return label.full_text


def attendee(step: AgendaStep, first_name: str) -> Attendee:
    return next(a for a in step.meeting.attendees if a.person.name.startswith(first_name))


def take_off(step: AgendaStep, first_name: str) -> None:
    found = attendee(step, first_name)
    step.people._remove_attendee(found)


def test_taking_somebody_off_says_that_they_do_not_know(step: AgendaStep, desk: TestDesk) -> None:
    take_off(step, "Karin")
    assert "men er indkaldt. Giv besked nederst på siden." in step.undo_bar.message
    assert "1 er taget af listen og har ikke fået besked" in note(step)
    captions = (step.foot.main.caption, step.foot.again.caption)
    assert "Giv besked til 1" in captions
    step.undo_bar.undo()
    assert "taget af listen" not in note(step)
    assert desk.office.withdrawals.pending(step.meeting.id) == ()


def test_they_are_shown_before_they_are_told(
    qtbot: QtBot, step: AgendaStep, desk: TestDesk
) -> None:
    take_off(step, "Karin")
    step.letters.withdraw()
    dialog = step.findChild(SendDialog)
    assert isinstance(dialog, SendDialog)
    opened(qtbot, dialog)
    dialog.confirm_button.click()
    kind = LetterKind.WITHDRAWAL
    qtbot.waitUntil(
        lambda: any(
            each.kind is kind and each.sent_at
            for each in desk.office.sending.deliveries(step.meeting.id)
        )
    )
    assert "taget af listen" not in note(step)
    dialog.reject()


def test_it_says_who_has_the_old_time(step: AgendaStep, desk: TestDesk) -> None:
    assert "gamle" not in note(step)
    meetings, meeting = desk.office.meetings, desk.office.meetings.get(step.meeting.id)
    later = replace(meeting.draft, starts_at=meeting.starts_at + timedelta(days=1))
    meeting = meetings.update(meeting.id, meeting.version, later)
    step.refresh()
    count = len(meeting.attendees)
    assert note(step).startswith(f"{count} har den gamle tid")
    assert step.foot.main.caption == f"Fortæl {count} om den nye tid"
    link = replace(later, link="https://moede.example/rum")
    meetings.update(meeting.id, meeting.version, link)
    step.refresh()
    assert note(step).startswith(f"{count} har den gamle tid og sted")
    assert step.foot.main.caption == f"Fortæl {count} om ny tid og nyt sted"


def test_a_new_time_comes_before_somebody_new(
    qtbot: QtBot, step: AgendaStep, desk: TestDesk
) -> None:
    meetings, karin = desk.office.meetings, attendee(step, "Karin")
    take_off(step, "Karin")
    take_off(step, "Sofie")
    meeting = desk.office.meetings.get(step.meeting.id)
    new = PersonDraft("Amira Ny", PersonRole.INTERPRETER, mail="amira@tolk.example")
    amira = desk.office.families.add_person(meeting.family_id, new)
    meeting = meetings.add_attendee(meeting.id, amira.id)
    later = replace(meeting.draft, starts_at=meeting.starts_at + timedelta(days=1))
    meeting = meetings.update(meeting.id, meeting.version, later)
    step.refresh()
    count = len(meeting.attendees)
    captions = (step.foot.main.caption, step.foot.again.caption)
    assert captions == (f"Fortæl {count} om den nye tid", "Giv besked til 2")
    assert note(step).startswith(f"{count - 1} har den gamle tid · 2 er taget af listen")
    step.main_action()
    dialog = step.findChild(SendDialog)
    assert isinstance(dialog, SendDialog)
    assert dialog.confirm_button.caption == step.foot.main.caption
    assert karin.person.name not in {each.name for each in dialog._parts.before.chosen}
    dialog.reject()


def test_whoever_was_left_out_stays_so(step: AgendaStep, desk: TestDesk) -> None:
    meeting = step.meeting
    everybody = len(meeting.attendees)
    person = desk.office.families.add_person(
        meeting.family_id, PersonDraft("Amira Ny", PersonRole.INTERPRETER)
    )
    desk.office.meetings.add_attendee(meeting.id, person.id)
    step.refresh()
    assert step.foot.main.caption == "Indkald 1 ny deltager"
    amira = attendee(step, "Amira")
    choices = Choices(left_out=frozenset({amira.id}))
    version = desk.office.meetings.get(meeting.id).version
    desk.office.sending.announce_meeting(meeting.id, version, choices=choices)
    step.refresh()
    captions = (step.foot.main.caption, step.foot.again.caption)
    assert captions == ("Gå til mødet", f"Send ny indkaldelse til {everybody} deltagere")
    lacks = {each.kind: each.count for each in desk.office.overview.lacks(meeting.id)}
    # Bente has no address; nobody waits for Amira.
    assert lacks[LackKind.INVITATION_FOR_NEW] == 1
    step.letters.invite(only_new=False)
    dialog = step.findChild(SendDialog)
    assert isinstance(dialog, SendDialog)
    (row,) = [each for each in dialog._parts.before.rows if each.line.attendee_id == amira.id]
    assert not row.is_chosen
    assert "Skal ikke have brev (valgt sidst)" in row.accessibleName()
    assert dialog.confirm_button.caption == step.foot.again.caption
    row.box.click()
    assert "valgt sidst" not in row.accessibleName()
    dialog.reject()


def test_one_taken_off_can_be_told_also_when_the_meeting_is_off(
    step: AgendaStep, desk: TestDesk
) -> None:
    take_off(step, "Karin")
    meeting = desk.office.meetings.get(step.meeting.id)
    step.show_meeting(desk.office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom"))
    assert note(step) == "1 er taget af listen og har ikke fået besked"
    captions = (step.foot.main.caption, step.foot.again.caption)
    assert captions == ("Tag mødet op igen", "Giv besked til 1")
