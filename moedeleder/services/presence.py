"""Who is in the room: came, left, returned, each with its time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from moedeleder.domain.attendees import Attendance, Attendee, Away, times_in_order
from moedeleder.domain.meetings import Meeting
from moedeleder.models import mapping, queries, room_mapping
from moedeleder.models.tables import AttendeeRow, MeetingRow
from moedeleder.services import visiting
from moedeleder.services.context import DENMARK, Context
from moedeleder.services.meetings import refuse_finished

ON_TIME = timedelta(minutes=2)
"""Whoever comes within so long of the start came on time."""
_IN_THE_ROOM = (Attendance.PRESENT.value, Attendance.LATE.value)


class Presence:
    """What a person notes about who is there; each call returns the meeting anew."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def set(
        self, attendee_id: str, version: int, attendance: Attendance, at: datetime | None = None
    ) -> Meeting:
        """Say whether an attendee is there.

        Args:
            at: when they came late or left early (aware); now when not given.

        Raises:
            TimesOutOfOrder: they would have left before they came.
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """

        def note(row: AttendeeRow, _meeting: MeetingRow) -> None:
            row.attendance = attendance.value
            if attendance is Attendance.LEFT_EARLY:
                row.left_at = at or _not_before_they_came(row, self._clock.now())
            elif attendance is Attendance.LATE:
                row.came_at, row.left_at = at or row.came_at or self._clock.now(), None
            else:
                row.came_at = row.left_at = None
            if attendance in (Attendance.EXPECTED, Attendance.APOLOGY):
                row.away = []

        return self._changed(attendee_id, version, note)

    def came(self, attendee_id: str, version: int, at: datetime | None = None) -> Meeting:
        """Note that somebody came, or came back.

        Args:
            at: when (aware); now when not given.

        Raises:
            TimesOutOfOrder: they would have come back before they left.
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """

        def note(row: AttendeeRow, meeting: MeetingRow) -> None:
            if row.attendance == Attendance.LEFT_EARLY.value:
                self._came_back(row, at)
            elif row.attendance not in _IN_THE_ROOM or at is not None:
                self._came(row, meeting, at)

        return self._changed(attendee_id, version, note)

    def left(self, attendee_id: str, version: int, at: datetime | None = None) -> Meeting:
        """Note that somebody left; whoever was speaking is done.

        Args:
            at: when (aware); now when not given. A person who has left already gets this time.

        Raises:
            TimesOutOfOrder: they would have left before they came.
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """

        def note(row: AttendeeRow, meeting: MeetingRow) -> None:
            if row.attendance != Attendance.LEFT_EARLY.value or at is not None:
                row.attendance = Attendance.LEFT_EARLY.value
                row.left_at = at or _not_before_they_came(row, self._clock.now())

        return self._changed(attendee_id, version, note)

    def set_times(
        self,
        attendee_id: str,
        version: int,
        came_at: datetime | None,
        left_at: datetime | None,
        away: Sequence[Away] = (),
    ) -> Meeting:
        """Correct when somebody who was there came, was out and left (aware moments).

        Args:
            came_at: None when they were there from the start.
            left_at: None when they have not left, or came back.

        Raises:
            TimesOutOfOrder: the times do not follow each other.
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """

        def note(row: AttendeeRow, _meeting: MeetingRow) -> None:
            here = Attendance.LATE if came_at else Attendance.PRESENT
            row.attendance = (Attendance.LEFT_EARLY if left_at else here).value
            row.came_at, row.left_at = came_at, left_at
            row.away = room_mapping.away_data(away)

        return self._changed(attendee_id, version, note)

    def put_back(self, attendee: Attendee) -> Meeting:
        """Let an attendee's presence be as it was in ``attendee``; the way back from the others.

        Raises:
            MeetingFinished, NotFound: as named.
        """

        def note(row: AttendeeRow, _meeting: MeetingRow) -> None:
            write_presence(row, attendee)

        return self._changed(attendee.id, None, note)

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

    def _changed(
        self,
        attendee_id: str,
        version: int | None,
        note: Callable[[AttendeeRow, MeetingRow], None],
    ) -> Meeting:
        with self._store.transaction() as session:
            if version is None:
                row = queries.get(session, AttendeeRow, attendee_id)
            else:
                row = queries.get_at(session, AttendeeRow, attendee_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            note(row, meeting)
            times_in_order(row.came_at, room_mapping.away(row.away), row.left_at)
            if row.attendance not in _IN_THE_ROOM:
                theirs = [turn for turn in meeting.turns if turn.person_id == row.person_id]
                visiting.finish_stretches(theirs, self._clock.now())
            session.flush()
            return mapping.meeting(meeting)

    def _came(self, row: AttendeeRow, meeting: MeetingRow, at: datetime | None) -> None:
        begins = meeting.started_at
        if at is not None:
            late = at > (begins or meeting.starts_at.replace(tzinfo=DENMARK))
        else:
            late = begins is not None and self._clock.now() > begins + ON_TIME
        row.attendance = (Attendance.LATE if late else Attendance.PRESENT).value
        row.came_at = (at or self._clock.now()) if late else None

    def _came_back(self, row: AttendeeRow, at: datetime | None) -> None:
        left = row.left_at
        if left is not None:
            out = Away(left, at or max(self._clock.now(), left))
            # A new list: the row does not see a change inside the old one.
            row.away = [*row.away, *room_mapping.away_data([out])]
        row.attendance = (Attendance.LATE if row.came_at else Attendance.PRESENT).value
        row.left_at = None


def write_presence(row: AttendeeRow, attendee: Attendee) -> None:
    """Give a row the presence of a value."""
    row.attendance = attendee.attendance.value
    row.came_at, row.left_at = attendee.came_at, attendee.left_at
    row.away = room_mapping.away_data(attendee.away)


def _not_before_they_came(row: AttendeeRow, moment: datetime) -> datetime:
    """Return the moment, or when they came (back) where the clock has been set back since."""
    came = [row.came_at] if row.came_at else []
    return max([moment, *came, *(each.back_at for each in room_mapping.away(row.away))])
