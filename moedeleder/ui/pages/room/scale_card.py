"""One question from 0 to 10, with a row for each person in the room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Person
from moedeleder.domain.scales import Scale, ScaleMark
from moedeleder.services.labels import person_role
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.pages.minutes.fields import CellEdit
from moedeleder.ui.pages.room.asked import people_asked
from moedeleder.ui.pages.room.scale_picker import ScalePicker
from moedeleder.ui.widgets.button import icon_button
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.two_lines import TwoLines

_BESIDE_LETTERS = 88


class ScaleRow(QWidget):
    """One person: the number they give, and why."""

    mark_requested = Signal(str, object, str)
    """The person's id, the number or None, and the reason."""
    typed = Signal(str, str)
    """The person's id and the reason as it stands."""

    def __init__(self, scale_id: str, person: Person) -> None:
        super().__init__()
        self.person = person
        self._mark: ScaleMark | None = None
        self.picker = named(ScalePicker(person.name), f"pick-{scale_id}-{person.id}")
        self.reason = named(
            QLineEdit(),
            f"why-{scale_id}-{person.id}",
            self.tr("Hvorfor, {0}?").format(person.name),
        )
        self.reason.setPlaceholderText(self.tr("Hvorfor det tal?"))
        self.reason.textEdited.connect(lambda text: self.typed.emit(person.id, text))
        self.reason.editingFinished.connect(self.save)
        self.picker.chosen.connect(self._chosen)
        who = TwoLines(person.name, person_role(person))
        who.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(14, 6, 14, 6)
        self._row.setSpacing(12)
        self._row.addWidget(who, 3)
        self._row.addWidget(self.picker, 5)
        self._row.addWidget(self.reason, 5)

    def show_mark(self, mark: ScaleMark | None, waiting: str = "", *, can_change: bool) -> None:
        """Show the number and the reason as they are kept; what is being typed stays."""
        before = self._mark.reason if self._mark else ""
        self._mark = mark
        self.picker.set_value(mark.value if mark else None)
        self.picker.set_can_change(can_change)
        self.reason.setReadOnly(not can_change)
        reason = mark.reason if mark else ""
        if waiting:
            self.reason.setText(waiting)
        elif reason != before and not self.reason.hasFocus():
            self.reason.setText(reason)

    @property
    def is_kept(self) -> bool:
        """Whether the reason as it stands belongs to a number."""
        return self._mark is not None and self._mark.reason == self._words()

    def save(self) -> None:
        """Ask to keep the reason, where there is a number it belongs to."""
        if self._mark is not None and not self.is_kept:
            self.mark_requested.emit(self.person.id, self._mark.value, self._words())

    def stand(self, beside: bool) -> None:
        """Put the reason below the number where there is no room beside."""
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _chosen(self, value: object) -> None:
        self.mark_requested.emit(self.person.id, value, self._words())

    def _words(self) -> str:
        return " ".join(self.reason.text().split())


class ScaleCard(Card):
    """Shows a question and everybody's numbers; the question itself can be worded otherwise."""

    rename_requested = Signal(str, str)
    remove_requested = Signal(str)
    mark_requested = Signal(str, str, object, str)
    """The ids of the question and the person, the number or None, and the reason."""
    typed = Signal(str, str, str)

    def __init__(self, scale: Scale) -> None:
        super().__init__(object_name=f"scale-{scale.id}")
        self.scale = scale
        self.rows: dict[str, ScaleRow] = {}
        self.question = CellEdit(
            f"question-{scale.id}", self.tr("Spørgsmål fra 0 til 10"), self.tr("Spørgsmål")
        )
        self.question.setFont(font_for(TextRole.SECTION))
        self.question.finished.connect(self._rename)
        self._remove = icon_button("trash", self.tr("Fjern spørgsmålet"), f"removeScale-{scale.id}")
        self._remove.clicked.connect(lambda: self.remove_requested.emit(scale.id))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._lay_out_card()

    def show_scale(
        self, meeting: Meeting, scale: Scale, waiting: dict[str, str] | None, *, can_change: bool
    ) -> None:
        """Show the numbers as they are kept; a row for each who is, or was, in the room."""
        self.scale = scale
        if not self.question.hasFocus():
            self.question.set_text(scale.question)
        self.question.setReadOnly(not can_change)
        self._remove.setVisible(can_change)
        marks = {mark.person.id: mark for mark in scale.marks}
        people = {a.person.id: a.person for a in people_asked(meeting, marks)}
        people |= {mark.person.id: mark.person for mark in scale.marks}
        self._match_rows(list(people.values()))
        for person_id, row in self.rows.items():
            words = (waiting or {}).get(place_of(scale.id, person_id), "")
            row.show_mark(marks.get(person_id), words, can_change=can_change)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put reasons below numbers where there is no room beside."""
        super().resizeEvent(event)
        self._stand()

    def save(self) -> None:
        """Keep every reason, and the question."""
        self._rename()
        for row in self.rows.values():
            row.save()

    def _stand(self) -> None:
        letter = QFontMetricsF(self.font()).averageCharWidth()
        for row in self.rows.values():
            row.stand(self.width() >= _BESIDE_LETTERS * letter)

    def _match_rows(self, people: list[Person]) -> None:
        if [each.id for each in people] == list(self.rows):
            return
        wanted = {each.id: each for each in people}
        for gone in [key for key in self.rows if key not in wanted]:
            row = self.rows.pop(gone)
            row.hide()
            row.deleteLater()
        ordered: dict[str, ScaleRow] = {}
        for at, person in enumerate(people):
            ordered[person.id] = self.rows.get(person.id) or self._made(person)
            self._list.insertWidget(at, ordered[person.id])
        self.rows = ordered
        self._stand()

    def _made(self, person: Person) -> ScaleRow:
        row = ScaleRow(self.scale.id, person)
        row.mark_requested.connect(self._mark)
        row.typed.connect(lambda who, text: self.typed.emit(self.scale.id, who, text))
        return row

    def _mark(self, person_id: str, value: object, reason: str) -> None:
        self.mark_requested.emit(self.scale.id, person_id, value, reason)

    def _rename(self) -> None:
        words = self.question.text()
        if words and words != self.scale.question:
            self.rename_requested.emit(self.scale.id, words)
        elif not words:
            self.question.set_text(self.scale.question)

    def _lay_out_card(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 6, 8, 0)
        head.setSpacing(8)
        head.addWidget(self.question, 1)
        head.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        self.body.setContentsMargins(0, 0, 0, 8)
        self.body.setSpacing(2)
        self.add(head)
        self.add(self._list)


def place_of(scale_id: str, person_id: str) -> str:
    """Return the place of a reason, for the typing path."""
    return f"scale:{scale_id}:{person_id}"
