"""The fictional families of the try-out: a meeting today, and one whose minutes are missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from moedeleder.domain.meetings import Attendance, MeetingState
from moedeleder.services.context import DENMARK
from moedeleder.services.deadlines import is_working_day
from moedeleder.services.exchange import example_files
from moedeleder.services.meeting_file import MeetingFile, as_planned, on_day
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
    first, *others = example_files()
    soon = _soon(as_planned(office.exchange.read(first)), now)
    office.exchange.keep(soon, first.name)
    for count, path in enumerate(others):
        file = as_planned(office.exchange.read(path))
        if count == 0:
            file = _held(on_day(file, _working_day(now.date(), -2)))
        else:
            file = on_day(file, _working_day(now.date(), count + 1))
        office.exchange.keep(file, path.name)


def _soon(file: MeetingFile, now: datetime) -> MeetingFile:
    """Return the meeting later today, or tomorrow when the day is nearly over."""
    today = on_day(file, now.date())
    if today.meeting.starts_at >= now + _HEADROOM:
        return today
    hour = (now + _HEADROOM + timedelta(minutes=59)).replace(minute=0, second=0, microsecond=0)
    if hour.date() == now.date() and hour.time() <= _LATEST:
        return replace(today, meeting=replace(today.meeting, starts_at=hour))
    return on_day(file, now.date() + timedelta(days=1))


def _held(file: MeetingFile) -> MeetingFile:
    """Return the meeting as it stands when everybody came and nothing is written yet."""
    meeting = file.meeting
    began = meeting.starts_at.replace(tzinfo=DENMARK)
    held = replace(
        meeting,
        state=MeetingState.HELD,
        attendees=tuple(replace(a, attendance=Attendance.PRESENT) for a in meeting.attendees),
        started_at=began,
        ended_at=began + timedelta(minutes=meeting.minutes),
    )
    return replace(file, meeting=held)


def _working_day(day: date, count: int) -> date:
    """Return the working day so many working days after (or before) a day."""
    step = timedelta(days=1 if count > 0 else -1)
    while count:
        day += step
        count -= step.days if is_working_day(day) else 0
    return day
