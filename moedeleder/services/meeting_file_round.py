"""The round before a meeting in a meeting file: what people brought, times, replies, the child.

Nothing is written for a meeting that had no round, so that its file is as it always was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from moedeleder.domain.attendees import Attendee, InvitationReply
from moedeleder.domain.child_voice import ChildVoice
from moedeleder.domain.contributions import Contribution
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.times import ProposedTime, TimeAnswer

Data = dict[str, Any]


def round_data(meeting: Meeting, people_ids: frozenset[str]) -> Data:
    """Return the round as plain JSON data; empty when there was none.

    Args:
        people_ids: the people in the file; times said by others are left out.
    """
    said = [each for each in meeting.time_answers if each.person_id in people_ids]
    data = {
        "child_voice": {"way": meeting.child_voice.way.value, "note": meeting.child_voice.note},
        "answer_by": _iso(meeting.answer_by),
        "cancelled_reason": meeting.cancelled_reason,
        "attendees": [_presence(each) for each in meeting.attendees if _says_something(each)],
        "contributions": [_contribution(each) for each in wholes_first(meeting.contributions)],
        "proposed_times": [_proposal(each) for each in meeting.proposed_times],
        "time_answers": [_time_answer(each) for each in said],
    }
    return data if data != _NOTHING else {}


_NOTHING: Data = {
    "child_voice": {"way": "", "note": ""},
    "answer_by": None,
    "cancelled_reason": "",
    "attendees": [],
    "contributions": [],
    "proposed_times": [],
    "time_answers": [],
}


def sorted_round(data: Data) -> Data:
    """Return a round whose lists stand in an order of their own, for comparing two."""
    keys = {
        "attendees": ("attendee_id",),
        "contributions": ("id",),
        "proposed_times": ("id",),
        "time_answers": ("proposal_id", "person_id"),
    }
    lists = {
        name: sorted(data[name], key=itemgetter(*by)) for name, by in keys.items() if name in data
    }
    return data | lists


def uninvited(meeting: Meeting) -> Meeting:
    """Return a meeting as it was before anybody answered the invitation."""
    unasked = tuple(
        replace(each, reply=InvitationReply.NONE, replied_at=None, reply_channel=None)
        for each in meeting.attendees
    )
    return replace(meeting, attendees=unasked, cancelled_reason="")


def before_the_round(meeting: Meeting) -> Meeting:
    """Return a meeting as it was before anybody was asked."""
    return replace(
        uninvited(meeting),
        child_voice=ChildVoice(),
        answer_by=None,
        contributions=(),
        proposed_times=(),
        time_answers=(),
    )


def wholes_first(contributions: Iterable[Contribution]) -> list[Contribution]:
    """Return contributions so that each stands after the one it was cut out of."""
    waiting, placed = list(contributions), list[Contribution]()
    known: set[str] = set()
    while waiting:
        ready = [each for each in waiting if each.part_of_id is None or each.part_of_id in known]
        assert ready, "a contribution is a part of itself"
        placed += ready
        known |= {each.id for each in ready}
        waiting = [each for each in waiting if each.id not in known]
    return placed


def _iso(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _says_something(attendee: Attendee) -> bool:
    replied = attendee.reply is not InvitationReply.NONE
    return bool(attendee.why_here or attendee.can_decide or replied)


def _presence(attendee: Attendee) -> Data:
    return {
        "attendee_id": attendee.id,
        "why_here": attendee.why_here,
        "can_decide": attendee.can_decide,
        "reply": attendee.reply.value,
        "replied_at": _iso(attendee.replied_at),
        "reply_channel": attendee.reply_channel.value if attendee.reply_channel else None,
    }


def _contribution(each: Contribution) -> Data:
    return {
        "id": each.id,
        "person_id": each.person.id,
        "kind": each.kind.value,
        "words": each.words,
        "wanted": each.wanted,
        "importance": each.importance.value,
        "channel": each.channel.value,
        "received_at": each.received_at.isoformat(),
        "part_of_id": each.part_of_id,
        "decision": each.decision.value,
        "item_id": each.item_id if each.is_placed else None,
        "where": each.where,
        "reason": each.reason,
        "decided_at": _iso(each.decided_at),
        "decided_by": each.decided_by,
    }


def _proposal(each: ProposedTime) -> Data:
    return {
        "id": each.id,
        "starts_at": each.starts_at.isoformat(),
        "chosen_at": _iso(each.chosen_at),
    }


def _time_answer(each: TimeAnswer) -> Data:
    return {
        "proposal_id": each.proposal_id,
        "person_id": each.person_id,
        "fit": each.fit.value,
        "channel": each.channel.value,
        "answered_at": each.answered_at.isoformat(),
    }
