"""A connection to a mailbox that can be had with encryption only, and never waits or grows on end.

IMAPClient speaks the protocol; what a server may send, and how long it may take, is bounded here.
"""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from moedeleder.domain.errors import (
    MailError,
    MailLoginNotOffered,
    MailLoginRefused,
    MailServerError,
    MailServerNotSecure,
    MailServerUnreachable,
)

# What garbage in an answer makes the parsers of imaplib and IMAPClient raise.
GARBAGE = (
    IMAPClientError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
)
_SECURE = frozenset({"TLSv1.2", "TLSv1.3"})


class BoundedImap(imaplib.IMAP4):
    """The lines of one conversation, counted: nobody fills the memory from outside."""

    def __init__(
        self,
        host: str,
        port: int,
        context: ssl.SSLContext | None,
        timeout: float,
        answer_limit: int,
        noted: Callable[[socket.socket], None],
    ) -> None:
        self._tls, self._noted = context, noted
        self._answer_limit, self._heard = answer_limit, 0
        super().__init__(host, port, timeout)

    def begin(self) -> None:
        """Start counting anew, for the next question."""
        self._heard = 0

    def read(self, size: int) -> bytes:
        """Read a literal of that many bytes; raises ``abort`` where it is too much."""
        self._count(size)
        data: bytes = super().read(size)
        if len(data) < size:
            raise self.abort("the connection was cut")
        return data

    def readline(self) -> bytes:
        """Read one line; raises ``abort`` where the lines have become too much."""
        line: bytes = super().readline()
        self._count(len(line))
        return line

    def _count(self, size: int) -> None:
        self._heard += size
        if self._heard > self._answer_limit:
            raise self.abort("the server says too much")

    def _create_socket(self, timeout: float | None) -> socket.socket:
        sock = socket.create_connection((self.host, self.port), timeout)
        self._noted(sock)
        if self._tls is not None:
            sock = self._tls.wrap_socket(sock, server_hostname=self.host)
            self._noted(sock)
        return sock


class ImapClient(IMAPClient):  # type: ignore[misc] # it ships no types
    """A mailbox server that was greeted, with TLS standing."""

    def __init__(
        self,
        host: str,
        port: int,
        context: ssl.SSLContext,
        *,
        implicit_tls: bool,
        timeout: float,
        answer_limit: int,
        noted: Callable[[socket.socket], None],
    ) -> None:
        """Connect and encrypt.

        Args:
            timeout: seconds of silence from the server.
            answer_limit: bytes of the answers to one question.
            noted: told of each socket as it is made, so that it can be cut from elsewhere.

        Raises:
            MailServerUnreachable: no answer, or not a mailbox server's.
            MailServerNotSecure: TLS is not offered, too old, or the certificate is not trusted.
        """
        self._answer_limit, self._noted = answer_limit, noted
        with connecting():
            super().__init__(host, port, ssl=implicit_tls, ssl_context=context, timeout=timeout)
        try:
            # Its log of the conversation would hold the password.
            self._imap.debug = 0
            if not implicit_tls:
                self._encrypt(context)
            if self.encryption not in _SECURE:
                raise MailServerNotSecure
        except BaseException:
            self.let_go()
            raise

    @property
    def encryption(self) -> str:
        """The TLS version of the connection, e.g. ``TLSv1.3``, or empty."""
        sock = self._imap.sock
        return (sock.version() or "") if isinstance(sock, ssl.SSLSocket) else ""

    def log_in(self, user: str, password: str) -> None:
        """Log in once, by PLAIN where it is offered, for that takes Danish letters.

        Raises:
            MailLoginRefused: user name and password do not fit.
            MailLoginNotOffered: the server takes no password of ours.
            MailServerUnreachable: the server cannot tell now, or hung up.
        """
        with conversing(self):
            if self.has_capability("AUTH=PLAIN"):
                way = self.plain_login
            elif not self.has_capability("LOGINDISABLED") and (user + password).isascii():
                way = self.login
            else:
                raise MailLoginNotOffered
            try:
                # What cannot be encoded is just a wrong password; the error would carry it.
                way(_encodable(user), _encodable(password))
            except LoginError as error:
                raise _login_refusal(error) from None

    def log_in_by_token(self, user: str, token: str) -> None:
        """Log in once with an access token (XOAUTH2) instead of a password.

        Raises:
            MailLoginRefused: the token does not fit the user, or is too old.
            MailLoginNotOffered: the server takes no tokens.
            MailServerUnreachable: the server cannot tell now, or hung up.
        """
        with conversing(self):
            if not self.has_capability("AUTH=XOAUTH2"):
                raise MailLoginNotOffered
            words = f"user={_encodable(user)}\1auth=Bearer {_encodable(token)}\1\1"
            # Where it says no, the server first tells why, and waits for an empty line.
            told = iter((words.encode(),))
            try:
                self._command_and_check("authenticate", "XOAUTH2", lambda _said: next(told, b""))
            except IMAPClientAbortError:
                raise
            except IMAPClientError as error:
                raise _login_refusal(LoginError(str(error))) from None

    def begin(self) -> None:
        """Start counting the server's words anew."""
        self._imap.begin()

    def let_go(self) -> None:
        """Close the connection without a word."""
        with suppress(*GARBAGE):
            self._imap.shutdown()

    def leave(self) -> None:
        """Say goodbye if anybody listens, and close; nothing is expunged."""
        with suppress(*GARBAGE):
            self.logout()
        self.let_go()

    def _encrypt(self, context: ssl.SSLContext) -> None:
        with connecting():
            if not self.has_capability("STARTTLS"):
                raise MailServerNotSecure
            try:
                self.starttls(context)
            except IMAPClientAbortError:
                raise
            except IMAPClientError:
                raise MailServerNotSecure from None

    def _create_IMAP4(self) -> BoundedImap:
        context = self.ssl_context if self.ssl else None
        wait: float = self._timeout.connect
        return BoundedImap(self.host, self.port, context, wait, self._answer_limit, self._noted)


@contextmanager
def connecting() -> Iterator[None]:
    """Say what went wrong while the connection was made.

    Raises:
        MailServerNotSecure: TLS failed.
        MailServerUnreachable: anything else.
    """
    try:
        yield
    except ssl.SSLError:
        raise MailServerNotSecure from None
    except GARBAGE:
        raise MailServerUnreachable from None


@contextmanager
def conversing(
    client: ImapClient, refusal: type[MailError] = MailServerUnreachable
) -> Iterator[None]:
    """Say what went wrong in one question; the server's own words may hold addresses.

    Args:
        refusal: what a plain no of the server means.

    Raises:
        MailServerUnreachable: the line was cut, too slow, or what came makes no sense.
        MailError: the ``refusal``.
    """
    client.begin()
    try:
        yield
    except IMAPClientAbortError:
        raise MailServerUnreachable from None
    except IMAPClientError:
        raise refusal from None
    except GARBAGE:
        raise MailServerUnreachable from None


def _login_refusal(error: LoginError) -> MailServerError:
    cause = error.__context__
    if isinstance(cause, IMAPClientAbortError) or "UNAVAILABLE" in str(error).upper():
        return MailServerUnreachable()
    return MailLoginRefused()


def _encodable(text: str) -> str:
    return text.encode(errors="replace").decode()
