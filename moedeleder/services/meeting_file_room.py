"""What happened while a meeting was held, in a meeting file: breaks, scales, read-back and more.

Nothing is written that is as it would be anyway, so that the file of a meeting without these is as
it always was. Two things never travel: the receipts people gave for the meeting, which belong to
nobody, and who spoke for how long, unless it was chosen for the minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from moedeleder.domain.agenda import AgendaItem, Parked
from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.meeting_types import Stretch
from moedeleder.domain.meetings import CheckState, Meeting
from moedeleder.domain.read_back import ReadBackAnswer
from moedeleder.domain.running import Pause, Turn
from moedeleder.domain.scales import Scale
from moedeleder.domain.statements import EarlierWords, Statement, StatementKind

Data = dict[str, Any]


def room_data(meeting: Meeting, people_ids: frozenset[str]) -> Data:
    """Return what belongs to the whole meeting as plain JSON data; empty when there is nothing.

    Args:
        people_ids: the people in the file; turns of others are left out.
    """
    told = meeting.turns if meeting.speaking_in_minutes else ()
    return _filled(
        pauses=[_pause(each) for each in meeting.pauses],
        turns=[_turn(each) for each in told if each.person_id in people_ids],
        extra_minutes=meeting.extra_minutes,
        time_asked_at=_iso(meeting.time_asked_at),
        speaking_in_minutes=meeting.speaking_in_minutes,
        scales=[_scale(each) for each in meeting.scales],
        read_back=[_answer(each) for each in meeting.read_back],
    )


def sorted_room(data: Data) -> Data:
    """Return the same with its lists without an order in one of their own, for comparing two."""
    lists: Data = {}
    if "read_back" in data:
        lists["read_back"] = sorted(data["read_back"], key=lambda each: each["id"])
    if "scales" in data:
        lists["scales"] = [
            each | {"marks": sorted(each["marks"], key=lambda mark: mark["person_id"])}
            for each in data["scales"]
        ]
    return data | lists


def attendee_extras(attendee: Attendee) -> Data:
    """Return what is written of an attendee who was out of the room."""
    away = [
        {"left_at": out.left_at.isoformat(), "back_at": out.back_at.isoformat()}
        for out in attendee.away
    ]
    return _filled(away=away)


def item_extras(item: AgendaItem) -> Data:
    """Return what is written of a point that was parked, limited or raised at the meeting."""
    return _filled(
        parked=item.parked.value,
        parked_at=_iso(item.parked_at),
        only_for=list(item.only_for),
        added_at=_iso(item.added_at),
    )


def check_extras(check: CheckState) -> Data:
    """Return what is written of a check that belongs to the opening or the closing."""
    return {} if check.stretch is Stretch.DURING else {"stretch": check.stretch.value}


def statement_extras(statement: Statement) -> Data:
    """Return what is written of a statement with a source, a formal matter or earlier words."""
    return _filled(
        source=statement.source,
        formal=statement.formal.value,
        formal_due=_iso(statement.formal_due),
        formal_done_at=_iso(statement.formal_done_at),
        earlier=[_earlier(each) for each in public_words(statement.earlier)],
    )


def public_words(earlier: Iterable[EarlierWords]) -> tuple[EarlierWords, ...]:
    """Return the earlier words that may leave the machine."""
    return tuple(each for each in earlier if each.kind is not StatementKind.PRIVATE)


def before_the_meeting(meeting: Meeting) -> Meeting:
    """Return a meeting as it was before it began; who may hear what was settled by then."""
    brought = {each.item_id for each in meeting.contributions}
    items = [i for i in meeting.items if i.added_at is None or i.id in brought]
    return replace(
        meeting,
        attendees=tuple(_expected(each) for each in meeting.attendees),
        items=tuple(_as_planned(item, position) for position, item in enumerate(items)),
        pauses=(),
        turns=(),
        extra_minutes=0,
        time_asked_at=None,
        speaking_in_minutes=False,
        scales=(),
        read_back=(),
        feedback_count=0,
    )


def _expected(attendee: Attendee) -> Attendee:
    return replace(attendee, attendance=Attendance.EXPECTED, came_at=None, left_at=None, away=())


def _as_planned(item: AgendaItem, position: int) -> AgendaItem:
    return replace(item, position=position, parked=Parked.NONE, parked_at=None, added_at=None)


def _filled(**fields: Any) -> Data:
    return {name: value for name, value in fields.items() if value}


def _iso(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _pause(pause: Pause) -> Data:
    return {"began": pause.began.isoformat(), "ended": _iso(pause.ended)}


def _turn(turn: Turn) -> Data:
    return {
        "person_id": turn.person_id,
        "item_id": turn.item_id,
        "began": turn.began.isoformat(),
        "ended": _iso(turn.ended),
    }


def _scale(scale: Scale) -> Data:
    marks = [
        {
            "person_id": mark.person.id,
            "value": mark.value,
            "reason": mark.reason,
            "marked_at": mark.marked_at.isoformat(),
        }
        for mark in scale.marks
    ]
    return {"id": scale.id, "question": scale.question, "marks": marks}


def _answer(answer: ReadBackAnswer) -> Data:
    return {
        "id": answer.id,
        "part": answer.part.value,
        "person_id": answer.person.id,
        "verdict": answer.verdict.value,
        "words": answer.words,
        "heard": answer.heard,
        "said_at": answer.said_at.isoformat(),
    }


def _earlier(words: EarlierWords) -> Data:
    return {
        "kind": words.kind.value,
        "text": words.text,
        "replaced_at": words.replaced_at.isoformat(),
        "replaced_by": words.replaced_by,
    }
