"""What was noted at a point, statements and promises together, as the list shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from moedeleder.domain.meetings import Meeting, Promise
from moedeleder.domain.people import Person
from moedeleder.domain.statements import Statement
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
    """One row: its kind, who, the words, a quiet tail, and the time of day."""

    id: str
    version: int
    kind: str
    who: str
    text: str
    tail: str = ""
    time: str = ""

    @property
    def is_promise(self) -> bool:
        """Whether it is a promise, which has fields of its own."""
        return self.kind == PROMISE

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        who = f"{self.who}:" if self.who else ""
        at = f"kl. {self.time}" if self.time else ""
        parts = (f"{note_kind(self.kind).label}.", who, self.text, self.tail, at)
        return " ".join(filter(None, parts))


def notes_of(meeting: Meeting, item_id: str | None, today: date) -> tuple[Note, ...]:
    """Return the notes of a point in the order they were made.

    Notes whose point was taken off the agenda are shown at the first point.
    """
    short = namer(meeting.attendees)
    loose = not meeting.items or item_id == meeting.items[0].id
    known = {item.id for item in meeting.items}

    def is_here(thing: Statement | Promise) -> bool:
        return thing.item_id == item_id or (loose and thing.item_id not in known)

    rows: list[tuple[datetime | None, str, Note]] = [
        (each.said_at, each.id, _statement(each, short))
        for each in meeting.statements
        if is_here(each)
    ]
    rows += [
        (each.made_at, each.id, _promise(each, short, today))
        for each in meeting.promises
        if is_here(each)
    ]
    rows.sort(key=lambda row: (row[0].timestamp() if row[0] else 0.0, row[1]))
    return tuple(row[2] for row in rows)


def _statement(statement: Statement, short: Callable[[Person], str]) -> Note:
    person = statement.person
    who = short(person) if person else ""
    if person and person.organisation and not person.is_family_side:
        who = f"{who}, {person.organisation}"
    return Note(
        statement.id,
        statement.version,
        statement.kind.value,
        who,
        _shown(quoted(statement.kind.value, statement.text)),
        "",
        local_clock(statement.said_at),
    )


def _promise(promise: Promise, short: Callable[[Person], str], today: date) -> Note:
    who = promise.owner_label
    if promise.owner is not None:
        who = short(promise.owner)
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
