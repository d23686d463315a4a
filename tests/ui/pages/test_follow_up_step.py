"""Step 4 with real widgets, a real store and letters in a real folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import FollowUp, Meeting
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.ui.dialogs.person import PersonDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.pages.follow_up.step import FollowUpStep
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import status_text
from tests.ui.held_meeting import complete, hold
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.windows import opened

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def meeting(desk: TestDesk, example: Example) -> Meeting:
    """The meeting about Alma with everything written, not sent yet."""
    return complete(desk, hold(desk, example))


def finish(desk: TestDesk, meeting: Meeting, *, send: bool = True) -> Meeting:
    desk.office.minutes.finalise(meeting.id, desk.office.meetings.get(meeting.id).version)
    if send:
        desk.office.sending.send(meeting.id, LetterKind.MINUTES)
    return desk.office.meetings.get(meeting.id)


def open_step(desk: TestDesk, meeting: Meeting, qtbot: QtBot) -> FollowUpStep:
    step = FollowUpStep(desk)
    qtbot.addWidget(step)
    step.resize(1080, 600)
    step.show_meeting(meeting)
    opened(qtbot, step)
    return step


def child(step: QWidget, kind: type[W], name: str) -> W:
    # Rows that were replaced wait a moment to be deleted: the newest is the one shown.
    found = step.findChildren(kind, name)
    assert found, name
    assert isinstance(found[-1], kind)
    return found[-1]


def attendee_id(meeting: Meeting, first_name: str) -> str:
    return next(a.id for a in meeting.attendees if a.person.name.startswith(first_name))


def letter_state(step: FollowUpStep, meeting: Meeting, first_name: str) -> str:
    return child(step, WrapLabel, f"letterState-{attendee_id(meeting, first_name)}").text()


def click(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))


def leave_again(step: FollowUpStep) -> None:
    """Let the letters leave that the page before shows, and close it."""
    found = [each for each in step.findChildren(SendDialog) if each.isVisible()]
    assert found, "nothing leaves unseen"
    found[-1].confirm_button.click()
    found[-1].reject()


def block_letters(desk: TestDesk) -> None:
    # A file stands where the folder should be: no letter can be put there.
    desk.letters.write_text("")


def test_before_the_minutes_are_sent_it_leads_back(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot
) -> None:
    step = open_step(desk, meeting, qtbot)
    with qtbot.waitSignal(step.step_requested) as wish:
        click(qtbot, child(step, QPushButton, "goToMinutes"))
    assert wish.args == [Step.MINUTES]
    assert not child(step, Button, "saveMinutes").isVisible()


def test_it_says_who_has_the_minutes(desk: TestDesk, meeting: Meeting, qtbot: QtBot) -> None:
    step = open_step(desk, finish(desk, meeting), qtbot)
    assert letter_state(step, meeting, "Sofie") == "Ligger i mappen, ikke sendt"
    assert letter_state(step, meeting, "Bente").startswith("Mangler adresse")
    note = child(step, ElidedLabel, "footerNote").full_text
    assert note == "5 breve ligger klar i mappen · 1 deltager har ikke fået referatet"
    assert not child(step, Button, "sendAgainAll").isVisible()


def test_lists_say_how_many_wait(desk: TestDesk, meeting: Meeting) -> None:
    def words() -> str:
        lines = desk.office.meetings.find()
        return next(status_text(line) for line in lines if line.id == meeting.id)

    assert words() == "Referat mangler"
    finish(desk, meeting, send=False)
    assert words() == "Ikke sendt til 6"
    desk.office.sending.send(meeting.id, LetterKind.MINUTES)
    assert words() == "Ikke sendt til 1"
    letters = desk.office.sending.deliveries(meeting.id)
    paper = next(each for each in letters if each.state is DeliveryState.NO_ADDRESS)
    desk.office.sending.mark_printed(paper.id)
    assert words() == "Referat færdigt"


def test_paper_for_those_without_an_address(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = open_step(desk, finish(desk, meeting), qtbot)
    folder = tmp_path / "til print"
    folder.mkdir()
    monkeypatch.setattr(step, "choose_folder", lambda: folder)
    bente = attendee_id(meeting, "Bente")
    click(qtbot, child(step, Button, f"printCopy-{bente}"))
    assert sorted(path.suffix for path in folder.iterdir()) == [".docx", ".pdf"]
    assert "til print" in step.banner.message
    click(qtbot, child(step, Button, f"handedOver-{bente}"))
    assert letter_state(step, meeting, "Bente").startswith("Udskrevet")
    assert child(step, ElidedLabel, "footerNote").full_text == "5 breve ligger klar i mappen"


def test_changing_ones_mind_about_the_folder_changes_nothing(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = open_step(desk, finish(desk, meeting), qtbot)
    monkeypatch.setattr(step, "choose_folder", lambda: None)
    click(qtbot, child(step, Button, "saveMinutes"))
    assert step.banner.isHidden()


def test_what_could_not_leave_is_sent_again_to_all(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot
) -> None:
    block_letters(desk)
    step = open_step(desk, finish(desk, meeting), qtbot)
    assert letter_state(step, meeting, "Karin").startswith("Venter, prøves igen kl. ")
    again = child(step, Button, "sendAgainAll")
    assert again.caption == "Send til 5 deltagere"
    karin = child(step, Button, f"sendAgain-{attendee_id(meeting, 'Karin')}")
    assert karin.caption == "Send nu"
    click(qtbot, again)
    leave_again(step)
    assert letter_state(step, meeting, "Karin").startswith("Venter, prøves igen kl. ")
    desk.letters.unlink()
    step.main_action()
    leave_again(step)
    assert letter_state(step, meeting, "Karin") == "Ligger i mappen, ikke sendt"
    assert not again.isVisible()
    assert len(list(desk.letters.glob("*.eml"))) == 5


def test_one_letter_is_sent_again_alone(desk: TestDesk, meeting: Meeting, qtbot: QtBot) -> None:
    block_letters(desk)
    step = open_step(desk, finish(desk, meeting), qtbot)
    desk.letters.unlink()
    click(qtbot, child(step, Button, f"sendAgain-{attendee_id(meeting, 'Karin')}"))
    leave_again(step)
    assert letter_state(step, meeting, "Karin") == "Ligger i mappen, ikke sendt"
    assert letter_state(step, meeting, "Lise").startswith("Venter, prøves igen kl. ")
    assert len(list(desk.letters.glob("*.eml"))) == 1


def test_letters_that_never_left_can_leave_now(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot
) -> None:
    step = open_step(desk, finish(desk, meeting, send=False), qtbot)
    karin = child(step, Button, f"sendAgain-{attendee_id(meeting, 'Karin')}")
    assert karin.caption == "Send nu"
    click(qtbot, karin)
    leave_again(step)
    assert letter_state(step, meeting, "Karin") == "Ligger i mappen, ikke sendt"


def test_an_address_found_later_gets_a_mail(
    desk: TestDesk, example: Example, meeting: Meeting, qtbot: QtBot
) -> None:
    finish(desk, meeting)
    bente = example.person("Bente")
    draft = type(bente.draft)(bente.name, bente.role, bente.relation, mail="bente@eksempel.example")
    desk.office.families.update_person(bente.id, bente.version, draft)
    step = open_step(desk, desk.office.meetings.get(meeting.id), qtbot)
    again = child(step, Button, f"sendAgain-{attendee_id(meeting, 'Bente')}")
    assert again.caption == "Send som mail"
    # The foot and the dialog that sent them offer the same people.
    assert child(step, Button, "sendAgainAll").caption == "Prøv igen for 1 deltager"
    click(qtbot, again)
    leave_again(step)
    states = {d.name: d.state for d in desk.office.sending.deliveries(meeting.id)}
    assert states["Bente Vang"] is DeliveryState.SENT


def test_an_address_is_corrected_where_the_letter_failed(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot
) -> None:
    step = open_step(desk, finish(desk, meeting), qtbot)
    bente = attendee_id(meeting, "Bente")
    click(qtbot, child(step, Button, f"editAddress-{bente}"))
    dialog = child(step, PersonDialog, "personDialog")
    child(dialog, QLineEdit, "mail").setText("bente@mail.example")
    dialog.confirm_button.click()
    click(qtbot, child(step, Button, f"sendAgain-{bente}"))
    leave_again(step)
    assert letter_state(step, meeting, "Bente") == "Ligger i mappen, ikke sendt"
    addresses = {d.address for d in desk.office.sending.deliveries(meeting.id)}
    assert "bente@mail.example" in addresses


def test_promises_are_ticked_and_late_ones_said(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot
) -> None:
    finish(desk, meeting)
    desk.clock.set(datetime(2026, 12, 10, 8, 0, tzinfo=UTC))
    step = open_step(desk, desk.office.meetings.get(meeting.id), qtbot)
    first = meeting.promises[0]
    tick = child(step, QCheckBox, f"kept-{first.id}")
    late = [p for p in step.findChildren(QWidget) if p.accessibleName() == "over tiden"]
    assert [pill.isVisible() for pill in late] == [True, False]
    click(qtbot, tick)
    assert desk.office.meetings.get(meeting.id).promises[0].kept_at is not None
    assert not late[0].isVisible()
    click(qtbot, tick)
    assert desk.office.meetings.get(meeting.id).promises[0].kept_at is None


def test_the_checklist_after_the_meeting_is_ticked(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot
) -> None:
    step = open_step(desk, finish(desk, meeting), qtbot)
    check = meeting.checks_of(Phase.AFTER)[0]
    click(qtbot, child(step, QAbstractButton, f"check-{check.key}"))
    assert desk.office.meetings.get(meeting.id).checks_of(Phase.AFTER)[0].done
    assert step.checks.count_text == f"1 af {len(meeting.checks_of(Phase.AFTER))}"


def test_the_next_meeting_is_wished_with_its_day(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot
) -> None:
    step = open_step(desk, finish(desk, meeting), qtbot)
    assert child(step, WrapLabel, "nextMeeting").text() == "Torsdag 14. januar 2027 kl. 15.30"
    with qtbot.waitSignal(step.new_meeting_requested) as wish:
        step.main_action()
    assert wish.args is not None
    assert wish.args[:2] == [meeting.family_id, datetime(2027, 1, 14, 15, 30)]
    assert wish.args[2].id == meeting.id


def test_no_next_meeting_says_why(desk: TestDesk, meeting: Meeting, qtbot: QtBot) -> None:
    version = desk.office.meetings.get(meeting.id).version
    desk.office.minutes.set_follow_up(meeting.id, version, FollowUp(None, "Familien vil vente"))
    step = open_step(desk, finish(desk, meeting), qtbot)
    assert child(step, WrapLabel, "nextMeeting").text() == "Intet opfølgningsmøde"
    assert not child(step, Button, "createFollowUp").isVisible()


def test_every_control_has_a_name_for_the_ear(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot
) -> None:
    block_letters(desk)
    step = open_step(desk, finish(desk, meeting), qtbot)
    buttons = [b for b in step.findChildren(QAbstractButton) if b.isVisible()]
    assert len(buttons) > 10
    assert [b.objectName() for b in buttons if not b.accessibleName()] == []


def test_what_was_stopped_says_so_and_can_be_sent(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot
) -> None:
    meeting = finish(desk, meeting, send=False)
    karin = attendee_id(meeting, "Karin")
    letter = next(
        each
        for each in desk.office.sending.deliveries(meeting.id)
        if each.attendee_id == karin and each.kind is LetterKind.MINUTES
    )
    desk.office.outbox.stop_letters([letter.id])
    step = open_step(desk, meeting, qtbot)
    assert letter_state(step, meeting, "Karin") == "Afbrudt: den er ikke sendt"
    click(qtbot, child(step, Button, f"sendAgain-{karin}"))
    leave_again(step)
    assert letter_state(step, meeting, "Karin") == "Ligger i mappen, ikke sendt"


def test_all_letters_of_the_meeting_are_one_press_away(
    desk: TestDesk, meeting: Meeting, qtbot: QtBot
) -> None:
    step = open_step(desk, finish(desk, meeting), qtbot)
    with qtbot.waitSignal(step.post_requested) as wish:
        click(qtbot, child(step, Button, "seeAllLetters"))
    assert wish.args == [meeting.id]
