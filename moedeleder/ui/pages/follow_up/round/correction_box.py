"""One thing somebody said about the minutes, with what can be decided about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from moedeleder.domain.corrections import Correction, CorrectionDecision, CorrectionKind
from moedeleder.domain.text import shorten
from moedeleder.services.correction_rows import RoundView
from moedeleder.ui.correction_words import correction_caption, decision_text
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, quiet, secondary
from moedeleder.ui.widgets.diff_label import DiffLabel, is_alike
from moedeleder.ui.widgets.flow import Flow
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.own_words import OwnWords, SoftBox
from moedeleder.ui.widgets.wrap_label import WrapLabel

_LINES = 6
_COMPARED = 1500
"""So many characters are shown word by word; longer texts below each other, folded."""
_LOOKS: dict[CorrectionDecision, tuple[IconName, Tone]] = {
    CorrectionDecision.TAKEN: ("check", Tone.OK),
    CorrectionDecision.REFUSED: ("info", Tone.INFO),
    CorrectionDecision.STANDS: ("document", Tone.INFO),
}


class CorrectionBox(SoftBox):
    """Somebody's words in their colour: the place, what should stand, and the decision."""

    take_requested = Signal(object)
    refuse_requested = Signal(object)
    stand_requested = Signal(object)
    undecide_requested = Signal(object)
    edit_requested = Signal(object)
    remove_requested = Signal(object)
    """Each with the ``Correction``."""

    def __init__(self, view: RoundView, said: Correction, *, can_decide: bool = True) -> None:
        """Show something said; without ``can_decide`` nothing can be done about it."""
        tone = Tone.FAMILY if said.person.is_family_side else Tone.NEUTRAL
        super().__init__(tone)
        self.setObjectName(f"correction-{said.id}")
        self._said, self._number = said, view.version.number + 1
        caption = correction_caption(view, said)
        self.setAccessibleName(f"{said.person.name}: {caption}")
        self.column.addWidget(WrapLabel(caption, TextRole.SMALL, Tone.NEUTRAL))
        self._show_words(said)
        if said.kind is CorrectionKind.AGREE:
            return
        if said.decision is not CorrectionDecision.OPEN:
            self._show_decision(can_decide)
        elif can_decide:
            self._show_choices()

    def _show_words(self, said: Correction) -> None:
        is_short = len(said.place) + len(said.words) <= _COMPARED
        if said.kind is CorrectionKind.CORRECT and said.place:
            if is_short and is_alike(said.place, said.words):
                self.column.addWidget(muted(self.tr("Sådan skal det stå:")))
                name = f"correctionDiff-{said.id}"
                self.column.addWidget(DiffLabel(said.place, said.words, object_name=name))
                return
            self._add_quote(self.tr("Som der står:"), said.place, f"correctionPlace-{said.id}")
            self._add_quote(self.tr("Sådan skal det stå:"), said.words)
        elif said.words:
            if said.place and said.kind is not CorrectionKind.AGREE:
                self._add_quote(self.tr("Om det, der står:"), said.place)
            name = f"correctionWords-{said.id}"
            self.column.addWidget(OwnWords(said.words, _LINES, object_name=name))

    def _add_quote(self, caption: str, words: str, name: str = "") -> None:
        self.column.addWidget(muted(caption))
        name = name or f"correctionWords-{self._said.id}"
        self.column.addWidget(OwnWords(words, _LINES, object_name=name, accessible_name=caption))

    def _show_choices(self) -> None:
        said = self._said
        take = self._button(self.tr("Tag med i version {0}").format(self._number), "take", "check")
        take.clicked.connect(lambda: self.take_requested.emit(said))
        if said.kind is CorrectionKind.CORRECT:
            other = self._button(self.tr("Ret ikke – skriv hvorfor"), "refuse")
            other.clicked.connect(lambda: self.refuse_requested.emit(said))
            buttons = [take, other]
        else:
            other = self._button(self.tr("Lad ordene stå i referatet"), "stand", "check")
            other.clicked.connect(lambda: self.stand_requested.emit(said))
            take.set_caption(self.tr("Ret også teksten i version {0}").format(self._number))
            buttons = [other, take]
        self.column.addWidget(Flow((*buttons, *self._mending())))

    def _mending(self) -> list[Button]:
        said = self._said
        words = self.tr("Sortér …") if said.answer_id else self.tr("Ret det noterede")
        edit = quiet(words, f"edit-{said.id}", "edit")
        edit.clicked.connect(lambda: self.edit_requested.emit(said))
        if said.answer_id is not None:
            return [edit]
        remove = quiet(self.tr("Fjern"), f"remove-{said.id}", "trash")
        remove.clicked.connect(lambda: self.remove_requested.emit(said))
        return [edit, remove]

    def _button(self, caption: str, name: str, icon: IconName | None = None) -> Button:
        button = secondary(caption, f"{name}-{self._said.id}", icon, compact=True)
        who = shorten(self._said.words or self._said.person.name, 120)
        button.setAccessibleDescription(who)
        return button

    def _show_decision(self, can_decide: bool) -> None:
        icon, tone = _LOOKS[self._said.decision]
        words = WrapLabel(decision_text(self._said, self._number), TextRole.STRONG)
        words.setObjectName(f"decision-{self._said.id}")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(words, 1)
        if can_decide:
            undo = quiet(self.tr("Fortryd"), f"undecide-{self._said.id}", "undo")
            undo.setAccessibleDescription(words.text())
            undo.clicked.connect(lambda: self.undecide_requested.emit(self._said))
            row.addWidget(undo, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)
