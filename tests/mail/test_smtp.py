"""Sending in real conversations with a mail server on this machine."""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from moedeleder.domain.errors import (
    FileUnreadable,
    InvalidAddress,
    MailLoginNotOffered,
    MailLoginRefused,
    MailSendingFailed,
    MailServerError,
    MailServerLacksUtf8,
    MailServerNotSecure,
    MailServerUnreachable,
    MailTooLarge,
    MailUncertain,
    ReceiverRefused,
    SenderRefused,
)
from moedeleder.domain.settings import Security
from moedeleder.mail.message import Attachment, build_message, wire_bytes
from moedeleder.mail.smtp import SmtpTransport, secure_context
from tests.mail.conftest import MakeLetter, settings_for
from tests.smtp_server import SmtpServer

LARGE = Attachment("stor.bin", "application/octet-stream", bytes(12_000_000))


@pytest.fixture
def message(make_letter: MakeLetter) -> EmailMessage:
    return build_message(make_letter())


@pytest.fixture
def tls_server(tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path, implicit_tls=True) as running:
        yield running


def send(server: SmtpServer, message: EmailMessage, to: str, **changes: object) -> None:
    with SmtpTransport(settings_for(server, **changes)).session() as session:
        session.send(message, to)


def test_a_mail_arrives_as_it_was_built(server: SmtpServer, message: EmailMessage) -> None:
    send(server, message, "anna@eksempel.dk")
    (received,) = server.messages
    assert received.sender == "boern@eksempelkommune.dk"
    assert received.receivers == ("anna@eksempel.dk",)
    assert received.data == wire_bytes(message)
    assert received.login == server.user


def test_implicit_tls_delivers_too(tls_server: SmtpServer, message: EmailMessage) -> None:
    send(tls_server, message, "anna@eksempel.dk", security=Security.TLS)
    assert [mail.login for mail in tls_server.messages] == [tls_server.user]


def test_many_letters_share_one_connection_and_each_has_one_receiver(
    server: SmtpServer, make_letter: MakeLetter
) -> None:
    addresses = [f"deltager{number}@eksempel.dk" for number in range(12)]
    with SmtpTransport(settings_for(server)).session() as session:
        for address in addresses:
            session.send(build_message(make_letter(to_address=address)), address)
    assert [mail.receivers for mail in server.messages] == [(one,) for one in addresses]
    assert [mail.message["To"].addresses[0].addr_spec for mail in server.messages] == addresses
    assert (server.connections, server.logins) == (1, [True])


def test_the_envelope_goes_to_the_given_address_whatever_the_headers_say(
    server: SmtpServer, message: EmailMessage
) -> None:
    message["Cc"] = "anden@eksempel.dk"
    message["Bcc"] = "tredje@eksempel.dk"
    send(server, message, "fjerde@eksempel.dk")
    assert server.messages[0].receivers == ("fjerde@eksempel.dk",)


def test_lines_that_begin_with_a_dot_survive(server: SmtpServer, make_letter: MakeLetter) -> None:
    text = ".\n..\n.punktum\nFrom her\n.\n"
    send(server, build_message(make_letter(text=text)), "anna@eksempel.dk")
    body = server.messages[0].message.get_body()
    assert isinstance(body, EmailMessage)
    assert body.get_content().replace("\r\n", "\n") == text


def test_a_server_without_login_is_used_without(tmp_path: Path, message: EmailMessage) -> None:
    with SmtpServer(tmp_path, user="") as server:
        send(server, message, "anna@eksempel.dk", user="")
        assert server.messages[0].login == ""
        assert server.logins == []


def test_the_login_by_questions_works(tmp_path: Path, message: EmailMessage) -> None:
    with SmtpServer(tmp_path, auth_exclude_mechanism=["PLAIN"]) as server:
        send(server, message, "anna@eksempel.dk")
        assert server.logins == [True]


def test_an_unknown_kind_of_login_is_said(tmp_path: Path, message: EmailMessage) -> None:
    with SmtpServer(tmp_path, auth_exclude_mechanism=["PLAIN", "LOGIN"]) as server:
        with pytest.raises(MailLoginNotOffered):
            send(server, message, "anna@eksempel.dk")
        assert server.logins == []


