"""The column beside the meeting: time, agenda, who is there, the checklist, who is unheard."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabBar, QVBoxLayout, QWidget

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.speaking import unheard
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.pages.room.agenda_rail import AgendaRail
from moedeleder.ui.pages.room.attendance_panel import AttendancePanel
from moedeleder.ui.pages.room.checks_panel import ChecksPanel
from moedeleder.ui.pages.room.speaker_panel import SpeakerPanel
from moedeleder.ui.pages.room.times import meeting_time, used_share
from moedeleder.ui.pages.room.words import namer
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import icon_button
from moedeleder.ui.widgets.card import Line, Surface
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.time_line import TimeLine

PRESENT, CHECKS, SPEAKING = range(3)
"""The panels, by the place of their tabs."""
_NO_LIMIT = 16_777_215
_TABS = (
    "QTabBar::tab { padding: 9px 8px 7px 8px; margin: 0 2px; }QTabBar { qproperty-drawBase: 0; }"
)


class RoomSide(QWidget):
    """What stands beside the current point."""

    point_requested = Signal(str)
    tick_requested = Signal(str, bool)
    attendance_requested = Signal(str, object)
    times_requested = Signal(object)
    all_here_requested = Signal()
    new_point_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("roomSide")
        self._time = named(Label("", TextRole.SMALL, Tone.NEUTRAL), "meetingTime")
        self._line = TimeLine()
        self.rail = AgendaRail()
        self.people = AttendancePanel()
        self.checks = ChecksPanel()
        self.speakers = SpeakerPanel()
        self._silent = _Silent()
        self.rail.point_requested.connect(self.point_requested)
        self.people.attendance_requested.connect(self.attendance_requested)
        self.people.times_requested.connect(self.times_requested)
        self.people.all_here_requested.connect(self.all_here_requested)
        self.checks.tick_requested.connect(self.tick_requested)
        self._lay_out()
        self._width = max(
            256, round(QFontMetricsF(font_for(TextRole.BODY)).averageCharWidth() * 28)
        )
        self.stand_beside(True)

    def stand_beside(self, beside: bool) -> None:
        """Be a slim column beside the notes, or as wide as there is room for below them."""
        self.setMinimumWidth(self._width if beside else 0)
        self.setMaximumWidth(self._width if beside else _NO_LIMIT)

    def open(self, meeting: Meeting) -> None:
        """Begin with the people while somebody is not noted, else with the checklist."""
        waiting = any(a.attendance is Attendance.EXPECTED for a in meeting.attendees)
        self.tabs.setCurrentIndex(PRESENT if waiting else CHECKS)

    def go_to(self, panel: int) -> None:
        """Show one of the panels and put the keyboard in it."""
        self.tabs.setCurrentIndex(panel)
        (self.people, self.checks, self.speakers)[panel].begin()

    def show_meeting(self, meeting: Meeting, now: datetime) -> None:
        """Show the meeting as it is at ``now`` (aware)."""
        self.rail.show_meeting(meeting)
        self.people.show_meeting(meeting)
        self.checks.show_meeting(meeting)
        self.speakers.show_meeting(meeting, now)
        self._name_tab(PRESENT, self.tr("Til stede"), self.people.count_text, Shortcut.PRESENCE)
        self._name_tab(CHECKS, self.tr("Tjekliste"), self.checks.count_text, Shortcut.CHECKS)
        self._name_tab(SPEAKING, self.tr("Taler"), self.tr("Alt+1 til Alt+9"), None)
        current = meeting.current_item
        short = namer(meeting.attendees)
        silent = unheard(meeting, current.id if current else None)
        self._silent.show_names(tuple(short(each.person) for each in silent))
        self._share()

    def show_time(self, meeting: Meeting, now: datetime) -> None:
        """Show how far the meeting has come at ``now`` (aware)."""
        words = meeting_time(meeting, now)
        if self._time.text() != words:
            self._time.setText(words)
        self._line.set_share(used_share(meeting, now))
        if self.speakers.isVisible():
            self.speakers.show_time(now)

    def hasHeightForWidth(self) -> bool:
        """Return False: the lists inside scroll by themselves."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        # A long agenda scrolls in its own part and leaves room for the rest.
        wanted = self.rail.sizeHint().height()
        self.rail.setFixedHeight(max(100, min(wanted, round(self.height() * 0.54))))

    def _name_tab(self, at: int, name: str, count: str, keys: Shortcut | None) -> None:
        self.tabs.setTabText(at, name)
        hint = f" ({keys.keys})" if keys else ""
        self.tabs.setTabToolTip(at, f"{name}: {count}{hint}")
        self.tabs.setAccessibleTabName(at, f"{name}, {count}")

    def _show_page(self, now: int) -> None:
        for at, page in enumerate(self._pages):
            page.setVisible(at == now)

    def _lay_out(self) -> None:
        self.tabs = named(QTabBar(), "sideTabs", self.tr("Til stede, tjekliste og hvem der taler"))
        self.tabs.setStyleSheet(_TABS)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        pages = [_scrolling(each) for each in (self.people, self.checks, self.speakers)]
        card = Surface()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(4, 2, 4, 6)
        inside.setSpacing(0)
        inside.addWidget(self.tabs)
        inside.addWidget(Line())
        for at, page in enumerate(pages):
            self.tabs.addTab("")
            # In the card first: what is shown without a parent is a window of its own.
            inside.addWidget(page, 1)
            page.setVisible(at == 0)
        self._pages = pages
        self.tabs.currentChanged.connect(self._show_page)
        card.setMinimumHeight(130)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._add = icon_button("plus", self.tr("Nyt punkt"), "railNewPoint")
        self._add.setToolTip(f"{self._add.accessibleName()} ({Shortcut.NEW_POINT.keys})")
        self._add.clicked.connect(self.new_point_requested)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._time, 1)
        top.addWidget(self._add)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addLayout(top)
        head.addWidget(self._line)
        column.addLayout(head)
        column.addWidget(self.rail)
        column.addWidget(card, 1)
        column.addWidget(self._silent)


class _Silent(QWidget):
    """Names those who have not been heard at the point."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = named(ElidedLabel("", TextRole.SMALL), "unheard")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        heading = self.tr("Ikke hørt på dette punkt endnu:")
        column.addWidget(Label(heading, TextRole.SMALL, Tone.NEUTRAL))
        column.addWidget(self._names)

    def show_names(self, names: tuple[str, ...]) -> None:
        """Show the names, or nothing when everybody has been heard."""
        self._names.setText(" · ".join(names))
        self.setVisible(bool(names))


def _scrolling(*contents: QWidget) -> QScrollArea:
    inside = QWidget()
    inside.setObjectName("scrollBody")
    column = QVBoxLayout(inside)
    column.setContentsMargins(10, 8, 10, 6)
    column.setSpacing(4)
    for content in contents:
        column.addWidget(content)
    column.addStretch(1)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
