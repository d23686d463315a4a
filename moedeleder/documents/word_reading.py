"""The text of a Word file from a stranger; nothing it points to is followed or run."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from moedeleder.documents.safe_zip import SafeZip
from moedeleder.documents.text_builder import TextBuilder
from moedeleder.documents.written_text import Block, WrittenText, paragraphs
from moedeleder.documents.xml_reading import Budget, listen
from moedeleder.domain.errors import AnswerFileUnknown

PART_LIMIT = 16_000_000
MAIN = "word/document.xml"
_BESIDE = re.compile(r"(^|/)(header|footer|footnotes|endnotes|comments|data)\d*\.xml$", re.I)
# Marks that Word's sign fonts hold at private places.
_SIGNS = {0xFC: "✓", 0xFB: "x", 0xFD: "☒", 0xFE: "☑", 0xFF: "☒", 0x78: "☒", 0xA8: "☐", 0x6F: "☐"}
_FONT_START = 0xF000
_COUNTS = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)
_GONE = frozenset(("del", "moveFrom"))
_ASIDE = frozenset(("txbxContent", "footnote", "endnote", "comment"))


def read_word(archive: SafeZip) -> WrittenText:
    """Return what a .docx file says.

    Raises:
        AnswerFileUnknown: it is another kind of file.
        AnswerFileError: it is broken, too large or unsafe.
    """
    budget = Budget()
    main = _main_part(archive, budget)
    listener = _WordListener()
    listen(archive.read(main, PART_LIMIT), listener, budget)
    beside: list[Block] = list(listener.builder.beside)
    for name in archive.names:
        if _BESIDE.search(name):
            more = _WordListener()
            listen(archive.read(name, PART_LIMIT), more, budget)
            beside += [*more.builder.body, *more.builder.beside]
    return WrittenText(listener.builder.body, _each_once(beside), _properties(archive, budget))


def _main_part(archive: SafeZip, budget: Budget) -> str:
    names = {name.casefold(): name for name in archive.names}
    relations = _Relations()
    if "_rels/.rels" in names:
        listen(archive.read(names["_rels/.rels"], PART_LIMIT), relations, budget)
    for name in (relations.main, MAIN):
        found = names.get(posixpath.normpath(name.lstrip("/")).casefold())
        if found is not None:
            return found
    raise AnswerFileUnknown("docx")


def _each_once(blocks: list[Block]) -> list[Block]:
    """Leave out text boxes that are kept twice, for newer and older programs."""
    kept: dict[str, Block] = {}
    for block in blocks:
        kept.setdefault("\n".join(each.text for each in paragraphs([block])), block)
    return list(kept.values())


def _properties(archive: SafeZip, budget: Budget) -> dict[str, str]:
    listener = _Properties()
    xml = archive.read("docProps/custom.xml", PART_LIMIT)
    if xml:
        listen(xml, listener, budget)
    return listener.found


class _Relations:
    """Finds the main part; a target outside the file is passed over."""

    def __init__(self) -> None:
        self.main = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        inside = attributes.get("TargetMode", "").lower() != "external"
        if inside and attributes.get("Type", "").endswith("/officeDocument"):
            self.main = attributes.get("Target", "")

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class _Properties:
    """Gathers the properties that were added to the file."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "property":
            self._name = attributes.get("name", "")

    def end(self, name: str) -> None:
        if name == "property":
            self._name = ""

    def text(self, text: str) -> None:
        if self._name and text.strip():
            self.found[self._name] = self.found.get(self._name, "") + text


class _WordListener:
    """Turns WordprocessingML into paragraphs and tables; namespaces do not matter."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self._path: list[str] = []
        self._marks: list[str] = []
        self._fields: list[str] = []
        self._gone = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        opener = self._opener(name)
        if opener is not None:
            opener()
        elif name in _GONE and parent not in ("trPr", "rPr"):
            self._gone += 1
        elif name == "sdt":
            self._marks.append("")
        elif name == "tag" and parent == "sdtPr" and self._marks:
            self._marks[-1] = attributes.get("val", "")
        elif name == "fldSimple":
            self._fields.append(attributes.get("instr", ""))
        elif name == "fldChar":
            self._field(attributes.get("fldCharType", ""))
        else:
            self._sign(name, parent, attributes)

    def end(self, name: str) -> None:
        self._path.pop()
        parent = self._path[-1] if self._path else ""
        if self._opener(name) is not None:
            self.builder.close()
        elif name in _GONE and parent not in ("trPr", "rPr"):
            self._gone -= 1
        elif name == "sdt":
            self._marks.pop()
        elif name == "fldSimple" and self._fields:
            self._fields.pop()

    def text(self, text: str) -> None:
        inside = self._path[-1] if self._path else ""
        if inside == "t":
            self._write(text)
        elif inside == "instrText" and self._fields:
            self._fields[-1] += text

    def _opener(self, name: str) -> Callable[[], None] | None:
        if name in _ASIDE:
            return self.builder.open_aside
        builder = self.builder
        return {
            "p": builder.open_paragraph,
            "tbl": builder.open_table,
            "tr": builder.open_row,
            "tc": builder.open_cell,
        }.get(name)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _sign(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        if name in ("br", "cr"):
            self._write("\n")
        elif name in ("tab", "ptab") and parent == "r":
            self._write("\t")
        elif name == "noBreakHyphen":
            self._write("-")
        elif name == "sym":
            self._write(_sign_of(attributes.get("char", "")))

    def _write(self, text: str) -> None:
        if self._gone or any(_COUNTS.match(code) for code in self._fields):
            return
        self.builder.write(text, next((mark for mark in reversed(self._marks) if mark), ""))


def _sign_of(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number >= _FONT_START:
        return _SIGNS.get(number - _FONT_START, "•")
    return chr(number) if 0x20 <= number < 0xD800 else ""
