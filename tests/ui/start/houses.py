"""Doors to real stores in a test's own folder, with and without a keyring."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from moedeleder.domain.errors import KeyringUnusable
from moedeleder.launch import StoreDoorway
from moedeleder.models.key import KeyStore
from moedeleder.services.secrets import MemorySecrets
from moedeleder.ui.background import Background
from moedeleder.ui.start.program import Session


class Ring:
    """The keyring of a machine: a key for each store, until it is taken away."""

    def __init__(self) -> None:
        self.keys: dict[Path, bytes] = {}
        self.usable = True

    def __call__(self, path: Path) -> KeyStore:
        return _Entry(self, path)


class _Entry:
    def __init__(self, ring: Ring, path: Path) -> None:
        self._ring, self._path = ring, path

    def load(self) -> bytes | None:
        self._check()
        return self._ring.keys.get(self._path)

    def save(self, key: bytes) -> None:
        self._check()
        self._ring.keys[self._path] = key

    def _check(self) -> None:
        if not self._ring.usable:
            raise KeyringUnusable


def doorway(folder: Path, ring: Ring) -> StoreDoorway:
    return StoreDoorway(folder, ring, MemorySecrets)


@contextmanager
def session(folder: Path, ring: Ring) -> Iterator[Session]:
    """Run the program's session with a real background until the block ends."""
    background = Background()
    running = Session(doorway(folder, ring), background)
    running.window.show()
    running.begin()
    try:
        yield running
    finally:
        running.end()
        running.window.hide()
        running.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
