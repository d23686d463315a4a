"""Udbakken against a real mail server: every letter in its group, every deed by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.sending import DeliveryState
from moedeleder.domain.settings import MailboxSettings
from moedeleder.services.secrets import MemorySecrets
from moedeleder.ui.dialogs.outbox import OutboxDialog
from moedeleder.ui.dialogs.outbox_rows import LetterRow
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.outgoing import Outgoing
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.workplace import Workplace
from tests.imap_server import PASSWORD, USER, empty_server
from tests.smtp_server import SmtpServer
from tests.ui.mailing_desk import mailing_desk
from tests.ui.office_fixture import NOW, Example, TestDesk, add_example
from tests.ui.round_desk import hear_child
from tests.ui.windows import opened

KARIN, SOFIE = "karin.dam@skole.example", "sofie@eksempel.example"
Show = Callable[..., OutboxDialog]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, server: SmtpServer, qapp: object) -> Iterator[TestDesk]:
    """A desk whose letters leave by the server, and whose answers come to a real mailbox."""
    trusted = tmp_path / "both.pem"
    trusted.write_bytes(server.ca_file.read_bytes() + empty_server().ca_file.read_bytes())
    with mailing_desk(tmp_path, server, ca_file=trusted, secrets=MemorySecrets()) as made:
        yield made


@pytest.fixture
def example(desk: TestDesk) -> Example:
    return add_example(desk)


@pytest.fixture
def show(desk: TestDesk, qtbot: QtBot) -> Show:
    def shown(first: str = "") -> OutboxDialog:
        dialog = OutboxDialog(desk, Outgoing(desk), first=first)
        qtbot.addWidget(dialog)
        opened(qtbot, dialog)
        return dialog

    return shown


def send(desk: TestDesk, example: Example) -> None:
    """Invite everybody and let the outbox do its work once."""
    meeting = hear_child(desk, example.meeting.id)
    desk.office.sending.announce_meeting(meeting.id, meeting.version)
    desk.office.outbox.work()


def state(desk: TestDesk, example: Example, address: str) -> DeliveryState:
    letters = desk.office.sending.deliveries(example.meeting.id)
    (found,) = [each.state for each in letters if each.address == address]
    return found


def row_of(dialog: OutboxDialog, name: str) -> LetterRow:
    rows = [each for each in dialog.findChildren(LetterRow) if not each.isHidden()]
    (found,) = [each for each in rows if each.accessibleName().startswith(name)]
    return found


def card_of(row: QWidget) -> str:
    above = row.parentWidget()
    while above is not None and not isinstance(above, Card):
        above = above.parentWidget()
    return above.accessibleName() if above is not None else ""


def words(row: QWidget) -> str:
    return "\n".join(label.text() for label in row.findChildren(QLabel))


def press(row: QWidget, caption: str) -> None:
    """Press a button with the keyboard alone."""
    (button,) = [each for each in row.findChildren(Button) if each.caption == caption]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_each_letter_stands_in_its_group_with_the_servers_reason(
    desk: TestDesk, example: Example, server: SmtpServer, show: Show
) -> None:
    server.refuse(KARIN, "552 5.2.2 Mailbox full")
    server.refuse(SOFIE, "451 4.7.1 Greylisting in action")
    send(desk, example)
    dialog = show()
    karin, sofie, bente = (row_of(dialog, name) for name in ("Karin", "Sofie", "Bente"))
    assert card_of(karin) == "Har brug for dig"
    assert "Afvist: modtagerens postkasse er fuld" in words(karin)
    assert "Serverens svar: ”\u2068" in words(karin)
    assert "5.2.2 Mailbox full" in words(karin)
    assert "Indkaldelse · Netværksmøde om Alma" in words(karin)
    assert card_of(sofie) == "Venter"
    assert "Venter, prøves igen kl. 10.0" in words(sofie)
    assert ": serveren vil se, om vi prøver igen" in words(sofie)
    assert card_of(bente) == "Har brug for dig"
    assert len(server.messages) == 3


def test_one_that_waits_is_tried_now_and_the_keyboard_stays_inside(
    desk: TestDesk, example: Example, server: SmtpServer, show: Show
) -> None:
    server.refuse(SOFIE, "451 4.7.1 Greylisting in action")
    send(desk, example)
    dialog = show()
    server.accept(SOFIE)
    press(row_of(dialog, "Sofie"), "Prøv nu")
    assert state(desk, example, SOFIE) is DeliveryState.SENT
    shown = [each for each in dialog.findChildren(LetterRow) if not each.isHidden()]
    assert [each.accessibleName().split()[0] for each in shown] == ["Bente"]
    focus = QApplication.focusWidget()
    assert focus is not None
    assert dialog.isAncestorOf(focus)


def test_all_that_waits_is_sent_by_the_main_button(
    desk: TestDesk, example: Example, server: SmtpServer, show: Show, qtbot: QtBot
) -> None:
    for address in (SOFIE, KARIN):
        server.refuse(address, "451 4.3.0 Later")
    send(desk, example)
    dialog = show()
    assert dialog.confirm_button.isVisible()
    for address in (SOFIE, KARIN):
        server.accept(address)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.confirm_button.isVisible())
    assert state(desk, example, SOFIE) is state(desk, example, KARIN) is DeliveryState.SENT


def test_a_stopped_letter_stays_here(
    desk: TestDesk, example: Example, server: SmtpServer, show: Show
) -> None:
    server.refuse(SOFIE, "451 4.3.0 Later")
    send(desk, example)
    dialog = show()
    press(row_of(dialog, "Sofie"), "Stop brevet")
    assert dialog.banner.message == "Brevet til Sofie Eksempel er stoppet. Det er ikke sendt."
    assert state(desk, example, SOFIE) is DeliveryState.INTERRUPTED
    assert "Afbrudt: den er ikke sendt" in words(row_of(dialog, "Sofie"))
    server.accept(SOFIE)
    desk.office.outbox.work()
    assert state(desk, example, SOFIE) is DeliveryState.INTERRUPTED


def test_what_is_sent_again_is_shown_first(
    desk: TestDesk, example: Example, server: SmtpServer, qtbot: QtBot
) -> None:
    server.refuse(KARIN)
    send(desk, example)
    server.accept(KARIN)
    workplace = Workplace(desk)
    qtbot.addWidget(workplace)
    workplace.resize(1280, 720)
    opened(qtbot, workplace)
    workplace.out_tray.show()
    (dialog,) = workplace.findChildren(OutboxDialog)
    press(row_of(dialog, "Karin"), "Send igen")
    assert state(desk, example, KARIN) is DeliveryState.FAILED
    assert not dialog.isVisible()
    (shown,) = workplace.findChildren(SendDialog)
    assert shown.isVisible()
    shown.confirm_button.click()
    assert state(desk, example, KARIN) is DeliveryState.SENT
    shown.close()


@pytest.fixture
def uncertain(desk: TestDesk, example: Example, server: SmtpServer) -> str:
    """Sofie's letter is uncertain: the line was lost after the last word; returns its address."""
    for name in ("Jonas", "Karin", "Lise", "Mette"):
        server.refuse(example.person(name).mail)
    server.drop_after_dot = True
    send(desk, example)
    server.drop_after_dot = False
    assert state(desk, example, SOFIE) is DeliveryState.UNCERTAIN
    return SOFIE


