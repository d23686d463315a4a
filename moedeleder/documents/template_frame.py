"""What a PDF takes from the municipality's template: header, pictures, texts around, footer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Emu

from moedeleder.documents.logo import check_logo
from moedeleder.documents.template_page import FilledTemplate
from moedeleder.documents.template_text import Margin, margins, own_elements
from moedeleder.domain.errors import PictureRefused
from moedeleder.domain.paper_template import TemplatePart

PICTURE_HEIGHT, PICTURE_WIDTH = 3.0, 16.0  # cm
_P, _R, _TABLE, _CELL, _ROW = (qn(f"w:{name}") for name in ("p", "r", "tbl", "tc", "tr"))
_TEXT, _FIELD, _CODE, _SIMPLE = (
    qn(f"w:{name}") for name in ("t", "fldChar", "instrText", "fldSimple")
)
_TABS, _BREAKS = (qn("w:tab"), qn("w:ptab")), (qn("w:br"), qn("w:cr"))
_BOX, _BLIP, _EXTENT, _ABOUT = (
    qn("w:txbxContent"), qn("a:blip"), qn("wp:extent"), qn("wp:docPr"),
)  # fmt: skip
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIDES = {"center": "center", "right": "end", "end": "end"}
Element = Any


@dataclass(frozen=True)
class Picture:
    """A picture of the template; sizes in cm."""

    data: bytes
    width: float
    height: float
    about: str


@dataclass(frozen=True)
class Count:
    """The number of the page, or of all pages where ``is_total``."""

    is_total: bool


Piece = str | Picture | Count


@dataclass(frozen=True)
class Line:
    """One line of the template, in columns where it has tabs or is the row of a table."""

    cells: tuple[tuple[Piece, ...], ...]
    side: str = "start"
    is_heading: bool = False


@dataclass(frozen=True)
class Frame:
    """What stands around a paper in PDF; ``pictures_left_out`` are of kinds it cannot hold."""

    header: tuple[Line, ...]
    first_header: tuple[Line, ...]
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    footer: tuple[Line, ...]
    first_footer: tuple[Line, ...]
    pictures_left_out: int


def frame_of(template: FilledTemplate) -> Frame:
    """Return what stands around a paper on a filled template."""
    document = template.document
    reader = _Reader(_headings(document))
    found = {each.kind: reader.margin(each) for each in reversed(margins(document))}
    section = document.element.body.find(f".//{qn('w:sectPr')}")
    differs = section is not None and section.find(qn("w:titlePg")) is not None
    header, footer = found.get(TemplatePart.HEADER, ()), found.get(TemplatePart.FOOTER, ())
    return Frame(
        header=header,
        first_header=found.get(TemplatePart.FIRST_HEADER, ()) if differs else header,
        before=reader.lines(template.before, document.part),
        after=reader.lines(template.after, document.part),
        footer=footer,
        first_footer=found.get(TemplatePart.FIRST_FOOTER, ()) if differs else footer,
        pictures_left_out=reader.left_out,
    )


def _headings(document: Any) -> frozenset[str]:
    return frozenset(
        style.style_id for style in document.styles if (style.name or "").startswith("Heading ")
    )


class _Reader:
    """Turns the template's XML into lines, and counts the pictures it must pass over."""

    def __init__(self, headings: frozenset[str]) -> None:
        self._headings = headings
        self.left_out = 0

    def margin(self, margin: Margin) -> tuple[Line, ...]:
        """Return the lines of a header or footer."""
        return self.lines(tuple(margin.element), margin.part)

    def lines(self, elements: tuple[Element, ...], part: Any) -> tuple[Line, ...]:
        """Return the lines of some elements that hold anything."""
        return tuple(line for each in elements for line in self._lines(each, part))

    def _lines(self, element: Element, part: Any) -> Iterator[Line]:
        if element.tag == _P:
            yield from self._paragraph(element, part)
        elif element.tag == _TABLE:
            for row in element.iterchildren(_ROW):
                yield from self._row(row, part)
        elif element.tag in (qn("w:sdt"), qn("w:sdtContent")):
            for child in element:
                yield from self._lines(child, part)

    def _paragraph(self, paragraph: Element, part: Any) -> Iterator[Line]:
        cells = self._cells(paragraph, part)
        if any(map(_says, cells)):
            look = paragraph.find(qn("w:pPr"))
            yield Line(cells, _side(look), _style(look) in self._headings)
        for box in paragraph.iter(_BOX):
            if not any(box.iterancestors(_FALLBACK)):
                yield from self.lines(tuple(box), part)

    def _row(self, row: Element, part: Any) -> Iterator[Line]:
        columns = [self.lines(tuple(cell), part) for cell in row.iterchildren(_CELL)]
        cells = tuple(_in_one_cell(lines) for lines in columns)
        if any(map(_says, cells)):
            yield Line(cells, "columns")

    def _cells(self, paragraph: Element, part: Any) -> tuple[tuple[Piece, ...], ...]:
        cells: list[list[Piece]] = [[]]
        field = _Field()
        for element in own_elements(paragraph):
            field.hear(element)
            if element.tag in _TABS and element.getparent().tag == _R:
                cells.append([])
            elif element.tag == _BLIP:
                self._picture(element, part, cells[-1])
            else:
                _say(element, field, cells[-1])
        return tuple(tuple(_joined(cell)) for cell in cells)

    def _picture(self, blip: Element, part: Any, cell: list[Piece]) -> None:
        found = part.related_parts.get(blip.get(qn("r:embed")))
        try:
            check_logo(found.blob if found is not None else b"")
        except PictureRefused:
            self.left_out += 1
            return
        cell.append(_sized(blip, found.blob))


