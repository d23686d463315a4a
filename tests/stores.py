"""Real encrypted stores for tests, made in milliseconds from one migrated template."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.opening import open_store
from moedeleder.models.store import Store

KEY = bytes(range(32))
NOW = datetime(2026, 3, 2, 8, 0, 0, 123456, tzinfo=UTC)
"""Not a whole second: no real clock stands at one."""


class TickingClock:
    """A clock that stands at a given time and moves a second on each time it is read."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@functools.cache
def _template_folder() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="moedeleder-store-")
    atexit.register(folder.cleanup)
    open_store(Path(folder.name) / "store.db", KEY, clock=TickingClock()).close()
    return folder


def make_file(folder: Path, name: str = "moedeleder.db") -> Path:
    """Return a migrated, empty database file whose key is ``KEY``."""
    path = folder / name
    shutil.copy2(Path(_template_folder().name) / "store.db", path)
    return path


def make_store(
    folder: Path,
    *,
    clock: Callable[[], datetime] | None = None,
    actor: str = "Rikke Rådgiver, socialrådgiver",
) -> Store:
    """Return an open, empty store in the folder; close it when the test is over."""
    return Store(SqliteEngine(make_file(folder), KEY), clock=clock or TickingClock(), actor=actor)
