"""Mailboxes: conversations with a real Dovecot, and with servers that misbehave."""

from __future__ import annotations

import base64
import logging
import socket
import ssl
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from moedeleder.domain.errors import (
    FileUnreadable,
    MailboxFolderMissing,
    MailLoginNotOffered,
    MailLoginRefused,
    MailServerNotSecure,
    MailServerUnreachable,
)
from moedeleder.domain.settings import AfterTaking, Security
from moedeleder.mail.mailbox import KEYWORD, Mailbox, MailboxAccess
from tests.imap_liar import ImapLiar
from tests.imap_server import PASSWORD, USER, BreakingLine, ImapServer, empty_server, tls_context

LONG_AGO = date(2020, 1, 1)
CAPABLE = b"* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\r\n"
GREETING = b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\r\n"
SELECTED = b"* 1 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n"
GARBAGE = {
    "binary": b"\x00\xff\xfe garbage \r\n" * 10,
    "endless line": b"* SEARCH " + b"1 " * 2_000_000 + b"\r\n",
    "open bracket": b"* 1 FETCH (((((((\r\n",
    "deep brackets": b"* 1 FETCH " + b"(" * 20_000 + b"\r\n",
    "no number": b"* 1 FETCH (UID x RFC822.SIZE y)\r\n",
    "huge literal": b"* 1 FETCH (UID 1 BODY[] {99999999999}\r\nabc",
    "cut literal": b"* 1 FETCH (UID 1 BODY[] {1000}\r\nabc",
    "words for numbers": b"* SEARCH one two\r\n",
}


@pytest.fixture
def server() -> ImapServer:
    return empty_server()


