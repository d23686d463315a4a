"""Step 1 by keyboard: Tab goes as the page is laid out, and every dialog gives the focus back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from moedeleder.domain.child_voice import ChildVoice
from moedeleder.domain.contributions import ContributionDraft, ContributionKind
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.ui.dialogs.type_in import TypeInDialog
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.pages.agenda.step import AgendaStep
from moedeleder.ui.pages.agenda.wish import Wish
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.dialog import Dialog
from tests.ui.brought import bring, waiting, with_many, with_some
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.round_desk import hear_child
from tests.ui.windows import opened

Fresh = Callable[[], Meeting]
CONTROL = Qt.KeyboardModifier.ControlModifier
MOST_STOPS = 45


@pytest.fixture
def fresh(desk: TestDesk, example: Example) -> Fresh:
    return lambda: desk.office.meetings.get(example.meeting.id)


@pytest.fixture
def page(desk: TestDesk) -> MeetingPage:
    return MeetingPage(desk, steps={Step.AGENDA: AgendaStep})


@pytest.fixture
def window(qtbot: QtBot, page: MeetingPage) -> QWidget:
    """A window with something before the page in it, as the sidebar is."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(secondary("I dag", object_name="sidebar"))
    column.addWidget(page)
    window.resize(1280, 800)
    return window


@pytest.fixture
def step(
    qtbot: QtBot, window: QWidget, page: MeetingPage, desk: TestDesk, example: Example
) -> AgendaStep:
    """The step with three things of Jonas waiting and four of Sofie decided."""
    with_some(desk, example)
    for words in ("Hvem henter Alma?", "Kan vi mødes tidligere?"):
        bring(desk, example, "Jonas", [ContributionDraft(ContributionKind.POINT, words)])
    return shown(qtbot, window, page, example)


