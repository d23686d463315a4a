"""What is asked about the starter pack."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from moedeleder.models.round_tables import StarterFileRow

FOR_ALL = ""


def starter_files(
    session: Session, type_keys: Sequence[str], *, with_data: bool = False
) -> Sequence[StarterFileRow]:
    """Return the files of kinds of meeting in their order; those for all kinds come first."""
    query = (
        select(StarterFileRow)
        .where(StarterFileRow.type_key.in_(type_keys))
        .order_by(StarterFileRow.type_key, StarterFileRow.position, StarterFileRow.id)
    )
    if with_data:
        query = query.options(undefer(StarterFileRow.data))
    return session.scalars(query).all()
