"""No letter leaves twice, and none is lost, whoever sends, stops or falls in the middle."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from moedeleder.app import open_office, transport_maker
from moedeleder.domain.errors import MailServerUnreachable, StoreBusy
from moedeleder.domain.outbox import LetterEventKind, OutboxRun
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.store import Store
from moedeleder.services.office import Office
from tests.offices import Bench
from tests.services.outbox_desk import (
    KARIN,
    METTE,
    SOFIE,
    Meddling,
    MeddlingMaker,
    history,
    invite,
    letter_to,
    letters_of,
    mailing_office,
    received,
    states_of,
)
from tests.smtp_server import SmtpServer
from tests.stores import KEY

EVERYBODY = sorted((SOFIE, KARIN, METTE))


class Killed(BaseException):
    """The program ends here, without another word."""


def another_office(bench: Bench, server: SmtpServer) -> Office:
    """Open the office once more on the same open store, as a next start or another window does."""
    maker = transport_maker(server.ca_file)
    return open_office(bench.store, bench.typing, bench.secrets, now=bench.clock, transport=maker)


def test_killed_before_the_last_word_it_goes_on_at_the_next_start(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker
) -> None:
    def die() -> None:
        raise Killed

    maker.meddle = lambda way: setattr(way, "before_last_word", die)
    meeting_id = invite(meddled)
    with pytest.raises(Killed):
        meddled.office.outbox.work()
    assert server.messages == []
    assert set(states_of(meddled, meeting_id).values()) == {DeliveryState.READY}
    ids = {a: each.message_id for a, each in letters_of(meddled, meeting_id).items() if a}
    assert all(ids.values()), "the Message-IDs were not kept before the first handing over"
    office = another_office(meddled, server)
    assert office.outbox.settle() == 0
    assert office.outbox.work().sent == 3
    assert received(server) == EVERYBODY
    assert {m.receivers[0]: m.message["Message-ID"] for m in server.messages} == ids


def test_killed_at_the_last_word_it_is_uncertain_and_the_rest_goes_on(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker
) -> None:
    def die() -> None:
        raise Killed

    maker.meddle = lambda way: setattr(way, "after_last_word", die)
    meeting_id = invite(meddled)
    with pytest.raises(Killed):
        meddled.office.outbox.work()
    states = list(states_of(meddled, meeting_id).values())
    assert sorted(states) == [DeliveryState.READY, DeliveryState.READY, DeliveryState.SENDING]
    office = another_office(meddled, server)
    assert office.outbox.settle() == 1
    assert office.outbox.settle() == 0
    assert office.outbox.work().sent == 2
    assert len(server.messages) == 2
    (letter,) = [
        each
        for each in letters_of(meddled, meeting_id).values()
        if each.state is DeliveryState.UNCERTAIN
    ]
    assert letter.reason == "MailUncertain"
    (kept,) = office.outbox.letters(letter.id)
    assert office.outbox.letter(kept.id)


def test_a_store_that_cannot_keep_the_last_word_lets_it_not_be_said(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker
) -> None:
    def busy() -> None:
        raise StoreBusy

    maker.meddle = lambda way: setattr(way, "before_last_word", busy)
    meeting_id, outbox = invite(meddled), meddled.office.outbox
    assert outbox.work().put_off == 3
    assert server.messages == []
    assert letter_to(meddled, meeting_id, SOFIE).reason == "StoreBusy"
    maker.meddle = lambda _way: None
    meddled.clock.now += timedelta(minutes=2)
    assert outbox.work().sent == 3


@pytest.mark.parametrize("near_the_end", [False, True])
def test_a_fault_of_ours_is_told_and_stops_no_other_letter(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker, near_the_end: bool
) -> None:
    left = [1]

    def stumble(_address: str = "") -> None:
        if left:
            left.pop()
            raise RuntimeError("a fault nobody foresaw")

    where = "after_last_word" if near_the_end else "before_sending"
    maker.meddle = lambda way: setattr(way, where, stumble)
    meeting_id = invite(meddled)
    with pytest.raises(RuntimeError):
        meddled.office.outbox.work()
    states = sorted(states_of(meddled, meeting_id).values())
    became = DeliveryState.UNCERTAIN if near_the_end else DeliveryState.READY
    assert states == sorted([became, DeliveryState.SENT, DeliveryState.SENT])
    letters = meddled.office.sending.deliveries(meeting_id)
    (reason,) = {each.reason for each in letters} - {""}
    # No server is blamed for it.
    assert reason == ("MailUncertain" if near_the_end else "LetterFaulty")
    meddled.clock.now += timedelta(minutes=2)
    assert meddled.office.outbox.work().sent == (0 if near_the_end else 1)


def test_a_progress_that_fails_costs_no_letter(meddled: Bench, server: SmtpServer) -> None:
    meeting_id = invite(meddled)

    def fail(_progress: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        meddled.office.outbox.work(fail)
    assert set(states_of(meddled, meeting_id).values()) == {DeliveryState.SENT}


def test_two_windows_on_one_store_send_each_letter_once(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker
) -> None:
    meeting_id, office = invite(meddled), meddled.office
    both_have_read = threading.Barrier(2, timeout=30)

    def meet(way: Meddling) -> None:
        # Each run makes its way out once it has taken up its letters: both hold all three now.
        both_have_read.wait()

    maker.meddle = meet
    other = open_office(
        meddled.store, meddled.typing, meddled.secrets, now=meddled.clock, transport=maker
    )
    runs: list[OutboxRun] = []
    threads = [
        threading.Thread(target=lambda each=each: runs.append(each.outbox.work()))
        for each in (office, other)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert received(server) == EVERYBODY
    assert sum(run.sent for run in runs) == 3
    assert set(states_of(meddled, meeting_id).values()) == {DeliveryState.SENT}
    for letter in letters_of(meddled, meeting_id).values():
        if letter.address:
            assert history(meddled, letter).count(LetterEventKind.HANDED_OVER) == 1


def test_another_program_on_the_same_file_sends_none_of_what_this_one_took(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker, tmp_path: Path
) -> None:
    """The other connects anew, as another process does, and works between two of our steps."""
    meeting_id = invite(meddled)
    assert meddled.store.path is not None
    store = Store(SqliteEngine(meddled.store.path, KEY), clock=meddled.clock)
    ours = transport_maker(server.ca_file)
    other = open_office(store, meddled.typing, meddled.secrets, now=meddled.clock, transport=ours)
    runs: list[OutboxRun] = []

    def intrude() -> None:
        if not runs:
            runs.append(OutboxRun())
            runs[0] = other.outbox.work()

    maker.meddle = lambda way: setattr(way, "before_last_word", intrude)
    mine = meddled.office.outbox.work()
    store.close()
    assert received(server) == EVERYBODY
    assert (runs[0].sent, mine.sent) == (3, 0)
    assert set(states_of(meddled, meeting_id).values()) == {DeliveryState.SENT}


def test_no_transaction_is_held_while_mail_is_under_way(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker
) -> None:
    written = []

    def write(_address: str = "") -> None:
        # It would wait for ever, or be refused, if a transaction were open.
        with meddled.store.transaction():
            written.append(1)

    def meddle(way: Meddling) -> None:
        way.before_sending, way.before_last_word, way.after_last_word = write, write, write
        way.before_opening = write

    maker.meddle = meddle
    invite(meddled)
    assert meddled.office.outbox.work().sent == 3
    assert len(written) == 10


def test_two_short_transactions_for_each_letter_and_one_for_the_run(
    meddled: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first letter to somebody also makes the code their answers are known by.
    meeting_id, office = invite(meddled), meddled.office
    office.outbox.work()
    office.sending.announce_meeting(meeting_id, office.meetings.get(meeting_id).version)
    count = []
    real = Store.transaction

    def counted(store: Store) -> object:
        count.append(1)
        return real(store)

    monkeypatch.setattr(Store, "transaction", counted)
    assert office.outbox.work().sent == 3
    assert len(count) == 1 + 2 * 3


def test_several_lines_share_the_letters(tmp_path: Path, server: SmtpServer) -> None:
    maker = MeddlingMaker(transport_maker(server.ca_file), parallel=3)
    all_here = threading.Barrier(3, timeout=30)
    maker.meddle = lambda way: setattr(way, "before_last_word", all_here.wait)
    with mailing_office(tmp_path / "office", server, maker) as bench:
        meeting_id = invite(bench)
        assert bench.office.outbox.work().sent == 3
        assert maker.way is not None
        assert maker.way.opened == 3
        assert set(states_of(bench, meeting_id).values()) == {DeliveryState.SENT}
    assert received(server) == EVERYBODY


def test_a_line_that_is_not_let_in_leaves_the_letters_to_the_others(
    tmp_path: Path, server: SmtpServer
) -> None:
    maker = MeddlingMaker(transport_maker(server.ca_file), parallel=3)
    let_in = threading.Lock()

    def only_one() -> None:
        if not let_in.acquire(blocking=False):
            raise MailServerUnreachable(421, "too many connections")

    maker.meddle = lambda way: setattr(way, "before_opening", only_one)
    with mailing_office(tmp_path / "office", server, maker) as bench:
        meeting_id = invite(bench)
        assert bench.office.outbox.work() == OutboxRun(sent=3, meetings=(meeting_id,))
    assert received(server) == EVERYBODY


def test_a_letter_changed_at_the_last_moment_stays_here(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker
) -> None:
    meeting_id, office = invite(meddled), meddled.office
    letter = letter_to(meddled, meeting_id, SOFIE)
    maker.meddle = lambda way: setattr(
        way, "before_last_word", lambda: office.outbox.stop_letters([letter.id])
    )
    assert office.outbox.work().sent == 2
    assert SOFIE not in received(server)
    assert letter_to(meddled, meeting_id, SOFIE).state is DeliveryState.INTERRUPTED


def test_a_meeting_called_off_at_the_last_moment_calls_nobody(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker
) -> None:
    meeting_id, office = invite(meddled), meddled.office

    def call_off(_address: str) -> None:
        meeting = office.meetings.get(meeting_id)
        if not meeting.cancelled_reason:
            office.sending.cancel_meeting(meeting_id, meeting.version, "Sygdom")

    maker.meddle = lambda way: setattr(way, "before_sending", call_off)
    assert office.outbox.work().sent == 0
    assert server.messages == []


def test_somebody_taken_off_the_list_at_the_last_moment_gets_nothing(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker
) -> None:
    meeting_id, office = invite(meddled), meddled.office

    def take_off(_address: str) -> None:
        for each in office.meetings.get(meeting_id).attendees:
            if each.person.id == meddled.people["karin"].id:
                office.meetings.remove_attendee(each.id, each.version)

    maker.meddle = lambda way: setattr(way, "before_sending", take_off)
    assert office.outbox.work(ids=[letter_to(meddled, meeting_id, KARIN).id]).sent == 0
    assert server.messages == []


def test_the_end_of_the_program_lets_none_begin(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker
) -> None:
    meeting_id, outbox = invite(meddled), meddled.office.outbox
    outbox.work(lambda _progress: outbox.stop())
    states = sorted(states_of(meddled, meeting_id).values())
    assert states == [DeliveryState.READY, DeliveryState.READY, DeliveryState.SENT]
    assert outbox.work() == OutboxRun()
    assert another_office(meddled, server).outbox.work().sent == 2


def test_a_server_that_never_answers_does_not_keep_the_program(
    meddled: Bench, server: SmtpServer
) -> None:
    server.silent_after_dot = True
    meeting_id, outbox = invite(meddled), meddled.office.outbox
    thread = threading.Thread(target=outbox.work)
    thread.start()
    assert server.fell_silent.wait(30)
    outbox.hang_up()
    thread.join(30)
    assert not thread.is_alive()
    states = sorted(states_of(meddled, meeting_id).values())
    assert states == [DeliveryState.READY, DeliveryState.READY, DeliveryState.UNCERTAIN]
    ready = [e for e in letters_of(meddled, meeting_id).values() if e.state is DeliveryState.READY]
    assert {each.attempts for each in ready} == {0}


def test_a_line_cut_before_the_last_word_leaves_the_letter_as_it_was(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker
) -> None:
    meeting_id, outbox = invite(meddled), meddled.office.outbox
    maker.meddle = lambda way: setattr(way, "before_sending", lambda _a: outbox.hang_up())
    assert outbox.work() == OutboxRun()
    assert server.messages == []
    letters = [each for each in letters_of(meddled, meeting_id).values() if each.address]
    assert {(each.state, each.attempts, each.reason) for each in letters} == {
        (DeliveryState.READY, 0, "")
    }
    assert another_office(meddled, server).outbox.work().sent == 3


def test_a_second_caller_waits_for_the_run_and_finds_nothing_left(
    meddled: Bench, server: SmtpServer, maker: MeddlingMaker
) -> None:
    meeting_id, office = invite(meddled), meddled.office
    begun, go_on = threading.Event(), threading.Event()

    def pause(_address: str) -> None:
        begun.set()
        assert go_on.wait(30)

    maker.meddle = lambda way: setattr(way, "before_sending", pause)
    found: list[OutboxRun] = []
    first = threading.Thread(target=lambda: found.append(office.outbox.work()))
    first.start()
    assert begun.wait(30)
    assert office.outbox.view().is_working
    second = threading.Thread(target=lambda: office.sending.send(meeting_id, LetterKind.INVITATION))
    second.start()
    go_on.set()
    first.join(30)
    second.join(30)
    assert found[0].sent == 3
    assert received(server) == EVERYBODY


def test_a_person_who_asks_for_a_put_off_letter_need_not_wait(
    meddled: Bench, server: SmtpServer
) -> None:
    server.refuse(SOFIE, "450 4.2.0 Senere")
    meeting_id, outbox = invite(meddled), meddled.office.outbox
    outbox.work()
    server.accept(SOFIE)
    letter = letter_to(meddled, meeting_id, SOFIE)
    assert outbox.work() == OutboxRun()
    assert replace(outbox.work(ids=[letter.id]), meetings=()) == OutboxRun(sent=1)
