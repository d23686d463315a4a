"""What is said at a meeting, told apart by kind, with who, when and at which point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from moedeleder.domain.people import Person


class StatementKind(StrEnum):
    """What sort of thing was said; facts, assessments and own words are told apart.

    The last three are the columns of the board: what worries us, what works, what is to happen.
    """

    FACT = "fact"
    ASSESSMENT = "assessment"
    PARENT_WORDS = "parent_words"
    CHILD_WORDS = "child_words"
    DISAGREEMENT = "disagreement"
    GUIDANCE = "guidance"
    PRIVATE = "private"
    WORRY = "worry"
    WORKS = "works"
    TO_HAPPEN = "to_happen"


BOARD = (StatementKind.WORRY, StatementKind.WORKS, StatementKind.TO_HAPPEN)
"""The columns of the board, from left to right."""
KEPT_WORDS = frozenset(
    {StatementKind.PARENT_WORDS, StatementKind.CHILD_WORDS, StatementKind.DISAGREEMENT}
)
"""Kinds that are somebody's own words: rewriting them leaves the words before in the history."""


LEFT_OUT = "left_out"
"""Where a statement stands that somebody chose to leave out of the minutes."""


class Formal(StrEnum):
    """Whether something said asks for a formal decision (*afgørelse*), never a promise."""

    NONE = ""
    APPLICATION = "application"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class EarlierWords:
    """Own words as they stood before somebody rewrote them; the database keeps them for good."""

    kind: StatementKind
    text: str
    replaced_at: datetime
    replaced_by: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said at the meeting.

    ``source`` is what an assessment rests on. A formal statement is a task with a day of its own
    (``formal_due``) until it is settled (``formal_done_at``). ``part`` is the part of the minutes
    it was moved to (a ``PartKey``), :data:`LEFT_OUT`, or empty: where its kind belongs.
    """

    id: str
    version: int
    kind: StatementKind
    text: str
    said_at: datetime
    item_id: str | None = None
    person: Person | None = None
    source: str = ""
    formal: Formal = Formal.NONE
    formal_due: date | None = None
    formal_done_at: datetime | None = None
    earlier: tuple[EarlierWords, ...] = ()
    part: str = ""

    @property
    def is_public(self) -> bool:
        """Whether it may ever leave the writer's machine."""
        return self.kind is not StatementKind.PRIVATE

    @property
    def first_words(self) -> str:
        """The words as first written, where somebody has changed them since; else empty."""
        first = self.earlier[0].text if self.earlier else ""
        return first if first != self.text else ""
