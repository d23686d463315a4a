"""The last word, the archive's copy, one flight for an envelope, and many letters at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

import pytest

from moedeleder.domain.errors import (
    DiskFull,
    InvalidAddress,
    MailLoginNotOffered,
    MailLoginRefused,
    MailSendingFailed,
    MailServerUnreachable,
    MailUncertain,
    ReceiverRefused,
    SenderRefused,
)
from moedeleder.domain.settings import SignIn
from moedeleder.mail.message import build_message
from moedeleder.mail.smtp import SmtpTransport
from tests.mail.conftest import MakeLetter, settings_for
from tests.smtp_server import SmtpServer

ARCHIVE = "arkiv@eksempelkommune.dk"
SENDER = "boern@eksempelkommune.dk"


@pytest.fixture
def message(make_letter: MakeLetter) -> EmailMessage:
    return build_message(make_letter())


@pytest.fixture(params=[False, True], ids=["in turn", "in one flight"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path, pipelining=request.param) as running:
        yield running


@pytest.fixture
def pipelined(tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path, pipelining=True) as running:
        yield running


def receivers(server: SmtpServer) -> list[tuple[str, ...]]:
    return [mail.receivers for mail in server.messages]


# --- the last word --------------------------------------------------------------------------


def test_the_last_word_is_announced_once_when_nothing_is_taken_yet(
    either: SmtpServer, message: EmailMessage
) -> None:
    heard: list[tuple[str, int]] = []
    with SmtpTransport(settings_for(either)).session() as session:
        session.send(
            message,
            "anna@eksempel.dk",
            before_last_word=lambda: heard.append((either.commands[-1], len(either.messages))),
        )
    assert heard == [("DATA", 0)]
    assert receivers(either) == [("anna@eksempel.dk",)]


@pytest.mark.parametrize("error", [DiskFull(), KeyboardInterrupt(), OSError("vores egen")])
def test_who_objects_to_the_last_word_stops_the_letter_and_the_next_one_leaves(
    either: SmtpServer, message: EmailMessage, error: BaseException
) -> None:
    def object_to_it() -> None:
        raise error

    with SmtpTransport(settings_for(either)).session() as session:
        with pytest.raises(type(error)) as caught:
            session.send(message, "anna@eksempel.dk", before_last_word=object_to_it)
        session.send(message, "bo@eksempel.dk")
    assert caught.value is error
    assert receivers(either) == [("bo@eksempel.dk",)]
    assert either.connections == 2


@pytest.mark.parametrize("refused", ["anna@eksempel.dk", SENDER])
def test_a_refused_letter_has_no_last_word(
    either: SmtpServer, message: EmailMessage, refused: str
) -> None:
    either.refuse(refused)
    heard: list[int] = []
    with SmtpTransport(settings_for(either)).session() as session:
        with pytest.raises((ReceiverRefused, SenderRefused)):
            session.send(message, "anna@eksempel.dk", before_last_word=lambda: heard.append(1))
        either.accept(refused)
        session.send(message, "bo@eksempel.dk")
    assert (heard, receivers(either)) == ([], [("bo@eksempel.dk",)])
    assert either.connections == 1


def test_a_line_lost_after_the_last_word_was_announced_is_uncertain(
    either: SmtpServer, message: EmailMessage
) -> None:
    with SmtpTransport(settings_for(either)).session() as session, pytest.raises(MailUncertain):
        session.send(message, "anna@eksempel.dk", before_last_word=session.hang_up)
    assert either.messages == []


def test_a_session_that_hung_up_stays_so(either: SmtpServer, message: EmailMessage) -> None:
    with SmtpTransport(settings_for(either)).session() as session:
        session.hang_up()
        for _ in range(2):
            with pytest.raises(MailServerUnreachable) as caught:
                session.send(message, "anna@eksempel.dk")
    assert caught.value.temporary
    assert (either.messages, either.connections) == ([], 1)


# --- the archive ----------------------------------------------------------------------------


def test_the_archive_gets_the_same_mail(either: SmtpServer, message: EmailMessage) -> None:
    with SmtpTransport(settings_for(either)).session() as session:
        session.send(message, "anna@eksempel.dk", copy_to=ARCHIVE)
    (received,) = either.messages
    assert received.receivers == ("anna@eksempel.dk", ARCHIVE)
    assert ARCHIVE.encode() not in received.data


@pytest.mark.parametrize("answer", ["550 5.1.1 No such user", "450 4.2.1 Try later"])
def test_an_archive_that_refuses_does_not_stop_the_letter(
    either: SmtpServer, message: EmailMessage, answer: str
) -> None:
    either.refuse(ARCHIVE, answer)
    with SmtpTransport(settings_for(either)).session() as session:
        for address in ("anna@eksempel.dk", "bo@eksempel.dk"):
            session.send(message, address, copy_to=ARCHIVE)
            assert session.copy_refused is not None
            assert session.copy_refused.code == int(answer[:3])
        session.send(message, "carl@eksempel.dk")
        assert session.copy_refused is None
    assert receivers(either) == [
        ("anna@eksempel.dk",),
        ("bo@eksempel.dk",),
        ("carl@eksempel.dk",),
    ]
    assert either.connections == 1


@pytest.mark.parametrize("answer", ["550 5.1.1 No such user", "450 4.2.1 Try later"])
def test_the_archive_never_gets_what_the_receiver_was_refused(
    either: SmtpServer, message: EmailMessage, answer: str
) -> None:
    either.refuse("to@eksempel.dk", answer)
    with SmtpTransport(settings_for(either)).session() as session:
        session.send(message, "en@eksempel.dk", copy_to=ARCHIVE)
        with pytest.raises(ReceiverRefused) as caught:
            session.send(message, "to@eksempel.dk", copy_to=ARCHIVE)
        session.send(message, "tre@eksempel.dk", copy_to=ARCHIVE)
    assert caught.value.code == int(answer[:3])
    assert receivers(either) == [("en@eksempel.dk", ARCHIVE), ("tre@eksempel.dk", ARCHIVE)]


def test_an_archive_that_is_the_receiver_gets_one_mail(
    either: SmtpServer, message: EmailMessage
) -> None:
    with SmtpTransport(settings_for(either)).session() as session:
        session.send(message, ARCHIVE, copy_to=ARCHIVE.upper())
    assert receivers(either) == [(ARCHIVE,)]


def test_an_archive_the_server_cannot_write_to_gets_no_copy(
    tmp_path: Path, message: EmailMessage
) -> None:
    with (
        SmtpServer(tmp_path, enable_SMTPUTF8=False) as server,
        SmtpTransport(settings_for(server)).session() as session,
    ):
        session.send(message, "anna@eksempel.dk", copy_to="børnearkiv@eksempelkommune.dk")
        assert receivers(server) == [("anna@eksempel.dk",)]


def test_an_archive_with_danish_letters_gets_its_copy(
    either: SmtpServer, message: EmailMessage
) -> None:
    with SmtpTransport(settings_for(either)).session() as session:
        session.send(message, "anna@eksempel.dk", copy_to="børnearkiv@eksempelkommune.dk")
    assert receivers(either) == [("anna@eksempel.dk", "børnearkiv@eksempelkommune.dk")]


def test_a_wrong_archive_address_is_told_apart(either: SmtpServer, message: EmailMessage) -> None:
    with (
        SmtpTransport(settings_for(either)).session() as session,
        pytest.raises(InvalidAddress) as caught,
    ):
        session.send(message, "anna@eksempel.dk", copy_to="a@b.dk>\r\nRCPT TO:<c@d.dk>")
    assert caught.value.field == "archive_address"
    assert either.commands == []


# --- one flight -----------------------------------------------------------------------------


def test_an_envelope_is_one_flight_where_the_server_can(
    pipelined: SmtpServer, message: EmailMessage
) -> None:
    with SmtpTransport(settings_for(pipelined)).session() as session:
        for address in ("anna@eksempel.dk", "bo@eksempel.dk"):
            session.send(message, address, copy_to=ARCHIVE)
    assert pipelined.flights == [*[["MAIL", "RCPT", "RCPT", "DATA"]] * 2, ["QUIT"]]


def test_an_envelope_goes_word_by_word_where_the_server_cannot_hear_it_at_once(
    server: SmtpServer, message: EmailMessage
) -> None:
    with SmtpTransport(settings_for(server)).session() as session:
        for address in ("anna@eksempel.dk", "bo@eksempel.dk"):
            session.send(message, address)
    assert server.flights == [*[["MAIL"], ["RCPT"], ["DATA"]] * 2, ["QUIT"]]


def test_a_server_that_waits_for_a_mail_to_nobody_gets_a_lone_dot(
    tmp_path: Path, message: EmailMessage
) -> None:
    with SmtpServer(tmp_path, pipelining=True, waits_for_nobody=True) as server:
        server.refuse("to@eksempel.dk")
        with SmtpTransport(settings_for(server)).session() as session:
            with pytest.raises(ReceiverRefused):
                session.send(message, "to@eksempel.dk")
            session.send(message, "tre@eksempel.dk")
        assert (server.lone_dots, server.unwanted) == (1, b"")
        assert receivers(server) == [("tre@eksempel.dk",)]
        assert server.connections == 1


def test_a_refused_sender_and_a_waiting_server_send_nothing(
    tmp_path: Path, message: EmailMessage
) -> None:
    with SmtpServer(tmp_path, pipelining=True, waits_for_nobody=True) as server:
        server.refuse(SENDER, "553 5.7.1 Not your address")
        with SmtpTransport(settings_for(server)).session() as session:
            with pytest.raises(SenderRefused):
                session.send(message, "to@eksempel.dk", copy_to=ARCHIVE)
            server.accept(SENDER)
            session.send(message, "tre@eksempel.dk", copy_to=ARCHIVE)
        assert (server.lone_dots, server.unwanted) == (1, b"")
        assert receivers(server) == [("tre@eksempel.dk", ARCHIVE)]


@pytest.mark.parametrize("says_why", [False, True])
def test_a_line_ended_between_letters_is_replaced_without_a_word_to_anybody(
    either: SmtpServer, message: EmailMessage, says_why: bool
) -> None:
    either.hang_up_after_mails, either.says_why_it_hangs_up = 1, says_why
    heard: list[int] = []
    with SmtpTransport(settings_for(either)).session() as session:
        for address in ("en@eksempel.dk", "to@eksempel.dk"):
            session.send(message, address, before_last_word=lambda: heard.append(1))
    assert receivers(either) == [("en@eksempel.dk",), ("to@eksempel.dk",)]
    assert (either.connections, heard) == (2, [1, 1])


def test_a_refused_end_leaves_the_line_usable(either: SmtpServer, message: EmailMessage) -> None:
    either.final_answer = "451 4.3.0 Try later"
    with SmtpTransport(settings_for(either)).session() as session:
        with pytest.raises(MailSendingFailed) as caught:
            session.send(message, "anna@eksempel.dk")
        either.final_answer = ""
        session.send(message, "bo@eksempel.dk")
    assert caught.value.temporary
    assert (receivers(either), either.connections) == ([("bo@eksempel.dk",)], 1)


# --- many at once ---------------------------------------------------------------------------


def test_four_sessions_send_each_letter_once(either: SmtpServer, make_letter: MakeLetter) -> None:
    transport = SmtpTransport(settings_for(either))
    addresses = [f"deltager{number}@eksempel.dk" for number in range(20)]

    def send(part: list[str]) -> None:
        with transport.session() as session:
            for address in part:
                session.send(build_message(make_letter(to_address=address)), address)

    with ThreadPoolExecutor(transport.parallel) as pool:
        list(pool.map(send, [addresses[start::4] for start in range(4)]))
    assert sorted(receivers(either)) == sorted((one,) for one in addresses)
    assert either.connections == transport.parallel == 4


def test_a_wrong_password_is_tried_once_by_all_sessions(server: SmtpServer) -> None:
    transport = SmtpTransport(settings_for(server, password=lambda: "forkert"))

    def knock(_number: int) -> type[BaseException] | None:
        try:
            with transport.session():
                return None
        except MailLoginRefused as error:
            return type(error)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(knock, range(6))) == [MailLoginRefused] * 6
    assert server.logins == [False]


# --- tokens and TLS on the way --------------------------------------------------------------


@pytest.fixture
def token_server(tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path, token="eyJ0-et.tegn_~+/=") as running:
        yield running


def test_a_token_signs_in(token_server: SmtpServer, message: EmailMessage) -> None:
    ways = {"sign_in": SignIn.XOAUTH2, "password": lambda: token_server.token}
    with SmtpTransport(settings_for(token_server, **ways)).session() as session:
        session.send(message, "anna@eksempel.dk")
    assert [mail.login for mail in token_server.messages] == [token_server.user]


def test_a_refused_token_is_told_once_and_to_its_giver(token_server: SmtpServer) -> None:
    told: list[int] = []
    ways = {
        "sign_in": SignIn.XOAUTH2,
        "password": lambda: "udlobet",
        "login_refused": lambda: told.append(1),
    }
    with pytest.raises(MailLoginRefused) as caught:
        SmtpTransport(settings_for(token_server, **ways)).test_connection()
    assert (caught.value.code, caught.value.temporary) == (535, False)
    assert (token_server.logins, token_server.token_answers, told) == ([False], [b""], [1])


@pytest.mark.parametrize("sign_in", list(SignIn))
def test_the_other_way_of_signing_in_is_never_tried(tmp_path: Path, sign_in: SignIn) -> None:
    token = "" if sign_in is SignIn.XOAUTH2 else "noget"
    with SmtpServer(tmp_path, token=token) as server:
        with pytest.raises(MailLoginNotOffered):
            SmtpTransport(settings_for(server, sign_in=sign_in)).test_connection()
        assert server.logins == []
