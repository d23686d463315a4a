"""What was said and promised at a meeting, said again point by point through the services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from operator import itemgetter

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import Meeting, Promise
from moedeleder.domain.running import Pause, Turn
from moedeleder.domain.statements import Formal, Statement
from moedeleder.services.context import DENMARK
from moedeleder.services.meeting_file import MeetingFile
from moedeleder.services.office import Office

Deed = tuple[datetime, Callable[[], object]]


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
        breaks = list(meeting.pauses)
        for item in meeting.items:
            reached = _reached(file, item, begins)
            self._hold(meeting_id, breaks, reached)
            self._reach(reached)
            if self._take_up(meeting_id, file, item):
                self._talk(meeting_id, file, item.id)
                begins += timedelta(minutes=item.minutes)
            self._put_off(meeting_id, item)
        self._hold(meeting_id, breaks, meeting.ended_at or begins)
        self._talk(meeting_id, file, None)
        self._close(meeting_id, file)
        self._reach(meeting.ended_at or begins)
        self._office.conduct.end(meeting_id)

    def _who_is_there(self, meeting_id: str, file: MeetingFile) -> None:
        for wanted in file.meeting.attendees:
            if wanted.attendance is not Attendance.EXPECTED:
                self._office.presence.put_back(wanted)

    def _hold(self, meeting_id: str, breaks: list[Pause], before: datetime) -> None:
        """Hold the breaks that began before a moment."""
        while breaks and breaks[0].began < before:
            pause = breaks.pop(0)
            self._reach(pause.began)
            self._office.conduct.pause(meeting_id)
            self._reach(pause.ended or pause.began)
            self._office.conduct.resume(meeting_id)

    def _take_up(self, meeting_id: str, file: MeetingFile, item: AgendaItem) -> bool:
        """Make a point the current one, unless it was put off before it was reached."""
        points = self._office.points
        if item.added_at is not None:
            points.add_now(meeting_id, item.draft, item.position, item.id)
        if item.only_for:
            points.limit(item.id, self._version(meeting_id, item), item.only_for)
        visited = any(visit.item_id == item.id for visit in file.meeting.visits)
        if item.is_parked and not visited:
            return False
        self._office.conduct.go_to(meeting_id, item.id)
        return True

    def _put_off(self, meeting_id: str, item: AgendaItem) -> None:
        if item.is_parked:
            version = self._version(meeting_id, item)
            self._office.points.park(item.id, version, item.parked)

    def _version(self, meeting_id: str, item: AgendaItem) -> int:
        found = self._office.meetings.get(meeting_id).items
        return next(each.version for each in found if each.id == item.id)

    def _talk(self, meeting_id: str, file: MeetingFile, item_id: str | None) -> None:
        meeting = file.meeting
        said = [each for each in meeting.statements if each.item_id == item_id]
        deeds: list[Deed] = [(s.said_at, partial(self._say, meeting_id, s)) for s in said]
        if meeting.speaking_in_minutes and item_id is not None:
            for turn in meeting.turns:
                deeds += self._turn(meeting_id, turn) if turn.item_id == item_id else []
        for moment, deed in sorted(deeds, key=itemgetter(0)):
            self._reach(moment)
            deed()
        for promise in meeting.promises:
            if promise.item_id == item_id:
                self._promise(meeting_id, promise)

    def _turn(self, meeting_id: str, turn: Turn) -> list[Deed]:
        speaks = self._office.speaking.speaks
        return [
            (turn.began, partial(speaks, meeting_id, turn.person_id)),
            (turn.ended or turn.began, partial(speaks, meeting_id, None)),
        ]

    def _say(self, meeting_id: str, said: Statement) -> None:
        use, person_id = self._office.statements, said.person.id if said.person else None
        first, *later = [*((each.kind, each.text) for each in said.earlier), (said.kind, said.text)]
        meeting = use.say(
            meeting_id,
            *first,
            item_id=said.item_id,
            person_id=person_id,
            statement_id=said.id,
            source=said.source,
        )
        for kind, text in later:
            version = _version_of(meeting, said)
            meeting = use.rewrite(said.id, version, kind, text, person_id, said.source)
        if said.formal is not Formal.NONE:
            use.set_formal(said.id, _version_of(meeting, said), said.formal, said.formal_due)
        if said.formal_done_at is not None:
            use.settle_formal(said.id)

    def _promise(self, meeting_id: str, promise: Promise) -> None:
        self._office.promises.add(meeting_id, promise.draft, promise.id)

    def _close(self, meeting_id: str, file: MeetingFile) -> None:
        """Do what belongs to no single point: the checklist, the scales, the reading aloud."""
        meeting, office = file.meeting, self._office
        for check in meeting.checks_of(Phase.DURING):
            if check.done:
                office.meetings.tick(meeting_id, check.phase, check.key, True)
        for scale in meeting.scales:
            office.scales.add(meeting_id, scale.question, scale.id)
            for mark in scale.marks:
                office.scales.mark(scale.id, mark.person.id, mark.value, mark.reason)
        for answer in meeting.read_back:
            office.read_back.put_back(meeting_id, answer)
        office.conduct.extend(meeting_id, meeting.extra_minutes)
        if meeting.speaking_in_minutes:
            version = office.meetings.get(meeting_id).version
            office.speaking.show_in_minutes(meeting_id, version, True)


def _version_of(meeting: Meeting, said: Statement) -> int:
    return next(each.version for each in meeting.statements if each.id == said.id)


def _reached(file: MeetingFile, item: AgendaItem, planned: datetime) -> datetime:
    """Return when a point was reached, or by the agenda should have been."""
    visits = [visit.began for visit in file.meeting.visits if visit.item_id == item.id]
    return min(visits, default=planned)
