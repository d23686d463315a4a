"""A form that came back: every word is found, mostly where it belongs."""

from __future__ import annotations

import copy
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from moedeleder.documents.reply_form_fields import tag
from moedeleder.documents.reply_form_reading import read_form
from moedeleder.domain.answers import FilledForm
from moedeleder.domain.contributions import ContributionDraft, ContributionKind, Importance
from moedeleder.domain.times import Fit
from tests.documents.forms import (
    CODE,
    EMPTY,
    TIMES,
    changed,
    controls,
    everything,
    filled,
    of_kind,
    paragraph,
    repacked,
    without_controls,
    write,
)

K = ContributionKind
ALL = FilledForm(
    reference=CODE,
    contributions=(
        ContributionDraft(
            K.POINT,
            "Morgenerne er svære.\nHun græder, når bussen kommer.",
            "At nogen møder hende ved døren",
            Importance.VERY_IMPORTANT,
        ),
        ContributionDraft(K.POINT, "Frikvarterer", "", Importance.CAN_WAIT),
        ContributionDraft(K.STRENGTHS, "Hun sover bedre & spiser <alt>."),
        ContributionDraft(K.WORRIES, "Vi er  trætte.\n\nMeget trætte."),
        ContributionDraft(K.WISHES, "En fast voksen"),
        ContributionDraft(K.CHILD_WORDS, "”Jeg vil gerne i skole, men ikke med bus.”"),
        ContributionDraft(K.SUPPORT_PERSON, "Bente Krogh"),
        ContributionDraft(K.NEEDS, "Tolk: arabisk\nPauser undervejs\nAndet: Vi har vores hund med"),
    ),
    fits=((TIMES[0][0], Fit.YES), (TIMES[1][0], Fit.NO)),
)


def test_a_filled_form_comes_back_word_for_word() -> None:
    assert read_form(filled()) == ALL


def test_it_reads_the_same_without_its_fields() -> None:
    assert read_form(changed(filled(), without_controls)) == ALL


@pytest.mark.parametrize(
    "sign", ["☒", "x", "X", "xx", "✓", "(x)", "[X]", "ja", "Ja", "☑", "☐x", "✔", "v", " x "]
)
def test_ticks_are_made_in_many_ways(sign: str) -> None:
    assert read_form(filled(sign=sign)) == ALL
    assert read_form(changed(filled(sign=sign), without_controls)) == ALL


def test_looks_do_not_matter() -> None:
    def change(document: Document) -> None:
        for each in document.element.body.iter(qn("w:p")):
            for style in each.findall(f"{qn('w:pPr')}/{qn('w:pStyle')}"):
                style.getparent().remove(style)
        for each in document.paragraphs:
            for run in each.runs:
                run.font.name, run.font.size, run.bold = "Comic Sans MS", Pt(18), False

    assert read_form(changed(filled(), change)) == ALL


def test_deleted_and_added_rows() -> None:
    def change(document: Document) -> None:
        without_controls(document)
        table = document.tables[0]
        for row in list(table.rows)[3:]:
            table._tbl.remove(row._tr)
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = "Bussen", "En anden tur", "Meget vigtigt"

    read = read_form(changed(filled(), change))
    new = ContributionDraft(K.POINT, "Bussen", "En anden tur", Importance.VERY_IMPORTANT)
    assert read.contributions == (*ALL.contributions[:2], new, *ALL.contributions[2:])
    assert read.left_over == ""


def test_a_row_copied_in_word_is_a_point_of_its_own() -> None:
    def change(document: Document) -> None:
        row = document.tables[0].rows[2]._tr
        twin = copy.deepcopy(row)
        row.addnext(twin)
        write(next(twin.iter(qn("w:sdt"))), "Svømning")

    read = read_form(changed(filled(), change))
    assert of_kind(read, K.POINT)[1:] == ["Frikvarterer", "Svømning"]


