"""What is asked of the tables to see how ready meetings are, for many meetings at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from moedeleder.domain.people import Person
from moedeleder.domain.preparation import LetterOut
from moedeleder.domain.sending import FINAL_STATES, DeliveryState, LetterKind, LetterWay
from moedeleder.models import mapping
from moedeleder.models import tables as t
from moedeleder.models.round_tables import StarterFileRow
from moedeleder.models.starter_queries import FOR_ALL


def letters_out(
    session: Session, meeting_ids: Sequence[str]
) -> Mapping[str, tuple[LetterOut, ...]]:
    """Return by meeting the letters that people have, the oldest first."""
    row = t.DeliveryRow
    query = (
        select(
            row.meeting_id,
            row.kind,
            row.attendee_id,
            row.changed_at,
            row.changed_by,
            and_(row.state == DeliveryState.SENT.value, row.way == LetterWay.FOLDER.value),
        )
        .where(row.meeting_id.in_(meeting_ids))
        .where(row.state.in_([state.value for state in FINAL_STATES]))
        .order_by(row.changed_at, row.id)
    )
    found: dict[str, list[LetterOut]] = {}
    for meeting_id, kind, attendee_id, at, by, laid in session.execute(query):
        letter = LetterOut(LetterKind(kind), attendee_id, at, by, laid)
        found.setdefault(meeting_id, []).append(letter)
    return {key: tuple(letters) for key, letters in found.items()}


def custody_holders(
    session: Session, family_ids: Sequence[str]
) -> Mapping[str, tuple[Person, ...]]:
    """Return by family those who share custody of the child."""
    row = t.PersonRow
    query = (
        select(row)
        .where(row.family_id.in_(family_ids), row.has_custody.is_(True))
        .where(row.put_away.is_(False))
        .order_by(row.position, row.id)
    )
    found: dict[str, list[Person]] = {}
    for each in session.scalars(query):
        found.setdefault(each.family_id or "", []).append(mapping.person(each))
    return {key: tuple(people) for key, people in found.items()}


def open_promises(session: Session, family_ids: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    """Return by family and meeting how many promises are not kept."""
    query = (
        select(t.MeetingRow.family_id, t.MeetingRow.id, func.count())
        .join(t.PromiseRow, t.PromiseRow.meeting_id == t.MeetingRow.id)
        .where(t.MeetingRow.family_id.in_(family_ids), t.PromiseRow.kept_at.is_(None))
        .group_by(t.MeetingRow.family_id, t.MeetingRow.id)
    )
    found: dict[str, dict[str, int]] = {}
    for family_id, meeting_id, count in session.execute(query):
        found.setdefault(family_id, {})[meeting_id] = count
    return found


def pack_sizes(session: Session) -> Mapping[str, int]:
    """Return by kind of meeting how many files its starter pack holds; "" is for all kinds."""
    query = select(StarterFileRow.type_key, func.count()).group_by(StarterFileRow.type_key)
    return {row[0]: row[1] for row in session.execute(query)}


def pack_size(sizes: Mapping[str, int], type_key: str) -> int:
    """Return how many files go along with a kind of meeting."""
    return sizes.get(FOR_ALL, 0) + sizes.get(type_key, 0)
