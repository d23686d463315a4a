"""Where the round of corrections has come to, and the way into it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal

from moedeleder.services.correction_rows import RoundView
from moedeleder.ui.correction_words import answered_text, deadline_text, state_text
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.wrap_label import WrapLabel


class RoundCard(Card):
    """Tells how many have answered, until when, and what waits."""

    open_requested = Signal()

    def __init__(self) -> None:
        self._count = muted("")
        super().__init__(self.tr("Rettelsesrunde"), self._count, object_name="roundCard")
        self._state = WrapLabel("", TextRole.STRONG)
        self._state.setObjectName("roundCardState")
        self._deadline = WrapLabel("", tone=Tone.NEUTRAL)
        self._deadline.setObjectName("roundCardDeadline")
        self._look = secondary(self.tr("Se svarene"), "openRound", "people", compact=True)
        self._look.clicked.connect(self.open_requested)
        self.add(self._state)
        self.add(self._deadline)
        self.body.addSpacing(4)
        self.body.addWidget(self._look, 0, Qt.AlignmentFlag.AlignLeft)

    def show_round(self, view: RoundView, today: date) -> None:
        """Show where a round has come to."""
        self._count.setText(answered_text(view))
        self._state.setText(state_text(view))
        self._deadline.setText(deadline_text(view, today))
        self._deadline.setVisible(view.round.closed_at is None)
