"""The line below an assessment that says what it rests on."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named


class SourceRow(QWidget):
    """A quiet field for the source, with its heading before it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = named(QLineEdit(), "composerSource", self.tr("Kilde til vurderingen"))
        self.line.setProperty("bare", True)
        self.line.setPlaceholderText(self.tr("Fx udtalelse fra PPR"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(Label(self.tr("Kilde"), tone=Tone.NEUTRAL))
        row.addWidget(self.line, 1)
