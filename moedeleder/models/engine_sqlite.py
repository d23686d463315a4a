"""Everything that is SQLite's own: PRAGMAs, locks, triggers, full text, error codes, copying."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlcipher3 import dbapi2

from moedeleder.domain import errors
from moedeleder.models import files

WRITES = "moedeleder_writes"
# 3.51.3 is free of the WAL-reset bug, which can lose committed writes.
SAFE_SQLITE = (3, 51, 3)
BUSY_TIMEOUT_MS = 5_000
KEY_BYTES = 32

_CONSTRAINT, _FAILED_IO = 19, 10
_FINAL = "is final"
# The driver's backup raises errors without a code.
_CODE_OF_TEXT = {
    "database or disk is full": 13,
    "disk I/O error": _FAILED_IO,
    "database disk image is malformed": 11,
    "database is locked": 5,
    "unable to open database file": 14,
}
# Primary result codes, the low byte of what SQLite returns (sqlite.org/rescode.html).
_MEANING: dict[int, type[errors.MoedelederError]] = {
    5: errors.StoreBusy,  # BUSY
    6: errors.StoreBusy,  # LOCKED
    7: errors.StoreDamaged,  # NOMEM: what SQLCipher answers when a page's seal is broken
    8: errors.StoreReadOnly,  # READONLY
    _FAILED_IO: errors.FileUnreadable,
    11: errors.StoreDamaged,  # CORRUPT
    13: errors.DiskFull,  # FULL
    14: errors.FolderNotWritable,  # CANTOPEN
    15: errors.StoreBusy,  # PROTOCOL: a race for the lock, lost too often
    26: errors.StoreDamaged,  # NOTADB
}


def library_versions() -> dict[str, str]:
    """Return the versions of the database library: "sqlite" and "cipher" (empty: none)."""
    return {"sqlite": dbapi2.sqlite_version, "cipher": loaded_cipher()}


def check_library(sqlite: str = dbapi2.sqlite_version, cipher: str | None = None) -> None:
    """Make sure the library encrypts and keeps what it has committed.

    Arguments default to what is loaded.

    Raises:
        StoreUnsafe: it does not.
    """
    if cipher is None:
        cipher = loaded_cipher()
    if not cipher or tuple(int(part) for part in sqlite.split(".")) < SAFE_SQLITE:
        raise errors.StoreUnsafe


def loaded_cipher() -> str:
    """Return the version of the encryption in the loaded library; empty when there is none."""
    connection = dbapi2.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return str(row[0]) if row else ""


def loaded_sqlite() -> str:
    """Return the version of SQLite in the loaded library."""
    return str(dbapi2.sqlite_version)


class SqliteEngine:
    """One encrypted SQLite file: opens its connections and explains its errors."""

    driver_error: type[Exception] = dbapi2.Error

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        read_only: bool = False,
        patience_ms: int = BUSY_TIMEOUT_MS,
    ) -> None:
        """Prepare connections; opens nothing yet.

        Args:
            path: the file.
            key: 32 raw bytes.
            read_only: refuse to write.
            patience_ms: milliseconds to wait for another writer.

        Raises:
            WrongPassphrase: the key has another length.
        """
        if len(key) != KEY_BYTES:
            raise errors.WrongPassphrase
        self.path = path
        self.read_only = read_only
        self._key = key
        self._patience_ms = patience_ms
        self._file: tuple[int, int] | None = None
        self.sqlalchemy = self._pool()

    def _pool(self) -> Engine:
        engine = create_engine(
            "sqlite+pysqlite://",
            creator=self.connect,
            module=dbapi2,
            poolclass=QueuePool,
            hide_parameters=True,
        )
        event.listen(engine, "begin", self._begin)
        return engine

    def connect(self, *, foreign_keys: bool = True) -> Any:
        """Open one connection, ready to use from any one thread at a time."""
        mode = "ro" if self.read_only else "rw"
        connection = dbapi2.connect(
            f"{self.path.resolve().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self._prepare(connection, foreign_keys)
            if self._file is None:
                self._file = files.identity(self.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def _begin(self, connection: Connection) -> None:
        if files.identity(self.path) != self._file:
            # SQLite would go on in the file it has open, which nobody will ever find again.
            raise errors.StoreGone
        # A writer takes its lock at once: upgrading a read lock later can fail without waiting.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    def _prepare(self, connection: Any, foreign_keys: bool) -> None:
        # The library would write its complaints to the terminal.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
        connection.execute(f"PRAGMA busy_timeout = {self._patience_ms}")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        if self.read_only:
            connection.execute("PRAGMA query_only = ON")
            return
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        if sys.platform == "darwin":
            # There, a plain fsync leaves the data in the drive's own memory.
            connection.execute("PRAGMA fullfsync = ON")

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Give a connection in one transaction in which tables may be rebuilt.

        Rebuilding drops the old table, which would empty its children if foreign keys were on;
        they are checked at the end instead.

        Raises:
            StoreDamaged: a row points at one that is not there.
        """
        engine = create_engine(
            "sqlite+pysqlite://",
            creator=lambda: self.connect(foreign_keys=False),
            module=dbapi2,
            poolclass=QueuePool,
            hide_parameters=True,
        ).execution_options(**{WRITES: True})
        event.listen(engine, "begin", self._begin)
        try:
            with engine.begin() as connection:
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise errors.StoreDamaged
        finally:
            engine.dispose()

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy, encrypted with the same key; replaces ``path`` in one step."""
        part = path.with_name(path.name + ".part")
        part.unlink(missing_ok=True)
        files.create_private(part)
        try:
            self._copy_pages(part)
            files.sync(part)
            os.replace(part, path)
            files.sync_folder(path.parent)
        finally:
            part.unlink(missing_ok=True)

    def _copy_pages(self, target_path: Path) -> None:
        source = self.connect()
        try:
            # The backup itself passes over pages whose seal is broken.
            _refuse_damage(source, "cipher_integrity_check")
            target = dbapi2.connect(str(target_path), isolation_level=None)
            try:
                target.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
                source.backup(target)
                _refuse_damage(target, "quick_check")
            finally:
                target.close()
        finally:
            source.close()

    def explain(self, error: BaseException | None) -> errors.MoedelederError | None:
        """Return what a driver's error means; None for one that only a mistake of ours makes."""
        if not isinstance(error, dbapi2.Error):
            return None
        code = getattr(error, "sqlite_errorcode", _CODE_OF_TEXT.get(str(error), 0))
        if code == _CONSTRAINT:
            return errors.MeetingFinished() if str(error).endswith(_FINAL) else None
        if code == _FAILED_IO and not files.has_room(self.path.parent):
            # A user's quota, unlike a full disk, is reported only as a failed write.
            return errors.DiskFull()
        if self._file is not None and files.identity(self.path) != self._file:
            return errors.StoreGone()
        meaning = _MEANING.get(code & 0xFF)
        return meaning() if meaning else None

    def is_whole(self) -> bool:
        """Read every page, check its seal and the structure; takes time with the file's size."""
        try:
            connection = self.connect()
        except dbapi2.Error:
            return False
        try:
            _refuse_damage(connection, "cipher_integrity_check")
            _refuse_damage(connection, "quick_check")
        except (dbapi2.Error, errors.StoreDamaged):
            return False
        finally:
            connection.close()
        return True

    def dispose(self) -> None:
        """Close the connections that are not in use."""
        self.sqlalchemy.dispose()


