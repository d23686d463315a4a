"""The pen of step 2: whose words, which kind comes next, and what is said of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.statements import Statement, StatementKind
from moedeleder.ui.pages.room.composer_who import natural_speaker
from moedeleder.ui.pages.room.promise_pill import PiecePill
from moedeleder.ui.pages.room.words import kind_for
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.room_helpers import Room, opened, running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)


@pytest.fixture
def room(qtbot: QtBot, desk: TestDesk, example: Example) -> Room:
    return running(qtbot, desk, example)


def test_two_names_are_both_responsible(room: Room) -> None:
    room.write("/a Sofie og Jonas taler sammen @mor @far", enter=False)
    pill = room.find(PiecePill, "promiseWhoPill")
    assert pill.text() == "Hvem: Sofie Eksempel og Jonas Eksempel"
    room.write("")
    (promise,) = room.meeting.promises
    assert (promise.what, promise.owner) == ("Sofie og Jonas taler sammen", None)
    assert promise.owner_name == "Sofie Eksempel og Jonas Eksempel"
    room.notes.edit_requested.emit(promise.id)
    assert pill.text() == "Hvem: Sofie Eksempel og Jonas Eksempel"


def test_the_first_letters_name_each_of_several(room: Room) -> None:
    room.write("/a Taler sammen @sof @jon @Onkel Peter")
    (promise,) = room.meeting.promises
    assert promise.owner_name == "Sofie Eksempel, Jonas Eksempel og Onkel Peter"
    assert promise.what == "Taler sammen"


def test_what_is_promised_begins_with_a_capital_where_the_name_was(room: Room) -> None:
    room.write("/a Lise sender rapporten 12/3", enter=False)
    assert room.text.toPlainText() == "Lise sender rapporten 12/3"
    room.write("")
    (promise,) = room.meeting.promises
    assert (promise.what, promise.owner_label) == ("Sender rapporten", "Lise Berg")


def test_a_vague_time_is_named_and_not_guessed_at(room: Room) -> None:
    room.write("/a Ringer til skolen snart", enter=False)
    pill = room.find(PiecePill, "promiseWhenPill")
    assert pill.text() == "Hvornår? Vi gætter ikke på »snart«."
    room.write(", inden fredag", enter=False)
    assert pill.text().startswith("Hvornår: fredag")


STAYS = "Kun på din maskine. Den kommer ikke med i referatet."


def speaks(room: Room, name: str) -> None:
    """Mark who speaks now."""
    person = next(a.person for a in room.meeting.attendees if a.person.name.startswith(name))
    room.desk.office.speaking.speaks(room.meeting_id, person.id)
    room.step.show_meeting(room.meeting)


def by(said: Statement) -> tuple[str, str]:
    return str(said.kind), said.person.name if said.person else ""


def notice(room: Room) -> WrapLabel:
    return room.find(WrapLabel, "composerNotice")


@pytest.mark.parametrize("between", ["", "/a Ringer til klubben", "/n Endnu en"])
def test_a_private_note_is_one_note(room: Room, between: str) -> None:
    room.write("/u /n Ring til Bente")
    assert room.kind == "disagreement"
    if between:
        room.write(between)
        assert room.kind == "disagreement"
    room.write("Vi er uenige om klubben")
    assert room.meeting.statements[-1].is_public


def test_a_promise_after_a_private_note_leads_back_to_what_is_public(room: Room) -> None:
    room.write("/n /a Ringer til klubben")
    assert room.kind == "fact"


def test_esc_on_an_empty_private_line_is_public_again(room: Room) -> None:
    room.write("/n ", enter=False)
    room.qtbot.keyClick(room.text, Qt.Key.Key_Escape)
    assert room.kind == "fact"
    assert not notice(room).isVisible()


def test_what_is_private_has_a_ground_of_its_own(room: Room) -> None:
    before = room.step.pen.grab().toImage().pixelColor(20, 6)
    room.write("/n ", enter=False)
    assert room.step.pen.grab().toImage().pixelColor(20, 6) != before
    assert notice(room).text() == STAYS


@pytest.mark.parametrize(
    ("speaker", "letter", "name"),
    [
        ("Jonas", "p", "Jonas Eksempel"),
        ("Bente", "p", "Bente Vang"),
        ("Karin", "p", ""),
        ("Jonas", "b", ""),
        ("Karin", "v", "Karin Dam"),
        ("Jonas", "v", ""),
        ("Jonas", "f", "Jonas Eksempel"),
        ("Karin", "u", "Karin Dam"),
        ("Jonas", "r", ""),
        ("Jonas", "n", ""),
        ("Karin", "k", "Karin Dam"),
    ],
)
def test_whoever_speaks_said_it(room: Room, speaker: str, letter: str, name: str) -> None:
    speaks(room, speaker)
    room.write(f"/{letter} Ord")
    assert by(room.meeting.statements[-1])[1] == name


def test_the_childs_words_are_the_childs() -> None:
    roles = {"alma": PersonRole.CHILD, "sofie": PersonRole.PARENT, "karin": PersonRole.TEACHER}
    people = [
        Attendee(f"a-{key}", 1, Person(key, 1, "f", key.title(), role))
        for key, role in roles.items()
    ]
    assert natural_speaker("child_words", people, None, None) == "alma"
    assert natural_speaker("child_words", people, "sofie", None) == "alma"
    assert natural_speaker("parent_words", people, "alma", None) == "sofie"
    assert natural_speaker("parent_words", people[:1], "alma", None) is None
    assert natural_speaker("assessment", people, "alma", None) is None
    assert natural_speaker("fact", people, "alma", "karin") == "alma"
    assert natural_speaker("promise", people, "alma", None) is None


def test_the_speaker_who_is_marked_says_the_next_note_too(room: Room) -> None:
    speaks(room, "Jonas")
    room.write("/p Vi er trætte")
    speaks(room, "Sofie")
    assert room.find(QComboBox, "composerWho").currentText() == "Sofie"
    room.write("Det er jeg også")
    assert [by(s)[1] for s in room.meeting.statements] == ["Jonas Eksempel", "Sofie Eksempel"]


def test_who_is_chosen_by_hand_counts_for_that_note(room: Room) -> None:
    speaks(room, "Jonas")
    room.write("/p @sofie ", enter=False)
    speaks(room, "Bente")
    room.write("Det er jeg ikke")
    room.write("Det er min datter heller ikke")
    names = [by(s)[1] for s in room.meeting.statements]
    assert names == ["Sofie Eksempel", "Bente Vang"]


@pytest.mark.parametrize("letter", ["f", "u", "r", "v"])
def test_nobody_is_left_over_from_the_note_before(room: Room, letter: str) -> None:
    room.write("/p @jonas Vi er trætte")
    room.write(f"/{letter} Ord")
    assert by(room.meeting.statements[-1])[1] == ""
    room.write("/f @karin Hun kom mandag")
    room.write("Hun gik tirsdag")
    assert by(room.meeting.statements[-1]) == ("fact", "")


def test_who_said_words_of_the_same_kind_goes_on(room: Room) -> None:
    room.write("/p @jonas Vi er trætte")
    room.write("/n Han græder")
    room.write("Det hjælper ikke")
    assert by(room.meeting.statements[-1]) == ("parent_words", "Jonas Eksempel")


@pytest.mark.parametrize(
    "line", ["/p @Sofie Vi er trætte", "@sofie /p Vi er trætte", "/p  @sofie: Vi er trætte"]
)
def test_a_line_put_in_at_once_says_who(room: Room, line: str) -> None:
    room.text.insertPlainText(line)
    room.write("")
    (said,) = room.meeting.statements
    assert (by(said), said.text) == (("parent_words", "Sofie Eksempel"), "Vi er trætte")


def test_a_name_put_before_words_that_stand_there(room: Room) -> None:
    room.write("/p Vi er trætte", enter=False)
    room.qtbot.keyClick(room.text, Qt.Key.Key_Home)
    room.write("@sofie ")
    (said,) = room.meeting.statements
    assert (by(said), said.text) == (("parent_words", "Sofie Eksempel"), "Vi er trætte")


def test_a_quote_of_nobody_is_asked_about_once_and_kept(room: Room) -> None:
    room.write("/p Vi er trætte", enter=False)
    assert notice(room).text() == "Hvem sagde det? Skriv @ og et navn først i linjen."
    room.write("")
    room.write("Det er svært", enter=False)
    assert not notice(room).isVisible()
    room.write("")
    assert [by(s)[1] for s in room.meeting.statements] == ["", ""]


def test_a_quote_of_somebody_asks_nothing(room: Room) -> None:
    room.write("/p @sofie Vi er trætte", enter=False)
    assert not notice(room).isVisible()


def test_after_a_break_the_point_begins_with_its_own_kind(room: Room) -> None:
    room.write("/u ", enter=False)
    room.desk.office.conduct.pause(room.meeting_id)
    room.step.show_meeting(room.meeting)
    room.desk.office.conduct.resume(room.meeting_id)
    room.step.show_meeting(room.meeting)
    assert room.kind == kind_for(room.meeting.items[0])


@pytest.mark.parametrize(
    ("written", "kind"),
    [("/u ", "disagreement"), ("/n ", "fact"), ("/u /n ", "disagreement"), ("/n Ring\r", "fact")],
)
def test_after_a_dialog_the_kind_is_the_one_from_before(
    room: Room, written: str, kind: str
) -> None:
    room.write(written, enter=False)
    QApplication.sendEvent(room.step.pen, QEvent(QEvent.Type.WindowActivate))
    assert room.kind == kind


def test_after_the_board_the_kind_is_the_one_from_before(room: Room) -> None:
    room.write("/u ", enter=False)
    room.step.board_requested.emit()
    room.step.show_room()
    assert room.kind == "disagreement"


def test_the_pen_takes_no_keys_while_it_is_out_of_sight(room: Room) -> None:
    room.step.board_requested.emit()
    before = QApplication.focusWidget()
    room.step.pen.focus()
    assert room.step.window().focusWidget() is before


def test_words_under_way_stay_what_they_are_after_a_dialog(room: Room) -> None:
    room.write("/n Ring til", enter=False)
    QApplication.sendEvent(room.step.pen, QEvent(QEvent.Type.WindowActivate))
    assert (room.kind, room.text.toPlainText()) == ("private", "Ring til")


def test_a_stray_letter_is_no_note_at_the_next_point(room: Room) -> None:
    room.write("k", enter=False)
    room.click("nextPointButton")
    assert room.meeting.current_item == room.meeting.items[1]
    assert room.meeting.statements == ()
    assert room.text.toPlainText() == "k"
    assert notice(room).text() == "»k« er ikke gemt som en note. Enter gemmer det her."
    room.write("om", enter=False)
    assert not notice(room).isVisible()
    room.write("")
    (said,) = room.meeting.statements
    assert (said.text, said.item_id) == ("kom", room.meeting.items[1].id)


def test_enter_keeps_a_short_word(room: Room) -> None:
    room.write("Ja")
    assert [s.text for s in room.meeting.statements] == ["Ja"]


def test_a_short_word_is_kept_before_another_note_is_put_right(room: Room) -> None:
    room.write("Hun kom mandag")
    room.write("Ja", enter=False)
    room.notes.edit_requested.emit(room.meeting.statements[0].id)
    assert [s.text for s in room.meeting.statements] == ["Hun kom mandag", "Ja"]


def test_alt_and_a_letter_write_nothing(room: Room) -> None:
    room.write("/v ", enter=False)
    source = room.find(QLineEdit, "composerSource")
    room.qtbot.keyClick(source, "k", Qt.KeyboardModifier.AltModifier)
    room.qtbot.keyClick(room.text, "k", Qt.KeyboardModifier.AltModifier)
    assert (source.text(), room.text.toPlainText()) == ("", "")
    room.qtbot.keyClick(source, "k", Qt.KeyboardModifier.ShiftModifier)
    assert source.text().lower() == "k"


def test_the_notice_of_found_words_goes_when_the_line_is_emptied(qtbot: QtBot, room: Room) -> None:
    room.write("/n Ring til Bente", enter=False)
    again = opened(qtbot, room.desk, room.meeting_id)
    assert notice(again).text() == f"{STAYS} Vi fandt det, du var ved at skrive."
    again.text.selectAll()
    qtbot.keyClick(again.text, Qt.Key.Key_Delete)
    assert notice(again).text() == STAYS
    again.write("/f Ring", enter=False)
    assert not notice(again).isVisible()


def test_the_notice_of_found_words_goes_when_they_are_kept(qtbot: QtBot, room: Room) -> None:
    room.write("Ring til Bente", enter=False)
    again = opened(qtbot, room.desk, room.meeting_id)
    assert notice(again).text() == "Vi fandt det, du var ved at skrive."
    again.write(" og", enter=False)
    assert notice(again).isVisible()
    again.write("")
    assert not notice(again).isVisible()


def test_the_childs_words_wear_the_familys_colour(room: Room) -> None:
    corner = (3, room.step.pen.height() // 2)
    before = room.step.pen.grab().toImage().pixelColor(*corner)
    point = next(i for i in room.meeting.items if kind_for(i) == StatementKind.CHILD_WORDS)
    room.desk.office.conduct.go_to(room.meeting_id, point.id)
    room.step.show_meeting(room.meeting)
    assert room.kind == "child_words"
    assert room.step.pen.grab().toImage().pixelColor(*corner) != before
