"""Sådan sendes mails: units as senders, modern sign-in, the archive and encryption all the way."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.settings import MailboxSettings, MailSettings, MailWay, SignIn, UnitSender
from moedeleder.ui.dispatch import Change
from moedeleder.ui.pages.settings.mail import MailSection
from moedeleder.ui.pages.settings.mailbox import MailboxSection
from moedeleder.ui.pages.settings.page import SettingsPage
from moedeleder.ui.pages.settings.senders import SenderRow
from moedeleder.ui.widgets.before_words import safety_more_text
from moedeleder.ui.widgets.button import Button
from tests.ui.office_fixture import TestDesk
from tests.ui.windows import opened

W = TypeVar("W", bound=QWidget)
SMTP = MailSettings(
    MailWay.SMTP, host="mail.by.example", user="post", sender_address="boern@by.example"
)
GRANT = {
    "refresh_token": "fornyelse",
    "token_url": "https://login.by.example/token",
    "client_id": "moedeleder",
}


@pytest.fixture
def page(desk: TestDesk, qtbot: QtBot) -> SettingsPage:
    desk.office.settings.save_mail(SMTP, "kodeord")
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.resize(1080, 720)
    made.show_section("mailSection")
    opened(qtbot, made)
    return made


@pytest.fixture
def mail(page: SettingsPage) -> MailSection:
    (section,) = page.findChildren(MailSection)
    return section


def find(root: QWidget, kind: type[W], name: str) -> W:
    (found,) = [each for each in root.findChildren(kind, name) if each.isVisibleTo(root)]
    return found


def write(root: QWidget, name: str, text: str) -> None:
    find(root, QLineEdit, name).setText(text)


def choose(root: QWidget, name: str, words: str) -> None:
    choice = find(root, QComboBox, name)
    index = choice.findText(words)
    choice.setCurrentIndex(index)
    choice.activated.emit(index)


def press(root: QWidget, name: str) -> None:
    QTest.keyClick(find(root, Button, name), Qt.Key.Key_Space)


def shown_words(root: QWidget) -> str:
    return "\n".join(each.text() for each in root.findChildren(QLabel) if each.isVisible())


def test_units_are_added_with_the_keyboard_and_kept(
    page: SettingsPage, mail: MailSection, desk: TestDesk
) -> None:
    press(mail, "addSender")
    focus = page.window().focusWidget()
    assert focus is not None
    assert focus.objectName() == "sender-unit-0"
    write(mail, "sender-unit-0", "PPR")
    write(mail, "sender-address-0", "ppr@by.example")
    press(mail, "addSender")
    write(mail, "sender-unit-1", "Familiehuset")
    write(mail, "sender-name-1", "Familiehuset Eksempelby")
    write(mail, "sender-address-1", "hus@by.example")
    assert mail.is_dirty()
    page.main_action()
    assert desk.office.settings.mail().senders == (
        UnitSender("PPR", "", "ppr@by.example"),
        UnitSender("Familiehuset", "Familiehuset Eksempelby", "hus@by.example"),
    )
    assert not mail.is_dirty()


def test_a_unit_is_taken_away_and_the_keyboard_stays(
    page: SettingsPage, mail: MailSection, desk: TestDesk
) -> None:
    for at, unit in enumerate(("PPR", "Familiehuset")):
        press(mail, "addSender")
        write(mail, f"sender-unit-{at}", unit)
        write(mail, f"sender-address-{at}", f"{unit.lower()}@by.example")
    press(mail, "removeSender-0")
    focus = page.window().focusWidget()
    assert focus is not None
    assert mail.isAncestorOf(focus)
    page.main_action()
    assert [each.unit for each in desk.office.settings.mail().senders] == ["Familiehuset"]
    press(mail, "removeSender-0")
    page.main_action()
    assert desk.office.settings.mail().senders == ()
    assert "Alle breve går fra kontorets adresse ovenfor." in shown_words(mail)


def test_a_large_municipality_has_room_for_all_its_units(
    page: SettingsPage, mail: MailSection, desk: TestDesk
) -> None:
    units = tuple(UnitSender(f"Enhed {at}", "", f"enhed{at}@by.example") for at in range(60))
    desk.office.settings.save_mail(replace(SMTP, senders=units))
    page.refresh()
    press(mail, "addSender")
    write(mail, "sender-unit-60", "Familiehuset")
    write(mail, "sender-address-60", "hus@by.example")
    page.main_action()
    last = UnitSender("Familiehuset", "", "hus@by.example")
    assert desk.office.settings.mail().senders == (*units, last)


def test_an_empty_row_is_no_unit(page: SettingsPage, mail: MailSection, desk: TestDesk) -> None:
    press(mail, "addSender")
    assert not mail.is_dirty()
    page.main_action()
    assert desk.office.settings.mail().senders == ()
    assert not [each for each in mail.findChildren(SenderRow) if not each.isHidden()]


@pytest.mark.parametrize(
    ("unit", "address", "said"),
    [
        ("PPR", "", "Adressen mangler. Skriv noget her."),
        ("", "ppr@by.example", "Afdelingen mangler. Skriv noget her."),
        ("PPR", "ppr", "Mailadressen kan ikke bruges. Den skal se ud som navn@eksempel.dk."),
    ],
    ids=["no-address", "no-unit", "no-such-address"],
)
def test_what_a_unit_lacks_is_said_at_its_own_field(
    page: SettingsPage, mail: MailSection, desk: TestDesk, unit: str, address: str, said: str
) -> None:
    press(mail, "addSender")
    write(mail, "sender-unit-0", unit)
    write(mail, "sender-address-0", address)
    page.main_action()
    (row,) = [each for each in mail.findChildren(SenderRow) if not each.isHidden()]
    errors = [field.error for key in ("unit", "address") if (field := row.field(key)) is not None]
    assert said in errors
    assert desk.office.settings.mail().senders == ()


def test_encryption_plus_addresses_and_archive_are_kept(
    page: SettingsPage, mail: MailSection, desk: TestDesk
) -> None:
    find(mail, QCheckBox, "relay_enforces_tls").setChecked(True)
    find(mail, QCheckBox, "plus_addresses").setChecked(True)
    write(mail, "archive_address", " arkiv@by.example ")
    page.main_action()
    kept = desk.office.settings.mail()
    assert kept.relay_enforces_tls
    assert kept.plus_addresses
    assert kept.archive_address == "arkiv@by.example"
    write(mail, "archive_address", "arkiv")
    page.main_action()
    assert "Den skal se ud som navn@eksempel.dk." in shown_words(mail)
    assert desk.office.settings.mail() == kept


@pytest.mark.parametrize(
    "given", ["kort-noegle.uden_blanke", json.dumps(GRANT)], ids=["token", "json"]
)
def test_modern_sign_in_takes_a_token_and_keeps_it_apart_from_the_password(
    page: SettingsPage, mail: MailSection, desk: TestDesk, given: str
) -> None:
    assert find(mail, QLineEdit, "password").accessibleName() == "Kodeord"
    choose(mail, "sign_in", "Moderne login (OAuth2)")
    field = find(mail, QLineEdit, "password")
    assert field.accessibleName() == "Nøgle fra jeres it"
    assert "Moderne login bruger en nøgle" in shown_words(mail)
    field.setText(given)
    page.main_action()
    kept = desk.office.settings.mail()
    assert kept.sign_in is SignIn.XOAUTH2
    assert desk.office.settings.mail_password(kept) == given
    assert desk.office.settings.mail_password(SMTP) == "kodeord"
    assert field.text() == ""


@pytest.mark.parametrize(
    "given",
    [
        "to ord",
        "{ikke json",
        json.dumps({"refresh_token": "x"}),
        json.dumps(GRANT | {"token_url": "http://login.by.example"}),
    ],
    ids=["blank", "broken", "fields-missing", "not-https"],
)
@pytest.mark.parametrize("tries", [False, True], ids=["save", "try"])
def test_what_is_no_token_is_said_at_the_field(
    page: SettingsPage, mail: MailSection, desk: TestDesk, given: str, tries: bool
) -> None:
    choose(mail, "sign_in", "Moderne login (OAuth2)")
    write(mail, "password", given)
    if tries:
        press(mail, "testConnection")
    else:
        page.main_action()
    said = "Nøglen kan ikke læses. Indsæt hele den tekst, jeres it har givet jer."
    assert mail.form is not None
    assert mail.form.row("password").error == said
    assert desk.office.settings.mail() == SMTP


def test_a_password_is_forgotten_when_the_sign_in_changes(mail: MailSection) -> None:
    write(mail, "password", "et kodeord")
    choose(mail, "sign_in", "Moderne login (OAuth2)")
    assert find(mail, QLineEdit, "password").text() == ""


def test_the_folder_asks_for_none_of_it(mail: MailSection) -> None:
    find(mail, QRadioButton, "wayFolder").click()
    assert "Enheder, der også kan være afsender" not in shown_words(mail)
    assert "plus-adresser" not in shown_words(mail)


def test_saving_tells_those_who_send(
    page: SettingsPage, desk: TestDesk, qtbot: QtBot, mail: MailSection
) -> None:
    told: list[Change] = []
    desk.changes.changed.connect(told.append)
    write(mail, "sender_name", "Børn og Familie")
    page.main_action()
    qtbot.waitUntil(lambda: bool(told))
    assert "SENDING" in {kind.name for change in told for kind in change.kinds}


def test_the_mailbox_keeps_its_sign_in_and_where_sent_mails_lie(
    page: SettingsPage, desk: TestDesk
) -> None:
    desk.office.mailbox.save(MailboxSettings("imap.by.example", user="svar"), "kodeord")
    page.show_section("mailboxSection")
    (section,) = page.findChildren(MailboxSection)
    section.refresh()
    choose(section, "sign_in", "Moderne login (OAuth2)")
    write(section, "password", json.dumps(GRANT))
    write(section, "sent_folder", "Sendt post")
    page.main_action()
    kept = desk.office.mailbox.settings()
    assert (kept.sign_in, kept.sent_folder) == (SignIn.XOAUTH2, "Sendt post")
    assert desk.office.mailbox.password_is_kept(kept)


def test_the_same_is_read_here_about_safety_as_before_letters_leave(mail: MailSection) -> None:
    assert safety_more_text() not in shown_words(mail)
    press(mail, "relaySafetyMore")
    assert safety_more_text() in shown_words(mail)
    assert find(mail, Button, "relaySafetyMore").accessibleName() == "Læs mindre"
    press(mail, "relaySafetyMore")
    assert safety_more_text() not in shown_words(mail)
