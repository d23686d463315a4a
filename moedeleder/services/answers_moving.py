"""An answer that was placed with the wrong person: taken back there, given to the right one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moedeleder.domain.answers import Doubt
from moedeleder.domain.attendees import InvitationReply
from moedeleder.domain.contributions import (
    Channel,
    ContributionDraft,
    ContributionKind,
    Decision,
    Importance,
)
from moedeleder.domain.errors import NotAllowedNow
from moedeleder.domain.times import Fit
from moedeleder.models import queries, round_queries
from moedeleder.models.round_tables import AnswerRow, ContributionRow
from moedeleder.models.tables import MeetingRow, PersonRow
from moedeleder.services.answers_rows import keep_times
from moedeleder.services.bringing import keep
from moedeleder.services.contributions import withdraw_row
from moedeleder.services.corrections_received import taken_back_from_round
from moedeleder.services.meetings import note_reply, refuse_finished


@dataclass(frozen=True, slots=True)
class Brought:
    """What an answer that was typed in had given; one with bytes is read anew instead."""

    drafts: tuple[ContributionDraft, ...]
    fits: tuple[tuple[str, Fit], ...]


def taken_back(
    session: Any,
    row: AnswerRow,
    meeting: MeetingRow,
    person: PersonRow,
    reason: str,
    now: datetime,
    by: str,
) -> Brought:
    """Take back all an answer gave to the person it was placed with, and return it.

    Contributions stay on record as withdrawn, with the reason.

    Args:
        meeting, person: where it is to go instead.
        now: when (aware); ``by`` is who does it.

    Raises:
        NotAllowedNow: it is theirs already, or somebody took a stand on what it says about
            the minutes.
        MeetingFinished: the minutes of the meeting it was placed with are final.
    """
    if (row.meeting_id, row.person_id) == (meeting.id, person.id) or row.meeting_id is None:
        raise NotAllowedNow
    former = queries.get(session, MeetingRow, row.meeting_id)
    given_before = round_queries.contributions_from(session, row.id)
    if given_before or not former.versions:
        refuse_finished(former)
    taken_back_from_round(session, former, row)
    counting = [
        each
        for each in given_before
        if each.decision != Decision.WITHDRAWN.value and each.person_id == row.person_id
    ]
    for each in counting:
        withdraw_row(session, former, each, reason, now, by)
    fits = _times_taken_back(former, row)
    _reply_taken_back(session, former, row)
    session.flush()
    return Brought(tuple(_draft(each) for each in counting if each.part_of_id is None), fits)


def given(
    session: Any, row: AnswerRow, brought: Brought, meeting: MeetingRow, person: PersonRow
) -> None:
    """Give what was taken back of a typed answer to a person and a meeting."""
    row.meeting_id, row.person_id, row.doubt = meeting.id, person.id, Doubt.NONE.value
    channel, at = Channel(row.channel), row.received_at
    keep(session, meeting, person, brought.drafts, channel, at, row)
    keep_times(session, meeting, person.id, brought.fits, channel, at)
    session.flush()


def _draft(row: ContributionRow) -> ContributionDraft:
    kind, importance = ContributionKind(row.kind), Importance(row.importance)
    return ContributionDraft(kind, row.words, row.wanted, importance)


def _times_taken_back(meeting: MeetingRow, row: AnswerRow) -> tuple[tuple[str, Fit], ...]:
    # The moment of the answer tells its times from what the person said otherwise.
    given_then = [
        each
        for each in meeting.time_answers
        if each.person_id == row.person_id and each.answered_at == row.received_at
    ]
    for each in given_then:
        meeting.time_answers.remove(each)
    return tuple((each.proposal_id, Fit(each.fit)) for each in given_then)


def _reply_taken_back(session: Any, meeting: MeetingRow, row: AnswerRow) -> None:
    for attendee in meeting.attendees:
        if attendee.person_id == row.person_id and attendee.replied_at == row.received_at:
            note_reply(session, attendee, InvitationReply.NONE, None, row.received_at)
