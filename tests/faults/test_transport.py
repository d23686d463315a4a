"""The way out by itself: what it says of a letter is held against what the server did with it."""

from __future__ import annotations

from collections import Counter
from email.message import EmailMessage

import pytest

from moedeleder.domain.errors import MailServerError, MailUncertain, ReceiverRefused
from tests.faults.ledger import What
from tests.faults.plans import KINDS, Fault, Kind, Plan, Point, each_alone
from tests.faults.server import FaultServer
from tests.faults.ways import LONG_PATIENCE, PASSWORD, SHORT_PATIENCE, Way, address

LETTERS = 4
# What is silent costs real time, and TLS from the start makes no difference to it.
IMPLICIT = [plan for plan in each_alone(ways=(True,)) if not plan.has_silence]
PLANS = [*each_alone(whiches=(1,)), *IMPLICIT]


def letter(number: int) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "born@kommune.example"
    message["To"] = address(number)
    message["Message-ID"] = f"<{number}@kommune.example>"
    message.set_content("Mødet er aflyst.\n.\nEn linje med et punktum alene.\n" * 20)
    return message


def told_of(server: FaultServer, plan: Plan, said: Counter[int]) -> list[MailServerError | None]:
    """Send letters one after another; return what is said of each, None for taken."""
    patience = SHORT_PATIENCE if plan.has_silence else LONG_PATIENCE
    way = Way(server.port, server.ca_file, plan.implicit_tls, plan.archive, patience)
    transport = way.transport(way.mail, PASSWORD)
    found: list[MailServerError | None] = []
    while len(found) < LETTERS:
        try:
            with transport.session() as mail:
                while (number := len(found)) < LETTERS:
                    found.append(None)
                    try:
                        mail.send(
                            letter(number),
                            address(number),
                            before_last_word=lambda number=number: said.update([number]),
                            copy_to=way.mail.archive_address,
                        )
                    except MailServerError as error:
                        found[-1] = error
        except MailServerError as error:
            found.append(error)
        server.next_round()
    return found


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_what_is_said_of_a_letter_is_what_became_of_it(plan: Plan) -> None:
    said: Counter[int] = Counter()
    with FaultServer(plan) as server:
        told = told_of(server, plan, said)
    shown = "\n".join(map(str, server.ledger.all()))
    if plan.faults[0].kind is not Kind.REFUSED:
        assert server.ledger.of(What.STRUCK), f"the fault never struck\n{shown}"
    for number, error in enumerate(told):
        stored = len(server.ledger.stored(address(number)))
        dots = len(server.ledger.of(What.DOT, address(number)))
        about = f"letter {number}: {error!r}, stored {stored}, dots {dots}\n{shown}"
        assert stored <= 1, about
        if error is None:
            assert stored == 1, about
        elif not isinstance(error, MailUncertain):
            assert stored == 0, about
        assert dots <= said[number] <= 1, about
        if isinstance(error, MailUncertain):
            assert said[number] == 1, about


def test_every_point_and_kind_is_tried() -> None:
    tried = {(plan.faults[0].point, plan.faults[0].kind) for plan in PLANS}
    assert tried == {(point, kind) for point, kinds in KINDS.items() for kind in kinds}
    assert len(KINDS) == len(Point) == 16


def test_a_letter_is_stored_byte_by_byte() -> None:
    with FaultServer(Plan("none", (), archive=True)) as server:
        assert told_of(server, server.plan, Counter()) == [None] * LETTERS
    for number in range(LETTERS):
        data = server.ledger.letters[f"<{number}@kommune.example>", address(number)]
        assert data.count(b"\r\n..\r\n") == 20


def test_after_a_refusal_an_address_outside_ascii_can_still_be_said() -> None:
    plan = Plan("refused", (Fault(Point.RCPT, Kind.TEMPORARY, 6),))
    with FaultServer(plan) as server:
        way = Way(server.port, server.ca_file)
        with way.transport(way.mail, PASSWORD).session() as mail:
            with pytest.raises(ReceiverRefused):
                mail.send(letter(6), address(6))
            mail.send(letter(7), address(7))
    assert address(7) == "røde-ærter07@mail.example"
    assert server.ledger.stored(address(7)) == ["<7@kommune.example>"]


def test_a_silent_server_is_left_when_patience_ends() -> None:
    plan = Plan("silent", (Fault(Point.RCPT, Kind.SILENT, 0),))
    with FaultServer(plan) as server:
        told = told_of(server, plan, Counter())
        assert server.reached.is_set()
    assert [error is None for error in told] == [False, True, True, True]
