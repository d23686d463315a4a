"""Searching what minutes say: what somebody typed, what they chose, and what was found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from moedeleder.domain.text import clean_line

LONGEST_SEARCH = 300
"""More than this nobody types in a search field."""
MOST_WORDS = 16
_BEGINS_FROM = 3
"""A word of so many letters finds all that begin with it: "skole" finds "skolen"."""
_PIECE = re.compile(r'"([^"]*)("|$)|([^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„»«", '"'))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that must stand beside each other; the last one may go on where ``begins`` is set."""

    words: str
    begins: bool


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What a search is narrowed to; both days are included.

    ``part`` is a ``PartKey`` or one of :data:`SECTIONS`.
    """

    family_id: str = ""
    person_id: str = ""
    type_key: str = ""
    since: date | None = None
    until: date | None = None
    part: str = ""


SECTIONS = ("remarks", "board", "scales", "read_back", "formal", "parked")
"""What minutes hold beside the parts, as far as it is searched."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what was found: the words that were looked for, or what stands around them."""

    text: str
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One place in the minutes of one meeting.

    ``heading`` says where in plain words. ``is_retired``: somebody marked what stands there as no
    longer relevant (*ikke længere aktuel*). ``is_finished``: the minutes are, else it is a draft.
    """

    meeting_id: str
    title: str
    child_name: str
    starts_at: datetime
    part: str
    heading: str
    pieces: tuple[Piece, ...]
    is_finished: bool
    is_retired: bool = False

    @property
    def text(self) -> str:
        """The words without marks."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def found_words(self) -> tuple[str, ...]:
        """The words that were looked for, as they stand there, each once."""
        return tuple(dict.fromkeys(each.text for each in self.pieces if each.is_found))


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Some of what was found, the newest meeting first; ``after`` asks for the next page."""

    hits: tuple[SearchHit, ...] = ()
    after: int | None = None


def wanted(typed: str) -> tuple[Wanted, ...]:
    """Return what somebody looks for; nothing they can type is a mistake.

    Every word must be there. Words in quotation marks stand together exactly so; other words may
    go on ("skole" finds "skolen"), short ones only when they are the last: they are being typed.
    A star after a word lets it go on in any case.

    Returns:
        Nothing when there is no letter or digit in it.
    """
    text = clean_line(typed[:LONGEST_SEARCH]).translate(_QUOTES)
    pieces = list(_PIECE.finditer(text))
    found = []
    for at, piece in enumerate(pieces):
        quoted, closed, word = piece.groups()
        is_last = at == len(pieces) - 1
        if word is None:
            found.append(Wanted(quoted.strip(), begins=is_last and not closed))
        else:
            found.append(Wanted(word, _goes_on(word, is_last)))
    return tuple(each for each in found if _is_readable(each.words))[:MOST_WORDS]


def _goes_on(word: str, is_last: bool) -> bool:
    letters = len(_letters(word))
    return letters >= _BEGINS_FROM or word.endswith("*") or (is_last and letters > 1)


def _is_readable(words: str) -> bool:
    return bool(_letters(words))


def _letters(words: str) -> str:
    return "".join(char for char in words if unicodedata.category(char)[0] in "LN")


def pieces_of(marked: str, begins: str, ends: str) -> tuple[Piece, ...]:
    """Return text in which found words stand between two marks as pieces, on one line."""
    line = re.sub(r"\s*\n\s*", " · ", marked.strip())
    found: list[Piece] = []
    for at, stretch in enumerate(line.split(begins)):
        inside, mark, after = stretch.partition(ends)
        if at and mark:
            found += [Piece(inside, is_found=True), Piece(after)]
        else:
            found.append(Piece(stretch.replace(ends, "")))
    return tuple(each for each in found if each.text)
