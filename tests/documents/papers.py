"""Reading documents back with other libraries than those that wrote them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import page
import pypdf
from docx.table import Table
from docx.text.paragraph import Paragraph
from openxml_audit import OpenXmlValidator
from PySide6.QtGui import QImage

# The validator takes a line end away that belongs to the packed data, when the data happens to
# end in one; the lengths are counted here instead.
_MISCOUNTED = "PDFA3A-STREAM-LENGTH-001"


def assert_for_archives_and_screen_readers(data: bytes) -> None:
    """The PDF follows PDF/UA-1 and PDF/A-3a."""
    for profile in ("ua1", "3a"):
        report = page.validate_pdf_bytes(data, profile=profile)
        faults = {f.rule_id: f.message for f in report.failures if f.rule_id != _MISCOUNTED}
        assert faults == {}
    for found in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", data):
        end = found.end() + int(found[1])
        assert data[end : end + 10].strip().startswith(b"endstrea")


def pdf_text(data: bytes) -> str:
    """All that the pages of a PDF say."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)


def page_texts(data: bytes) -> list[str]:
    """What each page of a PDF says."""
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


def assert_word_opens(data: bytes, folder: Path) -> None:
    """The Word file follows the standard and what Word itself asks for."""
    path = folder / "checked.docx"
    path.write_bytes(data)
    result = OpenXmlValidator().validate(str(path))
    assert [str(error) for error in result.errors] == []


def word_text(data: bytes) -> str:
    """All that a Word file says, top to bottom, tables row by row."""
    lines = []
    for block in docx.Document(BytesIO(data)).iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += [cell.text for row in block.rows for cell in row.cells]
    return "\n".join(lines)


def dark_columns(png: bytes) -> tuple[float, float]:
    """Where on the page's width the first and last inked column lie, 0 to 1."""
    picture = QImage.fromData(png, "PNG").convertToFormat(QImage.Format.Format_Grayscale8)
    width, step = picture.width(), picture.bytesPerLine()
    pixels = bytes(picture.constBits())
    rows = [pixels[at * step : at * step + width] for at in range(picture.height())]
    inked = [x for x, column in enumerate(zip(*rows, strict=True)) if min(column) < 200]
    return inked[0] / width, (inked[-1] + 1) / width
