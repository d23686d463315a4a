"""The way to the fault server, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from moedeleder.domain.settings import MailSettings, MailWay, Security
from moedeleder.mail.smtp import SmtpSettings, SmtpTransport
from moedeleder.mail.transport import Transport
from tests.faults.plans import RECEIVERS

ARCHIVE = "arkiv@kommune.example"
HOST, USER, PASSWORD = "127.0.0.1", "udsending", "blåbærgrød-på-bålet"
LONG_PATIENCE, SHORT_PATIENCE = 30.0, 0.5
"""Seconds; the short one only where the server is to be silent."""


@dataclass(frozen=True, slots=True)
class Way:
    """How to the server, as plain values that another process can be given."""

    port: int
    ca_file: Path
    implicit_tls: bool = False
    archive: bool = False
    patience: float = LONG_PATIENCE

    @property
    def mail(self) -> MailSettings:
        """What the office has set up."""
        return MailSettings(
            way=MailWay.SMTP,
            host=HOST,
            port=self.port,
            security=Security.TLS if self.implicit_tls else Security.STARTTLS,
            user=USER,
            sender_name="Børn og Familie",
            sender_address="born@kommune.example",
            archive_address=ARCHIVE if self.archive else "",
        )

    def transport(self, settings: MailSettings, password: str) -> Transport:
        """Return the program's own transport with a patience fit for tests."""
        return SmtpTransport(
            SmtpSettings(
                host=settings.host,
                port=settings.port,
                security=settings.security,
                user=settings.user,
                password=lambda: password,
                ca_file=self.ca_file,
                timeout=self.patience,
                final_reply_timeout=self.patience,
            )
        )


def address(number: int) -> str:
    """Return the address of a receiver; every tenth has letters that need SMTPUTF8."""
    name = "røde-ærter" if number % 10 == 7 else "modtager"
    return f"{name}{number:02}@mail.example"


ADDRESSES = tuple(address(number) for number in range(RECEIVERS))
ADDRESSES = tuple(address(number) for number in range(RECEIVERS))
LINES = SmtpTransport.parallel