class _Field:
    """Knows while a paragraph is read whether a field of Word's is being told."""

    def __init__(self) -> None:
        self._code: str | None = None
        self._showing = False

    def hear(self, element: Element) -> None:
        """Notice where a field begins, what it is, and where it ends."""
        if element.tag == _FIELD:
            kind = element.get(qn("w:fldCharType"))
            self._code = {"begin": "", "end": None}.get(kind, self._code)
            self._showing = kind == "separate"
        elif element.tag == _CODE and self._code is not None:
            self._code += element.text or ""

    def count(self, element: Element) -> Count | None:
        """Return what a field counts, or None where it is no count of pages."""
        around = next(element.iterancestors(_SIMPLE), None)
        code = around.get(qn("w:instr")) if around is not None else self._code
        word = (code or "").split()[:1]
        if word in (["PAGE"], ["NUMPAGES"], ["SECTIONPAGES"]):
            return Count(word != ["PAGE"])
        return None


def _say(element: Element, field: _Field, cell: list[Piece]) -> None:
    if element.tag in _BREAKS:
        cell.append("\n")
    elif element.tag == _TEXT:
        count = field.count(element)
        if count is None:
            cell.append(element.text or "")
        elif not cell or cell[-1] != count:
            cell.append(count)


def _joined(cell: list[Piece]) -> Iterator[Piece]:
    said = ""
    for piece in cell:
        if isinstance(piece, str):
            said += piece
            continue
        if said:
            yield said
        said = ""
        yield piece
    if said:
        yield said


def _in_one_cell(lines: tuple[Line, ...]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for line in lines:
        for at, cell in enumerate(line.cells):
            if pieces:
                pieces.append("\n" if at == 0 else "  ")
            pieces += cell
    return tuple(_joined(pieces))


def _says(cell: tuple[Piece, ...]) -> bool:
    return any(not isinstance(piece, str) or piece.strip() for piece in cell)


def _sized(blip: Element, data: bytes) -> Picture:
    around = next(blip.iterancestors(qn("wp:inline"), qn("wp:anchor")), None)
    extent = around.find(_EXTENT) if around is not None else None
    about = around.find(_ABOUT) if around is not None else None
    width = Emu(int(extent.get("cx"))).cm if extent is not None else PICTURE_HEIGHT
    height = Emu(int(extent.get("cy"))).cm if extent is not None else PICTURE_HEIGHT
    scale = min(1.0, PICTURE_HEIGHT / max(height, 0.01), PICTURE_WIDTH / max(width, 0.01))
    words = about.get("descr") if about is not None else ""
    return Picture(data, width * scale, height * scale, words or "Logo")


def _side(look: Element | None) -> str:
    side = look.find(qn("w:jc")) if look is not None else None
    return _SIDES.get(side.get(qn("w:val")), "start") if side is not None else "start"


def _style(look: Element | None) -> str:
    style = look.find(qn("w:pStyle")) if look is not None else None
    return str(style.get(qn("w:val"))) if style is not None else ""
