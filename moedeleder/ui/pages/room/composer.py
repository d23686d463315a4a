"""Where the meeting is written down: what kind, who said it, and the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.attendees import Attendee
from moedeleder.domain.meetings import Meeting, PromiseDraft
from moedeleder.domain.statements import StatementKind
from moedeleder.services.notepad import Draft, new_draft
from moedeleder.ui.pages.room.alt_letter import is_alt_letter
from moedeleder.ui.pages.room.chips import KindChips, has_board
from moedeleder.ui.pages.room.composer_layout import keyboard_is_on_another_page, lay_out_pen
from moedeleder.ui.pages.room.composer_notice import ComposerNotice
from moedeleder.ui.pages.room.composer_source import SourceRow
from moedeleder.ui.pages.room.composer_who import (
    SpeakerBox,
    can_stay,
    id_of,
    is_unclear,
    natural_speaker,
)
from moedeleder.ui.pages.room.line_edit import GrowingEdit
from moedeleder.ui.pages.room.promise_line import PromiseLine
from moedeleder.ui.pages.room.promise_marks import piece_marks
from moedeleder.ui.pages.room.words import (
    OWN_WORDS,
    PROMISE,
    kind_for,
    typed_command,
    typed_mention,
)
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.card import Surface
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.saved_mark import SavedMark

_FRAGMENT = 2
"""Characters of a line that nobody has ended with Enter: a slip of the fingers, or a beginning."""


class Composer(Surface):
    """Writes one note at a time; every key is told of, so that it can be kept at once."""

    typed = Signal(object)
    """The ``Draft`` after each change."""
    keep_requested = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self.setAccessibleName(self.tr("Skriv en note"))
        self._draft = new_draft()
        self._attendees: tuple[Attendee, ...] = ()
        self._item: AgendaItem | None = None
        self._speaking: str | None = None
        self._filling = self._by_hand = self._asked = self._is_passing = self._rests = False
        self._lasting = self._draft.kind
        self._before: tuple[str, str | None] = ("", None)
        self._left: tuple[str, str | None, bool] | None = None
        self.chips = KindChips()
        self.saved = SavedMark()
        self.who = SpeakerBox()
        self.text = named(GrowingEdit(), "composerText", self.tr("Noten"))
        self._source_row = SourceRow()
        self.source = self._source_row.line
        self.promise = PromiseLine(today)
        self._notice = ComposerNotice()
        self._set_up()
        parts = (self.chips, self.saved, self.who, self.text)
        lay_out_pen(self, *parts, (self._source_row, self.promise, self._notice))
        self._show_kind()

    @property
    def draft(self) -> Draft:
        """What is being written."""
        return self._draft

    @property
    def has_words(self) -> bool:
        """Whether something is written that is not kept as a note yet."""
        return bool(self._draft.text.strip())

    @property
    def is_fragment(self) -> bool:
        """Whether so little is written that only Enter makes it a note."""
        return 0 < len(self._draft.text.strip()) <= _FRAGMENT and not self._draft.replaces

    @property
    def lacks_what(self) -> bool:
        """Whether a promise says who or when, but not what."""
        reading = self.promise.reading
        return self._draft.kind == PROMISE and reading.has_pieces and not reading.what

    @property
    def lasting_kind(self) -> str:
        """The kind to go on with: a promise, or a private note, is one line and no more."""
        return self._lasting

    @property
    def promise_draft(self) -> PromiseDraft:
        """The promise that stands in the fields."""
        return replace(self.promise.reading.promise_draft, item_id=self._draft.item_id)

    def show_meeting(self, meeting: Meeting) -> None:
        """Offer the meeting's attendees; new words belong to its current point."""
        self.chips.offer_board(has_board(meeting))
        before, self._item = self._item, meeting.current_item
        has_moved = id_of(before) != id_of(self._item)
        self._take_to_point(has_moved)
        if meeting.attendees != self._attendees:
            self._attendees = meeting.attendees
            self.promise.set_people(meeting.attendees)
            self._mark_pieces()
            self.who.show_people(meeting.attendees, self._draft.person_id)
        spoke, self._speaking = self._speaking, meeting.speaker_id
        rested, self._rests = self._rests, meeting.is_paused
        if has_moved or (rested and not self._rests):
            self._asked = False
            self.begin_naturally()
        elif spoke != self._speaking and self._is_resting and not self._by_hand:
            self._fill(replace(self._draft, person_id=self._natural(self._draft.kind)))

    def begin(self, kind: str) -> None:
        """Begin an empty note of a kind.

        After a correction it is the kind and the speaker from before that.
        """
        self._remember()
        person_id, self._by_hand = self._natural(kind), False
        if self._draft.replaces and self._left is not None:
            kind, person_id, self._by_hand = self._left
        self._fill(replace(new_draft(kind), item_id=id_of(self._item), person_id=person_id))
        self._notice.say("")

    def _end_private(self) -> None:
        if self._is_resting and self._is_private:
            self._change_kind(self._lasting, "")

    def begin_naturally(self) -> None:
        """Let an empty pen begin with what the point is about: after a break, or elsewhere."""
        if self._is_resting:
            self._before, self._by_hand = ("", None), False
            kind = kind_for(self._item) if self._item else new_draft().kind
            self._fill(replace(self._draft, kind=kind, text="", person_id=self._natural(kind)))

    def load(self, draft: Draft, *, notice: str) -> None:
        """Show words to write on, and say where they come from."""
        if not self._draft.replaces:
            self._left = (self._lasting, self.who.person_id, self._by_hand)
        self._by_hand = draft.person_id is not None
        self._fill(draft)
        # Only a rewriting has something to go back to.
        self._notice.say(notice, can_cancel=bool(draft.replaces))
        self._is_passing = False
        self.focus()

    def drop_wrong_day(self) -> str:
        """Let a promise be without the day nobody knows; returns its words, which stay in what."""
        reading = self.promise.reading
        if self._draft.kind != PROMISE or not reading.has_wrong_day:
            return ""
        words, fresh = reading.due_words, reading.without_day()
        self.text.set_words(fresh.text)
        self._draft = fresh
        self._read_promise()
        self._told()
        return words

    def say(self, words: str) -> None:
        """Say something calm about what is written."""
        self._notice.say(words, tone=Tone.WARN, can_cancel=bool(self._draft.replaces))
        self._is_passing = True

    def focus(self) -> None:
        """Put the cursor where the words are written: at once, or as soon as they are shown."""
        if not keyboard_is_on_another_page(self):
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def cancel(self) -> None:
        """Put away what is under way: the rewriting, or the words."""
        if self._draft.replaces or not self._draft.is_empty:
            # Words put away are nobody's, and say nothing of the next ones.
            self._draft = replace(self._draft, text="")
            self.begin(self._draft.kind)
            self.typed.emit(self._draft)
            self.focus()
        elif self._is_private:
            self._kind_chosen(self._lasting)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the names as the style writes them, which it decides when it is shown."""
        super().showEvent(event)
        self.who.fit()
        self._end_private()

    def event(self, event: QEvent) -> bool:
        """Whoever comes back from a dialog goes on as before; an empty private line ends."""
        if event.type() == QEvent.Type.WindowActivate:
            self._end_private()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the ring while anything inside has the focus; Alt and a letter is no writing.

        Esc in the source puts away what is written, as it does in the words.
        """
        if isinstance(event, QKeyEvent) and is_alt_letter(event):
            event.ignore()
            return True
        press = event if event.type() == QEvent.Type.KeyPress and watched is self.source else None
        if isinstance(press, QKeyEvent) and press.key() == Qt.Key.Key_Escape:
            self.cancel()
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.set_selected(event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _set_up(self) -> None:
        self.chips.kind_chosen.connect(self._kind_chosen)
        self.text.textChanged.connect(self._text_changed)
        self.who.currentIndexChanged.connect(self._who_changed)
        self.source.textEdited.connect(self._source_typed)
        self.source.returnPressed.connect(self.keep_requested)
        self.promise.chosen.connect(self._promise_chosen)
        self.promise.left.connect(self.focus)
        self.promise.strayed.connect(self._write_on)
        self._notice.cancel_requested.connect(self.cancel)
        self.text.kept.connect(self.keep_requested)
        self.text.cancelled.connect(self.cancel)
        for field in (self.text, self.who, self.source, *self.promise.fields):
            field.installEventFilter(self)

    @property
    def _is_resting(self) -> bool:
        return self._draft.is_empty and not self._draft.replaces

    @property
    def _is_private(self) -> bool:
        return self._draft.kind == StatementKind.PRIVATE.value

    @property
    def _lacks_who(self) -> bool:
        named = self._draft.person_id is not None
        return self.has_words and not named and is_unclear(self._draft.kind, self._attendees)

    def _natural(self, kind: str) -> str | None:
        kind_before, before = self._before
        if self._draft.replaces:
            # Who speaks now says nothing of an earlier note.
            return natural_speaker(kind, self._attendees, None, None)
        last = before if kind_before == kind else None
        return natural_speaker(kind, self._attendees, self._speaking, last)

    def _remember(self) -> None:
        """Remember whose the note was, for the next of its kind."""
        # Asked once at a point: whoever goes on without a name has answered.
        self._asked = self._asked or self._lacks_who
        lasts = self._draft.kind not in (PROMISE, StatementKind.PRIVATE.value)
        if self.has_words and lasts and not self._draft.replaces:
            self._before = (self._draft.kind, self._draft.person_id)

    def _take_to_point(self, has_moved: bool) -> None:
        if self.has_words and not self.is_fragment:
            return
        self._draft = replace(self._draft, item_id=id_of(self._item))
        if has_moved and self.has_words:
            words = self.tr("»{0}« er ikke gemt som en note. Enter gemmer det her.")
            self.say(words.format(self._draft.text.strip()))
            self._told()

    def _fill(self, draft: Draft) -> None:
        self._filling = True
        self._draft = draft
        if draft.kind not in (PROMISE, StatementKind.PRIVATE.value):
            self._lasting = draft.kind
        self.chips.choose(draft.kind)
        self.text.set_words(draft.text)
        self.source.setText(draft.source)
        self.promise.close_fields()
        self._read_promise()
        self.who.choose(draft.person_id)
        self._filling = False
        self._show_kind()

    def _show_kind(self) -> None:
        is_promise = self._draft.kind == PROMISE
        self.promise.setVisible(is_promise)
        self._source_row.setVisible(self._draft.kind == StatementKind.ASSESSMENT.value)
        private = self._is_private
        self.who.setVisible(not private and not is_promise)
        self.text.setPlaceholderText(
            self.tr("Skriv fx: Ringer til Sofie @læreren inden fredag")
            if is_promise
            else self.tr("Skriv, hvad der bliver sagt. Enter gemmer noten.")
        )
        self.set_family(self._draft.kind in OWN_WORDS)
        self.set_quiet(private)
        self._notice.show_private(private)
        self._ask_who()

    def _kind_chosen(self, kind: str) -> None:
        self._change_kind(kind, self._draft.text)
        self._told()
        self.focus()

    def _change_kind(self, kind: str, text: str) -> None:
        stays = self._by_hand and can_stay(kind, self._draft.person_id, self._attendees)
        if kind != self._draft.kind and not stays:
            self._by_hand = False
            self._draft = replace(self._draft, person_id=self._natural(kind))
        self._fill(replace(self._draft, kind=kind, text=text))

    def _ask_who(self) -> None:
        self._notice.ask_who(self._lacks_who and not self._asked)

    def _who_changed(self) -> None:
        if not self._filling:
            self._draft = replace(self._draft, person_id=self.who.person_id)
            self._by_hand = True
            self._ask_who()
            self._told()

    def _text_changed(self) -> None:
        if not self._filling:
            self._written(self.text.toPlainText())

    def _write_on(self, words: str) -> None:
        """Take words typed into a small field: the promise is kept first, they are the next."""
        self.keep_requested.emit()
        before = self.text.toPlainText()
        self.focus()
        self.text.set_words(f"{before} {words}" if before.strip() else words)
        self._written(self.text.toPlainText())

    def _source_typed(self, source: str) -> None:
        self._draft = replace(self._draft, source=source)
        self._told()

    def _promise_chosen(self, draft: Draft) -> None:
        self._draft = replace(
            self._draft,
            owner=draft.owner,
            due=draft.due,
            over_owner=draft.over_owner,
            over_due=draft.over_due,
            kept_words=draft.kept_words,
        )
        self._read_promise()
        self._told()

    def _read_promise(self) -> None:
        draft = self._draft if self._draft.kind == PROMISE else new_draft(PROMISE)
        self.promise.read(draft)
        self._mark_pieces()

    def _mark_pieces(self) -> None:
        is_promise = self._draft.kind == PROMISE
        self.text.mark_pieces(piece_marks(self.promise.reading) if is_promise else ())
        self.text.setAccessibleDescription(self.promise.understood if is_promise else "")

    def _written(self, text: str) -> None:
        """Take what is written now, after reading ``/f `` and ``@sofie `` at its start."""
        if not self.has_words:
            self._draft = replace(self._draft, item_id=id_of(self._item))
        if not self._draft.replaces and (self._is_passing or not text.strip()):
            self._notice.say("")
            self._is_passing = False
        self._read_start(text)
        self._ask_who()
        self._told()

    def _read_start(self, text: str) -> None:
        command = typed_command(text)
        names_somebody = self._draft.kind != PROMISE and not self._is_private
        mention = typed_mention(text, self._attendees) if names_somebody else None
        if command is not None:
            self._change_kind(command[0].key, command[1])
            self.focus()
            self._read_start(command[1])
        elif mention is not None:
            person, rest = mention
            self._by_hand = True
            self._fill(replace(self._draft, person_id=person.id, text=rest))
            if typed_command(rest) is not None:
                self._read_start(rest)
        else:
            self._draft = replace(self._draft, text=text)
            if self._draft.kind == PROMISE:
                self._read_promise()

    def _told(self) -> None:
        self.typed.emit(self._draft)
