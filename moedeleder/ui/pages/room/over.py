"""After the meeting: what it left behind, and where to go now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.text import shorten
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.pages.room.words import held_text
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, ButtonKind, primary, secondary
from moedeleder.ui.widgets.checklist import CheckItem, CheckRow
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.wrap_label import WrapLabel


class OverScreen(ScrollPage):
    """Says that the meeting is over, and offers the minutes or to go on."""

    minutes_requested = Signal()
    resume_requested = Signal()
    board_requested = Signal()
    read_back_requested = Signal()
    speaking_requested = Signal(bool)
    """Whether the minutes shall tell how the time was shared."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, object_name="overScreen")
        self._heading = named(Label("", TextRole.TITLE), "overHeading")
        self._words = named(WrapLabel("", tone=Tone.NEUTRAL, columns=60), "overWords")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.main = primary(
            self.tr("Skriv referat"), "writeMinutes", "document", show_shortcut=True
        )
        self.main.clicked.connect(self.minutes_requested)
        self._resume = secondary(self.tr("Genoptag mødet"), "resumeMeeting", "play")
        self._resume.clicked.connect(self.resume_requested)
        self._board = _way(self.tr("Tre søjler og skala"), "openBoard", "chart", Shortcut.BOARD)
        self._board.clicked.connect(self.board_requested)
        self._read_back = _way(self.tr("Oplæsning"), "openReadBack", "document", Shortcut.READ_BACK)
        self._read_back.clicked.connect(self.read_back_requested)
        self._parked = named(WrapLabel("", tone=Tone.NEUTRAL, columns=60), "overParked")
        self._parked.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._speaking = CheckRow(CheckItem("speaking", self.tr("Tag taletid med i referatet")))
        self._speaking.toggled_by_hand.connect(self.speaking_requested)
        self._arrange()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show what the meeting left behind."""
        finished = meeting.state is MeetingState.FINISHED
        self._heading.setText(self.tr("Mødet er slut"))
        done = self.tr(" Referatet er færdigt.") if finished else ""
        self._words.setText(held_text(meeting) + done)
        self._show_parked(meeting)
        words = self.tr("Tag taletid med i referatet")
        self._speaking.show_item(CheckItem("speaking", words, meeting.speaking_in_minutes))
        self._speaking.setVisible(bool(meeting.turns) and not finished)
        self._resume.setVisible(not finished)
        self.main.set_caption(self.tr("Se referatet") if finished else self.tr("Skriv referat"))

    def _show_parked(self, meeting: Meeting) -> None:
        parked = [item for item in meeting.items if item.is_parked]
        titles = "”, ”".join(shorten(" ".join(item.title.split()), 60) for item in parked[:3])
        more = self.tr(" og {0} mere").format(len(parked) - 3) if len(parked) > 3 else ""
        self._parked.setText(self.tr("Parkeret: ”{0}”{1}.").format(titles, more))
        self._parked.setVisible(bool(parked))

    def _arrange(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        for label in (self._words, self._parked):
            label.setMinimumWidth(min(420, label.maximumWidth()))
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(IconLabel("check", Tone.OK, size=32), 0, middle)
        column.addWidget(self._heading, 0, middle)
        column.addWidget(self._words, 0, middle)
        column.addWidget(self._parked, 0, middle)
        column.addSpacing(8)
        column.addWidget(self._speaking, 0, middle)
        looks = QHBoxLayout()
        looks.setSpacing(8)
        looks.addStretch(1)
        looks.addWidget(self._board)
        looks.addWidget(self._read_back)
        looks.addStretch(1)
        column.addLayout(looks)
        column.addStretch(3)
        self.add(column, 1)
        self.set_footer(self._resume, self.main)


def _way(text: str, name: str, icon: IconName, keys: Shortcut) -> Button:
    """Return a quiet button that shows its key."""
    return Button(
        text, ButtonKind.QUIET, icon=icon, shortcut=keys, show_shortcut=True, object_name=name
    )
