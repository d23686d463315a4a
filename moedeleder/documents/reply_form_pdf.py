"""The reply form on paper, for whoever has no mail and writes by hand."""

from __future__ import annotations

from typing import Any

from moedeleder.documents import reply_form_fields as fields
from moedeleder.documents.form_view import FormView
from moedeleder.documents.page_data import PageData
from moedeleder.documents.reply_form import first_name, time_words
from moedeleder.documents.table import Row
from moedeleder.documents.typesetting import compiled, fonts_folder, logo_files, page_files
from moedeleder.domain.danish import long_date, time_span
from moedeleder.domain.record import Letterhead
from moedeleder.domain.reply_form import ReplyForm

_BY_HAND = "Skriv i hånden. Giv os papiret, før mødet eller til mødet, eller send det med posten."
_POINTS_HINT = "Det, du gerne vil tale om på mødet. Skriv kort eller langt. Brug gerne bagsiden."
_ROWS = 3


def reply_form_pdf(form: ReplyForm, letterhead: Letterhead) -> bytes:
    """Return the form as PDF/A-3a and PDF/UA-1; receiver and child by their first names alone.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    logo, page = logo_files(letterhead), PageData(fonts_folder())
    view = FormView(fields.TITLE, _facts(form), f"{fields.CODE_LABEL} {form.reference}")
    data = page.common(view, letterhead, next(iter(logo), "")) | _texts(page, form)
    return compiled(page_files("reply.typ", data | {"note": page.note}, logo), "pdf")[0]


def _facts(form: ReplyForm) -> tuple[Row, ...]:
    when = f"{long_date(form.starts_at)} {time_span(form.starts_at, form.ends_at)}"
    if form.proposed_times:
        when = "Vi har foreslået flere tider. De står til sidst."
    until = long_date(form.answer_by) if form.answer_by else ""
    rows = zip(fields.FACTS, (form.meeting, when, form.place, form.purpose, until), strict=True)
    return tuple((label, value.strip()) for label, value in rows if value.strip())


def _texts(page: PageData, form: ReplyForm) -> dict[str, Any]:
    contact = form.contact.strip().rstrip(".")
    call = f" {fields.RATHER_CALL} {contact}." if contact else ""
    child = fields.child_heading(first_name(form.child_first_name))
    lines = {
        "greeting": f"{fields.GREETING} {first_name(form.receiver)}".strip(),
        "opening": fields.WELCOME,
        "ways": _BY_HAND + call,
        "points_heading": fields.POINTS.heading,
        "points_hint": _POINTS_HINT,
        "support_heading": fields.SUPPORT.heading,
        "support_hint": fields.SUPPORT_HINT,
        "support_row": fields.SUPPORT_ROW,
        "needs_heading": fields.NEEDS.heading,
        "needs_hint": fields.NEEDS.hint,
        "times_heading": fields.TIMES.heading,
        "times_hint": fields.TIMES.hint,
        "closing": fields.END,
        "code": f"{fields.CODE_LABEL} {form.reference}. {fields.CODE_NOTE}",
    }
    boxes = [
        (child if each.key == "child_words" else each.heading, each.hint) for each in fields.BOXES
    ]
    return {name: page.line(text) for name, text in lines.items()} | {
        "point_heads": fields.POINT_HEADS,
        "point_rows": list(range(1, _ROWS + 1)),
        "importance": list(fields.IMPORTANCE),
        "boxes": [{"heading": page.line(head), "hint": page.line(hint)} for head, hint in boxes],
        "needs": [page.line(each.label) for each in fields.NEED_ROWS],
        "time_heads": fields.TIME_HEADS,
        "times": [page.line(told) for _key, told in time_words(form)],
        "words": {},
    }
