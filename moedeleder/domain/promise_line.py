"""A promise typed on one line: ``Sender skema @læreren inden fredag``.

Who is the first word that begins with ``@``, or a name the line begins with; when is the longest
phrase of a day at the end of the line, or beside the ``@``. All the rest is what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.danish import WEEKDAYS
from moedeleder.domain.danish_dates import looks_like_a_day, parse_date
from moedeleder.domain.errors import InvalidDate
from moedeleder.domain.people import PersonRole

KnownPerson = tuple[str, str, str]
"""A name, an id, and the words somebody may be called by: role, relation, workplace."""
_LONGEST_DAY, _LONGEST_NAME = 8, 4
_ROLE_WORDS = {
    PersonRole.CHILD: "barn",
    PersonRole.PARENT: "forælder",
    PersonRole.SUPPORT_PERSON: "bisidder",
    PersonRole.INTERPRETER: "tolk",
    PersonRole.CASEWORKER: "sagsbehandler rådgiver",
    PersonRole.COORDINATOR: "koordinator tovholder",
    PersonRole.TEACHER: "lærer klasselærer",
    PersonRole.EDUCATOR: "pædagog",
    PersonRole.PSYCHOLOGIST: "psykolog",
    PersonRole.DOCTOR: "læge",
    PersonRole.SUPPLIER: "leverandør",
    PersonRole.MANAGER: "leder",
    PersonRole.ADVISER: "rådgiver borgerrådgiver",
}
_SAME = {"moder": "mor", "fader": "far", "mor": "moder", "far": "fader"}
_ENDINGS = ("", "en", "n", "et", "t")
_VERBS = frozenset({"vil", "skal", "kan", "må", "ved"})
_NO_VERBS = frozenset(
    "mor far bror søster moster faster lærer leder rådgiver sagsbehandler bisidder forælder "
    "eller efter under over for hvor når her der år alder".split()
)
"""Words that end like a verb (``ringer``) and are none: ``Hans mor ringer``."""
_NO_DAY_AFTER = frozenset(
    "hver hvert hveranden anden sidste forrige siden fra mellem og eller efter ikke".split()
).union(WEEKDAYS)
"""After these a day is no deadline: ``hver fredag``, ``efter uge 50``, ``sidste fredag i maj``."""
_OTHER_WORDS = frozenset("man man. søn søn. tor tor. lør fre ons".split())
"""Short weekdays that are words or names of their own when nothing stands before them."""
_NOT_BARE = re.compile(r"[0-9]{1,2} ?[.-] ?[0-9]{1,2}[.,]?")
"""``9.30`` and ``0-10`` are days only after a word such as ``inden``."""
_CLOCK = re.compile(r"[0-9]{1,2}(?:[.:][0-9]{2})?[.,]?")


class SpanKind(StrEnum):
    """What a piece of the line was understood as."""

    OWNER = "owner"
    DUE = "due"
    WRONG_DUE = "wrong_due"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the line, from ``start`` up to ``end`` (characters); it is not in ``what``."""

    start: int
    end: int
    kind: SpanKind


@dataclass(frozen=True, slots=True)
class ReadPromise:
    """A line as it was understood; ``offered`` when the owner is a guess from how it begins."""

    what: str
    owner_id: str | None = None
    owner_name: str = ""
    due: date | None = None
    spans: tuple[Span, ...] = ()
    offered: bool = False

    @property
    def has_wrong_day(self) -> bool:
        """Whether something stands there that looks like a day and is none, or has passed."""
        return any(span.kind is SpanKind.WRONG_DUE for span in self.spans)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        return self.text.lower().strip(".,:;!?()\"'")


@dataclass(frozen=True, slots=True)
class _Owner:
    first: int
    after: int
    id: str | None
    name: str
    offered: bool = False


@dataclass(frozen=True, slots=True)
class _Day:
    first: int
    after: int
    day: date | None


def known_people(attendees: Iterable[Attendee]) -> tuple[KnownPerson, ...]:
    """Return the people a promise may name, with the words they may be called by."""
    return tuple((each.person.name, each.person.id, " ".join(_called(each))) for each in attendees)


