"""Making the papers: PDF, Word and the pictures of the preview, long against short."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count
from pathlib import Path

from pypdf import PdfReader

from benchmarks.measuring import Comparison, compare
from moedeleder.documents.docx import minutes_docx
from moedeleder.documents.pdf import minutes_pages, minutes_pdf
from moedeleder.domain.record import Letterhead, MinutesRecord, PartKey, RecordPart
from moedeleder.domain.rich_text import from_plain
from tests.documents.examples import LETTERHEAD, minutes

SHORT, LONG = 5, 50
_PARAGRAPH = "Den {}. gang kom Alma bedst i gang, da nogen hun kender tog imod. " * 9
_PARAGRAPHS_TO_A_PAGE = 6
# The typesetter remembers what it has set before: no two texts here are alike.
_marks = count()
Maker = Callable[[MinutesRecord, Letterhead], object]


def run(folder: Path) -> Iterator[Comparison]:
    for pages in (SHORT, LONG):
        _check_length(pages)
    for name, make, rounds in (
        ("as PDF", minutes_pdf, 15),
        ("as Word", minutes_docx, 15),
        ("as pictures to look at", minutes_pages, 7),
    ):
        yield compare(
            f"minutes {name}, {LONG} pages",
            _making(make, LONG),
            f"the same, {SHORT} pages",
            _making(make, SHORT),
            rounds=rounds,
        )
    for name, make in (("Word", minutes_docx), ("pictures to look at", minutes_pages)):
        yield compare(
            f"minutes as {name}, {SHORT} pages",
            _making(make, SHORT),
            "the same as PDF",
            _making(minutes_pdf, SHORT),
        )


def _making(make: Maker, pages: int) -> Callable[[], object]:
    return lambda: make(_minutes_of(pages), LETTERHEAD)


def _minutes_of(pages: int) -> MinutesRecord:
    """Return minutes that fill about so many pages when printed."""
    wanted = _PARAGRAPHS_TO_A_PAGE * (pages - 2)
    text = "\n".join(_PARAGRAPH.replace("{}", str(next(_marks))) for _ in range(wanted))
    part = RecordPart(PartKey.FACTS, "Oplysninger", from_plain(text))
    return minutes(parts=(part,))


def _check_length(pages: int) -> None:
    printed = len(PdfReader(BytesIO(minutes_pdf(_minutes_of(pages), LETTERHEAD))).pages)
    assert 0.8 * pages <= printed <= 1.2 * pages, printed
