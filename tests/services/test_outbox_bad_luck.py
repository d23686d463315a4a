"""Letters in bad luck: addresses that change, clocks that jump, two programs, files from others."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from moedeleder.app import open_office, transport_maker
from moedeleder.domain.errors import DiskFull
from moedeleder.domain.ids import new_id
from moedeleder.domain.outbox import OutboxRun
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.models import sent_letters
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.outbox_tables import SentLetterRow
from moedeleder.models.store import Store
from moedeleder.models.tables import DeliveryRow
from tests.offices import Bench
from tests.services.exchange_desk import exported, opened_office, written
from tests.services.outbox_desk import (
    KARIN,
    METTE,
    SOFIE,
    MeddlingMaker,
    invite,
    letter_to,
    letters_of,
    mail_by,
    received,
    states_of,
)
from tests.smtp_server import SmtpServer
from tests.stores import KEY

EVERYBODY = sorted((SOFIE, KARIN, METTE))


def change_mail(bench: Bench, name: str, mail: str) -> None:
    families, known = bench.office.families, bench.people[name]
    bench.people[name] = families.update_person(
        known.id, known.version, replace(known.draft, mail=mail)
    )


def test_a_letter_that_waits_goes_to_the_corrected_address(
    meddled: Bench, server: SmtpServer
) -> None:
    server.refuse(SOFIE, "450 4.2.0 Senere")
    meeting_id, outbox = invite(meddled), meddled.office.outbox
    outbox.work()
    server.accept(SOFIE)
    change_mail(meddled, "sofie", "sofie@nyt.example")
    meddled.clock.now += timedelta(hours=1)
    assert outbox.work().sent == 1
    assert received(server) == sorted((KARIN, METTE, "sofie@nyt.example"))
    assert letter_to(meddled, meeting_id, "sofie@nyt.example").state is DeliveryState.SENT


def test_a_letter_that_waits_stays_here_when_the_address_is_taken_away(
    meddled: Bench, server: SmtpServer
) -> None:
    meeting_id, outbox = invite(meddled), meddled.office.outbox
    change_mail(meddled, "sofie", "")
    assert outbox.work().sent == 2
    assert received(server) == sorted((KARIN, METTE))
    letters = meddled.office.sending.deliveries(meeting_id)
    states = {each.name: each.state for each in letters}
    assert states["Sofie Eksempel"] is DeliveryState.NO_ADDRESS


def test_an_address_corrected_at_the_last_moment_keeps_the_letter_from_the_old_one(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker
) -> None:
    meeting_id, outbox = invite(meddled), meddled.office.outbox

    def correct(address: str) -> None:
        if address == SOFIE:
            change_mail(meddled, "sofie", "sofie@nyt.example")

    maker.meddle = lambda way: setattr(way, "before_sending", correct)
    assert outbox.work().sent == 2
    assert received(server) == sorted((KARIN, METTE))
    maker.meddle = lambda _way: None
    assert outbox.work().sent == 1
    assert letter_to(meddled, meeting_id, "sofie@nyt.example").state is DeliveryState.SENT


def test_a_letter_that_left_keeps_the_address_it_left_to(
    meddled: Bench, server: SmtpServer
) -> None:
    meeting_id, office = invite(meddled), meddled.office
    office.outbox.work()
    letter = letter_to(meddled, meeting_id, SOFIE)
    change_mail(meddled, "sofie", "")
    after = office.sending.send_letters([letter.id])
    assert [(each.state, each.address) for each in after] == [(DeliveryState.SENT, SOFIE)]
    assert received(server) == EVERYBODY


def test_a_clock_that_was_ahead_for_a_while_keeps_no_letter_here(
    meddled: Bench, server: SmtpServer
) -> None:
    server.refuse(SOFIE, "450 4.2.0 Senere")
    invite(meddled)
    outbox, right = meddled.office.outbox, meddled.clock.now
    meddled.clock.now = right + timedelta(days=5)
    outbox.work()
    meddled.clock.now = right
    server.accept(SOFIE)
    due = outbox.next_try_at()
    assert due is not None
    assert due - right < timedelta(days=1)
    meddled.clock.now = max(due, right)
    assert outbox.work().sent == 1
    assert received(server) == EVERYBODY


def test_an_old_no_does_not_let_a_letter_leave_that_another_program_is_sending(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker
) -> None:
    """One program waits for its answer, another settles, is told to send again, and sends."""
    meeting_id = invite(meddled)
    letter = letter_to(meddled, meeting_id, SOFIE)
    assert meddled.store.path is not None
    store = Store(SqliteEngine(meddled.store.path, KEY), clock=meddled.clock)
    theirs = MeddlingMaker(transport_maker(server.ca_file))
    other = open_office(store, meddled.typing, meddled.secrets, now=meddled.clock, transport=theirs)

    def first_answer_is_no() -> None:
        # Ours said its last word, and the other starts before the answer.
        server.final_answer = "451 4.3.0 Senere"

    def another_begins() -> None:
        other.outbox.settle()
        assert other.outbox.release([letter.id])
        is_handed_over(store, letter.id)

    def both() -> None:
        another_begins()
        first_answer_is_no()

    maker.meddle = lambda way: setattr(way, "after_last_word", both)
    meddled.office.outbox.work(ids=[letter.id])
    state = letter_to(meddled, meeting_id, SOFIE).state
    store.close()
    assert state is DeliveryState.SENDING


def is_handed_over(store: Store, letter_id: str) -> None:
    """Write what the other program writes before its own last word."""
    with store.transaction() as session:
        row = session.get_one(DeliveryRow, letter_id)
        row.state = DeliveryState.SENDING.value
        left = SentLetterRow(
            id=new_id(),
            delivery_id=row.id,
            at=row.changed_at,
            message_id=row.message_id,
            address=row.address,
            way="mail",
            size=1,
            data=b"x",
            number=sent_letters.times(session, row.id) + 1,
        )
        session.add(left)


@pytest.mark.parametrize("reason", ["MailLoginRefused", "MailNotSetUp", "KeyringUnusable"])
def test_a_letter_from_a_file_never_leaves_by_itself(
    tmp_path: Path, server: SmtpServer, meddled: Bench, reason: str
) -> None:
    meeting_id = invite(meddled)
    data = exported(meddled.office, meeting_id, tmp_path / "ud.json")
    assert {each["state"] for each in data["letters"]} >= {"ready"}
    for each in data["letters"]:
        each["reason"] = reason
    with opened_office(tmp_path / "there") as (colleague, _store):
        colleague.exchange.bring_in(written(tmp_path, data))
        colleague.settings.save_mail(replace(mail_by(server), user=""))
        colleague.outbox.settle()
        colleague.outbox.release_held()
        assert colleague.outbox.work() == OutboxRun()
        letters = colleague.sending.deliveries(meeting_id)
        assert {each.released_at for each in letters} == {None}
    assert server.connections == 0


def test_sending_to_one_more_lets_nothing_leave_that_nobody_was_shown(
    meddled: Bench, server: SmtpServer
) -> None:
    """A letter from before the outbox lies ready; then somebody else is called, and only they."""
    meeting_id, office = invite(meddled), meddled.office
    with meddled.store.transaction() as session:
        for each in letters_of(meddled, meeting_id).values():
            session.get_one(DeliveryRow, each.id).released_at = None
    change_mail(meddled, "bente", "bente@mail.example")
    meeting = office.meetings.get(meeting_id)
    office.meetings.add_attendee(meeting_id, meddled.people["bente"].id)
    meeting = office.meetings.get(meeting_id)
    office.sending.announce_meeting(meeting_id, meeting.version, only_new=True)
    office.sending.send(meeting_id, LetterKind.INVITATION)
    assert received(server) == ["bente@mail.example"]


def test_what_a_full_disk_kept_off_the_record_is_put_there_by_the_next_run(
    meddled: Bench,
    server: SmtpServer,
    maker: MeddlingMaker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The server has said yes to every letter; nobody is left at "being sent" until a restart."""
    meeting_id, outbox = invite(meddled), meddled.office.outbox
    is_full = threading.Event()
    real = meddled.store.transaction

    @contextmanager
    def full() -> Iterator[Session]:
        if is_full.is_set():
            raise DiskFull
        with real() as session:
            yield session

    monkeypatch.setattr(meddled.store, "transaction", full)
    maker.meddle = lambda way: setattr(way, "after_last_word", is_full.set)
    with pytest.raises(DiskFull):
        outbox.work()
    assert DeliveryState.SENDING in states_of(meddled, meeting_id).values()
    is_full.clear()
    maker.meddle = lambda _way: None
    outbox.work()
    assert set(states_of(meddled, meeting_id).values()) == {DeliveryState.SENT}
    assert received(server) == EVERYBODY
