"""The form for answering the minutes on paper, for whoever rather writes by hand."""

from __future__ import annotations

from typing import Any

from moedeleder.documents import correction_form_fields as fields
from moedeleder.documents import reply_form_fields as shared
from moedeleder.documents.form_view import FormView
from moedeleder.documents.page_data import PageData
from moedeleder.documents.reply_form import first_name
from moedeleder.documents.typesetting import compiled, fonts_folder, logo_files, page_files
from moedeleder.domain.correction_form import ROWS, CorrectionForm
from moedeleder.domain.record import Letterhead

_BY_HAND = "Giv os papiret, når du er færdig, eller send det med posten."


def correction_form_pdf(form: CorrectionForm, letterhead: Letterhead) -> bytes:
    """Return the form as PDF/A-3a and PDF/UA-1 of one page.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    logo = logo_files(letterhead)
    page = PageData(fonts_folder())
    view = FormView(
        fields.TITLE, tuple(fields.facts(form)), f"{shared.CODE_LABEL} {form.reference}"
    )
    data = page.common(view, letterhead, next(iter(logo), "")) | _texts(page, form)
    return compiled(page_files("corrections.typ", data | {"note": page.note}, logo), "pdf")[0]


def _texts(page: PageData, form: CorrectionForm) -> dict[str, Any]:
    contact = form.contact.strip().rstrip(".")
    call = f" {shared.RATHER_CALL} {contact}." if contact else ""
    lines = {
        "greeting": f"{shared.GREETING} {first_name(form.receiver)}".strip(),
        "opening": fields.WELCOME,
        "ways": _BY_HAND + call,
        "agree_heading": fields.AGREE_HEADING,
        "agree_hint": fields.AGREE_HINT,
        "agree_label": fields.AGREE_LABEL,
        "rows_heading": fields.ROWS_HEADING,
        "rows_hint": fields.ROWS_HINT_BY_HAND,
        "remark_heading": fields.REMARK_HEADING,
        "remark_hint": fields.REMARK_HINT,
        "closing": fields.END,
        "code": f"{shared.CODE_LABEL} {form.reference}. {shared.CODE_NOTE}",
    }
    texts: dict[str, Any] = {name: page.line(text) for name, text in lines.items()}
    heads = [page.line(head) for head in fields.ROW_HEADS]
    return texts | {"heads": heads, "rows": list(range(1, ROWS + 1)), "words": {}}
