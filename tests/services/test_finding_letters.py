"""Uncertain letters, looked for in a real mailbox: found, not found, and never touched there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from pathlib import Path

import pytest

from moedeleder.app import mailbox_maker
from moedeleder.domain.errors import (
    MailboxNotSetUp,
    MailLoginRefused,
    MailServerNotSecure,
    MailServerUnreachable,
    NotFound,
)
from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.sending import Delivery, DeliveryState
from moedeleder.domain.settings import AfterTaking, MailboxSettings, Security
from moedeleder.mail.mailbox import KEYWORD
from moedeleder.models.outbox_tables import DeliveryRow
from moedeleder.services.finding_letters import FindingProgress
from tests.bounce_mails import group, report, returned_head
from tests.imap_server import PASSWORD, USER, BreakingLine, ImapServer, empty_server
from tests.offices import Bench, open_bench
from tests.services.answer_desk import invited

UNCERTAIN = DeliveryState.UNCERTAIN


@pytest.fixture
def server() -> ImapServer:
    return empty_server()


@pytest.fixture
def desk(tmp_path: Path, server: ImapServer) -> Iterator[Bench]:
    """An office with a mailbox."""
    with open_bench(tmp_path, mailbox=mailbox_maker(server.ca_file)) as bench:
        bench.clock.now = datetime.now(UTC)
        settings = MailboxSettings(
            server.host, server.tls_port, Security.TLS, USER, after=AfterTaking.KEYWORD
        )
        bench.office.mailbox.save(settings, PASSWORD)
        yield bench


def uncertain(bench: Bench) -> Delivery:
    """Send invitations, and let nobody know whether Sofie's left."""
    _meeting, message_id = invited(bench)
    with bench.store.transaction() as session:
        row = session.query(DeliveryRow).filter_by(message_id=message_id).one()
        row.state, row.reason, row.sent_at = UNCERTAIN.value, "MailUncertain", None
    return now(bench, message_id)


def now(bench: Bench, message_id: str) -> Delivery:
    with bench.store.reading() as session:
        row = session.query(DeliveryRow).filter_by(message_id=message_id).one()
        meeting_id, letter_id = row.meeting_id, row.id
    every = bench.office.sending.deliveries(meeting_id)
    return next(each for each in every if each.id == letter_id)


def copy(message_id: str) -> bytes:
    head = returned_head(message_id, date=formatdate())
    return f"{head}\nKære Sofie\n".replace("\n", "\r\n").encode()


def searches(bench: Bench, letter: Delivery) -> list[tuple[LetterEventKind, str]]:
    kinds = (LetterEventKind.FOUND, LetterEventKind.NOT_FOUND)
    events = bench.office.outbox.events(letter.id)
    return [(each.kind, each.words) for each in events if each.kind in kinds]


def test_a_letter_that_lies_with_sent_mail_was_sent(desk: Bench, server: ImapServer) -> None:
    letter = uncertain(desk)
    server.deliver(copy(letter.message_id), folder="Sendt")
    steps: list[FindingProgress] = []
    (found,) = desk.office.finding.look_up([letter.id], steps.append)
    assert (found.state, found.reason) == (DeliveryState.SENT, "")
    (handed_over,) = desk.office.outbox.letters(letter.id)
    assert found.sent_at == handed_over.at
    assert found.looked_at is not None
    assert searches(desk, letter) == [(LetterEventKind.FOUND, "Sendt")]
    assert steps == [FindingProgress(1, 1)]
    assert server.flags("Sendt") == {1: set()}


def test_a_letter_that_is_nowhere_stays_uncertain(desk: Bench, server: ImapServer) -> None:
    letter = uncertain(desk)
    server.deliver(copy("<en-anden@kommune.example>"), folder="Sent")
    (found,) = desk.office.finding.look_up([letter.id])
    assert (found.state, found.reason) == (UNCERTAIN, "MailUncertain")
    assert found.looked_at is not None
    assert searches(desk, letter) == [(LetterEventKind.NOT_FOUND, "")]
    assert desk.office.outbox.work().sent == 0


def test_what_is_certain_is_left_as_it_is(desk: Bench, server: ImapServer) -> None:
    meeting, message_id = invited(desk)
    every = desk.office.sending.deliveries(meeting.id)
    server.deliver(copy(message_id), folder="Sent")
    assert desk.office.finding.look_up([each.id for each in every]) == every


