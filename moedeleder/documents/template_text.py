"""The words of a template: its paragraphs, and the placeholders that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from moedeleder.domain.paper_template import PAGE_NUMBER, TemplatePart

PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
_P, _T, _R = qn("w:p"), qn("w:t"), qn("w:r")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
_PARTS = {
    (qn("w:headerReference"), "default"): TemplatePart.HEADER,
    (qn("w:headerReference"), "first"): TemplatePart.FIRST_HEADER,
    (qn("w:headerReference"), "even"): TemplatePart.EVEN_HEADER,
    (qn("w:footerReference"), "default"): TemplatePart.FOOTER,
    (qn("w:footerReference"), "first"): TemplatePart.FIRST_FOOTER,
    (qn("w:footerReference"), "even"): TemplatePart.EVEN_FOOTER,
}
Element = Any


@dataclass(frozen=True)
class Margin:
    """A header or footer of one of the template's sections."""

    kind: TemplatePart
    part: Any

    @property
    def element(self) -> Element:
        """The root of its text."""
        return self.part.element


def margins(document: Document) -> tuple[Margin, ...]:
    """Return the headers and footers in use, each once."""
    found: dict[int, Margin] = {}
    for section in document.element.body.iter(qn("w:sectPr")):
        for child in section:
            kind = _PARTS.get((child.tag, child.get(qn("w:type"))))
            if kind is not None:
                part = document.part.related_parts[child.get(qn("r:id"))]
                found.setdefault(id(part), Margin(kind, part))
    return tuple(found.values())


def all_paragraphs(root: Element) -> Iterator[Element]:
    """Yield every paragraph below ``root``, those of text boxes and tables too."""
    yield from root.iter(_P)


def counted_paragraphs(root: Element) -> Iterator[tuple[int, Element]]:
    """Yield the paragraphs a person sees, numbered from 1; what is kept twice counts once."""
    seen = (p for p in all_paragraphs(root) if not any(p.iterancestors(_FALLBACK)))
    yield from enumerate(seen, 1)


def own_elements(paragraph: Element) -> Iterator[Element]:
    """Yield what stands in a paragraph itself, not in a text box that hangs on it."""
    for child in paragraph:
        if child.tag != _P and child.tag != _FALLBACK:
            yield child
            yield from own_elements(child)


def text_of(paragraph: Element) -> str:
    """Return what a paragraph says itself."""
    said = []
    for element in own_elements(paragraph):
        if element.tag == _T:
            said.append(element.text or "")
        elif element.tag in _BREAKS and element.getparent().tag == _R:
            said.append(_BREAKS[element.tag])
    return "".join(said)


def name_of(written: str) -> str:
    """Return a placeholder's name as it stands in our list: Word likes a capital first."""
    return normalize("NFC", written).strip().casefold()


def fill(paragraph: Element, values: Mapping[str, str]) -> None:
    """Put values in the place of placeholders, also of those Word has cut in pieces.

    What a value says is never read as a placeholder itself.
    """
    texts = [element for element in own_elements(paragraph) if element.tag == _T]
    whole = "".join(element.text or "" for element in texts)
    for match in reversed(list(PLACEHOLDER.finditer(whole))):
        name = name_of(match[1])
        if name in values:
            _replace(texts, match.span(), values[name])
        elif name == PAGE_NUMBER:
            _number_pages(_replace(texts, match.span(), ""), match.start(), texts)


def _replace(texts: list[Element], span: tuple[int, int], value: str) -> Element:
    """Put ``value`` where the span stood and return the element that holds it now."""
    start, end = span
    at, holder = 0, None
    for element in texts:
        text = element.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        _write(element, text[:first] + ("" if holder is not None else value) + text[last:])
        holder = holder if holder is not None else element
    return holder


def _write(element: Element, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")


def _number_pages(holder: Element, start: int, texts: list[Element]) -> None:
    """Put fields for "1 af 3" into the run of ``holder``, where the placeholder was."""
    before = sum(len(element.text or "") for element in texts[: texts.index(holder)])
    left, text = start - before, holder.text or ""
    run = holder.getparent()
    rest = _run_like(run)
    rest.append(_text(text[left:]))
    for follower in list(holder.itersiblings()):
        rest.append(follower)
    _write(holder, text[:left])
    at = run
    for each in (*_field(run, "PAGE"), _run_saying(run, " af "), *_field(run, "NUMPAGES"), rest):
        at.addnext(each)
        at = each


def _field(run: Element, code: str) -> tuple[Element, ...]:
    runs = []
    for kind in ("begin", "", "separate", "1", "end"):
        new = _run_like(run)
        if kind == "":
            instruction = OxmlElement("w:instrText")
            _write(instruction, f" {code} ")
            new.append(instruction)
        elif kind == "1":
            new.append(_text("1"))
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            new.append(mark)
        runs.append(new)
    return tuple(runs)


def _run_saying(run: Element, text: str) -> Element:
    new = _run_like(run)
    new.append(_text(text))
    return new


def _run_like(run: Element) -> Element:
    new = OxmlElement("w:r")
    look = run.find(qn("w:rPr"))
    if look is not None:
        new.append(deepcopy(look))
    return new


def _text(text: str) -> Element:
    element = OxmlElement("w:t")
    _write(element, text)
    return element
