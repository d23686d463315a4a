"""Reads a document again and again while somebody types in it: only what has changed is read."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextDocument

from moedeleder.domain.rich_text import Block, RichText, Run, tidy
from moedeleder.ui.widgets.rich_text_document import read_block

_EDGE = Block((Run("x"),))
_Lines = tuple[Block, ...]


class DocumentReader(QObject):
    """Says what ``read_document`` says, and remembers each paragraph until it is changed.

    A text of 20,000 words is handed over at each key: to read all of it takes longer than a frame.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._read: list[_Lines | None] = [None] * document.blockCount()
        document.contentsChange.connect(self._changed)

    def read(self) -> RichText:
        """Return what the document says now."""
        for number, lines in enumerate(self._read):
            if lines is None:
                block = self._document.findBlockByNumber(number)
                self._read[number] = _tidied(read_block(block))
        blocks = [block for lines in self._read if lines for block in lines]
        first, last = 0, len(blocks)
        while last > 0 and not blocks[last - 1].text.strip():
            last -= 1
        while first < last and not blocks[first].text.strip():
            first += 1
        return RichText(tuple(blocks[first:last]))

    @Slot(int, int, int)
    def _changed(self, position: int, _removed: int, added: int) -> None:
        document = self._document
        count = document.blockCount()
        first = max(0, document.findBlock(position).blockNumber())
        end = document.findBlock(position + added)
        last = end.blockNumber() if end.isValid() else count - 1
        changed = last - first + 1
        before = changed - (count - len(self._read))
        if changed < 1 or not 0 <= before <= len(self._read) - first:
            self._read = [None] * count
        else:
            self._read[first : first + before] = [None] * changed


def _tidied(blocks: list[Block]) -> _Lines:
    """Return the lines of a paragraph cleaned; blank ones stay, for they may be in the middle."""
    return tidy(RichText((_EDGE, *blocks, _EDGE))).blocks[1:-1]
