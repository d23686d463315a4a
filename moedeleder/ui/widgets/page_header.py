"""What a page is about, at its top."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.elided_label import ElidedLabel


class PageHeader(QWidget):
    """A title, a line below it, and the page's actions at the right."""

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        trailing: tuple[QWidget, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(title, TextRole.TITLE)
        self._title.setObjectName("pageTitle")
        self._subtitle = ElidedLabel(subtitle, TextRole.BODY, Tone.NEUTRAL)
        self._subtitle.setObjectName("pageSubtitle")
        self._subtitle.setVisible(bool(subtitle))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
        for widget in trailing:
            self.add_trailing(widget)

    def set_texts(self, title: str, subtitle: str = "") -> None:
        """Change the title and the line below it."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def add_trailing(self, widget: QWidget) -> None:
        """Add an action or a mark at the right."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
