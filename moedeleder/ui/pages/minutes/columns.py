"""Shares the width of the minutes page between the rail, the text and the pages to be sent."""

from __future__ import annotations

from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

_GAP = 20
_RAIL_LETTERS, _RAIL_LEAST = 21, 196
_TEXT_LETTERS, _TEXT_WIDEST = 50, 760
_PAGE_LEAST, _PAGE_WIDEST = 252, 640


class MinutesColumns(QWidget):
    """Three columns; the pages give way first where the text would get too narrow."""

    def __init__(self, rail: QWidget, text: QWidget, pages: QWidget) -> None:
        super().__init__()
        self._rail, self._pages = rail, pages
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(rail)
        row.addWidget(text, 1)
        row.addWidget(pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew; letters count, so that large type has room as well."""
        super().resizeEvent(event)
        letter = QFontMetricsF(self.font()).averageCharWidth()
        rail = max(_RAIL_LEAST, round(letter * _RAIL_LETTERS))
        rail = min(rail, max(150, self.width() // 3))
        left = self.width() - rail - 2 * _GAP
        # What is more than a good line of text goes to the pages.
        pages = max(_PAGE_LEAST, min(_PAGE_WIDEST, left - max(_TEXT_WIDEST, round(letter * 72))))
        self._rail.setFixedWidth(rail)
        self._pages.setFixedWidth(pages)
        self._pages.setVisible(left - pages >= letter * _TEXT_LETTERS)
