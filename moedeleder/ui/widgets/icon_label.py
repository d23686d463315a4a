"""A single icon that keeps its tone when light turns to dark."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from moedeleder.ui.fonts import scaled
from moedeleder.ui.icons import IconName, paint_icon
from moedeleder.ui.tokens import ICON_SIZE, Tone, current_tokens


class IconLabel(QWidget):
    """Shows one icon; it never stands alone, so it needs no name of its own."""

    def __init__(
        self,
        name: IconName,
        tone: Tone = Tone.NEUTRAL,
        parent: QWidget | None = None,
        *,
        size: int = ICON_SIZE,
    ) -> None:
        super().__init__(parent)
        self._name: IconName = name
        self._tone = tone
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: IconName, tone: Tone) -> None:
        """Show another icon in another tone."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        """Return the icon's own size."""
        return QSize(scaled(self._size), scaled(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon in the middle."""
        painter = QPainter(self)
        size, ink = scaled(self._size), current_tokens().ink(self._tone)
        left, top = (self.width() - size) / 2, (self.height() - size) / 2
        paint_icon(painter, self._name, ink, left, top, size)
