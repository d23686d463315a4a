"""Minutes and agenda as Word files, for those who must be able to write in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.exceptions import PythonDocxError
from docx.shared import Cm

from moedeleder import paths
from moedeleder.documents import words
from moedeleder.documents.agenda_view import AgendaPoint, AgendaView, agenda_view
from moedeleder.documents.room_view import RoomView, Section
from moedeleder.documents.table import Table
from moedeleder.documents.view import FAMILY_PARTS, MinutesView, minutes_view
from moedeleder.documents.word_page import WordPage
from moedeleder.domain.agenda_record import AgendaRecord
from moedeleder.domain.errors import DocumentFailed
from moedeleder.domain.record import Letterhead, MinutesRecord, RecordPart

TEMPLATE = "letter.docx"
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
        _first_page(page, view)
        _record(page, view)

    return _written(write)


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

    return _written(write)


def _written(write: Callable[[WordPage], None]) -> bytes:
    page = WordPage(paths.resources() / "documents" / TEMPLATE)
    try:
        write(page)
        return page.data()
    except (PythonDocxError, ValueError, KeyError, OSError):
        # The reason may quote the text: it stays out of the error.
        raise DocumentFailed("docx") from None


def _first_page(page: WordPage, view: MinutesView) -> None:
    if view.is_draft:
        page.text(words.DRAFT, "Kladdemærke")
    page.heading(view.heading, 1)
    page.text(view.who, "Barn og sagsnummer")
    page.facts(view.facts)
    page.footer(view.footer)
    if not view.summary.is_empty:
        page.heading(words.IMPORTANT, 2, "Det vigtigste")
        _summary(page, view)
    page.text(view.version, "Lille")


def _summary(page: WordPage, view: MinutesView) -> None:
    summary = view.summary
    if not summary.agreed.is_empty:
        page.heading(summary.agreed_heading, 3)
        page.rich(summary.agreed)
        if summary.agreed_goes_on:
            page.text(f"{words.GOES_ON}.", "Lille")
    for line in summary.disagreeing:
        page.text(line)
    if summary.promises:
        page.heading(words.WHO_DOES_WHAT, 3)
        page.table(words.TODO_COLUMNS, summary.promises, (9.4, 3.7, 2.7))
        if summary.more_promises:
            page.text(f"{words.more_promises(summary.more_promises)}.", "Lille")
    if summary.next_meeting:
        page.heading(words.NEXT_MEETING, 3)
        page.text(summary.next_meeting)
    page.heading(words.SOMETHING_WRONG, 3)
    page.text(view.correction)


def _record(page: WordPage, view: MinutesView) -> None:
    if view.attendees.rows:
        new_page = not view.summary.is_empty
        page.heading(words.ATTENDEES, 2, new_page=new_page)
        _attendees(page, view.attendees)
    for part in view.parts:
        _part(page, part)
    _seen_together(page, view.room)
    for part in view.outcome_parts:
        _part(page, part)
    if view.plan:
        page.heading(words.ACTION_PLAN, 2)
        page.table(words.PLAN_COLUMNS, view.plan, (4.2, 5.7, 3.2, 2.7))
    if view.follow_up:
        page.heading(words.FOLLOW_UP, 2)
        page.text(view.follow_up)
    for section in view.room.outcome:
        _section(page, section)
    for part in view.later_parts:
        _part(page, part)
    for section in view.room.how:
        _section(page, section)
    if view.closing:
        page.text(view.closing, "Lille")


def _seen_together(page: WordPage, room: RoomView) -> None:
    """Write the board, a list for each column, and the scales."""
    if room.board:
        page.heading(words.BOARD, 2)
    for column in room.board:
        page.heading(column.heading, 3)
        for line in column.lines:
            page.text(line, "List Bullet")
    if room.scales:
        page.heading(words.SCALES, 2)
    for scale in room.scales:
        page.heading(scale.question, 3)
        page.table(scale.table.heads, scale.table.rows, scale.table.widths)


def _section(page: WordPage, section: Section) -> None:
    page.heading(section.heading, 2)
    if section.about:
        page.text(section.about)
    page.table(section.table.heads, section.table.rows, section.table.widths)


def _attendees(page: WordPage, table: Table) -> None:
    page.table(table.heads, table.rows, table.widths, first_strong=True)


def _part(page: WordPage, part: RecordPart) -> None:
    if part.key in FAMILY_PARTS:
        page.heading(part.heading, 2, "Familiens overskrift")
        page.rich(part.text, "Familiens ord", "Familiens punkt")
    else:
        page.heading(part.heading, 2)
        page.rich(part.text)


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
        _attendees(page, view.attendees)


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
