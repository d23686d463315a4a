"""What is read aloud at the end of a meeting, as plain text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from moedeleder.domain.completeness import promised_to_everybody
from moedeleder.domain.danish import MONTHS, WEEKDAYS, clock
from moedeleder.domain.meetings import FollowUp, Meeting, Promise
from moedeleder.domain.record import MinutesPart, PartKey

NO_NEXT_MEETING = "Der er ikke aftalt et nyt møde."


def read_aloud(meeting: Meeting, parts: Mapping[PartKey, MinutesPart]) -> dict[PartKey, str]:
    """Return each part as it is read to everybody; empty where nothing is written yet."""
    written = {key: parts[key].text.plain.strip() for key in (PartKey.PROBLEM, PartKey.CONCLUSION)}
    year = meeting.starts_at.year
    promised = promised_to_everybody(meeting)
    plan = (f"{at}. {promise_line(each, year)}" for at, each in enumerate(promised, 1))
    return written | {
        PartKey.ACTION_PLAN: "\n".join(plan),
        PartKey.FOLLOW_UP: follow_up_line(meeting.follow_up, year),
    }


def changed_since(meeting: Meeting, texts: Mapping[PartKey, str]) -> frozenset[tuple[PartKey, str]]:
    """Return each (part, person id) that heard another text than ``texts`` hold."""
    return frozenset(
        (each.part, each.person.id)
        for each in meeting.read_back
        if each.heard != texts.get(each.part, "")
    )


def promise_line(promise: Promise, year: int) -> str:
    """Return e.g. ``Karin Dam: Ringe hjem · mandag 7. december``; ``year`` need not be said."""
    who = f"{promise.owner_label}: " if promise.owner_label.strip() else ""
    when = f" · {_spoken_day(promise.due, year)}" if promise.due else ""
    return f"{who}{promise.what}{when}"


def follow_up_line(follow_up: FollowUp, year: int) -> str:
    """Return when the next meeting is, or why there is none; empty while it is open."""
    if follow_up.at is not None:
        day = _spoken_day(follow_up.at, year)
        hour = f" kl. {clock(follow_up.at)}" if follow_up.at.time() != time() else ""
        return f"{day[:1].upper()}{day[1:]}{hour}"
    reason = follow_up.none_reason.strip()
    return f"{NO_NEXT_MEETING} {reason}" if reason else ""


def _spoken_day(day: date | datetime, year: int) -> str:
    """Return a day as people say it: the year only where it is another."""
    said = f"{WEEKDAYS[day.weekday()]} {day.day}. {MONTHS[day.month - 1]}"
    return said if day.year == year else f"{said} {day.year}"
