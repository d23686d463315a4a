"""A form under construction: boxes to write in, boxes to tick, and what the file keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Pt
from docx.table import Table, _Cell

from moedeleder.documents import reply_form_fields as fields
from moedeleder.documents.table import Row
from moedeleder.documents.word_page import TEXT_WIDTH, WordPage, _mark
from moedeleder.domain.record import Letterhead
from moedeleder.domain.text import clean_text

_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# The key under which Office knows properties that people made themselves.
_OWN = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_EDGE = "8A8F98"
_GREY = "F6F5F2"


class FormPage(WordPage):
    """A Word page with fields, which remembers what it printed."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._lines: list[str] = []
        self._times: tuple[tuple[str, str], ...] = ()
        self._marks = 0

    def letterhead(self, head: Letterhead) -> None:
        """Write who the form comes from."""
        super().letterhead(head)
        self._lines += [each.text for each in self._document.paragraphs if each.text.strip()]

    def own(self, text: str, style: str = "Normal") -> None:
        """Write a line that stands on this form alone."""
        self._lines.append(self.text(text, style).text)

    def own_heading(self, text: str) -> None:
        """Write a heading that stands on this form alone."""
        before = len(self._document.paragraphs)
        self.part(text)
        self._lines += [each.text for each in self._document.paragraphs[before:]]

    def part(self, text: str) -> None:
        """Write the heading of a part, closer to what stands above it than in a letter."""
        before = len(self._document.paragraphs)
        self.heading(text, 2)
        above = self._document.paragraphs[before].paragraph_format
        above.space_before, above.space_after = Pt(11), Pt(3)

    def own_facts(self, rows: Sequence[Row]) -> None:
        """Write label and value lines of this form."""
        before = len(self._document.paragraphs)
        self.facts(rows)
        self._lines += [each.text for each in self._document.paragraphs[before:]]

    def own_footer(self, text: str) -> None:
        """Write the left side of the footer."""
        self.footer(text)
        self._lines.append(" ".join((text, *fields.PAGE_WORDS)))

    def hint(self, text: str) -> None:
        """Write a quiet line on how a part is meant, close to what it is about."""
        if text:
            paragraph = self.text(text, "Lille")
            paragraph.paragraph_format.space_before = Pt(0)
            paragraph.paragraph_format.space_after = Pt(4)
            paragraph.paragraph_format.keep_with_next = True

    def points(self, count: int) -> None:
        """Draw the table of points, one row for each."""
        table = self._grid((6.3, 5.7, 3.8))
        self._heads(table, fields.POINT_HEADS)
        for number in range(1, count + 1):
            cells = self._row(table, 1.4)
            for cell, part, head in zip(
                cells[:2], fields.POINT_PARTS, fields.POINT_HEADS, strict=False
            ):
                mark = fields.tag(fields.POINTS_KEY, str(number), part)
                self._field(cell, mark, f"Punkt {number}: {head}")
            mark = fields.tag(fields.POINTS_KEY, str(number), fields.POINT_PARTS[2])
            self._ticks(cells[2], [(mark, label) for label in fields.IMPORTANCE])

    def box(self, section: fields.Section) -> None:
        """Draw one wide box."""
        (cell,) = self._row(self._grid((15.8,)), 1.4)
        self._field(cell, fields.tag(section.key), section.heading)

    def ticked_rows(self, rows: Iterable[tuple[tuple[str, ...], str]]) -> None:
        """Draw rows with a box to tick and its words on the left, room to write on the right."""
        table = self._grid((7.0, 8.8))
        for key, label in rows:
            left, right = self._row(table, 0.7)
            _shade(left)
            self._ticks(left, [(fields.tag(*key, "tick"), label)])
            self._field(right, fields.tag(*key), label)

    def times(self, times: Sequence[tuple[str, str]]) -> None:
        """Draw one row for each proposed time (id and words), with yes and no."""
        self._times = tuple(times)
        table = self._grid((9.0, 3.4, 3.4))
        self._heads(table, fields.TIME_HEADS)
        for key, words in times:
            left, yes, no = self._row(table, 0.7)
            left.paragraphs[0].add_run(words)
            self._ticks(yes, [(fields.tag(fields.TIMES_KEY, key, "yes"), fields.YES)])
            self._ticks(no, [(fields.tag(fields.TIMES_KEY, key, "no"), fields.NO)])

    def finished(self, reference: str, more: Mapping[str, str] | None = None) -> bytes:
        """Return the file; it keeps the code and what it printed, to be understood again.

        Args:
            more: further properties of the document.
        """
        printed = fields.Printed(tuple(self._lines), self._times)
        package = self._document.part.package
        blob = _properties(fields.kept_properties(reference, printed) | dict(more or {}))
        part = Part(PackURI("/docProps/custom.xml"), _CUSTOM, blob, package)
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
        return self.data()

    def _grid(self, widths: tuple[float, ...]) -> Table:
        table: Table = self._document.add_table(rows=0, cols=len(widths), style="Rolig tabel")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(int(TEXT_WIDTH * width / sum(widths)))
        properties = table._tbl.tblPr
        for look in properties.findall(qn("w:tblLook")):
            # Only a table with a row of heads shows its first row as one.
            look.set(qn("w:firstRow"), "0")
            look.set(qn("w:firstColumn"), "0")
            look.set(qn("w:val"), "0400")
        properties.insert_element_before(parse_xml(_borders()), "w:tblLayout")
        properties.insert_element_before(parse_xml(_margins()), "w:tblLook")
        return table

    def _heads(self, table: Table, heads: Row) -> None:
        row = table.add_row()  # type: ignore[no-untyped-call]
        _mark(row, "w:cantSplit")
        _mark(row, "w:tblHeader")
        for cell, column, text in zip(row.cells, table.columns, heads, strict=True):
            cell.width = column.width
            _shade(cell)
            cell.paragraphs[0].style = "Tabeltekst"
            cell.paragraphs[0].add_run(text).bold = True

    def _row(self, table: Table, centimetres: float) -> tuple[_Cell, ...]:
        row = table.add_row()  # type: ignore[no-untyped-call]
        _mark(row, "w:cantSplit")
        row.height = Emu(int(centimetres * 360_000))
        for cell, column in zip(row.cells, table.columns, strict=True):
            cell.width = column.width
            cell.paragraphs[0].style = "Tabeltekst"
        cells: tuple[_Cell, ...] = row.cells
        return cells

    def _field(self, cell: _Cell, mark: str, name: str) -> None:
        cell.paragraphs[0]._p.append(self._control(mark, name, "<w:richText/>", fields.BLANK))

    def _ticks(self, cell: _Cell, options: Sequence[tuple[str, str]]) -> None:
        for at, (mark, label) in enumerate(options):
            paragraph = cell.add_paragraph(style="Tabeltekst") if at else cell.paragraphs[0]
            box = (
                '<w14:checkbox><w14:checked w14:val="0"/>'
                '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
                '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
            )
            paragraph._p.append(self._control(mark, label, box, fields.EMPTY_BOX))
            paragraph.add_run(f" {label}")

    def _control(self, mark: str, name: str, kind: str, text: str) -> Any:
        self._marks += 1
        return parse_xml(
            f"<w:sdt {nsdecls('w')} {_W14}><w:sdtPr><w:alias w:val={quoteattr(name)}/>"
            f"<w:tag w:val={quoteattr(mark)}/><w:id w:val={quoteattr(str(7000 + self._marks))}/>"
            f'{kind}</w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
            "</w:sdtContent></w:sdt>"
        )


def _shade(cell: _Cell) -> None:
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_GREY}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(shade))


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_EDGE}"/>' for side in sides
    )
    return f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"


def _margins() -> str:
    sizes = (("top", 60), ("left", 110), ("bottom", 60), ("right", 110))
    sides = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in sizes)
    return f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"


def _properties(kept: dict[str, str]) -> bytes:
    rows = "".join(
        f'<property fmtid="{_OWN}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(clean_text(text))}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(kept.items(), 2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}">{rows}</Properties>'
    ).encode()
