"""The parts of a mail, found in time and memory that grow with its length alone.

Own code: the standard library's parser follows nested parts by calling itself, and a thousand of
them end the program; it also takes quadratic time over some headers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property

from moedeleder.mail.decoding import decode_text, decode_words

PARTS_LIMIT = 500
DEPTH_LIMIT = 20
_HEAD_LIMIT = 256_000  # bytes of headers that are read
_VALUE_LIMIT = 16_000  # characters of one header
_PARAMETERS_LIMIT = 4_000
_HEADER = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_GUESSED_BOUNDARY = re.compile(rb"\n?--([^\r\n]{1,70}?)[ \t]*\r?\nContent-", re.IGNORECASE)
_KIND = re.compile(r"[a-z0-9.+_-]{1,80}/[a-z0-9.+_-]{1,80}")


class Headers:
    """The headers of a mail or a part, read without ever raising."""

    def __init__(self, lines: list[tuple[str, str]]) -> None:
        self._lines = lines

    def raw(self, name: str) -> str:
        """Return the first header of that name, unfolded, or an empty string."""
        return next((value for key, value in self._lines if key == name), "")

    def all(self, name: str) -> list[str]:
        """Return every header of that name."""
        return [value for key, value in self._lines if key == name]

    def words(self, name: str) -> str:
        """Return the header with its encoded words decoded."""
        return decode_words(self.raw(name))

    @cached_property
    def kind(self) -> str:
        """The content type in lower case, ``text/plain`` where it says nothing readable."""
        told = self.raw("content-type").partition(";")[0].strip().lower()
        return told if _KIND.fullmatch(told) else "text/plain"

    def parameter(self, name: str) -> str:
        """Return a parameter of the content type."""
        return _harmless(lambda: self._mime.get_param(name))

    @property
    def file_name(self) -> str:
        """The name a part gives itself, as it says it: never a path to use."""
        return decode_words(_harmless(lambda: self._mime.get_filename()))

    @property
    def is_attachment(self) -> bool:
        """Whether the part says that it is a file."""
        return self.raw("content-disposition").strip().lower().startswith("attachment")

    @cached_property
    def _mime(self) -> Message:
        mime = Message()
        for name in ("content-type", "content-disposition"):
            # The standard library takes quadratic time over the parameters.
            mime[name] = self.raw(name)[:_PARAMETERS_LIMIT]
        return mime


@dataclass(slots=True)
class Part:
    """One part: its headers, its children if it is made of parts, and where its bytes stand."""

    headers: Headers
    source: bytes = field(repr=False)
    start: int
    end: int
    children: list[Part] = field(default_factory=list)

    @property
    def body(self) -> bytes:
        """The bytes as they came, not decoded."""
        return self.source[self.start : self.end]


@dataclass(slots=True)
class Tree:
    """A mail in parts; ``is_cut`` says that there were more than we follow."""

    root: Part
    is_cut: bool


def read_tree(raw: bytes) -> Tree:
    """Return the parts of a mail; beyond the limits a part is left as the bytes it is."""
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    grower = _Grower(raw)
    root = grower.grow(0, len(raw), 0)
    return Tree(root, grower.is_cut)


def read_headers(raw: bytes) -> Headers:
    """Return the headers of a mail alone."""
    return _split_head(raw[: _HEAD_LIMIT * 2], 0, min(len(raw), _HEAD_LIMIT * 2))[0]


class _Grower:
    """Finds the parts of one mail and counts them."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._count = 0
        self.is_cut = False

    def grow(self, start: int, end: int, depth: int) -> Part:
        self._count += 1
        headers, body = _split_head(self._source, start, end)
        part = Part(headers, self._source, body, end)
        if not headers.kind.startswith("multipart/"):
            return part
        if depth >= DEPTH_LIMIT:
            self.is_cut = True
            return part
        for first, last in self._stretches(headers, body, end):
            if self._count >= PARTS_LIMIT:
                self.is_cut = True
                part.children.append(Part(Headers([]), self._source, first, end))
                break
            part.children.append(self.grow(first, last, depth + 1))
        return part

    def _stretches(self, headers: Headers, body: int, end: int) -> Iterator[tuple[int, int]]:
        boundary = headers.parameter("boundary").encode("utf-8", "surrogateescape").rstrip()
        if not boundary:
            guessed = _GUESSED_BOUNDARY.search(self._source, max(0, body - 1), end)
            boundary = guessed[1] if guessed else b""
        if not boundary:
            return
        line = re.compile(rb"\n--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\r?\Z)")
        found = line.search(self._source, max(0, body - 1), end)
        while found is not None and not found[1]:
            first = found.end()
            # The line end before a boundary belongs to it, so it may also be the one just read.
            found = line.search(self._source, first - 1, end)
            yield first, self._before_line_end(first, found.start()) if found else end

    def _before_line_end(self, first: int, last: int) -> int:
        return max(first, last - 1 if self._source[last - 1 : last] == b"\r" else last)


def _split_head(source: bytes, start: int, end: int) -> tuple[Headers, int]:
    """Return the headers and where the body begins; what is no header begins the body."""
    lines: list[tuple[str, list[bytes]]] = []
    position = start
    while position < end:
        if position - start > _HEAD_LIMIT:
            blank = _BLANK_LINE.search(source, position - 1, end)
            return _headers(lines), blank.end() if blank else end
        eol = source.find(b"\n", position, end)
        eol = end if eol < 0 else eol
        line = source[position:eol].rstrip(b"\r")
        if not line:
            return _headers(lines), min(eol + 1, end)
        named = _HEADER.match(line)
        if line[:1] in b" \t" and lines:
            lines[-1][1].append(line[:_VALUE_LIMIT])
        elif named:
            value = line[named.end() : named.end() + _VALUE_LIMIT]
            lines.append((named[1].decode("ascii").lower(), [value]))
        elif position != start or not line.startswith(b"From "):
            return _headers(lines), position
        position = eol + 1
    return _headers(lines), end


def _headers(lines: list[tuple[str, list[bytes]]]) -> Headers:
    values = ((name, b"".join(pieces)[:_VALUE_LIMIT]) for name, pieces in lines)
    return Headers([(name, decode_text(value, "").strip()) for name, value in values])


def _harmless(ask: Callable[[], object]) -> str:
    """Return what the standard library finds in a header, empty where it stumbles."""
    try:
        found = ask()
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    if isinstance(found, tuple):
        charset, _, data = (str(each or "") for each in found)
        return decode_text(data.encode("latin-1", "replace"), charset)
    return found if isinstance(found, str) else ""
