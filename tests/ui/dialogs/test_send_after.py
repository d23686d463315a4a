"""After letters were sent: what became of each, and what a person can do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.ui.background import Background
from moedeleder.ui.dialogs.print_letters import PrintLettersDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dialogs.send_rows import DeliveryRow
from moedeleder.ui.dialogs.send_support import letter_words, not_yet_got
from moedeleder.ui.widgets.before_row import BeforeRow
from moedeleder.ui.widgets.choice import Choice
from tests.smtp_server import SmtpServer
from tests.ui.mailing_desk import mailing_desk
from tests.ui.office_fixture import Example, TestDesk, add_example
from tests.ui.round_desk import hear_child

INVITATION = LetterKind.INVITATION
OTHERS = ("Jonas", "Karin", "Lise", "Mette")
Show = Callable[[SendDialog], SendDialog]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, server: SmtpServer, qapp: object) -> Iterator[TestDesk]:
    """A desk whose letters leave by the server."""
    with mailing_desk(tmp_path, server) as made:
        yield made


@pytest.fixture
def example(desk: TestDesk) -> Example:
    return add_example(desk)


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def shown(dialog: SendDialog) -> SendDialog:
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return shown


@pytest.fixture
def uncertain(desk: TestDesk, example: Example, server: SmtpServer) -> Delivery:
    """Sofie's letter, whose answer was lost after the last word; the others are refused."""
    for name in OTHERS:
        server.refuse(example.person(name).mail)
    server.drop_after_dot = True
    meeting = hear_child(desk, example.meeting.id)
    desk.office.sending.announce_meeting(meeting.id, meeting.version)
    desk.office.outbox.work()
    server.drop_after_dot = False
    assert letter(desk, example, "Sofie").state is DeliveryState.UNCERTAIN
    return letter(desk, example, "Sofie")


def letter(desk: TestDesk, example: Example, name: str) -> Delivery:
    letters = desk.office.sending.deliveries(example.meeting.id)
    return next(each for each in letters if each.name.startswith(name))


def meeting_of(desk: TestDesk, example: Example) -> Meeting:
    return desk.office.meetings.get(example.meeting.id)


