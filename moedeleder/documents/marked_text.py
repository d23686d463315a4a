"""Text with what became of it: what is new, what no longer holds, and what people say to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from moedeleder.documents import words_after as words
from moedeleder.documents.changed_words import added
from moedeleder.domain import danish
from moedeleder.domain.completeness import quoted
from moedeleder.domain.record import MinutesRecord
from moedeleder.domain.record_after import RecordRemark, RecordRetired
from moedeleder.domain.rich_text import Block, BlockKind, RichText
from moedeleder.domain.text import shorten

Span = tuple[int, int]
# Words as long as these are the same passage wherever they stand; shorter ones may be any words.
_SURELY_THE_SAME = 20
_ABOUT_LIMIT = 300


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


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a text.

    Of a remark ``words`` are somebody's own and ``answer`` is ours; of a passage that no longer
    holds ``answer`` is the reason and there are no ``words``. ``about`` is the passage, where it
    is not the whole paragraph above.
    """

    label: str
    about: str = ""
    words: str = ""
    answer: str = ""


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


def marked(text: RichText, part: str, record: MinutesRecord) -> MarkedText:
    """Return ``text`` of ``part`` (a ``PartKey``) with everything the record tells about it."""
    below, loose = _placed(text, part, record)
    changes = Counter((each.before, each.after) for each in record.changes if each.part == part)
    paragraphs = []
    for at, block in enumerate(text.blocks):
        change = next((pair for pair in changes if changes[pair] and pair[1] == block.text), None)
        if change:
            changes[change] -= 1
        paragraphs.append(
            Paragraph(
                _pieces(block, _retired_spans(block.text, part, record), _new_spans(change)),
                block.kind,
                _tag(change),
                tuple(below.get(at, ())),
            )
        )
    return MarkedText(tuple(paragraphs), loose)


def retired_only(text: RichText, part: str, record: MinutesRecord) -> tuple[Paragraph, ...]:
    """Return ``text`` in which only what no longer holds is marked, without notes."""
    return tuple(
        Paragraph(_pieces(block, _retired_spans(block.text, part, record), ()), block.kind)
        for block in text.blocks
    )


def retired_cell(text: str, part: str, record: MinutesRecord) -> str:
    """Return a cell of a table of ``part``, with a word after it when it no longer holds."""
    holds = not _retired_spans(text, part, record)
    return text if holds else f"{text} {words.RETIRED_IN_TEXT}"


def notes_on(part: str, record: MinutesRecord) -> tuple[Note, ...]:
    """Return all notes on a part that is a table or a choice: each names its passage."""
    retired = (retired_note(each, named=True) for each in record.retired if each.part == part)
    remarks = (remark_note(each, named=True) for each in record.remarks if each.part == part)
    return (*retired, *remarks)


def remark_note(remark: RecordRemark, *, named: bool, heading: str = "") -> Note:
    """Return somebody's remark; ``named`` says which passage it is about."""
    place = quoted(shorten(remark.place, _ABOUT_LIMIT)) if named and remark.place.strip() else ""
    about = ": ".join(each for each in (heading, place) if each)
    return Note(
        label=words.remark_from(remark.name, danish.plain_date(remark.on)),
        about=f"{words.ABOUT} {about}" if about else "",
        words=quoted(remark.words),
        answer=f"{words.ANSWER} {remark.answer}" if remark.answer.strip() else "",
    )


def retired_note(mark: RecordRetired, *, named: bool, heading: str = "") -> Note:
    """Return that a passage no longer holds, since when, who says so and why."""
    place = quoted(shorten(mark.words, _ABOUT_LIMIT)) if named else ""
    about = ": ".join(each for each in (heading, place) if each)
    return Note(
        label=words.retired(danish.plain_date(mark.on), mark.by), about=about, answer=mark.reason
    )


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
        whole = at is not None and _same(text.blocks[at].text, remark.place)
        note = remark_note(remark, named=not whole)
        (loose if at is None else below.setdefault(at, [])).append(note)
    return below, tuple(loose)


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _last_block(text: RichText, passage: str) -> int | None:
    """Return the index of the paragraph in which the last line of ``passage`` stands."""
    lines = [line for line in passage.split("\n") if line.strip()]
    if not lines:
        return None
    found = [at for at, block in enumerate(text.blocks) if any(_spans(block.text, lines[-1]))]
    return found[0] if found else None


def _retired_spans(text: str, part: str, record: MinutesRecord) -> tuple[Span, ...]:
    lines = (
        line
        for each in record.retired
        if each.part in ("", part) or len(each.words) >= _SURELY_THE_SAME
        for line in each.words.split("\n")
    )
    return tuple(span for line in lines for span in (*_spans(text, line), *_begun(text, line)))


def _spans(text: str, passage: str) -> Iterator[Span]:
    """Yield where ``passage`` stands, however its blanks are typed."""
    pattern = r"\s+".join(map(re.escape, passage.split()))
    if pattern:
        yield from (found.span() for found in re.finditer(pattern, text))


def _begun(text: str, passage: str) -> Iterator[Span]:
    """Yield where a shortened ``text`` ends in the middle of ``passage``."""
    stem = text.removesuffix("…").rstrip()
    if stem == text:
        return
    for length in range(min(len(stem), len(passage) - 1), _SURELY_THE_SAME - 1, -1):
        if stem.endswith(passage[:length]):
            yield len(stem) - length, len(text)
            return


def _new_spans(change: tuple[str, str] | None) -> tuple[Span, ...]:
    return added(*change) if change and change[0] else ()


def _tag(change: tuple[str, str] | None) -> str:
    if change is None:
        return ""
    return words.TAG_CHANGED if change[0] else words.TAG_NEW


def cut_into(text: str, spans: Iterable[Span], look: Look) -> tuple[Piece, ...]:
    """Return ``text`` in pieces: what lies in ``spans`` has the ``look``, the rest is plain."""
    pieces, at = [], 0
    for begin, end in _joined(spans):
        pieces += [Piece(text[at:begin]), Piece(text[begin:end], look=look)]
        at = end
    return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)


def _pieces(block: Block, retired: Iterable[Span], new: Iterable[Span]) -> tuple[Piece, ...]:
    """Return the block's text cut wherever its look becomes another."""
    old, fresh = _joined(retired), _joined(new)
    runs, at = [], 0
    for run in block.runs:
        runs.append((at, at + len(run.text), run.bold))
        at += len(run.text)
    cuts = sorted({0, at, *(cut for span in (*old, *fresh) for cut in span), *(r[0] for r in runs)})
    pieces = []
    for begin, end in zip(cuts, cuts[1:], strict=False):
        bold = any(r[0] <= begin < r[1] and r[2] for r in runs)
        look = Look.RETIRED if _within(begin, old) else Look.NEW if _within(begin, fresh) else None
        pieces.append(Piece(block.text[begin:end], bold, look or Look.PLAIN))
        if any(end == span[1] for span in old):
            pieces.append(Piece(f" {words.RETIRED_IN_TEXT}", look=Look.LABEL))
    return tuple(pieces)


def _within(at: int, spans: Iterable[Span]) -> bool:
    return any(begin <= at < end for begin, end in spans)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that meet as one."""
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > begin:
            joined.append((begin, end))
    return joined
