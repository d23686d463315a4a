"""The kinds of meeting, as data files describe them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from moedeleder.domain.agenda import ItemDraft
from moedeleder.domain.record import PartKey


class Phase(StrEnum):
    """When a check belongs."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Stretch(StrEnum):
    """When, while the meeting runs, a check belongs."""

    OPENING = "opening"
    DURING = "during"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a checklist; ``key`` stays the same when the wording changes."""

    key: str
    text: str
    stretch: Stretch = Stretch.DURING


@dataclass(frozen=True, slots=True)
class MeetingType:
    """A kind of meeting: proposed agenda, checklists and what the minutes must hold."""

    key: str
    name: str
    description: str
    minutes: int
    agenda: tuple[ItemDraft, ...]
    before: tuple[Check, ...]
    during: tuple[Check, ...]
    after: tuple[Check, ...]
    required_parts: tuple[PartKey, ...]
    child_gets_heard: bool = True
    minutes_hints: tuple[str, ...] = ()
    order: int = 0

    def checks(self, phase: Phase) -> tuple[Check, ...]:
        """Return the checklist of ``phase``."""
        return {Phase.BEFORE: self.before, Phase.DURING: self.during, Phase.AFTER: self.after}[
            phase
        ]
