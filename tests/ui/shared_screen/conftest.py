"""A main window at a running meeting, with the screen for all beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moedeleder.domain.meetings import Meeting
from moedeleder.ui.main_window import MainWindow
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.room.step import RoomStep
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.shared_screen.control import SharedScreen
from moedeleder.ui.shared_screen.sheet import Sheet
from moedeleder.ui.shared_screen.window import SharedWindow
from moedeleder.ui.start.doorway import House, OpenOffice
from moedeleder.ui.workplace import Workplace
from tests.ui.office_fixture import Example, TestDesk, desk, example
from tests.ui.pages.room_helpers import at
from tests.ui.windows import opened

__all__ = ["desk", "example"]


@dataclass
class Chair:
    """The person who holds the meeting: the main window, and what everybody else sees."""

    qtbot: QtBot
    desk: TestDesk
    window: MainWindow
    meeting_id: str

    @property
    def workplace(self) -> Workplace:
        assert self.window.workplace is not None
        return self.window.workplace

    @property
    def screen(self) -> SharedScreen:
        assert self.workplace.shared_screen is not None
        return self.workplace.shared_screen

    @property
    def wall(self) -> SharedWindow:
        assert self.screen.window is not None
        return self.screen.window

    @property
    def sheet(self) -> Sheet:
        return self.wall.view.sheet

    @property
    def meeting(self) -> Meeting:
        return self.desk.office.meetings.get(self.meeting_id)

    @property
    def room(self) -> RoomStep:
        page = self.workplace.page("meeting")
        assert isinstance(page, MeetingPage)
        step = page.step(Step.MEETING)
        assert isinstance(step, RoomStep)
        return step

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key)

    def types(self, words: str) -> None:
        self.qtbot.keyClicks(self.room.pen.text, words)

    def shown(self) -> str:
        return self.sheet.spoken

    def until_shown(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.shown())


@pytest.fixture
def chair(qtbot: QtBot, desk: TestDesk, example: Example, tmp_path: Path) -> Iterator[Chair]:
    at(desk, 15, 30)
    meeting = desk.office.conduct.start(example.meeting.id)
    desk.office.presence.everybody_is_here(meeting.id)
    settings = QSettings(str(tmp_path / "vindue.ini"), QSettings.Format.IniFormat)
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.enter(OpenOffice(House.OWN, desk.office, False, False, lambda: True, lambda: None), desk)
    window.resize(1100, 700)
    opened(qtbot, window)
    made = Chair(qtbot, desk, window, meeting.id)
    made.workplace.open_meeting(meeting.id, Step.MEETING)
    yield made
    made.screen.close()
    window.hide()
