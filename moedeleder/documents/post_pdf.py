"""All letters of a pile as one PDF for the printer: the list first, then letter by letter."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from moedeleder.documents import post_words
from moedeleder.documents.post_checklist import ChecklistLine, checklist_pdf
from moedeleder.documents.post_letter import PostLetter, letter_pdf
from moedeleder.domain.errors import DocumentFailed
from moedeleder.domain.record import Letterhead
from moedeleder.domain.sending import LetterKind

_A4 = (595.28, 841.89)
"""In points."""


@dataclass(frozen=True, slots=True)
class PostItem:
    """One receiver's envelope: the letter, and the PDF papers that are for them alone.

    ``by_hand`` are names of files that cannot be printed here and must be laid in by hand;
    ``loose`` are the places among ``papers`` of those that are handed in again.
    """

    kind: LetterKind
    letter: PostLetter
    papers: tuple[bytes, ...] = ()
    by_hand: tuple[str, ...] = ()
    loose: tuple[int, ...] = ()


def post_pdf(items: Sequence[PostItem], day: date, letterhead: Letterhead) -> bytes:
    """Return the pile: every letter, and every paper to hand in, begins on a sheet of its own.

    Printed on both sides, nothing of one receiver stands on the back of another's, and no sheet
    is spent on nothing: an empty page is only ever the back of a sheet.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: a document could not be made, or a paper could not be read.
    """
    letters = [letter_pdf(each.letter, letterhead) for each in items]
    lines = [line_of(item, letter) for item, letter in zip(items, letters, strict=True)]
    parts = [[_pages(checklist_pdf(lines, day, letterhead))]]
    for item, letter in zip(items, letters, strict=True):
        parts += _parts(item, letter)
    return _joined(parts)


def sheets_in(data: bytes) -> int:
    """Return how many sheets a PDF takes, printed on both sides.

    Raises:
        DocumentFailed: it could not be read.
    """
    return _sheets(len(_pages(data).pages))


def line_of(item: PostItem, letter: bytes) -> ChecklistLine:
    """Return what the list says of an envelope; ``letter`` is its letter as PDF.

    Raises:
        DocumentFailed: a paper could not be read.
    """
    counts = [sum(len(each.pages) for each in part) for part in _parts(item, letter)]
    return ChecklistLine(
        item.letter.name,
        item.kind,
        sum(counts),
        bool(item.letter.address),
        item.by_hand,
        sum(map(_sheets, counts)),
    )


def _parts(item: PostItem, letter: bytes) -> list[list[PdfReader]]:
    """Return an envelope's papers, those together that may share a sheet."""
    parts = [[_pages(letter)]]
    for at, data in enumerate(item.papers):
        if at in item.loose or at - 1 in item.loose:
            parts.append([])
        parts[-1].append(_pages(data))
    return parts


def _sheets(pages: int) -> int:
    return (pages + 1) // 2


def _pages(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted or not reader.pages:
            raise DocumentFailed("pdf")
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError):
        # The reason may quote the text: it stays out of the error.
        raise DocumentFailed("pdf") from None
    return reader


def _joined(parts: Sequence[Sequence[PdfReader]]) -> bytes:
    try:
        writer = PdfWriter()
        for part in parts:
            if len(writer.pages) % 2:
                writer.add_blank_page(*_A4)
            for paper in part:
                writer.append(paper, import_outline=False)
        writer.add_metadata({"/Title": post_words.CHECKLIST})
        out = io.BytesIO()
        writer.write(out)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        raise DocumentFailed("pdf") from None
    return out.getvalue()
