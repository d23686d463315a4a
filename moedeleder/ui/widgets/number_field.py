"""A field for a whole number with its unit, such as minutes."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget


class NumberField(QSpinBox):
    """A number to type, or to step with the arrow keys; the wheel scrolls the page instead."""

    def __init__(
        self,
        least: int,
        most: int,
        suffix: str = "",
        parent: QWidget | None = None,
        *,
        step: int = 1,
    ) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setSuffix(suffix)
        self.setSingleStep(step)
        self.lineEdit().setTextMargins(9, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, so that scrolling past never changes a number."""
        event.ignore()
