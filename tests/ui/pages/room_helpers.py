"""What the tests of step 2 share: a running room, and hands to type in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.meetings import Meeting
from moedeleder.ui.pages.room.attendance_panel import AttendeeRow
from moedeleder.ui.pages.room.chips import KindChips
from moedeleder.ui.pages.room.line_edit import GrowingEdit
from moedeleder.ui.pages.room.statement_list import StatementList
from moedeleder.ui.pages.room.step import RoomStep
from moedeleder.ui.widgets.button import Button
from tests.ui.office_fixture import Example, TestDesk

W = TypeVar("W", bound=QWidget)


@dataclass
class Room:
    """The step on the screen with everything in reach by object name."""

    qtbot: QtBot
    desk: TestDesk
    step: RoomStep
    meeting_id: str

    def find(self, kind: type[W], name: str) -> W:
        found = self.step.findChildren(kind, name)
        assert found, name
        # The screens before and after the meeting have a foot and messages of the same names.
        return next((widget for widget in found if widget.isVisible()), found[0])

    @property
    def meeting(self) -> Meeting:
        return self.desk.office.meetings.get(self.meeting_id)

    @property
    def text(self) -> GrowingEdit:
        return self.find(GrowingEdit, "composerText")

    @property
    def notes(self) -> StatementList:
        return self.find(StatementList, "statementList")

    @property
    def kind(self) -> str:
        return self.find(KindChips, "kindChips").kind

    def line(self, name: str) -> QLineEdit:
        return self.find(QLineEdit, name)

    def click(self, name: str) -> None:
        button = self.find(Button, name)
        assert button.isVisible(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose(self, name: str) -> None:
        """Choose a line of one of the menus of the room."""
        action = next(iter(self.step.findChildren(QAction, name)), None)
        assert action is not None, name
        assert action.isEnabled(), name
        assert action.isVisible(), name
        action.trigger()

    def write(self, words: str, *, enter: bool = True) -> None:
        self.qtbot.keyClicks(self.text, words)
        if enter:
            self.qtbot.keyClick(self.text, Qt.Key.Key_Return)

    def row(self, name: str) -> AttendeeRow:
        rows = self.step.findChildren(AttendeeRow)
        return next(row for row in rows if row.attendee.person.name.startswith(name))

    def shown(self) -> list[str]:
        return [note.spoken for note in self.notes.notes]


def at(desk: TestDesk, hour: int, minute: int = 0, second: int = 0) -> None:
    """Set the clock to a Danish time on the day of the meeting."""
    desk.clock.set(datetime(2026, 12, 3, hour - 1, minute, second, tzinfo=UTC))


def opened(qtbot: QtBot, desk: TestDesk, meeting_id: str) -> Room:
    """Show the step of a meeting; it follows every change, as the meeting page makes it do."""
    step = RoomStep(desk)
    qtbot.addWidget(step)
    step.resize(1080, 600)
    step.show_meeting(desk.office.meetings.get(meeting_id))
    desk.changes.changed.connect(
        lambda _change: step.show_meeting(desk.office.meetings.get(meeting_id))
    )
    with qtbot.waitActive(step):
        step.show()
        step.activateWindow()
    return Room(qtbot, desk, step, meeting_id)


def running(qtbot: QtBot, desk: TestDesk, example: Example) -> Room:
    """Show the example's meeting, started at 15.30."""
    at(desk, 15, 30)
    desk.office.conduct.start(example.meeting.id)
    return opened(qtbot, desk, example.meeting.id)
