"""One line to the fault server: SMTP as RFC 5321 has it, but for what the plan wants otherwise."""

from __future__ import annotations

import base64
import re
import socket
import struct
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from tests.faults.ledger import Entry, What
from tests.faults.plans import Kind, Point
from tests.faults.ways import PASSWORD, USER

if TYPE_CHECKING:
    from tests.faults.server import FaultServer

_MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^>\r\n]+>)", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"<([^>]*)>")
_NUMBER = re.compile(r"(\d+)@")
_RESET = struct.pack("ii", 1, 0)
_FEATURES = ("127.0.0.1", "PIPELINING", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES")

_REPLIES = {
    Kind.TEMPORARY: b"451 4.3.0 Try again later\r\n",
    Kind.PERMANENT: b"554 5.7.1 Never\r\n",
    Kind.CLOSING: b"421 4.3.2 Closing down\r\n",
    Kind.GARBAGE: b"\x00\xff\xfe%$ \xc3\xb8 what\r\n",
    Kind.WRONG: b"354 Go on\r\n",
}
_REPLIES_AT = {
    (Point.CONNECT, Kind.WRONG): b"250 Hello\r\n",
    (Point.BANNER, Kind.WRONG): b"250 Hello\r\n",
    (Point.DATA, Kind.WRONG): b"250 2.0.0 Taken\r\n",
    (Point.AUTH, Kind.TEMPORARY): b"454 4.7.0 Ask again later\r\n",
    (Point.AUTH, Kind.PERMANENT): b"535 5.7.8 Not you\r\n",
    (Point.AUTH, Kind.WRONG): b"334 VXNlcm5hbWU6\r\n",
    (Point.RCPT, Kind.PERMANENT): b"550 5.1.1 Nobody of that name\r\n",
    (Point.BETWEEN, Kind.PERMANENT): b"503 5.5.1 Not now\r\n",
}
_HALF_A_RECORD = b"\x16\x03\x03\x00\x7a\x02\x00"


class Gone(Exception):
    """The line has ended, by the plan or by the client."""


class Conversation:
    """Everything said on one line."""

    def __init__(self, server: FaultServer, sock: socket.socket, number: int) -> None:
        self._server, self._sock, self._number = server, sock, number
        self._buffer = b""
        self._is_safe = self._is_known = False
        self._waiting: Kind | None = None
        self._forget()

    def run(self) -> None:
        """Talk until one of the two hangs up."""
        try:
            self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._arrive()
            while self._answer(*self._hear()):
                pass
        except (Gone, OSError):
            pass
        finally:
            self._sock.close()

    def cut(self) -> None:
        """End the line from another thread."""
        with suppress(OSError):
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)

    def _forget(self) -> None:
        """Begin a letter anew."""
        self._has_sender, self._receivers, self._size = False, list[str](), 0

    def _arrive(self) -> None:
        kind = self._struck(Point.CONNECT)
        if kind:
            if self._server.plan.implicit_tls:
                # Python leaks a socket that is reset before it has begun its TLS.
                self._sock.recv(4096)
            self._go_wrong(Point.CONNECT, kind, b"")
        if self._server.plan.implicit_tls:
            self._encrypt()
        self._say(Point.BANNER, b"220 127.0.0.1 ESMTP\r\n")

    def _hear(self) -> tuple[str, str]:
        words = self._line().decode("utf-8", "replace").strip()
        verb, _, rest = words.partition(" ")
        return verb.upper(), rest

    def _answer(self, verb: str, rest: str) -> bool:
        """Answer one command; False after the last."""
        if self._waiting is not None:
            kind, self._waiting = self._waiting, None
            point = Point.MAIL if verb == "MAIL" else Point.BETWEEN
            self._note_strike(point, kind)
            self._go_wrong(point, kind, b"250 2.0.0 Ok\r\n")
            return True
        known = getattr(self, f"_on_{verb.lower()}", None)
        if known is None:
            self._write(b"502 5.5.1 Not known here\r\n")
            return True
        return bool(known(rest))

    def _on_ehlo(self, _rest: str) -> bool:
        features = [*_FEATURES, "SIZE 50000000"]
        if self._is_safe:
            features.append("AUTH PLAIN LOGIN")
        else:
            features.append("STARTTLS")
        lines = [f"250-{feature}\r\n" for feature in features]
        lines[-1] = lines[-1].replace("250-", "250 ")
        point = Point.EHLO_TLS if self._is_safe else Point.EHLO
        self._say(point, "".join(lines).encode())
        return True

    def _on_starttls(self, _rest: str) -> bool:
        if self._say(Point.STARTTLS, b"220 2.0.0 Go on\r\n"):
            self._encrypt()
        return True

    def _on_auth(self, rest: str) -> bool:
        way, _, told = rest.partition(" ")
        wanted = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
        if not (self._is_safe and way.upper() == "PLAIN" and told == wanted):
            self._write(b"535 5.7.8 Not you\r\n")
        elif self._say(Point.AUTH, b"235 2.7.0 Welcome\r\n"):
            self._is_known = True
        return True

    def _on_mail(self, rest: str) -> bool:
        self._forget()
        if not self._is_known:
            self._write(b"530 5.7.0 Log in first\r\n")
        elif self._say(Point.MAIL, b"250 2.1.0 Ok\r\n"):
            self._has_sender = True
            size = re.search(r"SIZE=(\d+)", rest)
            self._size = int(size[1]) if size else 0
        return True

    def _on_rcpt(self, rest: str) -> bool:
        found = _ADDRESS.search(rest)
        if not (self._has_sender and found):
            self._write(b"503 5.5.1 No sender\r\n")
            return True
        is_copy = bool(self._receivers)
        receiver = self._receivers[0] if is_copy else found[1]
        if not is_copy:
            self._note(What.RCPT, receiver)
        point = Point.COPY if is_copy else Point.RCPT
        if self._say(point, b"250 2.1.5 Ok\r\n", receiver):
            self._receivers.append(found[1])
        return True

    def _on_data(self, _rest: str) -> bool:
        if not self._receivers:
            self._write(b"554 5.5.1 No valid recipients\r\n")
        elif self._say(Point.DATA, b"354 Go on\r\n", self._receivers[0]):
            self._take()
        return True

    def _on_rset(self, _rest: str) -> bool:
        self._forget()
        self._write(b"250 2.0.0 Ok\r\n")
        return True

    def _on_noop(self, _rest: str) -> bool:
        self._write(b"250 2.0.0 Ok\r\n")
        return True

    def _on_quit(self, _rest: str) -> bool:
        self._say(Point.QUIT, b"221 2.0.0 Goodbye\r\n")
        return False

    def _take(self) -> None:
        """Read a mail to its last word, store it, and say so."""
        receiver = self._receivers[0]
        half = self._body_until(self._size // 2)
        if kind := self._struck(Point.BODY, receiver):
            self._go_wrong(Point.BODY, kind, b"451 4.3.0 Stop\r\n", receiver)
            self._body_until(None)
            self._forget()
            return
        data = half + self._body_until(None)
        message_id = _message_id(data)
        self._note(What.DOT, receiver, message_id)
        self._ask_witness(receiver, message_id)
        self._decide(receiver, message_id, data)
        self._forget()

    def _decide(self, receiver: str, message_id: str, data: bytes) -> None:
        words = b"250 2.0.0 Taken\r\n"
        if kind := self._struck(Point.DOT_BEFORE, receiver):
            self._go_wrong(Point.DOT_BEFORE, kind, words, receiver)
            return
        for each in self._receivers:
            self._server.ledger.letters[message_id, each] = data
            self._note(What.STORED, each, message_id)
        if self._say(Point.DOT_AFTER, words, receiver):
            self._rest(receiver)

    def _rest(self, receiver: str) -> None:
        """Go wrong between two letters: at once, or at whatever is said next."""
        kind = self._server.fate.strikes(Point.BETWEEN)
        if kind in (Kind.RST, Kind.FIN, Kind.CLOSING):
            self._note_strike(Point.BETWEEN, kind, receiver)
            self._go_wrong(Point.BETWEEN, kind, b"", receiver)
        self._waiting = kind

    def _ask_witness(self, receiver: str, message_id: str) -> None:
        try:
            self._server.at_dot(receiver, message_id)
        except Exception as error:  # noqa: BLE001 -- told with the run, whatever it is
            self._server.troubles.append(f"at the dot of {receiver}: {error!r}")

    def _body_until(self, size: int | None) -> bytes:
        """Return lines of a mail: about ``size`` bytes, or all up to the last word."""
        read = bytearray()
        while size is None or len(read) < size:
            line = self._line()
            if line == b".\r\n":
                if size is None:
                    return bytes(read)
                self._buffer = line + self._buffer
                return bytes(read)
            read += line
        return bytes(read)

    def _say(self, point: Point, words: bytes, receiver: str = "") -> bool:
        """Answer as one should, or go wrong; tell whether it was said as it should be."""
        kind = self._struck(point, receiver)
        if kind is None:
            self._write(words)
            return True
        self._go_wrong(point, kind, words, receiver)
        return False

    def _struck(self, point: Point, receiver: str = "") -> Kind | None:
        number = _NUMBER.search(receiver)
        kind = self._server.fate.strikes(point, int(number[1]) if number else -1)
        if kind is not None:
            self._note_strike(point, kind, receiver)
        return kind

    def _note_strike(self, point: Point, kind: Kind, receiver: str = "") -> None:
        entry = Entry(What.STRUCK, self._number, receiver, point=point, kind=kind)
        self._server.ledger.note(entry)

    def _go_wrong(self, point: Point, kind: Kind, words: bytes, receiver: str = "") -> None:
        """Do what the plan says; returns only where the line goes on."""
        if kind is Kind.RST:
            self._reset()
        if kind is Kind.FIN:
            self._finish()
        if kind is Kind.SILENT:
            self._fall_silent()
        if kind is Kind.HALF:
            # Of an answer that would be a lie, not so much that it can be read as one.
            self._write(words[:2] if point is not Point.DOT_AFTER else words[: len(words) // 2])
            self._finish()
        self._write(_REPLIES_AT.get((point, kind), _REPLIES[kind]))
        if kind is Kind.CLOSING or (point is Point.BODY and kind is Kind.GARBAGE):
            self._finish()

    def _encrypt(self) -> None:
        kind = self._struck(Point.HANDSHAKE)
        if kind:
            # The client's hello shows that its side has begun.
            self._sock.recv(4096)
        if kind in (Kind.GARBAGE, Kind.HALF):
            self._write(_REPLIES[Kind.GARBAGE] if kind is Kind.GARBAGE else _HALF_A_RECORD)
            self._finish()
        if kind:
            self._go_wrong(Point.HANDSHAKE, kind, b"")
        self._buffer = b""
        self._sock = self._server.context.wrap_socket(self._sock, server_side=True)
        self._is_safe = True

    def _fall_silent(self) -> NoReturn:
        self._server.reached.set()
        while self._sock.recv(65536):
            pass
        raise Gone

    def _reset(self) -> NoReturn:
        self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        raise Gone

    def _finish(self) -> NoReturn:
        # Past TLS, whose own goodbye would say that all is well.
        socket.socket.shutdown(self._sock, socket.SHUT_WR)
        raise Gone

    def _line(self) -> bytes:
        while b"\n" not in self._buffer:
            more = self._sock.recv(65536)
            if not more:
                raise Gone
            self._buffer += more
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line + b"\n"

    def _write(self, words: bytes) -> None:
        self._sock.sendall(words)

    def _note(self, what: What, receiver: str, message_id: str = "") -> None:
        self._server.ledger.note(Entry(what, self._number, receiver, message_id))


def _message_id(data: bytes) -> str:
    found = _MESSAGE_ID.search(data)
    return found[1].decode() if found else ""
