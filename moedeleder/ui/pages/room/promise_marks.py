"""How the pieces of a promise look in the line where they are typed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QColor, QTextCharFormat

from moedeleder.domain.promise_line import SpanKind
from moedeleder.ui.pages.room.promise_reading import PromiseReading
from moedeleder.ui.tokens import Tone, current_tokens


def piece_marks(reading: PromiseReading) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """Return where each piece stands, from a character up to another, and how it looks."""
    for span in reading.pieces:
        yield span.start, span.end, _look(wrong=span.kind is SpanKind.WRONG_DUE)
    for span in reading.overruled:
        yield span.start, span.end, _struck()


def _look(*, wrong: bool) -> QTextCharFormat:
    # Colour is never alone: a piece is underlined, a wrong one with a wave.
    tone = Tone.WARN if wrong else Tone.OK
    look = QTextCharFormat()
    look.setForeground(QColor(current_tokens().ink(tone)))
    line = QTextCharFormat.UnderlineStyle
    look.setUnderlineStyle(line.WaveUnderline if wrong else line.SingleUnderline)
    look.setUnderlineColor(QColor(current_tokens().ink(tone)))
    return look


def _struck() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(current_tokens().text2))
    look.setFontStrikeOut(True)
    return look
