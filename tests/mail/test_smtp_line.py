"""What is heard on a line to a mail server: replies, noise, silence, and ends."""

from __future__ import annotations

import smtplib
import socket
import threading
from collections.abc import Iterator

import pytest

from moedeleder.domain.errors import (
    MailError,
    MailLoginNotOffered,
    MailLoginRefused,
    MailSendingFailed,
    MailServerError,
    MailServerNotSecure,
    MailServerUnreachable,
    MailTooLarge,
    MailUncertain,
    ReceiverRefused,
    SenderRefused,
)
from moedeleder.mail.smtp_client import Envelope, SmtpClient
from moedeleder.mail.smtp_line import SmtpLine
from moedeleder.mail.smtp_replies import Garbled, StaleLine

ENVELOPE = Envelope("boern@eksempelkommune.dk", "anna@eksempel.dk", "arkiv@eksempelkommune.dk")
MAIL = b"Subject: x\r\n\r\nHej\r\n.punktum\r\n"


class _PlainLine(SmtpClient):
    """A client whose line is a pair of sockets: the words are what is tested, not their cover."""

    def require_encryption(self) -> None:
        """Ask for none."""


@pytest.fixture
def line() -> Iterator[tuple[_PlainLine, socket.socket]]:
    here, there = socket.socketpair()
    client = _PlainLine(timeout=5.0)
    client.final_reply_timeout = 5.0
    client.sock = here
    client.esmtp_features = {"pipelining": ""}
    with there:
        yield client, there
    client.close()


Line = tuple[_PlainLine, socket.socket]


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        (b"250 OK\r\n", (250, b"OK")),
        (b"250\r\n", (250, b"")),
        (b"250-En\r\n250-To\r\n250 Tre\r\n", (250, b"En\nTo\nTre")),
        (b"550-5.1.1 Nej\n551 Tak\n", (551, b"5.1.1 Nej\nTak")),
        (b"421 \xf8\r\n", (421, b"\xf8")),
    ],
)
def test_a_reply_is_read_whole(line: Line, sent: bytes, wanted: tuple[int, bytes]) -> None:
    client, server = line
    server.sendall(sent + b"354 Den naeste\r\n")
    assert client.getreply() == wanted
    assert client.getreply() == (354, b"Den naeste")


@pytest.mark.parametrize(
    "noise",
    [
        b"\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"25 OK\r\n",
        b"2500 OK\r\n",
        b"250OK\r\n",
        b"199 OK\r\n",
        b"-1 OK\r\n",
        " ٢٥٠ OK\r\n".encode(),
        b"250-En\r\n550 To\r\n",
        b"\x00\xff\x16\x03\x01\r\n",
        b"250-x\r\n" * 500,
        b"x" * 20_000,
    ],
    ids=range(12),
)
def test_noise_is_no_reply_and_the_line_is_let_go(line: Line, noise: bytes) -> None:
    client, server = line
    server.sendall(noise)
    with pytest.raises(Garbled):
        client.getreply()
    assert client.sock is None


def test_a_reply_that_never_ends_is_not_waited_for_letter_by_letter(line: Line) -> None:
    client, server = line
    client.patience = 0.2
    ended = threading.Event()

    def drip() -> None:
        while not ended.wait(0.02):
            server.sendall(b"2")

    dripping = threading.Thread(target=drip)
    dripping.start()
    with pytest.raises(TimeoutError):
        client.getreply()
    ended.set()
    dripping.join()
    assert client.sock is None


def test_an_end_instead_of_a_reply(line: Line) -> None:
    client, server = line
    server.sendall(b"250-En\r\n")
    server.shutdown(socket.SHUT_WR)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        client.getreply()


def test_a_line_that_was_never_opened_says_so() -> None:
    with pytest.raises(smtplib.SMTPServerDisconnected):
        SmtpLine(timeout=1.0).getreply()
    with pytest.raises(StaleLine):
        SmtpClient(timeout=1.0).transfer(ENVELOPE, MAIL, lambda: None)


def test_without_encryption_nothing_is_handed_over() -> None:
    here, there = socket.socketpair()
    with there, SmtpClient(timeout=1.0) as client:
        client.sock = here
        with pytest.raises(MailServerNotSecure):
            client.transfer(ENVELOPE, MAIL, lambda: None)
        client.close()
        assert there.recv(100) == b""


def conversation(line: Line, *replies: bytes) -> tuple[MailError | None, list[str], bytes]:
    """What became of a letter, what was said before the last word, and all that was sent.

    The last of the replies is said when the last word is near, the others after the envelope.
    """
    client, server = line
    heard: list[str] = []
    sent = bytearray()

    def answer() -> None:
        while piece := server.recv(65_536):
            begun = b"DATA\r\n" not in sent
            sent.extend(piece)
            if begun and b"DATA\r\n" in sent:
                server.sendall(b"".join(replies[:-1]))

    def last_word() -> None:
        heard.append("last word")
        server.sendall(replies[-1])

    answering = threading.Thread(target=answer)
    answering.start()
    error: MailError | None = None
    try:
        client.transfer(ENVELOPE, MAIL, last_word)
    except MailError as caught:
        error = caught
    finally:
        client.close()
        answering.join()
    return error, heard, bytes(sent)


OK, GO = b"250 OK\r\n", b"354 Go\r\n"


def test_a_letter_is_said_whole(line: Line) -> None:
    error, heard, sent = conversation(line, OK, OK, OK, GO, OK)
    assert (error, heard) == (None, ["last word"])
    assert sent == (
        b"MAIL FROM:<boern@eksempelkommune.dk>\r\nRCPT TO:<anna@eksempel.dk>\r\n"
        b"RCPT TO:<arkiv@eksempelkommune.dk>\r\nDATA\r\n"
        b"Subject: x\r\n\r\nHej\r\n..punktum\r\n.\r\n"
    )


