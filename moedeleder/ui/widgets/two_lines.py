"""A title with a quiet line below it: the words of most rows."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.elided_label import ElidedLabel


class TwoLines(QWidget):
    """Two lines that give way to the width, with the whole text in their tooltips."""

    def __init__(self, title: str, below: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(title, TextRole.STRONG)
        self.below = ElidedLabel(below, TextRole.SMALL, Tone.NEUTRAL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.title)
        column.addWidget(self.below)
        self.below.setVisible(bool(below))

    def set_texts(self, title: str, below: str = "") -> None:
        """Change both lines."""
        self.title.setText(title)
        self.below.setText(below)
        self.below.setVisible(bool(below))
