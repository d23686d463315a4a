"""Scales: where somebody puts things from 0 to 10, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from moedeleder.domain.errors import NotOnTheScale
from moedeleder.domain.people import Person

LOWEST, HIGHEST = 0, 10


@dataclass(frozen=True, slots=True)
class ScaleMark:
    """The number one person gave, with their reason."""

    person: Person
    value: int
    reason: str
    marked_at: datetime


@dataclass(frozen=True, slots=True)
class Scale:
    """One question from 0 to 10, and the numbers given so far."""

    id: str
    version: int
    question: str
    marks: tuple[ScaleMark, ...] = ()

    def mark_of(self, person_id: str) -> ScaleMark | None:
        """Return the number a person gave, if any."""
        return next((each for each in self.marks if each.person.id == person_id), None)


def checked_value(value: int) -> int:
    """Return ``value`` when it is a whole number from 0 to 10.

    Raises:
        NotOnTheScale: it is not.
    """
    if not LOWEST <= value <= HIGHEST:
        raise NotOnTheScale("value")
    return value
