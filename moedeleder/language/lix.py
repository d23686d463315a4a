"""LIX, the readability index of Björnsson: how hard a text is to read.

LIX = words / sentences + 100 × long words / words, where a long word has seven letters or more.
Fine points, decided here because the formula leaves them open:

- A sentence ends at ``.``, ``!``, ``?`` or ``:`` and at the end of a paragraph; several such signs
  in a row are one end. A dot or colon inside a time or number (15.30, 1.250) ends nothing, nor does
  the dot of an abbreviation (f.eks., kl., bl.a.), of an initial (J. Hansen) or of an ordinal number
  before a small letter (3. december).
- A number, an address of mail or web, and an abbreviation are each one word.
- Only letters are counted in a long word: digits, dots, hyphens and apostrophes are not, so a
  number is never long, and ``mor-barn-hjem`` is one word of eleven letters.
- The index is rounded to a whole number, halves up, before it is put in a band.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from moedeleder.language.words import Reading, read

LONG_WORD = 7


class LixBand(StrEnum):
    """How hard a text is, by the names the index has in Danish."""

    EASY = "let"
    EASY_FOR_PRACTISED = "let for øvede"
    MIDDLE = "middel"
    HARD = "svær"
    VERY_HARD = "meget svær"


_BANDS = (
    (24, LixBand.EASY),
    (34, LixBand.EASY_FOR_PRACTISED),
    (44, LixBand.MIDDLE),
    (54, LixBand.HARD),
)


@dataclass(frozen=True, slots=True)
class Lix:
    """The index of a text, and the band it lies in."""

    value: int
    band: LixBand


@dataclass(frozen=True, slots=True)
class Counts:
    """What the index is made of; counts of several texts are added."""

    words: int = 0
    long_words: int = 0
    sentences: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.words + other.words,
            self.long_words + other.long_words,
            self.sentences + other.sentences,
        )

    @property
    def lix(self) -> Lix | None:
        """The index; None when there are no words."""
        if not self.words:
            return None
        # Whole numbers only: words/sentences + 100·long/words, plus a half, rounded down.
        over = self.words * self.words + 100 * self.long_words * self.sentences
        under = self.words * self.sentences
        value = (2 * over + under) // (2 * under)
        return Lix(value, band_of(value))


def band_of(value: int) -> LixBand:
    """Return the band an index lies in."""
    return next((band for limit, band in _BANDS if value <= limit), LixBand.VERY_HARD)


def counts_of(reading: Reading) -> Counts:
    """Return what there is to count in a text that has been read."""
    long_words = sum(1 for word in reading.words if word.letters >= LONG_WORD)
    return Counts(len(reading.words), long_words, len(reading.sentences))


def lix(text: str) -> Lix | None:
    """Return the index of a text, whose lines are paragraphs; None when it has no words."""
    return counts_of(read(text)).lix


def lix_of(counts: Iterable[Counts]) -> Lix | None:
    """Return the index of several texts taken as one; None when they have no words."""
    return sum(counts, Counts()).lix
