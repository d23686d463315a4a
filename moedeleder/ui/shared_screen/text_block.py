"""A piece of wrapped text that is laid out once and drawn many times."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

_LEADING = 1.36
"""Lines stand well apart, to be read from the end of a table."""
_KEPT = 1024
_LINE_AT_MOST = 600
"""No line on any wall holds more characters."""


class TextBlock:
    """Plain text in one font, wrapped to a width, ending in "…" after ``most`` lines if given."""

    def __init__(self, text: str, font: QFont, width: int, most: int = 0) -> None:
        self.text, self.width = text, width
        self._font = font
        self._step = round(QFontMetricsF(font).height() * _LEADING * 14 / 17)
        self._layout, lines = self._laid_out(text)
        if most and lines > most:
            self._layout, lines = self._laid_out(self._shortened(most))
        self.height = lines * self._step

    @property
    def line_height(self) -> int:
        """The height of one line in pixels."""
        return self._step

    @property
    def natural_width(self) -> float:
        """The width of the longest line in pixels."""
        lines = range(self._layout.lineCount())
        return max((self._layout.lineAt(at).naturalTextWidth() for at in lines), default=0.0)

    def draw(self, painter: QPainter, x: int, y: int, colour: QColor) -> None:
        """Draw the text with its upper left corner at ``x, y``."""
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(x, y))

    def draw_caret(self, painter: QPainter, x: int, y: int, colour: QColor) -> None:
        """Draw a still mark after the last letter: more is being written."""
        line = self._layout.lineAt(self._layout.lineCount() - 1)
        size = self._font.pixelSize()
        left = x + line.naturalTextWidth() + size * 0.14
        left = min(left, x + self.width - size * 0.1)
        top = y + line.y() + (line.height() - size) / 2
        painter.fillRect(QRectF(left, top, max(2.0, size * 0.08), size), colour)

    def _laid_out(self, text: str) -> tuple[QTextLayout, int]:
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(text.replace("\n", "\u2028"), self._font)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, self.width))
            line.setPosition(QPointF(0, count * self._step + (self._step - line.height()) / 2))
            count += 1
        layout.endLayout()
        return layout, max(1, count)

    def _shortened(self, most: int) -> str:
        begin = self._layout.lineAt(most - 1).textStart()
        rest = " ".join(self.text[begin : begin + _LINE_AT_MOST].split("\n"))
        metrics = QFontMetricsF(self._font)
        cut = metrics.elidedText(f"{rest}…", Qt.TextElideMode.ElideRight, self.width - 2)
        return self.text[:begin] + cut


@lru_cache(maxsize=_KEPT)
def block(
    text: str, size: int, width: int, weight: QFont.Weight = QFont.Weight.Normal, most: int = 0
) -> TextBlock:
    """Return ``text`` laid out in the program's typeface, ``size`` pixels high."""
    font = QFont(QApplication.font())
    font.setPixelSize(size)
    font.setWeight(weight)
    return TextBlock(text, font, width, most)
