"""Typed text: what may stand in a field, and how a long one is kept in bounds."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from moedeleder.domain.errors import FieldMissing, FieldTooLong

LINE_LIMIT = 20_000
TEXT_LIMIT = 500_000
# Word pastes a line break within a paragraph as a vertical tab.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# The bullets of the Symbol and Wingdings fonts, at the private code points Word pastes them as.
_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7", "•"))
# Control characters but tab and line feed, lone surrogates, and code points that are no characters.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
# Putting this many accents on one letter in order takes too long, and no language has them.
_HEAP = 500
_FAR_LETTERS = re.compile(f"[\u0300-\U0010ffff]{{{_HEAP},}}")
# Letters that count as such, but come apart into accents alone.
_HIDDEN_ACCENTS = frozenset("\u0f73\u0f75\u0f81")


def clean_text(text: str) -> str:
    """Return ``text`` as it can be stored and printed everywhere, else unchanged.

    Control characters (which neither Word nor PDF can carry), lone surrogates and
    non-characters become the visible sign U+FFFD, so that nobody wonders where they went.
    Line ends become ``\\n``, bullets pasted from Word "•"; letters are composed (NFC), so that å
    is found however typed. Only a text that heaps hundreds of accents on a letter stays as it is.
    """
    unified = _LINE_ENDS.sub("\n", text).translate(_BULLETS)
    return _UNPRINTABLE.sub("\ufffd", _composed(unified))


def _composed(text: str) -> str:
    """Return ``text`` composed; a stranger's heap of accents would take minutes, and stays."""
    heaped = any(_is_heaped(found[0]) for found in _FAR_LETTERS.finditer(text))
    return text if heaped else unicodedata.normalize("NFC", text)


def _is_heaped(text: str) -> bool:
    runs = (sum(1 for _ in run) for is_accent, run in groupby(text, _is_accent) if is_accent)
    return any(length >= _HEAP for length in runs)


def _is_accent(char: str) -> bool:
    return unicodedata.combining(char) > 0 or char in _HIDDEN_ACCENTS


def clean_line(text: str) -> str:
    """Return ``text`` cleaned and on one line, without outer blanks."""
    return " ".join(clean_text(text).split())


def required_line(text: str, field: str, limit: int = LINE_LIMIT) -> str:
    """Return the cleaned line.

    Raises:
        FieldMissing: nothing is left after cleaning.
        FieldTooLong: it holds more than ``limit`` characters.
    """
    line = optional_line(text, field, limit)
    if not line:
        raise FieldMissing(field)
    return line


def optional_line(text: str, field: str, limit: int = LINE_LIMIT) -> str:
    """Return the cleaned line, which may be empty.

    Raises:
        FieldTooLong: it holds more than ``limit`` characters.
    """
    line = clean_line(text)
    if len(line) > limit:
        raise FieldTooLong(field, limit)
    return line


def optional_text(text: str, field: str, limit: int = TEXT_LIMIT) -> str:
    """Return the cleaned text of several lines, which may be empty.

    Raises:
        FieldTooLong: it holds more than ``limit`` characters.
    """
    cleaned = clean_text(text).strip()
    if len(cleaned) > limit:
        raise FieldTooLong(field, limit)
    return cleaned


def shorten(text: str, limit: int) -> str:
    """Return ``text`` with at most ``limit`` characters, an ellipsis where it was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
