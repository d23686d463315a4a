"""Clients that are made to be killed: forked from one process that has loaded all they need.

Loading the program takes a second, a fork a few milliseconds. The process they are forked from
has no threads and opens no store. Run as a module it reads jobs, one a line, from its input:
``run {...}`` forks a client, ``kill`` kills it and ``wait`` lets it end; each is answered.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tests.faults import planted
from tests.faults.offices import Clock, Wrapped, opened
from tests.faults.runs import until_rest
from tests.faults.ways import Way

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Job:
    """What a client is to do; ``plant`` is a mistake from ``planted`` or empty."""

    store: str
    port: int
    ca_file: str
    implicit_tls: bool
    archive: bool
    patience: float
    now: str
    plant: str = ""

    @property
    def way(self) -> Way:
        """How to the server."""
        ca_file = Path(self.ca_file)
        return Way(self.port, ca_file, self.implicit_tls, self.archive, self.patience)

    @property
    def wrapped(self) -> Wrapped:
        """The mistake, ready to be put around a transport."""
        if not self.plant:
            return lambda each: each
        session = getattr(planted, self.plant)
        return lambda each: planted.PlantedTransport(each, session)


class Nursery:
    """Forks clients, one at a time, and kills them."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.faults.nursery"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)

    def start(self, job: Job) -> None:
        """Fork a client and let it work."""
        self._ask("run " + json.dumps(asdict(job)))

    def kill(self) -> int:
        """Kill the client for good; returns how it ended, -9 for killed."""
        return int(self._ask("kill"))

    def wait(self) -> int:
        """Let the client end by itself; returns how it ended."""
        return int(self._ask("wait"))

    def close(self) -> None:
        """End the process that the clients come from."""
        self._process.communicate()

    def _ask(self, words: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(words + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery that is gone afterwards."""
    found = Nursery()
    try:
        yield found
    finally:
        found.close()


def work(job: Job) -> None:
    """Be a client: open the office and send until all is at rest."""
    clock = Clock(datetime.fromisoformat(job.now))
    with opened(Path(job.store), job.way, clock, job.wrapped) as desk:
        desk.office.outbox.settle()
        until_rest(desk)


def main() -> None:
    """Fork, kill and await clients as asked."""
    client = 0
    for line in sys.stdin:
        order, _, rest = line.partition(" ")
        if order == "run":
            client = os.fork()
            if client == 0:
                _live(Job(**json.loads(rest)))
            print(client, flush=True)
            continue
        if order.strip() == "kill":
            # It is not yet waited for, so the number is still its own.
            os.kill(client, signal.SIGKILL)
        print(os.waitstatus_to_exitcode(os.waitpid(client, 0)[1]), flush=True)


def _live(job: Job) -> None:
    ended = 1
    try:
        work(job)
        ended = 0
    finally:
        os._exit(ended)


if __name__ == "__main__":
    main()
