"""Who gets what: chosen person by person, kept at once, undone, and seen as it will be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.readers import Access, Paper, ReaderChoice, hidden_by
from moedeleder.domain.record import PartKey
from moedeleder.domain.sending import LetterKind
from moedeleder.services.readers import Reader
from moedeleder.ui.dialogs.reader_copy import CopyDialog
from moedeleder.ui.dialogs.reader_fields import ReaderFields
from moedeleder.ui.dialogs.readers import ReadersDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dialogs.send_support import copies_told
from moedeleder.ui.widgets.before_row import BeforeRow
from moedeleder.ui.widgets.checklist import CheckRow
from moedeleder.ui.widgets.choice import Choice
from tests.ui.held_meeting import complete, hold
from tests.ui.office_fixture import Example, TestDesk

Open = Callable[[str], ReadersDialog]


def reader(desk: TestDesk, example: Example, name: str) -> Reader:
    view = desk.office.readers.view(example.meeting.id)
    return next(each for each in view.readers if each.attendee.person.name.startswith(name))


def choice(desk: TestDesk, example: Example, name: str) -> ReaderChoice:
    return reader(desk, example, name).choice


@pytest.fixture
def opened(qtbot: QtBot, desk: TestDesk, example: Example) -> Open:
    def make(name: str = "Karin") -> ReadersDialog:
        attendee = reader(desk, example, name).attendee
        dialog = ReadersDialog(desk, example.meeting.id, attendee_id=attendee.id)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.open()
            dialog.activateWindow()
        return dialog

    return make


def access_of(dialog: ReadersDialog) -> Choice:
    found = dialog.findChild(Choice, "readerAccess")
    assert isinstance(found, Choice)
    return found


def choose(dialog: ReadersDialog, access: Access) -> None:
    found = access_of(dialog)
    found.set_value(access)
    found.activated.emit(found.currentIndex())


def tick(dialog: ReadersDialog, name: str) -> CheckRow:
    fields = dialog.findChild(ReaderFields, "readerFields")
    assert isinstance(fields, ReaderFields)
    found = fields.findChild(CheckRow, name)
    assert isinstance(found, CheckRow), name
    return found


def line_of(dialog: ReadersDialog, name: str) -> str:
    return next(
        line.accessibleName() for line in dialog.people.lines if name in line.accessibleName()
    )


def told(dialog: SendDialog) -> list[str]:
    rows = dialog.findChildren(BeforeRow)
    return [row.accessibleName() for row in rows if row.isVisibleTo(dialog)]


def test_everybodys_papers_are_said_in_words(opened: Open) -> None:
    dialog = opened("Karin")
    assert line_of(dialog, "Karin") == "Karin Dam · lærer: Referatet"
    assert line_of(dialog, "Sofie") == "Sofie Eksempel · mor: Referatet og ”Kort og klart”"
    assert access_of(dialog).value() is Access.EVERYTHING
    assert access_of(dialog).accessibleName() == "Hvad må Karin læse?"


def test_a_usual_choice_is_kept_at_once_and_can_be_undone(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: Open
) -> None:
    dialog = opened("Karin")
    choose(dialog, Access.WITHOUT_OWN_WORDS)
    assert choice(desk, example, "Karin").hidden == hidden_by(Access.WITHOUT_OWN_WORDS)
    assert "uden barnets og forældrenes ord" in line_of(dialog, "Karin")
    assert "uden barnets og forældrenes ord" in dialog.undo_bar.message
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert choice(desk, example, "Karin").version == 0
    assert access_of(dialog).value() is Access.EVERYTHING


def test_ones_own_choice_goes_section_by_section(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: Open
) -> None:
    dialog = opened("Karin")
    place = tick(dialog, "section-place")
    assert not place.isVisibleTo(dialog)
    choose(dialog, Access.CHOSEN)
    assert place.isVisibleTo(dialog)
    assert choice(desk, example, "Karin").version == 0
    qtbot.mouseClick(place, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tick(dialog, "section-child_perspective"), Qt.MouseButton.LeftButton)
    kept = {each.value for each in choice(desk, example, "Karin").hidden}
    assert kept == {"place", PartKey.CHILD_PERSPECTIVE.value}
    assert "uden Almas perspektiv og stedet" in line_of(dialog, "Karin")


def test_the_only_paper_cannot_be_taken_away(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: Open
) -> None:
    dialog = opened("Karin")
    qtbot.mouseClick(tick(dialog, "paper-full"), Qt.MouseButton.LeftButton)
    assert choice(desk, example, "Karin").papers == (Paper.FULL,)
    assert tick(dialog, "paper-full").isChecked()
    qtbot.mouseClick(tick(dialog, "paper-summary"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tick(dialog, "paper-full"), Qt.MouseButton.LeftButton)
    assert choice(desk, example, "Karin").papers == (Paper.SUMMARY,)


def test_contact_is_shared_only_by_a_tick(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: Open
) -> None:
    dialog = opened("Karin")
    contact = tick(dialog, "sharesContact")
    assert not contact.isChecked()
    assert "karin.dam@skole.example" in contact.accessibleName()
    qtbot.mouseClick(contact, Qt.MouseButton.LeftButton)
    assert choice(desk, example, "Karin").shares_contact
    assert not choice(desk, example, "Sofie").shares_contact


def test_the_arrows_go_from_person_to_person(qtbot: QtBot, opened: Open) -> None:
    dialog = opened("Sofie")
    dialog.people.begin()
    current = next(line for line in dialog.people.lines if line.isChecked())
    qtbot.keyClick(current, Qt.Key.Key_Down)
    assert access_of(dialog).accessibleName() == "Hvad må Jonas læse?"
    assert [line.isChecked() for line in dialog.people.lines].count(True) == 1


def test_what_somebody_else_chose_meanwhile_stands(
    desk: TestDesk, example: Example, opened: Open
) -> None:
    dialog = opened("Karin")
    karin = reader(desk, example, "Karin")
    desk.office.readers.set(
        example.meeting.id,
        karin.attendee.id,
        0,
        hidden=hidden_by(Access.OUTCOME),
        papers=(Paper.FULL,),
        shares_contact=False,
    )
    choose(dialog, Access.WITHOUT_OWN_WORDS)
    assert choice(desk, example, "Karin").hidden == hidden_by(Access.OUTCOME)
    assert dialog.banner.isVisibleTo(dialog)
    assert access_of(dialog).value() is Access.OUTCOME


def test_one_key_shows_the_copy_as_it_will_be(qtbot: QtBot, opened: Open) -> None:
    dialog = opened("Karin")
    choose(dialog, Access.OUTCOME)
    qtbot.keyClick(dialog, Qt.Key.Key_F5)
    copy = dialog.findChild(CopyDialog, "copyDialog")
    assert isinstance(copy, CopyDialog)
    qtbot.waitUntil(lambda: copy.pages.page_count > 0)
    shown = " ".join(label.text() for label in copy.findChildren(QLabel))
    assert "Karin Dams kopi" in shown
    assert "kun konklusion og aftaler" in shown
    qtbot.keyClick(copy, Qt.Key.Key_Escape)
    assert not copy.isVisible()


def test_once_sent_it_only_shows_what_everybody_got(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    meeting = complete(desk, hold(desk, example))
    desk.office.finishing.finish(meeting.id, meeting.version)
    dialog = ReadersDialog(desk, meeting.id)
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.accessibleName() == "Hvem fik hvad"
    assert not access_of(dialog).isEnabled()
    assert not tick(dialog, "paper-full").isEnabled()
    assert dialog.fields.see_copy.isEnabled()


def test_before_sending_each_receivers_papers_are_told_and_can_be_chosen(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    meeting = complete(desk, hold(desk, example))
    karin = reader(desk, example, "Karin").attendee
    dialog = SendDialog(desk, meeting, LetterKind.MINUTES)
    qtbot.addWidget(dialog)
    dialog.open()
    button = dialog.findChild(QPushButton, "sendWhoGets")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    above = dialog.findChild(QDialog, "readersDialog")
    assert isinstance(above, ReadersDialog)
    above.people.picked.emit(karin.id)
    choose(above, Access.WITHOUT_OWN_WORDS)
    above.accept()
    qtbot.waitUntil(lambda: len(told(dialog)) == len(meeting.attendees))
    said = told(dialog)
    assert [each for each in said if "Karin" in each and "uden barnets og forældrenes ord" in each]
    assert [each for each in said if "Sofie" in each and "Referatet og ”Kort og klart”" in each]


def test_whoever_does_not_get_the_conclusion_gets_no_short_paper_unless_chosen(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: Open
) -> None:
    dialog = opened("Sofie")
    choose(dialog, Access.CHOSEN)
    qtbot.mouseClick(tick(dialog, "section-conclusion"), Qt.MouseButton.LeftButton)
    assert choice(desk, example, "Sofie").papers == (Paper.FULL,)
    assert "igennem" not in line_of(dialog, "Sofie")
    qtbot.mouseClick(tick(dialog, "paper-summary"), Qt.MouseButton.LeftButton)
    assert choice(desk, example, "Sofie").papers == (Paper.FULL, Paper.SUMMARY)
    said = line_of(dialog, "Sofie")
    assert "læs ”Kort og klart” igennem: Sofie får ikke konklusionen" in said


def test_the_reason_for_a_new_version_is_to_be_read_for_whoever_lacks_the_conclusion(
    desk: TestDesk, example: Example
) -> None:
    karin = reader(desk, example, "Karin")
    desk.office.readers.set(
        example.meeting.id,
        karin.attendee.id,
        0,
        hidden={PartKey.CONCLUSION},
        papers=(Paper.FULL,),
        shares_contact=False,
    )
    meeting = desk.office.meetings.get(example.meeting.id)
    told_now = copies_told(desk, meeting, LetterKind.MINUTES, "Ny aftale")
    ids = {each.person.name: each.id for each in meeting.attendees}
    wanted = "læs grunden til den nye version igennem: Karin får ikke konklusionen"
    assert wanted in told_now[ids["Karin Dam"]]
    assert "igennem" not in told_now[ids["Jonas Eksempel"]]
    first = copies_told(desk, meeting, LetterKind.MINUTES)
    assert "igennem" not in first[ids["Karin Dam"]]


def test_it_is_never_wider_than_the_window_it_is_over(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 500)
    dialog = ReadersDialog(desk, example.meeting.id, window)
    with qtbot.waitExposed(dialog):
        dialog.open()
    assert 480 <= dialog.width() <= window.width()
