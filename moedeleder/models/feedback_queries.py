"""What is asked of the tables of the feedback, and the one way in which it is written."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from moedeleder.domain.feedback import Feedback, Question, Tally, Waiting
from moedeleder.models.outbox_tables import ANSWERED
from moedeleder.models.room_tables import FeedbackRow, FeedbackTallyRow
from moedeleder.models.tables import DeliveryRow, MeetingRow


def add(session: Session, meeting_id: str, type_key: str, feedback: Feedback) -> None:
    """Write one answer down, and count it at its meeting.

    The count goes past the change log and the stamps of the meeting: they would tell when.
    """
    marks = zip(Question, feedback.marks, strict=True)
    # Random, not the travelling kind of id: that one begins with the time.
    row: dict[str, Any] = {question.value: mark for question, mark in marks}
    session.add(FeedbackRow(id=str(uuid.uuid4()), type_key=type_key, **row))
    session.flush()
    table = MeetingRow.__table__
    session.execute(
        update(table)  # type: ignore[arg-type]
        .where(table.c.id == meeting_id)
        .values(feedback_count=table.c.feedback_count + 1)
    )


def waiting(session: Session) -> list[Waiting]:
    """Return the answers that are not counted yet, in no order that tells anything."""
    rows = session.execute(select(FeedbackRow.id, FeedbackRow.type_key))
    return [Waiting(row_id, type_key) for row_id, type_key in rows]


def count_waiting(session: Session) -> int:
    """Return how many answers are not counted yet."""
    return session.scalar(select(func.count()).select_from(FeedbackRow)) or 0


def tallies(session: Session) -> list[Tally]:
    """Return every sum."""
    rows: Sequence[FeedbackTallyRow] = session.scalars(select(FeedbackTallyRow)).all()
    return [
        Tally(row.quarter, row.type_key, Question(row.question), row.mark, row.count)
        for row in rows
    ]


def melt(session: Session, ids: Collection[str], quarter: str, type_key: str) -> None:
    """Make sums of answers and take the answers themselves away."""
    rows = session.scalars(select(FeedbackRow).where(FeedbackRow.id.in_(ids))).all()
    given = Counter(
        (question.value, getattr(row, question.value) or 0) for row in rows for question in Question
    )
    for (question, mark), count in given.items():
        key = (quarter, type_key, question, mark)
        kept = session.get(FeedbackTallyRow, key)
        if kept is None:
            session.add(FeedbackTallyRow(**_named(key), count=count))
        else:
            kept.count += count
    session.execute(delete(FeedbackRow).where(FeedbackRow.id.in_(ids)))
    session.flush()


def mark_answered(session: Session, delivery_id: str) -> None:
    """Note that a feedback letter was answered; past the change log, which would tell when."""
    table = DeliveryRow.__table__
    session.execute(
        update(table)  # type: ignore[arg-type]
        .where(table.c.id == delivery_id)
        .values(reason=ANSWERED)
    )


def _named(key: tuple[str, str, str, int]) -> dict[str, Any]:
    quarter, type_key, question, mark = key
    return {"quarter": quarter, "type_key": type_key, "question": question, "mark": mark}
