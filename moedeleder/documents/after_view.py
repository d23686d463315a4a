"""What is told about the minutes themselves: what is new, sources, remarks, answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from moedeleder.documents import words, words_after
from moedeleder.documents.changed_text import Look, Piece, before_and_now
from moedeleder.documents.notes import Note, remark_note, retired_note
from moedeleder.documents.retired_words import retired_cell
from moedeleder.documents.table import Row, Table, used_columns
from moedeleder.domain import danish
from moedeleder.domain.completeness import joined
from moedeleder.domain.record import MinutesRecord, PartKey
from moedeleder.domain.record_after import RecordChange, RecordLimited, RecordPromise, RecordSource

_SOURCE_WIDTHS = (1.8, 1.25, 1.0, 1.9)
_RESPONSE_WIDTHS = (1.5, 1.0)
_NOTHING = Table((), (), ())


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A label, and a text in which the words that differ are marked."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """All that is new in one part."""

    heading: str
    changes: tuple[tuple[ChangedLine, ...], ...]


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a later version, and why; all empty in the first."""

    heading: str = ""
    reason: str = ""
    parts: tuple[ChangedPart, ...] = ()


@dataclass(frozen=True, slots=True)
class LimitedPoint:
    """A point that only some may hear."""

    heading: str
    names: str
    lines: tuple[str, ...]
    promises: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class NotesSection:
    """Notes under a heading of their own."""

    heading: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class AfterView:
    """What is told about the minutes themselves; each may hold nothing."""

    news: News
    sources: Table
    limited: tuple[LimitedPoint, ...]
    overruled: tuple[str, ...]
    remarks: tuple[NotesSection, ...]
    responses_heading: str
    responses: Table


def after_view(record: MinutesRecord, printed: Collection[str]) -> AfterView:
    """Return it; notes on parts that are not among the ``printed`` get a heading of their own."""
    return AfterView(
        news=_news(record),
        sources=_sources(record),
        limited=tuple(map(_limited, record.limited)),
        overruled=tuple(
            f"{each.lacking.rstrip('. ')}. {words_after.BECAUSE} {each.reason}"
            for each in record.overruled
        ),
        remarks=_elsewhere(record, printed),
        responses_heading=words_after.responses(record.number),
        responses=_responses(record),
    )


def _news(record: MinutesRecord) -> News:
    if record.number < 2:
        return News()
    groups = groupby(record.changes, key=lambda each: each.heading)
    return News(
        heading=words_after.news(record.number),
        reason=record.reason,
        parts=tuple(
            ChangedPart(heading or words.MINUTES, tuple(map(_change, changes)))
            for heading, changes in groups
        ),
    )


def _change(change: RecordChange) -> tuple[ChangedLine, ...]:
    before, after = change.before, change.after
    if not before:
        return (ChangedLine(words_after.TAG_NEW, (Piece(after),)),)
    if not after:
        return (ChangedLine(words_after.OUT, (Piece(before, look=Look.REMOVED),)),)
    was, is_now = before_and_now(before, after)
    return ChangedLine(words_after.BEFORE, was), ChangedLine(words_after.NOW, is_now)


def _sources(record: MinutesRecord) -> Table:
    rows = [_source_row(each, record) for each in record.sources]
    return used_columns(words_after.SOURCE_COLUMNS, _SOURCE_WIDTHS, rows) if rows else _NOTHING


def _source_row(source: RecordSource, record: MinutesRecord) -> Row:
    because = f"{words_after.BECAUSE} {source.reason}" if source.reason.strip() else ""
    followed = ". ".join(each for each in (source.followed.rstrip("."), because) if each)
    cells = (
        source.title,
        source.author,
        danish.short_date(source.dated) if source.dated else "",
        followed,
    )
    return tuple(retired_cell(cell, PartKey.DOCUMENTS, record) for cell in cells)


def _limited(point: RecordLimited) -> LimitedPoint:
    return LimitedPoint(
        heading=point.title.strip() or words_after.LIMITED,
        names=words_after.only_for(joined(point.names)),
        lines=point.lines,
        promises=tuple(map(_promise, point.promises)),
    )


def _promise(promise: RecordPromise) -> Row:
    due = danish.short_date(promise.due) if promise.due else words.NOT_AGREED
    return promise.action, promise.owner or words.NOT_AGREED, due


def _elsewhere(record: MinutesRecord, printed: Collection[str]) -> tuple[NotesSection, ...]:
    """Return the notes on the whole, and on parts that have no place in these minutes."""
    headings = words_after.OTHER_PARTS | {part.key.value: part.heading for part in record.parts}
    remarks = tuple(
        remark_note(each, named=True, heading=headings.get(each.part, ""))
        for each in record.remarks
        if each.part not in printed
    )
    retired = tuple(
        retired_note(each, named=True, heading=headings.get(each.part, ""))
        for each in record.retired
        if each.part not in printed
    )
    sections = (
        NotesSection(words_after.REMARKS, remarks),
        NotesSection(words_after.RETIRED_SECTION, retired),
    )
    return tuple(each for each in sections if each.notes)


def _responses(record: MinutesRecord) -> Table:
    rows = tuple((each.name, each.answer) for each in record.responses)
    return Table(words_after.RESPONSE_COLUMNS, _RESPONSE_WIDTHS, rows) if rows else _NOTHING


STRUCTURED = (PartKey.ATTENDEES, PartKey.ACTION_PLAN, PartKey.FOLLOW_UP)
"""Parts that are tables or choices, whose notes stand below them."""
