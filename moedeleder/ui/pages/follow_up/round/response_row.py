"""One receiver of the minutes: how they stand to them, and everything they said."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.corrections import Correction, CorrectionKind, Response, ResponseState
from moedeleder.services.correction_rows import RoundView
from moedeleder.services.labels import person_role
from moedeleder.ui.correction_words import response_line
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.pages.follow_up.round.correction_box import CorrectionBox
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.card import ROW_MARGIN
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.two_lines import TwoLines

_LOOKS: dict[ResponseState, tuple[IconName, Tone]] = {
    ResponseState.NOT_SENT: ("mail", Tone.NEUTRAL),
    ResponseState.SILENT: ("clock", Tone.NEUTRAL),
    ResponseState.AGREES: ("check", Tone.OK),
    ResponseState.CORRECTED: ("edit", Tone.WARN),
    ResponseState.REMARKED: ("document", Tone.INFO),
}


class ResponseRow(QWidget):
    """A name, a state in words with its icon, and a box for each thing said."""

    take_requested = Signal(object)
    refuse_requested = Signal(object)
    stand_requested = Signal(object)
    undecide_requested = Signal(object)
    edit_requested = Signal(object)
    remove_requested = Signal(object)
    """Each with the ``Correction``."""
    note_requested = Signal(str)
    """The id of the person whose answer is to be written down."""

    def __init__(self, view: RoundView, response: Response, *, can_decide: bool) -> None:
        super().__init__()
        self.response = response
        self.setObjectName(f"response-{response.attendee_id}")
        said = response_line(response)
        self.setAccessibleName(f"{response.person.name}: {said}")
        column = QVBoxLayout(self)
        column.setContentsMargins(ROW_MARGIN, 9, ROW_MARGIN, 9)
        column.setSpacing(8)
        column.addLayout(self._head(said, can_decide))
        for each in response.corrections:
            if each.kind is not CorrectionKind.AGREE or each.words:
                column.addWidget(self._box(view, each, can_decide))

    def _head(self, said: str, can_decide: bool) -> QHBoxLayout:
        response = self.response
        icon, tone = _LOOKS[response.state]
        state = Label(said, TextRole.BODY, None if tone is not Tone.NEUTRAL else Tone.NEUTRAL)
        state.setObjectName(f"responseState-{response.attendee_id}")
        state.setWordWrap(True)
        state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(TwoLines(response.person.name, person_role(response.person)), 3)
        head.addWidget(state, 2)
        head.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        if can_decide:
            note = quiet(self.tr("Notér svar …"), f"noteFor-{response.attendee_id}", "phone")
            note.setAccessibleDescription(response.person.name)
            note.clicked.connect(lambda: self.note_requested.emit(response.person.id))
            head.addWidget(note, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _box(self, view: RoundView, said: Correction, can_decide: bool) -> CorrectionBox:
        box = CorrectionBox(view, said, can_decide=can_decide)
        box.take_requested.connect(self.take_requested)
        box.refuse_requested.connect(self.refuse_requested)
        box.stand_requested.connect(self.stand_requested)
        box.undecide_requested.connect(self.undecide_requested)
        box.edit_requested.connect(self.edit_requested)
        box.remove_requested.connect(self.remove_requested)
        return box
