"""A mail as one person will get it, shown before it leaves."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from moedeleder.domain.text import shorten
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.wrap_label import WrapLabel

_LINES = 16


class MailPreview(QWidget):
    """Shows to whom, the subject, and every word of the mail; the arrow keys scroll it."""

    def __init__(self, parent: QWidget | None = None, *, lines: int = _LINES) -> None:
        super().__init__(parent)
        self._to = ElidedLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._to.setObjectName("previewTo")
        self.subject = WrapLabel("", TextRole.STRONG)
        self.subject.setObjectName("previewSubject")
        self.body = QPlainTextEdit()
        self.body.setObjectName("previewBody")
        self.body.setReadOnly(True)
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(lines * self.body.fontMetrics().lineSpacing())
        self.body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.body.setAccessibleName(self.tr("Mailens tekst"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._to)
        column.addWidget(self.subject)
        column.addWidget(self.body, 1)

    def show_letter(self, name: str, subject: str, body: str) -> None:
        """Show the mail to ``name``."""
        self._to.setText(self.tr("Mailen til {0}").format(shorten(name, 80)))
        self.subject.setText(subject)
        if body != self.body.toPlainText():
            self.body.setPlainText(body)

    def show_nothing(self, why: str) -> None:
        """Say why there is no mail to show."""
        self._to.setText(self.tr("Mailen"))
        self.subject.setText("")
        self.body.setPlainText(why)


def caption(text: str) -> Label:
    """Return the small quiet heading above a part of a dialog."""
    return Label(text, TextRole.SMALL, Tone.NEUTRAL)
