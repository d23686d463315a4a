"""The Word file: valid, Danish, with real headings and lists, and word for word the record."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from moedeleder.documents.docx import agenda_docx, minutes_docx
from moedeleder.domain.errors import TemplateMissing
from moedeleder.domain.record import MinutesRecord, PartKey
from moedeleder.domain.rich_text import Block, BlockKind, RichText, Run
from tests.documents.examples import (
    ARABIC,
    FOREIGN,
    LETTERHEAD,
    MARKUP,
    UNDRAWABLE,
    agenda,
    agenda_filled_with,
    agenda_texts_of,
    filled_with,
    minutes,
    missing_in_order,
    overfull,
    part,
    texts_of,
)
from tests.documents.papers import assert_word_opens, word_text
from tests.documents.pictures import jpeg, png


@pytest.mark.parametrize(
    "record",
    [
        minutes(),
        minutes(number=0, finalised_at=None, parts=(), plan=(), attendees=()),
        filled_with(MARKUP),
        filled_with(f"{FOREIGN} {ARABIC}"),
        overfull(),
        minutes(title="T" + "x" * 9_999, child_name="æ" * 10_000),
    ],
    ids=["plain", "empty draft", "markup", "alphabets", "overfull", "endless"],
)
def test_minutes_open_in_word_and_say_it_all(record: MinutesRecord, tmp_path: Path) -> None:
    data = minutes_docx(record, LETTERHEAD)
    assert_word_opens(data, tmp_path)
    assert missing_in_order(word_text(data), texts_of(record)) == []


@pytest.mark.parametrize("text", [None, MARKUP, UNDRAWABLE], ids=["plain", "markup", "foreign"])
def test_agenda_opens_in_word_and_says_it_all(text: str | None, tmp_path: Path) -> None:
    record = agenda() if text is None else agenda_filled_with(text)
    data = agenda_docx(record, LETTERHEAD)
    assert_word_opens(data, tmp_path)
    assert missing_in_order(word_text(data), agenda_texts_of(record)) == []


def test_headings_are_headings() -> None:
    document = docx.Document(BytesIO(minutes_docx(minutes(), LETTERHEAD)))
    found = [(p.text, _outline_level(p.style)) for p in document.paragraphs]
    headings = [(text, level) for text, level in found if level is not None]
    assert headings[0] == ("Referat af netværksmøde om Alma", 1)
    assert [text for text, level in headings if level == 2] == [
        "Det vigtigste",
        "Deltagere",
        "Problemformulering",
        "Almas perspektiv",
        "Forældrenes perspektiv",
        "Faglige vurderinger",
        "Konklusion",
        "Handleplan",
        "Opfølgning",
        "Dokumenter og udtalelser",
    ]


def _outline_level(style: object) -> int | None:
    while style is not None:
        element = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if element is not None:
            return int(element.get(qn("w:val"))) + 1
        style = style.base_style
    return None


def test_bullets_are_list_items_and_bold_is_bold() -> None:
    text = RichText(
        (
            Block((Run("før "), Run("fed", bold=True), Run(" efter"))),
            Block((Run("punkt"),), BlockKind.BULLET),
        )
    )
    record = minutes(parts=(replace(part(PartKey.PROBLEM, "Problem", ""), text=text),))
    document = docx.Document(BytesIO(minutes_docx(record, LETTERHEAD)))
    first = next(p for p in document.paragraphs if p.text == "før fed efter")
    assert [run.text for run in first.runs if run.bold] == ["fed"]
    bullet = next(p for p in document.paragraphs if p.text == "punkt")
    assert bullet.style is not None
    assert bullet.style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None


def test_the_familys_words_have_a_look_of_their_own() -> None:
    document = docx.Document(BytesIO(minutes_docx(minutes(), LETTERHEAD)))
    child = next(p for p in document.paragraphs if p.text == "”Jeg vil gerne i skole.”")
    assert child.style is not None
    assert child.style.name == "Familiens ord"


def test_table_heads_repeat_on_each_page() -> None:
    document = docx.Document(BytesIO(minutes_docx(overfull(), LETTERHEAD)))
    assert len(document.tables) == 5
    for table in document.tables:
        marks = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in table.rows]
        assert marks[0] is not None
        assert not any(mark is not None for mark in marks[1:])


def test_the_page_is_a4_and_the_language_danish() -> None:
    data = minutes_docx(minutes(), LETTERHEAD)
    document = docx.Document(BytesIO(data))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert b'w:lang w:val="da-DK"' in ZipFile(BytesIO(data)).read("word/styles.xml")
    assert document.core_properties.language == "da-DK"


def test_the_file_itself_names_no_child() -> None:
    properties = docx.Document(BytesIO(minutes_docx(minutes(), LETTERHEAD))).core_properties
    assert properties.title == "Referat af netværksmøde"
    assert properties.author == "Eksempel Kommune"
    assert properties.last_modified_by == ""


def test_the_footer_counts_the_pages() -> None:
    document = docx.Document(BytesIO(minutes_docx(minutes(), LETTERHEAD)))
    footer = document.sections[0].footer.paragraphs[0]
    assert footer.text.startswith("Alma Eksempel · 3. december 2026 · Version 1")
    codes = [code.text.strip() for code in footer._p.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("logo", [png(800, 200), png(50, 900), jpeg(64, 64)])
def test_the_logo_is_small_and_described(logo: bytes, tmp_path: Path) -> None:
    data = minutes_docx(minutes(), replace(LETTERHEAD, logo=logo))
    assert_word_opens(data, tmp_path)
    (shape,) = docx.Document(BytesIO(data)).inline_shapes
    assert shape.height.cm <= 1.31
    assert shape.width.cm <= 4.21
    assert shape._inline.docPr.get("descr") == "Logo for Eksempel Kommune"


def test_right_to_left_paragraphs_are_marked_so() -> None:
    record = minutes(parts=(part(PartKey.PROBLEM, "Problem", ARABIC),))
    document = docx.Document(BytesIO(minutes_docx(record, LETTERHEAD)))
    paragraph = next(p for p in document.paragraphs if p.text == ARABIC)
    assert paragraph._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    assert all(run.font.rtl for run in paragraph.runs)


def test_control_characters_become_a_visible_sign() -> None:
    assert "før\ufffd\ufffdefter" in word_text(
        minutes_docx(minutes(place="før\x00\x1befter"), LETTERHEAD)
    )


def test_a_missing_template_is_named_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(TemplateMissing):
        minutes_docx(minutes(), LETTERHEAD)
    with pytest.raises(TemplateMissing):
        agenda_docx(agenda(), LETTERHEAD)
