"""Times: proposed, answered on the phone, counted and chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from moedeleder.domain.contributions import Channel
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.times import Fit, ProposedTime, TimeCount
from moedeleder.ui.dialogs.times import TimesDialog
from moedeleder.ui.dialogs.times_words import detail_text, is_alone, time_words
from moedeleder.ui.widgets.button import ButtonKind
from tests.ui.office_fixture import STARTS, Example, TestDesk
from tests.ui.round_desk import propose
from tests.ui.windows import opened

MakeDialog = Callable[[Meeting], TimesDialog]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(qtbot: QtBot, desk: TestDesk) -> MakeDialog:
    def make(meeting: Meeting) -> TimesDialog:
        dialog = TimesDialog(desk, desk.office.meetings.get(meeting.id))
        qtbot.addWidget(dialog)
        opened(qtbot, dialog)
        return dialog

    return make


def write(dialog: TimesDialog, name: str, words: str) -> None:
    field = dialog.findChild(QLineEdit, name)
    assert isinstance(field, QLineEdit)
    field.setText(words)


def cell(dialog: TimesDialog, row: int, column: int) -> str:
    item = dialog.grid.item(row, column)
    assert item is not None
    return item.text()


def detail(dialog: TimesDialog) -> str:
    label = dialog.findChild(QLabel, "timeDetail")
    assert isinstance(label, QLabel)
    return label.text()


def click(qtbot: QtBot, dialog: TimesDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isVisible(), name
    qtbot.mouseClick(button, LEFT)


def test_the_time_the_meeting_has_is_the_first_to_be_proposed(
    qtbot: QtBot, desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(example.meeting)
    assert not dialog.grid.isVisible()
    assert not dialog.confirm_button.isEnabled()
    click(qtbot, dialog, "proposeTime")
    write(dialog, "dateText", "4/12")
    write(dialog, "starts_atText", "9")
    # Enter in the fields proposes; it does not choose.
    qtbot.keyClick(dialog.new_time.time.edit, Qt.Key.Key_Return)
    meeting = desk.office.meetings.get(example.meeting.id)
    assert [t.starts_at for t in meeting.proposed_times] == [STARTS, datetime(2026, 12, 4, 9)]
    assert meeting.time_is_open
    assert dialog.grid.isVisible()


def test_a_time_that_cannot_be_is_refused_at_its_field(
    qtbot: QtBot, desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(example.meeting)
    for day, at, field in (
        ("", "9", "date"),
        ("31.2.2026", "9", "date"),
        ("4/12", "", "starts_at"),
        ("4/12", "midt på dagen", "starts_at"),
        ("1.11.2026", "9", "starts_at"),
    ):
        write(dialog, "dateText", day)
        write(dialog, "starts_atText", at)
        click(qtbot, dialog, "proposeTime")
        assert dialog.new_time.row(field).error, (day, at)
    assert desk.office.meetings.get(example.meeting.id).proposed_times == ()


def test_the_same_time_is_not_proposed_twice(
    qtbot: QtBot, desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(propose(desk, example, 1))
    write(dialog, "dateText", "3.12.2026")
    write(dialog, "starts_atText", "15.30")
    click(qtbot, dialog, "proposeTime")
    assert dialog.new_time.row("starts_at").error
    assert dialog.grid.columnCount() == 1


def test_answers_are_counted_and_the_best_is_marked_in_words(
    desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(propose(desk, example))
    assert [cell(dialog, 0, at) for at in range(3)] == ["2 af 6 · bedst", "2 af 6", "1 af 6"]
    assert [cell(dialog, 1, at) for at in range(3)] == ["✓ kan", "✗ kan ikke", "✓ kan"]
    assert "passer for 2 af 6" in detail(dialog)
    assert "Karin Dam kan ikke." in detail(dialog)
    assert dialog.confirm_button.caption == "Vælg torsdag 3. december kl. 15.30"


def test_an_answer_on_the_phone_is_typed_with_the_keyboard(
    qtbot: QtBot, desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(propose(desk, example))
    lise, grid = 4, dialog.grid
    grid.setCurrentCell(lise, 1)
    said = []
    for key in (
        Qt.Key.Key_Space,
        Qt.Key.Key_Space,
        Qt.Key.Key_Space,
        Qt.Key.Key_N,
        Qt.Key.Key_J,
    ):
        qtbot.keyClick(grid, key)
        said.append(cell(dialog, lise, 1))
    assert said == ["✓ kan", "✗ kan ikke", "–", "✗ kan ikke", "✓ kan"]
    assert (grid.currentRow(), grid.currentColumn()) == (lise, 1)
    assert cell(dialog, 0, 1) == "3 af 6 · bedst"
    answers = desk.office.meetings.get(example.meeting.id).time_answers
    lises = [a for a in answers if a.person_id == example.person("Lise").id]
    assert [(a.fit, a.channel) for a in lises] == [(Fit.YES, Channel.PHONE)]
    # Enter answers as well: nothing is chosen by accident.
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert cell(dialog, lise, 1) == "✗ kan ikke"
    assert desk.office.meetings.get(example.meeting.id).time_is_open


def test_a_click_answers_and_the_count_answers_nothing(
    qtbot: QtBot, desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(propose(desk, example))
    before = desk.office.meetings.get(example.meeting.id).time_answers
    for row in (0, 6):
        item = dialog.grid.item(row, 2)
        assert item is not None
        place = dialog.grid.visualItemRect(item).center()
        qtbot.mouseClick(dialog.grid.viewport(), LEFT, pos=place)
    after = desk.office.meetings.get(example.meeting.id).time_answers
    assert len(after) == len(before) + 1
    assert cell(dialog, 6, 2) == "✓ kan"


def test_choosing_moves_the_meeting(
    qtbot: QtBot, desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(propose(desk, example))
    dialog.grid.select_time(1)
    assert dialog.confirm_button.caption == "Vælg fredag 4. december kl. 15.30"
    with qtbot.waitSignal(dialog.accepted):
        dialog.confirm_button.click()
    meeting = desk.office.meetings.get(example.meeting.id)
    assert meeting.starts_at == STARTS + timedelta(days=1)
    assert not meeting.time_is_open


def test_a_chosen_time_can_be_let_open_again(
    qtbot: QtBot, desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    meeting = propose(desk, example)
    second = meeting.proposed_times[1]
    desk.office.times.choose(second.id, second.version)
    dialog = shown(meeting)
    assert dialog.grid.currentColumn() == 1
    assert dialog.confirm_button.caption == "Fredag 4. december kl. 15.30 er valgt"
    assert not dialog.confirm_button.isEnabled()
    click(qtbot, dialog, "reopenTimes")
    assert desk.office.meetings.get(meeting.id).time_is_open
    assert dialog.confirm_button.isEnabled()


def test_a_time_is_taken_off_with_its_answers(
    qtbot: QtBot, desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(propose(desk, example, 1))
    click(qtbot, dialog, "withdrawTime")
    meeting = desk.office.meetings.get(example.meeting.id)
    assert (meeting.proposed_times, meeting.time_answers) == ((), ())
    assert not dialog.grid.isVisible()


def test_twelve_times_are_enough(desk: TestDesk, example: Example, shown: MakeDialog) -> None:
    dialog = shown(propose(desk, example, 12))
    assert not dialog.new_time.button.isEnabled()
    assert dialog.grid.columnCount() == 12


def test_the_words_of_a_time() -> None:
    assert time_words(STARTS) == "torsdag 3. december kl. 15.30"
    from moedeleder.domain.times import ProposedTime, counted

    time = ProposedTime("t", 1, STARTS)
    names = {str(n): f"Person {n}" for n in range(6)}
    (count,) = counted([time], [], list(names))
    said = detail_text(count, names, is_best=False)
    assert said == "Torsdag 3. december kl. 15.30 passer for 0 af 6."


def test_a_chosen_time_the_meeting_has_left_is_not_said_to_be_its_own(
    desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    meeting = propose(desk, example)
    chosen = meeting.proposed_times[0]
    meeting = desk.office.times.choose(chosen.id, chosen.version)
    elsewhere = replace(meeting.draft, starts_at=STARTS + timedelta(days=30))
    dialog = shown(desk.office.meetings.update(meeting.id, meeting.version, elsewhere))
    dialog.grid.setCurrentCell(0, 0)
    head = dialog.grid.horizontalHeaderItem(0)
    assert head is not None
    assert "valgt" not in head.text()
    assert dialog.confirm_button.isEnabled()
    assert "er valgt" not in dialog.confirm_button.caption


def test_a_time_is_praised_only_when_it_suits_more_than_every_other() -> None:
    def suits(number: int, *people: str) -> TimeCount:
        proposal = ProposedTime(str(number), 1, STARTS + timedelta(days=number))
        return TimeCount(proposal, people, (), ())

    first, second, third = suits(0, "a", "b"), suits(1, "b", "c"), suits(2, "a")
    assert not is_alone(first, (first, second, third))
    assert is_alone(first, (first, third))
    assert not is_alone(first, (first,))


def intro(dialog: TimesDialog) -> str:
    label = dialog.findChild(QLabel, "timesIntro")
    assert isinstance(label, QLabel)
    return label.text()


def suggest(qtbot: QtBot, dialog: TimesDialog, day: str, at: str) -> None:
    write(dialog, "dateText", day)
    write(dialog, "starts_atText", at)
    click(qtbot, dialog, "proposeTime")


def test_the_meetings_own_time_is_proposed_with_the_first_and_can_be_taken_off(
    qtbot: QtBot, desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    dialog = shown(example.meeting)
    suggest(qtbot, dialog, "4/12", "9")
    other = datetime(2026, 12, 4, 9)

    def proposed() -> list[datetime]:
        meeting = desk.office.meetings.get(example.meeting.id)
        return [each.starts_at for each in meeting.proposed_times]

    assert proposed() == [STARTS, other]
    assert "Mødets egen tid er med som forslag." in intro(dialog)
    dialog.grid.select_time(0)
    click(qtbot, dialog, "withdrawTime")
    assert proposed() == [other]
    assert "egen tid" not in intro(dialog)
    # Who took it off does not get it back with the next.
    click(qtbot, dialog, "withdrawTime")
    suggest(qtbot, dialog, "5/12", "9")
    assert proposed() == [datetime(2026, 12, 5, 9)]


def test_before_anybody_has_answered_the_way_on_is_to_close(
    qtbot: QtBot, desk: TestDesk, example: Example, shown: MakeDialog
) -> None:
    desk.office.times.propose(example.meeting.id, datetime(2026, 12, 4, 9))
    dialog = shown(example.meeting)
    close, choose = dialog.cancel_button, dialog.confirm_button
    main = ButtonKind.PRIMARY
    assert (close.kind, choose.kind) == (main, ButtonKind.SECONDARY)
    assert close.x() > choose.x()
    assert choose.isEnabled()
    dialog.grid.setFocus()
    dialog.grid.setCurrentCell(1, 0)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_J)
    assert (close.kind, choose.kind) == (ButtonKind.SECONDARY, main)
    qtbot.waitUntil(lambda: choose.x() > close.x())
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Delete)
    assert close.kind is main
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.office.meetings.get(example.meeting.id).time_is_open
