"""What is asked of the tables of the round before a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from moedeleder.domain.answers import AnswerState
from moedeleder.domain.contributions import PLACED, Decision
from moedeleder.domain.corrections import CorrectionDecision, CorrectionKind
from moedeleder.domain.meetings import MeetingState
from moedeleder.models.minutes_tables import CorrectionRoundRow, CorrectionRow
from moedeleder.models.round_tables import (
    AnswerRow,
    ContributionRow,
    ReferenceRow,
)
from moedeleder.models.tables import AgendaItemRow, AttendeeRow, DeliveryRow, MeetingRow, PersonRow

ANSWERS_PAGE = 500


def reference_of(session: Session, meeting_id: str, person_id: str) -> ReferenceRow | None:
    """Return the reference of one person for one meeting, if it was made."""
    query = select(ReferenceRow).where(
        ReferenceRow.meeting_id == meeting_id, ReferenceRow.person_id == person_id
    )
    return session.scalars(query).first()


def references_by_code(session: Session, codes: Sequence[str]) -> dict[str, ReferenceRow]:
    """Return the references that have one of the codes, by code."""
    if not codes:
        return {}
    query = select(ReferenceRow).where(ReferenceRow.code.in_(codes))
    return {row.code: row for row in session.scalars(query)}


def letters_by_message_id(session: Session, message_ids: Sequence[str]) -> dict[str, DeliveryRow]:
    """Return our letters that have one of the message ids, by message id."""
    if not message_ids:
        return {}
    query = select(DeliveryRow).where(DeliveryRow.message_id.in_(message_ids))
    return {row.message_id: row for row in session.scalars(query)}


def answers_with_key(session: Session, key: str) -> Sequence[AnswerRow]:
    """Return the answers that were kept under a message id or checksum."""
    return session.scalars(select(AnswerRow).where(AnswerRow.message_id == key)).all()


def coming_attendances(session: Session, address: str) -> Sequence[tuple[AttendeeRow, MeetingRow]]:
    """Return where people with a mail address are to meet, planned meetings only.

    The earliest comes first. ``address`` is compared without regard to small and capital letters.
    """
    query = (
        select(AttendeeRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == AttendeeRow.meeting_id)
        .join(PersonRow, PersonRow.id == AttendeeRow.person_id)
        .where(MeetingRow.state == MeetingState.PLANNED.value, _may_be(address))
        .order_by(MeetingRow.starts_at, MeetingRow.id, AttendeeRow.position, AttendeeRow.id)
    )
    return [(attendee, meeting) for attendee, meeting in session.execute(query)]


def asked_attendances(
    session: Session, address: str, since: date
) -> Sequence[tuple[AttendeeRow, MeetingRow]]:
    """Return where people with a mail address are asked about minutes, the newest first.

    Only rounds that are not closed, and whose day is no earlier than ``since``.
    """
    query = (
        select(AttendeeRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == AttendeeRow.meeting_id)
        .join(PersonRow, PersonRow.id == AttendeeRow.person_id)
        .join(CorrectionRoundRow, CorrectionRoundRow.meeting_id == MeetingRow.id)
        .where(CorrectionRoundRow.closed_at.is_(None), CorrectionRoundRow.until >= since)
        .where(_may_be(address))
        .order_by(MeetingRow.starts_at.desc(), MeetingRow.id, AttendeeRow.position, AttendeeRow.id)
    )
    return [(attendee, meeting) for attendee, meeting in session.execute(query)]


def running_rounds(session: Session, limit: int = ANSWERS_PAGE) -> Sequence[CorrectionRoundRow]:
    """Return the rounds of corrections that are not closed, the one that ends first first."""
    row = CorrectionRoundRow
    query = (
        select(row)
        .where(row.closed_at.is_(None))
        .order_by(row.until, row.meeting_id, row.number)
        .limit(limit)
    )
    return session.scalars(query).all()


def waiting_corrections(session: Session, meeting_ids: Sequence[str]) -> dict[str, int]:
    """Return how many answers to minutes wait for somebody to take a stand, by meeting."""
    row = CorrectionRow
    query = (
        select(row.meeting_id, func.count())
        .where(
            row.meeting_id.in_(meeting_ids),
            row.decision == CorrectionDecision.OPEN.value,
            row.kind != CorrectionKind.AGREE.value,
        )
        .group_by(row.meeting_id)
    )
    return {found[0]: found[1] for found in session.execute(query)}


def _may_be(address: str) -> ColumnElement[bool]:
    # SQLite folds ASCII only; whoever asks compares the others anew.
    if address.isascii():
        return func.lower(func.trim(PersonRow.mail)) == address.lower()
    return func.length(PersonRow.mail) >= len(address)


def answers_unknown(session: Session, limit: int = ANSWERS_PAGE) -> Sequence[AnswerRow]:
    """Return the answers that wait for a person to decide whose they are, the newest first."""
    query = (
        select(AnswerRow)
        .where(AnswerRow.state == AnswerState.UNKNOWN.value)
        .order_by(AnswerRow.received_at.desc(), AnswerRow.id.desc())
        .limit(limit)
    )
    return session.scalars(query).all()


def count_unknown(session: Session) -> int:
    """Return how many answers wait for a person to decide whose they are."""
    query = select(func.count()).where(AnswerRow.state == AnswerState.UNKNOWN.value)
    return session.scalar(query) or 0


def open_contributions(session: Session, since: datetime) -> dict[str, int]:
    """Return how many contributions wait, by planned meeting from a time on, the next first.

    One whose point was taken off the agenda waits again.
    """
    row, placed = ContributionRow, [each.value for each in PLACED]
    waits = or_(
        row.decision == Decision.OPEN.value,
        and_(row.decision.in_(placed), AgendaItemRow.id.is_(None)),
    )
    query = (
        select(MeetingRow.id, func.count())
        .join(row, row.meeting_id == MeetingRow.id)
        .outerjoin(AgendaItemRow, AgendaItemRow.id == row.item_id)
        .where(MeetingRow.state == MeetingState.PLANNED.value, MeetingRow.starts_at >= since)
        .where(waits)
        .group_by(MeetingRow.id, MeetingRow.starts_at)
        .order_by(MeetingRow.starts_at, MeetingRow.id)
        .limit(ANSWERS_PAGE)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def answers_of(session: Session, meeting_id: str) -> Sequence[AnswerRow]:
    """Return the answers placed with a meeting, the oldest first."""
    query = (
        select(AnswerRow)
        .where(AnswerRow.meeting_id == meeting_id, AnswerRow.state == AnswerState.PLACED.value)
        .order_by(AnswerRow.received_at, AnswerRow.id)
    )
    return session.scalars(query).all()


def names(session: Session, person_ids: Sequence[str]) -> dict[str, str]:
    """Return the names of people by id."""
    query = select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(person_ids))
    return {row.id: row.name for row in session.execute(query)}


def contributions_from(session: Session, answer_id: str) -> Sequence[ContributionRow]:
    """Return what an answer gave, also what was later cut out of it."""
    own = select(ContributionRow).where(ContributionRow.answer_id == answer_id)
    found = {row.id: row for row in session.scalars(own)}
    waiting = list(found)
    while waiting:
        cut = select(ContributionRow).where(ContributionRow.part_of_id.in_(waiting))
        new = [row for row in session.scalars(cut) if row.id not in found]
        found |= {row.id: row for row in new}
        waiting = [row.id for row in new]
    return list(found.values())


def meeting_with_family(session: Session, meeting_id: str) -> MeetingRow | None:
    """Return a meeting with its family, if it is there."""
    return session.get(MeetingRow, meeting_id, options=[joinedload(MeetingRow.family)])
