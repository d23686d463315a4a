"""Letters looked for in a real mailbox by their Message-ID, and nothing touched by it."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from moedeleder.domain.errors import MailServerUnreachable
from moedeleder.domain.settings import AfterTaking, Security
from moedeleder.mail.mailbox import Mailbox, MailboxAccess
from tests.imap_liar import ImapLiar
from tests.imap_server import PASSWORD, USER, BreakingLine, ImapServer, empty_server, tls_context

ONE, TWO = "<0190a5b7-1111@kommune.example>", "<0190a5b7-2222@kommune.example>"
GREETING = b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\r\n"
SPECIAL = """
namespace inbox {
  mailbox "Afsendt post" {
    special_use = \\Sent
    auto = create
  }
  mailbox Sent {
    auto = create
  }
}
"""


@pytest.fixture
def server() -> ImapServer:
    return empty_server()


def letter(message_id: str = ONE, more: str = "") -> bytes:
    head = f"From: born@kommune.example\r\nMessage-ID: {message_id}\r\n{more}"
    return f"{head}Subject: Dagsorden\r\n\r\nHej\r\n".encode()


def found(access: MailboxAccess, *ids: str, since: date | None = None) -> dict[str, str]:
    with Mailbox(access).session() as visit:
        return visit.find(ids or (ONE,), since)


@pytest.mark.parametrize(
    "folder", ["Sent", "Sendt", "Sendt post", "Sent Items", "Sendte elementer", "Arkiv/SENDT"]
)
def test_usual_names_are_looked_in(server: ImapServer, folder: str) -> None:
    server.deliver(letter(), folder=folder)
    assert found(server.access()) == {ONE: folder}


def test_a_copy_in_the_folder_of_answers_or_the_inbox_counts(server: ImapServer) -> None:
    server.deliver(letter())
    server.deliver(letter(TWO), folder="Svar")
    assert found(server.access(folder="Svar"), ONE, TWO) == {ONE: "INBOX", TWO: "Svar"}


def test_the_office_s_own_word_on_the_folder_goes_before_the_server_s(server: ImapServer) -> None:
    server.deliver(letter(), folder="Sendt")
    server.deliver(letter(TWO), folder="Udgået æøå")
    own = server.access(sent_folder="Udgået æøå")
    assert found(own, ONE, TWO) == {TWO: "Udgået æøå"}


def test_a_folder_that_is_not_there_is_no_obstacle(server: ImapServer) -> None:
    server.deliver(letter())
    assert found(server.access(sent_folder="Findes ikke")) == {ONE: "INBOX"}


def test_a_folder_the_server_calls_its_sent_mail_goes_before_names() -> None:
    with ImapServer(extra=SPECIAL) as server:
        server.deliver(letter(), folder="Afsendt post")
        server.deliver(letter(TWO), folder="Sent")
        assert found(server.access(), ONE, TWO) == {ONE: "Afsendt post"}


@pytest.mark.parametrize(
    "other",
    [
        "<x0190a5b7-1111@kommune.example>",
        "<0190a5b7-1111@kommune.example.andet>",
        f"<0> {ONE}",
        "<andet@kommune.example>",
    ],
)
def test_a_part_of_another_id_is_not_the_letter(server: ImapServer, other: str) -> None:
    server.deliver(letter(other, f"References: {ONE}\r\nIn-Reply-To: {ONE}\r\n"), folder="Sent")
    assert found(server.access()) == {}


def test_a_header_on_two_lines_is_read(server: ImapServer) -> None:
    server.deliver(letter().replace(b"Message-ID: ", b"Message-ID:\r\n  "), folder="Sent")
    assert found(server.access()) == {ONE: "Sent"}


@pytest.mark.parametrize(
    "asked", ["", "<>", "<æ@x>", '<a"b@x>', "<a\\b@x>", "<a\r\nb@x>", "a@x", "<" + "a" * 5_000]
)
def test_what_is_no_id_of_ours_is_not_asked_for(server: ImapServer, asked: str) -> None:
    server.deliver(letter(), folder="Sent")
    assert found(server.access(), asked, ONE) == {ONE: "Sent"}


def test_mails_written_earlier_are_passed_over(server: ImapServer) -> None:
    """By their own date: the server's clock may be another, and a moved copy is new to it."""
    server.deliver(letter(more="Date: Mon, 02 Nov 2026 10:00:00 +0100\r\n"), folder="Sent")
    assert found(server.access(), since=date(2026, 11, 22)) == {}
    assert found(server.access(), since=date(2026, 11, 1)) == {ONE: "Sent"}


