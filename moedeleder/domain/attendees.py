"""Who is at a meeting: what they do there, and when they were in the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from moedeleder.domain.contributions import Channel
from moedeleder.domain.errors import TimesOutOfOrder
from moedeleder.domain.people import Person


class Attendance(StrEnum):
    """Whether an attendee was there."""

    EXPECTED = "expected"
    PRESENT = "present"
    APOLOGY = "apology"
    LATE = "late"
    LEFT_EARLY = "left_early"


class InvitationReply(StrEnum):
    """What an attendee has answered to the invitation."""

    NONE = "none"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


class Duty(StrEnum):
    """What an attendee does for the meeting."""

    NONE = "none"
    CHAIR = "chair"
    MINUTES_TAKER = "minutes_taker"
    CHAIR_AND_MINUTES = "chair_and_minutes"


@dataclass(frozen=True, slots=True)
class Away:
    """A time an attendee was out of the room and came back (aware moments)."""

    left_at: datetime
    back_at: datetime


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person invited to one meeting; ``why_here`` and ``can_decide`` are told to everybody.

    ``came_at`` is set for somebody who came late, ``left_at`` for somebody who left and has not
    come back; ``away`` holds the times in between.
    """

    id: str
    version: int
    person: Person
    duty: Duty = Duty.NONE
    attendance: Attendance = Attendance.EXPECTED
    came_at: datetime | None = None
    left_at: datetime | None = None
    why_here: str = ""
    can_decide: str = ""
    reply: InvitationReply = InvitationReply.NONE
    replied_at: datetime | None = None
    reply_channel: Channel | None = None
    away: tuple[Away, ...] = ()

    @property
    def was_there(self) -> bool:
        """Whether the person took part at any time."""
        return self.attendance in (Attendance.PRESENT, Attendance.LATE, Attendance.LEFT_EARLY)

    @property
    def is_in_the_room(self) -> bool:
        """Whether the person has come and not left, as far as it is noted."""
        return self.attendance in (Attendance.PRESENT, Attendance.LATE)


def times_in_order(
    came_at: datetime | None, away: Sequence[Away], left_at: datetime | None
) -> None:
    """Do nothing when coming, going out, coming back and leaving follow each other.

    Raises:
        TimesOutOfOrder: one of them lies before the one it must follow.
    """
    inside = [moment for each in away for moment in (each.left_at, each.back_at)]
    times = [moment for moment in (came_at, *inside, left_at) if moment is not None]
    if times != sorted(times):
        raise TimesOutOfOrder("at")
