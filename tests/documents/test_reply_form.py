"""The form as it is sent: valid, Danish, two pages, and without anything secret."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from moedeleder.documents.reply_form import reply_form_docx
from moedeleder.documents.reply_form_fields import child_heading
from moedeleder.documents.reply_form_reading import read_form
from moedeleder.domain.reply_form import POINTS, ReplyForm
from tests.documents.examples import ARABIC, FOREIGN, LETTERHEAD, MARKUP, UNDRAWABLE
from tests.documents.forms import CODE, EMPTY, FORM
from tests.documents.papers import assert_word_opens, word_text
from tests.documents.pictures import png

MANY = tuple((f"tid-{at}", datetime(2026, 12, 1, 8) + timedelta(days=at)) for at in range(12))


def wild(text: str) -> ReplyForm:
    return replace(
        FORM, receiver=text, meeting=text, place=text, purpose=text, contact=text,
        child_first_name=text,
    )  # fmt: skip


FORMS = {
    "plain": FORM,
    "bare": replace(
        FORM, receiver="", meeting="", place="", purpose="", answer_by=None, contact="",
        proposed_times=(), child_first_name="",
    ),
    "many times": replace(FORM, proposed_times=MANY),
    "markup": wild(MARKUP),
    "alphabets": wild(f"{FOREIGN} {ARABIC} {UNDRAWABLE}"),
    "lines": wild("En\nto\x0btre\x00 \u2028fire"),
    "endless": wild("lang tekst " * 900),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_word_opens_it_and_untouched_it_is_empty(form: ReplyForm, tmp_path: Path) -> None:
    data = reply_form_docx(form, LETTERHEAD)
    assert_word_opens(data, tmp_path)
    read = read_form(data)
    assert read.left_over == ""
    assert read.is_empty
    assert read.reference == CODE


def test_a_letterhead_with_a_logo_leaves_it_empty_too(tmp_path: Path) -> None:
    data = reply_form_docx(FORM, replace(LETTERHEAD, logo=png(400, 100)))
    assert_word_opens(data, tmp_path)
    assert read_form(data).is_empty


def test_it_says_what_for_to_whom_and_until_when() -> None:
    text = word_text(EMPTY)
    for words in (
        "Kære Sofie",
        "Netværksmøde",
        "fredag 27. november 2026",
        "send den som svar på vores mail",
        "Tomme felter er helt i orden.",
        "Almas egne ord",
        "Mette Holm, tlf. 70 10 20 30",
        "torsdag 3. december 2026 kl. 15.30–17.00",
        f"Svarkode: {CODE}",
    ):
        assert words.replace("kl. 1", "kl.\u00a01") in text.replace("kl. 1", "kl.\u00a01")


def test_no_surname_stands_in_it() -> None:
    form = replace(FORM, receiver="Sofie Sjældennavn", child_first_name="Alma Sjældennavn")
    package = ZipFile(BytesIO(reply_form_docx(form, LETTERHEAD)))
    for name in package.namelist():
        assert "Sjældennavn".encode() not in package.read(name)


def test_heads_repeat_and_rows_stay_whole() -> None:
    tables = docx.Document(BytesIO(EMPTY)).tables
    points, times = tables[0], tables[-1]
    assert len(points.rows) == POINTS + 1
    assert len(times.rows) == len(FORM.proposed_times) + 1
    for table in (points, times):
        marks = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in table.rows]
        assert marks[0] is not None
        assert not any(mark is not None for mark in marks[1:])


def test_every_field_has_a_name_to_be_read_aloud() -> None:
    body = docx.Document(BytesIO(EMPTY)).element.body
    controls = list(body.iter(qn("w:sdt")))
    names = [each.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val")) for each in controls]
    ids = [each.find(f"{qn('w:sdtPr')}/{qn('w:id')}").get(qn("w:val")) for each in controls]
    assert len(controls) > 50
    assert all(names)
    assert len(set(ids)) == len(ids)


def test_it_is_danish_a4_and_has_a_title() -> None:
    document = docx.Document(BytesIO(EMPTY))
    assert document.core_properties.title == "Svar før mødet"
    assert document.core_properties.language == "da-DK"
    width = document.sections[0].page_width
    assert width is not None
    assert round(width.mm) == 210


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Alma", "Almas egne ord"),
        ("Jens", "Jens' egne ord"),
        ("Max", "Max' egne ord"),
        ("", "Barnets egne ord"),
    ],
)
def test_the_childs_heading_bears_its_name(name: str, heading: str) -> None:
    assert child_heading(name) == heading
