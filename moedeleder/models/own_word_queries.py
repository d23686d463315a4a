"""What is asked of the table of own words."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from moedeleder.models.minutes_tables import OwnWordRow


def own_words(session: Session) -> tuple[str, ...]:
    """Return the words kept as right, folded, in the order they sort in."""
    return tuple(session.scalars(select(OwnWordRow.word).order_by(OwnWordRow.word)))


def keep_word(session: Session, word: str) -> None:
    """Keep a folded word; one that is kept already stays as it is."""
    if _row(session, word) is None:
        session.add(OwnWordRow(word=word))


def drop_word(session: Session, word: str) -> None:
    """Forget a folded word, if it was kept."""
    row = _row(session, word)
    if row is not None:
        session.delete(row)


def _row(session: Session, word: str) -> OwnWordRow | None:
    return session.scalar(select(OwnWordRow).where(OwnWordRow.word == word))
