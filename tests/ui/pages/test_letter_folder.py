"""A letter in the folder is never called sent, and the folder is one press away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import CheckState
from moedeleder.domain.preparation import Finding, PrepLine, Reached
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.domain.settings import MailSettings, MailWay
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dialogs.send_words import outcome_text
from moedeleder.ui.dialogs.versions import VersionsDialog
from moedeleder.ui.letter_folder import open_letter_folder
from moedeleder.ui.pages.agenda.cards import AttendeesCard
from moedeleder.ui.pages.agenda.foot import Invitation
from moedeleder.ui.pages.follow_up.step import FollowUpStep
from moedeleder.ui.preparation_words import line_detail
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.wording import delivery_text, letter_line
from tests.ui.held_meeting import complete, hold
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.round_desk import invite

MOMENT = datetime(2026, 11, 22, 9, 2, tzinfo=UTC)
SENT = DeliveryState.SENT


class FileProgram(QObject):
    """Stands where the system's own file program stands."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @Slot(QUrl)
    def show(self, place: QUrl) -> None:
        self.shown.append(place.toLocalFile())


@pytest.fixture
def program(qapp: QApplication) -> Iterator[FileProgram]:
    made = FileProgram()
    QDesktopServices.setUrlHandler("file", made, "show")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("file")


def letter(way: LetterWay, kind: LetterKind = LetterKind.INVITATION) -> Delivery:
    address = "k@e.example"
    return Delivery("d", 1, kind, 1, "a", "Karin Dam", address, SENT, changed_at=MOMENT, way=way)


def texts(place: QWidget) -> str:
    return "\n".join(
        label.full_text if isinstance(label, ElidedLabel) else label.text()
        for label in place.findChildren(QLabel)
    )


def mail_from_now_on(desk: TestDesk) -> None:
    mail = desk.office.settings.mail()
    address = "born@eksempelby.example"
    server = replace(mail, way=MailWay.SMTP, host="mail.example", sender_address=address)
    desk.office.settings.save_mail(server)


def press(place: QWidget, name: str) -> None:
    found = place.findChildren(QPushButton, name)
    assert found, name
    found[-1].click()


def test_the_words_go_by_the_way_the_letter_went() -> None:
    laid, mailed = letter(LetterWay.FOLDER), letter(LetterWay.MAIL)
    assert delivery_text(laid, in_folder=False) == "Ligger i mappen, ikke sendt"
    assert delivery_text(mailed, in_folder=True) == "Sendt 22. november kl. 10.02"
    assert letter_line(laid) == "Indkaldelse: ligger i mappen, ikke sendt"


def test_letters_that_went_both_ways_are_counted_apart() -> None:
    letters = [letter(LetterWay.FOLDER), letter(LetterWay.FOLDER), letter(LetterWay.MAIL)]
    letters.append(replace(letter(LetterWay.UNKNOWN), state=DeliveryState.PRINTED))
    words, _tone = outcome_text(letters, LetterKind.INVITATION)
    assert words == "2 breve ligger klar i mappen, 1 er sendt som mail, 1 har fået papir"


def test_nobody_is_called_invited_whose_letter_lies_in_the_folder(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    meeting = invite(desk, example.meeting.id)
    mail_from_now_on(desk)
    card = AttendeesCard()
    qtbot.addWidget(card)
    by_attendee = Invitation.of(meeting, desk.office.sending.deliveries(meeting.id)).by_attendee
    card.show_meeting(meeting, by_attendee, True)
    assert "Indkaldt" not in texts(card)
    assert texts(card).count("Brevet er lagt i mappen 24. november, ikke sendt") == 5


def test_a_letter_that_was_mailed_stays_mailed_in_the_list(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    meeting = invite(desk, example.meeting.id)
    who = meeting.attendees[0].id
    card = AttendeesCard()
    qtbot.addWidget(card)
    card.show_meeting(meeting, {who: letter(LetterWay.MAIL)}, True, in_folder=True)
    assert "Indkaldt 22. november kl. 10.02" in texts(card)
    card.show_meeting(meeting, {who: letter(LetterWay.UNKNOWN)}, True, in_folder=True)
    assert "Brevet er lagt i mappen 22. november, ikke sendt" in texts(card)


def test_who_has_got_what_stays_true_when_the_way_is_changed(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    meeting = invite(desk, example.meeting.id)
    mail_from_now_on(desk)
    dialog = VersionsDialog(desk, meeting)
    qtbot.addWidget(dialog)
    assert "Karin Dam · Ligger i mappen, ikke sendt" in texts(dialog)


def test_a_check_says_that_the_letter_lies_in_the_folder() -> None:
    check = CheckState(Phase.BEFORE, "custody", "Begge forældre ved det")
    laid = Reached("Sofie Eksempel", MOMENT, "Mette Holm", in_folder=True)
    words = line_detail(PrepLine(check, Finding((laid,))))
    assert words == "Sofie Eksempel 22. november (lagt i mappen)."


def test_the_folder_opens_from_what_became_of_the_letters(
    qtbot: QtBot, desk: TestDesk, example: Example, program: FileProgram
) -> None:
    meeting = invite(desk, example.meeting.id)
    dialog = SendDialog(desk, meeting, LetterKind.INVITATION, results=True)
    qtbot.addWidget(dialog)
    action = dialog.findChild(QPushButton, "bannerAction")
    assert action is not None
    assert action.accessibleName() == "Åbn mappen"
    action.click()
    assert program.shown == [str(desk.letters)]


def test_the_folder_opens_from_who_has_the_minutes(
    qtbot: QtBot, desk: TestDesk, example: Example, program: FileProgram
) -> None:
    meeting = complete(desk, hold(desk, example))
    version = desk.office.meetings.get(meeting.id).version
    desk.office.minutes.finalise(meeting.id, version)
    step = FollowUpStep(desk)
    qtbot.addWidget(step)
    step.show_meeting(desk.office.meetings.get(meeting.id))
    assert step.findChild(QPushButton, "openFolder") is None
    desk.office.sending.send(meeting.id, LetterKind.MINUTES)
    step.show_meeting(desk.office.meetings.get(meeting.id))
    press(step, "openFolder")
    assert program.shown == [str(desk.letters)]


def test_a_folder_that_cannot_be_shown_is_named(
    qtbot: QtBot, tmp_path: Path, program: FileProgram
) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    gone = tmp_path / "udbakke"
    open_letter_folder(str(gone), banner)
    assert program.shown == []
    assert banner.tone is Tone.WARN
    assert banner.message.startswith("Mappen er der ikke endnu.")
    assert banner.message.endswith(str(gone))
    open_letter_folder(str(tmp_path), banner, lambda _folder: False)
    assert banner.message == f"Mappen kan ikke åbnes herfra. Den ligger her: {tmp_path}"


def test_a_folder_at_home_is_found(
    qtbot: QtBot, tmp_path: Path, program: FileProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "breve").mkdir()
    banner = Banner()
    qtbot.addWidget(banner)
    open_letter_folder("~/breve", banner)
    assert program.shown == [str(tmp_path / "breve")]


def test_letters_by_mail_offer_no_folder(qtbot: QtBot, desk: TestDesk, example: Example) -> None:
    desk.office.settings.save_mail(
        MailSettings(MailWay.SMTP, host="mail.example", sender_address="a@b.example")
    )
    dialog = SendDialog(desk, example.meeting, LetterKind.INVITATION, results=True)
    qtbot.addWidget(dialog)
    action = dialog.findChild(QPushButton, "bannerAction")
    assert action is not None
    assert not action.isVisibleTo(dialog)
