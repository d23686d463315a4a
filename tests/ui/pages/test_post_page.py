"""Breve against a real mail server: what became of each letter, and what a person does about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.errors import NotFound
from moedeleder.domain.sending import DeliveryState
from moedeleder.services.secrets import MemorySecrets
from moedeleder.ui.dialogs import letter_view
from moedeleder.ui.dialogs.digital_post import DigitalPostDialog
from moedeleder.ui.dialogs.letter_view import LetterViewDialog
from moedeleder.ui.dialogs.print_letters import PrintLettersDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.pages.post import deeds
from moedeleder.ui.pages.post.page import PostPage
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.empty_state import EmptyState
from tests.bounce_mails import report, returned_head
from tests.smtp_server import SmtpServer
from tests.ui.mailing_desk import mailing_desk
from tests.ui.office_fixture import Example, TestDesk, add_example
from tests.ui.round_desk import hear_child
from tests.ui.windows import opened

KARIN, SOFIE, JONAS = (
    "karin.dam@skole.example",
    "sofie@eksempel.example",
    "jonas@eksempel.example",
)
D = TypeVar("D", bound=QWidget)
Show = Callable[[], PostPage]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, server: SmtpServer, qapp: object) -> Iterator[TestDesk]:
    """A desk whose letters leave by the server."""
    with mailing_desk(tmp_path, server, secrets=MemorySecrets()) as made:
        yield made


@pytest.fixture
def example(desk: TestDesk) -> Example:
    return add_example(desk)


@pytest.fixture
def show(desk: TestDesk, example: Example, qtbot: QtBot) -> Show:
    def shown() -> PostPage:
        page = PostPage(desk)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show_meeting(example.meeting.id)
        opened(qtbot, page)
        page.grid.setFocus()
        return page

    return shown


def announce(desk: TestDesk, example: Example) -> None:
    meeting = hear_child(desk, example.meeting.id)
    desk.office.sending.announce_meeting(meeting.id, meeting.version)


def invite(desk: TestDesk, example: Example) -> None:
    announce(desk, example)
    desk.office.outbox.work()


def lose_the_answer(desk: TestDesk, example: Example, server: SmtpServer, address: str) -> None:
    """Send one letter whose answer never comes."""
    announce(desk, example)
    letters = desk.office.sending.deliveries(example.meeting.id)
    server.drop_after_dot = True
    desk.office.outbox.work(ids=[each.id for each in letters if each.address == address])
    server.drop_after_dot = False


def states(desk: TestDesk, example: Example) -> dict[str, DeliveryState]:
    letters = desk.office.sending.deliveries(example.meeting.id)
    return {each.address: each.state for each in letters}


def at(page: PostPage, address: str) -> None:
    """Go to somebody's letter in the last column."""
    view = page.grid.letters.view
    receiver = next(each for each in view.receivers if each.address == address)
    page.grid.go_to(receiver.key, view.columns[-1].key)


def faces(page: PostPage) -> dict[str, str]:
    """Return the last column by address, without the times."""
    model, last = page.grid.letters, page.grid.letters.columnCount() - 1
    found = {}
    for row, receiver in enumerate(model.view.receivers):
        words = model.index(row, last).data() or ""
        found[receiver.address] = words.partition(" 24.")[0]
    return found


def told(page: PostPage) -> str:
    """Return all that the side says now."""
    labels = page.side.findChildren(QLabel)
    return "\n".join(each.text() for each in labels if not each.isHidden())


def button(page: QWidget, name: str) -> Button:
    """Return a button as it is now: one that was replaced waits a moment to be deleted."""
    found = [each for each in page.findChildren(Button, name) if each.isVisible()]
    assert found, name
    return found[-1]


def has_button(page: QWidget, name: str) -> bool:
    return any(each.isVisible() for each in page.findChildren(Button, name))


def dialog_of(kind: type[D], qtbot: QtBot) -> D:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def test_a_meeting_without_letters_says_so_and_leads_back(show: Show, qtbot: QtBot) -> None:
    page = show()
    empty = page.findChild(EmptyState)
    assert isinstance(empty, EmptyState)
    assert empty.isVisible()
    assert not page.grid.isVisible()
    with qtbot.waitSignal(page.meeting_requested):
        button(page, "backToMeeting").click()


