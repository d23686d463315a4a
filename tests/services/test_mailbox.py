"""Fetching answers from a real mailbox into a real office, each one once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from moedeleder.app import mailbox_maker, resource_folders
from moedeleder.domain.errors import (
    KeyringUnusable,
    MailLoginRefused,
    MailNotSetUp,
    MailServerNotSecure,
    MailServerUnreachable,
    StoreBusy,
)
from moedeleder.domain.settings import AfterTaking, MailboxSettings, Security
from moedeleder.mail.mailbox import KEYWORD, Mailbox
from moedeleder.models.round_tables import AnswerRow, ContributionRow
from moedeleder.services import mailbox as fetching
from moedeleder.services.answers_taken import Taken
from moedeleder.services.catalogue import load_catalogue
from moedeleder.services.context import Clock, Context
from moedeleder.services.deadlines import load_deadlines
from moedeleder.services.mailbox import Fetched, FetchProgress, MailboxFetching, MailTaker
from moedeleder.services.settings import Secrets
from tests.imap_server import PASSWORD, USER, BreakingLine, ImapServer, empty_server
from tests.offices import Bench, open_bench
from tests.services.answer_desk import code

Maker = Callable[[MailboxSettings, str], Mailbox]


@pytest.fixture
def server() -> ImapServer:
    return empty_server()


@pytest.fixture
def desk(tmp_path: Path, server: ImapServer) -> Iterator[Bench]:
    """An office that fetches from the server."""
    with open_bench(tmp_path, mailbox=mailbox_maker(server.ca_file)) as bench:
        bench.clock.now = datetime.now(UTC)
        bench.office.mailbox.save(settings(server), PASSWORD)
        yield bench


def settings(server: ImapServer, **changes: object) -> MailboxSettings:
    values: dict[str, object] = {
        "host": server.host,
        "port": server.tls_port,
        "security": Security.TLS,
        "user": USER,
        "after": AfterTaking.KEYWORD,
    }
    return MailboxSettings(**(values | changes))  # type: ignore[arg-type]


def reply(number: int, reference: str, words: str = "Vi vil tale om skolen") -> bytes:
    return mail(number, f"{words} ({number})\r\n\r\n> Kode: {reference}", "sofie@mail.example")


def mail(number: int, text: str, sender: str = "nyheder@butik.example") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "SV: Dagsorden"
    message["Message-ID"] = f"<{number}@mail.example>"
    message.set_content(text)
    return message.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def brought(bench: Bench) -> list[str]:
    """Return the words of every contribution, in order."""
    with bench.store.reading() as session:
        return sorted(row.words for row in session.query(ContributionRow))


def answers(bench: Bench) -> int:
    with bench.store.reading() as session:
        return session.query(AnswerRow).count()


def test_an_answer_is_fetched_marked_and_stays_unread(desk: Bench, server: ImapServer) -> None:
    meeting = desk.meeting()
    (number,) = server.deliver(reply(1, code(desk, meeting)))
    steps: list[FetchProgress] = []
    fetched = desk.office.mailbox.fetch(steps.append)
    assert (fetched.taken, fetched.unknown, fetched.left, fetched.waiting) == (1, 0, 0, 0)
    assert fetched.meetings == (meeting.id,)
    assert brought(desk) == ["Vi vil tale om skolen (1)"]
    assert server.flags() == {number: {KEYWORD}}
    assert steps == [FetchProgress(1, 1)]
    assert desk.office.mailbox.last_fetch() == fetched.at


def test_what_is_not_ours_is_left_alone_and_nothing_of_it_kept(
    desk: Bench, server: ImapServer
) -> None:
    (number,) = server.deliver(mail(1, "Tilbud på støvler"))
    fetched = desk.office.mailbox.fetch()
    assert (fetched.taken, fetched.unknown, fetched.left) == (0, 0, 0)
    assert server.flags() == {number: set()}
    assert answers(desk) == 0


def test_nothing_is_done_to_the_mailbox_when_nothing_is_wanted(
    desk: Bench, server: ImapServer
) -> None:
    desk.office.mailbox.save(settings(server, after=AfterTaking.NOTHING))
    (number,) = server.deliver(reply(1, code(desk, desk.meeting())))
    assert desk.office.mailbox.fetch().taken == 1
    assert server.flags() == {number: set()}


def test_taken_mails_go_to_a_folder_with_a_danish_name(desk: Bench, server: ImapServer) -> None:
    desk.office.mailbox.save(
        settings(server, after=AfterTaking.FOLDER, taken_folder="Mødeleder/Æøå")
    )
    (_, other) = server.deliver(reply(1, code(desk, desk.meeting())), mail(2, "Tilbud"))
    assert desk.office.mailbox.fetch().taken == 1
    assert server.flags() == {other: set()}
    assert len(server.flags("Mødeleder/Æøå")) == 1


def test_a_mail_is_taken_once_whatever_becomes_of_it(desk: Bench, server: ImapServer) -> None:
    reference = code(desk, desk.meeting())
    server.deliver(reply(1, reference))
    assert desk.office.mailbox.fetch().taken == 1
    assert desk.office.mailbox.fetch().taken == 0
    server.deliver(reply(1, reference))
    assert desk.office.mailbox.fetch().taken == 0
    assert (answers(desk), brought(desk)) == (1, ["Vi vil tale om skolen (1)"])


def test_when_the_server_numbers_its_mails_anew_nothing_is_taken_twice_or_missed(
    desk: Bench, server: ImapServer
) -> None:
    reference = code(desk, desk.meeting())
    desk.office.mailbox.save(settings(server, folder="Svar"))
    server.deliver(reply(1, reference), reply(2, reference), folder="Svar")
    assert desk.office.mailbox.fetch().taken == 2
    with server.hands() as client:
        before = client.folder_status("Svar", ["UIDVALIDITY"])[b"UIDVALIDITY"]
        client.delete_folder("Svar")
        client.create_folder("Svar")
        assert client.folder_status("Svar", ["UIDVALIDITY"])[b"UIDVALIDITY"] != before
    server.deliver(reply(3, reference), reply(1, reference), reply(2, reference), folder="Svar")
    assert desk.office.mailbox.fetch().taken == 1
    assert len(brought(desk)) == answers(desk) == 3


def test_another_start_of_the_program_goes_on_where_it_was(desk: Bench, server: ImapServer) -> None:
    reference = code(desk, desk.meeting())
    server.deliver(reply(1, reference))
    assert desk.office.mailbox.fetch().taken == 1
    again = another(desk, server, desk.office.answers)
    server.deliver(reply(2, reference))
    steps: list[FetchProgress] = []
    assert again.fetch(steps.append).taken == 1
    assert steps == [FetchProgress(1, 1)]


def test_mails_from_before_the_mailbox_was_set_up_are_not_looked_at(
    desk: Bench, server: ImapServer
) -> None:
    reference = code(desk, desk.meeting())
    server.deliver(reply(1, reference), at=datetime.now(UTC) - timedelta(days=3))
    server.deliver(reply(2, reference))
    assert desk.office.mailbox.fetch().taken == 1
    assert brought(desk) == ["Vi vil tale om skolen (2)"]


def test_many_mails_come_in_stretches(desk: Bench, server: ImapServer) -> None:
    reference = code(desk, desk.meeting())
    ours = {40, 130, 299}
    server.deliver(*(reply(n, reference) if n in ours else mail(n, "Andet") for n in range(300)))
    fetched = [desk.office.mailbox.fetch() for _ in range(3)]
    assert [(each.taken, each.waiting) for each in fetched] == [(2, 100), (1, 0), (0, 0)]
    assert len(brought(desk)) == 3


def test_a_giant_is_not_fetched_and_keeps_nobody_out(
    desk: Bench, server: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MAIL_LIMIT", 20_000)
    reference = code(desk, desk.meeting())
    giant = reply(1, reference, "x" * 30_000)
    (number, second) = server.deliver(giant, reply(2, reference))
    fetched = desk.office.mailbox.fetch()
    assert (fetched.taken, fetched.left) == (1, 1)
    assert server.flags() == {number: set(), second: {KEYWORD}}
    assert desk.office.mailbox.fetch().left == 0


@pytest.mark.parametrize("after", list(AfterTaking))
def test_a_line_cut_anywhere_loses_nothing_and_takes_nothing_twice(
    desk: Bench, server: ImapServer, after: AfterTaking
) -> None:
    reference = code(desk, desk.meeting())
    server.deliver(*(reply(n, reference) for n in range(6)))
    cuts = list(range(4_500, 13_500, 1_100))
    with BreakingLine(server.tls_port, cuts) as line:
        desk.office.mailbox.save(settings(server, port=line.port, after=after), PASSWORD)
        while line.cuts_left:
            fetch_or_fail(desk)
        desk.office.mailbox.fetch()
        assert desk.office.mailbox.fetch().taken == 0
    assert brought(desk) == [f"Vi vil tale om skolen ({n})" for n in range(6)]
    assert answers(desk) == 6


def test_a_crash_between_taking_and_noting_takes_nothing_twice(
    desk: Bench, server: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (number,) = server.deliver(reply(1, code(desk, desk.meeting())))

    def crash(*_args: object) -> None:
        raise StoreBusy

    with monkeypatch.context() as patch:
        patch.setattr(MailboxFetching, "_keep", crash)
        with pytest.raises(StoreBusy):
            desk.office.mailbox.fetch()
    fetched = desk.office.mailbox.fetch()
    assert (fetched.taken, fetched.left, answers(desk)) == (0, 0, 1)
    assert server.flags() == {number: {KEYWORD}}


class Choosy:
    """Takes mails but for those it stumbles over, as a fault of ours would."""

    def __init__(self, bench: Bench) -> None:
        self._bench, self.stumbles = bench, True

    def take_mail(self, raw: bytes) -> Taken:
        if self.stumbles and b"<1@" in raw:
            raise ZeroDivisionError
        return self._bench.office.answers.take_mail(raw)


def test_a_mail_beyond_us_stays_and_is_tried_again_and_the_next_ones_come(
    desk: Bench, server: ImapServer, caplog: pytest.LogCaptureFixture
) -> None:
    reference = code(desk, desk.meeting())
    (first, second) = server.deliver(reply(1, reference), reply(2, reference))
    taker = Choosy(desk)
    mailbox = another(desk, server, taker)
    assert outcome(mailbox.fetch()) == (1, 1)
    assert server.flags() == {first: set(), second: {KEYWORD}}
    assert outcome(mailbox.fetch()) == (0, 1)
    taker.stumbles = False
    assert outcome(mailbox.fetch()) == (1, 0)
    assert outcome(mailbox.fetch()) == (0, 0)
    assert len(brought(desk)) == 2
    assert "sofie" not in caplog.text


def test_a_stopped_fetch_leaves_the_rest_for_the_next(desk: Bench, server: ImapServer) -> None:
    reference = code(desk, desk.meeting())
    server.deliver(*(reply(n, reference) for n in range(3)))
    fetched = desk.office.mailbox.fetch(lambda _progress: desk.office.mailbox.stop())
    assert (fetched.taken, fetched.waiting) == (1, 2)
    assert len(brought(desk)) == 1


def test_settings_come_back_and_the_password_is_in_the_keyring_only(
    desk: Bench, server: ImapServer
) -> None:
    saved = settings(server, folder="Svar", every_minutes=15)
    assert desk.office.mailbox.save(saved, "æøå-hemmeligt") == saved
    assert desk.office.mailbox.settings() == saved
    assert desk.office.mailbox.password_is_kept(saved)
    assert "æøå-hemmeligt" in desk.secrets.values()
    assert not desk.office.mailbox.password_is_kept(settings(server, user="en anden"))
    assert PASSWORD.encode() not in (desk.store.path or Path()).read_bytes()


def test_a_mailbox_can_be_tried_and_taken_away(desk: Bench, server: ImapServer) -> None:
    report = desk.office.mailbox.test(settings(server), None)
    assert (report.folder, report.can_mark) == ("INBOX", True)
    with pytest.raises(MailLoginRefused):
        desk.office.mailbox.test(settings(server), "forkert")
    desk.office.mailbox.save(MailboxSettings())
    assert not desk.office.mailbox.settings().is_set_up
    with pytest.raises(MailNotSetUp):
        desk.office.mailbox.fetch()


def test_without_a_keyring_no_password_is_kept(desk: Bench, server: ImapServer) -> None:
    class Locked:
        def read(self, name: str) -> str | None:
            raise KeyringUnusable

        def write(self, name: str, secret: str) -> None:
            raise KeyringUnusable

    mailbox = another(desk, server, desk.office.answers, Locked())
    assert not mailbox.password_is_kept(settings(server))
    with pytest.raises(KeyringUnusable):
        mailbox.save(settings(server), "hemmeligt")


def test_a_first_office_has_no_mailbox(bench: Bench) -> None:
    assert bench.office.mailbox.settings() == MailboxSettings()
    assert bench.office.mailbox.last_fetch() is None
    with pytest.raises(MailNotSetUp):
        bench.office.mailbox.fetch()


def outcome(fetched: Fetched) -> tuple[int, int]:
    return fetched.taken, fetched.left


def fetch_or_fail(bench: Bench) -> None:
    with suppress(MailServerUnreachable, MailServerNotSecure):
        bench.office.mailbox.fetch()


def another(
    bench: Bench, server: ImapServer, taker: MailTaker, secrets: Secrets | None = None
) -> MailboxFetching:
    """Return the same mailbox as after a new start, or with other hands behind it."""
    folders = resource_folders()
    catalogue, deadlines = load_catalogue(folders), load_deadlines(folders)
    context = Context(bench.store, Clock(bench.clock), catalogue, deadlines, bench.typing)
    way = mailbox_maker(server.ca_file)
    return MailboxFetching(context, secrets or bench.secrets, taker, way)
