"""The list on top of a pile of letters: who gets which, and when it was handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from moedeleder.documents import post_words
from moedeleder.documents.page_data import PageData
from moedeleder.documents.table import Row
from moedeleder.documents.text_data import WORD_IN_CELL
from moedeleder.documents.typesetting import compiled, fonts_folder, logo_files, page_files
from moedeleder.domain.danish import plain_date
from moedeleder.domain.record import Letterhead
from moedeleder.domain.sending import LetterKind


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One letter of the pile; ``pages`` is how many it has, ``by_hand`` files not among them.

    ``sheets`` is how many it takes printed on both sides; 0 where it is not said.
    """

    name: str
    kind: LetterKind
    pages: int
    has_address: bool = True
    by_hand: tuple[str, ...] = ()
    sheets: int = 0


@dataclass(frozen=True, slots=True)
class _ListView:
    who: str
    heading: str = post_words.CHECKLIST
    document_title: str = post_words.CHECKLIST
    footer: str = post_words.CHECKLIST
    facts: tuple[Row, ...] = ()


def checklist_pdf(lines: Sequence[ChecklistLine], day: date, letterhead: Letterhead) -> bytes:
    """Return the list as PDF/A-3a and PDF/UA-1; it says nothing of a meeting or a child.

    Raises:
        TemplateMissing: a template or font of the program is not there.
        DocumentFailed: the document could not be made.
    """
    logo, writer = logo_files(letterhead), PageData(fonts_folder())
    view = _ListView(f"{plain_date(day)} · {post_words.letters_count(len(lines))}")
    data = writer.common(view, letterhead, next(iter(logo), "")) | {
        "about": writer.line(post_words.CHECKLIST_ABOUT),
        "heads": post_words.CHECKLIST_HEADS,
        "lines": [_line(writer, number, each) for number, each in enumerate(lines, 1)],
        "words": {},
    }
    return compiled(page_files("checklist.typ", data | {"note": writer.note}, logo), "pdf")[0]


def _line(writer: PageData, number: int, line: ChecklistLine) -> dict[str, Any]:
    what = f"{post_words.kind_name(line.kind)}, {post_words.pages_count(line.pages, line.sheets)}"
    by_hand = f"{post_words.BY_HAND} {', '.join(line.by_hand)}" if line.by_hand else ""
    return {
        "number": number,
        "name": writer.line(line.name, WORD_IN_CELL),
        "what": writer.line(what),
        "missing": writer.line("" if line.has_address else post_words.NO_ADDRESS),
        "by_hand": writer.line(by_hand),
    }
