"""A field to choose one of a few things."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QWidget


class Choice(QComboBox):
    """A drop-down list of words, each with a value; the wheel scrolls the page instead."""

    chosen = Signal(object)
    """The value a person chose (never one that the program set)."""

    def __init__(
        self, options: Iterable[tuple[str, Any]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        # Without a view of its own, Qt draws the list in the system's looks.
        self.setView(QListView(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self._values: list[Any] = []
        self.set_options(options)
        self.activated.connect(lambda index: self.chosen.emit(self._values[index]))

    def set_options(self, options: Iterable[tuple[str, Any]]) -> None:
        """Offer these words and values; the chosen value stays chosen where it still can."""
        before = self.value()
        self.clear()
        self._values = []
        for text, value in options:
            self.addItem(" ".join(text[:300].split()))
            self._values.append(value)
        if before in self._values:
            self.set_value(before)

    def value(self) -> Any:
        """Return the chosen value, or None when there is nothing to choose."""
        # Values are kept here, since Qt would turn an enum into a bare string.
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not offered leaves the choice as it was."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, so that scrolling past never changes a choice."""
        event.ignore()
