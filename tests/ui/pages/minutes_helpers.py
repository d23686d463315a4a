"""What the tests of step 3 share: the step of a held meeting, and hands to work in it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import PartKey
from moedeleder.domain.statements import Statement, StatementKind
from moedeleder.ui.pages.minutes.note_rows import NoteRow
from moedeleder.ui.pages.minutes.notes_page import NotesPage
from moedeleder.ui.pages.minutes.section import PartSection
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.widgets.rich_text_edit import RichTextEdit
from tests.ui.office_fixture import TestDesk
from tests.ui.windows import opened


@dataclass
class Minutes:
    """Step 3 on the screen, shown again after every change as its page does."""

    qtbot: QtBot
    desk: TestDesk
    step: MinutesStep
    meeting_id: str

    @property
    def notes(self) -> NotesPage:
        return self.step.hands.notes

    @property
    def message(self) -> str:
        return self.step.undo_bar.message

    def section(self, key: PartKey) -> PartSection:
        return self.step.form.parts[key]

    def edit(self, key: PartKey) -> RichTextEdit:
        return self.section(key).edit

    def find(self, name: str) -> QWidget:
        found = self.step.findChild(QWidget, name)
        assert isinstance(found, QWidget), name
        return found

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def saved(self, key: PartKey) -> str:
        self.step.leave()
        return self.desk.office.minutes.open(self.meeting_id).parts[key].text.plain

    def said(self, kind: StatementKind) -> Statement:
        meeting = self.desk.office.meetings.get(self.meeting_id)
        return next(each for each in meeting.statements if each.kind is kind)

    def choose(self, kind: StatementKind) -> NoteRow:
        """Choose the first note of a kind in the list beside the text."""
        self.step.hands.go_to_notes()
        assert self.notes.list.choose(self.said(kind).id)
        row = self.notes.list.row
        assert row is not None
        return row

    def choose_part(self, key: PartKey) -> None:
        """Choose a part in the menu that is open."""
        menus = [menu for menu in self.step.findChildren(QMenu, "partMenu") if menu.isVisible()]
        assert menus
        action = next(each for each in menus[-1].actions() if each.objectName().endswith(key))
        menus[-1].setActiveAction(action)
        self.qtbot.keyClick(menus[-1], Qt.Key.Key_Return)


def open_minutes(qtbot: QtBot, desk: TestDesk, meeting: Meeting, width: int = 1080) -> Minutes:
    """Show step 3 of a meeting that was held."""
    step = MinutesStep(desk)
    qtbot.addWidget(step)
    desk.changes.changed.connect(
        lambda _change: step.show_meeting(desk.office.meetings.get(meeting.id))
    )
    step.resize(width, 600)
    step.show_meeting(meeting)
    opened(qtbot, step)
    return Minutes(qtbot, desk, step, meeting.id)
