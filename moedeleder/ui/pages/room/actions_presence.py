"""From what is noted about who is in the room to the use cases, each with its way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from moedeleder.domain.attendees import Attendance, Attendee, Away
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Kind
from moedeleder.ui.pages.room.actions import RoomActions
from moedeleder.ui.pages.room.history import Step

_Deed = Callable[[Attendee], Meeting]
_HERE = (Attendance.PRESENT, Attendance.LATE)


class PresenceActions(QObject):
    """Notes who comes, goes and comes back, in the history of the room."""

    def __init__(self, desk: Desk, actions: RoomActions) -> None:
        super().__init__(actions)
        self._desk, self._actions = desk, actions

    def attend(self, attendee_id: str, attendance: Attendance) -> bool:
        """Say how it stands with somebody now; whoever had left comes back."""
        before = self._attendee(attendee_id)
        if before is None:
            return False
        presence = self._desk.office.presence
        if before.attendance is Attendance.LEFT_EARLY and attendance in _HERE:
            return self._changed(before, lambda now: presence.came(now.id, now.version))
        if attendance is Attendance.LEFT_EARLY:
            return self._changed(before, lambda now: presence.left(now.id, now.version))
        return self._changed(before, lambda now: presence.set(now.id, now.version, attendance))

    def set_times(
        self,
        attendee_id: str,
        came_at: datetime | None,
        left_at: datetime | None,
        away: Sequence[Away],
    ) -> bool:
        """Correct when somebody came, was out and left (aware moments)."""
        before = self._attendee(attendee_id)
        if before is None:
            return False
        presence = self._desk.office.presence
        return self._changed(
            before, lambda now: presence.set_times(now.id, now.version, came_at, left_at, away)
        )

    def all_here(self) -> bool:
        """Mark everybody of whom nothing is known as present."""
        waiting = [a for a in self._meeting.attendees if a.attendance is Attendance.EXPECTED]
        presence, actions = self._desk.office.presence, self._actions

        def mark() -> bool:
            return actions.do(lambda: presence.everybody_is_here(self._meeting.id), Kind.MEETINGS)

        def unmark() -> bool:
            done = [self._put_back(each) for each in waiting]
            return all(done)

        step = Step(self.tr("Fremmødet"), unmark, mark)
        return actions.did(bool(waiting) and mark(), step)

    @property
    def _meeting(self) -> Meeting:
        return self._actions.meeting

    def _attendee(self, attendee_id: str) -> Attendee | None:
        return self._meeting.attendee(attendee_id)

    def _changed(self, before: Attendee, change: _Deed) -> bool:
        def once() -> bool:
            now = self._attendee(before.id)
            return now is not None and self._actions.do(lambda: change(now), Kind.MEETINGS)

        if not once():
            return False
        after = self._attendee(before.id)
        if after is None:
            return False
        # Done again, it is as it was the first time: not with the time of the second.
        step = Step(
            self.tr("Fremmødet"), lambda: self._put_back(before), lambda: self._put_back(after)
        )
        return self._actions.did(True, step)

    def _put_back(self, attendee: Attendee) -> bool:
        presence = self._desk.office.presence
        return self._actions.do(lambda: presence.put_back(attendee), Kind.MEETINGS)
