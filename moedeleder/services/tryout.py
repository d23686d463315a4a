"""The fictional families of the try-out: a meeting soon, and one whose minutes are missing.

The person trying takes the place of the caseworker in the examples.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.people import Person
from moedeleder.services.child_voice_words import example_voice
from moedeleder.services.context import DENMARK
from moedeleder.services.deadlines import is_working_day
from moedeleder.services.exchange import example_files
from moedeleder.services.mapped import mapped
from moedeleder.services.meeting_file import MeetingFile, as_prepared, on_day
from moedeleder.services.office import Office

# So much time somebody who has just come should have before the meeting of the day.
_HEADROOM = timedelta(minutes=45)
_LATEST = time(19, 0)


def lay_out_example(office: Office) -> None:
    """Add a meeting that is soon, one that was held, and any others in the days to come.

    Raises:
        NotFound, FileUnreadable, MeetingFileRefused: the program's own examples are not whole.
        StoreReadOnly, DiskFull: as named.
    """
    now = office.clock.local()
    for count, path in enumerate(example_files()):
        file = office.exchange.read(path)
        if count == 0:
            file = _soon(as_prepared(file), now)
        elif count == 1:
            file = _held(file, _working_day(now.date(), -2))
        else:
            file = on_day(as_prepared(file), _working_day(now.date(), count))
        if file.meeting.state is MeetingState.PLANNED:
            file = replace(file, meeting=_heard(file.meeting))
        office.exchange.keep(_led_by_the_user(file, office), path.name)


def _heard(meeting: Meeting) -> Meeting:
    """Return a meeting at which it is said how the child is heard, so that people can be asked."""
    if meeting.child_voice.is_settled:
        return meeting
    return replace(meeting, child_voice=example_voice(meeting))


def _soon(file: MeetingFile, now: datetime) -> MeetingFile:
    """Return the meeting later today, or tomorrow when the day is nearly over."""
    today = on_day(file, now.date())
    if today.meeting.starts_at >= now + _HEADROOM:
        return today
    hour = (now + _HEADROOM + timedelta(minutes=59)).replace(minute=0, second=0, microsecond=0)
    if hour.date() == now.date() and hour.time() <= _LATEST:
        # The time that was chosen among those proposed goes along.
        begins = today.meeting.starts_at
        meeting: Meeting = mapped(today.meeting, lambda each: hour if each == begins else each)
        return replace(today, meeting=meeting)
    return on_day(file, now.date() + timedelta(days=1))


def _held(file: MeetingFile, day: date) -> MeetingFile:
    """Return the meeting as it stood when it was over on that day: said, but not written."""
    apart = timedelta(days=(day - file.meeting.starts_at.date()).days)
    meeting = mapped(
        file.meeting, lambda value: value + apart if isinstance(value, date) else value
    )
    began = meeting.starts_at.replace(tzinfo=DENMARK)
    held = replace(
        meeting,
        state=MeetingState.HELD,
        attendees=tuple(
            replace(each, attendance=Attendance.PRESENT)
            if each.attendance is Attendance.EXPECTED
            else each
            for each in meeting.attendees
        ),
        started_at=meeting.started_at or began,
        ended_at=meeting.ended_at or began + timedelta(minutes=meeting.minutes),
        # What people said to the text read aloud belongs to a text that is not there.
        read_back=(),
    )
    return replace(file, meeting=held, parts=(), versions=(), letters=())


def _led_by_the_user(file: MeetingFile, office: Office) -> MeetingFile:
    """Return the meeting with the user where the example has its caseworker."""
    actor = office.settings.actor()
    users = [p for p in office.families.colleagues() if actor and p.id == actor.person_id]
    leads = [p for p in file.colleagues if p.name == file.made_by.name]
    if not users or not leads:
        return file
    user, stand_in = users[0], leads[0]

    def swapped(value: object) -> object:
        if isinstance(value, Person) and value.id == stand_in.id:
            return user
        names = {stand_in.id: user.id, stand_in.name: user.name}
        return names.get(value, value) if isinstance(value, str) else value

    changed: MeetingFile = mapped(file, swapped)
    return changed


def _working_day(day: date, count: int) -> date:
    """Return the working day so many working days after (or before) a day."""
    step = timedelta(days=1 if count > 0 else -1)
    while count:
        day += step
        count -= step.days if is_working_day(day) else 0
    return day
