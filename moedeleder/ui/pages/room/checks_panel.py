"""The checklist beside the meeting: the lines that count now, and all of them on wish."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.facilitation import ShownCheck, duties_now, shown_checks
from moedeleder.domain.meeting_types import Stretch
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.checklist import CheckItem, Checklist
from moedeleder.ui.widgets.focus_memory import focus_on, holds_focus
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named


class ChecksPanel(QWidget):
    """Shows what a good chair remembers in this part of the meeting."""

    tick_requested = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meeting: Meeting | None = None
        self._whole = False
        self._heading = named(Label("", TextRole.SMALL, Tone.NEUTRAL), "checkCount")
        self.list = named(Checklist(), "duringChecks", self.tr("Tjekliste"))
        self.list.tick_requested.connect(self.tick_requested)
        self._all = quiet(self.tr("Vis hele listen"), "allChecks")
        self._all.clicked.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self.list)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def count_text(self) -> str:
        """How many of the lines shown are done, e.g. ``2 af 4``."""
        return self.list.count_text

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the lines that count now."""
        self._meeting = meeting
        every = shown_checks(meeting)
        stretch = duties_now(meeting)
        now = tuple(each for each in every if each.check.stretch is stretch)
        shown = every if self._whole or not now else now
        was_here = holds_focus(self.list)
        self.list.set_items([self._item(each) for each in shown])
        if was_here and not holds_focus(self.list):
            # The lines under the keyboard made room for others: it stays in the list.
            self.begin()
        name = self._name(stretch) if shown is now else self.tr("Hele listen")
        self._heading.setText(self.tr("{0} · {1} klaret").format(name, self.count_text))
        self._all.setVisible(bool(now) and len(now) < len(every))

    def begin(self) -> None:
        """Put the keyboard on the first line that is not done, or on the first."""
        rows = self.list.rows
        waiting = [each for each in rows if not each.isChecked()]
        for row in (waiting or rows)[:1]:
            focus_on(row)

    def _turn(self) -> None:
        self._whole = not self._whole
        self._all.set_caption(self.tr("Vis kun nu") if self._whole else self.tr("Vis hele listen"))
        if self._meeting is not None:
            self.show_meeting(self._meeting)

    def _name(self, stretch: Stretch) -> str:
        return {
            Stretch.OPENING: self.tr("Begyndelsen"),
            Stretch.DURING: self.tr("Under punktet"),
            Stretch.CLOSING: self.tr("Afslutningen"),
        }[stretch]

    def _item(self, shown: ShownCheck) -> CheckItem:
        note = self.tr("af sig selv") if shown.by_itself else ""
        check = shown.check
        return CheckItem(check.key, check.text, shown.done, note, shown.by_itself)
