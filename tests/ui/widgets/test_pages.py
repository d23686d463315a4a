"""Forms, dialogs, messages, pages and the window's frame."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.ui.shell import NavButton, Shell
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.button import Button, primary, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.moment_fields import DateField, TimeField
from moedeleder.ui.widgets.number_field import NumberField
from moedeleder.ui.widgets.rich_text_edit import RichTextEdit
from moedeleder.ui.widgets.scroll_page import WIDEST, ScrollPage
from moedeleder.ui.widgets.undo_bar import UndoBar
from tests.ui.windows import opened

TODAY = date(2026, 12, 3)
LEFT = Qt.MouseButton.LeftButton


def typed(qtbot: QtBot, field: DateField | TimeField, text: str) -> None:
    field.edit.clear()
    qtbot.keyClicks(field.edit, text)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)


@pytest.mark.parametrize("text", ["4.12.2026", "4/12", "4. december", "i morgen", "fredag"])
def test_a_day_typed_the_danish_way(text: str, qtbot: QtBot) -> None:
    field = DateField(lambda: TODAY)
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.value_changed) as caught:
        typed(qtbot, field, text)
    assert caught.args == [date(2026, 12, 4)]
    assert field.value() == date(2026, 12, 4)
    assert field.edit.text() == "4.12.2026"


@pytest.mark.parametrize(
    ("text", "says"), [("1530", "15.30"), ("9", "09.00"), ("kl. 9:05", "09.05")]
)
def test_a_time_typed_the_danish_way(text: str, says: str, qtbot: QtBot) -> None:
    field = TimeField()
    qtbot.addWidget(field)
    typed(qtbot, field, text)
    assert field.edit.text() == says
    assert not field.has_error()


def test_a_day_that_cannot_be_read_is_kept_and_explained(qtbot: QtBot) -> None:
    form, field = Form(), DateField(lambda: TODAY)
    qtbot.addWidget(form)
    row = form.add("due", "Frist", field)
    field.set_value(TODAY)
    typed(qtbot, field, "31/2")
    assert field.edit.text() == "31/2"
    assert field.has_error()
    assert row.error == "Den dag findes ikke."
    typed(qtbot, field, "snart")
    assert row.error == "Skriv dagen som 3.12.2026 eller 3/12."
    assert field.edit.accessibleName() == "Frist"
    assert field.edit.objectName() == "dueText"
    typed(qtbot, field, "")
    assert row.error == ""
    assert field.value() is None


def test_showing_a_time_is_not_typing_it(qtbot: QtBot) -> None:
    field = TimeField()
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.value_changed):
        field.set_value(time(15, 30))
    assert field.value() == time(15, 30)


@pytest.mark.qt_log_ignore("does not support grabbing")
def test_a_day_is_picked_from_a_danish_calendar(qtbot: QtBot) -> None:
    field = DateField(lambda: TODAY)
    qtbot.addWidget(field)
    field.show()
    qtbot.mouseClick(field.button, LEFT)
    calendar = field.findChild(QCalendarWidget)
    assert calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    assert calendar.locale().name() == "da_DK"
    with qtbot.waitSignal(field.value_changed) as caught:
        calendar.clicked.emit(calendar.selectedDate().addDays(4))
    assert caught.args == [date(2026, 12, 7)]
    assert not calendar.isVisible()


def test_a_form_names_its_fields_and_says_what_is_wrong(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.add("title", "Titel", QLineEdit(), "Hvad taler I om?")
    form.add_beside(("a", "Fra", QLineEdit(), 1), ("b", "Til", QLineEdit(), 1))
    field = form.findChild(QLineEdit, "title")
    assert field.accessibleName() == "Titel"
    assert field.accessibleDescription() == "Hvad taler I om?"
    assert form.set_error("title", "Titlen mangler.")
    assert field.accessibleDescription() == "Titlen mangler."
    assert field.property("invalid")
    assert not form.set_error("unknown", "x")
    form.clear_errors()
    assert form.row("title").error == ""
    assert not field.property("invalid")


def test_a_choice_keeps_values_as_they_are(qtbot: QtBot) -> None:
    choice = Choice((("Klar", Tone.OK), ("Mangler", Tone.WARN)))
    qtbot.addWidget(choice)
    choice.set_value(Tone.WARN)
    assert choice.value() is Tone.WARN
    choice.set_options((("Fejl", Tone.BAD), ("Mangler", Tone.WARN)))
    assert choice.value() is Tone.WARN
    choice.set_options(())
    assert choice.value() is None


def test_a_number_stays_inside_its_limits(qtbot: QtBot) -> None:
    field = NumberField(5, 480, " min")
    qtbot.addWidget(field)
    field.setValue(900)
    assert (field.value(), field.text()) == (480, "480 min")


@pytest.fixture
def dialog(qtbot: QtBot) -> Dialog:
    dialog = Dialog("Nyt punkt om Alma", "Sæt på dagsordenen")
    qtbot.addWidget(dialog)
    form = dialog.use_form(Form())
    form.add("title", "Titel", QLineEdit())
    form.add("why", "Hvorfor", RichTextEdit())
    opened(qtbot, dialog)
    return dialog


def test_a_dialog_tells_nothing_personal_in_its_title(dialog: Dialog) -> None:
    assert dialog.windowTitle() == "Mødeleder"
    assert dialog.accessibleName() == "Nyt punkt om Alma"


def test_enter_asks_and_esc_cancels(dialog: Dialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.confirm_requested):
        qtbot.keyClick(dialog.findChild(QLineEdit, "title"), Qt.Key.Key_Return)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_control_and_enter_ask_once_from_a_field_of_many_lines(
    dialog: Dialog, qtbot: QtBot
) -> None:
    asked: list[int] = []
    dialog.confirm_requested.connect(lambda: asked.append(1))
    why = dialog.findChild(RichTextEdit, "why")
    qtbot.keyClick(why, Qt.Key.Key_Return)
    assert asked == []
    # A shortcut presses the button visibly, and lets go a moment later.
    with qtbot.waitSignal(dialog.confirm_requested):
        qtbot.keyClick(why, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == [1]
    assert why.rich_text().plain == ""


def test_a_dialog_says_errors_where_they_belong(dialog: Dialog) -> None:
    dialog.show_error(ErrorText("Titlen mangler.", "Alt er her.", "Skriv noget."), "title")
    assert dialog.form is not None
    assert dialog.form.row("title").error == "Titlen mangler. Skriv noget."
    dialog.show_error(ErrorText("Det gik ikke.", "Intet er ændret.", ""))
    assert dialog.banner.message == "Det gik ikke. Intet er ændret."


def test_a_dialog_is_as_high_as_its_content(dialog: Dialog, qtbot: QtBot) -> None:
    qtbot.waitExposed(dialog)
    assert dialog._scroll.verticalScrollBar().maximum() == 0


def test_a_banner_says_acts_and_goes(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.show_message("Mailen <b>kom</b> ikke frem.", Tone.BAD, "Teksten er gemt.", "Prøv igen")
    assert banner.accessibleName() == "Mailen <b>kom</b> ikke frem. Teksten er gemt."
    with qtbot.waitSignal(banner.action_requested):
        qtbot.mouseClick(banner.findChild(Button, "bannerAction"), LEFT)
    with qtbot.waitSignal(banner.dismissed):
        qtbot.keyClick(banner.findChild(Button, "bannerClose"), Qt.Key.Key_Escape)
    assert banner.isHidden()


def test_undo_happens_once(qtbot: QtBot) -> None:
    bar, undone = UndoBar(), []
    qtbot.addWidget(bar)
    bar.offer("Punktet er fjernet.", lambda: undone.append("punkt"))
    assert bar.can_undo()
    assert bar.message == "Punktet er fjernet."
    qtbot.mouseClick(bar.findChild(Button, "undo"), LEFT)
    bar.undo()
    assert undone == ["punkt"]
    assert bar.isHidden()


def test_the_next_message_takes_the_place_of_the_last(qtbot: QtBot) -> None:
    bar, undone = UndoBar(), []
    qtbot.addWidget(bar)
    bar.offer("Et er fjernet.", lambda: undone.append(1))
    bar.offer("To er fjernet.", lambda: undone.append(2))
    bar.undo()
    assert undone == [2]
    bar.offer("Mødet er gemt.")
    assert not bar.can_undo()


def test_undo_is_offered_for_a_while_only(qtbot: QtBot) -> None:
    bar = UndoBar()
    qtbot.addWidget(bar)
    bar.offer("Punktet er fjernet.", lambda: None)
    bar._timer.timeout.emit()
    assert bar.isHidden()
    assert not bar.can_undo()


def test_the_main_button_stays_at_the_same_place(qtbot: QtBot) -> None:
    places = set()
    for rows in (1, 80):
        page = ScrollPage()
        qtbot.addWidget(page)
        main = primary("Næste")
        page.set_footer(secondary("Tilbage"), main, note="2 ting mangler")
        for _ in range(rows):
            page.add(QLabel("række"))
        page.resize(900, 600)
        page.show()
        corner = main.mapTo(page, main.rect().bottomRight())
        places.add((corner.x(), corner.y()))
        assert page.rect().contains(corner)
    assert len(places) == 1


def test_a_wide_page_keeps_header_body_and_foot_in_line(qtbot: QtBot) -> None:
    page, header, body = ScrollPage(), QWidget(), QWidget()
    qtbot.addWidget(page)
    main = primary("Send")
    page.set_header(header)
    page.add(body)
    page.set_footer(main)
    page.resize(2400, 900)
    page.show()
    lefts = {widget.mapTo(page, QPoint(0, 0)).x() for widget in (header, body)}
    rights = {
        widget.mapTo(page, QPoint(0, 0)).x() + widget.width() for widget in (header, body, main)
    }
    assert lefts == {24}
    assert rights == {24 + WIDEST}


def test_cards_take_rows_and_can_be_emptied(qtbot: QtBot) -> None:
    card = Card("I dag", QLabel("2"))
    qtbot.addWidget(card)
    assert card.accessibleName() == "I dag"
    card.add_row(QLabel("en"))
    card.add_row(QLabel("to"))
    assert card.body.count() == 4
    card.clear()
    assert card.body.count() == 0


def test_an_empty_page_offers_the_first_step(qtbot: QtBot) -> None:
    empty = EmptyState("people", "Her kommer børn", "Begynd med et barn.", "Opret et barn")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.action_requested):
        qtbot.mouseClick(empty.findChild(Button, "emptyAction"), LEFT)


@pytest.fixture
def shell(qtbot: QtBot) -> Shell:
    shell = Shell()
    qtbot.addWidget(shell)
    for key in ("today", "meetings"):
        shell.add_page(key, QLabel(key))
    shell.show_page("today")
    opened(qtbot, shell)
    return shell


def test_the_sidebar_asks_and_does_not_go_by_itself(shell: Shell, qtbot: QtBot) -> None:
    meetings = shell.findChild(NavButton, "nav-meetings")
    with qtbot.waitSignal(shell.navigate_requested) as caught:
        qtbot.mouseClick(meetings, LEFT)
    assert caught.args == ["meetings"]
    assert not meetings.isChecked()
    shell.show_page("meetings")
    assert meetings.isChecked()
    assert isinstance(shell.current_page, QLabel)
    assert shell.current_page.text() == "meetings"


def test_the_sidebar_by_keyboard(shell: Shell, qtbot: QtBot) -> None:
    first = shell.findChild(NavButton, "nav-today")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    meetings = shell.findChild(NavButton, "nav-meetings")
    assert meetings.hasFocus()
    with qtbot.waitSignal(shell.navigate_requested) as caught:
        qtbot.keyClick(meetings, Qt.Key.Key_Return)
    assert caught.args == ["meetings"]


def test_a_meeting_has_a_page_of_its_own_under_its_place(shell: Shell) -> None:
    shell.add_page("meeting-1", QLabel("Alma"))
    shell.show_page("meeting-1", "meetings")
    assert shell.findChild(NavButton, "nav-meetings").isChecked()
    shell.remove_page("meeting-1")
    with pytest.raises(KeyError):
        shell.show_page("meeting-1")


def test_counts_are_said_as_well_as_shown(shell: Shell) -> None:
    button = shell.findChild(NavButton, "nav-today")
    shell.sidebar.set_badge("today", 3)
    assert button.accessibleName() == "I dag, 3 venter"
    shell.sidebar.set_badge("today", 0)
    assert button.accessibleName() == "I dag"
