"""What the fault server saw, in order: the truth that the rows of the outbox are held against."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

from tests.faults.plans import Kind, Point


class What(StrEnum):
    """Something the server saw or did."""

    RCPT = "rcpt"
    DOT = "dot"
    STORED = "stored"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger; a strike names its receiver where the letter is known."""

    what: What
    connection: int
    receiver: str = ""
    message_id: str = ""
    point: Point | None = None
    kind: Kind | None = None

    def __str__(self) -> str:
        words = [f"#{self.connection}", self.what, self.point, self.kind, self.receiver]
        return " ".join(str(word) for word in [*words, self.message_id] if word)


class Ledger:
    """Entries in the order they happened; for many threads."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._lock = Lock()
        self.letters: dict[tuple[str, str], bytes] = {}
        """The bytes stored last for a Message-ID and receiver."""

    def note(self, entry: Entry) -> None:
        """Write one line."""
        with self._lock:
            self._entries.append(entry)

    def all(self) -> tuple[Entry, ...]:
        """Return every line so far."""
        with self._lock:
            return tuple(self._entries)

    def of(self, what: What, receiver: str | None = None) -> list[Entry]:
        """Return the lines of one sort, for one receiver if named."""
        return [
            entry
            for entry in self.all()
            if entry.what is what and receiver in (None, entry.receiver)
        ]

    def stored(self, receiver: str) -> list[str]:
        """Return the Message-IDs stored for a receiver, one for each time."""
        return [entry.message_id for entry in self.of(What.STORED, receiver)]
