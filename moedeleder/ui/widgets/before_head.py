"""The head of the page before letters leave: how many, what to look at, how safe the way is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.before import BeforeLine, BeforeView
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.before_row import NoteLine
from moedeleder.ui.widgets.before_words import (
    gathered_texts,
    mail_count,
    safety_more_text,
    safety_text,
    summary_text,
)
from moedeleder.ui.widgets.button import Button, quiet
from moedeleder.ui.widgets.wrap_label import WrapLabel

_ICONS: dict[Tone, IconName] = {Tone.WARN: "warning", Tone.INFO: "info"}


class BeforeHead(QWidget):
    """Sums up who gets the letter, and says once what there is to look at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("beforeHead")
        self._summary = WrapLabel("", TextRole.STRONG)
        self._summary.setObjectName("beforeSummary")
        self._notes = QVBoxLayout()
        self._notes.setSpacing(2)
        self._safety_line: NoteLine | None = None
        self._more_button = quiet(self.tr("Læs mere"), "beforeSafetyMore")
        self._more_button.clicked.connect(self._toggle)
        self._more = WrapLabel(safety_more_text(), TextRole.SMALL)
        self._more.setObjectName("beforeSafetyText")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._top = QHBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(self._summary, 1, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(self._top)
        column.addLayout(self._notes)
        self._safety = QHBoxLayout()
        self._safety.setSpacing(4)
        self._safety.addWidget(self._more_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._safety.addStretch(1)
        column.addLayout(self._safety)
        column.addWidget(self._more)
        self._more.hide()
        self._more_button.hide()

    def add_tool(self, button: Button) -> None:
        """Put a button level with the summary, at the right."""
        self._top.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def text(self) -> str:
        """Everything said, a line each."""
        items = (self._notes.itemAt(at) for at in range(self._notes.count()))
        notes = [item.widget() for item in items if item is not None]
        lines = [note.words for note in notes if isinstance(note, NoteLine)]
        if self._safety_line is not None:
            lines.append(self._safety_line.words)
        return "\n".join((self._summary.text(), *lines))

    def show_lines(
        self, view: BeforeView, lines: Sequence[BeforeLine], left_out: Sequence[BeforeLine]
    ) -> None:
        """Sum up those who get the letter, and those who do not."""
        self._summary.setText(summary_text(lines, view.kind))
        self._summary.setVisible(bool(view.lines))
        while (item := self._notes.takeAt(0)) is not None:
            _throw_away(item.widget())
        if self._safety_line is not None:
            self._safety.removeWidget(self._safety_line)
            _throw_away(self._safety_line)
            self._safety_line = None
        for tone, words in gathered_texts(view, lines, left_out):
            self._notes.addWidget(NoteLine(_ICONS[tone], tone, words, TextRole.BODY))
        safety = safety_text(view, by_mail=bool(mail_count(lines)))
        is_safe = view.relay_enforces_tls
        if safety:
            icon: IconName = "lock" if is_safe else "info"
            line = NoteLine(icon, Tone.NEUTRAL, safety, TextRole.BODY)
            self._safety.insertWidget(0, line, 0, Qt.AlignmentFlag.AlignVCenter)
            self._safety_line = line
        asks = bool(safety) and not is_safe
        self._more_button.setVisible(asks)
        self._more.setVisible(asks and not self._more.isHidden())

    def _toggle(self) -> None:
        shows = self._more.isHidden()
        self._more.setVisible(shows)
        self._more_button.set_caption(self.tr("Læs mindre") if shows else self.tr("Læs mere"))


def _throw_away(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