def test_each_cell_says_what_became_of_it(
    desk: TestDesk, example: Example, server: SmtpServer, show: Show
) -> None:
    server.refuse(KARIN)
    server.refuse(JONAS, "451 4.7.1 Greylisted")
    invite(desk, example)
    page = show()
    found = faces(page)
    assert found[SOFIE] == "Sendt"
    assert found[KARIN] == "Afvist"
    assert found[JONAS] == "Prøves igen"
    assert found[""] == "Mangler adresse"
    head = page.grid.letters.headerData(0, Qt.Orientation.Horizontal)
    assert head == "Indkaldelse\n3 af 6"


def test_a_letter_that_came_back_tells_why_in_danish_and_in_the_server_s_own_words(
    desk: TestDesk, example: Example, show: Show
) -> None:
    invite(desk, example)
    sofie = next(
        each for each in desk.office.sending.deliveries(example.meeting.id) if each.address == SOFIE
    )
    desk.office.answers.take_mail(report(head=returned_head(sofie.message_id, SOFIE)))
    page = show()
    at(page, SOFIE)
    assert faces(page)[SOFIE] == "Kom retur"
    assert "Kom retur: adressen findes ikke hos modtageren" in told(page)
    assert "550" in told(page)


def test_the_arrows_move_and_space_marks_one_after_the_other(
    desk: TestDesk, example: Example, show: Show, qtbot: QtBot
) -> None:
    invite(desk, example)
    page = show()
    at(page, SOFIE)
    grid = page.grid
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert [each.letter.address for each in grid.chosen()] == [JONAS]
    QTest.keyClick(grid, Qt.Key.Key_Space)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert [each.letter.address for each in grid.chosen()] == [JONAS]
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert [each.letter.address for each in grid.chosen()] == [JONAS, KARIN]
    assert "2 breve valgt" in told(page)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert [each.letter.address for each in grid.chosen()] == [JONAS]
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    QTest.keyClick(grid, Qt.Key.Key_Up)
    assert [each.letter.address for each in grid.chosen()] == [JONAS]


