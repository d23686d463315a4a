"""The editors of the page, and the way from something found to its words in one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from moedeleder.domain.record import PartKey
from moedeleder.ui.pages.minutes.form import MinutesForm
from moedeleder.ui.pages.minutes.language.marks import utf16
from moedeleder.ui.pages.minutes.language.report import SheetText, Spot


@dataclass(frozen=True)
class Sheet:
    """One editor: its name, the part it belongs to, and how it is brought into sight."""

    name: str
    part: PartKey
    edit: QTextEdit
    reveal: Callable[[], object]


def sheets_of(form: MinutesForm) -> Iterator[Sheet]:
    """Yield the editors in the order of the page: the written parts and the plan's lines."""
    for key in form.sections:
        if key in form.parts:
            section = form.parts[key]
            yield Sheet(section.edit.objectName(), key, section.edit, lambda: None)
        elif key is PartKey.ACTION_PLAN:
            yield from _plan_sheets(form)


def _plan_sheets(form: MinutesForm) -> Iterator[Sheet]:
    for row in form.plan.rows:
        *before, sign = row.chain.cells()
        for cell in (*before, row.what, sign):
            closed = cell is row.what
            open_row = (lambda: None) if closed else (lambda row=row: row.set_open(True))
            yield Sheet(cell.objectName(), PartKey.ACTION_PLAN, cell, open_row)


def read_sheet(sheet: Sheet) -> SheetText:
    """Return the paragraphs of an editor as they stand, and where somebody writes in it."""
    paragraphs = []
    block = sheet.edit.document().begin()
    while block.isValid():
        paragraphs.append(block.text())
        block = block.next()
    return SheetText(sheet.name, sheet.part, tuple(paragraphs), _caret(sheet.edit))


def _caret(edit: QTextEdit) -> tuple[int, int] | None:
    cursor = edit.textCursor()
    if not edit.hasFocus() or cursor.hasSelection():
        return None
    block = cursor.block()
    before = utf16_before(block.text(), cursor.positionInBlock())
    return block.blockNumber(), before


def utf16_before(text: str, at: int) -> int:
    """Return how many characters stand before a place that Qt counted."""
    return at if text.isascii() else len(text.encode("utf-16-le")[: 2 * at].decode("utf-16-le"))


def place_of(edit: QTextEdit, spot: Spot) -> QTextCursor | None:
    """Return a cursor that has the words selected; None where they stand no more."""
    document = edit.document()
    block = document.findBlockByNumber(spot.block)
    if block.isValid() and _stands(block, spot):
        return _selecting(block, spot.start, spot.text)
    block = document.begin()
    while block.isValid():
        at = block.text().find(spot.text) if spot.text else -1
        if at >= 0:
            return _selecting(block, at, spot.text)
        block = block.next()
    return None


def is_selected(edit: QTextEdit, spot: Spot) -> bool:
    """Return whether just the words of a place are selected."""
    place, mine = place_of(edit, spot), edit.textCursor()
    if place is None:
        return False
    ends = (place.selectionStart(), place.selectionEnd())
    return ends == (mine.selectionStart(), mine.selectionEnd())


def _stands(block: QTextBlock, spot: Spot) -> bool:
    return block.text()[spot.start : spot.start + len(spot.text)] == spot.text


def _selecting(block: QTextBlock, start: int, words: str) -> QTextCursor:
    text = block.text()
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + utf16(text, start))
    end = block.position() + utf16(text, start + len(words))
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def put_in(edit: QTextEdit, place: QTextCursor, words: str) -> None:
    """Write ``words`` in place of what is selected, as one step that Ctrl+Z takes back.

    Where the words have a gap to fill in, it stands selected afterwards.
    """
    start = place.selectionStart()
    first = QTextCursor(place.document())
    first.setPosition(start + 1)
    place.insertText(words, first.charFormat())
    gap = _gap(words)
    if gap is not None:
        place.setPosition(start + utf16(words, gap[0]))
        place.setPosition(start + utf16(words, gap[1]), QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(place)


def _gap(words: str) -> tuple[int, int] | None:
    """Return where the writer fills in: from … or [ to its end."""
    bracket, dots = words.find("["), words.find("…")
    end = words.find("]", bracket)
    if bracket >= 0 and end > bracket:
        return bracket, end + 1
    return (dots, dots + 1) if dots >= 0 else None


def fitting(words: str, instead_of: str) -> str:
    """Return an offer with a capital letter where what it stands for begins a sentence."""
    capital = instead_of[:1].isupper() and not instead_of.isupper()
    return words[:1].upper() + words[1:] if capital else words
