"""What our page templates read, piece by piece: texts checked for what can be drawn."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from moedeleder.documents import words
from moedeleder.documents.changed_text import Piece
from moedeleder.documents.drawable import PLACEHOLDER, breakable, drawable, is_right_to_left
from moedeleder.documents.marked_text import MarkedText, Paragraph
from moedeleder.documents.notes import Note
from moedeleder.documents.room_view import Section
from moedeleder.documents.table import Row, Table
from moedeleder.domain.record import Letterhead
from moedeleder.domain.text import shorten

Data = dict[str, Any]
# The main typeface, then those that draw what it lacks, in the order they are tried.
FONT_FAMILIES = (
    "Inter",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans Thai",
    "Noto Sans Tamil",
    "Noto Sans Ethiopic",
    "Noto Sans Devanagari",
    "Noto Sans Symbols2",
    "Noto Emoji",
)
LABEL_LIMIT = 200
HEADING_LIMIT = 300
# Letters of a word that every line of that place can hold; a longer one may be broken.
WORD_IN_TEXT = 40
WORD_IN_HEADING = 24
WORD_IN_CELL = 16


class PaperView(Protocol):
    """What every paper has: a heading, whom it is about, and what stands at the foot."""

    @property
    def heading(self) -> str: ...
    @property
    def document_title(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def facts(self) -> tuple[Row, ...]: ...
    @property
    def footer(self) -> str: ...


class TextData:
    """Turns texts into the JSON of one document, and notices what cannot be drawn."""

    def __init__(self, font_folder: Path) -> None:
        self._font_folder = font_folder
        self._replaced = False

    @property
    def note(self) -> str:
        """What the paper says about characters that could not be drawn; empty when all were."""
        return words.PLACEHOLDER_NOTE if self._replaced else ""

    def common(self, view: PaperView, letterhead: Letterhead, logo_name: str) -> Data:
        """Return what every template reads."""
        ways = " · ".join(way for way in (letterhead.phone, letterhead.mail) if way)
        return {
            "fonts": FONT_FAMILIES,
            "document_title": self.label(view.document_title),
            "author": self.label(letterhead.organisation),
            "heading": self.heading(view.heading),
            "who": self.line(view.who),
            "facts": self.facts(view.facts),
            "footer": self.line(view.footer),
            "letterhead": {
                "organisation": self.line(letterhead.organisation),
                "unit": self.line(letterhead.unit),
                "address": self.line(letterhead.address),
                "ways": self.line(ways),
                "logo": logo_name,
                "logo_alt": self.label(words.logo_of(letterhead.organisation)),
            },
        }

    def facts(self, rows: Iterable[Row]) -> list[list[Data]]:
        """Return label and value lines."""
        return [[self.line(cell) for cell in row] for row in rows]

    def attendees(self, table: Table) -> Data:
        """Return the table of those who are there."""
        return {
            "attendee_heads": table.heads,
            "attendee_widths": table.widths,
            "attendees": self.rows(table.rows),
        }

    def section(self, section: Section) -> Data:
        """Return a heading, a line on it, and its table."""
        return {"heading": section.heading, "about": section.about} | self.table(section.table)

    def table(self, table: Table) -> Data:
        """Return a table."""
        return {"heads": table.heads, "widths": table.widths, "rows": self.rows(table.rows)}

    def marked(self, text: MarkedText) -> Data:
        """Return paragraphs with their looks, and the notes on all of them."""
        return {"blocks": self.paragraphs(text.paragraphs), "notes": self.notes(text.notes)}

    def paragraphs(self, paragraphs: Iterable[Paragraph]) -> list[Data]:
        """Return paragraphs with their looks and notes."""
        return [
            {
                "kind": each.kind.value,
                "rtl": is_right_to_left(each.text),
                "tag": each.tag,
                "runs": self.pieces(each.pieces),
                "notes": self.notes(each.notes),
            }
            for each in paragraphs
        ]

    def pieces(self, pieces: Iterable[Piece]) -> list[Data]:
        """Return stretches of text with their looks."""
        return [
            {"t": self.text(piece.text), "b": piece.bold, "look": piece.look.value}
            for piece in pieces
        ]

    def notes(self, notes: Iterable[Note]) -> list[Data]:
        """Return remarks, and marks on what no longer holds."""
        return [
            {
                "label": self.line(note.label),
                "about": self.line(note.about),
                "words": self.line(note.words),
                "answer": self.line(note.answer),
            }
            for note in notes
        ]

    def rows(self, rows: Iterable[Row]) -> list[list[Data]]:
        """Return the cells of a table, row by row."""
        return [self.cells(row) for row in rows]

    def cells(self, row: Iterable[str]) -> list[Data]:
        """Return the cells of a row, whose words may break earlier."""
        return [self.line(cell, WORD_IN_CELL) for cell in row]

    def heading(self, text: str) -> Data:
        """Return a heading, and how it begins when it is too long for one."""
        short = self.text(shorten(text, HEADING_LIMIT), WORD_IN_HEADING)
        return self.line(text, WORD_IN_HEADING) | {"short": short}

    def line(self, text: str, longest: int = WORD_IN_TEXT) -> Data:
        """Return one line and the side it is read from."""
        return {"t": self.text(text, longest), "rtl": is_right_to_left(text)}

    def text(self, text: str, longest: int = WORD_IN_TEXT) -> str:
        """Return ``text`` as our fonts can draw it, with places to break in very long words."""
        return breakable(words.kept_together(self._plain(text)), longest)

    def label(self, text: str) -> str:
        """Return a text that stands in the file's own data, where archives allow no long ones."""
        return shorten(" ".join(self._plain(text).split()), LABEL_LIMIT)

    def _plain(self, text: str) -> str:
        drawn = drawable(text, self._font_folder)
        if drawn.count(PLACEHOLDER) > text.count(PLACEHOLDER):
            self._replaced = True
        return drawn
