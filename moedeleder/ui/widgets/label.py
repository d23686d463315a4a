"""Text on the screen: always plain, so that typed markup shows as the text it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.tokens import Tone


class Label(QLabel):
    """One line of plain text in one of the program's sizes and tones."""

    def __init__(
        self,
        text: str = "",
        role: TextRole = TextRole.BODY,
        tone: Tone | None = None,
        parent: QWidget | None = None,
        *,
        italic: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font_for(role, italic=italic))
        self.setText(text)
        if tone is not None:
            self.setProperty("tone", tone.value)

    def set_tone(self, tone: Tone | None) -> None:
        """Change the colour; the words must say the same thing."""
        self.setProperty("tone", tone.value if tone else "")
        self.style().unpolish(self)
        self.style().polish(self)


def section_title(text: str, parent: QWidget | None = None) -> Label:
    """Return a heading inside a page (16/24)."""
    return Label(text, TextRole.SECTION, parent=parent)


def muted(text: str, parent: QWidget | None = None) -> Label:
    """Return small quiet text (13 px, text 2)."""
    return Label(text, TextRole.SMALL, Tone.NEUTRAL, parent)
