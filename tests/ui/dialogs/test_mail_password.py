"""Letters that wait for the mail server's password: one cause everywhere, and a way on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.services.secrets import MemorySecrets
from moedeleder.ui.dialogs.mail_password import MailPasswordDialog, password_lacks
from moedeleder.ui.dialogs.outbox import OutboxDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.outgoing import Outgoing
from moedeleder.ui.pages.post.page import PostPage
from moedeleder.ui.pages.today.page import TodayPage
from moedeleder.ui.widgets.banner import Banner
from tests.smtp_server import SmtpServer
from tests.ui.mailing_desk import mailing_desk
from tests.ui.office_fixture import Example, TestDesk, add_example
from tests.ui.round_desk import hear_child
from tests.ui.windows import opened

CAUSE = "Mødeleder mangler kodeordet til mailserveren"


class Forgetful(MemorySecrets):
    """Where a secret is kept that is gone after the program was started again."""

    def restart(self) -> None:
        """Forget everything."""
        self._kept.clear()


@pytest.fixture
def secrets() -> Forgetful:
    return Forgetful()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path) as running:
        yield running


@pytest.fixture
def desk(
    tmp_path: Path, server: SmtpServer, secrets: Forgetful, qapp: object
) -> Iterator[TestDesk]:
    with mailing_desk(tmp_path, server, secrets=secrets) as made:
        secrets.restart()
        yield made


@pytest.fixture
def example(desk: TestDesk) -> Example:
    made = add_example(desk)
    meeting = hear_child(desk, made.meeting.id)
    desk.office.sending.announce_meeting(meeting.id, meeting.version)
    return made


def write(qtbot: QtBot, place: QWidget, server: SmtpServer) -> None:
    """Press the button of the message and write the password it asks for."""
    banner = place.findChild(Banner, "banner")
    assert banner is not None
    assert CAUSE in banner.message
    button = banner.findChild(QPushButton, "bannerAction")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    fill(qtbot, server)


def fill(qtbot: QtBot, server: SmtpServer) -> None:
    (dialog,) = [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, MailPasswordDialog) and each.isVisible()
    ]
    field = dialog.findChild(QLineEdit, "password")
    assert field is not None
    assert "Kodeordet huskes, til du lukker Mødeleder." in field.accessibleDescription()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    field.setText(server.password)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def states(desk: TestDesk, example: Example) -> set[DeliveryState]:
    letters = desk.office.sending.deliveries(example.meeting.id)
    return {each.state for each in letters if each.address}


def test_the_send_dialog_asks_for_the_password_and_sends(
    qtbot: QtBot, desk: TestDesk, example: Example, server: SmtpServer
) -> None:
    meeting = desk.office.meetings.get(example.meeting.id)
    dialog = SendDialog(desk, meeting, LetterKind.INVITATION, begin=True)
    qtbot.addWidget(dialog)
    opened(qtbot, dialog)
    write(qtbot, dialog, server)
    qtbot.waitUntil(lambda: states(desk, example) == {DeliveryState.SENT})
    assert CAUSE not in (dialog.banner.message if dialog.banner.isVisible() else "")
    # Each left once.
    letters = desk.office.sending.deliveries(example.meeting.id)
    assert len(server.messages) == sum(bool(each.address) for each in letters)


def test_the_outbox_and_the_letters_of_the_meeting_name_the_same_cause(
    qtbot: QtBot, desk: TestDesk, example: Example, server: SmtpServer
) -> None:
    desk.office.outbox.work()
    page = PostPage(desk)
    qtbot.addWidget(page)
    page.show_meeting(example.meeting.id)
    assert CAUSE in page.banner.message
    assert "Den går, når kodeordet er skrevet." in [e.text() for e in page.findChildren(QLabel)]
    outgoing = Outgoing(desk, soon_ms=1)
    dialog = OutboxDialog(desk, outgoing)
    qtbot.addWidget(dialog)
    opened(qtbot, dialog)
    outgoing.begin()
    write(qtbot, dialog, server)
    qtbot.waitUntil(lambda: states(desk, example) == {DeliveryState.SENT})
    outgoing.stop()


def test_i_dag_offers_to_write_it(
    qtbot: QtBot, desk: TestDesk, example: Example, server: SmtpServer
) -> None:
    desk.office.outbox.work()
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    opened(qtbot, page)
    button = page.findChild(QPushButton, "see-letters_held_up")
    assert button is not None
    assert button.accessibleName() == "Skriv kodeordet"
    button.click()
    fill(qtbot, server)
    view = desk.office.outbox.view()
    assert {each.delivery.reason for each in view.waiting} == {""}
    assert not password_lacks(each.delivery for each in view.stuck)
    assert "Brevene går nu" in page.banner.message
