"""The checklist of good facilitation: which lines count now, and which tick themselves.

A line ticks itself only where what is kept about the meeting proves it; a person can tick every
line. Lines are known by their keys, so a municipality may word them as it likes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.attendees import Attendee
from moedeleder.domain.meeting_types import Phase, Stretch
from moedeleder.domain.meetings import CheckState, Meeting
from moedeleder.domain.people import PersonRole
from moedeleder.domain.read_back import Verdict
from moedeleder.domain.record import MinutesPart, PartKey
from moedeleder.domain.statements import StatementKind

_REACHED = timedelta(seconds=30)
"""A point that was open for less was passed on the way to another."""
_EDGE = 2
"""So many points open and close a meeting, as far as there are enough."""


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """A line of the checklist as it stands; ``by_itself`` when nobody ticked it but the facts."""

    check: CheckState
    done: bool
    by_itself: bool


def shown_checks(meeting: Meeting) -> tuple[ShownCheck, ...]:
    """Return the lines that belong while the meeting runs, opening first and closing last."""
    proven = self_ticked(meeting)
    checks = meeting.checks_of(Phase.DURING)
    return tuple(
        ShownCheck(check, check.done or check.key in proven, not check.done and check.key in proven)
        for stretch in Stretch
        for check in checks
        if check.stretch is stretch
    )


def self_ticked(meeting: Meeting) -> frozenset[str]:
    """Return the keys of the lines that what is kept about the meeting proves."""
    checks = meeting.checks_of(Phase.DURING)
    return frozenset(
        check.key for check in checks if check.key in _PROOFS and _PROOFS[check.key](meeting)
    )


def belied(
    meeting: Meeting, parts: Mapping[PartKey, MinutesPart], overruled: Collection[PartKey] = ()
) -> frozenset[str]:
    """Return the keys of the lines that what is written denies, whoever ticked them.

    Args:
        overruled: the parts that the minutes say are missing.
    """
    found = set() if conclusion_read(meeting) else {"read_aloud"}
    guided = _guidance_noted(meeting) or _is_written(parts, PartKey.GUIDANCE)
    if PartKey.GUIDANCE in overruled or not guided:
        found.add("guidance")
    return frozenset(found)


def _is_written(parts: Mapping[PartKey, MinutesPart], key: PartKey) -> bool:
    return key in parts and not parts[key].text.is_empty


def duties_now(meeting: Meeting) -> Stretch:
    """Return which stretch of the checklist counts now.

    The first two points open the meeting and the last two close it (fewer on a short agenda);
    the read-back and the end belong to the closing. Parked points do not count.
    """
    if meeting.read_back or meeting.ended_at is not None:
        return Stretch.CLOSING
    points = [item.id for item in meeting.items if not item.is_parked]
    current = meeting.current_item
    if current is None:
        return Stretch.OPENING
    if current.id not in points:
        return Stretch.DURING
    place, edge = points.index(current.id), min(_EDGE, max(1, len(points) // 3))
    if place < edge:
        return Stretch.OPENING
    return Stretch.CLOSING if place >= len(points) - edge else Stretch.DURING


def _familys_points_reached(meeting: Meeting) -> bool:
    familys = [item for item in meeting.items if item.is_familys]
    return bool(familys) and all(_is_reached(meeting, item) for item in familys)


def _is_reached(meeting: Meeting, item: AgendaItem) -> bool:
    visits = [visit for visit in meeting.visits if visit.item_id == item.id]
    if any(visit.ended is None for visit in visits):
        return True
    spent = sum((v.ended - v.began for v in visits if v.ended), timedelta())
    return bool(visits) and spent >= _REACHED


def _guidance_noted(meeting: Meeting) -> bool:
    return any(each.kind is StatementKind.GUIDANCE for each in meeting.statements)


def _disagreement_noted(meeting: Meeting) -> bool:
    said = any(each.kind is StatementKind.DISAGREEMENT for each in meeting.statements)
    return said or any(
        answer.verdict is not Verdict.AGREE and bool(answer.words.strip())
        for answer in meeting.read_back
    )


def _promises_whole(meeting: Meeting) -> bool:
    promises = meeting.promises
    return bool(promises) and all(each.owner_label.strip() and each.due for each in promises)


def _follow_up_settled(meeting: Meeting) -> bool:
    return meeting.follow_up.is_settled


def conclusion_read(meeting: Meeting) -> bool:
    """Return whether somebody answered to a conclusion that said something."""
    heard = (answer.heard for answer in meeting.read_back if answer.part is PartKey.CONCLUSION)
    return any(text.strip() for text in heard)


def _scale_used(meeting: Meeting) -> bool:
    """Whether everybody in the room has a mark on one of the scales."""
    asked = {each.person.id for each in meeting.attendees if _has_a_say(each)}
    marked = [{mark.person.id for mark in scale.marks} for scale in meeting.scales]
    return bool(asked) and any(asked <= people for people in marked)


def _has_a_say(attendee: Attendee) -> bool:
    return attendee.was_there and attendee.person.role is not PersonRole.INTERPRETER


def _feedback_given(meeting: Meeting) -> bool:
    return meeting.feedback_count > 0


_PROOFS: Mapping[str, Callable[[Meeting], bool]] = {
    "family_points": _familys_points_reached,
    "guidance": _guidance_noted,
    "disagreement": _disagreement_noted,
    "owner_and_date": _promises_whole,
    "follow_up": _follow_up_settled,
    "read_aloud": conclusion_read,
    "scale_used": _scale_used,
    "feedback": _feedback_given,
}
PROVABLE = frozenset(_PROOFS)
"""The keys of the lines that may tick themselves."""
