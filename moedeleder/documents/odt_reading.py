"""The text of an OpenDocument text from a stranger (LibreOffice's own kind of file)."""

from __future__ import annotations

from collections.abc import Callable

from moedeleder.documents.safe_zip import SafeZip
from moedeleder.documents.text_builder import TextBuilder
from moedeleder.documents.word_reading import PART_LIMIT
from moedeleder.documents.written_text import WrittenText
from moedeleder.documents.xml_reading import Budget, listen

CONTENT = "content.xml"
_SKIPPED = frozenset(
    "tracked-changes creator date page-number page-count note-citation title desc script".split()
)
_ASIDE = frozenset(("text-box", "annotation", "note-body"))
_BLANKS_LIMIT = 200


def read_odt(archive: SafeZip) -> WrittenText:
    """Return what an .odt file says.

    Raises:
        AnswerFileError: it is broken, too large or unsafe.
    """
    budget = Budget()
    main, edges, properties = _OdtListener(), _OdtListener(), _UserDefined()
    listen(archive.read(CONTENT, PART_LIMIT), main, budget)
    for name, listener in (("styles.xml", edges), ("meta.xml", properties)):
        xml = archive.read(name, PART_LIMIT)
        if xml:
            listen(xml, listener, budget)
    beside = [*main.builder.beside, *edges.builder.body, *edges.builder.beside]
    return WrittenText(main.builder.body, beside, properties.found)


class _UserDefined:
    """Gathers the properties that were added to the file."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._name = attributes.get("name", "") if name == "user-defined" else ""

    def end(self, name: str) -> None:
        self._name = ""

    def text(self, text: str) -> None:
        if self._name:
            self.found[self._name] = self.found.get(self._name, "") + text


class _OdtListener:
    """Turns OpenDocument into paragraphs and tables."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self._skipping = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _SKIPPED:
            self._skipping += 1
        opener = self._opener(name)
        if opener is not None:
            opener()
        elif name == "s":
            self._write(" " * _count(attributes.get("c", "1")))
        elif name == "tab" and self.builder.is_in_paragraph:
            self._write("\t")
        elif name == "line-break":
            self._write("\n")

    def end(self, name: str) -> None:
        if self._opener(name) is not None:
            self.builder.close()
        if name in _SKIPPED:
            self._skipping -= 1

    def text(self, text: str) -> None:
        if self.builder.is_in_paragraph:
            self._write(text)

    def _opener(self, name: str) -> Callable[[], None] | None:
        if name in _ASIDE:
            return self.builder.open_aside
        builder = self.builder
        return {
            "p": builder.open_paragraph,
            "h": builder.open_paragraph,
            "table": builder.open_table,
            "table-row": builder.open_row,
            "table-cell": builder.open_cell,
            "covered-table-cell": builder.open_cell,
        }.get(name)

    def _write(self, text: str) -> None:
        if not self._skipping:
            self.builder.write(text)


def _count(text: str) -> int:
    return min(int(text), _BLANKS_LIMIT) if text.isascii() and text.isdigit() else 1
