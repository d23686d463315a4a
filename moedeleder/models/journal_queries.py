"""What handing over to the case system asks of the tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from moedeleder.models.minutes_tables import JournalRow, MinutesCopyRow, PaperRow
from moedeleder.models.round_tables import AnswerRow


def exports(session: Session, meeting_id: str) -> Sequence[JournalRow]:
    """Return every hand-over of a meeting's minutes, the oldest first."""
    query = select(JournalRow).where(JournalRow.meeting_id == meeting_id)
    return session.scalars(query.order_by(JournalRow.made_at, JournalRow.id)).all()


def files_in(row: JournalRow) -> int:
    """Return how many files were handed over, the metadata apart."""
    return len(json.loads(row.manifest)["files"])


def kept_papers(session: Session, copy_ids: Sequence[str]) -> Mapping[str, bytes]:
    """Return the bytes of all papers some copies hold, by the paper's id."""
    copies = session.scalars(select(MinutesCopyRow).where(MinutesCopyRow.id.in_(copy_ids)))
    wanted = {paper["id"] for copy in copies for paper in copy.papers}
    found = session.execute(select(PaperRow.id, PaperRow.data).where(PaperRow.id.in_(wanted)))
    return {each.id: each.data for each in found}


def answers_as_they_came(session: Session, meeting_id: str) -> Mapping[str, tuple[bytes, datetime]]:
    """Return the mails and forms that belong to a meeting, by id, with when each came."""
    query = (
        select(AnswerRow.id, AnswerRow.raw, AnswerRow.received_at)
        .where(AnswerRow.meeting_id == meeting_id, AnswerRow.state == "placed")
        .order_by(AnswerRow.received_at, AnswerRow.id)
    )
    return {
        answer_id: (raw, came) for answer_id, raw, came in session.execute(query) if raw is not None
    }
