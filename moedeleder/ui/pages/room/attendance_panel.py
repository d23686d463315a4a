"""Who is there: one click or one key for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import PersonRole
from moedeleder.services.labels import attendance_label, person_role
from moedeleder.ui.fonts import TextRole, scaled
from moedeleder.ui.icons import IconName, icon_size, paint_icon
from moedeleder.ui.pages.room.focus_row import bring_into_sight
from moedeleder.ui.pages.room.presence_times import PresenceTimes, SlimTime, moment_at
from moedeleder.ui.tokens import Tone, current_tokens
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.flow import FlowLayout
from moedeleder.ui.widgets.focus_ring import FocusRing
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named

_LOOKS: dict[Attendance, tuple[IconName, Tone]] = {
    Attendance.PRESENT: ("check", Tone.OK),
    Attendance.APOLOGY: ("x", Tone.BAD),
    Attendance.LATE: ("clock", Tone.WARN),
    Attendance.LEFT_EARLY: ("arrow-right", Tone.WARN),
}
_TIMED = (Attendance.LATE, Attendance.LEFT_EARLY)
_SIDE = 25


class StateButton(FocusRing):
    """One way to be there or not, as a small picture that lights up when it is so."""

    stood_on = Signal()
    """The keyboard has come here, or gone."""

    def __init__(self, attendance: Attendance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attendance = attendance
        self._icon, self._tone = _LOOKS[attendance]
        self.setCheckable(True)
        self.setObjectName(f"state-{attendance.value}")
        self.setAccessibleName(attendance_label(attendance))
        self.setToolTip(attendance_label(attendance))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a square that is easy to hit."""
        return QSize(scaled(_SIDE), scaled(_SIDE))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the person around it."""
        super().focusInEvent(event)
        self.stood_on.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the person around it."""
        super().focusOutEvent(event)
        self.stood_on.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture on its ground."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        ink = tokens.ink(self._tone) if self.isChecked() else tokens.text2
        if self.isChecked() or self.underMouse():
            ground = tokens.soft(self._tone) if self.isChecked() else tokens.surface2
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, 6, 6)
        if self.shows_focus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box, 6, 6)
        at = (scaled(_SIDE) - icon_size()) / 2
        paint_icon(painter, self._icon, ink, at, at)


