"""A promise typed on one line: ``Sender skema @læreren inden fredag``.

Who is each word that begins with ``@``, or a name the line begins with; when is the longest
phrase of a day at the end of the line, or beside an ``@``. All the rest is what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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
_NO_YEAR = re.compile(
    r"(?:.*[^0-9./-])?(?:uge ?[0-9]{1,2}|[0-9]{1,2} ?(?:[./-] ?[0-9]{1,2}"
    r"|\.? ?(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zæøå]*))[.,]?"
)
_FAR = timedelta(days=305)
"""So far ahead, about ten months, a day without its year has most likely just passed."""
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
    """A line as it was understood; ``offered`` when the owner is a guess from how it begins.

    ``owners`` has the id (None for a free name) and the name of everybody it names; the
    ``owner_name`` of several is all of their names, and they have no id together.
    """

    what: str
    owner_id: str | None = None
    owner_name: str = ""
    due: date | None = None
    spans: tuple[Span, ...] = ()
    offered: bool = False
    owners: tuple[tuple[str | None, str], ...] = ()

    @property
    def has_wrong_day(self) -> bool:
        """Whether something stands there that looks like a day and is none, or has passed.

        A day without a year that comes in ten months or more counts as passed too.
        """
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
    gives the name as typed and no id. Where the line began with who, ``what`` gets a capital.
    """
    words = [_Word(m[0], m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    named = _marked(words, people) or (_leading(words, people) if offer else [])
    found = _day_beside(words, named, today)
    taken = [(first, after, SpanKind.OWNER) for first, after in _joined(words, named)]
    if found:
        kind = SpanKind.DUE if found.day else SpanKind.WRONG_DUE
        taken.append((found.first, found.after, kind))
    spans = tuple(Span(words[a].start, words[b - 1].end, kind) for a, b, kind in sorted(taken))
    owner_id, owner_name = together([(each.id, each.name) for each in named])
    return ReadPromise(
        what=without(text, spans),
        owner_id=owner_id,
        owner_name=owner_name,
        due=found.day if found else None,
        spans=spans,
        offered=any(each.offered for each in named),
        owners=tuple((each.id, each.name) for each in named),
    )


def together(owners: Iterable[tuple[str | None, str]]) -> tuple[str | None, str]:
    """Return the id and the name of one; no id, and ``A, B og C``, for several."""
    each = list({name.casefold(): (key, name) for key, name in owners}.values())
    if len(each) == 1:
        return each[0]
    names = [name for _, name in each]
    return None, " og ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def without(text: str, spans: Sequence[Span]) -> str:
    """Return a line without its pieces; with a capital where it began with who does it."""
    rest = text
    for span in reversed(spans):
        rest = f"{rest[: span.start]} {rest[span.end :]}"
    what = " ".join(rest.split())
    begins = spans and spans[0].kind is SpanKind.OWNER and not text[: spans[0].start].strip()
    return _with_capital(what) if begins else what


def _with_capital(what: str) -> str:
    capital = what[:1].upper()
    # Only where it is the same letter still: a German ß has no capital of its own.
    return capital + what[1:] if capital.lower() == what[:1] else what


def _called(attendee: Attendee) -> tuple[str, ...]:
    person = attendee.person
    return _ROLE_WORDS.get(person.role, ""), person.relation, person.organisation


def _marked(words: Sequence[_Word], people: Sequence[KnownPerson]) -> list[_Owner]:
    marks = [i for i, w in enumerate(words) if w.text[0] == "@" and w.plain.strip("@")]
    return [
        _named(words, at, min(at + _LONGEST_NAME, following), people)
        for at, following in zip(marks, [*marks, len(words)][1:], strict=True)
    ]


def _named(words: Sequence[_Word], at: int, end: int, people: Sequence[KnownPerson]) -> _Owner:
    """Return whom the ``@`` at a word means; the name is in the words before ``end``."""
    typed = [word.plain.lstrip("@") for word in words[at:end]]
    for count in range(len(typed), 0, -1):
        fitting = _fitting(typed[:count], people)
        if len(fitting) == 1:
            return _Owner(at, at + count, fitting[0][1], fitting[0][0])
        if fitting:
            return _Owner(at, at + count, None, _as_typed(words[at : at + count]))
    count = _name_length(words[at:end])
    return _Owner(at, at + count, None, _as_typed(words[at : at + count]))


def _joined(words: Sequence[_Word], named: Sequence[_Owner]) -> list[tuple[int, int]]:
    """Return the words of each who; an ``og`` between two of them goes with them."""
    places: list[tuple[int, int]] = []
    for each in named:
        between = [word.plain for word in words[places[-1][1] : each.first]] if places else [""]
        if places and (not between or between in (["og"], ["&"], ["+"])):
            places[-1] = (places[-1][0], each.after)
        else:
            places.append((each.first, each.after))
    return places


def _leading(words: Sequence[_Word], people: Sequence[KnownPerson]) -> list[_Owner]:
    for count in range(min(_LONGEST_NAME, len(words) - 1), 0, -1):
        fitting = _fitting([word.plain for word in words[:count]], people)
        verb = words[count].plain
        if len(fitting) == 1 and _is_verb(verb):
            return [_Owner(0, count, fitting[0][1], fitting[0][0], offered=True)]
    return []


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


def _day_beside(words: Sequence[_Word], named: Sequence[_Owner], today: date) -> _Day | None:
    """Return the day at the end of the line, else right after or right before an owner."""
    if not named:
        return _trailing(words, 0, len(words), today)
    ends = [*(each.first for each in named[1:]), len(words)]
    for owner, end in reversed(list(zip(named, ends, strict=True))):
        found = _trailing(words, owner.after, end, today)
        found = found or _following(words, owner.after, end, today)
        if found:
            return found
    return _trailing(words, 0, named[0].first, today)


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


def _following(words: Sequence[_Word], start: int, end: int, today: date) -> _Day | None:
    for after in range(min(end, start + _LONGEST_DAY), start, -1):
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
    # A promise for a day that has passed is a slip of the finger, next year's unsaid as well.
    is_slip = day < today or (day - today > _FAR and _NO_YEAR.fullmatch(phrase) is not None)
    return _Day(start, after, None if is_slip else day)