def shown(qtbot: QtBot, window: QWidget, page: MeetingPage, example: Example) -> AgendaStep:
    page.open_meeting(example.meeting.id)
    opened(qtbot, window)
    step = page.step(Step.AGENDA).widget()
    assert isinstance(step, AgendaStep)
    return step


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def walk(qtbot: QtBot, step: AgendaStep, *, back: bool = False) -> list[QWidget]:
    """Return where Tab stops, until it leaves the step."""
    stops: list[QWidget] = []
    while step.isAncestorOf(focus()) and len(stops) <= MOST_STOPS:
        stops.append(focus())
        qtbot.keyClick(focus(), Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
    return stops


def parts(step: AgendaStep, stops: list[QWidget]) -> list[str]:
    """Return the parts of the step in the order in which the stops come to them."""
    found: list[str] = []
    places = {
        "list": step.list.rows,
        "contributions": step.contributions,
        "voice": step.child_voice,
        "people": step.attendees,
        "about": step.about,
        "before": step.before,
    }
    for stop in stops:
        inside = (name for name, place in places.items() if place.isAncestorOf(stop))
        name = next(inside, stop.objectName())
        if found[-1:] != [name]:
            found.append(name)
    return found


ORDER = ["newItem", "list", "contributions", "voice", "people", "about", "before"]


def test_tab_goes_through_the_cards_as_they_stand_and_reaches_the_foot(
    qtbot: QtBot, step: AgendaStep
) -> None:
    named(step, "newItem").setFocus()
    stops = walk(qtbot, step)
    assert parts(step, stops) == [*ORDER, "seeAgenda", "inviteAgain", "agendaMain"]
    assert sum(step.list.rows.isAncestorOf(stop) for stop in stops) == 1
    assert len(stops) < MOST_STOPS


def test_tab_goes_back_the_same_way(qtbot: QtBot, step: AgendaStep) -> None:
    named(step, "newItem").setFocus()
    there = walk(qtbot, step)
    there[-1].setFocus()
    back = walk(qtbot, step, back=True)
    start = back.index(there[0])
    assert back[: start + 1] == list(reversed(there))


def test_tab_keeps_its_order_when_the_cards_are_made_anew(
    qtbot: QtBot, step: AgendaStep, desk: TestDesk, example: Example, fresh: Fresh
) -> None:
    hear_child(desk, fresh().id)
    bring(desk, example, "Sofie", [ContributionDraft(ContributionKind.POINT, "Fritid")])
    tell(desk, fresh())
    step.contributions.show_fetching(True, False, "Hentet lige nu")
    # What was made just now is shown at the next turn.
    QApplication.processEvents()
    named(step, "newItem").setFocus()
    assert parts(step, walk(qtbot, step))[:7] == ORDER


def test_the_list_is_left_both_ways_from_any_row(qtbot: QtBot, step: AgendaStep) -> None:
    step.list.rows.setFocus()
    for _ in range(2):
        qtbot.keyClick(focus(), Qt.Key.Key_Down)
    row = focus()
    assert row is step.list.rows.row(step.list.rows.ids[2])
    qtbot.keyClick(row, Qt.Key.Key_Backtab)
    assert focus().objectName() == "newItem"
    qtbot.keyClick(focus(), Qt.Key.Key_Tab)
    assert focus() is row
    qtbot.keyClick(row, Qt.Key.Key_Tab)
    assert step.contributions.isAncestorOf(focus())


# --- the way back from a dialog ------------------------------------------------------------


def test_esc_gives_the_focus_back_to_the_button(qtbot: QtBot, step: AgendaStep) -> None:
    names = ["newItem", "typeIn", "allContributions", "addAttendees", "editMeeting"]
    names += ["proposeTimes", "cancelMeeting", "editChildVoice", "inviteAgain", "agendaMain"]
    for name in names:
        dialog = open_by(qtbot, step, name)
        close(qtbot, dialog)
        assert focus() is named(step, name), name


def test_esc_gives_the_focus_back_though_the_rows_are_made_anew_meanwhile(
    qtbot: QtBot, step: AgendaStep, desk: TestDesk, example: Example, fresh: Fresh
) -> None:
    second = waiting(fresh())[1].id
    for name in (f"putOn-{second}", f"merge-{second}", f"editAttendee-{sofie(fresh())}"):
        before = named(step, name)
        dialog = open_by(qtbot, step, name)
        bring(desk, example, "Sofie", [ContributionDraft(ContributionKind.POINT, f"Ny {name}")])
        desk.office.meetings.add_attendee(fresh().id, add_colleague(desk, example, name))
        tell(desk, fresh())
        QApplication.processEvents()
        close(qtbot, dialog)
        assert focus() is named(step, name)
        assert focus() is not before


@pytest.mark.parametrize("way", ["putOn", "merge"])
def test_a_decision_leads_to_the_next_that_waits(
    qtbot: QtBot, step: AgendaStep, fresh: Fresh, way: str
) -> None:
    first, second, _third = (each.id for each in waiting(fresh()))
    confirm(qtbot, open_by(qtbot, step, f"{way}-{first}"))
    assert waiting(fresh())[0].id == second
    assert focus() is named(step, f"putOn-{second}")


def test_a_reason_from_the_menu_leads_to_the_next_that_waits(
    qtbot: QtBot, step: AgendaStep, fresh: Fresh
) -> None:
    first, second, _third = (each.id for each in waiting(fresh()))
    other = named(step, f"other-{first}")
    other.setFocus()
    step.round.wish(first, Wish.NOT_NOW)
    close(qtbot, dialog_of(qtbot, step))
    assert focus() is other
    step.round.wish(first, Wish.NOT_NOW)
    dialog = dialog_of(qtbot, step)
    dialog.findChild(QPlainTextEdit, "reason").setPlainText("vi mangler skolens svar")
    confirm(qtbot, dialog)
    assert focus() is named(step, f"putOn-{second}")


def test_the_last_decision_leads_to_what_is_left_in_the_card(
    qtbot: QtBot, step: AgendaStep, fresh: Fresh
) -> None:
    for each in waiting(fresh()):
        confirm(qtbot, open_by(qtbot, step, f"putOn-{each.id}"))
    assert not waiting(fresh())
    assert focus() is named(step, "typeIn")


def test_a_new_and_a_changed_point_give_the_focus_back(
    qtbot: QtBot, step: AgendaStep, fresh: Fresh
) -> None:
    dialog = open_by(qtbot, step, "newItem")
    dialog.findChild(QLineEdit, "title").setText("Fritid")
    confirm(qtbot, dialog)
    assert any(item.title == "Fritid" for item in fresh().items)
    assert focus() is named(step, "newItem")
    row = step.list.rows.row(fresh().items[2].id)
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_F2)
    dialog = dialog_of(qtbot, step)
    dialog.findChild(QLineEdit, "title").setText("Skolen og hverdagen")
    confirm(qtbot, dialog)
    assert focus() is step.list.rows.row(fresh().items[2].id)


def test_what_is_typed_in_gives_the_focus_back(
    qtbot: QtBot, step: AgendaStep, fresh: Fresh
) -> None:
    dialog = open_by(qtbot, step, "typeIn")
    assert isinstance(dialog, TypeInDialog)
    count = len(fresh().contributions)
    dialog.findChild(QPlainTextEdit).setPlainText("Hvem henter Alma om fredagen?")
    confirm(qtbot, dialog)
    assert len(fresh().contributions) == count + 1
    assert focus() is named(step, "typeIn")


