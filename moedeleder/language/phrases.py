"""Finds phrases of a list among the words of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from moedeleder.language.data import Phrase, Place
from moedeleder.language.words import Word

GAP_LIMIT = 3
What = TypeVar("What")


class Hit(NamedTuple, Generic[What]):
    """A phrase that was found: the numbers of its words, and what it stands for."""

    first: int
    last: int
    what: What


class PhraseIndex(Generic[What]):
    """Phrases by their first word, so that a text is gone through only once."""

    def __init__(self, phrases: Iterable[tuple[Phrase, What]]) -> None:
        self._by_word: dict[str, list[tuple[Phrase, What]]] = defaultdict(list)
        for phrase, what in phrases:
            for word in phrase[0] or () if phrase else ():
                self._by_word[word].append((phrase, what))

    def find(self, words: tuple[Word, ...], sentences: tuple[range, ...]) -> Iterator[Hit[What]]:
        """Yield the longest phrase from each word on; they may overlap, but end in a sentence."""
        for sentence in sentences:
            for at in sentence:
                if words[at].folded in self._by_word:
                    hit = self._longest(words, at, sentence.stop)
                    if hit:
                        yield hit

    def _longest(self, words: tuple[Word, ...], at: int, stop: int) -> Hit[What] | None:
        best: Hit[What] | None = None
        for phrase, what in self._by_word.get(words[at].folded, ()):
            last = _match(phrase, 0, words, at, stop)
            if last is not None and (best is None or last > best.last):
                best = Hit(at, last, what)
        return best


def _match(phrase: Phrase, part: int, words: tuple[Word, ...], at: int, stop: int) -> int | None:
    """Return the number of the last word of ``phrase[part:]`` at ``at``; None if not there."""
    if part == len(phrase):
        return at - 1
    place: Place = phrase[part]
    if place is not None:
        if at >= stop or words[at].folded not in place:
            return None
        return _match(phrase, part + 1, words, at + 1, stop)
    tries = (_match(phrase, part + 1, words, at + skip, stop) for skip in range(GAP_LIMIT + 1))
    return next((last for last in tries if last is not None), None)
