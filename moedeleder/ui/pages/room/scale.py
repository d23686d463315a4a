"""The scales of a meeting: ask a question, and note where each person puts it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.ui.pages.room.actions_closing import ClosingActions
from moedeleder.ui.pages.room.field_keeping import FieldKeeper
from moedeleder.ui.pages.room.scale_card import ScaleCard, place_of
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.focus_memory import focus_kept, focus_on
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel

_NEW = "scale:new"


class ScalesView(QWidget):
    """Shows every question of the meeting, and takes a new one."""

    done = Signal(str)
    """What was done that can be taken back, in words."""

    def __init__(self, actions: ClosingActions, keeper: FieldKeeper) -> None:
        super().__init__()
        self._actions, self._keeper = actions, keeper
        self.cards: dict[str, ScaleCard] = {}
        self.new = named(QLineEdit(), "newScale", self.tr("Nyt spørgsmål fra 0 til 10"))
        self.add = secondary(self.tr("Tilføj spørgsmål"), "addScale", "plus")
        self._empty = WrapLabel(
            self.tr(
                "Spørg til én ting, som alle kan sætte tal på. 0 er det værste, 10 er det bedste."
            ),
            tone=Tone.NEUTRAL,
        )
        self._list = QVBoxLayout()
        self._ask = QWidget()
        self._lay_out_view()
        self.new.textEdited.connect(lambda text: keeper.typed(_NEW, text))
        self.new.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)

    def show_meeting(
        self, meeting: Meeting, waiting: dict[str, str] | None, *, can_change: bool
    ) -> None:
        """Show the scales as they are; ``waiting`` holds words found after a fall."""
        child = meeting.child_name.split(" ", 1)[0]
        self.new.setPlaceholderText(self.tr("Fx: Hvor godt har {0} det i skolen?").format(child))
        with focus_kept(self, self.focus):
            self._match(meeting)
        for scale in meeting.scales:
            card = self.cards[scale.id]
            card.show_scale(meeting, scale, waiting, can_change=can_change)
        self._empty.setVisible(not meeting.scales)
        self._ask.setVisible(can_change)
        if waiting is not None:
            words = waiting.get(_NEW, "")
            asked = {scale.question for scale in meeting.scales}
            self.new.setText("" if words.strip() in asked else words)

    def focus(self) -> None:
        """Stand at the first person, or where a question is written."""
        first = next(iter(self.cards.values()), None)
        row = next(iter(first.rows.values()), None) if first else None
        target: QWidget = row.picker if row is not None else self.new
        focus_on(target)

    def save(self) -> None:
        """Keep what is written."""
        for card in tuple(self.cards.values()):
            card.save()

    def _add(self) -> None:
        question = " ".join(self.new.text().split())
        if not question:
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        known = set(self.cards)
        if not self._actions.add_scale(question):
            return
        self.new.clear()
        self._keeper.kept(_NEW)
        made = next((card for key, card in self.cards.items() if key not in known), None)
        if made is not None and made.rows:
            focus_on(next(iter(made.rows.values())).picker)

    def _mark(self, scale_id: str, person_id: str, value: int | None, reason: str) -> None:
        if not self._actions.mark(scale_id, person_id, value, reason if value is not None else ""):
            return
        place = place_of(scale_id, person_id)
        if value is not None:
            self._keeper.kept(place)
        elif reason:
            # The number went; the words stay in their field, and must outlive a fall.
            self._keeper.typed(place, reason)

    def _remove(self, scale_id: str) -> None:
        if self._actions.remove_scale(scale_id):
            self.done.emit(self.tr("Spørgsmålet er fjernet."))

    def _match(self, meeting: Meeting) -> None:
        wanted = [scale.id for scale in meeting.scales]
        if wanted == list(self.cards):
            return
        for gone in [key for key in self.cards if key not in wanted]:
            card = self.cards.pop(gone)
            card.hide()
            card.deleteLater()
        ordered: dict[str, ScaleCard] = {}
        for at, scale in enumerate(meeting.scales):
            card = self.cards.get(scale.id) or self._made(ScaleCard(scale))
            ordered[scale.id] = card
            self._list.insertWidget(at, card)
        self.cards = ordered

    def _made(self, card: ScaleCard) -> ScaleCard:
        card.rename_requested.connect(self._actions.rename_scale)
        card.remove_requested.connect(self._remove)
        card.mark_requested.connect(self._mark)
        card.typed.connect(
            lambda scale_id, person_id, text: self._keeper.typed(
                place_of(scale_id, person_id), text
            )
        )
        return card

    def _lay_out_view(self) -> None:
        row = QHBoxLayout(self._ask)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.new, 1)
        row.addWidget(self.add)
        self._list.setSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._ask)
        column.addWidget(self._empty)
        column.addLayout(self._list)
        column.addStretch(1)
