"""Text with what became of it: what is new, what no longer holds, and what people say to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from moedeleder.documents import words_after as words
from moedeleder.documents.changed_text import Look, Piece, added
from moedeleder.documents.notes import Note, remark_note, retired_note
from moedeleder.documents.retired_words import Span, joined, retired_spans, spans
from moedeleder.domain.record import MinutesRecord
from moedeleder.domain.rich_text import Block, BlockKind, RichText


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or bullet, what is new about it (``tag``), and the notes below it."""

    pieces: tuple[Piece, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    tag: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        """The words without their looks."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Paragraphs, and the notes that are about all of them."""

    paragraphs: tuple[Paragraph, ...] = ()
    notes: tuple[Note, ...] = ()


class Changes:
    """What is new in one part, told once for each paragraph or line it became."""

    def __init__(self, part: str, record: MinutesRecord) -> None:
        self._left = Counter(
            (each.before, _plain(each.after)) for each in record.changes if each.part == part
        )

    def take(self, text: str) -> tuple[str, str]:
        """Return how new ``text`` is (a tag) and what it was before; both empty when it is not."""
        plain = _plain(text)
        found = next((pair for pair in self._left if self._left[pair] and pair[1] == plain), None)
        if found is None or not plain:
            return "", ""
        self._left[found] -= 1
        return (words.TAG_CHANGED if found[0] else words.TAG_NEW), found[0]


def marked(text: RichText, part: str, record: MinutesRecord) -> MarkedText:
    """Return ``text`` of ``part`` (a ``PartKey``) with everything the record tells about it."""
    below, loose = _placed(text, part, record)
    changes = Changes(part, record)
    paragraphs = []
    for at, block in enumerate(text.blocks):
        tag, before = changes.take(block.text)
        new = added(before, block.text) if before else ()
        pieces = _pieces(block, retired_spans(block.text, part, record), new)
        paragraphs.append(Paragraph(pieces, block.kind, tag, tuple(below.get(at, ()))))
    return MarkedText(tuple(paragraphs), loose)


def retired_only(text: RichText, part: str, record: MinutesRecord) -> tuple[Paragraph, ...]:
    """Return ``text`` in which only what no longer holds is marked, without notes."""
    return tuple(
        Paragraph(_pieces(block, retired_spans(block.text, part, record), ()), block.kind)
        for block in text.blocks
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _placed(
    text: RichText, part: str, record: MinutesRecord
) -> tuple[dict[int, list[Note]], tuple[Note, ...]]:
    """Return the notes below each paragraph by its index, and those with no place of their own."""
    below: dict[int, list[Note]] = {}
    loose: list[Note] = []
    for mark in (each for each in record.retired if each.part == part):
        at = _last_block(text, mark.words)
        note = retired_note(mark, named=at is None)
        (loose if at is None else below.setdefault(at, [])).append(note)
    for remark in (each for each in record.remarks if each.part == part):
        at = _last_block(text, remark.place)
        whole = at is not None and _plain(text.blocks[at].text) == _plain(remark.place)
        note = remark_note(remark, named=not whole)
        (loose if at is None else below.setdefault(at, [])).append(note)
    return below, tuple(loose)


def _last_block(text: RichText, passage: str) -> int | None:
    """Return the index of the paragraph in which the last line of ``passage`` stands."""
    lines = [line for line in passage.split("\n") if line.strip()]
    found = (
        at for at, block in enumerate(text.blocks) if lines and any(spans(block.text, lines[-1]))
    )
    return next(found, None)


def _pieces(block: Block, retired: Iterable[Span], new: Iterable[Span]) -> tuple[Piece, ...]:
    """Return the block's text cut wherever its look becomes another."""
    old, fresh, bold = joined(retired), joined(new), joined(_bold_spans(block))
    edges = {edge for span in (*old, *fresh, *bold) for edge in span}
    pieces = []
    for begin, end in pairwise(sorted({0, len(block.text), *edges})):
        look = Look.NEW if _within(begin, fresh) else Look.PLAIN
        look = Look.RETIRED if _within(begin, old) else look
        pieces.append(Piece(block.text[begin:end], _within(begin, bold), look))
        if any(end == span[1] for span in old):
            pieces.append(Piece(f" {words.RETIRED_IN_TEXT}", look=Look.LABEL))
    return tuple(pieces)


def _bold_spans(block: Block) -> Iterator[Span]:
    at = 0
    for run in block.runs:
        if run.bold:
            yield at, at + len(run.text)
        at += len(run.text)


def _within(at: int, found: Iterable[Span]) -> bool:
    return any(begin <= at < end for begin, end in found)
