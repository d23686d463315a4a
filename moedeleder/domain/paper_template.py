"""The municipality's own Word template: its placeholders, and what can be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum

WHOLE_TEXT = "referat"
PAGE_NUMBER = "side"
VALUES = (
    "kommune",
    "afdeling",
    "barn",
    "sagsnummer",
    "mødetype",
    "dato",
    "tid",
    "sted",
    "formål",
    "version",
    "kontakt",
    "rettelsesfrist",
    "skrevet_af",
)
PLACEHOLDERS = (*VALUES, PAGE_NUMBER, WHOLE_TEXT)
"""What may stand between {{ and }} in a template, as a person writes it."""


class TemplateFault(StrEnum):
    """Why a template cannot be used."""

    TOO_LARGE = "too_large"
    NOT_WORD = "not_word"
    BROKEN = "broken"
    UNSAFE = "unsafe"
    MACROS = "macros"
    EMBEDDED = "embedded"
    LINKED = "linked"
    TRACKED = "tracked"
    COMMENTS = "comments"
    UNKNOWN_WORD = "unknown_word"
    NOT_CLOSED = "not_closed"
    NOT_OPENED = "not_opened"
    TEXT_MISSING = "text_missing"
    TEXT_TWICE = "text_twice"
    TEXT_NOT_ALONE = "text_not_alone"
    TEXT_ELSEWHERE = "text_elsewhere"
    MARGIN_TOO_LONG = "margin_too_long"


class TemplatePart(StrEnum):
    """Where on the paper something stands."""

    HEADER = "header"
    FIRST_HEADER = "first_header"
    EVEN_HEADER = "even_header"
    BODY = "body"
    FOOTER = "footer"
    FIRST_FOOTER = "first_footer"
    EVEN_FOOTER = "even_footer"


@dataclass(frozen=True, slots=True)
class TemplateMistake:
    """One thing that must be mended before a template can be used.

    ``line`` counts the paragraphs of ``part`` from 1; ``word`` is what stands between the braces,
    ``meant`` the placeholder that looks most like it.
    """

    fault: TemplateFault
    part: TemplatePart | None = None
    line: int = 0
    word: str = ""
    meant: str = ""


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    """The template that is in use; ``pictures_left_out`` cannot be drawn in PDF files."""

    file_name: str
    saved_at: datetime | None
    pictures_left_out: int = 0


def nearest(word: str) -> str:
    """Return the placeholder that somebody probably meant; empty when none is near."""
    found = get_close_matches(word.casefold(), PLACEHOLDERS, n=1, cutoff=0.6)
    return found[0] if found else ""
