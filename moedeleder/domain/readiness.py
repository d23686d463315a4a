"""What a meeting still lacks before it is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from moedeleder.domain.agenda import time_share
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import PersonRole


class LackKind(StrEnum):
    """One sort of thing a planned meeting can lack."""

    PURPOSE = "purpose"
    PLACE = "place"
    FAMILY = "family"
    AGENDA_EMPTY = "agenda_empty"
    AGENDA_TOO_LONG = "agenda_too_long"
    TIME_OPEN = "time_open"
    CONTRIBUTIONS_OPEN = "contributions_open"
    CHILD_VOICE = "child_voice"
    INVITATION = "invitation"
    INVITATION_FOR_NEW = "invitation_for_new"
    CHECKS = "checks"


@dataclass(frozen=True, slots=True)
class Lack:
    """Something to see to before the meeting; ``count`` says how many or how much."""

    kind: LackKind
    count: int = 0


def things_missing(found: Sequence[Lack]) -> int:
    """Return how many things a meeting lacks: the one number that every page says."""
    return sum(lack.count if lack.kind is LackKind.CHECKS else 1 for lack in found)


def lacks(
    meeting: Meeting,
    invited_ids: frozenset[str],
    child_gets_heard: bool = False,
    undone: int | None = None,
) -> tuple[Lack, ...]:
    """Return what is missing before the meeting, most important first.

    Args:
        invited_ids: attendees who have been sent, or given on paper, the invitation.
        child_gets_heard: whether this kind of meeting must say how the child is heard.
        undone: checks before the meeting that are not done; None counts those without a tick.
    """
    found = []
    family_side = (PersonRole.PARENT, PersonRole.CHILD, PersonRole.RELATIVE)
    if not any(a.person.role in family_side for a in meeting.attendees):
        found.append(Lack(LackKind.FAMILY))
    if not meeting.purpose.strip():
        found.append(Lack(LackKind.PURPOSE))
    if not (meeting.place.strip() or meeting.link.strip()):
        found.append(Lack(LackKind.PLACE))
    if meeting.time_is_open:
        found.append(Lack(LackKind.TIME_OPEN))
    found += _agenda_lacks(meeting)
    waiting = sum(each.is_open for each in meeting.contributions)
    if waiting:
        found.append(Lack(LackKind.CONTRIBUTIONS_OPEN, waiting))
    if child_gets_heard and not meeting.child_voice.is_settled:
        found.append(Lack(LackKind.CHILD_VOICE))
    found += _invitation_lacks(meeting, invited_ids)
    if undone is None:
        undone = sum(not check.done for check in meeting.checks_of(Phase.BEFORE))
    if undone:
        found.append(Lack(LackKind.CHECKS, undone))
    return tuple(found)


def _agenda_lacks(meeting: Meeting) -> list[Lack]:
    if not meeting.items:
        return [Lack(LackKind.AGENDA_EMPTY)]
    over = time_share(meeting.items, meeting.minutes).over
    return [Lack(LackKind.AGENDA_TOO_LONG, over)] if over else []


def _invitation_lacks(meeting: Meeting, invited_ids: frozenset[str]) -> list[Lack]:
    waiting = [a for a in meeting.attendees if a.id not in invited_ids]
    if meeting.invited_at is None:
        return [Lack(LackKind.INVITATION, len(waiting))]
    return [Lack(LackKind.INVITATION_FOR_NEW, len(waiting))] if waiting else []