NO, LATER, CLOSING, NOISE = b"550 No\r\n", b"451 Later\r\n", b"421 Bye\r\n", b"\x00noise\r\n"


@pytest.mark.parametrize(
    ("replies", "kind", "temporary"),
    [
        ((NO, b"503 x\r\n", b"503 x\r\n", b"503 x\r\n"), SenderRefused, False),
        ((LATER, b"503 x\r\n", b"503 x\r\n", b"503 x\r\n"), SenderRefused, True),
        ((b"530 5.7.0 Login\r\n",), MailLoginRefused, False),
        ((b"552 Too big\r\n",), MailTooLarge, False),
        ((CLOSING,), SenderRefused, True),
        ((NOISE,), MailSendingFailed, True),
        ((GO,), MailSendingFailed, True),
        ((OK, NO, OK, GO), ReceiverRefused, False),
        ((OK, NO, NO, b"554 x\r\n"), ReceiverRefused, False),
        ((OK, NO), ReceiverRefused, False),
        ((OK, NO, NOISE), ReceiverRefused, False),
        ((OK, LATER, OK, GO), ReceiverRefused, True),
        ((OK, CLOSING), ReceiverRefused, True),
        ((OK, NOISE), MailSendingFailed, True),
        ((OK, OK, CLOSING), MailSendingFailed, True),
        ((OK, OK, NOISE), MailSendingFailed, True),
        ((OK, OK, OK, NO), MailSendingFailed, False),
        ((OK, OK, OK, LATER), MailSendingFailed, True),
        ((OK, OK, OK, CLOSING), MailSendingFailed, True),
        ((OK, OK, OK, OK), MailSendingFailed, True),
        ((OK, OK, OK, NOISE), MailSendingFailed, True),
        ((NO, OK, OK, GO), SenderRefused, False),
    ],
    ids=range(22),
)
def test_before_the_last_word_nothing_is_uncertain_and_nobody_gets_anything(
    line: Line, replies: tuple[bytes, ...], kind: type[MailServerError], temporary: bool
) -> None:
    line[0].patience = 0.2
    error, heard, sent = conversation(line, *replies, b"")
    assert isinstance(error, MailServerError)
    assert (type(error), error.temporary, heard) == (kind, temporary, [])
    assert b"Subject" not in sent
    assert b"\r\n.\r\n" not in sent


def test_a_mail_nobody_was_taken_for_is_ended_by_a_lone_dot(line: Line) -> None:
    error, heard, sent = conversation(line, OK, NO, NO, GO, b"554 No receivers\r\n", b"")
    assert (type(error), heard) == (ReceiverRefused, [])
    assert sent.endswith(b"DATA\r\n.\r\n")


@pytest.mark.parametrize(
    ("last", "kind", "temporary"),
    [
        (NO, MailSendingFailed, False),
        (b"552 5.3.4 Too big\r\n", MailTooLarge, False),
        (LATER, MailSendingFailed, True),
        (CLOSING, MailSendingFailed, True),
        (GO, MailUncertain, False),
        (NOISE, MailUncertain, False),
        (b"250 O", MailUncertain, False),
        (b"250-OK\r\n", MailUncertain, False),
        (b"", MailUncertain, False),
    ],
    ids=range(9),
)
def test_after_the_last_word_only_a_clear_no_is_a_no(
    line: Line, last: bytes, kind: type[MailServerError], temporary: bool
) -> None:
    line[0].final_reply_timeout = 0.1
    error, heard, sent = conversation(line, OK, OK, OK, GO, last)
    assert isinstance(error, MailServerError)
    assert (type(error), error.temporary, heard) == (kind, temporary, ["last word"])
    assert sent.endswith(b"\r\n.\r\n")


@pytest.mark.parametrize(
    ("said", "kind", "code"),
    [
        (b"552 5.3.4 Too big\r\n", MailTooLarge, 552),
        (b"421 4.4.2 Too slow\r\n", MailSendingFailed, 421),
        (b"250 OK\r\n", MailSendingFailed, None),
        (NOISE, MailSendingFailed, None),
    ],
)
def test_who_speaks_before_the_last_word_gets_none(
    line: Line, said: bytes, kind: type[MailServerError], code: int | None
) -> None:
    client, server = line
    heard: list[int] = []

    def answer() -> None:
        server.recv(65_536)
        server.sendall(OK * 3 + GO + said)

    answering = threading.Thread(target=answer)
    answering.start()
    with pytest.raises(MailServerError) as caught:
        client.transfer(ENVELOPE, MAIL, lambda: heard.append(1))
    answering.join()
    assert (type(caught.value), caught.value.code, heard) == (kind, code, [])
    assert client.sock is None


@pytest.mark.parametrize("words", [b"421 Idle\r\n", b"", b"250 stray\r\n"])
def test_what_came_between_two_letters_makes_the_line_stale(line: Line, words: bytes) -> None:
    client, server = line
    server.sendall(words)
    server.shutdown(socket.SHUT_WR)
    with pytest.raises(StaleLine):
        client.transfer(ENVELOPE, MAIL, lambda: None)


def test_one_question_tells_the_outbox_what_to_do() -> None:
    passing = {MailServerUnreachable, MailSendingFailed}
    closed = {MailServerUnreachable, MailServerNotSecure, MailLoginRefused, MailLoginNotOffered}
    kinds = set(MailServerError.__subclasses__())
    assert {kind for kind in kinds if kind().temporary} == passing
    assert {kind for kind in kinds if kind.stops_everything} == closed
    assert {kind for kind in kinds if kind(451).temporary} == kinds - {MailUncertain}
    assert not any(kind(550).temporary for kind in kinds)
