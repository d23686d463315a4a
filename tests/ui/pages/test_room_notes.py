"""Writing at the meeting: nothing typed is lost, and everything can be taken back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from moedeleder.app import open_office
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import PromiseDraft
from moedeleder.domain.statements import StatementKind
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.store import Store
from moedeleder.services.notepad import new_draft
from moedeleder.ui.background import ImmediateBackground
from moedeleder.ui.desk import TypingNews
from moedeleder.ui.dispatch import Changes
from moedeleder.ui.pages.room.chips import KindChips
from moedeleder.ui.pages.room.promise_pill import PiecePill
from moedeleder.ui.pages.room.words import ALL_KINDS, kind_for
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.saved_mark import SavedMark, SavedState
from moedeleder.ui.widgets.undo_bar import UndoBar
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.stores import KEY
from tests.ui.office_fixture import DeskClock, Example, MemorySecrets, TestDesk
from tests.ui.pages.room_helpers import Room, opened, running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)


@pytest.fixture
def room(qtbot: QtBot, desk: TestDesk, example: Example) -> Room:
    return running(qtbot, desk, example)


def reopened(desk: TestDesk, path: Path) -> tuple[TestDesk, Store]:
    """Open the same file again, as after a fall."""
    clock = DeskClock(desk.clock.now)
    store = Store(SqliteEngine(path, KEY), clock=clock, actor="Mette Holm")
    news = TypingNews()
    typing = store.edit_writer(lambda slot, ticket: news.saved.emit(slot, ticket))
    office = open_office(store, typing, MemorySecrets(), now=clock)
    return TestDesk(office, Changes(), ImmediateBackground(), news, clock), store


def test_enter_keeps_the_words_under_the_current_point(room: Room) -> None:
    room.write("Alma var i skole 11 dage.")
    (said,) = room.meeting.statements
    assert (said.kind, said.text) == (StatementKind.FACT, "Alma var i skole 11 dage.")
    assert said.item_id == room.meeting.items[0].id
    assert room.text.toPlainText() == ""
    assert room.text.hasFocus()


def test_shift_enter_makes_a_new_line(room: Room) -> None:
    room.write("Første", enter=False)
    room.qtbot.keyClick(room.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    low = room.text.height()
    room.write("Anden")
    assert room.meeting.statements[0].text == "Første\nAnden"
    assert room.text.height() < low


@pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: kind.letter)
def test_a_slash_chooses_the_kind(room: Room, kind: object) -> None:
    letter, key = getattr(kind, "letter"), getattr(kind, "key")  # noqa: B009
    room.write(f"/{letter} ", enter=False)
    assert room.kind == key
    assert room.text.toPlainText() == ""


def test_a_chip_chooses_the_kind_and_keeps_the_words(room: Room) -> None:
    room.write("Hun vil helst gå selv.", enter=False)
    chip = room.find(KindChips, "kindChips").chip("child_words")
    room.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    room.qtbot.keyClick(room.text, Qt.Key.Key_Return)
    assert room.meeting.statements[0].kind is StatementKind.CHILD_WORDS
    assert "”Hun vil helst gå selv.”" in room.shown()[0]


def test_an_at_sign_says_who(room: Room) -> None:
    room.write("/p @sof Vi er alene med det.")
    (said,) = room.meeting.statements
    assert said.person is not None
    assert said.person.name == "Sofie Eksempel"
    assert room.shown()[0].startswith("Forældrenes ord. Sofie: ”Vi er alene med det.” kl. 15.3")
    # The next words of a parent are likely theirs too.
    assert room.find(QComboBox, "composerWho").currentText() == "Sofie"


def test_each_key_is_kept_and_said_so_only_afterwards(room: Room) -> None:
    mark = room.find(SavedMark, "savedMark")
    assert mark.state is SavedState.NOTHING_YET
    room.write("Vi vil gerne", enter=False)
    room.qtbot.waitUntil(lambda: mark.state is SavedState.SAVED)
    found = room.desk.office.notepad.recovered(room.meeting_id)
    assert found is not None
    assert found.text == "Vi vil gerne"


def test_a_ticket_for_older_words_does_not_say_saved(room: Room) -> None:
    mark = room.find(SavedMark, "savedMark")
    room.write("En", enter=False)
    room.qtbot.waitUntil(lambda: mark.state is SavedState.SAVED)
    keeper = room.step._writing._keeper
    keeper._wanted = keeper._safe + 5
    mark.set_state(SavedState.SAVING)
    slot = room.desk.office.notepad.slot(room.meeting_id)
    room.desk.typing.saved.emit(slot, keeper._safe + 4)
    assert mark.state is SavedState.SAVING
    room.desk.typing.saved.emit("note:another", keeper._wanted)
    assert mark.state is SavedState.SAVING
    room.desk.typing.saved.emit(slot, keeper._wanted)
    assert mark.state is SavedState.SAVED


def test_words_that_cannot_be_kept_are_named_and_stay(room: Room) -> None:
    room.write("Vigtige ord", enter=False)
    room.desk.typing.failed.emit(room.desk.office.notepad.slot(room.meeting_id))
    assert room.find(SavedMark, "savedMark").state is SavedState.FAILED
    assert room.text.toPlainText() == "Vigtige ord"
    banner = room.step._banner
    assert banner.isVisible()
    assert "kan ikke gemmes lige nu" in banner.message


def test_after_a_fall_the_words_are_there_again(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    room.write("/p @jon Jeg mener, at skemaet", enter=False)
    mark = room.find(SavedMark, "savedMark")
    qtbot.waitUntil(lambda: mark.state is SavedState.SAVED)
    desk, store = reopened(room.desk, tmp_path / "moedeleder.db")
    try:
        again = opened(qtbot, desk, room.meeting_id)
        assert again.text.toPlainText() == "Jeg mener, at skemaet"
        assert again.kind == "parent_words"
        notice = again.find(WrapLabel, "composerNotice")
        assert notice.text() == "Vi fandt det, du var ved at skrive."
        assert not again.find(Button, "composerCancel").isVisible()
        again.write(" skal ændres.")
        (said,) = desk.office.meetings.get(room.meeting_id).statements
        assert said.text == "Jeg mener, at skemaet skal ændres."
        assert said.person is not None
        assert said.person.name == "Jonas Eksempel"
    finally:
        desk.office.notepad._typing.close()  # type: ignore[attr-defined]
        store.close()


def test_kept_words_are_not_found_again(qtbot: QtBot, room: Room) -> None:
    room.write("Færdig med det.")
    assert room.desk.office.notepad.recovered(room.meeting_id) is None
    again = opened(qtbot, room.desk, room.meeting_id)
    assert again.text.toPlainText() == ""


def test_a_rewriting_under_way_is_found_as_a_rewriting(qtbot: QtBot, room: Room) -> None:
    room.write("Et ord")
    said = room.meeting.statements[0]
    room.notes.edit_requested.emit(said.id)
    room.write(" mere", enter=False)
    again = opened(qtbot, room.desk, room.meeting_id)
    assert again.text.toPlainText() == "Et ord mere"
    assert again.find(Button, "composerCancel").isVisible()
    qtbot.keyClick(again.text, Qt.Key.Key_Return)
    assert [s.text for s in room.meeting.statements] == ["Et ord mere"]


def test_f2_loads_a_note_and_enter_keeps_the_change(room: Room) -> None:
    room.write("Skolen er tryk")
    room.notes.setFocus()
    room.qtbot.keyClick(room.notes, Qt.Key.Key_F2)
    assert room.text.toPlainText() == "Skolen er tryk"
    room.qtbot.keyClick(room.text, Qt.Key.Key_Backspace)
    room.write("g")
    assert [s.text for s in room.meeting.statements] == ["Skolen er tryg"]
    room.step.undo()
    assert [s.text for s in room.meeting.statements] == ["Skolen er tryk"]


def test_esc_puts_a_rewriting_away(room: Room) -> None:
    room.write("Som det var")
    room.notes.edit_requested.emit(room.meeting.statements[0].id)
    room.write(" ikke", enter=False)
    room.qtbot.keyClick(room.text, Qt.Key.Key_Escape)
    assert room.text.toPlainText() == ""
    assert room.meeting.statements[0].text == "Som det var"


def test_delete_removes_and_undo_puts_back_in_its_place(room: Room) -> None:
    for words in ("en", "to", "tre"):
        room.write(words)
    room.notes.choose(room.meeting.statements[1].id)
    room.notes.setFocus()
    room.qtbot.keyClick(room.notes, Qt.Key.Key_Delete)
    assert [s.text for s in room.meeting.statements] == ["en", "tre"]
    bar = room.find(UndoBar, "undoBar")
    assert bar.message == "Noten er fjernet."
    bar.undo()
    assert [note.text for note in room.notes.notes] == ["en", "to", "tre"]
    room.step.redo()
    assert [note.text for note in room.notes.notes] == ["en", "tre"]


def test_undo_and_redo_of_a_note(room: Room) -> None:
    room.write("Sagt")
    room.step.undo()
    assert room.meeting.statements == ()
    room.step.redo()
    assert [s.text for s in room.meeting.statements] == ["Sagt"]
    room.step.redo()
    assert len(room.meeting.statements) == 1


def test_words_under_way_are_kept_at_the_point_they_were_written_for(room: Room) -> None:
    room.write("Halvt", enter=False)
    room.click("nextPointButton")
    assert room.meeting.statements[0].item_id == room.meeting.items[0].id
    assert room.shown() == []
    room.click("previousPoint")
    assert "Halvt" in room.shown()[0]


def test_private_is_said_to_stay_here(room: Room) -> None:
    room.write("/n ", enter=False)
    notice = room.find(WrapLabel, "composerNotice")
    assert notice.isVisible()
    assert notice.text() == "Kun på din maskine. Den kommer ikke med i referatet."
    assert not room.find(QComboBox, "composerWho").isVisible()
    room.write("Ring til Bente.")
    assert not room.meeting.statements[0].is_public


def test_one_more_note_is_one_more_row(room: Room) -> None:
    for number in range(5):
        room.write(f"Note {number}")
    model = room.notes.model()
    inserted, reset = QSignalSpy(model.rowsInserted), QSignalSpy(model.modelReset)
    changed = QSignalSpy(model.dataChanged)
    room.write("Den sidste")
    assert (inserted.count(), reset.count(), changed.count()) == (1, 0, 0)


def test_hostile_words_are_shown_as_they_are(room: Room) -> None:
    words = "<b>#set</b> مرحبا 👩‍👧 & " + "x" * 9000
    room.text.setPlainText(words)
    room.qtbot.keyClick(room.text, Qt.Key.Key_Return)
    assert room.meeting.statements[0].text == words
    assert room.notes.notes[0].text.startswith("<b>#set</b> مرحبا")
    assert not room.notes.grab().isNull()


def test_a_promise_is_read_from_one_line_as_it_is_typed(room: Room) -> None:
    room.write("/a Karin ringer til Sofie", enter=False)
    who, when = room.find(PiecePill, "promiseWhoPill"), room.find(PiecePill, "promiseWhenPill")
    assert (who.text(), when.text()) == ("Hvem: Karin Dam", "Hvornår?")
    room.write(" inden fredag", enter=False)
    assert when.accessibleName() == "Hvornår: fredag 4. december"
    assert room.text.toPlainText() == "Karin ringer til Sofie inden fredag"
    assert room.text.accessibleDescription() == "Hvem: Karin Dam · Hvornår: fredag 4. december"
    marked = [mark.cursor.selectedText() for mark in room.text.extraSelections()]
    assert marked == ["Karin", "inden fredag"]
    room.qtbot.keyClick(room.text, Qt.Key.Key_Return)
    (promise,) = room.meeting.promises
    assert promise.owner is not None
    assert (promise.what, promise.owner.name) == ("Ringer til Sofie", "Karin Dam")
    assert str(promise.due) == "2026-12-04"
    assert promise.item_id == room.meeting.items[0].id
    assert room.shown()[0].startswith("Aftale. Karin Dam: Ringer til Sofie fredag 4. dec. kl. 15.3")


def test_a_promise_with_a_day_nobody_knows_is_kept_without_one(room: Room) -> None:
    room.write("/a Sender skemaet 31/2")
    (promise,) = room.meeting.promises
    assert (promise.what, promise.due) == ("Sender skemaet 31/2", None)
    bar = room.find(UndoBar, "undoBar")
    assert bar.message == "Vi kender ikke dagen »31/2«. Aftalen er gemt uden dag."
    assert room.text.hasFocus()
    room.write("Hun kom mandag")
    assert [said.text for said in room.meeting.statements] == ["Hun kom mandag"]
    room.write("/a Ringer hjem 30/2", enter=False)
    room.click("nextPointButton")
    assert room.meeting.current_item == room.meeting.items[1]
    assert [each.what for each in room.meeting.promises][1:] == ["Ringer hjem 30/2"]


def test_a_wrong_day_is_put_right_in_its_field(room: Room) -> None:
    room.write("/a Sender skemaet 31/2")
    room.click("undo")
    assert room.line("promiseWhen").hasFocus()
    room.qtbot.keyClicks(room.line("promiseWhen"), "fredag")
    assert room.find(WrapLabel, "promiseSaid").text() == "fredag 4. december"
    room.qtbot.keyClick(room.line("promiseWhen"), Qt.Key.Key_Return)
    assert room.text.hasFocus()
    pill = room.find(PiecePill, "promiseWhenPill")
    assert pill.text() == "Hvornår: fredag 4. december"
    room.qtbot.keyClick(room.text, Qt.Key.Key_Return)
    (promise,) = room.meeting.promises
    assert (promise.what, str(promise.due)) == ("Sender skemaet", "2026-12-04")


def test_a_wrong_day_typed_in_its_field_stays_in_what(room: Room) -> None:
    room.write("/a Læser kapitel", enter=False)
    room.qtbot.mouseClick(room.find(PiecePill, "promiseWhenPill"), Qt.MouseButton.LeftButton)
    room.qtbot.keyClicks(room.line("promiseWhen"), "31/2")
    room.qtbot.keyClick(room.line("promiseWhen"), Qt.Key.Key_Return)
    room.qtbot.keyClick(room.text, Qt.Key.Key_Return)
    (promise,) = room.meeting.promises
    assert (promise.what, promise.due) == ("Læser kapitel 31/2", None)


@pytest.mark.parametrize("pill", ["promiseWhoPill", "promiseWhenPill"])
def test_a_note_begun_in_a_small_field_goes_to_the_line(room: Room, pill: str) -> None:
    room.write("/a Læser kapitel", enter=False)
    room.qtbot.mouseClick(room.find(PiecePill, pill), Qt.MouseButton.LeftButton)
    focus = QApplication.focusWidget()
    assert focus is not None
    room.qtbot.keyClicks(focus, "/")
    assert room.text.hasFocus()
    room.write("u Vi er ikke enige")
    assert [each.what for each in room.meeting.promises] == ["Læser kapitel"]
    assert [str(said.kind) for said in room.meeting.statements] == ["disagreement"]


def test_a_sentence_in_the_field_of_the_day_goes_to_the_line(room: Room) -> None:
    room.write("/a Læser kapitel", enter=False)
    room.qtbot.mouseClick(room.find(PiecePill, "promiseWhenPill"), Qt.MouseButton.LeftButton)
    sentence = "Hun er glad for at komme i skole om morgenen"
    for letter in sentence:
        focus = QApplication.focusWidget()
        assert focus is not None
        room.qtbot.keyClicks(focus, letter)
    assert room.text.hasFocus()
    assert room.text.toPlainText() == sentence
    (promise,) = room.meeting.promises
    assert (promise.what, promise.due) == ("Læser kapitel", None)


def test_a_click_on_who_names_somebody_else(room: Room) -> None:
    room.write("/a Ringer hjem @karin inden fredag", enter=False)
    room.qtbot.mouseClick(room.find(PiecePill, "promiseWhoPill"), Qt.MouseButton.LeftButton)
    name = room.line("promiseWhoText")
    assert (name.text(), name.selectedText()) == ("Karin Dam", "Karin Dam")
    room.qtbot.keyClicks(name, "Onkel Peter")
    room.qtbot.keyClick(name, Qt.Key.Key_Return)
    assert room.text.hasFocus()
    pill = room.find(PiecePill, "promiseWhoPill")
    assert pill.text() == "Hvem: Onkel Peter (ikke på listen)"
    room.qtbot.keyClick(room.text, Qt.Key.Key_Return)
    (promise,) = room.meeting.promises
    assert (promise.what, promise.owner, promise.owner_name) == (
        "Ringer hjem",
        None,
        "Onkel Peter",
    )
    assert str(promise.due) == "2026-12-04"


def test_newer_words_in_the_line_count_again(room: Room) -> None:
    room.write("/a Ringer hjem @karin", enter=False)
    room.find(PiecePill, "promiseWhoPill").click()
    room.qtbot.keyClicks(room.line("promiseWhoText"), "Onkel Peter")
    room.qtbot.keyClick(room.line("promiseWhoText"), Qt.Key.Key_Return)
    for _ in "karin":
        room.qtbot.keyClick(room.text, Qt.Key.Key_Backspace)
    room.write("sofie")
    (promise,) = room.meeting.promises
    assert promise.owner is not None
    assert (promise.what, promise.owner.name) == ("Ringer hjem", "Sofie Eksempel")


def test_esc_leaves_a_piece_as_it_was(room: Room) -> None:
    room.write("/a Ringer hjem @karin", enter=False)
    room.find(PiecePill, "promiseWhoPill").click()
    room.qtbot.keyClicks(room.line("promiseWhoText"), "Onkel")
    room.qtbot.keyClick(room.line("promiseWhoText"), Qt.Key.Key_Escape)
    assert room.find(PiecePill, "promiseWhoPill").text() == "Hvem: Karin Dam"
    assert room.text.hasFocus()
    assert room.text.toPlainText() == "Ringer hjem @karin"


def test_a_free_name_can_promise(room: Room) -> None:
    room.write("/a Henter Alma @Onkel Peter")
    (promise,) = room.meeting.promises
    assert (promise.owner, promise.owner_name, promise.due) == (None, "Onkel Peter", None)
    assert "hvornår mangler" in room.shown()[0]


def test_a_few_letters_name_who_promises(room: Room) -> None:
    room.write("/a Ringer @sof")
    (promise,) = room.meeting.promises
    assert promise.owner is not None
    assert promise.owner.name == "Sofie Eksempel"


def test_enter_asks_for_what_a_promise_is_about(room: Room) -> None:
    room.write("/a inden fredag")
    said = room.find(WrapLabel, "promiseSaid")
    assert said.text() == "Skriv, hvad der skal ske."
    assert room.text.hasFocus()
    room.click("nextPointButton")
    assert room.meeting.current_item == room.meeting.items[0]
    room.qtbot.keyClick(room.text, Qt.Key.Key_Home)
    room.write("Ringer ", enter=False)
    assert said.text() != "Skriv, hvad der skal ske."
    room.qtbot.keyClick(room.text, Qt.Key.Key_Return)
    assert [(p.what, str(p.due)) for p in room.meeting.promises] == [("Ringer", "2026-12-04")]


def test_tab_goes_from_the_line_to_who_and_when(room: Room) -> None:
    room.write("/a Ringer", enter=False)
    stops = []
    for _ in range(2):
        focused = QApplication.focusWidget()
        assert focused is not None
        room.qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused.objectName())
    assert stops == ["promiseWhoPill", "promiseWhenPill"]


def test_a_slash_makes_a_promise_a_note(room: Room) -> None:
    room.write("/a Ringer", enter=False)
    room.qtbot.keyClick(room.text, Qt.Key.Key_Home)
    room.write("/v ", enter=False)
    assert room.kind == "assessment"
    assert room.text.toPlainText() == "Ringer"
    room.write(" tit")
    assert [(s.kind, s.text) for s in room.meeting.statements] == [
        (StatementKind.ASSESSMENT, "Ringer tit")
    ]


@pytest.mark.parametrize("kept", [True, False], ids=["new", "old"])
def test_a_promise_under_way_is_found_again(qtbot: QtBot, room: Room, kept: bool) -> None:
    if kept:
        room.write("/a Ringer hjem @karin inden fredag", enter=False)
        room.find(PiecePill, "promiseWhoPill").click()
        qtbot.keyClicks(room.line("promiseWhoText"), "Onkel")
    else:
        # As an older edition of the program wrote it down.
        old = {"id": new_id(), "kind": "promise", "text": "Ringer hjem", "item_id": None}
        old |= {"person_id": None, "owner": "Onkel", "due": "fredag", "replaces": ""}
        slot = room.desk.office.notepad.slot(room.meeting_id)
        room.desk.office.notepad._typing.put(slot, json.dumps(old))
    again = opened(qtbot, room.desk, room.meeting_id)
    assert again.kind == "promise"
    assert again.text.toPlainText().startswith("Ringer hjem")
    again.write("")
    (promise,) = room.meeting.promises
    assert (promise.what, promise.owner_name) == ("Ringer hjem", "Onkel")
    assert str(promise.due) == "2026-12-04"


def test_the_source_of_an_assessment_is_kept(qtbot: QtBot, room: Room) -> None:
    room.write("/v Alma har brug for ro.", enter=False)
    source = room.line("composerSource")
    assert source.isVisible()
    qtbot.keyClicks(source, "udtalelse fra PPR")
    found = room.desk.office.notepad.recovered(room.meeting_id)
    assert found is not None
    assert found.source == "udtalelse fra PPR"
    qtbot.keyClick(source, Qt.Key.Key_Return)
    assert room.meeting.statements[0].source == "udtalelse fra PPR"
    assert "kilde: udtalelse fra PPR" in room.shown()[0]
    room.notes.edit_requested.emit(room.meeting.statements[0].id)
    assert source.text() == "udtalelse fra PPR"
    source.selectAll()
    qtbot.keyClicks(source, "PPR")
    qtbot.keyClick(source, Qt.Key.Key_Return)
    assert room.meeting.statements[0].source == "PPR"
    room.step.undo()
    assert room.meeting.statements[0].source == "udtalelse fra PPR"
    room.write("/f ", enter=False)
    assert not source.isVisible()


def test_own_words_that_are_rewritten_show_how_they_began(room: Room) -> None:
    room.write("/p Vi er alene.")
    room.notes.edit_requested.emit(room.meeting.statements[0].id)
    notice = room.find(WrapLabel, "composerNotice")
    assert notice.text() == "Du retter en note. Først skrevet: ”Vi er alene.”"
    room.write(" Tit")
    assert room.notes.notes[0].first == "Først skrevet: ”Vi er alene.”"
    assert "Først skrevet: ”Vi er alene.”" in room.shown()[0]
    room.notes.edit_requested.emit(room.meeting.statements[0].id)
    room.write("!")
    assert room.notes.notes[0].first == "Først skrevet: ”Vi er alene.”"


def test_after_a_promise_comes_the_kind_from_before(room: Room) -> None:
    room.write("/v /a ", enter=False)
    assert room.kind == "promise"
    room.write("Ringer")
    assert room.kind == "assessment"
    room.write("Det går bedre.")
    assert [s.kind for s in room.meeting.statements] == [StatementKind.ASSESSMENT]


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_after_a_correction_the_pen_is_whose_it_was(qtbot: QtBot, room: Room, end: Qt.Key) -> None:
    room.write("/p @jonas Vi er alene.")
    room.write("/f @karin Hun kom mandag.")
    room.notes.edit_requested.emit(room.meeting.statements[0].id)
    room.write(" Tit", enter=False)
    qtbot.keyClick(room.text, end)
    assert room.kind == "fact"
    room.write("Hun kom også tirsdag.")
    last = room.meeting.statements[-1]
    assert (last.kind, last.person) == (StatementKind.FACT, None)


def test_each_point_begins_with_its_own_kind(room: Room) -> None:
    room.write("/u ", enter=False)
    kinds = []
    for item in room.meeting.items[1:]:
        room.click("nextPointButton")
        assert room.kind == kind_for(item)
        kinds.append(room.kind)
    assert {"child_words", "parent_words", "fact"} <= set(kinds)


def test_a_promise_is_edited_removed_and_put_back(room: Room) -> None:
    room.write("/a Ringer om mandagsklubben")
    promise = room.meeting.promises[0]
    room.notes.edit_requested.emit(promise.id)
    room.write(" inden fredag")
    changed = [("Ringer om mandagsklubben", "2026-12-04")]
    assert [(p.what, str(p.due)) for p in room.meeting.promises] == changed
    room.notes.remove_requested.emit(promise.id)
    assert room.meeting.promises == ()
    room.step.undo()
    assert [(p.what, str(p.due)) for p in room.meeting.promises] == changed
    room.step.undo()
    assert [p.due for p in room.meeting.promises] == [None]
    room.step.undo()
    assert room.meeting.promises == ()


def test_nothing_in_a_kept_promise_is_read_anew(room: Room) -> None:
    draft = PromiseDraft("Holder møde på fredag", None, "Onkel Peter", date(2026, 12, 11))
    room.desk.office.promises.add(room.meeting_id, draft)
    room.step.show_meeting(room.meeting)
    room.notes.edit_requested.emit(room.meeting.promises[0].id)
    room.find(PiecePill, "promiseWhenPill").click()
    assert room.line("promiseWhen").text() == "11.12.2026"
    room.qtbot.keyClicks(room.line("promiseWhen"), "14.12.2026")
    room.qtbot.keyClick(room.line("promiseWhen"), Qt.Key.Key_Return)
    room.write("")
    (promise,) = room.meeting.promises
    assert (promise.what, promise.owner_name, str(promise.due)) == (
        "Holder møde på fredag",
        "Onkel Peter",
        "2026-12-14",
    )


def test_a_note_can_become_a_promise(room: Room) -> None:
    room.write("Karin ringer")
    room.notes.edit_requested.emit(room.meeting.statements[0].id)
    chip = room.find(KindChips, "kindChips").chip("promise")
    room.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert room.text.toPlainText() == "Karin ringer"
    room.write("")
    assert room.meeting.statements == ()
    assert [(p.what, p.owner_label) for p in room.meeting.promises] == [("Ringer", "Karin Dam")]


def test_notes_of_a_removed_point_are_still_in_reach(room: Room) -> None:
    room.click("nextPointButton")
    room.write("Sagt under et punkt, der går ud")
    item = room.meeting.items[1]
    room.click("previousPoint")
    room.desk.office.agenda.remove(item.id, item.version)
    room.step.show_meeting(room.meeting)
    assert "Sagt under et punkt" in room.shown()[0]


def test_leaving_and_coming_back_keeps_the_words(room: Room) -> None:
    room.write("Midt i en sætning", enter=False)
    room.step.leave()
    room.step.show_meeting(room.meeting)
    assert room.text.toPlainText() == "Midt i en sætning"
    assert new_draft().text == ""


@pytest.mark.parametrize("line", ["Fortroligt", "/a Jonas ringer"])
def test_words_at_a_point_for_some_stay_in_the_line_when_it_is_gone(room: Room, line: str) -> None:
    office, point = room.desk.office, room.meeting.items[0]
    somebody = room.meeting.attendees[0].person.id
    limited = office.points.limit(point.id, point.version, [somebody]).items[0]
    room.step.show_meeting(room.meeting)
    room.write(line, enter=False)
    # Another program, so nobody here hears of it.
    office.agenda.remove(limited.id, limited.version)

    for _again in range(2):
        room.qtbot.keyClick(room.text, Qt.Key.Key_Return)

        assert (room.meeting.statements, room.meeting.promises) == ((), ())
        assert room.text.toPlainText()


def test_a_day_that_passed_yesterday_is_not_quietly_next_years(room: Room) -> None:
    # It is 3 December.
    room.write("/a Skala 2/12", enter=False)
    assert "Er det næste år" in room.find(WrapLabel, "promiseSaid").text()
    room.write("")
    (promise,) = room.meeting.promises
    assert promise.due is None
    room.click("undo")
    when = room.line("promiseWhen")
    room.qtbot.keyClicks(when, "2/12-2027")
    assert room.find(WrapLabel, "promiseSaid").text() == "torsdag 2. december 2027"
