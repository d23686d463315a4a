"""Fields for a day and a time of day, typed the Danish way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from moedeleder.domain.danish import clock, parse_time
from moedeleder.domain.danish_dates import parse_date
from moedeleder.domain.errors import DayDoesNotExist, InvalidDate
from moedeleder.ui.tokens import current_tokens
from moedeleder.ui.widgets.button import icon_button

_AROUND = 28
"""Pixels of edge and padding beside the words of a field."""


class _HintedEdit(QLineEdit):
    """A field that never gets narrower than what it says when it is empty."""

    def minimumSizeHint(self) -> QSize:
        """Return room for the hint."""
        hint = super().minimumSizeHint()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(max(hint.width(), words + _AROUND), hint.height())


class _MomentField(QWidget):
    """What a day and a time have in common: a typed text, a reading of it, a calm error."""

    error_changed = Signal(str)
    """What is wrong, for the form to show under the field; empty when all is well."""
    value_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = _HintedEdit()
        self.edit.editingFinished.connect(self._read)
        self.setFocusProxy(self.edit)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addWidget(self.edit, 1)
        self._shown: object = None

    def settle(self) -> None:
        """Read what is typed as if the person had left the field."""
        self._read()

    def setObjectName(self, name: str) -> None:
        """Name the field; the text inside is called the same with ``Text`` after it."""
        super().setObjectName(name)
        self.edit.setObjectName(f"{name}Text")

    def setAccessibleName(self, name: str) -> None:
        """Name the text inside as well, since that is what has the focus."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the text inside as well."""
        super().setAccessibleDescription(description)
        self.edit.setAccessibleDescription(description)

    def _parsed(self, text: str) -> object:
        raise NotImplementedError

    def _written(self, value: object) -> str:
        raise NotImplementedError

    def _complaint(self) -> str:
        raise NotImplementedError

    def _value(self) -> object:
        text = self.edit.text().strip()
        if not text:
            return None
        try:
            return self._parsed(text)
        except InvalidDate:
            return None

    def _show(self, value: object) -> None:
        self._shown = value
        self.edit.setText("" if value is None else self._written(value))
        self._say("")

    def _read(self) -> None:
        value = self._value()
        wrong = value is None and bool(self.edit.text().strip())
        if value is not None:
            self.edit.setText(self._written(value))
        self._say(self._complaint() if wrong else "")
        if value != self._shown:
            self._shown = value
            self.value_changed.emit(value)

    def _say(self, error: str) -> None:
        self.edit.setProperty("invalid", bool(error))
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
        self.error_changed.emit(error)


class DateField(_MomentField):
    """A day, typed as "3.12.2026", "3/12" or "fredag", or picked from a calendar."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.edit.setPlaceholderText(self.tr("dag.måned.år"))
        self.button = icon_button("calendar", self.tr("Vælg dag i kalender (Alt+↓)"))
        self.button.clicked.connect(self.open_calendar)
        self.row.addWidget(self.button)

    def value(self) -> date | None:
        """Return the day, or None when there is none or it cannot be read."""
        value = self._value()
        return value if isinstance(value, date) else None

    def set_value(self, value: date | None) -> None:
        """Show a day without saying that it changed."""
        self._show(value)

    def has_error(self) -> bool:
        """Whether something is typed that is no day."""
        return bool(self.edit.text().strip()) and self.value() is None

    @property
    def is_no_day(self) -> bool:
        """Whether a day is typed as days are, but the calendar has none such."""
        try:
            self._parsed(self.edit.text())
        except DayDoesNotExist:
            return True
        except InvalidDate:
            return False
        return False

    def setObjectName(self, name: str) -> None:
        """Name the calendar button as well."""
        super().setObjectName(name)
        self.button.setObjectName(f"{name}Calendar")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar on Alt+Down."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show a month below the field, Monday first."""
        popup = CalendarPopup(self.value() or self._today(), self)
        popup.picked.connect(self._picked)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        popup.calendar.setFocus()

    def _picked(self, day: object) -> None:
        self.edit.setText(self._written(day))
        self._read()
        self.edit.setFocus()

    def _parsed(self, text: str) -> object:
        return parse_date(text, self._today())

    def _written(self, value: object) -> str:
        assert isinstance(value, date)
        return f"{value.day}.{value.month}.{value.year}"

    def _complaint(self) -> str:
        if self.is_no_day:
            return self.tr("Den dag findes ikke.")
        return self.tr("Skriv dagen som 3.12.2026 eller 3/12.")


class TimeField(_MomentField):
    """A time of day, typed as "15.30", "1530" or "9"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit.setPlaceholderText(self.tr("time.minut"))

    def value(self) -> time | None:
        """Return the time, or None when there is none or it cannot be read."""
        value = self._value()
        return value if isinstance(value, time) else None

    def set_value(self, value: time | None) -> None:
        """Show a time without saying that it changed."""
        self._show(value)

    def has_error(self) -> bool:
        """Whether something is typed that is no time."""
        return bool(self.edit.text().strip()) and self.value() is None

    def _parsed(self, text: str) -> object:
        return parse_time(text)

    def _written(self, value: object) -> str:
        assert isinstance(value, time)
        return clock(value)

    def _complaint(self) -> str:
        return self.tr("Skriv tiden som 15.30.")


class CalendarPopup(QFrame):
    """A month to pick a day from; Esc or a click beside it closes it."""

    picked = Signal(object)

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("calendarPopup")
        self.calendar = danish_calendar(day)
        self.calendar.activated.connect(self._chosen)
        self.calendar.clicked.connect(self._chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.calendar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _chosen(self, day: QDate) -> None:
        # Both signals come for one double click.
        self.calendar.blockSignals(True)
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


def danish_calendar(day: date) -> QCalendarWidget:
    """Return a month with Danish names, Monday first, standing at ``day``."""
    calendar = QCalendarWidget()
    calendar.setLocale(QLocale(QLocale.Language.Danish, QLocale.Country.Denmark))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    calendar.setMinimumSize(360, 280)
    for days in calendar.findChildren(QTableView):
        days.setAccessibleName(QCoreApplication.translate("DateField", "Dage i måneden"))
    plain = QTextCharFormat()
    plain.setForeground(QColor(current_tokens().text2))
    # Qt paints weekends red, which here means that something is wrong.
    for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekday, plain)
    calendar.setHeaderTextFormat(plain)
    return calendar
