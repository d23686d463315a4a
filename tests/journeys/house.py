"""The program as it is started: real stores, keys and letters, in a folder of the test's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from moedeleder.app import mailbox_maker, transport_maker
from moedeleder.launch import StoreDoorway
from moedeleder.models.key import KeyringKeys, account_of
from moedeleder.services.secrets import best_secrets
from moedeleder.ui.background import Background
from moedeleder.ui.start.doorway import House
from moedeleder.ui.start.program import Session
from tests.journeys.person import Person
from tests.ui.office_fixture import DeskClock
from tests.ui.windows import opened


@dataclass(frozen=True)
class Street:
    """Where the houses stand: the data folder, the time there, and whom the post trusts."""

    folder: Path
    clock: DeskClock
    ca_file: Path | None = None
    mailbox_ca_file: Path | None = None

    def doorway(self) -> StoreDoorway:
        """Return the doors as the program makes them."""
        return StoreDoorway(
            self.folder,
            lambda path: KeyringKeys(account_of(path)),
            best_secrets,
            self.clock,
            transport_maker(self.ca_file),
            mailbox_maker(self.mailbox_ca_file),
        )

    def as_on_disk(self, to: Path) -> Street:
        """Return the street as another program would find it, had this one died just now."""
        shutil.copytree(self.folder, to, ignore=shutil.ignore_patterns("*.lock"))
        return replace(self, folder=to)


@dataclass(frozen=True)
class Upstairs(Street):
    """A second machine's desk on the same store: it has a window, a lock and a time of its own."""

    downstairs: Path = Path()

    def doorway(self) -> StoreDoorway:
        """Return doors that lead to the other street's houses."""
        return _SharedDoorway(
            self.folder,
            lambda path: KeyringKeys(account_of(path)),
            best_secrets,
            self.clock,
            shared=self.downstairs,
        )


class _SharedDoorway(StoreDoorway):
    """Doors to the stores in another folder."""

    def __init__(self, *arguments: object, shared: Path) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self._there = StoreDoorway(shared, self._keys, self._secrets)

    def _path(self, house: House) -> Path:
        return self._there._path(house)


@contextmanager
def at_work(qtbot: QtBot, street: Street) -> Iterator[Person]:
    """Start the program and put a person before its window until the block ends."""
    background = Background()
    running = Session(street.doorway(), background)
    # The offscreen screen is only 800 pixels wide; people sit before a larger one.
    running.window.resize(1280, 800)
    opened(qtbot, running.window)
    running.begin()
    try:
        yield Person(qtbot, running)
    finally:
        running.end()
        running.window.hide()
        running.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
