"""What is asked of the letters that have left: which are ours, how often, and what happened."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from moedeleder.domain.sending import DeliveryState
from moedeleder.models.outbox_tables import DeliveryRow, LetterEventRow, SentLetterRow


def letters_called(session: Session, message_ids: Sequence[str]) -> dict[str, DeliveryRow]:
    """Return our letters by the Message-IDs they have, or once had; one letter for each."""
    if not message_ids:
        return {}
    once = (
        select(SentLetterRow.message_id, DeliveryRow)
        .join(DeliveryRow, DeliveryRow.id == SentLetterRow.delivery_id)
        .where(SentLetterRow.message_id.in_(message_ids))
    )
    found: dict[str, DeliveryRow] = dict(session.execute(once).all())
    now = select(DeliveryRow).where(DeliveryRow.message_id.in_(message_ids))
    return found | {row.message_id: row for row in session.scalars(now)}


def attempts(session: Session, delivery_id: str) -> Sequence[SentLetterRow]:
    """Return each time a letter was handed over, the oldest first, whatever the clock said."""
    query = select(SentLetterRow).where(SentLetterRow.delivery_id == delivery_id)
    return session.scalars(query.order_by(SentLetterRow.number)).all()


def times(session: Session, delivery_id: str) -> int:
    """Return how often a letter was handed over."""
    query = select(func.count()).where(SentLetterRow.delivery_id == delivery_id)
    return session.scalar(query) or 0


def times_left(session: Session, meeting_id: str) -> dict[str, int]:
    """Return how often each letter of a meeting was handed over; those that never were lack."""
    query = (
        select(SentLetterRow.delivery_id, func.count())
        .join(DeliveryRow, DeliveryRow.id == SentLetterRow.delivery_id)
        .where(DeliveryRow.meeting_id == meeting_id)
        .group_by(SentLetterRow.delivery_id)
    )
    return dict(session.execute(query).all())


def events(session: Session, delivery_id: str) -> Sequence[LetterEventRow]:
    """Return what happened to a letter, the oldest first."""
    query = select(LetterEventRow).where(LetterEventRow.delivery_id == delivery_id)
    return session.scalars(query.order_by(LetterEventRow.seq)).all()


def to_look_for(session: Session, since: datetime, limit: int) -> Sequence[str]:
    """Return the ids of uncertain letters to search the mailbox for, the unsearched first.

    Args:
        since: those that left after it are searched for again; others once after they left.
    """
    left = (
        select(func.max(SentLetterRow.at))
        .where(SentLetterRow.delivery_id == DeliveryRow.id)
        .scalar_subquery()
    )
    row = DeliveryRow
    unsearched = or_(row.looked_at.is_(None), row.looked_at < left)
    query = (
        select(row.id)
        .where(row.state == DeliveryState.UNCERTAIN.value, row.message_id != "")
        .where(or_(unsearched, left > since))
        .order_by(case((unsearched, 0), else_=1), left.desc(), row.id)
        .limit(limit)
    )
    return session.scalars(query).all()


def uncertain(session: Session, ids: Collection[str]) -> Sequence[DeliveryRow]:
    """Return those of the letters that are uncertain and can be looked for."""
    row = DeliveryRow
    query = select(row).where(row.id.in_(ids), row.state == DeliveryState.UNCERTAIN.value)
    return session.scalars(query.where(row.message_id != "").order_by(row.id)).all()
