"""Our styles beside those of a municipality's template: theirs stay, ours fill what is missing."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from moedeleder import paths

OURS = "letter.docx"
Element = Any
_VAL, _ID, _TYPE = qn("w:val"), qn("w:styleId"), qn("w:type")
_REFERENCES = tuple(qn(name) for name in ("w:basedOn", "w:next", "w:link"))
_BULLET = "List Bullet"


def fill_styles(document: Document) -> dict[str, str]:
    """Add the styles and lists of ours that ``document`` lacks.

    Returns:
        The id in ``document`` of each style of ours, by its name.
    """
    ours = docx.Document(str(paths.resources() / "documents" / OURS))
    lists = _add_lists(document, ours)
    ids, new = _matched(document, ours)
    for style in ours.styles:
        if style.style_id in new:
            _add(document, style.element, ids, lists)
    _keep_bullets(document, ours, ids, lists)
    return {style.name or "": ids[style.style_id] for style in ours.styles}


def _matched(document: Document, ours: Document) -> tuple[dict[str, str], frozenset[str]]:
    """Return their id of each of our styles, and which of ours are not there yet."""
    root = document.styles.element
    theirs = {
        (_name(style), style.get(_TYPE)): style.get(_ID) for style in root.findall(qn("w:style"))
    }
    taken = {style.casefold() for style in theirs.values() if style}
    ids, new = {}, set()
    for style in ours.styles:
        element = style.element
        found = theirs.get((_name(element), element.get(_TYPE))) or _default(root, element)
        if found is None:
            new.add(style.style_id)
            found = _free(style.style_id, taken)
            taken.add(found.casefold())
        ids[style.style_id] = found
    return ids, frozenset(new)


def _default(root: Element, ours: Element) -> str | None:
    """Return their default of a kind of style, where ours is the default of that kind."""
    if ours.get(qn("w:default")) is None:
        return None
    for style in root.findall(qn("w:style")):
        if style.get(_TYPE) == ours.get(_TYPE) and style.get(qn("w:default")) in ("1", "true"):
            return str(style.get(_ID))
    return None


def _name(style: Element) -> str:
    return str(style.find(qn("w:name")).get(_VAL)).casefold()


def _free(wanted: str, taken: set[str]) -> str:
    free = wanted
    while free.casefold() in taken:
        free += "M"
    return free


def _add(document: Document, style: Element, ids: dict[str, str], lists: dict[str, str]) -> None:
    new = deepcopy(style)
    new.set(_ID, ids[style.get(_ID)])
    if _name_is_taken(document, _name(style)):
        new.find(qn("w:name")).set(_VAL, f"{style.find(qn('w:name')).get(_VAL)} (Mødeleder)")
    for name in _REFERENCES:
        for reference in new.findall(name):
            reference.set(_VAL, ids[reference.get(_VAL)])
    for number in new.iter(qn("w:numId")):
        number.set(_VAL, lists[number.get(_VAL)])
    document.styles.element.append(new)


def _name_is_taken(document: Document, name: str) -> bool:
    """Whether a style of another kind has the name: Word wants each name once."""
    return any(_name(each) == name for each in document.styles.element.findall(qn("w:style")))


def _add_lists(document: Document, ours: Document) -> dict[str, str]:
    """Copy our bullets; return the new number of each of our lists."""
    theirs, source = _numbering(document), ours.part.numbering_part.element
    kinds = _copied(theirs, source, "w:abstractNum", "w:abstractNumId", {})
    return _copied(theirs, source, "w:num", "w:numId", kinds)


def _copied(
    theirs: Element, source: Element, tag: str, key: str, kinds: dict[str, str]
) -> dict[str, str]:
    there = theirs.findall(qn(tag))
    free = max((int(each.get(qn(key))) for each in there), default=0) + 1
    numbers = {}
    for at, each in enumerate(source.findall(qn(tag)), free):
        new = deepcopy(each)
        numbers[each.get(qn(key))] = str(at)
        new.set(qn(key), str(at))
        for reference in new.findall(qn("w:abstractNumId")):
            reference.set(_VAL, kinds[reference.get(_VAL)])
        _in_order(theirs, new, tag)
    return numbers


def _in_order(theirs: Element, new: Element, tag: str) -> None:
    """Put a list where the standard wants it: pictures, then kinds, then lists, then the rest."""
    before = ("w:numPicBullet", "w:abstractNum") + (("w:num",) if tag == "w:num" else ())
    names = {qn(name) for name in before}
    at = sum(child.tag in names for child in theirs)
    theirs.insert(at, new)


def _numbering(document: Document) -> Element:
    for relation in document.part.rels.values():
        if relation.reltype == RT.NUMBERING:
            return relation.target_part.element
    element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    package = document.part.package
    part = NumberingPart(PackURI("/word/numbering.xml"), CT.WML_NUMBERING, element, package)
    document.part.relate_to(part, RT.NUMBERING)
    return element


def _keep_bullets(
    document: Document, ours: Document, ids: dict[str, str], lists: dict[str, str]
) -> None:
    """Give their style of lists a bullet where it has none: a list must be read as one."""
    source = ours.styles[_BULLET].element
    root = document.styles.element
    by_id = {style.get(_ID): style for style in root.findall(qn("w:style"))}
    style = by_id[ids[source.get(_ID)]]
    seen: set[str] = set()
    each = style
    while each is not None and each.get(_ID) not in seen:
        if each.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            return
        seen.add(each.get(_ID))
        based = each.find(qn("w:basedOn"))
        each = by_id.get(based.get(_VAL)) if based is not None else None
    look = style.get_or_add_pPr()
    number = look.get_or_add_numPr()
    number.get_or_add_numId().val = int(lists["1"])
