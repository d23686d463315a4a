"""The minutes as their template reads them."""

from __future__ import annotations

from moedeleder.documents import words, words_after
from moedeleder.documents.after_view import AfterView, LimitedPoint, News
from moedeleder.documents.text_data import Data, TextData
from moedeleder.documents.view import MinutesView, PartView, Summary
from moedeleder.domain.record import PartKey


def minutes_data(texts: TextData, view: MinutesView) -> Data:
    """Return the data of ``minutes.typ``, but what every paper has."""
    return {
        "is_draft": view.is_draft,
        "told_first": [texts.line(each) for each in view.told_first],
        "cut": view.cut,
        "summary_is_empty": view.summary.is_empty,
        "summary": _summary(texts, view.summary),
        "correction": texts.line(view.correction),
        "version": texts.line(view.version),
        **texts.attendees(view.attendees),
        "attendee_notes": texts.notes(view.notes[PartKey.ATTENDEES]),
        "parts": [_part(texts, part) for part in view.parts],
        "board": [
            {"heading": each.heading, "lines": texts.cells(each.lines)} for each in view.room.board
        ],
        "scales": [
            {"question": texts.heading(each.question)} | texts.table(each.table)
            for each in view.room.scales
        ],
        "outcome_parts": [_part(texts, part) for part in view.outcome_parts],
        "plan": texts.table(view.plan.table),
        "cards": [
            {"heading": each.heading, "rows": texts.facts(each.rows)} for each in view.plan.cards
        ],
        "plan_notes": texts.notes(view.notes[PartKey.ACTION_PLAN]),
        "outcome": [texts.section(each) for each in view.room.outcome],
        "follow_up": texts.line(view.follow_up),
        "follow_up_notes": texts.notes(view.notes[PartKey.FOLLOW_UP]),
        "later_parts": [_part(texts, part) for part in view.later_parts],
        "documents_heading": texts.heading(view.documents_heading),
        "documents_notes": texts.notes(view.notes[PartKey.DOCUMENTS]),
        "how": [texts.section(each) for each in view.room.how],
        **_after(texts, view.after),
        "closing": texts.line(view.closing),
        "attachment": "",
        "attachment_about": words.MINUTES_FILE_ABOUT,
    }


def _summary(texts: TextData, summary: Summary) -> Data:
    return {
        "agreed_heading": summary.agreed_heading,
        "agreed": texts.paragraphs(summary.agreed),
        "agreed_goes_on": summary.agreed_goes_on,
        "disagreeing": texts.cells(summary.disagreeing),
        "promises": texts.rows(summary.promises),
        "more_promises": words.more_promises(summary.more_promises),
        "next_meeting": texts.line(summary.next_meeting),
    }


def _part(texts: TextData, part: PartView) -> Data:
    return {
        "key": part.key.value,
        "heading": texts.heading(part.heading),
        "family": part.is_familys,
        **texts.marked(part.text),
    }


def _after(texts: TextData, after: AfterView) -> Data:
    return {
        "news": _news(texts, after.news),
        "sources": texts.table(after.sources),
        "limited": [_limited(texts, each) for each in after.limited],
        "overruled": [texts.line(each) for each in after.overruled],
        "remarks": [
            {"heading": each.heading, "notes": texts.notes(each.notes)} for each in after.remarks
        ],
        "responses_heading": after.responses_heading,
        "responses_about": words_after.RESPONSES_ABOUT,
        "responses": texts.table(after.responses),
        "overruled_heading": words_after.OVERRULED,
    }


def _news(texts: TextData, news: News) -> Data:
    return {
        "heading": news.heading,
        "reason": texts.line(news.reason),
        "parts": [
            {
                "heading": texts.heading(part.heading),
                "changes": [
                    [{"label": line.label, "runs": texts.pieces(line.pieces)} for line in change]
                    for change in part.changes
                ],
            }
            for part in news.parts
        ],
    }


def _limited(texts: TextData, point: LimitedPoint) -> Data:
    return {
        "heading": texts.heading(point.heading),
        "names": texts.line(point.names),
        "lines": [texts.line(each) for each in point.lines],
        "promises": texts.rows(point.promises),
    }
