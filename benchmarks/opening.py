"""Opening the store at start, against an empty, plain SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Comparison, compare
from benchmarks.offices import fill_archive
from moedeleder.models.opening import open_store
from tests.stores import KEY, TickingClock, make_store

MEETINGS = 20_000


def run(folder: Path) -> Iterator[Comparison]:
    store = make_store(folder)
    path, plain = store.path, folder / "plain.db"
    assert path is not None
    store.close()

    def open_ours() -> None:
        open_store(path, KEY, clock=TickingClock()).close()

    def open_plain() -> None:
        connection = sqlite3.connect(plain)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.close()

    yield compare("open the store, empty", open_ours, "open an empty SQLite file", open_plain)
    store = make_store(folder)
    fill_archive(store, families=MEETINGS // 4, meetings=MEETINGS)
    store.close()
    name = f"open the store, {MEETINGS} meetings"
    yield compare(name, open_ours, "open an empty SQLite file", open_plain)
