"""From what is wished for with the time and the turns to speak to the use cases."""

from __future__ import annotations

from PySide6.QtCore import QObject

from moedeleder.domain.meetings import Meeting
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Kind
from moedeleder.ui.pages.room.actions import RoomActions
from moedeleder.ui.pages.room.history import Step


class TimeActions(QObject):
    """Holds breaks, adds time, and marks who speaks.

    Breaks and turns are moments, not words: they are ended, never undone.
    """

    def __init__(self, desk: Desk, actions: RoomActions) -> None:
        super().__init__(actions)
        self._desk, self._actions = desk, actions

    def pause(self) -> bool:
        """Hold a break."""
        conduct = self._desk.office.conduct
        return self._actions.do(lambda: conduct.pause(self._meeting.id), Kind.NOTES)

    def resume(self) -> bool:
        """Go on after a break."""
        conduct = self._desk.office.conduct
        return self._actions.do(lambda: conduct.resume(self._meeting.id), Kind.NOTES)

    def asked(self) -> bool:
        """Note that it was asked how the time that is left shall be used."""
        conduct = self._desk.office.conduct
        return self._actions.do(lambda: conduct.ask_about_time(self._meeting.id), Kind.NOTES)

    def extend(self, minutes: int) -> bool:
        """Let the meeting last longer by so many minutes."""

        def add(by: int) -> bool:
            conduct = self._desk.office.conduct
            return self._actions.do(lambda: conduct.extend(self._meeting.id, by), Kind.NOTES)

        step = Step(self.tr("Forlængelsen"), lambda: add(-minutes), lambda: add(minutes))
        return self._actions.did(add(minutes), step)

    def speaks(self, person_id: str | None) -> bool:
        """Mark who speaks from now on; None when nobody does."""
        speaking = self._desk.office.speaking
        return self._actions.do(lambda: speaking.speaks(self._meeting.id, person_id), Kind.NOTES)

    def forget_speaking(self) -> bool:
        """Delete what was noted about who spoke."""
        speaking = self._desk.office.speaking
        return self._actions.do(lambda: speaking.forget(self._meeting.id), Kind.NOTES)

    def show_speaking(self, show: bool) -> bool:
        """Choose whether the minutes tell how the time was shared."""

        def choose(value: bool) -> bool:
            speaking, now = self._desk.office.speaking, self._meeting
            return self._actions.do(
                lambda: speaking.show_in_minutes(now.id, now.version, value), Kind.NOTES
            )

        step = Step(self.tr("Valget"), lambda: choose(not show), lambda: choose(show))
        return self._actions.did(choose(show), step)

    @property
    def _meeting(self) -> Meeting:
        return self._actions.meeting
