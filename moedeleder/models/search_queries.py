"""What is asked of the full-text index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from moedeleder.domain.search import SearchFilter, Wanted
from moedeleder.models import tables as t
from moedeleder.models.minutes_tables import RetiredRow
from moedeleder.models.search_index import first_number
from moedeleder.models.search_lines import BEGINS, ENDS, tag

_AROUND = 28
"""So many words are shown around what was found."""
_HIGHEST = 2**63 - 1
# The rows that are shown are picked first: the index gives the newest without sorting.
_FIND = text(
    """
    WITH hit AS MATERIALIZED (
        SELECT rowid AS id, snippet(search_words, 0, :begins, :ends, '…', :around) AS found
        FROM search_words
        WHERE search_words MATCH :wanted AND rowid >= :low AND rowid < :high
        ORDER BY rowid DESC LIMIT :count
    )
    SELECT hit.id, hit.found, line.meeting_id, line.part, line.heading, line.text,
           meeting.type_name, meeting.starts_at, meeting.state, family.child_name
    FROM hit
    JOIN search_line AS line ON line.id = hit.id
    JOIN meeting ON meeting.id = line.meeting_id
    JOIN family ON family.id = meeting.family_id
    ORDER BY hit.id DESC
    """
).columns(starts_at=t.MeetingRow.__table__.c.starts_at.type)


def find(
    session: Session,
    words: Sequence[Wanted],
    chosen: SearchFilter,
    *,
    after: int | None,
    count: int,
) -> list[dict[str, Any]]:
    """Return lines that hold all the words, those of the newest meeting first."""
    values = {
        "begins": BEGINS,
        "ends": ENDS,
        "around": _AROUND,
        "wanted": _expression(words, chosen),
        "low": first_number(datetime.combine(chosen.since, time())) if chosen.since else 0,
        "high": min(_until(chosen), _HIGHEST if after is None else after),
        "count": count,
    }
    return [dict(row) for row in session.execute(_FIND, values).mappings()]


def _until(chosen: SearchFilter) -> int:
    if chosen.until is None or chosen.until.year > 9000:
        return _HIGHEST
    return first_number(datetime.combine(chosen.until + timedelta(days=1), time()))


def _expression(words: Iterable[Wanted], chosen: SearchFilter) -> str:
    """Return the question in the index's own language; whatever people typed is quoted in it."""
    said = " AND ".join(_quoted(each.words) + "*" * each.begins for each in words)
    tags = [
        tag(kind, value)
        for kind, value in (
            ("family", chosen.family_id),
            ("attendee", chosen.person_id),
            ("type", chosen.type_key),
            ("part", chosen.part),
        )
        if value
    ]
    narrowed = "".join(f" AND {{tags}} : {_quoted(each)}" for each in tags)
    return f"{{text}} : ({said}){narrowed}"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def retired_words(session: Session, meeting_ids: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    """Return by meeting and part the passages that are no longer relevant."""
    row = RetiredRow
    query = select(row.meeting_id, row.part, row.words).where(row.meeting_id.in_(set(meeting_ids)))
    found: dict[tuple[str, str], list[str]] = {}
    for meeting_id, part, words in session.execute(query):
        found.setdefault((meeting_id, part), []).append(words)
    return found


def people_in_minutes(session: Session, words: str, limit: int) -> Sequence[Any]:
    """Return id, name, role, relation and child of people invited somewhere whose name fits."""
    person, attendee, family = t.PersonRow, t.AttendeeRow, t.FamilyRow
    query = (
        select(person.id, person.name, person.role, person.relation, family.child_name)
        .outerjoin(family, family.id == person.family_id)
        .where(select(attendee.id).where(attendee.person_id == person.id).exists())
    )
    for word in words.split():
        query = query.where(person.name.icontains(word, autoescape=True))
    return session.execute(query.order_by(person.name, person.id).limit(limit)).all()
