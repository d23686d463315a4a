"""Underlines what could be said better, while somebody writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from moedeleder.language.findings import Finding, FindingKind
from moedeleder.ui.tokens import current_tokens

Mark = tuple[int, int, FindingKind]
"""First character, count of characters, and what it is about."""


class Underliner(QSyntaxHighlighter):
    """Draws the marks of the last check; one more key moves them along until the next one.

    Each paragraph carries the number of its marks as its user state, so that they follow it when
    paragraphs come and go. Nothing is looked up while somebody types.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._kept: dict[int, tuple[str, tuple[Finding, ...]]] = {}
        self._next = 0

    def show_marks(self, paragraphs: Sequence[tuple[str, tuple[Finding, ...]]]) -> None:
        """Draw what was found in each paragraph; one that has changed since keeps what it has."""
        kept: dict[int, tuple[str, tuple[Finding, ...]]] = {}
        block = self.document().begin()
        for text, findings in paragraphs:
            if not block.isValid():
                break
            before = self._kept.get(block.userState())
            changed_since = block.text() != text
            if changed_since or (before or (text, ())) == (text, findings):
                if before is not None:
                    kept[block.userState()] = before
            else:
                self._next += 1
                block.setUserState(self._next)
                self._kept[self._next] = kept[self._next] = (text, findings)
                self.rehighlightBlock(block)
            block = block.next()
        self._kept = kept

    def highlightBlock(self, text: str) -> None:
        """Draw the marks of one paragraph as it stands."""
        before = self._kept.get(self.currentBlockState())
        if before is None:
            return
        for start, length, kind in sorted(carried(*before, text), key=lambda mark: -mark[1]):
            first = utf16(text, start)
            self.setFormat(first, utf16(text, start + length) - first, looks_of(kind))


def carried(old: str, findings: Sequence[Finding], new: str) -> Iterator[Mark]:
    """Yield where the findings of ``old`` stand in ``new``, but for the words that were changed.

    A long sentence grows and shrinks with what is written in it.
    """
    if old == new:
        yield from ((each.start, each.length, each.kind) for each in findings)
        return
    first = _in_common(old, new)
    last = _in_common(old[first:][::-1], new[first:][::-1])
    grown, resumes = len(new) - len(old), len(old) - last
    for each in findings:
        ends_before = each.end < first or (each.end == first and not _goes_on(new, first))
        if ends_before:
            yield each.start, each.length, each.kind
        elif each.start >= resumes and not (each.start == resumes and _goes_on(new, first, -1)):
            yield each.start + grown, each.length, each.kind
        elif each.kind is FindingKind.LONG_SENTENCE and each.length + grown > 0:
            yield each.start, each.length + grown, each.kind


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


def _goes_on(text: str, at: int, step: int = 1) -> bool:
    """Whether a letter stands at ``at`` (or before it): the word is another one now."""
    beside = text[at : at + 1] if step > 0 else text[max(0, at - 1) : at]
    return beside.isalnum()


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
