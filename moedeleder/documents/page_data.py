"""The data our page templates read: every text checked for characters that can be drawn."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from moedeleder.documents import words
from moedeleder.documents.agenda_view import AgendaView
from moedeleder.documents.drawable import PLACEHOLDER, breakable, drawable, is_right_to_left
from moedeleder.documents.feedback_form import FeedbackFormView
from moedeleder.documents.receipt import ReceiptView
from moedeleder.documents.room_view import Section
from moedeleder.documents.table import Row, Table
from moedeleder.documents.view import FAMILY_PARTS, MinutesView
from moedeleder.domain.record import Letterhead, RecordPart
from moedeleder.domain.rich_text import RichText
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


class PageData:
    """Turns values into the JSON of one document, and notices what cannot be drawn."""

    def __init__(self, font_folder: Path) -> None:
        self._font_folder = font_folder
        self._replaced = False

    def minutes(self, view: MinutesView, letterhead: Letterhead, logo_name: str) -> Data:
        """Return the data of ``minutes.typ``."""
        summary = view.summary
        data = self._common(view, letterhead, logo_name) | {
            "is_draft": view.is_draft,
            "summary_is_empty": summary.is_empty,
            "summary": {
                "agreed_heading": summary.agreed_heading,
                "agreed": self._blocks(summary.agreed),
                "agreed_goes_on": summary.agreed_goes_on,
                "disagreeing": self._cells(summary.disagreeing),
                "promises": self._rows(summary.promises),
                "more_promises": words.more_promises(summary.more_promises),
                "next_meeting": self._line(summary.next_meeting),
            },
            "correction": self._line(view.correction),
            "version": self._line(view.version),
            **self._attendees(view.attendees),
            "parts": [self._part(part) for part in view.parts],
            "board": [
                {"heading": each.heading, "lines": self._cells(each.lines)}
                for each in view.room.board
            ],
            "scales": [
                {"question": self._heading(each.question)} | self._table(each.table)
                for each in view.room.scales
            ],
            "outcome_parts": [self._part(part) for part in view.outcome_parts],
            "plan": self._rows(view.plan),
            "outcome": [self._section(each) for each in view.room.outcome],
            "follow_up": self._line(view.follow_up),
            "later_parts": [self._part(part) for part in view.later_parts],
            "how": [self._section(each) for each in view.room.how],
            "closing": self._line(view.closing),
            "attachment": "",
            "attachment_about": words.MINUTES_FILE_ABOUT,
            "words": _words(),
        }
        return data | {"note": self._note}

    def agenda(self, view: AgendaView, letterhead: Letterhead, logo_name: str) -> Data:
        """Return the data of ``agenda.typ``."""
        link = ((words.LINK, view.link),) if view.link else ()
        data = self._common(view, letterhead, logo_name) | {
            "facts": self._facts(view.facts + link),
            "points": [
                {
                    "number": point.number,
                    "begins": self._text(point.begins),
                    "title": self._line(point.title),
                    "mark": point.mark,
                    "about": self._line(point.about),
                    "words": self._line(point.words),
                    "is_familys": point.is_familys,
                }
                for point in view.points
            ],
            "draft": view.draft,
            "edition": view.edition,
            "changes": [self._line(line) for line in view.changes],
            "bar_note": view.bar_note,
            **self._attendees(view.attendees),
            "support": self._line(view.support),
            "own_point_heading": view.own_point_heading,
            "own_point": self._line(view.own_point),
            "words": _words(),
        }
        return data | {"note": self._note}

    def receipt(self, view: ReceiptView, letterhead: Letterhead, logo_name: str) -> Data:
        """Return the data of ``receipt.typ``."""
        data = self._common(view, letterhead, logo_name) | {
            "greeting": self._line(view.greeting),
            "opening": self._line(view.opening),
            "lines": [
                {"words": self._line(said), "answer": self._line(answer)}
                for said, answer in view.lines
            ],
            "thanks": self._line(view.thanks),
            "help": self._line(view.help),
            "words": _words(),
        }
        return data | {"note": self._note}

    def feedback(self, view: FeedbackFormView, letterhead: Letterhead, logo_name: str) -> Data:
        """Return the data of ``feedback.typ``."""
        data = self._common(view, letterhead, logo_name)
        return data | {
            "copies": view.copies,
            "opening": self._line(view.opening),
            "question_head": self._line(view.question_head),
            "scale": [{"mark": mark, "words": self._line(says)} for mark, says in view.scale],
            "questions": [self._line(question) for question in view.questions],
            "closing": self._line(view.closing),
            "words": _words(),
        }

    @property
    def _note(self) -> str:
        return words.PLACEHOLDER_NOTE if self._replaced else ""

    def _common(
        self,
        view: MinutesView | AgendaView | ReceiptView | FeedbackFormView,
        letterhead: Letterhead,
        logo_name: str,
    ) -> Data:
        ways = " · ".join(way for way in (letterhead.phone, letterhead.mail) if way)
        return {
            "fonts": FONT_FAMILIES,
            "document_title": self._label(view.document_title),
            "author": self._label(letterhead.organisation),
            "heading": self._heading(view.heading),
            "who": self._line(view.who),
            "facts": self._facts(view.facts),
            "footer": self._line(view.footer),
            "letterhead": {
                "organisation": self._line(letterhead.organisation),
                "unit": self._line(letterhead.unit),
                "address": self._line(letterhead.address),
                "ways": self._line(ways),
                "logo": logo_name,
                "logo_alt": self._label(words.logo_of(letterhead.organisation)),
            },
        }

    def _facts(self, rows: Iterable[Row]) -> list[list[Data]]:
        return [[self._line(cell) for cell in row] for row in rows]

    def _attendees(self, table: Table) -> Data:
        return {
            "attendee_heads": table.heads,
            "attendee_widths": table.widths,
            "attendees": self._rows(table.rows),
        }

    def _section(self, section: Section) -> Data:
        return {"heading": section.heading, "about": section.about} | self._table(section.table)

    def _table(self, table: Table) -> Data:
        return {"heads": table.heads, "widths": table.widths, "rows": self._rows(table.rows)}

    def _part(self, part: RecordPart) -> Data:
        return {
            "key": part.key.value,
            "heading": self._heading(part.heading),
            "family": part.key in FAMILY_PARTS,
            "blocks": self._blocks(part.text),
        }

    def _blocks(self, text: RichText) -> list[Data]:
        return [
            {
                "kind": block.kind.value,
                "rtl": is_right_to_left(block.text),
                "runs": [{"t": self._text(run.text), "b": run.bold} for run in block.runs],
            }
            for block in text.blocks
        ]

    def _rows(self, rows: Iterable[Row]) -> list[list[Data]]:
        return [self._cells(row) for row in rows]

    def _cells(self, row: Row) -> list[Data]:
        return [self._line(cell, WORD_IN_CELL) for cell in row]

    def _heading(self, text: str) -> Data:
        short = self._text(shorten(text, HEADING_LIMIT), WORD_IN_HEADING)
        return self._line(text, WORD_IN_HEADING) | {"short": short}

    def _line(self, text: str, longest: int = WORD_IN_TEXT) -> Data:
        return {"t": self._text(text, longest), "rtl": is_right_to_left(text)}

    def _text(self, text: str, longest: int = WORD_IN_TEXT) -> str:
        return breakable(words.kept_together(self._plain(text)), longest)

    def _label(self, text: str) -> str:
        """Return a text that stands in the file's own data, where archives allow no long ones."""
        return shorten(" ".join(self._plain(text).split()), LABEL_LIMIT)

    def _plain(self, text: str) -> str:
        drawn = drawable(text, self._font_folder)
        if drawn.count(PLACEHOLDER) > text.count(PLACEHOLDER):
            self._replaced = True
        return drawn


def _words() -> Data:
    """Return the fixed words under the names that the templates use."""
    return {
        "draft": words.DRAFT,
        "important": words.IMPORTANT,
        "goes_on": words.GOES_ON,
        "on_page": words.ON_PAGE,
        "who_does_what": words.WHO_DOES_WHAT,
        "todo_columns": words.TODO_COLUMNS,
        "next_meeting": words.NEXT_MEETING,
        "something_wrong": words.SOMETHING_WRONG,
        "attendees": words.ATTENDEES,
        "action_plan": words.ACTION_PLAN,
        "plan_columns": words.PLAN_COLUMNS,
        "follow_up": words.FOLLOW_UP,
        "board": words.BOARD,
        "scales": words.SCALES,
        "points": words.POINTS,
        "support_heading": words.SUPPORT_HEADING,
        "news": words.NEWS,
        "in_the_room": words.IN_THE_ROOM,
        "you_said": words.YOU_SAID,
        "we_answer": words.WE_ANSWER,
    }
