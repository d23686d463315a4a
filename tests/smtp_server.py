"""A real mail server on this machine, encrypted, that remembers mails and misbehaves on demand."""

from __future__ import annotations

import asyncio
import re
import ssl
import threading
import warnings
from base64 import b64decode
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass(frozen=True, slots=True)
class Received:
    """One mail the server said yes to."""

    sender: str
    receivers: tuple[str, ...]
    data: bytes
    options: tuple[str, ...]
    login: str

    @property
    def message(self) -> EmailMessage:
        """The mail as a reader parses it."""
        message = message_from_bytes(self.data, policy=default)
        assert isinstance(message, EmailMessage)
        return message


class SmtpServer:
    """``with SmtpServer(folder) as server:`` gives ``host``, ``port``, ``ca_file``, ``messages``.

    By default it asks for STARTTLS and a login; ``user=""`` lets everybody in, ``token`` lets in by
    XOAUTH2 and nothing else. ``waits_for_nobody`` answers 354 to DATA even where no receiver was
    taken. ``flights`` are the commands as they came together.
    """

    host = "127.0.0.1"

    def __init__(
        self,
        folder: Path,
        *,
        implicit_tls: bool = False,
        offer_starttls: bool = True,
        user: str = "udsending",
        password: str = "blåbærgrød-på-bålet",
        certificate_for: str = "127.0.0.1",
        newest_tls: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED,
        pipelining: bool = False,
        waits_for_nobody: bool = False,
        token: str = "",
        **smtp_options: Any,
    ) -> None:
        self.user, self.password = user, password
        self.messages: list[Received] = []
        self.connections = 0
        self.logins: list[bool] = []
        self.commands: list[str] = []
        self.flights: list[list[str]] = []
        self.pipelining, self.waits_for_nobody = pipelining, waits_for_nobody
        self.token = token
        self._refused: dict[str, str] = {}
        self.final_answer = ""
        self.drop_during_data = False
        self.drop_after_dot = False
        self.silent_after_dot = False
        self.fell_silent = threading.Event()
        self.hang_up_after_mails = 0
        self.says_why_it_hangs_up = False
        self.lone_dots = 0
        self.unwanted = b""
        self.token_answers: list[Any] = []
        authority = trustme.CA()
        self.ca_file = folder / "authority.pem"
        authority.cert_pem.write_to_path(self.ca_file)
        context = _server_context(authority, certificate_for, newest_tls)
        self._controller = _Controller(
            _Handler(self),
            hostname=self.host,
            port=0,
            ssl_context=context if implicit_tls else None,
            tls_context=context if offer_starttls and not implicit_tls else None,
            require_starttls=offer_starttls and not implicit_tls,
            auth_require_tls=not implicit_tls,
            authenticator=self._authenticate,
            **_ways_to_sign_in(bool(token)) | smtp_options,
        )

    def __enter__(self) -> Self:
        self._controller.start()
        self.connections = 0  # the controller knocks once itself
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._controller.stop()

    @property
    def port(self) -> int:
        return self._controller.port

    def refuse(self, address: str, answer: str = "550 5.1.1 No such user here") -> None:
        """From now on, answer this receiver with a refusal."""
        self._refused[address] = answer

    def accept(self, address: str) -> None:
        """Take mail for this receiver again."""
        self._refused.pop(address, None)

    def answer_for(self, address: str) -> str:
        return self._refused.get(address, "")

    def _authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        given = (data.login.decode(), data.password.decode())
        good = given == (self.user, self.password)
        self.logins.append(good)
        return AuthResult(success=good, handled=good, auth_data=data.login.decode())


def _ways_to_sign_in(by_token: bool) -> dict[str, Any]:
    return {"auth_exclude_mechanism": ["PLAIN", "LOGIN"] if by_token else ["XOAUTH2"]}


