"""Holding the meeting: start, points in turn, breaks, more time, end."""

from __future__ import annotations

from collections.abc import Callable

from moedeleder.domain.agenda import Parked
from moedeleder.domain.errors import InvalidDuration, MeetingCancelled, NotFound
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import MEETING_MINUTES_LIMIT, Meeting, MeetingState
from moedeleder.models import mapping, queries
from moedeleder.models.room_tables import PauseRow
from moedeleder.models.tables import MeetingRow
from moedeleder.services import visiting
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
                self._begin(row)
            session.flush()
            return mapping.meeting(row)

    def go_to(self, meeting_id: str, item_id: str) -> Meeting:
        """Make a point the current one; the time on the one before stops.

        A point that was parked is thereby taken up again.

        Raises:
            MeetingNotRunning, MeetingPaused, NotFound: as named.
        """

        def go(row: MeetingRow) -> None:
            visiting.refuse_standing(row)
            item = next((each for each in row.items if each.id == item_id), None)
            if item is None:
                raise NotFound
            item.parked, item.parked_at = Parked.NONE.value, None
            visiting.visit(row, item_id, self._clock.now())

        return self._changed(meeting_id, go)

    def step(self, meeting_id: str, by: int) -> Meeting:
        """Go to the next (1) or previous (-1) point that is not parked; past the ends it stays.

        Raises:
            MeetingNotRunning, MeetingPaused, NotFound: as named.
        """

        def go(row: MeetingRow) -> None:
            visiting.refuse_standing(row)
            wanted = visiting.neighbour_id(row, by)
            if wanted is not None:
                visiting.visit(row, wanted, self._clock.now())

        return self._changed(meeting_id, go)

    def pause(self, meeting_id: str) -> Meeting:
        """Hold a break: the clocks of the point and of whoever speaks stop.

        Raises:
            MeetingNotRunning, NotFound: as named.
        """

        def stop(row: MeetingRow) -> None:
            visiting.refuse_not_running(row)
            if not visiting.is_paused(row):
                visiting.begin_pause(row, self._clock.now())

        return self._changed(meeting_id, stop)

    def resume(self, meeting_id: str) -> Meeting:
        """Go on after a break at the point where it was left.

        Raises:
            MeetingNotRunning, NotFound: as named.
        """

        def go_on(row: MeetingRow) -> None:
            visiting.refuse_not_running(row)
            if visiting.is_paused(row):
                now = self._clock.now()
                visiting.finish_stretches(row.pauses, now)
                visiting.visit(row, visiting.place_to_begin(row), now)

        return self._changed(meeting_id, go_on)

    def end(self, meeting_id: str) -> Meeting:
        """End the meeting; the clock stops and the minutes can be written.

        Raises:
            MeetingNotRunning, NotFound: as named.
        """

        def finish(row: MeetingRow) -> None:
            visiting.refuse_not_running(row)
            now = self._clock.now()
            visiting.visit(row, None, now)
            visiting.finish_stretches(row.pauses, now)
            row.state = MeetingState.HELD.value
            # A machine's clock can be set back; a meeting never ends before what happened at it.
            ends = [visit.ended for visit in row.visits if visit.ended]
            row.ended_at = max([now, row.started_at or now, *ends])

        return self._changed(meeting_id, finish)

    def ask_about_time(self, meeting_id: str) -> Meeting:
        """Note that the chair was asked how to use the time that is left: it is asked once.

        Raises:
            MeetingNotRunning, NotFound: as named.
        """

        def note(row: MeetingRow) -> None:
            visiting.refuse_not_running(row)
            row.time_asked_at = row.time_asked_at or self._clock.now()

        return self._changed(meeting_id, note)

    def extend(self, meeting_id: str, minutes: int) -> Meeting:
        """Let the meeting last longer; negative ``minutes`` take back what was added.

        Raises:
            InvalidDuration: it would last more than twelve hours.
            MeetingFinished, NotFound: as named.
        """

        def add(row: MeetingRow) -> None:
            refuse_finished(row)
            extra = max(0, row.extra_minutes + minutes)
            if row.minutes + extra > MEETING_MINUTES_LIMIT:
                raise InvalidDuration("minutes")
            row.extra_minutes = extra

        return self._changed(meeting_id, add)

    def _changed(self, meeting_id: str, change: Callable[[MeetingRow], None]) -> Meeting:
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            change(row)
            session.flush()
            return mapping.meeting(row)

    def _begin(self, row: MeetingRow) -> None:
        now = self._clock.now()
        if row.ended_at is not None:
            # What lies between an end taken back and now was no part of the meeting.
            began = visiting.after_all(row.pauses, row.ended_at)
            row.pauses.append(PauseRow(id=new_id(), began=began, ended=max(now, began)))
        row.state = MeetingState.RUNNING.value
        row.started_at = row.started_at or now
        row.ended_at = None
        visiting.visit(row, visiting.place_to_begin(row), now)
