"""The municipality's own template: papers on it are valid, mistakes are refused with the place."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm

from moedeleder.documents import papers
from moedeleder.documents.docx import minutes_docx
from moedeleder.documents.minutes_reading import read_minutes
from moedeleder.documents.pdf import minutes_pdf
from moedeleder.documents.template_check import check
from moedeleder.documents.template_package import FILE_LIMIT
from moedeleder.documents.template_sample import sample_template
from moedeleder.domain.errors import PaperTemplateRefused
from moedeleder.domain.paper_template import PLACEHOLDERS, TemplateFault, TemplatePart
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import Letterhead, MinutesRecord
from moedeleder.ui.texts import error_text
from tests.documents.afterwards import second_version
from tests.documents.examples import (
    ARABIC,
    LETTERHEAD,
    MARKUP,
    filled_with,
    minutes,
    missing_in_order,
    texts_of,
)
from tests.documents.papers import (
    assert_for_archives_and_screen_readers,
    assert_word_opens,
    page_texts,
    pdf_text,
    word_text,
)
from tests.documents.pictures import png
from tests.documents.templates import edited, packed, with_body, with_header


def on(template: bytes) -> Letterhead:
    return replace(LETTERHEAD, template=template)


def refused(data: bytes) -> list[tuple[TemplateFault, TemplatePart | None, int]]:
    with pytest.raises(PaperTemplateRefused) as raised:
        check(data)
    return [(each.fault, each.part, each.line) for each in raised.value.mistakes]


def header_text(data: bytes) -> str:
    header = docx.Document(BytesIO(data)).sections[0].header
    return "\n".join(paragraph.text for paragraph in header.paragraphs)


def test_the_sample_is_a_template_that_can_be_used(tmp_path: Path) -> None:
    assert_word_opens(sample_template(), tmp_path)
    check(sample_template())
    assert sample_template() == sample_template()


@pytest.mark.parametrize("paper", list(Paper))
def test_papers_on_a_template_are_valid_and_say_it_all(paper: Paper, tmp_path: Path) -> None:
    (_, pdf), (_, word) = papers.make(second_version(), on(sample_template()), paper)
    assert_for_archives_and_screen_readers(pdf)
    assert_word_opens(word, tmp_path)
    for text in (pdf_text(pdf), word_text(word)):
        assert "Til dig, der var med til mødet om Alma Eksempel" in text
        assert "Kontakt: Mette Holm" in text
        assert "{{" not in text
    assert header_text(word).startswith("Eksempel Kommune\tNetværksmøde")
    assert all("Eksempel Kommune" in page for page in page_texts(pdf))


def test_the_minutes_on_a_template_say_what_the_record_says() -> None:
    head = on(sample_template())
    for text in (word_text(minutes_docx(minutes(), head)), pdf_text(minutes_pdf(minutes(), head))):
        assert missing_in_order(text, texts_of(minutes())) == []


def test_headings_lists_and_tables_stay_real_on_a_template() -> None:
    document = docx.Document(BytesIO(minutes_docx(second_version(), on(sample_template()))))
    names = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Heading 1", "Heading 2", "List Bullet"} <= names
    assert document.tables
    assert all(table.style.name == "Rolig tabel" for table in document.tables)


def test_pages_are_counted_where_the_template_says() -> None:
    pages = page_texts(minutes_pdf(minutes(), on(sample_template())))
    for number, page in enumerate(pages, 1):
        assert f"Side {number} af {len(pages)}" in page
    footer = docx.Document(BytesIO(minutes_docx(minutes(), on(sample_template()))))
    xml = footer.sections[0].footer._element.xml
    assert "NUMPAGES" in xml
    assert "{{" not in xml


def test_every_placeholder_is_filled() -> None:
    body = with_body(*(f"{name}: {{{{{name}}}}}" for name in PLACEHOLDERS[:-1]), "{{referat}}")
    text = word_text(minutes_docx(minutes(), on(body)))
    for words in ("kommune: Eksempel Kommune", "barn: Alma Eksempel", "mødetype: Netværksmøde"):
        assert words in text
    for name in PLACEHOLDERS[:-1]:
        assert f"{name}: \n" not in text


def test_a_placeholder_in_pieces_is_whole() -> None:
    def cut(document: Document) -> None:
        paragraph = document.paragraphs[0]
        paragraph.clear()
        for piece in ("Om {", "{ba", "rn}", "} og {{", "Dato", " }}."):
            paragraph.add_run(piece).bold = True

    data = edited(cut)
    check(data)
    first = docx.Document(BytesIO(minutes_docx(minutes(), on(data)))).paragraphs[0]
    assert first.text == "Om Alma Eksempel og torsdag 3. december 2026."


@pytest.mark.parametrize("value", ["{{referat}}", "{{barn}}", MARKUP, ARABIC, "]]></w:t><w:p/>"])
def test_a_value_is_never_read_as_anything_else(value: str, tmp_path: Path) -> None:
    record = minutes(child_name=value, place=value)
    word = minutes_docx(record, on(sample_template()))
    assert_word_opens(word, tmp_path)
    assert word_text(word).count("Referat af") == word_text(
        minutes_docx(minutes(), LETTERHEAD)
    ).count("Referat af")
    pdf = minutes_pdf(record, on(sample_template()))
    assert_for_archives_and_screen_readers(pdf)


def test_a_wild_record_on_a_template_is_valid(tmp_path: Path) -> None:
    record: MinutesRecord = filled_with(MARKUP)
    (_, pdf), (_, word) = papers.make(record, on(sample_template()), Paper.FULL)
    assert_for_archives_and_screen_readers(pdf)
    assert_word_opens(word, tmp_path)


def test_a_logo_of_the_template_stands_on_every_page() -> None:
    def add_logo(document: Document) -> None:
        run = document.sections[0].header.paragraphs[0].add_run()
        run.add_picture(BytesIO(png(60, 30)), height=Cm(1.2))

    data = edited(add_logo)
    check(data)
    pdf = minutes_pdf(minutes(), on(data))
    assert_for_archives_and_screen_readers(pdf)
    assert all(page.images for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    word = docx.Document(BytesIO(minutes_docx(minutes(), on(data))))
    assert word.sections[0].header._element.findall(f".//{qn('a:blip')}")


def test_styles_of_the_template_stay(tmp_path: Path) -> None:
    def dress(document: Document) -> None:
        document.styles["Heading 1"].font.name = "Georgia"
        document.styles.add_style("Small", WD_STYLE_TYPE.CHARACTER)
        for name in ("Lille", "Nyt", "Rolig tabel"):
            style = document.styles[name]
            style.element.getparent().remove(style.element)

    data = edited(dress)
    word = minutes_docx(second_version(), on(data))
    assert_word_opens(word, tmp_path)
    styles = docx.Document(BytesIO(word)).styles
    assert styles["Heading 1"].font.name == "Georgia"
    assert {"Lille", "Nyt", "Rolig tabel"} <= {style.name for style in styles}


def test_a_word_template_is_taken_as_a_document() -> None:
    kind = b"wordprocessingml.document.main+xml"
    data = packed(
        {
            "[Content_Types].xml": lambda part: part.replace(
                kind, kind.replace(b"document.m", b"template.m")
            )
        }
    )
    check(data)
    assert word_text(minutes_docx(minutes(), on(data))).startswith("Til dig")


def test_an_unknown_word_is_refused_with_its_place_and_what_was_meant() -> None:
    data = with_header("{{kommune}}", "Om {{barnn}}")
    assert refused(data) == [(TemplateFault.UNKNOWN_WORD, TemplatePart.HEADER, 2)]
    with pytest.raises(PaperTemplateRefused) as raised:
        check(data)
    said = error_text(raised.value).do
    assert said.startswith("Sidehoved, linje 2: {{barnn}} findes ikke. Mente du {{barn}}?")


def test_a_placeholder_left_open_is_refused_with_its_place() -> None:
    def edit(document: Document) -> None:
        document.sections[0].footer.paragraphs[0].text = "Side {{side"

    assert refused(edited(edit)) == [(TemplateFault.NOT_CLOSED, TemplatePart.FOOTER, 1)]
    with pytest.raises(PaperTemplateRefused) as raised:
        check(edited(edit))
    assert "Sidefod, linje 1: {{ er ikke lukket." in error_text(raised.value).do
    closed = with_body("barn}}", "{{referat}}")
    assert refused(closed) == [(TemplateFault.NOT_OPENED, TemplatePart.BODY, 1)]


def test_the_place_of_the_text_is_there_once_and_alone() -> None:
    body, header = TemplatePart.BODY, TemplatePart.HEADER
    assert refused(with_body("Hej")) == [(TemplateFault.TEXT_MISSING, None, 0)]
    twice = with_body("{{referat}}", "", "{{referat}}")
    assert refused(twice) == [(TemplateFault.TEXT_TWICE, body, 3)]
    beside = with_body("Her: {{referat}}")
    assert refused(beside) == [(TemplateFault.TEXT_NOT_ALONE, body, 1)]
    above = with_header("{{referat}}")
    assert (TemplateFault.TEXT_ELSEWHERE, header, 1) in refused(above)

    def in_a_table(document: Document) -> None:
        document.paragraphs[1].text = ""
        document.add_table(1, 1).cell(0, 0).text = "{{referat}}"

    assert refused(edited(in_a_table))[0][0] is TemplateFault.TEXT_ELSEWHERE


def test_a_header_that_fills_the_page_is_refused() -> None:
    for data in (with_header(*["x"] * 60), with_header("ord " * 2_000)):
        assert refused(data) == [(TemplateFault.MARGIN_TOO_LONG, TemplatePart.HEADER, 0)]


BOMB = b"<w:document>" + b" " * 30_000_000 + b"</w:document>"
ENTITY = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document>&b;</w:document>'
)
MACRO = b"application/vnd.ms-word.document.macroEnabled.main+xml"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def linked(kind: bytes, target: bytes) -> bytes:
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    relation = (
        b'<Relationship Id="rId77" Type="' + office + kind + b'" Target="' + target
        + b'" TargetMode="External"/></Relationships>'
    )  # fmt: skip
    return packed(
        {"word/_rels/document.xml.rels": lambda part: part.replace(b"</Relationships>", relation)}
    )


def inserted(xml: bytes) -> bytes:
    return packed({"word/document.xml": lambda part: part.replace(b"<w:body>", b"<w:body>" + xml)})


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", TemplateFault.NOT_WORD),
        (b"%PDF-1.7", TemplateFault.NOT_WORD),
        (b"PK\x03\x04broken", TemplateFault.BROKEN),
        (b"PK\x03\x04" + b"x" * FILE_LIMIT, TemplateFault.TOO_LARGE),
        (packed({"word/document.xml": lambda _: BOMB}), TemplateFault.TOO_LARGE),
        (packed({"word/document.xml": lambda _: ENTITY}), TemplateFault.UNSAFE),
        (packed({"word/document.xml": lambda _: b"<w:document"}), TemplateFault.BROKEN),
        (
            packed({"[Content_Types].xml": lambda part: part.replace(MAIN, MACRO)}),
            TemplateFault.MACROS,
        ),
        (packed({}, {"word/vbaProject.bin": b"x"}), TemplateFault.MACROS),
        (packed({}, {"word/embeddings/ark.xlsx": b"x"}), TemplateFault.EMBEDDED),
        (packed({}, {"../ude.xml": b"<x/>"}), TemplateFault.UNSAFE),
        (linked(b"image", b"http://ude.example/x.png"), TemplateFault.LINKED),
        (linked(b"oleObject", b"file:///c:/x"), TemplateFault.EMBEDDED),
        (linked(b"hyperlink", b"file:///c:/x"), TemplateFault.LINKED),
        (inserted(b"<w:p><w:ins w:id='1' w:author='x'/></w:p>"), TemplateFault.TRACKED),
        (
            inserted(b"<w:p><w:fldSimple w:instr=' INCLUDETEXT x '/></w:p>"),
            TemplateFault.LINKED,
        ),
    ],
    ids=[
        "empty", "pdf", "broken", "large", "bomb", "entity", "cut", "docm", "vba", "embedded",
        "path", "linked", "ole", "file link", "tracked", "field",
    ],
)  # fmt: skip
def test_what_no_template_has_is_refused(data: bytes, fault: TemplateFault) -> None:
    assert refused(data)[0][0] is fault


def test_a_link_to_a_home_page_may_stand() -> None:
    check(linked(b"hyperlink", b"https://kommune.example/"))


def test_the_template_word_was_fastened_to_is_not_fetched() -> None:
    relation = (
        b'<?xml version="1.0"?><Relationships '
        b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        b'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'attachedTemplate" Target="http://ude.example/x.dotm" TargetMode="External"/>'
        b"</Relationships>"
    )
    data = packed({}, {"word/_rels/settings.xml.rels": relation})
    check(data)
    assert b"ude.example" not in b"".join(_parts(minutes_docx(minutes(), on(data))))


def _parts(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_each_docx_says_which_version_it_is_of_and_names_nobody() -> None:
    for head in (LETTERHEAD, on(sample_template())):
        data = minutes_docx(minutes(), head)
        mark = read_minutes(data).mark
        assert mark is not None
        assert (mark.meeting_id, mark.number) == (minutes().meeting_id, minutes().number)
        assert mark.checksum == minutes().version_checksum
        assert data == minutes_docx(minutes(), head)
