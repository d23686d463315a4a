"""Two texts held against each other, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from moedeleder.domain.text import shorten

# Comparing costs up to the product of the lengths: beyond this a passage is simply replaced.
_MOST_COMPARED = 4_000_000  # pairs of words
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


class PieceKind(StrEnum):
    """Whether a piece stands in both texts, came in, or went out."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stands in both texts or in one of them."""

    text: str
    kind: PieceKind


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts as pieces in reading order; what went out stands before what came in.

    ``SAME`` and ``REMOVED`` joined are ``before``, ``SAME`` and ``ADDED`` joined are ``after``.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) * len(new) > _MOST_COMPARED:
        return tuple(_joined(_replaced(old, new)))
    return tuple(_joined(_compared(old, new)))


def spaced(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces to read as one line: what went out does not run into what came in."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        meets = last is not None and PieceKind.SAME not in (last.kind, piece.kind)
        if meets and last is not None and last.text[-1].isalnum() and piece.text[0].isalnum():
            found.append(Piece(" ", PieceKind.SAME))
        found.append(piece)
    return tuple(found)


def around_change(before: str, after: str, limit: int) -> tuple[str, str]:
    """Return both texts with at most ``limit`` characters, so that the change is seen in each.

    A beginning that both share is cut where the change would otherwise fall outside.
    """
    if max(len(before), len(after)) <= limit:
        return before, after
    old, new = _WORD.findall(before), _WORD.findall(after)
    shared = next(
        (at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]),
        min(len(old), len(new)),
    )
    start, lead = shared, 0
    while start > 0 and lead + len(old[start - 1]) <= limit // 3:
        start -= 1
        lead += len(old[start])
    cut = sum(map(len, old[:start]))
    return _from(before, cut, limit), _from(after, cut, limit)


def _from(text: str, cut: int, limit: int) -> str:
    if not cut or not text:
        return shorten(text, limit)
    return "…" + shorten(text[cut:].lstrip(), limit - 1)


def _compared(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for action, a, b, c, d in matcher.get_opcodes():
        if action == "equal":
            yield Piece("".join(old[a:b]), PieceKind.SAME)
        else:
            yield Piece("".join(old[a:b]), PieceKind.REMOVED)
            yield Piece("".join(new[c:d]), PieceKind.ADDED)


def _replaced(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Yield the texts as one change between the words they begin and end with alike."""
    shared = min(len(old), len(new))
    first = next((at for at in range(shared) if old[at] != new[at]), shared)
    left = shared - first
    last = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    yield Piece("".join(old[:first]), PieceKind.SAME)
    yield Piece("".join(old[first : len(old) - last]), PieceKind.REMOVED)
    yield Piece("".join(new[first : len(new) - last]), PieceKind.ADDED)
    yield Piece("".join(old[len(old) - last :]), PieceKind.SAME)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    held: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if held is not None and held.kind is piece.kind:
            held = Piece(held.text + piece.text, held.kind)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held
