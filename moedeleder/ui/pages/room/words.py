"""The words of step 2: kinds of notes, names, times. Plain functions, so that they test plainly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from moedeleder.domain.agenda import AgendaItem, ItemKind
from moedeleder.domain.attendees import Attendee
from moedeleder.domain.danish import MONTHS, WEEKDAYS, clock
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.short_names import namer as namer
from moedeleder.domain.statements import StatementKind
from moedeleder.services.context import wall_time
from moedeleder.services.labels import person_role, statement_label
from moedeleder.ui.icons import IconName
from moedeleder.ui.tokens import Tone
from moedeleder.ui.wording import count_text

PROMISE = "promise"
"""The kind of a draft that becomes a promise; the others are ``StatementKind`` values."""
OWN_WORDS = frozenset({StatementKind.PARENT_WORDS.value, StatementKind.CHILD_WORDS.value})
_COMMAND = re.compile(r"^/([a-zæøå]) (.*)$", re.DOTALL | re.IGNORECASE)
_MENTION = re.compile(r"^\s*@(\w+)[:,]? (.*)$", re.DOTALL)


@dataclass(frozen=True)
class NoteKind:
    """One kind of note: its code name, what the chip says, its letter after a slash, its look."""

    key: str
    chip: str
    letter: str
    tone: Tone
    icon: IconName | None = None

    @property
    def label(self) -> str:
        """The full Danish name, as the list shows it."""
        return self.chip if self.key == PROMISE else statement_label(StatementKind(self.key))


KINDS = (
    NoteKind(StatementKind.FACT, "Fakta", "f", Tone.INFO),
    NoteKind(StatementKind.ASSESSMENT, "Vurdering", "v", Tone.NEUTRAL),
    NoteKind(StatementKind.PARENT_WORDS, "Forældrenes ord", "p", Tone.FAMILY),
    NoteKind(StatementKind.CHILD_WORDS, "Barnets ord", "b", Tone.FAMILY),
    NoteKind(PROMISE, "Aftale", "a", Tone.OK),
    NoteKind(StatementKind.DISAGREEMENT, "Uenighed", "u", Tone.WARN),
    NoteKind(StatementKind.GUIDANCE, "Vejledning", "r", Tone.ACCENT),
    NoteKind(StatementKind.PRIVATE, "Privat", "n", Tone.NEUTRAL, "lock"),
)
BOARD_KINDS = (
    NoteKind(StatementKind.WORRY, "Bekymrer", "k", Tone.WARN),
    NoteKind(StatementKind.WORKS, "Virker", "g", Tone.OK),
    NoteKind(StatementKind.TO_HAPPEN, "Skal ske", "s", Tone.ACCENT),
)
"""The columns of the board: be*k*ymrer, det *g*ode der virker, *s*kal ske."""
ALL_KINDS = (*KINDS, *BOARD_KINDS)
_BY_KEY = {kind.key: kind for kind in ALL_KINDS}
_BY_LETTER = {kind.letter: kind for kind in ALL_KINDS}


def note_kind(key: str) -> NoteKind:
    """Return the kind with that code name; raises KeyError for an unknown one."""
    return _BY_KEY[key]


def kind_for(item: AgendaItem) -> str:
    """Return the kind of note that a point most likely begins with."""
    if item.kind is ItemKind.CHILD_VOICE:
        return StatementKind.CHILD_WORDS.value
    by = item.raised_by
    if by is not None and by.role is PersonRole.PARENT:
        return StatementKind.PARENT_WORDS.value
    return StatementKind.FACT.value


def typed_command(text: str) -> tuple[NoteKind, str] | None:
    """Return the kind that ``/f `` and the like at the very start mean, and the text after it."""
    match = _COMMAND.match(text)
    kind = _BY_LETTER.get(match[1].lower()) if match else None
    return (kind, match[2]) if match and kind else None


def typed_mention(text: str, attendees: tuple[Attendee, ...]) -> tuple[Person, str] | None:
    """Return whom ``@sof `` at the very start means, and the text after it; None if unclear."""
    match = _MENTION.match(text)
    if match is None:
        return None
    wanted = match[1].casefold()
    people = [a.person for a in attendees if a.person.name.casefold().startswith(wanted)]
    return (people[0], match[2]) if len(people) == 1 else None


def short_name(person: Person, attendees: tuple[Attendee, ...]) -> str:
    """Return one person's name among the attendees; see :func:`namer`."""
    return namer(attendees)(person)


def quoted(kind: str, text: str) -> str:
    """Return own words in quotation marks, unless they already have them."""
    if kind not in OWN_WORDS or text[:1] in "”\"“»'":
        return text
    return f"”{text}”"


def utf16_length(text: str) -> int:
    """Return the length as Qt counts it: a smiley takes two."""
    return len(text) + sum(char > "\uffff" for char in text)


def point_line(meeting: Meeting, item: AgendaItem) -> str:
    """Return e.g. ``Punkt 3 af 6 · rejst af Sofie, mor``."""
    at = meeting.items.index(item) + 1
    words = [f"Punkt {at} af {len(meeting.items)}"]
    if item.raised_by is not None:
        name = short_name(item.raised_by, meeting.attendees)
        words.append(f"rejst af {name}, {person_role(item.raised_by)}")
    return " · ".join(words)


def held_text(meeting: Meeting) -> str:
    """Return what a meeting that is over left behind, in one sentence."""
    notes = count_text(len(meeting.statements), "note", "noter")
    promises = count_text(len(meeting.promises), "aftale", "aftaler")
    kept = f"{notes} og {promises} er gemt."
    if meeting.started_at is None or meeting.ended_at is None:
        return kept
    minutes = max(1, round((meeting.ended_at - meeting.started_at).total_seconds() / 60))
    return f"Det varede {count_text(minutes, 'minut', 'minutter')}. {kept}"


def day_words(day: date, today: date) -> str:
    """Return e.g. ``fredag 27. november``; with the year when it is another one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day}. {MONTHS[day.month - 1]}{year}"


def other_day(day: date, today: date) -> str:
    """Return e.g. ``i morgen, søndag 22. november``; ``mandag 7. december`` further away."""
    near = {-1: "i går, ", 1: "i morgen, "}
    return near.get((day - today).days, "") + day_words(day, today)


def short_day(day: date, today: date) -> str:
    """Return e.g. ``fredag 27. nov.``; with the year when it is another one."""
    name = MONTHS[day.month - 1]
    month = name if len(name) <= 4 else f"{name[:3]}."
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day}. {month}{year}"


@lru_cache(maxsize=4096)
def local_clock(moment: datetime | None) -> str:
    """Return an aware moment as Danish time of day, e.g. ``16.04``; empty for none."""
    return clock(wall_time(moment)) if moment else ""
