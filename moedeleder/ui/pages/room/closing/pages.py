"""The pages beside the room: the board with its scales, the read-back and the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from moedeleder.domain.agenda import Parked
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.read_back import READ_PARTS
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import perform, perform_in_background
from moedeleder.ui.file_dialogs import ask_folder
from moedeleder.ui.pages.room.actions import RoomActions
from moedeleder.ui.pages.room.actions_closing import ClosingActions
from moedeleder.ui.pages.room.actions_points import PointActions
from moedeleder.ui.pages.room.board import BoardPage
from moedeleder.ui.pages.room.closing.end import EndPage
from moedeleder.ui.pages.room.closing.left import Left, LeftPlace
from moedeleder.ui.pages.room.closing.read_back import ReadBackPage
from moedeleder.ui.pages.room.times import later_items
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.wording import count_text


class ClosingPages(QObject):
    """Opens each page in the place of the room, and leads on from one to the next."""

    page_requested = Signal(object)
    """The page to show in the place of the room."""
    room_requested = Signal()
    point_requested = Signal(str)
    """The id of the point to go to in the room."""
    presence_requested = Signal()
    step_requested = Signal(object)
    tick_requested = Signal(str, bool)
    finish_requested = Signal()
    """End the meeting, and go to the minutes."""

    def __init__(self, desk: Desk, page: QWidget, room: RoomActions) -> None:
        super().__init__(page)
        self._desk, self._page, self._room = desk, page, room
        self.actions = ClosingActions(desk, page, room)
        self._points = PointActions(desk, room)
        self.board = BoardPage(desk, self.actions)
        self.read_back = ReadBackPage(desk, room, self.actions)
        self.end = EndPage(desk)
        self.pages = (self.board, self.read_back, self.end)
        self._connect()

    def show_meeting(self, meeting: Meeting, shown: QWidget | None) -> None:
        """Show the meeting as it is now on the page that is shown, if it is one of these."""
        for each in self.pages:
            if each is shown:
                each.show_meeting(meeting)
        self._offer_to_take_along(meeting)

    def open_board(self) -> None:
        """Show the board and the scales."""
        self._open(self.board)

    def open_read_back(self) -> None:
        """Show the read-back, at the first part that somebody has not answered."""
        self.read_back.show_meeting(self._room.meeting)
        self.read_back.begin()
        self._open(self.read_back)

    def open_end(self) -> None:
        """Show what is left, and the way out."""
        self._open(self.end)

    def say_done(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was taken back or done again, on the page that is shown."""
        for each in self.pages:
            if each.isVisible():
                each.offer_undo(words, undo)

    def save(self) -> None:
        """Keep what is under way on every page."""
        if self.board.isVisible():
            self.board.save()
        if self.read_back.isVisible():
            self.read_back.save()

    def tidy(self) -> None:
        """Drop the earlier states of what was typed once the meeting has ended."""
        meeting_id = self._room.meeting.id
        perform(self._page, lambda: self._desk.office.scratch.tidy(meeting_id))

    def main_action(self, shown: QWidget | None) -> None:
        """Do the main thing of the page that is shown."""
        if shown is self.board:
            self.board.leave_page()
        elif shown is self.read_back:
            self.read_back.go_on()
        elif shown is self.end:
            self.finish_requested.emit()

    def _open(self, page: BoardPage | ReadBackPage | EndPage) -> None:
        page.show_meeting(self._room.meeting)
        self._offer_to_take_along(self._room.meeting)
        self.page_requested.emit(page)

    def _step(self, at: int) -> None:
        if at >= len(READ_PARTS):
            self.open_end()
            return
        self.open_read_back()
        self.read_back.open_part(READ_PARTS[at])

    def _settle(self, left: Left) -> None:
        if left.part is not None:
            self.open_read_back()
            self.read_back.open_part(left.part, left.gap)
        elif left.place is LeftPlace.AGENDA:
            self.step_requested.emit(Step.AGENDA)
        elif self._room.meeting.state is not MeetingState.RUNNING:
            # After the meeting the minutes are the place to put things right.
            self.step_requested.emit(Step.MINUTES)
        else:
            self.room_requested.emit()
            if left.place is LeftPlace.POINT and left.item_id:
                self.point_requested.emit(left.item_id)
            elif left.place is LeftPlace.PRESENCE:
                self.presence_requested.emit()

    def _offer_to_take_along(self, meeting: Meeting) -> None:
        can_park = meeting.state in (MeetingState.RUNNING, MeetingState.HELD)
        self.end.left.offer_to_take_along(len(later_items(meeting)) if can_park else 0)

    def _take_along(self) -> None:
        items = later_items(self._room.meeting)
        if self._points.park_all(items, Parked.NEXT_AGENDA):
            count = count_text(len(items), self.tr("punkt"), self.tr("punkter"))
            words = self.tr("{0} er parkeret til næste møde.").format(count)
            self.end.offer_undo(words, self.actions.undo)
            self.end.focus()

    def _hand_across(self) -> None:
        from moedeleder.ui.dialogs.feedback import hand_across

        screen = hand_across(self._page, self._desk, self._room.meeting.id)
        screen.finished.connect(lambda _result: self._room.reload())

    def _print(self) -> None:
        folder = ask_folder(self._page, self.tr("Vælg en mappe til spørgsmålene"))
        if folder is None:
            return
        meeting_id, feedback = self._room.meeting.id, self._desk.office.feedback
        perform_in_background(
            self._desk.background,
            self.end,
            lambda: feedback.paper(meeting_id, folder),
            success=lambda path: self.end.show_message(
                self.tr("Spørgsmålene ligger klar til at blive printet: {0}").format(path.name)
            ),
        )

    def _connect(self) -> None:
        for page in self.pages:
            page.back_requested.connect(self.room_requested)
        self.read_back.end_requested.connect(self.open_end)
        self.read_back.presence_requested.connect(self.presence_requested)
        self.end.step_requested.connect(self._step)
        self.end.left_requested.connect(self._settle)
        self.end.left.take_along_requested.connect(self._take_along)
        self.end.tick_requested.connect(self.tick_requested)
        self.end.finish_requested.connect(self.finish_requested)
        self.end.hand_across_requested.connect(self._hand_across)
        self.end.paper_requested.connect(self._print)
