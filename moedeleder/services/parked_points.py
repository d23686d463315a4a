"""Points that a meeting put off come to the agenda of the next; called in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moedeleder.domain.agenda import AgendaItem, ItemDraft, Parked, place_for
from moedeleder.domain.errors import NotFound
from moedeleder.domain.meetings import Meeting
from moedeleder.models import mapping, queries, room_queries
from moedeleder.models.tables import AgendaItemRow, MeetingRow, PersonRow


def bring_parked_points(session: Any, row: MeetingRow, previous_id: str | None) -> None:
    """Put what the meeting before left for the next agenda on the agenda of a new meeting.

    Args:
        row: the new meeting; it is in the tables already.
        previous_id: the meeting before; the family's latest with such points when None.

    Raises:
        NotFound: there is no such meeting with this family.
    """
    previous = _previous(session, row, previous_id)
    if previous is None:
        return
    row.previous_id = previous.id
    before = mapping.meeting(previous)
    for item in _left_for_next(before):
        _add(session, row, item, before.words_of(item))


def brought_titles(session: Any, row: MeetingRow) -> tuple[str, ...]:
    """Return the points of a meeting's agenda that the meeting before left for it."""
    if row.previous_id is None:
        return ()
    left = _left_for_next(mapping.meeting(queries.get(session, MeetingRow, row.previous_id)))
    here = {item.title for item in row.items}
    return tuple(item.title for item in left if item.title in here)


def _previous(session: Any, row: MeetingRow, previous_id: str | None) -> MeetingRow | None:
    if previous_id is None:
        return room_queries.left_for_next(session, row.family_id)
    previous = queries.get(session, MeetingRow, previous_id)
    if previous.family_id != row.family_id:
        raise NotFound
    return previous


def _left_for_next(meeting: Meeting) -> Iterator[AgendaItem]:
    return (item for item in meeting.items if item.parked is Parked.NEXT_AGENDA)


def _add(session: Any, row: MeetingRow, item: AgendaItem, words: str) -> None:
    raised_by = session.get(PersonRow, item.raised_by.id) if item.raised_by else None
    known_id = raised_by.id if raised_by is not None and not raised_by.put_away else None
    draft = ItemDraft(item.title, item.kind, item.minutes, known_id, item.is_familys, words)
    family_ids = {item.raised_by.id} if item.raised_by and item.is_familys else set()
    at = place_for(mapping.meeting(row).items, draft, family_ids)
    new = AgendaItemRow(
        title=draft.title,
        kind=draft.kind.value,
        minutes=draft.minutes,
        raised_by_id=known_id,
        from_family=item.from_family or (item.is_familys and known_id is None),
        words=words,
        only_for=list(item.only_for),
    )
    row.items.insert(at, new)
    for position, each in enumerate(row.items):
        each.position = position
    session.flush()
