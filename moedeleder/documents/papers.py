"""The three papers made from one record, each as PDF and as a Word file."""

from __future__ import annotations

from moedeleder.documents.docx import minutes_docx
from moedeleder.documents.paper_names import NAMES
from moedeleder.documents.pdf import (
    child_pages,
    child_pdf,
    minutes_pages,
    minutes_pdf,
    summary_pages,
    summary_pdf,
)
from moedeleder.documents.reader_docx import child_docx, summary_docx
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import Letterhead, MinutesRecord

_MAKERS = {
    Paper.FULL: (minutes_pdf, minutes_docx),
    Paper.SUMMARY: (summary_pdf, summary_docx),
    Paper.CHILD: (child_pdf, child_docx),
}
_PAGES = {Paper.FULL: minutes_pages, Paper.SUMMARY: summary_pages, Paper.CHILD: child_pages}


def make(record: MinutesRecord, head: Letterhead, paper: Paper) -> tuple[tuple[str, bytes], ...]:
    """Return the files of ``paper``, each as name and bytes: the PDF, then the Word file.

    A child's page that nobody has written a text for is no paper: nothing is returned.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: a file could not be made.
    """
    if not has(record, paper):
        return ()
    name = NAMES[paper]
    pdf, docx = _MAKERS[paper]
    return ((f"{name}.pdf", pdf(record, head)), (f"{name}.docx", docx(record, head)))


def pages(
    record: MinutesRecord, head: Letterhead, paper: Paper, ppi: int = 110
) -> tuple[bytes, ...]:
    """Return a PNG of each page of ``paper``, ``ppi`` pixels an inch, for a preview.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the pages could not be drawn.
    """
    return _PAGES[paper](record, head, ppi) if has(record, paper) else ()


def has(record: MinutesRecord, paper: Paper) -> bool:
    """Return whether there is anything to print on ``paper``."""
    return paper is not Paper.CHILD or not record.child_page.is_empty
