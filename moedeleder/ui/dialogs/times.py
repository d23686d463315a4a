"""The dialog of times: propose several, note whom they suit, choose one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.contributions import Channel
from moedeleder.domain.errors import DayDoesNotExist, FieldMissing, InvalidDate
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.times import PROPOSALS_LIMIT, Fit, ProposedTime, counted
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.times_grid import TimesGrid
from moedeleder.ui.dialogs.times_words import best, detail_text, is_alone, time_words
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import TextRole, scaled
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet, secondary
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.moment_fields import DateField, TimeField
from moedeleder.ui.widgets.wrap_label import WrapLabel

_LEAST_WIDTH = 680
_WIDEST = 1160
_NAMES_WIDTH, _TIME_WIDTH = 250, 112


def _tr(text: str) -> str:
    return QCoreApplication.translate("TimesDialog", text)


class NewTimeForm(Form):
    """A day and a time to propose; Enter proposes it."""

    proposed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.day = DateField(desk.office.clock.today)
        self.time = TimeField()
        self.button = secondary(self.tr("Foreslå tiden"), "proposeTime", "plus")
        self.button.clicked.connect(self.proposed)
        self.add_beside(
            ("date", self.tr("Dag"), self.day, 3), ("starts_at", self.tr("Begynder"), self.time, 2)
        )

    def moment(self) -> datetime:
        """Return the moment in the fields.

        Raises:
            FieldMissing: one of them is empty.
            InvalidDate: one cannot be read, or is no day at all (DayDoesNotExist).
        """
        self.day.settle()
        self.time.settle()
        day, at = self.day.value(), self.time.value()
        if day is None:
            if self.day.is_no_day:
                raise DayDoesNotExist("date")
            raise InvalidDate("date") if self.day.has_error() else FieldMissing("date")
        if at is None:
            raise (InvalidDate if self.time.has_error() else FieldMissing)("starts_at")
        return datetime.combine(day, at)

    def show_moment(self, day: date | None, at: time | None) -> None:
        """Put a moment in the fields."""
        self.day.set_value(day)
        self.time.set_value(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Propose on Enter, so that the dialog around it does not take it for a choice."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.proposed.emit()
        else:
            super().keyPressEvent(event)


class TimesDialog(Dialog):
    """Proposes times, takes answers by phone, and is accepted when a time is chosen."""

    def __init__(self, desk: Desk, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__(
            _tr("Tider til mødet"),
            _tr("Vælg tid"),
            parent,
            icon="check",
            cancel=_tr("Luk"),
            object_name="timesDialog",
            width=_LEAST_WIDTH,
        )
        self._desk, self.meeting = desk, meeting
        self._own_is_new, self._own_refused = False, False
        self.new_time = NewTimeForm(desk)
        self.form = self.new_time
        self._words = WrapLabel("", tone=Tone.NEUTRAL, columns=110)
        self._words.setObjectName("timesIntro")
        self.grid = TimesGrid()
        self._hint = WrapLabel(
            _tr("Mellemrum skifter svaret. J siger ja, N siger nej. Det noteres som telefon."),
            TextRole.SMALL,
            Tone.NEUTRAL,
            columns=110,
        )
        self._detail = WrapLabel("", columns=110)
        self._detail.setObjectName("timeDetail")
        self._remove = quiet(_tr("Tag tiden af"), "withdrawTime", "trash")
        self._reopen = quiet(_tr("Fortryd valget"), "reopenTimes", "undo")
        self._lay_out_times()
        self._connect()
        if not meeting.proposed_times:
            self.new_time.show_moment(meeting.starts_at.date(), meeting.starts_at.time())
        self._show(meeting)
        (self.grid if meeting.proposed_times else self.new_time.day).setFocus()

    def _lay_out_times(self) -> None:
        adding = QHBoxLayout()
        adding.setSpacing(12)
        self.new_time.setMaximumWidth(scaled(420))
        adding.addWidget(self.new_time, 1)
        beside = QVBoxLayout()
        # Level with the fields, which have a label above them.
        beside.addSpacing(self._hint.heightForWidth(10_000) + 4)
        beside.addWidget(self.new_time.button)
        beside.addStretch(1)
        adding.addLayout(beside)
        adding.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self._detail, 1)
        for button in (self._remove, self._reopen):
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._words)
        self.body.addLayout(adding)
        self.body.addWidget(self.grid)
        self.body.addWidget(self._hint)
        self.body.addLayout(below)

    def _connect(self) -> None:
        self.new_time.proposed.connect(self._propose)
        self.grid.answered.connect(self._answer)
        self.grid.time_changed.connect(self._say_current)
        self._remove.clicked.connect(self._withdraw)
        self._reopen.clicked.connect(self._reopen_choice)
        self.confirm_requested.connect(self._choose)

    def _show(self, meeting: Meeting) -> None:
        self.meeting = meeting
        times = meeting.proposed_times
        self._wanted_width = min(
            _WIDEST, max(_LEAST_WIDTH, _NAMES_WIDTH + _TIME_WIDTH * len(times))
        )
        self._words.setText(self._intro())
        self._weigh_buttons()
        self.new_time.button.setEnabled(len(times) < PROPOSALS_LIMIT)
        self.grid.show_meeting(meeting)
        for widget in (self.grid, self._hint, self._detail):
            widget.setVisible(bool(times))
        self._say_current()

    def _intro(self) -> str:
        meeting = self.meeting
        if not meeting.proposed_times:
            now = self.tr("Mødet står til {0}.").format(time_words(meeting.starts_at))
            why = self.tr("Foreslå flere tider, så kan familien sige, hvad der passer dem.")
            return f"{now} {why}"
        if meeting.time_is_open:
            now = self.tr("Mødets egen tid er med som forslag.") if self._own_is_new else ""
            answers = self.tr(
                "Tiderne står i kladden. Skriv svarene her, når de kommer i telefonen."
            )
            return f"{now} {answers}".strip()
        return self.tr("Mødet er {0}.").format(time_words(meeting.starts_at))

    def _weigh_buttons(self) -> None:
        # Before anybody has answered there is nothing to choose by: the way on is to close.
        main, other = self.confirm_button, self.cancel_button
        if not self._has_answers:
            main, other = other, main
        other.set_main(False)
        main.set_main(True)
        self.footer.removeWidget(main)
        self.footer.addWidget(main)
        QWidget.setTabOrder(other, main)
        main.setDefault(True)

    @property
    def _has_answers(self) -> bool:
        return bool(self.meeting.time_answers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Ctrl+Enter while there is no answer to choose by."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if enter and held and not self._has_answers:
            self.reject()
        else:
            super().keyPressEvent(event)

    def _say_current(self) -> None:
        current = self.grid.current_time
        chosen = current is not None and self.meeting.is_held_at(current)
        marked = current is not None and current.chosen_at is not None
        self._remove.setVisible(current is not None and not marked)
        self._reopen.setVisible(marked)
        self.confirm_button.setEnabled(current is not None and not chosen)
        if current is None:
            self.confirm_button.set_caption(self.tr("Vælg tid"))
            return
        words = time_words(current.starts_at)
        done = self.tr("{0} er valgt").format(words[:1].upper() + words[1:])
        self.confirm_button.set_caption(done if chosen else self.tr("Vælg {0}").format(words))
        self._detail.setText(self._detail_of(current))

    def _detail_of(self, current: ProposedTime) -> str:
        names = {each.person.id: each.person.name for each in self.meeting.attendees}
        counts = counted(self.meeting.proposed_times, self.meeting.time_answers, list(names))
        count = next(each for each in counts if each.proposal.id == current.id)
        top = best(counts)
        return detail_text(count, names, is_best=count is top and is_alone(top, counts))

    def _propose(self) -> None:
        self.new_time.clear_errors()
        times, meeting_id = self._desk.office.times, self.meeting.id

        is_first, own = not self.meeting.proposed_times, self.meeting.starts_at

        def proposed(meeting: Meeting) -> None:
            times_now = {each.starts_at for each in meeting.proposed_times}
            self._own_is_new = is_first and own in times_now and len(times_now) > 1
            self.new_time.show_moment(None, None)
            self._show(meeting)
            self.new_time.day.setFocus()

        with_own = not self._own_refused
        self._do(
            lambda: times.propose(meeting_id, self.new_time.moment(), with_own=with_own), proposed
        )

    def _answer(self, proposal_id: str, person_id: str, fit: Fit | None) -> None:
        times = self._desk.office.times
        self._do(lambda: times.answer(proposal_id, person_id, fit, Channel.PHONE), self._show)

    def _withdraw(self) -> None:
        current = self.grid.current_time
        if current is not None:
            times = self._desk.office.times
            if current.starts_at == self.meeting.starts_at:
                self._own_refused, self._own_is_new = True, False
            self._do(lambda: times.withdraw(current.id, current.version), self._show)
            (self.grid if self.meeting.proposed_times else self.new_time.day).setFocus()

    def _reopen_choice(self) -> None:
        times, meeting_id = self._desk.office.times, self.meeting.id
        self._do(lambda: times.reopen(meeting_id), self._show)
        self.grid.setFocus()

    def _choose(self) -> None:
        current = self.grid.current_time
        if current is None or self.meeting.is_held_at(current):
            return

        def chosen(meeting: Meeting) -> None:
            self.meeting = meeting
            self.accept()

        times = self._desk.office.times
        self._do(lambda: times.choose(current.id, current.version), chosen)

    def _do(self, deed: Callable[[], Meeting], success: Callable[[Meeting], object]) -> None:
        meetings, meeting_id = self._desk.office.meetings, self.meeting.id
        done = perform(
            self,
            deed,
            success=success,
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, ids=(meeting_id,)),
        )
        if not done:
            # Said already; show the times as they are now.
            perform(self, lambda: meetings.get(meeting_id), success=self._show)
