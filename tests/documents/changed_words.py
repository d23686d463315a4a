"""What people do to minutes in Word: write over, strike out, track changes, comment."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph


def changed(data: bytes, edit: Callable[[Document], object]) -> bytes:
    """A Word file after ``edit``, as Word would save it."""
    document = docx.Document(BytesIO(data))
    edit(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def paragraph(document: Document, words: str) -> Paragraph:
    """The last paragraph that has these words: the first page may have them too."""
    return [each for each in document.paragraphs if words in each.text][-1]


def track(place: Paragraph, old: str, new: str, author: str = "Sofie Eksempel") -> None:
    """Replace words with tracking on, as Word writes it."""
    before, after = place.text.split(old, 1)
    place.clear()
    place.add_run(before)
    for tag, kind, text in (("w:del", "w:delText", old), ("w:ins", "w:t", new)):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), "901")
        mark.set(qn("w:author"), author)
        run = OxmlElement("w:r")
        said = OxmlElement(kind)
        said.text = text
        run.append(said)
        mark.append(run)
        place._p.append(mark)
    place.add_run(after)


def strike_end(place: Paragraph) -> None:
    """Strike a paragraph's end out with tracking on: it becomes one with the next."""
    look = place._p.get_or_add_pPr()
    look.append(parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="7" w:author="A"/></w:rPr>'))


def add_after(place: Paragraph, text: str) -> None:
    """Write a paragraph below another."""
    new = deepcopy(place._p)
    place._p.addnext(new)
    Paragraph(new, place._parent).text = text
