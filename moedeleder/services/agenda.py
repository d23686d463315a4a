"""The agenda: add, edit, move, remove and put back points."""

from __future__ import annotations

from collections.abc import Sequence

from moedeleder.domain.agenda import AgendaItem, ItemDraft, checked_minutes, moved
from moedeleder.domain.errors import PointForSomeStays
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.text import optional_text, required_line
from moedeleder.models import mapping, queries
from moedeleder.models.tables import AgendaItemRow, MeetingRow, PersonRow
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_finished
from moedeleder.services.point_words import bring_back


class Agenda:
    """What a person does with the points of a meeting; each call returns the meeting anew."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def add(self, meeting_id: str, draft: ItemDraft, index: int | None = None) -> Meeting:
        """Put a new point on the agenda, last or at ``index``.

        Raises:
            FieldMissing: it has no title.
            FieldTooLong, InvalidDuration, MeetingFinished, NotFound: as named.
        """
        checked = checked_item(draft)
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            row = AgendaItemRow(position=len(meeting.items))
            write_item(row, checked)
            if checked.raised_by_id:
                row.raised_by = queries.get(session, PersonRow, checked.raised_by_id)
            insert_row(meeting, row, index)
            session.flush()
            return mapping.meeting(meeting)

    def update(self, item_id: str, version: int, draft: ItemDraft) -> Meeting:
        """Save changes to a point as last seen at ``version``.

        Raises:
            ChangedElsewhere: somebody saved it since; nothing is overwritten.
            FieldMissing, FieldTooLong, InvalidDuration, MeetingFinished, NotFound: as named.
        """
        checked = checked_item(draft)
        with self._store.transaction() as session:
            row = queries.get_at(session, AgendaItemRow, item_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            write_item(row, checked)
            raised_by_id = checked.raised_by_id
            row.raised_by = queries.get(session, PersonRow, raised_by_id) if raised_by_id else None
            session.flush()
            return mapping.meeting(meeting)

    def move(self, item_id: str, index: int) -> Meeting:
        """Move a point to ``index``, counted from 0.

        Raises:
            InvalidOrder: there is no such place.
            MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, AgendaItemRow, item_id)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            order = moved(meeting.items, meeting.items.index(row), index)
            number_rows(order)
            session.flush()
            session.expire(meeting, ["items"])
            return mapping.meeting(meeting)

    def remove(self, item_id: str, version: int) -> Meeting:
        """Take a point off the agenda; :meth:`put_back` undoes it.

        Raises:
            PointForSomeStays: it is limited, and something was said or promised at it.
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, AgendaItemRow, item_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            if row.only_for and queries.has_words(session, row.id):
                # Without the point nothing would tell any more who may hear them.
                raise PointForSomeStays
            meeting.items.remove(row)
            number_rows(meeting.items)
            session.flush()
            return mapping.meeting(meeting)

    def put_back(self, meeting_id: str, item: AgendaItem, before: Meeting | None = None) -> Meeting:
        """Put a removed point back where it was, under the same id; once is enough.

        Args:
            before: the meeting before it was removed, whose words and time at the point come back.

        Raises:
            MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            if session.get(AgendaItemRow, item.id) is not None:
                return mapping.meeting(meeting)
            row = AgendaItemRow(id=item.id, position=item.position)
            write_item(row, item.draft)
            row.raised_by_id = item.raised_by.id if item.raised_by else None
            row.parked, row.parked_at = item.parked.value, item.parked_at
            row.only_for, row.added_at = list(item.only_for), item.added_at
            insert_row(meeting, row, item.position)
            session.flush()
            session.refresh(row, ["raised_by"])
            if before is not None:
                bring_back(meeting, item.id, before, self._clock.now())
                session.flush()
            return mapping.meeting(meeting)


def checked_item(draft: ItemDraft) -> ItemDraft:
    """Return the draft cleaned.

    Raises:
        FieldMissing, FieldTooLong, InvalidDuration: as named.
    """
    return ItemDraft(
        required_line(draft.title, "title"),
        draft.kind,
        checked_minutes(draft.minutes),
        draft.raised_by_id,
        draft.from_family,
        optional_text(draft.words, "words"),
    )


def write_item(row: AgendaItemRow, draft: ItemDraft) -> None:
    """Give a row what was written about a point, but for who raised it."""
    row.title, row.kind, row.minutes = draft.title, draft.kind.value, draft.minutes
    row.from_family, row.words = draft.from_family, draft.words


def insert_row(meeting: MeetingRow, row: AgendaItemRow, index: int | None) -> None:
    """Put a new point's row on the agenda, last or at ``index``."""
    places = len(meeting.items)
    at = places if index is None else max(0, min(index, places))
    meeting.items.insert(at, row)
    number_rows(meeting.items)


def number_rows(rows: Sequence[AgendaItemRow]) -> None:
    """Give the points of an agenda their places, counted from 0."""
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
