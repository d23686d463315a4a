"""A mailbox server that says what a test tells it to, however wrong."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

_CAPABILITY = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"


@dataclass
class ImapLiar:
    """``with ImapLiar(...) as liar:`` gives ``port`` and the lines it ``heard``.

    ``answers`` are said before the OK to a command, ``refuse`` is a command that gets a no,
    ``forge`` is said in clear after the OK of STARTTLS, ``silent_at`` is a command that gets no
    answer (``fell_silent`` then tells so), and with ``drip`` it only says ``*`` each so many
    seconds.
    """

    greeting: bytes = b"* OK hi\r\n"
    answers: dict[bytes, bytes] = field(default_factory=dict)
    context: ssl.SSLContext | None = None
    refuse: bytes = b"-"
    forge: bytes = b""
    silent_at: bytes = b"-"
    drip: float = 0.0
    heard: list[bytes] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.answers = {b"CAPABILITY": _CAPABILITY} | self.answers
        self.fell_silent, self._over = threading.Event(), threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        # Closing alone does not wake an accept.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(20)

    def _serve(self) -> None:
        with suppress(OSError, ValueError):
            near, _address = self._listener.accept()
            near.settimeout(20)
            with near:
                if self.context is None:
                    self._talk(near)
                    return
                with self.context.wrap_socket(near, server_side=True) as safe:
                    self._talk(safe)

    def _talk(self, near: socket.socket) -> None:
        while self.drip and not self._over.wait(self.drip):
            near.sendall(b"*")
        near.sendall(self.greeting)
        tag = b""
        with near.makefile("rb") as lines:
            for line in lines:
                self.heard.append(line)
                asked, command, *_rest = [*line.split(), b"", b""]
                if command == self.silent_at:
                    self.fell_silent.set()
                    self._over.wait(20)
                    return
                # The line after AUTHENTICATE is the password, and bears no tag.
                tag = asked if command else tag
                near.sendall(self._answer(tag, command))

    def _answer(self, tag: bytes, command: bytes) -> bytes:
        if command == b"AUTHENTICATE":
            return b"+ \r\n"
        if command == self.refuse:
            return tag + b" NO not now\r\n"
        answer = self.answers.get(command, b"") + tag + b" OK done\r\n"
        return answer + (self.forge if command == b"STARTTLS" else b"")
