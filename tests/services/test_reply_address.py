"""Where answers go: an address that carries its receiver's code, out and home again."""

from __future__ import annotations

import email
import email.policy
import time
from dataclasses import replace
from email.message import EmailMessage

import pytest

from moedeleder.domain.answers import Doubt
from moedeleder.domain.contributions import Channel
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.references import codes_in
from moedeleder.domain.sending import LetterKind
from moedeleder.mail.incoming import read_mail
from moedeleder.services.answers import Taken, TakenKind
from moedeleder.services.reply_address import ReplyAddress, code_of, reply_address
from tests.offices import Bench
from tests.services.answer_desk import KARIN, SOFIE, code, invited, mail, unknown

CODE = "ML-7K3F-9QXR-2MTD-VB4W"
PLUS = "born+ml7k3f9qxr2mtdvb4w@kommune.example"
OFFICE = "born@kommune.example"


def test_the_code_stands_in_the_name_and_where_it_can_in_the_address() -> None:
    name = f"Familieafdelingen (svar {CODE})"
    told = reply_address(OFFICE, "Familieafdelingen", CODE, plus=False)
    assert told == ReplyAddress(name, OFFICE)
    assert reply_address(OFFICE, "Familieafdelingen", CODE, plus=True) == ReplyAddress(name, PLUS)
    assert codes_in(PLUS) == (CODE,)


@pytest.mark.parametrize("code", ["", "ML-", "noget andet"])
def test_without_a_code_the_plain_address_is_told(code: str) -> None:
    assert reply_address(OFFICE, "Familieafdelingen", code, plus=True) == ReplyAddress("", OFFICE)


def test_an_office_without_mail_has_no_address_to_answer_to() -> None:
    assert reply_address("", "Familieafdelingen", CODE, plus=True) == ReplyAddress()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "x" * 500,
        "Børn\r\nBcc: x@y.example",
        'Ann "Chef" <a@b.example>',
        "ML-AAAA-AAAA-AAAA-AAAA",
    ],
)
def test_no_name_hides_the_code(name: str) -> None:
    told = reply_address(OFFICE, name, CODE, plus=True)
    assert codes_in(told.name) == (CODE,)
    assert len(told.name) < 100
    assert "\n" not in told.name


@pytest.mark.parametrize("local", ["b" * 46, "æ" * 23])
def test_an_address_without_room_stays_as_it_is(local: str) -> None:
    long = f"{local}@kommune.example"
    assert reply_address(long, "Børn", CODE, plus=True).address == long
    short = f"{local[:-1]}@kommune.example"
    assert codes_in(reply_address(short, "Børn", CODE, plus=True).address) == (CODE,)


def letters(bench: Bench) -> dict[str, EmailMessage]:
    """Return the letters that left, by the address each went to."""
    found = {}
    for path in bench.letters.rglob("*.eml"):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        found[message["To"].addresses[0].addr_spec] = message
    return found


def with_plus(bench: Bench) -> tuple[Meeting, str]:
    settings = bench.office.settings
    settings.save_organisation(
        replace(settings.organisation(), unit="Børn og Familie", mail=OFFICE)
    )
    settings.save_mail(replace(settings.mail(), plus_addresses=True))
    return invited(bench)


def test_each_letter_has_its_receiver_s_own_address(bench: Bench) -> None:
    meeting, _message_id = with_plus(bench)
    for name, to in (("sofie", SOFIE), ("karin", KARIN)):
        reply_to = letters(bench)[to]["Reply-To"].addresses[0]
        own = code(bench, meeting, name)
        # Python reads a blank into a name that begins a new encoded word with a bracket.
        shown = reply_to.display_name.replace(" )", ")")
        assert shown == f"Børn og Familie (svar {own})"
        assert reply_to.username == f"born+{own.replace('-', '').lower()}"
        assert reply_to.domain == "kommune.example"


def test_feedback_tells_nobody_whose_it_is(bench: Bench) -> None:
    meeting, _message_id = invited(bench)
    letter = bench.office.sending.deliveries(meeting.id)[0]
    assert code_of(bench.store, letter)
    assert code_of(bench.store, replace(letter, kind=LetterKind.FEEDBACK)) == ""
    assert code_of(bench.store, replace(letter, id="findes ikke")) == ""


def answer(bench: Bench, sender: str = SOFIE, text: str = "Vi kommer", **headers: str) -> Taken:
    """Take an answer written anew: without a word of ours, or of what it answers."""
    raw = mail(text, sender=sender, message_id=f"<{hash(str(headers)) % 10**9}@mail.example>")
    for name, value in headers.items():
        line = f"{name.replace('_', '-')}: {value}\n".encode()
        raw = raw.replace(b"To: born@kommune.example\n", b"") if name == "To" else raw
        raw = line + raw
    return bench.office.answers.take_mail(raw)


@pytest.mark.parametrize("header", ["To", "Cc", "Delivered_To", "X_Original_To"])
def test_an_answer_to_the_address_alone_finds_home(bench: Bench, header: str) -> None:
    meeting, _message_id = with_plus(bench)
    address = letters(bench)[SOFIE]["Reply-To"].addresses[0].addr_spec
    taken = answer(bench, **{header: address.upper() if header == "Cc" else address})
    assert taken.kind is TakenKind.PLACED
    assert taken.meeting is not None
    assert taken.meeting.id == meeting.id
    assert taken.answer is not None
    assert taken.answer.channel is Channel.MAIL


def test_a_name_alone_finds_home_however_it_is_written(bench: Bench) -> None:
    meeting, _message_id = with_plus(bench)
    own = code(bench, meeting)
    raw = letters(bench)[SOFIE].as_bytes().split(b"Reply-To: ")[1].split(b"\nSubject")[0].decode()
    assert answer(bench, To=raw).kind is TakenKind.PLACED
    assert answer(bench, To=f'"{own.lower()}" <{OFFICE}>').kind is TakenKind.PLACED


def test_the_code_of_another_does_not_make_an_answer_theirs(bench: Bench) -> None:
    meeting, _message_id = with_plus(bench)
    karin = code(bench, meeting, "karin").replace("-", "").lower()
    taken = answer(bench, To=f"born+{karin}@kommune.example")
    assert unknown(taken)[0] is Doubt.SENDER_DIFFERS


def test_what_the_sender_wrote_comes_first(bench: Bench) -> None:
    meeting, _message_id = with_plus(bench)
    own, karin = code(bench, meeting), code(bench, meeting, "karin")
    taken = answer(bench, text=f"Vi kommer\n\n> Kode: {own}", To=f"{karin} <{OFFICE}>")
    assert taken.kind is TakenKind.PLACED
    assert taken.answer is not None
    assert taken.answer.person_name == "Sofie Eksempel"


def test_many_receivers_and_huge_headers_cost_no_time() -> None:
    many = ", ".join(f"n{number}@mail.example" for number in range(50_000))
    folded = ",\n ".join(f"n{number}@mail.example" for number in range(50_000))
    head = "".join(f"Cc: =?utf-8?q?{'=20' * 5_000}?= <{PLUS}>\n" for _ in range(500))
    for lines in (f"To: {many}\n", f"To: {folded}\n", head, f"To: {'ML-' * 100_000}\n"):
        before = time.process_time()
        read = read_mail(f"Delivered-To: {PLUS}\n{lines}From: a@b.example\n\nHej\n".encode())
        assert codes_in(read.addressed_to)[0] == CODE
        assert len(read.addressed_to) <= 20_000
        assert time.process_time() - before < 2
