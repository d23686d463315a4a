"""A small rounded word: a state, a count or a mark, always colour and word together."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from moedeleder.ui.fonts import TextRole, font_for, scaled
from moedeleder.ui.icons import IconName, paint_icon
from moedeleder.ui.tokens import Tone, current_tokens
from moedeleder.ui.widgets.elided_label import plain_tooltip

_PAD = 9
_ICON = 14
_ICON_GAP = 5


class Pill(QWidget):
    """A word in a soft colour, such as "klar", "2 mangler" or "familien"."""

    def __init__(
        self,
        text: str,
        tone: Tone = Tone.NEUTRAL,
        icon: IconName | None = None,
        parent: QWidget | None = None,
        *,
        object_name: str = "",
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._tone = tone
        self._icon: IconName | None = icon
        self.setObjectName(object_name)
        font = font_for(TextRole.SMALL)
        font.setPointSizeF(font.pointSizeF() * 12 / 13)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    @property
    def text(self) -> str:
        """The word it shows."""
        return self._text

    @property
    def tone(self) -> Tone:
        """The tone it wears."""
        return self._tone

    def set_text(self, text: str, tone: Tone | None = None, icon: IconName | None = None) -> None:
        """Show another word; with a tone given, the icon is replaced (or dropped) as well."""
        self._text = " ".join(text.split())
        if tone is not None:
            self._tone, self._icon = tone, icon
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for icon and word."""
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self._text[:200]) + 2 * _PAD + self._icon_room() + 1
        return QSize(round(min(width, scaled(320))), round(metrics.height() + 4))

    def minimumSizeHint(self) -> QSize:
        """Return the whole size: a pill is short, and gives way only beyond 160 px."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), scaled(160)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the soft shape, the icon and the word."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.soft(self._tone)))
        radius = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        ink = tokens.ink(self._tone)
        if self._icon:
            size = scaled(_ICON)
            paint_icon(painter, self._icon, ink, _PAD, (self.height() - size) / 2, size)
        room = self.width() - 2 * _PAD - self._icon_room()
        metrics = QFontMetricsF(self.font())
        text = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room + 1)
        self.setToolTip(plain_tooltip(self._text[:500]) if text != self._text else "")
        painter.setPen(QColor(ink))
        painter.setFont(self.font())
        area = QRectF(_PAD + self._icon_room(), 0, room + 2, self.height())
        align = Qt.AlignmentFlag.AlignCenter if not self._icon else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, align, text)

    def _icon_room(self) -> int:
        return scaled(_ICON) + _ICON_GAP if self._icon else 0