def test_a_folder_of_the_office_s_own_is_looked_in(desk: Bench, server: ImapServer) -> None:
    letter = uncertain(desk)
    server.deliver(copy(letter.message_id), folder="Udgået")
    assert desk.office.finding.look_up([letter.id])[0].state is UNCERTAIN
    settings = desk.office.mailbox.settings()
    desk.office.mailbox.save(replace(settings, sent_folder="Udgået"))
    assert desk.office.finding.look_up([letter.id])[0].state is DeliveryState.SENT


def test_fetching_looks_for_letters_again_until_a_day_has_gone(
    desk: Bench, server: ImapServer
) -> None:
    letter = uncertain(desk)
    assert desk.office.mailbox.fetch().found == 0
    desk.clock.now += timedelta(hours=23)
    assert desk.office.mailbox.fetch().found == 0
    # That it is still not there is told once.
    assert searches(desk, letter) == [(LetterEventKind.NOT_FOUND, "")]
    server.deliver(copy(letter.message_id), folder="Sent")
    assert desk.office.mailbox.fetch().found == 1
    assert now(desk, letter.message_id).state is DeliveryState.SENT


def test_after_a_day_a_person_asks(desk: Bench, server: ImapServer) -> None:
    letter = uncertain(desk)
    desk.office.mailbox.fetch()
    desk.clock.now += timedelta(hours=25)
    server.deliver(copy(letter.message_id), folder="Sent")
    assert desk.office.mailbox.fetch().found == 0
    assert desk.office.finding.look_up([letter.id])[0].state is DeliveryState.SENT


def test_fetching_tells_whose_letters_were_found(desk: Bench, server: ImapServer) -> None:
    letter = uncertain(desk)
    (number,) = server.deliver(copy(letter.message_id))
    fetched = desk.office.mailbox.fetch()
    assert (fetched.found, fetched.taken, fetched.unknown, len(fetched.meetings)) == (1, 0, 0, 1)
    assert now(desk, letter.message_id).state is DeliveryState.SENT
    # The copy is nobody's answer, and not marked as one.
    assert server.flags() == {number: set()}


def test_what_became_uncertain_anew_is_looked_for_anew(desk: Bench, server: ImapServer) -> None:
    letter = uncertain(desk)
    desk.office.mailbox.fetch()
    (again,) = desk.office.sending.send_letters([letter.id])
    assert again.message_id == letter.message_id
    with desk.store.transaction() as session:
        row = session.get(DeliveryRow, letter.id)
        assert row is not None
        row.state = UNCERTAIN.value
    server.deliver(copy(letter.message_id), folder="Sent")
    assert desk.office.mailbox.fetch().found == 1


def test_a_copy_from_before_it_came_back_proves_nothing(desk: Bench, server: ImapServer) -> None:
    _meeting, message_id = invited(desk)
    server.deliver(_as_left(desk, message_id), folder="Sent")
    server.deliver(report(head=returned_head(message_id)))
    assert desk.office.mailbox.fetch().bounced == 1
    (again,) = desk.office.sending.send_letters([now(desk, message_id).id])
    _becomes_uncertain(desk, again)
    assert desk.office.finding.look_up([again.id])[0].state is UNCERTAIN
    server.deliver(_as_left(desk, message_id), folder="Sent")
    assert desk.office.finding.look_up([again.id])[0].state is DeliveryState.SENT


def test_a_copy_to_another_address_proves_nothing(desk: Bench, server: ImapServer) -> None:
    letter = uncertain(desk)
    server.deliver(_as_left(desk, letter.message_id), folder="Sent")
    sofie = desk.people["sofie"]
    elsewhere = replace(sofie.draft, mail="sofie.ny@mail.example")
    desk.office.families.update_person(sofie.id, sofie.version, elsewhere)
    (again,) = desk.office.sending.send_letters([letter.id])
    assert again.address == "sofie.ny@mail.example"
    _becomes_uncertain(desk, again)
    assert desk.office.finding.look_up([again.id])[0].state is UNCERTAIN


