"""The reply form: a Word file in which parents write what they bring to the meeting."""

from __future__ import annotations

from docx.exceptions import PythonDocxError
from docx.shared import Pt

from moedeleder.documents import reply_form_fields as fields
from moedeleder.documents.reply_form_page import FormPage
from moedeleder.domain.danish import long_date, time_span
from moedeleder.domain.errors import DocumentFailed
from moedeleder.domain.record import Letterhead
from moedeleder.domain.reply_form import POINTS, ReplyForm


def reply_form_docx(form: ReplyForm, letterhead: Letterhead) -> bytes:
    """Return the form as a .docx file, one to two pages.

    The receiver and the child are named by their first names alone.

    Raises:
        TemplateMissing: the template of the program is not there.
        DocumentFailed: the document could not be made.
    """
    page = FormPage.ours()
    try:
        page.describe(fields.TITLE, letterhead.organisation, None)
        page.letterhead(letterhead)
        _introduction(page, form)
        _points(page)
        _boxes(page, form)
        _practical(page, form)
        _end(page, form)
        return page.finished(form.reference)
    except (PythonDocxError, ValueError, KeyError, OSError):
        # The reason may quote the text: it stays out of the error.
        raise DocumentFailed("docx") from None


def first_name(name: str) -> str:
    """Return the first of somebody's names, or nothing."""
    return next(iter(name.split()), "")


def time_words(form: ReplyForm) -> tuple[tuple[str, str], ...]:
    """Return the proposed times by their id, as they are printed."""
    length = form.ends_at - form.starts_at
    return tuple(
        (key, f"{long_date(at)} {time_span(at, at + length)}") for key, at in form.proposed_times
    )


def _introduction(page: FormPage, form: ReplyForm) -> None:
    page.heading(fields.TITLE, 1)
    receiver = first_name(form.receiver)
    page.own(f"{fields.GREETING} {receiver}".strip())
    page.text(fields.WELCOME)
    when = f"{long_date(form.starts_at)} {time_span(form.starts_at, form.ends_at)}"
    if form.proposed_times:
        when = "Vi har foreslået flere tider. De står til sidst."
    until = long_date(form.answer_by) if form.answer_by else ""
    facts = zip(fields.FACTS, (form.meeting, when, form.place, form.purpose, until), strict=True)
    page.own_facts([(label, value.strip()) for label, value in facts if value.strip()])
    page.text(fields.HOW_TO_SEND)
    if form.contact.strip():
        page.own(f"{fields.RATHER_CALL} {form.contact.strip().rstrip('.')}.")


def _points(page: FormPage) -> None:
    page.part(fields.POINTS.heading)
    page.hint(fields.POINTS.hint)
    page.points(POINTS)


def _boxes(page: FormPage, form: ReplyForm) -> None:
    for section in fields.BOXES:
        if section.key == "child_words":
            page.own_heading(fields.child_heading(first_name(form.child_first_name)))
        else:
            page.part(section.heading)
        page.hint(section.hint)
        page.box(section)


def _practical(page: FormPage, form: ReplyForm) -> None:
    page.part(fields.SUPPORT.heading)
    page.hint(fields.SUPPORT_HINT)
    page.ticked_rows([((fields.SUPPORT_KEY,), fields.SUPPORT_ROW)])
    page.part(fields.NEEDS.heading)
    page.hint(fields.NEEDS.hint)
    page.ticked_rows([((fields.NEEDS_KEY, each.key), each.label) for each in fields.NEED_ROWS])
    if form.proposed_times:
        page.part(fields.TIMES.heading)
        page.hint(fields.TIMES.hint)
        page.times(time_words(form))


def _end(page: FormPage, form: ReplyForm) -> None:
    page.text(fields.END).paragraph_format.space_before = Pt(8)
    page.own(f"{fields.CODE_LABEL} {form.reference}. {fields.CODE_NOTE}", "Lille")
    page.own_footer(f"{fields.CODE_LABEL} {form.reference}")
