"""Access tokens from a real giver on this machine: fetched, kept, renewed, never told."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from moedeleder.app import transport_maker
from moedeleder.domain.errors import (
    MailLoginRefused,
    MailServerError,
    MailServerNotSecure,
    MailServerUnreachable,
)
from moedeleder.domain.settings import MailSettings, MailWay, SignIn
from moedeleder.mail.oauth import AccessTokens, xoauth2
from moedeleder.mail.smtp import SmtpTransport
from moedeleder.services.secrets import MemorySecrets
from moedeleder.services.settings import secret_name
from tests.mail.conftest import settings_for
from tests.smtp_server import SmtpServer
from tests.token_server import TokenServer


class _Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def giver(tmp_path: Path) -> Iterator[TokenServer]:
    with TokenServer(tmp_path) as running:
        yield running


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def tokens(giver: TokenServer, clock: _Clock) -> AccessTokens:
    return AccessTokens(giver.ca_file, clock, timeout=5.0)


def test_the_first_words_of_xoauth2_are_as_published() -> None:
    # The example of Google's and Microsoft's public descriptions.
    words = xoauth2("someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg")
    assert words == (
        b"user=someuser@example.com\x01auth=Bearer "
        b"ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg\x01\x01"
    )
    assert xoauth2("a\x01auth=Bearer x", "y").count(b"\x01") == 3


def test_a_bare_token_is_used_as_it_is(tokens: AccessTokens, giver: TokenServer) -> None:
    assert tokens.source(" eyJ0.abc-_~+/= \n")() == "eyJ0.abc-_~+/="
    assert giver.asked == []


def test_a_token_is_fetched_with_what_is_kept(tokens: AccessTokens, giver: TokenServer) -> None:
    assert tokens.source(giver.kept(scope="https://mail/.default æ"))() == "token-1"
    assert giver.asked == [
        {
            "grant_type": "refresh_token",
            "refresh_token": "hemmelig-1",
            "client_id": "moedeleder",
            "scope": "https://mail/.default æ",
        }
    ]


def test_a_client_secret_goes_along_where_there_is_one(
    tokens: AccessTokens, giver: TokenServer
) -> None:
    tokens.source(giver.kept(client_secret="mere"))()
    assert giver.asked[0]["client_secret"] == "mere"


@pytest.mark.parametrize(("told", "lasts"), [(3600, 3540), ("3600", 3540), (None, 540), ("x", 540)])
def test_a_token_is_kept_until_shortly_before_it_ends(
    tokens: AccessTokens, giver: TokenServer, clock: _Clock, told: object, lasts: int
) -> None:
    giver.answer = {"access_token": "token-1", "expires_in": told}
    for at in (0, lasts - 1):
        clock.now = 1000.0 + at
        assert tokens.source(giver.kept())() == "token-1"
    assert len(giver.asked) == 1
    clock.now, giver.answer = 1000.0 + lasts, {"access_token": "token-2"}
    assert tokens.source(giver.kept())() == "token-2"


@pytest.mark.parametrize("told", [float("nan"), float("inf"), -1, 0, "1e999", [], True])
def test_a_strange_life_time_never_keeps_a_token_for_ever(
    tokens: AccessTokens, giver: TokenServer, clock: _Clock, told: Any
) -> None:
    giver.answer = {"access_token": "token-1", "expires_in": told}
    tokens.source(giver.kept())()
    clock.now += 700
    tokens.source(giver.kept())()
    assert len(giver.asked) == 2


def test_many_threads_fetch_one_token(tokens: AccessTokens, giver: TokenServer) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: tokens.source(giver.kept())(), range(8)))
    assert found == ["token-1"] * 8
    assert len(giver.asked) == 1


def test_a_token_that_did_not_fit_is_not_used_again(
    tokens: AccessTokens, giver: TokenServer
) -> None:
    source = tokens.source(giver.kept())
    source()
    giver.answer = {"access_token": "token-2"}
    source.forget()
    assert source() == "token-2"


def test_a_new_refresh_token_is_used_and_told(tokens: AccessTokens, giver: TokenServer) -> None:
    told: list[str] = []
    giver.answer = {"access_token": "token-1", "refresh_token": "hemmelig-2"}
    source = tokens.source(giver.kept(), told.append)
    source()
    source.forget()
    source()
    assert [each["refresh_token"] for each in giver.asked] == ["hemmelig-1", "hemmelig-2"]
    assert [json.loads(each) for each in told] == [
        json.loads(giver.kept(refresh_token="hemmelig-2"))
    ]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, MailLoginRefused),
        (401, MailLoginRefused),
        (403, MailLoginRefused),
        (404, MailLoginRefused),
        (429, MailServerUnreachable),
        (500, MailServerUnreachable),
        (503, MailServerUnreachable),
    ],
)
def test_a_refusal_is_told_apart_from_trouble(
    tokens: AccessTokens, giver: TokenServer, status: int, kind: type[MailServerError]
) -> None:
    giver.status, giver.answer = status, {"error": "invalid_grant"}
    with pytest.raises(MailServerError) as caught:
        tokens.source(giver.kept())()
    assert type(caught.value) is kind
    assert caught.value.temporary is (kind is MailServerUnreachable)
    giver.status, giver.answer = 200, {"access_token": "token-1"}
    assert tokens.source(giver.kept())() == "token-1"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>Log ind</html>",
        b"\xff\xfe",
        b"[]",
        b"[" * 50_000,
        {},
        {"access_token": 7},
        {"access_token": ""},
        {"access_token": "a\x01auth=Bearer b"},
        {"access_token": "a\r\nRCPT TO:<x@y.dk>"},
        {"access_token": "æ"},
        {"access_token": "x" * 70_000},
    ],
    ids=range(12),
)
def test_a_senseless_answer_is_no_token(
    tokens: AccessTokens, giver: TokenServer, answer: dict[str, Any] | bytes
) -> None:
    giver.answer = answer
    with pytest.raises(MailServerUnreachable):
        tokens.source(giver.kept())()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_sends_the_secret_elsewhere(
    tokens: AccessTokens, giver: TokenServer, status: int
) -> None:
    giver.status, giver.location = status, giver.url
    with pytest.raises(MailServerUnreachable):
        tokens.source(giver.kept())()
    assert len(giver.asked) == 1


def test_a_giver_that_hangs_up_or_is_away_is_unreachable(
    tmp_path: Path, tokens: AccessTokens, giver: TokenServer
) -> None:
    giver.hangs_up = True
    with pytest.raises(MailServerUnreachable):
        tokens.source(giver.kept())()
    with TokenServer(tmp_path) as gone:
        kept = gone.kept()
    with pytest.raises(MailServerUnreachable):
        tokens.source(kept)()


@pytest.mark.parametrize("name", ["127.0.0.1", "login.andet-sted.dk"])
def test_an_untrusted_giver_gets_no_secret(tmp_path: Path, name: str) -> None:
    with TokenServer(tmp_path, certificate_for=name) as giver:
        trusted = giver.ca_file if name != "127.0.0.1" else None
        with pytest.raises(MailServerNotSecure):
            AccessTokens(trusted).source(giver.kept())()
        assert giver.asked == []


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "{",
        "{}",
        '{"refresh_token": "a", "client_id": "b"}',
        '{"refresh_token": "a", "client_id": "b", "token_url": "http://127.0.0.1/token"}',
        '{"refresh_token": "a", "client_id": "b", "token_url": "file:///etc/passwd"}',
        '{"refresh_token": 7, "client_id": "b", "token_url": "https://127.0.0.1/token"}',
        '{"a":' * 20_000,
        "to ord",
        "æøå",
    ],
    ids=range(10),
)
def test_what_is_no_use_is_refused_before_anybody_is_asked(
    tokens: AccessTokens, giver: TokenServer, kept: str
) -> None:
    with pytest.raises(MailLoginRefused):
        tokens.source(kept)()
    assert giver.asked == []


@pytest.mark.parametrize("status", [200, 400, 500])
def test_no_secret_is_ever_told(
    tokens: AccessTokens, giver: TokenServer, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    giver.status, giver.answer = status, b'{"error": "hemmelig-1 er forkert"}'
    source = tokens.source(giver.kept(client_secret="hemmelig-0"))
    with caplog.at_level(logging.DEBUG), pytest.raises(MailServerError) as caught:
        source()
    told = f"{caught.value!r} {caught.value.server_words} {caught.value.__cause__!r} {source!r}"
    assert "hemmelig" not in told + caplog.text
    assert caught.value.__suppress_context__


def mail_settings(server: SmtpServer) -> MailSettings:
    return MailSettings(
        way=MailWay.SMTP,
        host=server.host,
        port=server.port,
        user=server.user,
        sender_address="boern@eksempelkommune.dk",
        sign_in=SignIn.XOAUTH2,
    )


def test_the_program_signs_in_with_a_fetched_token_and_keeps_its_successor(
    tmp_path: Path, giver: TokenServer
) -> None:
    giver.answer = {"access_token": "token-1", "refresh_token": "hemmelig-2", "expires_in": 3600}
    secrets = MemorySecrets()
    with SmtpServer(tmp_path, token="token-1") as server:
        authorities = tmp_path / "both.pem"
        authorities.write_bytes(server.ca_file.read_bytes() + giver.ca_file.read_bytes())
        settings, make = mail_settings(server), transport_maker(authorities, secrets)
        for _ in range(2):
            kept = secrets.read(secret_name(settings)) or giver.kept()
            assert make(settings, kept).test_connection().logged_in
        assert server.logins == [True, True]
        assert len(giver.asked) == 1
        assert (
            json.loads(secrets.read(secret_name(settings)) or "")["refresh_token"] == "hemmelig-2"
        )


def test_a_token_the_mail_server_refuses_is_fetched_anew_the_next_time(
    tmp_path: Path, giver: TokenServer, tokens: AccessTokens
) -> None:
    source = tokens.source(giver.kept())
    with SmtpServer(tmp_path, token="token-2") as server:
        ways = {"sign_in": SignIn.XOAUTH2, "password": source, "login_refused": source.forget}
        with pytest.raises(MailLoginRefused):
            SmtpTransport(settings_for(server, **ways)).test_connection()
        giver.answer = {"access_token": "token-2"}
        assert SmtpTransport(settings_for(server, **ways)).test_connection().logged_in
        assert server.logins == [False, True]
