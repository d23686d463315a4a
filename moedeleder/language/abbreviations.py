"""Abbreviations: spelled out at first use, or said with plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from moedeleder.language.data import Abbreviation, Abbreviations, fold
from moedeleder.language.words import Reading, Word

# An ending after the short form itself: PPR's, PPRs, PPR-psykolog.
_ENDINGS = re.compile(r"(?:'?s)?(?:-.*)?")
_BREAKS = re.compile(r"[\W_]+")
# Between the long form and the short one: a bracket, a comma or a dash.
_BETWEEN = re.compile(r"\s*[(,–-]?\s*")


class Use(NamedTuple):
    """An abbreviation that stands in a text, and whether it is spelled out beside it."""

    start: int
    text: str
    what: Abbreviation
    professional: bool
    spelled_out: bool


class AbbreviationFinder:
    """Knows the short forms of the lists."""

    def __init__(self, lists: Abbreviations) -> None:
        self._professional = {each.short: each for each in lists.professional}
        self._office = {fold(each.short): each for each in lists.office}

    def find(self, reading: Reading) -> Iterator[Use]:
        """Yield each use of a short form, in the order of the text."""
        for word in reading.words:
            if word.is_address or _is_glued(reading.text, word):
                continue
            if office := self._office.get(word.folded):
                yield Use(word.start, word.text, office, False, False)
            elif short := self._short_form(word):
                use = self._professional[short]
                yield Use(word.start, short, use, True, _is_spelled_out(reading.text, word, use))

    def _short_form(self, word: Word) -> str | None:
        """Return the professional short form a word begins with; its case tells it from a word."""
        if word.text in self._professional:
            return word.text
        length = next((at for at, char in enumerate(word.text) if char in "-'’s"), 0)
        short = word.text[:length]
        if short in self._professional and _ENDINGS.fullmatch(word.text[length:].replace("’", "'")):
            return short
        return None


def _is_glued(text: str, word: Word) -> bool:
    """Whether a short form is the first half of a word, as in ``afd.leder``."""
    return word.text.endswith(".") and text[word.end : word.end + 1].isalnum()


def _is_spelled_out(text: str, word: Word, use: Abbreviation) -> bool:
    longest = max(map(len, use.longs)) + 20
    before = text[max(0, word.start - longest) : word.start]
    after = text[word.end : word.end + longest]
    return any(_ends_with(before, long) or _begins_with(after, long) for long in use.longs)


def _ends_with(before: str, long: str) -> bool:
    stripped = before.rstrip(" (,–-")
    return stripped != before and _plain(stripped).endswith(_plain(long))


def _begins_with(after: str, long: str) -> bool:
    found = _BETWEEN.match(after)
    return found is not None and found.end() > 0 and _plain(after).startswith(_plain(long))


def _plain(text: str) -> str:
    """Return the words alone, so that a hyphen or a line end makes no difference."""
    return _BREAKS.sub(" ", fold(text)).strip()
