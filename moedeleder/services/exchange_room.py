"""What happened while a meeting was held, read from a meeting file and put into the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from moedeleder.domain.agenda import Parked
from moedeleder.domain.attendees import Away, times_in_order
from moedeleder.domain.ids import new_id
from moedeleder.domain.meeting_types import Stretch
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Person
from moedeleder.domain.read_back import ReadBackAnswer, Verdict
from moedeleder.domain.record import PartKey
from moedeleder.domain.running import Pause, Turn
from moedeleder.domain.scales import Scale, ScaleMark
from moedeleder.domain.statements import EarlierWords, Formal, StatementKind
from moedeleder.domain.text import clean_line, clean_text, required_line
from moedeleder.models import room_mapping
from moedeleder.models.room_tables import (
    EarlierWordsRow,
    PauseRow,
    ReadBackRow,
    ScaleMarkRow,
    ScaleRow,
    TurnRow,
)
from moedeleder.models.tables import MeetingRow
from moedeleder.services.meeting_file import Data
from moedeleder.services.meeting_file_room import public_words


def attendee_extras(data: Data) -> dict[str, Any]:
    """Return the fields of an attendee that tell when they were out of the room.

    Raises:
        TimesOutOfOrder: they would have left before they came.
    """
    away = tuple(
        Away(_utc(each["left_at"]), _utc(each["back_at"])) for each in data.get("away", [])
    )
    if away:
        times_in_order(_moment(data.get("came_at")), away, _moment(data.get("left_at")))
    return {"away": away}


def item_extras(data: Data) -> dict[str, Any]:
    """Return the fields of a point that was parked, limited or raised at the meeting."""
    return {
        "parked": Parked(data.get("parked", "")),
        "parked_at": _moment(data.get("parked_at")),
        "only_for": tuple(data.get("only_for", [])),
        "added_at": _moment(data.get("added_at")),
    }


def check_extras(data: Data) -> dict[str, Any]:
    """Return the field of a check that says when in the meeting it belongs."""
    return {"stretch": Stretch(data.get("stretch", Stretch.DURING.value))}


def statement_extras(data: Data) -> dict[str, Any]:
    """Return the fields of a statement: its source, its formal matter, its earlier words."""
    due = data.get("formal_due")
    return {
        "source": clean_line(data.get("source", "")),
        "formal": Formal(data.get("formal", "")),
        "formal_due": date.fromisoformat(due) if due else None,
        "formal_done_at": _moment(data.get("formal_done_at")),
        "earlier": tuple(_earlier(each) for each in data.get("earlier", [])),
    }


def with_room(meeting: Meeting, data: Data, people: Mapping[str, Person]) -> Meeting:
    """Return a meeting with what its file tells of the time it was held; links were checked.

    Raises:
        FieldMissing, FieldTooLong: a scale has no question, or a too long one.
    """
    return replace(
        meeting,
        pauses=tuple(
            Pause(_utc(each["began"]), _moment(each["ended"])) for each in data.get("pauses", [])
        ),
        turns=tuple(_turn(each) for each in data.get("turns", [])),
        extra_minutes=data.get("extra_minutes", 0),
        time_asked_at=_moment(data.get("time_asked_at")),
        speaking_in_minutes=data.get("speaking_in_minutes", False),
        scales=tuple(_scale(each, people) for each in data.get("scales", [])),
        read_back=tuple(_answer(each, people) for each in data.get("read_back", [])),
    )


def add_room(session: Any, row: MeetingRow, meeting: Meeting) -> None:
    """Put what happened at a meeting into the tables; its people and points are there already."""
    row.extra_minutes, row.time_asked_at = meeting.extra_minutes, meeting.time_asked_at
    row.speaking_in_minutes = meeting.speaking_in_minutes
    for attendee, value in zip(row.attendees, meeting.attendees, strict=True):
        attendee.away = room_mapping.away_data(value.away)
    for item, point in zip(row.items, meeting.items, strict=True):
        item.parked, item.parked_at = point.parked.value, point.parked_at
        item.only_for, item.added_at = list(point.only_for), point.added_at
    row.pauses = [
        PauseRow(id=new_id(), began=each.began, ended=each.ended) for each in meeting.pauses
    ]
    row.turns = [_turn_row(each) for each in meeting.turns]
    _add_earlier_words(session, meeting)
    _add_scales(session, row, meeting)
    row.read_back = [_answer_row(each) for each in meeting.read_back]


def _add_earlier_words(session: Any, meeting: Meeting) -> None:
    for statement in meeting.statements:
        for words in public_words(statement.earlier):
            session.add(
                EarlierWordsRow(
                    id=new_id(),
                    meeting_id=meeting.id,
                    statement_id=statement.id,
                    kind=words.kind.value,
                    text=words.text,
                    replaced_at=words.replaced_at,
                    replaced_by=words.replaced_by,
                )
            )


def _add_scales(session: Any, row: MeetingRow, meeting: Meeting) -> None:
    row.scales = [
        ScaleRow(id=each.id, position=position, question=each.question)
        for position, each in enumerate(meeting.scales)
    ]
    # No relationship tells the session that the questions come first.
    session.flush()
    row.scale_marks = [
        ScaleMarkRow(
            scale_id=scale.id,
            person_id=mark.person.id,
            value=mark.value,
            reason=mark.reason,
            marked_at=mark.marked_at,
        )
        for scale in meeting.scales
        for mark in scale.marks
    ]


def _turn_row(turn: Turn) -> TurnRow:
    return TurnRow(
        id=new_id(),
        person_id=turn.person_id,
        item_id=turn.item_id,
        began=turn.began,
        ended=turn.ended,
    )


def _answer_row(answer: ReadBackAnswer) -> ReadBackRow:
    return ReadBackRow(
        id=answer.id,
        part=answer.part.value,
        person_id=answer.person.id,
        verdict=answer.verdict.value,
        words=answer.words,
        heard=answer.heard,
        said_at=answer.said_at,
    )


def _turn(data: Data) -> Turn:
    return Turn(data["person_id"], data.get("item_id"), _utc(data["began"]), _moment(data["ended"]))


def _scale(data: Data, people: Mapping[str, Person]) -> Scale:
    marks = tuple(
        ScaleMark(
            people[mark["person_id"]],
            mark["value"],
            clean_text(mark.get("reason", "")).strip(),
            _utc(mark["marked_at"]),
        )
        for mark in data.get("marks", [])
    )
    return Scale(data["id"], 0, required_line(data["question"], "question"), marks)


def _answer(data: Data, people: Mapping[str, Person]) -> ReadBackAnswer:
    return ReadBackAnswer(
        data["id"],
        0,
        PartKey(data["part"]),
        people[data["person_id"]],
        Verdict(data["verdict"]),
        clean_text(data.get("words", "")).strip(),
        clean_text(data.get("heard", "")),
        _utc(data["said_at"]),
    )


def _earlier(data: Data) -> EarlierWords:
    return EarlierWords(
        StatementKind(data["kind"]),
        clean_text(data["text"]),
        _utc(data["replaced_at"]),
        clean_line(data["replaced_by"]),
    )


def _moment(text: str | None) -> datetime | None:
    return _utc(text) if text else None


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
