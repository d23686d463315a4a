"""Indstillinger: saved and read again, typed text kept, mail tried against a real server."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from moedeleder.domain.settings import MailSettings, MailWay, Security
from moedeleder.models.opening import open_store
from moedeleder.services.secrets import MemorySecrets
from moedeleder.ui.background import Background
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.pages.settings.files import Files
from moedeleder.ui.pages.settings.letterhead import LetterheadPicture
from moedeleder.ui.pages.settings.page import SettingsPage
from moedeleder.ui.pages.settings.section import SettingsSection
from moedeleder.ui.pages.settings.smtp import SmtpForm
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.undo_bar import UndoBar
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.smtp_server import SmtpServer
from tests.stores import KEY
from tests.ui.office_fixture import OFFICE, Example, TestDesk, opened_desk

W = TypeVar("W", bound=QWidget)


class Answers(Files):
    """Answers at once what a person would have chosen, and remembers what was shown."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.suggested = ""
        self.shown: list[Path] = []

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return self.path

    def save_file(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        self.suggested = name
        return self.path

    def folder(self, parent: QWidget, title: str, start: str) -> Path | None:
        return self.path

    def show_folder(self, folder: Path) -> bool:
        self.shown.append(folder)
        return True


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def open_page(qtbot: QtBot, answers: Answers) -> Callable[[TestDesk], SettingsPage]:
    def opened(desk: TestDesk) -> SettingsPage:
        page = SettingsPage(desk, files=answers)
        qtbot.addWidget(page)
        page.resize(1080, 720)
        page.show()
        return page

    return opened


@pytest.fixture
def page(desk: TestDesk, open_page: Callable[[TestDesk], SettingsPage]) -> SettingsPage:
    return open_page(desk)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path) as running:
        yield running


@pytest.fixture
def mail_desk(tmp_path: Path, server: SmtpServer, qapp: object) -> Iterator[TestDesk]:
    """A desk whose mail goes to the server of the test, and whose computer has no keyring."""
    folder = tmp_path / "kontor"
    folder.mkdir()
    with opened_desk(folder, ca_file=server.ca_file, secrets=MemorySecrets()) as opened:
        yield opened


def find(root: QWidget, kind: type[W], name: str) -> W:
    (found,) = root.findChildren(kind, name)
    return found


def section(page: SettingsPage, name: str) -> SettingsSection:
    page.show_section(name)
    return find(page, SettingsSection, name)


def type_in(root: QWidget, name: str, text: str) -> None:
    field = find(root, QLineEdit, name)
    field.clear()
    QTest.keyClicks(field, text)


def titles(page: SettingsPage) -> list[str]:
    sections = find(page, QListWidget, "settingsSections")
    return [sections.item(row).text() for row in range(sections.count())]


def error_under(part: SettingsSection, key: str) -> str:
    assert part.form is not None
    return part.form.row(key).error


def test_own_name_and_mail_are_saved_and_read_again(
    page: SettingsPage,
    desk: TestDesk,
    open_page: Callable[[TestDesk], SettingsPage],
    qtbot: QtBot,
) -> None:
    me = section(page, "meSection")
    assert find(me, QLineEdit, "mail").text() == "mette.holm@eksempelby.example"
    type_in(me, "name", "Mette Holm Ny")
    type_in(me, "mail", "")
    type_in(me, "phone", "12 12 12 12")
    with qtbot.waitSignal(desk.changes.changed) as told:
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    change = told.args[0] if told.args else None
    assert isinstance(change, Change)
    assert change.concerns(Kind.SETTINGS)
    assert me.banner.message == "Gemt."
    actor = desk.office.settings.actor()
    assert actor is not None
    assert actor.name == "Mette Holm Ny"

    again = section(open_page(desk), "meSection")
    typed = [find(again, QLineEdit, key).text() for key in ("name", "title", "mail", "phone")]
    assert typed == ["Mette Holm Ny", "Sagsbehandler", "", "12 12 12 12"]


