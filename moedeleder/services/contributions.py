"""Contributions: what the family brings to the agenda, and what becomes of each thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from moedeleder.domain.agenda import AgendaItem, ItemDraft, ItemKind, place_for
from moedeleder.domain.contributions import (
    Channel,
    ContributionDraft,
    ContributionKind,
    Decision,
)
from moedeleder.domain.errors import FieldMissing, NotFound, ReasonMissing, WordsNotThere
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.text import clean_text, optional_line, optional_text, required_line
from moedeleder.domain.times import Fit
from moedeleder.models import mapping, queries
from moedeleder.models.round_tables import ContributionRow
from moedeleder.models.tables import AgendaItemRow, MeetingRow, PersonRow
from moedeleder.services.agenda import checked_item, insert_row, number_rows
from moedeleder.services.bringing import checked_drafts, keep, typed_answer
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_finished
from moedeleder.services.times import keep_fits, refuse_stranger

POINT_MINUTES = 10
"""So long a new point is given until somebody says otherwise."""

__all__ = ["Contributions", "keep"]


class Contributions:
    """What a person decides about each thing brought; each call returns the meeting anew."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def type_in(
        self,
        meeting_id: str,
        person_id: str,
        channel: Channel,
        drafts: Sequence[ContributionDraft],
        fits: Sequence[tuple[str, Fit]] = (),
    ) -> Meeting:
        """Keep what somebody said on the phone or wrote on paper, as one answer.

        Args:
            fits: proposed times by id, and whether each suits the person.

        Raises:
            FieldMissing: nothing was said.
            NotFound: the meeting is gone, or the person is not on its list.
            FieldTooLong, MeetingFinished: as named.
        """
        brought = checked_drafts(drafts)
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            refuse_stranger(meeting, person_id)
            person, now = queries.get(session, PersonRow, person_id), self._clock.now()
            answer = typed_answer(meeting, person, channel, brought, fits, now)
            if not answer.text:
                raise FieldMissing("words")
            session.add(answer)
            keep(session, meeting, person, brought, channel, now, answer)
            keep_fits(session, meeting, person_id, fits, channel, now)
            session.flush()
            return mapping.meeting(meeting)

    def put_on(
        self,
        contribution_id: str,
        version: int,
        title: str = "",
        minutes: int | None = None,
        item_id: str = "",
    ) -> Meeting:
        """Make a point of it, raised by whoever brought it; the words stay with it as they are.

        Args:
            title: the point's title; empty takes the first line of the words.
            item_id: the point it was before, when a decision is done again: that one if it is
                still there, else one made anew under the same id.

        Raises:
            FieldMissing, FieldTooLong, InvalidDuration: the title or time cannot be.
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row, meeting = _decidable(session, contribution_id, version)
            draft = checked_item(_point(session, meeting, row, title, minutes))
            if all(item.id != item_id for item in meeting.items):
                _leave_point(session, meeting, row)
                item_id = _insert(meeting, row, draft, item_id).id
            self._decide(row, Decision.ON_AGENDA, item_id=item_id)
            session.flush()
            return mapping.meeting(meeting)

    def merge(self, contribution_id: str, version: int, item_id: str) -> Meeting:
        """Let it be taken together with a point that is on the agenda.

        Raises:
            NotFound: the point or the contribution is gone.
            ChangedElsewhere, MeetingFinished: as named.
        """
        with self._store.transaction() as session:
            row, meeting = _decidable(session, contribution_id, version)
            if all(item.id != item_id for item in meeting.items):
                raise NotFound
            if row.item_id != item_id:
                _leave_point(session, meeting, row)
            self._decide(row, Decision.MERGED, item_id=item_id)
            session.flush()
            return mapping.meeting(meeting)

    def elsewhere(self, contribution_id: str, version: int, where: str, reason: str) -> Meeting:
        """Say that it is taken up somewhere else, where and why.

        Raises:
            FieldMissing: nobody said where.
            ReasonMissing: nobody said why.
            ChangedElsewhere, FieldTooLong, MeetingFinished, NotFound: as named.
        """
        place, why = required_line(where, "where"), _required_reason(reason)
        return self._settle(contribution_id, version, Decision.ELSEWHERE, place, why)

    def not_now(self, contribution_id: str, version: int, reason: str) -> Meeting:
        """Say that it is not taken up at this meeting, and why.

        Raises:
            ReasonMissing: nobody said why.
            ChangedElsewhere, FieldTooLong, MeetingFinished, NotFound: as named.
        """
        why = _required_reason(reason)
        return self._settle(contribution_id, version, Decision.NOT_NOW, "", why)

    def note(self, contribution_id: str, version: int) -> Meeting:
        """Say that it has been read and seen to; it needs no point of its own.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        return self._settle(contribution_id, version, Decision.NOTED)

    def withdraw(self, contribution_id: str, version: int, reason: str) -> Meeting:
        """Say that it no longer counts, such as when its owner took it back.

        Raises:
            ReasonMissing: nobody said why.
            ChangedElsewhere, FieldTooLong, MeetingFinished, NotFound: as named.
        """
        why = _required_reason(reason)
        return self._settle(contribution_id, version, Decision.WITHDRAWN, "", why)

    def reopen(self, contribution_id: str, version: int) -> Meeting:
        """Let it wait for an answer again; a point that only it made, untouched, goes too.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        return self._settle(contribution_id, version, Decision.OPEN)

    def split(self, contribution_id: str, version: int, excerpt: str) -> Meeting:
        """Make a part of its words a point of its own; the whole stays as it is.

        Taking the same part out twice makes one.

        Raises:
            FieldMissing: no words were chosen.
            WordsNotThere: they do not stand in what was written.
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        part = clean_text(excerpt).strip()
        if not part:
            raise FieldMissing("excerpt")
        with self._store.transaction() as session:
            row, meeting = _decidable(session, contribution_id, version)
            if part not in row.words and part not in row.wanted:
                raise WordsNotThere("excerpt")
            if not any(_is_same_part(each, row, part) for each in meeting.contributions):
                meeting.contributions.append(_part_of(row, part))
            session.flush()
            return mapping.meeting(meeting)

    def _settle(
        self,
        contribution_id: str,
        version: int,
        decision: Decision,
        where: str = "",
        reason: str = "",
    ) -> Meeting:
        with self._store.transaction() as session:
            row, meeting = _decidable(session, contribution_id, version)
            _leave_point(session, meeting, row)
            self._decide(row, decision, where=where, reason=reason)
            session.flush()
            return mapping.meeting(meeting)

    def _decide(
        self,
        row: ContributionRow,
        decision: Decision,
        *,
        item_id: str | None = None,
        where: str = "",
        reason: str = "",
    ) -> None:
        is_open = decision is Decision.OPEN
        row.decision, row.item_id = decision.value, item_id
        row.elsewhere, row.reason = where, reason
        row.decided_at = None if is_open else self._clock.now()
        row.decided_by = "" if is_open else self._store.actor


