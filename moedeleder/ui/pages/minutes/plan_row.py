"""One line of the action plan: what is done, by whom, by when; opened, the whole chain."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.danish import short_date
from moedeleder.domain.danish_dates import parse_date
from moedeleder.domain.errors import DayDoesNotExist, InvalidDate
from moedeleder.domain.meetings import Promise, PromiseDraft
from moedeleder.domain.people import Person
from moedeleder.domain.record import GapKind
from moedeleder.domain.smart import smart_gaps
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.fields import AskingLine, CellEdit, set_invalid
from moedeleder.ui.pages.minutes.plan_chain import Chain
from moedeleder.ui.pages.minutes.plan_words import smart_text
from moedeleder.ui.pages.minutes.section import ConflictBar
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import icon_button
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.person_field import PersonField
from moedeleder.ui.widgets.wrap_label import WrapLabel

SHARES = (230, 200, 112)
"""How the width is shared by what, who and when."""
SIDE_WIDTH = 30
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
        self._met_on = today()
        self.toggle = icon_button("chevron-down", "", f"openPromise-{row_id}")
        self.chain = Chain(row_id)
        self.goal = self.chain.goal
        self.what = CellEdit(f"what-{row_id}", self.tr("Hvad gør vi"), self.tr("Hvad gør vi"))
        self.who, self._who_line = _owner_field(row_id, self.tr("hvem?"), self.tr("Hvem"))
        self.due = named(AskingLine(self.tr("frist?")), f"due-{row_id}", self.tr("Hvornår"))
        self.due.setToolTip(self.tr("Skriv fx 7/12, fredag eller om 14 dage"))
        self._remove = icon_button("trash", self.tr("Fjern aftalen"), f"removePromise-{row_id}")
        self.only_for = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self.only_for.setObjectName(f"onlyFor-{row_id}")
        self._limited = QWidget()
        self.advice = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self.advice.setObjectName(f"planAdvice-{row_id}")
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
        *before, sign = self.chain.cells()
        return (*before, self.what, self.who, self.due, sign)

    @property
    def is_open(self) -> bool:
        """Whether the whole chain is shown."""
        return not self.chain.isHidden()

    def set_open(self, is_open: bool) -> None:
        """Show the whole chain, or only what is done, by whom and when."""
        self.chain.setVisible(is_open)
        self.chain.below.setVisible(is_open)
        self.toggle.set_caption("", "chevron-up" if is_open else "chevron-down")
        says = self.tr("Vis kun det korte") if is_open else self.tr("Vis mål, behov og tegn")
        self.toggle.setAccessibleName(says)
        self.toggle.setToolTip(says)
        self._advise()

    def set_people(self, people: Iterable[Person]) -> None:
        """Offer these people as owners; any other name can be typed."""
        self.who.set_people([(person.name, person.id) for person in people])

    def set_meeting(self, met_on: date, worries: tuple[str, ...], only_for: str) -> None:
        """Know the day of the meeting, the worries to pick from, and who alone may read it."""
        self._met_on = met_on
        self.chain.offer(worries)
        self.only_for.setText(only_for)
        self._limited.setVisible(bool(only_for))
        self._advise()

    def show_promise(self, promise: Promise) -> None:
        """Show the promise as saved; what the person is writing right now stays."""
        before, self.promise = self.promise, promise
        old = before.draft if before else PromiseDraft("")
        self.chain.show_promise(promise, old)
        if self.what.text() == old.what:
            self.what.set_text(promise.what)
        if before is None or self.who.currentText().strip() == before.owner_label:
            self._set_owner(promise.owner_label)
        if before is None or self._due_is(before.due):
            self._set_due(promise.due)
        self._advise()

    def draft(self) -> PromiseDraft | None:
        """Return what stands in the row, or None while its date cannot be read."""
        try:
            due = self._read_due()
        except InvalidDate:
            return None
        name = self.who.name
        old = self.promise
        draft = old.draft if old else PromiseDraft("")
        draft = replace(draft, what=self.what.text(), due=due, **self.chain.texts())
        if old is not None and name == old.owner_label:
            return draft
        owner_id = self.who.person_id
        return replace(draft, owner_id=owner_id, owner_name="" if owner_id else name)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written in the row."""
        texts = (self.what.text(), self.who.currentText(), self.due.text())
        return not any(text.strip() for text in (*texts, *self.chain.texts().values()))

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
        self.chain.reset(promise)
        self.what.set_text(promise.what)
        self._set_owner(promise.owner_label)
        self._set_due(promise.due)
        self.say("")

    def go(self, kind: GapKind | None = None) -> None:
        """Stand in the cell that lacks something, else where it says what is done."""
        field: QWidget = self.what
        if kind is GapKind.PROMISE_WITHOUT_DUE or (kind is None and self.draft() is None):
            field = self.due
        elif kind is GapKind.PROMISE_WITHOUT_OWNER:
            field = self.who
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if field is self.due:
            # What stands there cannot be read, so the next key writes it anew.
            self.due.selectAll()

    def set_narrow(self, narrow: bool) -> None:
        """Put who and when below the rest where there is no room beside it."""
        cells: tuple[QWidget, ...] = (self.what, self.who, self.due)
        for field in cells:
            self._grid.removeWidget(field)
        for at, share in enumerate(SHARES, 1):
            self._grid.setColumnStretch(at, (1, 1, 0)[at - 1] if narrow else share)
        places = ((0, 1, 2), (1, 1, 1), (1, 2, 1)) if narrow else ((0, 1, 1), (0, 2, 1), (0, 3, 1))
        for field, (line, column, span) in zip(cells, places, strict=True):
            self._grid.addWidget(field, line, column, 1, span, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.what.edited.connect(self._timer.start)
        self.what.finished.connect(self.commit)
        self.chain.edited.connect(self._timer.start)
        self.chain.finished.connect(self.commit)
        self.toggle.clicked.connect(self._toggled)
        self._who_line.height_wanted.connect(self._fit_owner)
        self._who_line.left.connect(self.commit)
        self._who_line.returnPressed.connect(self.commit)
        self.who.activated.connect(lambda _index: self.commit())
        self.due.editingFinished.connect(self.commit)
        self._timer.timeout.connect(self._rested)
        self._remove.clicked.connect(lambda: self.remove_requested.emit(self))
        self.conflict.keep_requested.connect(lambda: self._settle(True))
        self.conflict.take_requested.connect(lambda: self._settle(False))

    def _toggled(self) -> None:
        self.commit()
        self.set_open(not self.is_open)
        if self.is_open:
            self.chain.first_empty().setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_owner(self, height: int) -> None:
        if height != self.who.minimumHeight():
            self.who.setFixedHeight(height)

    def _advise(self) -> None:
        """Say what could be clearer: all of it where the row is open, else the first thing."""
        gaps = smart_gaps(self.promise, self._met_on) if self.promise else ()
        lines = [smart_text(gap) for gap in gaps]
        if not self.is_open and len(lines) > 1:
            lines = [self.tr("{0} Og {1} råd mere.").format(lines[0], len(lines) - 1)]
        self.advice.setText("\n".join(lines))
        self.advice.setVisible(bool(lines))

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
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(0)
        top = Qt.AlignmentFlag.AlignTop
        for place, button in ((0, self.toggle), (4, self._remove)):
            button.setFixedWidth(SIDE_WIDTH)
            self._grid.setColumnMinimumWidth(place, SIDE_WIDTH)
            self._grid.addWidget(button, 0, place, top)
        self.set_narrow(False)
        # A widget of its own: a layout where all is hidden would leave its neighbours no width.
        limited = QHBoxLayout(self._limited)
        limited.setContentsMargins(0, 0, 0, 0)
        limited.setSpacing(6)
        limited.addWidget(IconLabel("lock"))
        limited.addWidget(self.only_for, 1)
        below = QVBoxLayout()
        below.setContentsMargins(SIDE_WIDTH + 10, 0, SIDE_WIDTH, 0)
        below.setSpacing(2)
        for each in (self._limited, self.advice, self._error, self.conflict):
            below.addWidget(each)
        for part in (self.chain, self.chain.below):
            part.setContentsMargins(SIDE_WIDTH + 10, 0, SIDE_WIDTH, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 6)
        column.setSpacing(0)
        column.addWidget(self.chain)
        column.addLayout(self._grid)
        column.addWidget(self.chain.below)
        column.addLayout(below)
        self.set_meeting(self._today(), (), "")
        self.set_open(False)


def _owner_field(row_id: str, asks: str, name: str) -> tuple[PersonField, AskingLine]:
    line = AskingLine(asks, wraps=True)
    who = named(PersonField(line), f"who-{row_id}", name)
    who.setProperty("cell", True)
    named(line, f"whoText-{row_id}", name)
    line.become_inner()
    policy = who.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Ignored)
    who.setSizePolicy(policy)
    return who, line
