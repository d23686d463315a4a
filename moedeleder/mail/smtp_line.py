"""An encrypted line to a mail server: replies are read one by one, strictly and within bounds."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from contextlib import suppress
from time import monotonic

from moedeleder.domain.errors import MailServerError, MailServerNotSecure, MailServerUnreachable
from moedeleder.mail.smtp_replies import Garbled, Reply, connecting, is_refusal, refusal

_SECURE = frozenset({"TLSv1.2", "TLSv1.3"})
_REPLY_LINE = re.compile(rb"([2-5][0-9]{2})(?:([ -])(.*))?", re.DOTALL)
_LINE_LIMIT = 8 * 1024  # bytes; RFC 5321 § 4.5.3.1.5 asks for 512
_LINES_LIMIT = 200
_GOODBYE_SECONDS = 5.0


class SmtpLine(smtplib.SMTP):
    """A connection that says and hears; smtplib's own reading waits and grows without end."""

    def __init__(self, timeout: float) -> None:
        """Make a line that is not connected yet; ``timeout`` is seconds for one whole reply."""
        super().__init__(local_hostname="[127.0.0.1]", timeout=timeout)
        self.patience = timeout
        self._heard = b""

    def connect_to(
        self, host: str, port: int, context: ssl.SSLContext, *, implicit_tls: bool
    ) -> None:
        """Connect, encrypt and greet.

        Raises:
            MailServerUnreachable: no answer, or not a mail server's.
            MailServerNotSecure: TLS is not offered, too old, or the certificate is not trusted.
        """
        try:
            self._reach(host, port, context if implicit_tls else None)
            if not implicit_tls:
                self._encrypt(host, context)
            self._greet()
            self.require_encryption()
        except BaseException:
            self.close()
            raise

    @property
    def encryption(self) -> str:
        """The TLS version of the connection, e.g. ``TLSv1.3``, or empty."""
        version = self.sock.version() if isinstance(self.sock, ssl.SSLSocket) else None
        return version or ""

    @property
    def size_limit(self) -> int:
        """The largest mail the server says it takes, in bytes; 0 where it does not say."""
        told = self.esmtp_features.get("size", "")
        return int(told) if told.isascii() and told.isdigit() else 0

    def require_encryption(self) -> None:
        """Raise ``MailServerNotSecure`` where the line is not encrypted as it must be."""
        if self.sock is not None and self.encryption not in _SECURE:
            raise MailServerNotSecure

    def getreply(self) -> Reply:
        """Return the next reply; the line is closed where none comes, or something else.

        Raises:
            SMTPException, OSError: there is no reply.
        """
        try:
            return self._reply(monotonic() + self.patience)
        except BaseException:
            self.close()
            raise

    def expect(self, wanted: int, reply: Reply, kind: type[MailServerError]) -> None:
        """Raise ``kind`` for a refusal, ``Garbled`` for what is neither that nor ``wanted``."""
        code = reply[0]
        # 251: taken, and forwarded by the server itself.
        if code == wanted or (wanted, code) == (250, 251):
            return
        if code == 421 or not is_refusal(code):
            self.close()
        if not is_refusal(code):
            raise Garbled
        raise refusal(kind, reply)

    def has_spoken(self) -> bool:
        """Whether the server said something that was not asked for.

        Raises:
            SMTPException, OSError: it hung up.
        """
        sock = self._open_socket()
        if self._heard:
            return True
        sock.settimeout(0.0)
        try:
            self._hear(sock)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        finally:
            sock.settimeout(self.timeout)
        return True

    def close(self) -> None:
        """Let go without a word: at the end of half a letter a word would become part of it."""
        self._heard = b""
        super().close()

    def cut(self) -> None:
        """Wake whoever waits for the server on another thread: no answer will come."""
        sock = self.sock
        if sock is not None:
            with suppress(OSError):
                # Past TLS, whose own goodbye would wait for the server too.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def leave(self) -> None:
        """Say goodbye if anybody listens, and close."""
        self.patience = min(self.patience, _GOODBYE_SECONDS)
        with suppress(smtplib.SMTPException, OSError):
            if self.sock is not None:
                self.quit()
        self.close()

    def _reach(self, host: str, port: int, context: ssl.SSLContext | None) -> None:
        with connecting():
            self.sock = socket.create_connection((host, port), self.timeout)
            # The final dot would wait for the mail before it to be acknowledged, 40 ms each time.
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.local_hostname = _address_literal(self.sock)
            if context is not None:
                self._shake_hands(host, context)
            self.expect(220, self.getreply(), MailServerUnreachable)

    def _encrypt(self, host: str, context: ssl.SSLContext) -> None:
        self._greet()
        if not self.has_extn("starttls"):
            raise MailServerNotSecure
        with connecting():
            self.expect(220, self.docmd("STARTTLS"), MailServerNotSecure)
            self._shake_hands(host, context)
        # What was said or buffered before TLS may be forged (RFC 3207 § 4.2): start over.
        self._heard = b""
        self.esmtp_features, self.does_esmtp = {}, False

    def _shake_hands(self, host: str, context: ssl.SSLContext) -> None:
        # Kept before the handshake, so that it can be cut while it waits.
        self.sock = secured = context.wrap_socket(
            self._open_socket(), server_hostname=host, do_handshake_on_connect=False
        )
        secured.do_handshake()

    def _greet(self) -> None:
        with connecting():
            self.expect(250, self.ehlo(), MailServerUnreachable)

    def _reply(self, ends_at: float) -> Reply:
        lines: list[bytes] = []
        code = 0
        while len(lines) < _LINES_LIMIT:
            found = _REPLY_LINE.fullmatch(self._line(ends_at))
            if found is None or (code and int(found[1]) // 100 != code // 100):
                raise Garbled
            code = int(found[1])
            lines.append((found[3] or b"").strip())
            if found[2] != b"-":
                return code, b"\n".join(lines)
        raise Garbled

    def _line(self, ends_at: float) -> bytes:
        sock = self._open_socket()
        while b"\n" not in self._heard:
            if len(self._heard) > _LINE_LIMIT:
                raise Garbled
            # A server that says a letter now and then would never be silent for too long.
            sock.settimeout(max(ends_at - monotonic(), 0.001))
            self._hear(sock)
        sock.settimeout(self.timeout)
        line, _, self._heard = self._heard.partition(b"\n")
        return line.removesuffix(b"\r")

    def _hear(self, sock: socket.socket) -> None:
        data = sock.recv(_LINE_LIMIT)
        if not data:
            self.close()
            raise smtplib.SMTPServerDisconnected
        self._heard += data

    def _open_socket(self) -> socket.socket:
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected
        return self.sock


def _address_literal(sock: socket.socket) -> str:
    """Return this end's address for EHLO: the computer's name is nobody's business."""
    address = str(sock.getsockname()[0]).partition("%")[0]
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"
