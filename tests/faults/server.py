"""A real mail server on this machine that can go wrong at every point of the conversation.

One plain thread for each line, and no loop of events: so a line can be cut in the middle of a
TLS handshake, reset rather than closed, or left without an answer, just where the plan says.
"""

from __future__ import annotations

import functools
import socket
import ssl
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import trustme

from tests.faults.conversation import Conversation
from tests.faults.ledger import Ledger
from tests.faults.plans import Fate, Kind, Plan
from tests.faults.ways import HOST


class FaultServer:
    """``with FaultServer(plan) as server:`` gives ``port``, ``ledger`` and ``reached``.

    ``at_dot`` is called with receiver and Message-ID when the last word has come and before
    anything is stored; what it raises is kept in ``troubles``.
    """

    host = HOST

    def __init__(self, plan: Plan) -> None:
        self.plan, self.fate, self.ledger = plan, Fate(plan), Ledger()
        self.context, self.ca_file = _certificates()
        self.reached = threading.Event()
        """Set when a line falls silent: then the client can be killed just there."""
        self.at_dot: Callable[[str, str], None] = lambda _receiver, _message_id: None
        self.troubles: list[str] = []
        self._refusing = sum(f.times for f in plan.faults if f.kind is Kind.REFUSED)
        self._listener = socket.socket()
        self._listener.bind((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._lines: dict[int, Conversation] = {}
        self._threads: list[threading.Thread] = []
        self._lock, self._closing, self._is_open = threading.Lock(), False, False

    def __enter__(self) -> Self:
        self._open_when_due()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing = True
        if self._is_open:
            # A thread that waits in accept does not notice that its socket is closed.
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            lines = list(self._lines.values())
        for line in lines:
            line.cut()
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive(), "a line of the fault server did not end"

    def next_round(self) -> None:
        """Say that the client has given up for now; a port where nobody listened may open."""
        self._refusing -= 1
        self._open_when_due()

    def _open_when_due(self) -> None:
        if self._refusing <= 0 and not self._is_open:
            self._listener.listen(50)
            self._is_open = True
            self._start(self._accept)

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name="fault-server", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        number = 0
        while not self._closing:
            try:
                sock, _address = self._listener.accept()
            except OSError:
                return
            number += 1
            line = Conversation(self, sock, number)
            with self._lock:
                self._lines[number] = line
            self._start(functools.partial(self._serve, number, line))

    def _serve(self, number: int, line: Conversation) -> None:
        if self._closing:
            line.cut()
        line.run()
        with self._lock:
            del self._lines[number]


@functools.cache
def _certificates() -> tuple[ssl.SSLContext, Path]:
    """Return the server's TLS and the file of the authority to trust, once for each process."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(FaultServer.host).configure_cert(context)
    folder = tempfile.TemporaryDirectory(prefix="moedeleder-faults-")
    _kept.append(folder)
    ca_file = Path(folder.name) / "authority.pem"
    authority.cert_pem.write_to_path(ca_file)
    return context, ca_file


_kept: list[tempfile.TemporaryDirectory[str]] = []
