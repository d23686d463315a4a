"""The minutes in Word, from the page that stands alone to the last line."""

from __future__ import annotations

from docx.shared import Cm

from moedeleder.documents import words
from moedeleder.documents.marked_text import MarkedText
from moedeleder.documents.room_view import RoomView, Section
from moedeleder.documents.table import Table
from moedeleder.documents.view import MinutesView, PartView
from moedeleder.documents.word_after import (
    write_after,
    write_limited,
    write_news,
    write_sources,
)
from moedeleder.documents.word_page import WordPage
from moedeleder.domain.record import PartKey

# "Tegn på, at det virker" is longer than the labels of the first page.
CARD_LABELS = Cm(4.2)


def write_minutes(page: WordPage, view: MinutesView) -> None:
    """Write everything below the letterhead."""
    _first_page(page, view)
    _record(page, view)


def _first_page(page: WordPage, view: MinutesView) -> None:
    if view.is_draft:
        page.text(words.DRAFT, "Kladdemærke")
    page.heading(view.heading, 1)
    page.text(view.who, "Barn og sagsnummer")
    page.facts(view.facts)
    page.footer(view.footer)
    for line in view.told_first:
        page.text(line, "Bemærk")
    if not view.summary.is_empty:
        page.heading(words.IMPORTANT, 2, "Det vigtigste")
        _summary(page, view)
    page.text(view.version, "Lille")


def _summary(page: WordPage, view: MinutesView) -> None:
    summary = view.summary
    if summary.agreed:
        page.heading(summary.agreed_heading, 3)
        page.marked(MarkedText(summary.agreed))
        if summary.agreed_goes_on:
            page.text(f"{words.GOES_ON}.", "Lille")
    for line in summary.disagreeing:
        page.text(line)
    if summary.promises:
        page.heading(words.WHO_DOES_WHAT, 3)
        page.table(words.TODO_COLUMNS, summary.promises, (9.4, 3.7, 2.7))
        if summary.more_promises:
            page.text(f"{words.more_promises(summary.more_promises)}.", "Lille")
    if summary.next_meeting:
        page.heading(words.NEXT_MEETING, 3)
        page.text(summary.next_meeting)
    page.heading(words.SOMETHING_WRONG, 3)
    page.text(view.correction)


def _record(page: WordPage, view: MinutesView) -> None:
    news = write_news(page, view.after.news, new_page=not view.summary.is_empty)
    if view.attendees.rows:
        page.heading(words.ATTENDEES, 2, new_page=not view.summary.is_empty and not news)
        write_attendees(page, view.attendees)
        page.notes(view.notes[PartKey.ATTENDEES])
    for part in view.parts:
        _part(page, part)
    _seen_together(page, view.room)
    for part in view.outcome_parts:
        _part(page, part)
    _plan(page, view)
    if view.follow_up:
        page.heading(words.FOLLOW_UP, 2)
        page.text(view.follow_up)
        page.notes(view.notes[PartKey.FOLLOW_UP])
    write_limited(page, view.after.limited)
    for section in view.room.outcome:
        _section(page, section)
    for part in view.later_parts:
        _part(page, part)
    documents = view.notes[PartKey.DOCUMENTS]
    write_sources(page, view.after.sources, view.documents_heading, documents)
    write_after(page, view.after)
    for section in view.room.how:
        _section(page, section)
    if view.closing:
        page.text(view.closing, "Lille")
        if view.cut:
            page.text(view.cut, "Lille")


def _plan(page: WordPage, view: MinutesView) -> None:
    if view.plan.is_empty:
        return
    page.heading(words.ACTION_PLAN, 2)
    table = view.plan.table
    if table.rows:
        page.table(table.heads, table.rows, table.widths)
    for card in view.plan.cards:
        page.heading(card.heading, 3)
        page.facts(card.rows, CARD_LABELS, together=True)
    page.notes(view.notes[PartKey.ACTION_PLAN])


def _seen_together(page: WordPage, room: RoomView) -> None:
    """Write the board, a list for each column, and the scales."""
    if room.board:
        page.heading(words.BOARD, 2)
    for column in room.board:
        page.heading(column.heading, 3)
        for line in column.lines:
            page.text(line, "List Bullet")
    if room.scales:
        page.heading(words.SCALES, 2)
    for scale in room.scales:
        page.heading(scale.question, 3)
        page.table(scale.table.heads, scale.table.rows, scale.table.widths)


def _section(page: WordPage, section: Section) -> None:
    page.heading(section.heading, 2)
    if section.about:
        page.text(section.about)
    page.table(section.table.heads, section.table.rows, section.table.widths)


def write_attendees(page: WordPage, table: Table) -> None:
    """Write who is there, the names strong."""
    page.table(table.heads, table.rows, table.widths, first_strong=True)


def _part(page: WordPage, part: PartView) -> None:
    if part.is_familys:
        page.heading(part.heading, 2, "Familiens overskrift")
        page.marked(part.text, "Familiens ord", "Familiens punkt")
    else:
        page.heading(part.heading, 2)
        page.marked(part.text)