@pytest.mark.parametrize(
    ("caption", "becomes", "said"),
    [
        ("Den kom frem", DeliveryState.SENT, "Noteret: brevet til Sofie Eksempel kom frem."),
        (
            "Den kom ikke frem",
            DeliveryState.INTERRUPTED,
            "Noteret: brevet til Sofie Eksempel kom ikke frem. Du kan sende det igen.",
        ),
    ],
    ids=["arrived", "lost"],
)
def test_a_person_says_what_became_of_an_uncertain_letter(
    desk: TestDesk,
    example: Example,
    uncertain: str,
    show: Show,
    caption: str,
    becomes: DeliveryState,
    said: str,
) -> None:
    dialog = show()
    row = row_of(dialog, "Sofie")
    assert "Den sendes ikke igen af sig selv." in words(row)
    assert not [each for each in row.findChildren(Button) if each.caption == "Send igen"]
    press(row, caption)
    assert state(desk, example, uncertain) is becomes
    assert dialog.banner.message == said


def with_mailbox(desk: TestDesk) -> None:
    box = empty_server()
    settings = MailboxSettings(box.host, box.tls_port, user=USER, every_minutes=0)
    desk.clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    desk.office.mailbox.save(settings, PASSWORD)
    desk.clock.set(NOW)


