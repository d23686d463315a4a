"""Minutes and agenda as Word files, for those who must be able to write in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.exceptions import PythonDocxError
from docx.shared import Cm

from moedeleder.documents import words
from moedeleder.documents.agenda_view import AgendaPoint, AgendaView, agenda_view
from moedeleder.documents.file_mark import mark_of
from moedeleder.documents.template_page import TemplatePage, filled
from moedeleder.documents.view import minutes_view
from moedeleder.documents.word_minutes import write_attendees, write_minutes
from moedeleder.documents.word_page import WordPage
from moedeleder.domain.agenda_record import AgendaRecord
from moedeleder.domain.errors import DocumentFailed
from moedeleder.domain.record import Letterhead, MinutesRecord

# "Barnets stemme" is longer than the labels of the minutes.
LABELS = Cm(3.1)


def minutes_docx(record: MinutesRecord, letterhead: Letterhead) -> bytes:
    """Return the minutes as a .docx file.

    Raises:
        TemplateMissing: the template of the program is not there.
        DocumentFailed: the document could not be made.
    """

    def write(page: WordPage) -> None:
        view = minutes_view(record)
        page.describe(view.document_title, letterhead.organisation, record.finalised_at)
        page.letterhead(letterhead)
        write_minutes(page, view)

    return written(write, page_for(record, letterhead, "referat"))


def agenda_docx(record: AgendaRecord, letterhead: Letterhead, changes: Sequence[str] = ()) -> bytes:
    """Return the agenda as a .docx file; ``changes`` are sentences on what is new.

    Raises:
        TemplateMissing: the template of the program is not there.
        DocumentFailed: the document could not be made.
    """

    def write(page: WordPage) -> None:
        view = agenda_view(record, changes)
        page.describe(view.document_title, letterhead.organisation, None)
        page.letterhead(letterhead)
        _agenda(page, view)

    return written(write)


def page_for(record: MinutesRecord, letterhead: Letterhead, paper: str) -> WordPage:
    """Return the empty page of a paper: the municipality's own where there is one.

    Args:
        paper: the name of the file, which it carries with the version it is of.

    Raises:
        TemplateMissing: the template of the program is not there.
        DocumentFailed: the municipality's template cannot be opened.
    """
    if letterhead.template:
        page: WordPage = TemplatePage(filled(record, letterhead))
    else:
        page = WordPage.ours()
    page.mark(mark_of(record, paper))
    return page


def written(write: Callable[[WordPage], None], page: WordPage | None = None) -> bytes:
    """Return the .docx file whose page ``write`` fills; our own page unless one is given.

    Raises:
        TemplateMissing: the template of the program is not there.
        DocumentFailed: the document could not be made.
    """
    page = page or WordPage.ours()
    try:
        write(page)
        return page.data()
    except (PythonDocxError, ValueError, KeyError, OSError):
        # The reason may quote the text: it stays out of the error.
        raise DocumentFailed("docx") from None


def _agenda(page: WordPage, view: AgendaView) -> None:
    mark = " · ".join(part for part in (view.draft, view.edition) if part)
    if mark:
        page.text(mark, "Kladdemærke" if view.draft else "Lille")
    page.heading(view.heading, 1)
    page.text(view.who, "Barn og sagsnummer")
    link = ((words.LINK, view.link),) if view.link else ()
    page.facts(view.facts + link, LABELS)
    page.footer(view.footer)
    if view.changes:
        page.heading(words.NEWS, 2, "Det vigtigste")
        for line in view.changes:
            page.text(line, "List Bullet")
    if view.points:
        page.heading(words.POINTS, 2)
    for point in view.points:
        _point(page, point)
    if view.bar_note:
        page.text(view.bar_note, "Lille")
    page.heading(view.own_point_heading, 2, "Det vigtigste")
    page.text(view.own_point)
    page.heading(words.SUPPORT_HEADING, 2)
    page.text(view.support)
    if view.attendees.rows:
        page.heading(words.IN_THE_ROOM, 2)
        write_attendees(page, view.attendees)


def _point(page: WordPage, point: AgendaPoint) -> None:
    style = "Familiens emne" if point.is_familys else "Punkt"
    begins = f"kl. {point.begins}" if point.begins else ""
    page.text(f"{point.number}. {point.title}", style)
    mark = point.mark if point.is_familys else ""
    about = " · ".join(part for part in (begins, mark, point.about) if part)
    if about:
        page.text(about, f"{style} om")
    if point.words:
        # The family's words stay in the family's colour under somebody else's point too.
        said = point.words if point.is_familys else f"{point.mark}: {point.words}"
        page.text(said, "Familiens emne ord")
