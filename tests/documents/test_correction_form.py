"""The form for answering the minutes: valid, one page, and understood when it comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from moedeleder.documents.correction_form import correction_form_docx
from moedeleder.documents.correction_form_pdf import correction_form_pdf
from moedeleder.documents.reply_form_reading import read_form
from moedeleder.domain.answers import FilledForm
from moedeleder.domain.correction_form import CorrectionForm
from moedeleder.domain.corrections import CorrectionDraft, CorrectionKind
from tests.documents.examples import ARABIC, CONTACT, FOREIGN, LETTERHEAD, MARKUP, UNDRAWABLE
from tests.documents.forms import CODE, FORM
from tests.documents.papers import (
    assert_for_archives_and_screen_readers,
    assert_word_opens,
    pdf_text,
    word_text,
)
from tests.libreoffice import DOCX, ODT, PDF, Writer, libreoffice
from tests.services.answer_desk import fill

__all__ = ["libreoffice"]

CORRECTIONS = CorrectionForm(
    reference=CODE,
    receiver="Sofie Eksempel",
    meeting="Netværksmøde om Alma",
    starts_at=datetime(2026, 12, 3, 15, 30),
    number=2,
    answer_by=date(2026, 12, 14),
    contact=CONTACT,
)
EMPTY = correction_form_docx(CORRECTIONS, LETTERHEAD)
WORDS = {
    "ml.corrections.1.place": "Konklusion, linje 2",
    "ml.corrections.1.words": "Vi ses den 14. januar & ikke i <maj>.\nSofie ringer.",
    "ml.corrections.3.words": "Jonas hedder Eksempel",
    "ml.remark": "Jeg følte mig hørt.\n\nTak.",
}
SAID = (
    CorrectionDraft(
        CorrectionKind.CORRECT,
        "",
        "Konklusion, linje 2",
        "Vi ses den 14. januar & ikke i <maj>.\nSofie ringer.",
    ),
    CorrectionDraft(CorrectionKind.CORRECT, words="Jonas hedder Eksempel"),
    CorrectionDraft(CorrectionKind.REMARK, words="Jeg følte mig hørt.\n\nTak."),
)
AGREES = CorrectionDraft(CorrectionKind.AGREE)
AGREE_TICK = "ml.agree.tick"


def wild(text: str) -> CorrectionForm:
    return replace(CORRECTIONS, receiver=text, meeting=text, contact=text)


FORMS = {
    "plain": CORRECTIONS,
    "bare": replace(CORRECTIONS, receiver="", meeting="", answer_by=None, contact=""),
    "markup": wild(MARKUP),
    "alphabets": wild(f"{FOREIGN} {ARABIC} {UNDRAWABLE}"),
    "lines": wild("En\nto\x0btre\x00 \u2028fire"),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_word_opens_it_and_untouched_it_says_nothing(form: CorrectionForm, tmp_path: Path) -> None:
    data = correction_form_docx(form, LETTERHEAD)
    assert_word_opens(data, tmp_path)
    read = read_form(data)
    assert read.left_over == ""
    assert read.is_empty
    assert (read.reference, read.is_about_minutes, read.minutes_number) == (CODE, True, 2)


def test_it_says_which_minutes_until_when_and_what_happens() -> None:
    text = word_text(EMPTY)
    for words in (
        "Kære Sofie",
        "Netværksmøde om Alma",
        "Version 2",
        "Mandag 14. december 2026",
        "Jeg er enig i referatet",
        "Hvad skal der stå i stedet?",
        "Min bemærkning",
        "Retter vi det ikke, får du at vide hvorfor.",
        f"Svarkode: {CODE}",
    ):
        assert words in text
    assert "Sofie Eksempel" not in text


def test_what_was_written_comes_back_word_by_word() -> None:
    read = read_form(fill(EMPTY, WORDS, [AGREE_TICK]))
    assert read.corrections == (AGREES, *SAID)
    assert (read.left_over, read.contributions, read.reference) == ("", (), CODE)


@pytest.mark.parametrize("mark", ["☒", "x", "X", "☑", "✓", "(x)"])
def test_a_tick_by_any_sign_agrees(mark: str) -> None:
    assert read_form(_ticked(mark)).corrections == (AGREES,)


@pytest.mark.parametrize("mark", ["☐", "", " ", "nej", "?"])
def test_anything_else_does_not(mark: str) -> None:
    assert AGREES not in read_form(_ticked(mark)).corrections


def test_a_place_alone_is_kept_as_what_is_wrong() -> None:
    read = read_form(fill(EMPTY, {"ml.corrections.2.place": "Datoen"}, []))
    assert read.corrections == (CorrectionDraft(CorrectionKind.CORRECT, words="Datoen"),)


def test_what_stands_outside_the_fields_is_not_lost() -> None:
    document = docx.Document(BytesIO(EMPTY))
    document.paragraphs[1].insert_paragraph_before("Ring til mig først")
    target = BytesIO()
    document.save(target)
    assert read_form(target.getvalue()).left_over == "Ring til mig først"


def test_further_rows_are_read(tmp_path: Path) -> None:
    document = docx.Document(BytesIO(fill(EMPTY, WORDS, [])))
    rows = next(each for each in document.tables if len(each.columns) == 2)
    cells = rows.add_row().cells  # type: ignore[no-untyped-call]
    cells[0].text, cells[1].text = "Handleplan", "Karin ringer tirsdag"
    target = BytesIO()
    document.save(target)
    corrections = read_form(target.getvalue()).corrections
    further = CorrectionDraft(CorrectionKind.CORRECT, "", "Handleplan", "Karin ringer tirsdag")
    assert corrections == (*SAID[:2], further, SAID[2])


def test_without_marks_and_properties_it_is_still_understood() -> None:
    document = docx.Document(BytesIO(fill(EMPTY, WORDS, [AGREE_TICK])))
    for control in list(document.element.body.iter(qn("w:sdt"))):
        parent = control.getparent()
        for run in control.find(qn("w:sdtContent")):
            control.addprevious(run)
        parent.remove(control)
    target = BytesIO()
    document.save(target)
    assert read_form(target.getvalue()).corrections == (AGREES, *SAID)


def test_the_other_form_is_not_taken_for_it() -> None:
    from moedeleder.documents.reply_form import reply_form_docx

    assert not read_form(reply_form_docx(FORM, LETTERHEAD)).is_about_minutes


def test_it_is_one_page_and_survives_libreoffice(libreoffice: Writer) -> None:
    # A line end within a text of the file itself is a blank to every program.
    filled = fill(
        EMPTY, {mark: " ".join(text.split()) for mark, text in WORDS.items()}, [AGREE_TICK]
    )
    pdf = libreoffice.convert({"form.docx": EMPTY}, PDF)["form"]
    assert len(pypdf.PdfReader(BytesIO(pdf)).pages) == 1
    for kind in (DOCX, ODT):
        again = libreoffice.convert({"filled.docx": filled, "empty.docx": EMPTY}, kind)
        _assert_says_all(read_form(again["filled"]))
        assert read_form(again["empty"]).is_empty


def test_on_paper_it_is_one_page() -> None:
    data = correction_form_pdf(CORRECTIONS, LETTERHEAD)
    assert len(pypdf.PdfReader(BytesIO(data)).pages) == 1


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_on_paper_it_is_for_archives_and_screen_readers(form: CorrectionForm) -> None:
    data = correction_form_pdf(form, LETTERHEAD)
    assert_for_archives_and_screen_readers(data)
    text = " ".join(pdf_text(data).split())
    for words in ("Jeg er enig i referatet", "Hvad skal der stå i stedet?", "Min bemærkning", CODE):
        assert words in text


def _assert_says_all(read: FilledForm) -> None:
    assert (read.reference, read.left_over) == (CODE, "")
    said = tuple(replace(each, words=" ".join(each.words.split())) for each in SAID)
    assert read.corrections == (AGREES, *said)


def _ticked(mark: str) -> bytes:
    document = docx.Document(BytesIO(EMPTY))
    control = next(
        each
        for each in document.element.body.iter(qn("w:sdt"))
        if each.find(qn("w:sdtPr")).find(qn("w:tag")).get(qn("w:val")) == AGREE_TICK
    )
    next(control.iter(qn("w:t"))).text = mark
    target = BytesIO()
    document.save(target)
    return target.getvalue()
