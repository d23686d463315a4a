"""What is asked of the letters on their way, and of what happened to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from moedeleder.domain.outbox import LONGEST_PAUSE, WAY_OUT_REASONS, LetterEventKind
from moedeleder.domain.sending import DeliveryState, LetterWay
from moedeleder.models.outbox_tables import DeliveryRow, LetterEventRow, SentLetterRow
from moedeleder.models.tables import MeetingRow

Found = list[tuple[DeliveryRow, MeetingRow]]
_STOPPED = tuple(
    state.value
    for state in (
        DeliveryState.FAILED,
        DeliveryState.UNCERTAIN,
        DeliveryState.INTERRUPTED,
        DeliveryState.NO_ADDRESS,
    )
)


def waiting(session: Session) -> Found:
    """Return letters that are free to leave by mail, with their meeting, the oldest first."""
    return _found(session, _free())


def free_to_leave(session: Session, now: datetime, ids: Collection[str] | None) -> Found:
    """Return letters that are free to leave and due, the oldest first.

    Args:
        now: aware.
        ids: only these, and of them also those whose time has not come.
    """
    if ids is not None:
        return _found(session, and_(_free(), DeliveryRow.id.in_(ids)))
    at = DeliveryRow.next_try_at
    # No pause is that long: the clock was ahead when it was put off.
    due = or_(at.is_(None), at <= now, at > now + LONGEST_PAUSE)
    return _found(session, and_(_free(), due))


def stuck(session: Session) -> Found:
    """Return letters that do not leave by themselves and have not left, the oldest first."""
    at_rest = and_(DeliveryRow.state == DeliveryState.READY.value, ~_free())
    return _found(session, or_(DeliveryRow.state.in_(_STOPPED), at_rest))


def let_go(
    session: Session, now: datetime, reasons: Collection[str] = WAY_OUT_REASONS
) -> list[DeliveryRow]:
    """Let letters leave that were held back for one of the reasons; returns them."""
    rows = [row for row, _meeting in held(session, reasons)]
    for row in rows:
        row.released_at, row.next_try_at, row.attempts, row.reason = now, None, 0, ""
        row.reply_code, row.reply_words = None, ""
    return rows


def held(session: Session, reasons: Collection[str] = WAY_OUT_REASONS) -> Found:
    """Return letters that were held back for one of the reasons, and wait for a person."""
    return _found(
        session,
        and_(
            DeliveryRow.state == DeliveryState.READY.value,
            DeliveryRow.released_at.is_(None),
            DeliveryRow.reason.in_(reasons),
        ),
    )


def letters(session: Session, ids: Collection[str]) -> Found:
    """Return letters by id with their meeting, the oldest first."""
    return _found(session, DeliveryRow.id.in_(ids))


def still_ready(session: Session, person_id: str) -> Sequence[DeliveryRow]:
    """Return somebody's letters that are to go by mail and have not left."""
    query = select(DeliveryRow).where(
        DeliveryRow.person_id == person_id,
        DeliveryRow.state == DeliveryState.READY.value,
        DeliveryRow.channel == LetterWay.MAIL.value,
    )
    return session.scalars(query).all()


def in_state(session: Session, state: DeliveryState) -> Sequence[DeliveryRow]:
    """Return every letter in a state."""
    return session.scalars(select(DeliveryRow).where(DeliveryRow.state == state.value)).all()


def has_history(session: Session, delivery_id: str) -> bool:
    """Whether anything is on record of a letter, so that it can never be deleted."""
    told = exists().where(LetterEventRow.delivery_id == delivery_id)
    left = exists().where(SentLetterRow.delivery_id == delivery_id)
    return bool(session.scalar(select(or_(told, left))))


def first_put_off(session: Session, delivery_id: str, since: datetime) -> datetime | None:
    """Return when a letter was first put off, counted from a moment."""
    query = select(func.min(LetterEventRow.at)).where(
        LetterEventRow.delivery_id == delivery_id,
        LetterEventRow.kind == LetterEventKind.PUT_OFF.value,
        LetterEventRow.at >= since,
    )
    return session.scalar(query)


def _free() -> ColumnElement[bool]:
    return and_(
        DeliveryRow.state == DeliveryState.READY.value,
        DeliveryRow.released_at.is_not(None),
        DeliveryRow.channel == LetterWay.MAIL.value,
        DeliveryRow.address != "",
    )


def _found(session: Session, wanted: ColumnElement[bool]) -> Found:
    query = (
        select(DeliveryRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == DeliveryRow.meeting_id)
        .options(
            joinedload(MeetingRow.family),
            selectinload(MeetingRow.attendees),
            selectinload(MeetingRow.deliveries),
        )
        .where(wanted)
        .order_by(DeliveryRow.id)
    )
    return [(letter, meeting) for letter, meeting in session.execute(query)]
