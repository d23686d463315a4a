"""What mail servers tell about letters: standard reports, older words, and hostile bytes."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime

import pytest

from moedeleder.mail.bounces import Bounce, BounceAction, read_bounces
from tests.bounce_mails import (
    OURS,
    REFUSED,
    SOFIE,
    auto_reply,
    exchange,
    exim,
    group,
    in_words,
    qmail,
    report,
    returned_head,
)
from tests.hostile_mails import hostile_mails

SENT_AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def only(raw: bytes) -> Bounce:
    (bounce,) = read_bounces(raw)
    return bounce


def test_a_report_tells_what_the_server_said_and_which_letter_it_is() -> None:
    assert only(report()) == Bounce(
        BounceAction.FAILED, "5.1.1", REFUSED, SOFIE, (OURS,), SOFIE, SENT_AT
    )
    assert only(report()).code == 550


@pytest.mark.parametrize(
    "kind",
    ["message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global-headers"],
)
def test_the_letter_comes_back_whole_or_as_its_head(kind: str) -> None:
    head = returned_head() + "\nKære Sofie\n\nMessage-ID: <citeret@andet.example>\n"
    assert only(report(head=head, kind=kind)).message_ids == (OURS,)


@pytest.mark.parametrize("action", list(BounceAction))
def test_each_action_is_told_apart(action: BounceAction) -> None:
    assert only(report(group(action.value.capitalize(), "2.0.0"))).action is action


@pytest.mark.parametrize(
    ("status", "action"),
    [
        ("5.2.2", BounceAction.FAILED),
        ("4.4.1", BounceAction.DELAYED),
        ("2.1.5", BounceAction.DELIVERED),
    ],
)
def test_without_a_known_action_the_status_decides(status: str, action: BounceAction) -> None:
    assert only(report(group("mislykket", status))).action is action
    assert only(report(group("failed", status))).action is BounceAction.FAILED


def test_several_addresses_are_told_apart() -> None:
    found = read_bounces(
        report(group(), group("delayed", "4.2.2", "karin@skole.example", "452 4.2.2 full"))
    )
    assert [(each.action.value, each.recipient, each.code) for each in found] == [
        ("failed", SOFIE, 550),
        ("delayed", "karin@skole.example", 452),
    ]


def test_the_address_we_wrote_to_comes_before_the_one_it_was_sent_on_to() -> None:
    forwarded = "Original-Recipient: rfc822;Sofie@Mail.Example\n"
    assert only(report(forwarded + group(recipient="andet@sted.example"))).recipient == (
        "Sofie@mail.example"
    )


@pytest.mark.parametrize(
    ("told", "recipient"),
    [
        ("rfc822; <sofie@mail.example>", SOFIE),
        ("sofie@mail.example", SOFIE),
        (r"utf-8; s\x{F8}ren@mail.example", "søren@mail.example"),
        (r"utf-8; s\x{D800}\x{FFFFFF}ren@mail.example", "sren@mail.example"),
        ("x400; /S=Sofie/", ""),
        ("rfc822; en@a.example, to@b.example", ""),
        ("rfc822;", ""),
    ],
)
def test_addresses_are_read_in_all_their_kinds(told: str, recipient: str) -> None:
    lines = f"Final-Recipient: {told}\nAction: failed\nStatus: 5.0.0\n"
    assert only(report(lines)).recipient == recipient


def test_the_report_s_first_lines_are_no_address() -> None:
    assert len(read_bounces(report(group()))) == 1
    assert read_bounces(report("Reporting-MTA: dns; x\n", head=""))[0].recipient == ""


def test_an_exchange_report_without_the_letter_says_what_it_answers() -> None:
    raw = report(head="", extra=f"In-Reply-To: {OURS}\nReferences: <en@a.example> {OURS}\n")
    assert only(raw).message_ids == (OURS,)
    raw = report(head="", extra=f"References: <en@a.example> {OURS}\n")
    assert only(raw).message_ids == (OURS,)


def test_the_forerunners_of_a_letter_that_came_back_are_not_that_letter() -> None:
    head = returned_head("<kollega@kommune.example>") + f"In-Reply-To: {OURS}\n"
    assert only(report(head=head)).message_ids == ("<kollega@kommune.example>",)


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [(qmail(), "5.1.1", 550), (exim(), "5.7.1", 550), (exchange(), "5.1.10", 550)],
    ids=["qmail", "exim", "exchange"],
)
def test_older_servers_say_it_in_words(raw: bytes, status: str, code: int) -> None:
    bounce = only(raw)
    assert (bounce.action, bounce.status) == (BounceAction.FAILED, status)
    assert (bounce.recipient, bounce.message_ids) == (SOFIE, (OURS,))
    assert (bounce.sent_to, bounce.sent_at) == (SOFIE, SENT_AT)
    assert str(code) in bounce.diagnostic


def test_words_alone_that_quote_only_a_head_are_enough() -> None:
    raw = in_words(f"Returned mail: user unknown\n\n{returned_head()}", subject="Returned mail")
    assert only(raw).message_ids == (OURS,)


def test_words_of_a_delay_are_no_refusal() -> None:
    raw = in_words(
        f"The server will keep trying for two more days.\n\n{returned_head()}",
        subject="Warning: message delayed 24 hours",
    )
    assert only(raw).action is BounceAction.DELAYED


@pytest.mark.parametrize(
    "raw",
    [
        auto_reply(),
        # Somebody quotes a whole head, or sends a report on to us.
        in_words(f"Kan I se fejlen?\n\n{returned_head()}").replace(
            b"Return-Path: <>\r\nFrom: MAILER-DAEMON@post.mail.example", b"From: sofie@mail.example"
        ),
        report()
        .replace(b"Return-Path: <>\r\n", b"")
        .replace(b"MAILER-DAEMON@post.mail.example", b"sofie@mail.example")
        .replace(b"multipart/report", b"multipart/mixed"),
        # A receipt for having read it.
        report(head=returned_head()).replace(
            b"message/delivery-status", b"message/disposition-notification"
        ),
        b"",
        b"From: MAILER-DAEMON@x.example\r\n\r\n",
    ],
    ids=["away", "quoted", "sent on", "read", "empty", "nothing said"],
)
def test_what_is_no_letter_that_came_back(raw: bytes) -> None:
    assert read_bounces(raw) == ()


def test_a_report_in_another_shell_is_still_one() -> None:
    raw = report().replace(b"multipart/report; report-type=delivery-status", b"multipart/mixed")
    assert only(raw).recipient == SOFIE


def test_a_report_in_base64_is_read() -> None:
    import base64

    coded = base64.encodebytes(group().encode()).decode()
    raw = (
        "From: MAILER-DAEMON@x.example\nContent-Type: multipart/report; boundary=b\n\n"
        "--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n"
        f"{coded}\n--b\nContent-Type: message/rfc822\n\n{returned_head()}\n--b--\n"
    ).encode()
    assert (only(raw).recipient, only(raw).message_ids) == (SOFIE, (OURS,))


def test_words_of_eight_bits_are_kept_on_one_short_line() -> None:
    words = "550 5.1.1 adressen fîndes ikke\x00 " + "æ" * 5_000
    bounce = only(report(group(words=words)))
    assert bounce.diagnostic.startswith("550 5.1.1 adressen fîndes ikke")
    assert len(bounce.diagnostic) <= 500
    assert "\x00" not in bounce.diagnostic
    older = report(group(words="550 fandtes ikke på Ærø")).replace("å".encode(), b"\xe5")
    assert only(older.replace("Æ".encode(), b"\xc6")).diagnostic == "550 fandtes ikke på Ærø"


def test_many_addresses_and_endless_heads_cost_no_time() -> None:
    huge = [
        report(*[group(recipient=f"n{number}@mail.example") for number in range(5_000)]),
        report(head="X: " + "a" * 5_000_000 + "\n" + returned_head()),
        in_words("<" * 2_000_000 + f"\n{returned_head()}"),
        in_words("-" * 2_000_000),
        in_words("a@" * 1_000_000, [f"X-Failed-Recipients: {'a@b.example, ' * 50_000}"]),
        in_words("Message-ID: " + "<" * 1_000_000),
        in_words("<a@b.c>:\n" * 100_000),
        report().replace(b"Action: failed", b"Action: failed" + b"\n \t" * 200_000),
    ]
    before = time.process_time()
    found = [read_bounces(raw) for raw in huge]
    assert time.process_time() - before < 10
    assert all(len(each) <= 50 for each in found)


def test_hostile_mails_are_never_more_than_no_report() -> None:
    for raw in hostile_mails("MAILER-DAEMON@post.mail.example", OURS):
        for bounce in read_bounces(raw):
            assert OURS not in bounce.message_ids


def test_damaged_reports_never_raise_and_name_no_other_letter() -> None:
    chance = random.Random(20261122)
    whole = [report(), qmail(), exim(), exchange(), report(head="", extra=f"In-Reply-To: {OURS}\n")]
    shards = [b"\0", b"\r\n\r\n", b"--g1", b"=?x?", b"\xff\xfe", b"<", b">", b"@", b";" * 50]
    read = 0
    for number in range(600):
        raw = bytearray(whole[number % len(whole)])
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(raw))
            raw[at : at + chance.randrange(12)] = chance.choice(shards)
        found = read_bounces(bytes(raw))
        read += any(OURS in each.message_ids for each in found)
        assert all(isinstance(each.code, int | None) for each in found)
    # Else nothing would have been tried: most damage is beside the point.
    assert read > 200
