"""Minutes, agenda and receipt as PDF for archives and screen readers; and as pictures."""

from __future__ import annotations

from collections.abc import Sequence

from moedeleder.documents import words
from moedeleder.documents.agenda_view import agenda_view
from moedeleder.documents.child_page import child_view
from moedeleder.documents.feedback_form import FeedbackFormView
from moedeleder.documents.page_data import PageData
from moedeleder.documents.receipt import ReceiptPaper, receipt_view
from moedeleder.documents.summary_page import SUMMARY_SIZES, summary_view
from moedeleder.documents.template_data import frame_data
from moedeleder.documents.typesetting import (
    Files,
    compiled,
    fonts_folder,
    logo_files,
    page_files,
)
from moedeleder.documents.view import minutes_view
from moedeleder.domain.agenda_record import AgendaRecord
from moedeleder.domain.record import Letterhead, MinutesRecord, canonical

# So few dots an inch that only the count of the pages is worth anything.
_COUNTING = 8


def minutes_pdf(record: MinutesRecord, letterhead: Letterhead) -> bytes:
    """Return the minutes as PDF/A-3a and PDF/UA-1, the record itself attached as JSON.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    files = _minutes_files(record, letterhead, attach=True)
    return compiled(files, "pdf", moment=record.finalised_at)[0]


def summary_pdf(record: MinutesRecord, letterhead: Letterhead) -> bytes:
    """Return the minutes on one page in plain words, as PDF/A-3a and PDF/UA-1.

    What somebody wrote for that page is never cut: when it is longer, so is the paper.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    files = _summary_files(record, letterhead)
    return compiled(files, "pdf", moment=record.finalised_at)[0]


def child_pdf(record: MinutesRecord, letterhead: Letterhead) -> bytes:
    """Return the child's page as PDF/A-3a and PDF/UA-1.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    files = _child_files(record, letterhead)
    return compiled(files, "pdf", moment=record.finalised_at)[0]


def agenda_pdf(record: AgendaRecord, letterhead: Letterhead, changes: Sequence[str] = ()) -> bytes:
    """Return the agenda as PDF/A-3a and PDF/UA-1; ``changes`` are sentences on what is new.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    return compiled(_agenda_files(record, letterhead, changes), "pdf")[0]


def agenda_pages(
    record: AgendaRecord, letterhead: Letterhead, changes: Sequence[str] = (), ppi: int = 110
) -> tuple[bytes, ...]:
    """Return a PNG of each page of the agenda, ``ppi`` pixels an inch, for the preview.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    return tuple(compiled(_agenda_files(record, letterhead, changes), "png", ppi=ppi))


def receipt_pdf(receipt: ReceiptPaper, letterhead: Letterhead) -> bytes:
    """Return a receipt for one person as PDF/A-3a and PDF/UA-1.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    logo = logo_files(letterhead)
    view = receipt_view(receipt)
    data = PageData(fonts_folder()).receipt(view, letterhead, next(iter(logo), ""))
    return compiled(page_files("receipt.typ", data, logo), "pdf")[0]


def feedback_pdf(letterhead: Letterhead, copies: int = 1) -> bytes:
    """Return the paper of the feedback as PDF/A-3a and PDF/UA-1, a page a copy.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    logo = logo_files(letterhead)
    view = FeedbackFormView(max(1, copies))
    data = PageData(fonts_folder()).feedback(view, letterhead, next(iter(logo), ""))
    return compiled(page_files("feedback.typ", data, logo), "pdf")[0]


def feedback_pages(letterhead: Letterhead, ppi: int = 110) -> tuple[bytes, ...]:
    """Return a PNG of the paper of the feedback.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    logo = logo_files(letterhead)
    data = PageData(fonts_folder()).feedback(FeedbackFormView(1), letterhead, next(iter(logo), ""))
    return tuple(compiled(page_files("feedback.typ", data, logo), "png", ppi=ppi))


def minutes_pages(
    record: MinutesRecord, letterhead: Letterhead, ppi: int = 110
) -> tuple[bytes, ...]:
    """Return a PNG of each page of the minutes, ``ppi`` pixels an inch, for the preview.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    return tuple(compiled(_minutes_files(record, letterhead, attach=False), "png", ppi=ppi))


def summary_pages(
    record: MinutesRecord, letterhead: Letterhead, ppi: int = 110
) -> tuple[bytes, ...]:
    """Return a PNG of each page of the summary, ``ppi`` pixels an inch, for the preview.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    return tuple(compiled(_summary_files(record, letterhead), "png", ppi=ppi))


def child_pages(record: MinutesRecord, letterhead: Letterhead, ppi: int = 110) -> tuple[bytes, ...]:
    """Return a PNG of each page of the child's paper, ``ppi`` pixels an inch, for the preview.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    return tuple(compiled(_child_files(record, letterhead), "png", ppi=ppi))


def _summary_files(record: MinutesRecord, letterhead: Letterhead) -> Files:
    """Return the summary in the largest letters with which it is one page."""
    logo = logo_files(letterhead)
    tried = []
    for room, size in SUMMARY_SIZES:
        view = summary_view(record, room)
        writer = PageData(fonts_folder())
        frame, pictures = frame_data(writer, record, letterhead)
        data = writer.summary(view, letterhead, next(iter(logo), ""), size)
        tried.append(page_files("summary.typ", data | frame, logo | pictures))
        if len(compiled(tried[-1], "png", ppi=_COUNTING)) == 1:
            return tried[-1]
    # Somebody's own text is longer than a page whatever we do: then it is easy to read at least.
    return tried[0]


def _child_files(record: MinutesRecord, letterhead: Letterhead) -> Files:
    writer = PageData(fonts_folder())
    frame, pictures = frame_data(writer, record, letterhead)
    data = writer.child(child_view(record), letterhead)
    return page_files("child.typ", data | frame, pictures)


def _agenda_files(record: AgendaRecord, letterhead: Letterhead, changes: Sequence[str]) -> Files:
    logo = logo_files(letterhead)
    view = agenda_view(record, changes)
    data = PageData(fonts_folder()).agenda(view, letterhead, next(iter(logo), ""))
    return page_files("agenda.typ", data, logo)


def _minutes_files(record: MinutesRecord, letterhead: Letterhead, *, attach: bool) -> Files:
    logo = logo_files(letterhead)
    writer = PageData(fonts_folder())
    frame, pictures = frame_data(writer, record, letterhead)
    data = writer.minutes(minutes_view(record), letterhead, next(iter(logo), "")) | frame
    files = logo | pictures
    if not attach:
        return page_files("minutes.typ", data, files)
    data["attachment"] = words.MINUTES_FILE_NAME
    attached = {words.MINUTES_FILE_NAME: canonical(record).encode("utf-8")}
    return page_files("minutes.typ", data, files) | attached
