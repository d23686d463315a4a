"""What the checker says about a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What is worth a second look at a place in the text."""

    LONG_SENTENCE = "long_sentence"
    PASSIVE = "passive"
    OFFICE = "office"
    ABBREVIATION = "abbreviation"
    GENTLE = "gentle"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text that could be said better; never changed by itself.

    ``start`` and ``length`` count Python characters (code points) of the text that was checked, and
    ``text`` is what stands there. ``word`` is the headword of the list that it was found by.
    ``offers`` may be put in its place; they may hold … or [ ] for the writer to fill in, and are
    empty where no words fit by themselves. ``explain`` is a short Danish sentence from the data.
    """

    kind: FindingKind
    start: int
    length: int
    text: str
    word: str
    offers: tuple[str, ...] = ()
    explain: str = ""

    @property
    def end(self) -> int:
        """The position after the last character."""
        return self.start + self.length
