"""What is asked of the tables of a meeting while it is held."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload

from moedeleder.domain.agenda import Parked
from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.statements import StatementKind
from moedeleder.models import tables as t
from moedeleder.models.queries import PAGE

_Matter = tuple[t.StatementRow, t.MeetingRow]


def formal_matters(session: Session, *, settled: bool, limit: int = PAGE) -> Sequence[_Matter]:
    """Return what asks for a formal decision, with its meeting.

    The open ones come soonest due first, the settled ones latest first.
    """
    row = t.StatementRow
    order = (row.formal_due.is_(None), row.formal_due, row.id)
    query = (
        select(row, t.MeetingRow)
        .join(t.MeetingRow, t.MeetingRow.id == row.meeting_id)
        .options(joinedload(t.MeetingRow.family))
        .where(row.formal != "", row.kind != StatementKind.PRIVATE.value)
        .where(row.formal_done_at.is_not(None) if settled else row.formal_done_at.is_(None))
        .order_by(*((row.formal_done_at.desc(), row.id) if settled else order))
        .limit(limit)
    )
    return [(statement, meeting) for statement, meeting in session.execute(query)]


def left_for_next(session: Session, family_id: str) -> t.MeetingRow | None:
    """Return the family's latest meeting with points for the next one, where none follows it."""
    following = aliased(t.MeetingRow)
    later = (
        select(following.id)
        .where(following.previous_id == t.MeetingRow.id)
        .where(following.state != MeetingState.CANCELLED.value)
    )
    waiting = (
        select(t.AgendaItemRow.id)
        .where(t.AgendaItemRow.meeting_id == t.MeetingRow.id)
        .where(t.AgendaItemRow.parked == Parked.NEXT_AGENDA.value)
    )
    query = (
        select(t.MeetingRow)
        .where(t.MeetingRow.family_id == family_id, waiting.exists(), ~later.exists())
        .order_by(t.MeetingRow.starts_at.desc(), t.MeetingRow.id.desc())
        .limit(1)
    )
    return session.scalars(query).first()
