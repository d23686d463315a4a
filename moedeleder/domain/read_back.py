"""The read-back (oplæsning): what was read aloud at the end, and what each person said to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.record import PartKey

READ_PARTS = (PartKey.PROBLEM, PartKey.CONCLUSION, PartKey.ACTION_PLAN, PartKey.FOLLOW_UP)
"""What is read aloud, in this order."""


class Verdict(StrEnum):
    """What somebody says to what was read."""

    AGREE = "agree"
    NOT_QUITE = "not_quite"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class ReadBackAnswer:
    """What one person said to one part; ``heard`` is the text as it was read to them."""

    id: str
    version: int
    part: PartKey
    person: Person
    verdict: Verdict
    words: str
    heard: str
    said_at: datetime


def silent_to(
    part: PartKey, attendees: Iterable[Attendee], answers: Iterable[ReadBackAnswer]
) -> tuple[Person, ...]:
    """Return those who were there and gave no answer to a part; an interpreter is not asked."""
    heard = {each.person.id for each in answers if each.part is part}
    there = (each.person for each in attendees if each.was_there)
    return tuple(
        each for each in there if each.role is not PersonRole.INTERPRETER and each.id not in heard
    )
