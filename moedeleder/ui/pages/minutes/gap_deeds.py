"""What is done about things that minutes lack: a reason is kept, or taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from moedeleder.domain.record import Gap
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.minutes.rail import PartsRail
from moedeleder.ui.pages.room.history import History, Step
from moedeleder.ui.widgets.scroll_page import ScrollPage


class GapDeeds(QObject):
    """Carries out what the rail wishes, so that it can be taken back."""

    changed = Signal()
    """The reasons are other ones now."""
    undo_requested = Signal()

    def __init__(
        self,
        desk: Desk,
        page: ScrollPage,
        rail: PartsRail,
        history: History,
        meeting_id: Callable[[], str],
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._history = desk, page, history
        self._meeting_id = meeting_id
        self._reasons = desk.office.gap_reasons
        rail.reason_given.connect(self._give)
        rail.reason_taken_back.connect(self._take_back)

    def _give(self, gap: Gap, reason: str) -> None:
        meeting_id = self._meeting_id()
        if self._kept(meeting_id, gap, reason):
            self._done(
                self.tr("grund"),
                self.tr("Grunden er gemt. Den kommer til at stå i referatet."),
                lambda: self._dropped(meeting_id, gap),
                lambda: self._kept(meeting_id, gap, reason),
            )

    def _take_back(self, gap: Gap) -> None:
        meeting_id = self._meeting_id()
        before = self._desk.office.minutes.open(meeting_id).reasons.get(gap.key, "")
        if self._dropped(meeting_id, gap):
            self._done(
                self.tr("grund taget tilbage"),
                self.tr("Grunden er taget tilbage."),
                lambda: self._kept(meeting_id, gap, before),
                lambda: self._dropped(meeting_id, gap),
            )

    def _kept(self, meeting_id: str, gap: Gap, reason: str) -> bool:
        return self._perform(meeting_id, lambda: self._reasons.give(meeting_id, gap.key, reason))

    def _dropped(self, meeting_id: str, gap: Gap) -> bool:
        return self._perform(meeting_id, lambda: self._reasons.take_back(meeting_id, gap.key))

    def _perform(self, meeting_id: str, deed: Callable[[], object]) -> bool:
        change = Change.of(Kind.MINUTES, ids=(meeting_id,))
        done = perform(self._page, deed, changes=self._desk.changes, change=change)
        if done:
            self.changed.emit()
        return done

    def _done(
        self, name: str, words: str, undo: Callable[[], bool], redo: Callable[[], bool]
    ) -> None:
        self._history.did(Step(name, undo, redo))
        # The bar and Ctrl+Z take back the same thing, through the same history.
        self._page.offer_undo(words, self.undo_requested.emit)
