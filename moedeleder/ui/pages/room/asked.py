"""Whom a question goes to when it is put to everybody: those who are, or were, in the room."""

from __future__ import annotations

from collections.abc import Collection

from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.people import PersonRole


def people_asked(meeting: Meeting, answered: Collection[str] = ()) -> tuple[Attendee, ...]:
    """Return those to ask, in the order of the meeting; whoever has answered is always there.

    The family stands first: they are asked before the others. An interpreter speaks for others.
    While nobody's attendance is noted, everybody who has not sent an apology is asked.
    """
    noted = any(each.was_there for each in meeting.attendees)
    running = meeting.state is MeetingState.RUNNING

    def is_asked(each: Attendee) -> bool:
        if each.person.id in answered:
            return True
        if each.person.role is PersonRole.INTERPRETER:
            return False
        if not noted:
            return each.attendance is not Attendance.APOLOGY
        return each.is_in_the_room if running else each.was_there

    asked = [each for each in meeting.attendees if is_asked(each)]
    return tuple(sorted(asked, key=lambda each: not each.person.is_family_side))
