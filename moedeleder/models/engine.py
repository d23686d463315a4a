"""What the store asks of a database system.

SQLCipher on the user's own machine is the first (``engine_sqlite``). A team's server becomes a
second module that meets the same protocol and one more line in ``freeze_table``; nothing else in
the program knows which one it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from moedeleder.domain.errors import MoedelederError
from moedeleder.models import engine_sqlite

# An execution option: this connection's transactions are going to write.
WRITES = engine_sqlite.WRITES


class StoreEngine(Protocol):
    """One database system, opened on one database."""

    @property
    def path(self) -> Path | None:
        """The file of the database; None for a server."""

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written."""

    @property
    def driver_error(self) -> type[Exception]:
        """The root of the driver's own errors."""

    @property
    def sqlalchemy(self) -> Engine:
        """The pool of connections. A transaction with the option ``WRITES`` locks at its start."""

    def migrating(self) -> AbstractContextManager[Connection]:
        """Give a connection in one transaction in which tables may be rebuilt."""

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy, encrypted with the same key."""

    def explain(self, error: BaseException | None) -> MoedelederError | None:
        """Return what the driver's error means; None for one that only a mistake of ours makes."""

    def is_whole(self) -> bool:
        """Read everything and tell whether it is undamaged."""

    def dispose(self) -> None:
        """Close the connections that are not in use."""


def freeze_table(dialect: str, table: str) -> tuple[str, ...]:
    """Return the statements that make a table's rows unchangeable in that database system.

    Raises:
        NotImplementedError: the system has no rule for it yet.
    """
    if dialect == "sqlite":
        return engine_sqlite.freeze_table(table)
    raise NotImplementedError(dialect)


def lock_columns(dialect: str, table: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the statements that keep some columns as first written, and every row there.

    Raises:
        NotImplementedError: the system has no rule for it yet.
    """
    if dialect == "sqlite":
        return engine_sqlite.lock_columns(table, columns)
    raise NotImplementedError(dialect)


def thaw_table(dialect: str, table: str) -> tuple[str, ...]:
    """Return the statements that take ``freeze_table`` or ``lock_columns`` back.

    Raises:
        NotImplementedError: the system has no rule for it yet.
    """
    if dialect == "sqlite":
        return engine_sqlite.thaw_table(table)
    raise NotImplementedError(dialect)


def full_text_index(dialect: str, name: str, table: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the statements that make a full-text index over columns of a table.

    Raises:
        NotImplementedError: the system has no rule for it yet.
    """
    if dialect == "sqlite":
        return engine_sqlite.full_text_index(name, table, columns)
    raise NotImplementedError(dialect)


def drop_full_text_index(dialect: str, name: str) -> tuple[str, ...]:
    """Return the statements that take ``full_text_index`` back.

    Raises:
        NotImplementedError: the system has no rule for it yet.
    """
    if dialect == "sqlite":
        return engine_sqlite.drop_full_text_index(name)
    raise NotImplementedError(dialect)


def missing_locks(connection: Connection, tables: Sequence[str]) -> tuple[str, ...]:
    """Return the tables whose rows the database no longer refuses to change.

    Raises:
        NotImplementedError: the system has no rule for it yet.
    """
    if connection.dialect.name == "sqlite":
        return engine_sqlite.missing_locks(connection, tables)
    raise NotImplementedError(connection.dialect.name)


def rows_ever(connection: Connection, table: str) -> int:
    """Return the highest number a table with a counter ever gave, also to rows that are gone.

    Raises:
        NotImplementedError: the system has no rule for it yet.
    """
    if connection.dialect.name == "sqlite":
        return engine_sqlite.rows_ever(connection, table)
    raise NotImplementedError(connection.dialect.name)
