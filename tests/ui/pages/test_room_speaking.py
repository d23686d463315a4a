"""Alle hørt, who comes and goes, and the checklist that counts now: by one key each."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.meeting_types import Phase, Stretch
from moedeleder.services.context import wall_time
from moedeleder.ui.pages.room.side import CHECKS, PRESENT, SPEAKING
from moedeleder.ui.pages.room.speaker_panel import SpeakerRow
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.checklist import Checklist, CheckRow
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.pill import Pill
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.room_helpers import Room, at, running

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(qtbot: QtBot, desk: TestDesk, example: Example) -> Room:
    return running(qtbot, desk, example)


def attendee(room: Room, name: str) -> Attendee:
    return next(a for a in room.meeting.attendees if a.person.name.startswith(name))


def speaker(room: Room) -> str:
    wanted = room.meeting.speaker_id
    names = [a.person.name for a in room.meeting.attendees if a.person.id == wanted]
    return names[0] if names else ""


def clock_of(moment: datetime | None) -> str:
    return f"{wall_time(moment):%H.%M}" if moment else ""


# --- who speaks --------------------------------------------------------------------------------


def test_alt_and_a_number_mark_who_speaks_from_the_pen(room: Room) -> None:
    pill = room.find(Pill, "speakerNow")
    assert not pill.isVisible()
    room.qtbot.keyClick(room.text, Qt.Key.Key_2, ALT)
    assert speaker(room) == room.meeting.attendees[1].person.name
    assert pill.isVisible()
    assert pill.text == "Jonas taler"
    room.qtbot.keyClick(room.text, Qt.Key.Key_1, ALT)
    assert pill.text == "Sofie taler"
    room.qtbot.keyClick(room.text, Qt.Key.Key_0, ALT)
    assert speaker(room) == ""
    assert not pill.isVisible()
    assert room.text.toPlainText() == ""


def test_the_same_key_again_says_that_they_are_done(room: Room) -> None:
    room.qtbot.keyClick(room.text, Qt.Key.Key_1, ALT)
    room.qtbot.keyClick(room.text, Qt.Key.Key_1, ALT)
    assert speaker(room) == ""
    room.qtbot.keyClick(room.text, Qt.Key.Key_9, ALT)
    assert speaker(room) == ""


def test_whoever_has_spoken_is_no_longer_among_the_unheard(room: Room) -> None:
    room.click("allHere")
    unheard = room.find(ElidedLabel, "unheard")
    assert unheard.full_text.startswith("Sofie · Jonas · Karin Dam")
    room.qtbot.keyClick(room.text, Qt.Key.Key_2, ALT)
    assert unheard.full_text.startswith("Sofie · Karin Dam")
    room.click("nextPointButton")
    assert unheard.full_text.startswith("Sofie · Jonas · Karin Dam")


def test_the_familys_share_is_shown_only_while_it_is_measured(room: Room) -> None:
    room.find(QTabBar, "sideTabs").setCurrentIndex(SPEAKING)
    share = room.find(Label, "familyShare")
    assert not share.isVisible()
    assert room.find(QWidget, "speakerHint").isVisible()
    rows = room.step.findChildren(SpeakerRow)
    room.qtbot.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    at(room.desk, 15, 33)
    room.qtbot.mouseClick(rows[2], Qt.MouseButton.LeftButton)
    at(room.desk, 15, 36)
    room.step._room.repaint_time()
    assert share.isVisible()
    # The desk's clock ticks each time somebody looks at it: about a half.
    words = share.text().split()
    assert words[:3] + words[4:] == "Familien har haft % af taletiden".split()
    assert 40 <= int(words[3]) <= 60
    assert "taler nu" in rows[2].accessibleName()
    room.click("forgetSpeaking")
    assert room.meeting.turns == ()
    assert not share.isVisible()


def test_whoever_sent_an_apology_has_no_key(room: Room) -> None:
    first = attendee(room, "Sofie")
    room.desk.office.presence.set(first.id, first.version, Attendance.APOLOGY)
    room.step.show_meeting(room.meeting)
    room.qtbot.keyClick(room.text, Qt.Key.Key_1, ALT)
    assert speaker(room).startswith("Jonas")


def test_the_time_is_in_the_minutes_only_when_it_is_chosen(room: Room) -> None:
    room.qtbot.keyClick(room.text, Qt.Key.Key_1, ALT)
    at(room.desk, 15, 40)
    room.desk.office.conduct.end(room.meeting_id)
    room.step.show_meeting(room.meeting)
    assert not room.meeting.speaking_in_minutes
    room.qtbot.keyClick(room.find(CheckRow, "check-speaking"), Qt.Key.Key_Space)
    assert room.meeting.speaking_in_minutes
    room.step.undo()
    assert not room.meeting.speaking_in_minutes


def test_a_meeting_where_nobody_was_marked_says_nothing_of_it(room: Room) -> None:
    room.desk.office.conduct.end(room.meeting_id)
    room.step.show_meeting(room.meeting)
    assert not room.find(CheckRow, "check-speaking").isVisible()


# --- who comes and goes --------------------------------------------------------------------------


def test_somebody_goes_and_comes_back_with_times_that_can_be_mended(room: Room) -> None:
    room.click("allHere")
    room.find(QTabBar, "sideTabs").setCurrentIndex(PRESENT)
    row = room.row("Karin")
    at(room.desk, 15, 50)
    row.enter()
    room.qtbot.keyClick(row.buttons[Attendance.LEFT_EARLY], Qt.Key.Key_Space)
    assert attendee(room, "Karin").attendance is Attendance.LEFT_EARLY
    at(room.desk, 16, 5)
    room.qtbot.keyClick(row.buttons[Attendance.PRESENT], Qt.Key.Key_Space)
    karin = attendee(room, "Karin")
    assert karin.is_in_the_room
    assert [(clock_of(a.left_at), clock_of(a.back_at)) for a in karin.away] == [("15.50", "16.05")]
    field = row.findChild(QLineEdit, "awayBack0Text")
    assert field.text() == "16.05"
    field.setText("16.10")
    room.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert clock_of(attendee(room, "Karin").away[0].back_at) == "16.10"
    room.step.undo()
    assert clock_of(attendee(room, "Karin").away[0].back_at) == "16.05"
    room.step.undo()
    assert attendee(room, "Karin").attendance is Attendance.LEFT_EARLY
    room.step.redo()
    assert clock_of(attendee(room, "Karin").away[0].back_at) == "16.05"


def test_a_time_before_the_one_it_follows_is_refused_and_the_old_one_stands(room: Room) -> None:
    room.click("allHere")
    room.find(QTabBar, "sideTabs").setCurrentIndex(PRESENT)
    row = room.row("Karin")
    at(room.desk, 15, 50)
    row.buttons[Attendance.LEFT_EARLY].click()
    at(room.desk, 16, 5)
    row.buttons[Attendance.PRESENT].click()
    field = row.findChild(QLineEdit, "awayBack0Text")
    field.setText("15.40")
    room.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert room.find(QWidget, "banner").isVisible()
    assert clock_of(attendee(room, "Karin").away[0].back_at) == "16.05"
    assert field.text() == "16.05"


def test_late_and_gone_keeps_both_times(room: Room) -> None:
    at(room.desk, 15, 41)
    row = room.row("Jonas")
    row.buttons[Attendance.LATE].click()
    at(room.desk, 16, 30)
    row.buttons[Attendance.LEFT_EARLY].click()
    jonas = attendee(room, "Jonas")
    assert (clock_of(jonas.came_at), clock_of(jonas.left_at)) == ("15.41", "16.30")
    assert row.findChild(QLineEdit, "attendanceTimeText").text() == "16.30"
    came = row.findChild(QLineEdit, "cameTimeText")
    came.setText("15.45")
    room.qtbot.keyClick(came, Qt.Key.Key_Return)
    assert clock_of(attendee(room, "Jonas").came_at) == "15.45"


def test_whoever_has_left_is_not_counted_as_here(room: Room) -> None:
    room.click("allHere")
    room.row("Lise").buttons[Attendance.LEFT_EARLY].click()
    assert room.find(Label, "presentCount").text() == "5 af 6 er her"


def test_keys_lead_to_the_people_and_the_checklist(room: Room) -> None:
    tabs = room.find(QTabBar, "sideTabs")
    room.qtbot.keyClick(room.text, Qt.Key.Key_T, CONTROL)
    assert tabs.currentIndex() == CHECKS
    first = room.find(Checklist, "duringChecks").rows[0]
    assert first.hasFocus()
    room.qtbot.keyClick(first, Qt.Key.Key_Space)
    assert first.isChecked()
    room.qtbot.keyClick(first, Qt.Key.Key_T, CONTROL | SHIFT)
    assert tabs.currentIndex() == PRESENT
    assert room.row("Sofie").buttons[Attendance.PRESENT].hasFocus()


# --- the checklist -----------------------------------------------------------------------------


def test_only_the_lines_that_count_now_are_shown(room: Room) -> None:
    def shown() -> set[str]:
        return {row.item_id for row in room.find(Checklist, "duringChecks").rows}

    def of(stretch: Stretch) -> set[str]:
        checks = room.meeting.checks_of(Phase.DURING)
        return {check.key for check in checks if check.stretch is stretch}

    room.find(QTabBar, "sideTabs").setCurrentIndex(CHECKS)
    assert shown() == of(Stretch.OPENING)
    for _point in range(2):
        room.click("nextPointButton")
    assert shown() == of(Stretch.DURING)
    for _point in range(3):
        room.click("nextPointButton")
    assert shown() == of(Stretch.CLOSING)
    room.click("allChecks")
    assert shown() == {check.key for check in room.meeting.checks_of(Phase.DURING)}
    assert room.find(Button, "allChecks").caption == "Vis kun nu"


def test_a_line_that_ticks_itself_says_so_and_stays(room: Room) -> None:
    for _point in range(2):
        room.click("nextPointButton")
    room.find(QTabBar, "sideTabs").setCurrentIndex(CHECKS)
    room.write("/r Om retten til en bisidder.")
    row = room.find(CheckRow, "check-guidance")
    assert row.isChecked()
    assert row.accessibleName().endswith("· af sig selv")
    room.qtbot.keyClick(row, Qt.Key.Key_Space)
    assert row.isChecked()
    stored = next(c for c in room.meeting.checks_of(Phase.DURING) if c.key == "guidance")
    assert not stored.done
