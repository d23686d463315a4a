"""Which words of a text are new, and which went out."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Span = tuple[int, int]
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


def added(before: str, after: str) -> tuple[Span, ...]:
    """Return where in ``after`` words stand that ``before`` does not hold there."""
    return tuple(span for _, span in _differing(before, after) if span[0] < span[1])


def removed(before: str, after: str) -> tuple[Span, ...]:
    """Return where in ``before`` words stand that went out."""
    return tuple(span for span, _ in _differing(before, after) if span[0] < span[1])


def _differing(before: str, after: str) -> list[tuple[Span, Span]]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        (_span(old, code[1], code[2]), _span(new, code[3], code[4]))
        for code in codes
        if code[0] != "equal"
    ]


def _span(pieces: list[str], begin: int, end: int) -> Span:
    start = sum(map(len, pieces[:begin]))
    return start, start + sum(map(len, pieces[begin:end]))
