"""Finds the passive: ``iværksættes``, and ``bliver … bevilget``.

Only verbs of the list are found. An ending tells nothing: *synes*, *mødes* and *lykkes* have no
active form in that sense, and *fredags*, *børnenes* and *borgeres* are no verbs at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from moedeleder.language.data import Passives, Verb
from moedeleder.language.phrases import PhraseIndex
from moedeleder.language.words import Reading

BECOME = frozenset("blive bliver blev blevet".split())
# So many words may stand between blive and its participle: "bliver nok ikke straks bevilget".
BETWEEN = 4
# After these a new clause begins, and a participle belongs to another verb.
_BARRIERS = frozenset("at da der er fordi har havde hvis når om og men som var været".split())


class PassiveHit(NamedTuple):
    """The numbers of the first and last word of a passive, and its verb."""

    first: int
    last: int
    verb: Verb


class PassiveFinder:
    """Knows the passive forms of the verbs in the list."""

    def __init__(self, passives: Passives) -> None:
        self._forms = {form: verb for verb in passives.verbs for form in _s_forms(verb)}
        self._participles = {
            form: verb for verb in passives.verbs for form in _participles(verb.participle)
        }
        self._left_alone = PhraseIndex((phrase, None) for phrase in passives.left_alone)

    def find(self, reading: Reading) -> Iterator[PassiveHit]:
        """Yield each passive of a text."""
        spared = {
            number
            for hit in self._left_alone.find(reading.words, reading.sentences)
            for number in range(hit.first, hit.last + 1)
        }
        for sentence in reading.sentences:
            for at in sentence:
                hit = self._at(reading, at, sentence.stop) if at not in spared else None
                if hit and hit.last not in spared and not _names_who(reading, hit, sentence.stop):
                    yield hit

    def _at(self, reading: Reading, at: int, stop: int) -> PassiveHit | None:
        folded = reading.words[at].folded
        if verb := self._forms.get(folded):
            return PassiveHit(at, at, verb)
        if folded not in BECOME:
            return None
        for last in range(at + 1, min(at + 2 + BETWEEN, stop)):
            word = reading.words[last].folded
            if verb := self._participles.get(word):
                return PassiveHit(at, last, verb)
            if word in _BARRIERS:
                return None
        return None


def _names_who(reading: Reading, hit: PassiveHit, stop: int) -> bool:
    """Whether it is said who acts, as in ``træffes af skolelederen``."""
    after = [word.folded for word in reading.words[hit.last + 1 : min(hit.last + 3, stop)]]
    return after[:1] == ["af"] and after[1:] not in (["hensyn"], ["med"])


def _s_forms(verb: Verb) -> tuple[str, ...]:
    """Return e.g. ``bevilges`` and ``bevilgedes``; a strong past (gav) has no such form in use."""
    past = (f"{verb.past}s",) if verb.past.endswith("e") else ()
    return (f"{verb.infinitive}s", *past)


def _participles(participle: str) -> tuple[str, ...]:
    """Return the participle and its plurals: ``bevilget`` and ``bevilgede``, ``sendt(e)``."""
    if participle.endswith("et"):
        return participle, f"{participle[:-2]}ede", f"{participle[:-2]}ne"
    return participle, f"{participle}e"


def active_form(verb: Verb) -> str:
    """Return the verb as somebody does it: ``bevilger``, ``får``."""
    if verb.infinitive.endswith("gøre"):
        return verb.infinitive[:-1]
    return f"{verb.infinitive}r"
