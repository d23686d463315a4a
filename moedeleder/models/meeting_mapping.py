"""From the rows of a meeting and its children to its value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from moedeleder.domain.agenda import AgendaItem, ItemKind, Parked
from moedeleder.domain.attendees import Attendance, Attendee, Duty, InvitationReply
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionKind,
    Decision,
    Importance,
    with_items,
)
from moedeleder.domain.meeting_types import Phase, Stretch
from moedeleder.domain.meetings import CheckState, FollowUp, Meeting, MeetingState, Promise
from moedeleder.domain.running import Pause, Turn, Visit
from moedeleder.domain.sending import DeliveryState, LetterWay
from moedeleder.domain.times import Fit, ProposedTime, TimeAnswer
from moedeleder.models import room_mapping, tables
from moedeleder.models.child_rows import Children, People

_Build = Callable[[Children, People], tuple[Any, ...]]


def plain(row: tables.MeetingRow) -> dict[str, Any]:
    """Return the fields of a meeting that stand in its own row and its family's."""
    return {
        "id": row.id,
        "version": row.version,
        "family_id": row.family_id,
        "child_name": row.family.child_name,
        "case_number": row.family.case_number,
        "type_key": row.type_key,
        "type_name": row.type_name,
        "starts_at": row.starts_at,
        "minutes": row.minutes,
        "place": row.place,
        "link": row.link,
        "purpose": row.purpose,
        "state": MeetingState(row.state),
        "started_at": row.started_at,
        "ended_at": row.ended_at,
        "follow_up": FollowUp(row.follow_up_at, row.follow_up_none_reason),
        "invited_at": row.invited_at,
        "calendar_sequence": row.calendar_sequence,
        "calendar_uid": row.calendar_uid or "",
        "child_voice": ChildVoice(VoiceWay(row.child_voice_way), row.child_voice_note),
        "answer_by": row.answer_by,
        "cancelled_reason": row.cancelled_reason,
        "extra_minutes": row.extra_minutes,
        "time_asked_at": row.time_asked_at,
        "speaking_in_minutes": row.speaking_in_minutes,
        "feedback_count": row.feedback_count,
    }


def gathered(
    fields: Mapping[str, Sequence[str]], children: Children, people: People
) -> dict[str, tuple[Any, ...]]:
    """Return some of a meeting's fields, made of its children."""
    return {name: _BUILT[name](children, people) for name in fields}


def built(row: tables.MeetingRow, children: Children, people: People) -> Meeting:
    """Return a whole meeting."""
    lists: dict[str, Any] = {**gathered(MADE_OF, children, people)}
    return Meeting(**plain(row), **lists)


MADE_OF: Mapping[str, tuple[str, ...]] = {
    "attendees": ("attendees",),
    "items": ("items",),
    "checks": ("checks",),
    "statements": ("statements", "earlier_words"),
    "promises": ("promises",),
    "visits": ("visits",),
    "contributions": ("contributions", "told", "items"),
    "proposed_times": ("proposed_times",),
    "time_answers": ("time_answers",),
    "pauses": ("pauses",),
    "turns": ("turns",),
    "scales": ("scales", "scale_marks"),
    "read_back": ("read_back",),
}
"""The fields of a meeting that are lists, and the children each is made of."""


def _each(name: str, make: Callable[[Row[Any], People], Any]) -> _Build:
    return lambda children, people: tuple(make(row, people) for row in children[name])


def _attendee(row: Row[Any], people: People) -> Attendee:
    return Attendee(
        row.id,
        row.version,
        people[row.person_id],
        Duty(row.duty),
        Attendance(row.attendance),
        row.came_at,
        row.left_at,
        row.why_here,
        row.can_decide,
        InvitationReply(row.reply),
        row.replied_at,
        Channel(row.reply_channel) if row.reply_channel else None,
        room_mapping.away(row.away),
    )


def _contributions(children: Children, people: People) -> tuple[Contribution, ...]:
    told = {each.contribution_id: each for each in children["told"]}
    found = (_contribution(each, people, told.get(each.id)) for each in children["contributions"])
    return with_items(found, frozenset(item.id for item in children["items"]))


def _contribution(row: Row[Any], people: People, told: Row[Any] | None) -> Contribution:
    return Contribution(
        id=row.id,
        version=row.version,
        kind=ContributionKind(row.kind),
        words=row.words,
        wanted=row.wanted,
        importance=Importance(row.importance),
        person=people[row.person_id],
        channel=Channel(row.channel),
        received_at=row.received_at,
        answer_id=row.answer_id,
        part_of_id=row.part_of_id,
        decision=Decision(row.decision),
        item_id=row.item_id,
        where=row.elsewhere,
        reason=row.reason,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        told=told.answer if told else "",
        told_at=told.changed_at if told else None,
        told_in_folder=told is not None and _lies_in_folder(told),
    )


def _lies_in_folder(letter: Row[Any]) -> bool:
    return (letter.state, letter.way) == (DeliveryState.SENT.value, LetterWay.FOLDER.value)


def _time_answer(row: Row[Any]) -> TimeAnswer:
    return TimeAnswer(
        row.proposal_id, row.person_id, Fit(row.fit), Channel(row.channel), row.answered_at
    )


def _item(row: Row[Any], people: People) -> AgendaItem:
    return AgendaItem(
        row.id,
        row.version,
        row.position,
        row.title,
        ItemKind(row.kind),
        row.minutes,
        people.get(row.raised_by_id),
        row.from_family,
        row.words,
        Parked(row.parked),
        row.parked_at,
        tuple(row.only_for),
        row.added_at,
    )


def _checks(rows: Sequence[Row[Any]]) -> tuple[CheckState, ...]:
    return tuple(_check(each) for phase in Phase for each in rows if each.phase == phase.value)


def _check(row: Row[Any]) -> CheckState:
    done = row.done_at is not None
    return CheckState(
        Phase(row.phase),
        row.key,
        row.text,
        done,
        row.done_by,
        row.done_at,
        Stretch(row.stretch),
    )


def promise(row: tables.PromiseRow | Row[Any], people: People) -> Promise:
    """Return the value of a promise's row."""
    return Promise(
        row.id,
        row.version,
        row.what,
        people.get(row.owner_id),
        row.owner_name,
        row.due,
        row.goal,
        row.item_id,
        row.kept_at,
        row.created_at,
        row.worry,
        row.need,
        row.sign,
    )


_BUILT: Mapping[str, _Build] = {
    "attendees": _each("attendees", _attendee),
    "items": _each("items", _item),
    "checks": lambda children, _people: _checks(children["checks"]),
    "statements": room_mapping.statements,
    "promises": _each("promises", promise),
    "visits": _each("visits", lambda row, _: Visit(row.item_id, row.began, row.ended)),
    "contributions": _contributions,
    "proposed_times": _each(
        "proposed_times",
        lambda row, _: ProposedTime(row.id, row.version, row.starts_at, row.chosen_at),
    ),
    "time_answers": _each("time_answers", lambda row, _: _time_answer(row)),
    "pauses": _each("pauses", lambda row, _: Pause(row.began, row.ended)),
    "turns": _each("turns", lambda row, _: Turn(row.person_id, row.item_id, row.began, row.ended)),
    "scales": room_mapping.scales,
    "read_back": room_mapping.read_back,
}
