"""Step 3 shows what the room left behind, and leads to where it is put right."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import Parked
from moedeleder.domain.read_back import Verdict
from moedeleder.domain.record import PartKey
from moedeleder.domain.statements import Formal, StatementKind
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.minutes.from_meeting import FromMeeting
from moedeleder.ui.pages.room.board import BoardPage
from moedeleder.ui.pages.room.closing.read_back import ReadBackPage
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.room_helpers import at
from tests.ui.windows import opened

LATER = Formal.APPLICATION


@pytest.fixture
def page(qtbot: QtBot, desk: TestDesk, example: Example) -> MeetingPage:
    """A meeting that left a board, a scale, an application, a parked point and answers."""
    office, meeting_id = desk.office, example.meeting.id
    at(desk, 15, 30)
    meeting = office.conduct.start(meeting_id)
    office.presence.everybody_is_here(meeting_id)
    office.statements.say(meeting_id, StatementKind.WORRY, "Larm i klassen")
    words = "Vi søger om aflastning."
    office.statements.say(meeting_id, StatementKind.PARENT_WORDS, words, formal=LATER)
    meeting = office.scales.add(meeting_id, "Hvor trygt er det?")
    sofie = example.people["Sofie"].id
    office.scales.mark(meeting.scales[0].id, sofie, 3, "Ondt i maven")
    item = meeting.items[-1]
    office.points.park(item.id, item.version, Parked.NEXT_AGENDA)
    office.read_back.answer(meeting_id, PartKey.PROBLEM, sofie, Verdict.NOT_QUITE, "Også om natten")
    office.conduct.end(meeting_id)
    page = MeetingPage(desk)
    qtbot.addWidget(page)
    page.resize(1080, 680)
    page.open_meeting(meeting_id, Step.MINUTES)
    opened(qtbot, page)
    return page


def said(page: MeetingPage) -> list[str]:
    shown = page.findChild(FromMeeting, "fromMeeting")
    assert isinstance(shown, FromMeeting)
    assert shown.isVisible()
    return [label.text() for label in shown.findChildren(WrapLabel) if label.isVisible()]


def press(page: MeetingPage, name: str) -> None:
    button = page.findChild(Button, name)
    assert isinstance(button, Button)
    assert button.isVisible()
    button.click()


def test_what_the_room_left_behind_is_read_in_step_three(page: MeetingPage) -> None:
    words = "\n".join(said(page))
    for each in (
        "Larm i klassen",
        "Hvor trygt er det?",
        "3 · Ondt i maven",
        "Vi søger om aflastning.",
        "Også om natten",
    ):
        assert each in words
    assert "Parkerede punkter" in said(page)
    assert "Det sørgede vi for på mødet" in said(page)


def test_it_is_put_right_on_the_page_where_it_was_written(page: MeetingPage) -> None:
    press(page, "correctBoard")
    assert page.current_step is Step.MEETING
    board = page.findChild(BoardPage, "boardPage")
    assert board is not None
    assert board.isVisible()
    page.go_to_step(Step.MINUTES)
    press(page, "correctReadBack")
    read_back = page.findChild(ReadBackPage, "readBackPage")
    assert read_back is not None
    assert read_back.isVisible()


def test_an_ordinary_meeting_shows_nothing_of_the_kind(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    at(desk, 15, 30)
    desk.office.conduct.start(example.meeting.id)
    for item in example.meeting.items:
        desk.office.conduct.go_to(example.meeting.id, item.id)
    desk.office.conduct.end(example.meeting.id)
    page = MeetingPage(desk)
    qtbot.addWidget(page)
    page.open_meeting(example.meeting.id, Step.MINUTES)
    opened(qtbot, page)
    shown = page.findChild(FromMeeting, "fromMeeting")
    assert shown is not None
    assert not shown.isVisible()
