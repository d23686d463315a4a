"""The pen of step 2: whose words, which kind comes next, and what is said of it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from moedeleder.ui.pages.room.promise_pill import PiecePill
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.room_helpers import Room, running

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
