"""The outbox: what a mail server's answer does to a letter, and to no other."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from moedeleder.domain.errors import MailPasswordMissing
from moedeleder.domain.outbox import (
    GIVE_UP_AFTER,
    LEAST_TRIES,
    LetterEventKind,
    OutboxRun,
    pause_after,
)
from moedeleder.domain.sending import DeliveryState, LetterKind, LetterWay
from moedeleder.domain.settings import MailSettings, MailWay
from moedeleder.models.queries import setting
from moedeleder.models.tables import DeliveryRow
from tests.offices import Bench
from tests.services.outbox_desk import (
    KARIN,
    METTE,
    SOFIE,
    history,
    invite,
    letter_to,
    letters_of,
    mailing_office,
    received,
    states_of,
    without_login,
)
from tests.smtp_server import SmtpServer

EVERYBODY = sorted((SOFIE, KARIN, METTE))
_KIND = LetterEventKind


def test_a_letter_leaves_by_itself_once_it_is_announced(mailing: Bench, server: SmtpServer) -> None:
    meeting_id = invite(mailing)
    run = mailing.office.outbox.work()
    assert run == OutboxRun(sent=3, meetings=(meeting_id,))
    assert received(server) == EVERYBODY
    letter = letter_to(mailing, meeting_id, SOFIE)
    assert (letter.state, letter.way) == (DeliveryState.SENT, LetterWay.MAIL)
    assert letter.sent_at is not None
    assert history(mailing, letter) == [_KIND.HANDED_OVER, _KIND.SENT]
    assert mailing.office.outbox.work() == OutboxRun()
    assert len(server.messages) == 3


def test_all_meetings_letters_leave_in_one_run_on_few_lines(
    mailing: Bench, server: SmtpServer
) -> None:
    meetings = {invite(mailing) for _ in range(3)}
    run = mailing.office.outbox.work()
    assert (run.sent, set(run.meetings)) == (9, meetings)
    assert server.connections <= 4


def test_never_more_lines_than_letters(mailing: Bench, server: SmtpServer) -> None:
    ids = [letter_to(mailing, invite(mailing), SOFIE).id]
    assert mailing.office.outbox.work(ids=ids).sent == 1
    assert server.connections == 1


def test_every_letter_is_kept_byte_for_byte_as_it_left(mailing: Bench, server: SmtpServer) -> None:
    meeting_id, outbox = invite(mailing), mailing.office.outbox
    outbox.work()
    for mail in server.messages:
        letter = letter_to(mailing, meeting_id, mail.receivers[0])
        (kept,) = outbox.letters(letter.id)
        data = outbox.letter(kept.id)
        assert data.rstrip(b"\r\n") == mail.data.rstrip(b"\r\n")
        assert kept.size == len(data)
        assert (kept.message_id, kept.address) == (letter.message_id, letter.address)
        assert mail.message["Message-ID"] == letter.message_id


def test_a_temporary_refusal_puts_off_that_letter_alone(mailing: Bench, server: SmtpServer) -> None:
    server.refuse(SOFIE, "451 4.7.1 Prøv igen senere")
    meeting_id, outbox = invite(mailing), mailing.office.outbox
    run = outbox.work()
    assert (run.sent, run.put_off) == (2, 1)
    letter = letter_to(mailing, meeting_id, SOFIE)
    assert (letter.state, letter.reason) == (DeliveryState.READY, "ReceiverRefused")
    assert (letter.attempts, letter.reply_code) == (1, 451)
    assert "4.7.1" in letter.reply_words
    assert letter.next_try_at is not None
    assert outbox.next_try_at() == letter.next_try_at
    assert history(mailing, letter) == [_KIND.PUT_OFF]


def test_a_put_off_letter_waits_longer_each_time_and_then_leaves(
    mailing: Bench, server: SmtpServer
) -> None:
    server.refuse(SOFIE, "450 4.2.0 Greylisted")
    meeting_id, outbox = invite(mailing), mailing.office.outbox
    outbox.work()
    for attempts in (1, 2, 3):
        letter = letter_to(mailing, meeting_id, SOFIE)
        assert letter.attempts == attempts
        assert letter.next_try_at is not None
        pause = letter.next_try_at - mailing.clock.now
        assert abs(pause - pause_after(attempts)) < timedelta(seconds=30)
        assert outbox.work() == OutboxRun(), "it left before its time"
        mailing.clock.now = letter.next_try_at
        if attempts == 3:
            server.accept(SOFIE)
        outbox.work()
    letter = letter_to(mailing, meeting_id, SOFIE)
    assert letter.state is DeliveryState.SENT
    assert (letter.reason, letter.reply_code, letter.next_try_at) == ("", None, None)
    assert received(server) == EVERYBODY


def test_what_was_put_off_for_four_days_is_refused(mailing: Bench, server: SmtpServer) -> None:
    server.refuse(SOFIE, "450 4.2.1 Postkassen er fuld")
    meeting_id, outbox = invite(mailing), mailing.office.outbox
    # The program was closed from the announcement on: no time of waiting counts from then.
    mailing.clock.now += timedelta(days=3)
    for _each in range(LEAST_TRIES):
        outbox.work()
        mailing.clock.now += timedelta(hours=4)
    mailing.clock.now += GIVE_UP_AFTER - timedelta(hours=4 * LEAST_TRIES, minutes=10)
    outbox.work()
    assert letter_to(mailing, meeting_id, SOFIE).state is DeliveryState.READY
    mailing.clock.now += timedelta(minutes=20)
    assert outbox.work(ids=[letter_to(mailing, meeting_id, SOFIE).id]).refused == 1
    letter = letter_to(mailing, meeting_id, SOFIE)
    assert (letter.state, letter.reply_code) == (DeliveryState.FAILED, 450)
    assert history(mailing, letter) == [*[_KIND.PUT_OFF] * (LEAST_TRIES + 1), _KIND.REFUSED]
    assert outbox.next_try_at() is None


def test_a_program_that_was_off_for_days_gives_no_letter_up_at_its_first_try(
    mailing: Bench, server: SmtpServer
) -> None:
    server.refuse(SOFIE, "450 4.2.0 Greylisted")
    meeting_id, outbox = invite(mailing), mailing.office.outbox
    outbox.work()
    mailing.clock.now += GIVE_UP_AFTER + timedelta(days=3)
    for tried in range(2, LEAST_TRIES):
        assert outbox.work().put_off == 1
        letter = letter_to(mailing, meeting_id, SOFIE)
        assert (letter.state, letter.attempts) == (DeliveryState.READY, tried)
        assert letter.next_try_at is not None
        mailing.clock.now = letter.next_try_at
    server.accept(SOFIE)
    assert outbox.work().sent == 1


def test_a_refusal_for_good_is_told_with_the_servers_words_and_not_tried_again(
    mailing: Bench, server: SmtpServer
) -> None:
    server.refuse(KARIN, "550 5.1.1 Ukendt bruger")
    meeting_id, outbox = invite(mailing), mailing.office.outbox
    assert outbox.work().refused == 1
    server.accept(KARIN)
    mailing.clock.now += timedelta(days=1)
    assert outbox.work() == OutboxRun()
    letter = letter_to(mailing, meeting_id, KARIN)
    assert (letter.state, letter.reply_code) == (DeliveryState.FAILED, 550)
    assert "5.1.1" in letter.reply_words
    assert outbox.events(letter.id)[-1].code == 550
    assert [each.delivery.id for each in outbox.view().stuck if each.delivery.address] == [
        letter.id
    ]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("451 4.3.0 Senere", DeliveryState.READY),
        ("554 5.6.0 Nej", DeliveryState.FAILED),
        ("552 5.3.4 For stor", DeliveryState.FAILED),
    ],
)
def test_a_refusal_after_the_last_word_is_as_good_as_one_before(
    mailing: Bench, server: SmtpServer, answer: str, state: DeliveryState
) -> None:
    server.final_answer = answer
    meeting_id = invite(mailing)
    mailing.office.outbox.work()
    assert set(states_of(mailing, meeting_id).values()) == {state}
    letter = letter_to(mailing, meeting_id, SOFIE)
    assert history(mailing, letter)[0] is _KIND.HANDED_OVER
    server.final_answer = ""
    mailing.clock.now += timedelta(minutes=2)
    mailing.office.outbox.work()
    assert len(server.messages) == (3 if state is DeliveryState.READY else 0)
    ids = {each.message["Message-ID"] for each in server.messages}
    assert ids <= {each.message_id for each in letters_of(mailing, meeting_id).values()}


def test_a_lost_answer_is_uncertain_and_never_tried_by_itself(
    mailing: Bench, server: SmtpServer
) -> None:
    server.drop_after_dot = True
    meeting_id, outbox = invite(mailing), mailing.office.outbox
    assert outbox.work().uncertain == 3
    server.drop_after_dot = False
    mailing.clock.now += timedelta(days=30)
    assert outbox.next_try_at() is None
    assert outbox.work() == OutboxRun()
    assert outbox.try_now() == OutboxRun()
    assert received(server) == EVERYBODY
    assert set(states_of(mailing, meeting_id).values()) == {DeliveryState.UNCERTAIN}


def test_a_line_the_server_ends_costs_one_letter_a_pause_and_the_others_nothing(
    mailing: Bench, server: SmtpServer
) -> None:
    server.refuse(SOFIE, "421 4.3.2 Lukker ned")
    meeting_id, outbox = invite(mailing), mailing.office.outbox
    run = outbox.work()
    assert (run.sent, run.put_off) == (2, 1)
    assert letter_to(mailing, meeting_id, SOFIE).attempts == 1
    server.accept(SOFIE)
    mailing.clock.now += timedelta(minutes=2)
    assert outbox.work().sent == 1
    assert received(server) == EVERYBODY


def test_a_server_that_is_away_puts_all_off_and_they_leave_when_it_is_back(
    mailing: Bench, server: SmtpServer
) -> None:
    settings, outbox = mailing.office.settings, mailing.office.outbox
    right = settings.mail()
    # Nothing listens there.
    settings.save_mail(replace(right, port=1), server.password)
    meeting_id = invite(mailing)
    assert outbox.work().put_off == 3
    letters = [each for each in letters_of(mailing, meeting_id).values() if each.address]
    assert {each.reason for each in letters} == {"MailServerUnreachable"}
    assert {each.attempts for each in letters} == {1}
    assert len(outbox.view().waiting) == 3
    settings.save_mail(right, server.password)
    mailing.clock.now += timedelta(minutes=2)
    assert outbox.work().sent == 3


def test_a_refused_login_is_tried_once_and_mended_by_saving_the_right_one(
    mailing: Bench, server: SmtpServer
) -> None:
    settings, outbox = mailing.office.settings, mailing.office.outbox
    settings.save_mail(settings.mail(), "udløbet")
    meeting_id = invite(mailing)
    outbox.work()
    assert server.logins == [False]
    letters = [each for each in letters_of(mailing, meeting_id).values() if each.address]
    assert {(each.state, each.reason) for each in letters} == {
        (DeliveryState.READY, "MailLoginRefused")
    }
    assert {each.attempts for each in letters} == {0}
    assert not any(each.waits for each in letters)
    mailing.clock.now += timedelta(days=2)
    later = invite(mailing)
    assert outbox.work() == OutboxRun(put_off=0)
    assert server.logins == [False], "a refused password was tried again"
    assert {each.reason for each in letters_of(mailing, later).values() if each.address} == {
        "MailLoginRefused"
    }
    assert outbox.next_try_at() is None
    settings.save_mail(settings.mail(), server.password)
    assert outbox.next_try_at() is not None
    assert outbox.work().sent == 6


def test_a_person_can_have_it_tried_at_once(mailing: Bench, server: SmtpServer) -> None:
    settings, outbox = mailing.office.settings, mailing.office.outbox
    settings.save_mail(settings.mail(), "udløbet")
    held = invite(mailing)
    outbox.work()
    # The administrator has set the account's password to the one that is saved here.
    server.password = "udløbet"
    server.refuse(SOFIE, "450 4.2.0 Senere")
    assert outbox.try_now().sent == 2
    server.accept(SOFIE)
    assert outbox.try_now().sent == 1
    assert set(states_of(mailing, held).values()) == {DeliveryState.SENT}


def test_a_password_that_is_gone_is_not_tried_as_an_empty_one(
    mailing: Bench, server: SmtpServer
) -> None:
    mailing.secrets.clear()
    meeting_id, outbox = invite(mailing), mailing.office.outbox
    outbox.work()
    assert server.connections == 0
    assert letter_to(mailing, meeting_id, SOFIE).reason == "MailPasswordMissing"
    with pytest.raises(MailPasswordMissing):
        mailing.office.sending.send(meeting_id, LetterKind.INVITATION)


def test_letters_from_before_the_outbox_never_leave_by_themselves(
    mailing: Bench, server: SmtpServer
) -> None:
    meeting_id, outbox = invite(mailing), mailing.office.outbox
    letter = letter_to(mailing, meeting_id, SOFIE)
    with mailing.store.transaction() as session:
        session.get_one(DeliveryRow, letter.id).released_at = None
    assert outbox.work().sent == 2
    assert outbox.try_now() == OutboxRun()
    assert SOFIE not in received(server)
    assert letter.id in [each.delivery.id for each in outbox.view().stuck]
    mailing.office.sending.send(meeting_id, LetterKind.INVITATION)
    assert SOFIE not in received(server)
    mailing.office.sending.send_letters([letter.id])
    assert received(server) == EVERYBODY


def test_nobody_is_called_to_a_meeting_that_has_begun(mailing: Bench, server: SmtpServer) -> None:
    meeting_id, outbox = invite(mailing), mailing.office.outbox
    starts = mailing.office.meetings.get(meeting_id).starts_at
    mailing.clock.now += timedelta(days=30)
    assert starts.year == 2026
    assert outbox.work() == OutboxRun()
    assert outbox.next_try_at() is None
    assert outbox.view().is_empty
    assert server.messages == []


def test_only_the_newest_version_leaves(mailing: Bench, server: SmtpServer) -> None:
    meeting_id, office = invite(mailing), mailing.office
    office.sending.announce_meeting(meeting_id, office.meetings.get(meeting_id).version)
    assert len(office.outbox.view().waiting) == 3
    assert office.outbox.work().sent == 3
    assert received(server) == EVERYBODY
    assert office.outbox.next_try_at() is None


def test_the_largest_mail_a_server_takes_is_remembered(mailing: Bench, server: SmtpServer) -> None:
    settings, outbox = mailing.office.settings, mailing.office.outbox
    assert outbox.size_limit() == 0
    invite(mailing)
    outbox.work()
    assert outbox.size_limit() == 20_000_000
    known = settings.mail()
    settings.save_mail(replace(known, host="localhost"), server.password)
    assert outbox.size_limit() == 0
    settings.save_mail(known)
    assert outbox.size_limit() == 20_000_000


def test_the_test_of_the_settings_remembers_it_too(mailing: Bench, server: SmtpServer) -> None:
    office = mailing.office
    office.sending.test_connection(office.settings.mail(), None)
    assert office.outbox.size_limit() == 20_000_000


def test_the_archive_gets_a_copy_of_what_is_mailed(mailing: Bench, server: SmtpServer) -> None:
    settings = mailing.office.settings
    archive = "arkiv@kommune.example"
    settings.save_mail(replace(settings.mail(), archive_address=archive))
    invite(mailing)
    assert mailing.office.outbox.work().sent == 3
    assert all(archive in mail.receivers for mail in server.messages)
    assert len(server.messages) == 3


def test_an_archive_that_takes_no_copy_is_told_with_the_letter(
    mailing: Bench, server: SmtpServer
) -> None:
    settings = mailing.office.settings
    archive = "arkiv@kommune.example"
    settings.save_mail(replace(settings.mail(), archive_address=archive))
    server.refuse(archive, "550 5.1.1 No such archive")
    meeting_id = invite(mailing)
    assert mailing.office.outbox.work().sent == 3
    for letter in letters_of(mailing, meeting_id).values():
        if letter.address:
            *_before, sent, copy = mailing.office.outbox.events(letter.id)
            assert sent.kind is LetterEventKind.SENT
            assert (copy.kind, copy.code) == (LetterEventKind.ARCHIVE_REFUSED, 550)
            assert "No such archive" in copy.words
            assert letter.state is DeliveryState.SENT


def test_letters_are_laid_in_the_folder_as_before(bench: Bench) -> None:
    meeting_id = invite(bench)
    assert bench.office.outbox.work().sent == 3
    assert {each.way for each in letters_of(bench, meeting_id).values() if each.address} == {
        LetterWay.FOLDER
    }
    assert len(list(bench.letters.glob("*.eml"))) == 3
    letter = letter_to(bench, meeting_id, SOFIE)
    (kept,) = bench.office.outbox.letters(letter.id)
    message = email.message_from_bytes(
        bench.office.outbox.letter(kept.id), policy=email.policy.default
    )
    assert message["Message-ID"] == letter.message_id


def test_a_unit_of_its_own_is_the_sender(mailing: Bench, server: SmtpServer) -> None:
    meeting_id = invite(mailing)
    letter = letter_to(mailing, meeting_id, SOFIE)
    with mailing.store.transaction() as session:
        row = session.get_one(DeliveryRow, letter.id)
        row.sender_name, row.sender_address = "PPR", "ppr@kommune.example"
    mailing.office.outbox.work()
    (mail,) = [mail for mail in server.messages if SOFIE in mail.receivers]
    assert mail.sender == "ppr@kommune.example"
    assert "PPR" in mail.message["From"]


def test_a_server_without_login_needs_no_password(tmp_path: Path) -> None:
    (tmp_path / "smtp").mkdir()
    with (
        SmtpServer(tmp_path / "smtp", user="") as server,
        mailing_office(tmp_path / "office", server) as bench,
    ):
        without_login(bench)
        invite(bench)
        assert bench.office.outbox.work().sent == 3
        assert server.logins == []


def test_a_way_out_that_lacks_a_setting_holds_all_until_it_is_there(bench: Bench) -> None:
    with bench.store.transaction() as session:
        row = setting(session, "mail")
        assert row is not None
        kept = dict(row.value)
        row.value = kept | {"way": MailWay.SMTP.value, "host": ""}
    meeting_id = invite(bench)
    bench.office.outbox.work()
    assert letter_to(bench, meeting_id, SOFIE).reason == "MailNotSetUp"
    bench.office.settings.save_mail(MailSettings(folder=kept["folder"]))
    assert bench.office.outbox.work().sent == 3
