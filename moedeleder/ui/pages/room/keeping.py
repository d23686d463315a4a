"""Keeps what is typed at each key, and says "gemt" only when it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from moedeleder.services.notepad import Draft, new_draft
from moedeleder.ui.desk import Desk
from moedeleder.ui.widgets.saved_mark import SavedMark, SavedState


class TypingKeeper(QObject):
    """Hands each change to the typing path and follows its ticket home."""

    failing = Signal(bool)
    """Whether the typing path says that it cannot keep the words right now."""

    def __init__(self, desk: Desk, mark: SavedMark) -> None:
        super().__init__(mark)
        self._notepad, self._mark = desk.office.notepad, mark
        self._slot = ""
        self._wanted = self._safe = 0
        desk.typing.saved.connect(self._saved)
        desk.typing.failed.connect(self._failed)

    def open(self, meeting_id: str) -> Draft | None:
        """Turn to a meeting; returns what was being written there when the program stopped."""
        self._slot = self._notepad.slot(meeting_id)
        self._wanted = self._safe = 0
        found = self._notepad.recovered(meeting_id)
        self._mark.set_state(SavedState.SAVED if found else SavedState.NOTHING_YET)
        return found

    def typed(self, meeting_id: str, draft: Draft) -> None:
        """Keep the words as they are now."""
        self._wanted = self._notepad.typed(meeting_id, draft)
        # The answer may have come before the ticket was known here.
        is_safe = self._safe >= self._wanted
        self._mark.set_state(SavedState.SAVED if is_safe else SavedState.SAVING)

    def kept(self, meeting_id: str) -> None:
        """Say that the note is kept for good: nothing is under way any more."""
        self._notepad.typed(meeting_id, new_draft())
        self._wanted = 0
        self._mark.set_state(SavedState.SAVED)

    @Slot(str, int)
    def _saved(self, slot: str, ticket: int) -> None:
        if slot != self._slot:
            return
        self._safe = max(self._safe, ticket)
        self.failing.emit(False)
        if self._safe >= self._wanted and self._mark.state is not SavedState.NOTHING_YET:
            self._mark.set_state(SavedState.SAVED)

    @Slot(str)
    def _failed(self, slot: str) -> None:
        if slot == self._slot:
            self._mark.set_state(SavedState.FAILED)
            self.failing.emit(True)
