"""Mail by SMTP: always encrypted, one connection for many letters, one letter at a time."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from moedeleder.domain.errors import (
    FileUnreadable,
    MailServerLacksUtf8,
    MailServerUnreachable,
    MailTooLarge,
)
from moedeleder.domain.settings import Security
from moedeleder.mail.addresses import check_address, needs_smtputf8
from moedeleder.mail.message import wire_bytes
from moedeleder.mail.smtp_client import SmtpClient
from moedeleder.mail.transport import MailReport, nothing


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where and as whom to send; an empty ``user`` means that the server asks for no login.

    ``password`` is called when a connection needs it, so that it is not kept; ``timeout`` is in
    seconds; ``ca_file`` (PEM) adds a municipality's own certificate authority.
    """

    host: str
    port: int
    security: Security
    user: str = ""
    password: Callable[[], str] = str
    timeout: float = 30.0
    ca_file: Path | None = None
    final_reply_timeout: float = 600.0


class SmtpTransport:
    """Sends by the municipality's mail server."""

    parallel = 4

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings

    @contextmanager
    def session(self) -> Iterator[SmtpSession]:
        """Connect, encrypt and log in.

        Raises:
            MailServerUnreachable: no answer, or not now.
            MailServerNotSecure: no encryption of TLS 1.2 or better, or a certificate not trusted.
            MailLoginRefused: wrong user name or password.
            MailLoginNotOffered: no login of a kind we know.
            FileUnreadable: the extra certificate file.
        """
        session = SmtpSession(self._settings)
        try:
            session.open()
            yield session
        finally:
            session.close()

    def test_connection(self) -> MailReport:
        """Do all but send; raises as ``session``."""
        with self.session() as session:
            return session.report()


class SmtpSession:
    """One connection; when the server ends it between two letters, the next one gets a new."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._context = secure_context(settings.ca_file)
        self._client: SmtpClient | None = None
        self._used = False

    def send(
        self,
        message: EmailMessage,
        to_address: str,
        *,
        before_last_word: Callable[[], None] = nothing,
        copy_to: str = "",
    ) -> None:
        """Send to one address; see ``MailSession``.

        Raises:
            InvalidAddress: sender or receiver is not one plain address.
            MailServerLacksUtf8: the address needs SMTPUTF8, which the server has not.
            MailTooLarge: the server's limit, told beforehand or at the end.
            SenderRefused, ReceiverRefused, MailSendingFailed: not sent.
            MailUncertain: it may have been sent; never send it again unasked.
        """
        receiver = check_address(to_address)
        sender = check_address(message["From"].addresses[0].addr_spec, "sender")
        client = self._ready()
        self._used = True
        utf8 = needs_smtputf8(sender + receiver) or getattr(message.policy, "utf8", False)
        if utf8 and not client.has_extn("smtputf8"):
            raise MailServerLacksUtf8
        data = wire_bytes(message)
        if 0 < client.size_limit < len(data):
            raise MailTooLarge
        client.transfer(sender, receiver, data, utf8, before_last_word)

    def open(self) -> None:
        """Connect, encrypt and log in."""
        settings = self._settings
        self._client = client = SmtpClient.connected(
            settings.host,
            settings.port,
            self._context,
            implicit_tls=settings.security is Security.TLS,
            timeout=settings.timeout,
        )
        self._used = False
        client.final_reply_timeout = settings.final_reply_timeout
        if settings.user:
            client.log_in(settings.user, settings.password())

    def close(self) -> None:
        """Say goodbye where the server still listens, and let go."""
        if self._client is not None:
            self._client.leave()
            self._client = None

    def hang_up(self) -> None:
        """Cut the line, so that a ``send`` on another thread stops waiting for the server."""
        if self._client is not None:
            self._client.cut()

    def report(self) -> MailReport:
        """Return what the connection is like."""
        if self._client is None:
            raise MailServerUnreachable
        place = f"{self._settings.host}:{self._settings.port}"
        client = self._client
        return MailReport(place, client.encryption, bool(self._settings.user), client.size_limit)

    def _ready(self) -> SmtpClient:
        """Return a connection with no letter begun, which a refused one may have left behind."""
        client = self._client
        if client is None or (self._used and not client.cleared()):
            self.close()
            self.open()
        if self._client is None:
            raise MailServerUnreachable
        return self._client


def secure_context(ca_file: Path | None = None) -> ssl.SSLContext:
    """Return TLS 1.2 or better with the server's certificate and name checked.

    Raises:
        FileUnreadable: ``ca_file`` is missing or holds no certificate.
    """
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=ca_file)
        except (OSError, ValueError):
            raise FileUnreadable from None
    return context
