"""A real office on a real encrypted store, for meeting files to go in and out of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from moedeleder.app import open_office
from moedeleder.models.base import Base
from moedeleder.models.store import Store
from moedeleder.services.office import Office
from moedeleder.services.secrets import MemorySecrets
from tests.stores import TickingClock, make_store


@contextmanager
def opened_office(folder: Path, introduced: bool = True) -> Iterator[tuple[Office, Store]]:
    """Open an office in a folder that is made."""
    folder.mkdir(exist_ok=True)
    clock = TickingClock()
    store = make_store(folder, clock=clock)
    typing = store.edit_writer()
    try:
        office = open_office(store, typing, MemorySecrets(), now=clock)
        if introduced:
            office.settings.introduce("Rikke Rådgiver", "Socialrådgiver", "rikke@kommune.example")
        yield office, store
    finally:
        typing.close()
        store.close()


def counts(store: Store) -> dict[str, int]:
    """Return how many rows each table holds."""
    with store.reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }
