"""Step 2, "Mødet": start it, hold it, end it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.readiness import Lack
from moedeleder.domain.statements import StatementKind
from moedeleder.domain.text import shorten
from moedeleder.services.notepad import new_draft
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import perform
from moedeleder.ui.pages.room.actions import RoomActions
from moedeleder.ui.pages.room.closing.pages import ClosingPages
from moedeleder.ui.pages.room.composer import Composer
from moedeleder.ui.pages.room.conducting import RoomConducting
from moedeleder.ui.pages.room.keys_home import KeysHome
from moedeleder.ui.pages.room.over import OverScreen
from moedeleder.ui.pages.room.pause_screen import PauseScreen
from moedeleder.ui.pages.room.running import RunningRoom
from moedeleder.ui.pages.room.side import PRESENT
from moedeleder.ui.pages.room.start import StartScreen
from moedeleder.ui.pages.room.times import later_items
from moedeleder.ui.pages.room.writing import RoomWriting
from moedeleder.ui.pages.steps import RoomPage, Step
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.tokens import MARGIN, Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.button import Button


class RoomStep(QWidget):
    """Shows the meeting before, while and after it runs; what is typed is kept at once."""

    step_requested = Signal(object)
    shared_screen_requested = Signal()
    board_requested = Signal()
    read_back_requested = Signal()
    meeting_shown = Signal(object)
    """The ``Meeting`` as it is now, for the pages that stand in the place of the room."""
    focus_changed = Signal()
    """The chair has something else before them; the screen for all follows."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("roomStep")
        self._desk = desk
        self._opened = ""
        self._actions = RoomActions(desk, self)
        self._start = StartScreen(desk.office.clock.today)
        self._room = RunningRoom(desk.office.clock.today, self._now)
        self._pause = PauseScreen()
        self._over = OverScreen()
        self._writing = RoomWriting(desk, self._room, self._actions, self)
        self._conducting = RoomConducting(
            desk,
            self._room,
            self._pause,
            self._actions,
            self,
            keep=self._writing.keep,
            undo=self.undo,
        )
        self._closing = ClosingPages(desk, self, self._actions)
        self._banner = Banner()
        self._stack = QStackedWidget()
        self._home: QWidget = self._start
        self._page: QWidget | None = None
        self._seen: tuple[str, MeetingState] | None = None
        self._lay_out()
        self._connect()
        self._keys = KeysHome(self, self._room, self._line_for)

    def widget(self) -> QWidget:
        """Return the step as a widget (itself)."""
        return self

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the meeting as it is now; called again after every change."""
        if (meeting.id, meeting.state) != self._seen:
            # Another meeting, or another stage of it: a page about the one before goes.
            self._seen, self._page = (meeting.id, meeting.state), None
        self._actions.see(meeting)
        if meeting.state is MeetingState.PLANNED:
            self._start.show_meeting(meeting, self._lacks(meeting))
            self._home = self._start
        elif meeting.state is MeetingState.RUNNING:
            self._pause.show_meeting(meeting, self._now())
            self._home = self._pause if meeting.is_paused else self._room
            self._show_running(meeting)
        else:
            self._over.show_meeting(meeting)
            self._home = self._over
        self._closing.show_meeting(meeting, self._page)
        self._stack.setCurrentWidget(self._page or self._home)
        self.meeting_shown.emit(meeting)

    def add_page(self, page: QWidget) -> None:
        """Make room for a page that can stand in the place of the room; see ``show_page``."""
        self._stack.addWidget(page)
        told = getattr(page, "focus_changed", None)
        if told is not None:
            told.connect(self.focus_changed)

    def show_page(self, page: QWidget) -> None:
        """Show a page in the place of the room, until ``show_room`` or the meeting's end."""
        self._page = page
        self._stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.focus_changed.emit()

    def open_page(self, page: RoomPage) -> None:
        """Open one of the pages beside the notes; the meeting has begun."""
        if page is RoomPage.BOARD:
            self._closing.open_board()
        else:
            self._closing.open_read_back()

    def show_room(self) -> None:
        """Show the meeting itself again; the keyboard goes where a person would begin."""
        self._page = None
        self._stack.setCurrentWidget(self._home)
        self._begin()
        self.focus_changed.emit()

    @property
    def pen(self) -> Composer:
        """Where the meeting is written down."""
        return self._room.composer

    @property
    def sharing_button(self) -> Button:
        """The button for the screen for all, which says how it stands."""
        return self._room.foot.screen_button

    @property
    def freeze_requested(self) -> SignalInstance:
        """The picture on the screen for all is to stand still, or to follow again."""
        return self._room.foot.freeze_requested

    @property
    def blank_requested(self) -> SignalInstance:
        """The picture on the screen for all is to be turned off, or on again."""
        return self._room.foot.blank_requested

    def show_sharing(self, is_open: bool) -> None:
        """Show whether the screen for all is open."""
        self._room.foot.show_sharing(is_open)

    @property
    def page(self) -> QWidget | None:
        """The page that stands in the place of the room, if any."""
        return self._page

    def main_action(self) -> None:
        """Start the meeting, go to the next point, or go to the minutes."""
        shown = self._stack.currentWidget()
        if shown is self._start:
            self._start_meeting()
        elif shown is self._room:
            self._next()
        elif shown is self._pause:
            self._pause.resume_requested.emit()
        elif shown is self._over:
            self.step_requested.emit(Step.MINUTES)
        else:
            self._closing.main_action(shown)

    def undo(self) -> None:
        """Take the last note, promise, tick or attendance back."""
        name = self._actions.history.undo()
        if name:
            self._say_done(self.tr("{0} er fortrudt.").format(name))

    def redo(self) -> None:
        """Do again what was taken back."""
        name = self._actions.history.redo()
        if name:
            self._say_done(self.tr("{0} er gjort om.").format(name), self.undo)

    def leave(self) -> None:
        """Put what stands on the pages where it belongs; take old messages away."""
        self._closing.save()
        self._banner.dismiss()
        self._room.undo_bar.dismiss()

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say what went wrong; the words stay where they are written."""
        self._banner.show_message(error.what, Tone.BAD, error.rest)

    def add_notice(self, notice: QWidget) -> None:
        """Give something that is said above the room its place; it hides itself."""
        self._messages.addWidget(notice)
        notice.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to where a person would begin."""
        super().focusInEvent(event)
        self._begin()

    def _begin(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self._room:
            self._room.composer.focus()
        elif isinstance(shown, StartScreen | OverScreen | PauseScreen):
            shown.main.setFocus(Qt.FocusReason.OtherFocusReason)
        elif shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line_for(self, focus: QWidget) -> QWidget | None:
        """Return where the letters go that are typed while ``focus`` has the keyboard."""
        shown = self._stack.currentWidget() if self.isVisible() else None
        if shown is self._room:
            return self._room.composer.text
        return self._closing.board.line_for(focus) if shown is self._closing.board else None

    def _lay_out(self) -> None:
        for page in (self._start, self._room, self._pause, self._over):
            self._stack.addWidget(page)
        for other in self._closing.pages:
            self.add_page(other)
        self._messages = messages = QVBoxLayout()
        messages.setContentsMargins(MARGIN, 0, MARGIN, 0)
        messages.addWidget(self._banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(messages)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._actions.meeting_changed.connect(self.show_meeting)
        self._start.start_requested.connect(self._start_meeting)
        self._start.agenda_requested.connect(lambda: self.step_requested.emit(Step.AGENDA))
        self._over.minutes_requested.connect(lambda: self.step_requested.emit(Step.MINUTES))
        self._over.resume_requested.connect(self._start_meeting)
        room, actions = self._room, self._actions
        room.next_requested.connect(self._next)
        room.previous_requested.connect(self._previous)
        room.end_requested.connect(self._close)
        self.board_requested.connect(self._closing.open_board)
        self.read_back_requested.connect(self._closing.open_read_back)
        self._connect_closing()
        room.shared_screen_requested.connect(self.shared_screen_requested)
        room.board_requested.connect(self.board_requested)
        room.read_back_requested.connect(self.read_back_requested)
        self._over.board_requested.connect(self.board_requested)
        self._over.read_back_requested.connect(self.read_back_requested)
        room.side.point_requested.connect(self._jump)
        room.side.tick_requested.connect(actions.tick)
        self._pause.time_wanted.connect(
            lambda: self._pause.show_meeting(actions.meeting, self._now())
        )
        self._over.speaking_requested.connect(self._conducting.time.show_speaking)
        self._writing.undo_requested.connect(self.undo)
        self._writing.kept.connect(self._banner.dismiss)
        self._writing.failing.connect(self._show_failing)

    def _now(self) -> datetime:
        return self._desk.office.clock.now()

    def _lacks(self, meeting: Meeting) -> tuple[Lack, ...]:
        found: list[Lack] = []
        perform(self, lambda: found.extend(self._desk.office.overview.lacks(meeting.id)))
        return tuple(found)

    def _show_running(self, meeting: Meeting) -> None:
        is_new = self._opened != meeting.id
        if is_new:
            self._room.composer.begin(new_draft().kind)
            self._room.side.open(meeting)
        self._room.show_meeting(meeting)
        if is_new:
            self._opened = meeting.id
            self._writing.recover(meeting)

    def _start_meeting(self) -> None:
        if self._actions.start():
            self._room.composer.focus()

    def _next(self) -> None:
        if self._room.is_last:
            self._close()
        elif self._writing.keep() and self._actions.step(1):
            self._room.composer.focus()

    def _previous(self) -> None:
        if self._writing.keep() and self._actions.step(-1):
            self._room.composer.focus()

    def _jump(self, item_id: str) -> None:
        if self._writing.keep():
            self._actions.go_to(item_id)

    def _end(self) -> None:
        if not self._writing.keep():
            # What is in the way stands in the room, with what to do about it.
            self.show_room()
            return
        if not self._actions.end():
            return
        self._writing.tidy()
        self._closing.tidy()
        self.step_requested.emit(Step.MINUTES)

    def _unsaved(self) -> str:
        pen = self._room.composer
        if self._actions.meeting.state is not MeetingState.RUNNING or not pen.has_words:
            return ""
        if pen.draft.kind == StatementKind.PRIVATE.value:
            return self.tr("En linje er ikke gemt")
        words = shorten(" ".join(pen.draft.text.split()), 80)
        return self.tr("En linje er ikke gemt: {0}").format(words)

    def _pause_from_board(self) -> None:
        self._closing.board.leave_page()
        meeting = self._actions.meeting
        if meeting.state is MeetingState.RUNNING and not meeting.is_paused:
            self._conducting.time.pause()

    def _close(self) -> None:
        """Read aloud what will be written, then end; whoever ends early goes to the end."""
        if not self._writing.keep():
            return
        if later_items(self._actions.meeting) or self._actions.meeting.read_back:
            self._closing.open_end()
        else:
            self._closing.open_read_back()

    def _connect_closing(self) -> None:
        closing = self._closing
        closing.page_requested.connect(self.show_page)
        closing.room_requested.connect(self.show_room)
        closing.point_requested.connect(self._jump)
        closing.presence_requested.connect(lambda: self._room.side.go_to(PRESENT))
        closing.step_requested.connect(self.step_requested)
        closing.tick_requested.connect(self._actions.tick)
        closing.finish_requested.connect(self._finish)
        closing.end.unsaved = self._unsaved
        closing.board.pause_requested.connect(self._pause_from_board)
        closing.actions.undo_requested.connect(self.undo)

    def _finish(self) -> None:
        if self._actions.meeting.state is MeetingState.RUNNING:
            self._end()
        else:
            self.step_requested.emit(Step.MINUTES)

    def _say_done(self, words: str, undo: Callable[[], object] | None = None) -> None:
        if self._page is None:
            self._room.undo_bar.offer(words, undo)
        else:
            self._closing.say_done(words, undo)

    def _show_failing(self, failing: bool) -> None:
        words = self.tr("Det, du skriver, kan ikke gemmes lige nu.")
        if failing:
            detail = self.tr("Det bliver stående her, og vi prøver igen. Luk ikke programmet.")
            self._banner.show_message(words, Tone.BAD, detail)
        elif self._banner.message.startswith(words):
            self._banner.dismiss()
