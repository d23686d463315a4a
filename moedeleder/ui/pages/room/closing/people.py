"""Everybody who is asked at the read-back, one row for each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.people import Person
from moedeleder.domain.record import PartKey
from moedeleder.services.read_back import ReadBackView
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.room.closing.person_row import PersonRow
from moedeleder.ui.pages.room.closing.words import ALL_AGREE_KEY
from moedeleder.ui.pages.room.words import namer
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.focus_memory import focus_on
from moedeleder.ui.widgets.wrap_label import WrapLabel


class AskedPeople(Card):
    """Asks each person in the room, the family first; nobody is taken to agree by silence."""

    answer_requested = Signal(str, object, str)
    typed = Signal(str, str)
    all_agree_requested = Signal()
    presence_requested = Signal()

    def __init__(self) -> None:
        self.all_agree = secondary("", "allAgree", "check", compact=True)
        super().__init__(self.tr("Hvad siger I?"), self.all_agree, object_name="askedPeople")
        self.all_agree.clicked.connect(self.all_agree_requested)
        self.rows: dict[str, PersonRow] = {}
        self._part: PartKey | None = None
        self._people = QVBoxLayout()
        self._people.setSpacing(0)
        self._keys = WrapLabel(
            self.tr("E, I eller U svarer · Del fjerner · ↑↓ person · Enter: videre"),
            TextRole.SMALL,
            Tone.NEUTRAL,
        )
        self._nobody = self._note_presence()
        self.body.setContentsMargins(0, 0, 0, 8)
        self.body.setSpacing(2)
        self.add(self._people)
        self.add(self._nobody)
        hint = QHBoxLayout()
        hint.setContentsMargins(14, 4, 14, 4)
        hint.addWidget(self._keys)
        self.add(hint)

    def show_view(
        self,
        view: ReadBackView,
        part: PartKey,
        waiting: dict[str, str] | None,
        *,
        can_change: bool,
    ) -> None:
        """Show everybody's answer to a part; ``waiting`` holds words found after a fall."""
        people = people_of(view, part)
        if part is not self._part:
            self._part = part
            for row in self.rows.values():
                row.forget()
        self._match(people)
        for person in people:
            self.rows[person.id].show_answer(
                view.answer_of(part, person.id),
                changed=(part, person.id) in view.changed,
                can_change=can_change,
                waiting=(waiting or {}).get(place_of(part, person.id), ""),
            )
        silent = self.silent
        words = (
            self.tr("Alle er enige") if len(silent) == len(people) else self.tr("Resten er enige")
        )
        self.all_agree.set_caption(f"{words} ({ALL_AGREE_KEY})")
        self.all_agree.setVisible(can_change and bool(silent))
        self._keys.setVisible(can_change and bool(people))
        self._nobody.setVisible(not people)

    @property
    def silent(self) -> tuple[PersonRow, ...]:
        """Those who have not answered."""
        return tuple(row for row in self.rows.values() if row.verdict is None)

    def silent_names(self, view: ReadBackView) -> list[str]:
        """Return the short names of those who have not answered."""
        short = namer(view.meeting.attendees)
        return [short(row.person) for row in self.silent]

    def go(self) -> None:
        """Stand at the first who has not answered, else at the first."""
        rows = self.silent or tuple(self.rows.values())
        if rows:
            focus_on(rows[0])
        elif not self._nobody.isHidden():
            focus_on(self._everybody)

    def focused(self) -> PersonRow | None:
        """Return the row the keyboard stands on, or the first who has not answered."""
        at = next((row for row in self.rows.values() if row.hasFocus()), None)
        return at or next(iter(self.silent), None)

    def save(self) -> None:
        """Keep what is written."""
        for row in self.rows.values():
            row.save()

    def _went_on(self, person_id: str) -> None:
        order = list(self.rows)
        at = order.index(person_id) if person_id in order else -1
        later = [self.rows[key] for key in (*order[at + 1 :], *order[: at + 1])]
        following = next((row for row in later if row.verdict is None), None)
        target = following or self.rows.get(person_id)
        if target is not None:
            focus_on(target)

    def _moved(self, person_id: str, way: int) -> None:
        order = list(self.rows)
        at = max(0, min(len(order) - 1, order.index(person_id) + way))
        focus_on(self.rows[order[at]])

    def _match(self, people: list[Person]) -> None:
        if [each.id for each in people] == list(self.rows):
            return
        wanted = {each.id for each in people}
        for gone in [key for key in self.rows if key not in wanted]:
            row = self.rows.pop(gone)
            self._people.removeWidget(row)
            row.hide()
            row.deleteLater()
        ordered: dict[str, PersonRow] = {}
        for at, person in enumerate(people):
            ordered[person.id] = self.rows.get(person.id) or self._made(person)
            self._people.insertWidget(at, ordered[person.id])
        self.rows = ordered

    def _made(self, person: Person) -> PersonRow:
        row = PersonRow(person)
        row.answer_requested.connect(self.answer_requested)
        row.typed.connect(self.typed)
        row.went_on.connect(self._went_on)
        row.moved.connect(self._moved)
        return row

    def _note_presence(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 4, 14, 8)
        column.setSpacing(8)
        words = self.tr("Sig først, hvem der er til stede. Så kan I spørge dem her.")
        column.addWidget(WrapLabel(words, tone=Tone.NEUTRAL))
        self._everybody = secondary(self.tr("Alle er til stede"), "readAllHere", compact=True)
        self._everybody.clicked.connect(self.presence_requested)
        column.addWidget(self._everybody, 0, Qt.AlignmentFlag.AlignLeft)
        return holder


def people_of(view: ReadBackView, part: PartKey) -> list[Person]:
    """Return those to ask about a part, the family first, with those who answered and left."""
    people = {each.person.id: each.person for each in view.asked}
    for answer in view.answers:
        if answer.part is part:
            people.setdefault(answer.person.id, answer.person)
    return sorted(people.values(), key=lambda each: not each.is_family_side)


def place_of(part: PartKey, person_id: str) -> str:
    """Return the place of somebody's words, for the typing path."""
    return f"read:{part.value}:{person_id}"
