"""The read-back and the end: everybody is asked, silence is nothing, and disagreement is heard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import Parked
from moedeleder.domain.feedback import Feedback
from moedeleder.domain.meetings import MeetingState, PromiseDraft
from moedeleder.domain.read_back import READ_PARTS, Verdict
from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.statements import StatementKind
from moedeleder.ui.dialogs.feedback import FeedbackScreen
from moedeleder.ui.pages.room.closing.end import EndPage
from moedeleder.ui.pages.room.closing.left import what_is_left
from moedeleder.ui.pages.room.closing.left_list import LeftRow
from moedeleder.ui.pages.room.closing.person_row import PersonRow
from moedeleder.ui.pages.room.closing.read_back import ReadBackPage
from moedeleder.ui.pages.room.closing.words import answered_text
from moedeleder.ui.pages.room.line_edit import GrowingEdit
from moedeleder.ui.pages.room.times import later_items
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.rich_text_edit import RichTextEdit
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.room_helpers import Room, at, opened, running

TEXT = "Skolen ringer hjem før kl. 9."


@pytest.fixture
def room(qtbot: QtBot, desk: TestDesk, example: Example) -> Room:
    """A running meeting where everybody is here and the conclusion is written."""
    at(desk, 15, 30)
    desk.office.conduct.start(example.meeting.id)
    desk.office.presence.everybody_is_here(example.meeting.id)
    desk.office.minutes.write(example.meeting.id, PartKey.CONCLUSION, 0, from_plain(TEXT))
    return opened(qtbot, desk, example.meeting.id)


def page(room: Room, part: PartKey = PartKey.CONCLUSION) -> ReadBackPage:
    room.step.read_back_requested.emit()
    shown = room.find(ReadBackPage, "readBackPage")
    shown.open_part(part)
    return shown


def row(room: Room, name: str) -> PersonRow:
    rows = room.step.findChildren(PersonRow)
    return next(each for each in rows if each.person.name.startswith(name))


def standing(room: Room) -> str:
    focus = room.step.window().focusWidget()
    return focus.objectName() if focus is not None else ""


def said(room: Room, part: PartKey = PartKey.CONCLUSION) -> dict[str, tuple[Verdict, str]]:
    return {
        answer.person.name.split()[0]: (answer.verdict, answer.words)
        for answer in room.meeting.read_back
        if answer.part is part
    }


@pytest.mark.parametrize("by_key", [True, False], ids=["key", "button"])
def test_somebody_who_comes_during_the_read_back_is_marked_in_the_list(
    room: Room, by_key: bool
) -> None:
    shown = page(room)
    if by_key:
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        room.qtbot.keyClick(shown, Qt.Key.Key_T, keys)
    else:
        room.click("readPresence")
    assert not shown.isVisible()
    assert standing(room) == "state-present"


def test_after_the_meeting_nobody_comes_any_more(room: Room) -> None:
    room.desk.office.conduct.end(room.meeting_id)
    room.step.show_meeting(room.meeting)
    shown = page(room)
    assert shown.missing.isHidden()


def note(shown: QWidget) -> str:
    found = shown.findChild(ElidedLabel, "footerNote")
    assert isinstance(found, ElidedLabel)
    return found.full_text


def test_the_family_is_asked_first_and_letters_answer(qtbot: QtBot, room: Room) -> None:
    shown = page(room)
    assert [each.person.name.split()[0] for each in shown.people.rows.values()] == [
        "Sofie", "Jonas", "Bente", "Karin", "Lise", "Mette",
    ]  # fmt: skip
    first = row(room, "Sofie")
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_E)
    assert said(room) == {"Sofie": (Verdict.AGREE, "")}
    assert row(room, "Jonas").hasFocus()


def test_nobody_agrees_by_going_on(qtbot: QtBot, room: Room) -> None:
    shown = page(room)
    qtbot.keyClick(row(room, "Sofie"), Qt.Key.Key_Return)
    assert shown.part is PartKey.ACTION_PLAN
    assert room.meeting.read_back == ()
    shown.open_part(PartKey.CONCLUSION)
    assert note(shown) == "0 af 6 har svaret"


def test_who_is_left_to_ask_is_named_as_people_are_named() -> None:
    left = ("Jonas", "Karin Dam", "Mette Holm")
    assert answered_text(3, 6, left) == "3 af 6 har svaret · Spørg Jonas, Karin Dam og Mette Holm"


def test_what_was_said_of_one_part_goes_with_it(qtbot: QtBot, room: Room) -> None:
    shown = page(room)
    shown.people.all_agree.click()
    assert shown.undo_bar.isVisible()
    shown.go_on()
    assert shown.part is PartKey.ACTION_PLAN
    assert not shown.undo_bar.isVisible()
    shown.go_back()
    assert not shown.undo_bar.isVisible()
    shown.offer_undo("Noteret.", None)
    shown.leave_page()
    assert shown.undo_bar.isHidden()


def test_disagreement_is_asked_for_and_kept_in_their_own_words(qtbot: QtBot, room: Room) -> None:
    page(room)
    jonas = row(room, "Jonas")
    jonas.setFocus()
    qtbot.keyClick(jonas, Qt.Key.Key_U)
    qtbot.waitUntil(jonas.words.hasFocus)
    assert jonas.words.placeholderText() == "Hvad skulle der stå i stedet?"
    qtbot.keyClicks(jonas.words, "Skemaet er årsagen")
    assert room.desk.office.scratch.waiting(room.meeting_id) == {
        f"read:conclusion:{jonas.person.id}": "Skemaet er årsagen"
    }
    qtbot.keyClick(jonas.words, Qt.Key.Key_Return)
    assert said(room)["Jonas"] == (Verdict.DISAGREE, "Skemaet er årsagen")
    assert room.desk.office.scratch.waiting(room.meeting_id) == {}
    assert row(room, "Bente").hasFocus()


def test_words_typed_before_a_fall_stand_there_again(
    qtbot: QtBot, room: Room, desk: TestDesk
) -> None:
    page(room)
    jonas = row(room, "Jonas")
    jonas.setFocus()
    qtbot.keyClick(jonas, Qt.Key.Key_I)
    qtbot.waitUntil(jonas.words.hasFocus)
    qtbot.keyClicks(jonas.words, "Ikke helt så")
    again = opened(qtbot, desk, room.meeting_id)
    page(again)
    assert row(again, "Jonas").words.toPlainText() == "Ikke helt så"


def test_all_agree_leaves_those_who_have_said_otherwise(qtbot: QtBot, room: Room) -> None:
    shown = page(room)
    qtbot.keyClick(row(room, "Sofie"), Qt.Key.Key_I)
    qtbot.keyClicks(row(room, "Sofie").words, "Også skemaet")
    qtbot.keyClick(row(room, "Sofie").words, Qt.Key.Key_Return)
    assert shown.people.all_agree.caption == "Resten er enige (A)"
    qtbot.keyClick(row(room, "Jonas"), Qt.Key.Key_A)
    answers = said(room)
    assert answers.pop("Sofie") == (Verdict.NOT_QUITE, "Også skemaet")
    assert {verdict for verdict, _words in answers.values()} == {Verdict.AGREE}
    assert len(answers) == 5
    assert note(shown) == "Alle 6 har svaret"
    room.step.undo()
    assert list(said(room)) == ["Sofie"]
    room.step.redo()
    assert len(said(room)) == 6


def test_an_answer_is_undone_to_what_it_was(qtbot: QtBot, room: Room) -> None:
    page(room)
    sofie = row(room, "Sofie")
    qtbot.keyClick(sofie, Qt.Key.Key_E)
    sofie.setFocus()
    qtbot.keyClick(sofie, Qt.Key.Key_U)
    room.step.undo()
    assert said(room) == {"Sofie": (Verdict.AGREE, "")}
    room.step.undo()
    assert said(room) == {}
    room.step.redo()
    sofie.setFocus()
    qtbot.keyClick(sofie, Qt.Key.Key_Delete)
    assert said(room) == {}


def test_a_text_changed_after_an_answer_is_asked_about_again(qtbot: QtBot, room: Room) -> None:
    page(room)
    sofie = row(room, "Sofie")
    qtbot.keyClick(sofie, Qt.Key.Key_E)
    assert "ændret" not in row(room, "Sofie").accessibleName()
    qtbot.keyClick(row(room, "Jonas"), Qt.Key.Key_F2)
    edit = room.find(RichTextEdit, "part-conclusion")
    assert edit.hasFocus()
    qtbot.keyClicks(edit, " Også fredag.")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    saved = room.desk.office.minutes.saved(room.meeting_id, PartKey.CONCLUSION)
    assert saved.text.plain == f"{TEXT} Også fredag."
    assert "ændret" in row(room, "Sofie").accessibleName()
    qtbot.keyClick(row(room, "Sofie"), Qt.Key.Key_E)
    assert "ændret" not in row(room, "Sofie").accessibleName()


def test_what_is_empty_is_written_before_it_is_asked_about(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    room = running(qtbot, desk, example)
    shown = page(room)
    assert not shown.people.isVisible()
    edit = room.find(RichTextEdit, "part-conclusion")
    assert edit.hasFocus()
    qtbot.keyClicks(edit, TEXT)
    qtbot.waitUntil(shown.people.isVisible)
    assert edit.hasFocus()
    # Nobody's presence is noted yet: that comes first, in one key.
    assert shown.people.rows == {}
    room.click("readAllHere")
    assert len(shown.people.rows) == 6


def test_keys_for_answers_are_letters_where_somebody_writes(qtbot: QtBot, room: Room) -> None:
    page(room)
    edit = room.find(RichTextEdit, "part-conclusion")
    edit.setFocus()
    qtbot.keyClicks(edit, "eiua")
    assert room.meeting.read_back == ()
    assert edit.toPlainText().count("eiua") == 1


def test_enter_leads_through_the_parts_to_the_end(qtbot: QtBot, room: Room) -> None:
    shown = page(room, PartKey.PROBLEM)
    seen = [shown.part]
    for _step in range(3):
        shown.go_on()
        seen.append(shown.part)
    assert tuple(seen) == READ_PARTS
    shown.go_on()
    assert room.find(EndPage, "endPage").isVisible()
    assert standing(room) == "finishMeeting"
    with qtbot.waitSignal(room.step.step_requested) as wish:
        qtbot.keyClick(
            room.find(Button, "finishMeeting"),
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.ControlModifier,
        )
    assert wish.args == [Step.MINUTES]
    assert room.meeting.state is MeetingState.HELD


def test_the_next_meeting_is_chosen_where_it_is_read_aloud(qtbot: QtBot, room: Room) -> None:
    shown = page(room, PartKey.FOLLOW_UP)
    section = shown.follow_up.section
    qtbot.mouseClick(section.meets, Qt.MouseButton.LeftButton, pos=section.meets.rect().center())
    section.day.edit.setText("17.12.2026")
    section.day.edit.textEdited.emit("17.12.2026")
    section.day.edit.editingFinished.emit()
    assert shown.follow_up.words.text() == "Torsdag 17. december kl. 15.30"
    assert shown.people.isVisible()
    room.step.undo()
    assert not room.meeting.follow_up.is_settled


def test_promises_are_corrected_in_their_place(qtbot: QtBot, room: Room, desk: TestDesk) -> None:
    desk.office.promises.add(room.meeting_id, PromiseDraft("Ringe hjem"))
    shown = page(room, PartKey.ACTION_PLAN)
    room.click("changePlan")
    plan_row = shown.plan.plan.rows[0]
    plan_row.what.setPlainText("Ringe hjem hver dag")
    plan_row.what.edited.emit()
    room.click("changePlan")
    assert [each.what for each in room.meeting.promises] == ["Ringe hjem hver dag"]


def test_what_is_left_is_said_and_leads_there(
    qtbot: QtBot, room: Room, desk: TestDesk, example: Example
) -> None:
    office, meeting = desk.office, room.meeting
    office.promises.add(room.meeting_id, PromiseDraft("Undersøge aflastning"))
    parked = meeting.items[3]
    office.points.park(parked.id, parked.version, Parked.NEXT_AGENDA)
    room.step._closing.open_end()
    end = room.find(EndPage, "endPage")
    texts = [each.left.text for each in end.left.rows]
    assert "Ikke nået: Almas egne ord (familiens punkt)" in texts
    assert "Aftale 1 har ingen ansvarlig: Undersøge aflastning" in texts
    assert "Aftale 1 har ingen frist: Undersøge aflastning" in texts
    assert "I har ikke valgt, hvordan I følger op" in texts
    assert texts[-1] == "Parkeret til næste møde: Aflastning i weekenden"
    owner = next(each for each in end.left.rows if "ingen ansvarlig" in each.left.text)
    qtbot.keyClick(owner, Qt.Key.Key_Return)
    shown = room.find(ReadBackPage, "readBackPage")
    assert shown.part is PartKey.ACTION_PLAN
    focus = room.step.window().focusWidget()
    assert shown.plan.plan.rows[0].isAncestorOf(focus)
    room.step._closing.open_end()
    point = next(each for each in room.step.findChildren(LeftRow) if "egne ord" in each.left.text)
    qtbot.keyClick(point, Qt.Key.Key_Return)
    current = room.meeting.current_item
    assert current is not None
    assert current.title == "Almas egne ord"
    assert room.find(GrowingEdit, "composerText").hasFocus()


def test_a_line_that_is_not_kept_is_said_and_stops_nobody_silently(
    qtbot: QtBot, room: Room
) -> None:
    room.step.show_room()
    room.write("/a @karin ", enter=False)
    room.step._closing.open_end()
    end = room.find(EndPage, "endPage")
    texts = [each.left.text for each in end.left.rows]
    assert texts[0] == "En linje er ikke gemt: @karin"
    room.step.main_action()
    assert room.meeting.state is MeetingState.RUNNING
    assert not end.isVisible()
    assert room.text.hasFocus()
    room.step._closing.open_end()
    qtbot.keyClick(end.left.rows[0], Qt.Key.Key_Return)
    assert room.text.hasFocus()


def test_an_empty_conclusion_is_among_what_is_left(room: Room, desk: TestDesk) -> None:
    view = desk.office.read_back.open(room.meeting_id)
    empty = replace(view, texts={**view.texts, PartKey.CONCLUSION: " "})
    texts = [each.text for each in what_is_left(empty)]
    assert "Konklusionen er tom" in texts
    assert "Konklusionen er tom" not in [each.text for each in what_is_left(view)]


def test_nothing_left_is_said_plainly(qtbot: QtBot, room: Room, desk: TestDesk) -> None:
    page(room)
    room.step._closing.open_end()
    end = room.find(EndPage, "endPage")
    assert note(end).endswith("ting kan ordnes nu eller i referatet")
    end.left.show_left(())
    assert end.left.rows == []


def test_a_held_meeting_can_be_read_aloud_again(qtbot: QtBot, room: Room, desk: TestDesk) -> None:
    desk.office.conduct.end(room.meeting_id)
    room.step.show_meeting(room.meeting)
    room.click("openReadBack")
    shown = room.find(ReadBackPage, "readBackPage")
    assert shown.isVisible()
    qtbot.keyClick(row(room, "Sofie"), Qt.Key.Key_E)
    assert said(room, PartKey.PROBLEM) == {"Sofie": (Verdict.AGREE, "")}
    shown.leave_page()
    assert room.find(Button, "writeMinutes").isVisible()


def test_the_computer_is_handed_across_for_the_receipts(room: Room, desk: TestDesk) -> None:
    page(room, PartKey.FOLLOW_UP).end_requested.emit()
    given = room.find(WrapLabel, "receiptCount")
    assert not given.isVisible()
    room.click("handAcross")
    (screen,) = room.step.findChildren(FeedbackScreen)
    assert screen.isVisible()
    desk.office.feedback.give(room.meeting_id, Feedback(5, 5, 4, 5, None))
    screen.accept()
    assert given.isVisible()
    assert given.text() == "1 kvittering er afleveret."


def test_the_questions_are_laid_in_a_folder_for_print(room: Room, tmp_path: Path) -> None:
    page(room, PartKey.FOLLOW_UP).end_requested.emit()

    def choose() -> None:
        (dialog,) = room.step.findChildren(QFileDialog)
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile(str(tmp_path))
        dialog.accept()

    QTimer.singleShot(0, room.step, choose)
    room.click("receiptPaper")
    room.qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.pdf"))))
    said_so = room.find(EndPage, "endPage").findChildren(QLabel)
    assert any("klar til at blive printet" in label.text() for label in said_so)


def test_the_read_back_begins_where_somebody_has_not_answered(room: Room, desk: TestDesk) -> None:
    page(room, PartKey.FOLLOW_UP).leave_page()
    room.step.read_back_requested.emit()
    shown = room.find(ReadBackPage, "readBackPage")
    assert shown.part is PartKey.PROBLEM
    desk.office.read_back.all_agree(room.meeting.id, PartKey.PROBLEM)
    shown.leave_page()
    room.step.read_back_requested.emit()
    assert shown.part is PartKey.CONCLUSION


def test_who_is_not_noted_yet_is_counted_and_whoever_spoke_is_asked(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    at(desk, 15, 30)
    meeting = desk.office.conduct.start(example.meeting.id)
    sofie = next(a for a in meeting.attendees if a.person.name.startswith("Sofie"))
    desk.office.statements.say(
        meeting.id, StatementKind.PARENT_WORDS, "Han er træt", person_id=sofie.person.id
    )
    shown = page(opened(qtbot, desk, meeting.id))
    assert shown.missing.caption == f"{len(meeting.attendees)} er ikke noteret endnu"
    assert set(shown.people.rows) == {sofie.person.id}
    desk.office.presence.everybody_is_here(meeting.id)
    shown.show_meeting(desk.office.meetings.get(meeting.id))
    assert shown.missing.caption == "Mangler nogen?"


def test_points_not_reached_are_taken_along_at_once_and_back(room: Room) -> None:
    room.step._closing.open_end()
    end = room.find(EndPage, "endPage")
    unreached = later_items(room.meeting)
    assert len(unreached) > 1
    assert not end.left.take_along.isHidden()
    end.left.take_along.click()
    assert later_items(room.meeting) == ()
    parked = {item.id for item in room.meeting.items if item.parked is Parked.NEXT_AGENDA}
    assert parked == {item.id for item in unreached}
    assert end.left.take_along.isHidden()
    end.undo_bar.undo()
    assert [item.id for item in later_items(room.meeting)] == [item.id for item in unreached]
    assert not end.left.take_along.isHidden()
