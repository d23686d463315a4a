"""Two lists of lines held against each other: which went out, came in, or are another now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

# Below this two lines have so little in common that one went out and another came in.
ALIKE = 0.4  # of 1
# Holding every line against every other takes its time: beyond this they go out and come in.
_MOST_PAIRS = 4_000

Pair = tuple[int | None, int | None]


def line_changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Yield what is another as places in ``before`` and ``after``, in the order of ``after``.

    A line that came in has no place before, one that went out none after.
    """
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for action, a, b, c, d in matcher.get_opcodes():
        if action != "equal":
            yield from _paired(before, after, range(a, b), range(c, d))


def _paired(before: Sequence[str], after: Sequence[str], old: range, new: range) -> Iterator[Pair]:
    waiting = list(old)
    compares = len(old) * len(new) <= _MOST_PAIRS
    for at in new:
        tried = (each for each in waiting if compares and _alike(before[each], after[at]))
        found = next(tried, None)
        if found is None:
            yield None, at
            continue
        # Those passed over keep their order: they went out before this one.
        yield from ((each, None) for each in waiting[: waiting.index(found)])
        waiting = waiting[waiting.index(found) + 1 :]
        yield found, at
    yield from ((each, None) for each in waiting)


def _alike(before: str, after: str) -> bool:
    matcher = SequenceMatcher(None, before.split(), after.split(), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
