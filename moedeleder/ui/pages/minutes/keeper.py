"""Keeps one written part: durable at each key, saved when the fingers rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from moedeleder.domain.errors import ChangedElsewhere
from moedeleder.domain.record import MinutesPart, PartKey
from moedeleder.domain.rich_text import RichText
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.widgets.saved_mark import SavedState

IDLE_MS = 400


class PartKeeper(QWidget):
    """Saves what is typed in one part, and says how far that has come.

    It is a widget without looks, so that an error finds its way to the page around it.
    """

    state_changed = Signal(object)
    """A ``SavedState``."""
    conflict_changed = Signal(bool)
    """Whether somebody else wrote in the part meanwhile; the typed text waits for a choice."""
    saved = Signal(object)
    """The ``MinutesView`` after a save."""

    def __init__(
        self, desk: Desk, key: PartKey, read: Callable[[], RichText], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.hide()
        self._desk, self._key, self._read = desk, key, read
        self._meeting_id, self._version = "", 0
        self._ticket = 0
        self._failing = False
        self.is_dirty = False
        self.has_conflict = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self.save)

    @property
    def meeting_id(self) -> str:
        """The meeting whose part it keeps."""
        return self._meeting_id

    @property
    def slot(self) -> str:
        """The name of the part on the typing path."""
        return self._desk.office.minutes.slot(self._meeting_id, self._key)

    def adopt(self, meeting_id: str, version: int) -> None:
        """Take note that the editor shows the text as saved at ``version``."""
        if meeting_id != self._meeting_id:
            self.state_changed.emit(SavedState.NOTHING_YET)
        self._meeting_id, self._version = meeting_id, version
        self._settle()

    def edited(self) -> None:
        """Hand the newest text over at once; save it when no more comes for a moment."""
        self.is_dirty = True
        self.state_changed.emit(SavedState.SAVING)
        minutes, text = self._desk.office.minutes, self._read()
        perform(
            self,
            lambda: minutes.typed(self._meeting_id, self._key, text),
            success=self._handed_over,
        )
        self._timer.start()

    def typing_saved(self, slot: str, ticket: int) -> None:
        """Hear that a text is durable; "gemt" is said when it is the newest one."""
        if slot != self.slot:
            return
        self._failing = False
        if ticket >= self._ticket > 0:
            self.state_changed.emit(SavedState.SAVED)

    def typing_failed(self, slot: str) -> None:
        """Hear that a text could not be kept yet; it is held and tried again."""
        if slot == self.slot:
            self._failing = True
            self.state_changed.emit(SavedState.FAILED)

    def save(self) -> None:
        """Save what was typed, unless a choice is waited for or the disk refuses just now."""
        self._timer.stop()
        if not self.is_dirty or self.has_conflict or self._failing:
            return
        text = self._read()
        perform(self, lambda: self._write(text), success=self._written)

    def saved_part(self) -> MinutesPart:
        """Return the part as it stands in the store.

        Raises:
            NotFound: the meeting is gone.
        """
        return self._desk.office.minutes.saved(self._meeting_id, self._key)

    def write_over(self, version: int) -> None:
        """Save the typed text over what somebody else wrote at ``version``."""
        self._version = version
        self._set_conflict(False)
        self.save()

    def give_up(self, part: MinutesPart) -> None:
        """Let the other text stand; what was typed here no longer waits anywhere."""
        self._desk.office.minutes.typed(self._meeting_id, self._key, part.text)
        self.adopt(self._meeting_id, part.version)

    def _handed_over(self, ticket: int) -> None:
        self._ticket = ticket

    def _write(self, text: RichText) -> MinutesView | None:
        minutes = self._desk.office.minutes
        try:
            return minutes.write(self._meeting_id, self._key, self._version, text)
        except ChangedElsewhere:
            # Not an error to show at the top: the choice belongs at the text itself.
            return None

    def _written(self, view: MinutesView | None) -> None:
        if view is None:
            self._set_conflict(True)
            return
        self._version = view.parts[self._key].version
        self.is_dirty = False
        self.saved.emit(view)
        change = Change.of(Kind.MINUTES, ids=(self._meeting_id,))
        self._desk.changes.changed.emit(change)

    def _settle(self) -> None:
        self._timer.stop()
        self.is_dirty = False
        self._set_conflict(False)

    def _set_conflict(self, conflict: bool) -> None:
        if conflict is not self.has_conflict:
            self.has_conflict = conflict
            self.conflict_changed.emit(conflict)
