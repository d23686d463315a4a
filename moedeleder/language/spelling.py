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
# The letters that may link the halves of a compound: arbejds-, børne-.
_LINKS = ("s", "e")
_DOUBLED = frozenset("bdfgklmnprst")
# A shorter half is too often the rest of a slip of the pen.
FIRST_PART, LAST_PART = 4, 5
_SMALL_WORDS = frozenset(
    "aldrig allerede alle altid andet andre deres dette dermed derfor efterfølgende eller ellers "
    "endnu fordi have havde hans hende hendes hver hvem hvad hvis hvor hvordan hvorfor igen ikke "
    "ingen inden jeres kunne mange meget mellem mens mere nogen nogle noget også siden skal skulle "
    "sådan uden vores være været ville bliver blevet blev".split()
)


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
    if hyphen and _is_part(plain, speller, known):
        return True
    parts = [part for part in plain.replace("/", "-").split("-") if part]
    if len(parts) > 1:
        return all(_is_part(part, speller, known) for part in parts)
    return is_compound(plain, speller, known)


def is_compound(word: str, speller: Dictionary, known: Collection[str]) -> bool:
    """Return whether ``word`` is two words that are right, with or without a letter between.

    The dictionary makes compounds of its own; this is for those it lacks, such as verbs before
    nouns (``putterutine``) and participles (``netværksinddragende``). Small words make none:
    ``hvisskolen`` lacks a blank.

    Args:
        known: words beside the dictionary, folded.
    """
    for cut in range(FIRST_PART, len(word) - LAST_PART + 1):
        first, last = word[:cut], word[cut:]
        if last in _SMALL_WORDS or first in _SMALL_WORDS:
            continue
        if not (is_own(last, known) or speller.knows(last)):
            continue
        if _is_part(first, speller, known):
            return not _is_slip(word, speller)
    return False


def _is_slip(word: str, speller: Dictionary) -> bool:
    """Whether a doubled letter too many or too few, or an e, parts ``word`` from a right one.

    So ``fælleskabet`` is no *fælle* with a *skab*.
    """
    for at, letter in enumerate(word):
        if letter == word[at - 1 : at] or letter in "e":
            if speller.knows(word[:at] + word[at + 1 :]):
                return True
        elif letter in _DOUBLED and speller.knows(word[:at] + letter + word[at:]):
            return True
    return False


def _is_part(part: str, speller: Dictionary, known: Collection[str]) -> bool:
    if len(part) == 1 or is_own(part, known) or speller.knows(part):
        return True
    bare = part[:-1]
    return part[-1] in _LINKS and (is_own(bare, known) or speller.knows(bare))


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
