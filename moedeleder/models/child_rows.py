"""A meeting's children as plain rows: a long meeting holds thousands of them.

As mapped objects they would take four times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, Row, Select, bindparam, select
from sqlalchemy.orm import Session

from moedeleder.domain.people import Person
from moedeleder.domain.sending import FINAL_STATES, DeliveryState
from moedeleder.models import round_tables, tables
from moedeleder.models.person_mapping import person
from moedeleder.models.room_tables import EarlierWordsRow

People = Mapping[str | None, Person]
Children = Mapping[str, Sequence[Row[Any]]]
ByMeeting = Mapping[str, Sequence[Row[Any]]]

# The columns a meeting's value is made of: who wrote them and when stays behind.
_COLUMNS = {
    "attendees": (
        "id version person_id duty attendance came_at left_at "
        "why_here can_decide reply replied_at reply_channel away"
    ),
    "items": (
        "id version position title kind minutes raised_by_id from_family words "
        "parked parked_at only_for added_at"
    ),
    "checks": "phase key text done_at done_by stretch",
    "statements": (
        "id version person_id kind text said_at item_id source formal formal_due formal_done_at "
        "part"
    ),
    "earlier_words": "statement_id kind text replaced_at replaced_by",
    "pauses": "began ended",
    "turns": "person_id item_id began ended",
    "scales": "id version question",
    "scale_marks": "scale_id person_id value reason marked_at",
    "read_back": "id version part person_id verdict words heard said_at",
    "promises": (
        "id version what owner_id owner_name due goal item_id kept_at created_at worry need sign"
    ),
    "visits": "item_id began ended",
    "contributions": (
        "id version person_id kind words wanted importance channel received_at answer_id "
        "part_of_id decision item_id elsewhere reason decided_at decided_by"
    ),
    "proposed_times": "id version starts_at chosen_at",
    "time_answers": "proposal_id person_id fit channel answered_at",
}
_NAMED_IN = {
    "attendees": "person_id",
    "items": "raised_by_id",
    "statements": "person_id",
    "scale_marks": "person_id",
    "read_back": "person_id",
    "promises": "owner_id",
    "contributions": "person_id",
}


ALL = (*_COLUMNS, "told")
"""The names of everything that belongs to a meeting."""


def children(session: Session, meeting_ids: Sequence[str], names: Iterable[str] = ALL) -> Children:
    """Return the rows of meetings' children by name, only those named."""
    wanted = {"meeting_ids": meeting_ids}
    return {
        name: session.execute(_told() if name == "told" else _rows_of(name), wanted).all()
        for name in names
    }


def some_statements(session: Session, meeting_id: str, ids: Iterable[str]) -> Children:
    """Return the rows of a few of a meeting's statements, with the words they had before."""
    wanted = tuple(ids)
    said, before = tables.StatementRow, EarlierWordsRow
    chosen = {
        "statements": _rows_of("statements").where(said.id.in_(wanted)),
        "earlier_words": _rows_of("earlier_words").where(before.statement_id.in_(wanted)),
    }
    known = {"meeting_ids": [meeting_id]}
    return {name: session.execute(query, known).all() for name, query in chosen.items()}


def by_meeting(rows: Sequence[Row[Any]]) -> ByMeeting:
    """Return rows in groups, by the id of their meeting."""
    groups: dict[str, list[Row[Any]]] = {}
    for row in rows:
        groups.setdefault(row.meeting_id, []).append(row)
    return groups


@cache
def _rows_of(name: str) -> Select[Any]:
    """Return the query for a meeting's children as plain rows, in their order."""
    relation = getattr(tables.MeetingRow, name).property
    table = relation.mapper.local_table
    columns = ["meeting_id", *_COLUMNS[name].split()]
    wanted = table.c.meeting_id.in_(bindparam("meeting_ids", expanding=True))
    order = (table.c[by.key] for by in relation.order_by)
    return select(*(table.c[column] for column in columns)).where(wanted).order_by(*order)


@cache
def _told() -> Executable:
    """Return the query for what people were told about their contributions, the oldest first."""
    line, letter = round_tables.ReceiptLineRow, tables.DeliveryRow
    had = [state.value for state in (*FINAL_STATES, DeliveryState.UNCERTAIN)]
    return (
        select(
            letter.meeting_id,
            line.contribution_id,
            line.answer,
            letter.changed_at,
            letter.state,
            letter.way,
        )
        .join(letter, letter.id == line.delivery_id)
        .where(letter.meeting_id.in_(bindparam("meeting_ids", expanding=True)))
        .where(letter.state.in_(had))
        .order_by(letter.changed_at, line.id)
    )


def people(session: Session, rows: Children) -> People:
    """Return everybody who is named in some children, each read once."""
    ids = {
        getattr(each, column) for name, column in _NAMED_IN.items() for each in rows.get(name, ())
    } - {None}
    if not ids:
        return {}
    table = tables.PersonRow.__table__
    found = session.execute(select(*table.columns).where(table.c.id.in_(ids)))
    return {each.id: person(each) for each in found}
