"""A small card over the text: who said it, when, at which point, in which words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.completeness import quoted
from moedeleder.domain.text import shorten
from moedeleder.services.sources import Source
from moedeleder.ui.fonts import TextRole, scaled
from moedeleder.ui.pages.minutes.line_bar import source_words
from moedeleder.ui.pages.room.words import note_kind
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, ButtonKind
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.dialog import APPLICATION_NAME
from moedeleder.ui.widgets.flow import Flow
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.wrap_label import WrapLabel

_LONGEST = 600


class SourceCard(QDialog):
    """Shows one source; Esc or a click beside it closes."""

    note_requested = Signal()
    """The person wants to see the note where it was written."""
    words_requested = Signal()
    """The text is to read as it was said."""

    def __init__(self, source: Source, written: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("sourceCard")
        self.setWindowTitle(APPLICATION_NAME)
        self.setAccessibleName(self.tr("Kilden til linjen"))
        self._card = Card(family=source.is_own_words)
        self._fill(source, source.reads_otherwise(written))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self.setFixedWidth(scaled(400))
        self.finished.connect(lambda _result: self.deleteLater())

    def _fill(self, source: Source, changed: bool) -> None:
        top = QHBoxLayout()
        top.addWidget(_pill(source))
        top.addStretch(1)
        self._card.add(top)
        self._card.add(WrapLabel(source_words(source), TextRole.SMALL, Tone.NEUTRAL))
        words = shorten(source.words, _LONGEST)
        words = quoted(words) if source.is_own_words else words
        if changed:
            self._card.add(WrapLabel(self.tr("Det blev sagt sådan:"), TextRole.STRONG))
        self._card.add(WrapLabel(words))
        if source.first_words:
            first = self.tr("Først skrevet: {0}").format(shorten(source.first_words, _LONGEST))
            self._card.add(WrapLabel(first, TextRole.SMALL, Tone.NEUTRAL))
        buttons = []
        if changed:
            use = self._button(self.tr("Brug ordene, som de blev sagt"), "useWords")
            use.clicked.connect(self.words_requested)
            buttons.append(use)
        go = self._button(self._where(source), "goToNote")
        go.clicked.connect(self.note_requested)
        buttons.append(go)
        for each in buttons:
            each.clicked.connect(self.accept)
        self._card.add(Flow(buttons))
        buttons[-1].setFocus()

    def _where(self, source: Source) -> str:
        if source.statement is not None:
            return self.tr("Gå til noten")
        return self.tr("Gå til dagsordenen") if source.is_before else self.tr("Gå til oplæsningen")

    def _button(self, words: str, name: str) -> Button:
        return Button(words, ButtonKind.SECONDARY, object_name=name, compact=True)


def _pill(source: Source) -> Pill:
    if source.statement is None:
        return Pill(source.label, Tone.FAMILY if source.is_own_words else Tone.NEUTRAL)
    kind = note_kind(source.statement.kind.value)
    return Pill(kind.label, kind.tone, kind.icon)
