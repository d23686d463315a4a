"""What was said about an earlier version, folded, to read only."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.corrections import Correction
from moedeleder.services.correction_rows import RoundView
from moedeleder.ui.correction_words import correction_caption, told_text
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.own_words import OwnWords, SoftBox
from moedeleder.ui.widgets.wrap_label import WrapLabel

_LINES = 6


class EarlierAnswers(QWidget):
    """The answers to one earlier version; a button folds them out."""

    def __init__(self, view: RoundView, number: int, said: tuple[Correction, ...]) -> None:
        super().__init__()
        self.setObjectName(f"earlier-{number}")
        self._caption = self.tr("Svar til version {0} ({1})").format(number, len(said))
        self.toggle = quiet(self._caption, f"openEarlier-{number}", "chevron-down")
        self.toggle.clicked.connect(self._toggle)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for each in said:
            inside.addWidget(_box(view, each))
        self._inside.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.toggle)
        column.addWidget(self._inside)

    def _toggle(self) -> None:
        is_open = self._inside.isHidden()
        self._inside.setVisible(is_open)
        self.toggle.set_caption(self._caption, "chevron-up" if is_open else "chevron-down")


def _box(view: RoundView, said: Correction) -> SoftBox:
    box = SoftBox(Tone.FAMILY if said.person.is_family_side else Tone.NEUTRAL)
    box.setObjectName(f"earlierSaid-{said.id}")
    caption = f"{said.person.name} · {correction_caption(view, said)}"
    box.setAccessibleName(caption)
    box.column.addWidget(WrapLabel(caption, TextRole.SMALL, Tone.NEUTRAL))
    for name, words in (("Place", said.place), ("Words", said.words)):
        if words:
            shown = OwnWords(words, _LINES, object_name=f"earlier{name}-{said.id}")
            box.column.addWidget(shown)
    if told := told_text(said):
        box.column.addWidget(WrapLabel(told, TextRole.STRONG))
    return box