@pytest.mark.parametrize("excluded", [[], ["PLAIN"]])
def test_a_wrong_password_is_tried_once(
    tmp_path: Path, message: EmailMessage, excluded: list[str]
) -> None:
    with SmtpServer(tmp_path, auth_exclude_mechanism=excluded) as server:
        with pytest.raises(MailLoginRefused) as caught:
            send(server, message, "anna@eksempel.dk", password=lambda: "forkert")
        assert caught.value.code == 535
        assert (server.logins, server.messages) == ([False], [])


def test_a_password_with_broken_signs_is_just_wrong(server: SmtpServer) -> None:
    settings = settings_for(server, password=lambda: "hemmelig\ud800")
    with pytest.raises(MailLoginRefused):
        SmtpTransport(settings).test_connection()


def test_a_forgotten_login_is_told_as_such(server: SmtpServer, message: EmailMessage) -> None:
    with pytest.raises(MailLoginRefused) as caught:
        send(server, message, "anna@eksempel.dk", user="")
    assert caught.value.code == 530


def password_never_asked_for() -> str:
    raise AssertionError("the password left the keyring without a safe connection")


@pytest.mark.parametrize("implicit", [False, True])
def test_an_unknown_authority_is_refused_before_the_login(
    tmp_path: Path, message: EmailMessage, implicit: bool
) -> None:
    security = Security.TLS if implicit else Security.STARTTLS
    with SmtpServer(tmp_path, implicit_tls=implicit) as server:
        with pytest.raises(MailServerNotSecure):
            send(
                server,
                message,
                "anna@eksempel.dk",
                security=security,
                ca_file=None,
                password=password_never_asked_for,
            )
        assert (server.logins, server.messages) == ([], [])


def test_a_certificate_for_another_name_is_refused(tmp_path: Path, message: EmailMessage) -> None:
    with (
        SmtpServer(tmp_path, certificate_for="mail.andet-sted.dk") as server,
        pytest.raises(MailServerNotSecure),
    ):
        send(server, message, "anna@eksempel.dk", password=password_never_asked_for)


def test_a_server_without_starttls_gets_nothing(tmp_path: Path, message: EmailMessage) -> None:
    with SmtpServer(tmp_path, offer_starttls=False) as server:
        with pytest.raises(MailServerNotSecure):
            send(server, message, "anna@eksempel.dk", password=password_never_asked_for)
        assert (server.logins, server.messages, server.commands) == ([], [], [])


def test_old_tls_is_refused(tmp_path: Path, message: EmailMessage) -> None:
    with (
        SmtpServer(tmp_path, newest_tls=ssl.TLSVersion.TLSv1_1) as server,
        pytest.raises(MailServerNotSecure),
    ):
        send(server, message, "anna@eksempel.dk", password=password_never_asked_for)


def test_tls_to_a_plain_port_is_not_secure(server: SmtpServer, message: EmailMessage) -> None:
    with pytest.raises(MailServerNotSecure):
        send(server, message, "anna@eksempel.dk", security=Security.TLS)


def test_the_context_checks_names_and_asks_for_tls_1_2() -> None:
    context = secure_context()
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
    assert context.check_hostname
    assert context.verify_mode == ssl.CERT_REQUIRED


