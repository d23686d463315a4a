"""What a person does with letters in the outbox, and what is on record of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from moedeleder import paths
from moedeleder.domain.errors import NotAllowedNow, NotFound, ResourceFault
from moedeleder.domain.outbox import LetterEventKind, OutboxRun
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.models.tables import DeliveryRow
from moedeleder.services.envelopes import Envelopes
from tests.offices import Bench, open_bench
from tests.services.outbox_desk import (
    KARIN,
    METTE,
    SOFIE,
    history,
    invite,
    letter_to,
    letters_of,
    received,
    states_of,
)
from tests.smtp_server import SmtpServer

EVERYBODY = sorted((SOFIE, KARIN, METTE))
_KIND = LetterEventKind


def put_in_state(bench: Bench, letter_id: str, state: DeliveryState) -> None:
    with bench.store.transaction() as session:
        session.get_one(DeliveryRow, letter_id).state = state.value


def cancellations(bench: Bench, meeting_id: str) -> list[Delivery]:
    found = bench.office.sending.deliveries(meeting_id)
    return [each for each in found if each.kind is LetterKind.CANCELLATION and each.address]


def give_address(bench: Bench, who: str, address: str) -> None:
    person = bench.people[who]
    bench.office.families.update_person(
        person.id, person.version, replace(person.draft, mail=address)
    )


def test_a_stopped_letter_stays_here_until_a_person_sends_it(
    mailing: Bench, server: SmtpServer
) -> None:
    meeting_id, office = invite(mailing), mailing.office
    letter = letter_to(mailing, meeting_id, SOFIE)
    assert office.outbox.stop_letters([letter.id]) == 1
    assert office.outbox.work().sent == 2
    mailing.clock.now += timedelta(days=3)
    assert office.outbox.try_now() == OutboxRun()
    stopped = letter_to(mailing, meeting_id, SOFIE)
    assert stopped.state is DeliveryState.INTERRUPTED
    assert not stopped.waits
    assert letter.id in [each.delivery.id for each in office.outbox.view().stuck]
    (sent,) = office.sending.send_letters([letter.id])
    assert sent.state is DeliveryState.SENT
    assert received(server) == EVERYBODY
    assert history(mailing, sent) == [
        _KIND.STOPPED,
        _KIND.RELEASED,
        _KIND.HANDED_OVER,
        _KIND.SENT,
    ]
    assert [each.by for each in office.outbox.events(letter.id)] == ["Mette Holm"] * 2 + [""] * 2


@pytest.mark.parametrize(
    "state", [DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.SENDING]
)
def test_only_what_is_still_here_can_be_stopped(mailing: Bench, state: DeliveryState) -> None:
    meeting_id = invite(mailing)
    letter = letter_to(mailing, meeting_id, SOFIE)
    put_in_state(mailing, letter.id, state)
    assert mailing.office.outbox.stop_letters([letter.id]) == 0
    assert letter_to(mailing, meeting_id, SOFIE).state is state


def test_a_letter_sent_again_keeps_its_message_id_and_both_are_kept(
    mailing: Bench, server: SmtpServer
) -> None:
    meeting_id, office = invite(mailing), mailing.office
    office.outbox.work()
    letter = letter_to(mailing, meeting_id, SOFIE)
    (again,) = office.sending.send_letters([letter.id])
    assert (again.state, again.message_id) == (DeliveryState.SENT, letter.message_id)
    mails = [mail for mail in server.messages if SOFIE in mail.receivers]
    assert [mail.message["Message-ID"] for mail in mails] == [letter.message_id] * 2
    assert len(office.outbox.letters(letter.id)) == 2
    assert len(server.messages) == 4
    assert history(mailing, letter).count(_KIND.RELEASED) == 1


def test_a_letter_handed_over_on_paper_can_be_mailed_when_asked(
    mailing: Bench, server: SmtpServer
) -> None:
    meeting_id, office = invite(mailing), mailing.office
    paper = letters_of(mailing, meeting_id)[""]
    printed = office.sending.mark_printed(paper.id)
    assert (printed.state, printed.way) == (DeliveryState.PRINTED, LetterWay.PAPER)
    assert printed.sent_at is not None
    assert history(mailing, printed) == [_KIND.PRINTED]
    assert office.sending.send_letters([paper.id]) == (printed,), "there is no address"
    give_address(mailing, "jonas", "jonas@mail.example")
    (sent,) = office.sending.send_letters([paper.id])
    assert (sent.state, sent.way, sent.address) == (
        DeliveryState.SENT,
        LetterWay.MAIL,
        "jonas@mail.example",
    )


def test_the_address_is_taken_anew_from_the_person(mailing: Bench, server: SmtpServer) -> None:
    server.refuse(SOFIE)
    meeting_id, office = invite(mailing), mailing.office
    office.outbox.work()
    letter = letter_to(mailing, meeting_id, SOFIE)
    give_address(mailing, "sofie", "sofie.ny@mail.example")
    (sent,) = office.sending.send_letters([letter.id])
    assert (sent.state, sent.reason, sent.attempts) == (DeliveryState.SENT, "", 0)
    assert server.messages[-1].receivers == ("sofie.ny@mail.example",)


def test_chosen_letters_of_several_kinds_and_meetings_leave_and_no_others(
    mailing: Bench, server: SmtpServer
) -> None:
    office = mailing.office
    one, other = invite(mailing), invite(mailing)
    office.outbox.stop_letters(
        [each.id for meeting in (one, other) for each in letters_of(mailing, meeting).values()]
    )
    chosen = [letter_to(mailing, one, SOFIE).id, letter_to(mailing, other, KARIN).id]
    letters = office.sending.send_letters(chosen)
    assert {each.id for each in letters} == set(chosen)
    assert received(server) == sorted([SOFIE, KARIN])


def test_what_is_no_longer_true_is_not_sent_again(mailing: Bench, server: SmtpServer) -> None:
    meeting_id, office = invite(mailing), mailing.office
    office.outbox.work()
    old = letter_to(mailing, meeting_id, SOFIE)
    office.sending.announce_meeting(meeting_id, office.meetings.get(meeting_id).version)
    (still,) = office.sending.send_letters([old.id])
    assert still.state is DeliveryState.SENT
    assert len(server.messages) == 3
    assert history(mailing, old) == [_KIND.HANDED_OVER, _KIND.SENT]


def test_a_letter_on_its_way_is_not_sent_a_second_time(mailing: Bench, server: SmtpServer) -> None:
    meeting_id = invite(mailing)
    letter = letter_to(mailing, meeting_id, SOFIE)
    put_in_state(mailing, letter.id, DeliveryState.SENDING)
    (still,) = mailing.office.sending.send_letters([letter.id])
    assert still.state is DeliveryState.SENDING
    with pytest.raises(NotAllowedNow):
        mailing.office.sending.mark_printed(letter.id)
    assert letter_to(mailing, meeting_id, SOFIE).state is DeliveryState.SENDING
    assert server.messages == []


def test_an_uncertain_letter_is_settled_by_a_persons_word(
    mailing: Bench, server: SmtpServer
) -> None:
    server.drop_after_dot = True
    meeting_id, outbox = invite(mailing), mailing.office.outbox
    outbox.work()
    came, lost = (letter_to(mailing, meeting_id, each) for each in (SOFIE, KARIN))
    outbox.say_arrived(came.id)
    outbox.say_lost(lost.id)
    states = states_of(mailing, meeting_id)
    assert states[SOFIE] is DeliveryState.SENT
    assert states[KARIN] is DeliveryState.INTERRUPTED
    assert history(mailing, came)[-1] is _KIND.SAID_ARRIVED
    assert history(mailing, lost)[-1] is _KIND.SAID_LOST
    assert outbox.events(came.id)[-1].by == "Mette Holm"
    # A second word changes nothing: it is settled.
    outbox.say_lost(came.id)
    outbox.say_arrived(lost.id)
    assert states_of(mailing, meeting_id) == states
    arrived = letter_to(mailing, meeting_id, SOFIE)
    assert (arrived.reason, arrived.way) == ("", LetterWay.MAIL)
    assert arrived.sent_at == outbox.letters(came.id)[-1].at


def test_a_letter_is_not_there(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.office.outbox.say_arrived("nowhere")
    with pytest.raises(NotFound):
        bench.office.outbox.letter("nowhere")
    assert bench.office.outbox.events("nowhere") == ()


def test_a_letter_for_paper_is_never_mailed_by_itself(mailing: Bench, server: SmtpServer) -> None:
    meeting_id, office = invite(mailing), mailing.office
    letter = letter_to(mailing, meeting_id, SOFIE)
    with mailing.store.transaction() as session:
        session.get_one(DeliveryRow, letter.id).channel = LetterWay.PAPER.value
    assert office.outbox.work().sent == 2
    office.sending.send(meeting_id, LetterKind.INVITATION)
    assert SOFIE not in received(server)
    assert letter.id in [each.delivery.id for each in office.outbox.view().stuck]


def test_the_view_tells_what_waits_and_what_a_person_must_see_to(
    mailing: Bench, server: SmtpServer
) -> None:
    server.refuse(SOFIE, "450 4.2.0 Senere")
    server.refuse(KARIN, "550 5.1.1 Ukendt")
    meeting_id, outbox = invite(mailing), mailing.office.outbox
    assert outbox.view().next_try_at is not None
    outbox.work()
    view = outbox.view()
    (waiting,) = view.waiting
    assert (waiting.delivery.address, waiting.meeting_id) == (SOFIE, meeting_id)
    assert waiting.meeting_title == "Netværksmøde om Alma"
    assert view.next_try_at == waiting.delivery.next_try_at
    assert sorted(each.delivery.state for each in view.stuck) == [
        DeliveryState.FAILED,
        DeliveryState.NO_ADDRESS,
    ]
    assert not view.is_working


def test_a_cancellation_with_a_history_is_kept_when_the_meeting_is_taken_up_again(
    mailing: Bench, server: SmtpServer
) -> None:
    meeting_id, office = invite(mailing), mailing.office
    office.outbox.work()
    meeting = office.meetings.get(meeting_id)
    office.sending.cancel_meeting(meeting_id, meeting.version, "Sygdom")
    server.refuse(SOFIE, "450 4.2.0 Senere")
    office.outbox.work()
    office.sending.take_up_again(meeting_id, office.meetings.get(meeting_id).version)
    letters = [
        each
        for each in office.sending.deliveries(meeting_id)
        if each.kind is LetterKind.CANCELLATION and each.state is not DeliveryState.SENT
    ]
    assert [(each.address, each.state) for each in letters] == [(SOFIE, DeliveryState.INTERRUPTED)]
    server.accept(SOFIE)
    count = len(server.messages)
    assert office.sending.send_letters([letters[0].id])[0].state is DeliveryState.INTERRUPTED
    assert len(server.messages) == count


def test_a_group_whose_letters_cannot_be_made_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "egne" / "letters" / "cancellation.txt"
    words.parent.mkdir(parents=True)
    words.write_text("Emne: Aflyst\n\nHej $navm", encoding="utf-8")
    monkeypatch.setenv(paths.LOCAL_RESOURCES_VARIABLE, str(tmp_path / "egne"))
    (tmp_path / "office").mkdir()
    with open_bench(tmp_path / "office") as bench:
        office, bad = bench.office, invite(bench)
        assert office.outbox.work().sent == 3
        office.sending.cancel_meeting(bad, office.meetings.get(bad).version, "Sygdom")
        good = invite(bench)
        run = office.outbox.work()
        assert (run.sent, run.put_off, set(run.meetings)) == (3, 3, {bad, good})
        assert set(states_of(bench, good).values()) == {DeliveryState.SENT}
        assert {each.reason for each in cancellations(bench, bad)} == {"ResourceFault"}
        assert office.outbox.work() == OutboxRun(), "it was tried again by itself"
        with pytest.raises(ResourceFault):
            office.sending.send(bad, LetterKind.CANCELLATION)
        # Somebody mends the municipality's letter.
        words.unlink()
        office.sending.send(bad, LetterKind.CANCELLATION)
        assert {each.state for each in cancellations(bench, bad)} == {DeliveryState.SENT}


def test_a_groups_papers_are_made_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    real = Envelopes.contents

    def contents(self: Envelopes, meeting_id: str, kind: LetterKind, ids: object) -> object:
        made.append((meeting_id, kind))
        return real(self, meeting_id, kind, ids)  # type: ignore[arg-type]

    monkeypatch.setattr(Envelopes, "contents", contents)
    meetings = [invite(bench), invite(bench)]
    bench.office.outbox.work()
    assert sorted(made) == sorted((each, LetterKind.INVITATION) for each in meetings)
