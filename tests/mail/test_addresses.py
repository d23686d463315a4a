"""One form for each address, and a clear no to what is not one."""

from __future__ import annotations

import smtplib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moedeleder.domain.errors import InvalidAddress
from moedeleder.mail.addresses import check_address, needs_smtputf8

LONG_LOCAL = "a" * 64
LONG_DOMAIN = ".".join(["b" * 60] * 3) + ".dk"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("anna@eksempel.dk", "anna@eksempel.dk"),
        ("  anna@eksempel.dk\n", "anna@eksempel.dk"),
        ("\u200banna@eksempel.dk\ufeff", "anna@eksempel.dk"),
        ("Anna.Maria+skole@EKSEMPEL.DK", "Anna.Maria+skole@eksempel.dk"),
        ("o'hara_1@a-b.eksempel.dk", "o'hara_1@a-b.eksempel.dk"),
        ("post@rødgrød.dk", "post@xn--rdgrd-vuad.dk"),
        ("post@RØDGRØD.dk", "post@xn--rdgrd-vuad.dk"),
        ("post@xn--rdgrd-vuad.dk", "post@xn--rdgrd-vuad.dk"),
        ("post@ro\u0308d.dk", "post@xn--rd-fka.dk"),
        ("søren@eksempel.dk", "søren@eksempel.dk"),
        (f"{LONG_LOCAL}@{LONG_DOMAIN}", f"{LONG_LOCAL}@{LONG_DOMAIN}"),
    ],
)
def test_a_good_address_gets_one_form(typed: str, wanted: str) -> None:
    assert check_address(typed) == wanted
    assert check_address(wanted) == wanted


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "empty"),
        (" \t\u200b", "empty"),
        ("anna", "missing_at"),
        ("anna.eksempel.dk", "missing_at"),
        ("anna@@eksempel.dk", "several"),
        ("anna@eksempel.dk, bo@eksempel.dk", "several"),
        ("anna@eksempel.dk;bo@eksempel.dk", "several"),
        ("anna@eksempel.dk bo@eksempel.dk", "several"),
        ("anna bo@eksempel.dk", "space"),
        ("anna@eksempel .dk", "space"),
        ("Anna <anna@eksempel.dk>", "space"),
        ("<anna@eksempel.dk>", "local"),
        ("mailto:anna@eksempel.dk", "local"),
        ('"anna"@eksempel.dk', "local"),
        (".anna@eksempel.dk", "local"),
        ("anna.@eksempel.dk", "local"),
        ("an..na@eksempel.dk", "local"),
        ("@eksempel.dk", "local"),
        ("an\\na@eksempel.dk", "local"),
        ("an😀na@eksempel.dk", "local"),
        ("anna@", "domain"),
        ("anna@eksempel", "domain"),
        ("anna@.dk", "domain"),
        ("anna@eksempel..dk", "domain"),
        ("anna@eksempel.dk.", "domain"),
        ("anna@-eksempel.dk", "domain"),
        ("anna@eksempel-.dk", "domain"),
        ("anna@eks_empel.dk", "domain"),
        ("anna@[127.0.0.1]", "domain"),
        ("anna@127.0.0.1", "domain"),
        ("anna@eksempel.dk>", "domain"),
        ("anna@" + "a" * 64 + ".dk", "domain"),
        ("anna@stra\u00dfe.de", "domain"),
        ("anna@ｅksempel.dk", "domain"),
        ("a" * 65 + "@eksempel.dk", "too_long"),
        ("ø" * 33 + "@eksempel.dk", "too_long"),
        ("a" * 10_000, "too_long"),
        ("anna@eksempel.dk\r\nBcc: bo@eksempel.dk", "control"),
        ("anna\x00@eksempel.dk", "control"),
        ("anna\x7f@eksempel.dk", "control"),
        ("anna@ek\u202esempel.dk", "control"),
        ("anna@eksempel\u2028.dk", "control"),
        ("an\ud800na@eksempel.dk", "control"),
    ],
)
def test_a_wrong_address_is_refused_with_its_problem(typed: str, problem: str) -> None:
    with pytest.raises(InvalidAddress) as caught:
        check_address(typed, "reply_to")
    assert (caught.value.field, caught.value.problem) == ("reply_to", problem)
    assert str(caught.value) == "reply_to"


@settings(deadline=None)
@given(st.text(max_size=80) | st.from_regex(r".{0,20}@.{0,20}\.dk", fullmatch=True))
def test_whatever_is_accepted_is_safe_in_a_command_and_stays_the_same(typed: str) -> None:
    try:
        address = check_address(typed)
    except InvalidAddress:
        return
    assert address.count("@") == 1
    assert not set(address) & set(' \r\n\t<>,;:"()[]\\\x00')
    assert address.partition("@")[2].isascii()
    assert check_address(address) == address
    assert smtplib.quoteaddr(address) == f"<{address}>"


def test_only_letters_before_the_at_need_smtputf8() -> None:
    assert needs_smtputf8(check_address("søren@eksempel.dk"))
    assert not needs_smtputf8(check_address("soren@rødgrød.dk"))
