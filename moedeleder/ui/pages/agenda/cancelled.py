"""What the first step says of a meeting that is called off."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.text import shorten
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner

_REASON_SHOWN = 300


class CancelledBanner(Banner):
    """Says that the meeting is called off and why, for as long as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cancelledBanner")
        # It goes away when the meeting is taken up again, and not before.
        self._close.hide()
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        # What the words leave of a wide page stands at their right.
        row.addStretch(0)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show or hide it."""
        if meeting.state is not MeetingState.CANCELLED:
            self.hide()
            return
        reason = shorten(meeting.cancelled_reason.strip(), _REASON_SHOWN)
        said = self.tr("Grund: {0}").format(reason) if reason else ""
        self.show_message(self.tr("Mødet er aflyst."), Tone.WARN, said)
