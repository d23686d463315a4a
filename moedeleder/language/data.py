"""The lists the rules go by, as they are read from ``resources/language``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Words that may stand at one place of a phrase, folded; None is a gap of a few words.
Place = frozenset[str] | None
Phrase = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase to point out: its headword, its forms, and what to say instead."""

    word: str
    forms: tuple[Phrase, ...]
    offers: tuple[str, ...]
    explain: str


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form; ``longs`` are the ways it is spelled out, the first of them is offered."""

    short: str
    longs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """All short forms we know.

    ``professional`` are to be spelled out at first use, ``office`` have plain words instead,
    ``left_alone`` everybody knows.
    """

    professional: tuple[Abbreviation, ...] = ()
    office: tuple[Abbreviation, ...] = ()
    left_alone: frozenset[str] = frozenset()
    explain_professional: str = ""
    explain_office: str = ""


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of a verb that make up a passive: infinitive, past and past participle."""

    infinitive: str
    past: str
    participle: str


@dataclass(frozen=True, slots=True)
class Passives:
    """Verbs whose passive hides who acts, and phrases in which the same form is no passive.

    ``explain`` may hold ``{active}``, which becomes the verb as somebody does it.
    """

    verbs: tuple[Verb, ...] = ()
    left_alone: tuple[Phrase, ...] = ()
    explain: str = ""


@dataclass(frozen=True, slots=True)
class LanguageData:
    """Everything the checker goes by.

    ``sentence_words`` is the number of words a sentence may have; ``explain_long`` may hold
    ``{words}``. ``terms_of_law`` are phrases inside which nothing is pointed out. ``known_words``
    are words of the field that the dictionary lacks, folded; ``mistakes`` are slips it takes for
    words, folded, with what was meant.
    """

    gentle: tuple[Entry, ...] = ()
    office: tuple[Entry, ...] = ()
    abbreviations: Abbreviations = Abbreviations()
    passives: Passives = Passives()
    terms_of_law: tuple[Phrase, ...] = ()
    sentence_words: int = 25
    explain_long: str = ""
    explain_spelling: str = ""
    known_words: frozenset[str] = frozenset()
    mistakes: Mapping[str, str] = field(default_factory=dict)
    explain_mistake: str = ""


def fold(word: str) -> str:
    """Return ``word`` as it is compared: small letters, one kind of apostrophe and hyphen."""
    if word.isalnum():
        return word.lower()
    return word.lower().replace("’", "'").replace("‑", "-").replace("‐", "-").replace("\u00ad", "")


GAP = "…"


def phrase(written: str) -> Phrase:
    """Return the phrase in ``belastet|belastede familie|familien`` or ``svigter … aftaler``.

    A bar parts words that may stand at the same place; … stands for up to three words.
    """
    return tuple(
        None if part == GAP else frozenset(fold(word) for word in part.split("|") if word)
        for part in written.split()
    )
