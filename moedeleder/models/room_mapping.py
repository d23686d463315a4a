"""From the rows of a meeting while it is held to values; see ``mapping``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from moedeleder.domain.attendees import Away
from moedeleder.domain.people import Person
from moedeleder.domain.read_back import ReadBackAnswer, Verdict
from moedeleder.domain.record import PartKey
from moedeleder.domain.scales import Scale, ScaleMark
from moedeleder.domain.statements import EarlierWords, Formal, Statement, StatementKind
from moedeleder.models.room_tables import ReadBackRow
from moedeleder.models.tables import StatementRow

# Looked up, not called: a long meeting holds thousands of statements.
_KINDS = {kind.value: kind for kind in StatementKind}
_FORMAL = {formal.value: formal for formal in Formal}
_People = Mapping[str | None, Person]
_Children = Mapping[str, Sequence[Row[Any]]]


def statements(children: _Children, people: _People) -> tuple[Statement, ...]:
    """Return what was said, each with the words it had before."""
    earlier: dict[str, list[EarlierWords]] = {}
    for row in children["earlier_words"]:
        words = EarlierWords(StatementKind(row.kind), row.text, row.replaced_at, row.replaced_by)
        earlier.setdefault(row.statement_id, []).append(words)
    return tuple(
        _statement(each, people, tuple(earlier.get(each.id, ()))) for each in children["statements"]
    )


def statement(row: StatementRow, person: Person | None) -> Statement:
    """Return the value of one statement's row, without the words it had before."""
    return _statement(row, {row.person_id: person} if person else {}, ())


def _statement(
    row: StatementRow | Row[Any], people: _People, earlier: tuple[EarlierWords, ...]
) -> Statement:
    return Statement(
        row.id,
        row.version,
        _KINDS[row.kind],
        row.text,
        row.said_at,
        row.item_id,
        people.get(row.person_id),
        row.source,
        _FORMAL[row.formal],
        row.formal_due,
        row.formal_done_at,
        earlier,
        row.part,
    )


def scales(children: _Children, people: _People) -> tuple[Scale, ...]:
    """Return the questions, each with the numbers given."""
    marks: dict[str, list[ScaleMark]] = {}
    for row in children["scale_marks"]:
        mark = ScaleMark(people[row.person_id], row.value, row.reason, row.marked_at)
        marks.setdefault(row.scale_id, []).append(mark)
    return tuple(
        Scale(row.id, row.version, row.question, tuple(marks.get(row.id, ())))
        for row in children["scales"]
    )


def read_back(children: _Children, people: _People) -> tuple[ReadBackAnswer, ...]:
    """Return what people said when it was read aloud."""
    return answers(children["read_back"], people)


def answers(rows: Iterable[ReadBackRow | Row[Any]], people: _People) -> tuple[ReadBackAnswer, ...]:
    """Return the values of answers' rows."""
    return tuple(
        ReadBackAnswer(
            row.id,
            row.version,
            PartKey(row.part),
            people[row.person_id],
            Verdict(row.verdict),
            row.words,
            row.heard,
            row.said_at,
        )
        for row in rows
    )


def away(pairs: Sequence[Sequence[str]]) -> tuple[Away, ...]:
    """Return the times somebody was out, as the table keeps them."""
    return tuple(
        Away(datetime.fromisoformat(left), datetime.fromisoformat(back)) for left, back in pairs
    )


def away_data(times: Sequence[Away]) -> list[list[str]]:
    """Return times out of the room as the table keeps them."""
    return [[each.left_at.isoformat(), each.back_at.isoformat()] for each in times]
