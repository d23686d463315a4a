"""The points while the meeting runs: raised, put off, taken up again, limited to some."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from moedeleder.domain.agenda import ItemDraft, Parked
from moedeleder.domain.errors import MeetingNotRunning, NotFound
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.models import mapping, queries
from moedeleder.models.tables import AgendaItemRow, MeetingRow, PersonRow
from moedeleder.services import visiting
from moedeleder.services.agenda import checked_item, insert_row, write_item
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_finished

_BEGUN = (MeetingState.RUNNING.value, MeetingState.HELD.value)


class Points:
    """What a person does with the points of a running meeting; each call returns it anew."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def add_now(
        self, meeting_id: str, draft: ItemDraft, index: int | None = None, item_id: str = ""
    ) -> Meeting:
        """Add a point that was raised just now; the same ``item_id`` is never added twice.

        Args:
            index: its place, counted from 0; right after the current point when not given.

        Raises:
            FieldMissing: it has no title.
            FieldTooLong, InvalidDuration, MeetingNotRunning, NotFound: as named.
        """
        checked = checked_item(draft)
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            visiting.refuse_not_running(meeting)
            row = AgendaItemRow(id=item_id or new_id(), added_at=self._clock.now())
            if session.get(AgendaItemRow, row.id) is None:
                write_item(row, checked)
                if checked.raised_by_id:
                    row.raised_by = queries.get(session, PersonRow, checked.raised_by_id)
                insert_row(meeting, row, _after_current(meeting) if index is None else index)
            session.flush()
            return mapping.meeting(meeting)

    def park(self, item_id: str, version: int, parked: Parked) -> Meeting:
        """Put a point off; from the current one the meeting moves on.

        It moves on to the next point that was not reached; where there is none, no point is
        current.

        Raises:
            MeetingNotRunning: the meeting has not begun.
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """

        def put_off(row: AgendaItemRow, meeting: MeetingRow) -> None:
            if meeting.state not in _BEGUN:
                raise MeetingNotRunning
            now, leaves = self._clock.now(), visiting.current_id(meeting) == row.id
            row.parked, row.parked_at = parked.value, now if parked.value else None
            if leaves and parked.value:
                # Parked once more, it gives way to what it gave way to before.
                following = visiting.next_id(meeting, row.id) or visiting.neighbour_id(meeting, 1)
                visiting.visit(meeting, following, now)

        return self._changed(item_id, version, put_off)

    def unpark(self, item_id: str, version: int) -> Meeting:
        """Take a parked point back among the others; ``conduct.go_to`` also makes it current.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """

        def take_up(row: AgendaItemRow, _meeting: MeetingRow) -> None:
            row.parked, row.parked_at = Parked.NONE.value, None

        return self._changed(item_id, version, take_up)

    def limit(self, item_id: str, version: int, person_ids: Sequence[str]) -> Meeting:
        """Say who may hear a point; nobody named means everybody.

        Raises:
            NotFound: somebody named is not at the meeting, or as named.
            ChangedElsewhere, MeetingFinished: as named.
        """

        def close_to_others(row: AgendaItemRow, meeting: MeetingRow) -> None:
            # Somebody taken off the list since may keep their place among those who may hear it.
            known = dict.fromkeys([*(each.person_id for each in meeting.attendees), *row.only_for])
            if not known.keys() >= set(person_ids):
                raise NotFound
            row.only_for = [each for each in known if each in person_ids]

        return self._changed(item_id, version, close_to_others)

    def _changed(
        self, item_id: str, version: int, change: Callable[[AgendaItemRow, MeetingRow], None]
    ) -> Meeting:
        with self._store.transaction() as session:
            row = queries.get_at(session, AgendaItemRow, item_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            change(row, meeting)
            session.flush()
            return mapping.meeting(meeting)


def _after_current(meeting: MeetingRow) -> int:
    """Return the place right after the current point, or the one a break began at."""
    last = meeting.visits[-1].item_id if meeting.visits else None
    ids = [item.id for item in meeting.items]
    return ids.index(last) + 1 if last in ids else len(ids)
