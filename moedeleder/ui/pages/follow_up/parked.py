"""The points the meeting put off: who raised them, and where they go."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.domain.agenda import AgendaItem, Parked
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.icons import IconName
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.card import ROW_MARGIN, Card
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.two_lines import TwoLines


class ParkedCard(Card):
    """Lists the parked points, so that none of them is forgotten; hidden when there are none."""

    def __init__(self) -> None:
        self._count = muted("")
        super().__init__(self.tr("Parkerede punkter"), self._count, object_name="parkedCard")
        self._shown: tuple[AgendaItem, ...] = ()
        self.hide()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the points as they are now; rows are made anew only when one changed."""
        parked = tuple(item for item in meeting.items if item.is_parked)
        self.setVisible(bool(parked))
        if parked == self._shown:
            return
        self._shown = parked
        self.clear()
        self._count.setText(str(len(parked)))
        for item in parked:
            self.add_row(self._row(item))

    def _row(self, item: AgendaItem) -> QWidget:
        words = " · ".join(filter(None, (self._raised_by(item), self._goes_to(item))))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(ROW_MARGIN, 9, 12, 9)
        row.setSpacing(12)
        icon: IconName = "calendar" if item.parked is Parked.NEXT_AGENDA else "clock"
        row.addWidget(IconLabel(icon, Tone.NEUTRAL))
        row.addWidget(TwoLines(item.title, words), 1)
        holder.setAccessibleName(f"{item.title}: {words}")
        return holder

    def _raised_by(self, item: AgendaItem) -> str:
        if item.raised_by is not None:
            return self.tr("Rejst af {0}").format(item.raised_by.name)
        return self.tr("Familiens punkt") if item.is_familys else ""

    def _goes_to(self, item: AgendaItem) -> str:
        if item.parked is Parked.NEXT_AGENDA:
            return self.tr("kommer på dagsordenen til næste møde")
        return self.tr("følg op efter mødet")