def test_empty_name_and_wrong_mail_are_said_at_their_fields(
    page: SettingsPage, desk: TestDesk
) -> None:
    me = section(page, "meSection")
    type_in(me, "name", "  ")
    page.main_action()
    assert error_under(me, "name") == "Navnet mangler. Skriv noget her."
    type_in(me, "name", "Mette")
    type_in(me, "mail", "mette@")
    page.main_action()
    assert error_under(me, "name") == ""
    assert "navn@" in error_under(me, "mail")
    actor = desk.office.settings.actor()
    assert actor is not None
    assert actor.name == "Mette Holm"


def test_unsaved_text_stays_when_the_page_is_left_and_is_named(
    page: SettingsPage, desk: TestDesk
) -> None:
    assert titles(page) == [
        "Dig",
        "Kommunen på papiret",
        "Skabelon til referater",
        "Sådan sendes mails",
        "Svar på mail",
        "Digital Post",
        "Startpakke",
        "Mine ord",
        "Dine data",
    ]
    office = section(page, "officeSection")
    type_in(office, "unit", "Børn, Unge og Familie")
    assert titles(page)[1] == "Kommunen på papiret · ikke gemt"
    page.hide()
    desk.office.settings.save_organisation(replace(OFFICE, phone="87 65 43 21"))
    page.show()
    assert find(office, QLineEdit, "unit").text() == "Børn, Unge og Familie"
    page.main_action()
    assert desk.office.settings.organisation().unit == "Børn, Unge og Familie"
    assert titles(page)[1] == "Kommunen på papiret"


def test_letterhead_is_saved_and_drawn_as_it_is_typed(page: SettingsPage, desk: TestDesk) -> None:
    office = section(page, "officeSection")
    type_in(office, "organisation", "Prøveby Kommune")
    picture = find(office, LetterheadPicture, "letterheadPicture")
    assert "Prøveby Kommune" in picture.accessibleName()
    find(office, QSpinBox, "correction_days").setValue(10)
    find(office, QSpinBox, "answer_days").setValue(8)
    type_in(office, "mail", "boern@proeveby.example")
    page.main_action()
    kept = desk.office.settings.organisation()
    assert (kept.name, kept.correction_days, kept.answer_days) == ("Prøveby Kommune", 10, 8)
    assert kept.mail == "boern@proeveby.example"
    assert kept.address == OFFICE.address


def has_logo(picture: LetterheadPicture) -> bool:
    # A call, for mypy would take a property to be as it was.
    return picture.has_logo


