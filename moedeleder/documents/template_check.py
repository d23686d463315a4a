"""Looking through the municipality's template: every mistake with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document

from moedeleder.documents.template_package import opened
from moedeleder.documents.template_text import (
    PLACEHOLDER,
    Element,
    Margin,
    counted_paragraphs,
    margins,
    name_of,
    text_of,
)
from moedeleder.domain.errors import PaperTemplateRefused
from moedeleder.domain.paper_template import (
    PLACEHOLDERS,
    WHOLE_TEXT,
    TemplateFault,
    TemplateMistake,
    TemplatePart,
    nearest,
)
from moedeleder.domain.text import shorten

WORD_LIMIT = 40
MARGIN_LINES, MARGIN_LETTERS = 20, 1_500
MISTAKES_LIMIT = 20


def check(data: bytes) -> Document:
    """Return the document of a template that can be used.

    Raises:
        PaperTemplateRefused: with each mistake and where it stands.
    """
    document = opened(data)
    mistakes = [*_in_margins(document), *_in_body(document)]
    if mistakes:
        raise PaperTemplateRefused(mistakes[:MISTAKES_LIMIT])
    return document


def anchors(document: Document) -> tuple[Element, ...]:
    """Return the paragraphs of the body that hold the placeholder for the paper's text."""
    return tuple(p for _, p in counted_paragraphs(document.element.body) if _holds_text(p))


def _holds_text(paragraph: Element) -> bool:
    names = (name_of(each) for each in PLACEHOLDER.findall(text_of(paragraph)))
    return WHOLE_TEXT in names


def _in_margins(document: Document) -> Iterator[TemplateMistake]:
    for margin in margins(document):
        yield from _too_long(margin)
        for line, paragraph in counted_paragraphs(margin.element):
            text = text_of(paragraph)
            yield from _in_line(text, margin.kind, line)
            if _holds_text(paragraph):
                yield TemplateMistake(TemplateFault.TEXT_ELSEWHERE, margin.kind, line, WHOLE_TEXT)


def _too_long(margin: Margin) -> Iterator[TemplateMistake]:
    """A header that fills the page leaves no room for the paper."""
    lines = [text_of(paragraph) for _, paragraph in counted_paragraphs(margin.element)]
    if len(lines) > MARGIN_LINES or sum(map(len, lines)) > MARGIN_LETTERS:
        yield TemplateMistake(TemplateFault.MARGIN_TOO_LONG, margin.kind)


def _in_body(document: Document) -> Iterator[TemplateMistake]:
    body, found = document.element.body, 0
    for line, paragraph in counted_paragraphs(body):
        text = text_of(paragraph)
        yield from _in_line(text, TemplatePart.BODY, line)
        count = [name_of(each) for each in PLACEHOLDER.findall(text)].count(WHOLE_TEXT)
        found += count
        if not count:
            continue
        at = (TemplatePart.BODY, line, WHOLE_TEXT)
        if found > 1:
            yield TemplateMistake(TemplateFault.TEXT_TWICE, *at)
        elif paragraph.getparent() is not body:
            yield TemplateMistake(TemplateFault.TEXT_ELSEWHERE, *at)
        elif PLACEHOLDER.sub("", text).strip() or len(PLACEHOLDER.findall(text)) > 1:
            yield TemplateMistake(TemplateFault.TEXT_NOT_ALONE, *at)
    if not found:
        yield TemplateMistake(TemplateFault.TEXT_MISSING, word=WHOLE_TEXT)


def _in_line(text: str, part: TemplatePart, line: int) -> Iterator[TemplateMistake]:
    for written in PLACEHOLDER.findall(text):
        name = name_of(written)
        if name not in PLACEHOLDERS:
            word = shorten(" ".join(written.split()), WORD_LIMIT)
            yield TemplateMistake(TemplateFault.UNKNOWN_WORD, part, line, word, nearest(name))
    rest = PLACEHOLDER.sub("", text)
    if "{{" in rest:
        yield TemplateMistake(TemplateFault.NOT_CLOSED, part, line)
    elif "}}" in rest:
        yield TemplateMistake(TemplateFault.NOT_OPENED, part, line)
