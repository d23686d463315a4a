"""When, where and why of a meeting: the fields that planning and changing one share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from moedeleder.domain.danish import long_date
from moedeleder.domain.errors import DayDoesNotExist, FieldMissing, InvalidDate
from moedeleder.domain.meetings import MeetingDraft, duration
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.moment_fields import DateField, TimeField
from moedeleder.ui.widgets.wrap_label import WrapLabel

M = TypeVar("M")


class MeetingFields(Form):
    """Day, start, end, place, link and purpose; the end follows the start until it is typed."""

    def __init__(self, today: Callable[[], date], *, offers_times: bool = False) -> None:
        """Show empty fields.

        Args:
            offers_times: say that several times can be proposed once the meeting is made.
        """
        super().__init__()
        self._today = today
        self._minutes = 60
        self._own_end = False
        self.day = DateField(today)
        self.start = TimeField()
        self.end = TimeField()
        self.place = QLineEdit()
        self.link = QLineEdit()
        self.purpose = QPlainTextEdit()
        self.purpose.setTabChangesFocus(True)
        self.purpose.setFixedHeight(round(3.4 * self.purpose.fontMetrics().lineSpacing()))
        self._hint = Label("", TextRole.SMALL, Tone.NEUTRAL)
        self._hint.setObjectName("dayHint")
        self._offers_times = offers_times
        self._later = WrapLabel(
            self.tr("Du kan foreslå familien flere tider bagefter."), TextRole.SMALL, Tone.NEUTRAL
        )
        self._later.setObjectName("timesLater")
        self.day.value_changed.connect(self._say_day)
        self.start.value_changed.connect(self._move_end)
        self.end.value_changed.connect(self._end_typed)

    def add_when_and_where(self) -> None:
        """Put the fields in the form, below what it holds already."""
        self.add_beside(
            ("date", self.tr("Dag"), self.day, 4),
            ("starts_at", self.tr("Begynder"), self.start, 2),
            ("ends_at", self.tr("Slutter"), self.end, 2),
        )
        self.add_widget(self._hint)
        self.add_widget(self._later)
        self._hint.hide()
        self._later.hide()
        self.add_beside(
            ("place", self.tr("Sted"), self.place, 1),
            ("link", self.tr("Link til videomøde"), self.link, 1),
        )
        self.add("purpose", self.tr("Formål i én sætning"), self.purpose)

    def set_length(self, minutes: int) -> None:
        """Say how long the kind of meeting lasts; the end follows unless it was typed."""
        self._minutes = minutes
        self._move_end(self.start.value())

    def show_start(self, at: datetime) -> None:
        """Show an agreed day and time; the end follows the kind of meeting."""
        self.day.set_value(at.date())
        self.start.set_value(at.time())
        self._move_end(at.time())
        self._say_day(at.date())

    def show_draft(self, draft: MeetingDraft) -> None:
        """Show a meeting as it is."""
        self._minutes = draft.minutes
        self.day.set_value(draft.starts_at.date())
        self.start.set_value(draft.starts_at.time())
        self.end.set_value((draft.starts_at + timedelta(minutes=draft.minutes)).time())
        self.place.setText(draft.place)
        self.link.setText(draft.link)
        self.purpose.setPlainText(draft.purpose)
        self._say_day(draft.starts_at.date())

    def draft(self) -> MeetingDraft:
        """Return what stands in the fields.

        Raises:
            FieldMissing: day, start or end is empty.
            InvalidDate: one of them cannot be read, or is no day at all (DayDoesNotExist).
            MeetingEndsBeforeStart, InvalidDuration: as named.
        """
        # Ctrl+Enter confirms from inside a field: the end must still follow the start.
        for field in (self.day, self.start, self.end):
            field.settle()
        day = self._read(self.day, self.day.value(), "date")
        start = self._read(self.start, self.start.value(), "starts_at")
        end = self._read(self.end, self.end.value(), "ends_at")
        starts_at = datetime.combine(day, start)
        return MeetingDraft(
            starts_at,
            duration(starts_at, datetime.combine(day, end)),
            self.place.text(),
            self.link.text(),
            self.purpose.toPlainText(),
        )

    @staticmethod
    def _read(field: DateField | TimeField, value: M | None, name: str) -> M:
        if value is not None:
            return value
        if isinstance(field, DateField) and field.is_no_day:
            raise DayDoesNotExist(name)
        raise InvalidDate(name) if field.has_error() else FieldMissing(name)

    def _say_day(self, value: object) -> None:
        ahead = isinstance(value, date) and value >= self._today()
        self._later.setVisible(self._offers_times and ahead)
        if not isinstance(value, date):
            self._hint.hide()
            return
        words = long_date(value)
        text = words[:1].upper() + words[1:]
        if value < self._today():
            past = self.tr("{0}: dagen er gået. Det er i orden, hvis du skriver referat bagefter.")
            text = past.format(text)
        self._hint.set_tone(Tone.WARN if value < self._today() else Tone.NEUTRAL)
        self._hint.setText(text)
        self._hint.show()

    def _move_end(self, value: object) -> None:
        if self._own_end or not isinstance(value, time):
            return
        start = datetime.combine(date(2000, 1, 1), value)
        end = start + timedelta(minutes=self._minutes)
        if end.date() == start.date():
            self.end.set_value(end.time())

    def _end_typed(self, _value: object) -> None:
        self._own_end = True
