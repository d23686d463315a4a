"""What an office decides once: who it is, and how its letters leave."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from moedeleder.domain.errors import MailNotSetUp


class MailWay(StrEnum):
    """How letters leave the program."""

    FOLDER = "folder"
    SMTP = "smtp"


class Security(StrEnum):
    """How the mail connection is protected; there is no unprotected choice."""

    STARTTLS = "starttls"
    TLS = "tls"


class SignIn(StrEnum):
    """How the program shows a mail server who it is; the secret is in the keyring either way.

    ``XOAUTH2`` gives a token instead of a password.
    """

    PASSWORD = "password"
    XOAUTH2 = "xoauth2"


@dataclass(frozen=True, slots=True)
class UnitSender:
    """One of the municipality's units, in whose name letters can leave."""

    unit: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How letters leave; the password or token is kept in the keyring, never here.

    ``senders`` are units to choose between besides the office itself. ``plus_addresses`` says
    that the server lays ``name+anything@`` with ``name@``, so that an answer's address can carry
    its reference. ``relay_enforces_tls`` is the municipality's word that its server hands letters
    to nobody without encryption. ``archive_address`` gets a copy of every letter, where an
    uncertain one can be looked for.
    """

    way: MailWay = MailWay.FOLDER
    folder: str = ""
    host: str = ""
    port: int = 587
    security: Security = Security.STARTTLS
    user: str = ""
    sender_name: str = ""
    sender_address: str = ""
    sign_in: SignIn = SignIn.PASSWORD
    senders: tuple[UnitSender, ...] = ()
    plus_addresses: bool = False
    relay_enforces_tls: bool = False
    archive_address: str = ""

    def checked(self) -> MailSettings:
        """Return the settings when they can be used.

        Raises:
            MailNotSetUp: ``field`` names what is missing or cannot be.
        """
        if self.way is MailWay.FOLDER:
            if not self.folder:
                raise MailNotSetUp("folder")
            return self
        for name in ("host", "sender_address"):
            if not getattr(self, name):
                raise MailNotSetUp(name)
        if not 1 <= self.port <= 65535:
            raise MailNotSetUp("port")
        return self


class AfterTaking(StrEnum):
    """What is done to a mail in the mailbox once its answer is kept here; nothing is deleted."""

    NOTHING = "nothing"
    KEYWORD = "keyword"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class MailboxSettings:
    """Where answers are fetched; always encrypted, the password is kept in the keyring.

    ``every_minutes`` 0 fetches only when asked. ``taken_folder`` is where mails are moved when
    ``after`` is ``FOLDER``. ``sent_folder`` is where an uncertain letter is looked for; empty:
    the folder the server itself calls its sent mail.
    """

    host: str = ""
    port: int = 993
    security: Security = Security.TLS
    user: str = ""
    folder: str = "INBOX"
    after: AfterTaking = AfterTaking.KEYWORD
    taken_folder: str = "Mødeleder"
    every_minutes: int = 5
    sign_in: SignIn = SignIn.PASSWORD
    sent_folder: str = ""

    @property
    def is_set_up(self) -> bool:
        """Whether there is a mailbox to fetch from."""
        return bool(self.host)

    def checked(self) -> MailboxSettings:
        """Return the settings when they can be used.

        Raises:
            MailNotSetUp: ``field`` names what is missing or cannot be.
        """
        for name in ("host", "user", "folder"):
            if not getattr(self, name):
                raise MailNotSetUp(name)
        if self.after is AfterTaking.FOLDER and not self.taken_folder:
            raise MailNotSetUp("taken_folder")
        if not 1 <= self.port <= 65535:
            raise MailNotSetUp("port")
        return self


@dataclass(frozen=True, slots=True)
class DigitalPostSettings:
    """As whom files for Digital Post are made; a person's number is kept only where allowed."""

    cvr: str = ""
    """The municipality's number in the business register, 8 digits."""
    sender_name: str = ""
    keeps_numbers: bool = False
    """Whether a receiver's CPR number is kept for the next time."""

    @property
    def is_set_up(self) -> bool:
        """Whether files can be made."""
        return bool(self.cvr and self.sender_name)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The office as it stands on paper; ``phone`` and ``mail`` are where parents can turn."""

    name: str = ""
    unit: str = ""
    address: str = ""
    phone: str = ""
    mail: str = ""
    correction_days: int = 7
    answer_days: int = 5
    """Working days before the meeting by which the family is asked to answer."""

    @property
    def contact(self) -> str:
        """Where to turn: phone and mail, whichever are known."""
        return " · ".join(part for part in (self.phone, self.mail) if part)
