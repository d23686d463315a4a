"""What happened in the room as values for the minutes, gathered from a meeting."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import groupby
from typing import TypedDict

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.completeness import (
    for_everybody,
    joined,
    named,
    note_line,
    quoted,
    said_text,
)
from moedeleder.domain.facilitation import belied, shown_checks
from moedeleder.domain.meeting_clock import not_reached
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.read_back import READ_PARTS, ReadBackAnswer, Verdict, silent_to
from moedeleder.domain.record import MinutesPart, PartKey
from moedeleder.domain.record_room import (
    NOT_ANSWERED,
    BoardColumn,
    RecordCheck,
    RecordFormal,
    RecordMark,
    RecordParked,
    RecordScale,
    RecordShare,
    RecordVerdict,
)
from moedeleder.domain.scales import Scale
from moedeleder.domain.speaking import shares
from moedeleder.domain.statements import BOARD, Formal
from moedeleder.services.labels import (
    formal_label,
    parked_label,
    part_heading,
    statement_label,
    stretch_label,
    verdict_label,
)
from moedeleder.services.read_back_words import changed_since, read_aloud


class RoomValues(TypedDict):
    """The fields of a record that tell of the room."""

    board: tuple[BoardColumn, ...]
    scales: tuple[RecordScale, ...]
    read_back: tuple[RecordVerdict, ...]
    formal: tuple[RecordFormal, ...]
    parked: tuple[RecordParked, ...]
    unreached: tuple[RecordParked, ...]
    checks: tuple[RecordCheck, ...]
    speaking: tuple[RecordShare, ...]


def room_values(
    meeting: Meeting,
    parts: Mapping[PartKey, MinutesPart],
    overruled: Collection[PartKey] = (),
) -> RoomValues:
    """Return what the minutes print of the room; what only some may hear is left out.

    Args:
        parts: the written parts as they will be printed, against which the read-back is held.
        overruled: the parts that the minutes say are missing.
    """
    return RoomValues(
        board=_board(meeting),
        scales=tuple(_scale(meeting, each) for each in meeting.scales if each.marks),
        read_back=_verdicts(meeting, parts),
        formal=_formal(meeting),
        parked=tuple(
            _point(item) for item in meeting.items if item.is_parked and not item.is_limited
        ),
        unreached=tuple(_point(item) for item in not_reached(meeting) if not item.is_limited),
        checks=_checks(meeting, belied(meeting, parts, overruled)),
        speaking=_speaking(meeting),
    )


def _point(item: AgendaItem) -> RecordParked:
    raised_by = named(item.raised_by) if item.raised_by else ""
    return RecordParked(item.title, raised_by, parked_label(item.parked))


def _board(meeting: Meeting) -> tuple[BoardColumn, ...]:
    said = for_everybody(meeting)
    lines = {kind: tuple(note_line(each) for each in said if each.kind is kind) for kind in BOARD}
    return tuple(
        BoardColumn(kind.value, statement_label(kind), lines[kind]) for kind in BOARD if lines[kind]
    )


def _scale(meeting: Meeting, scale: Scale) -> RecordScale:
    """Return a scale with the numbers in the order of the attendees."""
    order = {each.person.id: at for at, each in enumerate(meeting.attendees)}
    marks = sorted(scale.marks, key=lambda mark: order.get(mark.person.id, len(order)))
    return RecordScale(
        scale.question,
        tuple(RecordMark(named(mark.person), mark.value, mark.reason) for mark in marks),
    )


def _verdicts(meeting: Meeting, parts: Mapping[PartKey, MinutesPart]) -> tuple[RecordVerdict, ...]:
    if not meeting.read_back:
        return ()
    changed = changed_since(meeting, read_aloud(meeting, parts))
    found: list[RecordVerdict] = []
    for part in READ_PARTS:
        answers = [each for each in meeting.read_back if each.part is part]
        # Those who simply agree share a line, and stand first.
        answers.sort(key=lambda each: (not _simply_agrees(each), _is_in(each, changed)))
        for alike, group in groupby(answers, key=lambda each: _likeness(each, changed)):
            found.append(_verdict(part, tuple(group), is_changed=alike[1]))
        # Silence is no agreement; a part that nobody answered was not read.
        if answers and (silent := silent_to(part, meeting.attendees, answers)):
            names = joined([named(each) for each in silent])
            found.append(RecordVerdict(part_heading(part), names, NOT_ANSWERED, "", False, part))
    return tuple(found)


def _simply_agrees(answer: ReadBackAnswer) -> bool:
    return answer.verdict is Verdict.AGREE and not answer.words.strip()


def _is_in(answer: ReadBackAnswer, changed: frozenset[tuple[PartKey, str]]) -> bool:
    return (answer.part, answer.person.id) in changed


def _likeness(answer: ReadBackAnswer, changed: frozenset[tuple[PartKey, str]]) -> tuple[str, bool]:
    """Return the same for answers that share a line."""
    whose = "" if _simply_agrees(answer) else answer.id
    return whose, _is_in(answer, changed)


def _verdict(
    part: PartKey, answers: tuple[ReadBackAnswer, ...], *, is_changed: bool
) -> RecordVerdict:
    first = answers[0]
    return RecordVerdict(
        part_heading(part),
        joined([named(each.person) for each in answers]),
        verdict_label(first.verdict, len(answers)),
        quoted(first.words),
        is_changed,
        part,
    )


def _formal(meeting: Meeting) -> tuple[RecordFormal, ...]:
    return tuple(
        RecordFormal(
            formal_label(each.formal),
            said_text(each),
            named(each.person) if each.person else "",
            each.formal_due,
        )
        for each in for_everybody(meeting)
        if each.formal is not Formal.NONE
    )


def _checks(meeting: Meeting, denied: Collection[str]) -> tuple[RecordCheck, ...]:
    """Return the checklist as it stood; nothing when nobody used it.

    A line that was ticked though the rest of the minutes denies it is left out.
    """
    lines = shown_checks(meeting)
    shown = tuple(each for each in lines if not (each.done and each.check.key in denied))
    if not any(each.done for each in shown):
        return ()
    return tuple(
        RecordCheck(each.check.text, each.done, stretch_label(each.check.stretch)) for each in shown
    )


def _speaking(meeting: Meeting) -> tuple[RecordShare, ...]:
    """Return how the time was shared, only where the minutes are to say so."""
    if not meeting.speaking_in_minutes or not meeting.turns:
        return ()
    # A turn that is not over counts to when it began: a paper has no clock that runs.
    now = meeting.ended_at or meeting.turns[-1].began
    return tuple(RecordShare(named(who.person), part) for who, part in shares(meeting, now))
