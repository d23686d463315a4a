"""Meetings as they were last read, so that one new line does not read two thousand again.

Every change of a row is a line in the change log, in the same transaction, whichever window or
program made it. A meeting known as of one line of the log is brought up to date by reading what
the later lines name. Where that is not certain to be enough, the whole meeting is read.

One writer at a time holds the database, so a line with a higher number was kept later.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.statements import Statement
from moedeleder.models import child_rows, meeting_mapping, room_mapping
from moedeleder.models.tables import ChangeRow, MeetingRow

MEETINGS = 8
"""So many meetings are kept."""
_MANY = 200
"""From so many lines on, reading the whole meeting is no slower."""

# What a change in a table means for the lists of a meeting.
_TOUCHES = {
    "attendee": ("attendees",),
    "agenda_item": ("items", "contributions"),
    "check_line": ("checks",),
    "promise": ("promises",),
    "visit": ("visits",),
    "contribution": ("contributions",),
    "receipt_line": ("contributions",),
    "delivery": ("contributions",),
    # A time that is taken away takes its answers with it.
    "proposed_time": ("proposed_times", "time_answers"),
    "time_answer": ("time_answers",),
    "pause": ("pauses",),
    "turn": ("turns",),
    "scale": ("scales",),
    "scale_mark": ("scales",),
    "read_back": ("read_back",),
}
# Read from the meeting's own row each time, or no part of its value.
_NO_LIST = frozenset(
    {
        "meeting",
        "family",
        "minutes_part",
        "minutes_version",
        "agenda_version",
        "answer",
        "answer_reference",
        "setting",
        "picture",
        "starter_file",
    }
)


@dataclass(frozen=True, slots=True)
class _Known:
    meeting: Meeting
    as_of: int


class KnownMeetings:
    """The meetings read lately, each as of a line of the change log; several threads ask it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[str, _Known] = OrderedDict()

    def find(self, meeting_id: str) -> _Known | None:
        """Return a meeting as last read, if it was lately."""
        with self._lock:
            return self._known.get(meeting_id)

    def keep(self, known: _Known) -> None:
        """Remember a meeting that is as the database has it, unless a newer one is known."""
        with self._lock:
            before = self._known.pop(known.meeting.id, None)
            newest = before if before and before.as_of > known.as_of else known
            self._known[known.meeting.id] = newest
            while len(self._known) > MEETINGS:
                self._known.popitem(last=False)


@event.listens_for(Session, "after_flush")
def _has_written(session: Session, _context: Any) -> None:
    session.info["has_written"] = True


def renewed(session: Session, row: MeetingRow) -> Meeting | None:
    """Return a known meeting as it is now, or None where all of it must be read."""
    known = _found(session, row.id)
    if known is None or known.as_of > _newest(session):
        # Another thread has read past what this session sees: the two must not be mixed.
        return None
    lines = session.execute(
        select(ChangeRow.table_name, ChangeRow.row_id, ChangeRow.action)
        .where(ChangeRow.seq > known.as_of)
        .limit(_MANY)
    ).all()
    if len(lines) == _MANY:
        return None
    said: set[str] = set()
    lists: set[str] = set()
    for table, row_id, action in lines:
        if table in ("statement", "earlier_words"):
            # The line of earlier words names itself; their statement has a line of its own.
            said.add(row_id)
        elif table in _TOUCHES and (table, action) != ("agenda_item", "delete"):
            lists.update(_TOUCHES[table])
        elif table not in _NO_LIST:
            # A person is named in many places, and a point that goes takes things with it.
            return None
    return _brought_up(session, row, known.meeting, lists, said)


def remember(session: Session, meeting: Meeting) -> None:
    """Keep a meeting for the next time: at once where nothing was written, else at the commit."""
    memory: KnownMeetings | None = session.info.get("known_meetings")
    if memory is None:
        return
    known = _Known(meeting, _newest(session))
    if session.info.get("has_written"):
        session.info.setdefault("read_in_transaction", {})[meeting.id] = known
    else:
        memory.keep(known)


def committed(session: Session) -> None:
    """Keep what was read in a transaction that is now in the database."""
    memory: KnownMeetings = session.info["known_meetings"]
    for known in session.info.get("read_in_transaction", {}).values():
        memory.keep(known)


def _newest(session: Session) -> int:
    """Return the number of the last line of the change log that the session sees."""
    return session.scalar(select(func.max(ChangeRow.seq))) or 0


def _found(session: Session, meeting_id: str) -> _Known | None:
    memory: KnownMeetings | None = session.info.get("known_meetings")
    if memory is None:
        return None
    mine: _Known | None = session.info.get("read_in_transaction", {}).get(meeting_id)
    return mine or memory.find(meeting_id)


def _brought_up(
    session: Session, row: MeetingRow, known: Meeting, lists: set[str], said: set[str]
) -> Meeting:
    fields = {name: meeting_mapping.MADE_OF[name] for name in lists}
    children = child_rows.children(
        session, [row.id], {name for names in fields.values() for name in names}
    )
    people = child_rows.people(session, children)
    changed: dict[str, Any] = {
        **meeting_mapping.plain(row),
        **meeting_mapping.gathered(fields, children, people),
    }
    if said:
        changed["statements"] = _statements(session, row.id, known.statements, said)
    return replace(known, **changed)


def _statements(
    session: Session, meeting_id: str, known: Iterable[Statement], ids: set[str]
) -> tuple[Statement, ...]:
    """Return what was said, with those few read again; what is gone or elsewhere is left out."""
    rows = child_rows.some_statements(session, meeting_id, ids)
    new = room_mapping.statements(rows, child_rows.people(session, rows))
    kept = [each for each in known if each.id not in ids]
    return tuple(sorted([*kept, *new], key=attrgetter("said_at", "id")))
