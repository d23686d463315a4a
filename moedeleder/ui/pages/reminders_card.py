"""A quiet card that says whether people are reminded of a meeting, and of what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from moedeleder.domain.meetings import Meeting
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.reminders import RemindersDialog, kinds_for
from moedeleder.ui.reminder_words import status_text
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.wrap_label import WrapLabel


class RemindersCard(Card):
    """Says when the next reminder leaves, and opens the dialog that turns them on."""

    said = Signal(str)
    """What was done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Påmindelser"), object_name="remindersCard")
        self._desk = desk
        self._meeting: Meeting | None = None
        self._words = WrapLabel("", tone=Tone.NEUTRAL)
        self._words.setObjectName("remindersStatus")
        self.open_button = secondary(
            self.tr("Vælg påmindelser…"), "openReminders", "clock", compact=True
        )
        self.add(self._words)
        self.body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.open_button.clicked.connect(self._open)

    def show_meeting(self, meeting: Meeting) -> None:
        """Say whether reminders are on for a meeting."""
        self._meeting = meeting
        self._words.setText(self._status(meeting))

    def _status(self, meeting: Meeting) -> str:
        reminders = self._desk.office.reminders
        found = {kind: reminders.preview(meeting.id, kind) for kind in kinds_for(meeting)}
        return status_text(found)

    def _open(self) -> None:
        meeting = self._meeting
        if meeting is None:
            return
        dialog = RemindersDialog(self._desk, meeting, self)
        dialog.accepted.connect(self._kept)
        dialog.finished.connect(lambda _how: self.open_button.setFocus())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _kept(self) -> None:
        if self._meeting is not None:
            self.show_meeting(self._meeting)
            self.said.emit(self._status(self._meeting))
