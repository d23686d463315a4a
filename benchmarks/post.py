"""Sending the letters of a large meeting over a line of 20 ms, against two plainer ways."""

from __future__ import annotations

import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

from benchmarks.letters import LETTERS, example_letter, settings_of
from benchmarks.measuring import Comparison, compare
from benchmarks.slow_line import SlowLine
from moedeleder.mail.message import wire_bytes
from moedeleder.mail.smtp import SmtpSettings, SmtpTransport, secure_context
from tests.smtp_server import SmtpServer

ROUND_TRIP = 0.020
ADDRESSES = tuple(f"anna{at}@eksempel.example" for at in range(LETTERS))


def run(folder: Path) -> Iterator[Comparison]:
    with (
        SmtpServer(folder, pipelining=True) as server,
        SlowLine(server.port, ROUND_TRIP / 2) as line,
    ):
        settings = settings_of(server, port=line.port)
        ways = _Ways(settings, server)
        ours = f"{LETTERS} letters by the transport, 20 ms away"
        yield compare(ours, ways.ours, "a connection for each letter", ways.one_by_one, rounds=5)
        yield compare(ours, ways.ours, "a bare pipelined client", ways.bare, rounds=7)
        received = [mail.receivers for mail in server.messages]
        rounds = len(received) // LETTERS
        assert sorted(received) == sorted([(each,) for each in ADDRESSES] * rounds)


@dataclass(frozen=True, slots=True)
class _Ways:
    """The same letters sent in three ways; each logs in and says goodbye."""

    settings: SmtpSettings
    server: SmtpServer

    def ours(self) -> None:
        """As the program sends: so many sessions at once, each fetching the next letter."""
        transport, waiting = SmtpTransport(self.settings), SimpleQueue[str]()
        for address in ADDRESSES:
            waiting.put(address)

        def work(_number: int) -> None:
            with transport.session() as session:
                while True:
                    try:
                        address = waiting.get_nowait()
                    except Empty:
                        return
                    session.send(example_letter(address), address)

        with ThreadPoolExecutor(transport.parallel) as pool:
            list(pool.map(work, range(transport.parallel)))

    def one_by_one(self) -> None:
        """A connection for each letter, one after the other."""
        transport = SmtpTransport(self.settings)
        for address in ADDRESSES:
            with transport.session() as session:
                session.send(example_letter(address), address)

    def bare(self) -> None:
        """One connection, as little as SMTP allows: a letter's end travels with the next start."""
        client = _Bare(self.settings)
        client.say("MAIL FROM:<boern@kommune.example>", f"RCPT TO:<{ADDRESSES[0]}>", "DATA")
        client.hear(3)
        for address, following in zip(ADDRESSES, (*ADDRESSES[1:], ""), strict=True):
            client.send(wire_bytes(example_letter(address)) + b".\r\n" + _begin(following))
            client.hear(4 if following else 2)


def _begin(address: str) -> bytes:
    if not address:
        return b"QUIT\r\n"
    return f"MAIL FROM:<boern@kommune.example>\r\nRCPT TO:<{address}>\r\nDATA\r\n".encode()


class _Bare:
    """Says what it is told and counts the replies."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._sock = socket.create_connection((settings.host, settings.port))
        self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self._sock.makefile("rb")
        self.hear(1)
        for command in ("EHLO [127.0.0.1]", "STARTTLS"):
            self.say(command)
            self.hear(1)
        self._encrypt(secure_context(settings.ca_file), settings.host)
        login = b64encode(f"\0{settings.user}\0{settings.password()}".encode()).decode()
        for command in ("EHLO [127.0.0.1]", f"AUTH PLAIN {login}"):
            self.say(command)
            self.hear(1)

    def say(self, *lines: str) -> None:
        self.send("".join(f"{line}\r\n" for line in lines).encode())

    def send(self, data: bytes) -> None:
        self._sock.sendall(data)

    def hear(self, replies: int) -> None:
        while replies:
            line = self._file.readline()
            assert line[:1] in (b"2", b"3"), line
            replies -= line[3:4] != b"-"
        if line.startswith(b"221"):
            self._file.close()
            self._sock.close()

    def _encrypt(self, context: ssl.SSLContext, host: str) -> None:
        self._file.close()
        self._sock = context.wrap_socket(self._sock, server_hostname=host)
        self._file = self._sock.makefile("rb")
