"""What step 3 notes about the meeting itself: who was there, what comes next, shared time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meetings import FollowUp, Meeting
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.minutes.form import MinutesForm
from moedeleder.ui.widgets.scroll_page import ScrollPage


class MeetingDeeds(QObject):
    """Carries out what the tables of the form wish for the meeting."""

    changed = Signal()
    """What the page shows is to be read again."""
    written = Signal(object)
    """The ``MinutesView`` after a deed."""

    def __init__(
        self,
        desk: Desk,
        page: ScrollPage,
        form: MinutesForm,
        meeting: Callable[[], Meeting | None],
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._meeting = desk, page, meeting
        form.attendance.attendance_requested.connect(self._set_attendance)
        form.attendance.everybody_requested.connect(self._everybody_was_here)
        form.next.follow_up_requested.connect(self._set_follow_up)
        form.room.speaking_requested.connect(self._set_speaking)

    def _set_attendance(
        self, attendee_id: str, attendance: Attendance, at: datetime | None
    ) -> None:
        meeting = self._meeting()
        attendee = meeting.attendee(attendee_id) if meeting else None
        if meeting is None or attendee is None:
            return
        presence, version = self._desk.office.presence, attendee.version
        done = perform(
            self._page,
            lambda: presence.set(attendee_id, version, attendance, at),
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, ids=(meeting.id,)),
        )
        # Where it failed, the row shows the fresh value again.
        self.changed.emit()
        if done:
            self._page.banner.dismiss()

    def _everybody_was_here(self) -> None:
        meeting = self._meeting()
        if meeting is None:
            return
        perform(
            self._page,
            lambda: self._desk.office.presence.everybody_is_here(meeting.id),
            success=lambda _meeting: self.changed.emit(),
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, ids=(meeting.id,)),
        )

    def _set_follow_up(self, follow_up: FollowUp) -> None:
        meeting, minutes = self._meeting(), self._desk.office.minutes
        if meeting is None:
            return
        perform(
            self._page,
            lambda: minutes.set_follow_up(meeting.id, meeting.version, follow_up),
            success=self.written.emit,
            changes=self._desk.changes,
            change=Change.of(Kind.MINUTES, ids=(meeting.id,)),
        )

    def _set_speaking(self, show: bool) -> None:
        meeting, speaking = self._meeting(), self._desk.office.speaking
        if meeting is None:
            return
        perform(
            self._page,
            lambda: speaking.show_in_minutes(meeting.id, meeting.version, show),
            changes=self._desk.changes,
            change=Change.of(Kind.MINUTES, ids=(meeting.id,)),
        )
        self.changed.emit()
