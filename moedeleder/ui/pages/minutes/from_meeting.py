"""What the minutes print of the room: to be read here, and put right where it was written."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.danish import short_date
from moedeleder.domain.record_room import RecordFormal, RecordScale, RecordVerdict
from moedeleder.domain.text import shorten
from moedeleder.services.minutes import MinutesView
from moedeleder.services.records_room import RoomValues, room_values
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.steps import RoomPage
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.label import section_title
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel

_LONGEST = 400
_MOST = 12
"""So many lines of each; the pages beside show the rest."""


class FromMeeting(QWidget):
    """Shows board, scales, read-back, formal matters and parked points, none to be changed here."""

    page_requested = Signal(object)
    """The ``RoomPage`` where the person wants to put something right."""
    speaking_requested = Signal(bool)
    """Whether the minutes shall tell how the time was shared."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "fromMeeting", self.tr("Også med fra mødet"))
        self._shown: RoomValues | None = None
        self.board = secondary(self.tr("Ret søjler og skala"), "correctBoard", "edit", compact=True)
        self.board.clicked.connect(lambda: self.page_requested.emit(RoomPage.BOARD))
        self.read_back = secondary(
            self.tr("Ret oplæsning"), "correctReadBack", "edit", compact=True
        )
        self.read_back.clicked.connect(lambda: self.page_requested.emit(RoomPage.READ_BACK))
        self.speaking = named(
            QCheckBox(self.tr("Tag taletid med i referatet")), "speakingInMinutes"
        )
        self.speaking.clicked.connect(self.speaking_requested)
        self._card = Card(object_name="fromMeetingCard")
        self._lay_out_section()

    def show_view(self, view: MinutesView) -> None:
        """Show what will be printed; nothing where the meeting left nothing of the kind."""
        meeting = view.meeting
        values = room_values(meeting, view.parts)
        self.speaking.setVisible(bool(meeting.turns))
        self.speaking.setChecked(meeting.speaking_in_minutes)
        groups = list(_groups(values))
        self.setVisible(bool(groups or meeting.turns))
        self._card.setVisible(bool(groups))
        self.board.setVisible(bool(values["board"] or values["scales"]))
        self.read_back.setVisible(bool(values["read_back"]))
        if values != self._shown:
            self._shown = values
            self._fill(groups)

    def _fill(self, groups: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._card.clear()
        for heading, lines in groups:
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 6)
            column.setSpacing(2)
            column.addWidget(WrapLabel(shorten(heading, _LONGEST), TextRole.STRONG))
            for line in lines[:_MOST]:
                column.addWidget(WrapLabel(shorten(line, _LONGEST)))
            if len(lines) > _MOST:
                more = self.tr("{0} linjer mere").format(len(lines) - _MOST)
                column.addWidget(WrapLabel(more, TextRole.SMALL, Tone.NEUTRAL))
            self._card.add(holder)

    def _lay_out_section(self) -> None:
        head = QHBoxLayout()
        head.addWidget(section_title(self.tr("Også med fra mødet")), 1)
        head.addWidget(self.board)
        head.addWidget(self.read_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._card)
        column.addWidget(self.speaking)


def _groups(values: RoomValues) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield each heading with its lines, in the order of the minutes."""
    for column in values["board"]:
        yield column.heading, column.lines
    for scale in values["scales"]:
        yield scale.question, _scale_lines(scale)
    if values["formal"]:
        yield "Ansøgninger og afgørelser", tuple(map(_formal_line, values["formal"]))
    if values["parked"]:
        parked = tuple(f"{each.title} · {each.where}" for each in values["parked"])
        yield "Parkerede punkter", parked
    if values["unreached"]:
        missed = (filter(None, (each.title, each.raised_by)) for each in values["unreached"])
        yield "Punkter, vi ikke nåede", tuple(map(" · ".join, missed))
    if values["read_back"]:
        yield "Oplæsning", tuple(map(_verdict_line, values["read_back"]))
    if seen_to := tuple(each.text for each in values["checks"] if each.done):
        yield "Det sørgede vi for på mødet", seen_to


def _scale_lines(scale: RecordScale) -> tuple[str, ...]:
    return tuple(
        f"{each.name}: {each.value}" + (f" · {each.reason}" if each.reason else "")
        for each in scale.marks
    )


def _formal_line(formal: RecordFormal) -> str:
    due = f"senest {short_date(formal.due)}" if formal.due else ""
    return " · ".join(filter(None, (f"{formal.label}: {formal.text}", formal.person, due)))


def _verdict_line(verdict: RecordVerdict) -> str:
    words = f": {verdict.words}" if verdict.words else ""
    changed = " (teksten er ændret siden)" if verdict.changed else ""
    return f"{verdict.part} · {verdict.name} · {verdict.verdict}{words}{changed}"
