"""The time of a running meeting in words, and what is left of its agenda."""

from __future__ import annotations

from datetime import datetime, timedelta

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.danish import clock
from moedeleder.domain.meeting_clock import PointStanding, elapsed, ends_by, standing, time_left
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.wording import count_text

_CLOSING = 2
"""So many points close a meeting as a rule: what is agreed, and how it went."""


def meeting_time(meeting: Meeting, now: datetime) -> str:
    """Return e.g. ``45 af 90 min · slutter 17.00``; says plainly when the time is used up."""
    total = meeting.minutes + meeting.extra_minutes
    if meeting.started_at is None:
        return f"{total} min · slutter {clock(ends_by(meeting))}"
    spent = elapsed(meeting, now) // timedelta(minutes=1)
    ends = "slutter" if time_left(meeting, now) >= timedelta() else "skulle slutte"
    return f"{spent} af {total} min · {ends} {clock(ends_by(meeting))}"


def used_share(meeting: Meeting, now: datetime) -> float:
    """Return how much of the meeting's time is used; above 1 when it should be over."""
    total = timedelta(minutes=max(1, meeting.minutes + meeting.extra_minutes))
    return 1 - time_left(meeting, now) / total


def later_items(meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Return the points that were not reached and are not parked."""
    return tuple(i for i in meeting.items if standing(meeting, i) is PointStanding.LATER)


def closing_items(meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Return the points that close the meeting: what is agreed, and how it went."""
    return tuple(item for item in meeting.items if not item.is_parked)[-_CLOSING:]


def rest_to_park(meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Return the points that can wait until another day: not reached, and not closing."""
    closing = closing_items(meeting)
    return tuple(item for item in later_items(meeting) if item not in closing)


def way_to_close(meeting: Meeting) -> AgendaItem | None:
    """Return the point where the closing begins; None when it has begun."""
    closing, current = closing_items(meeting), meeting.current_item
    if current in closing:
        return None
    return next((item for item in closing if item in later_items(meeting)), None)


def late_words(meeting: Meeting, now: datetime) -> str:
    """Return e.g. ``8 min tilbage og 3 punkter endnu.``, for the question about the time."""
    minutes = time_left(meeting, now) // timedelta(minutes=1)
    left = f"{minutes} min tilbage" if minutes > 0 else "Tiden er gået"
    count = len(later_items(meeting))
    if not count:
        return f"{left}. Hvad gør I?"
    return f"{left}, og der er {count_text(count, 'punkt', 'punkter')} endnu. Hvad gør I?"


def length_text(length: timedelta) -> str:
    """Return e.g. ``4 min``; ``under 1 min`` for the first minute."""
    minutes = length // timedelta(minutes=1)
    return f"{minutes} min" if minutes else "under 1 min"
