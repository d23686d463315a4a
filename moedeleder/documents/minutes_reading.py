"""Minutes in Word that came back: their paragraphs as they would stand with all changes taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from moedeleder.documents.file_mark import read_mark
from moedeleder.documents.safe_zip import SafeZip
from moedeleder.documents.word_reading import MAIN, PART_LIMIT, read_word
from moedeleder.documents.xml_reading import Budget, listen
from moedeleder.domain.changed_file import FileMark
from moedeleder.domain.text import clean_text, shorten

NAME_LIMIT = 100
NAMES_LIMIT = 10
_TRACKED = frozenset(("ins", "del", "moveFrom", "moveTo"))
_GONE = frozenset(("del", "moveFrom"))
_BREAKS = frozenset(("tab", "ptab", "br", "cr"))
_ASIDE = frozenset(("Fallback",))
_BETWEEN_CELLS = " · "


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote in the margin in Word, and the paragraph it is about."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph or table row; ``level`` is above 0 for a heading."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class ReadMinutes:
    """What a Word file says now; comments name a line by its place in ``lines``."""

    mark: FileMark | None
    lines: tuple[Line, ...]
    comments: tuple[Comment, ...]
    names: tuple[str, ...]


def read_minutes(data: bytes) -> ReadMinutes:
    """Return what stands in a Word file of minutes; nothing it points to is followed.

    Raises:
        AnswerFileError: it is no Word file, or it is broken, too large or unsafe.
    """
    archive, budget = SafeZip(data), Budget()
    mark = read_mark(read_word(archive).properties)
    styles, comments = _Styles(), _Comments()
    for name, listener in (("word/styles.xml", styles), ("word/comments.xml", comments)):
        part = archive.read(name, PART_LIMIT)
        if part:
            listen(part, listener, budget)
    body = _Body(styles.levels())
    listen(archive.read(MAIN, PART_LIMIT) or b"<empty/>", body, budget)
    lines, about = body.lines()
    found = [Comment(at, comments.texts[key]) for key, at in about if comments.texts.get(key)]
    names = dict.fromkeys((*body.names, *comments.names))
    return ReadMinutes(mark, lines, tuple(found), tuple(names)[:NAMES_LIMIT])


def _plain(text: str) -> str:
    return " ".join(clean_text(text).split())


class _Styles:
    """Knows which styles are headings, by their names and what they build upon."""

    def __init__(self) -> None:
        self._name: dict[str, str] = {}
        self._based: dict[str, str] = {}
        self._id = ""

    def levels(self) -> dict[str, int]:
        """Return the level of each style that is a heading."""
        found = {style: self._level(style) for style in self._name}
        return {style: level for style, level in found.items() if level}

    def _level(self, style: str) -> int:
        for _ in range(12):
            word, _, number = self._name.get(style, "").casefold().partition(" ")
            if word == "heading" and number.isdecimal():
                return int(number[:2])
            style = self._based.get(style, "")
        return 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._id = attributes.get("styleId", "")
        elif name == "name" and self._id:
            self._name.setdefault(self._id, attributes.get("val", ""))
        elif name == "basedOn" and self._id:
            self._based[self._id] = attributes.get("val", "")

    def end(self, name: str) -> None:
        if name == "style":
            self._id = ""

    def text(self, text: str) -> None:
        pass


class _Comments:
    """Gathers what stands in the margin, by its number."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.names: list[str] = []
        self._id = ""
        self._inside = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._inside = name
        if name == "comment":
            self._id = attributes.get("id", "")
            self.texts[self._id] = ""
            _add_name(self.names, attributes)

    def end(self, name: str) -> None:
        self._inside = ""
        if name == "p" and self._id:
            self.texts[self._id] += "\n"
        elif name == "comment":
            self.texts[self._id] = clean_text(self.texts[self._id]).strip()
            self._id = ""

    def text(self, text: str) -> None:
        if self._inside == "t" and self._id:
            self.texts[self._id] += text


def _add_name(names: list[str], attributes: dict[str, str]) -> None:
    name = shorten(_plain(attributes.get("author", "")), NAME_LIMIT)
    if name and name not in names:
        names.append(name)


@dataclass(slots=True)
class _Open:
    """A paragraph that is being heard; ``joins`` when its end was struck out."""

    text: str = ""
    level: int = 0
    joins: bool = False
    comments: list[str] = field(default_factory=list)


class _Body:
    """Hears the text as it is with every change in it taken."""

    def __init__(self, levels: dict[str, int]) -> None:
        self.names: list[str] = []
        self._levels = levels
        self._path: list[str] = []
        self._open: list[_Open] = []
        self._done: list[_Open] = []
        self._rows: list[list[_Open]] = []
        self._gone = self._aside = 0

    def lines(self) -> tuple[tuple[Line, ...], list[tuple[str, int]]]:
        """Return the lines that say anything, and at which line each comment begins."""
        lines: list[Line] = []
        about: list[tuple[str, int]] = []
        for each in _joined(self._done):
            text = _plain(each.text)
            if text:
                lines.append(Line(text, each.level))
            about += ((key, max(0, len(lines) - 1)) for key in each.comments)
        return tuple(lines), [(key, at) for key, at in about if lines]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if name in _TRACKED:
            self._tracked(name, parent, attributes)
        elif name in _ASIDE:
            self._aside += 1
        elif name == "p":
            self._open.append(_Open())
        elif name == "tr":
            self._rows.append([])
        elif self._open:
            self._inside(name, parent, attributes)

    def end(self, name: str) -> None:
        self._path.pop()
        parent = self._path[-1] if self._path else ""
        if name in _GONE and parent not in ("rPr", "trPr"):
            self._gone -= 1
        elif name in _ASIDE:
            self._aside -= 1
        elif name == "p" and self._open:
            self._keep(self._open.pop())
        elif name == "tr" and self._rows:
            row = self._rows.pop()
            said = [_plain(each.text) for each in row]
            keys = [key for each in row for key in each.comments]
            self._keep(_Open(_BETWEEN_CELLS.join(filter(None, said)), comments=keys))

    def text(self, text: str) -> None:
        if self._path and self._path[-1] == "t":
            self._write(text)

    def _keep(self, paragraph: _Open) -> None:
        if not self._aside:
            (self._rows[-1] if self._rows else self._done).append(paragraph)

    def _tracked(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        _add_name(self.names, attributes)
        if parent == "rPr":
            in_mark = len(self._path) > 2 and self._path[-3] == "pPr"
            if name in _GONE and in_mark and self._open:
                self._open[-1].joins = True
        elif name in _GONE and parent != "trPr":
            self._gone += 1

    def _inside(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        if name == "pStyle":
            self._open[-1].level = self._levels.get(attributes.get("val", ""), 0)
        elif name in _BREAKS and parent == "r":
            self._write(" ")
        elif name == "noBreakHyphen":
            self._write("-")
        elif name == "commentReference":
            self._open[-1].comments.append(attributes.get("id", ""))

    def _write(self, text: str) -> None:
        if self._open and not self._gone:
            self._open[-1].text += text


def _joined(paragraphs: Sequence[_Open]) -> list[_Open]:
    """Put paragraphs together whose end was struck out."""
    found: list[_Open] = []
    joins = False
    for each in paragraphs:
        if joins and found:
            last = found[-1]
            last.text += each.text
            last.comments += each.comments
        else:
            found.append(each)
        joins = each.joins
    return found
