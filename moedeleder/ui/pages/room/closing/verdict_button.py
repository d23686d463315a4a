"""One answer that can be given: a word that takes colour and a tick when it is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from moedeleder.domain.read_back import Verdict
from moedeleder.ui.fonts import TextRole, font_for, scaled
from moedeleder.ui.icons import paint_icon
from moedeleder.ui.pages.room.closing.words import verdict_key, verdict_word
from moedeleder.ui.tokens import RADIUS_BUTTON, Tone, current_tokens
from moedeleder.ui.widgets.focus_ring import FocusRing

_TONES = {Verdict.AGREE: Tone.OK, Verdict.NOT_QUITE: Tone.INFO, Verdict.DISAGREE: Tone.WARN}
_PAD = 10
_TICK = 14


class VerdictButton(FocusRing):
    """Gives an answer by the mouse; by keyboard the row around it does."""

    def __init__(self, verdict: Verdict, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = verdict
        word = verdict_word(verdict)
        self.setText(word)
        self.setObjectName(f"verdict-{verdict.value}")
        self.setAccessibleName(f"{name}: {word}")
        self.setToolTip(f"{word} ({verdict_key(verdict)})")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFont(font_for(TextRole.BODY))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # The row is the stop of the keyboard, with a letter for each answer.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for the word and its tick."""
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self.text()) + 2 * _PAD + scaled(_TICK) + 4
        return QSize(round(width), round(metrics.height() + 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the answer."""
        tokens, tone = current_tokens(), _TONES[self.verdict]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        ink = tokens.ink(tone) if chosen else tokens.text
        fill = tokens.soft(tone) if chosen else tokens.surface
        if self.underMouse() and not chosen and self.isEnabled():
            fill = tokens.surface2
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(ink if chosen else tokens.border_strong), 1.2 if chosen else 1))
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        painter.setPen(QColor(ink))
        if not chosen:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
            return
        size = scaled(_TICK)
        paint_icon(painter, "check", ink, _PAD - 3, (self.height() - size) / 2, size)
        words = QRectF(_PAD + size + 1, 0, self.width() - _PAD - size - 4, self.height())
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text()
        )