def mail(number: int = 1, body: str = "Hej") -> bytes:
    head = f"From: Sofie <sofie@mail.example>\r\nMessage-ID: <{number}@mail.example>\r\n"
    return (head + f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n").encode()


def fetched(access: MailboxAccess, after: int = 0) -> list[bytes | None]:
    with Mailbox(access).session() as visit:
        return [visit.fetch(number) for number in visit.numbers(LONG_AGO, after)]


def test_a_mail_comes_as_it_lies_there(server: ImapServer) -> None:
    raw = mail(body="Vi vil gerne tale om fraværet: æøå")
    server.deliver(raw)
    assert fetched(server.access()) == [raw]


def test_starttls_fetches_too(server: ImapServer) -> None:
    server.deliver(mail())
    access = server.access(port=server.plain_port, security=Security.STARTTLS)
    assert fetched(access) == [mail()]


def test_nothing_becomes_read_or_recent_by_fetching(server: ImapServer) -> None:
    server.deliver(mail(1), mail(2))
    for after in AfterTaking:
        access = server.access(after=after)
        assert len(fetched(access)) == 2
        with Mailbox(access).session() as visit:
            visit.heads(visit.numbers(LONG_AGO, 0))
    assert list(server.flags().values()) == [set(), set()]


def test_a_report_says_what_the_mailbox_is_like(server: ImapServer) -> None:
    server.deliver(mail(1), mail(2))
    report = Mailbox(server.access(after=AfterTaking.KEYWORD)).test_connection()
    assert (report.place, report.encryption) == (f"127.0.0.1:{server.tls_port}", "TLSv1.3")
    assert (report.folder, report.mails, report.can_mark) == ("INBOX", 2, True)


def test_a_folder_with_danish_letters_is_found(server: ImapServer) -> None:
    server.deliver(mail(), folder="Møder/Børn & Æøå")
    assert fetched(server.access(folder="Møder/Børn & Æøå")) == [mail()]


def test_a_folder_that_is_not_there_is_said_to_be_missing(server: ImapServer) -> None:
    with pytest.raises(MailboxFolderMissing):
        fetched(server.access(folder="Findes ikke"))


def test_only_mails_from_the_day_on_and_above_the_number_are_named(server: ImapServer) -> None:
    now = datetime.now(UTC)
    (old,) = server.deliver(mail(1), at=now - timedelta(days=3))
    (first, second) = server.deliver(mail(2), mail(3), at=now)
    with Mailbox(server.access()).session() as visit:
        assert visit.numbers(LONG_AGO, 0) == [old, first, second]
        assert visit.numbers((now - timedelta(days=1)).date(), 0) == [first, second]
        assert visit.numbers(LONG_AGO, first) == [second]
        assert visit.numbers(LONG_AGO, second) == []


def test_heads_tell_size_and_identity_without_the_mail(server: ImapServer) -> None:
    bare = b"From: x@y.example\r\n\r\nHej\r\n"
    (with_id, without) = server.deliver(mail(7), bare)
    with Mailbox(server.access()).session() as visit:
        heads = visit.heads([with_id, without])
    assert (heads[with_id].size, heads[without].size) == (len(mail(7)), len(bare))
    assert b"<7@mail.example>" in heads[with_id].identity
    assert heads[without].identity == b""


def test_a_keyword_is_put_and_nothing_else_touched(server: ImapServer) -> None:
    (first, second) = server.deliver(mail(1), mail(2))
    with Mailbox(server.access(after=AfterTaking.KEYWORD)).session() as visit:
        assert visit.put_keyword(first)
    assert server.flags() == {first: {KEYWORD}, second: set()}


def test_a_mail_is_moved_to_a_folder_made_for_it(server: ImapServer) -> None:
    (first, second) = server.deliver(mail(1), mail(2))
    server_folder = "Mødeleder/Tæt på"
    with Mailbox(server.access(after=AfterTaking.FOLDER)).session() as visit:
        assert visit.put_in_folder(first, server_folder)
    assert list(server.flags()) == [second]
    assert fetched(server.access(folder=server_folder)) == [mail(1)]


def test_mails_that_somebody_else_marked_as_deleted_are_not_expunged(server: ImapServer) -> None:
    (first, second) = server.deliver(mail(1), mail(2))
    with server.hands() as client:
        client.select_folder("INBOX")
        client.delete_messages([second])
    with Mailbox(server.access(after=AfterTaking.FOLDER)).session() as visit:
        visit.put_in_folder(first, "Mødeleder")
    assert server.flags() == {second: {b"\\Deleted"}}


def test_without_move_a_copy_is_put_there_and_the_mail_stays(tmp_path: Path) -> None:
    with ImapServer(extra="\nimap_capability = IMAP4rev1 UIDPLUS LITERAL+ AUTH=PLAIN\n") as server:
        (number,) = server.deliver(mail())
        with Mailbox(server.access(after=AfterTaking.FOLDER)).session() as visit:
            assert visit.put_in_folder(number, "Mødeleder")
        assert server.flags() == {number: {KEYWORD}}
        assert fetched(server.access(folder="Mødeleder")) == [mail()]


@pytest.mark.parametrize(
    ("user", "password"), [(USER, "forkert-æøå"), ("ukendt@x.example", PASSWORD)]
)
def test_a_wrong_login_is_refused_and_told_without_the_server_s_words(
    server: ImapServer, user: str, password: str
) -> None:
    with pytest.raises(MailLoginRefused) as caught:
        fetched(server.access(user=user, password=lambda: password))
    assert str(caught.value) == "None"
    assert caught.value.__cause__ is None
    assert password not in repr(caught.value)


def test_the_password_is_in_no_log(server: ImapServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server.deliver(mail())
    caplog.clear()
    fetched(server.access())
    secret = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
    assert PASSWORD not in caplog.text
    assert secret not in caplog.text
    assert all(record.levelno < logging.INFO for record in caplog.records)


def test_a_stranger_s_certificate_is_refused(server: ImapServer) -> None:
    for port, security in (
        (server.tls_port, Security.TLS),
        (server.plain_port, Security.STARTTLS),
    ):
        with pytest.raises(MailServerNotSecure):
            fetched(server.access(port=port, security=security, ca_file=None))


def test_a_certificate_for_another_name_is_refused() -> None:
    with ImapServer(certificate_for="mail.other.example") as server:
        for port, security in (
            (server.tls_port, Security.TLS),
            (server.plain_port, Security.STARTTLS),
        ):
            with pytest.raises(MailServerNotSecure):
                Mailbox(server.access(port=port, security=security)).test_connection()


def test_a_server_without_starttls_gets_no_password() -> None:
    answers = {b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n"}
    with ImapLiar(answers=answers) as liar, pytest.raises(MailServerNotSecure):
        fetched(to_liar(liar, None))
    assert not any(b"LOGIN" in line or b"AUTHENTICATE" in line for line in liar.heard)


def test_encryption_refused_after_being_offered_is_not_gone_without() -> None:
    lies = ImapLiar(answers={b"CAPABILITY": CAPABLE}, refuse=b"STARTTLS")
    with lies as liar, pytest.raises(MailServerNotSecure):
        fetched(to_liar(liar, None))
    assert not any(b"AUTHENTICATE" in line for line in liar.heard)


def test_what_was_said_in_clear_does_not_count_for_encrypted() -> None:
    lies = ImapLiar(answers={b"CAPABILITY": CAPABLE}, forge=b"* PREAUTH welcome\r\n")
    with lies as liar, pytest.raises((MailServerNotSecure, MailServerUnreachable)):
        fetched(to_liar(liar, None, timeout=1.0))
    assert not any(b"AUTHENTICATE" in line for line in liar.heard)


def test_old_tls_is_refused(tmp_path: Path) -> None:
    authority = trustme.CA()
    with warnings.catch_warnings():
        # An old version is what this is about.
        warnings.simplefilter("ignore", DeprecationWarning)
        context = tls_context(authority)
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with ImapLiar(context=context) as liar, pytest.raises(MailServerNotSecure):
        fetched(to_liar(liar, pem(authority, tmp_path)))


@pytest.mark.parametrize("kind", GARBAGE)
@pytest.mark.parametrize("question", ["search", "heads", "fetch"])
def test_garbage_ends_the_visit_or_is_nothing_and_never_more(
    kind: str, question: str, tmp_path: Path
) -> None:
    authority = trustme.CA()
    answers = {b"EXAMINE": SELECTED, b"UID": GARBAGE[kind]}
    with ImapLiar(GREETING, answers, tls_context(authority)) as liar:
        access = to_liar(liar, pem(authority, tmp_path), timeout=1.0)
        with suppress(MailServerUnreachable), Mailbox(access).session() as visit:
            asked: dict[str, Callable[[], object]] = {
                "search": lambda: visit.numbers(LONG_AGO, 0),
                "heads": lambda: visit.heads([1]),
                "fetch": lambda: visit.fetch(1),
            }
            assert not asked[question]()
    assert any(b" UID " in line for line in liar.heard)


def test_endless_answers_are_cut_off(tmp_path: Path) -> None:
    authority = trustme.CA()
    flood = b"* OK still here, and still saying nothing at all of any use\r\n" * 20_000
    answers = {b"EXAMINE": SELECTED, b"UID": flood}
    with ImapLiar(GREETING, answers, tls_context(authority)) as liar:
        access = to_liar(liar, pem(authority, tmp_path), mail_limit=-4_500_000)
        with Mailbox(access).session() as visit, pytest.raises(MailServerUnreachable):
            visit.numbers(LONG_AGO, 0)


def test_a_server_that_falls_silent_is_given_up(tmp_path: Path) -> None:
    authority = trustme.CA()
    with ImapLiar(b"", context=tls_context(authority)) as liar:
        access = to_liar(liar, pem(authority, tmp_path), timeout=0.3)
        with pytest.raises(MailServerUnreachable):
            fetched(access)


def test_a_server_that_drips_is_left_when_the_visit_has_lasted_too_long(tmp_path: Path) -> None:
    authority = trustme.CA()
    with ImapLiar(drip=0.05, context=tls_context(authority)) as liar:
        access = to_liar(liar, pem(authority, tmp_path), session_limit=0.5)
        with pytest.raises(MailServerUnreachable):
            fetched(access)


def test_hanging_up_ends_a_wait_at_once(tmp_path: Path) -> None:
    authority = trustme.CA()
    answers = {b"EXAMINE": SELECTED}
    with ImapLiar(GREETING, answers, tls_context(authority), silent_at=b"UID") as liar:
        access = to_liar(liar, pem(authority, tmp_path), timeout=60.0)
        with Mailbox(access).session() as visit:

            def hang_up() -> None:
                liar.fell_silent.wait(20)
                visit.hang_up()

            hanging_up = threading.Thread(target=hang_up)
            hanging_up.start()
            before = time.monotonic()
            with pytest.raises(MailServerUnreachable):
                visit.numbers(LONG_AGO, 0)
            hanging_up.join()
            assert time.monotonic() - before < 20


def test_a_server_that_takes_no_password_is_told_apart(tmp_path: Path) -> None:
    authority = trustme.CA()
    answers = {b"CAPABILITY": b"* CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2\r\n"}
    lies = ImapLiar(answers=answers, context=tls_context(authority))
    with lies as liar, pytest.raises(MailLoginNotOffered):
        fetched(to_liar(liar, pem(authority, tmp_path)))


def test_a_line_cut_at_any_byte_is_unreachable_and_nothing_else(server: ImapServer) -> None:
    server.deliver(mail(body="x" * 5_000))
    for cut in range(0, 9_000, 900):
        with BreakingLine(server.tls_port, [cut]) as line:
            with suppress(MailServerUnreachable, MailServerNotSecure):
                fetched(server.access(port=line.port))
            assert fetched(server.access(port=line.port)) == [mail(body="x" * 5_000)]


def test_nobody_there_is_unreachable(server: ImapServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(MailServerUnreachable):
        fetched(server.access(port=port))
    with pytest.raises(MailServerUnreachable):
        fetched(server.access(host="a" * 70))


def test_a_certificate_file_that_is_missing_is_named(server: ImapServer, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        fetched(server.access(ca_file=tmp_path / "findes-ikke.pem"))


def to_liar(liar: ImapLiar, ca_file: Path | None, **changes: object) -> MailboxAccess:
    """Return the way to a server that lies, by STARTTLS where it has no certificate."""
    values: dict[str, object] = {
        "host": "127.0.0.1",
        "port": liar.port,
        "security": Security.TLS if ca_file else Security.STARTTLS,
        "user": USER,
        "password": lambda: PASSWORD,
        "timeout": 10.0,
        "ca_file": ca_file,
    }
    return MailboxAccess(**(values | changes))  # type: ignore[arg-type]


def pem(authority: trustme.CA, folder: Path) -> Path:
    path = folder / "authority.pem"
    authority.cert_pem.write_to_path(path)
    return path
