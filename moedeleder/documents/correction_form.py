"""The form for answering the minutes: a Word file in which receivers agree, correct or remark."""

from __future__ import annotations

from docx.exceptions import PythonDocxError
from docx.shared import Pt

from moedeleder.documents import correction_form_fields as fields
from moedeleder.documents import reply_form_fields as shared
from moedeleder.documents.reply_form import first_name
from moedeleder.documents.reply_form_page import FormPage
from moedeleder.domain.correction_form import ROWS, CorrectionForm
from moedeleder.domain.errors import DocumentFailed
from moedeleder.domain.record import Letterhead


def correction_form_docx(form: CorrectionForm, letterhead: Letterhead) -> bytes:
    """Return the form as a .docx file of one page; the receiver is named by the first name alone.

    Raises:
        TemplateMissing: the template of the program is not there.
        DocumentFailed: the document could not be made.
    """
    page = _CorrectionPage.ours()
    try:
        page.describe(fields.TITLE, letterhead.organisation, None)
        page.letterhead(letterhead)
        _introduction(page, form)
        page.agreement()
        page.corrections()
        page.remark()
        _end(page, form)
        return page.finished(form.reference, {fields.NUMBER_PROPERTY: str(form.number)})
    except (PythonDocxError, ValueError, KeyError, OSError):
        # The reason may quote the text: it stays out of the error.
        raise DocumentFailed("docx") from None


class _CorrectionPage(FormPage):
    """The page with the three ways to answer."""

    def agreement(self) -> None:
        """Draw the box to tick."""
        self.part(fields.AGREE_HEADING)
        self.hint(fields.AGREE_HINT)
        (cell,) = self._row(self._grid((15.8,)), 0.8)
        self._ticks(cell, [(shared.tag(fields.AGREE_KEY, "tick"), fields.AGREE_LABEL)])

    def corrections(self) -> None:
        """Draw the rows of what should be another."""
        self.part(fields.ROWS_HEADING)
        self.hint(fields.ROWS_HINT)
        table = self._grid((5.4, 10.4))
        self._heads(table, fields.ROW_HEADS)
        for number in range(1, ROWS + 1):
            cells = self._row(table, 1.7)
            parts = (fields.PLACE, fields.WORDS)
            for cell, part, head in zip(cells, parts, fields.ROW_HEADS, strict=True):
                mark = shared.tag(fields.ROWS_KEY, str(number), part)
                self._field(cell, mark, f"Rettelse {number}: {head}")

    def remark(self) -> None:
        """Draw the wide box."""
        self.part(fields.REMARK_HEADING)
        self.hint(fields.REMARK_HINT)
        (cell,) = self._row(self._grid((15.8,)), 2.6)
        self._field(cell, shared.tag(fields.REMARK_KEY), fields.REMARK_HEADING)


def _introduction(page: FormPage, form: CorrectionForm) -> None:
    page.heading(fields.TITLE, 1)
    page.own(f"{shared.GREETING} {first_name(form.receiver)}".strip())
    page.text(fields.WELCOME)
    page.own_facts(fields.facts(form))
    page.text(shared.HOW_TO_SEND)
    if form.contact.strip():
        page.own(f"{shared.RATHER_CALL} {form.contact.strip().rstrip('.')}.")


def _end(page: FormPage, form: CorrectionForm) -> None:
    page.text(fields.END).paragraph_format.space_before = Pt(8)
    page.own(f"{shared.CODE_LABEL} {form.reference}. {shared.CODE_NOTE}", "Lille")
    page.own_footer(f"{shared.CODE_LABEL} {form.reference}")
