"""The data our page templates read, a method for each paper."""

from __future__ import annotations

from typing import Any

from moedeleder.documents import words
from moedeleder.documents.agenda_view import AgendaView
from moedeleder.documents.child_page import ChildView
from moedeleder.documents.feedback_form import FeedbackFormView
from moedeleder.documents.minutes_data import minutes_data
from moedeleder.documents.receipt import ReceiptView
from moedeleder.documents.summary_page import SummaryView
from moedeleder.documents.text_data import TextData
from moedeleder.documents.view import MinutesView
from moedeleder.domain.record import Letterhead

Data = dict[str, Any]


class PageData(TextData):
    """Turns values into the JSON of one document, and notices what cannot be drawn."""

    def minutes(self, view: MinutesView, letterhead: Letterhead, logo_name: str) -> Data:
        """Return the data of ``minutes.typ``."""
        data = self.common(view, letterhead, logo_name) | minutes_data(self, view)
        return data | {"words": _words(), "note": self.note}

    def summary(
        self, view: SummaryView, letterhead: Letterhead, logo_name: str, size: float
    ) -> Data:
        """Return the data of ``summary.typ``; ``size`` is that of its letters, in points."""
        data = self.common(view, letterhead, logo_name) | {
            "draft": view.draft,
            "size": size,
            "told_first": [self.line(each) for each in view.told_first],
            "agreed_heading": view.agreed_heading,
            "agreed": self.marked(view.agreed),
            "agreed_goes_on": view.agreed_goes_on,
            "disagreeing": [self.line(each) for each in view.disagreeing],
            "promises": self.rows(view.promises),
            "more_promises": view.more_promises,
            "next_meeting": self.line(view.next_meeting),
            "correction": self.line(view.correction),
            "closing": self.line(view.closing),
            "words": _words(),
        }
        return data | {"note": self.note}

    def child(self, view: ChildView, letterhead: Letterhead) -> Data:
        """Return the data of ``child.typ``."""
        data = self.common(view, letterhead, "") | {
            "draft": view.draft,
            "met": self.line(view.met),
            "text": self.marked(view.text),
            "ask_heading": view.ask_heading,
            "ask": self.line(view.ask),
            "words": _words(),
        }
        return data | {"note": self.note}

    def agenda(self, view: AgendaView, letterhead: Letterhead, logo_name: str) -> Data:
        """Return the data of ``agenda.typ``."""
        link = ((words.LINK, view.link),) if view.link else ()
        data = self.common(view, letterhead, logo_name) | {
            "facts": self.facts(view.facts + link),
            "points": [
                {
                    "number": point.number,
                    "begins": self.text(point.begins),
                    "title": self.line(point.title),
                    "mark": point.mark,
                    "about": self.line(point.about),
                    "words": self.line(point.words),
                    "is_familys": point.is_familys,
                }
                for point in view.points
            ],
            "draft": view.draft,
            "edition": view.edition,
            "changes": [self.line(line) for line in view.changes],
            "bar_note": view.bar_note,
            **self.attendees(view.attendees),
            "support": self.line(view.support),
            "own_point_heading": view.own_point_heading,
            "own_point": self.line(view.own_point),
            "words": _words(),
        }
        return data | {"note": self.note}

    def receipt(self, view: ReceiptView, letterhead: Letterhead, logo_name: str) -> Data:
        """Return the data of ``receipt.typ``."""
        data = self.common(view, letterhead, logo_name) | {
            "greeting": self.line(view.greeting),
            "opening": self.line(view.opening),
            "lines": [
                {"words": self.line(said), "answer": self.line(answer)}
                for said, answer in view.lines
            ],
            "thanks": self.line(view.thanks),
            "help": self.line(view.help),
            "words": _words(),
        }
        return data | {"note": self.note}

    def feedback(self, view: FeedbackFormView, letterhead: Letterhead, logo_name: str) -> Data:
        """Return the data of ``feedback.typ``."""
        data = self.common(view, letterhead, logo_name)
        return data | {
            "copies": view.copies,
            "opening": self.line(view.opening),
            "question_head": self.line(view.question_head),
            "scale": [{"mark": mark, "words": self.line(says)} for mark, says in view.scale],
            "questions": [self.line(question) for question in view.questions],
            "closing": self.line(view.closing),
            "words": _words(),
        }


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
