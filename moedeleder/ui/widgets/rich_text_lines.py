"""One paragraph of the editor at a time: found by what it was made from, moved, rewritten.

Everything goes through the editor's own history, so Ctrl+Z takes it back with its sources.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from moedeleder.domain.rich_text import Block, BlockKind, RichText, Run
from moedeleder.ui.tokens import current_tokens
from moedeleder.ui.widgets.rich_text_document import (
    insert_rich_text,
    read_line,
    set_bullet,
    set_source,
    source_of,
)

_POINTED_OUT_MS = 2500


def current_line(edit: QTextEdit) -> Block:
    """Return the paragraph where the cursor stands."""
    return read_line(edit.textCursor().block())


def line_from(edit: QTextEdit, source: str, words: str = "") -> QTextBlock | None:
    """Return the first paragraph made from ``source``, else the first that holds ``words``."""
    lines = list(_lines(edit))
    own = next((line for line in lines if source and source_of(line) == source), None)
    if own is not None or not words:
        return own
    return next((line for line in lines if words in line.text()), None)


def stand_in(edit: QTextEdit, line: QTextBlock) -> None:
    """Put the cursor at the end of a paragraph."""
    cursor = QTextCursor(line)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    edit.setTextCursor(cursor)


def point_out(edit: QTextEdit) -> None:
    """Tint the cursor's paragraph for a moment, so that the eye finds it."""
    tint = QTextEdit.ExtraSelection()
    cursor = edit.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    look = QTextCharFormat()
    look.setBackground(QColor(current_tokens().accent_soft))
    tint.cursor, tint.format = cursor, look
    edit.setExtraSelections([tint])
    QTimer.singleShot(_POINTED_OUT_MS, edit, lambda: edit.setExtraSelections([]))


def move_line(edit: QTextEdit, by: int) -> bool:
    """Move the cursor's paragraph one up (-1) or down (1); return whether there was room."""
    cursor = edit.textCursor()
    line, column = cursor.block(), cursor.positionInBlock()
    other = line.next() if by > 0 else line.previous()
    if not other.isValid():
        return False
    first, last = (line, other) if by > 0 else (other, line)
    start = first.position()
    pair = RichText((read_line(last), read_line(first)))
    cursor.beginEditBlock()
    _select(cursor, first, last)
    _write_over(cursor, pair)
    cursor.endEditBlock()
    place = edit.document().findBlock(start)
    place = place.next() if by > 0 else place
    cursor.setPosition(place.position() + min(column, place.length() - 1))
    edit.setTextCursor(cursor)
    return True


def take_line(edit: QTextEdit) -> None:
    """Take the cursor's paragraph away."""
    _remove(edit.textCursor().block())


def rewrite_lines(edit: QTextEdit, source: str, words: str) -> None:
    """Let what was made from ``source`` be one paragraph again that says ``words``."""
    lines = [line for line in _lines(edit) if source_of(line) == source]
    if not lines:
        return
    whole = edit.textCursor()
    whole.beginEditBlock()
    for line in reversed(lines[1:]):
        _remove(line)
    kind = read_line(lines[0]).kind
    cursor = QTextCursor(lines[0])
    _select(cursor, lines[0], lines[0])
    _write_over(cursor, RichText((Block((Run(words),), kind, source),)))
    whole.endEditBlock()
    stand_in(edit, cursor.block())


def _lines(edit: QTextEdit) -> Iterator[QTextBlock]:
    line = edit.document().begin()
    while line.isValid():
        yield line
        line = line.next()


def _select(cursor: QTextCursor, first: QTextBlock, last: QTextBlock) -> None:
    cursor.setPosition(first.position())
    cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)


def _write_over(cursor: QTextCursor, rich: RichText) -> None:
    cursor.removeSelectedText()
    insert_rich_text(cursor, rich)


def _remove(line: QTextBlock) -> None:
    cursor = QTextCursor(line)
    cursor.beginEditBlock()
    if line.next().isValid():
        cursor.setPosition(line.next().position(), QTextCursor.MoveMode.KeepAnchor)
        after = read_line(line.next())
        cursor.removeSelectedText()
        # Qt keeps the looks of the first of two paragraphs that become one.
        _looks_of(cursor, after)
    elif line.previous().isValid():
        cursor.setPosition(line.previous().position() + line.previous().length() - 1)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    else:
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        _looks_of(cursor, Block(()))
    cursor.endEditBlock()


def _looks_of(cursor: QTextCursor, line: Block) -> None:
    set_source(cursor, line.source)
    set_bullet(cursor, line.kind is BlockKind.BULLET)