def picture_file(path: Path) -> Path:
    image = QImage(60, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#1F5F5B"))
    assert image.save(str(path))
    return path


def test_logo_is_kept_drawn_taken_away_and_put_back(
    page: SettingsPage, desk: TestDesk, answers: Answers, tmp_path: Path
) -> None:
    office = section(page, "officeSection")
    picture = find(office, LetterheadPicture, "letterheadPicture")
    assert has_logo(picture) is False
    answers.path = picture_file(tmp_path / "logo.png")
    find(office, QPushButton, "chooseLogo").click()
    assert desk.office.settings.logo() == (answers.path.read_bytes(), ".png")
    assert has_logo(picture) is True
    find(office, QPushButton, "removeLogo").click()
    assert desk.office.settings.logo() is None
    assert find(office, UndoBar, "undoBar").message == "Logoet er fjernet."
    page.undo()
    assert desk.office.settings.logo() == (answers.path.read_bytes(), ".png")


def test_what_is_no_picture_is_refused_in_words(
    page: SettingsPage, desk: TestDesk, answers: Answers, tmp_path: Path
) -> None:
    office = section(page, "officeSection")
    answers.path = tmp_path / "logo.png"
    answers.path.write_text("<svg/>")
    find(office, QPushButton, "chooseLogo").click()
    assert office.banner.message.startswith("Billedet kan ikke bruges.")
    answers.path = tmp_path / "findes-ikke.png"
    find(office, QPushButton, "chooseLogo").click()
    assert office.banner.message.startswith("Filen kan ikke læses.")
    assert desk.office.settings.logo() is None


def test_folder_is_chosen_and_saved(
    page: SettingsPage, desk: TestDesk, answers: Answers, tmp_path: Path
) -> None:
    mail = section(page, "mailSection")
    answers.path = tmp_path / "nye breve"
    find(mail, QPushButton, "chooseFolder").click()
    page.main_action()
    assert desk.office.settings.mail().folder == str(tmp_path / "nye breve")
    assert mail.banner.message == "Gemt. Breve lægges i mappen. Der sendes intet ud af huset."
    assert not mail.is_dirty()


def test_the_folder_of_letters_is_one_press_away(
    page: SettingsPage, desk: TestDesk, answers: Answers
) -> None:
    mail = section(page, "mailSection")
    find(mail, QPushButton, "openFolder").click()
    assert answers.shown == [desk.letters]
    type_in(mail, "folder", " ")
    assert not find(mail, QPushButton, "openFolder").isEnabled()


def test_folder_that_cannot_be_written_in_is_not_saved(
    page: SettingsPage, desk: TestDesk, tmp_path: Path
) -> None:
    mail = section(page, "mailSection")
    blocked = tmp_path / "en fil"
    blocked.write_text("her er optaget")
    type_in(mail, "folder", str(blocked / "breve"))
    page.main_action()
    assert mail.banner.tone is Tone.BAD
    assert "Der kan ikke gemmes i mappen." in mail.banner.message
    assert desk.office.settings.mail().folder == str(desk.letters)
    assert find(mail, QLineEdit, "folder").text() == str(blocked / "breve")


def test_empty_folder_is_said_at_the_field(page: SettingsPage) -> None:
    mail = section(page, "mailSection")
    type_in(mail, "folder", "")
    page.main_action()
    assert error_under(mail, "folder") == "Mappen mangler. Skriv noget her."


def fill_server(mail: SettingsSection, server: SmtpServer, password: str) -> None:
    find(mail, QRadioButton, "waySmtp").click()
    type_in(mail, "host", server.host)
    find(mail, QSpinBox, "port").setValue(server.port)
    type_in(mail, "user", server.user)
    find(mail, QLineEdit, "password").setText(password)
    type_in(mail, "sender_address", "boern@eksempelby.example")


def result(mail: SettingsSection) -> Banner:
    return find(mail, Banner, "testResult")


def test_good_connection_is_told_in_words_and_nothing_is_sent(
    mail_desk: TestDesk,
    server: SmtpServer,
    open_page: Callable[[TestDesk], SettingsPage],
) -> None:
    mail = section(open_page(mail_desk), "mailSection")
    fill_server(mail, server, server.password)
    find(mail, QPushButton, "testConnection").click()
    said = "Forbindelsen virker. Krypteret med TLS 1.3, logget ind som udsending. "
    assert result(mail).message == said + "Der er ikke sendt noget."
    assert server.logins == [True]
    assert server.messages == []
    assert mail_desk.office.settings.mail().way is MailWay.FOLDER


def test_wrong_password_is_told_with_what_to_do(
    mail_desk: TestDesk,
    server: SmtpServer,
    open_page: Callable[[TestDesk], SettingsPage],
) -> None:
    mail = section(open_page(mail_desk), "mailSection")
    fill_server(mail, server, "forkert")
    find(mail, QPushButton, "testConnection").click()
    assert result(mail).tone is Tone.BAD
    assert result(mail).message.endswith("Skriv brugernavn og kodeord igen.")
    assert server.logins[-1] is False


def test_port_where_nobody_answers_is_told(
    mail_desk: TestDesk,
    server: SmtpServer,
    open_page: Callable[[TestDesk], SettingsPage],
) -> None:
    mail = section(open_page(mail_desk), "mailSection")
    fill_server(mail, server, server.password)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        find(mail, QSpinBox, "port").setValue(free.getsockname()[1])
        find(mail, QPushButton, "testConnection").click()
    assert "port" in result(mail).message
    assert result(mail).tone is Tone.BAD


def test_server_and_password_are_saved_and_the_password_never_shown(
    mail_desk: TestDesk,
    server: SmtpServer,
    open_page: Callable[[TestDesk], SettingsPage],
) -> None:
    page = open_page(mail_desk)
    mail = section(page, "mailSection")
    fill_server(mail, server, server.password)
    find(mail, QComboBox, "security")
    page.main_action()
    kept = mail_desk.office.settings.mail()
    assert (kept.way, kept.port, kept.security) == (MailWay.SMTP, server.port, Security.STARTTLS)
    assert mail_desk.office.settings.mail_password(kept) == server.password
    assert mail.banner.message == "Gemt. Breve sendes gennem 127.0.0.1."

    again = section(open_page(mail_desk), "mailSection")
    password = find(again, QLineEdit, "password")
    assert password.text() == ""
    assert password.placeholderText() == "Huskes, til du lukker Mødeleder"
    note = find(again, QWidget, "keyringNote")
    assert "ingen sikker nøglering" in str(note.property("text"))
    find(again, QPushButton, "testConnection").click()
    assert result(again).message.startswith("Forbindelsen virker.")


def test_keyring_is_named_where_there_is_one(page: SettingsPage, desk: TestDesk) -> None:
    desk.office.settings.save_mail(
        MailSettings(MailWay.SMTP, host="h", user="u", sender_address="a@b.example"), "x"
    )
    page.refresh()
    mail = section(page, "mailSection")
    placeholder = find(mail, QLineEdit, "password").placeholderText()
    assert placeholder == "Ligger i systemets nøglering"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("host", "Serverens navn mangler. Skriv noget her."),
        ("sender_address", "Afsenderens adresse mangler. Skriv noget her."),
    ],
)
def test_missing_server_setting_is_said_at_its_field(
    mail_desk: TestDesk,
    server: SmtpServer,
    open_page: Callable[[TestDesk], SettingsPage],
    field: str,
    said: str,
) -> None:
    page = open_page(mail_desk)
    mail = section(page, "mailSection")
    fill_server(mail, server, server.password)
    type_in(mail, field, "")
    page.main_action()
    assert error_under(mail, field) == said
    assert mail_desk.office.settings.mail().way is MailWay.FOLDER


