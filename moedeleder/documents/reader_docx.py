"""The one-page summary and the child's page as Word files."""

from __future__ import annotations

from moedeleder.documents import words
from moedeleder.documents.child_page import child_view
from moedeleder.documents.docx import page_for, written
from moedeleder.documents.summary_page import WORD_ROOM, SummaryView, summary_view
from moedeleder.documents.word_page import WordPage
from moedeleder.domain.record import Letterhead, MinutesRecord


def summary_docx(record: MinutesRecord, letterhead: Letterhead) -> bytes:
    """Return the minutes on one page in plain words, as a .docx file.

    Raises:
        TemplateMissing: the template of the program is not there.
        DocumentFailed: the document could not be made.
    """

    def write(page: WordPage) -> None:
        view = summary_view(record, WORD_ROOM)
        page.describe(view.document_title, letterhead.organisation, record.finalised_at)
        page.letterhead(letterhead)
        _summary(page, view)

    return written(write, page_for(record, letterhead, "kort-og-klart"))


def child_docx(record: MinutesRecord, letterhead: Letterhead) -> bytes:
    """Return the child's page as a .docx file.

    Raises:
        TemplateMissing: the template of the program is not there.
        DocumentFailed: the document could not be made.
    """

    def write(page: WordPage) -> None:
        view = child_view(record)
        page.describe(view.document_title, letterhead.organisation, record.finalised_at)
        page.footer(view.footer)
        if view.draft:
            page.text(view.draft, "Kladdemærke")
        page.heading(view.heading, 1, "Til barnet overskrift")
        page.text(view.met, "Til barnet dag")
        page.marked(view.text, "Til barnet", "Til barnet punkt")
        page.heading(view.ask_heading, 2, "Til barnet spørg")
        page.text(view.ask, "Til barnet")

    return written(write, page_for(record, letterhead, "til-barnet"))


def _summary(page: WordPage, view: SummaryView) -> None:
    page.footer(view.footer)
    if view.draft:
        page.text(view.draft, "Kladdemærke")
    page.heading(view.heading, 1)
    page.text(view.who, "Barn og sagsnummer")
    page.facts(view.facts)
    for line in view.told_first:
        page.text(line, "Bemærk")
    if view.agreed.paragraphs:
        page.heading(view.agreed_heading, 2)
        page.marked(view.agreed)
        if view.agreed_goes_on:
            page.text(view.agreed_goes_on, "Lille")
    for line in view.disagreeing:
        page.text(line)
    if view.promises:
        page.heading(words.WHO_DOES_WHAT, 2)
        page.table(words.TODO_COLUMNS, view.promises, (9.0, 3.9, 2.9))
        if view.more_promises:
            page.text(view.more_promises, "Lille")
    if view.next_meeting:
        page.heading(words.NEXT_MEETING, 2)
        page.text(view.next_meeting)
    page.heading(words.SOMETHING_WRONG, 2, "Det vigtigste")
    page.text(view.correction)
    page.text(view.closing, "Lille")
