"""What a line was made from, while words are taken away, written over, cut and pasted."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from moedeleder.domain.rich_text import Block, BlockKind, RichText, from_data, tidy, to_data
from moedeleder.ui.widgets.rich_text_document import (
    insert_rich_text,
    read_line,
    set_bullet,
    set_source,
    source_of,
)

LINES = "application/x-moedeleder-lines"
"""Lines of our own editor with what they were made from; beside it lie the words for others."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """What the line at a place is made from once the words selected there are gone."""

    position: int
    source: str

    def apply(self, document: QTextDocument) -> None:
        """Let the line at the place be made from that, as a part of what was just done."""
        place = QTextCursor(document)
        place.setPosition(min(self.position, document.characterCount() - 1))
        if source_of(place.block()) != self.source:
            place.joinPreviousEditBlock()
            set_source(place, self.source)
            place.endEditBlock()


def sourced_after(cursor: QTextCursor) -> Sourced:
    """Return what is left of the lines that the selection touches is made from.

    One line that is written over is rewritten, and keeps its source. Of several, nothing left of
    any: nothing. Only the end of the last one: what that was made from.
    """
    document, start, end = cursor.document(), cursor.selectionStart(), cursor.selectionEnd()
    first, last = document.findBlock(start), document.findBlock(end)
    if first == last or start > first.position():
        return Sourced(start, source_of(first))
    is_left = end < last.position() + last.length() - 1
    return Sourced(start, source_of(last) if is_left else "")


def without_blank_source(cursor: QTextCursor) -> None:
    """Let the cursor's line, once it is empty, be made from nothing; undoing brings it back."""
    line, document = cursor.block(), cursor.document()
    # While somebody undoes, a change would throw away what can be done again.
    if line.text() or not source_of(line) or document.isRedoAvailable():
        return
    place = QTextCursor(line)
    place.joinPreviousEditBlock()
    set_source(place, "")
    place.endEditBlock()


def copied_lines(cursor: QTextCursor) -> QMimeData:
    """Return what is selected, to be copied: as words, with looks, and as lines with sources.

    A line that is only partly selected has no source: its words are no longer the whole.
    """
    # Qt's own copy tells of no other kinds than its own.
    data, words = QMimeData(), cursor.selection()
    data.setText(words.toPlainText())
    data.setHtml(words.toHtml())
    piece = QTextDocument()
    QTextCursor(piece).insertFragment(words)
    lines, copied = [], piece.begin()
    line = cursor.document().findBlock(cursor.selectionStart())
    while copied.isValid() and line.isValid():
        lines.append(_copied(copied, line))
        copied, line = copied.next(), line.next()
    kept = json.dumps(to_data(RichText(tuple(lines))), ensure_ascii=False)
    data.setData(LINES, kept.encode())
    return data


def lines_in(data: QMimeData) -> RichText | None:
    """Return lines that were copied in our own editor, cleaned; None for anything else."""
    if not data.hasFormat(LINES):
        return None
    try:
        rich = from_data(json.loads(bytes(data.data(LINES).data())))
    except (ValueError, KeyError, TypeError):
        return None
    return RichText(tuple(map(_cleaned, rich.blocks)))


def paste_lines(cursor: QTextCursor, rich: RichText) -> None:
    """Write lines at the cursor: whole lines keep their source, and so does what stood there."""
    here = cursor.block()
    at, is_alone = cursor.position(), here.length() == 1
    begins, was = cursor.atBlockStart() and not is_alone, read_line(here)
    insert_rich_text(cursor, rich)
    if not begins or len(rich.blocks) < 2:
        return
    first = QTextCursor(cursor.document())
    first.setPosition(at)
    for place, line in ((first, rich.blocks[0]), (cursor, was)):
        if place is first or not rich.blocks[-1].text:
            set_source(place, line.source)
            set_bullet(place, line.kind is BlockKind.BULLET)


def _copied(copied: QTextBlock, line: QTextBlock) -> Block:
    whole = read_line(line)
    same = copied.text() == line.text()
    return replace(whole, runs=read_line(copied).runs, source=whole.source if same else "")


def _cleaned(line: Block) -> Block:
    cleaned = tidy(RichText((line,))).blocks
    return cleaned[0] if cleaned else replace(line, runs=())
