"""Step 3 after finishing: versions, the next version, marks, the journal, and who got what."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import PartKey
from moedeleder.domain.sending import LetterKind
from moedeleder.ui.dialogs.journal import JournalDialog
from moedeleder.ui.dialogs.received import ReceivedDialog
from moedeleder.ui.dialogs.retire import RetireDialog
from moedeleder.ui.dialogs.round_dialogs import VersionReasonDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.ui.correction_round import PLACE, WANTED, decided, drafted, second_version, sent
from tests.ui.office_fixture import TestDesk
from tests.ui.windows import opened

W = TypeVar("W", bound=QWidget)


def open_step(desk: TestDesk, meeting: Meeting, qtbot: QtBot) -> MinutesStep:
    step = MinutesStep(desk)
    qtbot.addWidget(step)
    step.resize(1240, 640)
    step.show_meeting(meeting)
    opened(qtbot, step)
    return step


def child(place: QWidget, kind: type[W], name: str) -> W:
    found = place.findChildren(kind, name)
    assert found, name
    assert isinstance(found[-1], kind)
    return found[-1]


def click(qtbot: QtBot, place: QWidget, name: str) -> None:
    button = child(place, QPushButton, name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))


def conclusion(desk: TestDesk, meeting: Meeting) -> str:
    return desk.office.minutes.open(meeting.id).parts[PartKey.CONCLUSION].text.plain


def test_one_version_needs_no_choice_and_no_comparison(desk: TestDesk, qtbot: QtBot) -> None:
    step = open_step(desk, sent(desk), qtbot)
    assert child(step, WrapLabel, "versionText").text().startswith("Version 1, færdig")
    assert not child(step, Choice, "chooseVersion").isVisible()
    assert not child(step, Button, "compareVersions").isVisible()
    assert not step.next.isVisible()


def test_correcting_opens_the_text_and_can_be_given_up(desk: TestDesk, qtbot: QtBot) -> None:
    meeting = sent(desk)
    step = open_step(desk, meeting, qtbot)
    click(qtbot, step, "correctMinutes")
    assert child(step, WrapLabel, "nextVersionText").text().startswith("Du retter version 1.")
    assert child(step, Button, "sendMinutes").caption == "Send version 2 til de samme 6"
    edit = step.form.parts[PartKey.CONCLUSION].edit
    edit.moveCursor(QTextCursor.MoveOperation.End)
    edit.insertPlainText(" Noget nyt.")
    before = conclusion(desk, meeting)
    click(qtbot, step, "dropVersion")
    assert not desk.office.minutes.open(meeting.id).is_drafting
    assert "Noget nyt." not in conclusion(desk, meeting)
    assert not step.next.isVisible()
    step.undo()
    assert "Noget nyt." in conclusion(desk, meeting)
    assert conclusion(desk, meeting).startswith(before[:20])


def test_a_correction_is_put_in_with_one_key_and_can_be_undone(
    desk: TestDesk, qtbot: QtBot
) -> None:
    meeting = drafted(desk)
    step = open_step(desk, meeting, qtbot)
    assert PLACE in conclusion(desk, meeting)
    step.form.parts[PartKey.FACTS].edit.setFocus()
    qtbot.keyClick(step.form.parts[PartKey.FACTS].edit, Qt.Key.Key_F11)
    assert Shortcut.PUT_IN.keys == "F11"
    assert WANTED in conclusion(desk, meeting)
    assert PLACE not in conclusion(desk, meeting)
    edit = step.form.parts[PartKey.CONCLUSION].edit
    assert edit.textCursor().selectedText() == WANTED
    assert step.next.list.next_to_put_in is None
    edit.undo()
    assert PLACE in edit.rich_text().plain


def test_version_2_is_sent_to_the_same_people_with_its_reason(desk: TestDesk, qtbot: QtBot) -> None:
    meeting = drafted(desk)
    step = open_step(desk, meeting, qtbot)
    step._send_clicked()
    dialog = child(step, VersionReasonDialog, "versionReasonDialog")
    field = child(dialog, QPlainTextEdit, "reason")
    assert field.accessibleDescription().startswith("Alle, der får referatet, læser grunden.")
    assert field.toPlainText().startswith("Vi har rettet det")
    # Everybody reads it, and not all may know who asked.
    assert not {"Sofie", "Jonas"} & set(field.toPlainText().split())
    field.setPlainText("")
    dialog.confirm_button.click()
    assert dialog.isVisible()
    field.setPlainText("Datoen var forkert.")
    dialog.confirm_button.click()
    sending = child(step, SendDialog, "sendDialog")
    sending.confirm_requested.emit()
    version = desk.office.minutes.open(meeting.id).version
    assert version is not None
    assert (version.number, version.record.reason) == (2, "Datoen var forkert.")
    letters = desk.office.sending.deliveries(meeting.id)
    first, second = (
        {each.attendee_id for each in letters if (each.kind, each.number) == (kind, number)}
        for kind, number in ((LetterKind.MINUTES, 1), (LetterKind.MINUTES, 2))
    )
    assert first == second


def test_any_version_can_be_seen_again(desk: TestDesk, qtbot: QtBot) -> None:
    step = open_step(desk, second_version(desk), qtbot)
    choice = child(step, Choice, "chooseVersion")
    assert choice.isVisible()
    assert child(step, Button, "compareVersions").isVisible()
    choice.set_value(1)
    choice.activated.emit(choice.currentIndex())
    assert child(step, WrapLabel, "versionText").text().startswith("Version 1, færdig")
    assert step.finished.shown is not None
    assert step.finished.shown.number == 1
    step.reload()
    assert child(step, WrapLabel, "versionText").text().startswith("Version 1, færdig")


def test_a_passage_is_marked_as_no_longer_relevant(desk: TestDesk, qtbot: QtBot) -> None:
    meeting = sent(desk)
    step = open_step(desk, meeting, qtbot)
    click(qtbot, step, "retirePassage")
    dialog = child(step, RetireDialog, "retireDialog")
    part = child(dialog, Choice, "passagePart")
    assert part.value() == ""
    assert not dialog.confirm_button.isEnabled()
    part.setCurrentText("Konklusion")
    part.activated.emit(part.currentIndex())
    paragraph = child(dialog, Choice, "passageParagraph")
    paragraph.set_value(PLACE)
    paragraph.activated.emit(paragraph.currentIndex())
    large = child(dialog, WrapLabel, "retireWords")
    assert PLACE in large.text()
    words = child(dialog, QPlainTextEdit, "passageWords")
    cursor = words.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len("Aflastning"), QTextCursor.MoveMode.KeepAnchor)
    words.setTextCursor(cursor)
    assert large.text() == "”Aflastning”"
    dialog.confirm_button.click()
    assert dialog.isVisible()
    assert not desk.office.retiring.marks(meeting.id)
    child(dialog, QPlainTextEdit, "reason").setPlainText("Familien har fået aflastning.")
    dialog.confirm_button.click()
    assert not dialog.isVisible()
    (mark,) = desk.office.retiring.marks(meeting.id)
    assert (mark.part, mark.words) == (PartKey.CONCLUSION, "Aflastning")
    assert step.banner.message == "Mærket som ikke længere aktuelt: ”Aflastning”"


def test_the_journal_gets_a_folder_and_it_is_remembered(
    desk: TestDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    meeting = sent(desk)
    dialog = JournalDialog(desk, meeting, choose_folder=lambda _parent, _title: tmp_path)
    qtbot.addWidget(dialog)
    dialog.open()
    with qtbot.waitSignal(dialog.saved):
        dialog.confirm_button.click()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("til-journalen")]
    assert dialog.banner.message.startswith("Det ligger i til-journalen-")
    history = child(dialog, WrapLabel, "journalHistory").text()
    assert history.startswith("Lagt til journalen 3. december kl. ")
    step = open_step(desk, meeting, qtbot)
    assert "Lagt til journalen 3. dec." in child(step, WrapLabel, "versionMore").text()


def test_what_each_received_is_one_click_away(desk: TestDesk, qtbot: QtBot) -> None:
    meeting = sent(desk)
    seen: list[bytes] = []

    def show(path: Path) -> bool:
        seen.append(path.read_bytes())
        return True

    step = open_step(desk, meeting, qtbot)
    click(qtbot, step, "whoGetsWhat")
    assert child(step, ReceivedDialog, "receivedDialog").isVisible()
    dialog = ReceivedDialog(desk, meeting, 1, show_file=show)
    qtbot.addWidget(dialog)
    dialog.open()
    click(qtbot, dialog, "open-1-referat.pdf")
    copy = desk.office.copies.kept(meeting.id, 1)[0]
    assert seen == [desk.office.copies.paper(copy.id, "referat.pdf")]


def test_a_version_is_written_without_leaving_the_keyboard_nowhere(
    desk: TestDesk, qtbot: QtBot
) -> None:
    meeting = decided(desk)
    step = open_step(desk, meeting, qtbot)
    click(qtbot, step, "correctMinutes")
    focus = step.window().focusWidget()
    assert focus is not None
    assert step.form.isAncestorOf(focus)
    click(qtbot, step, "dropVersion")
    focus = step.window().focusWidget()
    assert focus is not None
    assert focus.objectName() == "correctMinutes"
