"""What the meeting page expects of its four steps."""

from __future__ import annotations

from enum import Enum, IntEnum, auto
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from moedeleder.domain.meetings import Meeting, MeetingState


class Step(IntEnum):
    """The four steps across the top of a meeting."""

    AGENDA = 0
    MEETING = 1
    MINUTES = 2
    FOLLOW_UP = 3


class RoomPage(Enum):
    """The pages beside the notes of step 2 that another step leads to."""

    BOARD = auto()
    READ_BACK = auto()


def step_of(state: MeetingState) -> Step:
    """Return the step a meeting opens at."""
    return {
        MeetingState.PLANNED: Step.AGENDA,
        MeetingState.CANCELLED: Step.AGENDA,
        MeetingState.RUNNING: Step.MEETING,
        MeetingState.HELD: Step.MINUTES,
        MeetingState.FINISHED: Step.FOLLOW_UP,
    }[state]


class MeetingStep(Protocol):
    """One step: a widget that is shown a meeting and says what the person wants."""

    step_requested: SignalInstance
    """A ``Step`` the person wants to go to."""

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the meeting as it is now; called again after every change."""
        ...

    def main_action(self) -> None:
        """Do the step's main thing (Ctrl+Enter)."""
        ...

    def undo(self) -> None:
        """Take the last thing back (Ctrl+Z), if there is one."""
        ...

    def redo(self) -> None:
        """Do again what was taken back (Ctrl+Shift+Z)."""
        ...

    def leave(self) -> None:
        """Save what is under way: the person goes elsewhere."""
        ...

    def widget(self) -> QWidget:
        """Return the step as a widget (itself)."""
        ...
