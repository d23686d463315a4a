"""The time of a running meeting, as stretches between stored moments (aware, UTC).

Nothing is counted: whatever a screen shows is computed from these and from now, so that sleep, a
closed lid and a crash do not break it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Visit:
    """A stretch of time spent on one point."""

    item_id: str
    began: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A break in the meeting; no point is being talked about."""

    began: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch in which somebody was marked as speaking, at one point."""

    person_id: str
    item_id: str | None
    began: datetime
    ended: datetime | None = None


def spent_on(visits: tuple[Visit, ...], item_id: str, now: datetime) -> timedelta:
    """Return the time spent on a point so far; the running visit counts up to ``now``."""
    total = timedelta()
    for visit in visits:
        if visit.item_id == item_id:
            total += max(timedelta(), (visit.ended or now) - visit.began)
    return total
