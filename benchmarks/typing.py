"""From a key to text that survives a power cut: against the bare disk, and a bare insert."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from benchmarks.measuring import Comparison, compare
from moedeleder.models.engine_sqlite import SqliteEngine
from tests.stores import KEY, make_file, make_store

WORDS = "Det går bedst, når morgenen er rolig, og Alma ved, hvem der henter. "
_INSERT = (
    "INSERT INTO text_edit (slot, content, by, at) VALUES ('note', ?, 'Mette', '2026-12-03 15:30')"
)
ROUNDS = 200
_until_synced = getattr(os, "fdatasync", os.fsync)


def run(folder: Path) -> Iterator[Comparison]:
    kept = Event()
    store = make_store(folder)
    writer = store.edit_writer(lambda _slot, _ticket: kept.set())
    connection = SqliteEngine(make_file(folder, "bare.db"), KEY).connect()
    file = os.open(folder / "bare", os.O_RDWR | os.O_CREAT, 0o600)
    size = len(WORDS.encode())

    def type_key() -> None:
        kept.clear()
        writer.put("note", WORDS)
        assert kept.wait(10)

    def write_bare() -> None:
        os.pwrite(file, WORDS.encode(), next(places) * size)
        _until_synced(file)

    def insert_bare() -> None:
        connection.execute(_INSERT, (WORDS,))

    places = iter(range(10**9))
    name = "a key until its text is safe"
    yield compare(name, type_key, "pwrite and fdatasync", write_bare, rounds=ROUNDS)
    yield compare(name, type_key, "a bare SQLCipher insert", insert_bare, rounds=ROUNDS)
    os.close(file)
    connection.close()
    writer.close()
    store.close()