class _Protocol(SMTP):
    """aiosmtpd's server, which can also hang up in the middle of a mail."""

    def data_received(self, data: bytes) -> None:
        commands = re.findall(rb"^(MAIL|RCPT|DATA|RSET|quit)\b", data, re.MULTILINE)
        if commands and not data.startswith(b"From:"):
            self.event_handler.server.flights.append([each.decode().upper() for each in commands])
        super().data_received(data)

    async def auth_XOAUTH2(self, _server: SMTP, args: list[str]) -> AuthResult:
        server: SmtpServer = self.event_handler.server
        given = b64decode(args[1])
        good = given == f"user={server.user}\1auth=Bearer {server.token}\1\1".encode()
        server.logins.append(good)
        if good:
            return AuthResult(success=True, auth_data=server.user)
        # What is wrong is told as a question, which wants an empty answer.
        server.token_answers.append(await self.challenge_auth(b'{"status":"401"}'))
        return AuthResult(success=False, handled=False)

    async def smtp_DATA(self, arg: str) -> None:
        server: SmtpServer = self.event_handler.server
        server.commands.append("DATA")
        if server.waits_for_nobody and not (self.envelope and self.envelope.rcpt_tos):
            await self._take_a_mail_for_nobody()
            return
        if not server.drop_during_data:
            await super().smtp_DATA(arg)
            return
        await self.push("354 Go on")
        await self._reader.readuntil(b"\r\n")
        self._hang_up()

    async def smtp_RSET(self, arg: str) -> None:
        server: SmtpServer = self.event_handler.server
        server.commands.append("RSET")
        await super().smtp_RSET(arg)

    async def smtp_MAIL(self, arg: str) -> None:
        server: SmtpServer = self.event_handler.server
        if server.hang_up_after_mails and len(server.messages) >= server.hang_up_after_mails:
            server.hang_up_after_mails = 0
            if server.says_why_it_hangs_up:
                await self.push("421 4.3.2 Enough for one connection")
            self._hang_up()
            return
        await super().smtp_MAIL(arg)

    async def _take_a_mail_for_nobody(self) -> None:
        await self.push("354 Go on")
        while (line := await self._reader.readuntil(b"\r\n")) != b".\r\n":
            self.event_handler.server.unwanted += line
        self.event_handler.server.lone_dots += 1
        await self.push("554 5.5.1 No valid recipients")

    def _hang_up(self) -> None:
        assert isinstance(self.transport, asyncio.Transport)
        self.transport.abort()


class _Controller(Controller):
    """Starts on a free port and counts who knocks."""

    def factory(self) -> SMTP:
        self.handler.server.connections += 1
        return _Protocol(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


class _Handler:
    """Decides about senders, receivers and mails."""

    def __init__(self, server: SmtpServer) -> None:
        self.server = server

    async def handle_EHLO(
        self, smtp: SMTP, session: Session, _envelope: Envelope, host: str, offers: list[str]
    ) -> list[str]:
        session.host_name = host
        if self.server.pipelining:
            offers.insert(1, "250-PIPELINING")
        return offers

    async def handle_MAIL(
        self, _smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.server.commands.append("MAIL")
        if self.server.user and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if answer := self.server.answer_for(address):
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, _smtp: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self.server.answer_for(address):
            return f"{answer} <{address}>"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, smtp: _Protocol, session: Session, envelope: Envelope) -> str:
        if self.server.final_answer:
            return self.server.final_answer
        assert isinstance(envelope.content, bytes)
        assert envelope.mail_from is not None
        received = Received(
            envelope.mail_from,
            tuple(str(address) for address in envelope.rcpt_tos),
            envelope.content,
            tuple(envelope.mail_options),
            str(session.auth_data) if session.authenticated else "",
        )
        self.server.messages.append(received)
        if self.server.silent_after_dot:
            self.server.fell_silent.set()
            await asyncio.Event().wait()
        if self.server.drop_after_dot:
            smtp._hang_up()
        return "250 OK"


def _server_context(
    authority: trustme.CA, certificate_for: str, newest: ssl.TLSVersion
) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(certificate_for).configure_cert(context)
    if newest is not ssl.TLSVersion.MAXIMUM_SUPPORTED:
        with warnings.catch_warnings():
            # Old versions are what such a test is about.
            warnings.simplefilter("ignore", DeprecationWarning)
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = newest
    return context
