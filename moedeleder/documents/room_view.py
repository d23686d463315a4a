"""What happened in the room, as the pages of the minutes show it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from moedeleder.documents import words
from moedeleder.documents.table import Row, Table, used_columns
from moedeleder.domain import danish
from moedeleder.domain.record import MinutesRecord
from moedeleder.domain.record_room import BoardColumn, RecordScale, RecordVerdict

_MARK_WIDTHS = (1.5, 0.4, 2.4)
_FORMAL_WIDTHS = (1.0, 2.0, 1.1, 0.9)
_PARKED_WIDTHS = (2.0, 1.3, 1.0)
_READ_WIDTHS = (1.3, 1.45, 1.0, 1.7)
_CHECK_WIDTHS = (0.7, 3.5)
_SPEAKING_WIDTHS = (3.0, 1.0)


@dataclass(frozen=True, slots=True)
class ScaleTable:
    """One question from 0 to 10 with the numbers given."""

    question: str
    table: Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a line on what it is, and a table."""

    heading: str
    about: str
    table: Table


@dataclass(frozen=True, slots=True)
class RoomView:
    """What happened in the room, in the order of reading; each may hold nothing.

    ``board`` and ``scales`` stand before the conclusion, ``outcome`` after the action plan, and
    ``how`` at the very end.
    """

    board: tuple[BoardColumn, ...]
    scales: tuple[ScaleTable, ...]
    outcome: tuple[Section, ...]
    how: tuple[Section, ...]


def room_view(record: MinutesRecord) -> RoomView:
    """Return what the pages show of the room."""
    outcome = (_formal(record), _parked(record), _unreached(record), _read_back(record))
    how = (_checks(record), _speaking(record))
    return RoomView(
        board=tuple(
            replace(each, heading=each.heading.strip() or words.COLUMN) for each in record.board
        ),
        scales=tuple(_scale(each) for each in record.scales),
        outcome=tuple(each for each in outcome if each.table.rows),
        how=tuple(each for each in how if each.table.rows),
    )


def _scale(scale: RecordScale) -> ScaleTable:
    rows = [(mark.name, str(mark.value), mark.reason) for mark in scale.marks]
    # A heading without words would break the page for a screen reader.
    return ScaleTable(
        scale.question.strip() or words.SCALE, used_columns(words.MARK_COLUMNS, _MARK_WIDTHS, rows)
    )


def _formal(record: MinutesRecord) -> Section:
    rows = [
        (
            each.label,
            each.text,
            each.person,
            danish.short_date(each.due) if each.due else words.NOT_AGREED,
        )
        for each in record.formal
    ]
    table = used_columns(words.FORMAL_COLUMNS, _FORMAL_WIDTHS, rows)
    return Section(words.FORMAL, words.FORMAL_FOLLOWS, table)


def _parked(record: MinutesRecord) -> Section:
    rows = [(each.title, each.raised_by, each.where) for each in record.parked]
    return Section(words.PARKED, "", used_columns(words.PARKED_COLUMNS, _PARKED_WIDTHS, rows))


def _unreached(record: MinutesRecord) -> Section:
    rows = [(each.title, each.raised_by, each.where) for each in record.unreached]
    return Section(words.UNREACHED, "", used_columns(words.PARKED_COLUMNS, _PARKED_WIDTHS, rows))


def _read_back(record: MinutesRecord) -> Section:
    rows = [_verdict_row(each) for each in record.read_back]
    table = used_columns(words.READ_BACK_COLUMNS, _READ_WIDTHS, rows)
    return Section(words.READ_BACK, words.READ_BACK_ABOUT, table)


def _verdict_row(verdict: RecordVerdict) -> Row:
    changed = f" ({words.READ_BACK_CHANGED})" if verdict.changed else ""
    return (verdict.part, verdict.name, verdict.verdict + changed, verdict.words)


def _checks(record: MinutesRecord) -> Section:
    # A line that nobody ticked does not say that it was not done, and blames nobody.
    stretches: dict[str, list[str]] = {}
    for each in record.checks:
        if each.done:
            stretches.setdefault(each.stretch, []).append(each.text)
    # A row for each stretch: its name stands once, its lines below each other.
    rows = [(stretch, "\n".join(lines)) for stretch, lines in stretches.items()]
    return Section(words.CHECKS, "", used_columns(words.CHECK_COLUMNS, _CHECK_WIDTHS, rows))


def _speaking(record: MinutesRecord) -> Section:
    rows = [(each.name, f"{each.percent} %") for each in record.speaking]
    table = used_columns(words.SPEAKING_COLUMNS, _SPEAKING_WIDTHS, rows)
    return Section(words.SPEAKING, words.SPEAKING_ABOUT, table)
