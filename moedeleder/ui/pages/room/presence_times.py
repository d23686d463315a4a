"""The times at which somebody came, was out and left, each of them to be corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.attendees import Attendance, Attendee, Away
from moedeleder.services.context import DENMARK, wall_time
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.moment_fields import TimeField

_SLIM = "QLineEdit { padding: 0px 4px; border-radius: 6px; }"


class SlimTime(TimeField):
    """A time of day in a field no higher than its line."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.edit.setStyleSheet(_SLIM)
        self.edit.setFixedHeight(max(24, self.fontMetrics().height() + 6))
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("00.00") + 16)

    def show_moment(self, moment: datetime, says: str) -> None:
        """Show an aware moment as Danish time; ``says`` names it for a screen reader."""
        self.set_value(wall_time(moment).time())
        self.setAccessibleName(says)


def moment_at(before: datetime, value: time) -> datetime:
    """Return the aware moment at that Danish time, on the day of ``before``."""
    day = wall_time(before).date()
    return datetime.combine(day, value, DENMARK).astimezone(UTC)


class PresenceTimes(QWidget):
    """Shows when somebody was out of the room, and when they came if they have left since."""

    corrected = Signal(object)
    """The ``Attendee`` with a corrected time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("presenceTimes")
        self._shape: tuple[int, bool] = (0, False)
        self._came: SlimTime | None = None
        self._away: list[tuple[SlimTime, SlimTime]] = []
        self._attendee: Attendee | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    def show_attendee(self, attendee: Attendee) -> None:
        """Show the times that do not stand beside the state."""
        self._attendee = attendee
        came = attendee.came_at if attendee.attendance is Attendance.LEFT_EARLY else None
        shape = (len(attendee.away), came is not None)
        if shape != self._shape:
            self._rebuild(*shape)
        self.setVisible(shape != (0, False))
        name = attendee.person.name
        if self._came is not None and came is not None:
            self._came.show_moment(came, self.tr("Kom, {0}").format(name))
        for (left, back), away in zip(self._away, attendee.away, strict=True):
            left.show_moment(away.left_at, self.tr("Gik ud, {0}").format(name))
            back.show_moment(away.back_at, self.tr("Kom tilbage, {0}").format(name))

    def _rebuild(self, away: int, with_came: bool) -> None:
        self._shape = (away, with_came)
        while (item := self._column.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        self._came, self._away = None, []
        if with_came:
            self._came = SlimTime("cameTime")
            self._came.value_changed.connect(self._came_corrected)
            self._column.addWidget(_line(self.tr("Kom"), self._came))
        for at in range(away):
            left, back = SlimTime(f"awayLeft{at}"), SlimTime(f"awayBack{at}")
            left.value_changed.connect(lambda value, at=at: self._away_corrected(at, value, None))
            back.value_changed.connect(lambda value, at=at: self._away_corrected(at, None, value))
            self._column.addWidget(_line(self.tr("Ude"), left, back))
            self._away.append((left, back))

    def _came_corrected(self, value: object) -> None:
        def corrected(attendee: Attendee) -> Attendee:
            assert attendee.came_at is not None
            assert isinstance(value, time)
            return replace(attendee, came_at=moment_at(attendee.came_at, value))

        self._correct(value, corrected)

    def _away_corrected(self, at: int, left: object, back: object) -> None:
        def corrected(attendee: Attendee) -> Attendee:
            old, away = attendee.away[at], list(attendee.away)
            away[at] = Away(
                moment_at(old.left_at, left) if isinstance(left, time) else old.left_at,
                moment_at(old.back_at, back) if isinstance(back, time) else old.back_at,
            )
            return replace(attendee, away=tuple(away))

        self._correct(left or back, corrected)

    def _correct(self, value: object, corrected: Callable[[Attendee], Attendee]) -> None:
        if self._attendee is None:
            return
        if isinstance(value, time):
            self.corrected.emit(corrected(self._attendee))
        # What was refused, or is no time, gives way to what is kept.
        self.show_attendee(self._attendee)


def _line(word: str, *fields: SlimTime) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(Label(word, TextRole.SMALL, Tone.NEUTRAL))
    for at, field in enumerate(fields):
        if at:
            row.addWidget(Label("–", TextRole.SMALL, Tone.NEUTRAL))
        row.addWidget(field)
    row.addStretch(1)
    return line
