"""What was understood of a promise as it is typed: who and when, to be put right by a click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.promise_line import KnownPerson, known_people
from moedeleder.services.notepad import Draft, new_draft
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.room.promise_pill import PiecePill
from moedeleder.ui.pages.room.promise_reading import DUE, OWNER, PromiseReading
from moedeleder.ui.pages.room.words import day_words
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.person_field import PersonField
from moedeleder.ui.widgets.wrap_label import WrapLabel

_LONG_WHEN, _LONG_WHO = 40, 60
"""More characters than these are no day, and no name: somebody writes on."""
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PromiseLine(QWidget):
    """Two pills below the line; each turns into a field where a person says what is right."""

    chosen = Signal(object)
    """The ``Draft`` with something put right by hand."""
    strayed = Signal(str)
    """Words typed into a field that belong in the line: a new note, or a whole sentence."""
    left = Signal()
    """A field is done with; the keyboard goes back to the line."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._people: tuple[KnownPerson, ...] = ()
        self.reading = PromiseReading(new_draft(), (), today())
        self._before = self.reading.draft
        self._asks_what = False
        self.who_pill = PiecePill("person", "promiseWhoPill")
        self.when_pill = PiecePill("calendar", "promiseWhenPill")
        self._name = QLineEdit()
        self.who = named(PersonField(self._name), "promiseWho", self.tr("Hvem gør det?"))
        self.when = named(QLineEdit(), "promiseWhen", self.tr("Hvornår?"))
        self._said = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL, columns=96)
        self._said.setObjectName("promiseSaid")
        self._set_up()
        self._lay_out()
        # Only now do they stand in a window, and do not open one of their own.
        self.close_fields()
        self._show()

    def set_people(self, attendees: tuple[Attendee, ...]) -> None:
        """Offer these people as the ones who promise."""
        self._people = known_people(attendees)
        self.who.set_people([(a.person.name, a.person.id) for a in attendees])
        self.read(self.reading.draft)

    def read(self, draft: Draft) -> None:
        """Show what is understood of a line; nothing is said to have changed."""
        if draft.text != self.reading.draft.text:
            self._asks_what = False
        self.reading = PromiseReading(draft, self._people, self._today())
        self._show()

    def close_fields(self) -> None:
        """Show the pills alone: something else is being written."""
        for field in (self.who, self.when):
            field.hide()
        for pill in (self.who_pill, self.when_pill):
            pill.show()

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """Everything that takes the keyboard."""
        return (self.who_pill, self.who, self._name, self.when_pill, self.when)

    @property
    def understood(self) -> str:
        """Who and when, for a screen reader."""
        return f"{self.who_pill.text()} · {self.when_pill.text()}"

    @property
    def said(self) -> str:
        """What is said below the pills."""
        return self._said.text()

    def ask_what(self) -> None:
        """Say that the promise does not say what yet."""
        self._asks_what = True
        self._show()

    def correct_who(self) -> None:
        """Let a person say who it is."""
        self._open(self.who_pill, self.who)
        with QSignalBlocker(self.who):
            self.who.set_name(self.reading.owner_name)
        self._name.selectAll()
        self._show()

    def correct_when(self) -> None:
        """Let a person say when it is."""
        self._open(self.when_pill, self.when)
        self.when.setText(self.reading.due_words)
        self.when.selectAll()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the words of a field on Enter or when it is left; Esc leaves it as it was."""
        if event.type() == QEvent.Type.FocusOut and watched is self.when:
            self._close(self.when, back=False)
        elif event.type() == QEvent.Type.FocusOut and watched in (self.who, self._name):
            if not self._popup_is_open():
                self._close(self.who, back=False)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._is_taken(watched, event)
        return super().eventFilter(watched, event)

    def _is_taken(self, watched: QObject, event: QKeyEvent) -> bool:
        if self._popup_is_open() or watched not in (self.who, self._name, self.when):
            return False
        field = self.when if watched is self.when else self.who
        if event.key() == Qt.Key.Key_Escape:
            self._give_up(field)
            return True
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTERS and not control:
            self._close(field, back=True)
            return True
        return False

    def _popup_is_open(self) -> bool:
        return self.who.view().isVisible() or self.who.popup.isVisible()

    def _open(self, pill: PiecePill, field: QWidget) -> None:
        self._before = self.reading.draft
        field.show()
        pill.hide()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self, field: QWidget, *, back: bool) -> None:
        if field.isHidden():
            return
        if field is self.who:
            self.who.settle()
            self._choose(OWNER, self.who.currentText())
        if back:
            self.left.emit()
        # Asked again: to go back may have closed it already.
        if not field.isHidden():
            field.hide()
            (self.who_pill if field is self.who else self.when_pill).show()
        self._show()

    def _give_up(self, field: QWidget) -> None:
        before = self._before
        pieces = replace(
            self.reading.draft,
            owner=before.owner,
            due=before.due,
            over_owner=before.over_owner,
            over_due=before.over_due,
            kept_words=before.kept_words,
        )
        self.read(pieces)
        self.chosen.emit(pieces)
        self.close_fields()
        self.left.emit()

    def _choose(self, piece: str, value: str) -> None:
        before = PromiseReading(self._before, self._people, self._today())
        now = self.reading.owner_name if piece == OWNER else self.reading.due_words
        if value.strip() == now:
            return
        draft = self.reading.chosen(piece, value, kept_words=before.keeps_words(piece))
        self.read(draft)
        self.chosen.emit(draft)

    def _set_up(self) -> None:
        self._name.setProperty("bare", True)
        self._name.setPlaceholderText(self.tr("Hvem?"))
        named(self._name, "promiseWhoText", self.tr("Hvem gør det?"))
        self.when.setPlaceholderText(self.tr("Hvornår? Fx fredag"))
        self.who.setMinimumContentsLength(16)
        self.who.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.who.setCurrentIndex(-1)
        self.who_pill.clicked.connect(self.correct_who)
        self.when_pill.clicked.connect(self.correct_when)
        self.who.editTextChanged.connect(self._who_typed)
        self.when.textEdited.connect(self._when_typed)
        for field in (self.who, self._name, self.when):
            field.installEventFilter(self)

    def _who_typed(self, words: str) -> None:
        # Each key is kept; the name the letters mean is written out when the field is left.
        if self.who.isHidden():
            return
        if _is_astray(words, _LONG_WHO):
            self._send_home(self.who, words)
        else:
            self._choose(OWNER, words)

    def _when_typed(self, words: str) -> None:
        if _is_astray(words, _LONG_WHEN):
            self._send_home(self.when, words)
        else:
            self._choose(DUE, words)

    def _send_home(self, field: QWidget, words: str) -> None:
        self._give_up(field)
        self.strayed.emit(words)

    def _lay_out(self) -> None:
        pieces = QHBoxLayout()
        pieces.setSpacing(8)
        for widget in (self.who_pill, self.who, self.when_pill, self.when):
            pieces.addWidget(widget)
        pieces.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(pieces)
        column.addWidget(self._said)

    def _show(self) -> None:
        self._show_who()
        self._show_when()
        words, tone = self._words()
        self._said.setText(words)
        self._said.set_tone(tone)
        self._said.setVisible(bool(words))
        self.when.setAccessibleDescription(words)

    def _show_who(self) -> None:
        name = self.reading.owner_name
        if not name:
            self.who_pill.show_piece(self.tr("Hvem?"), Tone.NEUTRAL, missing=True)
        elif not self.reading.all_are_known:
            words = self.tr("Hvem: {0} (ikke på listen)").format(name)
            self.who_pill.show_piece(words, Tone.NEUTRAL)
        else:
            self.who_pill.show_piece(self.tr("Hvem: {0}").format(name), Tone.OK)

    def _show_when(self) -> None:
        due = self.reading.due
        if due is not None:
            words = self.tr("Hvornår: {0}").format(day_words(due, self._today()))
            self.when_pill.show_piece(words, Tone.OK)
        elif self.reading.has_wrong_day:
            words = self.tr("Hvornår: {0}").format(self.reading.due_words)
            self.when_pill.show_piece(words, Tone.WARN)
        else:
            self.when_pill.show_piece(self._asked_when(), Tone.NEUTRAL, missing=True)

    def _asked_when(self) -> str:
        vague = self.reading.vague_time
        if not vague:
            return self.tr("Hvornår?")
        return self.tr("Hvornår? Vi gætter ikke på »{0}«.").format(vague)

    def _words(self) -> tuple[str, Tone]:
        if self._asks_what and not self.reading.what:
            return self.tr("Skriv, hvad der skal ske."), Tone.BAD
        if self.reading.has_wrong_day:
            return (
                self.tr(
                    "Den dag kender vi ikke, eller den er gået. Skriv fx 27/11, fredag eller "
                    "om 14 dage. Er det næste år, så skriv årstallet. Er det ikke en dag, så "
                    "tøm feltet."
                ),
                Tone.WARN,
            )
        if not self.when.isHidden() and self.reading.due is not None:
            return day_words(self.reading.due, self._today()), Tone.OK
        return "", Tone.NEUTRAL


def _is_astray(words: str, longest: int) -> bool:
    """Return whether words in a field are a note: ``/h …``, or more than a day or a name."""
    return words.startswith("/") or len(words) > longest
