"""Forms that went through LibreOffice itself, and forms filled in there."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pypdf
import pytest
from lxml import etree

from moedeleder.documents.reply_form_fields import tag
from moedeleder.documents.reply_form_reading import read_form
from moedeleder.domain.answers import FilledForm
from moedeleder.domain.contributions import ContributionDraft, ContributionKind, Importance
from moedeleder.domain.times import Fit
from tests.documents.forms import CODE, EMPTY, TIMES, filled, repacked
from tests.documents.test_reply_form_reading import ALL
from tests.libreoffice import DOCX, ODT, PDF, Writer, libreoffice

__all__ = ["libreoffice"]

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@pytest.fixture(scope="session")
def saved(libreoffice: Writer) -> dict[str, bytes]:
    """Filled and empty forms, opened and saved in LibreOffice in several ways."""
    forms = {"filled.docx": filled(), "crossed.docx": filled(sign="x"), "empty.docx": EMPTY}
    again = libreoffice.convert(forms, DOCX)
    open_documents = libreoffice.convert(forms, ODT)
    by_hand = {"typed": typed_in(open_documents["empty"]), **open_documents}
    back = libreoffice.convert({f"{stem}.odt": data for stem, data in by_hand.items()}, DOCX)
    return {
        **{f"{stem} docx": data for stem, data in again.items()},
        **{f"{stem} odt": data for stem, data in by_hand.items()},
        **{f"{stem} odt docx": data for stem, data in back.items()},
    }


def typed_in(odt: bytes) -> bytes:
    """The empty form filled in as an OpenDocument text."""
    content = etree.fromstring(ZipFile(BytesIO(odt)).read("content.xml"))
    tables = list(content.iter(f"{_TABLE}table"))
    cells = [list(table.iter(f"{_TABLE}table-cell")) for table in tables]
    for cell, text in (
        (cells[0][3], "Bussen om morgenen"),
        (cells[0][4], "En anden tur"),
        (cells[1][0], "Hun tegner igen"),
    ):
        paragraph = cell.find(f"{_TEXT}p")
        for child in list(paragraph):
            paragraph.remove(child)
        paragraph.text = text
        etree.SubElement(paragraph, f"{_TEXT}line-break").tail = "hver dag"
    cells[0][5].findall(f"{_TEXT}p")[1][0].text = "☒"
    return repacked(odt, {"content.xml": etree.tostring(content)})


TYPED = FilledForm(
    CODE,
    (
        ContributionDraft(
            ContributionKind.POINT,
            "Bussen om morgenen\nhver dag",
            "En anden tur\nhver dag",
            Importance.IMPORTANT,
        ),
        ContributionDraft(ContributionKind.STRENGTHS, "Hun tegner igen\nhver dag"),
    ),
)


@pytest.mark.parametrize("way", ["docx", "odt", "odt docx"])
def test_every_field_is_found(saved: dict[str, bytes], way: str) -> None:
    assert read_form(saved[f"filled {way}"]) == ALL
    assert read_form(saved[f"crossed {way}"]) == ALL
    assert read_form(saved[f"empty {way}"]) == FilledForm(CODE)


@pytest.mark.parametrize("way", ["odt", "odt docx"])
def test_a_form_filled_in_there_is_read(saved: dict[str, bytes], way: str) -> None:
    assert read_form(saved[f"typed {way}"]) == TYPED


def test_it_prints_on_two_pages(libreoffice: Writer) -> None:
    (data,) = libreoffice.convert({"form.docx": EMPTY}, PDF).values()
    assert len(pypdf.PdfReader(BytesIO(data)).pages) == 2


def test_times_are_told_by_their_words_when_marks_are_gone(saved: dict[str, bytes]) -> None:
    package = ZipFile(BytesIO(saved["filled odt docx"]))
    assert tag("times").encode() not in package.read("word/document.xml")
    assert read_form(saved["filled odt docx"]).fits == (
        (TIMES[0][0], Fit.YES),
        (TIMES[1][0], Fit.NO),
    )
