"""What was said and promised at a meeting, said again point by point through the services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import Promise
from moedeleder.domain.statements import Statement
from moedeleder.services.context import DENMARK
from moedeleder.services.meeting_file import MeetingFile
from moedeleder.services.office import Office


class Talk:
    """Holds a meeting as its file tells it; ``reach`` moves the clock on."""

    def __init__(self, office: Office, reach: Callable[[datetime], None]) -> None:
        self._office, self._reach = office, reach

    def replay(self, meeting_id: str, file: MeetingFile) -> None:
        """Start the meeting, go through its points and end it.

        Raises:
            MoedelederError: what the services raise.
        """
        meeting = file.meeting
        begins = meeting.started_at or meeting.starts_at.replace(tzinfo=DENMARK)
        self._reach(begins)
        self._office.conduct.start(meeting_id)
        self._who_is_there(meeting_id, file)
        for item in meeting.items:
            self._reach(_reached(file, item, begins))
            self._office.conduct.go_to(meeting_id, item.id)
            self._talk(meeting_id, file, item.id)
            begins += timedelta(minutes=item.minutes)
        self._talk(meeting_id, file, None)
        for check in meeting.checks_of(Phase.DURING):
            if check.done:
                self._office.meetings.tick(meeting_id, check.phase, check.key, True)
        self._reach(meeting.ended_at or begins)
        self._office.conduct.end(meeting_id)

    def _who_is_there(self, meeting_id: str, file: MeetingFile) -> None:
        for wanted in file.meeting.attendees:
            if wanted.attendance is not Attendance.EXPECTED:
                self._office.presence.put_back(wanted)

    def _talk(self, meeting_id: str, file: MeetingFile, item_id: str | None) -> None:
        for statement in file.meeting.statements:
            if statement.item_id == item_id:
                self._say(meeting_id, statement)
        for promise in file.meeting.promises:
            if promise.item_id == item_id:
                self._promise(meeting_id, promise)

    def _say(self, meeting_id: str, said: Statement) -> None:
        self._reach(said.said_at)
        self._office.statements.say(
            meeting_id,
            said.kind,
            said.text,
            item_id=said.item_id,
            person_id=said.person.id if said.person else None,
            statement_id=said.id,
        )

    def _promise(self, meeting_id: str, promise: Promise) -> None:
        self._office.promises.add(meeting_id, promise.draft, promise.id)


def _reached(file: MeetingFile, item: AgendaItem, planned: datetime) -> datetime:
    """Return when a point was reached, or by the agenda should have been."""
    visits = [visit.began for visit in file.meeting.visits if visit.item_id == item.id]
    return min(visits, default=planned)
