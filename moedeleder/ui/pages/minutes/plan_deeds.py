"""What is done to the action plan: save, take away, put back, and choose between two texts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from moedeleder.domain.completeness import limited_points
from moedeleder.domain.errors import ChangedElsewhere, NotFound
from moedeleder.domain.meetings import Meeting, Promise, PromiseDraft
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.minutes.plan import PlanSection
from moedeleder.ui.pages.minutes.plan_row import PlanRow
from moedeleder.ui.pages.room.history import History, Step
from moedeleder.ui.widgets.scroll_page import ScrollPage


class PlanDeeds(QObject):
    """Carries out what the table wishes, and remembers it so that it can be taken back."""

    changed = Signal()
    """The plan is another one now."""
    undo_requested = Signal()

    def __init__(self, desk: Desk, page: ScrollPage, plan: PlanSection, history: History) -> None:
        super().__init__(page)
        self._desk, self._page, self._plan, self._history = desk, page, plan, history
        self._promises = desk.office.promises
        plan.save_requested.connect(self._save)
        plan.remove_requested.connect(self._remove)
        plan.conflict_settled.connect(self._settle)

    def _save(self, row: PlanRow, draft: PromiseDraft) -> None:
        if not draft.what:
            row.say(self.tr("Skriv, hvad I gør. Så gemmes aftalen."))
        elif row.promise is None:
            self._add(row.row_id, draft)
        else:
            self._update(row, row.promise, draft)

    def _add(self, promise_id: str, draft: PromiseDraft) -> None:
        meeting_id = self._meeting_id()
        done = self._perform(lambda: self._promises.add(meeting_id, draft, promise_id))
        if done:
            self._remember(
                self.tr("ny aftale"),
                lambda: self._take_away(promise_id),
                lambda: self._put_back(promise_id, draft, None, False),
            )

    def _update(self, row: PlanRow, before: Promise, draft: PromiseDraft) -> None:
        old, promise_id = before.draft, before.id
        for_some = self._is_for_some(before)

        def update() -> Meeting | None:
            try:
                return self._promises.update(promise_id, before.version, draft, for_some=for_some)
            except ChangedElsewhere:
                # The choice belongs at the row, beside what was typed.
                return None

        def after(meeting: Meeting | None) -> None:
            if meeting is None:
                self._show_conflict(row)
                return
            self._remember(
                self.tr("ændret aftale"),
                lambda: self._rewrite(promise_id, old, for_some),
                lambda: self._rewrite(promise_id, draft, for_some),
            )
            self._tell()

        perform(row, update, success=after)

    def _remove(self, promise: Promise) -> None:
        meeting = self._meeting()
        for_some = self._is_for_some(promise)
        at = next((i for i, each in enumerate(meeting.promises) if each.id == promise.id), None)
        if not self._perform(lambda: self._promises.remove(promise.id, promise.version)):
            return
        self._remember(
            self.tr("fjernet aftale"),
            lambda: self._put_back(promise.id, promise.draft, at, for_some),
            lambda: self._take_away(promise.id),
        )
        # The bar and Ctrl+Z take back the same thing, through the same history.
        self._page.offer_undo(self.tr("Aftalen er fjernet."), self.undo_requested.emit)

    def _settle(self, row: PlanRow, mine: bool) -> None:
        draft = row.draft()
        fresh = self._find(row.row_id)
        if fresh is None:
            self.changed.emit()
            return
        if mine and draft is not None:
            self._update(row, fresh, draft)
        else:
            row.promise = fresh
            row.reset()
            self.changed.emit()

    def _show_conflict(self, row: PlanRow) -> None:
        fresh = self._find(row.row_id)
        words = self.tr("En anden har ændret aftalen imens.")
        if fresh is not None:
            now = self.tr("En anden har ændret aftalen imens til: {0}")
            words = now.format(" · ".join(filter(None, (fresh.what, fresh.owner_label))))
        row.show_conflict(words)

    def _is_for_some(self, promise: Promise) -> bool:
        return promise.item_id in limited_points(self._meeting())

    def _rewrite(self, promise_id: str, draft: PromiseDraft, for_some: bool) -> bool:
        now = self._find(promise_id)
        if now is None:
            return False
        return self._perform(
            lambda: self._promises.update(promise_id, now.version, draft, for_some=for_some)
        )

    def _put_back(
        self, promise_id: str, draft: PromiseDraft, at: int | None, for_some: bool
    ) -> bool:
        meeting_id = self._meeting_id()
        return self._perform(
            lambda: self._promises.add(meeting_id, draft, promise_id, at, for_some=for_some)
        )

    def _take_away(self, promise_id: str) -> bool:
        now = self._find(promise_id)
        if now is None:
            return False
        return self._perform(lambda: self._promises.remove(promise_id, now.version))

    def _perform(self, operation: Callable[[], Meeting]) -> bool:
        done = perform(self._page, operation)
        if done:
            self._tell()
        return done

    def _tell(self) -> None:
        self.changed.emit()
        change = Change.of(Kind.PROMISES, ids=(self._meeting_id(),))
        self._desk.changes.changed.emit(change)

    def _remember(self, name: str, undo: Callable[[], bool], redo: Callable[[], bool]) -> None:
        # An older offer to take something back would now take back the wrong thing.
        self._page.undo_bar.dismiss()
        self._history.did(Step(name, undo, redo))

    def _find(self, promise_id: str) -> Promise | None:
        try:
            meeting = self._desk.office.meetings.get(self._meeting_id())
        except NotFound:
            return None
        return next((each for each in meeting.promises if each.id == promise_id), None)

    def _meeting(self) -> Meeting:
        assert self._plan.meeting is not None
        return self._plan.meeting

    def _meeting_id(self) -> str:
        return self._meeting().id
