"""What a draft of the next version can change: kept while it is written, to go back to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from moedeleder.models.base import Base
from moedeleder.models.minutes_tables import GapReasonRow, ReaderRow, UsedDocumentRow
from moedeleder.models.tables import MeetingRow, MinutesPartRow, PersonRow, PromiseRow

# Whether a promise was kept is not a matter of the minutes: it goes on meanwhile.
_PROMISE = (
    "position",
    "item_id",
    "goal",
    "what",
    "owner_id",
    "owner_name",
    "due",
    "worry",
    "need",
    "sign",
)
_DOCUMENT = ("position", "kind", "title", "author", "dated", "followed", "reason")
_READER = ("attendee_id", "hidden", "papers", "shares_contact")


def as_it_stands(row: MeetingRow) -> dict[str, Any]:
    """Return everything that the draft of a version can change, as plain JSON data."""
    return {
        "parts": {each.id: {"key": each.key, "text": each.text} for each in row.parts},
        "promises": {
            each.id: _fields(each, _PROMISE) | {"kept_at": _plain(each.kept_at)}
            for each in row.promises
        },
        "documents": {each.id: _fields(each, _DOCUMENT) for each in row.used_documents},
        "reasons": {each.id: _fields(each, ("gap", "reason")) for each in row.gap_reasons},
        "readers": {each.id: _fields(each, _READER) for each in row.readers},
        "statements": {each.id: each.part for each in row.statements},
        "follow_up_at": _plain(row.follow_up_at),
        "follow_up_none_reason": row.follow_up_none_reason,
    }


def put_back(session: Any, row: MeetingRow, before: dict[str, Any]) -> None:
    """Let everything be as :func:`as_it_stands` found it."""
    promises = _promises(row, before["promises"])
    lists: tuple[tuple[list[Any], dict[str, dict[str, Any]], type[Base]], ...] = (
        (row.parts, before["parts"], MinutesPartRow),
        (row.used_documents, _with_days(before["documents"], "dated"), UsedDocumentRow),
        (row.gap_reasons, before["reasons"], GapReasonRow),
        (row.readers, before["readers"], ReaderRow),
        (row.promises, promises, PromiseRow),
    )
    for rows, known, _kind in lists:
        _take_out(rows, known)
    # What goes out may hold the place of what comes back.
    session.flush()
    for rows, known, kind in lists:
        _bring_back(rows, known, kind)
    for promise in row.promises:
        promise.owner = session.get(PersonRow, promise.owner_id) if promise.owner_id else None
    for statement in row.statements:
        statement.part = before["statements"].get(statement.id, statement.part)
    at = before["follow_up_at"]
    row.follow_up_at = datetime.fromisoformat(at) if at else None
    row.follow_up_none_reason = before["follow_up_none_reason"]
    session.flush()
    session.expire(row, ["promises", "used_documents"])


def _with_days(rows: dict[str, dict[str, Any]], name: str) -> dict[str, dict[str, Any]]:
    return {
        row_id: values | {name: date.fromisoformat(values[name]) if values[name] else None}
        for row_id, values in rows.items()
    }


def _promises(row: MeetingRow, rows: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    there = {each.id for each in row.promises}
    found = _with_days(rows, "due")
    for row_id, values in found.items():
        kept_at = values.pop("kept_at")
        if row_id not in there:
            values["kept_at"] = datetime.fromisoformat(kept_at) if kept_at else None
    return found


def _take_out(rows: list[Any], before: dict[str, dict[str, Any]]) -> None:
    for each in [each for each in rows if each.id not in before]:
        rows.remove(each)


def _bring_back(rows: list[Any], before: dict[str, dict[str, Any]], kind: type[Base]) -> None:
    there = {each.id: each for each in rows}
    for row_id, values in before.items():
        if row_id in there:
            _set(there[row_id], values)
        else:
            rows.append(kind(id=row_id, **values))


def _set(row: Base, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _fields(row: Base, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
