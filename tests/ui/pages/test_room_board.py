"""The board and the scales: by keyboard, with a way back, and nothing typed is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import ItemDraft
from moedeleder.domain.statements import BOARD, Statement, StatementKind
from moedeleder.ui.pages.room.board import BoardPage
from moedeleder.ui.pages.room.scale_picker import ScalePicker
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.card import Surface
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.room_helpers import Room, opened, running

WORRY, WORKS, TO_HAPPEN = BOARD
ALT = Qt.KeyboardModifier.AltModifier


def board(room: Room) -> BoardPage:
    room.step.board_requested.emit()
    return room.find(BoardPage, "boardPage")


def write(qtbot: QtBot, page: BoardPage, kind: StatementKind, words: str) -> None:
    qtbot.keyClicks(page.columns[kind].edit, words)
    qtbot.keyClick(page.columns[kind].edit, Qt.Key.Key_Return)


def lines(room: Room, kind: StatementKind) -> list[str]:
    return [each.text for each in room.meeting.statements if each.kind is kind]


def only(room: Room) -> Statement:
    return room.meeting.statements[0]


def test_a_line_is_written_by_enter_with_who_said_it(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    page = board(room)
    assert page.columns[WORRY].edit.hasFocus()
    write(qtbot, page, WORRY, "@sofie Hun sover dårligt")
    write(qtbot, page, WORKS, "Tegnedag")
    assert lines(room, WORRY) == ["Hun sover dårligt"]
    assert only(room).person == example.people["Sofie"]
    assert only(room).item_id == room.meeting.items[0].id
    assert lines(room, WORKS) == ["Tegnedag"]
    assert page.columns[WORKS].edit.hasFocus()
    assert [each.line.text for each in page.columns[WORKS].lines] == ["Tegnedag"]


def test_the_tools_of_a_line_leave_its_ring_in_sight(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    page = board(running(qtbot, desk, example))
    write(qtbot, page, WORKS, "Tegnedag")
    (line,) = page.columns[WORKS].lines
    line.setFocus()
    qtbot.waitUntil(lambda: line.hasFocus() and line.height() > 0)
    (tools,) = [each for each in line.findChildren(Surface) if each.isVisible()]
    qtbot.waitUntil(lambda: line.rect().adjusted(4, 4, -4, -4).contains(tools.geometry()))


def test_a_line_is_corrected_moved_taken_down_and_all_of_it_undone(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    page = board(room)
    write(qtbot, page, WORRY, "Larm")
    line = page.columns[WORRY].lines[0]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_F2)
    edit = page.columns[WORRY].edit
    assert edit.toPlainText() == "Larm"
    edit.set_words("Larm i klassen")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert lines(room, WORRY) == ["Larm i klassen"]
    qtbot.keyClick(page.columns[WORRY].lines[0], Qt.Key.Key_Right, ALT)
    assert lines(room, WORKS) == ["Larm i klassen"]
    moved = page.columns[WORKS].lines[0]
    assert moved.hasFocus()
    qtbot.keyClick(moved, Qt.Key.Key_Delete)
    assert room.meeting.statements == ()
    page.undo_bar.undo()
    assert lines(room, WORKS) == ["Larm i klassen"]
    room.step.undo()
    room.step.undo()
    assert lines(room, WORRY) == ["Larm"]
    room.step.redo()
    assert lines(room, WORRY) == ["Larm i klassen"]


def test_words_on_their_way_to_the_board_outlive_a_fall(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    page = board(room)
    write(qtbot, page, WORRY, "Larm")
    qtbot.keyClicks(page.columns[TO_HAPPEN].edit, "Vi mødes igen")
    page.columns[WORRY].begin_edit(only(room))
    page.columns[WORRY].edit.set_words("Larm og uro")
    again = opened(qtbot, desk, example.meeting.id)
    found = board(again)
    assert found.columns[TO_HAPPEN].edit.toPlainText() == "Vi mødes igen"
    assert found.columns[WORRY].edit.toPlainText() == "Larm og uro"
    qtbot.keyClick(found.columns[WORRY].edit, Qt.Key.Key_Return)
    assert lines(again, WORRY) == ["Larm og uro"]


def test_a_line_kept_just_before_a_fall_is_not_offered_twice(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    office = desk.office
    room = running(qtbot, desk, example)
    office.scratch.typed(room.meeting_id, "board:worry", "Larm")
    office.statements.say(room.meeting_id, WORRY, "Larm")
    room.step.show_meeting(room.meeting)
    assert board(room).columns[WORRY].edit.toPlainText() == ""


def test_going_back_puts_what_is_written_on_the_board(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    page = board(room)
    qtbot.keyClicks(page.columns[WORKS].edit, "Tegnedag")
    qtbot.keyClick(page.columns[WORKS].lines[0] if page.columns[WORKS].lines else page,
                   Qt.Key.Key_Escape)  # fmt: skip
    assert lines(room, WORKS) == ["Tegnedag"]
    assert not page.isVisible()
    assert room.text.hasFocus()


def test_esc_in_a_line_of_the_board_leads_back_and_keeps_the_words(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    page = board(room)
    edit = page.columns[WORKS].edit
    qtbot.keyClicks(edit, "Tegnedag")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert room.text.hasFocus()
    assert board(room).columns[WORKS].edit.toPlainText() == "Tegnedag"


def test_f4_on_the_board_holds_a_break(qtbot: QtBot, desk: TestDesk, example: Example) -> None:
    room = running(qtbot, desk, example)
    page = board(room)
    qtbot.keyClick(page.columns[WORKS].edit, Qt.Key.Key_F4)
    assert room.meeting.is_paused
    assert not page.isVisible()


def scale(qtbot: QtBot, room: Room) -> BoardPage:
    page = board(room)
    page.tabs.setCurrentIndex(1)
    qtbot.keyClicks(page.scales.new, "Hvor trygt er det?")
    qtbot.keyClick(page.scales.new, Qt.Key.Key_Return)
    return page


def picker(room: Room, person_id: str) -> ScalePicker:
    asked = room.meeting.scales[0].id
    return room.find(ScalePicker, f"pick-{asked}-{person_id}")


def marks(room: Room) -> dict[str, tuple[int, str]]:
    given = room.meeting.scales[0].marks
    return {each.person.name.split()[0]: (each.value, each.reason) for each in given}


def test_numbers_are_given_by_digits_and_arrows_and_taken_away(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    scale(qtbot, room)
    sofie, jonas = (picker(room, example.people[name].id) for name in ("Sofie", "Jonas"))
    assert sofie.hasFocus()
    qtbot.keyClicks(sofie, "10")
    qtbot.keyClicks(jonas, "4")
    qtbot.keyClick(jonas, Qt.Key.Key_Right)
    assert marks(room) == {"Sofie": (10, ""), "Jonas": (5, "")}
    assert sofie.accessibleName() == "Sofie Eksempel: 10 af 10"
    qtbot.keyClick(jonas, Qt.Key.Key_Delete)
    assert marks(room) == {"Sofie": (10, "")}
    room.step.undo()
    assert marks(room)["Jonas"] == (5, "")


def test_a_reason_belongs_to_its_number_and_outlives_a_fall(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    scale(qtbot, room)
    who = example.people["Sofie"].id
    asked = room.meeting.scales[0].id
    why = room.find(QLineEdit, f"why-{asked}-{who}")
    qtbot.keyClicks(why, "Ondt i maven")
    again = opened(qtbot, desk, example.meeting.id)
    board(again).tabs.setCurrentIndex(1)
    found = again.find(QLineEdit, f"why-{asked}-{who}")
    assert found.text() == "Ondt i maven"
    qtbot.keyClicks(picker(again, who), "3")
    assert marks(again) == {"Sofie": (3, "Ondt i maven")}
    assert desk.office.scratch.waiting(room.meeting_id) == {}


def test_a_question_is_worded_otherwise_removed_and_put_back(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    page = scale(qtbot, room)
    qtbot.keyClicks(picker(room, example.people["Sofie"].id), "3")
    card = next(iter(page.scales.cards.values()))
    card.question.set_text("Hvor trygt er det i skolen?")
    card.question.finished.emit()
    assert room.meeting.scales[0].question == "Hvor trygt er det i skolen?"
    remove = room.find(Button, f"removeScale-{room.meeting.scales[0].id}")
    qtbot.waitUntil(remove.isVisible)
    remove.click()
    assert room.meeting.scales == ()
    page.undo_bar.undo()
    assert room.meeting.scales[0].question == "Hvor trygt er det i skolen?"
    assert marks(room) == {"Sofie": (3, "")}


def test_finished_minutes_leave_the_board_to_be_read(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    page = board(room)
    write(qtbot, page, WORRY, "Larm")
    room.step.show_room()
    meeting = desk.office.conduct.end(room.meeting_id)
    room.step.show_meeting(meeting)
    room.click("openBoard")
    assert page.isVisible()
    assert page.columns[WORRY].edit.isVisible()


def test_the_board_is_offered_where_a_point_calls_for_it(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    offer = room.find(Button, "offerBoard")
    assert not offer.isVisible()
    added = desk.office.points.add_now(room.meeting_id, ItemDraft("Skala: hvor er vi?"))
    room.step.show_meeting(added)
    room.click("nextPointButton")
    assert offer.isVisible()
    room.click("offerBoard")
    assert room.find(BoardPage, "boardPage").isVisible()


def test_after_the_meeting_the_keys_open_the_pages_again(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    room.step.show_meeting(desk.office.conduct.end(room.meeting_id))
    over = room.find(QWidget, "overScreen")
    for key, name in ((Qt.Key.Key_F3, "boardPage"), (Qt.Key.Key_F6, "readBackPage")):
        qtbot.keyClick(over, key)
        shown = room.find(QWidget, name)
        qtbot.waitUntil(shown.isVisible)
        room.step.show_room()