def press(qtbot: QtBot, dialog: SendDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isVisible(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def told(dialog: SendDialog) -> dict[str, str]:
    QApplication.processEvents()
    rows = [each for each in dialog.findChildren(DeliveryRow) if each.isVisible()]
    return dict(each.accessibleName().split(": ", 1) for each in rows)


@pytest.mark.parametrize(
    ("button", "becomes"),
    [("arrived", DeliveryState.SENT), ("lost", DeliveryState.INTERRUPTED)],
    ids=["arrived", "lost"],
)
def test_a_person_says_how_an_uncertain_letter_went(
    qtbot: QtBot,
    desk: TestDesk,
    example: Example,
    uncertain: Delivery,
    show: Show,
    button: str,
    becomes: DeliveryState,
) -> None:
    dialog = show(SendDialog(desk, meeting_of(desk, example), INVITATION, results=True))
    assert "1 er uvis" in dialog.accessibleName()
    with qtbot.waitSignal(desk.changes.changed):
        press(qtbot, dialog, f"{button}-{uncertain.id}")
    assert letter(desk, example, "Sofie").state is becomes
    assert "uvis" not in dialog.accessibleName()


def test_an_uncertain_letter_is_shown_with_a_word_of_care_before_it_leaves_again(
    qtbot: QtBot,
    desk: TestDesk,
    example: Example,
    uncertain: Delivery,
    show: Show,
    server: SmtpServer,
) -> None:
    dialog = show(SendDialog(desk, meeting_of(desk, example), INVITATION, results=True))
    before = len(server.messages)
    press(qtbot, dialog, f"again-{uncertain.id}")
    assert len(server.messages) == before
    assert dialog.confirm_button.caption == "Send igen til 1 deltager"
    (row,) = dialog.findChildren(BeforeRow)
    assert "Den kan være kommet frem, så får de den to gange" in row.accessibleName()
    press(qtbot, dialog, "sendDialogConfirm")
    assert len(server.messages) == before + 1
    again = letter(desk, example, "Sofie")
    assert (again.state, again.message_id) == (DeliveryState.SENT, uncertain.message_id)
    assert "Sofie Eksempel" in told(dialog)


def test_without_a_mailbox_looking_for_a_letter_says_why_not(
    qtbot: QtBot, desk: TestDesk, example: Example, uncertain: Delivery, show: Show
) -> None:
    dialog = show(SendDialog(desk, meeting_of(desk, example), INVITATION, results=True))
    press(qtbot, dialog, f"look-{uncertain.id}")
    assert dialog.banner.isVisible()
    assert "Mødeleder kan ikke se i jeres postkasse" in dialog.banner.message
    assert "Brevet er stadig uvist." in dialog.banner.message
    assert letter(desk, example, "Sofie").state is DeliveryState.UNCERTAIN


def test_a_letter_put_off_says_when_it_is_tried_again(
    desk: TestDesk, example: Example, server: SmtpServer, show: Show, qtbot: QtBot
) -> None:
    server.refuse(example.person("Sofie").mail, "451 4.3.0 Later")
    hear_child(desk, example.meeting.id)
    dialog = show(SendDialog(desk, meeting_of(desk, example), INVITATION))
    press(qtbot, dialog, "sendDialogConfirm")
    assert "1 venter" in dialog.accessibleName()
    assert told(dialog)["Sofie Eksempel"].startswith("Venter, prøves igen kl. ")


def test_chosen_letters_are_shown_with_their_names_and_only_they_leave_again(
    qtbot: QtBot, desk: TestDesk, example: Example, server: SmtpServer, show: Show
) -> None:
    meeting = hear_child(desk, example.meeting.id)
    desk.office.sending.announce_meeting(meeting.id, meeting.version)
    desk.office.outbox.work()
    chosen = [letter(desk, example, name).id for name in ("Karin", "Bente")]
    before = len(server.messages)
    dialog = show(SendDialog.again(desk, meeting_of(desk, example), chosen, None))
    said = [row.accessibleName() for row in dialog.findChildren(BeforeRow)]
    assert any("Indkaldelse. Har fået den 24. november kl." in each for each in said)
    # Bente has no address: nothing can be sent to her. Karin has it: nobody sends it twice unasked.
    assert dialog.confirm_button.caption == "Send igen"
    assert not dialog.confirm_button.isEnabled()
    (karin,) = [each for each in dialog.findChildren(BeforeRow) if each.line.name == "Karin Dam"]
    karin.box.click()
    assert dialog.confirm_button.caption == "Send igen til 1 deltager"
    press(qtbot, dialog, "sendDialogConfirm")
    assert len(server.messages) == before + 1
    assert set(told(dialog)) == {"Karin Dam", "Bente Vang"}


@pytest.mark.parametrize(
    ("state", "way", "words", "is_proposed"),
    [
        (DeliveryState.SENT, LetterWay.MAIL, "Har fået den", False),
        (DeliveryState.PRINTED, LetterWay.PAPER, "Har fået den", False),
        (DeliveryState.PRINTED, LetterWay.DIGITAL_POST, "Lagt klar til Digital Post", False),
        (DeliveryState.UNCERTAIN, LetterWay.UNKNOWN, "Den kan være kommet frem", False),
        (DeliveryState.FAILED, LetterWay.UNKNOWN, "", True),
        (DeliveryState.INTERRUPTED, LetterWay.UNKNOWN, "", True),
    ],
)
def test_of_several_only_those_without_it_are_proposed(
    state: DeliveryState, way: LetterWay, words: str, is_proposed: bool
) -> None:
    one = Delivery("a", 1, INVITATION, 0, "x", "Karin Dam", "k@dam.example", state, way=way)
    other = replace(one, id="b", state=DeliveryState.READY)
    assert ("a" in (not_yet_got((one, other)) or ())) is is_proposed
    assert not_yet_got((one,)) is None
    assert words in letter_words(one)
    assert ("fået" in letter_words(one)) is (words == "Har fået den")


def test_only_paper_makes_ready_what_is_printed_next(
    qtbot: QtBot, desk: TestDesk, example: Example, server: SmtpServer, show: Show
) -> None:
    hear_child(desk, example.meeting.id)
    dialog = show(SendDialog(desk, meeting_of(desk, example), INVITATION))
    for field in dialog.findChildren(Choice):
        if field.objectName().startswith("channel-"):
            field.set_value(LetterWay.PAPER)
            field.activated.emit(field.currentIndex())
    assert dialog.confirm_button.caption == "Gør 6 breve klar til print"
    press(qtbot, dialog, "sendDialogConfirm")
    assert server.messages == []
    assert "6 skal have papir" in dialog.accessibleName()
    press(qtbot, dialog, "printLetters")
    assert dialog.findChild(PrintLettersDialog) is not None


def test_stop_keeps_what_has_not_begun(
    qtbot: QtBot, desk: TestDesk, example: Example, show: Show
) -> None:
    meeting = hear_child(desk, example.meeting.id)
    # Nothing works in the background until it is let: all letters are still here.
    waiting = _Waiting()
    dialog = show(SendDialog(replace(desk, background=waiting), meeting, INVITATION))
    press(qtbot, dialog, "sendDialogConfirm")
    press(qtbot, dialog, "sendStop")
    found = [each.state for each in desk.office.sending.deliveries(meeting.id)]
    assert found.count(DeliveryState.INTERRUPTED) == 5
    waiting.go()
    qtbot.waitUntil(lambda: "5 blev stoppet" in dialog.accessibleName(), timeout=20_000)
    assert not dialog.findChild(QPushButton, "sendStop").isVisible()
    waiting.wait()


class _Waiting(Background):
    """A background that begins nothing before it is told to."""

    def __init__(self) -> None:
        super().__init__(threads=1)
        self._held: list[Callable[[], object]] = []

    def run(self, *args: object) -> object:  # type: ignore[override]
        begin = super().run
        self._held.append(lambda: begin(*args))  # type: ignore[arg-type]
        return None

    def go(self) -> None:
        for begin in self._held:
            begin()


def test_who_is_left_out_stays_so_when_it_is_sent(
    qtbot: QtBot, desk: TestDesk, example: Example, server: SmtpServer, show: Show
) -> None:
    meeting = hear_child(desk, example.meeting.id)
    dialog = show(SendDialog(desk, meeting, INVITATION))
    karin = next(row for row in dialog.findChildren(BeforeRow) if row.line.name == "Karin Dam")
    qtbot.keyClick(karin.box, Qt.Key.Key_Space)
    assert dialog.confirm_button.caption == "Indkald 5 deltagere"
    press(qtbot, dialog, "sendDialogConfirm")
    names = {each.name for each in desk.office.sending.deliveries(meeting.id)}
    assert "Karin Dam" not in names
    assert len(names) == 5
