"""What the office decides once, and who is using the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any, Protocol

from moedeleder.domain.errors import KeyringUnusable
from moedeleder.domain.people import Actor, Person, PersonDraft, PersonRole
from moedeleder.domain.person_number import checked_register_number
from moedeleder.domain.record import Letterhead
from moedeleder.domain.settings import (
    DigitalPostSettings,
    MailSettings,
    MailWay,
    Organisation,
    Security,
    SignIn,
    UnitSender,
)
from moedeleder.domain.text import clean_line, optional_line, required_line
from moedeleder.mail.addresses import check_address
from moedeleder.models import mapping, outbox_queries, person_number_queries, queries
from moedeleder.models.tables import PersonRow, PictureRow, SettingRow
from moedeleder.services.context import Context
from moedeleder.services.outbox_addresses import follow_address
from moedeleder.services.outside_files import read_at_most
from moedeleder.services.sign_in import checked_secret

LOGO = "logo"


class Secrets(Protocol):
    """Where the mail password is kept: the system's keyring, or memory for this session."""

    def read(self, name: str) -> str | None:
        """Return a secret, or None when it is not kept."""
        ...

    def write(self, name: str, secret: str) -> None:
        """Keep a secret."""
        ...


class Settings:
    """What a person does on the settings page."""

    def __init__(self, context: Context, secrets: Secrets) -> None:
        self._store, self._secrets = context.store, secrets

    def actor(self) -> Actor | None:
        """Return who uses the program, or None before the first start is done."""
        data = self._read("actor")
        return Actor(**data) if data else None

    def me(self) -> Person | None:
        """Return the user with mail and phone, or None before the first start is done."""
        known = self.actor()
        if known is None:
            return None
        with self._store.reading() as session:
            row = session.get(PersonRow, known.person_id)
            return mapping.person(row) if row else None

    def introduce(self, name: str, title: str, mail: str = "", phone: str = "") -> Actor:
        """Say who uses the program; from now on every change carries that name.

        A mail or phone that is known stays when it is not given.

        Raises:
            FieldMissing: name or title is empty.
            FieldTooLong, InvalidAddress: as named.
        """
        known = self.me()
        mail = mail if mail.strip() or known is None else known.mail
        phone = phone if phone.strip() or known is None else known.phone
        return self.describe_me(name, title, mail, phone)

    def describe_me(self, name: str, title: str, mail: str, phone: str) -> Actor:
        """Say who uses the program; an empty mail or phone takes away the one that was known.

        Raises:
            FieldMissing: name or title is empty.
            FieldTooLong, InvalidAddress: as named.
        """
        draft = PersonDraft(
            required_line(name, "name", 200),
            PersonRole.CASEWORKER,
            relation=required_line(title, "title", 200),
            mail=check_address(mail) if mail.strip() else "",
            phone=optional_line(phone, "phone", 100),
        )
        known = self.actor()
        # The store stamps rows with the actor, so the name is set before the first row.
        self._store.actor = draft.name
        with self._store.transaction() as session:
            row = session.get(PersonRow, known.person_id) if known else None
            row = row or PersonRow(role=draft.role.value)
            row.name, row.relation = draft.name, draft.relation
            row.mail, row.phone = draft.mail, draft.phone
            session.add(row)
            session.flush()
            follow_address(session, row)
            actor = Actor(draft.name, draft.relation, row.id)
            self._put(session, "actor", asdict(actor))
        return actor

    def organisation(self) -> Organisation:
        """Return the office as it stands on paper."""
        return Organisation(**(self._read("organisation") or {}))

    def reachable(self) -> Organisation:
        """Return the office with the user's own phone and mail where it has none.

        Every letter asks people to call or write, so it must say where.
        """
        office, me = self.organisation(), self.me()
        if me is None:
            return office
        return replace(office, phone=office.phone or me.phone, mail=office.mail or me.mail)

    def save_organisation(self, office: Organisation) -> Organisation:
        """Save the office.

        Raises:
            FieldTooLong, InvalidAddress: as named.
        """
        cleaned = Organisation(
            name=optional_line(office.name, "organisation", 300),
            unit=optional_line(office.unit, "unit", 300),
            address=optional_line(office.address, "address", 500),
            phone=optional_line(office.phone, "phone", 100),
            mail=check_address(office.mail) if office.mail.strip() else "",
            correction_days=max(1, min(60, office.correction_days)),
            answer_days=max(1, min(30, office.answer_days)),
        )
        self._write("organisation", asdict(cleaned))
        return cleaned

    def logo(self) -> tuple[bytes, str] | None:
        """Return the logo's bytes and file suffix, if there is one."""
        with self._store.reading() as session:
            row = queries.picture(session, LOGO)
            return (row.data, row.suffix) if row else None

    def save_logo(self, data: bytes | None) -> None:
        """Keep a logo, or take it away when None.

        Raises:
            PictureRefused: it is not a picture we can print, or too large.
        """
        from moedeleder.documents.logo import check_logo

        suffix = check_logo(data) if data is not None else ""
        with self._store.transaction() as session:
            row = queries.picture(session, LOGO)
            if data is None:
                if row is not None:
                    session.delete(row)
                return
            row = row or PictureRow(name=LOGO)
            row.data, row.suffix = data, suffix
            session.add(row)

    def save_logo_file(self, path: Path) -> None:
        """Keep the picture in a file as the logo; takes its time.

        Raises:
            FileUnreadable: the file is not there or cannot be read.
            PictureRefused: it is not a picture we can print, or too large.
        """
        from moedeleder.documents.logo import BYTES_LIMIT

        # One byte past the limit is enough to be refused; a film need not be read.
        self.save_logo(read_at_most(path, BYTES_LIMIT + 1))

    def letterhead(self) -> Letterhead:
        """Return what stands at the top of the paper."""
        office, logo = self.organisation(), self.logo()
        data, suffix = logo or (None, "")
        with self._store.reading() as session:
            row = queries.paper_template(session)
            template = row.data if row else b""
        lines = (office.name, office.unit, office.address, office.phone, office.mail)
        return Letterhead(*lines, data, suffix, template)

    def mail(self) -> MailSettings:
        """Return how letters leave; a folder of letters is the way without any set-up."""
        data = self._read("mail")
        if not data:
            return MailSettings(folder=self._default_folder())
        return mail_of(data)

    def save_mail(self, mail: MailSettings, password: str | None = None) -> MailSettings:
        """Save how letters leave; the password goes to the keyring and nowhere else.

        Args:
            password: None leaves the kept one as it is.

        Raises:
            MailNotSetUp: a needed setting is missing.
            FieldMissing: a unit has no name or no address; ``field`` is e.g.
                ``senders.0.address``.
            InvalidAddress, TokenUnreadable, KeyringUnusable: as named.
        """
        cleaned = _cleaned(mail).checked()
        if password is not None and cleaned.way is MailWay.SMTP:
            secret = checked_secret(cleaned.sign_in, password)
            self._secrets.write(secret_name(cleaned), secret)
        with self._store.transaction() as session:
            self._put(session, "mail", asdict(cleaned))
            # Letters wait for this where a login was refused or nothing was set up.
            outbox_queries.let_go(session, self._store.clock())
        return cleaned

    def mail_password(self, mail: MailSettings) -> str:
        """Return the kept password, empty when there is none."""
        return self._secrets.read(secret_name(mail)) or ""

    @property
    def password_lasts(self) -> bool:
        """Whether a password is kept after the program ends, which takes a safe keyring."""
        return bool(getattr(self._secrets, "lasting", True))

    def password_is_kept(self, mail: MailSettings) -> bool:
        """Return whether a password of that account is at hand; may wait for the keyring."""
        try:
            return bool(self.mail_password(mail))
        except KeyringUnusable:
            return False

    def digital_post(self) -> DigitalPostSettings:
        """Return as whom files for Digital Post are made."""
        return DigitalPostSettings(**(self._read("digital_post") or {}))

    def save_digital_post(self, post: DigitalPostSettings) -> DigitalPostSettings:
        """Save as whom files for Digital Post are made.

        Every kept CPR number is deleted when they are no longer to be kept.

        Raises:
            InvalidRegisterNumber, FieldTooLong: as named.
        """
        cleaned = DigitalPostSettings(
            cvr=checked_register_number(post.cvr),
            sender_name=optional_line(post.sender_name, "sender_name", 256),
            keeps_numbers=post.keeps_numbers,
        )
        with self._store.transaction() as session:
            self._put(session, "digital_post", asdict(cleaned))
            if not cleaned.keeps_numbers:
                person_number_queries.forget_all(session)
        return cleaned

    def kept_number_count(self) -> int:
        """Return how many people's CPR numbers are kept."""
        with self._store.reading() as session:
            return person_number_queries.kept_count(session)

    def _default_folder(self) -> str:
        path = self._store.path
        return str(path.parent / "udbakke") if path else ""

    def _read(self, name: str) -> Any:
        with self._store.reading() as session:
            row = queries.setting(session, name)
            return dict(row.value) if row else None

    def _write(self, name: str, value: dict[str, Any]) -> None:
        with self._store.transaction() as session:
            self._put(session, name, value)

    @staticmethod
    def _put(session: Any, name: str, value: dict[str, Any]) -> None:
        row = queries.setting(session, name) or SettingRow(name=name)
        row.value = value
        session.add(row)