@pytest.mark.parametrize("more", ["", "Date: i går\r\n", "Date: Mon, 99 Nov 2026 10:00\r\n"])
def test_a_copy_of_an_earlier_time_is_not_the_one_meant(server: ImapServer, more: str) -> None:
    first = datetime(2026, 11, 23, 9, 0, 0, 500, tzinfo=UTC)
    server.deliver(letter(more="Date: Mon, 23 Nov 2026 10:00:00 +0100\r\n"), folder="Sent")
    server.deliver(letter(more=more), folder="Sent")
    with Mailbox(server.access()).session() as visit:
        assert visit.find((ONE,), None, {ONE: first}) == {}
        assert visit.find((ONE,), None, {ONE: first - timedelta(seconds=1)}) == {ONE: "Sent"}
    server.deliver(letter(more="Date: Mon, 23 Nov 2026 10:00:01 +0100\r\n"), folder="Sent")
    with Mailbox(server.access()).session() as visit:
        assert visit.find((ONE,), None, {ONE: first}) == {ONE: "Sent"}


def test_nothing_is_marked_and_the_visit_goes_on_where_it_was(server: ImapServer) -> None:
    (number,) = server.deliver(letter(TWO))
    server.deliver(letter(), folder="Sent")
    with Mailbox(server.access(after=AfterTaking.KEYWORD)).session() as visit:
        before = visit.uid_validity
        assert visit.find((ONE, TWO)) == {ONE: "Sent", TWO: "INBOX"}
        assert visit.uid_validity == before
        assert visit.fetch(number) == letter(TWO)
        assert visit.put_keyword(number)
    assert server.flags("Sent") == {1: set()}


def test_a_line_cut_at_any_byte_is_unreachable_and_nothing_else(server: ImapServer) -> None:
    server.deliver(letter(), folder="Sent")
    for cut in range(2_500, 6_000, 350):
        with BreakingLine(server.tls_port, [cut]) as line, suppress(MailServerUnreachable):
            assert found(server.access(port=line.port)) == {ONE: "Sent"}


LISTS = {
    "no folders": b"",
    "binary": b"\x00\xff\xfe garbage\r\n",
    "endless": b'* LIST () "/" ' + b"a" * 2_000_000 + b"\r\n",
    "many": b"".join(b'* LIST () "/" Sent/%d\r\n' % number for number in range(20_000)),
    "a number": b'* LIST () "/" 17\r\n* LIST () NIL Sent\r\n',
    "no place": b'* LIST (\\Noselect \\Sent) "/" Sent\r\n',
}


@pytest.mark.parametrize("said", LISTS)
def test_a_server_that_lies_finds_nothing(said: str, tmp_path: Path) -> None:
    authority = trustme.CA()
    answers = {
        b"LIST": LISTS[said],
        b"EXAMINE": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n",
        b"UID": b"* SEARCH 1 2 3\r\n"
        b"* 1 FETCH (UID 1 BODY[HEADER.FIELDS (MESSAGE-ID DATE)] NIL)\r\n",
    }
    lies = ImapLiar(GREETING, answers, tls_context(authority))
    with lies as liar, suppress(MailServerUnreachable):
        assert found(to(liar, authority, tmp_path)) == {}


def test_hanging_up_ends_the_search(tmp_path: Path) -> None:
    authority = trustme.CA()
    with ImapLiar(
        GREETING,
        {b"EXAMINE": b"* 1 EXISTS\r\n"},
        tls_context(authority),
        silent_at=b"UID",
    ) as liar:
        access = to(liar, authority, tmp_path)
        with Mailbox(access).session() as visit:

            def hang_up() -> None:
                liar.fell_silent.wait(20)
                visit.hang_up()

            hanging_up = threading.Thread(target=hang_up)
            hanging_up.start()
            with pytest.raises(MailServerUnreachable):
                visit.find((ONE,))
            hanging_up.join()


def to(liar: ImapLiar, authority: trustme.CA, folder: Path) -> MailboxAccess:
    path = folder / "authority.pem"
    authority.cert_pem.write_to_path(path)
    return MailboxAccess(
        "127.0.0.1",
        liar.port,
        Security.TLS,
        USER,
        lambda: PASSWORD,
        timeout=5.0,
        ca_file=path,
    )
