"""Mødekvittering: five short questions about a meeting, answered by nobody in particular.

An answer waits alone only until enough have come to be counted together. What is shown is made of
such batches and of nothing smaller, so that two looks at the figures, or two figures side by side,
never tell one answer from the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum

from moedeleder.domain.errors import NotOnTheScale

LOWEST, HIGHEST = 1, 5
FEWEST = 5
"""So few answers are never shown, nor counted together."""
MIXED_AT = 10
"""So many answers waiting, of kinds of meeting with fewer than five each, are counted as one."""


class Question(StrEnum):
    """What is asked; the name is that of the field it is kept in."""

    HEARD = "heard"
    UNDERSTOOD = "understood"
    ON_AGENDA = "on_agenda"
    KNOWS_NEXT = "knows_next"
    RESPECTED = "respected"


QUESTIONS: Mapping[Question, str] = {
    Question.HEARD: "Jeg blev hørt.",
    Question.UNDERSTOOD: "Jeg forstod, hvad der blev sagt.",
    Question.ON_AGENDA: "Mine punkter kom på.",
    Question.KNOWS_NEXT: "Jeg ved, hvad der sker nu.",
    Question.RESPECTED: "Jeg blev mødt med respekt.",
}
MARKS: Mapping[int, str] = {
    1: "Slet ikke",
    2: "Kun lidt",
    3: "Nogenlunde",
    4: "For det meste",
    5: "Helt",
}


LETTERS = "ABCDE"
"""By mail the questions have letters, so that no number of a question is taken for a mark."""


def lettered_questions() -> tuple[str, ...]:
    """Return e.g. ``A. Jeg blev hørt.``"""
    return tuple(
        f"{letter}. {QUESTIONS[each]}" for letter, each in zip(LETTERS, Question, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Feedback:
    """One person's five answers, 1 to 5; None is a question they left out."""

    heard: int | None = None
    understood: int | None = None
    on_agenda: int | None = None
    knows_next: int | None = None
    respected: int | None = None

    @property
    def marks(self) -> tuple[int | None, ...]:
        """The answers in the order of the questions."""
        return tuple(getattr(self, each.name) for each in fields(self))

    @property
    def is_empty(self) -> bool:
        """Whether every question was left out."""
        return all(mark is None for mark in self.marks)

    def checked(self) -> Feedback:
        """Return itself.

        Raises:
            NotOnTheScale: a mark is not from 1 to 5.
        """
        if any(mark is not None and not LOWEST <= mark <= HIGHEST for mark in self.marks):
            raise NotOnTheScale
        return self


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """What was answered to one question: how often each mark from 1 to 5 was given."""

    question: Question
    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)

    @property
    def answered(self) -> int:
        """How many answered it."""
        return sum(self.counts)

    @property
    def is_shown(self) -> bool:
        """Whether so many answered it that it can be told."""
        return self.answered >= FEWEST

    @property
    def mean(self) -> float | None:
        """The mean of the marks; None while too few have answered it."""
        if not self.is_shown:
            return None
        return sum(mark * count for mark, count in enumerate(self.counts, 1)) / self.answered


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of some answers: of all, of a kind of meeting, or of a quarter.

    ``key`` is the meeting type's key or e.g. ``2026-4``, and empty for answers of several types.
    """

    key: str
    count: int
    questions: tuple[QuestionFigures, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What can be told about the meetings, and how many answers still wait to be counted."""

    total: Group
    by_type: tuple[Group, ...] = ()
    by_quarter: tuple[Group, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a mark was given to a question, by quarter and kind of meeting; 0 is left out."""

    quarter: str
    type_key: str
    question: Question
    mark: int
    count: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer that is not counted yet."""

    id: str
    type_key: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Answers that are counted together now; ``type_key`` is empty when they are of several."""

    type_key: str
    ids: frozenset[str] = field(default_factory=frozenset)


def batch_of(waiting: Sequence[Waiting], *, nothing_shown: bool) -> Batch | None:
    """Return the answers to count together now, if there are enough of them.

    Five of one kind of meeting are; else ten of all kinds. The very first time five of all kinds
    are, so that there is something to see.

    Args:
        nothing_shown: no answer has been counted yet.
    """
    kinds = Counter(each.type_key for each in waiting)
    for type_key, count in sorted(kinds.items()):
        if count >= FEWEST:
            of_kind = (each.id for each in waiting if each.type_key == type_key)
            return Batch(type_key, frozenset(of_kind))
    if len(waiting) >= (FEWEST if nothing_shown else MIXED_AT):
        return Batch("", frozenset(each.id for each in waiting))
    return None


def figures_of(tallies: Sequence[Tally], waiting: int = 0) -> Figures | None:
    """Return what can be told; None while fewer than five answers are counted."""
    total = _group("", tallies)
    if total.count < FEWEST:
        return None
    by_type = _groups(((each.type_key, each) for each in tallies), newest_first=False)
    by_quarter = _groups(((each.quarter, each) for each in tallies), newest_first=True)
    return Figures(total, by_type, by_quarter, waiting)


def quarter_of(day: date) -> str:
    """Return e.g. ``2026-4``."""
    return f"{day.year}-{(day.month + 2) // 3}"


def _groups(keyed: Iterable[tuple[str, Tally]], *, newest_first: bool) -> tuple[Group, ...]:
    found: dict[str, list[Tally]] = {}
    for key, tally in keyed:
        found.setdefault(key, []).append(tally)
    groups = (_group(key, found[key]) for key in sorted(found, reverse=newest_first))
    return tuple(each for each in groups if each.count >= FEWEST)


def _group(key: str, tallies: Iterable[Tally]) -> Group:
    counts: Counter[tuple[Question, int]] = Counter()
    for each in tallies:
        counts[each.question, each.mark] += each.count
    asked = sum(counts[Question.HEARD, mark] for mark in range(HIGHEST + 1))
    return Group(key, asked, tuple(_question(each, counts) for each in Question))


def _question(question: Question, counts: Counter[tuple[Question, int]]) -> QuestionFigures:
    one, two, three, four, five = (counts[question, mark] for mark in range(1, HIGHEST + 1))
    return QuestionFigures(question, (one, two, three, four, five))
