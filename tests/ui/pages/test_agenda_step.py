"""Step 1 by keyboard and mouse: the agenda, who comes, the checklist and the invitation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import ItemKind
from moedeleder.domain.attendees import Duty
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import PersonRole
from moedeleder.ui.dialogs.agenda_item import AgendaItemDialog
from moedeleder.ui.dialogs.attendees import AddAttendeesDialog, AttendeeDialog
from moedeleder.ui.dialogs.edit_meeting import EditMeetingDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.pages.agenda.step import AgendaStep
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.checklist import CheckRow
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.pill import Pill
from tests.ui.office_fixture import Example, TestDesk

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown() -> list[Path]:
    """The files the step has opened."""
    return []


@pytest.fixture
def step(qtbot: QtBot, desk: TestDesk, example: Example, shown: list[Path]) -> AgendaStep:
    page = MeetingPage(
        desk, steps={Step.AGENDA: lambda desk: AgendaStep(desk, show_file=shown.append)}
    )
    qtbot.addWidget(page)
    page.resize(1080, 720)
    page.open_meeting(example.meeting.id)
    page.show()
    made = page.step(Step.AGENDA).widget()
    assert isinstance(made, AgendaStep)
    return made


@pytest.fixture
def fresh(desk: TestDesk, example: Example) -> Callable[[], Meeting]:
    return lambda: desk.office.meetings.get(example.meeting.id)


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in meeting.items]


def click(qtbot: QtBot, place: QWidget, name: str) -> None:
    button = place.findChild(QPushButton, name)
    assert button is not None, name
    qtbot.mouseClick(button, LEFT)


def note(step: AgendaStep) -> str:
    label = step.findChild(ElidedLabel, "footerNote")
    return label.full_text


def texts(place: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(
        label.full_text if isinstance(label, ElidedLabel) else label.text()
        for label in place.findChildren(QLabel)
        if label.isVisibleTo(place)
    )


# --- what is shown -------------------------------------------------------------------------


def test_time_and_the_familys_share_are_shown(step: AgendaStep) -> None:
    assert step.findChild(Pill, "agendaTime").text == "90 af 90 min"
    assert step.findChild(Pill, "familyTime").text == "Familien: 50 min · 56 %"


def test_too_long_an_agenda_says_by_how_much(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting]
) -> None:
    click(qtbot, step, "newItem")
    dialog = step.findChild(AgendaItemDialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "title"), "Skolevej")
    dialog.findChild(QWidget, "minutes").setProperty("value", 12)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert step.findChild(Pill, "agendaTime").text == "102 af 90 min · 12 min for meget"
    assert "12 min for lang" in note(step)


def test_rows_are_named_for_a_screen_reader(step: AgendaStep, example: Example) -> None:
    row = step.list.rows.row(example.meeting.items[2].id)
    name = row.accessibleName()
    assert "Punkt 3" in name
    assert "Sofie Eksempel, mor" in name
    assert "25 minutter" in name
    assert "familiens" in name


def test_markup_shows_as_the_text_it_is(step: AgendaStep, desk: TestDesk, example: Example) -> None:
    item = example.meeting.items[0]
    title = "<script>alert(1)</script> #strong[x] & 🙂 שלום" + "æ" * 10_000
    step.history.edit(item, replace(item.draft, title=title))
    step.show_meeting(desk.office.meetings.get(example.meeting.id))
    assert "<script>alert(1)</script> #strong[x] & 🙂 שלום" in texts(step.list)


# --- the agenda ----------------------------------------------------------------------------


def test_a_point_is_added_by_keyboard_alone(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting]
) -> None:
    qtbot.keyClick(step.findChild(QPushButton, "newItem"), Qt.Key.Key_Space)
    dialog = step.findChild(AgendaItemDialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "title"), "Søvn i hverdagen")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    # Before the two points that close the meeting.
    assert titles(fresh())[-3] == "Søvn i hverdagen"
    assert len(step.list.rows.ids) == 7
    assert step.undo_bar.message == "”Søvn i hverdagen” er sat på."
    assert not dialog.isVisible()


def add_point(qtbot: QtBot, step: AgendaStep, title: str) -> None:
    click(qtbot, step, "newItem")
    dialog = step.findChildren(AgendaItemDialog)[-1]
    qtbot.keyClicks(dialog.findChild(QLineEdit, "title"), title)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_a_new_point_is_selected_and_in_sight(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting]
) -> None:
    step.window().resize(1080, 400)
    add_point(qtbot, step, "Søvn")
    new = fresh().items[-3]
    assert new.title == "Søvn"
    assert step.list.rows.current_id == new.id
    row = step.list.rows.row(new.id)
    qtbot.waitUntil(lambda: row.visibleRegion().boundingRect().height() == row.height())
    # What the program selected is no choice: the next point comes before the end as well.
    add_point(qtbot, step, "Skolevej")
    assert titles(fresh())[-4:-2] == ["Søvn", "Skolevej"]


def test_a_new_point_comes_after_the_chosen_one(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting]
) -> None:
    qtbot.mouseClick(step.list.rows.row(fresh().items[1].id), LEFT)
    add_point(qtbot, step, "Søvn")
    assert titles(fresh())[2] == "Søvn"


def test_a_point_needs_a_title_and_says_so_at_the_field(qtbot: QtBot, step: AgendaStep) -> None:
    click(qtbot, step, "newItem")
    dialog = step.findChild(AgendaItemDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.form is not None
    assert "mangler" in dialog.form.row("title").error


def test_a_point_keeps_kind_raiser_and_the_familys_words(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting], example: Example
) -> None:
    click(qtbot, step, "newItem")
    dialog = step.findChild(AgendaItemDialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "title"), "Weekender")
    dialog.findChild(Choice, "kind").set_value(ItemKind.DECISION)
    dialog.findChild(Choice, "raised_by").set_value(example.person("Jonas").id)
    qtbot.keyClicks(dialog.findChild(QPlainTextEdit, "words"), "Vi er trætte.")
    click(qtbot, dialog, "agendaItemDialogConfirm")
    item = next(each for each in fresh().items if each.title == "Weekender")
    assert (item.kind, item.words, item.is_familys) == (ItemKind.DECISION, "Vi er trætte.", True)
    assert item.raised_by is not None
    assert item.raised_by.name == "Jonas Eksempel"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_a_point_is_edited_from_the_keyboard_and_the_edit_undone(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting], key: Qt.Key
) -> None:
    before = titles(fresh())
    qtbot.keyClick(step.list.rows, key)
    dialog = step.findChild(AgendaItemDialog)
    field = dialog.findChild(QLineEdit, "title")
    assert field.text() == "Velkomst, roller og tid"
    field.selectAll()
    qtbot.keyClicks(field, "Goddag")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert titles(fresh())[0] == "Goddag"
    click(qtbot, step, "undo")
    assert titles(fresh()) == before


def test_a_double_click_edits(qtbot: QtBot, step: AgendaStep, example: Example) -> None:
    qtbot.mouseDClick(step.list.rows.row(example.meeting.items[3].id), LEFT)
    dialog = step.findChild(AgendaItemDialog)
    assert dialog.findChild(QLineEdit, "title").text() == "Aflastning i weekenden"


def test_what_somebody_else_changed_is_not_overwritten_silently(
    qtbot: QtBot, step: AgendaStep, desk: TestDesk, fresh: Callable[[], Meeting]
) -> None:
    item = fresh().items[0]
    qtbot.keyClick(step.list.rows, Qt.Key.Key_F2)
    dialog = step.findChild(AgendaItemDialog)
    desk.office.agenda.update(item.id, item.version, replace(item.draft, title="Kollegas ord"))
    dialog.findChild(QLineEdit, "title").setText("Mine ord")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "anden" in dialog.banner.message
    assert dialog.findChild(QLineEdit, "title").text() == "Mine ord"
    assert "Kollegas ord" in texts(step.list)
    assert titles(fresh())[0] == "Kollegas ord"


def test_points_move_by_keyboard_and_back_with_undo_and_redo(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting]
) -> None:
    before = titles(fresh())
    qtbot.keyClick(step.list.rows, Qt.Key.Key_Down, ALT)
    moved = titles(fresh())
    assert moved == [before[1], before[0], *before[2:]]
    qtbot.keyClick(step.list.rows, Qt.Key.Key_Down, ALT)
    step.undo()
    assert titles(fresh()) == moved
    step.undo()
    assert titles(fresh()) == before
    step.redo()
    assert titles(fresh()) == moved


def test_points_move_by_dropping(
    step: AgendaStep, fresh: Callable[[], Meeting], example: Example
) -> None:
    before = titles(fresh())
    step.list.rows.move_requested.emit(example.meeting.items[5].id, 0)
    assert titles(fresh()) == [before[5], *before[:5]]


def test_a_removed_point_comes_back_where_it_was(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting], example: Example
) -> None:
    before = fresh().items
    step.list.rows.select(before[2].id)
    qtbot.keyClick(step.list.rows, Qt.Key.Key_Delete)
    assert len(fresh().items) == 5
    click(qtbot, step, "undo")
    assert [item.draft for item in fresh().items] == [item.draft for item in before]


def test_undo_never_overwrites_a_colleague(
    qtbot: QtBot, step: AgendaStep, desk: TestDesk, fresh: Callable[[], Meeting]
) -> None:
    item = fresh().items[0]
    step.history.edit(item, replace(item.draft, title="Mine ord"))
    now = fresh().items[0]
    desk.office.agenda.update(now.id, now.version, replace(now.draft, title="Kollegas ord"))
    step.undo()
    assert titles(fresh())[0] == "Kollegas ord"
    assert "anden" in step.banner.message


def test_an_empty_agenda_offers_the_first_point(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting]
) -> None:
    for _ in range(6):
        qtbot.keyClick(step.list.rows, Qt.Key.Key_Delete)
    assert fresh().items == ()
    click(qtbot, step, "firstItem")
    assert step.findChild(AgendaItemDialog).isVisible()


# --- people, time, checklist ---------------------------------------------------------------


def test_attendees_show_role_duty_needs_and_what_is_missing(step: AgendaStep) -> None:
    shown = texts(step.attendees)
    assert "Sagsbehandler · Mødeleder og referent" in shown
    assert "Bisidder · mormor" in shown
    assert "Mangler mail: får en kopi på papir" in shown


def test_a_missing_mail_is_written_on_the_spot(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting]
) -> None:
    bente = fresh().attendees[4]
    click(qtbot, step, f"editAttendee-{bente.id}")
    dialog = step.findChild(AttendeeDialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "mail"), "bente@eksempel.example")
    qtbot.keyClicks(dialog.findChild(QLineEdit, "needs"), "tolk")
    dialog.findChild(Choice, "duty").set_value(Duty.MINUTES_TAKER)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    bente = fresh().attendees[4]
    assert (bente.person.mail, bente.duty) == ("bente@eksempel.example", Duty.MINUTES_TAKER)
    assert "Mangler mail" not in texts(step.attendees)
    assert "Brug for: tolk" in texts(step.attendees)
    assert "Bente har brug for tolk" in texts(step.attendees)


def test_who_an_attendee_is_can_be_put_right(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting]
) -> None:
    step.people.edit_attendee(fresh().attendees[2].id)
    dialog = step.findChild(AttendeeDialog)
    name = dialog.findChild(QLineEdit, "name")
    assert name.text() == "Karin Dam"
    name.setText("Karin Damm")
    dialog.findChild(Choice, "role").set_value(PersonRole.RELATIVE)
    relation = dialog.findChild(QLineEdit, "relationText")
    relation.setText("farmor")
    click(qtbot, dialog, "attendeeDialogConfirm")
    person = fresh().attendees[2].person
    expected = ("Karin Damm", PersonRole.RELATIVE, "farmor")
    assert (person.name, person.role, person.relation) == expected


def test_a_wrong_mail_is_said_at_the_field(qtbot: QtBot, step: AgendaStep) -> None:
    step.people.edit_attendee(step.meeting.attendees[0].id)
    dialog = step.findChild(AttendeeDialog)
    dialog.findChild(QLineEdit, "mail").setText("ikke en adresse")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.form is not None
    assert dialog.form.row("mail").error


def test_an_attendee_is_taken_off_and_comes_back_with_undo(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting]
) -> None:
    mette = fresh().attendees[5]
    click(qtbot, step, f"editAttendee-{mette.id}")
    click(qtbot, step.findChild(AttendeeDialog), "removeAttendee")
    assert len(fresh().attendees) == 5
    step.undo()
    back = fresh().attendees[-1]
    assert (back.person.name, back.duty) == ("Mette Holm", Duty.CHAIR_AND_MINUTES)


def test_people_are_added_and_a_new_one_written_on_the_spot(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting]
) -> None:
    step.people.edit_attendee(fresh().attendees[2].id)
    click(qtbot, step.findChild(AttendeeDialog), "removeAttendee")
    click(qtbot, step, "addAttendees")
    dialog = step.findChild(AddAttendeesDialog)
    row = dialog.findChild(CheckRow)
    assert row.text().startswith("Karin Dam")
    qtbot.keyClick(row, Qt.Key.Key_Space)
    click(qtbot, dialog, "newPerson")
    name = dialog.findChild(QLineEdit, "name")
    qtbot.keyClicks(name, "Omar Tolksen")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.confirm_button.caption == "Sæt 2 personer på mødet"
    click(qtbot, dialog, "addAttendeesDialogConfirm")
    names = [attendee.person.name for attendee in fresh().attendees]
    assert names[-2:] == ["Karin Dam", "Omar Tolksen"]


def test_somebody_who_is_only_written_is_put_on_the_meeting(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting]
) -> None:
    step.people.add_attendees()
    dialog = step.findChild(AddAttendeesDialog)
    click(qtbot, dialog, "newPerson")
    assert not dialog.confirm_button.isEnabled()
    qtbot.keyClicks(dialog.findChild(QLineEdit, "name"), "Omar Tolksen")
    assert dialog.confirm_button.caption == "Sæt 1 person på mødet"
    mail = dialog.findChild(QLineEdit, "mail")
    mail.setText("ingen mail")
    qtbot.keyClick(mail, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(mail.property("invalid")))
    assert dialog.isVisible()
    mail.clear()
    qtbot.keyClick(mail, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert fresh().attendees[-1].person.name == "Omar Tolksen"


def test_when_and_where_are_changed(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting]
) -> None:
    click(qtbot, step, "editMeeting")
    dialog = step.findChild(EditMeetingDialog)
    dialog.findChild(QLineEdit, "ends_atText").setText("15")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.form is not None
    assert "slutter, før" in dialog.form.row("ends_at").error
    dialog.findChild(QLineEdit, "ends_atText").setText("16.45")
    dialog.findChild(QLineEdit, "place").setText("Bakkeskolen")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert (fresh().minutes, fresh().place) == (75, "Bakkeskolen")
    assert "Bakkeskolen" in texts(step.about)


def test_the_checklist_is_ticked_with_space_and_counted(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[[], Meeting]
) -> None:
    def row() -> CheckRow:
        """The first check that the records do not answer, as it is shown now."""
        QApplication.processEvents()
        rows = step.before.findChildren(CheckRow)
        by_hand = (r for r in rows if r.objectName().startswith("check-"))
        return next(r for r in by_hand if r.isVisibleTo(step.before))

    def is_done() -> bool:
        return next(check.done for check in fresh().checks if check.key == key)

    key = row().item_id
    count = step.before.findChild(QLabel, "checkCount")
    before = int(count.text().split()[0])
    qtbot.keyClick(row(), Qt.Key.Key_Space)
    assert is_done()
    assert int(count.text().split()[0]) == before + 1
    qtbot.mouseClick(row(), LEFT)
    assert not is_done()


# --- what leaves the house -----------------------------------------------------------------


def main_button(step: AgendaStep) -> Button:
    button = step.findChild(Button, "agendaMain")
    assert isinstance(button, Button)
    return button


def invite(qtbot: QtBot, step: AgendaStep, button: str = "inviteAgain") -> None:
    click(qtbot, step, button)
    dialog = step.findChild(SendDialog)
    click(qtbot, dialog, "sendDialogConfirm")
    click(qtbot, dialog, "sendDialogConfirm")


def test_the_invitation_goes_out_and_the_foot_says_what_is_next(
    qtbot: QtBot, step: AgendaStep, desk: TestDesk, fresh: Callable[[], Meeting]
) -> None:
    assert main_button(step).caption == "Del kladde"
    assert step.foot.again.caption == "Indkald 6 deltagere"
    invite(qtbot, step)
    assert len(list(desk.letters.rglob("*.eml"))) == 5
    assert fresh().invited_at is not None
    assert main_button(step).caption == "Gå til mødet"
    assert step.foot.again.caption == "Send ny indkaldelse til 6 deltagere"
    click(qtbot, step, "seeInvitations")
    letters = [each for each in step.findChildren(SendDialog) if each.isVisible()]
    assert "1 skal have papir" in letters[0].accessibleName()
    letters[0].reject()
    with qtbot.waitSignal(step.step_requested) as asked:
        step.main_action()
    assert asked.args == [Step.MEETING]


def test_somebody_new_is_invited_alone(
    qtbot: QtBot, step: AgendaStep, desk: TestDesk, fresh: Callable[[], Meeting]
) -> None:
    step.people.edit_attendee(fresh().attendees[2].id)
    click(qtbot, step.findChild(AttendeeDialog), "removeAttendee")
    invite(qtbot, step)
    qtbot.waitUntil(lambda: step.findChild(SendDialog) is None)
    step.people.add_attendees()
    dialog = step.findChild(AddAttendeesDialog)
    qtbot.keyClick(dialog.findChild(CheckRow), Qt.Key.Key_Space)
    click(qtbot, dialog, "addAttendeesDialogConfirm")
    assert main_button(step).caption == "Indkald 1 ny deltager"
    invite(qtbot, step, "agendaMain")
    assert len(list(desk.letters.rglob("*.eml"))) == 5
    # The others have not heard yet who else will be in the room.
    assert main_button(step).caption == "Send opdatering til 6 deltagere"


def test_without_attendees_nobody_can_be_invited(step: AgendaStep, desk: TestDesk) -> None:
    meeting = step.meeting
    for attendee in meeting.attendees:
        meeting = desk.office.meetings.remove_attendee(attendee.id, attendee.version)
    step.show_meeting(meeting)
    assert not main_button(step).isEnabled()
    assert "Ingen fra familien er med" in note(step)


def test_the_agenda_is_shown_as_it_is_sent(
    qtbot: QtBot, step: AgendaStep, shown: list[Path]
) -> None:
    click(qtbot, step, "seeAgenda")
    assert [path.suffix for path in shown] == [".pdf"]
    assert shown[0].read_bytes().startswith(b"%PDF")
    assert "Alma" not in shown[0].name