def test_a_whole_column_and_a_whole_row_can_be_chosen_by_key_and_button(
    desk: TestDesk, example: Example, show: Show, qtbot: QtBot
) -> None:
    invite(desk, example)
    meeting = desk.office.meetings.get(example.meeting.id)
    desk.office.sending.announce_meeting(meeting.id, meeting.version)
    page = show()
    at(page, JONAS)
    QTest.keyClick(page.grid, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert len(page.grid.chosen()) == 6
    at(page, JONAS)
    QTest.keyClick(page.grid, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert [each.column.is_update for each in page.grid.chosen()] == [False, True]
    at(page, JONAS)
    button(page, "chooseColumn").click()
    assert len(page.grid.chosen()) == 6
    assert page.grid.hasFocus()
    button(page, "chooseRow").click()
    assert len(page.grid.chosen()) == 2


def test_esc_goes_back_to_the_meeting(
    desk: TestDesk, example: Example, show: Show, qtbot: QtBot
) -> None:
    invite(desk, example)
    page = show()
    with qtbot.waitSignal(page.meeting_requested) as asked:
        QTest.keyClick(page.grid, Qt.Key.Key_Escape)
    assert asked.args == [example.meeting.id]


def test_chosen_letters_leave_again_only_after_the_page_that_shows_them(
    desk: TestDesk, example: Example, server: SmtpServer, show: Show, qtbot: QtBot
) -> None:
    server.refuse(KARIN)
    invite(desk, example)
    before = len(server.messages)
    page = show()
    server.accept(KARIN)
    at(page, KARIN)
    button(page, "sendLettersAgain").click()
    dialog = dialog_of(SendDialog, qtbot)
    assert len(server.messages) == before
    dialog.confirm_button.click()
    qtbot.waitUntil(lambda: states(desk, example)[KARIN] is DeliveryState.SENT)
    assert [each.receivers for each in server.messages[before:]] == [(KARIN,)]
    dialog.reject()
    qtbot.waitUntil(lambda: faces(page)[KARIN] == "Sendt")


def test_who_has_no_address_and_who_has_a_newer_letter_is_not_counted_as_sendable(
    desk: TestDesk, example: Example, show: Show
) -> None:
    invite(desk, example)
    page = show()
    at(page, "")
    assert not button(page, "sendLettersAgain").isEnabled()
    page.grid.choose_column()
    assert button(page, "sendLettersAgain").caption == "Send 5 igen…"
    meeting = desk.office.meetings.get(example.meeting.id)
    desk.office.sending.announce_meeting(meeting.id, meeting.version)
    page.refresh()
    view = page.grid.letters.view
    page.grid.go_to(view.receivers[0].key, view.columns[0].key)
    assert not button(page, "sendLettersAgain").isEnabled()


@pytest.mark.parametrize(
    ("name", "state", "word"),
    [
        ("letterArrived", DeliveryState.SENT, "Sendt"),
        ("letterLost", DeliveryState.INTERRUPTED, "Afbrudt"),
        ("givenOnPaper", DeliveryState.PRINTED, "På papir"),
    ],
    ids=["arrived", "lost", "paper"],
)
def test_a_person_s_word_about_an_uncertain_letter_can_be_undone(
    desk: TestDesk,
    example: Example,
    server: SmtpServer,
    show: Show,
    name: str,
    state: DeliveryState,
    word: str,
) -> None:
    lose_the_answer(desk, example, server, SOFIE)
    page = show()
    at(page, SOFIE)
    assert faces(page)[SOFIE] == "Uvist"
    button(page, name).click()
    assert states(desk, example)[SOFIE] is state
    assert faces(page)[SOFIE] == word
    assert page.undo_bar.message.startswith("Noteret: brevet til Sofie Eksempel")
    page.undo()
    assert states(desk, example)[SOFIE] is DeliveryState.UNCERTAIN
    assert faces(page)[SOFIE] == "Uvist"
    assert "Fortrudt af Mette Holm" in told(page)


def test_what_was_sent_offers_no_word_and_no_undo(
    desk: TestDesk, example: Example, show: Show
) -> None:
    invite(desk, example)
    page = show()
    at(page, SOFIE)
    for name in ("letterArrived", "letterLost", "lookForLetter", "givenOnPaper"):
        assert not has_button(page, name)
    assert not page.undo_bar.can_undo()


def test_enter_opens_the_letter_as_it_left_and_its_files_can_be_saved(
    desk: TestDesk,
    example: Example,
    show: Show,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "gemt"
    folder.mkdir()
    monkeypatch.setattr(letter_view, "ask_folder", lambda *_: folder)
    monkeypatch.setattr(deeds, "ask_folder", lambda *_: folder)
    invite(desk, example)
    page = show()
    at(page, SOFIE)
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    dialog = dialog_of(LetterViewDialog, qtbot)
    words = "\n".join(each.text() for each in dialog.findChildren(QLabel))
    assert f"Til: Sofie Eksempel <{SOFIE}>" in words
    button(dialog, "saveFile-0").click()
    qtbot.waitUntil(lambda: len(list(folder.iterdir())) == 1)
    button(dialog, "saveLetter").click()
    qtbot.waitUntil(lambda: len(list(folder.glob("*.eml"))) == 1)
    dialog.accept()
    (saved,) = folder.glob("*.eml")
    assert b"Message-ID" in saved.read_bytes()
    qtbot.waitUntil(page.grid.hasFocus)
    name = next(
        each.objectName()
        for each in page.side.findChildren(Button)
        if each.objectName().startswith("save-") and each.isVisible()
    )
    button(page, name).click()
    assert list(folder.glob("*.eml")) == [saved]
    assert page.banner.message.startswith("Brevet er gemt.")


def test_a_letter_that_is_gone_is_said(desk: TestDesk, qtbot: QtBot) -> None:
    with pytest.raises(NotFound):
        desk.office.post.letter("ingen")
    dialog = LetterViewDialog(desk, "ingen")
    qtbot.addWidget(dialog)
    opened(qtbot, dialog)
    assert dialog.banner.isVisible()
    assert not button(dialog, "saveLetter").isEnabled()


def test_letters_can_be_printed_and_laid_ready_from_here(
    desk: TestDesk, example: Example, show: Show, qtbot: QtBot
) -> None:
    invite(desk, example)
    page = show()
    at(page, "")
    button(page, "printLetters").click()
    dialog_of(PrintLettersDialog, qtbot).reject()
    button(page, "digitalPost").click()
    dialog_of(DigitalPostDialog, qtbot).reject()


def test_what_another_window_changes_is_seen_and_the_choice_stays(
    desk: TestDesk, example: Example, server: SmtpServer, show: Show
) -> None:
    lose_the_answer(desk, example, server, SOFIE)
    page = show()
    at(page, SOFIE)
    letter = page.grid.chosen()[0].letter
    desk.office.outbox.say_arrived(letter.id)
    page.refresh()
    assert [each.letter.id for each in page.grid.chosen()] == [letter.id]
    assert faces(page)[SOFIE] == "Sendt"
