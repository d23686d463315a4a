"""Proposed times: offer several, note whom they suit, choose one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from moedeleder.domain.contributions import Channel
from moedeleder.domain.danish import checked_day
from moedeleder.domain.errors import (
    NotAllowedNow,
    NotFound,
    TimeAlreadyProposed,
    TimeIsPast,
    TooManyTimes,
)
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.times import PROPOSALS_LIMIT, Fit
from moedeleder.models import mapping, queries
from moedeleder.models.round_tables import ProposedTimeRow, TimeAnswerRow
from moedeleder.models.tables import MeetingRow, PersonRow
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_finished


class Times:
    """What a person does to find a time; each call returns the meeting anew."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def propose(self, meeting_id: str, starts_at: datetime, *, with_own: bool = False) -> Meeting:
        """Propose a time (Danish wall time).

        Args:
            with_own: when it is the first, propose the meeting's own time too if that lies ahead.

        Raises:
            InvalidDate, TimeIsPast, TimeAlreadyProposed: no such time can be proposed.
            TooManyTimes: there are twelve already.
            NotAllowedNow: the meeting has begun.
            MeetingFinished, NotFound: as named.
        """
        starts_at = checked_day(starts_at, "starts_at").replace(second=0, microsecond=0)
        if starts_at <= self._clock.local():
            raise TimeIsPast("starts_at")
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            _refuse_begun(meeting)
            if any(each.starts_at == starts_at for each in meeting.proposed_times):
                raise TimeAlreadyProposed("starts_at")
            if len(meeting.proposed_times) >= PROPOSALS_LIMIT:
                raise TooManyTimes(PROPOSALS_LIMIT)
            wanted = {starts_at}
            if with_own and not meeting.proposed_times and meeting.starts_at > self._clock.local():
                wanted.add(meeting.starts_at)
            meeting.proposed_times.extend(ProposedTimeRow(starts_at=at) for at in sorted(wanted))
            session.flush()
            return mapping.meeting(meeting)

    def withdraw(self, proposal_id: str, version: int) -> Meeting:
        """Take a proposed time away, and what people said about it.

        Raises:
            NotAllowedNow: it is the chosen one, or the meeting has begun.
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, ProposedTimeRow, proposal_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            _refuse_begun(meeting)
            if row.chosen_at is not None:
                raise NotAllowedNow
            for answer in [a for a in meeting.time_answers if a.proposal_id == row.id]:
                meeting.time_answers.remove(answer)
            # The answers go first: the database would take them along unseen by the log.
            session.flush()
            meeting.proposed_times.remove(row)
            session.flush()
            return mapping.meeting(meeting)

    def answer(
        self, proposal_id: str, person_id: str, fit: Fit | None, channel: Channel
    ) -> Meeting:
        """Note whether a time suits somebody; None takes the answer away.

        Raises:
            NotFound: the proposal is gone, or the person is not on the list.
            MeetingFinished: the minutes are final.
        """
        with self._store.transaction() as session:
            proposal = queries.get(session, ProposedTimeRow, proposal_id)
            meeting = queries.get(session, MeetingRow, proposal.meeting_id)
            refuse_finished(meeting)
            refuse_stranger(meeting, person_id)
            if fit is None:
                _forget(meeting, proposal_id, person_id)
            else:
                now = self._clock.now()
                keep_fits(session, meeting, person_id, [(proposal_id, fit)], channel, now)
            session.flush()
            return mapping.meeting(meeting)

    def choose(self, proposal_id: str, version: int) -> Meeting:
        """Let the meeting be held at a proposed time.

        Raises:
            NotAllowedNow: the meeting has begun.
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, ProposedTimeRow, proposal_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            _refuse_begun(meeting)
            for each in meeting.proposed_times:
                each.chosen_at = None
            row.chosen_at = self._clock.now()
            meeting.starts_at = row.starts_at
            session.flush()
            return mapping.meeting(meeting)

    def reopen(self, meeting_id: str) -> Meeting:
        """Let no proposed time be chosen; the meeting keeps its time until one is.

        Raises:
            NotAllowedNow: the meeting has begun.
            MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            _refuse_begun(meeting)
            for each in meeting.proposed_times:
                each.chosen_at = None
            session.flush()
            return mapping.meeting(meeting)


def keep_fits(
    session: Any,
    meeting: MeetingRow,
    person_id: str,
    fits: Iterable[tuple[str, Fit]],
    channel: Channel,
    at: datetime,
) -> int:
    """Keep what a person said about proposed times, in the session's transaction.

    The newest answer counts. Proposals that are gone are left out.

    Args:
        at: when it was answered (aware).

    Returns:
        How many answers are new or other than before.
    """
    proposals = {each.id for each in meeting.proposed_times}
    known = {each.proposal_id: each for each in meeting.time_answers if each.person_id == person_id}
    wanted = {proposal: fit for proposal, fit in fits if proposal in proposals}
    person = queries.get(session, PersonRow, person_id)
    changed = 0
    for proposal_id, fit in wanted.items():
        row = known.get(proposal_id)
        if row is not None and row.fit == fit.value:
            continue
        if row is None:
            row = TimeAnswerRow(proposal_id=proposal_id, person_id=person.id)
            meeting.time_answers.append(row)
        row.fit, row.channel, row.answered_at = fit.value, channel.value, at
        changed += 1
    return changed


def refuse_stranger(meeting: MeetingRow, person_id: str) -> None:
    """Do nothing when the person is on the meeting's list.

    Raises:
        NotFound: they are not.
    """
    if all(attendee.person_id != person_id for attendee in meeting.attendees):
        raise NotFound


def _forget(meeting: MeetingRow, proposal_id: str, person_id: str) -> None:
    key = (proposal_id, person_id)
    for row in [a for a in meeting.time_answers if (a.proposal_id, a.person_id) == key]:
        meeting.time_answers.remove(row)


def _refuse_begun(meeting: MeetingRow) -> None:
    refuse_finished(meeting)
    if meeting.state not in (MeetingState.PLANNED.value, MeetingState.CANCELLED.value):
        raise NotAllowedNow
