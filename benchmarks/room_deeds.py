"""Whatever is done while a long meeting runs, against the same on an empty page.

The interesting figure is how long each deed holds the window: the handler alone, without painting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.looks import dressed
from benchmarks.measuring import Comparison, compare
from benchmarks.meeting_page import opened_page, second_hand
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.room.line_edit import GrowingEdit
from moedeleder.ui.pages.room.running import RunningRoom
from moedeleder.ui.pages.room.step import RoomStep
from moedeleder.ui.widgets.button import Button
from tests.ui.office_fixture import opened_desk

LONG = (60, 2_000)
EMPTY = (10, 0)
Deed = Callable[["Chair"], None]


class Chair:
    """Leads one running meeting by the keyboard."""

    def __init__(self, app: QApplication, page: MeetingPage) -> None:
        self.app, self.page = app, page
        pen = page.findChild(GrowingEdit, "composerText")
        assert pen is not None
        room = page.findChild(RoomStep, "roomStep")
        back = page.findChild(Button, "previousPoint")
        assert room is not None
        assert back is not None
        running = page.findChild(RunningRoom, "runningRoom")
        assert running is not None
        self.pen, self.room, self.back, self.running = pen, room, back, running
        pen.setFocus()

    @property
    def meeting(self) -> Meeting:
        assert self.page.meeting is not None
        return self.page.meeting

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.pen, key)

    def settle(self) -> None:
        """Paint what waits, and have words ready for the next Enter. Not timed."""
        self.app.processEvents()
        if not self.pen.toPlainText():
            self.pen.setPlainText("Det går bedst, når morgenen er rolig.")
            self.app.processEvents()


def _key(chair: Chair) -> None:
    chair.press(Qt.Key.Key_A)


def _enter(chair: Chair) -> None:
    before = len(chair.meeting.statements)
    chair.press(Qt.Key.Key_Return)
    assert len(chair.meeting.statements) == before + 1


def _other_point(chair: Chair) -> None:
    before = chair.meeting.current_item
    if before == chair.meeting.items[0]:
        chair.room.main_action()
    else:
        chair.back.click()
    assert chair.meeting.current_item != before


def _speaker(chair: Chair) -> None:
    before = chair.meeting.speaker_id
    # What Alt+1 asks for: a key combination reaches only the window that is in front.
    chair.running.speaks_requested.emit(chair.meeting.attendees[0].person.id)
    assert chair.meeting.speaker_id != before


def _undo_redo(chair: Chair) -> None:
    chair.room.undo()
    chair.room.redo()


DEEDS: dict[str, Deed] = {
    "a key in the pen": _key,
    "one Enter": _enter,
    "to the next point and back": _other_point,
    "who speaks": _speaker,
    "undo and redo": _undo_redo,
}


def run(folder: Path) -> Iterator[Comparison]:
    app = dressed()
    with opened_desk(folder) as desk, second_hand(folder) as store:
        long = Chair(app, opened_page(app, desk, store, *LONG))
        empty = Chair(app, opened_page(app, desk, store, *EMPTY))

        def settled() -> None:
            long.settle()
            empty.settle()

        for name, deed in DEEDS.items():
            yield compare(
                f"{name}, {LONG[0]} points, {LONG[1]} notes",
                lambda deed=deed: deed(long),
                f"the same, {EMPTY[0]} points, nothing said",
                lambda deed=deed: deed(empty),
                rounds=40,
                before=settled,
            )
