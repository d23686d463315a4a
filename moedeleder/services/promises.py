"""Promises: what somebody will do by when, from the meeting until it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from moedeleder.domain.danish import checked_day
from moedeleder.domain.errors import PointForSomeGone
from moedeleder.domain.meetings import Meeting, Promise, PromiseDraft, heading
from moedeleder.domain.text import optional_line, required_line
from moedeleder.models import mapping, queries
from moedeleder.models.tables import MeetingRow, PersonRow, PromiseRow
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_locked


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise as lists across meetings show it."""

    promise: Promise
    meeting_id: str
    meeting_title: str
    child_name: str
    promised_on: date

    def is_late(self, today: date) -> bool:
        """Whether it should have been kept before ``today``."""
        due = self.promise.due
        return self.promise.kept_at is None and due is not None and due < today


class Promises:
    """What a person does with promises."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def open(self, within_days: int | None = None) -> list[PromiseLine]:
        """Return promises not yet kept, the most urgent first.

        Args:
            within_days: only those due by so many days from today; None means all.
        """
        due_by = None
        if within_days is not None:
            due_by = self._clock.today() + timedelta(days=within_days)
        with self._store.reading() as session:
            return [_line(*pair) for pair in queries.open_promises(session, due_by=due_by)]

    def kept(self) -> list[PromiseLine]:
        """Return promises that were kept, the latest first."""
        with self._store.reading() as session:
            return [_line(*pair) for pair in queries.kept_promises(session)]

    def add(
        self,
        meeting_id: str,
        draft: PromiseDraft,
        promise_id: str = "",
        at: int | None = None,
        *,
        for_some: bool = False,
    ) -> Meeting:
        """Keep a promise; the same ``promise_id`` is never kept twice.

        Args:
            at: its place in the list, from 0; last when not given.
            for_some: whether its point was seen as one that only some may hear.

        Raises:
            FieldMissing: it does not say what.
            PointForSomeGone: such a point was taken off the agenda meanwhile.
            FieldTooLong, MeetingFinished, NotFound: as named.
        """
        checked = checked_promise(draft)
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_locked(meeting)
            if all(row.id != promise_id for row in meeting.promises):
                position = max((row.position for row in meeting.promises), default=-1) + 1
                row = PromiseRow(position=position)
                if promise_id:
                    row.id = promise_id
                _write(row, checked, meeting)
                if for_some and row.item_id is None:
                    raise PointForSomeGone
                if checked.owner_id:
                    row.owner = queries.get(session, PersonRow, checked.owner_id)
                meeting.promises.append(row)
                if at is not None:
                    _place(meeting, row, at)
                    session.flush()
                    session.expire(meeting, ["promises"])
            session.flush()
            return mapping.meeting(meeting)

    def update(
        self, promise_id: str, version: int, draft: PromiseDraft, *, for_some: bool = False
    ) -> Meeting:
        """Save changes to a promise as last seen at ``version``.

        Args:
            for_some: whether its point was seen as one that only some may hear.

        Raises:
            PointForSomeGone: such a point was taken off the agenda meanwhile.
            ChangedElsewhere, FieldMissing, FieldTooLong, MeetingFinished, NotFound: as named.
        """
        checked = checked_promise(draft)
        with self._store.transaction() as session:
            row = queries.get_at(session, PromiseRow, promise_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_locked(meeting)
            _write(row, checked, meeting)
            if for_some and row.item_id is None:
                raise PointForSomeGone
            owner_id = checked.owner_id
            row.owner = queries.get(session, PersonRow, owner_id) if owner_id else None
            session.flush()
            return mapping.meeting(meeting)

    def remove(self, promise_id: str, version: int) -> Meeting:
        """Take a promise away; :meth:`add` with its id and draft undoes it.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, PromiseRow, promise_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_locked(meeting)
            meeting.promises.remove(row)
            session.flush()
            return mapping.meeting(meeting)

    def mark_kept(self, promise_id: str, kept: bool = True) -> Meeting:
        """Say that a promise was kept, or that it was not after all.

        Raises:
            NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, PromiseRow, promise_id)
            if (row.kept_at is not None) != kept:
                row.kept_at = self._clock.now() if kept else None
            session.flush()
            return mapping.meeting(queries.get(session, MeetingRow, row.meeting_id))


def checked_promise(draft: PromiseDraft) -> PromiseDraft:
    """Return the draft cleaned.

    Raises:
        FieldMissing, FieldTooLong, InvalidDate: as named.
    """
    if draft.due is not None:
        checked_day(draft.due, "due")
    return replace(
        draft,
        what=required_line(draft.what, "what"),
        owner_name="" if draft.owner_id else optional_line(draft.owner_name, "owner_name"),
        goal=optional_line(draft.goal, "goal"),
        worry=optional_line(draft.worry, "worry"),
        need=optional_line(draft.need, "need"),
        sign=optional_line(draft.sign, "sign"),
    )


def _place(meeting: MeetingRow, row: PromiseRow, at: int) -> None:
    others = [each for each in meeting.promises if each is not row]
    others.insert(max(0, at), row)
    for position, each in enumerate(others):
        each.position = position


def _write(row: PromiseRow, draft: PromiseDraft, meeting: MeetingRow) -> None:
    row.what, row.goal, row.due = draft.what, draft.goal, draft.due
    row.owner_name = draft.owner_name
    row.worry, row.need, row.sign = draft.worry, draft.need, draft.sign
    # The point may have been taken off the agenda in the meantime.
    known = any(item.id == draft.item_id for item in meeting.items)
    row.item_id = draft.item_id if known else None


def _line(row: PromiseRow, meeting: MeetingRow) -> PromiseLine:
    began: datetime = meeting.starts_at
    child = meeting.family.child_name
    title = heading(meeting.type_name, child)
    return PromiseLine(mapping.promise(row), meeting.id, title, child, began.date())
