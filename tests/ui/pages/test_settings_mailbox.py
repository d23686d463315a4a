"""Svar på mail: tried against a real mailbox server, saved, and taken out of use again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.settings import AfterTaking, MailboxSettings, Security
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.pages.settings.mailbox import MailboxSection
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner
from tests.imap_server import PASSWORD, USER, ImapServer, empty_server
from tests.ui.office_fixture import MemorySecrets, TestDesk, opened_desk

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def server() -> ImapServer:
    return empty_server()


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def mail_desk(
    tmp_path: Path, server: ImapServer, secrets: MemorySecrets, qapp: object
) -> Iterator[TestDesk]:
    with opened_desk(tmp_path, ca_file=server.ca_file, secrets=secrets) as opened:
        yield opened


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[TestDesk], MailboxSection]:
    def shown(desk: TestDesk) -> MailboxSection:
        section = MailboxSection(desk)
        qtbot.addWidget(section)
        section.resize(800, 640)
        section.show()
        section.refresh()
        return section

    return shown


@pytest.fixture
def section(mail_desk: TestDesk, show: Callable[[TestDesk], MailboxSection]) -> MailboxSection:
    return show(mail_desk)


def find(root: QWidget, kind: type[W], name: str) -> W:
    (found,) = root.findChildren(kind, name)
    return found


def write(section: MailboxSection, **texts: str) -> None:
    for name, text in texts.items():
        field = find(section, QLineEdit, name)
        field.clear()
        QTest.keyClicks(field, text)


def choose(section: MailboxSection, name: str, words: str) -> None:
    choice = find(section, QComboBox, name)
    at = choice.findText(words, Qt.MatchFlag.MatchStartsWith)
    assert at >= 0
    choice.setCurrentIndex(at)
    choice.activated.emit(at)


def press(section: MailboxSection, name: str) -> None:
    QTest.keyClick(find(section, QPushButton, name), Qt.Key.Key_Space)


def fill(section: MailboxSection, server: ImapServer, password: str = PASSWORD) -> None:
    write(section, host=server.host, user=USER, password=password)
    find(section, QSpinBox, "port").setValue(server.tls_port)


def answer(section: MailboxSection) -> Banner:
    return find(section, Banner, "testResult")


def error_under(section: MailboxSection, key: str) -> str:
    assert section.form is not None
    return section.form.row(key).error


def test_a_good_try_tells_what_it_found_and_fetches_nothing(
    section: MailboxSection, server: ImapServer, mail_desk: TestDesk
) -> None:
    server.deliver(b"Subject: Hej\r\n\r\nHej\r\n")
    fill(section, server)
    press(section, "testConnection")
    assert answer(section).tone is Tone.OK
    assert "Krypteret med TLS 1." in answer(section).message
    assert "Der er 1 mail i mappen INBOX." in answer(section).message
    assert mail_desk.office.mailbox.last_fetch() is None
    assert list(server.flags().values()) == [set()]


def test_starttls_is_tried_on_its_own_port(section: MailboxSection, server: ImapServer) -> None:
    fill(section, server)
    choose(section, "security", "STARTTLS")
    find(section, QSpinBox, "port").setValue(server.plain_port)
    press(section, "testConnection")
    assert answer(section).tone is Tone.OK


def test_a_wrong_password_is_said_with_what_to_do(
    section: MailboxSection, server: ImapServer
) -> None:
    fill(section, server, "forkert")
    press(section, "testConnection")
    assert answer(section).tone is Tone.BAD
    assert "kender ikke brugernavn og kodeord" in answer(section).message
    assert "Skriv brugernavn og kodeord igen." in answer(section).message


def test_a_folder_that_is_not_there_is_said(section: MailboxSection, server: ImapServer) -> None:
    fill(section, server)
    write(section, folder="Findes ikke")
    press(section, "testConnection")
    assert "ikke en mappe med det navn" in answer(section).message
    assert "Ret mappens navn" in answer(section).message


def test_a_certificate_nobody_vouches_for_is_not_trusted(
    desk: TestDesk, show: Callable[[TestDesk], MailboxSection], server: ImapServer
) -> None:
    section = show(desk)
    fill(section, server)
    press(section, "testConnection")
    assert answer(section).tone is Tone.BAD
    assert "ikke sikker" in answer(section).message


def test_saved_settings_are_kept_and_the_password_in_the_keyring_alone(
    section: MailboxSection,
    server: ImapServer,
    mail_desk: TestDesk,
    secrets: MemorySecrets,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    fill(section, server)
    choose(section, "after", "Flyt mailen")
    write(section, taken_folder="Taget")
    choose(section, "every_minutes", "Hver time")
    assert section.is_dirty()
    with qtbot.waitSignal(mail_desk.changes.changed) as told:
        section.save()
    assert told.args is not None
    change = told.args[0]
    assert isinstance(change, Change)
    assert change.concerns(Kind.SETTINGS)
    assert not section.is_dirty()
    assert section.banner.message == f"Gemt. Svar hentes nu fra {server.host}."
    assert mail_desk.office.mailbox.settings() == MailboxSettings(
        server.host,
        server.tls_port,
        Security.TLS,
        USER,
        "INBOX",
        AfterTaking.FOLDER,
        "Taget",
        60,
    )
    assert list(secrets.kept.values()) == [PASSWORD]
    kept = find(section, QLineEdit, "password")
    assert kept.text() == ""
    assert kept.placeholderText() == "Ligger i systemets nøglering"
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(PASSWORD.encode() in data for data in files)
    # Saved again without typing it, the password is still the kept one.
    section.save()
    press(section, "testConnection")
    assert answer(section).tone is Tone.OK


@pytest.mark.parametrize("empty", ["host", "user", "folder"])
def test_what_is_missing_is_said_at_its_field(
    section: MailboxSection, server: ImapServer, mail_desk: TestDesk, empty: str
) -> None:
    fill(section, server)
    write(section, **{empty: ""})
    section.save()
    assert "mangler" in error_under(section, empty)
    assert not mail_desk.office.mailbox.settings().is_set_up


def test_fetching_can_be_stopped(
    section: MailboxSection, server: ImapServer, mail_desk: TestDesk
) -> None:
    assert find(section, QPushButton, "stopFetching").isHidden()
    fill(section, server)
    section.save()
    press(section, "stopFetching")
    assert not mail_desk.office.mailbox.settings().is_set_up
    assert "Der hentes ikke svar mere." in section.banner.message
    assert find(section, QPushButton, "stopFetching").isHidden()
    assert find(section, QLineEdit, "host").text() == ""


def test_the_port_follows_the_encryption_but_not_a_chosen_one(section: MailboxSection) -> None:
    port = find(section, QSpinBox, "port")
    choose(section, "security", "STARTTLS")
    assert port.value() == 143
    choose(section, "security", "TLS fra")
    assert port.value() == 993
    port.setValue(1993)
    choose(section, "security", "STARTTLS")
    assert port.value() == 1993