@pytest.mark.parametrize("bare", [False, True])
def test_parts_moved_around(bare: bool) -> None:
    def change(document: Document) -> None:
        if bare:
            without_controls(document)
        body = document.element.body
        blocks = [each for each in body if each.tag != qn("w:sectPr")]
        start = next(at for at, e in enumerate(blocks) if "Det går godt" in "".join(e.itertext()))
        for block in reversed(blocks[start : start + 3]):
            body.insert(0, block)

    assert read_form(changed(filled(), change)) == ALL


@pytest.mark.parametrize("bare", [False, True])
def test_headings_typed_anew_keep_the_words_in_place(bare: bool) -> None:
    def change(document: Document) -> None:
        if bare:
            without_controls(document)
        for each in document.paragraphs:
            if each.text == "Det bekymrer os":
                each.runs[0].text = "Det bekymrer mig"

    read = read_form(changed(filled(), change))
    assert read.contributions == ALL.contributions
    assert read.left_over == "Det bekymrer mig"


def test_headings_deleted_are_told_by_their_order() -> None:
    def change(document: Document) -> None:
        without_controls(document)
        for each in document.paragraphs:
            if each.style is not None and each.style.name == "Heading 2":
                each._p.getparent().remove(each._p)

    assert read_form(changed(filled(), change)) == ALL


def test_text_outside_the_boxes() -> None:
    def change(document: Document) -> None:
        for each in document.paragraphs:
            if each.text == "Det ønsker vi os":
                each.add_run(": ro om morgenen")
            if each.text == "Det går godt":
                each._p.addnext(paragraph("Hun ler igen"))
            if each.text == "Kære Sofie":
                each.add_run(" og Jonas")
        document.element.body.insert(0, paragraph("Hej med jer"))
        document.tables[-1]._tbl.addnext(paragraph("PS. Vi kommer med tog"))

    read = read_form(changed(EMPTY, change))
    assert of_kind(read, K.WISHES) == ["ro om morgenen"]
    assert of_kind(read, K.STRENGTHS) == ["Hun ler igen"]
    assert read.left_over.split("\n") == ["Hej med jer", "og Jonas", "PS. Vi kommer med tog"]


def test_text_in_a_label_cell_goes_where_the_label_says() -> None:
    def change(document: Document) -> None:
        without_controls(document)
        for table in document.tables:
            for row in table.rows:
                if "Hvilket sprog" in row.cells[0].text:
                    row.cells[0].paragraphs[0].add_run(" somali")
                if "bisidder med" in row.cells[0].text:
                    row.cells[0].add_paragraph("min søster")

    read = read_form(changed(EMPTY, change))
    assert of_kind(read, K.NEEDS) == ["Tolk: somali"]
    assert of_kind(read, K.SUPPORT_PERSON) == ["min søster"]


