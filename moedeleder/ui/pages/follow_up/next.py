"""When people meet again, and the button that plans it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from moedeleder.domain.danish import clock, long_date
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.wrap_label import WrapLabel


class NextCard(Card):
    """Tells the time of the next meeting, or why there is none."""

    def __init__(self) -> None:
        super().__init__(self.tr("Næste møde"), object_name="nextCard")
        self._words = WrapLabel("", TextRole.STRONG)
        self._words.setObjectName("nextMeeting")
        self._more = WrapLabel("", tone=Tone.NEUTRAL)
        self.create_button = secondary(
            self.tr("Opret opfølgningsmødet"), "createFollowUp", "calendar", compact=True
        )
        self.add(self._words)
        self.add(self._more)
        self.body.addSpacing(4)
        self.body.addWidget(self.create_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show what was decided about the next meeting."""
        follow_up = meeting.follow_up
        self.create_button.setVisible(follow_up.at is not None)
        if follow_up.at is None:
            self._words.setText(self.tr("Intet opfølgningsmøde"))
            self._more.setText(follow_up.none_reason)
        else:
            day = long_date(follow_up.at.date())
            at = self.tr("{0} kl. {1}").format(day[:1].upper() + day[1:], clock(follow_up.at))
            self._words.setText(at)
            self._more.setText(self.tr("Opret mødet nu, så dagen ikke går tabt."))
        self._more.setVisible(bool(self._more.text()))