def test_an_uncertain_letter_is_found_in_the_mailbox(
    desk: TestDesk, example: Example, server: SmtpServer, uncertain: str, show: Show
) -> None:
    with_mailbox(desk)
    (received,) = [each for each in server.messages if uncertain in each.receivers]
    empty_server().deliver(received.data)
    dialog = show()
    press(row_of(dialog, "Sofie"), "Led efter den")
    assert dialog.banner.message == "Brevet til Sofie Eksempel er fundet. Det er sendt."
    assert state(desk, example, uncertain) is DeliveryState.SENT


def test_one_that_is_not_found_stays_uncertain(
    desk: TestDesk, example: Example, uncertain: str, show: Show
) -> None:
    with_mailbox(desk)
    dialog = show()
    press(row_of(dialog, "Sofie"), "Led efter den")
    assert dialog.banner.message.startswith("Brevet til Sofie Eksempel ligger ikke i postkassen.")
    assert state(desk, example, uncertain) is DeliveryState.UNCERTAIN
    assert "den blev ikke fundet i postkassen" in words(row_of(dialog, "Sofie"))


def test_without_a_mailbox_it_says_so(
    desk: TestDesk, example: Example, uncertain: str, show: Show
) -> None:
    dialog = show()
    press(row_of(dialog, "Sofie"), "Led efter den")
    assert dialog.banner.isVisible()
    assert "Leder i postkassen" not in dialog.banner.message
    assert state(desk, example, uncertain) is DeliveryState.UNCERTAIN


def test_the_meeting_is_one_press_away(
    desk: TestDesk, example: Example, server: SmtpServer, show: Show, qtbot: QtBot
) -> None:
    server.refuse(KARIN)
    send(desk, example)
    dialog = show()
    with qtbot.waitSignal(dialog.meeting_requested) as asked:
        press(row_of(dialog, "Karin"), "Gå til mødet")
    assert asked.args == [example.meeting.id]
    assert not dialog.isVisible()


def test_it_opens_at_the_letter_that_was_asked_for(
    desk: TestDesk, example: Example, server: SmtpServer, show: Show, qtbot: QtBot
) -> None:
    for name in ("Sofie", "Jonas", "Karin", "Lise", "Mette"):
        server.refuse(example.person(name).mail)
    send(desk, example)
    letters = desk.office.sending.deliveries(example.meeting.id)
    (lise,) = [each.id for each in letters if each.name == "Lise Berg"]
    dialog = show(first=lise)
    qtbot.waitUntil(lambda: row_of(dialog, "Lise").isAncestorOf(dialog.focusWidget()))


def test_an_empty_outbox_says_so(desk: TestDesk, show: Show) -> None:
    dialog = show()
    (empty,) = dialog.findChildren(EmptyState)
    assert empty.isVisible()
    assert not dialog.confirm_button.isVisible()
    assert "Udbakken er tom" in words(empty)


def test_no_title_or_tooltip_of_the_window_names_anybody(
    desk: TestDesk, example: Example, server: SmtpServer, show: Show
) -> None:
    server.refuse(KARIN)
    send(desk, example)
    dialog = show()
    assert dialog.windowTitle() == "Mødeleder"
