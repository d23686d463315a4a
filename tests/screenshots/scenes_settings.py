"""Indstillinger: every section as it is at first, filled in, and with too much."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QLineEdit, QWidget

from moedeleder.documents.template_sample import sample_template
from moedeleder.domain.settings import (
    AfterTaking,
    MailboxSettings,
    MailSettings,
    MailWay,
    Organisation,
    SignIn,
    UnitSender,
)
from moedeleder.ui.pages.settings.mail import MailSection
from moedeleder.ui.pages.settings.mailbox import MailboxSection
from moedeleder.ui.pages.settings.page import SettingsPage
from moedeleder.ui.pages.settings.template import TemplateSection
from tests.documents.templates import with_header
from tests.screenshots.registry import SIZES, scene
from tests.screenshots.scenes_families import new_desk
from tests.screenshots.scenes_gallery import MONSTER, in_shell
from tests.ui.office_fixture import TestDesk, add_example

SMTP = MailSettings(
    MailWay.SMTP,
    host="127.0.0.1",
    port=1,
    user="boern-og-familie",
    sender_name="Børn og Familie",
    sender_address="boern@eksempelby.example",
)
MAILBOX = MailboxSettings(
    host="127.0.0.1", port=1, user="svar@eksempelby.example", after=AfterTaking.FOLDER
)


def shown(desk: TestDesk, section: str) -> tuple[SettingsPage, QWidget]:
    page = SettingsPage(desk)
    shell = in_shell(page, "settings")
    page.refresh()
    page.show_section(section)
    return page, shell


@scene("settings-me")
def me() -> QWidget:
    return shown(new_desk(), "meSection")[1]


@scene("settings-office")
def office() -> QWidget:
    page, shell = shown(new_desk(), "officeSection")
    page.findChildren(QLineEdit, "unit")[0].setText("Børn, Unge og Familie")
    return shell


def _template(desk: TestDesk, data: bytes, name: str = "Brevpapir 2026.docx") -> QWidget:
    page, shell = shown(desk, "templateSection")
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        section = page.findChildren(TemplateSection)[0]
        section._take(path)
    section._draw()
    return shell


@scene("settings-skabelon")
def template() -> QWidget:
    return _template(new_desk(), sample_template())


@scene("settings-skabelon-fejl", sizes=SIZES[:1])
def template_mistaken() -> QWidget:
    return _template(new_desk(), with_header("{{komune}}", "{{barnn", "{{referat}}"))


@scene("settings-office-overfull")
def office_overfull() -> QWidget:
    desk = new_desk()
    desk.office.settings.save_organisation(
        Organisation(MONSTER[:300], MONSTER[:300], MONSTER[:500], MONSTER[:100])
    )
    return shown(desk, "officeSection")[1]


@scene("settings-mail-folder")
def mail_folder() -> QWidget:
    return shown(new_desk(), "mailSection")[1]


@scene("settings-mail-server")
def mail_server() -> QWidget:
    desk = new_desk()
    desk.office.settings.save_mail(SMTP, "hemmeligt")
    page, shell = shown(desk, "mailSection")
    page.findChildren(MailSection)[0]._try_connection()
    return shell


@scene("settings-mail-enheder", sizes=((1280, 1500),))
def mail_units() -> QWidget:
    desk = new_desk()
    units = (
        UnitSender("PPR", "PPR i Eksempelby", "ppr@eksempelby.example"),
        UnitSender("Familiehuset", "", "familiehuset@eksempelby.example"),
    )
    mail = replace(
        SMTP,
        sign_in=SignIn.XOAUTH2,
        senders=units,
        relay_enforces_tls=True,
        archive_address="arkiv@eksempelby.example",
    )
    desk.office.settings.save_mail(mail, "noegle")
    return shown(desk, "mailSection")[1]


@scene("settings-mailbox-empty")
def mailbox_empty() -> QWidget:
    return shown(new_desk(), "mailboxSection")[1]


@scene("settings-mailbox")
def mailbox() -> QWidget:
    desk = new_desk()
    desk.office.mailbox.save(MAILBOX, "hemmeligt")
    page, shell = shown(desk, "mailboxSection")
    page.findChildren(MailboxSection)[0]._try_connection()
    return shell


@scene("settings-starter-empty", sizes=SIZES[:1])
def starter_empty() -> QWidget:
    return shown(new_desk(), "starterSection")[1]


@scene("settings-starter")
def starter() -> QWidget:
    desk = new_desk()
    for name in ("Velkommen til mødet.pdf", "Din ret til en bisidder.pdf", f"{MONSTER[:120]}.pdf"):
        path = desk.letters.parent / name.replace("/", " ")
        path.write_bytes(b"%PDF-1.7\n%%EOF\n")
        desk.office.starter.add(path)
    return shown(desk, "starterSection")[1]


@scene("settings-data")
def data() -> QWidget:
    desk = new_desk()
    add_example(desk)
    return shown(desk, "dataSection")[1]
