"""Sending: shown before anything leaves, followed, and told after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from moedeleder.domain.meetings import FollowUp, Meeting, MeetingState
from moedeleder.domain.people import Person
from moedeleder.domain.record import TEXT_PARTS
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.domain.settings import MailSettings, MailWay, Organisation
from moedeleder.ui.background import Background
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.widgets.checklist import CheckRow
from moedeleder.ui.widgets.elided_label import ElidedLabel
from tests.ui.held_meeting import hold
from tests.ui.office_fixture import Example, TestDesk

MakeDialog = Callable[..., SendDialog]
INVITATION = LetterKind.INVITATION


@pytest.fixture
def opened(qtbot: QtBot, desk: TestDesk, example: Example) -> MakeDialog:
    def make(
        kind: LetterKind = INVITATION,
        *,
        results: bool = False,
        folder: Path | None = None,
        on: TestDesk = desk,
    ) -> SendDialog:
        meeting = desk.office.meetings.get(example.meeting.id)
        dialog = SendDialog(on, meeting, kind, results=results, ask_folder=lambda _parent: folder)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return make


def words(dialog: SendDialog) -> str:
    QApplication.processEvents()
    said = [
        label.full_text if isinstance(label, ElidedLabel) else label.text()
        for label in dialog.findChildren(QLabel)
        if label.isVisibleTo(dialog)
    ]
    ticks = [box for box in dialog.findChildren(CheckRow) if box.isVisibleTo(dialog)]
    return "\n".join(said + [box.accessibleName() for box in ticks])


def title(dialog: SendDialog) -> str:
    return dialog.accessibleName()


def press(qtbot: QtBot, dialog: SendDialog, name: str = "sendDialogConfirm") -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None, name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def letters(desk: TestDesk) -> list[Path]:
    return sorted(desk.letters.rglob("*.eml"))


def states(desk: TestDesk, example: Example) -> list[DeliveryState]:
    return [each.state for each in desk.office.sending.deliveries(example.meeting.id)]


def rewrite(desk: TestDesk, person: Person, mail: str) -> None:
    office = desk.office
    fresh = next(
        each for each in office.families.get(person.family_id or "").people if each.id == person.id
    )
    office.families.update_person(fresh.id, fresh.version, replace(fresh.draft, mail=mail))


def block(desk: TestDesk) -> None:
    """Put a file where the folder of letters should be."""
    desk.letters.write_text("ikke en mappe")


def test_everything_is_shown_before_anything_leaves(
    desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    rewrite(desk, example.person("Jonas"), "sofie@eksempel.example")
    dialog = opened()
    shown = words(dialog)
    assert title(dialog) == "Indkald 6 deltagere" == dialog.confirm_button.caption
    assert "Sofie Eksempel · mor" in shown
    assert "Mangler adresse, får en kopi på papir" in shown
    assert "Samme adresse som Jonas Eksempel" in shown
    assert "5 får mail, 1 får papir" in shown
    assert f"Brevene lægges i mappen {desk.letters}. Ingen mails sendes ud af huset." in shown
    assert "dagsordenen som PDF" in shown
    assert letters(desk) == []
    assert desk.office.sending.deliveries(example.meeting.id) == ()


def test_the_way_through_a_server_is_named(desk: TestDesk, opened: MakeDialog) -> None:
    mail = MailSettings(
        MailWay.SMTP, host="mail.eksempelby.example", sender_address="a@eksempelby.example"
    )
    desk.office.settings.save_mail(mail, "hemmeligt")
    shown = words(opened())
    assert "Mails sendes gennem mail.eksempelby.example over en sikker forbindelse." in shown
    assert "hemmeligt" not in shown


def test_escape_sends_nothing(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    qtbot.keyClick(opened(), Qt.Key.Key_Escape)
    assert letters(desk) == []
    assert desk.office.meetings.get(example.meeting.id).invited_at is None


def test_enter_sends_and_the_result_of_each_is_told(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    dialog = opened()
    with qtbot.waitSignal(desk.changes.changed):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(letters(desk)) == 5
    assert title(dialog) == "5 breve ligger klar i mappen, 1 skal have papir"
    assert words(dialog).count("Ligger i mappen, ikke sendt") == 5
    assert str(desk.letters) in dialog.banner.message
    assert "Send brevene fra jeres eget mailprogram" in dialog.banner.message
    assert "Mangler adresse: print en kopi" in words(dialog)
    assert dialog.confirm_button.caption == "Luk"


def test_a_copy_is_saved_to_print_and_handed_over(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog, tmp_path: Path
) -> None:
    folder = tmp_path / "print"
    folder.mkdir()
    dialog = opened(folder=folder)
    press(qtbot, dialog)
    press(qtbot, dialog, "saveCopy")
    assert any(path.suffix == ".pdf" for path in folder.iterdir())
    assert str(folder) in dialog.banner.message
    waiting = desk.office.sending.deliveries(example.meeting.id)
    paper = next(each for each in waiting if each.state is DeliveryState.NO_ADDRESS)
    press(qtbot, dialog, f"printed-{paper.id}")
    assert states(desk, example)[4] is DeliveryState.PRINTED
    assert title(dialog) == "5 breve ligger klar i mappen, 1 har fået papir"
    assert "Udskrevet 24. november" in words(dialog)


def test_what_failed_says_why_and_is_sent_again(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    block(desk)
    dialog = opened()
    press(qtbot, dialog)
    assert words(dialog).count("der kan ikke skrives i mappen") == 5
    assert title(dialog) == "0 af 6 har indkaldelsen, 1 skal have papir, 5 venter"
    assert dialog.confirm_button.caption == "Prøv igen for 5 deltagere"
    desk.letters.unlink()
    press(qtbot, dialog)
    assert len(letters(desk)) == 5
    assert states(desk, example).count(DeliveryState.SENT) == 5
    assert dialog.confirm_button.caption == "Luk"


def test_an_address_found_meanwhile_is_offered(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    press(qtbot, opened())
    rewrite(desk, example.person("Bente"), "bente@eksempel.example")
    dialog = opened(results=True)
    assert dialog.confirm_button.caption == "Prøv igen for 1 deltager"
    press(qtbot, dialog)
    # Nobody has seen that address yet: it is shown before anything leaves for it.
    assert len(letters(desk)) == 5
    assert "bente@eksempel.example" in words(dialog)
    assert "1 adresse er ny for Alma. Læs den igennem." in words(dialog)
    assert title(dialog) == "Send igen til 1 deltager" == dialog.confirm_button.caption
    press(qtbot, dialog)
    assert len(letters(desk)) == 6
    assert title(dialog) == "6 breve ligger klar i mappen"


def test_a_meeting_changed_meanwhile_is_shown_anew_before_it_is_sent(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    dialog = opened()
    meeting = desk.office.meetings.get(example.meeting.id)
    desk.office.meetings.update(
        meeting.id, meeting.version, replace(meeting.draft, place="Bakkeskolen")
    )
    press(qtbot, dialog)
    assert "anden" in dialog.banner.message
    assert letters(desk) == []
    press(qtbot, dialog)
    assert len(letters(desk)) == 5


def ready_minutes(desk: TestDesk, example: Example) -> Meeting:
    """Hold the meeting and write all that the minutes need."""
    meeting, minutes = hold(desk, example), desk.office.minutes
    for promise in meeting.promises:
        if promise.due is None:
            due = replace(promise.draft, due=meeting.starts_at.date())
            desk.office.promises.update(promise.id, promise.version, due)
    view = minutes.open(meeting.id)
    for key in TEXT_PARTS:
        if view.parts[key].text.is_empty:
            minutes.write(meeting.id, key, view.parts[key].version, from_plain("Vi er enige."))
    fresh = minutes.open(meeting.id).meeting
    view = minutes.set_follow_up(fresh.id, fresh.version, FollowUp(none_reason="Målet er nået."))
    assert view.gaps == ()
    return view.meeting


def test_minutes_are_frozen_and_sent(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    ready_minutes(desk, example)
    dialog = opened(LetterKind.MINUTES)
    assert dialog.confirm_button.caption == "Send referat til 6 deltagere"
    assert "5 får mail, 1 får papir" in words(dialog)
    assert "PDF og Word" in words(dialog)
    press(qtbot, dialog)
    assert desk.office.meetings.get(example.meeting.id).state is MeetingState.FINISHED
    assert len(letters(desk)) == 5
    assert title(dialog) == "5 breve ligger klar i mappen, 1 skal have papir"


def test_incomplete_minutes_stay_open_and_say_so(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    hold(desk, example)
    dialog = opened(LetterKind.MINUTES)
    press(qtbot, dialog)
    assert "mangler" in dialog.banner.message
    assert letters(desk) == []
    assert desk.office.meetings.get(example.meeting.id).state is MeetingState.HELD


def test_progress_is_shown_while_another_thread_sends(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    background = Background(threads=1)
    dialog = opened(on=replace(desk, background=background))
    bar = dialog.findChild(QProgressBar, "sendProgress")
    seen = []
    bar.valueChanged.connect(seen.append)
    press(qtbot, dialog)
    assert not dialog.confirm_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.confirm_button.isEnabled(), timeout=20_000)
    assert seen[-1] == bar.maximum() == 5
    assert len(letters(desk)) == 5
    background.wait()


def test_sending_goes_on_when_the_dialog_is_closed(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    background = Background(threads=1)
    dialog = opened(on=replace(desk, background=background))
    press(qtbot, dialog)
    assert dialog.cancel_button.caption == "Luk, mens der sendes"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    with qtbot.waitSignal(desk.changes.changed, timeout=20_000):
        pass
    assert len(letters(desk)) == 5
    background.wait()


def test_it_says_when_people_could_not_answer_and_when_the_time_is_too_short(
    desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    calm = opened()
    assert not calm.banner.message
    desk.office.settings.save_organisation(Organisation("Eksempelby Kommune"))
    me = desk.office.settings.me()
    assert me is not None
    desk.office.settings.describe_me(me.name, me.relation, "", "")
    meeting = desk.office.meetings.get(example.meeting.id)
    shorter = replace(meeting.draft, minutes=meeting.minutes - 10)
    desk.office.meetings.update(meeting.id, meeting.version, shorter)
    worried = opened()
    said = worried.banner.message
    assert "hvor familien kan ringe eller skrive hen" in said
    assert "Dagsordenen er 10 min længere end mødet." in said
