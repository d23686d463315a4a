"""Two parts of a page beside each other, or below each other where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.tokens import MARGIN

_ROOM = 100
"""So many characters are needed beside each other; large text in a small window has fewer."""


class SideBySide(QWidget):
    """Places a list and what is chosen in it, so that neither is cut off."""

    narrowed = Signal(bool)
    """Whether the parts stand below each other from now on."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        beside: tuple[int, int],
        below: tuple[int, int],
        parent: QWidget | None = None,
    ) -> None:
        """Take the two parts, and how they share the width or else the height."""
        super().__init__(parent)
        self._first, self._second = first, second
        self._beside, self._below = beside, below
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(MARGIN - 4)
        self._row.addWidget(first, beside[0])
        self._row.addWidget(second, beside[1])

    @property
    def is_narrow(self) -> bool:
        """Whether the parts stand below each other."""
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """Return room for the wider part: the other one can go below it."""
        first, second = self._first.minimumSizeHint(), self._second.minimumSizeHint()
        return QSize(max(first.width(), second.width()), max(first.height(), second.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide where the second part goes."""
        super().resizeEvent(event)
        wide = QFontMetricsF(font_for(TextRole.BODY)).averageCharWidth()
        narrow = event.size().width() < _ROOM * wide
        if narrow is self.is_narrow:
            return
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        for at, share in enumerate(self._below if narrow else self._beside):
            self._row.setStretch(at, share)
        self.narrowed.emit(narrow)