def test_a_table_pasted_into_a_box() -> None:
    def change(document: Document) -> None:
        cell = document.tables[1].rows[0].cells[0]
        table = cell.add_table(2, 2)
        for at, word in enumerate(("mandag", "god", "tirsdag", "skidt")):
            table.cell(at // 2, at % 2).text = word

    read = read_form(changed(filled(), change))
    assert of_kind(read, K.STRENGTHS)[0].split() == [
        *"Hun sover bedre & spiser <alt>. mandag god tirsdag skidt".split()
    ]


def test_a_form_pasted_whole_into_another_table() -> None:
    def change(document: Document) -> None:
        without_controls(document)
        body = document.element.body
        blocks = [each for each in body if each.tag != qn("w:sectPr")]
        outer = parse_xml(
            f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/><w:tr><w:tc/></w:tr></w:tbl>"
        )
        body.insert(0, outer)
        cell = next(outer.iter(qn("w:tc")))
        for block in blocks:
            cell.append(block)

    assert read_form(changed(filled(), change)) == ALL


def test_everything_run_together_in_one_paragraph() -> None:
    text = (
        "Hej Det går godt hun sover Det bekymrer os bussen Det ønsker vi os ro Almas egne ord: nej"
    )

    def change(document: Document) -> None:
        body = document.element.body
        for each in list(body):
            if each.tag != qn("w:sectPr"):
                body.remove(each)
        body.insert(0, paragraph(text))

    read = read_form(changed(EMPTY, change))
    assert of_kind(read, K.STRENGTHS) == ["hun sover"]
    assert of_kind(read, K.WORRIES) == ["bussen"]
    assert "nej" in everything(read)
    assert "Hej" in read.left_over
    assert read.reference == CODE


def test_tracked_changes_keep_what_was_added() -> None:
    def change(document: Document) -> None:
        cell = document.tables[1].rows[0].cells[0].paragraphs[0]._p
        about = 'w:id="1" w:author="Sofie" w:date="2026-11-20T10:00:00Z"'
        cell.append(parse_xml(f"<w:ins {nsdecls('w')} {about}><w:r><w:t>nyt</w:t></w:r></w:ins>"))
        cell.append(
            parse_xml(
                f"<w:del {nsdecls('w')} {about}><w:r><w:delText>gammelt</w:delText></w:r></w:del>"
            )
        )

    read = read_form(changed(EMPTY, change))
    assert of_kind(read, K.STRENGTHS) == ["nyt"]
    assert "gammelt" not in everything(read)


def test_text_boxes_notes_and_comments_are_kept() -> None:
    box = (
        f'<w:p {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>I en boks</w:t></w:r>"
        "</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>I en boks"
        "</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    data = changed(EMPTY, lambda document: document.element.body.insert(0, parse_xml(box)))
    notes = (
        f'<w:comments {nsdecls("w")}><w:comment w:id="1"><w:p><w:r><w:t>I en note</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )
    read = read_form(repacked(data, {"word/comments.xml": notes.encode()}))
    assert read.left_over.split("\n") == ["I en boks", "I en note"]


def test_a_retyped_time_is_left_to_a_person() -> None:
    def change(document: Document) -> None:
        cell = document.tables[-1].rows[1].cells[0].paragraphs[0]
        cell.runs[0].text = "fredag 11. december"

    read = read_form(changed(filled({}, ((tag("times", TIMES[0][0], "yes"), 0),)), change))
    assert read.fits == ()
    assert read.left_over == "fredag 11. december – Ja"


def test_a_remark_beside_a_time_is_kept_with_it() -> None:
    def change(document: Document) -> None:
        document.tables[-1].rows[1].cells[0].paragraphs[0].add_run(" helst lidt senere")

    read = read_form(changed(filled({}, ((tag("times", TIMES[0][0], "yes"), 0),)), change))
    assert read.fits == ((TIMES[0][0], Fit.YES),)
    assert "helst lidt senere" in read.left_over


def test_yes_and_no_at_once_is_no_answer() -> None:
    both = ((tag("times", TIMES[0][0], "yes"), 0), (tag("times", TIMES[0][0], "no"), 0))
    read = read_form(filled({}, both))
    assert read.fits == ()
    assert "Ja" in read.left_over
    assert "Nej" in read.left_over


def test_without_what_the_file_keeps_nothing_typed_is_lost() -> None:
    data = changed(filled(), without_controls)
    bare = repacked(
        data,
        {
            "docProps/custom.xml": None,
            "_rels/.rels": docx_relations_without_properties(data),
        },
    )
    read = read_form(bare)
    assert read.contributions == ALL.contributions
    assert read.reference == CODE
    assert "torsdag 3. december 2026" in read.left_over


def docx_relations_without_properties(data: bytes) -> bytes:
    document = docx.Document(BytesIO(data))
    relation = next(
        each
        for each in document.part.package.rels.values()
        if each.reltype.endswith("custom-properties")
    )
    document.part.package.rels.pop(relation.rId)
    return document.part.package.rels.xml


def test_words_own_hint_is_no_word_of_theirs() -> None:
    def change(document: Document) -> None:
        write(controls(document, tag("wishes"))[0], "Klik eller tryk her for at skrive tekst.")

    assert read_form(changed(EMPTY, change)).is_empty


def test_a_hope_alone_is_a_point() -> None:
    read = read_form(filled({tag("points", "4", "wanted"): "Ro"}, ()))
    assert read.contributions == (ContributionDraft(K.POINT, "Ro"),)
