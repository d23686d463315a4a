"""The conversation with a mail server, each reply read for what it means to the sender.

smtplib carries the lines. Its ``sendmail`` is not used: it cannot tell a mail that was surely
not sent from one that may have been, and waits as long for the last reply as for the first.
"""

from __future__ import annotations

import base64
import logging
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Self

from moedeleder.domain.errors import (
    MailLoginNotOffered,
    MailLoginRefused,
    MailSendingFailed,
    MailServerError,
    MailServerNotSecure,
    MailServerUnreachable,
    MailTooLarge,
    MailUncertain,
    ReceiverRefused,
    SenderRefused,
)

_LOG = logging.getLogger(__name__)
_CHUNK = 64 * 1024
_TOO_LARGE = re.compile(r"5\.3\.4|5\.2\.3")  # RFC 3463: too big for the system, for the mailbox
_SECURE = frozenset({"TLSv1.2", "TLSv1.3"})

_Reply = tuple[int, bytes]


class SmtpClient(smtplib.SMTP):
    """An encrypted connection to a mail server; it cannot be had without encryption."""

    final_reply_timeout = 600.0  # RFC 5321 § 4.5.3.2.6; a shorter wait makes duplicates

    @classmethod
    def connected(
        cls, host: str, port: int, context: ssl.SSLContext, *, implicit_tls: bool, timeout: float
    ) -> Self:
        """Return a connection on which TLS stands and the server was greeted.

        Raises:
            MailServerUnreachable: no answer, or not a mail server's.
            MailServerNotSecure: TLS is not offered, too old, or the certificate is not trusted.
        """
        client = cls(local_hostname="[127.0.0.1]", timeout=timeout)
        try:
            client._reach(host, port, context if implicit_tls else None)
            if not implicit_tls:
                client._encrypt(host, context)
            client._greet()
            client._require_encryption()
        except BaseException:
            client.close()
            raise
        return client

    @property
    def encryption(self) -> str:
        """The TLS version of the connection, e.g. ``TLSv1.3``, or empty."""
        version = self.sock.version() if isinstance(self.sock, ssl.SSLSocket) else None
        return version or ""

    @property
    def size_limit(self) -> int:
        """The largest mail the server says it takes, in bytes; 0 where it does not say."""
        told = self.esmtp_features.get("size", "")
        return int(told) if told.isdigit() else 0

    def log_in(self, user: str, password: str) -> None:
        """Log in by PLAIN or LOGIN, once: repeated attempts lock accounts.

        smtplib's own login takes ASCII only, and Danish passwords are not. CRAM-MD5 is left
        out: inside TLS it protects nothing and needs passwords kept in clear at the server.

        Raises:
            MailLoginNotOffered: the server takes neither.
            MailLoginRefused: user name and password do not fit.
            MailServerUnreachable: the server cannot tell now, or hung up.
        """
        self._require_encryption()
        offered = self.esmtp_features.get("auth", "").upper().split()
        with _lost_connection_means(MailServerUnreachable):
            if "PLAIN" in offered:
                code, words = self.docmd("AUTH", "PLAIN " + _base64(f"\0{user}\0{password}"))
            elif "LOGIN" in offered:
                code, words = self._log_in_by_questions(user, password)
            else:
                raise MailLoginNotOffered
        if code != 235:
            refusal = MailServerUnreachable if 400 <= code < 500 else MailLoginRefused
            raise _refusal(refusal, code, words)

    def transfer(
        self,
        sender: str,
        receiver: str,
        data: bytes,
        utf8: bool,
        before_last_word: Callable[[], None],
    ) -> None:
        """Hand one mail over for one receiver.

        Raises:
            SenderRefused, ReceiverRefused, MailTooLarge, MailLoginRefused, MailSendingFailed:
                it has surely not been sent.
            MailUncertain: everything was handed over and no answer came.
        """
        self._require_encryption()
        with _lost_connection_means(MailSendingFailed):
            self._expect(250, self.mail(sender, self._options(data, utf8)), SenderRefused)
            self._expect(250, self.rcpt(receiver), ReceiverRefused)
            self._expect(354, self.docmd("DATA"), MailSendingFailed)
            dotted = data.replace(b"\r\n.", b"\r\n..")
            for start in range(0, len(dotted), _CHUNK):
                self.send(dotted[start : start + _CHUNK])
        try:
            before_last_word()
        except BaseException:
            self.close()
            raise
        self._end_data()

    def cleared(self) -> bool:
        """Forget a letter that was begun; False when the server is no longer there."""
        try:
            return self.rset()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def cut(self) -> None:
        """Wake whoever waits for the server on another thread: no answer will come."""
        if self.sock is not None:
            with suppress(OSError):
                # Past TLS, whose own goodbye would wait for the server too.
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def leave(self) -> None:
        """Say goodbye if anybody listens, and close."""
        with suppress(smtplib.SMTPException, OSError):
            if self.sock is not None:
                self.quit()
        self.close()

    def _reach(self, host: str, port: int, context: ssl.SSLContext | None) -> None:
        with _connecting():
            self.sock = socket.create_connection((host, port), self.timeout)
            # The final dot would wait for the mail before it to be acknowledged, 40 ms each time.
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.local_hostname = _address_literal(self.sock)
            if context is not None:
                self.sock = context.wrap_socket(self.sock, server_hostname=host)
            self._expect(220, self.getreply(), MailServerUnreachable)

    def _encrypt(self, host: str, context: ssl.SSLContext) -> None:
        self._greet()
        if not self.has_extn("starttls"):
            raise MailServerNotSecure
        with _connecting():
            self._expect(220, self.docmd("STARTTLS"), MailServerNotSecure)
            assert self.sock is not None
            self.sock = context.wrap_socket(self.sock, server_hostname=host)
        # What was said or buffered before TLS may be forged (RFC 3207 § 4.2): start over.
        self.file = None
        self.esmtp_features, self.does_esmtp = {}, False

    def _greet(self) -> None:
        with _connecting():
            self._expect(250, self.ehlo(), MailServerUnreachable)

    def _require_encryption(self) -> None:
        if self.encryption not in _SECURE:
            raise MailServerNotSecure

    def _log_in_by_questions(self, user: str, password: str) -> _Reply:
        reply = self.docmd("AUTH", "LOGIN")
        for answer in (user, password):
            if reply[0] != 334:
                break
            reply = self.docmd(_base64(answer))
        return reply

    def _options(self, data: bytes, utf8: bool) -> list[str]:
        size = [f"SIZE={len(data)}"] if self.has_extn("size") else []
        return [*size, "BODY=8BITMIME", "SMTPUTF8"] if utf8 else size

    def _expect(self, wanted: int, reply: _Reply, refusal: type[MailServerError]) -> None:
        code, words = reply
        # 251: taken, and forwarded by the server itself.
        if code == wanted or (wanted, code) == (250, 251):
            return
        if code == 421:
            self.close()
        raise _refusal(refusal, code, words)

    def _end_data(self) -> None:
        """Send the final dot and wait for the answer that decides."""
        code, words = self._final_reply()
        if 200 <= code < 300:
            return
        if not 400 <= code < 600:
            self.close()
            raise _refusal(MailUncertain, code, words)
        if code == 421:
            self.close()
        raise _refusal(MailSendingFailed, code, words)

    def _final_reply(self) -> _Reply:
        assert self.sock is not None
        patience = self.sock.gettimeout()
        self.sock.settimeout(self.final_reply_timeout)
        # From the dot on, silence no longer means that nothing was sent.
        with _lost_connection_means(MailUncertain):
            self.send(b".\r\n")
            reply = self.getreply()
        self.sock.settimeout(patience)
        return reply


