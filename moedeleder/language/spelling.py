"""Danish spelling: which words are looked up, and the dictionary that knows them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Protocol

from moedeleder.language.data import fold
from moedeleder.language.words import Word

# A longer word is no word, and trying its compounds takes long.
LONGEST = 50
# Letters as in Danish names and loans; words in other scripts are not for a Danish dictionary.
_IN_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ‐‑'’\u00ad/-]+")
SUGGESTIONS = 5


class Speller(Protocol):
    """A dictionary."""

    def knows(self, word: str) -> bool:
        """Return whether ``word`` is spelled as it should be."""
        ...

    def recall(self, word: str) -> bool | None:
        """Return what ``knows`` said of ``word`` before; None if it has not been asked."""
        ...

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return words that may have been meant, the likeliest first; takes long."""
        ...


class Recalling:
    """Answers for a dictionary from memory alone, and notes what has not been looked up yet.

    Looking up takes microseconds for most words, but a third of a second for some compounds, which
    is too long between two keys.
    """

    def __init__(self, speller: Speller) -> None:
        self._speller = speller
        self.pending: set[str] = set()

    def knows(self, word: str) -> bool:
        """Return what is remembered of ``word``; what has not been asked is right so far."""
        verdict = self._speller.recall(word)
        if verdict is None:
            self.pending.add(word)
            return True
        return verdict


class Dictionary(Protocol):
    """Whatever can say of a word that it is right."""

    def knows(self, word: str) -> bool:
        """Return whether ``word`` is spelled as it should be."""
        ...


def is_looked_up(word: Word, *, begins_sentence: bool) -> bool:
    """Return whether a word is one for the dictionary.

    Never looked up: addresses, abbreviations, words with digits, single letters, words in capitals
    or with capitals inside (PPR, MitID), and, away from the beginning of a sentence, words with a
    capital: those are names in Danish.
    """
    text = word.text
    if word.is_address or word.is_abbreviation or not 2 <= len(text) <= LONGEST:
        return False
    if not _IN_LATIN.fullmatch(text):
        return False
    if any(char.isupper() for char in text[1:]):
        return False
    return begins_sentence or not text[0].isupper()


def is_known(word: str, speller: Dictionary, known: Collection[str], *, hyphen: bool) -> bool:
    """Return whether ``word`` is spelled right.

    Args:
        known: words beside the dictionary, folded.
        hyphen: a hyphen follows, as after ``arbejds`` in ``arbejds- og fritidsliv``.
    """
    plain = word.replace("\u00ad", "").replace("’", "'").replace("‑", "-").replace("‐", "-")
    if is_own(plain, known) or speller.knows(plain):
        return True
    if hyphen and plain.endswith("s") and speller.knows(plain[:-1]):
        return True
    parts = [part for part in plain.replace("/", "-").split("-") if part]
    return len(parts) > 1 and all(_is_part(part, speller, known) for part in parts)


def _is_part(part: str, speller: Dictionary, known: Collection[str]) -> bool:
    if len(part) == 1 or is_own(part, known) or speller.knows(part):
        return True
    return part.endswith("s") and speller.knows(part[:-1])


def is_own(word: str, known: Collection[str]) -> bool:
    """Return whether ``word``, or what it is the genitive of, is among ``known`` (folded).

    Of a name in two parts with a hyphen each part may be known by itself.
    """
    if not known:
        return False
    folded = fold(word)
    if folded in known:
        return True
    if "-" in folded.strip("-"):
        return all(is_own(part, known) for part in folded.split("-") if part)
    bare = folded.removesuffix("'s") if folded.endswith("'s") else folded.rstrip("'")
    return bare in known or (bare.endswith("s") and bare[:-1] in known)
