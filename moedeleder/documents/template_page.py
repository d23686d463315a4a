"""A Word page on the municipality's own template: the paper stands where ``{{referat}}`` stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Length

from moedeleder.documents.template_check import anchors
from moedeleder.documents.template_package import opened
from moedeleder.documents.template_styles import fill_styles
from moedeleder.documents.template_text import all_paragraphs, fill, margins
from moedeleder.documents.template_values import template_values
from moedeleder.documents.word_page import WordPage
from moedeleder.domain.errors import DocumentFailed, PaperTemplateRefused
from moedeleder.domain.record import Letterhead, MinutesRecord

_NARROWEST = Cm(8)
_SECTION, _P = qn("w:sectPr"), qn("w:p")
Element = Any


@dataclass(frozen=True)
class FilledTemplate:
    """A template whose placeholders are filled, cut where the paper's text is to stand.

    ``after`` are the elements that come below the text; they are not in the body until then.
    """

    document: Document
    before: tuple[Element, ...]
    after: tuple[Element, ...]


def filled(record: MinutesRecord, letterhead: Letterhead) -> FilledTemplate:
    """Return the municipality's template filled with what stands in ``record``.

    Raises:
        DocumentFailed: the template cannot be used any longer.
    """
    try:
        document = opened(letterhead.template)
        found = anchors(document)
    except PaperTemplateRefused:
        raise DocumentFailed("template") from None
    body = document.element.body
    if len(found) != 1 or found[0].getparent() is not body:
        raise DocumentFailed("template")
    values = template_values(record, letterhead)
    before, after = _cut(body, found[0])
    for root in (*before, *after, *(margin.element for margin in margins(document))):
        for paragraph in all_paragraphs(root):
            fill(paragraph, values)
    return FilledTemplate(document, before, after)


def _cut(body: Element, anchor: Element) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """Take out the paragraph of the text, and what stands below it."""
    children = list(body)
    at = children.index(anchor)
    before = tuple(children[:at])
    after = tuple(each for each in children[at + 1 :] if each.tag != _SECTION)
    if anchor.find(f"{qn('w:pPr')}/{_SECTION}") is not None:
        # The paragraph ends a section: empty, it goes on doing that.
        for run in anchor.xpath("w:r|w:hyperlink|w:bookmarkStart|w:bookmarkEnd"):
            anchor.remove(run)
        after = (anchor, *after)
    else:
        body.remove(anchor)
    for each in after:
        if each.getparent() is body:
            body.remove(each)
    return before, after


class TemplatePage(WordPage):
    """A Word document on the municipality's template; its letterhead and foot stay theirs."""

    def __init__(self, template: FilledTemplate) -> None:
        super().__init__(template.document)
        self._ids = dict(fill_styles(template.document))
        self._after = template.after
        self.width = _width(template)

    def letterhead(self, head: Letterhead) -> None:
        """Write nothing: the template says who the paper comes from."""

    def footer(self, text: str) -> None:
        """Write nothing: the template has a foot of its own."""

    def data(self) -> bytes:
        """Return the document, below the paper what stands below it in the template."""
        last = self._document.element.body.find(_SECTION)
        for each in self._after:
            if last is not None:
                last.addprevious(each)
            else:
                self._document.element.body.append(each)
        self._after = ()
        return super().data()


def _width(template: FilledTemplate) -> Length:
    """Return how wide the text is in the section that the paper stands in."""
    sections = [s for each in template.after for s in each.iter(_SECTION)]
    sections += template.document.element.body.findall(_SECTION)
    if not sections:
        return WordPage.width
    size, margin = sections[0].find(qn("w:pgSz")), sections[0].find(qn("w:pgMar"))
    if size is None or margin is None or size.w is None:
        return WordPage.width
    room = size.w - (margin.left or 0) - (margin.right or 0) - (margin.gutter or 0)
    return Emu(max(_NARROWEST, room))