@contextmanager
def _connecting() -> Iterator[None]:
    try:
        yield
    except ssl.SSLError as error:
        _LOG.debug("no secure connection: %s", error.reason)
        raise MailServerNotSecure from None
    except (smtplib.SMTPException, OSError, ValueError) as error:
        # ValueError: a host name that cannot be one, such as a label of 64 letters.
        _LOG.debug("no connection: %s", type(error).__name__)
        raise MailServerUnreachable from None


@contextmanager
def _lost_connection_means(meaning: type[MailServerError]) -> Iterator[None]:
    """Say what a connection lost inside means; smtplib's words may hold addresses."""
    try:
        yield
    except (smtplib.SMTPException, OSError) as error:
        _LOG.debug("connection lost: %s", type(error).__name__)
        raise meaning from None


def _refusal(kind: type[MailServerError], code: int, words: bytes) -> MailServerError:
    """Return the error for a reply; some codes say more than the moment they came at."""
    told = words.decode("utf-8", "replace")
    _LOG.debug("the mail server answered %d %s", code, told)
    if kind in (SenderRefused, MailSendingFailed) and (code == 552 or _TOO_LARGE.match(told)):
        kind = MailTooLarge
    if kind is SenderRefused and code == 530:
        kind = MailLoginRefused
    return kind(code, told)


def _address_literal(sock: socket.socket) -> str:
    """Return this end's address for EHLO: the computer's name is nobody's business."""
    address = str(sock.getsockname()[0]).partition("%")[0]
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def _base64(text: str) -> str:
    # An encoding error would carry the password with it; a wrong sign is just a wrong password.
    return base64.b64encode(text.encode(errors="replace")).decode("ascii")
