"""How the time is shared among those who speak, and who has not been heard yet.

It is measured only while the chair marks who speaks, and seen by the chair alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import PersonRole

_NONE = timedelta()


def spoken(meeting: Meeting, now: datetime) -> Mapping[str, timedelta]:
    """Return how long each person was marked as speaking, by the person's id.

    Args:
        now: an aware moment; the running turn counts up to it.
    """
    times: dict[str, timedelta] = {}
    for turn in meeting.turns:
        length = max(_NONE, (turn.ended or now) - turn.began)
        times[turn.person_id] = times.get(turn.person_id, _NONE) + length
    return times


def family_share(meeting: Meeting, now: datetime) -> int | None:
    """Return the family's part of the marked time in percent; None while nothing is marked.

    It is the sum of their parts in :func:`shares`.
    """
    every = shares(meeting, now)
    if not every:
        return None
    return sum(part for each, part in every if each.person.is_family_side)


def shares(meeting: Meeting, now: datetime) -> tuple[tuple[Attendee, int], ...]:
    """Return who spoke with their part in percent, the longest first; together they are 100.

    Only the time of those on the list counts: somebody taken off it was put there by mistake.
    """
    times = spoken(meeting, now)
    spoke = [each for each in meeting.attendees if times.get(each.person.id)]
    spoke.sort(key=lambda each: times[each.person.id], reverse=True)
    parts = _percents([times[each.person.id] for each in spoke])
    return tuple(zip(spoke, parts, strict=True))


def _percents(times: Sequence[timedelta]) -> list[int]:
    """Return whole percents that are 100 together; what is lost goes where most was cut off."""
    total = sum(times, _NONE)
    parts = [100 * time // total for time in times]
    cut = [100 * time % total for time in times]
    most = sorted(range(len(times)), key=lambda at: cut[at], reverse=True)
    for at in most[: 100 - sum(parts)]:
        parts[at] += 1
    return parts


def unheard(meeting: Meeting, item_id: str | None) -> tuple[Attendee, ...]:
    """Return those in the room who have neither spoken nor been noted at a point.

    Interpreters speak for others and are left out.
    """
    heard = {turn.person_id for turn in meeting.turns if turn.item_id == item_id}
    heard |= {s.person.id for s in meeting.statements if s.item_id == item_id and s.person}
    return tuple(
        each
        for each in meeting.attendees
        if each.is_in_the_room
        and each.person.id not in heard
        and each.person.role is not PersonRole.INTERPRETER
    )
