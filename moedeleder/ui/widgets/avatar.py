"""A person's initials in a quiet circle."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.tokens import Tone, current_tokens


class Avatar(QWidget):
    """Initials beside a name; the family's people wear the family's colour."""

    def __init__(self, name: str, tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = initials(name)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a circle that grows with the text size."""
        side = max(32, round(self.fontMetrics().height() * 1.9))
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle and the letters."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.soft(self._tone)))
        painter.drawEllipse(QRectF(self.rect()))
        font = font_for(TextRole.SMALL)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink(self._tone)))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._initials)


def initials(name: str) -> str:
    """Return the first letters of the first and the last name, or a dot for no name."""
    letters = [word[0] for word in name.split() if word[0].isalpha()]
    if not letters:
        return "·"
    return (letters[0] + (letters[-1] if len(letters) > 1 else "")).upper()
