"""Holding the meeting: start, points in turn, who is there, what is said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.errors import FieldMissing, MeetingCancelled, MeetingNotRunning, NotFound
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.statements import Statement, StatementKind
from moedeleder.domain.text import TEXT_LIMIT, optional_text
from moedeleder.models import mapping, queries
from moedeleder.models.tables import (
    AgendaItemRow,
    AttendeeRow,
    MeetingRow,
    PersonRow,
    StatementRow,
    VisitRow,
)
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_finished


class Conduct:
    """What a person does while the meeting runs; each call returns the meeting anew."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def start(self, meeting_id: str) -> Meeting:
        """Start the meeting at its first point, or take up again one that had ended.

        Raises:
            MeetingFinished: the minutes are final.
            MeetingCancelled: it is called off.
            NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(row)
            if row.state == MeetingState.CANCELLED.value:
                raise MeetingCancelled
            if row.state != MeetingState.RUNNING.value:
                row.state = MeetingState.RUNNING.value
                row.started_at = row.started_at or self._clock.now()
                row.ended_at = None
                _visit(row, _place_to_begin(row), self._clock.now())
            session.flush()
            return mapping.meeting(row)

    def go_to(self, meeting_id: str, item_id: str) -> Meeting:
        """Make a point the current one; the time on the one before stops.

        Raises:
            MeetingNotRunning, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            _refuse_not_running(row)
            if all(item.id != item_id for item in row.items):
                raise NotFound
            _visit(row, item_id, self._clock.now())
            session.flush()
            return mapping.meeting(row)

    def step(self, meeting_id: str, by: int) -> Meeting:
        """Go to the next (1) or previous (-1) point; nothing happens past the ends.

        Raises:
            MeetingNotRunning, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            _refuse_not_running(row)
            ids = [item.id for item in row.items]
            current = _current_id(row)
            at = ids.index(current) + by if current in ids else 0
            if 0 <= at < len(ids):
                _visit(row, ids[at], self._clock.now())
            session.flush()
            return mapping.meeting(row)

    def end(self, meeting_id: str) -> Meeting:
        """End the meeting; the clock stops and the minutes can be written.

        Raises:
            MeetingNotRunning, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            _refuse_not_running(row)
            _visit(row, None, self._clock.now())
            row.state = MeetingState.HELD.value
            # A machine's clock can be set back; a meeting never ends before it starts.
            now = self._clock.now()
            row.ended_at = max(now, row.started_at or now)
            session.flush()
            return mapping.meeting(row)

    def set_attendance(
        self,
        attendee_id: str,
        version: int,
        attendance: Attendance,
        at: datetime | None = None,
    ) -> Meeting:
        """Say whether an attendee is there.

        Args:
            at: when they came late or left early (aware); now when not given.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, AttendeeRow, attendee_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            moment = at or self._clock.now()
            row.attendance = attendance.value
            row.came_at = moment if attendance is Attendance.LATE else None
            row.left_at = moment if attendance is Attendance.LEFT_EARLY else None
            session.flush()
            return mapping.meeting(meeting)

    def everybody_is_here(self, meeting_id: str) -> Meeting:
        """Mark all of whom nothing is known yet as present.

        Raises:
            MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            for row in meeting.attendees:
                if row.attendance == Attendance.EXPECTED.value:
                    row.attendance = Attendance.PRESENT.value
            session.flush()
            return mapping.meeting(meeting)

    def say(
        self,
        meeting_id: str,
        kind: StatementKind,
        text: str,
        *,
        item_id: str | None = None,
        person_id: str | None = None,
        statement_id: str = "",
    ) -> Meeting:
        """Keep something that was said; the same ``statement_id`` is never kept twice.

        Raises:
            FieldMissing: there is no text.
            FieldTooLong, MeetingFinished, NotFound: as named.
        """
        words = _words(text)
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            row = StatementRow(id=statement_id or new_id(), said_at=self._clock.now())
            row.meeting_id, row.item_id = meeting.id, _known_point(session, meeting_id, item_id)
            row.kind, row.text = kind.value, words
            row.person = queries.get(session, PersonRow, person_id) if person_id else None
            if session.get(StatementRow, row.id) is None:
                session.add(row)
            session.flush()
            return mapping.meeting(meeting)

    def rewrite(
        self,
        statement_id: str,
        version: int,
        kind: StatementKind,
        text: str,
        person_id: str | None,
    ) -> Meeting:
        """Change a statement as last seen at ``version``.

        Raises:
            FieldMissing, FieldTooLong, ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        words = _words(text)
        with self._store.transaction() as session:
            row = queries.get_at(session, StatementRow, statement_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            row.kind, row.text = kind.value, words
            row.person = queries.get(session, PersonRow, person_id) if person_id else None
            session.flush()
            return mapping.meeting(meeting)

    def take_back(self, statement_id: str, version: int) -> Meeting:
        """Remove a statement; :meth:`put_back` undoes it.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, StatementRow, statement_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            session.delete(row)
            session.flush()
            return mapping.meeting(meeting)

    def put_back(self, meeting_id: str, statement: Statement) -> Meeting:
        """Put a removed statement back under the same id and time.

        Raises:
            MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            row = StatementRow(id=statement.id, said_at=statement.said_at)
            row.kind, row.text, row.meeting_id = statement.kind.value, statement.text, meeting.id
            row.item_id = _known_point(session, meeting_id, statement.item_id)
            if statement.person is not None:
                row.person = queries.get(session, PersonRow, statement.person.id)
            session.add(row)
            session.flush()
            return mapping.meeting(meeting)


def _words(text: str) -> str:
    words = optional_text(text, "text", TEXT_LIMIT)
    if not words:
        raise FieldMissing("text")
    return words


def _known_point(session: Any, meeting_id: str, item_id: str | None) -> str | None:
    """Return the point, unless it was taken off the agenda while the words were written."""
    row = session.get(AgendaItemRow, item_id) if item_id else None
    return item_id if row is not None and row.meeting_id == meeting_id else None


def _refuse_not_running(row: MeetingRow) -> None:
    if row.state != MeetingState.RUNNING.value:
        raise MeetingNotRunning


def _current_id(row: MeetingRow) -> str | None:
    open_visits = [visit for visit in row.visits if visit.ended is None]
    return open_visits[-1].item_id if open_visits else None


def _place_to_begin(row: MeetingRow) -> str | None:
    """Return the point to begin with: where it was left, else the first."""
    if row.visits and any(item.id == row.visits[-1].item_id for item in row.items):
        return row.visits[-1].item_id
    return row.items[0].id if row.items else None


def _visit(row: MeetingRow, item_id: str | None, now: datetime) -> None:
    if item_id is not None and _current_id(row) == item_id:
        return
    for visit in row.visits:
        if visit.ended is None:
            visit.ended = max(now, visit.began)
    if item_id is not None:
        row.visits.append(VisitRow(id=new_id(), item_id=item_id, began=now))
