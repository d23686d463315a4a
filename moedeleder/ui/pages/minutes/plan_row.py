"""One line of the action plan: goal, what is done, by whom, by when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from moedeleder.domain.danish import short_date
from moedeleder.domain.danish_dates import parse_date
from moedeleder.domain.errors import DayDoesNotExist, InvalidDate
from moedeleder.domain.meetings import Promise, PromiseDraft
from moedeleder.domain.people import Person
from moedeleder.domain.record import GapKind
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.fields import AskingLine, CellEdit, set_invalid
from moedeleder.ui.pages.minutes.section import ConflictBar
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import icon_button
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.person_field import PersonField
from moedeleder.ui.widgets.wrap_label import WrapLabel

SHARES = (118, 164, 180, 94)
"""How the width is shared by goal, what, who and when."""
REMOVE_WIDTH = 30
IDLE_MS = 800


class PlanRow(QWidget):
    """Edits one promise in place; asks to save it when the person leaves a cell or rests."""

    save_requested = Signal(object, object)
    """The row itself and the ``PromiseDraft`` to save."""
    remove_requested = Signal(object)
    conflict_settled = Signal(object, bool)
    """The row, and whether the person's own words shall stand."""

    def __init__(self, row_id: str, today: Callable[[], date]) -> None:
        super().__init__()
        self.row_id = row_id
        self.promise: Promise | None = None
        self._today = today
        self.goal = CellEdit(f"goal-{row_id}", self.tr("Mål"), self.tr("Mål"))
        self.what = CellEdit(f"what-{row_id}", self.tr("Hvad gør vi"), self.tr("Hvad gør vi"))
        self.who, self._who_line = _owner_field(row_id, self.tr("hvem?"), self.tr("Hvem"))
        self.due = named(AskingLine(self.tr("frist?")), f"due-{row_id}", self.tr("Hvornår"))
        self.due.setToolTip(self.tr("Skriv fx 7/12, fredag eller om 14 dage"))
        self._remove = icon_button("trash", self.tr("Fjern aftalen"), f"removePromise-{row_id}")
        self._error = WrapLabel("", TextRole.SMALL, Tone.BAD)
        self._error.setObjectName(f"planError-{row_id}")
        self._error.hide()
        self.conflict = ConflictBar(row_id)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._lay_out()
        self._connect()

    def cells(self) -> tuple[QWidget, ...]:
        """Return the fields that take the focus, in order."""
        return (self.goal, self.what, self.who, self.due)

    def set_people(self, people: Iterable[Person]) -> None:
        """Offer these people as owners; any other name can be typed."""
        self.who.set_people([(person.name, person.id) for person in people])

    def show_promise(self, promise: Promise) -> None:
        """Show the promise as saved; what the person is writing right now stays."""
        before, self.promise = self.promise, promise
        old = before.draft if before else PromiseDraft("")
        if self.goal.text() == old.goal:
            self.goal.set_text(promise.goal)
        if self.what.text() == old.what:
            self.what.set_text(promise.what)
        if before is None or self.who.currentText().strip() == before.owner_label:
            self._set_owner(promise.owner_label)
        if before is None or self._due_is(before.due):
            self._set_due(promise.due)

    def draft(self) -> PromiseDraft | None:
        """Return what stands in the row, or None while its date cannot be read."""
        try:
            due = self._read_due()
        except InvalidDate:
            return None
        name = self.who.name
        old = self.promise
        draft = old.draft if old else PromiseDraft("")
        draft = replace(draft, goal=self.goal.text(), what=self.what.text(), due=due)
        if old is not None and name == old.owner_label:
            return draft
        owner_id = self.who.person_id
        return replace(draft, owner_id=owner_id, owner_name="" if owner_id else name)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written in the row."""
        texts = (self.goal.text(), self.what.text(), self.who.currentText(), self.due.text())
        return not any(text.strip() for text in texts)

    @property
    def is_settled(self) -> bool:
        """Whether the row is saved as it stands."""
        saved = self.promise.draft if self.promise else None
        return self.draft() == saved or (saved is None and self.is_empty)

    def commit(self) -> None:
        """Ask to save the row where it has changed and can be read."""
        self._timer.stop()
        self.who.settle()
        draft = self.draft()
        set_invalid(self.due, draft is None)
        if draft is None:
            self.say(self._wrong_day())
            return
        self._set_due(draft.due)
        self.say("")
        saved = self.promise.draft if self.promise else PromiseDraft("")
        if draft != saved and not self.conflict.isVisibleTo(self):
            self.save_requested.emit(self, draft)

    def _wrong_day(self) -> str:
        try:
            self._read_due()
        except DayDoesNotExist:
            return self.tr("Den dag findes ikke.")
        except InvalidDate:
            pass
        return self.tr("Skriv dagen som 7/12, 7.12.2026, fredag eller om 14 dage.")

    def say(self, words: str) -> None:
        """Say under the row what stands in the way; nothing takes it away."""
        self._error.setText(words)
        self._error.setVisible(bool(words))

    def show_conflict(self, words: str) -> None:
        """Say that somebody else changed the promise, and let the person choose."""
        self.conflict.say(words)
        self.conflict.show()

    def reset(self) -> None:
        """Show the promise as it is saved, whatever stands in the row."""
        assert self.promise is not None
        promise = self.promise
        self.goal.set_text(promise.goal)
        self.what.set_text(promise.what)
        self._set_owner(promise.owner_label)
        self._set_due(promise.due)
        self.say("")

    def go(self, kind: GapKind | None = None) -> None:
        """Stand in the cell that lacks something, else in the first empty one."""
        field: QWidget = self.what if self.goal.text() else self.goal
        if kind is GapKind.PROMISE_WITHOUT_DUE or (kind is None and self.draft() is None):
            field = self.due
        elif kind is GapKind.PROMISE_WITHOUT_OWNER:
            field = self.who
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_narrow(self, narrow: bool) -> None:
        """Put who and when below the rest where there is no room beside it."""
        for field in self.cells():
            self._grid.removeWidget(field)
        for at, share in enumerate(SHARES):
            self._grid.setColumnStretch(at, (1 if at < 2 else 0) if narrow else share)
        places = ((0, 0), (0, 1), (1, 0), (1, 1)) if narrow else ((0, 0), (0, 1), (0, 2), (0, 3))
        for field, (line, column) in zip(self.cells(), places, strict=True):
            self._grid.addWidget(field, line, column, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._remove, 0, 4, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        for cell in (self.goal, self.what):
            cell.edited.connect(self._timer.start)
            cell.finished.connect(self.commit)
        self._who_line.left.connect(self.commit)
        self._who_line.returnPressed.connect(self.commit)
        self.who.activated.connect(lambda _index: self.commit())
        self.due.editingFinished.connect(self.commit)
        self._timer.timeout.connect(self._rested)
        self._remove.clicked.connect(lambda: self.remove_requested.emit(self))
        self.conflict.keep_requested.connect(lambda: self._settle(True))
        self.conflict.take_requested.connect(lambda: self._settle(False))

    def _rested(self) -> None:
        # A new promise waits until it says what; a date until its cell is left.
        if self.what.text() and not self.due.hasFocus() and not self.who.hasFocus():
            self.commit()

    def _settle(self, mine: bool) -> None:
        self.conflict.hide()
        self.conflict_settled.emit(self, mine)

    def _set_owner(self, name: str) -> None:
        self.who.set_name(name)
        self._who_line.setCursorPosition(0)
        self.who.setToolTip(name if len(name) < 200 else name[:200] + "…")

    def _set_due(self, due: date | None) -> None:
        if not self._due_is(due) or (due and self.due.text() != self._day_text(due)):
            self.due.setText(self._day_text(due) if due else "")

    def _day_text(self, due: date) -> str:
        """Return the day without its year where it is the next one of that name."""
        text = short_date(due)
        short = text.rsplit(" ", 1)[0]
        return short if parse_date(short, self._today(), "due") == due else text

    def _due_is(self, due: date | None) -> bool:
        try:
            return self._read_due() == due
        except InvalidDate:
            return False

    def _read_due(self) -> date | None:
        text = self.due.text().strip()
        return parse_date(text, self._today(), "due") if text else None

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setContentsMargins(5, 3, 4, 3)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(4, REMOVE_WIDTH)
        self._remove.setFixedWidth(REMOVE_WIDTH)
        self.set_narrow(False)
        below = QVBoxLayout()
        below.setContentsMargins(14, 0, 14, 0)
        below.addWidget(self._error)
        below.addWidget(self.conflict)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._grid)
        column.addLayout(below)


def _owner_field(row_id: str, asks: str, name: str) -> tuple[PersonField, AskingLine]:
    line = AskingLine(asks)
    who = named(PersonField(line), f"who-{row_id}", name)
    who.setProperty("cell", True)
    named(line, f"whoText-{row_id}", name)
    line.become_inner()
    policy = who.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Ignored)
    who.setSizePolicy(policy)
    return who, line
