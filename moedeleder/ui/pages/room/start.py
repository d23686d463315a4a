"""Before the meeting starts: who is coming, what it is about, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.attendees import Attendee
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.readiness import Lack, LackKind, things_missing
from moedeleder.services.labels import duty_label, person_role
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.room.words import other_day
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.avatar import Avatar
from moedeleder.ui.widgets.button import primary, quiet
from moedeleder.ui.widgets.card import ROW_MARGIN, Card
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.two_lines import TwoLines
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text, lack_text

_NAMED = 3
"""So much stands at the foot; the card has all of it."""


class StartScreen(ScrollPage):
    """A calm moment before the first point."""

    start_requested = Signal()
    agenda_requested = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent, object_name="startScreen")
        self._today = today
        self._other_day = named(WrapLabel("", tone=Tone.INFO), "startOtherDay")
        self._shown: tuple[object, ...] = ()
        self._when = Label(self.tr("Formål"), TextRole.SMALL, Tone.NEUTRAL)
        self._purpose = named(WrapLabel("", TextRole.SECTION), "startPurpose")
        self._points = Card(self.tr("Dagsorden"), object_name="startAgenda")
        self._people = Card(self.tr("Vi venter"), object_name="startPeople")
        self._lacks = Card(self.tr("Det mangler endnu"), object_name="startLacks")
        self.main = primary(self.tr("Start mødet"), "startMeeting", "play", show_shortcut=True)
        self.main.clicked.connect(self.start_requested)
        self._arrange()
        self.set_footer(self.main)

    def show_meeting(self, meeting: Meeting, lacks: Sequence[Lack]) -> None:
        """Show the meeting and what it still lacks."""
        shown = (meeting.draft, meeting.items, meeting.attendees, tuple(lacks), self._today())
        if shown == self._shown:
            return
        self._shown = shown
        self._when.setVisible(bool(meeting.purpose))
        self._purpose.setText(meeting.purpose[:400] or self.tr("Så er det tid til mødet"))
        self._say_day(meeting.starts_at.date())
        self._fill_points(meeting.items)
        self._fill_people(meeting.attendees)
        self._fill_lacks(lacks)

    def _say_day(self, planned: date) -> None:
        today = self._today()
        words = self.tr("Mødet er planlagt til {0}. Du kan godt starte nu.")
        self._other_day.setText(words.format(other_day(planned, today)))
        self._other_day.setVisible(planned != today)

    def _fill_points(self, items: Sequence[AgendaItem]) -> None:
        self._points.clear()
        count = count_text(len(items), "punkt", "punkter")
        title = self.tr("Dagsorden · {0}").format(count) if items else self.tr("Dagsorden")
        self._points.set_title(title)
        for number, item in enumerate(items, 1):
            self._points.add_row(_point_row(number, item))
        if not items:
            self._points.add_row(_words(self.tr("Dagsordenen er tom. Mødet kan godt begynde.")))

    def _fill_people(self, attendees: Sequence[Attendee]) -> None:
        self._people.clear()
        for attendee in attendees:
            self._people.add_row(_person_row(attendee))
        if not attendees:
            self._people.add_row(_words(self.tr("Ingen er sat på som deltager endnu.")))

    def _fill_lacks(self, lacks: Sequence[Lack]) -> None:
        self._lacks.clear()
        self._lacks.setVisible(bool(lacks))
        for lack in lacks:
            self._lacks.add_row(_words(lack_text(lack), Tone.WARN))
        go = quiet(self.tr("Gå til dagsordenen"), "goToAgenda", "arrow-left")
        go.clicked.connect(self.agenda_requested)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(go)
        row.addStretch(1)
        self._lacks.add_row(holder)
        count = self.tr("{0} ting mangler").format(things_missing(lacks))
        missing = [count, *(lack_text(lack) for lack in lacks if lack.kind is not LackKind.CHECKS)]
        self.set_note(" · ".join(missing[:_NAMED]) if lacks else self.tr("Alt er klar"))

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._when)
        words.addWidget(self._purpose)
        words.addWidget(self._other_day)
        self.add(words)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self._people)
        right.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self._points)
        left.addWidget(self._lacks)
        left.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        self.add(columns)


def _row(*spacing: int) -> tuple[QWidget, QHBoxLayout]:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(ROW_MARGIN, spacing[0], ROW_MARGIN, spacing[0])
    row.setSpacing(12)
    return holder, row


def _point_row(number: int, item: AgendaItem) -> QWidget:
    holder, row = _row(9)
    digits = Label(str(number), TextRole.STRONG, Tone.NEUTRAL)
    digits.setMinimumWidth(digits.fontMetrics().horizontalAdvance("00"))
    row.addWidget(digits)
    row.addWidget(ElidedLabel(item.title), 1)
    if item.is_familys:
        pill = Pill("", Tone.FAMILY)
        pill.set_text(pill.tr("familien"))
        row.addWidget(pill)
    row.addWidget(Label(f"{item.minutes} min", TextRole.SMALL, Tone.NEUTRAL))
    return holder


def _person_row(attendee: Attendee) -> QWidget:
    holder, row = _row(8)
    person = attendee.person
    family = person.is_family_side
    row.addWidget(Avatar(person.name, Tone.FAMILY if family else Tone.NEUTRAL))
    duty = duty_label(attendee.duty).lower()
    below = filter(None, (person_role(person), person.organisation, duty, person.needs))
    row.addWidget(TwoLines(person.name, " · ".join(below)), 1)
    return holder


def _words(text: str, tone: Tone | None = None) -> QWidget:
    holder, row = _row(9)
    if tone is not None:
        row.addWidget(IconLabel("warning", tone), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(ElidedLabel(text, tone=None if tone else Tone.NEUTRAL), 1)
    return holder
