"""Where the fields of a TOML text stand: the parser tells the values, but not their lines."""

from __future__ import annotations

import re
from collections import Counter

# ("agenda", 2, "title") is the title of the third [[agenda]]; ("hints", 0) the list's first entry.
Place = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
_FIELD = re.compile(r"""\s*(?:([\w-]+)|"([^"]*)"|'([^']*)')\s*[.=]""")
_ENTRY = re.compile(r"""("(?:[^"\\]|\\.)*"|'[^']*')|(#.*)""")
_FENCES = ('"""', "'''")


def find_lines(text: str) -> dict[Place, int]:
    """Return the line (from 1) of each table, field and quoted list entry of a TOML text.

    Made for the plain form of data files; what it does not know, it leaves out.
    """
    search = _Search()
    for number, line in enumerate(text.split("\n"), 1):
        search.read(line, number)
    return search.places


class _Search:
    """One walk down a TOML text: which table and field a line belongs to."""

    def __init__(self) -> None:
        self.places: dict[Place, int] = {}
        self._table: Place = ()
        self._field = ""
        self._fence = ""
        self._tables: Counter[str] = Counter()
        self._entries: Counter[Place] = Counter()

    def read(self, line: str, number: int) -> None:
        """Note what ``line`` begins."""
        if self._fence:
            self._fence = "" if self._fence in line else self._fence
        elif header := _HEADER.match(line):
            self._begin_table(header[1] == "[[", header[2], number)
        elif found := _FIELD.match(line):
            self._field = found[1] or found[2] or found[3] or ""
            self.places.setdefault((*self._table, self._field), number)
            self._read_value(line[found.end() :], number)
        else:
            self._read_value(line, number)

    def _begin_table(self, is_one_of_many: bool, name: str, number: int) -> None:
        self._field = ""
        self._table = (name,) if is_one_of_many else tuple(name.split("."))
        self.places.setdefault(self._table[:1], number)
        if is_one_of_many:
            self._table = (name, self._tables[name])
            self._tables[name] += 1
        self.places.setdefault(self._table, number)

    def _read_value(self, text: str, number: int) -> None:
        field = (*self._table, self._field)
        for match in _ENTRY.finditer(text):
            if match[1]:
                self.places.setdefault((*field, self._entries[field]), number)
                self._entries[field] += 1
        self._fence = next((mark for mark in _FENCES if text.count(mark) == 1), "")
