"""What the family brings to the agenda, in their own words, and what becomes of each thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from moedeleder.domain.people import Person
from moedeleder.domain.references import codes_in, without_codes
from moedeleder.domain.text import shorten

TITLE_LENGTH = 80
_GREETING = re.compile(r"(?i)(kære|hej|hejsa|goddag|godmorgen|til)\b[^.?!:]{0,60}[,.!]?")


class Channel(StrEnum):
    """The way an answer came."""

    MAIL = "mail"
    FORM = "form"
    PHONE = "phone"
    PAPER = "paper"
    CALENDAR = "calendar"


class ContributionKind(StrEnum):
    """What sort of thing somebody wrote; ``FREE`` is all that stood outside the fields."""

    POINT = "point"
    STRENGTHS = "strengths"
    WORRIES = "worries"
    WISHES = "wishes"
    CHILD_WORDS = "child_words"
    SUPPORT_PERSON = "support_person"
    NEEDS = "needs"
    FREE = "free"


# These are told to the office and seen to; they seldom become points of their own.
PRACTICAL = frozenset({ContributionKind.SUPPORT_PERSON, ContributionKind.NEEDS})


class Importance(StrEnum):
    """How much a point matters to whoever raised it."""

    UNSAID = "unsaid"
    CAN_WAIT = "can_wait"
    IMPORTANT = "important"
    VERY_IMPORTANT = "very_important"


class Decision(StrEnum):
    """What the coordinator has decided about a contribution."""

    OPEN = "open"
    ON_AGENDA = "on_agenda"
    MERGED = "merged"
    ELSEWHERE = "elsewhere"
    NOT_NOW = "not_now"
    NOTED = "noted"
    WITHDRAWN = "withdrawn"


NEEDS_REASON = frozenset({Decision.ELSEWHERE, Decision.NOT_NOW, Decision.WITHDRAWN})
PLACED = frozenset({Decision.ON_AGENDA, Decision.MERGED})


@dataclass(frozen=True, slots=True)
class ContributionDraft:
    """One thing somebody brought; ``wanted`` is what they want to happen, in their words."""

    kind: ContributionKind
    words: str
    wanted: str = ""
    importance: Importance = Importance.UNSAID


@dataclass(frozen=True, slots=True)
class Contribution:
    """One thing somebody brought, its words locked for ever, and what became of it.

    ``item_id`` is the point it stands under, ``where`` where else it is taken up, ``reason`` why.
    ``told`` is the line its owner was last told, empty while nobody told them anything.
    ``part_of_id`` names the longer contribution it was cut out of.
    """

    id: str
    version: int
    kind: ContributionKind
    words: str
    wanted: str
    importance: Importance
    person: Person
    channel: Channel
    received_at: datetime
    answer_id: str | None = None
    part_of_id: str | None = None
    decision: Decision = Decision.OPEN
    item_id: str | None = None
    where: str = ""
    reason: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""
    told: str = ""
    told_at: datetime | None = None
    told_in_folder: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.decision is Decision.OPEN

    @property
    def is_placed(self) -> bool:
        """Whether it stands on the agenda, alone or with another point."""
        return self.decision in PLACED

    @property
    def suggested_title(self) -> str:
        """The first line of what they wrote that is no greeting, short enough for an agenda."""
        lines = [line.strip() for line in self.full_words.splitlines() if line.strip()]
        saying = [line for line in lines if not (_GREETING.fullmatch(line) or codes_in(line))]
        return shorten(without_codes(next(iter(saying or lines), "")), TITLE_LENGTH)

    @property
    def full_words(self) -> str:
        """Everything they wrote about it."""
        return "\n".join(text for text in (self.words, self.wanted) if text.strip())

    @property
    def words_for_others(self) -> str:
        """Everything they wrote about it, but for their code: papers go to everybody."""
        return without_codes(self.full_words)


def with_items(
    contributions: Iterable[Contribution], item_ids: frozenset[str]
) -> tuple[Contribution, ...]:
    """Return contributions as they stand when only these points are on the agenda.

    One whose point was taken off waits for an answer again; it falls into place by itself when
    the point is put back.
    """
    return tuple(
        replace(each, decision=Decision.OPEN)
        if each.is_placed and each.item_id not in item_ids
        else each
        for each in contributions
    )


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """What one person is told about one of their contributions."""

    contribution_id: str
    words: str
    answer: str
