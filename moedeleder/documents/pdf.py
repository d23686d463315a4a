"""Minutes, agenda and receipt as PDF for archives and screen readers; and as pictures."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

import typst

from moedeleder import paths
from moedeleder.documents import words
from moedeleder.documents.agenda_view import agenda_view
from moedeleder.documents.feedback_form import FeedbackFormView
from moedeleder.documents.logo import is_jpeg, is_png
from moedeleder.documents.page_data import PageData
from moedeleder.documents.receipt import ReceiptPaper, receipt_view
from moedeleder.documents.typesetter import faults_mean
from moedeleder.documents.view import minutes_view
from moedeleder.domain.agenda_record import AgendaRecord
from moedeleder.domain.errors import DocumentFailed, TemplateMissing
from moedeleder.domain.record import Letterhead, MinutesRecord, canonical

# Archival (PDF/A-3a) and tagged for screen readers (PDF/UA-1) at once.
STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]
Files = dict[str, bytes]


def minutes_pdf(record: MinutesRecord, letterhead: Letterhead) -> bytes:
    """Return the minutes as PDF/A-3a and PDF/UA-1, the record itself attached as JSON.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    files = _minutes_files(record, letterhead, attach=True)
    return _compiled(files, "pdf", moment=record.finalised_at)[0]


def agenda_pdf(record: AgendaRecord, letterhead: Letterhead, changes: Sequence[str] = ()) -> bytes:
    """Return the agenda as PDF/A-3a and PDF/UA-1; ``changes`` are sentences on what is new.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    return _compiled(_agenda_files(record, letterhead, changes), "pdf")[0]


def agenda_pages(
    record: AgendaRecord, letterhead: Letterhead, changes: Sequence[str] = (), ppi: int = 110
) -> tuple[bytes, ...]:
    """Return a PNG of each page of the agenda, ``ppi`` pixels an inch, for the preview.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    return tuple(_compiled(_agenda_files(record, letterhead, changes), "png", ppi=ppi))


def receipt_pdf(receipt: ReceiptPaper, letterhead: Letterhead) -> bytes:
    """Return a receipt for one person as PDF/A-3a and PDF/UA-1.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    logo = _logo(letterhead)
    view = receipt_view(receipt)
    data = PageData(_fonts_folder()).receipt(view, letterhead, next(iter(logo), ""))
    return _compiled(_files("receipt.typ", data, logo), "pdf")[0]


def feedback_pdf(letterhead: Letterhead, copies: int = 1) -> bytes:
    """Return the paper of the feedback as PDF/A-3a and PDF/UA-1, a page a copy.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    logo = _logo(letterhead)
    view = FeedbackFormView(max(1, copies))
    data = PageData(_fonts_folder()).feedback(view, letterhead, next(iter(logo), ""))
    return _compiled(_files("feedback.typ", data, logo), "pdf")[0]


def feedback_pages(letterhead: Letterhead, ppi: int = 110) -> tuple[bytes, ...]:
    """Return a PNG of the paper of the feedback.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    logo = _logo(letterhead)
    data = PageData(_fonts_folder()).feedback(FeedbackFormView(1), letterhead, next(iter(logo), ""))
    return tuple(_compiled(_files("feedback.typ", data, logo), "png", ppi=ppi))


def minutes_pages(
    record: MinutesRecord, letterhead: Letterhead, ppi: int = 110
) -> tuple[bytes, ...]:
    """Return a PNG of each page of the minutes, ``ppi`` pixels an inch, for the preview.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    return tuple(_compiled(_minutes_files(record, letterhead, attach=False), "png", ppi=ppi))


def _agenda_files(record: AgendaRecord, letterhead: Letterhead, changes: Sequence[str]) -> Files:
    logo = _logo(letterhead)
    view = agenda_view(record, changes)
    data = PageData(_fonts_folder()).agenda(view, letterhead, next(iter(logo), ""))
    return _files("agenda.typ", data, logo)


def _minutes_files(record: MinutesRecord, letterhead: Letterhead, *, attach: bool) -> Files:
    logo = _logo(letterhead)
    data = PageData(_fonts_folder()).minutes(minutes_view(record), letterhead, next(iter(logo), ""))
    if not attach:
        return _files("minutes.typ", data, logo)
    data["attachment"] = words.MINUTES_FILE_NAME
    attached = {words.MINUTES_FILE_NAME: canonical(record).encode("utf-8")}
    return _files("minutes.typ", data, logo) | attached


def _logo(letterhead: Letterhead) -> Files:
    """Return the logo as the numbers of its bytes: the typesetter takes only text from memory."""
    logo = letterhead.logo or b""
    if not (is_png(logo) or is_jpeg(logo)):
        return {}
    return {"logo.json": json.dumps(list(logo)).encode()}


def _files(template: str, data: dict[str, Any], logo: Files) -> Files:
    return {
        "main": _template(template),
        "base.typ": _template("base.typ"),
        "data.json": json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"),
    } | logo


def _template(name: str) -> bytes:
    try:
        return (paths.resources() / "documents" / name).read_bytes()
    except OSError:
        raise TemplateMissing(name) from None


def _fonts_folder() -> Path:
    return paths.resources() / "fonts"


@lru_cache(maxsize=2)
def _fonts(folder: Path) -> typst.Fonts:
    """Return our own fonts and no others, so that a page is the same on every machine."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
    if "Inter" not in fonts.families():
        raise TemplateMissing("Inter")
    return fonts


def _compiled(
    files: Files,
    kind: Literal["pdf", "png"],
    *,
    ppi: int | None = None,
    moment: datetime | None = None,
) -> list[bytes]:
    """Return the file, or for pictures each page."""
    fonts = _fonts(_fonts_folder())
    # The typesetter takes files by name from memory; its type hints do not say so yet.
    compile_files = cast("Callable[..., bytes | list[bytes]]", typst.compile)
    with faults_mean(lambda: DocumentFailed(kind)):
        made = compile_files(
            files,
            format=kind,
            ppi=ppi,
            font_paths=fonts,
            pdf_standards=STANDARDS if kind == "pdf" else [],
            timestamp=_stamp(moment),
        )
    return made if isinstance(made, list) else [made]


def _stamp(moment: datetime | None) -> datetime | None:
    """Return when the file says it was made: finished minutes are the same file each time.

    The typesetter takes whole seconds only.
    """
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(microsecond=0)
