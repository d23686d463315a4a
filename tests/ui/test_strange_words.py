"""A stranger's mail server on the screen: plain text, on one line, that turns nothing round."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.sending import DeliveryState
from moedeleder.services.secrets import MemorySecrets
from moedeleder.ui.dialogs.outbox import OutboxDialog
from moedeleder.ui.outgoing import Outgoing
from moedeleder.ui.pages.post.page import PostPage
from moedeleder.ui.workplace import Workplace
from tests.smtp_server import SmtpServer
from tests.ui.mailing_desk import mailing_desk
from tests.ui.office_fixture import Example, TestDesk, add_example
from tests.ui.round_desk import hear_child
from tests.ui.windows import opened

KARIN = "karin.dam@skole.example"
MARK = "zebrafink"
STRANGE = f'550 5.1.1 <b>{MARK}</b> <a href="http://ond.example">her</a> \u202egnol \u2066ind\x07'


@pytest.fixture
def refused(tmp_path: Path, qapp: object) -> Iterator[tuple[TestDesk, Example]]:
    """A desk where Karin's letter was refused in strange words, and all others were sent."""
    with (
        SmtpServer(tmp_path) as server,
        mailing_desk(tmp_path, server, secrets=MemorySecrets()) as desk,
    ):
        server.refuse(KARIN, STRANGE)
        example = add_example(desk)
        meeting = hear_child(desk, example.meeting.id)
        desk.office.sending.announce_meeting(meeting.id, meeting.version)
        desk.office.outbox.work()
        yield desk, example


def assert_plain(widget: QWidget) -> None:
    """The server's words are there, as they were written, and none of them is obeyed."""
    told = [each for each in widget.findChildren(QLabel) if MARK in each.text()]
    assert told
    for label in told:
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert f"<b>{MARK}</b>" in label.text()
        assert not set("\u202e\u2066\x07\n") & set(label.text())
        # A hint is rich text as soon as it looks like it.
        assert "<b>" not in label.toolTip()


def test_the_outbox_shows_a_servers_words_as_they_are(
    refused: tuple[TestDesk, Example], qtbot: QtBot
) -> None:
    desk, _example = refused
    outgoing = Outgoing(desk)
    dialog = OutboxDialog(desk, outgoing)
    qtbot.addWidget(dialog)
    assert_plain(dialog)
    outgoing.stop()


def test_the_letters_of_a_meeting_do_too(refused: tuple[TestDesk, Example], qtbot: QtBot) -> None:
    desk, example = refused
    letters = desk.office.sending.deliveries(example.meeting.id)
    karin = next(each for each in letters if each.address == KARIN)
    assert karin.state is DeliveryState.FAILED
    page = PostPage(desk)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show_meeting(example.meeting.id)
    opened(qtbot, page)
    view = desk.office.post.of_meeting(example.meeting.id)
    key = next(each.key for each in view.receivers if each.name == karin.name)
    page.grid.go_to(key, view.columns[0].key)
    assert_plain(page.side)


def test_the_first_page_says_it_in_our_words_alone(
    refused: tuple[TestDesk, Example], qtbot: QtBot
) -> None:
    desk, _example = refused
    workplace = Workplace(desk)
    qtbot.addWidget(workplace)
    workplace.resize(1280, 720)
    opened(qtbot, workplace)
    shown = [each.text() for each in workplace.findChildren(QLabel)]
    assert not any(MARK in each for each in shown)
