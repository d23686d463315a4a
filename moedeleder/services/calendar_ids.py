"""Under which id calendars know a meeting, and which meeting an id of theirs means."""

from __future__ import annotations

import re
from typing import Any

from moedeleder.models import calendar_queries, round_queries
from moedeleder.models.tables import MeetingRow

_OWN = re.compile(r"([0-9a-f-]{36})@moedeleder")


def own_uid(meeting_id: str) -> str:
    """Return the id of a meeting's entry in calendars, where it has no other."""
    return f"{meeting_id}@moedeleder"


def next_uid(meeting_id: str) -> str:
    """Return the id of the entry that a meeting's minutes send for the meeting after it."""
    return f"next.{meeting_id}@moedeleder"


def uid_of(meeting: MeetingRow) -> str:
    """Return the id under which calendars know a meeting."""
    return meeting.calendar_uid or own_uid(meeting.id)


def is_about(uid: str, meeting: MeetingRow) -> bool:
    """Return whether a calendar that names this id means the meeting."""
    return uid.strip().lower() == uid_of(meeting)


def meeting_called(session: Any, uid: str) -> MeetingRow | None:
    """Return the meeting that a calendar means by an id, if it is one of ours."""
    named = uid.strip().lower()
    found = _OWN.fullmatch(named)
    if found is None:
        return calendar_queries.meeting_known_as(session, named) if named else None
    return round_queries.meeting_with_family(session, found[1])


def take_over_entry(session: Any, meeting: MeetingRow) -> None:
    """Let a meeting that is called for the first time use the entry its minutes sent before.

    Calendars then show one meeting, not two. Its number is raised above what they have had, each
    time people are called: corrected minutes take the entry from those who were not.
    The first that follows gets the entry; any other has its own.
    """
    if meeting.previous_id is None:
        return
    before = session.get(MeetingRow, meeting.previous_id)
    uid = next_uid(meeting.previous_id)
    sent = [version.number for version in before.versions] if before is not None else []
    is_first = sent and meeting.invited_at is None
    if is_first and calendar_queries.meeting_known_as(session, uid) is None:
        meeting.calendar_uid = uid
    if sent and meeting.calendar_uid == uid:
        meeting.calendar_sequence = max(meeting.calendar_sequence, max(sent) + 1)