def test_how_the_child_is_heard_leads_to_the_way_to_change_it(
    qtbot: QtBot, step: AgendaStep, desk: TestDesk, fresh: Fresh
) -> None:
    meeting = fresh()
    desk.office.meetings.set_child_voice(meeting.id, meeting.version, ChildVoice())
    tell(desk, fresh())
    QApplication.processEvents()
    dialog = open_by(qtbot, step, "writeChildVoice")
    dialog.findChild(QRadioButton, "voice-spoken_for").click()
    dialog.findChild(QPlainTextEdit).setPlainText("Sofie læser Almas ord op")
    confirm(qtbot, dialog)
    assert fresh().child_voice.is_settled
    assert focus() is named(step, "editChildVoice")


def test_a_draft_that_leaves_gives_the_focus_back_after_its_second_dialog(
    qtbot: QtBot, step: AgendaStep
) -> None:
    name = "inviteAgain"  # "Del kladde": they have been asked on the phone already.
    share = open_by(qtbot, step, name)
    qtbot.keyClick(share, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not (isValid(share) and share.isVisible()))
    send = dialog_of(qtbot, step)
    assert send is not share
    close(qtbot, send)
    assert focus() is named(step, name)


def test_an_attendee_who_is_taken_off_leads_to_the_way_to_add_one(
    qtbot: QtBot, step: AgendaStep, fresh: Fresh
) -> None:
    gone = sofie(fresh())
    dialog = open_by(qtbot, step, f"editAttendee-{gone}")
    dialog.remove_requested.emit()
    back(qtbot, dialog, step.window())
    assert fresh().attendee(gone) is None
    assert focus() is named(step, "addAttendees")


def test_the_page_stays_where_it_is_when_answers_are_fetched(
    qtbot: QtBot, window: QWidget, page: MeetingPage, desk: TestDesk, example: Example
) -> None:
    with_many(desk, example)
    step = shown(qtbot, window, page, example)
    window.resize(1280, 560)
    assert step.scroll_area is not None
    bar = step.scroll_area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    file = named(step, "answerFromFile")
    file.setFocus()
    step.scroll_area.ensureWidgetVisible(file)
    at = bar.value()
    assert at > 0
    step.contributions.show_fetching(True, True, "Hentet i dag")
    bring(desk, example, "Sofie", [ContributionDraft(ContributionKind.POINT, "En fast voksen")])
    tell(desk, desk.office.meetings.get(example.meeting.id))
    step.contributions.show_fetching(True, False, "Hentet lige nu")
    QApplication.processEvents()
    assert bar.value() == at
    assert focus() is named(step, "answerFromFile")
    assert focus() is not file


def test_all_that_wait_are_opened_with_the_focus_on_the_first_new_one(
    qtbot: QtBot, window: QWidget, page: MeetingPage, desk: TestDesk, example: Example
) -> None:
    fifth = waiting(with_many(desk, example))[4]
    step = shown(qtbot, window, page, example)
    button = named(step, "showAllWaiting")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert focus().objectName() in (f"putOn-{fifth.id}", f"note-{fifth.id}")


# --- helpers -------------------------------------------------------------------------------


def named(step: AgendaStep, name: str) -> QPushButton:
    """Return the button that is shown under a name; old ones that wait to go do not count."""
    found = [each for each in step.findChildren(QPushButton, name) if each.isVisible()]
    assert len(found) == 1, (name, len(found))
    return found[0]


def open_by(qtbot: QtBot, step: AgendaStep, name: str) -> Dialog:
    button = named(step, name)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    return dialog_of(qtbot, step)


def dialog_of(qtbot: QtBot, step: AgendaStep) -> Dialog:
    found = [each for each in step.findChildren(QDialog) if each.isVisible()]
    assert len(found) == 1
    assert isinstance(found[0], Dialog)
    found[0].activateWindow()
    qtbot.waitUntil(found[0].isActiveWindow)
    return found[0]


def close(qtbot: QtBot, dialog: Dialog) -> None:
    window = dialog.parentWidget().window()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    back(qtbot, dialog, window)


def confirm(qtbot: QtBot, dialog: Dialog) -> None:
    window = dialog.parentWidget().window()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    back(qtbot, dialog, window)


def back(qtbot: QtBot, dialog: Dialog, window: QWidget) -> None:
    """Wait for the dialog to go, and give the window the keyboard as a real screen does."""
    qtbot.waitUntil(lambda: not (isValid(dialog) and dialog.isVisible()))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()


def tell(desk: TestDesk, meeting: Meeting) -> None:
    desk.changes.changed.emit(Change.of(Kind.MEETINGS, ids=(meeting.id,)))


def sofie(meeting: Meeting) -> str:
    return next(each.id for each in meeting.attendees if each.person.name.startswith("Sofie"))


def add_colleague(desk: TestDesk, example: Example, seed: str) -> str:
    name = f"Bo Prøve {len(seed)}"
    draft = PersonDraft(name, PersonRole.TEACHER, "", "Bakkeskolen", "")
    return desk.office.families.add_person(example.family.id, draft).id
