"""The action plan of the minutes, from the worry to the sign that it works."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import Gap, PartKey
from moedeleder.domain.smart import worries_of
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.plan_row import SHARES, SIDE_WIDTH, PlanRow
from moedeleder.ui.pages.minutes.plan_words import only_for_text
from moedeleder.ui.pages.minutes.section import Section
from moedeleder.ui.tokens import RADIUS_CARD, Tone, current_tokens
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Line, Surface
from moedeleder.ui.widgets.label import Label

_NARROW = 46
"""Below so many characters the cells stand in two lines."""


class PlanSection(Section):
    """The promises as a table to write in; new rows are kept once they say what."""

    save_requested = Signal(object, object)
    """A ``PlanRow`` and the ``PromiseDraft`` to save."""
    remove_requested = Signal(object)
    """The ``Promise`` to take away."""
    conflict_settled = Signal(object, bool)
    arranged = Signal()
    """Other rows stand here than before."""

    def __init__(self, heading: str, today: Callable[[], date]) -> None:
        super().__init__(PartKey.ACTION_PLAN, heading)
        self._today = today
        self._rows: list[PlanRow] = []
        self._narrow = False
        self._meeting: Meeting | None = None
        self._surface = Surface()
        names = (self.tr("Hvad gør vi"), self.tr("Hvem"), self.tr("Hvornår"))
        self._head = _Head(names)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(1, 0, 1, 2)
        self._list.setSpacing(0)
        self._none = Label(self.tr("Ingen aftaler endnu."), tone=Tone.NEUTRAL)
        self._none.setContentsMargins(14, 10, 14, 10)
        self.add_button = secondary(
            self.tr("Tilføj aftale"), "addPromise", icon="plus", compact=True
        )
        self.add_button.clicked.connect(self.add_row)
        self._lay_out()

    @property
    def meeting(self) -> Meeting | None:
        """The meeting whose plan is shown."""
        return self._meeting

    @property
    def rows(self) -> tuple[PlanRow, ...]:
        """The rows as they stand."""
        return tuple(self._rows)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the promises as they are now; a row not kept yet stays at the foot."""
        changed = self._meeting is not None and self._meeting.id != meeting.id
        self._meeting = meeting
        known = {row.row_id: row for row in self._rows}
        wanted = [promise.id for promise in meeting.promises]
        waiting = [
            row
            for row in self._rows
            if row.promise is None and not changed and row.row_id not in wanted
        ]
        rows = [known.get(each) or self._made(each) for each in wanted] + waiting
        if rows != self._rows:
            self._arrange(rows)
        worries = worries_of(meeting)
        for row in rows:
            row.set_people([attendee.person for attendee in meeting.attendees])
            row.set_meeting(meeting.starts_at.date(), worries, "")
        for row, promise in zip(rows, meeting.promises, strict=False):
            row.set_meeting(meeting.starts_at.date(), worries, only_for_text(meeting, promise))
            row.show_promise(promise)

    def add_row(self) -> PlanRow:
        """Add an empty row to write a new promise in, and go there."""
        row = self._made(new_id())
        self._arrange([*self._rows, row])
        if self._meeting is not None:
            row.set_people([attendee.person for attendee in self._meeting.attendees])
            row.set_meeting(self._meeting.starts_at.date(), worries_of(self._meeting), "")
        row.go()
        return row

    def row_of(self, promise_id: str) -> PlanRow | None:
        """Return the row of a promise, if it is there."""
        return next((row for row in self._rows if row.row_id == promise_id), None)

    def go(self, gap: Gap | None = None) -> None:
        """Stand in what is lacking, else in the first row or at the button for one."""
        row = self.row_of(gap.promise_id) if gap else None
        unsettled = next((each for each in self._rows if not each.is_settled), None)
        if row is not None and gap is not None:
            row.go(gap.kind)
        elif unsettled is not None:
            unsettled.go()
        elif self._rows:
            self._rows[0].go()
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Save every row that has changed; empty new ones go away."""
        for row in tuple(self._rows):
            if row.promise is None and row.is_empty:
                self._drop(row)
            else:
                row.commit()

    @property
    def is_settled(self) -> bool:
        """Whether every row is saved as it stands."""
        return all(row.is_settled for row in self._rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cells in two lines where there is no room for one."""
        super().resizeEvent(event)
        wide = QFontMetricsF(self.font()).averageCharWidth() * _NARROW
        if (self.width() < wide) is not self._narrow:
            self._narrow = self.width() < wide
            self._head.setVisible(not self._narrow)
            for row in self._rows:
                row.set_narrow(self._narrow)

    def _made(self, row_id: str) -> PlanRow:
        row = PlanRow(row_id, self._today)
        row.set_narrow(self._narrow)
        row.save_requested.connect(self.save_requested)
        row.remove_requested.connect(self._remove)
        row.conflict_settled.connect(self.conflict_settled)
        for cell in row.cells():
            self.tell_when_entered(cell)
        return row

    def _remove(self, row: PlanRow) -> None:
        if row.promise is None:
            self._drop(row)
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.remove_requested.emit(row.promise)

    def _drop(self, row: PlanRow) -> None:
        self._arrange([each for each in self._rows if each is not row])

    def _arrange(self, rows: list[PlanRow]) -> None:
        gone = [row for row in self._rows if row not in rows]
        self._rows = rows
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, Line):
                widget.hide()
                widget.deleteLater()
        for row in gone:
            row.hide()
            row.deleteLater()
        for at, row in enumerate(rows):
            if at:
                self._list.addWidget(Line())
            self._list.addWidget(row)
            row.show()
        self._none.setVisible(not rows)
        self._list.addWidget(self._none)
        self.arranged.emit()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._surface)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._head)
        inside.addLayout(self._list)
        self._list.addWidget(self._none)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        self.column.addWidget(self.title)
        self.column.addWidget(self._surface)
        self.column.addLayout(foot)


class _Head(QWidget):
    """The names of the columns on a quiet ground with the card's round corners."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 8, 4, 8)
        grid.setHorizontalSpacing(4)
        for at, (name, share) in enumerate(zip(names, SHARES, strict=True), 1):
            label = Label(name, TextRole.SMALL, Tone.NEUTRAL)
            policy = label.sizePolicy()
            policy.setHorizontalPolicy(policy.Policy.Ignored)
            label.setSizePolicy(policy)
            label.setContentsMargins(8, 0, 0, 0)
            grid.addWidget(label, 0, at)
            grid.setColumnStretch(at, share)
        for at in (0, len(names) + 1):
            grid.setColumnMinimumWidth(at, SIDE_WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line below it."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, RADIUS_CARD)
        shape.addRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
        painter.setClipRect(self.rect())
        painter.fillPath(shape, QColor(tokens.surface2))
        bottom = self.height() - 0.5
        painter.setPen(QColor(tokens.border))
        painter.drawLine(0, round(bottom), self.width(), round(bottom))
