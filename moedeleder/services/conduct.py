"""Holding the meeting: start, points in turn, who is there."""

from __future__ import annotations

from datetime import datetime

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.errors import MeetingCancelled, MeetingNotRunning, NotFound
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.models import mapping, queries
from moedeleder.models.tables import (
    AttendeeRow,
    MeetingRow,
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
