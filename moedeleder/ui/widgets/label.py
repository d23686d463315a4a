"""Text on the screen: always plain, so that typed markup shows as the text it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.tokens import TEXT_COLUMN, Tone


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


class WrapLabel(Label):
    """Running text: wraps, and is never wider than 72 characters."""

    def __init__(
        self,
        text: str = "",
        role: TextRole = TextRole.BODY,
        tone: Tone | None = None,
        parent: QWidget | None = None,
        *,
        italic: bool = False,
        columns: int = TEXT_COLUMN,
    ) -> None:
        super().__init__(text, role, tone, parent, italic=italic)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(round(QFontMetricsF(self.font()).averageCharWidth() * columns))

    def setText(self, text: str) -> None:
        """Show ``text``; a word of a hundred letters may break anywhere."""
        super().setText(_breakable(text))


def _breakable(text: str, longest: int = 40) -> str:
    # A label cannot shrink below its longest word: let monsters break with zero-width spaces.
    if all(len(word) <= longest for word in text.split()):
        return text
    return " ".join(
        "\u200b".join(word[at : at + longest] for at in range(0, len(word), longest)) or word
        for word in text.split(" ")
    )


def section_title(text: str, parent: QWidget | None = None) -> Label:
    """Return a heading inside a page (16/24)."""
    return Label(text, TextRole.SECTION, parent=parent)


def muted(text: str, parent: QWidget | None = None) -> Label:
    """Return small quiet text (13 px, text 2)."""
    return Label(text, TextRole.SMALL, Tone.NEUTRAL, parent)
