"""What Word files tell about the minutes themselves: news, sources, remarks, answers."""

from __future__ import annotations

from docx.shared import Cm

from moedeleder.documents import words, words_after
from moedeleder.documents.after_view import AfterView, LimitedPoint, News
from moedeleder.documents.notes import Note
from moedeleder.documents.table import Table
from moedeleder.documents.word_page import WordPage

CHANGE_LABELS = Cm(1.9)


def write_news(page: WordPage, news: News, *, new_page: bool) -> bool:
    """Write what is new in this version, and return whether there was anything."""
    if not news.parts:
        return False
    page.heading(news.heading, 2, new_page=new_page)
    if news.reason:
        page.text(news.reason)
    for part in news.parts:
        page.heading(part.heading, 3)
        for change in part.changes:
            page.lines(((line.label, line.pieces) for line in change), CHANGE_LABELS)
    return True


def write_limited(page: WordPage, points: tuple[LimitedPoint, ...]) -> None:
    """Write the points that only some may hear."""
    for point in points:
        page.heading(point.heading, 2)
        page.text(point.names, "Kun for")
        for line in point.lines:
            page.text(line, "List Bullet")
        if point.promises:
            page.table(words.TODO_COLUMNS, point.promises, (9.4, 3.7, 2.7))


def write_sources(page: WordPage, sources: Table, heading: str, notes: tuple[Note, ...]) -> None:
    """Write the documents that were used."""
    if heading:
        page.heading(heading, 2)
    if sources.rows:
        page.table(sources.heads, sources.rows, sources.widths)
    page.notes(notes)


def write_after(page: WordPage, after: AfterView) -> None:
    """Write what is lacking, remarks on the whole, and who answered what."""
    if after.overruled:
        page.heading(words_after.OVERRULED, 2)
    for line in after.overruled:
        page.text(line, "List Bullet")
    for section in after.remarks:
        page.heading(section.heading, 2)
        page.notes(section.notes)
    if after.responses.rows:
        page.heading(after.responses_heading, 2)
        page.text(words_after.RESPONSES_ABOUT)
        page.table(after.responses.heads, after.responses.rows, after.responses.widths)
