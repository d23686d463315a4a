"""How the time is shared among those who speak, and who has not been heard yet.

It is measured only while the chair marks who speaks, and seen by the chair alone.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    """Return the family's part of the marked time in percent; None while nothing is marked."""
    times = spoken(meeting, now)
    total = sum(times.values(), _NONE)
    if not total:
        return None
    family = {each.person.id for each in meeting.attendees if each.person.is_family_side}
    theirs = sum((time for person_id, time in times.items() if person_id in family), _NONE)
    return round(100 * theirs / total)


def shares(meeting: Meeting, now: datetime) -> tuple[tuple[Attendee, int], ...]:
    """Return who spoke with their part of the marked time in percent, the longest first."""
    times = spoken(meeting, now)
    total = sum(times.values(), _NONE)
    if not total:
        return ()
    spoke = [each for each in meeting.attendees if times.get(each.person.id)]
    spoke.sort(key=lambda each: times[each.person.id], reverse=True)
    return tuple((each, round(100 * times[each.person.id] / total)) for each in spoke)


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
