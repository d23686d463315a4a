"""A promise on one line: what, who, when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.danish_dates import parse_date
from moedeleder.domain.errors import InvalidDate
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.room.words import day_words
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.person_field import PersonField


class PromiseLine(QWidget):
    """Three fields and the day that was understood; Enter in any of them keeps."""

    changed = Signal()
    kept = Signal()
    cancelled = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.what = named(QLineEdit(), "promiseWhat", self.tr("Hvad skal der ske?"))
        self.what.setPlaceholderText(self.tr("Hvad skal der ske?"))
        self._name = QLineEdit()
        self.who = named(PersonField(self._name), "promiseWho", self.tr("Hvem gør det?"))
        self.when = named(QLineEdit(), "promiseWhen", self.tr("Hvornår?"))
        self.when.setPlaceholderText(self.tr("Hvornår? Fx fredag"))
        self._icon = IconLabel("calendar")
        self._understood = Label("", TextRole.SMALL, Tone.NEUTRAL)
        self._understood.setObjectName("promiseUnderstood")
        self._missing = Label(self.tr("Skriv, hvad der skal ske."), TextRole.SMALL, Tone.BAD)
        self._missing.setObjectName("promiseMissing")
        self._missing.hide()
        self._set_up_who()
        self._lay_out()
        self.what.textEdited.connect(self._changed)
        self.when.textEdited.connect(self._changed)
        for field in (self.what, self.who, self._name, self.when):
            field.installEventFilter(self)
        self._show_day()

    def set_people(self, attendees: tuple[Attendee, ...]) -> None:
        """Offer these people as the ones who promise."""
        self.who.set_people([(a.person.name, a.person.id) for a in attendees])

    def show_promise(self, what: str, who: str, when: str) -> None:
        """Fill the fields, without saying that they changed."""
        self.what.setText(" ".join(what.split()))
        with QSignalBlocker(self.who):
            self.who.set_name(who)
        self.when.setText(when)
        self._say_missing(False)
        self._show_day()

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """Everything a person writes in."""
        return (self.what, self.who, self._name, self.when)

    @property
    def owner_id(self) -> str | None:
        """The id of the attendee who is named, or None for a free name or none."""
        return self.who.person_id

    @property
    def owner_name(self) -> str:
        """The name as it stands."""
        return self.who.currentText().strip()

    def typed_texts(self) -> tuple[str, str, str]:
        """Return what, who and when as they stand, for commands typed in any of them."""
        return (self.what.text(), self.who.currentText(), self.when.text())

    @property
    def due(self) -> date | None:
        """The day that was understood, or None."""
        text = self.when.text().strip()
        if not text:
            return None
        try:
            return parse_date(text, self._today())
        except InvalidDate:
            return None

    @property
    def has_wrong_day(self) -> bool:
        """Whether something stands there that is no day."""
        return bool(self.when.text().strip()) and self.due is None

    @property
    def understood(self) -> str:
        """What is said about the day."""
        return self._understood.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep on Enter and cancel on Esc, in any of the fields."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            open_list = self.who.view().isVisible()
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and plain == Qt.KeyboardModifier.NoModifier and not open_list:
                self._enter()
                return True
            if event.key() == Qt.Key.Key_Escape and not open_list:
                self.cancelled.emit()
                return True
            if isinstance(watched, QLineEdit) and _has_nothing_to_undo(watched, event):
                # The page takes back the last note instead.
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def ask_what(self) -> None:
        """Say that the promise does not say what yet, and put the cursor there."""
        self._say_missing(True)
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        self.who.settle()
        if self.what.text().strip():
            self.kept.emit()
        else:
            self.ask_what()

    def _say_missing(self, missing: bool) -> None:
        self._missing.setVisible(missing)
        if bool(self.what.property("invalid")) != missing:
            self.what.setProperty("invalid", missing)
            self.what.style().unpolish(self.what)
            self.what.style().polish(self.what)
        self.what.setAccessibleDescription(self._missing.text() if missing else "")

    def _set_up_who(self) -> None:
        self._name.setProperty("bare", True)
        self._name.setPlaceholderText(self.tr("Hvem?"))
        named(self._name, "promiseWhoText", self.tr("Hvem gør det?"))
        self.who.setMinimumContentsLength(10)
        self.who.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.who.setCurrentIndex(-1)
        self.who.editTextChanged.connect(self._changed)

    def _lay_out(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(8)
        fields.addWidget(self.what, 4)
        fields.addWidget(self.who, 2)
        fields.addWidget(self.when, 2)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._missing)
        below.addStretch(1)
        below.addWidget(self._icon)
        below.addWidget(self._understood)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(fields)
        column.addLayout(below)

    def _changed(self) -> None:
        if self.what.text().strip():
            self._say_missing(False)
        self._show_day()
        self.changed.emit()

    def _show_day(self) -> None:
        due = self.due
        if due is not None:
            words = day_words(due, self._today())
        elif self.has_wrong_day:
            words = self.tr("Den dag kender vi ikke. Skriv fx 27/11, fredag eller om 14 dage.")
        else:
            words = self.tr("Skriv fx 27/11, fredag eller om 14 dage")
        tone = Tone.WARN if self.has_wrong_day else Tone.OK if due else Tone.NEUTRAL
        self._understood.setText(words)
        self._understood.set_tone(tone)
        self._icon.set_icon("warning" if self.has_wrong_day else "calendar", tone)
        self.when.setAccessibleDescription(words)


def _has_nothing_to_undo(field: QLineEdit, event: QKeyEvent) -> bool:
    undo = event.matches(QKeySequence.StandardKey.Undo) and not field.isUndoAvailable()
    redo = event.matches(QKeySequence.StandardKey.Redo) and not field.isRedoAvailable()
    return undo or redo
