"""A quiet reminder while somebody is in the room who is not among those a point is for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.pages.room.words import namer
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Surface
from moedeleder.ui.widgets.elided_label import plain_tooltip
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.wrap_label import WrapLabel

_NAMED = 3
"""So many people are named; of more, only their number is said."""


class LimitNote(Surface):
    """Says that others are in the room; who may hear the point stands in its tooltip."""

    limit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("limitNote")
        self._words = WrapLabel("", columns=160)
        self._words.setObjectName("limitWords")
        self._change = secondary(self.tr("Ret hvem"), "changeLimit", compact=True)
        self._change.clicked.connect(self.limit_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(IconLabel("lock", Tone.WARN), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._change)
        self.hide()

    def show_meeting(self, meeting: Meeting, item: AgendaItem | None) -> None:
        """Show the reminder while it is needed."""
        others = meeting.not_for(item) if item is not None else ()
        if item is None or not others:
            self.hide()
            return
        short = namer(meeting.attendees)
        allowed = [short(a.person) for a in meeting.attendees if a.person.id in item.only_for]
        outside = joined([short(each.person) for each in others])
        words = self.tr("Punktet er kun for {0}. {1} er i rummet. Skærmen til alle viser det ikke.")
        # A mirrored screen shows the card to everybody: who is meant is for whoever asks.
        self.setToolTip(plain_tooltip(words.format(joined(allowed), outside)))
        words = self.tr("Punktet er kun for nogle. Andre er i rummet. Skærmen viser det ikke.")
        self.setAccessibleName(words)
        changed = words != self._words.text()
        self._words.setText(words)
        if self.isHidden() or changed:
            self.show()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def joined(names: list[str]) -> str:
    """Return e.g. ``Sofie, Jonas og Karin Dam``, or ``Sofie, Jonas, Karin Dam og 4 til``."""
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} og {len(names) - _NAMED} til"
    return " og ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""
