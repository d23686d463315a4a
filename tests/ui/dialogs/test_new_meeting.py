"""A meeting is planned in one go, by keyboard, with calm words where something is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.attendees import Attendance, Duty
from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from moedeleder.services.list_length import LONGEST_LIST
from moedeleder.ui.dialogs.family_field import FamilyChoice
from moedeleder.ui.dialogs.new_meeting import NewMeetingDialog
from moedeleder.ui.widgets.checklist import CheckRow
from moedeleder.ui.widgets.choice import Choice
from tests.ui.office_fixture import Example, TestDesk

MakeDialog = Callable[..., NewMeetingDialog]
# The list of hits takes the keyboard, which the offscreen screen has no word for.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)


@pytest.fixture
def opened(qtbot: QtBot, desk: TestDesk) -> MakeDialog:
    def make(family_id: str | None = None) -> NewMeetingDialog:
        dialog = NewMeetingDialog(desk, family_id=family_id)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        return dialog

    return make


def test_a_follow_up_brings_its_people_its_place_and_a_purpose(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    office = desk.office
    other = office.families.create(FamilyDraft("Bo Prøve"))
    office.families.add_person(other.id, PersonDraft("Ukendt Prøve", PersonRole.TEACHER))
    meeting = office.conduct.start(example.meeting.id)
    for attendee in meeting.attendees:
        there = attendee.person.name not in ("Bente Vang", "Lise Berg")
        state = Attendance.PRESENT if there else Attendance.APOLOGY
        office.presence.set(attendee.id, attendee.version, state)
    before = office.meetings.get(meeting.id)
    day = datetime(2027, 1, 14, 15, 30)
    dialog = NewMeetingDialog(desk, None, before.family_id, day, before)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    assert {row.text().split(" ·")[0] for row in rows(dialog)} == {
        each.person.name for each in before.attendees
    }
    # The family's own come again even when one of them was away; a professional does not.
    assert set(ticked(dialog)) == {
        "Sofie Eksempel",
        "Jonas Eksempel",
        "Karin Dam",
        "Bente Vang",
        "Mette Holm",
    }
    assert text_field(dialog, "place").text() == "Rådhuset, lokale 2.14"
    confirm(qtbot, dialog)
    made = dialog.meeting
    assert made is not None
    assert made.starts_at == day
    assert made.purpose == "Vi følger op på det, vi aftalte på mødet 3. december."


def text_field(dialog: QWidget, name: str) -> QLineEdit:
    field = dialog.findChild(QLineEdit, name)
    assert isinstance(field, QLineEdit), name
    return field


def fill_time(dialog: NewMeetingDialog, day: str = "3/12", start: str = "15.30") -> None:
    for name, words in (("dateText", day), ("starts_atText", start)):
        field = text_field(dialog, name)
        field.setFocus()
        field.setText(words)
        field.editingFinished.emit()


def error(dialog: NewMeetingDialog, key: str) -> str:
    assert dialog.form is not None
    return dialog.form.row(key).error


def confirm(qtbot: QtBot, dialog: NewMeetingDialog) -> None:
    qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)


def ticked(dialog: NewMeetingDialog) -> list[str]:
    return [row.text().split(" ·")[0] for row in rows(dialog) if row.isChecked()]


def rows(dialog: NewMeetingDialog) -> list[CheckRow]:
    QApplication.processEvents()
    return [row for row in dialog.findChildren(CheckRow) if row.isVisibleTo(dialog)]


def type_on(qtbot: QtBot, *steps: str | Qt.Key) -> None:
    """Type words and press keys wherever the focus is, as a person does."""
    for step in steps:
        place = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert place is not None
        if isinstance(step, str):
            qtbot.keyClicks(place, step)
        else:
            QTest.keyClick(place, step)


def test_a_meeting_is_planned_by_keyboard_alone(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    dialog = opened()
    assert QApplication.focusWidget() is dialog.findChild(FamilyChoice)
    tab = Qt.Key.Key_Tab
    type_on(qtbot, "alma", Qt.Key.Key_Return, tab, tab, tab, "3/12", tab, tab, "1530", tab, tab)
    type_on(qtbot, "Lokale 2.14", tab, tab, "Rolige morgener", Qt.Key.Key_Tab)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.meeting is not None)
    meeting = dialog.meeting
    assert meeting is not None
    assert (meeting.child_name, meeting.type_key) == ("Alma Eksempel", "network")
    assert (meeting.starts_at, meeting.minutes) == (datetime(2026, 12, 3, 15, 30), 90)
    assert (meeting.place, meeting.purpose) == ("Lokale 2.14", "Rolige morgener")
    duties = {attendee.person.name: attendee.duty for attendee in meeting.attendees}
    assert duties == {
        "Sofie Eksempel": Duty.NONE,
        "Jonas Eksempel": Duty.NONE,
        "Mette Holm": Duty.CHAIR_AND_MINUTES,
    }


def test_a_child_is_found_by_a_part_of_the_case_number(
    qtbot: QtBot, example: Example, opened: MakeDialog
) -> None:
    dialog = opened()
    qtbot.keyClicks(text_field(dialog, "familyText"), "G01-118")
    assert ticked(dialog) == ["Sofie Eksempel", "Jonas Eksempel", "Mette Holm"]


def test_words_that_fit_two_children_choose_none(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    desk.office.families.create(FamilyDraft("Almar Prøve"))
    dialog = opened()
    qtbot.keyClicks(text_field(dialog, "familyText"), "alma")
    choice = dialog.findChild(FamilyChoice)
    assert choice.family_id == ""
    assert rows(dialog) == []


def test_without_a_child_the_dialog_says_so(qtbot: QtBot, opened: MakeDialog) -> None:
    dialog = opened()
    fill_time(dialog)
    confirm(qtbot, dialog)
    assert dialog.isVisible()
    assert error(dialog, "family") == "Vælg et barn på listen, eller opret et nyt."


def test_without_a_day_the_dialog_says_so(
    qtbot: QtBot, example: Example, opened: MakeDialog
) -> None:
    dialog = opened(example.family.id)
    confirm(qtbot, dialog)
    assert "mangler" in error(dialog, "date")
    assert QApplication.focusWidget() is text_field(dialog, "dateText")


def test_an_end_before_the_start_is_said_at_the_end(
    qtbot: QtBot, example: Example, opened: MakeDialog
) -> None:
    dialog = opened(example.family.id)
    fill_time(dialog)
    text_field(dialog, "ends_atText").setText("14.00")
    confirm(qtbot, dialog)
    assert "slutter, før det begynder" in error(dialog, "ends_at")
    assert dialog.meeting is None


def test_the_end_follows_the_kind_until_it_is_typed(example: Example, opened: MakeDialog) -> None:
    dialog = opened(example.family.id)
    fill_time(dialog, start="9")
    end = text_field(dialog, "ends_atText")
    assert end.text() == "10.30"
    kinds = dialog.findChild(Choice, "type")
    kinds.setCurrentIndex(1)
    assert end.text() == "10.00"
    end.setText("9.45")
    end.editingFinished.emit()
    kinds.setCurrentIndex(0)
    assert end.text() == "09.45"


def test_a_day_that_is_over_is_allowed_with_a_calm_word(
    qtbot: QtBot, example: Example, opened: MakeDialog
) -> None:
    dialog = opened(example.family.id)
    fill_time(dialog, day="2.11.2026")
    hint = dialog.findChild(QLabel, "dayHint")
    assert "dagen er gået" in hint.text()
    confirm(qtbot, dialog)
    assert dialog.meeting is not None


def test_all_eleven_kinds_are_offered_with_what_they_are(
    example: Example, opened: MakeDialog
) -> None:
    dialog = opened(example.family.id)
    kinds = dialog.findChild(Choice, "type")
    assert kinds.count() == 11
    words = dialog.findChild(QLabel, "kindText")
    assert "90 minutter" in words.text()
    kinds.setCurrentIndex(1)
    assert "60 minutter" in words.text()


def test_bisidder_is_a_gentle_reminder_until_one_is_ticked(
    qtbot: QtBot, example: Example, opened: MakeDialog
) -> None:
    dialog = opened(example.family.id)
    reminders = dialog.findChild(QLabel, "reminders")
    assert "Ingen bisidder valgt endnu. Familien har ret til en." in reminders.text()
    bente = next(row for row in rows(dialog) if row.text().startswith("Bente"))
    qtbot.keyClick(bente, Qt.Key.Key_Space)
    assert "bisidder" not in reminders.text()
    assert "tolk" in reminders.text()


def test_somebody_else_takes_the_minutes(
    qtbot: QtBot, example: Example, opened: MakeDialog
) -> None:
    dialog = opened(example.family.id)
    fill_time(dialog)
    dialog.findChild(Choice, "minutes_taker").set_value(example.person("Sofie").id)
    confirm(qtbot, dialog)
    assert dialog.meeting is not None
    duties = {each.person.name: each.duty for each in dialog.meeting.attendees}
    assert duties["Sofie Eksempel"] is Duty.MINUTES_TAKER
    assert duties["Mette Holm"] is Duty.CHAIR


def test_a_new_child_and_person_are_written_on_the_spot(
    qtbot: QtBot, desk: TestDesk, opened: MakeDialog
) -> None:
    dialog = opened()
    qtbot.mouseClick(dialog.findChild(QPushButton, "newFamily"), Qt.MouseButton.LeftButton)
    name = text_field(dialog, "child_name")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClicks(name, "Noor Prøve")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.mouseClick(dialog.findChild(QPushButton, "newPerson"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(text_field(dialog, "name"), "Amal Prøve")
    dialog.findChild(Choice, "role").set_value(PersonRole.PARENT)
    qtbot.keyClicks(text_field(dialog, "mail"), "ikke en mail")
    qtbot.keyClick(text_field(dialog, "mail"), Qt.Key.Key_Return)
    assert len(rows(dialog)) == 1
    text_field(dialog, "mail").setText("amal@eksempel.example")
    qtbot.keyClick(text_field(dialog, "mail"), Qt.Key.Key_Return)
    assert ticked(dialog) == ["Mette Holm", "Amal Prøve"]
    fill_time(dialog)
    confirm(qtbot, dialog)
    assert dialog.meeting is not None
    assert dialog.meeting.child_name == "Noor Prøve"
    assert [line.child_name for line in desk.office.families.find()] == ["Noor Prøve"]


def test_the_page_is_told(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    dialog = opened(example.family.id)
    fill_time(dialog)
    with qtbot.waitSignal(desk.changes.changed) as told:
        confirm(qtbot, dialog)
    assert dialog.meeting is not None
    assert told.args[0].ids == {dialog.meeting.id}


def test_escape_leaves_everything_as_it_was(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    dialog = opened(example.family.id)
    fill_time(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(desk.office.meetings.find()) == 1


def test_long_and_strange_words_come_back_as_they_are(
    qtbot: QtBot, example: Example, opened: MakeDialog
) -> None:
    dialog = opened(example.family.id)
    fill_time(dialog)
    place = "<b>#strong[שלום]</b> 🙂 " + "æ" * 10_000
    text_field(dialog, "place").setText(place)
    dialog.findChild(QPlainTextEdit, "purpose").setPlainText("Linje 1\nLinje 2 & 3")
    confirm(qtbot, dialog)
    assert dialog.meeting is not None
    assert dialog.meeting.place == place
    assert dialog.meeting.purpose == "Linje 1\nLinje 2 & 3"


def test_a_child_beyond_the_first_on_the_list_is_found_by_name(
    qtbot: QtBot, desk: TestDesk, opened: MakeDialog
) -> None:
    for number in range(LONGEST_LIST):
        desk.office.families.create(FamilyDraft(f"Barn {number:03d}"))
    last = desk.office.families.create(FamilyDraft("Åse Sidst"))
    dialog = opened()
    choice = dialog.findChild(FamilyChoice, "familyChoice")
    assert isinstance(choice, FamilyChoice)
    assert choice.findData(last.id) < 0
    type_on(qtbot, "åse", Qt.Key.Key_Return)
    assert choice.family_id == last.id


def write_new_person(qtbot: QtBot, dialog: NewMeetingDialog, name: str, mail: str = "") -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, "newPerson"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(text_field(dialog, "name"), name)
    qtbot.keyClicks(text_field(dialog, "mail"), mail)


def test_a_person_who_is_written_but_not_on_the_list_yet_comes_too(
    qtbot: QtBot, example: Example, opened: MakeDialog
) -> None:
    dialog = opened(example.family.id)
    fill_time(dialog)
    write_new_person(qtbot, dialog, "Farmor Prøve", "ingen mail")
    mail = text_field(dialog, "mail")
    QTest.keyClick(mail, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(mail.property("invalid")))
    assert dialog.meeting is None
    assert QApplication.focusWidget() is mail
    mail.clear()
    QTest.keyClick(mail, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.meeting is not None)
    assert dialog.meeting is not None
    names = [attendee.person.name for attendee in dialog.meeting.attendees]
    assert "Farmor Prøve" in names


def test_a_child_who_is_only_written_is_made_with_the_meeting(
    qtbot: QtBot, opened: MakeDialog
) -> None:
    dialog = opened()
    type_on(qtbot, "Noah", Qt.Key.Key_Return)
    fill_time(dialog)
    confirm(qtbot, dialog)
    assert dialog.meeting is not None
    assert dialog.meeting.child_name == "Noah"


def test_a_child_nobody_knows_is_offered_to_be_created(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    dialog = opened()
    type_on(qtbot, "Noah", Qt.Key.Key_Return)
    name = text_field(dialog, "child_name")
    assert QApplication.focusWidget() is name
    assert name.text() == "Noah"
    words = dialog.findChild(QLabel, "unknownChild").text()
    assert words == "Der er ikke noget barn, der hedder Noah. Opret barnet?"
    type_on(qtbot, " Prøve", Qt.Key.Key_Return)
    found = [line.child_name for line in desk.office.families.find("Noah")]
    assert found == ["Noah Prøve"]
    assert not name.isVisible()


def test_the_button_of_a_new_child_carries_the_name_over(
    qtbot: QtBot, example: Example, opened: MakeDialog
) -> None:
    dialog = opened()
    type_on(qtbot, "Noah")
    qtbot.mouseClick(dialog.findChild(QPushButton, "newFamily"), Qt.MouseButton.LeftButton)
    assert text_field(dialog, "child_name").text() == "Noah"


def test_a_child_that_is_chosen_closes_the_form_of_a_new_one(
    qtbot: QtBot, example: Example, opened: MakeDialog
) -> None:
    dialog = opened()
    type_on(qtbot, "Noah", Qt.Key.Key_Return)
    family = text_field(dialog, "familyText")
    family.clear()
    qtbot.keyClicks(family, "alma")
    assert not text_field(dialog, "child_name").isVisible()
    fill_time(dialog)
    confirm(qtbot, dialog)
    assert dialog.meeting is not None
    assert dialog.meeting.child_name == "Alma Eksempel"


def test_the_first_of_a_family_is_thought_to_be_a_parent(
    qtbot: QtBot, desk: TestDesk, example: Example, opened: MakeDialog
) -> None:
    alone = desk.office.families.create(FamilyDraft("Noah Prøve"))
    for family_id, role in (
        (alone.id, PersonRole.PARENT),
        (example.family.id, PersonRole.OTHER),
    ):
        dialog = opened(family_id)
        write_new_person(qtbot, dialog, "Amal")
        assert dialog.findChild(Choice, "role").value() is role


def test_a_day_that_is_in_no_calendar_is_said_so(
    qtbot: QtBot, example: Example, opened: MakeDialog
) -> None:
    dialog = opened(example.family.id)
    fill_time(dialog, day="31/2")
    assert error(dialog, "date") == "Den dag findes ikke."
    confirm(qtbot, dialog)
    assert dialog.meeting is None
    assert error(dialog, "date").startswith("Den dag findes ikke.")


def test_several_times_are_spoken_of_under_a_day_to_come(opened: MakeDialog) -> None:
    dialog = opened()
    later = dialog.findChild(QLabel, "timesLater")
    assert not later.isVisible()
    fill_time(dialog, "3/12")
    assert later.isVisible()
    assert later.text() == "Du kan foreslå familien flere tider bagefter."
    fill_time(dialog, "3/11/2026")
    assert not later.isVisible()
