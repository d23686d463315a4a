"""Mail by SMTP: always encrypted, a few connections for many letters."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path

from moedeleder.domain.errors import (
    MailLoginRefused,
    MailServerError,
    MailServerLacksUtf8,
    MailServerUnreachable,
    MailTooLarge,
)
from moedeleder.domain.settings import Security, SignIn
from moedeleder.mail.addresses import check_address, needs_smtputf8
from moedeleder.mail.message import wire_bytes
from moedeleder.mail.smtp_client import Envelope, SmtpClient
from moedeleder.mail.smtp_login import LoginGate
from moedeleder.mail.smtp_replies import StaleLine
from moedeleder.mail.tls import secure_context as secure_context
from moedeleder.mail.transport import MailReport, nothing


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where and as whom to send; an empty ``user`` means that the server asks for no login.

    ``password`` is called when a connection needs it, so that it is not kept; by ``XOAUTH2`` it
    returns an access token, and ``login_refused`` is told that it did not fit. Both may be called
    on any thread. ``timeout`` is in seconds; ``ca_file`` (PEM) adds a municipality's own
    certificate authority.
    """

    host: str
    port: int
    security: Security
    user: str = ""
    password: Callable[[], str] = str
    timeout: float = 30.0
    ca_file: Path | None = None
    final_reply_timeout: float = 600.0
    sign_in: SignIn = SignIn.PASSWORD
    login_refused: Callable[[], None] = nothing


class SmtpTransport:
    """Sends by the municipality's mail server; a refused login is not tried again."""

    parallel = 4

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._gate = LoginGate()

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
        session = SmtpSession(self._settings, self._context, self._gate)
        try:
            session.open()
            yield session
        finally:
            session.close()

    def test_connection(self) -> MailReport:
        """Do all but send; raises as ``session``."""
        with self.session() as session:
            return session.report()

    @cached_property
    def _context(self) -> ssl.SSLContext:
        """One for all sessions: reading the certificates takes longer than a letter."""
        return secure_context(self._settings.ca_file)


class SmtpSession:
    """One connection; when the server ends it between two letters, the next one gets a new."""

    def __init__(
        self, settings: SmtpSettings, context: ssl.SSLContext, gate: LoginGate | None = None
    ) -> None:
        self._settings, self._context = settings, context
        self._gate = gate or LoginGate()
        self._client: SmtpClient | None = None
        self._hung_up = False

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
            InvalidAddress: sender, receiver or archive (``field``) is not one plain address.
            MailServerLacksUtf8: the address needs SMTPUTF8, which the server has not.
            MailTooLarge: the server's limit, told beforehand or at the end.
            SenderRefused, ReceiverRefused, MailSendingFailed: not sent.
            MailServerUnreachable, MailServerNotSecure, MailLoginRefused, MailLoginNotOffered:
                not sent, as the line had to be opened anew and could not be.
            MailUncertain: it may have been sent; never send it again unasked.
        """
        sender = check_address(message["From"].addresses[0].addr_spec, "sender")
        receiver = check_address(to_address)
        copy = check_address(copy_to, "archive_address") if copy_to else ""
        needs_utf8 = needs_smtputf8(sender + receiver) or getattr(message.policy, "utf8", False)
        envelope = Envelope(
            sender,
            receiver,
            "" if copy.lower() == receiver.lower() else copy,
            utf8=needs_utf8,
        )
        data = wire_bytes(message)
        try:
            self._ready().transfer(self._fitting(envelope, data), data, before_last_word)
        except StaleLine:
            self._transfer_anew(envelope, data, before_last_word)

    def open(self) -> None:
        """Connect, encrypt and log in."""
        settings = self._settings
        self._client = client = SmtpClient(settings.timeout)
        if self._hung_up:
            raise MailServerUnreachable
        client.final_reply_timeout = settings.final_reply_timeout
        client.connect_to(
            settings.host,
            settings.port,
            self._context,
            implicit_tls=settings.security is Security.TLS,
        )
        if settings.user:
            self._log_in(client)

    def close(self) -> None:
        """Say goodbye where the server still listens, and let go."""
        if self._client is not None:
            self._client.leave()
            self._client = None

    def hang_up(self) -> None:
        """Cut the line for good, so that a ``send`` on another thread stops waiting."""
        self._hung_up = True
        client = self._client
        if client is not None:
            client.cut()

    @property
    def copy_refused(self) -> MailServerError | None:
        """Why the archive took no copy of the letter sent last; None where it did."""
        return self._client.copy_refused if self._client is not None else None

    @property
    def size_limit(self) -> int:
        """The largest mail the server says it takes, in bytes; 0 where it does not say."""
        return self._client.size_limit if self._client is not None else 0

    def report(self) -> MailReport:
        """Return what the connection is like."""
        if self._client is None:
            raise MailServerUnreachable
        place = f"{self._settings.host}:{self._settings.port}"
        client = self._client
        return MailReport(place, client.encryption, bool(self._settings.user), client.size_limit)

    def _log_in(self, client: SmtpClient) -> None:
        settings = self._settings
        try:
            self._gate.log_in(client, settings.user, settings.password, settings.sign_in)
        except MailLoginRefused:
            settings.login_refused()
            raise

    def _ready(self) -> SmtpClient:
        """Return the connection, a new one where it was closed."""
        if self._client is None or self._client.sock is None:
            self.open()
        if self._client is None:
            raise MailServerUnreachable
        return self._client

    def _fitting(self, envelope: Envelope, data: bytes) -> Envelope:
        """Return the envelope as the server can take it."""
        client = self._ready()
        can_utf8 = client.has_extn("smtputf8")
        if envelope.utf8 and not can_utf8:
            raise MailServerLacksUtf8
        if 0 < client.size_limit < len(data):
            raise MailTooLarge
        if needs_smtputf8(envelope.copy_to):
            return replace(envelope, utf8=can_utf8, copy_to=envelope.copy_to if can_utf8 else "")
        return envelope

    def _transfer_anew(
        self, envelope: Envelope, data: bytes, before_last_word: Callable[[], None]
    ) -> None:
        """Send by a new connection what the old one no longer heard of."""
        self.close()
        try:
            self._ready().transfer(self._fitting(envelope, data), data, before_last_word)
        except StaleLine:
            self.close()
            raise MailServerUnreachable from None
