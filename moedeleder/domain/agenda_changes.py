"""What changed between two shared agendas, as facts; the words are made elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from moedeleder.domain.agenda_record import AgendaLine, AgendaRecord


class AgendaChangeKind(StrEnum):
    """One way in which an agenda can differ from the one people have."""

    TIME = "time"
    LENGTH = "length"
    PLACE = "place"
    PURPOSE = "purpose"
    POINT_ADDED = "point_added"
    POINT_REMOVED = "point_removed"
    POINT_RENAMED = "point_renamed"
    POINT_MOVED = "point_moved"
    POINT_MINUTES = "point_minutes"
    ATTENDEE_ADDED = "attendee_added"
    ATTENDEE_REMOVED = "attendee_removed"


@dataclass(frozen=True, slots=True)
class AgendaChange:
    """One difference; ``before`` and ``now`` are what stood there, as printed, or a moment."""

    kind: AgendaChangeKind
    what: str = ""
    before: str | int | datetime = ""
    now: str | int | datetime = ""


def changes(old: AgendaRecord, new: AgendaRecord) -> tuple[AgendaChange, ...]:
    """Return how ``new`` differs from ``old``, what matters most to a guest first."""
    return (*_frame(old, new), *_points(old, new), *_people(old, new))


def _frame(old: AgendaRecord, new: AgendaRecord) -> Iterator[AgendaChange]:
    if old.starts_at != new.starts_at:
        yield AgendaChange(AgendaChangeKind.TIME, "", old.starts_at, new.starts_at)
    length, before = _length(new), _length(old)
    if length != before:
        yield AgendaChange(AgendaChangeKind.LENGTH, "", before, length)
    if (old.place, old.link) != (new.place, new.link):
        yield AgendaChange(AgendaChangeKind.PLACE, "", _where(old), _where(new))
    if old.purpose.strip() != new.purpose.strip():
        yield AgendaChange(AgendaChangeKind.PURPOSE, "", old.purpose, new.purpose)


def _length(record: AgendaRecord) -> int:
    return int((record.ends_at - record.starts_at).total_seconds() // 60)


def _where(record: AgendaRecord) -> str:
    return " · ".join(part for part in (record.place, record.link) if part)


def _points(old: AgendaRecord, new: AgendaRecord) -> Iterator[AgendaChange]:
    before = {line.id: line for line in old.items}
    now = {line.id: line for line in new.items}
    kind = AgendaChangeKind
    for line in new.items:
        known = before.get(line.id)
        if known is None:
            yield AgendaChange(kind.POINT_ADDED, line.title, "", line.number)
            continue
        if known.title != line.title:
            yield AgendaChange(kind.POINT_RENAMED, line.title, known.title, line.title)
        if known.minutes != line.minutes:
            yield AgendaChange(kind.POINT_MINUTES, line.title, known.minutes, line.minutes)
    for line in old.items:
        if line.id not in now:
            yield AgendaChange(kind.POINT_REMOVED, line.title, line.number, "")
    yield from _moves(
        [line for line in old.items if line.id in now],
        [line for line in new.items if line.id in before],
    )


def _moves(old: list[AgendaLine], new: list[AgendaLine]) -> Iterator[AgendaChange]:
    """Yield the fewest points that must have been moved: those outside the longest kept order."""
    place = {line.id: at for at, line in enumerate(old)}
    kept = _longest_rise([place[line.id] for line in new])
    for at, line in enumerate(new):
        if at not in kept:
            before = old[place[line.id]].number
            yield AgendaChange(AgendaChangeKind.POINT_MOVED, line.title, before, line.number)


def _longest_rise(numbers: list[int]) -> frozenset[int]:
    """Return the indexes of a longest increasing run of ``numbers``, not necessarily together."""
    best: list[tuple[int, ...]] = []
    for at, number in enumerate(numbers):
        shorter = [run for run in best if numbers[run[-1]] < number]
        best.append((*_longest(shorter), at))
    return frozenset(_longest(best))


def _longest(runs: list[tuple[int, ...]]) -> tuple[int, ...]:
    return max(runs, key=len) if runs else ()


def _people(old: AgendaRecord, new: AgendaRecord) -> Iterator[AgendaChange]:
    before = {(each.name, each.role) for each in old.attendees}
    now = {(each.name, each.role) for each in new.attendees}
    for each in new.attendees:
        if (each.name, each.role) not in before:
            yield AgendaChange(AgendaChangeKind.ATTENDEE_ADDED, f"{each.name}, {each.role}")
    for each in old.attendees:
        if (each.name, each.role) not in now:
            yield AgendaChange(AgendaChangeKind.ATTENDEE_REMOVED, f"{each.name}, {each.role}")
