"""The rows of a running meeting's time: the point being talked about, the break, who speaks.

A machine's clock can be set back. What is stored still follows on: each stretch begins after the
one before, and none ends before it began.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from moedeleder.domain.agenda import Parked
from moedeleder.domain.errors import MeetingNotRunning, MeetingPaused
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import MeetingState
from moedeleder.models.room_tables import PauseRow, TurnRow
from moedeleder.models.tables import AgendaItemRow, MeetingRow, VisitRow

_TICK = timedelta(microseconds=1)


class _Stretch(Protocol):
    began: datetime
    ended: datetime | None


StretchRow = TypeVar("StretchRow", bound=_Stretch)


def refuse_not_running(row: MeetingRow) -> None:
    """Do nothing while the meeting runs.

    Raises:
        MeetingNotRunning: it has not begun, or is over.
    """
    if row.state != MeetingState.RUNNING.value:
        raise MeetingNotRunning


def refuse_standing(row: MeetingRow) -> None:
    """Do nothing while the meeting runs and no break is held.

    Raises:
        MeetingNotRunning, MeetingPaused: as named.
    """
    refuse_not_running(row)
    if is_paused(row):
        raise MeetingPaused


def is_paused(row: MeetingRow) -> bool:
    """Return whether a break is being held."""
    return any(pause.ended is None for pause in row.pauses)


def current_id(row: MeetingRow) -> str | None:
    """Return the id of the point that is being talked about, if any."""
    running = [visit for visit in row.visits if visit.ended is None]
    return running[-1].item_id if running else None


def visit(row: MeetingRow, item_id: str | None, now: datetime) -> None:
    """Make a point the current one (None: no point); whoever spoke at the one before is done."""
    if item_id is not None and current_id(row) == item_id:
        return
    finish_stretches(row.visits, now)
    finish_stretches(row.turns, now)
    if item_id is not None:
        began = after_all(row.visits, now)
        row.visits.append(VisitRow(id=new_id(), item_id=item_id, began=began))


def begin_pause(row: MeetingRow, now: datetime) -> None:
    """Begin a break: the clocks of the point and of whoever speaks stop."""
    visit(row, None, now)
    row.pauses.append(PauseRow(id=new_id(), began=after_all(row.pauses, now)))


def begin_turn(row: MeetingRow, person_id: str, now: datetime) -> None:
    """Mark a person as speaking at the current point."""
    began = after_all(row.turns, now)
    point = current_id(row)
    row.turns.append(TurnRow(id=new_id(), person_id=person_id, item_id=point, began=began))


def finish_stretches(rows: Iterable[_Stretch], now: datetime) -> None:
    """End what is still going on."""
    for each in rows:
        if each.ended is None:
            each.ended = max(now, each.began)


def after_all(rows: Sequence[StretchRow], now: datetime) -> datetime:
    """Return ``now``, or just after the last stretch when the clock has been set back."""
    ends = [max(each.began + _TICK, each.ended or each.began) for each in rows]
    return max([now, *ends])


def open_items(row: MeetingRow) -> list[AgendaItemRow]:
    """Return the points that are not parked, in their order."""
    return [item for item in row.items if item.parked == Parked.NONE.value]


def place_to_begin(row: MeetingRow) -> str | None:
    """Return the point to go on with: where it was left, else the next that was not reached."""
    last = row.visits[-1].item_id if row.visits else None
    if any(item.id == last for item in open_items(row)):
        return last
    upcoming = next_id(row, last)
    if upcoming is None:
        upcoming = next((item.id for item in open_items(row)), None)
    return upcoming


def next_id(row: MeetingRow, item_id: str | None) -> str | None:
    """Return the first point after one that was not reached yet, else any that was not."""
    ids = [item.id for item in row.items]
    at = ids.index(item_id) + 1 if item_id in ids else 0
    reached = {each.item_id for each in row.visits}
    free = {item.id for item in open_items(row)} - reached
    return next((each for each in (*ids[at:], *ids[:at]) if each in free), None)


def neighbour_id(row: MeetingRow, by: int) -> str | None:
    """Return the next (1) or previous (-1) point that is not parked; None past the ends."""
    ids = [item.id for item in row.items]
    current = current_id(row)
    if current not in ids:
        return next((item.id for item in open_items(row)), None)
    at = ids.index(current)
    rest = ids[at + 1 :] if by > 0 else ids[:at][::-1]
    free = {item.id for item in open_items(row)}
    return next((each for each in rest if each in free), None)
