"""Holding a meeting by clicks and keys: start, points, time, end."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.readiness import things_missing
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.room.agenda_rail import AgendaRail, PointState
from moedeleder.ui.pages.room.chips import KindChips
from moedeleder.ui.pages.room.line_edit import GrowingEdit
from moedeleder.ui.pages.room.point_card import PointCard
from moedeleder.ui.pages.room.side import RoomSide
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.time_ring import TimeRing
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.room_helpers import at, opened, running


def seconds(clock: str) -> int:
    """The desk's clock ticks a second each time somebody looks at it: read it loosely."""
    minutes, rest = clock.split(":")
    return int(minutes) * 60 + int(rest)


def test_before_start_it_says_who_comes_and_what_is_missing(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = opened(qtbot, desk, example.meeting.id)
    assert room.find(WrapLabel, "startPurpose").text() == "Rolige morgener og vejen i skole."
    names = [label.text() for label in room.find(Card, "startPeople").findChildren(ElidedLabel)]
    assert "Bente Vang" in names
    assert "bisidder, mormor" in names
    note = room.find(ElidedLabel, "footerNote").full_text
    assert "Indkaldelsen er ikke sendt" in note
    count = things_missing(desk.office.overview.lacks(example.meeting.id))
    assert note.startswith(f"{count} ting mangler · ")
    assert room.find(Card, "startLacks").isVisible()


def test_what_is_missing_leads_back_to_the_agenda(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = opened(qtbot, desk, example.meeting.id)
    with qtbot.waitSignal(room.step.step_requested) as wish:
        room.click("goToAgenda")
    assert wish.args == [Step.AGENDA]


def test_start_opens_the_first_point_and_the_pen(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = opened(qtbot, desk, example.meeting.id)
    room.click("startMeeting")
    assert room.meeting.state is MeetingState.RUNNING
    assert room.find(WrapLabel, "pointTitle").text() == "Velkomst, roller og tid"
    assert room.text.hasFocus()


def test_ctrl_enter_presses_the_main_button_once(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = opened(qtbot, desk, example.meeting.id)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(room.step, Qt.Key.Key_Return, control)
    qtbot.waitUntil(lambda: room.meeting.state is MeetingState.RUNNING)
    points = room.find(AgendaRail, "agendaRail").points
    room.write("Velkommen", enter=False)
    qtbot.keyClick(room.text, Qt.Key.Key_Return, control)
    qtbot.waitUntil(lambda: points.now == 1)
    assert [said.text for said in room.meeting.statements] == ["Velkommen"]
    qtbot.keyClick(room.text, Qt.Key.Key_Return, control | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: points.now == 0)


def test_next_and_previous_show_the_point_and_what_comes(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    assert not room.find(Button, "previousPoint").isEnabled()
    room.click("nextPointButton")
    room.click("nextPointButton")
    assert (
        room.find(ElidedLabel, "pointMeta").full_text
        == "Punkt 3 af 6 · rejst af Sofie, mor · 25 min"
    )
    assert room.find(WrapLabel, "pointWords").text().startswith("”Vi har brug for at vide")
    assert room.find(QWidget, "pointFamily").isVisible()
    assert room.find(ElidedLabel, "nextPoint").full_text == "Næste: Aflastning i weekenden"
    room.click("previousPoint")
    assert room.find(WrapLabel, "pointTitle").text() == "Almas egne ord"


def test_the_rail_jumps_by_click_and_by_arrows_and_enter(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    rail = room.find(AgendaRail, "agendaRail")
    place = rail.visualRect(rail.points.index(3)).center()
    qtbot.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rail.points.now == 3
    qtbot.keyClick(rail, Qt.Key.Key_Down)
    assert rail.points.now == 3
    qtbot.keyClick(rail, Qt.Key.Key_Return)
    assert rail.points.now == 4
    states = [rail.points.data(rail.points.index(row), 257) for row in (0, 1, 3, 4)]
    assert states == [PointState.DONE, PointState.LATER, PointState.DONE, PointState.NOW]


def test_time_is_computed_from_what_is_stored_and_the_clock(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    ring = room.find(TimeRing, "timeRing")
    at(desk, 15, 36)
    room.step._room.repaint_time()
    assert abs(seconds(ring.clock_text) - 4 * 60) < 30
    assert room.find(Label, "meetingTime").text() == "6 af 90 min · slutter 17.00"
    # Away to the next point and back: the first has still used its six minutes.
    room.click("nextPointButton")
    at(desk, 15, 50)
    room.click("previousPoint")
    at(desk, 15, 52)
    room.step._room.repaint_time()
    assert abs(seconds(ring.clock_text) - 2 * 60) < 30
    at(desk, 17, 30)
    room.step._room.repaint_time()
    assert ring.word == "over tid"
    assert room.find(Label, "meetingTime").text() == "120 af 90 min · skulle slutte 17.00"


def test_after_the_last_point_it_is_read_aloud_then_ended_and_the_minutes_wait(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    for _point in range(5):
        room.click("nextPointButton")
    button = room.find(Button, "nextPointButton")
    assert button.caption == "Læs op og afslut"
    assert not room.step._room.foot.end.isVisible()
    room.click("nextPointButton")
    assert room.meeting.state is MeetingState.RUNNING
    room.step._closing.open_end()
    with qtbot.waitSignal(room.step.step_requested) as wish:
        room.click("finishMeeting")
    assert wish.args == [Step.MINUTES]
    assert room.meeting.state is MeetingState.HELD


def test_an_ended_meeting_can_be_taken_up_again(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    room.click("nextPointButton")
    at(desk, 16, 30)
    room.choose("endMeeting")
    assert room.meeting.state is MeetingState.RUNNING
    room.click("finishMeeting")
    assert room.find(WrapLabel, "overWords").text().startswith("Det varede 60 minutter.")
    spy = QSignalSpy(room.step.step_requested)
    room.click("writeMinutes")
    assert spy.count() == 1
    room.click("resumeMeeting")
    assert room.meeting.state is MeetingState.RUNNING
    assert room.find(WrapLabel, "pointTitle").text() == "Almas egne ord"


def test_a_stray_click_ends_nothing(qtbot: QtBot, desk: TestDesk, example: Example) -> None:
    room = running(qtbot, desk, example)
    room.choose("endMeeting")
    assert room.meeting.state is MeetingState.RUNNING
    assert room.step.page is not None
    room.step.show_room()
    assert room.text.hasFocus()
    assert room.meeting.state is MeetingState.RUNNING


def test_tab_from_the_note_goes_on_to_the_next_point(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    room.click("nextPointButton")
    reached = []
    field: QWidget | None = room.text
    for _press in range(5):
        qtbot.keyClick(field, Qt.Key.Key_Tab)
        field = QApplication.focusWidget()
        assert field is not None
        reached.append(field.objectName())
    assert reached == [
        "nextPointButton",
        "previousPoint",
        "sharedScreen",
        "parkPoint",
        "moreDeeds",
    ]


def test_a_meeting_of_another_day_says_so_before_it_starts(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    desk.clock.set(datetime(2026, 12, 2, 9, tzinfo=UTC))
    room = opened(qtbot, desk, example.meeting.id)
    words = room.find(WrapLabel, "startOtherDay")
    assert words.isVisible()
    assert words.text() == (
        "Mødet er planlagt til i morgen, torsdag 3. december. Du kan godt starte nu."
    )
    at(desk, 15)
    room.step.show_meeting(room.meeting)
    assert not words.isVisible()


def test_in_the_meeting_page_the_keys_find_their_way(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    desk.office.conduct.start(example.meeting.id)
    page = MeetingPage(desk)
    qtbot.addWidget(page)
    page.resize(1080, 660)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open_meeting(example.meeting.id)
    text = page.findChild(GrowingEdit, "composerText")
    qtbot.waitUntil(text.hasFocus)
    qtbot.keyClicks(text, "Sagt")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "Mere")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(text, Qt.Key.Key_Z, control)
    assert text.toPlainText() != "Mere"
    assert len(desk.office.meetings.get(example.meeting.id).statements) == 1
    text.set_words("")
    qtbot.keyClick(text, Qt.Key.Key_Z, control)
    assert desk.office.meetings.get(example.meeting.id).statements == ()
    qtbot.keyClick(text, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    assert len(desk.office.meetings.get(example.meeting.id).statements) == 1


def test_a_meeting_without_points_can_be_held(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    for item in reversed(example.meeting.items):
        desk.office.agenda.remove(item.id, item.version)
    room = running(qtbot, desk, example)
    room.write("Vi talte frit.")
    assert "Vi talte frit." in room.shown()[0]
    assert not room.find(TimeRing, "timeRing").isVisible()
    assert room.find(PointCard, "pointCard").accessibleName().startswith("Dagsordenen er tom")
    room.click("nextPointButton")
    room.step._closing.open_end()
    room.click("finishMeeting")
    assert room.meeting.state is MeetingState.HELD


def test_what_somebody_else_changed_is_shown_and_the_words_stay(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    row = room.row("Sofie")
    attendee = row.attendee
    desk.office.presence.everybody_is_here(example.meeting.id)
    room.write("Under vejs", enter=False)
    room.step._room.side.people.attendance_requested.emit(attendee.id, attendee.attendance)
    assert room.find(QWidget, "banner").isVisible()
    assert room.row("Sofie").attendee.was_there
    assert room.text.toPlainText() == "Under vejs"


def test_the_rail_has_room_and_the_kinds_of_note_stay_on_one_line(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    side = room.find(RoomSide, "roomSide")
    assert side.minimumWidth() >= 28 * side.fontMetrics().averageCharWidth()
    chips = room.find(KindChips, "kindChips")
    assert len({each.y() for each in chips.findChildren(QAbstractButton) if each.isVisible()}) == 1
