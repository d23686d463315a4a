"""Sealing: every finished row becomes a link of one chain, in the transaction that makes it.

Whoever adds a finished row need not think of it: what a session made is sealed before it commits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, column, event, func, insert, select, table
from sqlalchemy.orm import Session, UOWTransaction

from moedeleder.domain.seals import CHANGE_LOG, FIRST, SealLink, digest_of, moment_text, row_text
from moedeleder.models.base import Base
from moedeleder.models.minutes_tables import (
    JournalRow,
    MinutesCopyRow,
    PaperRow,
    RetiredRow,
    SealRow,
)
from moedeleder.models.round_tables import AgendaVersionRow
from moedeleder.models.tables import MinutesVersionRow

# Named one by one: a column that is added later must not change what was sealed before it.
SEALED: Mapping[str, tuple[str, ...]] = {
    "minutes_version": (
        "id",
        "meeting_id",
        "number",
        "content",
        "checksum",
        "finalised_at",
        "finalised_by",
    ),
    "minutes_copy": (
        "id",
        "meeting_id",
        "version_id",
        "attendee_id",
        "person_id",
        "name",
        "content",
        "checksum",
        "papers",
        "made_at",
    ),
    "paper": ("id", "data"),
    "retired_mark": (
        "id",
        "meeting_id",
        "number",
        "part",
        "words",
        "reason",
        "marked_at",
        "marked_by",
    ),
    "journal_export": (
        "id",
        "meeting_id",
        "number",
        "manifest",
        "checksum",
        "made_at",
        "made_by",
    ),
    "agenda_version": (
        "id",
        "meeting_id",
        "number",
        "content",
        "checksum",
        "shared_at",
        "shared_by",
    ),
}
"""The tables whose rows are final, with what is sealed of each."""
LOG_COLUMNS = ("seq", "table_name", "row_id", "action", "actor", "at")
_ROWS = (
    MinutesVersionRow,
    MinutesCopyRow,
    PaperRow,
    RetiredRow,
    JournalRow,
    AgendaVersionRow,
)
_WAITING = "waiting_for_seals"
SEAL_COLUMNS = tuple(SealRow.__table__.columns.keys())


def raw_rows(
    connection: Connection, name: str, columns: Sequence[str], *where: Any, order: str
) -> Iterator[Mapping[str, Any]]:
    """Yield rows as the database keeps them, with no reading of dates or lists, in batches."""
    source = table(name, *(column(each) for each in columns))
    query = select(*source.columns).where(*where).order_by(column(order))
    found = connection.execute(query.execution_options(yield_per=100)).mappings()
    yield from (dict(each) for each in found)


def row_digest(values: Mapping[str, Any]) -> str:
    """Return the digest of everything that is sealed of a row."""
    return digest_of(row_text(values))


class LogDigest:
    """The digest of change log lines, one after the other."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, line: Mapping[str, Any]) -> None:
        """Take in the next line."""
        self._hash.update(row_text(line).encode("utf-8") + b"\n")

    @property
    def text(self) -> str:
        """The digest so far, as 64 hex digits."""
        return self._hash.hexdigest()


def seal(session: Session, rows: Iterable[Base], now: datetime, actor: str) -> None:
    """Seal finished rows at once instead of at the end of the transaction.

    Args:
        rows: made in this session, of the tables in :data:`SEALED`, in the order of finishing.
        now: aware.
    """
    session.flush()
    waiting: dict[tuple[str, str], None] = session.info.get(_WAITING, {})
    names = [_name(row) for row in rows]
    seal_rows(session.connection(), [each for each in names if each in waiting], now, actor)
    for each in names:
        waiting.pop(each, None)


def seal_rows(
    connection: Connection, rows: Iterable[tuple[str, str]], now: datetime, actor: str
) -> None:
    """Add a link for each row, given as table and id, whatever was sealed before."""
    last = _last(connection)
    for kind, row_id in rows:
        last = _add(connection, last, kind, row_id, now, actor)


def link_of(values: Mapping[str, Any]) -> SealLink:
    """Return a link from a raw row of the chain."""
    fields = {name: values[name] for name in SealLink.__slots__}
    at = fields["at"]
    return SealLink(**fields | {"at": at if isinstance(at, str) else moment_text(at)})


def _last(connection: Connection) -> SealLink | None:
    newest = connection.scalar(select(func.max(SealRow.seq)))
    rows = raw_rows(connection, "seal", SEAL_COLUMNS, column("seq") == newest, order="seq")
    return next((link_of(each) for each in rows), None)


def _add(
    connection: Connection,
    last: SealLink | None,
    kind: str,
    row_id: str,
    now: datetime,
    actor: str,
) -> SealLink:
    log_seq, log_digest = _log_since(connection, last.log_seq if last else 0)
    (values,) = raw_rows(connection, kind, SEALED[kind], column("id") == row_id, order="id")
    new = SealLink(
        seq=last.seq + 1 if last else 1,
        kind=kind,
        row_id=row_id,
        digest=row_digest(values),
        log_seq=log_seq,
        log_digest=log_digest,
        previous=last.link if last else FIRST,
        at=moment_text(now),
        by=actor,
    )
    fields = {name: getattr(new, name) for name in SealLink.__slots__}
    connection.execute(insert(SealRow).values(**fields | {"at": now, "link": new.link}))
    return new


def _log_since(connection: Connection, seq: int) -> tuple[int, str]:
    digest = LogDigest()
    for line in raw_rows(connection, CHANGE_LOG, LOG_COLUMNS, column("seq") > seq, order="seq"):
        digest.add(line)
        seq = line["seq"]
    return seq, digest.text


def _name(row: Base) -> tuple[str, str]:
    return row.__tablename__, str(row.id)  # type: ignore[attr-defined]


@event.listens_for(Session, "after_flush")
def _note_finished(session: Session, _context: UOWTransaction) -> None:
    made = [_name(row) for row in session.new if isinstance(row, _ROWS)]
    if made:
        session.info.setdefault(_WAITING, {}).update(dict.fromkeys(made))


@event.listens_for(Session, "before_commit")
def _seal_finished(session: Session) -> None:
    session.flush()
    waiting = session.info.pop(_WAITING, None)
    if waiting:
        info = session.info
        seal_rows(session.connection(), waiting, info["clock"](), info["actor"])
