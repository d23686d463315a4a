"""A letter on paper: the receiver's address where an envelope's window is, then its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from moedeleder.documents import post_words
from moedeleder.documents.page_data import PageData
from moedeleder.documents.table import Row
from moedeleder.documents.typesetting import compiled, fonts_folder, logo_files, page_files
from moedeleder.domain.danish import plain_date
from moedeleder.domain.record import Letterhead
from moedeleder.domain.text import shorten

_WINDOW_LINES = 8
_FOOTER_NAME = 60


class BlockKind(StrEnum):
    """How a part of a letter looks."""

    HEADING = "heading"
    TEXT = "text"
    BULLETS = "bullets"
    NUMBERED = "numbered"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class PostBlock:
    """A part of a letter: lines that belong together.

    A quote has two lines: somebody's own words, and the answer to them.
    """

    kind: BlockKind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostLetter:
    """A letter to one person; ``address`` has a line for each line and may be empty.

    ``note`` stands last and says how to answer where the letter's words speak of mail.
    """

    name: str
    address: str
    day: date
    subject: str
    blocks: tuple[PostBlock, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class _LetterView:
    heading: str
    document_title: str
    footer: str
    who: str = ""
    facts: tuple[Row, ...] = ()


def letter_pdf(letter: PostLetter, letterhead: Letterhead) -> bytes:
    """Return the letter as PDF/A-3a and PDF/UA-1.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    logo, writer = logo_files(letterhead), PageData(fonts_folder())
    footer = f"{post_words.LETTER} · {shorten(letter.name, _FOOTER_NAME)}"
    view = _LetterView(letter.subject or post_words.LETTER, post_words.LETTER, footer)
    data = writer.common(view, letterhead, next(iter(logo), "")) | _own(writer, letter, letterhead)
    return compiled(page_files("letter.typ", data | {"note": writer.note}, logo), "pdf")[0]


def _own(writer: PageData, letter: PostLetter, letterhead: Letterhead) -> dict[str, Any]:
    lines = [letter.name, *_window_lines(letter.address)]
    return {
        "sender": writer.line(_sender(letterhead)),
        "window": [writer.line(line) for line in lines],
        "day": plain_date(letter.day),
        "blocks": [
            {"kind": each.kind.value, "lines": [writer.line(line) for line in each.lines]}
            for each in letter.blocks
        ],
        "closing": writer.line(letter.note),
        "words": {"you_said": post_words.YOU_SAID, "we_answer": post_words.WE_ANSWER},
    }


def _window_lines(address: str) -> list[str]:
    lines = [line for line in address.split("\n") if line.strip()]
    if len(lines) <= _WINDOW_LINES:
        return lines
    return [*lines[: _WINDOW_LINES - 1], ", ".join(lines[_WINDOW_LINES - 1 :])]


def _sender(head: Letterhead) -> str:
    """Return where a letter goes that reaches nobody, as it stands above the address."""
    known = [part for part in (head.organisation, " ".join(head.address.split("\n"))) if part]
    return f"{post_words.FROM} {', '.join(known)}" if known else ""