def withdraw_row(
    session: Any, meeting: MeetingRow, row: ContributionRow, reason: str, at: datetime, by: str
) -> None:
    """Let a contribution no longer count, in the session's transaction.

    Args:
        at: when (aware); ``by`` is who says so.
    """
    _leave_point(session, meeting, row)
    row.decision, row.item_id = Decision.WITHDRAWN.value, None
    row.elsewhere, row.reason = "", reason
    row.decided_at, row.decided_by = at, by


def _decidable(
    session: Any, contribution_id: str, version: int
) -> tuple[ContributionRow, MeetingRow]:
    row = queries.get_at(session, ContributionRow, contribution_id, version)
    meeting = queries.get(session, MeetingRow, row.meeting_id)
    refuse_finished(meeting)
    return row, meeting


def _required_reason(reason: str) -> str:
    text = optional_text(reason, "reason")
    if not text:
        raise ReasonMissing("reason")
    return text


def _point(
    session: Any, meeting: MeetingRow, row: ContributionRow, title: str, minutes: int | None
) -> ItemDraft:
    childs = row.kind == ContributionKind.CHILD_WORDS.value
    return ItemDraft(
        optional_line(title, "title") or _title(session, meeting, row),
        ItemKind.CHILD_VOICE if childs else ItemKind.DISCUSSION,
        POINT_MINUTES if minutes is None else minutes,
        row.person_id,
    )


def _title(session: Any, meeting: MeetingRow, row: ContributionRow) -> str:
    session.flush()
    found = next(c for c in mapping.meeting(meeting).contributions if c.id == row.id)
    return found.suggested_title


def _insert(
    meeting: MeetingRow, row: ContributionRow, draft: ItemDraft, item_id: str
) -> AgendaItemRow:
    value = mapping.meeting(meeting)
    family_ids = {a.person.id for a in value.attendees if a.person.is_family_side}
    made = AgendaItemRow(
        id=item_id or new_id(),
        position=len(meeting.items),
        title=draft.title,
        kind=draft.kind.value,
        minutes=draft.minutes,
        raised_by=row.person,
    )
    insert_row(meeting, made, place_for(value.items, draft, family_ids))
    return made


def _leave_point(session: Any, meeting: MeetingRow, row: ContributionRow) -> None:
    """Take a point that stands there for this contribution alone off the agenda."""
    if row.decision != Decision.ON_AGENDA.value:
        return
    value = mapping.meeting(meeting)
    item = next((i for i in value.items if i.id == row.item_id), None)
    if item is None or not _is_only_its(value, item, row, _title(session, meeting, row)):
        return
    meeting.items.remove(next(each for each in meeting.items if each.id == item.id))
    number_rows(meeting.items)


def _is_only_its(meeting: Meeting, item: AgendaItem, row: ContributionRow, title: str) -> bool:
    # Points renumber each other, so one that only looks as it was made is untouched too.
    as_made = item.title == title and item.minutes == POINT_MINUTES
    untouched = item.version == 1 or as_made
    others = any(each.id != row.id for each in meeting.contributions_of(item.id))
    used = (
        item.words.strip()
        or any(each.item_id == item.id for each in meeting.statements)
        or any(each.item_id == item.id for each in meeting.promises)
        or any(each.item_id == item.id for each in meeting.visits)
    )
    return untouched and not others and not used


def _is_same_part(each: ContributionRow, whole: ContributionRow, part: str) -> bool:
    withdrawn = each.decision == Decision.WITHDRAWN.value
    return each.part_of_id == whole.id and each.words == part and not withdrawn


def _part_of(whole: ContributionRow, words: str) -> ContributionRow:
    childs = whole.kind == ContributionKind.CHILD_WORDS.value
    return ContributionRow(
        person_id=whole.person_id,
        person=whole.person,
        answer_id=whole.answer_id,
        part_of_id=whole.id,
        kind=whole.kind if childs else ContributionKind.POINT.value,
        words=words,
        importance=whole.importance,
        channel=whole.channel,
        received_at=whole.received_at,
    )
