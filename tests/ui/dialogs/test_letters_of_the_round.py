"""Versions, receipts, updates and calling off: what is shown, what leaves, and what is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import ItemDraft
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind
from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from moedeleder.ui.dialogs.cancel_meeting import CancelMeetingDialog
from moedeleder.ui.dialogs.child_voice import ChildVoiceDialog
from moedeleder.ui.dialogs.receipts import ReceiptsDialog
from moedeleder.ui.dialogs.see_mail import SeeMailDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dialogs.send_words import given_caption, outcome_text, send_caption
from moedeleder.ui.dialogs.times import TimesDialog
from moedeleder.ui.dialogs.versions import VersionsDialog
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.before_words import BY_WORD
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.checklist import CheckRow
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.elided_label import ElidedLabel
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.round_desk import contribute, invite, propose, share

Show = Callable[[Dialog], Dialog]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def shown(dialog: Dialog) -> Dialog:
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return shown


def words(place: QWidget) -> str:
    return "\n".join(
        label.full_text if isinstance(label, ElidedLabel) else label.text()
        for label in place.findChildren(QLabel)
        if label.isVisibleTo(place)
    )


def click(qtbot: QtBot, place: QWidget, name: str) -> None:
    button = place.findChild(QPushButton, name)
    assert button is not None, name
    qtbot.mouseClick(button, LEFT)


def kinds(desk: TestDesk, example: Example) -> list[LetterKind]:
    return [letter.kind for letter in desk.office.sending.deliveries(example.meeting.id)]


# --- versions ------------------------------------------------------------------------------


def test_nothing_shared_is_said(desk: TestDesk, example: Example, show: Show) -> None:
    assert "Intet er delt endnu" in words(show(VersionsDialog(desk, example.meeting)))


def test_each_version_says_when_who_and_what_was_new(
    qtbot: QtBot, desk: TestDesk, example: Example, show: Show
) -> None:
    meeting_id = example.meeting.id
    share(desk, meeting_id)
    desk.office.agenda.add(meeting_id, ItemDraft("Fast voksen om morgenen", minutes=10))
    invite(desk, meeting_id)
    meeting = desk.office.meetings.get(meeting_id)
    desk.office.agenda.remove(meeting.items[0].id, meeting.items[0].version)
    opened: list[Path] = []
    dialog = show(VersionsDialog(desk, meeting, show_file=opened.append))
    said = words(dialog)
    assert said.index("Ikke delt endnu:") < said.index("Udgave 2 · indkaldelse")
    assert said.index("Udgave 2 · indkaldelse") < said.index("Udgave 1 · kladde")
    assert "Fast voksen om morgenen" in said
    assert "Velkomst, roller og tid" in said
    assert "Karin Dam · Ligger i mappen, ikke sendt" in said
    assert "Sendt" not in said
    click(qtbot, dialog, "openVersion-1")
    assert opened[0].read_bytes().startswith(b"%PDF")
    assert "Alma" not in opened[0].name


# --- receipts ------------------------------------------------------------------------------


def test_receipts_show_every_line_and_leave_for_those_ticked(
    qtbot: QtBot, desk: TestDesk, example: Example, show: Show
) -> None:
    dialog = show(ReceiptsDialog(desk, contribute(desk, example)))
    said = words(dialog)
    assert "”Hvem ringer til os, når hun ikke kommer afsted?”" in said
    assert "Den er på dagsordenen som punkt" in said
    assert "fordi skolen bestemmer det." in said
    assert "1 bidrag venter stadig på svar." in said
    assert dialog.confirm_button.caption == "Send kvitteringer til 2"
    bente = next(r for r in dialog.findChildren(CheckRow) if "Bente" in r.accessibleName())
    assert "får en kopi på papir" in bente.accessibleDescription()
    assert "1 får mail, 1 får papir" in said
    qtbot.keyClick(bente, Qt.Key.Key_Space)
    assert "1 får mail" in words(dialog).splitlines()
    dialog.confirm_button.click()
    letters = desk.office.sending.deliveries(example.meeting.id)
    assert [(letter.kind, letter.name) for letter in letters] == [
        (LetterKind.RECEIPT, "Sofie Eksempel")
    ]


def test_a_receipt_quotes_what_they_said_and_what_they_want_apart(
    desk: TestDesk, example: Example, show: Show
) -> None:
    draft = ContributionDraft(ContributionKind.POINT, "Taxaen kommer for sent.", "En ny aftale")
    sofie = example.person("Sofie").id
    brought = desk.office.contributions.type_in(
        example.meeting.id, sofie, Channel.PHONE, [draft]
    ).contributions[0]
    meeting = desk.office.contributions.put_on(brought.id, brought.version)
    lines = words(show(ReceiptsDialog(desk, meeting)))
    assert "”Taxaen kommer for sent.”" in lines
    assert "”En ny aftale”" in lines


def test_a_receipt_on_paper_is_saved_and_then_given(
    qtbot: QtBot, desk: TestDesk, example: Example, show: Show, tmp_path: Path
) -> None:
    meeting = contribute(desk, example)
    desk.office.receipts.announce(meeting.id)
    folder = tmp_path / "papir"
    folder.mkdir()
    dialog = show(
        SendDialog(desk, meeting, LetterKind.RECEIPT, begin=True, ask_folder=lambda _parent: folder)
    )
    assert dialog.accessibleName() == "1 brev ligger klar i mappen, 1 skal have papir"
    click(qtbot, dialog, "saveCopy")
    (paper,) = folder.iterdir()
    assert paper.read_bytes().startswith(b"%PDF")


def test_with_everything_told_there_is_nothing_to_send(
    desk: TestDesk, example: Example, show: Show
) -> None:
    meeting = contribute(desk, example)
    desk.office.receipts.announce(meeting.id)
    desk.office.sending.send(meeting.id, LetterKind.RECEIPT)
    letters = desk.office.sending.deliveries(meeting.id)
    paper = next(each for each in letters if each.state is DeliveryState.NO_ADDRESS)
    desk.office.sending.mark_printed(paper.id)
    dialog = show(ReceiptsDialog(desk, desk.office.meetings.get(meeting.id)))
    assert "Ingen nye svar at give" in words(dialog)
    assert "1 bidrag venter stadig på svar." in words(dialog)
    assert not dialog.confirm_button.isEnabled()


# --- the invitation ------------------------------------------------------------------------


def test_an_update_says_what_is_new_before_it_leaves(
    desk: TestDesk, example: Example, show: Show
) -> None:
    meeting = invite(desk, example.meeting.id)
    later = replace(meeting.draft, starts_at=meeting.starts_at + timedelta(hours=1))
    meeting = desk.office.meetings.update(meeting.id, meeting.version, later)
    dialog = show(SendDialog(desk, meeting, LetterKind.INVITATION))
    assert dialog.confirm_button.caption == "Fortæl 6 om den nye tid"
    assert "5 får mail, 1 får papir" in words(dialog)
    assert "Nyt siden sidst:\nMødet er flyttet" in words(dialog)
    dialog.confirm_button.click()
    assert "Nyt siden sidst" not in words(dialog)
    assert desk.office.meetings.get(meeting.id).calendar_sequence == 1


def test_a_child_nobody_has_thought_of_stops_the_invitation_and_is_put_right_there(
    qtbot: QtBot, desk: TestDesk, example: Example, show: Show
) -> None:
    meetings, meeting = desk.office.meetings, example.meeting
    meetings.set_child_voice(meeting.id, meetings.get(meeting.id).version, ChildVoice())
    dialog = show(SendDialog(desk, meetings.get(meeting.id), LetterKind.INVITATION))
    # It is said before anybody has read all the names.
    assert "hvordan barnet bliver hørt" in dialog.banner.message
    bar = dialog._scroll.verticalScrollBar()
    bar.setRange(0, 400)
    bar.setValue(400)
    dialog.confirm_button.click()
    assert "hvordan barnet bliver hørt" in dialog.banner.message
    assert bar.value() == 0
    assert dialog.focusWidget() is dialog.banner.findChild(Button, "bannerAction")
    assert kinds(desk, example) == []
    click(qtbot, dialog, "bannerAction")
    voice = dialog.findChild(ChildVoiceDialog)
    assert isinstance(voice, ChildVoiceDialog)
    way = voice.findChild(QRadioButton, f"voice-{VoiceWay.ATTENDS.value}")
    assert way is not None
    way.click()
    voice.confirm_button.click()
    assert not dialog.banner.isVisible()
    dialog.confirm_button.click()
    assert kinds(desk, example) == [LetterKind.INVITATION] * 6


def test_an_open_time_stops_the_invitation_and_can_be_chosen_there(
    qtbot: QtBot, desk: TestDesk, example: Example, show: Show
) -> None:
    dialog = show(SendDialog(desk, propose(desk, example), LetterKind.INVITATION))
    dialog.confirm_button.click()
    click(qtbot, dialog, "bannerAction")
    times = dialog.findChild(TimesDialog)
    assert isinstance(times, TimesDialog)
    times.confirm_button.click()
    dialog.confirm_button.click()
    assert kinds(desk, example) == [LetterKind.INVITATION] * 6


def test_each_persons_invitation_can_be_read_before_it_leaves(
    qtbot: QtBot, desk: TestDesk, example: Example, show: Show
) -> None:
    dialog = show(SendDialog(desk, example.meeting, LetterKind.INVITATION))
    click(qtbot, dialog, "seeMail")
    mail = dialog.findChild(SeeMailDialog)
    assert isinstance(mail, SeeMailDialog)
    body = mail.findChild(QPlainTextEdit, "previewBody")
    assert isinstance(body, QPlainTextEdit)
    assert body.toPlainText().startswith("Kære Sofie")
    who = mail.findChild(Choice, "mailTo")
    assert isinstance(who, Choice)
    who.setFocus()
    qtbot.keyClick(who, Qt.Key.Key_Down)
    assert body.toPlainText().startswith("Kære Jonas")
    mail.confirm_button.click()
    assert kinds(desk, example) == []


# --- calling off ---------------------------------------------------------------------------


def reason_field(dialog: Dialog) -> QPlainTextEdit:
    field = dialog.findChild(QPlainTextEdit, "reason")
    assert isinstance(field, QPlainTextEdit)
    return field


def test_calling_off_takes_a_reason_and_shows_the_mail_with_it(
    desk: TestDesk, example: Example, show: Show
) -> None:
    dialog = show(CancelMeetingDialog(desk, share(desk, example.meeting.id)))
    assert isinstance(dialog, CancelMeetingDialog)
    assert dialog.confirm_button.caption == "Aflys, og giv 3 deltagere besked"
    assert "2 får mail, 1 ringer du til" in words(dialog)
    assert "Mangler adresse. Ring selv" in words(dialog)
    dialog.confirm_button.click()
    assert dialog.form is not None
    assert dialog.form.row("reason").error
    reason_field(dialog).setPlainText("Sofie er blevet syg.")
    preview = dialog.findChild(QPlainTextEdit, "previewBody")
    assert isinstance(preview, QPlainTextEdit)
    assert "Sofie er blevet syg." in preview.toPlainText()
    dialog.confirm_button.click()
    meeting = desk.office.meetings.get(example.meeting.id)
    assert (meeting.state, meeting.cancelled_reason) == (
        MeetingState.CANCELLED,
        "Sofie er blevet syg.",
    )
    assert dialog.told == 3


def test_a_meeting_nobody_knows_of_is_called_off_without_letters(
    desk: TestDesk, example: Example, show: Show
) -> None:
    dialog = show(CancelMeetingDialog(desk, example.meeting))
    assert isinstance(dialog, CancelMeetingDialog)
    assert "ingen får besked" in words(dialog)
    assert dialog.confirm_button.caption == "Aflys mødet"
    reason_field(dialog).setPlainText("Det er ikke aktuelt mere.")
    dialog.confirm_button.click()
    assert (dialog.told, kinds(desk, example)) == (0, [])


def test_who_has_no_mail_is_told_by_word_and_not_on_paper(
    qtbot: QtBot, desk: TestDesk, example: Example, show: Show
) -> None:
    meeting = invite(desk, example.meeting.id)
    meeting = desk.office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom")
    dialog = show(SendDialog(desk, meeting, LetterKind.CANCELLATION, begin=True))
    assert dialog.accessibleName() == "5 breve ligger klar i mappen, 1 skal ringes op"
    assert "Mangler adresse: ring, og giv besked" in words(dialog)
    save = dialog.findChild(QPushButton, "saveCopy")
    assert save is not None
    assert not save.isVisible()
    letters = desk.office.sending.deliveries(meeting.id)
    paper = next(
        each
        for each in letters
        if each.kind is LetterKind.CANCELLATION and each.state is DeliveryState.NO_ADDRESS
    )
    click(qtbot, dialog, f"printed-{paper.id}")
    assert "1 har fået besked" in dialog.accessibleName()


# --- the words -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_kind_of_letter_has_words_of_its_own(kind: LetterKind) -> None:
    caption = send_caption(kind, 2, False, again=False)
    assert "2" in caption
    letters = [
        Delivery(str(n), 1, kind, 1, str(n), "Navn", "a@b.example", DeliveryState.SENT)
        for n in range(2)
    ]
    text, tone = outcome_text(letters, kind)
    assert text.startswith("Alle 2 har ")
    assert tone is Tone.OK
    assert "papir" in given_caption(kind) or kind in BY_WORD


def test_a_letter_in_the_folder_is_never_called_sent() -> None:
    for kind in LetterKind:
        letter = Delivery("1", 1, kind, 1, "1", "Navn", "a@b.example", DeliveryState.SENT)
        text, _tone = outcome_text([letter], kind, in_folder=True)
        assert text == "1 brev ligger klar i mappen"
