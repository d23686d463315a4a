"""The words of step 2, and the list that changes only where something changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.people import Person, PersonRole
from moedeleder.services.overview import Waiting, WaitingKind
from moedeleder.ui.pages.room.history import History, Step
from moedeleder.ui.pages.room.note_delegate import _words
from moedeleder.ui.pages.room.note_model import WINDOW, NoteModel
from moedeleder.ui.pages.room.notes import Note
from moedeleder.ui.pages.room.statement_list import StatementList
from moedeleder.ui.pages.room.words import (
    PROMISE,
    day_words,
    local_clock,
    person_role,
    quoted,
    short_day,
    short_name,
    typed_command,
    typed_mention,
)
from moedeleder.ui.wording import waiting_detail


def attendee(name: str, role: PersonRole = PersonRole.PARENT, relation: str = "") -> Attendee:
    person = Person(f"id-{name}", 1, "family", name, role, relation)
    return Attendee(f"at-{name}", 1, person)


@pytest.mark.parametrize("text", ["f uden streg", "/x ukendt", "/f", "ord /f ", "//f "])
def test_what_is_no_command_stays_text(text: str) -> None:
    assert typed_command(text) is None


def test_a_command_gives_the_rest_of_the_words() -> None:
    found = typed_command("/P hun sagde\nja")
    assert found is not None
    assert (found[0].key, found[1]) == ("parent_words", "hun sagde\nja")


def test_a_mention_must_mean_one_person() -> None:
    people = (attendee("Sofie Lund"), attendee("Søren Lund"), attendee("Sofus Lund"))
    assert typed_mention("@sof ja", people) is None
    found = typed_mention("@søren ja", people)
    assert found is not None
    assert (found[0].name, found[1]) == ("Søren Lund", "ja")


def test_first_names_only_for_the_family_and_only_when_clear() -> None:
    mother, teacher = attendee("Sofie Lund"), attendee("Karin Dam", PersonRole.TEACHER)
    assert short_name(mother.person, (mother, teacher)) == "Sofie"
    assert short_name(teacher.person, (mother, teacher)) == "Karin Dam"
    other = attendee("Sofie Berg", PersonRole.TEACHER)
    assert short_name(mother.person, (mother, other)) == "Sofie Lund"


def test_bisidder_and_tolk_are_always_said() -> None:
    assert person_role(attendee("A", PersonRole.SUPPORT_PERSON, "Mormor").person) == (
        "bisidder, mormor"
    )
    assert person_role(attendee("A", PersonRole.INTERPRETER).person) == "tolk"
    assert person_role(attendee("A", PersonRole.PARENT, "mor").person) == "mor"


def test_own_words_are_quoted_once() -> None:
    assert quoted("parent_words", "Ja") == "”Ja”"
    assert quoted("parent_words", "”Ja”, sagde hun") == "”Ja”, sagde hun"
    assert quoted("fact", "Ja") == "Ja"


def test_days_and_times() -> None:
    today = date(2026, 11, 21)
    assert day_words(date(2026, 11, 27), today) == "fredag 27. november"
    assert day_words(date(2027, 1, 4), today) == "mandag 4. januar 2027"
    assert short_day(date(2026, 12, 7), today) == "mandag 7. dec."
    assert local_clock(datetime(2026, 7, 1, 10, 5, tzinfo=UTC)) == "12.05"
    assert local_clock(None) == ""


@pytest.mark.usefixtures("qapp")
def test_no_line_of_a_note_ends_inside_a_day() -> None:
    note = Note("a", 1, PROMISE, "Mor", "Ringer til skolen", "mandag 7. dec.", "", "Svar 8. dec.")
    for width in range(80, 500, 5):
        layout, _height = _words(note, width)
        lines = (layout.lineAt(at) for at in range(layout.lineCount()))
        shown = [layout.text()[x.textStart() :][: x.textLength()].rstrip() for x in lines]
        assert not [line for line in shown if line.endswith(("7.", "8."))], (width, shown)


def notes(*ids: str) -> tuple[Note, ...]:
    return tuple(Note(each.strip("!"), len(each), "fact", "", each) for each in ids)


@pytest.mark.parametrize(
    ("before", "after", "signals"),
    [
        ("a b", "a b c", (1, 0, 0)),
        ("a b c", "a c", (0, 1, 0)),
        ("a b c", "a b! c", (0, 0, 1)),
        ("", "a b", (1, 0, 0)),
        ("a b", "", (0, 1, 0)),
        ("a b c", "x y", (0, 1, 1)),
        ("a b", "a b", (0, 0, 0)),
    ],
)
def test_the_list_changes_only_where_it_must(
    qapp: object, before: str, after: str, signals: tuple[int, int, int]
) -> None:
    model = NoteModel()
    model.set_notes(notes(*before.split()))
    spies = [QSignalSpy(s) for s in (model.rowsInserted, model.rowsRemoved, model.dataChanged)]
    model.set_notes(notes(*after.split()))
    assert tuple(spy.count() for spy in spies) == signals
    assert model.notes == notes(*after.split())
    assert model.rowCount() == len(after.split())


def test_a_step_that_cannot_be_undone_is_dropped() -> None:
    history = History()
    history.did(Step("Noten", lambda: False, lambda: True))
    assert history.undo() == ""
    assert history.redo() == ""
    history.did(Step("Fremmødet", lambda: True, lambda: True))
    assert history.undo() == "Fremmødet"
    history.did(Step("Noten", lambda: True, lambda: True))
    assert history.redo() == ""


def test_summer_and_winter_differ_by_an_hour() -> None:
    winter = datetime(2026, 12, 1, 10, tzinfo=UTC)
    assert local_clock(winter) == "11.00"
    assert local_clock(winter - timedelta(days=180)) == "12.00"


def test_a_meeting_started_early_is_not_said_to_have_begun_on_its_planned_day() -> None:
    waiting = Waiting(WaitingKind.MEETING_RUNNING, "m", "Statusmøde", day=date(2026, 11, 22))
    assert waiting_detail(waiting) == "Mødet er i gang"


def test_only_the_newest_notes_are_rows_until_one_goes_up(qapp: object) -> None:
    model = NoteModel()
    model.set_notes(notes(*(f"n{number}" for number in range(500))))
    assert (model.rowCount(), model.hidden, len(model.notes)) == (WINDOW, 500 - WINDOW, 500)
    inserted = QSignalSpy(model.rowsInserted)
    model.set_notes((*model.notes, *notes("en")))
    assert (inserted.count(), model.rowCount(), model.hidden) == (1, WINDOW + 1, 500 - WINDOW)
    assert model.show_more() == WINDOW
    assert model.rows[-1].id == "en"
    assert model.row_of("n0") == 0
    assert (model.hidden, model.rowCount()) == (0, 501)
    assert model.row_of("x") == -1


def test_a_note_above_the_rows_can_go_without_them_moving(qapp: object) -> None:
    model = NoteModel()
    model.set_notes(notes(*(f"n{number}" for number in range(300))))
    first = model.rows[0].id
    model.set_notes(model.notes[1:])
    assert model.rows[-1].id == "n299"
    assert model.rowCount() == WINDOW
    assert model.rows[0].id in {first, f"n{300 - WINDOW}"}


def test_going_up_brings_the_earlier_notes_in(qtbot: QtBot) -> None:
    shown = StatementList()
    qtbot.addWidget(shown)
    shown.resize(600, 300)
    shown.show_notes(notes(*(f"n{number}" for number in range(400))))
    shown.show()
    model = shown.model()
    shown.verticalScrollBar().setValue(0)
    assert model.rowCount() == 2 * WINDOW
    assert shown.verticalScrollBar().value() > 0
    shown.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(shown, Qt.Key.Key_Up)
    assert model.rowCount() == 3 * WINDOW
    qtbot.keyClick(shown, Qt.Key.Key_Home)
    assert model.rowCount() == 400
    assert shown.current_note is not None
    assert shown.current_note.id == "n0"
