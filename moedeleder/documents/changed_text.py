"""How a stretch of text looks, and two texts held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from moedeleder.documents.retired_words import Span
from moedeleder.domain.word_diff import Piece as Difference
from moedeleder.domain.word_diff import PieceKind, word_diff

# Letters of unchanged text shown on each side of a change.
_BESIDE = 90


class Look(StrEnum):
    """How a piece of text stands there."""

    PLAIN = "plain"
    NEW = "new"
    REMOVED = "removed"
    RETIRED = "retired"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one look."""

    text: str
    bold: bool = False
    look: Look = Look.PLAIN


def before_and_now(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts with the words marked that went out and came in.

    Of long stretches that are the same only what stands beside a change is told again.
    """
    found = _compared(before, after)
    looks = {PieceKind.REMOVED: Look.REMOVED, PieceKind.ADDED: Look.NEW}
    last = len(found) - 1
    pieces = [
        (each.kind, Piece(each.text, look=looks[each.kind]))
        if each.kind in looks
        else (each.kind, Piece(_cut_down(each.text, at > 0, at < last)))
        for at, each in enumerate(found)
    ]
    was = tuple(piece for kind, piece in pieces if kind is not PieceKind.ADDED)
    return was, tuple(piece for kind, piece in pieces if kind is not PieceKind.REMOVED)


def _compared(before: str, after: str) -> tuple[Difference, ...]:
    """Return the texts compared, where words that changed one after another are one change."""
    found = word_diff(before, after)
    last = len(found) - 1
    pieces: list[Difference] = []
    for at, each in enumerate(found):
        if each.kind is PieceKind.SAME and 0 < at < last and each.text == " ":
            pieces += [Difference(" ", PieceKind.REMOVED), Difference(" ", PieceKind.ADDED)]
        else:
            pieces.append(each)
    return tuple(pieces)


def _cut_down(text: str, changed_before: bool, changed_after: bool) -> str:
    """Return what stands beside a change; a long text without one stays whole."""
    if len(text) <= _BESIDE * 3 or not (changed_before or changed_after):
        return text
    head = text[:_BESIDE].rpartition(" ")[0] if changed_before else ""
    tail = text[-_BESIDE:].partition(" ")[2] if changed_after else ""
    return f"{head} … {tail}" if head else f"… {tail}"


def added(before: str, after: str) -> Iterator[Span]:
    """Yield where in ``after`` words stand that came in."""
    at = 0
    for piece in _compared(before, after):
        if piece.kind is PieceKind.REMOVED:
            continue
        if piece.kind is PieceKind.ADDED:
            yield at, at + len(piece.text)
        at += len(piece.text)
