"""The foot of a page: a note, and buttons that give way before the note and the window do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from moedeleder.ui.widgets.button import Button

_GAP = 8
_NOTE_LETTERS = 26
"""So much of the note is read before the ordinary buttons keep their words."""


class FootLayout(QLayout):
    """Puts a note at the left and buttons at the right, on one line.

    Where there is no room, buttons with an icon show that alone, from the left; the last one,
    which is the main thing to do, and those without an icon keep their words.
    """

    def __init__(self, parent: QWidget, note: QWidget, buttons: Sequence[Button]) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._note, self._buttons = note, tuple(buttons)
        self.setContentsMargins(0, 0, 0, 0)
        for widget in (note, *buttons):
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one thing more."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many things there are, hidden ones too."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of the things."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Let go of one of the things."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it grows to the sides."""
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """Return room for the note and every button's words."""
        return QSize(self._note.sizeHint().width() + self._taken(0), self._height())

    def minimumSize(self) -> QSize:
        """Return room for the buttons with as few words as may be."""
        return QSize(max(0, self._taken(len(self._buttons)) - _GAP), self._height())

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place; as few buttons as possible lose their words."""
        super().setGeometry(rect)
        folded = self._folded(rect.width())
        widths = self._widths(folded)
        x = rect.right() + 1 - max(0, self._taken(folded) - _GAP)
        room = max(0, x - _GAP - rect.x())
        self._note.setGeometry(rect.x(), rect.y(), room, rect.height())
        for button, width in widths:
            height = button.sizeHint().height()
            top = rect.y() + (rect.height() - height) // 2
            button.setGeometry(x, top, width, height)
            x += width + _GAP

    def _folded(self, width: int) -> int:
        """Return how many buttons, from the left, have to do without their words."""
        letters = self._note.fontMetrics().averageCharWidth() * _NOTE_LETTERS
        note = min(self._note.sizeHint().width(), letters)
        shown = self._widths(0)
        ordinary = max(0, len(shown) - 1)
        for number in range(ordinary + 1):
            if self._taken(number) + note <= width:
                return number
        # The note gives way before the main button does.
        return ordinary if self._taken(ordinary) - _GAP <= width else len(shown)

    def _widths(self, folded: int) -> list[tuple[Button, int]]:
        """Return the shown buttons with their widths when the first few are folded."""
        shown = [button for button in self._buttons if not button.isHidden()]
        last = len(shown) - 1
        return [
            (button, _width(button, folded=at < folded, last=at == last))
            for at, button in enumerate(shown)
        ]

    def _taken(self, folded: int) -> int:
        return sum(width + _GAP for _button, width in self._widths(folded))

    def _height(self) -> int:
        shown = [button.sizeHint().height() for button, _width in self._widths(0)]
        return max([self._note.sizeHint().height(), *shown])


def _width(button: Button, *, folded: bool, last: bool) -> int:
    if not folded:
        return button.sizeHint().width()
    return button.minimumSizeHint().width() if last else button.folded_width()
