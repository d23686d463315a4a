"""The history of a letter: one line for each thing that happened to it, never changed after."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from moedeleder.domain.outbox import LetterEventKind
from moedeleder.models.outbox_tables import DeliveryRow, LetterEventRow

# A server may talk at length; what decides stands first.
_WORDS_KEPT = 1000


def noted(
    session: Any,
    row: DeliveryRow,
    kind: LetterEventKind,
    at: datetime,
    by: str = "",
    code: int | None = None,
    words: str = "",
) -> None:
    """Write down what happened to a letter, in the transaction of what it did.

    Args:
        session: that transaction.
        at: when, aware.
        by: who did it; empty where the program did.
        code: the mail server's reply number.
        words: the mail server's own; they may hold an address.
    """
    if row in session.new:
        # No relationship tells the session that the letter must be there before its history.
        session.flush()
    words = words[:_WORDS_KEPT]
    event = LetterEventRow(
        delivery_id=row.id, kind=kind.value, at=at, by=by, code=code, words=words
    )
    session.add(event)