@pytest.mark.parametrize("content", [None, "ikke et certifikat"])
def test_a_bad_certificate_file_is_said(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "egen.pem"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(FileUnreadable):
        secure_context(path)


def test_nobody_at_the_port(server: SmtpServer, message: EmailMessage) -> None:
    with socket.socket() as idle:
        idle.bind(("127.0.0.1", 0))
        with pytest.raises(MailServerUnreachable):
            send(server, message, "anna@eksempel.dk", port=idle.getsockname()[1])


def test_a_silent_server_is_not_waited_for_without_end(
    server: SmtpServer, message: EmailMessage
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(MailServerUnreachable):
        send(server, message, "anna@eksempel.dk", port=silent.getsockname()[1], timeout=0.05)


def test_a_host_name_that_cannot_be_one(server: SmtpServer, message: EmailMessage) -> None:
    with pytest.raises(MailServerUnreachable):
        send(server, message, "anna@eksempel.dk", host="x" * 64 + ".dk")


@pytest.mark.parametrize(
    ("answer", "code", "temporary"),
    [
        ("550 5.1.1 No such user", 550, False),
        ("450 4.2.1 Try later", 450, True),
        ("552 5.2.2 Mailbox full", 552, False),
    ],
)
def test_a_refused_receiver_does_not_stop_the_others(
    server: SmtpServer, message: EmailMessage, answer: str, code: int, temporary: bool
) -> None:
    server.refuse("to@eksempel.dk", answer)
    with SmtpTransport(settings_for(server)).session() as session:
        session.send(message, "en@eksempel.dk")
        with pytest.raises(ReceiverRefused) as caught:
            session.send(message, "to@eksempel.dk")
        session.send(message, "tre@eksempel.dk")
    assert (caught.value.code, caught.value.temporary) == (code, temporary)
    assert [mail.receivers for mail in server.messages] == [
        ("en@eksempel.dk",),
        ("tre@eksempel.dk",),
    ]
    assert server.connections == 1


def test_the_servers_words_are_kept_but_never_told(
    server: SmtpServer, message: EmailMessage, caplog: pytest.LogCaptureFixture
) -> None:
    server.refuse("anna@eksempel.dk")
    with (
        caplog.at_level(logging.INFO, logger="moedeleder"),
        pytest.raises(ReceiverRefused) as caught,
    ):
        send(server, message, "anna@eksempel.dk")
    assert "anna@eksempel.dk" in caught.value.server_words
    assert "anna" not in str(caught.value) + repr(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert [entry for entry in caplog.records if entry.name.startswith("moedeleder")] == []


def test_a_server_that_hangs_up_on_one_receiver_is_called_again(
    server: SmtpServer, message: EmailMessage
) -> None:
    server.refuse("to@eksempel.dk", "421 4.3.2 Closing")
    with SmtpTransport(settings_for(server)).session() as session:
        session.send(message, "en@eksempel.dk")
        with pytest.raises(ReceiverRefused):
            session.send(message, "to@eksempel.dk")
        session.send(message, "tre@eksempel.dk")
    assert len(server.messages) == 2
    assert server.connections == 2


def test_a_connection_ended_between_letters_is_opened_anew(
    server: SmtpServer, message: EmailMessage
) -> None:
    server.hang_up_after_mails = 2
    addresses = [f"deltager{number}@eksempel.dk" for number in range(4)]
    with SmtpTransport(settings_for(server)).session() as session:
        for address in addresses:
            session.send(message, address)
    assert [mail.receivers for mail in server.messages] == [(one,) for one in addresses]
    assert server.connections == 2


def test_a_refused_sender_is_told_apart(server: SmtpServer, message: EmailMessage) -> None:
    server.refuse("boern@eksempelkommune.dk", "553 5.7.1 Not your address")
    with pytest.raises(SenderRefused) as caught:
        send(server, message, "anna@eksempel.dk")
    assert caught.value.code == 553


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("554 5.7.1 Rejected", MailSendingFailed),
        ("451 4.3.0 Try later", MailSendingFailed),
        ("421 4.3.2 Going down", MailSendingFailed),
        ("552 5.3.4 Too big", MailTooLarge),
        ("554 5.3.4 Too big", MailTooLarge),
        ("354 Go on", MailUncertain),
    ],
)
def test_the_last_answer_decides(
    server: SmtpServer, message: EmailMessage, answer: str, kind: type[MailServerError]
) -> None:
    server.final_answer = answer
    with SmtpTransport(settings_for(server)).session() as session:
        with pytest.raises(MailServerError) as caught:
            session.send(message, "anna@eksempel.dk")
        server.final_answer = ""
        session.send(message, "bo@eksempel.dk")
    assert type(caught.value) is kind
    assert caught.value.code == int(answer[:3])
    assert [mail.receivers for mail in server.messages] == [("bo@eksempel.dk",)]


def test_a_mail_over_the_told_limit_is_not_begun(tmp_path: Path, message: EmailMessage) -> None:
    with SmtpServer(tmp_path, data_size_limit=200) as server:
        with pytest.raises(MailTooLarge):
            send(server, message, "anna@eksempel.dk")
        assert server.commands == []


def test_a_connection_lost_within_the_mail_means_not_sent(
    server: SmtpServer, make_letter: MakeLetter, message: EmailMessage
) -> None:
    with SmtpTransport(settings_for(server)).session() as session:
        server.drop_during_data = True
        with pytest.raises(MailSendingFailed):
            session.send(build_message(make_letter(attachments=(LARGE,))), "anna@eksempel.dk")
        server.drop_during_data = False
        session.send(message, "bo@eksempel.dk")
    assert [mail.receivers for mail in server.messages] == [("bo@eksempel.dk",)]


def test_a_connection_lost_after_the_dot_is_uncertain_and_never_repeated(
    server: SmtpServer, message: EmailMessage
) -> None:
    server.drop_after_dot = True
    with SmtpTransport(settings_for(server)).session() as session:
        with pytest.raises(MailUncertain):
            session.send(message, "anna@eksempel.dk")
        server.drop_after_dot = False
        session.send(message, "bo@eksempel.dk")
    assert [mail.receivers for mail in server.messages] == [
        ("anna@eksempel.dk",),
        ("bo@eksempel.dk",),
    ]


def test_the_last_answer_has_its_own_patience_and_silence_is_uncertain(
    server: SmtpServer, message: EmailMessage
) -> None:
    assert settings_for(server).final_reply_timeout == 600
    server.silent_after_dot = True
    with pytest.raises(MailUncertain):
        send(server, message, "anna@eksempel.dk", final_reply_timeout=0.05)
    assert len(server.messages) <= 1


def test_letters_outside_ascii_before_the_at_go_by_smtputf8(
    server: SmtpServer, make_letter: MakeLetter
) -> None:
    address = "søren@xn--rdgrd-vuad.dk"
    send(server, build_message(make_letter(to_address=address)), address)
    (received,) = server.messages
    assert received.receivers == (address,)
    assert "SMTPUTF8" in received.options
    assert f"<{address}>".encode() in received.data


def test_without_smtputf8_such_an_address_is_refused_and_the_next_one_works(
    tmp_path: Path, make_letter: MakeLetter, message: EmailMessage
) -> None:
    with SmtpServer(tmp_path, enable_SMTPUTF8=False) as server:
        with SmtpTransport(settings_for(server)).session() as session:
            with pytest.raises(MailServerLacksUtf8):
                session.send(message, "søren@eksempel.dk")
            session.send(message, "bo@eksempel.dk")
        assert len(server.messages) == 1


@pytest.mark.parametrize(
    "address", ["a@b.dk\r\nRCPT TO:<c@d.dk>", "a@b.dk>,<c@d.dk", "", "a b@c.dk"]
)
def test_an_address_cannot_become_a_command(
    server: SmtpServer, message: EmailMessage, address: str
) -> None:
    with pytest.raises(InvalidAddress):
        send(server, message, address)
    assert server.commands == []


def test_the_connection_test_sends_nothing_and_reports(server: SmtpServer) -> None:
    report = SmtpTransport(settings_for(server)).test_connection()
    assert report.place == f"127.0.0.1:{server.port}"
    assert report.encryption in ("TLSv1.2", "TLSv1.3")
    assert report.logged_in
    assert report.size_limit == 33_554_432
    assert (server.logins, server.commands, server.messages) == ([True], [], [])


def test_the_connection_test_tells_a_wrong_password(server: SmtpServer) -> None:
    settings = settings_for(server, password=lambda: "forkert")
    with pytest.raises(MailLoginRefused):
        SmtpTransport(settings).test_connection()