class AttendeeRow(QWidget):
    """One attendee: name, role, how it stands, and four small buttons to go between."""

    attendance_requested = Signal(str, object)
    times_requested = Signal(object)

    def __init__(self, attendee: Attendee, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attendee = attendee
        self.setObjectName(f"attendee-{attendee.id}")
        self._name = ElidedLabel("", TextRole.BODY)
        self._role = ElidedLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._state = ElidedLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._state.setObjectName("attendanceWord")
        self.time = SlimTime("attendanceTime")
        self.time.value_changed.connect(self._time_changed)
        self.times = PresenceTimes()
        self.times.corrected.connect(self.times_requested)
        self.buttons = {each: StateButton(each) for each in _LOOKS}
        self._lay_out()
        self.show_attendee(attendee)

    def show_attendee(self, attendee: Attendee) -> None:
        """Show how it stands with the attendee now."""
        self.attendee = attendee
        state = attendee.attendance
        self._name.setText(attendee.person.name)
        self._role.setText(person_role(attendee.person))
        helps = attendee.person.role in (PersonRole.SUPPORT_PERSON, PersonRole.INTERPRETER)
        self._role.set_tone(Tone.INFO if helps else Tone.NEUTRAL)
        short = {Attendance.LATE: self.tr("Kom"), Attendance.LEFT_EARLY: self.tr("Gik")}
        self._state.setText(short.get(state, attendance_label(state)))
        tone = _LOOKS[state][1] if state in _LOOKS else Tone.NEUTRAL
        self._state.set_tone(tone)
        moment = self._moment
        self.time.setVisible(state in _TIMED)
        if moment is not None:
            self.time.show_moment(moment, f"{attendance_label(state)}, {attendee.person.name}")
        self.times.show_attendee(attendee)
        for each, button in self.buttons.items():
            button.setChecked(each is state)
            button.setAccessibleName(f"{attendance_label(each)}, {attendee.person.name}")
        self.setAccessibleName(f"{attendee.person.name}: {attendance_label(state)}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from button to button by the arrows; letters are words, and never choose."""
        order = list(self.buttons.values())
        at = next((i for i, button in enumerate(order) if button.hasFocus()), None)
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if at is not None and way is not None:
            order[(at + way) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ring around the person while the keyboard is here."""
        if not self.shows_focus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_tokens().accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def shows_focus(self) -> bool:
        """Return whether the ring is drawn."""
        return any(button.shows_focus() for button in self.buttons.values())

    def _stood_on(self) -> None:
        here = next((each for each in self.buttons.values() if each.hasFocus()), None)
        if here is not None:
            bring_into_sight(self)
            # One stop for Tab in each row: the one the arrows have come to.
            for each in self.buttons.values():
                stop = Qt.FocusPolicy.StrongFocus if each is here else Qt.FocusPolicy.ClickFocus
                each.setFocusPolicy(stop)
        self.update()

    @property
    def _moment(self) -> datetime | None:
        """When the state that is shown began, where that has a time."""
        left = self.attendee.attendance is Attendance.LEFT_EARLY
        return self.attendee.left_at if left else self.attendee.came_at

    def enter(self) -> None:
        """Put the keyboard on the first button."""
        self.buttons[Attendance.PRESENT].setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._name, 1)
        first.addWidget(self._role, 0)
        second = QHBoxLayout()
        second.setSpacing(2)
        second.addWidget(self._state, 0)
        second.addSpacing(2)
        second.addWidget(self.time, 0)
        second.addStretch(1)
        for attendance, button in self.buttons.items():
            first_one = attendance is Attendance.PRESENT
            policy = Qt.FocusPolicy.StrongFocus if first_one else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
            button.clicked.connect(lambda _on=False, each=attendance: self._choose(each))
            button.stood_on.connect(self._stood_on)
            second.addWidget(button)
        column = QVBoxLayout(self)
        # Room for the ring at the sides; the panel gives as much back.
        column.setContentsMargins(6, 4, 4, 4)
        column.setSpacing(0)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.times)

    def _choose(self, attendance: Attendance) -> None:
        # A second click on what is so takes it away again.
        same = attendance is self.attendee.attendance
        self.show_attendee(self.attendee)
        wanted = Attendance.EXPECTED if same else attendance
        self.attendance_requested.emit(self.attendee.id, wanted)

    def _time_changed(self, value: object) -> None:
        moment = self._moment
        if isinstance(value, time) and moment is not None:
            at = moment_at(moment, value)
            left = self.attendee.attendance is Attendance.LEFT_EARLY
            now = self.attendee
            changed = replace(now, left_at=at) if left else replace(now, came_at=at)
            self.times_requested.emit(changed)
        # What was refused, or is no time, gives way to what is kept.
        self.show_attendee(self.attendee)


class AttendancePanel(QWidget):
    """All attendees below each other, and "Alle er her" above them."""

    attendance_requested = Signal(str, object)
    """The id of an attendee and the ``Attendance`` from now on."""
    times_requested = Signal(object)
    """An ``Attendee`` with corrected times."""
    all_here_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attendancePanel")
        self.setAccessibleName(self.tr("Til stede"))
        self._rows: list[AttendeeRow] = []
        self.all_here = named(Button(self.tr("Alle er her"), icon="check", compact=True), "allHere")
        self.all_here.clicked.connect(self.all_here_requested)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._count = named(Label("", TextRole.SMALL, Tone.NEUTRAL), "presentCount")
        top = QHBoxLayout()
        top.addWidget(self._count, 1)
        top.addWidget(self.all_here)
        self._column.addLayout(top)
        self._column.addWidget(self._legend())
        self._column.addStretch(1)

    @property
    def rows(self) -> tuple[AttendeeRow, ...]:
        """The rows shown."""
        return tuple(self._rows)

    @property
    def count_text(self) -> str:
        """How many are there, e.g. ``5 af 6 er her``."""
        return self._count.text()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show who is there; only rows that changed are touched."""
        if [row.attendee.id for row in self._rows] != [a.id for a in meeting.attendees]:
            self._rebuild(meeting.attendees)
        for row, attendee in zip(self._rows, meeting.attendees, strict=True):
            if row.attendee != attendee:
                row.show_attendee(attendee)
        there = sum(a.is_in_the_room for a in meeting.attendees)
        self._count.setText(self.tr("{0} af {1} er her").format(there, len(meeting.attendees)))
        waiting = any(a.attendance is Attendance.EXPECTED for a in meeting.attendees)
        self.all_here.setVisible(waiting)

    def begin(self) -> None:
        """Put the keyboard on the first of whom nothing is known, or on the first."""
        waiting = [r for r in self._rows if r.attendee.attendance is Attendance.EXPECTED]
        for row in (waiting or self._rows)[:1]:
            row.enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down the rows by the arrows, to the first by Home and the last by End."""
        last = len(self._rows)
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -last, Qt.Key.Key_End: last}
        way = ways.get(Qt.Key(event.key()))
        at = next((i for i, row in enumerate(self._rows) if row.isAncestorOf(self._focus())), None)
        if way is None or at is None:
            super().keyPressEvent(event)
        else:
            self._rows[max(0, min(last - 1, at + way))].enter()

    def _legend(self) -> QWidget:
        """Return the small pictures with a word for each."""
        words = (self.tr("her"), self.tr("afbud"), self.tr("sent"), self.tr("gik"))
        holder = named(QWidget(), "attendanceLegend")
        holder.setToolTip(self.tr("↑ ↓ person · ← → vælg · Mellemrum siger det · Esc til linjen"))
        flow = FlowLayout(holder)
        for (icon, _tone), word in zip(_LOOKS.values(), words, strict=True):
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 2, 0, 2)
            row.setSpacing(3)
            row.addWidget(IconLabel(icon, size=14))
            row.addWidget(Label(word, TextRole.SMALL, Tone.NEUTRAL))
            flow.addWidget(pair)
        return holder

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self

    def _rebuild(self, attendees: tuple[Attendee, ...]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [AttendeeRow(attendee) for attendee in attendees]
        for at, row in enumerate(self._rows):
            row.attendance_requested.connect(self.attendance_requested)
            row.times_requested.connect(self.times_requested)
            self._column.insertWidget(at + 2, row)
