"""How much of a point's time is left, as a quiet ring."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.tokens import Tokens, Tone, current_tokens

WARN_FROM = 0.8
_WIDTH = 7
_DIAMETER = 80


class TimeRing(QWidget):
    """Shows the time left; amber from 80 %, red with "over tid" past the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeRing")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._elapsed = 0
        self._planned = 0
        self.set_time(0, 0)

    def set_time(self, elapsed_seconds: float, planned_seconds: float) -> None:
        """Show how far the point has come; both in seconds."""
        self._elapsed = max(0, int(elapsed_seconds))
        self._planned = max(0, int(planned_seconds))
        name = f"{self.clock_text} {self.word}"
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.update()

    @property
    def tone(self) -> Tone:
        """Accent, then amber from 80 %, then red past the end."""
        if self._planned and self._elapsed > self._planned:
            return Tone.BAD
        near = self._planned and self._elapsed >= self._planned * WARN_FROM
        return Tone.WARN if near else Tone.ACCENT

    @property
    def clock_text(self) -> str:
        """The time left (or over), as minutes and seconds."""
        seconds = abs(self._planned - self._elapsed)
        return f"{seconds // 60}:{seconds % 60:02d}"

    @property
    def word(self) -> str:
        """What the time is: left, over, or (for a point without minutes) used."""
        if not self._planned:
            return self.tr("brugt")
        return self.tr("over tid") if self.tone is Tone.BAD else self.tr("tilbage")

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text size."""
        side = max(_DIAMETER, round(self.fontMetrics().height() * 4.6))
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring and the time inside it."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = _WIDTH / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.setPen(QPen(QColor(tokens.surface2), _WIDTH))
        painter.drawEllipse(box)
        share = 1.0 if self._planned == 0 else 1 - self._elapsed / self._planned
        share = 1.0 if self.tone is Tone.BAD else max(0.0, share)
        pen = QPen(QColor(tokens.ink(self.tone)), _WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if share > 0:
            painter.drawArc(box, 90 * 16, -round(share * 360 * 16))
        self._paint_words(painter, tokens)

    def _paint_words(self, painter: QPainter, tokens: Tokens) -> None:
        over = self.tone is Tone.BAD
        number, word = font_for(TextRole.SECTION), font_for(TextRole.SMALL)
        number.setPointSizeF(number.pointSizeF() * (1.12 if len(self.clock_text) <= 5 else 0.9))
        number.setWeight(QFont.Weight.Bold)
        word.setPointSizeF(word.pointSizeF() * 11 / 13)
        middle = self.height() / 2
        painter.setPen(QColor(tokens.bad if over else tokens.text))
        painter.setFont(number)
        high, low = QFontMetricsF(number).height(), QFontMetricsF(word).height()
        above = QRectF(0, middle + 2 - high, self.width(), high)
        align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(above, align, self.clock_text)
        painter.setPen(QColor(tokens.bad if over else tokens.text2))
        painter.setFont(word)
        below = QRectF(0, middle + 2, self.width(), low)
        painter.drawText(
            below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.word
        )
