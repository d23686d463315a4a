"""Who changed what: stamps the rows a person edits and writes the change log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, event, insert
from sqlalchemy.orm import Mapper, Session, object_session

from moedeleder.models.base import Base, Tracked
from moedeleder.models.minutes_tables import PaperRow, SealRow
from moedeleder.models.outbox_tables import LetterEventRow, SentLetterRow
from moedeleder.models.room_tables import FeedbackRow, FeedbackTallyRow
from moedeleder.models.round_tables import SeenMailRow
from moedeleder.models.tables import ChangeRow, TextEditRow

# Rows of these say by themselves who and when; feedback must never be tied to a moment.
_UNLOGGED = (
    ChangeRow,
    TextEditRow,
    SeenMailRow,
    FeedbackRow,
    FeedbackTallyRow,
    PaperRow,
    SealRow,
    LetterEventRow,
    SentLetterRow,
)


def now_of(row: Base) -> datetime:
    """Return the time of the session a row is in, as it stamps what changes."""
    now: datetime = _session(row).info["clock"]()
    return now


def _session(row: Base) -> Session:
    session = object_session(row)
    assert session is not None, "a row is being written outside a session"
    return session


def _is_changed(row: Base) -> bool:
    # A row can be visited in a flush only because a list on it changed.
    return _session(row).is_modified(row, include_collections=False)


@event.listens_for(Base, "before_insert", propagate=True)
def _stamp_new(mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    if isinstance(row, Tracked):
        info = _session(row).info
        row.created_by, row.created_at = info["actor"], info["clock"]()
    _stamp_change(row)


@event.listens_for(Base, "before_update", propagate=True)
def _stamp_changed(mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    if _is_changed(row):
        _stamp_change(row)


def _stamp_change(row: Base) -> None:
    if isinstance(row, Tracked):
        info = _session(row).info
        row.changed_by, row.changed_at = info["actor"], info["clock"]()


@event.listens_for(Base, "after_insert", propagate=True)
def _log_insert(mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    _log("insert", mapper, connection, row)


@event.listens_for(Base, "after_update", propagate=True)
def _log_update(mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    if _is_changed(row):
        _log("update", mapper, connection, row)


@event.listens_for(Base, "after_delete", propagate=True)
def _log_delete(mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    _log("delete", mapper, connection, row)


def _log(action: str, mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    if isinstance(row, _UNLOGGED):
        return
    info = _session(row).info
    connection.execute(
        insert(ChangeRow).values(
            table_name=row.__tablename__,
            row_id=str(mapper.primary_key_from_instance(row)[0]),
            action=action,
            actor=info["actor"],
            at=info["clock"](),
        )
    )
