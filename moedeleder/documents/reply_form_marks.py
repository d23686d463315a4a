"""Telling what we printed from what somebody wrote, and a tick from an empty box."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_GAP = " \t\u00a0\u00ad\u200b\u2011\u2010\u2013\u2014\u2212\u202f\ufeff.,:;!?()'\"“”„’‘»«/·-"
_EMPTY = "☐□❏❑⬜◻○\ufe0e\ufe0f"
_TICKED = "☒☑✓✔✗✘✖✕❌✅⊠⊗■●🗹🗷\u2715"
_MARK_WORDS = frozenset("x xx xxx × ja v ok + * jep yes".split())
# Labels and boxes fill no more than a short line; what is longer was written.
_LONGEST_LINE = 400
_BRACKETS = "()[]{}<>/|.,:;!_- \t\n\u00a0"
_BLANKS = " \t\u00a0"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Ticks:
    """What a cell with boxes says: the labels ticked, those seen, and what else was written."""

    ticked: tuple[str, ...]
    seen: tuple[str, ...]
    rest: str
    bare: bool = False


@lru_cache(maxsize=1_000)
def pattern_of(printed: str) -> re.Pattern[str] | None:
    """Return what finds ``printed`` again: other hyphens, quotes, blanks and capitals allowed."""
    words = _WORD.findall(printed)
    if not words:
        return None
    signs = set(_GAP) | {sign for sign in printed if not (sign.isalnum() or sign == "_")}
    between = f"[{re.escape(''.join(sorted(signs)))}]*"
    core = between.join(re.escape(word) for word in words)
    return re.compile(rf"(?<!\w){core}(?!\w)", re.IGNORECASE)


class PrintedLines:
    """The lines of the form as it was made, each to be found again as often as it was printed."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._left = Counter(each.strip() for line in lines for each in line.split("\n"))
        self._patterns: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for line in sorted(self._left, key=len, reverse=True):
            pattern = pattern_of(line)
            if pattern is not None:
                first = _WORD.findall(line)[0].casefold()
                self._patterns.setdefault(first, []).append((line, pattern))

    def take(self, written: str) -> tuple[str, str]:
        """Return the printed line that ``written`` begins with, and what stands behind it.

        The first is empty when it begins with none. What is behind may be empty.
        """
        whole = written.strip(_BLANKS)
        if self._left[whole] > 0:
            self._left[whole] -= 1
            return whole, ""
        word = _WORD.search(written)
        if word is None:
            return "", written
        before, start = written[: word.start()], word.start()
        for line, pattern in self._patterns.get(word[0].casefold(), ()):
            found = pattern.match(written, start)
            if found is None or not _is_lead(before, line):
                continue
            rest = without_tail(written[found.end() :], line)
            if self._may_take(line, rest):
                self._left[line] -= 1
                return line, rest
        return "", written

    def _may_take(self, line: str, rest: str) -> bool:
        words = len(_WORD.findall(line))
        if not rest:
            return words > 2 or self._left[line] > 0
        # One word alone may as well begin a sentence of their own.
        return words > 1 and self._left[line] > 0


def without_tail(rest: str, printed: str) -> str:
    """Return what was written behind ``printed`` without the sign that ends it."""
    tail = printed
    for word in _WORD.finditer(printed):
        tail = printed[word.end() :]
    return rest.strip(_BLANKS).removeprefix(tail.strip(_BLANKS)).lstrip(_BLANKS)


def _is_lead(before: str, printed: str) -> bool:
    """Return whether what stands before the first word is printed too, or nothing to speak of."""
    first = _WORD.search(printed)
    lead = printed[: first.start()] if first else ""
    return not before.strip(_GAP + _EMPTY) or before.strip(_BLANKS) == lead.strip(_BLANKS)


def is_tick(text: str) -> bool:
    """Return whether ``text`` is nothing but a tick: ☒, x, (x), ✓, ja."""
    ticked, rest = _weighed(text)
    return ticked and not rest


def read_ticks(text: str, labels: Sequence[str]) -> Ticks:
    """Return which of the ``labels`` in ``text`` are ticked, before or behind the words.

    When all boxes are gone and one label alone is left, that is the one chosen.
    """
    found = _Found()
    for line in text.split("\n"):
        _read_line(line, labels, found)
    return Ticks(
        tuple(dict.fromkeys(found.ticked)),
        tuple(dict.fromkeys(found.seen)),
        "\n".join(found.rest),
        found.bare,
    )


class _Found:
    """What was found in a cell so far."""

    def __init__(self) -> None:
        self.ticked: list[str] = []
        self.seen: list[str] = []
        self.rest: list[str] = []
        self.bare = False

    def weigh(self, label: str, text: str) -> None:
        ticked, rest = _weighed(text)
        if ticked and label:
            self.ticked.append(label)
        elif ticked:
            self.bare = True
        if rest:
            self.rest.append(rest)


def _read_line(line: str, labels: Sequence[str], found: _Found) -> None:
    places = _places(line, labels) if len(line) < _LONGEST_LINE else []
    if not places:
        found.weigh("", line)
        return
    found.seen += [label for _, _, label in places]
    before = line[: places[0][0]]
    found.weigh(places[0][2], before)
    boxes_first = bool(before.strip())
    for (_, end, label), (start, _, following) in pairwise(places):
        own, others = _shared(line[end:start], boxes_first)
        found.weigh(label, without_tail(own, label))
        found.weigh(following, others)
    _, end, label = places[-1]
    found.weigh(label, without_tail(line[end:], label))


def _places(line: str, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return where labels stand in the line, the longer one where two begin or overlap."""
    taken: list[tuple[int, int, str]] = []
    for label in sorted(labels, key=len, reverse=True):
        pattern = pattern_of(label)
        for match in pattern.finditer(line) if pattern else ():
            if all(match.end() <= start or match.start() >= end for start, end, _ in taken):
                taken.append((match.start(), match.end(), label))
    return sorted(taken)


def _shared(between: str, boxes_first: bool) -> tuple[str, str]:
    """Split what stands between two labels into what belongs to the first and to the second."""
    at = next((at for at, sign in enumerate(between) if sign in _EMPTY + _TICKED), None)
    if at is not None:
        return between[:at], between[at:]
    return ("", between) if boxes_first else (between, "")


def _weighed(text: str) -> tuple[bool, str]:
    """Return whether ``text`` holds a tick, and what else it says."""
    plain = "".join(sign for sign in text if sign not in _EMPTY)
    others = "".join(sign for sign in plain if sign not in _TICKED)
    ticked = len(others) < len(plain)
    bare = others.strip(_BRACKETS)
    if bare.casefold() in _MARK_WORDS:
        return True, ""
    if not bare:
        # Brackets around a tick, or a dash in an empty box, say nothing of their own.
        return ticked, "" if ticked else others.strip("[]()_ \t\n\u00a0")
    return ticked, others.strip()
