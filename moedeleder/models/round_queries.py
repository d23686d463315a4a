"""What is asked of the tables of the round before a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from moedeleder.models.round_tables import ReferenceRow


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
