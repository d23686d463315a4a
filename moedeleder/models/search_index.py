"""Keeps what minutes say searchable, in the same transaction as what it tells.

Searched is what people who were there may read: the newest version of finished minutes, else the
parts that were saved, the plan and the documents. Private notes, notes that no part holds, and
what only some may hear never get in.

Rows are read here by named columns only, so that an older database can be caught up with as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, event, func, insert, inspect, select, update
from sqlalchemy.orm import Mapper, Session, object_session

from moedeleder.models import tables as t
from moedeleder.models.base import Base
from moedeleder.models.minutes_tables import UsedDocumentRow
from moedeleder.models.search_lines import Line, lines_of
from moedeleder.models.search_tables import SearchLineRow, SearchWaitingRow

_STALE, _RENAMED = "search_stale", "search_renamed"
# A line's number is the minute its meeting begins, a slot for the meeting, and its place there.
_PLACE_BITS, _SLOT_BITS = 14, 22
_LAST_PLACE = (1 << _PLACE_BITS) - 1
_EPOCH = datetime(1970, 1, 1)
_LAST_MINUTE = (1 << 27) - 1
_BATCH = 500

# The columns that are told, or decide whether something is; all of them when a row comes or goes.
_TOLD: dict[type[Any], tuple[str, ...]] = {
    t.MinutesPartRow: ("text",),
    t.MinutesVersionRow: (),
    t.PromiseRow: (
        *("worry", "need", "goal", "what", "owner_id", "owner_name", "sign", "item_id"),
        "meeting_id",
    ),
    UsedDocumentRow: ("title", "author", "reason"),
    t.AttendeeRow: ("person_id",),
    t.AgendaItemRow: ("only_for",),
    t.MeetingRow: ("starts_at", "type_key", "family_id", "follow_up_none_reason"),
}


# Asked of each row: one that goes because its meeting lets go of it is in no list of the session.
@event.listens_for(Base, "after_insert", propagate=True)
@event.listens_for(Base, "after_delete", propagate=True)
def _notice(_mapper: Mapper[Any], _connection: Connection, row: Base) -> None:
    if type(row) in _TOLD:
        _stale(row, _STALE).update(_meetings_of(row))


@event.listens_for(Base, "after_update", propagate=True)
def _notice_change(_mapper: Mapper[Any], _connection: Connection, row: Base) -> None:
    if _is_told_otherwise(row):
        _stale(row, _STALE).update(_meetings_of(row))
    elif isinstance(row, t.PersonRow) and _has_changed(row, "name"):
        _stale(row, _RENAMED).add(row.id)


def _stale(row: Base, name: str) -> set[str]:
    session = object_session(row)
    assert session is not None, "a row is being written outside a session"
    found: set[str] = session.info.setdefault(name, set())
    return found


def _is_told_otherwise(row: Any) -> bool:
    return any(_has_changed(row, name) for name in _TOLD.get(type(row), ()))


def _has_changed(row: Any, name: str) -> bool:
    return bool(inspect(row).attrs[name].history.has_changes())


def _meetings_of(row: Any) -> set[str]:
    """Return the meetings a row belongs to, and those it belonged to before."""
    if isinstance(row, t.MeetingRow):
        return {row.id}
    history = inspect(row).attrs["meeting_id"].history
    return {each for each in (row.meeting_id, *history.deleted) if each}


def bring_up(session: Session) -> None:
    """Make what was written in this transaction searchable; called before its commit."""
    session.flush()
    stale: set[str] = session.info.pop(_STALE, set())
    renamed: set[str] = session.info.pop(_RENAMED, set())
    if renamed:
        promised = select(t.PromiseRow.meeting_id).where(t.PromiseRow.owner_id.in_(renamed))
        stale.update(session.scalars(promised))
    if stale:
        index(session.connection(), sorted(stale))


def catch_up(engine: Engine, writes: str) -> None:
    """Make searchable what waits for it: everything, after a migration; else nothing.

    Some meetings a transaction, so that a program that is stopped goes on where it was.

    Args:
        writes: the execution option of a transaction that is going to write.
    """
    waiting = select(SearchWaitingRow.meeting_id).limit(_BATCH)
    while True:
        with engine.connect() as connection:
            if connection.scalar(waiting) is None:
                return
        with engine.execution_options(**{writes: True}).begin() as connection:
            ids = connection.scalars(waiting).all()
            index(connection, ids)
            done = SearchWaitingRow.meeting_id.in_(ids)
            connection.execute(delete(SearchWaitingRow).where(done))


@dataclass(frozen=True, slots=True)
class _Kept:
    id: int
    line: Line


def index(connection: Connection, ids: Sequence[str]) -> None:
    """Write anew what the minutes of some meetings say; a line that is as it was is not touched."""
    kept = _kept_lines(connection, ids)
    meeting = t.MeetingRow
    query = select(meeting.id, meeting.starts_at).where(meeting.id.in_(ids))
    begin = {row.id: row.starts_at for row in connection.execute(query)}
    told = lines_of(connection, list(begin))
    slots = _Slots(connection)
    changes = _Changes()
    for meeting_id in ids:
        before = {each.id: each.line for each in kept.get(meeting_id, ())}
        lines = told.get(meeting_id, ())[: _LAST_PLACE + 1]
        base = slots.of(begin[meeting_id], before) if lines else 0
        # The newest come first, but a meeting's own lines in their order.
        new = {base + _LAST_PLACE - at: line for at, line in enumerate(lines)}
        changes.add(meeting_id, before, new)
    changes.write(connection)


def _kept_lines(connection: Connection, ids: Sequence[str]) -> dict[str, list[_Kept]]:
    row = SearchLineRow
    query = select(row.meeting_id, row.id, row.part, row.heading, row.text, row.tags)
    found: dict[str, list[_Kept]] = {}
    for meeting_id, number, *line in connection.execute(query.where(row.meeting_id.in_(ids))):
        found.setdefault(meeting_id, []).append(_Kept(number, Line(*line)))
    return found


def first_number(moment: datetime) -> int:
    """Return the lowest number a line of a meeting that begins then can have."""
    minute = int((moment - _EPOCH).total_seconds() // 60)
    return min(max(minute, 0), _LAST_MINUTE) << (_SLOT_BITS + _PLACE_BITS)


class _Slots:
    """Gives each meeting numbers of its own; those given in the same go count as taken."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next: dict[int, int] = {}

    def of(self, starts_at: datetime, before: Iterable[int]) -> int:
        """Return the first number of a meeting: the one it has, else a free one."""
        first = first_number(starts_at)
        last = first + (1 << (_SLOT_BITS + _PLACE_BITS)) - 1
        mine = next(iter(before), -1)
        if first <= mine <= last:
            return mine & ~_LAST_PLACE
        base = self._next[first] if first in self._next else self._free(first, last)
        self._next[first] = base + _LAST_PLACE + 1
        return base

    def _free(self, first: int, last: int) -> int:
        number = SearchLineRow.id
        query = select(func.max(number)).where(number.between(first, last))
        taken = self._connection.scalar(query)
        return first if taken is None else (taken & ~_LAST_PLACE) + _LAST_PLACE + 1


class _Changes:
    """What is to be written, gathered: many rows at once are quick, many statements are not."""

    def __init__(self) -> None:
        self._gone: list[int] = []
        self._new: list[dict[str, Any]] = []
        self._other: list[tuple[int, Line]] = []

    def add(self, meeting_id: str, before: Mapping[int, Line], new: Mapping[int, Line]) -> None:
        """Take down how the lines of one meeting became others."""
        self._gone += [number for number in before if number not in new]
        for number, line in new.items():
            if number not in before:
                self._new.append({"id": number, "meeting_id": meeting_id, **line.as_row()})
            elif before[number] != line:
                self._other.append((number, line))

    def write(self, connection: Connection) -> None:
        """Write all of it."""
        number = SearchLineRow.id
        for at in range(0, len(self._gone), _BATCH):
            some = self._gone[at : at + _BATCH]
            connection.execute(delete(SearchLineRow).where(number.in_(some)))
        if self._new:
            connection.execute(insert(SearchLineRow), self._new)
        for each, line in self._other:
            connection.execute(update(SearchLineRow).where(number == each).values(line.as_row()))
