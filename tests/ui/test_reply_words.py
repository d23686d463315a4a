"""A mail server's answer becomes a sentence a person can act on, and its own words a safe quote."""

from __future__ import annotations

import unicodedata

import pytest

from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from moedeleder.ui.outgoing_words import advice_text
from moedeleder.ui.reply_words import _BY_CODE, _BY_STATUS, _BY_SUBJECT, quoted, reply_of

SAMPLES = [
    (550, "5.1.1 <nn@skole.example>: Recipient address rejected: User unknown", "findes ikke hos"),
    (550, "5.1.2 Domain not found", "stedet efter @"),
    (550, "5.2.1 Mailbox disabled", "postkasse er lukket"),
    (552, "5.2.2 Over quota", "postkasse er fuld"),
    (452, "4.2.2 Over quota", "postkasse er fuld"),
    (552, "5.3.4 Message too big", "for stor"),
    (552, "too much", "for stor"),
    (451, "4.4.1 No answer from host", "server svarer ikke"),
    (None, "5.4.7 Delivery time expired", "ikke frem i tide"),
    (550, "5.7.1 Blocked by policy", "vil ikke have mailen"),
    (554, "5.7.26 Unauthenticated mail", "mailen er fra jer"),
    (451, "4.7.1 Greylisting in action", "prøver igen"),
    (451, "4.7.1 Try again later", "prøver igen"),
    (450, "4.2.0 Greylisted, see the help", "prøver igen"),
    (421, "4.3.2 Closing", "tager ikke imod mail lige nu"),
    (421, "too many connections", "travlt"),
    (550, "no such user here", "findes ikke hos"),
    (556, "domain does not accept mail", "kan ikke sendes mail"),
    (554, "transaction failed", "vil ikke have"),
    (535, "5.7.8 Bad credentials", "afviser jeres login"),
    (550, "5.7.30 REQUIRETLS needed", "ikke sikker nok"),
    (553, "5.6.7 needs SMTPUTF8", "kan ikke læse adressen"),
]


@pytest.mark.parametrize(("code", "words", "part"), SAMPLES)
def test_an_answer_says_what_happened_and_what_to_do(
    code: int | None, words: str, part: str
) -> None:
    reply = reply_of(code, words)
    assert reply is not None
    assert part in reply.reason
    assert reply.what[:1].isupper()
    assert reply.do.endswith(".")


@pytest.mark.parametrize(("code", "words"), [(450, "4.2.2 full"), (451, "4.1.1 maybe"), (498, "")])
def test_nobody_is_asked_to_act_on_what_is_tried_again(code: int, words: str) -> None:
    reply = reply_of(code, words)
    assert reply is not None
    assert reply.do == "Mødeleder prøver igen af sig selv."


@pytest.mark.parametrize(
    ("code", "words", "do"),
    [
        (450, "4.2.2 full", "Ring til modtageren"),
        (421, "too many connections", "Send igen"),
        (451, "4.7.1 Greylisted", "Send igen"),
        (498, "", "Send igen"),
        (None, "4.4.7 Delivery time expired", "Ring til modtageren"),
    ],
)
def test_what_is_tried_no_more_is_not_said_to_be(code: int | None, words: str, do: str) -> None:
    reply = reply_of(code, words, is_over=True)
    assert reply is not None
    assert do in reply.do
    assert "prøver igen" not in reply.do


def test_a_letter_that_came_back_for_good_is_not_said_to_be_tried_again() -> None:
    letter = Delivery(
        id="1",
        version=1,
        kind=LetterKind.MINUTES,
        number=1,
        attendee_id="a",
        name="Sofie Eksempel",
        address="sofie@skole.example",
        state=DeliveryState.FAILED,
        reason="LetterBounced",
        reply_words="4.2.2 Mailbox full, gave up after five days",
    )
    assert advice_text(letter) == "Ring til modtageren, eller brug en anden vej."


@pytest.mark.parametrize("code", range(500, 600))
def test_every_final_no_is_said(code: int) -> None:
    reply = reply_of(code, "")
    assert reply is not None
    assert "prøver igen" not in reply.do


def test_an_address_of_a_machine_is_no_number_of_the_standard() -> None:
    reply = reply_of(550, "host mx.example[5.1.2.25] said: no such user")
    assert reply == reply_of(550, "")


def test_no_answer_says_nothing() -> None:
    assert reply_of(None, "connection lost") is None


def test_all_sentences_are_plain() -> None:
    every = [*_BY_CODE.values(), *_BY_STATUS.values(), *_BY_SUBJECT.values()]
    for reply in every:
        assert reply.reason[:1].islower()
        assert not reply.reason.endswith(".")
        assert "!" not in reply.what + reply.do
        assert len(reply.what.split()) <= 12


def test_a_quote_is_short_on_one_line_and_cannot_turn_the_writing_around() -> None:
    words = "550 \u202eevil\u202c\r\nX-Header: <b>a</b>\x00\u2028" + "long " * 400
    quote = quoted(words)
    assert quote.startswith("”\u2068550 evil X-Header: <b>a</b>")
    assert quote.endswith("…\u2069”")
    assert len(quote) <= 204
    inside = quote[2:-2]
    assert not [each for each in inside if unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp")]


def test_no_words_give_no_quote() -> None:
    assert quoted(" \r\n\u202e ") == ""
