"""From the wishes of step 2 to the use cases, each with its way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import Meeting, Promise, PromiseDraft
from moedeleder.domain.statements import Statement, StatementKind
from moedeleder.services.notepad import Draft
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.room.history import History, Step

Operation = Callable[[], Meeting]


class RoomActions(QObject):
    """Does what is wished for in one running meeting, and remembers how to take it back."""

    meeting_changed = Signal(object)
    """The ``Meeting`` after a change made here."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._meeting: Meeting | None = None
        self._for_some: set[str] = set()
        self.history = History()

    @property
    def meeting(self) -> Meeting:
        """The meeting as last seen."""
        assert self._meeting is not None, "no meeting is shown"
        return self._meeting

    def see(self, meeting: Meeting) -> None:
        """Take note of the meeting as it is now."""
        if self._meeting is None or self._meeting.id != meeting.id:
            self.history.forget()
        self._take(meeting)

    def start(self) -> bool:
        """Start the meeting, or take it up again."""
        return self._do(lambda: self._desk.office.conduct.start(self.meeting.id), Kind.MEETINGS)

    def end(self) -> bool:
        """End the meeting."""
        return self._do(lambda: self._desk.office.conduct.end(self.meeting.id), Kind.MEETINGS)

    def go_to(self, item_id: str) -> bool:
        """Make a point the current one."""
        conduct = self._desk.office.conduct
        return self._do(lambda: conduct.go_to(self.meeting.id, item_id), Kind.NOTES)

    def step(self, by: int) -> bool:
        """Go to the next (1) or the previous (-1) point."""
        conduct = self._desk.office.conduct
        return self._do(lambda: conduct.step(self.meeting.id, by), Kind.NOTES)

    def tick(self, key: str, done: bool) -> None:
        """Tick a line of the checklist, or take the tick away."""

        def set_to(value: bool) -> bool:
            meetings = self._desk.office.meetings
            return self._do(
                lambda: meetings.tick(self.meeting.id, Phase.DURING, key, value), Kind.MEETINGS
            )

        name = self.tr("Krydset i listen")
        self._done(set_to(done), Step(name, lambda: set_to(not done), lambda: set_to(done)))

    def keep_statement(self, draft: Draft) -> bool:
        """Keep a statement, or what it has been rewritten to."""
        old = self._statement(draft.replaces)
        if old is not None:
            return self._rewrite(old, draft)
        statements = self._desk.office.statements
        done = self._do(
            lambda: statements.say(
                self.meeting.id,
                StatementKind(draft.kind),
                draft.text,
                item_id=draft.item_id,
                person_id=draft.person_id,
                statement_id=draft.id,
                source=draft.source,
                for_some=draft.item_id in self._for_some,
            ),
            Kind.NOTES,
        )
        new = self._statement(draft.id)
        if done and new is not None:
            undo, redo = self._ways(new)
            self._done(True, Step(self.tr("Noten"), undo, redo))
        return done

    def keep_promise(self, draft: Draft, promise: PromiseDraft) -> bool:
        """Keep a promise, or what it has been rewritten to."""
        old = self._promise(draft.replaces)
        if old is not None:
            return self._update(old, promise)
        add = self._adding(draft.id, promise)
        done = add()
        step = Step(self.tr("Aftalen"), lambda: self._remove_promise(draft.id), add)
        self._done(done, step)
        return done

    def remove(self, note_id: str) -> bool:
        """Remove a statement or a promise."""
        statement, promise = self._statement(note_id), self._promise(note_id)
        if statement is not None:
            undo, redo = self._ways(statement)
            return self._done(undo(), Step(self.tr("Noten"), redo, undo))
        if promise is None:
            return False
        step = Step(
            self.tr("Aftalen"),
            self._adding(promise.id, promise.draft, self.meeting.promises.index(promise)),
            lambda: self._remove_promise(note_id),
        )
        return self._done(self._remove_promise(note_id), step)

    def reload(self) -> None:
        """Read the meeting again and show it as it is now."""
        meeting_id = self.meeting.id
        perform(
            self._page,
            lambda: self._desk.office.meetings.get(meeting_id),
            success=self._changed,
        )

    def do(self, operation: Operation, kind: Kind, place: QWidget | None = None) -> bool:
        """Do something to the meeting; what goes wrong is said at ``place``, else on the page.

        Returns whether it was done.
        """
        return self._do(operation, kind, place)

    def did(self, done: bool, step: Step) -> bool:
        """Remember a step if it was done; returns ``done``."""
        return self._done(done, step)

    def _do(self, operation: Operation, kind: Kind, place: QWidget | None = None) -> bool:
        done = perform(
            place or self._page,
            operation,
            success=self._changed,
            changes=self._desk.changes,
            change=Change.of(kind, ids=(self.meeting.id,)),
        )
        if not done:
            # Somebody may have changed it: show what is there now.
            self.reload()
        return done

    def _changed(self, meeting: Meeting) -> None:
        # Whoever heard of the change may have shown this very meeting already.
        if meeting is not self._meeting:
            self._take(meeting)
            self.meeting_changed.emit(meeting)

    def _take(self, meeting: Meeting) -> None:
        self._meeting = meeting
        # What was written at such a point never becomes everybody's, should the point go.
        self._for_some |= {item.id for item in meeting.items if item.only_for}

    def _done(self, done: bool, step: Step) -> bool:
        if done:
            self.history.did(step)
        return done

    def _statement(self, wanted: str) -> Statement | None:
        return next((s for s in self.meeting.statements if s.id == wanted), None)

    def _promise(self, wanted: str) -> Promise | None:
        return next((p for p in self.meeting.promises if p.id == wanted), None)

    def _ways(self, statement: Statement) -> tuple[Callable[[], bool], Callable[[], bool]]:
        """Return how to take a statement back and how to put it back again."""
        statements = self._desk.office.statements

        def take() -> bool:
            now = self._statement(statement.id)
            return now is not None and self._do(
                lambda: statements.take_back(now.id, now.version), Kind.NOTES
            )

        def put() -> bool:
            return self._statement(statement.id) is None and self._do(
                lambda: statements.put_back(
                    self.meeting.id, statement, for_some=statement.item_id in self._for_some
                ),
                Kind.NOTES,
            )

        return take, put

    def _rewrite(self, old: Statement, draft: Draft) -> bool:
        statements, kind = self._desk.office.statements, StatementKind(draft.kind)
        before = old.person.id if old.person else None

        def write(kind: StatementKind, text: str, person_id: str | None, source: str) -> bool:
            now = self._statement(old.id)
            return now is not None and self._do(
                lambda: statements.rewrite(old.id, now.version, kind, text, person_id, source),
                Kind.NOTES,
            )

        step = Step(
            self.tr("Rettelsen"),
            lambda: write(old.kind, old.text, before, old.source) and self._mark_again(old),
            lambda: write(kind, draft.text, draft.person_id, draft.source),
        )
        return self._done(write(kind, draft.text, draft.person_id, draft.source), step)

    def _mark_again(self, old: Statement) -> bool:
        """Give a note its formal mark back, which it lost when it became private."""
        now = self._statement(old.id)
        if now is None or (now.formal, now.formal_due) == (old.formal, old.formal_due):
            return now is not None
        statements = self._desk.office.statements
        return self._do(
            lambda: statements.set_formal(old.id, now.version, old.formal, old.formal_due),
            Kind.NOTES,
        )

    def _adding(
        self, promise_id: str, promise: PromiseDraft, at: int | None = None
    ) -> Callable[[], bool]:
        promises = self._desk.office.promises
        return lambda: self._do(
            lambda: promises.add(
                self.meeting.id,
                promise,
                promise_id,
                at,
                for_some=promise.item_id in self._for_some,
            ),
            Kind.PROMISES,
        )

    def _remove_promise(self, promise_id: str) -> bool:
        now = self._promise(promise_id)
        return now is not None and self._do(
            lambda: self._desk.office.promises.remove(now.id, now.version), Kind.PROMISES
        )

    def _update(self, old: Promise, promise: PromiseDraft) -> bool:
        def write(draft: PromiseDraft) -> bool:
            now = self._promise(old.id)
            return now is not None and self._do(
                lambda: self._desk.office.promises.update(now.id, now.version, draft),
                Kind.PROMISES,
            )

        step = Step(self.tr("Rettelsen"), lambda: write(old.draft), lambda: write(promise))
        return self._done(write(promise), step)