def secret_name(mail: MailSettings) -> str:
    """Return the name under which the keyring holds the password or token of a mail account."""
    # A password is never handed to a server as a token, nor a token as a password.
    kind = "mail-oauth" if mail.sign_in is SignIn.XOAUTH2 else "mail"
    return f"{kind}:{mail.user}@{mail.host}:{mail.port}"


def mail_of(data: Mapping[str, Any]) -> MailSettings:
    """Return the mail settings that were kept, by an older version with fewer of them too."""
    known = {each.name for each in fields(MailSettings)}
    told = {name: value for name, value in data.items() if name in known}
    usual = MailSettings()
    return MailSettings(
        **{
            **told,
            "way": MailWay(told.get("way", usual.way)),
            "security": Security(told.get("security", usual.security)),
            "sign_in": SignIn(told.get("sign_in", usual.sign_in)),
            "senders": tuple(UnitSender(**each) for each in told.get("senders", ())),
        }
    )


def _cleaned(mail: MailSettings) -> MailSettings:
    address, archive = mail.sender_address.strip(), mail.archive_address.strip()
    return replace(
        mail,
        folder=mail.folder.strip(),
        host=clean_line(mail.host),
        user=clean_line(mail.user),
        sender_name=clean_line(mail.sender_name),
        sender_address=check_address(address) if address else "",
        senders=tuple(_sender(each, at) for at, each in enumerate(mail.senders)),
        archive_address=check_address(archive, "archive_address") if archive else "",
    )


def _sender(sender: UnitSender, at: int) -> UnitSender:
    unit = required_line(sender.unit, f"senders.{at}.unit", 300)
    field = f"senders.{at}.address"
    address = check_address(required_line(sender.address, field), field)
    return UnitSender(unit, optional_line(sender.name, f"senders.{at}.name", 300), address)
