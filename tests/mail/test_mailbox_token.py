"""A token instead of a password, before a real Dovecot that checks it."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from moedeleder.app import mailbox_maker
from moedeleder.domain.errors import MailLoginNotOffered, MailLoginRefused
from moedeleder.domain.settings import MailboxSettings, Security, SignIn
from moedeleder.mail.mailbox import Mailbox, MailboxAccess
from tests.imap_liar import ImapLiar
from tests.imap_server import PASSWORD, USER, ImapServer, tls_context
from tests.imap_tokens import token, token_settings


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    # Dovecot reads the key as another user than the one whose the test's own folder is.
    with (
        tempfile.TemporaryDirectory(prefix="mdtoken-") as folder,
        ImapServer(extra=token_settings(Path(folder))) as running,
    ):
        yield running


def access(server: ImapServer, given: str, **changes: object) -> MailboxAccess:
    return server.access(sign_in=SignIn.XOAUTH2, password=lambda: given, **changes)


def test_a_token_opens_the_mailbox(server: ImapServer) -> None:
    for port, security in (
        (server.tls_port, Security.TLS),
        (server.plain_port, Security.STARTTLS),
    ):
        report = Mailbox(access(server, token(), port=port, security=security)).test_connection()
        assert report.folder == "INBOX"


@pytest.mark.parametrize(
    "made",
    [
        lambda: token(lasts=-600),
        lambda: token("en.anden@kommune.example"),
        lambda: token(key=b"forkert"),
        lambda: "kodeord",
        lambda: "x\x01auth=Bearer y",
        lambda: "",
    ],
    ids=["ended", "another's", "not signed", "a password", "two in one", "none"],
)
def test_a_token_that_does_not_fit_is_refused_and_told_of(
    server: ImapServer, made: Callable[[], str]
) -> None:
    told: list[bool] = []
    way = access(server, made(), login_refused=lambda: told.append(True))
    with pytest.raises(MailLoginRefused) as caught:
        Mailbox(way).test_connection()
    assert told == [True]
    assert str(caught.value) == "None"
    assert caught.value.__cause__ is None


def test_the_token_is_in_no_log(server: ImapServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    given = token()
    Mailbox(access(server, given)).test_connection()
    assert given not in caplog.text
    assert all(record.levelno < logging.INFO for record in caplog.records)


def test_the_settings_choose_the_token(server: ImapServer) -> None:
    settings = MailboxSettings(server.host, server.tls_port, user=USER, sign_in=SignIn.XOAUTH2)
    assert mailbox_maker(server.ca_file)(settings, token()).test_connection().mails == 0
    with pytest.raises(MailLoginRefused):
        mailbox_maker(server.ca_file)(settings, PASSWORD).test_connection()


def test_a_server_that_takes_no_tokens_hears_none(tmp_path: Path) -> None:
    authority = trustme.CA()
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(path)
    with ImapLiar(context=tls_context(authority)) as liar:
        way = MailboxAccess(
            "127.0.0.1",
            liar.port,
            Security.TLS,
            USER,
            token,
            timeout=10.0,
            ca_file=path,
            sign_in=SignIn.XOAUTH2,
        )
        with pytest.raises(MailLoginNotOffered):
            Mailbox(way).test_connection()
    assert not any(b"AUTHENTICATE" in line for line in liar.heard)
