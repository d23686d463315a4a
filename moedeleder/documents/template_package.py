"""Opening the municipality's Word template: weighed first, and nothing in it is run or fetched."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from moedeleder.documents.safe_zip import SafeZip
from moedeleder.domain.errors import (
    AnswerFileBroken,
    AnswerFileError,
    AnswerFileTooLarge,
    AnswerFileUnknown,
    PaperTemplateRefused,
)
from moedeleder.domain.paper_template import TemplateFault, TemplateMistake

FILE_LIMIT = 5_000_000
PART_LIMIT = 4_000_000
UNPACKED_LIMIT = 20_000_000
ELEMENTS_LIMIT = 60_000
_TYPES = "[Content_Types].xml"
_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"
# What a page is made of; everything else that can lie in a Word file is for other purposes.
_KNOWN = (
    ".xml", ".rels", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff",
    ".emf", ".wmf", ".svg", ".wdp", ".odttf", ".ttf", ".fntdata", ".thmx",
)  # fmt: skip
_FOREIGN_RELATIONS = ("/oleObject", "/package", "/control", "/aFChunk", "/subDocument", "/frame")
_OBJECTS = tuple(qn(name) for name in ("w:object", "w:altChunk", "w:subDoc", "w:control"))
_TRACKED = frozenset(
    qn(f"w:{name}")
    for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange")
)
_FETCHING = ("INCLUDE", "DDE", "LINK", "IMPORT", "DATABASE", "MACROBUTTON", "RD ")
_ADDRESSES = ("http://", "https://", "mailto:", "tel:")
_MERGING = tuple(qn(name) for name in ("w:attachedTemplate", "w:mailMerge", "w:linkStyles"))
_FAULTS = (
    PythonDocxError,
    SyntaxError,  # what the XML library raises for a broken part
    zipfile.BadZipFile,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    OSError,
    NotImplementedError,
)


def refused(fault: TemplateFault) -> PaperTemplateRefused:
    """Return the error for a whole file that cannot be used."""
    return PaperTemplateRefused((TemplateMistake(fault),))


def opened(data: bytes) -> Document:
    """Return a template's document, which holds nothing that runs, is fetched or is hidden.

    Raises:
        PaperTemplateRefused: it is no Word file, too large, broken, or made to do more than
            stand on paper.
    """
    kept = _weighed(data)
    try:
        document = docx.Document(BytesIO(kept))
        _clean(document)
    except _FAULTS:
        raise refused(TemplateFault.BROKEN) from None
    return document


def _weighed(data: bytes) -> bytes:
    """Return the file, a Word template made a plain document, after all its parts were counted."""
    if len(data) > FILE_LIMIT:
        raise refused(TemplateFault.TOO_LARGE)
    try:
        archive = SafeZip(data)
        types = archive.read(_TYPES, PART_LIMIT)
        _check_parts(archive, types)
    except AnswerFileUnknown:
        raise refused(TemplateFault.NOT_WORD) from None
    except AnswerFileTooLarge:
        raise refused(TemplateFault.TOO_LARGE) from None
    except AnswerFileBroken:
        raise refused(TemplateFault.BROKEN) from None
    except AnswerFileError:
        raise refused(TemplateFault.UNSAFE) from None
    return data if _TEMPLATE not in types else _repacked(data)


def _check_parts(archive: SafeZip, types: bytes) -> None:
    names = [name.lower() for name in archive.names]
    if b"macroenabled" in types.lower() or any("vbaproject" in name for name in names):
        raise refused(TemplateFault.MACROS)
    if _DOCUMENT not in types and _TEMPLATE not in types:
        raise refused(TemplateFault.NOT_WORD)
    if any(not name.endswith(("/", *_KNOWN)) for name in names):
        raise refused(TemplateFault.EMBEDDED)
    if sum(len(archive.read(name)) for name in archive.names) > UNPACKED_LIMIT:
        raise refused(TemplateFault.TOO_LARGE)
    for name in archive.names:
        if name.lower().endswith((".xml", ".rels")):
            _check_xml(archive.read(name, PART_LIMIT))


def _check_xml(part: bytes) -> None:
    if part.count(b"<") > 2 * ELEMENTS_LIMIT:
        raise refused(TemplateFault.TOO_LARGE)


def _repacked(data: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == _TYPES:
                part = part.replace(_TEMPLATE, _DOCUMENT)
            new.writestr(entry, part)
    return target.getvalue()


def _clean(document: Document) -> None:
    settings = document.settings.element
    for name in _MERGING:
        for element in settings.findall(name):
            settings.remove(element)
    for part in document.part.package.iter_parts():
        for key, relation in list(part.rels.items()):
            _check_relation(relation.reltype)
            if relation.reltype.endswith(("/attachedTemplate", "/mailMergeSource")):
                del part.rels[key]
            elif relation.is_external and not _is_address(relation.reltype, relation.target_ref):
                raise refused(TemplateFault.LINKED)
        if isinstance(part, XmlPart):
            _check_content(part.element)


def _check_relation(kind: str) -> None:
    if kind.endswith(_FOREIGN_RELATIONS):
        raise refused(TemplateFault.EMBEDDED)
    if kind == RT.COMMENTS or "omments" in kind.rpartition("/")[2]:
        raise refused(TemplateFault.COMMENTS)


def _is_address(kind: str, target: str) -> bool:
    return kind == RT.HYPERLINK and target.lower().startswith(_ADDRESSES)


def _check_content(root: Any) -> None:
    for element in root.iter():
        if element.tag in _TRACKED:
            raise refused(TemplateFault.TRACKED)
        if element.tag in _OBJECTS:
            raise refused(TemplateFault.EMBEDDED)
        code = element.text if element.tag == qn("w:instrText") else element.get(qn("w:instr"))
        if code and code.strip().upper().startswith(_FETCHING):
            raise refused(TemplateFault.LINKED)