def test_protection_brings_its_port_but_never_a_chosen_one(page: SettingsPage) -> None:
    mail = section(page, "mailSection")
    find(mail, QRadioButton, "waySmtp").click()
    form = mail.findChildren(SmtpForm)[0]
    security, port = find(form, QComboBox, "security"), find(form, QSpinBox, "port")
    assert security.count() == 2
    security.setCurrentIndex(1)
    security.activated.emit(1)
    assert port.value() == 465
    port.setValue(2525)
    security.setCurrentIndex(0)
    security.activated.emit(0)
    assert port.value() == 2525


def test_connection_test_can_be_cancelled(
    tmp_path: Path, open_page: Callable[[TestDesk], SettingsPage], qtbot: QtBot
) -> None:
    background = Background()
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        opened_desk(tmp_path, background=background, secrets=MemorySecrets()) as desk,
    ):
        mail = section(open_page(desk), "mailSection")
        find(mail, QRadioButton, "waySmtp").click()
        type_in(mail, "host", "127.0.0.1")
        find(mail, QSpinBox, "port").setValue(silent.getsockname()[1])
        type_in(mail, "sender_address", "a@b.example")
        find(mail, QPushButton, "testConnection").click()
        assert find(mail, QWidget, "testProgress").isVisible()
        find(mail, QPushButton, "cancelTest").click()
        assert result(mail).message == "Prøven er afbrudt."
        assert find(mail, QPushButton, "testConnection").isVisible()
        connection, _address = silent.accept()
        connection.close()
        qtbot.waitUntil(lambda: not background.is_busy)
        assert result(mail).message == "Prøven er afbrudt."


