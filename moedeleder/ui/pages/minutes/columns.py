"""Shares the width of the minutes page between the rail, the text and what stands beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.ui.pages.minutes.side import MinutesSide

_GAP = 20
_RAIL_LETTERS, _RAIL_LEAST = 21, 196
_TEXT_LETTERS, _TEXT_WIDEST = 50, 760
_PAGE_LEAST, _PAGE_WIDEST = 252, 640


class MinutesColumns(QWidget):
    """Three columns; the one beside gives way first where the text would get too narrow.

    Where it has given way it can still be opened, in the place of the text.
    """

    is_narrow_changed = Signal(bool)
    """Whether there is no room beside the text."""
    side_opened = Signal(bool)
    """Whether the side stands in the place of the text now."""

    def __init__(self, rail: QWidget, text: QWidget, side: MinutesSide) -> None:
        super().__init__()
        self._rail, self._text, self.side = rail, text, side
        self.is_narrow = False
        self._instead = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(rail)
        row.addWidget(text, 1)
        row.addWidget(side)

    def open_side(self) -> None:
        """Let the side be seen: beside the text, or in its place where there is no room."""
        self._set_instead(self.is_narrow)

    def open_text(self) -> None:
        """Let the text be seen."""
        self._set_instead(False)

    @property
    def shows_side_instead(self) -> bool:
        """Whether the side stands in the place of the text."""
        return self._instead

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew; letters count, so that large type has room as well."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        letter = QFontMetricsF(self.font()).averageCharWidth()
        rail = max(_RAIL_LEAST, round(letter * _RAIL_LETTERS))
        rail = min(rail, max(150, self.width() // 3))
        left = self.width() - rail - 2 * _GAP
        # What is more than a good line of text goes to the side.
        side = max(_PAGE_LEAST, min(_PAGE_WIDEST, left - max(_TEXT_WIDEST, round(letter * 72))))
        self._rail.setFixedWidth(rail)
        narrow = left - side < letter * _TEXT_LETTERS
        if narrow is not self.is_narrow:
            self.is_narrow = narrow
            self.is_narrow_changed.emit(narrow)
        self._set_instead(self._instead and narrow)
        self.side.setFixedWidth(left + _GAP if self._instead else side)
        self.side.setVisible(not narrow or self._instead)

    def _set_instead(self, instead: bool) -> None:
        if instead is self._instead:
            return
        self._instead = instead
        # What is to be seen comes before what goes, so that the keyboard has a place.
        if instead:
            self.side.show()
        self._text.setVisible(not instead)
        self._share()
        self.side_opened.emit(instead)
