"""A template to begin with: right from the first, and made to be written over in Word."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from moedeleder import paths
from moedeleder.documents.file_mark import without_clock
from moedeleder.domain.errors import TemplateMissing

NAME = "skabelon-til-referater.docx"
TITLE = "Skabelon til referater"
OUR_PAGE = "letter.docx"
HEADER = ("{{kommune}}\t{{mødetype}}", "{{afdeling}}\t{{dato}}")
BEFORE = "Til dig, der var med til mødet om {{barn}}"
AFTER = ("Venlig hilsen", "{{skrevet_af}}", "Kontakt: {{kontakt}}")
FOOTER = "{{version}}\tSide {{side}}"
_RIGHT = Cm(15.8)


def sample_template() -> bytes:
    """Return a Word file with the placeholders in their places; the same bytes each time.

    Raises:
        TemplateMissing: a file of the program's own is not there.
    """
    try:
        document = docx.Document(str(paths.resources() / "documents" / OUR_PAGE))
    except (PackageNotFoundError, OSError):
        raise TemplateMissing(OUR_PAGE) from None
    document.core_properties.title = TITLE
    section = document.sections[0]
    header = section.header
    header.is_linked_to_previous = False
    for at, text in enumerate(HEADER):
        line = header.paragraphs[0] if at == 0 else header.add_paragraph()
        _write(line, text, "Brevhoved" if at == 0 else "Brevhoved adresse")
    for text in (BEFORE, "{{referat}}", *AFTER):
        document.add_paragraph(text)
    footer = section.footer.paragraphs[0]
    footer.clear()
    footer.add_run(FOOTER)
    target = BytesIO()
    document.save(target)
    return without_clock(target.getvalue())


def _write(line: Paragraph, text: str, style: str) -> None:
    line.style = style
    line.paragraph_format.tab_stops.add_tab_stop(_RIGHT, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(text)
