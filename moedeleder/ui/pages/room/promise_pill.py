"""One piece of a promise as it was understood: a small button that leads to putting it right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from moedeleder.ui.fonts import TextRole, font_for, scaled
from moedeleder.ui.icons import IconName, paint_icon
from moedeleder.ui.tokens import Tone, current_tokens
from moedeleder.ui.widgets.focus_ring import FocusRing

_PAD, _ICON, _ICON_GAP = 10, 14, 6


class PiecePill(FocusRing):
    """Who or when: soft and filled when it is known, an outline while it is still missing."""

    def __init__(self, icon: IconName, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._missing = icon, Tone.NEUTRAL, True
        self.setObjectName(name)
        self.setFont(font_for(TextRole.SMALL))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    @property
    def tone(self) -> Tone:
        """The tone it wears."""
        return self._tone

    def show_piece(self, words: str, tone: Tone, *, missing: bool = False) -> None:
        """Show what was understood; ``missing`` when nothing is yet."""
        if (words, tone, missing) == (self.text(), self._tone, self._missing):
            return
        self._tone, self._missing = tone, missing
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(self.tr("Klik for at rette"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the picture and the words."""
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self.text()[:200]) + 2 * _PAD + self._icon_room() + 2
        return QSize(round(min(width, scaled(420))), round(metrics.height() + 8))

    def minimumSizeHint(self) -> QSize:
        """Return room for the picture and some of the words."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), scaled(120)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape, the picture and the words."""
        tokens = current_tokens()
        ink = tokens.text2 if self._missing else tokens.ink(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        edge = tokens.border_strong if self._missing or self.underMouse() else ""
        painter.setPen(QPen(QColor(edge), 1) if edge else Qt.PenStyle.NoPen)
        if self.shows_focus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.setBrush(
            Qt.BrushStyle.NoBrush if self._missing else QColor(tokens.soft(self._tone))
        )
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        icon: IconName = "warning" if self._tone is Tone.WARN else self._icon
        size = scaled(_ICON)
        paint_icon(painter, icon, ink, _PAD, (self.height() - size) / 2, size)
        painter.setPen(QColor(ink))
        painter.setFont(self.font())
        area = self.rect().adjusted(_PAD + round(self._icon_room()), 0, -_PAD, 0)
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, area.width() + 1
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)

    def _icon_room(self) -> float:
        return scaled(_ICON) + _ICON_GAP
