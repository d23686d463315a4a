"""Sharing the draft: who, until when, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from moedeleder.domain.meetings import Meeting, MeetingDraft
from moedeleder.domain.people import FamilyDraft
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dialogs.share import ShareDialog, attached_text
from moedeleder.ui.widgets.checklist import CheckRow
from tests.ui.office_fixture import STARTS, Example, TestDesk
from tests.ui.windows import opened

MakeDialog = Callable[[Meeting], ShareDialog]


@pytest.fixture
def shown(qtbot: QtBot, desk: TestDesk) -> MakeDialog:
    def make(meeting: Meeting) -> ShareDialog:
        dialog = ShareDialog(desk, desk.office.meetings.get(meeting.id))
        qtbot.addWidget(dialog)
        opened(qtbot, dialog)
        return dialog

    return make


def mail_text(dialog: ShareDialog) -> str:
    body = dialog.findChild(QPlainTextEdit, "previewBody")
    assert isinstance(body, QPlainTextEdit)
    return body.toPlainText()


def box(dialog: ShareDialog, name: str) -> CheckRow:
    rows = dialog.findChildren(CheckRow)
    return next(row for row in rows if row.accessibleName().startswith(name))


def sent_mails(desk: TestDesk) -> dict[str, EmailMessage]:
    files = sorted(desk.letters.rglob("*.eml"))
    mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
    return {str(mail["To"]): mail for mail in mails if isinstance(mail, EmailMessage)}


def test_the_familys_side_is_proposed_and_counted(example: Example, shown: MakeDialog) -> None:
    dialog = shown(example.meeting)
    ticked = [row.accessibleName() for row in dialog.findChildren(CheckRow) if row.isChecked()]
    assert ticked == [
        "Sofie Eksempel · mor",
        "Jonas Eksempel · far",
        "Bente Vang · bisidder, mormor",
    ]
    assert dialog.confirm_button.caption == "Del med 3"
    assert "Mangler adresse" in box(dialog, "Bente").accessibleDescription()
    assert dialog.people.current is not None
    assert dialog.people.current.name == "Sofie Eksempel"


def test_nobody_ticked_can_be_shared_with_nobody(
    qtbot: QtBot, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(example.meeting)
    for name in ("Sofie", "Jonas", "Bente"):
        box(dialog, name).setFocus()
        qtbot.keyClick(box(dialog, name), Qt.Key.Key_Space)
    assert not dialog.confirm_button.isEnabled()
    assert dialog.confirm_button.caption == "Del kladden"


def test_the_mail_is_the_one_of_the_person_the_keyboard_is_at(
    qtbot: QtBot, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(example.meeting)
    assert mail_text(dialog).startswith("Kære Sofie")
    qtbot.keyClick(box(dialog, "Sofie"), Qt.Key.Key_Down)
    assert mail_text(dialog).startswith("Kære Jonas")
    # Looking at a mail ticks nobody.
    assert dialog.confirm_button.caption == "Del med 3"


def test_the_mail_says_the_day_that_is_typed(
    qtbot: QtBot, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(example.meeting)
    day = dialog.findChild(QLineEdit, "answer_byText")
    assert isinstance(day, QLineEdit)
    day.setText("1/12")
    day.editingFinished.emit()
    assert "1. december" in mail_text(dialog)


def test_a_day_that_is_too_soon_is_told_at_its_field(
    desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(example.meeting)
    day = dialog.findChild(QLineEdit, "answer_byText")
    hint = dialog.findChild(QLabel, "answerByHint")
    assert isinstance(day, QLineEdit)
    assert isinstance(hint, QLabel)
    assert "Papir når ikke frem" not in hint.text()
    tomorrow = desk.office.clock.today() + timedelta(days=1)
    day.setText(f"{tomorrow.day}.{tomorrow.month}.{tomorrow.year}")
    day.editingFinished.emit()
    assert hint.text().endswith("Svarfristen er i morgen. Papir når ikke frem.")
    assert hint.isVisible()


def test_what_leaves_is_what_was_shown(
    qtbot: QtBot, desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(example.meeting)
    preview = mail_text(dialog)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    meeting = desk.office.meetings.get(example.meeting.id)
    assert meeting.answer_by == date(2026, 11, 26)
    sending = SendDialog(desk, meeting, LetterKind.DRAFT, begin=True)
    qtbot.addWidget(sending)
    assert sending.accessibleName() == "2 breve ligger klar i mappen, 1 skal have papir"
    mails = sent_mails(desk)
    sofie = next(mail for to, mail in mails.items() if "sofie@" in to)
    plain = sofie.get_body(("plain",))
    assert plain is not None
    first_words = preview.split("\n\n")[1].split()
    assert " ".join(first_words) in " ".join(plain.get_content().split())
    assert len(mails) == 2


def test_a_day_after_the_meeting_is_refused_at_its_field(
    qtbot: QtBot, desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(example.meeting)
    day = dialog.findChild(QLineEdit, "answer_byText")
    assert isinstance(day, QLineEdit)
    assert dialog.form is not None
    for typed in ("24.12.2026", "31.2.2026", ""):
        day.setText(typed)
        dialog.confirm_button.click()
        assert dialog.form.row("answer_by").error, typed
    assert desk.office.sending.deliveries(example.meeting.id) == ()


def test_somebody_elses_change_is_told_and_the_next_try_counts(
    desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(example.meeting)
    meeting = desk.office.meetings.get(example.meeting.id)
    desk.office.meetings.update(meeting.id, meeting.version, meeting.draft)
    moved = MeetingDraft(STARTS, 60, "Skolen", "", "Ro")
    desk.office.meetings.update(meeting.id, desk.office.meetings.get(meeting.id).version, moved)
    dialog.confirm_button.click()
    assert "En anden har ændret" in dialog.banner.message
    dialog.confirm_button.click()
    kinds = {letter.kind for letter in desk.office.sending.deliveries(meeting.id)}
    assert kinds == {LetterKind.DRAFT}


def test_without_people_there_is_nobody_to_share_with(desk: TestDesk, shown: MakeDialog) -> None:
    family = desk.office.families.create(FamilyDraft("Noor Prøve"))
    meeting = desk.office.meetings.create(family.id, "network", MeetingDraft(STARTS, 90))
    dialog = shown(meeting)
    assert not dialog.confirm_button.isEnabled()
    assert "ingen deltagere" in dialog.banner.message
    assert not dialog.people.isVisible()


def test_what_goes_along_is_named_and_many_files_are_counted() -> None:
    words = attached_text(tuple(f"Folder {n}.pdf" for n in range(7)))
    assert words.splitlines()[:3] == [
        "Kladden som PDF",
        "Svarskema, der kan skrives i",
        "Folder 0.pdf",
    ]
    assert words.splitlines()[-1] == "3 filer mere"


def test_papers_of_those_without_mail_are_saved_to_a_folder(
    qtbot: QtBot, desk: TestDesk, example: Example, tmp_path_factory: pytest.TempPathFactory
) -> None:
    office = desk.office
    plan = office.sharing.plan(example.meeting.id)
    bente = next(each for each in plan.receivers if each.name == "Bente Vang")
    version = office.meetings.get(example.meeting.id).version
    office.sharing.share(example.meeting.id, version, [bente.attendee_id], plan.answer_by)
    folder = tmp_path_factory.mktemp("papir")
    meeting = office.meetings.get(example.meeting.id)
    dialog = SendDialog(
        desk, meeting, LetterKind.DRAFT, begin=True, ask_folder=lambda _parent: folder
    )
    qtbot.addWidget(dialog)
    dialog.show()
    save = dialog.findChild(QPushButton, "saveCopy")
    assert save is not None
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    assert {path.suffix for path in folder.iterdir()} == {".pdf", ".docx"}
    assert str(folder) in dialog.banner.message
    letter = office.sending.deliveries(meeting.id)[0]
    given = dialog.findChild(QPushButton, f"printed-{letter.id}")
    assert given is not None
    qtbot.mouseClick(given, Qt.MouseButton.LeftButton)
    assert office.sending.deliveries(meeting.id)[0].state is DeliveryState.PRINTED
    assert dialog.accessibleName() == "1 deltager har kladden"