def test_either_copy_to_the_same_address_proves_it(desk: Bench, server: ImapServer) -> None:
    letter = uncertain(desk)
    server.deliver(_as_left(desk, letter.message_id), folder="Sent")
    (again,) = desk.office.sending.send_letters([letter.id])
    _becomes_uncertain(desk, again)
    assert desk.office.finding.look_up([again.id])[0].state is DeliveryState.SENT


def _as_left(bench: Bench, message_id: str) -> bytes:
    """Return a letter of ours as it left the last time."""
    letters = bench.office.outbox.letters(now(bench, message_id).id)
    return bench.office.outbox.letter(letters[-1].id)


def _becomes_uncertain(bench: Bench, letter: Delivery) -> None:
    with bench.store.transaction() as session:
        row = session.get(DeliveryRow, letter.id)
        assert row is not None
        row.state, row.reason, row.sent_at = UNCERTAIN.value, "MailUncertain", None


def test_a_letter_that_came_back_is_counted_and_marked(desk: Bench, server: ImapServer) -> None:
    meeting, message_id = invited(desk)
    back, late, strange = server.deliver(
        report(head=returned_head(message_id)),
        report(group("delayed", "4.2.2"), head=returned_head(message_id), message_id="<2@x>"),
        report(head=returned_head("<fremmed@kommune.example>"), message_id="<3@x>"),
    )
    fetched = desk.office.mailbox.fetch()
    assert (fetched.bounced, fetched.reports, fetched.taken, fetched.unknown) == (1, 1, 0, 0)
    assert fetched.meetings == (meeting.id,)
    assert server.flags() == {back: {KEYWORD}, late: {KEYWORD}, strange: set()}
    assert now(desk, message_id).state is DeliveryState.FAILED


def test_many_letters_are_looked_for(desk: Bench, server: ImapServer) -> None:
    first = uncertain(desk)
    with desk.store.transaction() as session:
        row = session.get(DeliveryRow, first.id)
        assert row is not None
        meeting_id = row.meeting_id
        for number in range(45):
            session.add(
                DeliveryRow(
                    meeting_id=meeting_id,
                    kind="invitation",
                    number=100 + number,
                    attendee_id=row.attendee_id,
                    name=row.name,
                    address=row.address,
                    state=UNCERTAIN.value,
                    message_id=f"<brev-{number}@kommune.example>",
                )
            )
    server.deliver(*(copy(f"<brev-{n}@kommune.example>") for n in range(0, 45, 2)), folder="Sent")
    ids = [each.id for each in desk.office.sending.deliveries(meeting_id)]
    steps: list[FindingProgress] = []
    found = desk.office.finding.look_up(ids, steps.append)
    assert [each.id for each in found] == ids
    assert sum(each.sent_at is None and each.state is DeliveryState.SENT for each in found) == 23
    assert [each.done for each in steps] == [20, 40, 46]


def test_a_broken_line_loses_nothing_and_the_answers_count(desk: Bench, server: ImapServer) -> None:
    letter = uncertain(desk)
    server.deliver(copy(letter.message_id), folder="Sent")
    settings = desk.office.mailbox.settings()
    for cut in range(0, 6_000, 600):
        with BreakingLine(server.tls_port, [cut]) as line:
            desk.office.mailbox.save(replace(settings, port=line.port), PASSWORD)
            try:
                state = desk.office.finding.look_up([letter.id])[0].state
            except (MailServerUnreachable, MailServerNotSecure):
                state = now(desk, letter.message_id).state
        assert state in (UNCERTAIN, DeliveryState.SENT)
    desk.office.mailbox.save(settings, PASSWORD)
    assert desk.office.finding.look_up([letter.id])[0].state is DeliveryState.SENT


def test_what_stands_in_the_way_is_told(desk: Bench) -> None:
    letter = uncertain(desk)
    desk.office.mailbox.save(desk.office.mailbox.settings(), "forkert")
    with pytest.raises(MailLoginRefused):
        desk.office.finding.look_up([letter.id])
    desk.office.mailbox.save(desk.office.mailbox.settings(), PASSWORD)
    with pytest.raises(NotFound):
        desk.office.finding.look_up(["findes ikke"])
    desk.office.mailbox.save(MailboxSettings())
    with pytest.raises(MailboxNotSetUp):
        desk.office.finding.look_up([letter.id])
