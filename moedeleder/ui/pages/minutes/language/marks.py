"""Underlines what could be said better, while somebody writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from moedeleder.language.findings import Finding, FindingKind
from moedeleder.ui.tokens import current_tokens

Mark = tuple[int, int, FindingKind]
"""First character, count of characters, and what it is about."""
Marks = tuple[Mark, ...]


class Underliner(QObject):
    """Draws the marks of the last check; one more key moves them along until the next one.

    Each paragraph carries the number of its marks as its user state, so that they follow it when
    paragraphs come and go. Nothing is looked up while somebody types. (Qt's own highlighter would
    tell of a changed text whenever only the marks have changed, and the text be saved again.)
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._kept: dict[int, tuple[str, Marks]] = {}
        self._next = 0
        document.contentsChange.connect(self._changed)

    def show_marks(self, paragraphs: Sequence[tuple[str, tuple[Finding, ...]]]) -> None:
        """Draw what was found in each paragraph; one that has changed since keeps what it has."""
        kept: dict[int, tuple[str, Marks]] = {}
        block = self._document.begin()
        for text, findings in paragraphs:
            if not block.isValid():
                break
            before = self._kept.get(block.userState(), (text, ()))
            marks = tuple((each.start, each.length, each.kind) for each in findings)
            if block.text() == text and before != (text, marks):
                self._next += 1
                block.setUserState(self._next)
                self._kept[self._next] = before = (text, marks)
                self._draw(block, marks)
            if before[1]:
                kept[block.userState()] = before
            block = block.next()
        self._kept = kept

    def draw_again(self) -> None:
        """Draw everything anew, in the colours there are now."""
        block = self._document.begin()
        while block.isValid():
            if block.userState() in self._kept:
                self._draw(block, self._kept[block.userState()][1])
            block = block.next()

    @Slot(int, int, int)
    def _changed(self, position: int, _removed: int, added: int) -> None:
        block = self._document.findBlock(position)
        while block.isValid() and block.position() <= position + added:
            before = self._kept.get(block.userState())
            if before is not None:
                text = block.text()
                marks = tuple(carried(before[0], before[1], text))
                self._kept[block.userState()] = (text, marks)
                self._draw(block, marks)
            block = block.next()

    def _draw(self, block: QTextBlock, marks: Marks) -> None:
        text = block.text()
        ranges = []
        # The longest first: a word within a sentence has its own looks.
        for start, length, kind in sorted(marks, key=lambda mark: -mark[1]):
            each = QTextLayout.FormatRange()
            each.start = utf16(text, start)
            each.length = utf16(text, start + length) - each.start
            each.format = looks_of(kind)
            ranges.append(each)
        block.layout().setFormats(ranges)
        self._document.markContentsDirty(block.position(), block.length())


def carried(old: str, marks: Marks, new: str) -> Iterator[Mark]:
    """Yield where the marks of ``old`` stand in ``new``, but for the words that were changed.

    A long sentence grows and shrinks with what is written in it.
    """
    if old == new:
        yield from marks
        return
    first = _in_common(old, new)
    last = _in_common(old[first:][::-1], new[first:][::-1])
    grown, resumes = len(new) - len(old), len(old) - last
    for start, length, kind in marks:
        end = start + length
        if end < first or (end == first and not new[first : first + 1].isalnum()):
            yield start, length, kind
        elif start > resumes or (start == resumes and not _ends_in_letter(new[: start + grown])):
            yield start + grown, length, kind
        elif kind is FindingKind.LONG_SENTENCE and length + grown > 0:
            yield start, length + grown, kind


def _ends_in_letter(text: str) -> bool:
    return text[-1:].isalnum()


def _in_common(one: str, other: str) -> int:
    """Return how many characters both begin with; quick also in a very long paragraph."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def utf16(text: str, at: int) -> int:
    """Return the place of a character as Qt counts: some take two."""
    return at if text.isascii() else at + sum(1 for each in text[:at] if each > "\uffff")


def looks_of(kind: FindingKind) -> QTextCharFormat:
    """Return the underline of a kind: spelling wavy, all else dotted; colour never alone."""
    tokens = current_tokens()
    looks = QTextCharFormat()
    style = QTextCharFormat.UnderlineStyle.DotLine
    ink = tokens.info
    if kind is FindingKind.SPELLING:
        style, ink = QTextCharFormat.UnderlineStyle.WaveUnderline, tokens.bad
    elif kind is FindingKind.GENTLE:
        ink = tokens.warn
    looks.setUnderlineStyle(style)
    looks.setUnderlineColor(QColor(ink))
    return looks
