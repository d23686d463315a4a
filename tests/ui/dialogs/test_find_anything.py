"""Ctrl+K: a few letters lead to a child, a meeting or a promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.meetings import MeetingDraft
from moedeleder.ui.dialogs.find_anything import FindAnything, FoundKind
from tests.ui.busy_day import add_busy_day, add_overfull_day
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.pages.conftest import desk, example
from tests.ui.windows import opened

__all__ = ["desk", "example"]


@pytest.fixture
def find(qtbot: QtBot, desk: TestDesk, example: Example) -> Iterator[FindAnything]:
    add_busy_day(desk, example)
    dialog = FindAnything(desk)
    qtbot.addWidget(dialog)
    opened(qtbot, dialog)
    yield dialog
    dialog.close()


def field(find: FindAnything) -> QLineEdit:
    found = find.findChild(QLineEdit, "findField")
    assert found is not None
    return found


def spoken(find: FindAnything) -> list[str]:
    shown = find.findChild(QListWidget, "findList")
    assert shown is not None
    role = Qt.ItemDataRole.AccessibleTextRole
    return [shown.item(at).data(role) for at in range(shown.count())]


@pytest.mark.parametrize(
    ("words", "kind", "title"),
    [
        ("noor", FoundKind.FAMILY, "Noor Prøve"),
        ("forældresamtale", FoundKind.MEETING, "Forældresamtale om Villads"),
        ("aflastning", FoundKind.PROMISE, "Ring til Jonas om aflastning"),
        ("udbak", FoundKind.OUTBOX, "Udbakken"),
    ],
)
def test_enter_goes_to_the_first_that_fits(
    qtbot: QtBot, find: FindAnything, words: str, kind: FoundKind, title: str
) -> None:
    qtbot.keyClicks(field(find), words)
    with qtbot.waitSignal(find.chosen) as chosen:
        qtbot.keyClick(field(find), Qt.Key.Key_Return)
    assert (chosen.args[0].kind, chosen.args[0].title) == (kind, title)


def test_the_arrows_choose_while_the_typing_goes_on(qtbot: QtBot, find: FindAnything) -> None:
    qtbot.keyClicks(field(find), "noor")
    qtbot.waitUntil(lambda: len(spoken(find)) == 3)
    qtbot.keyClick(field(find), Qt.Key.Key_Down)
    with qtbot.waitSignal(find.chosen) as chosen:
        qtbot.keyClick(field(find), Qt.Key.Key_Return)
    assert chosen.args[0].kind is FoundKind.MEETING


def test_fast_fingers_choose_among_what_they_typed(qtbot: QtBot, find: FindAnything) -> None:
    # All of it comes before the list has caught up with the typing.
    qtbot.keyClicks(field(find), "alma")
    qtbot.keyClick(field(find), Qt.Key.Key_Down)
    second = spoken(find)[1]
    with qtbot.waitSignal(find.chosen) as chosen:
        qtbot.keyClick(field(find), Qt.Key.Key_Return)
    assert chosen.args[0].title in second
    assert all("alma" in each.lower() for each in spoken(find))


def test_nothing_found_is_said_and_enter_searches_the_minutes(
    qtbot: QtBot, find: FindAnything
) -> None:
    qtbot.keyClicks(field(find), "zzz")
    with qtbot.waitSignal(find.chosen) as chosen:
        qtbot.keyClick(field(find), Qt.Key.Key_Return)
    assert (chosen.args[0].kind, chosen.args[0].id) == (FoundKind.WORDS, "zzz")
    note = find.findChild(QLabel, "findNote")
    assert note is not None
    assert note.text() == "Intet passer til det, du har skrevet."


def test_without_words_there_is_nothing_to_search_and_enter_does_nothing(
    qtbot: QtBot, desk: TestDesk
) -> None:
    dialog = FindAnything(desk)
    qtbot.addWidget(dialog)
    with qtbot.assertNotEmitted(dialog.chosen):
        qtbot.keyClick(field(dialog), Qt.Key.Key_Return)


def test_the_words_can_be_looked_for_in_all_minutes(qtbot: QtBot, find: FindAnything) -> None:
    qtbot.keyClicks(field(find), "noor")
    qtbot.waitUntil(lambda: len(spoken(find)) == 3)
    assert spoken(find)[-1] == "Søg efter ”noor”, I alle referater"


def test_too_much_is_cut_to_a_list_one_can_read(
    qtbot: QtBot, desk: TestDesk, example: Example
) -> None:
    add_overfull_day(desk, example)
    dialog = FindAnything(desk)
    qtbot.addWidget(dialog)
    assert len(spoken(dialog)) == 2 + 6 + 6


def test_a_meeting_today_stands_above_the_child(qtbot: QtBot, find: FindAnything) -> None:
    qtbot.keyClicks(field(find), "villads")
    qtbot.waitUntil(lambda: len(spoken(find)) == 3)
    assert spoken(find)[0].startswith("Forældresamtale om Villads")
    assert spoken(find)[1].startswith("Villads")


@pytest.mark.parametrize("words", ["netværk", "netværksmøde", "lokale 2.14"])
def test_type_and_place_find_the_meeting_nearest_in_time(
    qtbot: QtBot, desk: TestDesk, example: Example, words: str
) -> None:
    old = example.meeting
    for year in (2025, 2027):
        draft = MeetingDraft(old.starts_at.replace(year=year), 90, old.place)
        desk.office.meetings.create(old.family_id, old.type_key, draft)
    desk.clock.set(datetime(2026, 12, 1, 9, tzinfo=UTC))
    dialog = FindAnything(desk)
    qtbot.addWidget(dialog)
    qtbot.keyClicks(field(dialog), words)
    qtbot.waitUntil(lambda: f"”{words}”" in spoken(dialog)[-1])
    assert "3. dec" in spoken(dialog)[0]
    assert "lokale 2.14" in spoken(dialog)[0]


def test_the_letters_of_the_meeting_that_is_shown_can_be_found(
    desk: TestDesk, example: Example, qtbot: QtBot
) -> None:
    for meeting, kinds in ((example.meeting, [FoundKind.POST]), (None, [])):
        find = FindAnything(desk, meeting=meeting)
        qtbot.addWidget(find)
        found = [each for each in find._found("breve") if each.kind is FoundKind.POST]
        assert [each.kind for each in found] == kinds
        assert all(each.id == example.meeting.id for each in found)