def _refuse_damage(connection: Any, check: str) -> None:
    if connection.execute(f"PRAGMA {check}").fetchone() not in (None, ("ok",)):
        raise errors.StoreDamaged


def freeze_table(table: str) -> tuple[str, ...]:
    """Return the triggers that refuse every UPDATE and DELETE of a table's rows."""
    return tuple(
        f"CREATE TRIGGER {table}_refuses_{action.lower()} BEFORE {action} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} {_FINAL}'); END"
        for action in ("UPDATE", "DELETE")
    )


def lock_columns(table: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the triggers that refuse an UPDATE of the columns and every DELETE."""
    locked = ", ".join(columns)
    return (
        f"CREATE TRIGGER {table}_refuses_update BEFORE UPDATE OF {locked} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} {_FINAL}'); END",
        f"CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} {_FINAL}'); END",
    )


def thaw_table(table: str) -> tuple[str, ...]:
    """Return the statements that take ``freeze_table`` back."""
    return tuple(f"DROP TRIGGER {table}_refuses_{action}" for action in ("update", "delete"))


def full_text_index(name: str, table: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Return what makes a full-text index over columns of a table, kept alike by triggers.

    The table's key is an integer ``id``. No accent is taken off: å is not a, ø is not o.
    Words that are deleted leave the index's own pages at once.
    """
    words = ", ".join(columns)
    old, new = (", ".join(f"{row}.{each}" for each in columns) for row in ("old", "new"))
    take = f"INSERT INTO {name} ({name}, rowid, {words}) VALUES ('delete', old.id, {old});"
    put = f"INSERT INTO {name} (rowid, {words}) VALUES (new.id, {new});"
    triggers = {"insert": put, "delete": take, "update": f"{take} {put}"}
    return (
        f"CREATE VIRTUAL TABLE {name} USING fts5({words}, content='{table}', "
        "content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
        f"INSERT INTO {name} ({name}, rank) VALUES ('secure-delete', 1)",
        *(
            f"CREATE TRIGGER {name}_after_{action} AFTER {action.upper()} ON {table} "
            f"BEGIN {deed} END"
            for action, deed in triggers.items()
        ),
    )


def drop_full_text_index(name: str) -> tuple[str, ...]:
    """Return the statements that take ``full_text_index`` back."""
    actions = ("insert", "delete", "update")
    return (*(f"DROP TRIGGER {name}_after_{each}" for each in actions), f"DROP TABLE {name}")


def full_text_tables(name: str) -> frozenset[str]:
    """Return the tables the database keeps for a full-text index; no model of ours has them."""
    return frozenset({name, *(f"{name}_{each}" for each in ("data", "idx", "docsize", "config"))})


def missing_locks(connection: Connection, tables: Sequence[str]) -> tuple[str, ...]:
    """Return the tables that lack a trigger of :func:`freeze_table`, or have it in other words."""
    found = connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'trigger'"))
    there = {str(row[0]) for row in found}
    return tuple(name for name in tables if not there.issuperset(freeze_table(name)))


def rows_ever(connection: Connection, table: str) -> int:
    """Return what SQLite remembers of a table with AUTOINCREMENT; 0 when it never held a row."""
    query = text("SELECT max(seq) FROM sqlite_sequence WHERE name = :name")
    return connection.scalar(query, {"name": table}) or 0
