"""How far a meeting has come and how much time is left, computed from what is stored and from now.

``now`` is always an aware moment; planned times are Danish wall time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.running import Pause, spent_on

ASK_BEFORE_END = timedelta(minutes=10)
"""From so long before the end on, it is asked how to use the time that is left."""
LONG_BREAK = timedelta(hours=1)
"""A break from this length on moves the end: nobody sat and waited."""
_NEAR = timedelta(hours=2)
"""A meeting that begins at most so long before its time ends when it was planned to end."""
_ZONE = ZoneInfo("Europe/Copenhagen")
_NONE = timedelta()


class PointStanding(StrEnum):
    """How far a point of the agenda has come."""

    DONE = "done"
    NOW = "now"
    LATER = "later"
    PARKED = "parked"


def standing(meeting: Meeting, item: AgendaItem) -> PointStanding:
    """Return how far a point has come; a point left again counts as done."""
    current = meeting.current_item
    if current is not None and current.id == item.id:
        return PointStanding.NOW
    if item.is_parked:
        return PointStanding.PARKED
    visited = any(visit.item_id == item.id for visit in meeting.visits)
    return PointStanding.DONE if visited else PointStanding.LATER


def not_reached(meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Return the points a meeting that is over never came to, the family's first.

    A meeting where nobody went from point to point tells nothing of it.
    """
    if meeting.ended_at is None or not meeting.visits:
        return ()
    missed = (item for item in meeting.items if standing(meeting, item) is PointStanding.LATER)
    return tuple(sorted(missed, key=lambda item: not item.is_familys))


def elapsed(meeting: Meeting, now: datetime) -> timedelta:
    """Return how long the meeting has lasted without its breaks; zero before it starts."""
    if meeting.started_at is None:
        return _NONE
    until = meeting.ended_at or now
    return max(_NONE, until - meeting.started_at - _length(meeting.pauses, until))


def paused_for(meeting: Meeting, now: datetime) -> timedelta:
    """Return how long the break has lasted that is being held now; zero when there is none."""
    return _length(meeting.pauses[-1:], now) if meeting.is_paused else _NONE


def ends_by(meeting: Meeting) -> datetime:
    """Return when the meeting shall be over, as wall time, with the time added on the way.

    The planned end holds however late the meeting began: people have to leave. It is counted from
    the real start only where the meeting began far from its time. A long break moves it.
    """
    extra = timedelta(minutes=meeting.extra_minutes) + _long_breaks(meeting.pauses)
    return _begins(meeting) + timedelta(minutes=meeting.minutes) + extra


def time_left(meeting: Meeting, now: datetime) -> timedelta:
    """Return the time until the meeting shall be over; negative when that has passed."""
    return ends_by(meeting).replace(tzinfo=_ZONE) - now


def point_left(meeting: Meeting, item: AgendaItem, now: datetime) -> timedelta:
    """Return what is left of a point's own minutes; negative when it has had more."""
    return timedelta(minutes=item.minutes) - spent_on(meeting.visits, item.id, now)


def planned_left(meeting: Meeting, now: datetime) -> int:
    """Return the minutes that the points not yet done need; a begun minute counts whole."""
    return -(-_needed(meeting, now) // timedelta(minutes=1))


def late_end(meeting: Meeting, now: datetime) -> bool:
    """Return whether to ask how the time that is left shall be used; it is asked once."""
    running = meeting.state is MeetingState.RUNNING and not meeting.is_paused
    if not running or meeting.time_asked_at is not None:
        return False
    left = time_left(meeting, now)
    return left <= ASK_BEFORE_END and _needed(meeting, now) > left


def _needed(meeting: Meeting, now: datetime) -> timedelta:
    total = _NONE
    for item in meeting.items:
        if standing(meeting, item) in (PointStanding.NOW, PointStanding.LATER):
            total += max(_NONE, point_left(meeting, item, now))
    return total


def _begins(meeting: Meeting) -> datetime:
    if meeting.started_at is None:
        return meeting.starts_at
    began = meeting.started_at.astimezone(_ZONE).replace(tzinfo=None)
    planned_end = meeting.starts_at + timedelta(minutes=meeting.minutes)
    is_near = meeting.starts_at - _NEAR <= began < planned_end
    return meeting.starts_at if is_near else began


def _length(pauses: Iterable[Pause], now: datetime) -> timedelta:
    each = (max(_NONE, (pause.ended or now) - pause.began) for pause in pauses)
    return sum(each, _NONE)


def _long_breaks(pauses: Iterable[Pause]) -> timedelta:
    lengths = (pause.ended - pause.began for pause in pauses if pause.ended is not None)
    return sum((each for each in lengths if each >= LONG_BREAK), _NONE)
