"""What the office decides once."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from moedeleder.app import open_office
from moedeleder.domain.errors import (
    FieldMissing,
    InvalidAddress,
    InvalidInput,
    MailNotSetUp,
    PictureRefused,
)
from moedeleder.domain.settings import (
    MailSettings,
    MailWay,
    Organisation,
    Security,
    SignIn,
    UnitSender,
)
from moedeleder.models.queries import get, setting
from moedeleder.models.tables import FamilyRow
from tests.offices import Bench, MemorySecrets
from tests.stores import make_store

OFFICE = Organisation("Eksempelby", "Børn", "Torvet 1", "12 34 56 78", "post@by.example", 5)
SMTP = MailSettings(
    MailWay.SMTP, "", "mail.by.example", 465, Security.TLS, "mette", "Børn", "born@by.example"
)


def test_who_works_here_is_stamped_on_every_change(bench: Bench) -> None:
    bench.office.settings.introduce("Ny Navn", "Leder")
    family = bench.office.families.get(bench.family.id)
    bench.office.families.update(family.id, family.version, family.draft)
    bench.office.families.update(family.id, family.version, replace(family.draft, note="x"))
    with bench.store.reading() as session:
        row = get(session, FamilyRow, family.id)
        assert (row.created_by, row.changed_by) == ("Mette Holm", "Ny Navn")


def test_introducing_again_keeps_the_same_person(bench: Bench) -> None:
    again = bench.office.settings.introduce("Mette Holm Lund", "Rådgiver")
    assert again.person_id == bench.me.person_id
    assert bench.office.settings.actor() == again
    assert [p.mail for p in bench.office.families.colleagues()] == ["mette@kommune.example"]


@pytest.mark.parametrize(("name", "title"), [("", "x"), ("x", " ")])
def test_name_and_title_are_needed(bench: Bench, name: str, title: str) -> None:
    with pytest.raises(FieldMissing):
        bench.office.settings.introduce(name, title)


def test_the_office_comes_back_as_it_was_saved(bench: Bench) -> None:
    assert bench.office.settings.save_organisation(OFFICE) == OFFICE
    assert bench.office.settings.organisation() == OFFICE
    assert bench.office.settings.letterhead().organisation == "Eksempelby"


def test_mail_comes_back_and_the_password_is_in_the_keyring_only(bench: Bench) -> None:
    bench.office.settings.save_mail(SMTP, "hemmeligt-kodeord")
    assert bench.office.settings.mail() == SMTP
    assert bench.office.settings.mail_password(SMTP) == "hemmeligt-kodeord"
    assert list(bench.secrets.values()) == ["hemmeligt-kodeord"]
    with bench.store.reading() as session:
        row = setting(session, "mail")
        assert row is not None
        assert "hemmeligt" not in str(row.value)


def test_saving_without_a_password_keeps_the_old_one(bench: Bench) -> None:
    bench.office.settings.save_mail(SMTP, "første")
    bench.office.settings.save_mail(SMTP)
    assert bench.office.settings.mail_password(SMTP) == "første"


@pytest.mark.parametrize(
    ("mail", "field"),
    [
        (MailSettings(MailWay.FOLDER, " "), "folder"),
        (MailSettings(MailWay.SMTP, sender_address="a@by.example"), "host"),
        (MailSettings(MailWay.SMTP, host="mail.example"), "sender_address"),
        (MailSettings(MailWay.SMTP, host="m", port=0, sender_address="a@by.example"), "port"),
    ],
)
def test_what_is_missing_for_mail_is_named(bench: Bench, mail: MailSettings, field: str) -> None:
    before = bench.office.settings.mail()
    with pytest.raises(MailNotSetUp) as caught:
        bench.office.settings.save_mail(mail)
    assert caught.value.field == field
    assert bench.office.settings.mail() == before


def test_a_wrong_sender_is_refused(bench: Bench) -> None:
    with pytest.raises(InvalidAddress):
        bench.office.settings.save_mail(MailSettings(MailWay.SMTP, host="m", sender_address="x"))


def test_without_any_set_up_letters_go_to_a_folder_beside_the_store(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with closing(store), closing(store.edit_writer()) as typing:
        mail = open_office(store, typing, MemorySecrets()).settings.mail()
    assert (mail.way, mail.folder) == (MailWay.FOLDER, str(tmp_path / "udbakke"))


def test_a_logo_that_is_no_picture_is_refused(bench: Bench) -> None:
    with pytest.raises(PictureRefused):
        bench.office.settings.save_logo(b"GIF89a...")
    assert bench.office.settings.logo() is None


UNITS = (
    UnitSender("PPR", "PPR Eksempelby", "ppr@by.example"),
    UnitSender("Familiehuset", "", "familiehuset@by.example"),
)


def test_units_sign_in_and_copies_come_back_as_they_were_saved(bench: Bench) -> None:
    mail = replace(
        SMTP,
        sign_in=SignIn.XOAUTH2,
        senders=UNITS,
        plus_addresses=True,
        relay_enforces_tls=True,
        archive_address="arkiv@by.example",
    )
    assert bench.office.settings.save_mail(mail, "noegle") == mail
    assert bench.office.settings.mail() == mail


def test_mail_settings_of_an_older_version_are_read(bench: Bench) -> None:
    old = {
        "way": "smtp",
        "folder": "",
        "host": "mail.by.example",
        "port": 465,
        "security": "tls",
        "user": "mette",
        "sender_name": "Børn",
        "sender_address": "born@by.example",
    }
    with bench.store.transaction() as session:
        row = setting(session, "mail")
        assert row is not None
        row.value = old
    assert bench.office.settings.mail() == SMTP


def test_a_password_is_never_handed_over_as_a_token(bench: Bench) -> None:
    bench.office.settings.save_mail(SMTP, "kodeord")
    modern = replace(SMTP, sign_in=SignIn.XOAUTH2)
    assert bench.office.settings.mail_password(modern) == ""
    assert not bench.office.settings.password_is_kept(modern)


@pytest.mark.parametrize(
    ("sender", "field", "error"),
    [
        (UnitSender(" ", "", "a@by.example"), "senders.1.unit", FieldMissing),
        (UnitSender("PPR", "", " "), "senders.1.address", FieldMissing),
        (UnitSender("PPR", "", "ikke en adresse"), "senders.1.address", InvalidAddress),
    ],
)
def test_a_unit_needs_a_name_and_an_address(
    bench: Bench, sender: UnitSender, field: str, error: type[InvalidInput]
) -> None:
    before = bench.office.settings.mail()
    with pytest.raises(error) as caught:
        bench.office.settings.save_mail(replace(SMTP, senders=(UNITS[0], sender)))
    assert caught.value.field == field
    assert bench.office.settings.mail() == before


def test_the_archive_is_an_address(bench: Bench) -> None:
    with pytest.raises(InvalidAddress) as caught:
        bench.office.settings.save_mail(replace(SMTP, archive_address="a@b.example, c@d.example"))
    assert caught.value.field == "archive_address"
