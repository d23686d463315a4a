"""Step 2, "Mødet": start it, hold it, end it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from moedeleder.domain.meetings import Meeting, MeetingState, Promise
from moedeleder.domain.readiness import Lack
from moedeleder.services.notepad import Draft, new_draft
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import perform
from moedeleder.ui.pages.room.actions import RoomActions
from moedeleder.ui.pages.room.keeping import TypingKeeper
from moedeleder.ui.pages.room.over import OverScreen
from moedeleder.ui.pages.room.running import RunningRoom
from moedeleder.ui.pages.room.start import StartScreen
from moedeleder.ui.pages.room.words import PROMISE
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.tokens import MARGIN, Tone
from moedeleder.ui.widgets.banner import Banner


class RoomStep(QWidget):
    """Shows the meeting before, while and after it runs; what is typed is kept at once."""

    step_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("roomStep")
        self._desk = desk
        self._opened = ""
        self._actions = RoomActions(desk, self)
        self._start = StartScreen(desk.office.clock.today)
        self._room = RunningRoom(desk.office.clock.today, self._now)
        self._over = OverScreen()
        self._keeper = TypingKeeper(desk, self._room.composer.saved)
        self._banner = Banner()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def widget(self) -> QWidget:
        """Return the step as a widget (itself)."""
        return self

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the meeting as it is now; called again after every change."""
        self._actions.see(meeting)
        if meeting.state is MeetingState.PLANNED:
            self._start.show_meeting(meeting, self._lacks(meeting))
            self._stack.setCurrentWidget(self._start)
        elif meeting.state is MeetingState.RUNNING:
            self._show_running(meeting)
        else:
            self._over.show_meeting(meeting)
            self._stack.setCurrentWidget(self._over)

    def main_action(self) -> None:
        """Start the meeting, go to the next point, or go to the minutes."""
        shown = self._stack.currentWidget()
        if shown is self._start:
            self._start_meeting()
        elif shown is self._room:
            self._next()
        else:
            self.step_requested.emit(Step.MINUTES)

    def undo(self) -> None:
        """Take the last note, promise, tick or attendance back."""
        name = self._actions.history.undo()
        if name:
            self._room.undo_bar.offer(self.tr("{0} er fortrudt.").format(name))

    def redo(self) -> None:
        """Do again what was taken back."""
        name = self._actions.history.redo()
        if name:
            self._room.undo_bar.offer(self.tr("{0} er gjort om.").format(name), self.undo)

    def leave(self) -> None:
        """Nothing to save: every key is kept already. Take old messages away."""
        self._banner.dismiss()
        self._room.undo_bar.dismiss()

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say what went wrong; the words stay where they are written."""
        self._banner.show_message(error.what, Tone.BAD, error.rest)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to where a person would begin."""
        super().focusInEvent(event)
        shown = self._stack.currentWidget()
        if shown is self._room:
            self._room.composer.focus()
        elif isinstance(shown, StartScreen | OverScreen):
            shown.main.setFocus(event.reason())

    def _lay_out(self) -> None:
        for page in (self._start, self._room, self._over):
            self._stack.addWidget(page)
        messages = QVBoxLayout()
        messages.setContentsMargins(MARGIN, 0, MARGIN, 0)
        messages.addWidget(self._banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(messages)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._actions.meeting_changed.connect(self.show_meeting)
        self._start.start_requested.connect(self._start_meeting)
        self._start.agenda_requested.connect(lambda: self.step_requested.emit(Step.AGENDA))
        self._over.minutes_requested.connect(lambda: self.step_requested.emit(Step.MINUTES))
        self._over.resume_requested.connect(self._start_meeting)
        room, actions = self._room, self._actions
        room.next_requested.connect(self._next)
        room.previous_requested.connect(self._previous)
        room.end_requested.connect(self._end)
        room.side.point_requested.connect(self._jump)
        room.side.tick_requested.connect(actions.tick)
        room.side.attendance_requested.connect(actions.attend)
        room.side.all_here_requested.connect(self._all_here)
        room.notes.edit_requested.connect(self._edit)
        room.notes.remove_requested.connect(self._remove)
        room.composer.typed.connect(self._typed)
        room.composer.keep_requested.connect(self._keep)
        self._keeper.failing.connect(self._show_failing)

    def _all_here(self) -> None:
        self._actions.all_here()
        # The button has done its work and is gone: the keyboard goes on in the pen.
        self._room.composer.focus()

    def _now(self) -> datetime:
        return self._desk.office.clock.now()

    def _lacks(self, meeting: Meeting) -> tuple[Lack, ...]:
        found: list[Lack] = []
        perform(self, lambda: found.extend(self._desk.office.overview.lacks(meeting.id)))
        return tuple(found)

    def _show_running(self, meeting: Meeting) -> None:
        is_new = self._opened != meeting.id
        if is_new:
            self._room.composer.begin(new_draft().kind)
            self._room.side.open(meeting)
        self._room.show_meeting(meeting)
        self._stack.setCurrentWidget(self._room)
        if is_new:
            self._opened = meeting.id
            self._recover(meeting)

    def _recover(self, meeting: Meeting) -> None:
        found: list[Draft | None] = []
        perform(self, lambda: self._keeper.open(meeting.id), success=found.append)
        if found and found[0] is not None:
            notice = self.tr("Vi fandt det, du var ved at skrive.")
            self._room.composer.load(found[0], notice=notice)
        else:
            self._room.composer.focus()

    def _start_meeting(self) -> None:
        if self._actions.start():
            self._room.composer.focus()

    def _next(self) -> None:
        if self._room.is_last:
            self._end()
        elif self._keep() and self._actions.step(1):
            self._room.composer.focus()

    def _previous(self) -> None:
        if self._keep() and self._actions.step(-1):
            self._room.composer.focus()

    def _jump(self, item_id: str) -> None:
        if self._keep():
            self._actions.go_to(item_id)

    def _end(self) -> None:
        self._room.question.hide()
        if not self._keep() or not self._actions.end():
            return
        meeting_id = self._actions.meeting.id
        perform(self, lambda: self._desk.office.notepad.tidy(meeting_id))
        self.step_requested.emit(Step.MINUTES)

    def _typed(self, draft: Draft) -> None:
        meeting_id = self._actions.meeting.id
        perform(self, lambda: self._keeper.typed(meeting_id, draft))

    def _keep(self) -> bool:
        """Keep what is written; True as well when there is nothing to keep."""
        composer = self._room.composer
        if composer.lacks_what:
            composer.promise.ask_what()
            return False
        if not composer.has_words:
            return True
        if composer.draft.kind == PROMISE and composer.promise.has_wrong_day:
            composer.promise.when.setFocus()
            composer.say(self.tr("Aftalen er ikke gemt endnu: se på dagen."))
            return False
        if not self._keep_draft(composer.draft):
            return False
        self._banner.dismiss()
        composer.begin(composer.lasting_kind)
        self._keeper.kept(self._actions.meeting.id)
        composer.focus()
        return True

    def _keep_draft(self, draft: Draft) -> bool:
        was_promise = self._promise(draft.replaces) is not None
        is_promise = draft.kind == PROMISE
        # A note that became a promise (or the other way) is another thing: the old one goes.
        turned = bool(draft.replaces) and was_promise != is_promise
        fresh = replace(draft, replaces="") if turned else draft
        done = self._keep_promise(fresh) if is_promise else self._actions.keep_statement(fresh)
        if done and turned:
            self._actions.remove(draft.replaces)
        return done

    def _keep_promise(self, draft: Draft) -> bool:
        written = self._room.composer.promise_draft
        old = self._promise(draft.replaces)
        if old is not None:
            written = replace(written, goal=old.goal, item_id=old.item_id)
        return self._actions.keep_promise(draft, written)

    def _promise(self, wanted: str) -> Promise | None:
        return next((p for p in self._actions.meeting.promises if p.id == wanted), None)

    def _edit(self, note_id: str) -> None:
        if not self._keep():
            return
        draft = self._draft_of(note_id)
        if draft is not None:
            self._room.composer.load(draft, notice=self.tr("Du retter en note."))

    def _draft_of(self, note_id: str) -> Draft | None:
        meeting = self._actions.meeting
        promise = self._promise(note_id)
        if promise is not None:
            due = promise.due
            return replace(
                new_draft(PROMISE),
                text=promise.what,
                item_id=promise.item_id,
                owner=promise.owner_label,
                due=f"{due.day}.{due.month}.{due.year}" if due else "",
                replaces=note_id,
            )
        said = next((s for s in meeting.statements if s.id == note_id), None)
        if said is None:
            return None
        person_id = said.person.id if said.person else None
        return replace(
            new_draft(said.kind.value),
            text=said.text,
            item_id=said.item_id,
            person_id=person_id,
            replaces=note_id,
        )

    def _remove(self, note_id: str) -> None:
        is_promise = self._promise(note_id) is not None
        if self._actions.remove(note_id):
            words = self.tr("Aftalen er fjernet.") if is_promise else self.tr("Noten er fjernet.")
            self._room.undo_bar.offer(words, self.undo)

    def _show_failing(self, failing: bool) -> None:
        words = self.tr("Det, du skriver, kan ikke gemmes lige nu.")
        if failing:
            detail = self.tr("Det bliver stående her, og vi prøver igen. Luk ikke programmet.")
            self._banner.show_message(words, Tone.BAD, detail)
        elif self._banner.message.startswith(words):
            self._banner.dismiss()
