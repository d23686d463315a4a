"""The follow-up in the minutes: when the next meeting is, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from moedeleder.domain.danish import long_date
from moedeleder.domain.meetings import FollowUp, Meeting
from moedeleder.domain.record import Gap, PartKey
from moedeleder.services.deadlines import is_working_day
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.section import Section
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.moment_fields import DateField, TimeField
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel

_SATURDAY = 5


class FollowUpSection(Section):
    """Asks for a stand: a day and a time, or a reason."""

    follow_up_requested = Signal(object)
    """The ``FollowUp`` the person wants kept."""

    def __init__(self, heading: str, today: Callable[[], date]) -> None:
        super().__init__(PartKey.FOLLOW_UP, heading)
        self._meeting: Meeting | None = None
        self.meets = named(QRadioButton(self.tr("Vi mødes igen")), "followUpYes")
        self.none = named(QRadioButton(self.tr("Intet nyt møde, fordi …")), "followUpNo")
        self._group = QButtonGroup(self)
        self._group.addButton(self.meets)
        self._group.addButton(self.none)
        self.day = named(DateField(today), "followUpDate", self.tr("Dag for næste møde"))
        self.at = named(TimeField(), "followUpTime", self.tr("Klokken for næste møde"))
        self.reason = named(QLineEdit(), "followUpReason", self.tr("Hvorfor der intet møde er"))
        self.reason.setPlaceholderText(self.tr("Skriv kort hvorfor"))
        # The calendar opens by mouse and Alt+↓: in the way of Tab it would take what is typed.
        self.day.button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._by_key = False
        self._was_led_here = False
        self.words = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self.words.setObjectName("followUpWords")
        self._lay_out()
        self._connect()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the follow-up as it is kept; what the person is writing stays."""
        before = self._meeting
        self._meeting = meeting
        new = before is None or before.id != meeting.id
        if new or before is None or before.follow_up != meeting.follow_up:
            self._fill(meeting.follow_up, new)
        self._show_choice()
        self._say()

    def go(self, gap: Gap | None = None) -> None:
        """Stand at the choice, or in the field that belongs to it."""
        field: QWidget = self.meets
        if self.meets.isChecked():
            field = self.at if self.day.value() else self.day
        elif self.none.isChecked():
            field = self.reason
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Ask to keep what stands here, where it says something new."""
        wanted = self._wanted()
        if self._meeting is not None and wanted is not None and wanted != self._meeting.follow_up:
            self.follow_up_requested.emit(wanted)

    @property
    def is_settled(self) -> bool:
        """Whether what stands here is what is kept."""
        chosen = self.meets.isChecked() or self.none.isChecked()
        kept = self._meeting.follow_up if self._meeting else None
        return not chosen or self._wanted() == kept

    def _wanted(self) -> FollowUp | None:
        """Return the follow-up as written, or None while it is unfinished."""
        if self.none.isChecked():
            return FollowUp(None, " ".join(self.reason.text().split()))
        day, at = self.day.value(), self.at.value()
        if not self.meets.isChecked() or day is None or at is None or self._is_before(day):
            return None
        return FollowUp(datetime.combine(day, at))

    def _is_before(self, day: date) -> bool:
        return self._meeting is not None and day < self._meeting.starts_at.date()

    def _fill(self, follow_up: FollowUp, new: bool) -> None:
        at = follow_up.at
        if at is not None:
            self.meets.setChecked(True)
            self.day.set_value(at.date())
            self.at.set_value(at.time())
        elif follow_up.none_reason:
            self.none.setChecked(True)
        if follow_up.none_reason or new:
            self.reason.setText(follow_up.none_reason)
        if new and not follow_up.is_settled:
            self._group.setExclusive(False)
            self.meets.setChecked(False)
            self.none.setChecked(False)
            self._group.setExclusive(True)
            self.day.set_value(None)
            self.at.set_value(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice whether the choice is made by keyboard."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            self._by_key = event.type() == QEvent.Type.KeyPress
        if isinstance(event, QKeyEvent) and self._stays(watched, event):
            return True
        return super().eventFilter(watched, event)

    def _stays(self, watched: QObject, event: QKeyEvent) -> bool:
        """Whether Tab shall stand: who pressed the choice means the field they were led to."""
        if event.type() != QEvent.Type.KeyPress or watched not in (self.day.edit, self.reason):
            return False
        was_led, self._was_led_here = self._was_led_here, False
        return was_led and event.key() == Qt.Key.Key_Tab

    def _chosen(self) -> None:
        self._show_choice()
        if not self._by_key:
            # Whoever chooses by keyboard goes on with Tab: moved by itself, the keyboard would
            # be a place further on than they think.
            self.go()
            self._was_led_here = not self._is_filled
        self.save()
        self._say()

    @property
    def _is_filled(self) -> bool:
        field = self.day.edit if self.meets.isChecked() else self.reason
        return bool(field.text())

    def _time_left(self) -> None:
        """Move a day that was typed where the time belongs, so that it is not lost."""
        typed = self.at.edit.text()
        if self.at.value() is not None or self.day.edit.text() or not typed.strip():
            return
        self.day.edit.setText(typed)
        if self.day.value() is None:
            self.day.edit.clear()
            return
        self.at.set_value(None)
        self.day.settle()

    def _day_typed(self) -> None:
        if self.day.value() is not None and self.at.value() is None and self._meeting:
            # The same time of day is the best guess, and easy to change.
            self.at.set_value(self._meeting.starts_at.time())
        self.save()
        self._say()

    def _show_choice(self) -> None:
        meets = self.meets.isChecked()
        for field in (self.day, self.at):
            field.setVisible(meets)
        self.reason.setVisible(self.none.isChecked())

    def _say(self) -> None:
        day = self.day.value() if self.meets.isChecked() else None
        if day is not None and self._is_before(day):
            self.words.set_tone(Tone.BAD)
            self.words.setText(self.tr("Dagen ligger før dette møde. Vælg en senere dag."))
        else:
            self.words.set_tone(Tone.NEUTRAL)
            self.words.setText(self._day_words(day) if day else "")
        self.words.setVisible(bool(self.words.text()))

    def _day_words(self, day: date) -> str:
        words = _capital(long_date(day))
        if day.weekday() >= _SATURDAY:
            name = self.tr("lørdag") if day.weekday() == _SATURDAY else self.tr("søndag")
            return self.tr("{0} · Det er en {1}").format(words, name)
        if not is_working_day(day):
            return self.tr("{0} · Det er en helligdag").format(words)
        return words

    def _connect(self) -> None:
        for choice in (self.meets, self.none):
            choice.clicked.connect(self._chosen)
        self.day.value_changed.connect(lambda _day: self._day_typed())
        self.at.value_changed.connect(lambda _at: self.save())
        self.at.edit.editingFinished.connect(self._time_left)
        self.reason.editingFinished.connect(self.save)
        for field in (self.meets, self.none, self.day.edit, self.at.edit, self.reason):
            self.tell_when_entered(field)

    def _lay_out(self) -> None:
        self.day.setMinimumWidth(180)
        self.at.setMaximumWidth(120)
        when = QHBoxLayout()
        when.setSpacing(8)
        when.addWidget(self.day, 2)
        when.addWidget(self.at, 1)
        when.addStretch(1)
        card = Card(object_name="followUp")
        card.setAccessibleName(self.title.full_text)
        card.add(self.meets)
        card.add(when)
        card.add(self.words)
        card.add(self.none)
        card.add(self.reason)
        self.column.addWidget(self.title)
        self.column.addWidget(card)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