def test_encrypted_copy_is_written_and_opens_again(
    page: SettingsPage, desk: TestDesk, example: Example, answers: Answers, tmp_path: Path
) -> None:
    data = section(page, "dataSection")
    answers.path = tmp_path / "usb" / "kopi.db"
    page.main_action()
    assert answers.suggested == "moedeleder-kopi-2026-11-24.db"
    assert data.banner.message == f"Kopien er gemt. {answers.path}"
    assert b"SQLite format" not in answers.path.read_bytes()[:100]
    assert b"Alma" not in answers.path.read_bytes()
    copy = open_store(answers.path, KEY, clock=desk.clock)
    copy.close()


def test_a_person_can_check_that_nothing_locked_is_changed(
    page: SettingsPage, desk: TestDesk, example: Example
) -> None:
    data = section(page, "dataSection")
    find(data, QPushButton, "verifySeals").click()
    proof = find(data, WrapLabel, "proof")
    assert proof.isVisible()
    assert proof.text().startswith("Alt er, som det blev låst.")


def test_copy_never_replaces_the_data_themselves(
    page: SettingsPage, desk: TestDesk, example: Example, answers: Answers
) -> None:
    data = section(page, "dataSection")
    answers.path = desk.office.safety.file
    page.main_action()
    assert data.banner.tone is Tone.BAD
    assert desk.office.families.get(example.family.id).child_name == "Alma Eksempel"


def test_lock_of_a_passphrase_goes_with_the_copy(
    desk: TestDesk, tmp_path: Path, open_page: Callable[[TestDesk], SettingsPage]
) -> None:
    file = desk.office.safety.file
    assert file is not None
    assert not desk.office.safety.opens_with_passphrase
    lock = file.with_name(file.name + ".key")
    lock.write_text("{}")
    desk.office.safety.save_copy(tmp_path / "kopi.db")
    copied = tmp_path / "kopi.db.key"
    assert copied.read_text() == "{}"
    if os.name == "posix":
        assert copied.stat().st_mode & 0o077 == 0
    data = section(open_page(desk), "dataSection")
    assert "åbner også en kopi" in str(find(data, QWidget, "lockNote").property("text"))


def test_meeting_is_saved_as_a_file_and_brought_in_by_a_colleague(
    page: SettingsPage,
    desk: TestDesk,
    example: Example,
    answers: Answers,
    tmp_path: Path,
    open_page: Callable[[TestDesk], SettingsPage],
    qtbot: QtBot,
) -> None:
    page.refresh()
    data = section(page, "dataSection")
    answers.path = tmp_path / "moede.json"
    find(data, QPushButton, "exportMeeting").click()
    assert data.banner.message.startswith("Mødet er gemt som fil.")

    folder = tmp_path / "kollega"
    folder.mkdir()
    with opened_desk(folder) as colleague:
        other = open_page(colleague)
        theirs = section(other, "dataSection")
        find(theirs, QPushButton, "importMeeting").click()
        assert theirs.banner.message.startswith("Netværksmøde om Alma er hentet.")
        assert colleague.office.meetings.get(example.meeting.id).title == "Netværksmøde om Alma"
        with qtbot.waitSignal(other.meeting_requested) as opened:
            find(theirs.banner, QPushButton, "bannerAction").click()
        assert opened.args == [example.meeting.id]


def test_foreign_file_is_refused_with_its_name(
    page: SettingsPage, desk: TestDesk, answers: Answers, tmp_path: Path
) -> None:
    data = section(page, "dataSection")
    answers.path = tmp_path / "noget andet.json"
    answers.path.write_text("[1, 2")
    find(data, QPushButton, "importMeeting").click()
    assert "noget andet.json" in data.banner.message
    assert data.banner.tone is Tone.BAD
    assert desk.office.meetings.find() == []


def test_folder_of_the_data_is_shown(page: SettingsPage, desk: TestDesk, answers: Answers) -> None:
    data = section(page, "dataSection")
    find(data, QPushButton, "openFolder").click()
    file = desk.office.safety.file
    assert file is not None
    assert answers.shown == [file.parent]
