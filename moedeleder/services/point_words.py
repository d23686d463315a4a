"""What belongs to a point and comes back with it: its words, its promises and its time."""

from __future__ import annotations

from datetime import datetime

from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.running import Visit
from moedeleder.models.tables import MeetingRow, VisitRow


def bring_back(row: MeetingRow, item_id: str, before: Meeting, now: datetime) -> None:
    """Let a point that stands on the agenda again have what it had at ``before``.

    What has been put under another point since stays there.
    """
    said = {each.id for each in before.statements if each.item_id == item_id}
    promised = {each.id for each in before.promises if each.item_id == item_id}
    for statement in row.statements if said else ():
        if statement.id in said and statement.item_id is None:
            statement.item_id = item_id
    for promise in row.promises:
        if promise.id in promised and promise.item_id is None:
            promise.item_id = item_id
    _bring_back_time(row, item_id, before, now)


def _bring_back_time(row: MeetingRow, item_id: str, before: Meeting, now: datetime) -> None:
    turns = {(each.person_id, each.began) for each in before.turns if each.item_id == item_id}
    for turn in row.turns:
        if turn.item_id is None and (turn.person_id, turn.began) in turns:
            turn.item_id = item_id
    if any(each.item_id == item_id for each in row.visits):
        return
    for visit in before.visits:
        if visit.item_id == item_id:
            ended = _end_of(row, visit, now)
            row.visits.append(
                VisitRow(id=new_id(), item_id=item_id, began=visit.began, ended=ended)
            )


def _end_of(row: MeetingRow, visit: Visit, now: datetime) -> datetime | None:
    """Return when a visit ended; one that had not goes on, unless the meeting has moved on."""
    if visit.ended is not None:
        return visit.ended
    begun = [each.began for each in row.visits] + [each.began for each in row.pauses]
    later = [began for began in begun if began >= visit.began]
    if row.state == MeetingState.RUNNING.value and not later:
        return None
    return max(visit.began, min([row.ended_at or now, *later]))
