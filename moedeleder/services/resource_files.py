"""Data files a municipality may change: read whole, checked, and every mistake placed on a line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from moedeleder.domain.errors import ResourceFault
from moedeleder.domain.text import clean_line
from moedeleder.services.resource_lines import Place, find_lines

SIZE_LIMIT = 1_000_000
TEXT_LENGTH = 300
Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


class FaultReason(StrEnum):
    """Why a data file is refused; the screen says each in Danish."""

    UNREADABLE = "unreadable"
    MISSING_FILE = "missing_file"
    BAD_FILE_NAME = "bad_file_name"
    TOO_LARGE = "too_large"
    NOT_UTF8 = "not_utf8"
    SYNTAX = "syntax"
    UNKNOWN_FIELD = "unknown_field"
    MISSING = "missing"
    WRONG_TYPE = "wrong_type"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    OUT_OF_RANGE = "out_of_range"
    UNKNOWN_VALUE = "unknown_value"
    DUPLICATE_KEY = "duplicate_key"


class Table:
    """One table of a data file: hands out its fields checked, or says what is wrong where."""

    def __init__(self, file: _Source, place: Place, data: Mapping[str, Any]) -> None:
        self._file, self._place, self._data = file, place, data

    def allow(self, *fields: str) -> None:
        """Refuse every field but ``fields``: a misspelt one is otherwise silently lost."""
        for field in self._data:
            if field not in fields:
                raise self.fault(field, FaultReason.UNKNOWN_FIELD)

    def holds(self, field: str) -> bool:
        """Whether the field is there at all."""
        return field in self._data

    def text(self, field: str) -> str:
        """Return a line of text, which must be there and not be empty."""
        return self._checked_line(self._typed(field, str), field)

    def key(self, field: str = "key") -> str:
        """Return a stable name of small letters, digits and underscores."""
        value = self.text(field)
        if not re.fullmatch(r"[a-z][a-z0-9_]*", value):
            raise self.fault(field, FaultReason.UNKNOWN_VALUE)
        return value

    def number(self, field: str, low: int, high: int, default: int | None = None) -> int:
        """Return a whole number from ``low`` to ``high``."""
        value = self._typed(field, int, default)
        if not low <= value <= high:
            raise self.fault(field, FaultReason.OUT_OF_RANGE)
        return value

    def flag(self, field: str, default: bool | None = None) -> bool:
        """Return true or false."""
        return self._typed(field, bool, default)

    def lines(self, field: str) -> tuple[str, ...]:
        """Return a list of lines of text; a list that is not there is empty."""
        values: list[Any] = self._typed(field, list, [])
        for index, value in enumerate(values):
            if type(value) is not str:
                raise self.fault(field, FaultReason.WRONG_TYPE, index)
        return tuple(self._checked_line(value, field, i) for i, value in enumerate(values))

    def one_of(self, field: str, choices: type[Choice]) -> Choice:
        """Return the member of ``choices`` that is named."""
        try:
            return choices(self.text(field))
        except ValueError:
            raise self.fault(field, FaultReason.UNKNOWN_VALUE) from None

    def tables(self, field: str) -> tuple[Table, ...]:
        """Return the tables under ``field`` in the order of the file; none when not there."""
        values: list[Any] = self._typed(field, list, [])
        for index, value in enumerate(values):
            if not isinstance(value, dict):
                raise self.fault(field, FaultReason.WRONG_TYPE, index)
        return tuple(
            Table(self._file, (*self._place, field, i), value) for i, value in enumerate(values)
        )

    def fault(self, field: str, reason: FaultReason, index: int | None = None) -> ResourceFault:
        """Return the fault of ``field`` (of its entry ``index``, counted from 0)."""
        place: Place = (*self._place, field)
        return self._file.fault(place if index is None else (*place, index), reason)

    def _typed(self, field: str, kind: type[Value], default: Value | None = None) -> Value:
        if field not in self._data:
            if default is None:
                raise self.fault(field, FaultReason.MISSING)
            return default
        value = self._data[field]
        # Exactly that type: True is an int in Python, but not a number of minutes.
        if type(value) is not kind:
            raise self.fault(field, FaultReason.WRONG_TYPE)
        return value

    def _checked_line(self, value: str, field: str, index: int | None = None) -> str:
        line = clean_line(value)
        if not line:
            raise self.fault(field, FaultReason.EMPTY, index)
        if len(line) > TEXT_LENGTH:
            raise self.fault(field, FaultReason.TOO_LONG, index)
        return line


def read_resource(path: Path) -> Table:
    """Return the top table of a TOML data file.

    Raises:
        ResourceFault: it cannot be read, is larger than 1 MB, not UTF-8 or not TOML.
    """
    text = _text_of(path)
    try:
        return Table(_Source(path.name, text), (), tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        line = _line_in(str(error), text)
        raise ResourceFault(path.name, line, "", FaultReason.SYNTAX) from None


def _text_of(path: Path) -> str:
    try:
        # One byte more than allowed is enough to know.
        with path.open("rb") as file:
            raw = file.read(SIZE_LIMIT + 1)
    except OSError:
        raise ResourceFault(path.name, 0, "", FaultReason.UNREADABLE) from None
    if len(raw) > SIZE_LIMIT:
        raise ResourceFault(path.name, 0, "", FaultReason.TOO_LARGE)
    try:
        # Windows Notepad may begin the file with a byte-order mark.
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ResourceFault(path.name, line, "", FaultReason.NOT_UTF8) from None


def _line_in(message: str, text: str) -> int:
    found = re.search(r"at line (\d+)", message)
    if found:
        return int(found[1])
    return len(text.splitlines()) or 1


class _Source:
    """The text behind a table, searched for the line of a field only when something is wrong."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self._text = name, text

    def fault(self, place: Place, reason: FaultReason) -> ResourceFault:
        """Return the fault with line and field; entries of lists are counted from 1."""
        named = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
        return ResourceFault(self.name, self._line_of(place), named, reason)

    def _line_of(self, place: Place) -> int:
        """Return the line of ``place``, or of the nearest table or field around it."""
        places = find_lines(self._text)
        for length in range(len(place), 0, -1):
            if place[:length] in places:
                return places[place[:length]]
        return 1
