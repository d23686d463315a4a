"""Opens the encrypted file: made if it is not there, migrated if it is older."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from moedeleder.domain.errors import StoreDamaged, WrongPassphrase
from moedeleder.models import backup, files, page_seal, search_index
from moedeleder.models.engine_sqlite import WRITES, SqliteEngine, check_library
from moedeleder.models.migrating import Age, bring_up_to_date
from moedeleder.models.store import Store


def open_store(path: Path, key: bytes, *, clock: Callable[[], datetime], actor: str = "") -> Store:
    """Open the database, ready to use.

    Args:
        path: the file; it and its folder are made if they are not there.
        key: 32 random bytes.
        clock: gives the time now, aware, in UTC.
        actor: who makes the changes; can be set later on the store.

    Returns:
        The store; read-only (and ``newer``) when a newer program version made the tables.

    Raises:
        StoreUnsafe: the database library does not encrypt or may lose what is written.
        WrongPassphrase: the key is not this file's.
        StoreDamaged: the file is not a whole database of ours.
        StoreBusy: another program holds it.
        FolderNotWritable, DiskFull: it cannot be made or written.
    """
    check_library()
    with files.explained():
        files.create_folder(path.parent)
        files.create_private(path)
    engine = SqliteEngine(path, key)
    try:
        with _explained(engine, path, key):
            age = bring_up_to_date(
                engine, lambda revision: _copy_aside(engine, path, revision, clock())
            )
            if age is not Age.NEWER:
                search_index.catch_up(engine.sqlalchemy, WRITES)
    except BaseException:
        engine.dispose()
        raise
    if age is not Age.NEWER:
        return Store(engine, clock=clock, actor=actor)
    engine.dispose()
    reader = SqliteEngine(path, key, read_only=True)
    return Store(reader, clock=clock, actor=actor, newer=True)


def _copy_aside(engine: SqliteEngine, path: Path, revision: str, now: datetime) -> None:
    backup.copy_before(engine, path, revision, now)


@contextmanager
def _explained(engine: SqliteEngine, path: Path, key: bytes) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        meaning = engine.explain(error.orig)
        if meaning is None:
            raise
        if isinstance(meaning, StoreDamaged) and page_seal.looks_locked(path, key):
            raise WrongPassphrase from None
        raise meaning from None
