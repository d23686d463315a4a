"""The dialog of a point that somebody raises while the meeting runs."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.ui.dialogs.agenda_item import AgendaItemDialog
from moedeleder.ui.widgets.choice import Choice

_CLOSING = 2
"""So many points close a meeting as a rule: what is agreed, and how it went."""


class When(Enum):
    """When the new point is taken up."""

    NEXT = auto()
    NOW = auto()
    BEFORE_CLOSING = auto()


class NewPointDialog(AgendaItemDialog):
    """Asks for a new point as the agenda does, and when the meeting takes it up."""

    def __init__(self, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__(meeting, parent=parent)
        self.setObjectName("newPointDialog")
        self._when = Choice(
            (
                (self.tr("Efter det punkt, I er ved"), When.NEXT),
                (self.tr("Nu med det samme"), When.NOW),
                (self.tr("Før I slutter af"), When.BEFORE_CLOSING),
            )
        )
        assert self.form is not None
        self.form.add("when", self.tr("Hvornår tager I det?"), self._when)

    @property
    def when(self) -> When:
        """When the point is taken up."""
        value = self._when.value()
        assert isinstance(value, When)
        return value

    def place(self, meeting: Meeting) -> int | None:
        """Return its place in the agenda, counted from 0; None is right after the current one."""
        if self.when is not When.BEFORE_CLOSING:
            return None
        current = meeting.current_item
        earliest = current.position + 1 if current is not None else 0
        return max(earliest, len(meeting.items) - _CLOSING)
