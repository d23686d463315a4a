"""Who was there, in the minutes: one row for each attendee."""

from __future__ import annotations

from datetime import datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import Gap, PartKey
from moedeleder.services.context import DENMARK, wall_time
from moedeleder.services.labels import attendance_label, duty_label, person_role
from moedeleder.ui.pages.minutes.fields import CalmCombo
from moedeleder.ui.pages.minutes.section import Section
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.moment_fields import TimeField
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.two_lines import TwoLines

_TIMED = (Attendance.LATE, Attendance.LEFT_EARLY)


class AttendeeRow(QWidget):
    """One attendee: who, whether they were there, and when they came or left."""

    attendance_requested = Signal(str, object, object)
    """The attendee's id, an ``Attendance``, and the Danish wall time or None."""

    def __init__(self, attendee: Attendee, starts_at: datetime) -> None:
        super().__init__()
        self._id, self._starts_at = attendee.id, starts_at
        self._who = TwoLines("")
        self.choice = named(CalmCombo(), f"attendance-{attendee.id}")
        self.choice.addItems([attendance_label(attendance) for attendance in Attendance])
        self.at = TimeField()
        self.at.setObjectName(f"attendanceTime-{attendee.id}")
        self.at.setFixedWidth(76)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 10, 5)
        row.setSpacing(8)
        row.addWidget(self._who, 1)
        row.addWidget(self.at)
        row.addWidget(self.choice)
        self.choice.activated.connect(lambda _index: self._ask())
        self.at.value_changed.connect(self._time_typed)
        self.show_attendee(attendee)

    @property
    def chosen(self) -> Attendance:
        """What is chosen in the row."""
        return list(Attendance)[self.choice.currentIndex()]

    def show_attendee(self, attendee: Attendee) -> None:
        """Show the attendee as it is now."""
        person = attendee.person
        parts = (person_role(person), person.organisation, duty_label(attendee.duty))
        self._who.set_texts(person.name, " · ".join(filter(None, parts)))
        self.choice.setAccessibleName(self.tr("Fremmøde for {0}").format(person.name))
        self.choice.setCurrentIndex(list(Attendance).index(attendee.attendance))
        self.at.setAccessibleName(self.tr("Klokken for {0}").format(person.name))
        self.at.setVisible(attendee.attendance in _TIMED)
        late = attendee.attendance is Attendance.LATE
        moment = attendee.came_at if late else attendee.left_at
        self.at.set_value(wall_time(moment).time() if moment else None)

    def _ask(self) -> None:
        wanted = self.chosen
        # Nobody came late after the meeting was over: the start is the nearest guess.
        at = self._starts_at if wanted in _TIMED else None
        self.attendance_requested.emit(self._id, wanted, at)

    def _time_typed(self, value: object) -> None:
        if isinstance(value, time):
            at = datetime.combine(self._starts_at.date(), value)
            self.attendance_requested.emit(self._id, self.chosen, at)


class AttendanceSection(Section):
    """The list of attendees with whether each was there."""

    attendance_requested = Signal(str, object, object)
    """The attendee's id, an ``Attendance``, and an aware moment or None."""
    everybody_requested = Signal()

    def __init__(self, heading: str) -> None:
        super().__init__(PartKey.ATTENDEES, heading)
        self._rows: dict[str, AttendeeRow] = {}
        self._meeting: Meeting | None = None
        self._everybody = secondary(
            self.tr("Alle andre var til stede"), "everybodyPresent", compact=True
        )
        self._everybody.clicked.connect(self.everybody_requested)
        self._card = Card(object_name="attendees")
        self._card.setAccessibleName(heading)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self._everybody)
        self.column.addLayout(head)
        self.column.addWidget(self._card)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the attendees as they are now; rows that stay keep their focus."""
        if [a.id for a in meeting.attendees] != list(self._rows):
            self._rebuild(meeting)
        self._meeting = meeting
        for attendee in meeting.attendees:
            self._rows[attendee.id].show_attendee(attendee)
        unknown = sum(a.attendance is Attendance.EXPECTED for a in meeting.attendees)
        self._everybody.setVisible(unknown > 0)
        everybody = unknown == len(meeting.attendees)
        self._everybody.set_caption(
            self.tr("Alle var til stede") if everybody else self.tr("Alle andre var til stede")
        )

    def go(self, gap: Gap | None = None) -> None:
        """Stand at the first of whom nothing is known, else at the first."""
        rows = list(self._rows.values())
        unknown = [r for r in rows if r.chosen is Attendance.EXPECTED]
        for row in (unknown or rows)[:1]:
            row.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rebuild(self, meeting: Meeting) -> None:
        self._card.clear()
        self._rows = {}
        for attendee in meeting.attendees:
            row = AttendeeRow(attendee, meeting.starts_at)
            row.attendance_requested.connect(self._asked)
            self.tell_when_entered(row.choice)
            self._rows[attendee.id] = row
            self._card.add_row(row)
        if not meeting.attendees:
            nobody = QLabel(self.tr("Der er ingen på listen."))
            nobody.setProperty("tone", Tone.NEUTRAL.value)
            self._card.add(nobody)

    def _asked(self, attendee_id: str, attendance: Attendance, at: datetime | None) -> None:
        moment = at.replace(tzinfo=DENMARK) if at else None
        self.attendance_requested.emit(attendee_id, attendance, moment)
