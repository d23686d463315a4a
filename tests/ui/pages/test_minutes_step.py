"""Step 3 with real widgets, a real store and real pages."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder import paths
from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meetings import Meeting, MeetingState, PromiseDraft
from moedeleder.domain.read_back import Verdict
from moedeleder.domain.record import GapKind, PartKey, short_checksum
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.statements import StatementKind
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.pages.minutes.fields import CalmCombo, CellEdit
from moedeleder.ui.pages.minutes.paper import LargePages
from moedeleder.ui.pages.minutes.plan_row import PlanRow
from moedeleder.ui.pages.minutes.rail_link import RailLink
from moedeleder.ui.pages.minutes.reminders import reminders
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.person_field import PersonField
from moedeleder.ui.widgets.rich_text_edit import RichTextEdit
from moedeleder.ui.widgets.saved_mark import SavedMark, SavedState
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.ui.brought import bring, point
from tests.ui.held_meeting import complete, hold, write
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.windows import opened

W = TypeVar("W", bound=QWidget)
Open = Callable[[Meeting], MinutesStep]
DEBT = "Familien har gæld"


@pytest.fixture
def open_step(desk: TestDesk, qtbot: QtBot) -> Open:
    """Open the step for a meeting as its page does: shown again after every change."""

    def open_one(meeting: Meeting) -> MinutesStep:
        step = MinutesStep(desk)
        qtbot.addWidget(step)

        def changed(_change: object) -> None:
            step.show_meeting(desk.office.meetings.get(meeting.id))

        desk.changes.changed.connect(changed)
        step.resize(1080, 600)
        step.show_meeting(meeting)
        opened(qtbot, step)
        return step

    return open_one


def child(step: QWidget, kind: type[W], name: str) -> W:
    # Rows that were replaced wait a moment to be deleted: the newest is the one shown.
    found = step.findChildren(kind, name)
    assert found, name
    assert isinstance(found[-1], kind)
    return found[-1]


def editor(step: MinutesStep, key: PartKey) -> RichTextEdit:
    return child(step, RichTextEdit, f"part-{key.value}")


def note(step: MinutesStep) -> str:
    return child(step, ElidedLabel, "footerNote").full_text


def parts(desk: TestDesk, meeting: Meeting, key: PartKey) -> str:
    return desk.office.minutes.open(meeting.id).parts[key].text.plain


def saved(desk: TestDesk, meeting: Meeting, key: PartKey) -> str:
    return desk.office.minutes.saved(meeting.id, key).text.plain


def type_in(qtbot: QtBot, field: QWidget, words: str) -> None:
    field.setFocus()
    qtbot.keyClicks(field, words)


def rows(step: MinutesStep) -> tuple[PlanRow, ...]:
    return step.form.plan.rows


def test_before_the_meeting_it_says_when_the_minutes_come(
    example: Example, open_step: Open, qtbot: QtBot
) -> None:
    step = open_step(example.meeting)
    button = child(step, QPushButton, "goToMeeting")
    assert button.isVisible()
    assert not child(step, Button, "sendMinutes").isVisible()
    with qtbot.waitSignal(step.step_requested) as wish:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wish.args == [Step.MEETING]


def test_parts_are_filled_from_the_notes_and_private_ones_stay_out(
    desk: TestDesk, example: Example, open_step: Open
) -> None:
    step = open_step(hold(desk, example))
    assert editor(step, PartKey.PROBLEM).toPlainText() == example.meeting.purpose
    assert "Skemaet er lavet om" in editor(step, PartKey.PARENT_PERSPECTIVE).toPlainText()
    assert "Jeg vil gerne i skole" in editor(step, PartKey.CHILD_PERSPECTIVE).toPlainText()
    written = " ".join(editor(step, key).toPlainText() for key in step.form.parts)
    assert "ringe til Karin" not in written
    assert child(step, RailLink, "rail-child_perspective").accessibleName() == (
        "Almas perspektiv, på plads"
    )


def test_typing_is_durable_at_once_and_saved_when_the_fingers_rest(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    type_in(qtbot, editor(step, PartKey.CONCLUSION), "Vi er enige.")
    mark = child(step, SavedMark, f"saved-{PartKey.CONCLUSION.value}")
    assert mark.state is SavedState.SAVING
    assert saved(desk, meeting, PartKey.CONCLUSION) == ""
    # The typing path has it already, whatever happens to the window.
    assert parts(desk, meeting, PartKey.CONCLUSION) == "Vi er enige."
    qtbot.waitUntil(lambda: mark.state is SavedState.SAVED)
    qtbot.waitUntil(lambda: saved(desk, meeting, PartKey.CONCLUSION) == "Vi er enige.")
    assert editor(step, PartKey.CONCLUSION).toPlainText() == "Vi er enige."


def test_typed_words_that_were_never_saved_are_there_next_time(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    desk.office.minutes.typed(meeting.id, PartKey.CONCLUSION, from_plain("Strømmen gik her"))
    step = open_step(meeting)
    assert editor(step, PartKey.CONCLUSION).toPlainText() == "Strømmen gik her"


def test_leaving_saves_what_is_typed(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    type_in(qtbot, editor(step, PartKey.GUIDANCE), " Og mere.")
    step.leave()
    assert "Og mere." in saved(desk, meeting, PartKey.GUIDANCE)


def test_going_to_another_part_saves_the_first(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    type_in(qtbot, editor(step, PartKey.CONCLUSION), "Enige")
    editor(step, PartKey.DOCUMENTS).setFocus()
    assert saved(desk, meeting, PartKey.CONCLUSION) == "Enige"
    assert step.rail.current is PartKey.DOCUMENTS


def test_two_who_write_at_once_choose_between_the_texts(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    key = PartKey.CONCLUSION
    type_in(qtbot, editor(step, key), "Min tekst")
    desk.office.minutes.write(meeting.id, key, 0, from_plain("Den andens tekst"))
    step.leave()
    assert editor(step, key).toPlainText() == "Min tekst"
    assert saved(desk, meeting, key) == "Den andens tekst"
    keep = child(step, Button, f"keepMine-{key.value}")
    assert keep.isVisible()
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert saved(desk, meeting, key) == "Min tekst"
    assert not keep.isVisible()


def test_the_other_text_can_be_taken_and_mine_brought_back(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    key = PartKey.CONCLUSION
    type_in(qtbot, editor(step, key), "Min tekst")
    desk.office.minutes.write(meeting.id, key, 0, from_plain("Den andens tekst"))
    step.leave()
    qtbot.mouseClick(child(step, Button, f"takeTheirs-{key.value}"), Qt.MouseButton.LeftButton)
    assert editor(step, key).toPlainText() == "Den andens tekst"
    assert parts(desk, meeting, key) == "Den andens tekst"
    step.undo_bar.undo()
    assert saved(desk, meeting, key) == "Min tekst"


def test_sending_waits_until_the_choice_is_made(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = complete(desk, hold(desk, example))
    step = open_step(meeting)
    write(desk, meeting, PartKey.CONCLUSION, "Den andens")
    type_in(qtbot, editor(step, PartKey.CONCLUSION), "Mit. ")
    step.main_action()
    assert step.banner.message.startswith("Konklusion er ikke færdig.")
    assert not desk.office.minutes.open(meeting.id).is_finished


def test_lines_left_in_the_notes_are_fetched_and_taken_back(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    key = PartKey.PARENT_PERSPECTIVE
    write(desk, meeting, key, "Forældrene er trætte.")
    step = open_step(meeting)
    fetch = child(step, Button, f"fetch-{key.value}")
    # Two things were said at the meeting, and one was written to it before.
    assert fetch.caption == "Hent 3 fra noterne"
    qtbot.mouseClick(fetch, Qt.MouseButton.LeftButton)
    assert "Skemaet er lavet om" in saved(desk, meeting, key)
    assert not fetch.isVisible()
    step.undo_bar.undo()
    assert saved(desk, meeting, key) == "Forældrene er trætte."
    assert fetch.isVisible()


def test_what_is_missing_is_said_and_vanishes(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    rail = child(step, RailLink, f"rail-{PartKey.CONCLUSION.value}")
    assert rail.accessibleName() == "Konklusion, mangler noget"
    qtbot.mouseClick(child(step, RailLink, "gap-0"), Qt.MouseButton.LeftButton)
    assert editor(step, PartKey.CONCLUSION).hasFocus()
    qtbot.keyClicks(editor(step, PartKey.CONCLUSION), "Vi er enige.")
    step.leave()
    assert rail.accessibleName() == "Konklusion, på plads"
    fresh = complete(desk, meeting)
    step.show_meeting(fresh)
    assert note(step) == "Alt er på plads"
    assert not step.rail.findChild(QWidget, "gapList").isVisible()


def test_sending_with_gaps_names_the_first_and_goes_there(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = complete(desk, hold(desk, example))
    second = meeting.promises[1]
    desk.office.promises.update(second.id, second.version, PromiseDraft(second.what))
    step = open_step(desk.office.meetings.get(meeting.id))
    assert note(step) == "Aftale 2 har ingen ansvarlig · 1 ting mere"
    step.main_action()
    assert step.banner.message.startswith("Aftale 2 har ingen ansvarlig")
    assert rows(step)[1].who.hasFocus()
    assert step.findChild(SendDialog) is None


def test_a_promise_gets_its_date_in_words(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    due = rows(step)[1].due
    due.setFocus()
    qtbot.keyClicks(due, "om 14 dage")
    qtbot.keyClick(due, Qt.Key.Key_Return)
    assert desk.office.meetings.get(meeting.id).promises[1].due == date(2026, 12, 17)
    assert due.text() == "17. dec."
    kinds = {gap.kind for gap in desk.office.minutes.open(meeting.id).gaps}
    assert GapKind.PROMISE_WITHOUT_DUE not in kinds


def test_a_date_that_cannot_be_read_stays_and_says_so(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    row = rows(step)[0]
    row.due.setFocus()
    row.due.setText("en dag i foråret")
    row.what.setFocus()
    assert child(row, WrapLabel, f"planError-{row.row_id}").isVisible()
    assert row.due.text() == "en dag i foråret"
    assert desk.office.meetings.get(meeting.id).promises[0].due == date(2026, 12, 7)
    row.due.setFocus()
    row.due.setText("31/2")
    row.what.setFocus()
    said = child(row, WrapLabel, f"planError-{row.row_id}")
    assert said.text() == "Den dag findes ikke."


def test_an_owner_is_an_attendee_or_any_name(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    row = rows(step)[0]
    for name, owner_id in (("Lise Berg", example.person("Lise").id), ("Naboen", None)):
        row.who.setFocus()
        row.who.setEditText(name)
        row.due.setFocus()
        promise = desk.office.meetings.get(meeting.id).promises[0]
        assert promise.owner_label == name
        assert (promise.owner.id if promise.owner else None) == owner_id


@pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)
def test_a_few_letters_and_tab_name_the_attendee(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    row = rows(step)[0]
    row.who.setFocus()
    row.who.clearEditText()
    qtbot.keyClicks(row.who, "berg")
    qtbot.keyClick(row.who.popup, Qt.Key.Key_Tab)
    promise = desk.office.meetings.get(meeting.id).promises[0]
    assert promise.owner is not None
    assert promise.owner.name == row.who.currentText() == "Lise Berg"


def test_a_new_promise_is_kept_once_it_says_what_and_can_be_taken_back(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)

    def count() -> int:
        return len(desk.office.meetings.get(meeting.id).promises)

    qtbot.mouseClick(child(step, Button, "addPromise"), Qt.MouseButton.LeftButton)
    row = rows(step)[2]
    assert row.what.hasFocus()
    qtbot.keyClicks(row.what, "Ringe fredag")
    qtbot.keyClick(row.what, Qt.Key.Key_Return)
    assert count() == 3
    assert rows(step)[2] is row
    step.undo()
    assert count() == 2
    step.redo()
    assert count() == 3


def test_a_removed_promise_comes_back_where_it_was(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    first = rows(step)[0].row_id
    remove = child(step, Button, f"removePromise-{first}")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert len(rows(step)) == 1
    step.undo_bar.undo()
    kept = desk.office.meetings.get(meeting.id).promises
    assert [p.what for p in kept] == [p.what for p in meeting.promises]
    assert kept[0].owner_label == "Karin Dam"
    assert [row.row_id for row in rows(step)] == [p.id for p in meeting.promises]


def test_a_changed_promise_can_be_changed_back(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    what = rows(step)[0].what
    what.setFocus()
    what.setPlainText("Skrive i stedet")
    rows(step)[0].due.setFocus()
    assert desk.office.meetings.get(meeting.id).promises[0].what == "Skrive i stedet"
    step.undo()
    assert what.text() == "Ringe hjem før kl. 9 ved fravær"
    assert desk.office.meetings.get(meeting.id).promises[0].what == what.text()


@pytest.mark.parametrize(("button", "wins"), [("keepMine", "Mine"), ("takeTheirs", "Deres")])
def test_two_who_change_one_promise_choose(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot, button: str, wins: str
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    row = rows(step)[0]
    row.what.setFocus()
    row.what.selectAll()
    qtbot.keyClicks(row.what, "Mine")
    promise = meeting.promises[0]
    desk.office.promises.update(promise.id, promise.version, PromiseDraft("Deres"))
    row.due.setFocus()
    assert row.what.text() == "Mine"
    qtbot.mouseClick(child(row, Button, f"{button}-{row.row_id}"), Qt.MouseButton.LeftButton)
    assert desk.office.meetings.get(meeting.id).promises[0].what == wins
    assert row.what.text() == wins


def test_attendance_is_mended_here_too(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    attendee = meeting.attendees[1]
    choice = child(step, CalmCombo, f"attendance-{attendee.id}")
    choice.setFocus()
    choice.setCurrentIndex(choice.findText("Kom senere"))
    choice.activated.emit(choice.currentIndex())
    at = child(step, QLineEdit, f"attendanceTime-{attendee.id}Text")
    assert at.text() == "15.30"
    at.setFocus()
    at.setText("15.45")
    qtbot.keyClick(at, Qt.Key.Key_Return)
    now = desk.office.meetings.get(meeting.id).attendees[1]
    assert now.attendance is Attendance.LATE
    assert now.came_at is not None
    assert (now.came_at.hour, now.came_at.minute) == (14, 45)


def test_follow_up_takes_a_day_and_guesses_the_time(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    qtbot.mouseClick(
        child(step, QRadioButton, "followUpYes"), Qt.MouseButton.LeftButton, pos=QPoint(10, 10)
    )
    day = child(step, QLineEdit, "followUpDateText")
    assert day.hasFocus()
    qtbot.keyClicks(day, "14/1")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    follow_up = desk.office.meetings.get(meeting.id).follow_up
    assert follow_up.at == datetime(2027, 1, 14, 15, 30)
    assert child(step, WrapLabel, "followUpWords").text() == "Torsdag 14. januar 2027"


def test_the_next_meeting_is_chosen_by_keyboard_alone(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)

    def presses(key: Qt.Key) -> str:
        qtbot.keyClick(QApplication.focusWidget(), key)
        focus = QApplication.focusWidget()
        return focus.objectName() if focus is not None else ""

    step.form.go_to(PartKey.FOLLOW_UP)
    assert presses(Qt.Key.Key_Space) == "followUpYes"
    assert presses(Qt.Key.Key_Tab) == "followUpDateText"
    qtbot.keyClicks(QApplication.focusWidget(), "om 4 uger")
    assert presses(Qt.Key.Key_Tab) == "followUpTimeText"
    qtbot.keyClicks(QApplication.focusWidget(), "14.45")
    presses(Qt.Key.Key_Tab)
    assert QApplication.activePopupWidget() is None
    follow_up = desk.office.meetings.get(meeting.id).follow_up
    assert follow_up.at == datetime(2026, 12, 31, 14, 45)


def test_a_day_is_not_lost_by_tab_after_a_press_on_the_choice(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    choice = child(step, QRadioButton, "followUpYes")
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    # They were led to the day already: the first Tab is the step they thought they took there.
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert child(step, QLineEdit, "followUpDateText").hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert child(step, QLineEdit, "followUpTimeText").hasFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "14.1.2027")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    follow_up = desk.office.meetings.get(meeting.id).follow_up
    assert follow_up.at == datetime(2027, 1, 14, 15, 30)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("17/1 2027", "Søndag 17. januar 2027 · Det er en søndag"),
        ("16/1 2027", "Lørdag 16. januar 2027 · Det er en lørdag"),
        ("25/12 2026", "Fredag 25. december 2026 · Det er en helligdag"),
        ("15/1 2027", "Fredag 15. januar 2027"),
    ],
)
def test_a_day_when_people_are_off_is_noticed_and_kept(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot, typed: str, words: str
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    child(step, QRadioButton, "followUpYes").click()
    day = child(step, QLineEdit, "followUpDateText")
    qtbot.keyClicks(day, typed)
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert child(step, WrapLabel, "followUpWords").text() == words
    assert desk.office.meetings.get(meeting.id).follow_up.at is not None


def test_follow_up_before_the_meeting_is_not_kept(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    child(step, QRadioButton, "followUpYes").click()
    day = child(step, QLineEdit, "followUpDateText")
    qtbot.keyClicks(day, "1.12.2026")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert not desk.office.meetings.get(meeting.id).follow_up.is_settled
    assert "før dette møde" in child(step, WrapLabel, "followUpWords").text()


def test_no_follow_up_needs_a_reason(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    child(step, QRadioButton, "followUpNo").click()
    reason = child(step, QLineEdit, "followUpReason")
    assert reason.hasFocus()
    qtbot.keyClicks(reason, "Familien ønsker en pause")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert desk.office.meetings.get(meeting.id).follow_up.none_reason == "Familien ønsker en pause"
    gaps = {gap.kind for gap in desk.office.minutes.open(meeting.id).gaps}
    assert GapKind.FOLLOW_UP_OPEN not in gaps


def test_the_pages_follow_the_text(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    step = open_step(hold(desk, example))
    qtbot.waitUntil(lambda: step.preview.pages.page_count > 0)
    before = step.preview.pages.grab().toImage()
    with qtbot.waitSignal(step.preview.drawn, timeout=20_000):
        type_in(qtbot, editor(step, PartKey.CONCLUSION), "Vi er enige om det hele. ")
    assert step.preview.pages.grab().toImage() != before
    assert step.preview.pages.accessibleName().startswith("Siderne")


def test_the_paper_is_a_pdf_in_a_private_folder(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    step = open_step(hold(desk, example))
    seen: list[tuple[bytes, int]] = []

    def reader(path: Path) -> bool:
        seen.append((path.read_bytes()[:5], path.parent.stat().st_mode & 0o777))
        return True

    step.reader.open_file = reader
    qtbot.mouseClick(child(step, Button, "seePaper"), Qt.MouseButton.LeftButton)
    assert seen == [(b"%PDF-", 0o700)]


def test_the_pages_open_large_from_the_keyboard(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    step = open_step(hold(desk, example))
    pages = step.preview.pages
    pages.setFocus()
    qtbot.keyClick(pages, Qt.Key.Key_Return)
    large = child(step, LargePages, "largePages")
    qtbot.waitUntil(lambda: large.preview.pages.page_count > 0)
    assert large.preview.pages.page_width > pages.page_width
    qtbot.keyClick(large, Qt.Key.Key_Escape)
    assert not large.isVisible()


def test_pages_that_cannot_be_made_are_told_and_tried_again(
    desk: TestDesk,
    example: Example,
    open_step: Open,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    step = open_step(hold(desk, example))
    qtbot.waitUntil(lambda: step.preview.pages.page_count > 0)
    trouble = child(step, WrapLabel, "previewTrouble")
    with monkeypatch.context() as without_templates:
        without_templates.setattr(paths, "resources", lambda: tmp_path)
        type_in(qtbot, editor(step, PartKey.CONCLUSION), "Mere")
        qtbot.waitUntil(trouble.isVisible)
    assert "skabelon" in trouble.text()
    qtbot.mouseClick(child(step, Button, "previewRetry"), Qt.MouseButton.LeftButton)
    assert not trouble.isVisible()
    assert step.preview.pages.isVisible()


def test_a_paper_nothing_can_open_is_told(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    step = open_step(hold(desk, example))
    step.reader.open_file = lambda _path: False
    qtbot.mouseClick(child(step, Button, "seePaper"), Qt.MouseButton.LeftButton)
    assert "kan ikke åbnes" in step.banner.message


def test_sent_minutes_are_frozen_and_only_to_be_read(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = complete(desk, hold(desk, example))
    step = open_step(meeting)
    send = child(step, Button, "sendMinutes")
    assert send.caption == "Send referat til 6 deltagere"
    type_in(qtbot, editor(step, PartKey.CONCLUSION), "Sidste ord. ")
    qtbot.mouseClick(send, Qt.MouseButton.LeftButton)
    dialog = child(step, SendDialog, "sendDialog")
    qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(step.step_requested) as wish:
        dialog.accept()
    assert wish.args == [Step.FOLLOW_UP]
    version = desk.office.minutes.open(meeting.id).version
    assert version is not None
    assert version.number == 1
    conclusion = version.record.part(PartKey.CONCLUSION)
    assert conclusion is not None
    assert "Sidste ord." in conclusion.text.plain
    words = child(step, WrapLabel, "versionText").text()
    assert words.startswith("Version 1, færdig 3. december kl. 17.")
    assert f"kontroltal {short_checksum(version.checksum)}" in words
    # One of them has no address: nobody is told that all have it.
    more = child(step, WrapLabel, "versionMore").text()
    assert more == "Teksten er låst. Her er siderne, som de blev låst."
    assert not editor(step, PartKey.CONCLUSION).isVisible()
    assert not send.isVisible()
    assert desk.office.meetings.get(meeting.id).state is MeetingState.FINISHED


def test_a_promise_half_written_is_not_left_out_of_the_letter(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    step = open_step(complete(desk, hold(desk, example)))
    row = step.form.plan.add_row()
    qtbot.keyClicks(row.goal, "Ro")
    step.main_action()
    assert step.banner.message.startswith("Handleplan er ikke færdig.")
    assert step.findChild(SendDialog) is None
    assert row.what.hasFocus()


def test_words_typed_after_fetching_outlive_the_taking_back(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    key = PartKey.PARENT_PERSPECTIVE
    write(desk, meeting, key, "Forældrene er trætte.")
    step = open_step(meeting)
    qtbot.mouseClick(child(step, Button, f"fetch-{key.value}"), Qt.MouseButton.LeftButton)
    edit = editor(step, key)
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(edit, "Nyt: ")
    step.undo()
    assert saved(desk, meeting, key) == "Nyt: Forældrene er trætte."


def test_ctrl_enter_opens_the_letters(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    step = open_step(complete(desk, hold(desk, example)))
    edit = editor(step, PartKey.CONCLUSION)
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    # Qt shows the button pressed for a moment first.
    qtbot.waitUntil(lambda: step.findChild(SendDialog) is not None)
    dialog = child(step, SendDialog, "sendDialog")
    assert dialog.isVisible()
    dialog.reject()


def test_the_arrow_keys_go_down_the_parts(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    step = open_step(hold(desk, example))
    first = child(step, RailLink, f"rail-{PartKey.ATTENDEES.value}")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = child(step, RailLink, f"rail-{PartKey.PROBLEM.value}")
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert editor(step, PartKey.PROBLEM).hasFocus()
    assert step.rail.current is PartKey.PROBLEM


def test_the_arrow_keys_go_up_the_parts_from_where_one_is(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    step = open_step(hold(desk, example))
    step.form.go_to(PartKey.ACTION_PLAN)
    here = child(step, RailLink, f"rail-{PartKey.ACTION_PLAN.value}")
    here.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(here, Qt.Key.Key_Up)
    above = child(step, RailLink, f"rail-{PartKey.DISAGREEMENTS.value}")
    assert above.hasFocus()
    qtbot.keyClick(above, Qt.Key.Key_Up)
    assert child(step, RailLink, f"rail-{PartKey.CONCLUSION.value}").hasFocus()


def test_six_thousand_words_stay_quick_to_write_in(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    text = "\n".join("Vi talte om morgener og vejen i skole. " * 8 for _ in range(100))
    write(desk, meeting, PartKey.CONCLUSION, text)
    assert len(text.split()) >= 5_600
    step = open_step(meeting)
    edit = editor(step, PartKey.CONCLUSION)
    edit.setFocus()
    began = time.perf_counter()
    qtbot.keyClicks(edit, "Hurtigt nok ")
    a_key = (time.perf_counter() - began) / 12
    # Far above what it takes, far below what a person feels as waiting.
    assert a_key < 0.1
    step.leave()
    assert "Hurtigt nok" in saved(desk, meeting, PartKey.CONCLUSION)


def test_another_meeting_finds_the_first_one_saved(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    other = desk.office.meetings.create(example.family.id, "parent_talk", example.meeting.draft, ())
    step = open_step(meeting)
    type_in(qtbot, editor(step, PartKey.CONCLUSION), "Husk mig")
    step.show_meeting(other)
    assert saved(desk, meeting, PartKey.CONCLUSION) == "Husk mig"
    assert child(step, QPushButton, "goToMeeting").isVisible()


def test_notes_taken_after_all_show_up_in_unwritten_parts(
    desk: TestDesk, example: Example, open_step: Open
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    desk.office.statements.say(meeting.id, StatementKind.FACT, "Alma begyndte i august.")
    step.reload()
    assert "Alma begyndte i august." in editor(step, PartKey.FACTS).toPlainText()


def test_every_control_has_a_name_for_the_ear(
    desk: TestDesk, example: Example, open_step: Open
) -> None:
    step = open_step(hold(desk, example))
    kinds = (Button, RichTextEdit, CellEdit, CalmCombo, PersonField, RailLink)
    nameless = [
        widget.objectName()
        for kind in kinds
        for widget in step.findChildren(kind)
        if widget.isVisible() and not widget.accessibleName()
    ]
    assert nameless == []


def test_the_question_goes_away_when_it_is_answered(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    step = open_step(complete(desk, hold(desk, example)))
    row = rows(step)[0]
    row.due.clear()
    row.commit()
    qtbot.mouseClick(child(step, Button, "sendMinutes"), Qt.MouseButton.LeftButton)
    assert "frist" in step.banner.message
    assert not step.banner.isHidden()
    row.due.setText("14.1.2028")
    row.commit()
    assert row.due.text() == "14. jan. 2028"
    assert step.banner.isHidden()


def limit_first_point(desk: TestDesk, example: Example, meeting: Meeting) -> Meeting:
    """Let only Sofie and Mette hear the first point, where a debt is told of."""
    item = meeting.items[0]
    for kind, words in (
        (StatementKind.FACT, DEBT),
        (StatementKind.WORRY, "Huslejen er for høj"),
        (StatementKind.PRIVATE, "Ring til banken"),
    ):
        desk.office.statements.say(meeting.id, kind, words, item_id=item.id)
    only = [example.person(name).id for name in ("Sofie", "Mette")]
    return desk.office.points.limit(item.id, item.version, only)


def test_what_only_some_heard_is_a_choice_of_its_own(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = limit_first_point(desk, example, hold(desk, example))
    key = PartKey.FACTS
    write(desk, meeting, key, "Alma er kommet i skole hver anden dag siden uge 43.")
    step = open_step(meeting)
    assert DEBT not in editor(step, key).toPlainText()
    assert not child(step, Button, f"fetch-{key.value}").isVisible()
    words = child(step, WrapLabel, f"limitedWords-{key.value}")
    assert words.isVisible()
    assert words.text() == (
        "1 note fra punkter, der kun er for nogle, er ikke med. "
        "Sætter du den ind, kommer den med til alle, der får referatet."
    )
    qtbot.mouseClick(child(step, Button, f"fetchLimited-{key.value}"), Qt.MouseButton.LeftButton)
    assert DEBT in saved(desk, meeting, key)
    assert not words.isVisible()
    step.undo_bar.undo()
    assert DEBT not in saved(desk, meeting, key)
    assert words.isVisible()


def test_what_is_left_out_for_some_is_said_and_found_again(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    assert step.rail.findChild(RailLink, "reminder-0") is None
    step.show_meeting(limit_first_point(desk, example, meeting))
    link = child(step, RailLink, "reminder-0")
    qtbot.waitUntil(link.isVisible)
    assert link.accessibleName() == (
        "2 noter fra punkter, der kun er for nogle, er ikke med. De står under mødet"
    )
    with qtbot.waitSignal(step.step_requested) as wish:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert wish.args == [Step.MEETING]


def test_what_the_family_still_waits_for_an_answer_to_is_said_but_stops_nobody(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    bring(desk, example, "Sofie", [point("Kan vi tale om ferien?")])
    meeting = complete(desk, hold(desk, example))
    step = open_step(meeting)
    assert note(step) == "Referatet er på plads · 1 bidrag fra familien mangler svar"
    link = child(step, RailLink, "reminder-0")
    assert link.accessibleName().startswith("1 bidrag fra familien mangler svar")
    with qtbot.waitSignal(step.step_requested) as wish:
        link.setFocus()
        qtbot.keyClick(link, Qt.Key.Key_Space)
    assert wish.args == [Step.AGENDA]
    step.main_action()
    qtbot.waitUntil(lambda: bool(step.findChildren(SendDialog)))
    step.findChildren(SendDialog)[0].reject()


def test_a_conclusion_that_was_not_read_aloud_is_said(
    desk: TestDesk, example: Example, open_step: Open
) -> None:
    meeting = complete(desk, hold(desk, example))
    step = open_step(meeting)
    unread = "Konklusionen er ikke læst op"
    assert unread in {each.accessibleName() for each in step.rail.findChildren(RailLink)}
    sofie = next(a.person for a in meeting.attendees if a.person.name.startswith("Sofie"))
    desk.office.read_back.answer(meeting.id, PartKey.CONCLUSION, sofie.id, Verdict.AGREE)
    texts = [each.text for each in reminders(desk.office.minutes.open(meeting.id))]
    assert unread not in texts
