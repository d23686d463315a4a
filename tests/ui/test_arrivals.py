"""Answers that arrive by themselves: fetched from a real mailbox, told calmly, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain import errors as e
from moedeleder.domain.settings import MailboxSettings
from moedeleder.services.mailbox import Fetched
from moedeleder.ui.arrival_words import arrived_text, fetch_failed_text, fetched_text
from moedeleder.ui.arrivals import Arrivals
from moedeleder.ui.dialogs.unknown_answers import UnknownAnswersDialog
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.pages.today.page import TodayPage
from moedeleder.ui.pages.today.rows import WaitingRow
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.workplace import Workplace
from tests.imap_server import PASSWORD, USER, ImapServer, empty_server
from tests.ui.office_fixture import NOW, Example, TestDesk, add_example, opened_desk
from tests.ui.round_desk import share
from tests.ui.windows import opened

UNKNOWN = (
    b"From: Mormor <mormor@eksempel.example>\r\nSubject: Svar\r\n"
    b"Message-ID: <%d@eksempel.example>\r\nIn-Reply-To: <%s>\r\n\r\nJeg vil gerne med.\r\n"
)


@pytest.fixture
def server() -> ImapServer:
    return empty_server()


@pytest.fixture
def desk(tmp_path: Path, server: ImapServer, qapp: object) -> Iterator[TestDesk]:
    """A desk that fetches from the server whenever it is asked to."""
    with opened_desk(tmp_path, ca_file=server.ca_file) as made:
        settings = MailboxSettings(server.host, server.tls_port, user=USER, every_minutes=0)
        # Mails are taken from the day the mailbox is chosen, by the desk's own clock.
        made.clock.set(datetime(2020, 1, 1, tzinfo=UTC))
        made.office.mailbox.save(settings, PASSWORD)
        made.clock.set(NOW)
        yield made


@pytest.fixture
def example(desk: TestDesk) -> Example:
    return add_example(desk)


@pytest.fixture
def workplace(desk: TestDesk, example: Example, qtbot: QtBot) -> Workplace:
    made = Workplace(desk)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    opened(qtbot, made)
    return made


def letter_to_sofie(desk: TestDesk, example: Example) -> bytes:
    """Share the draft and return the id of the mail Sofie got."""
    meeting = share(desk, example.meeting.id)
    sofie = next(a.id for a in meeting.attendees if a.person.name.startswith("Sofie"))
    letters = desk.office.sending.deliveries(meeting.id)
    letter = next(each for each in letters if each.attendee_id == sofie)
    return letter.message_id.strip("<>").encode()


def said(workplace: Workplace) -> str:
    page = workplace.current_page
    assert isinstance(page, TodayPage)
    return page.banner.message


def press(workplace: Workplace, name: str) -> None:
    (button,) = _shown(workplace, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_new_is_said_when_asked(workplace: Workplace) -> None:
    press(workplace, "fetchAnswers")
    assert said(workplace) == "Der er ingen nye svar."
    (button,) = workplace.findChildren(QPushButton, "fetchAnswers")
    assert button.toolTip().startswith("Hentet kl. 10.")


def test_an_answer_of_someone_unknown_is_told_counted_and_opened(
    workplace: Workplace, desk: TestDesk, server: ImapServer, example: Example
) -> None:
    letter = letter_to_sofie(desk, example)
    server.deliver(UNKNOWN % (1, letter))
    press(workplace, "fetchAnswers")
    assert said(workplace) == "1 nyt svar er hentet. Vi ved ikke, hvem det er fra."
    words = {label.text() for row in workplace.findChildren(WaitingRow) for label in _labels(row)}
    assert "1 svar uden kendt afsender" in words
    press(workplace, "see-answer_unknown")
    (dialog,) = workplace.findChildren(UnknownAnswersDialog)
    assert dialog.answer is not None
    assert dialog.answer.from_address == "mormor@eksempel.example"
    dialog.close()


def test_answers_are_fetched_from_the_meeting_too(
    workplace: Workplace, desk: TestDesk, server: ImapServer, example: Example, qtbot: QtBot
) -> None:
    letter = letter_to_sofie(desk, example)
    workplace.open_meeting(example.meeting.id)
    answer = UNKNOWN.replace(b"Mormor <mormor@", b"Sofie <sofie@") % (7, letter)
    server.deliver(answer)
    press(workplace, "fetchFromContributions")
    meeting = desk.office.meetings.get(example.meeting.id)
    assert [each.words for each in meeting.contributions] == ["Jeg vil gerne med."]
    (banner,) = (b for b in workplace.findChildren(Banner) if b.isVisible())
    assert banner.message == "1 nyt svar er hentet."
    # The card is laid out anew at the next turn.
    qtbot.waitUntil(lambda: len(_shown(workplace, "fetchFromContributions")) == 1)
    (button,) = _shown(workplace, "fetchFromContributions")
    assert button.accessibleDescription().startswith("Hentet kl. ")


def test_nobody_is_told_of_a_fetch_that_brought_nothing(workplace: Workplace, qtbot: QtBot) -> None:
    arrivals = workplace.findChildren(Arrivals)[0]
    with qtbot.waitSignal(arrivals.arrived):
        arrivals.fetch()
    assert said(workplace) == ""


def test_trouble_is_told_once_until_it_works_again(
    workplace: Workplace, desk: TestDesk, server: ImapServer
) -> None:
    arrivals = workplace.findChildren(Arrivals)[0]
    page = workplace.current_page
    assert isinstance(page, TodayPage)
    good = desk.office.mailbox.settings()
    desk.office.mailbox.save(good, "forkert")
    arrivals.fetch()
    trouble = (
        "Svar kunne ikke hentes. De ligger stadig i postkassen. "
        "Ret brugernavn og kodeord under Indstillinger."
    )
    assert page.banner.message == trouble
    page.banner.dismiss()
    arrivals.fetch()
    assert page.banner.isHidden()
    # Whoever asks gets an answer.
    workplace.mailroom.fetch()
    assert page.banner.message == trouble
    assert page.banner.isVisible()
    desk.office.mailbox.save(good, PASSWORD)
    arrivals.fetch()
    page.banner.dismiss()
    desk.office.mailbox.save(good, "forkert igen")
    arrivals.fetch()
    assert page.banner.isVisible()


def test_without_a_mailbox_nothing_is_fetched_or_offered(
    workplace: Workplace, desk: TestDesk, qtbot: QtBot
) -> None:
    desk.office.mailbox.save(MailboxSettings())
    desk.changes.changed.emit(Change.of(Kind.SETTINGS))
    (button,) = workplace.findChildren(QPushButton, "fetchAnswers")
    assert not button.isVisible()
    arrivals = workplace.findChildren(Arrivals)[0]
    with qtbot.assertNotEmitted(arrivals.arrived), qtbot.assertNotEmitted(arrivals.failed):
        arrivals.fetch()


def test_letters_that_came_back_are_told_without_whose_they_are() -> None:
    see = "Se under mødets breve, hvad du kan gøre."
    assert arrived_text(Fetched(0, 0, 0, NOW, bounced=1)) == ("1 brev kom retur.", see)
    assert arrived_text(Fetched(0, 0, 0, NOW, bounced=2)) == ("2 breve kom retur.", see)
    both = arrived_text(Fetched(1, 0, 0, NOW, bounced=1, found=1))
    assert both == (
        "1 nyt svar er hentet.",
        "1 brev kom retur. Post, der var uvis, viste sig at være sendt.",
    )


@pytest.mark.parametrize(
    ("taken", "unknown", "left", "words"),
    [
        (0, 0, 0, ("Der er ingen nye svar.", "")),
        (2, 0, 0, ("2 nye svar er hentet.", "")),
        (1, 0, 0, ("1 nyt svar er hentet.", "")),
        (1, 1, 0, ("2 nye svar er hentet.", "1 er uden kendt afsender.")),
        (0, 2, 0, ("2 nye svar er hentet.", "Vi ved ikke, hvem de er fra.")),
        (
            1,
            0,
            1,
            (
                "1 nyt svar er hentet.",
                "1 mail kunne ikke tages ind. Den ligger stadig i postkassen.",
            ),
        ),
    ],
)
def test_what_came_is_counted(taken: int, unknown: int, left: int, words: tuple[str, str]) -> None:
    assert arrived_text(Fetched(taken, unknown, left, NOW)) == words


@pytest.mark.parametrize(
    "error",
    [
        e.MailServerUnreachable(),
        e.MailServerNotSecure(),
        e.MailLoginRefused(),
        e.MailLoginNotOffered(),
        e.MailboxFolderMissing(),
        e.KeyringUnusable(),
        e.MailTooLarge(),
        e.StoreReadOnly(),
    ],
)
def test_trouble_never_speaks_of_mails_that_were_not_sent(error: e.MoedelederError) -> None:
    text = fetch_failed_text(error)
    assert "sendt" not in text.sentence
    assert text.do


def test_when_it_was_fetched_is_told_by_the_clock_or_the_day() -> None:
    now = datetime(2026, 11, 24, 10, 30)
    assert fetched_text(None, now) == "Ikke hentet endnu"
    assert fetched_text(datetime(2026, 11, 24, 9, 12, tzinfo=UTC), now) == "Hentet kl. 10.12"
    before = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
    assert fetched_text(before, now) == "Hentet 23. november kl. 10.12"


def _shown(workplace: Workplace, name: str) -> list[QPushButton]:
    return [each for each in workplace.findChildren(QPushButton, name) if each.isVisible()]


def _labels(row: QWidget) -> list[QLabel]:
    return row.findChildren(QLabel)