def read_promise(
    text: str, people: Sequence[KnownPerson], today: date, *, offer: bool = True
) -> ReadPromise:
    """Return what, who and when of a line, seen from ``today``.

    ``offer`` also takes the name or role that a line begins with (``Karin ringer …``). No word is
    lost: ``what`` and the spans together hold all of them. An ``@`` that fits nobody, or several,
    gives the name as typed and no id.
    """
    words = [_Word(m[0], m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    owner = _marked(words, people) or (_leading(words, people) if offer else None)
    found = _day_beside(words, owner, today)
    taken: list[tuple[int, int, SpanKind]] = []
    if owner:
        taken.append((owner.first, owner.after, SpanKind.OWNER))
    if found:
        kind = SpanKind.DUE if found.day else SpanKind.WRONG_DUE
        taken.append((found.first, found.after, kind))
    spans = sorted(
        (Span(words[a].start, words[b - 1].end, kind) for a, b, kind in taken),
        key=lambda span: span.start,
    )
    inside = {at for first, after, _ in taken for at in range(first, after)}
    return ReadPromise(
        what=" ".join(word.text for at, word in enumerate(words) if at not in inside),
        owner_id=owner.id if owner else None,
        owner_name=owner.name if owner else "",
        due=found.day if found else None,
        spans=tuple(spans),
        offered=owner is not None and owner.offered,
    )


def _called(attendee: Attendee) -> tuple[str, ...]:
    person = attendee.person
    return _ROLE_WORDS.get(person.role, ""), person.relation, person.organisation


def _marked(words: Sequence[_Word], people: Sequence[KnownPerson]) -> _Owner | None:
    at = next((i for i, w in enumerate(words) if w.text[0] == "@" and w.plain.strip("@")), None)
    if at is None:
        return None
    typed = [word.plain.lstrip("@") for word in words[at : at + _LONGEST_NAME]]
    for count in range(len(typed), 0, -1):
        fitting = _fitting(typed[:count], people)
        if len(fitting) == 1:
            return _Owner(at, at + count, fitting[0][1], fitting[0][0])
        if fitting:
            return _Owner(at, at + count, None, _as_typed(words[at : at + count]))
    count = _name_length(words[at : at + _LONGEST_NAME])
    return _Owner(at, at + count, None, _as_typed(words[at : at + count]))


def _leading(words: Sequence[_Word], people: Sequence[KnownPerson]) -> _Owner | None:
    for count in range(min(_LONGEST_NAME, len(words) - 1), 0, -1):
        fitting = _fitting([word.plain for word in words[:count]], people)
        verb = words[count].plain
        if len(fitting) == 1 and _is_verb(verb):
            return _Owner(0, count, fitting[0][1], fitting[0][0], offered=True)
    return None


def _is_verb(word: str) -> bool:
    return word in _VERBS or (word.endswith("r") and word not in _NO_VERBS)


def _as_typed(words: Sequence[_Word]) -> str:
    return " ".join(word.text for word in words).lstrip("@").rstrip(".,:;!?")


def _name_length(words: Sequence[_Word]) -> int:
    """Return how many words an unknown name has: those in a row with a capital letter."""
    if not words[0].text.lstrip("@")[:1].isupper() or words[0].text[-1] in ".,:;":
        return 1
    count = 1
    while count < len(words) and words[count].text[0].isupper():
        count += 1
    return count


def _fitting(typed: Sequence[str], people: Sequence[KnownPerson]) -> list[KnownPerson]:
    """Return the people whose name begins or ends with the words, else those of that role."""
    named = [person for person in people if _is_name(list(typed), person[0])]
    if named or len(typed) > 1:
        return named
    return [person for person in people if _is_called(typed[0], person[2])]


def _is_name(typed: list[str], name: str) -> bool:
    parts = [part.strip(".,") for part in name.lower().split()]
    return parts[: len(typed)] == typed or parts[-len(typed) :] == typed


def _is_called(typed: str, called: str) -> bool:
    """Return whether every part of ``typed`` (``ppr-psykologen`` has two) is one of the words."""
    forms = {
        each + ending
        for word in re.findall(r"\w+", called.lower())
        for each in (word, _SAME.get(word, word))
        for ending in _ENDINGS
    }
    return all(part in forms for part in typed.split("-"))


def _day_beside(words: Sequence[_Word], owner: _Owner | None, today: date) -> _Day | None:
    """Return the day at the end of the line, else right after or right before the owner."""
    if owner is None:
        return _trailing(words, 0, len(words), today)
    return (
        _trailing(words, owner.after, len(words), today)
        or _following(words, owner.after, today)
        or _trailing(words, 0, owner.first, today)
    )


def _trailing(words: Sequence[_Word], first: int, after: int, today: date) -> _Day | None:
    after = _before_the_clock(words, first, after)
    for start in range(max(first, after - _LONGEST_DAY), after):
        found = _as_day(words, start, after, today)
        if found:
            is_no_deadline = start > first and words[start - 1].text.lower() in _NO_DAY_AFTER
            return None if is_no_deadline else found
    return None


def _before_the_clock(words: Sequence[_Word], first: int, after: int) -> int:
    """Return where the words end without ``kl. 10``, which stays in what is promised."""
    if after - first < 3 or words[after - 2].plain not in ("kl", "klokken"):
        return after
    return after - 2 if _CLOCK.fullmatch(words[after - 1].text) else after


def _following(words: Sequence[_Word], start: int, today: date) -> _Day | None:
    for after in range(min(len(words), start + _LONGEST_DAY), start, -1):
        found = _as_day(words, start, after, today)
        if found:
            return found
    return None


def _as_day(words: Sequence[_Word], start: int, after: int, today: date) -> _Day | None:
    phrase = " ".join(word.text for word in words[start:after]).lower()
    if phrase in _OTHER_WORDS or _NOT_BARE.fullmatch(phrase):
        return None
    try:
        day = parse_date(phrase, today)
    except InvalidDate:
        return _Day(start, after, None) if looks_like_a_day(phrase) else None
    # A promise for a day that has passed is a slip of the finger.
    return _Day(start, after, day if day >= today else None)
