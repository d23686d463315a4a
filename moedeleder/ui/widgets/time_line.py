"""How much of the meeting's time is used, as a thin line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from moedeleder.ui.tokens import Tone, current_tokens
from moedeleder.ui.widgets.time_ring import WARN_FROM

_HEIGHT = 4


class TimeLine(QWidget):
    """Fills as the time goes; amber from 80 %, red when it is used up.

    The words beside it say the same, so a screen reader passes it by.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeLine")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._share = 0.0

    @property
    def tone(self) -> Tone:
        """Accent, then amber from 80 %, then red past the end."""
        if self._share > 1:
            return Tone.BAD
        return Tone.WARN if self._share >= WARN_FROM else Tone.ACCENT

    def set_share(self, share: float) -> None:
        """Show how much is used: 0 is nothing, 1 all of it, above 1 over time."""
        # A change too small to be seen is not painted.
        share = round(max(0.0, share), 3)
        if share != self._share:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        """Return a thin line."""
        return QSize(120, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the part that is used."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(0, 0, self.width(), _HEIGHT)
        painter.setBrush(QColor(tokens.border))
        painter.drawRoundedRect(box, 2, 2)
        box.setWidth(self.width() * min(1.0, self._share))
        painter.setBrush(QColor(tokens.ink(self.tone)))
        if box.width() > 0:
            painter.drawRoundedRect(box, 2, 2)
