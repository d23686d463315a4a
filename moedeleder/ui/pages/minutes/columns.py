"""Shares the width of the minutes page between the rail, the text and what stands beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.ui.pages.minutes.side import MinutesSide
from moedeleder.ui.widgets.button import secondary

_GAP = 20
_RAIL_LETTERS, _RAIL_LEAST = 21, 196
_TEXT_LETTERS, _TEXT_WIDEST = 50, 760
_PAGE_LEAST, _PAGE_WIDEST = 252, 640


class MinutesColumns(QWidget):
    """Three columns; the one beside gives way first where the text would get too narrow.

    Where it has given way it can still be opened, in the place of the text.
    """

    side_opened = Signal(bool)
    """Whether the side stands in the place of the text now."""

    def __init__(self, rail: QWidget, text: QWidget, side: MinutesSide) -> None:
        super().__init__()
        self._rail, self._text, self.side = rail, text, side
        self.is_narrow = False
        self._instead = False
        self.switch = secondary("", "switchSide", compact=True)
        self.switch.clicked.connect(self._switch)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(rail)
        row.addWidget(text, 1)
        row.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row, 1)
        column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignRight)
        side.tabs_changed.connect(self._share)
        self._show_switch()

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

    def _switch(self) -> None:
        if self._instead:
            self.open_text()
        else:
            self.open_side()

    def _show_switch(self) -> None:
        there, back = self.tr("Se sider, sprog og noter"), self.tr("Tilbage til teksten")
        self.switch.set_caption(back if self._instead else there)
        self.switch.setVisible(self.is_narrow)

    def _share(self) -> None:
        letter = QFontMetricsF(self.font()).averageCharWidth()
        rail = max(_RAIL_LEAST, round(letter * _RAIL_LETTERS))
        rail = min(rail, max(150, self.width() * 3 // 8))
        left = self.width() - rail - 2 * _GAP
        # Every tab is to be seen, unless the text would give way for it.
        tabs = self.side.tabs_width
        least = max(_PAGE_LEAST, tabs) if left - tabs >= letter * _TEXT_LETTERS else _PAGE_LEAST
        # What is more than a good line of text goes to the side.
        side = max(least, min(_PAGE_WIDEST, left - max(_TEXT_WIDEST, round(letter * 72))))
        self._rail.setFixedWidth(rail)
        narrow = left - side < letter * _TEXT_LETTERS
        self.is_narrow = narrow
        self._set_instead(self._instead and narrow)
        self.side.setFixedWidth(left + _GAP if self._instead else side)
        self.side.setVisible(not narrow or self._instead)
        self._show_switch()

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
