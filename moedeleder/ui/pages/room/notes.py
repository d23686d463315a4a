"""What was noted at a point, statements and promises together, as the list shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from moedeleder.domain.meetings import Meeting, Promise
from moedeleder.domain.people import Person
from moedeleder.domain.statements import Formal, Statement
from moedeleder.services.labels import formal_label
from moedeleder.ui.pages.room.words import (
    PROMISE,
    local_clock,
    namer,
    note_kind,
    quoted,
    short_day,
)

SHOWN = 1200
"""Characters of a note shown at most; the whole is there when it is opened."""


@dataclass(frozen=True)
class Note:
    """One row: its kind, who, the words, a quiet tail, and the time of day.

    ``mark`` says on a line of its own that a decision is asked for, ``first`` how own words
    stood before somebody rewrote them.
    """

    id: str
    version: int
    kind: str
    who: str
    text: str
    tail: str = ""
    time: str = ""
    mark: str = ""
    first: str = ""
    formal: Formal = Formal.NONE

    @property
    def is_promise(self) -> bool:
        """Whether it is a promise, which has fields of its own."""
        return self.kind == PROMISE

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        who = f"{self.who}:" if self.who else ""
        at = f"kl. {self.time}" if self.time else ""
        parts = (f"{note_kind(self.kind).label}.", who, self.text, self.tail)
        below = (f"{line}." for line in (self.mark, self.first) if line)
        return " ".join(filter(None, (*parts, *below, at)))


class NoteBook:
    """Makes the rows of a point, each only once for as long as it stays as it is."""

    def __init__(self) -> None:
        self._about: tuple[str, date] | None = None
        self._made: dict[str, tuple[tuple[int, str], Note]] = {}

    def notes_of(self, meeting: Meeting, item_id: str | None, today: date) -> tuple[Note, ...]:
        """Return the notes of a point in the order they were made.

        Notes whose point was taken off the agenda are shown at the first point.
        """
        if self._about != (meeting.id, today):
            self._about, self._made = (meeting.id, today), {}
        known = {item.id for item in meeting.items}
        loose = not meeting.items or item_id == meeting.items[0].id

        def is_here(place: str | None) -> bool:
            return place == item_id or (loose and place not in known)

        label, short = _labels(meeting, with_place=True), _labels(meeting, with_place=False)
        rows: list[tuple[datetime, str, Note]] = [
            (each.said_at, each.id, self._statement(each, label(each.person), today))
            for each in meeting.statements
            if is_here(each.item_id)
        ]
        rows += [
            (each.made_at or _LONG_AGO, each.id, self._promise(each, short(each.owner), today))
            for each in meeting.promises
            if is_here(each.item_id)
        ]
        rows.sort(key=_when)
        return tuple(row[2] for row in rows)

    def _statement(self, statement: Statement, who: str, today: date) -> Note:
        key, found = (statement.version, who), self._made.get(statement.id)
        if found is None or found[0] != key:
            found = self._made[statement.id] = (key, _statement(statement, who, today))
        return found[1]

    def _promise(self, promise: Promise, who: str, today: date) -> Note:
        key, found = (promise.version, who), self._made.get(promise.id)
        if found is None or found[0] != key:
            found = self._made[promise.id] = (key, _promise(promise, who, today))
        return found[1]


def notes_of(meeting: Meeting, item_id: str | None, today: date) -> tuple[Note, ...]:
    """Return the notes of a point; see :meth:`NoteBook.notes_of`."""
    return NoteBook().notes_of(meeting, item_id, today)


_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def _when(row: tuple[datetime, str, Note]) -> tuple[datetime, str]:
    return row[:2]


def _labels(meeting: Meeting, *, with_place: bool) -> Callable[[Person | None], str]:
    """Return what names the person of a row; the same person is worked out once."""
    short = namer(meeting.attendees)
    known: dict[str, str] = {}

    def label(person: Person | None) -> str:
        if person is None:
            return ""
        if person.id not in known:
            name = short(person)
            known[person.id] = _with_place(name, person) if with_place else name
        return known[person.id]

    return label


def _with_place(name: str, person: Person) -> str:
    if person.organisation and not person.is_family_side:
        return f"{name}, {person.organisation}"
    return name


def _statement(statement: Statement, who: str, today: date) -> Note:
    kind = statement.kind.value
    first = statement.first_words
    return Note(
        statement.id,
        statement.version,
        kind,
        who,
        _shown(quoted(kind, statement.text)),
        f"kilde: {_shown(statement.source)}" if statement.source else "",
        local_clock(statement.said_at),
        " · ".join(_formal(statement, today)),
        f"Først skrevet: {_shown(quoted(kind, first))}" if first else "",
        statement.formal,
    )


def _formal(statement: Statement, today: date) -> Iterator[str]:
    if statement.formal is Formal.NONE:
        return
    yield formal_label(statement.formal)
    if statement.formal_done_at is not None:
        yield "klaret"
    elif statement.formal_due is not None:
        yield f"svar senest {short_day(statement.formal_due, today)}"


def _promise(promise: Promise, who: str, today: date) -> Note:
    who = who or promise.owner_label
    due = short_day(promise.due, today) if promise.due else "hvornår mangler"
    tail = due if who else f"hvem mangler · {due}"
    return Note(
        promise.id,
        promise.version,
        PROMISE,
        who,
        _shown(promise.what),
        tail,
        local_clock(promise.made_at),
    )


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rstrip() + "…"
