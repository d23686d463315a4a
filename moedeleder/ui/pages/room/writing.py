"""The writing of step 2: what is typed is kept at each key, and becomes a note or a promise."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from moedeleder.domain.meetings import Meeting, Promise
from moedeleder.domain.promise_line import known_people
from moedeleder.domain.statements import KEPT_WORDS
from moedeleder.domain.text import shorten
from moedeleder.services.notepad import Draft, day_typed, new_draft
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import perform
from moedeleder.ui.pages.room.actions import RoomActions
from moedeleder.ui.pages.room.formal_marks import FormalMarks
from moedeleder.ui.pages.room.keeping import TypingKeeper
from moedeleder.ui.pages.room.promise_reading import as_kept
from moedeleder.ui.pages.room.running import RunningRoom
from moedeleder.ui.pages.room.words import PROMISE, quoted

_FIRST_WORDS = 120
"""Characters of the first words shown while they are changed."""


class RoomWriting(QObject):
    """Follows the pen of a running meeting: recovers, keeps, corrects and removes what is said."""

    undo_requested = Signal()
    """Somebody took the removal of a note back."""
    kept = Signal()
    """What was written is a note or a promise now."""
    failing = Signal(bool)
    """Whether the words cannot be kept right now."""

    def __init__(self, desk: Desk, room: RunningRoom, actions: RoomActions, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._room, self._actions, self._page = desk, room, actions, page
        self._keeper = TypingKeeper(desk, room.composer.saved)
        room.notes.edit_requested.connect(self._edit)
        room.notes.remove_requested.connect(self._remove)
        room.composer.typed.connect(self._typed)
        room.composer.keep_requested.connect(self.keep_line)
        self._keeper.failing.connect(self.failing)
        self._formal = FormalMarks(desk, room, actions, page)
        self._formal.undo_requested.connect(self.undo_requested)

    def recover(self, meeting: Meeting) -> None:
        """Show what was being written when the program stopped, or an empty pen."""
        found: list[Draft | None] = []
        perform(self._page, lambda: self._keeper.open(meeting.id), success=found.append)
        if found and found[0] is not None:
            notice = self.tr("Vi fandt det, du var ved at skrive.")
            self._room.composer.load(found[0], notice=notice)
        else:
            self._room.composer.focus()

    def keep(self) -> bool:
        """Keep what is written before something else comes; True when nothing is in the way.

        A letter or two that nobody ended with Enter are no note: they stay in the line.
        """
        return self._room.composer.is_fragment or self.keep_line()

    def keep_line(self) -> bool:
        """Keep what is written; True as well when there is nothing to keep."""
        composer = self._room.composer
        if composer.lacks_what:
            composer.promise.ask_what()
            composer.focus()
            return False
        if not composer.has_words:
            return True
        what = composer.promise.reading.what
        wrong_day = composer.drop_wrong_day()
        before = {promise.id for promise in self._actions.meeting.promises}
        replaced = composer.draft.replaces
        if not self._keep_draft(composer.draft):
            return False
        if wrong_day:
            new = (p.id for p in self._actions.meeting.promises if p.id not in before)
            self._say_without_day(wrong_day, next(new, replaced), what)
        self.kept.emit()
        composer.begin(composer.lasting_kind)
        self._keeper.kept(self._actions.meeting.id)
        composer.focus()
        return True

    def _say_without_day(self, words: str, note_id: str, what: str) -> None:
        said = self.tr("Vi kender ikke dagen »{0}«. Aftalen er gemt uden dag.")
        self._room.undo_bar.offer(
            said.format(shorten(words, 40)),
            lambda: self._correct_day(note_id, words, what),
            caption=self.tr("Ret dagen"),
        )

    def _correct_day(self, note_id: str, words: str, what: str) -> None:
        """Ask for the day of a promise kept without one; its old words go from what."""
        self._edit(note_id)
        composer = self._room.composer
        if composer.draft.replaces != note_id:
            return
        if what and words in composer.draft.text:
            composer.load(replace(composer.draft, text=what), notice=self._editing_words(note_id))
        composer.promise.correct_when()

    def tidy(self) -> None:
        """Drop the earlier states of the line once the meeting has ended."""
        meeting_id = self._actions.meeting.id
        perform(self._page, lambda: self._desk.office.notepad.tidy(meeting_id))

    def _typed(self, draft: Draft) -> None:
        meeting_id = self._actions.meeting.id
        perform(self._page, lambda: self._keeper.typed(meeting_id, draft))

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
        if not self.keep_line():
            return
        draft = self._draft_of(note_id)
        if draft is not None:
            self._room.composer.load(draft, notice=self._editing_words(note_id))

    def _editing_words(self, note_id: str) -> str:
        said = next((s for s in self._actions.meeting.statements if s.id == note_id), None)
        words = self.tr("Du retter en note.")
        if said is None or not (said.first_words or said.kind in KEPT_WORDS):
            return words
        # Own words stay theirs: whoever changes them sees how they were first written.
        first = shorten(" ".join((said.first_words or said.text).split()), _FIRST_WORDS)
        return self.tr("{0} Først skrevet: {1}").format(words, quoted(said.kind.value, first))

    def _draft_of(self, note_id: str) -> Draft | None:
        meeting = self._actions.meeting
        promise = self._promise(note_id)
        if promise is not None:
            today = self._desk.office.clock.today()
            return as_kept(_promise_draft(promise), known_people(meeting.attendees), today)
        said = next((s for s in meeting.statements if s.id == note_id), None)
        if said is None:
            return None
        return replace(
            new_draft(said.kind.value),
            text=said.text,
            item_id=said.item_id,
            person_id=said.person.id if said.person else None,
            source=said.source,
            replaces=note_id,
        )

    def _remove(self, note_id: str) -> None:
        is_promise = self._promise(note_id) is not None
        if self._actions.remove(note_id):
            words = self.tr("Aftalen er fjernet.") if is_promise else self.tr("Noten er fjernet.")
            self._room.undo_bar.offer(words, self.undo_requested.emit)


def _promise_draft(promise: Promise) -> Draft:
    return replace(
        new_draft(PROMISE),
        text=promise.what,
        item_id=promise.item_id,
        owner=promise.owner_label,
        due=day_typed(promise.due) if promise.due else "",
        replaces=promise.id,
    )
