"""Where the meeting is written down: what kind, who said it, and the words."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.meetings import Meeting, PromiseDraft
from moedeleder.domain.people import PersonRole
from moedeleder.domain.statements import BOARD, StatementKind
from moedeleder.services.notepad import Draft, new_draft
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.pages.room.chips import KindChips
from moedeleder.ui.pages.room.composer_notice import ComposerNotice
from moedeleder.ui.pages.room.line_edit import GrowingEdit
from moedeleder.ui.pages.room.promise_line import PromiseLine
from moedeleder.ui.pages.room.promise_marks import piece_marks
from moedeleder.ui.pages.room.words import (
    PROMISE,
    kind_for,
    short_name,
    typed_command,
    typed_mention,
)
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.card import Surface
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.saved_mark import SavedMark

_BARE = (
    "QComboBox { border: none; border-radius: 6px; background: transparent;"
    " padding: 2px 2px 2px 0px; }"
    "QComboBox:hover, QComboBox:focus, QComboBox:on { border: none;"
    " background: palette(alternate-base); padding: 2px 2px 2px 0px; }"
    "QComboBox::drop-down { width: 20px; }"
)
_AIR = 8
_SPEAKERS = {
    StatementKind.PARENT_WORDS.value: PersonRole.PARENT,
    StatementKind.CHILD_WORDS.value: PersonRole.CHILD,
}


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
        self._item_id: str | None = None
        self._filling = False
        self._lasting = self._draft.kind
        self._left: tuple[str, str | None] | None = None
        self.chips = KindChips()
        self.saved = SavedMark()
        self.who = named(QComboBox(), "composerWho", self.tr("Hvem sagde det?"))
        self.text = named(GrowingEdit(), "composerText", self.tr("Noten"))
        self.source = named(QLineEdit(), "composerSource", self.tr("Kilde til vurderingen"))
        self.promise = PromiseLine(today)
        self._notice = ComposerNotice()
        self._set_up()
        self._lay_out()
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
    def lacks_what(self) -> bool:
        """Whether a promise says who or when, but not what."""
        reading = self.promise.reading
        return self._draft.kind == PROMISE and reading.has_pieces and not reading.what

    @property
    def lasting_kind(self) -> str:
        """The kind to go on with: a promise is one line, then comes what was before it."""
        return self._lasting

    @property
    def promise_draft(self) -> PromiseDraft:
        """The promise that stands in the fields."""
        read = self.promise.reading
        owner_id = read.owner_id
        return PromiseDraft(
            read.what,
            owner_id,
            "" if owner_id else read.owner_name,
            read.due,
            item_id=self._draft.item_id,
        )

    def show_meeting(self, meeting: Meeting) -> None:
        """Offer the meeting's attendees; new words belong to its current point."""
        current = meeting.current_item
        self.chips.offer_board(_has_board(meeting))
        before, self._item_id = self._item_id, current.id if current else None
        if not self.has_words:
            self._draft = replace(self._draft, item_id=self._item_id)
        if meeting.attendees != self._attendees:
            self._attendees = meeting.attendees
            self.promise.set_people(meeting.attendees)
            self._mark_pieces()
            self._offer_speakers()
        if current is not None and before != current.id and self._is_resting:
            self._change_kind(kind_for(current), "")

    def begin(self, kind: str) -> None:
        """Begin an empty note of a kind, with the same speaker as the last.

        After a correction it is the kind and the speaker from before that.
        """
        person_id = self._speaker()
        if self._draft.replaces and self._left is not None:
            kind, person_id = self._left
        self._fill(replace(new_draft(kind), item_id=self._item_id, person_id=person_id))
        self._notice.say("")

    def load(self, draft: Draft, *, notice: str) -> None:
        """Show words to write on, and say where they come from."""
        if not self._draft.replaces:
            self._left = (self._lasting, self._speaker())
        self._fill(draft)
        # Only a rewriting has something to go back to.
        self._notice.say(notice, can_cancel=bool(draft.replaces))
        self.focus()

    def say(self, words: str) -> None:
        """Say something calm about what is written."""
        self._notice.say(words, tone=Tone.WARN, can_cancel=bool(self._draft.replaces))

    def focus(self) -> None:
        """Put the cursor where the words are written."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def cancel(self) -> None:
        """Put away what is under way: the rewriting, or the words."""
        if self._draft.replaces or not self._draft.is_empty:
            self.begin(self._draft.kind)
            self.typed.emit(self._draft)
            self.focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the names as the style writes them, which it decides when it is shown."""
        super().showEvent(event)
        self._fit_who()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the ring while anything inside has the focus; a wheel chooses nobody.

        Esc in the source puts away what is written, as it does in the words.
        """
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            event.ignore()
            return True
        if watched is self.source and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.key() == Qt.Key.Key_Escape:
                self.cancel()
                return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.set_selected(event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _set_up(self) -> None:
        self.chips.kind_chosen.connect(self._kind_chosen)
        self.text.textChanged.connect(self._text_changed)
        self.who.setStyleSheet(_BARE)
        self.who.setFont(font_for(TextRole.STRONG))
        self.who.setToolTip(self.tr("Hvem sagde det? Skriv også @ og de første bogstaver"))
        self.who.currentIndexChanged.connect(self._who_changed)
        self.who.currentTextChanged.connect(self._fit_who)
        self.source.setProperty("bare", True)
        self.source.setPlaceholderText(self.tr("Fx udtalelse fra PPR"))
        self.source.textEdited.connect(self._source_typed)
        self.source.returnPressed.connect(self.keep_requested)
        self.promise.chosen.connect(self._promise_chosen)
        self.promise.left.connect(self.focus)
        self._notice.cancel_requested.connect(self.cancel)
        self.text.kept.connect(self.keep_requested)
        self.text.cancelled.connect(self.cancel)
        for field in (self.text, self.who, self.source, *self.promise.fields):
            field.installEventFilter(self)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.chips, 1)
        top.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignTop)
        self._words = QWidget()
        row = QHBoxLayout(self._words)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.who, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)
        self._source_row = QWidget()
        below = QHBoxLayout(self._source_row)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(4)
        below.addWidget(Label(self.tr("Kilde"), tone=Tone.NEUTRAL))
        below.addWidget(self.source, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._words)
        column.addWidget(self._source_row)
        column.addWidget(self.promise)
        column.addWidget(self._notice)

    @property
    def _is_resting(self) -> bool:
        return self._draft.is_empty and not self._draft.replaces

    def _speaker(self) -> str | None:
        found = self.who.currentData()
        return str(found) if found else None

    def _offer_speakers(self) -> None:
        chosen = self._draft.person_id
        self.who.blockSignals(True)
        self.who.clear()
        self.who.addItem(self.tr("Hvem?"), None)
        for attendee in self._attendees:
            name = short_name(attendee.person, self._attendees)
            self.who.addItem(name if len(name) <= 28 else f"{name[:27]}…", attendee.person.id)
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)) if chosen else 0)
        self.who.blockSignals(False)
        self._fit_who()

    def _fit_who(self) -> None:
        # As wide as the name, so that the words follow it as in a line of speech.
        metrics = QFontMetricsF(self.who.font())
        widest = max(
            metrics.horizontalAdvance(self.who.itemText(at)) for at in range(self.who.count())
        )
        self.who.view().setMinimumWidth(round(widest) + 40)
        words = math.ceil(metrics.horizontalAdvance(self.who.currentText()))
        self.who.setFixedWidth(words + self._around_who())

    def _around_who(self) -> int:
        # Asked of the style, which alone knows how much its arrow takes.
        option = QStyleOptionComboBox()
        option.initFrom(self.who)
        option.rect = QRect(0, 0, 200, 40)
        field = self.who.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self.who,
        )
        return option.rect.width() - field.width() + _AIR

    def _fill(self, draft: Draft) -> None:
        self._filling = True
        self._draft = draft
        if draft.kind != PROMISE:
            self._lasting = draft.kind
        self.chips.choose(draft.kind)
        self.text.set_words(draft.text)
        self.source.setText(draft.source)
        self.promise.close_fields()
        self._read_promise()
        at = self.who.findData(draft.person_id) if draft.person_id else 0
        self.who.setCurrentIndex(max(0, at))
        self._filling = False
        self._show_kind()

    def _show_kind(self) -> None:
        is_promise = self._draft.kind == PROMISE
        self.promise.setVisible(is_promise)
        self._source_row.setVisible(self._draft.kind == StatementKind.ASSESSMENT.value)
        private = self._draft.kind == StatementKind.PRIVATE.value
        self.who.setVisible(not private and not is_promise)
        self.text.setPlaceholderText(
            self.tr("Skriv fx: Ringer til Sofie @læreren inden fredag")
            if is_promise
            else self.tr("Skriv, hvad der bliver sagt. Enter gemmer noten.")
        )
        self._notice.show_private(private)

    def _kind_chosen(self, kind: str) -> None:
        self._change_kind(kind, self._draft.text)
        self._told()
        self.focus()

    def _change_kind(self, kind: str, text: str) -> None:
        cursor_free = self._draft.kind == kind
        self._draft = replace(self._draft, kind=kind, text=text)
        if not cursor_free and kind in _SPEAKERS:
            self._guess_speaker(_SPEAKERS[kind])
        self._fill(replace(self._draft, person_id=self._speaker()))

    def _guess_speaker(self, role: PersonRole) -> None:
        people = [a.person for a in self._attendees if a.person.role is role]
        if any(person.id == self._speaker() for person in people):
            return
        wanted = people[0].id if len(people) == 1 else None
        self.who.blockSignals(True)
        self.who.setCurrentIndex(max(0, self.who.findData(wanted)) if wanted else 0)
        self.who.blockSignals(False)
        self._fit_who()

    def _who_changed(self) -> None:
        if not self._filling:
            self._draft = replace(self._draft, person_id=self._speaker())
            self._told()

    def _text_changed(self) -> None:
        if not self._filling:
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
            self._draft = replace(self._draft, item_id=self._item_id)
        command = typed_command(text)
        mention = typed_mention(text, self._attendees)
        if command is not None:
            self._change_kind(command[0].key, command[1])
            self.focus()
        elif mention is not None and self._draft.kind != PROMISE:
            person, rest = mention
            self._fill(replace(self._draft, person_id=person.id, text=rest))
        else:
            self._draft = replace(self._draft, text=text)
            if self._draft.kind == PROMISE:
                self._read_promise()
        self._told()

    def _told(self) -> None:
        self.typed.emit(self._draft)


def _has_board(meeting: Meeting) -> bool:
    # Three more chips are in the way until the board is used; its letters always work.
    return any(said.kind in BOARD for said in meeting.statements)
