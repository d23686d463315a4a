"""A Word page under construction: our styles, texts as they are, tables that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Self

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Length, Twips
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

from moedeleder import paths
from moedeleder.documents import words
from moedeleder.documents.changed_text import Look, Piece
from moedeleder.documents.drawable import in_reading_order, is_right_to_left
from moedeleder.documents.file_mark import without_clock, write_mark
from moedeleder.documents.logo import is_jpeg, is_png
from moedeleder.documents.marked_text import MarkedText
from moedeleder.documents.notes import Note
from moedeleder.documents.table import Row
from moedeleder.domain.changed_file import FileMark
from moedeleder.domain.errors import TemplateMissing
from moedeleder.domain.record import Letterhead
from moedeleder.domain.rich_text import BlockKind, RichText
from moedeleder.domain.text import clean_text, shorten

TEMPLATE = "letter.docx"
TEXT_WIDTH = Cm(15.8)
# Where the values of "Fakta" begin in the template.
LABELS = Twips(1474)
LOGO_HEIGHT, LOGO_WIDTH = Cm(1.3), Cm(4.2)
HEADING_LIMIT = 300
LABEL_LIMIT = 200
# A longer cell may go on overleaf; others stay whole.
WHOLE_CELL = 600
_PLAIN = "Normal"
# The template's character styles.
_LOOKS = {
    Look.NEW: "Nyt",
    Look.REMOVED: "Taget ud",
    Look.RETIRED: "Ikke aktuelle ord",
    Look.LABEL: "Mærke",
}


class WordPage:
    """One Word document being written from top to bottom."""

    width: Length = TEXT_WIDTH
    """How wide the text is."""

    def __init__(self, document: Document) -> None:
        self._document = document
        # Asking Word's library for a style by name goes through all of them each time.
        self._ids = {style.name: style.style_id for style in document.styles}

    @classmethod
    def ours(cls) -> Self:
        """Return our own empty page.

        Raises:
            TemplateMissing: it is not there.
        """
        path = paths.resources() / "documents" / TEMPLATE
        try:
            return cls(docx.Document(str(path)))
        except (PackageNotFoundError, OSError):
            raise TemplateMissing(TEMPLATE) from None

    def describe(self, title: str, author: str, made: datetime | None) -> None:
        """Fill in what the file says about itself."""
        properties = self._document.core_properties
        properties.title = _label(title)
        properties.author = _label(author)
        properties.language = "da-DK"
        moment = made or datetime.now(UTC)
        stamp = (moment.astimezone(UTC) if moment.tzinfo else moment).replace(tzinfo=None)
        # Whoever made the template does not stand behind this paper.
        properties.last_modified_by = ""
        properties.created = properties.modified = stamp.replace(microsecond=0)

    def mark(self, mark: FileMark) -> None:
        """Let the file say which version it is of; nobody is named."""
        write_mark(self._document, mark)

    def letterhead(self, head: Letterhead) -> None:
        """Write who the paper comes from, the logo first."""
        if head.logo and (is_png(head.logo) or is_jpeg(head.logo)):
            self._logo(head.logo, words.logo_of(head.organisation))
        if head.organisation:
            self.text(head.organisation, "Brevhoved")
        ways = " · ".join(way for way in (head.phone, head.mail) if way)
        for line in (head.unit, head.address, ways):
            if line:
                self.text(line, "Brevhoved adresse")

    def _logo(self, logo: bytes, description: str) -> None:
        run = self._paragraph("Brevhoved logo").add_run()
        picture = run.add_picture(BytesIO(logo))
        scale = min(LOGO_HEIGHT / picture.height, LOGO_WIDTH / picture.width)
        picture.width = Emu(max(1, int(picture.width * scale)))
        picture.height = Emu(max(1, int(picture.height * scale)))
        about = picture._inline.docPr
        about.set("name", "Logo")
        about.set("descr", _label(description))

    def heading(self, text: str, level: int, style: str = "", *, new_page: bool = False) -> None:
        """Write a heading; what is too long for one stands whole below it."""
        short = shorten(text, HEADING_LIMIT)
        paragraph = self.text(short, style or f"Heading {level}")
        paragraph.paragraph_format.page_break_before = True if new_page else None
        if short != text:
            self.text(text)

    def text(self, text: str, style: str = _PLAIN) -> Paragraph:
        """Write one paragraph of plain text and return it."""
        paragraph = self._paragraph(style)
        self._write(paragraph, (Piece(text),))
        return paragraph

    def facts(
        self, rows: Sequence[Row], labels: Length = LABELS, *, together: bool = False
    ) -> None:
        """Write label and value lines, on one page when ``together``.

        ``labels`` is the room that the labels have.
        """
        for at, (label, value) in enumerate(rows, 1):
            paragraph = self._paragraph("Fakta")
            if labels != LABELS:
                _indent(paragraph, labels)
            if together and at < len(rows):
                paragraph.paragraph_format.keep_with_next = True
            paragraph.add_run(f"{label}\t")
            _append(paragraph, value)

    def rich(self, text: RichText, normal: str = _PLAIN, bullet: str = "List Bullet") -> None:
        """Write paragraphs and bullets with their bold words."""
        for block in text.blocks:
            style = bullet if block.kind is BlockKind.BULLET else normal
            paragraph = self._paragraph(style)
            self._write(paragraph, (Piece(run.text, run.bold) for run in block.runs))

    def marked(self, text: MarkedText, normal: str = _PLAIN, bullet: str = "List Bullet") -> None:
        """Write paragraphs with their looks, each with its notes below it."""
        for each in text.paragraphs:
            style = bullet if each.kind is BlockKind.BULLET else normal
            self.pieces(each.pieces, style, each.tag)
            self.notes(each.notes)
        self.notes(text.notes)

    def pieces(self, pieces: Iterable[Piece], style: str = _PLAIN, tag: str = "") -> None:
        """Write one paragraph whose pieces look each as they are; ``tag`` stands before it."""
        paragraph = self._paragraph(style)
        if tag:
            self._labelled(paragraph, f"{tag}: ")
        self._write(paragraph, pieces)

    def notes(self, notes: Iterable[Note]) -> None:
        """Write remarks with our answers, and marks on what no longer holds."""
        for note in notes:
            kind = "Bemærkning" if note.words else "Ikke aktuelt"
            self.text(note.label, f"{kind} fra")
            if note.about:
                self.text(note.about, f"{kind} om")
            if note.words:
                self.text(note.words, kind)
            if note.answer:
                self.text(note.answer, "Svar" if note.words else kind)

    def lines(self, rows: Iterable[tuple[str, tuple[Piece, ...]]], labels: Length = LABELS) -> None:
        """Write label and text lines whose pieces look each as they are."""
        for label, pieces in rows:
            paragraph = self._paragraph("Fakta")
            if labels != LABELS:
                _indent(paragraph, labels)
            self._labelled(paragraph, f"{label}\t")
            self._write(paragraph, pieces)

    def table(
        self,
        heads: Row,
        rows: Iterable[Row],
        widths: tuple[float, ...],
        *,
        first_strong: bool = False,
    ) -> None:
        """Write a table whose head repeats on each page; ``widths`` are shares of the page."""
        table = self._document.add_table(rows=0, cols=len(heads), style="Rolig tabel")
        table.autofit = False
        sizes = [Emu(int(self.width * width / sum(widths))) for width in widths]
        for column, size in zip(table.columns, sizes, strict=True):
            column.width = size
        head = table.add_row()
        _mark(head, "w:tblHeader")
        self._fill(head, heads, sizes)
        for cells in rows:
            row = table.add_row()
            self._fill(row, cells, sizes, first_strong=first_strong)
            if max(map(len, cells)) < WHOLE_CELL:
                _mark(row, "w:cantSplit")

    def _paragraph(self, style: str) -> Paragraph:
        paragraph = self._document.add_paragraph()
        self._dress(paragraph, style)
        return paragraph

    def _dress(self, paragraph: Paragraph, style: str) -> None:
        if style != _PLAIN:
            paragraph._p.style = self._ids[style]

    def _labelled(self, paragraph: Paragraph, label: str) -> None:
        paragraph.add_run(label)._r.style = self._ids["Nyhedsmærke"]

    def _write(self, paragraph: Paragraph, pieces: Iterable[Piece]) -> None:
        printed = [replace(each, text=_printed(each.text)) for each in pieces]
        right_to_left = is_right_to_left("".join(each.text for each in printed))
        if right_to_left:
            _turn_paragraph(paragraph)
        for piece in printed:
            run = paragraph.add_run(piece.text)
            run.bold = True if piece.bold else None
            if piece.look in _LOOKS:
                run._r.style = self._ids[_LOOKS[piece.look]]
            _turn(run, right_to_left)

    def _fill(self, row: _Row, texts: Row, sizes: list[Emu], *, first_strong: bool = False) -> None:
        for at, (cell, text, size) in enumerate(zip(row.cells, texts, sizes, strict=True)):
            cell.width = size
            paragraph = cell.paragraphs[0]
            self._dress(paragraph, "Tabeltekst")
            self._write(paragraph, (Piece(text, first_strong and at == 0),))

    def footer(self, text: str) -> None:
        """Write the left side of the footer; page x of y stands in the template."""
        self._document.sections[0].footer.paragraphs[0].runs[0].text = clean_text(text)

    def data(self) -> bytes:
        """Return the document as the bytes of a .docx file; the same each time."""
        target = BytesIO()
        self._document.save(target)
        return without_clock(target.getvalue())


def _label(text: str) -> str:
    return shorten(" ".join(clean_text(text).split()), LABEL_LIMIT)


def _printed(text: str) -> str:
    """Return ``text`` without what Word cannot hold, and with its clock times kept together."""
    return words.kept_together(in_reading_order(clean_text(text)))


def _turn_paragraph(paragraph: Paragraph) -> None:
    paragraph._p.get_or_add_pPr().insert_element_before(
        OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
        "w:contextualSpacing", "w:jc", "w:rPr", "w:sectPr",
    )  # fmt: skip


def _append(paragraph: Paragraph, text: str) -> None:
    cleaned = _printed(text)
    _turn(paragraph.add_run(cleaned), is_right_to_left(cleaned))


def _indent(paragraph: Paragraph, labels: Length) -> None:
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = labels, Emu(-labels)
    layout.tab_stops.add_tab_stop(LABELS, WD_TAB_ALIGNMENT.CLEAR)
    layout.tab_stops.add_tab_stop(labels)


def _turn(run: WordRun, right_to_left: bool) -> None:
    if right_to_left:
        run.font.rtl = True


def _mark(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn(name), {}))
