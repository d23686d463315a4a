"""A line of the rail to click: an icon and words that wrap."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.icons import IconName, icon_size, paint_icon
from moedeleder.ui.tokens import RADIUS_BUTTON, Tone, current_tokens

_LEFT = 10
_GAP = 8
_PAD = 5
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class RailLink(QAbstractButton):
    """Leads to a place; shows how it stands there."""

    def __init__(self, words: str, icon: IconName | None = None, tone: Tone = Tone.OK) -> None:
        super().__init__()
        self._words, self._icon, self._tone = words, icon, tone
        self._strong = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(words.replace("&", "&&"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, words: str, icon: IconName | None, tone: Tone, current: bool) -> None:
        """Show other words, and whether the person is there now."""
        self._words, self._icon, self._tone, self._strong = words, icon, tone, current
        self.setText(words.replace("&", "&&"))
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead there on Enter as on Space; Ctrl+Enter is the page's."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        """Return True, since long words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words in pixels."""
        room = max(40, width - 2 * _LEFT - icon_size() - _GAP)
        # Measured at its boldest, so that nothing moves when the person comes here.
        metrics = QFontMetrics(font_for(TextRole.STRONG))
        box = metrics.boundingRect(0, 0, room, 10_000, _FLAGS, self._words)
        return max(box.height(), icon_size()) + 2 * _PAD

    def sizeHint(self) -> QSize:
        """Return the size of a usual rail."""
        return QSize(196, self.heightForWidth(196))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow rail."""
        return QSize(120, self.heightForWidth(10_000))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, words and focus."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._strong or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft if self._strong else tokens.surface2))
            painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        metrics = QFontMetrics(font_for(TextRole.BODY))
        middle = _PAD + metrics.height() / 2
        if self._icon:
            ink = tokens.ink(self._tone)
            paint_icon(painter, self._icon, ink, _LEFT, middle - icon_size() / 2)
        else:
            painter.setPen(QPen(QColor(tokens.text2), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(_LEFT + 4, middle - 4, 8, 8))
        painter.setPen(QColor(tokens.text))
        painter.setFont(font_for(TextRole.STRONG if self._strong else TextRole.BODY))
        left = _LEFT + icon_size() + _GAP
        painter.drawText(self.rect().adjusted(left, _PAD, -_LEFT, 0), _FLAGS, self._words)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS_BUTTON, RADIUS_BUTTON)
