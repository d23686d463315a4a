"""The kept CPR numbers: asked for one by one, and forgotten all at once."""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from moedeleder.models.outbox_tables import PersonNumberRow


def kept_count(session: Session) -> int:
    """Return how many people's numbers are kept."""
    return session.scalar(select(func.count()).select_from(PersonNumberRow)) or 0


def forget_all(session: Session) -> None:
    """Delete every kept number."""
    session.execute(delete(PersonNumberRow))
