"""The room while the meeting runs: agenda at the left, the point, the notes and the pen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.meeting_clock import late_end
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.pages.room.composer import Composer
from moedeleder.ui.pages.room.foot import RoomFoot
from moedeleder.ui.pages.room.late_question import LateQuestion
from moedeleder.ui.pages.room.limit_note import LimitNote
from moedeleder.ui.pages.room.point_card import PointCard
from moedeleder.ui.pages.room.point_menu import ParkMenu, PointMenu
from moedeleder.ui.pages.room.side import CHECKS, PRESENT, RoomSide
from moedeleder.ui.pages.room.speaker_panel import KEYS, speakers
from moedeleder.ui.pages.room.statement_list import StatementList
from moedeleder.ui.pages.room.times import late_words, rest_to_park, way_to_close
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import MARGIN
from moedeleder.ui.widgets.undo_bar import UndoBar

_REPAINT_MS = 1000
_BOTH_LETTERS = 84
"""So many characters wide, there is room for the agenda beside the notes."""


class RunningRoom(QWidget):
    """Shows the running meeting and says what the person wants."""

    next_requested = Signal()
    previous_requested = Signal()
    end_requested = Signal()
    shared_screen_requested = Signal()
    board_requested = Signal()
    read_back_requested = Signal()
    speaks_requested = Signal(object)
    """The id of the person who speaks from now on, or None."""

    def __init__(
        self,
        today: Callable[[], date],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("runningRoom")
        self._today, self._now = today, now
        self._meeting: Meeting | None = None
        self._item: AgendaItem | None = None
        self.side = RoomSide()
        self.card = PointCard()
        self.notes = StatementList()
        self.composer = Composer(today)
        self.undo_bar = UndoBar()
        self.foot = RoomFoot()
        self.late = LateQuestion()
        self.limits = LimitNote()
        self.park_menu = ParkMenu(self)
        self.point_menu = PointMenu(self)
        self._connect()
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_REPAINT_MS)
        self._timer.timeout.connect(self.repaint_time)

    @property
    def is_last(self) -> bool:
        """Whether no point comes after the current one."""
        return self._beside(1) is None

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the meeting as it is now; only what changed is drawn again."""
        self._meeting = meeting
        item = meeting.current_item
        if item != self._item:
            self._item = item
        self.side.show_meeting(meeting, self._now())
        self.limits.show_meeting(meeting, item)
        self.card.show_point(meeting, item)
        self.notes.show_point(meeting, item.id if item else None, self._today())
        self.composer.show_meeting(meeting)
        self._show_foot(item)
        self.repaint_time()

    def repaint_time(self) -> None:
        """Show the time as it is now: computed from what is stored, never counted here."""
        if self._meeting is not None:
            now = self._now()
            self.card.show_time(self._meeting, self._meeting.current_item, now)
            self.side.show_time(self._meeting, now)
            self._ask_about_time(self._meeting, now)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the time while somebody can see it."""
        super().showEvent(event)
        self.repaint_time()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop painting what nobody sees."""
        super().hideEvent(event)
        self._timer.stop()

    def target_id(self) -> str:
        """Return the id of the point that a key means: the one the arrows stand on, or now's."""
        if self.side.rail.hasFocus() and self.side.rail.chosen_id:
            return self.side.rail.chosen_id
        current = self._meeting.current_item if self._meeting is not None else None
        return current.id if current is not None else ""

    def _ask_about_time(self, meeting: Meeting, now: datetime) -> None:
        if not late_end(meeting, now):
            self.late.hide()
            return
        self.late.ask(
            late_words(meeting, now),
            can_park=bool(rest_to_park(meeting)),
            can_close=way_to_close(meeting) is not None,
        )

    def _open_point_menu(self, item_id: str, place: QPoint) -> None:
        meeting = self._meeting
        item = next((i for i in meeting.items if i.id == item_id), None) if meeting else None
        if meeting is not None and item is not None:
            self.point_menu.open_for(item, len(meeting.items), place)

    def _beside(self, by: int) -> AgendaItem | None:
        """Return the next (1) or the previous (-1) point that is not parked, if any."""
        meeting = self._meeting
        if meeting is None or meeting.current_item is None:
            return None
        at = meeting.items.index(meeting.current_item)
        rest = meeting.items[at + 1 :] if by > 0 else meeting.items[:at][::-1]
        return next((item for item in rest if not item.is_parked), None)

    def _show_foot(self, item: AgendaItem | None) -> None:
        following = self._beside(1)
        self.foot.show_way(
            following.title if following is not None else None,
            has_point=item is not None,
            has_previous=self._beside(-1) is not None,
        )

    def _connect(self) -> None:
        foot = self.foot
        foot.next_requested.connect(self.next_requested)
        foot.previous_requested.connect(self.previous_requested)
        foot.end_requested.connect(self.end_requested)
        foot.shared_screen_requested.connect(self.shared_screen_requested)
        foot.board_requested.connect(self.board_requested)
        foot.read_back_requested.connect(self.read_back_requested)
        foot.park_requested.connect(lambda: foot.open_menu(self.park_menu, foot.park))
        foot.presence_requested.connect(lambda: self.side.go_to(PRESENT))
        foot.checks_requested.connect(lambda: self.side.go_to(CHECKS))
        self.card.board_requested.connect(self.board_requested)
        self.composer.text.went_up.connect(self.notes.go_to_last)
        self.notes.went_below.connect(self.composer.focus)
        self.side.rail.menu_requested.connect(self._open_point_menu)
        self.point_menu.move_requested.connect(self.side.rail.move_point)
        for keys, panel in ((Shortcut.PRESENCE, PRESENT), (Shortcut.CHECKS, CHECKS)):
            key = QShortcut(keys.sequence, self)
            key.activated.connect(lambda panel=panel: self.side.go_to(panel))
        for number in range(KEYS + 1):
            key = QShortcut(QKeySequence(f"Alt+{number}"), self)
            key.activated.connect(lambda number=number: self._speaker_key(number))

    def _speaker_key(self, number: int) -> None:
        people = speakers(self._meeting) if self._meeting is not None else ()
        if number == 0:
            self.speaks_requested.emit(None)
        elif number <= len(people):
            self.speaks_requested.emit(people[number - 1].person.id)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("scrollBody")
        main = QVBoxLayout(inside)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(10)
        main.addWidget(self.limits)
        main.addWidget(self.card)
        self.notes.setMinimumHeight(80)
        main.addWidget(self.notes, 1)
        self._main = _AsHighAsGiven()
        right = QVBoxLayout(self._main)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(10)
        right.addWidget(_scrolling(inside), 1)
        right.addWidget(self.undo_bar)
        right.addWidget(self.composer)
        right.addWidget(self.late)
        right.addWidget(self.foot)
        everything = QWidget()
        everything.setObjectName("scrollBody")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, everything)
        self._columns.setContentsMargins(MARGIN, 20, MARGIN, 20)
        self._columns.setSpacing(20)
        self._columns.addWidget(self.side)
        self._columns.addWidget(self._main, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(_scrolling(everything))
        self.foot.order_tabs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the agenda below the notes where large text leaves no room beside them."""
        super().resizeEvent(event)
        beside = self.width() >= _BOTH_LETTERS * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction
        # Turned around, the side comes last: what is being written stays in sight.
        self._columns.setDirection(way.LeftToRight if beside else way.BottomToTop)
        self.side.stand_beside(beside)
        full = self.height() - 40
        self._main.setMinimumHeight(0 if beside else full)
        self.side.setMinimumHeight(0 if beside else full)


class _AsHighAsGiven(QWidget):
    """Holds parts that scroll by themselves, so it needs no more height where words wrap."""

    def hasHeightForWidth(self) -> bool:
        """Return False: the notes inside take what is left."""
        return False


def _scrolling(inside: QWidget) -> QScrollArea:
    # Only very large text ever scrolls here; the notes scroll by themselves.
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
