"""Keeps what stands in the small fields of a page at each key, and says "gemt" when it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from moedeleder.ui.desk import Desk
from moedeleder.ui.widgets.saved_mark import SavedMark, SavedState


class FieldKeeper(QObject):
    """Hands the words of many fields to the typing path and follows their tickets home."""

    failing = Signal(bool)
    """Whether the typing path says that it cannot keep the words right now."""

    def __init__(self, desk: Desk, mark: SavedMark) -> None:
        super().__init__(mark)
        self._scratch, self._mark = desk.office.scratch, mark
        self._meeting_id = ""
        self._wanted: dict[str, int] = {}
        self._safe: dict[str, int] = {}
        desk.typing.saved.connect(self._saved)
        desk.typing.failed.connect(self._failed)

    def open(self, meeting_id: str) -> dict[str, str]:
        """Turn to a meeting; returns the words that stood in its fields, by place."""
        self._meeting_id = meeting_id
        self._wanted, self._safe = {}, {}
        self._mark.set_state(SavedState.NOTHING_YET)
        return self._scratch.waiting(meeting_id)

    def typed(self, place: str, text: str) -> None:
        """Keep the words of a field as they are now."""
        ticket = self._scratch.typed(self._meeting_id, place, text)
        slot = self._scratch.slot(self._meeting_id, place)
        # The answer may have come before the ticket was known here.
        if self._safe.get(slot, 0) < ticket:
            self._wanted[slot] = ticket
        self._show()

    def kept(self, place: str) -> None:
        """Say that the words of a field are kept for good: nothing is under way there."""
        self._scratch.typed(self._meeting_id, place, "")
        self._wanted.pop(self._scratch.slot(self._meeting_id, place), None)
        self._show()

    @Slot(str, int)
    def _saved(self, slot: str, ticket: int) -> None:
        if not self._is_here(slot):
            return
        self._safe[slot] = max(self._safe.get(slot, 0), ticket)
        if slot in self._wanted and self._safe[slot] >= self._wanted[slot]:
            del self._wanted[slot]
        self.failing.emit(False)
        if self._mark.state is not SavedState.NOTHING_YET:
            self._show()

    @Slot(str)
    def _failed(self, slot: str) -> None:
        if self._is_here(slot):
            self._mark.set_state(SavedState.FAILED)
            self.failing.emit(True)

    def _is_here(self, slot: str) -> bool:
        return bool(self._meeting_id) and slot.startswith(self._scratch.slot(self._meeting_id, ""))

    def _show(self) -> None:
        self._mark.set_state(SavedState.SAVING if self._wanted else SavedState.SAVED)
