"""One person at the read-back: what they say to what was read, and their own words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from moedeleder.domain.people import Person
from moedeleder.domain.read_back import ReadBackAnswer, Verdict
from moedeleder.services.labels import person_role
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.room.closing.verdict_button import VerdictButton
from moedeleder.ui.pages.room.closing.words import verdict_of, verdict_word
from moedeleder.ui.pages.room.field_box import FieldBox
from moedeleder.ui.pages.room.focus_row import FocusRow
from moedeleder.ui.pages.room.line_edit import GrowingEdit
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.avatar import Avatar
from moedeleder.ui.widgets.focus_memory import focus_on
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.two_lines import TwoLines
from moedeleder.ui.widgets.wrap_label import WrapLabel

_OWN = (Verdict.NOT_QUITE, Verdict.DISAGREE)
_TAKES_AWAY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class PersonRow(FocusRow):
    """Asks one person; E, I and U answer, and words of their own are asked for warmly."""

    answer_requested = Signal(str, object, str)
    """The person's id, the ``Verdict`` or None, and their words."""
    typed = Signal(str, str)
    """The person's id and the words as they stand."""
    went_on = Signal(str)
    """The person's id: this one is done, who is next?"""
    moved = Signal(str, int)
    """The person's id, and -1 for the one above or 1 for the one below."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.person = person
        self._answer: ReadBackAnswer | None = None
        self._can_change = True
        self.setObjectName(f"asks-{person.id}")
        self.buttons = {each: VerdictButton(each, person.name) for each in Verdict}
        self.words = named(
            GrowingEdit(),
            f"words-{person.id}",
            self.tr("{0}: hvad skulle der stå i stedet?").format(person.name),
        )
        self.words.setPlaceholderText(self.tr("Hvad skulle der stå i stedet?"))
        self._box = FieldBox(self.words)
        again = self.tr("Teksten er ændret siden svaret. Spørg igen.")
        self._again = WrapLabel(again, TextRole.SMALL, Tone.WARN)
        self._who = TwoLines(person.name)
        for verdict, button in self.buttons.items():
            button.clicked.connect(lambda _on, chosen=verdict: self._clicked(chosen))
        self.words.textChanged.connect(self._typed)
        self.words.kept.connect(self._done)
        self.words.cancelled.connect(self._done)
        self.words.installEventFilter(self)
        self._loading = False
        self._lay_out_row()

    @property
    def verdict(self) -> Verdict | None:
        """What the person has said, if anything."""
        return self._answer.verdict if self._answer else None

    def show_answer(
        self, answer: ReadBackAnswer | None, *, changed: bool, can_change: bool, waiting: str = ""
    ) -> None:
        """Show what the person has said; ``changed`` when the text is another one since."""
        before = self._answer
        self._answer, self._can_change = answer, can_change
        for verdict, button in self.buttons.items():
            button.setChecked(answer is not None and answer.verdict is verdict)
            button.setEnabled(can_change or button.isChecked())
        self._who.set_texts(self.person.name, person_role(self.person))
        self._again.setVisible(changed)
        words = answer.words if answer else ""
        new_words = before is None or before.words != words
        if waiting:
            self._load(waiting)
        elif new_words and not self.words.hasFocus():
            self._load(words)
        has_words = bool(self.words.toPlainText().strip())
        self._box.setVisible(self.verdict in _OWN or has_words)
        self.words.setReadOnly(not can_change)
        self.setAccessibleName(f"{self.person.name}: {self._status(changed)}")

    def forget(self) -> None:
        """Be asked about another part: what was said to the one before is not shown."""
        self._answer = None
        self._load("")

    def give(self, verdict: Verdict) -> None:
        """Answer; own words are asked for at once where the person does not quite agree."""
        if not self._can_change:
            return
        self.answer_requested.emit(self.person.id, verdict, self._said())
        if verdict in _OWN:
            self._box.show()
            QTimer.singleShot(0, self, self._ask_for_words)
        else:
            self.went_on.emit(self.person.id)

    def save(self) -> None:
        """Keep the words, where they are not kept yet."""
        if self._answer is not None and self._answer.words != self._said():
            self.answer_requested.emit(self.person.id, self._answer.verdict, self._said())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by a letter, take an answer back by Del, go up and down."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        verdict = verdict_of(event.text()) if plain and event.text() else None
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if verdict is not None:
            self.give(verdict)
        elif event.key() in _TAKES_AWAY and self._answer is not None and self._can_change:
            self.answer_requested.emit(self.person.id, None, "")
        elif way is not None:
            self.moved.emit(self.person.id, way)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the words when the person is left."""
        if event.type() == QEvent.Type.FocusOut:
            self.save()
        return super().eventFilter(watched, event)

    def _ask_for_words(self) -> None:
        focus_on(self.words)

    def _clicked(self, verdict: Verdict) -> None:
        again = self._answer is not None and self._answer.verdict is verdict
        if again and self._can_change:
            self.answer_requested.emit(self.person.id, None, "")
        else:
            self.give(verdict)
        # What is pressed stays as it was where the answer could not be kept.
        for each, button in self.buttons.items():
            button.setChecked(self.verdict is each)

    def _done(self) -> None:
        self.save()
        self.went_on.emit(self.person.id)

    def _status(self, changed: bool) -> str:
        role = person_role(self.person)
        if self._answer is None:
            return self.tr("{0} · har ikke svaret").format(role)
        if changed:
            return self.tr("{0} · teksten er ændret siden. Spørg igen").format(role)
        return f"{role} · {verdict_word(self._answer.verdict).lower()}"

    def _said(self) -> str:
        return self.words.toPlainText().strip()

    def _load(self, text: str) -> None:
        self._loading = True
        self.words.set_words(text)
        self._loading = False

    def _typed(self) -> None:
        if not self._loading:
            self.typed.emit(self.person.id, self.words.toPlainText())

    def _lay_out_row(self) -> None:
        family = self.person.is_family_side
        self._who.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Avatar(self.person.name, Tone.FAMILY if family else Tone.NEUTRAL))
        row.addSpacing(4)
        row.addWidget(self._who, 1)
        for button in self.buttons.values():
            row.addWidget(button)
        self._box.hide()
        self._again.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._again)
        column.addWidget(self._box)
