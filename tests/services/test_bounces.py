"""Letters that come back: what becomes of the letter, and of nothing else."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.people import PersonDraft
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from moedeleder.domain.settings import MailSettings
from moedeleder.mail.message import wire_bytes
from moedeleder.models.outbox_tables import DeliveryRow
from moedeleder.services.answers import Taken, TakenKind
from tests.bounce_mails import (
    REFUSED,
    auto_reply,
    exchange,
    exim,
    group,
    qmail,
    report,
    returned_head,
)
from tests.offices import Bench
from tests.services.answer_desk import SOFIE, counts, invited

NEW = "sofie.ny@mail.example"
BACK = (DeliveryState.FAILED, "LetterBounced")


def letter(bench: Bench, message_id: str) -> Delivery:
    with bench.store.reading() as session:
        row = session.query(DeliveryRow).filter_by(message_id=message_id).one()
        meeting_id, row_id = row.meeting_id, row.id
    every = bench.office.sending.deliveries(meeting_id)
    return next(each for each in every if each.id == row_id)


def events(bench: Bench, message_id: str) -> list[tuple[LetterEventKind, int | None, str]]:
    """Return what happened to a letter since it was sent."""
    found = bench.office.outbox.events(letter(bench, message_id).id)
    told = (LetterEventKind.BOUNCED, LetterEventKind.DELAYED, LetterEventKind.FOUND)
    return [(each.kind, each.code, each.words) for each in found if each.kind in told]


def put(bench: Bench, message_id: str, state: DeliveryState, reason: str = "") -> None:
    with bench.store.transaction() as session:
        row = session.query(DeliveryRow).filter_by(message_id=message_id).one()
        row.state, row.reason = state.value, reason


def take(bench: Bench, raw: bytes) -> Taken:
    return bench.office.answers.take_mail(raw)


def back(message_id: str, *groups: str, to: str = SOFIE, date: str | None = None) -> bytes:
    """Return a report about a letter of ours, as it left first."""
    head = returned_head(message_id, to) if date is None else returned_head(message_id, to, date)
    return report(*groups, head=head)


def test_a_letter_that_came_back_is_refused_with_the_server_s_words(bench: Bench) -> None:
    meeting, message_id = invited(bench)
    taken = take(bench, back(message_id))
    assert taken.kind is TakenKind.BOUNCE
    assert taken.meeting is not None
    assert taken.meeting.id == meeting.id
    found = letter(bench, message_id)
    assert (found.state, found.reason) == BACK
    assert (found.reply_code, found.reply_words) == (550, REFUSED)
    assert found.sent_at is None
    assert not found.waits
    assert events(bench, message_id) == [(LetterEventKind.BOUNCED, 550, REFUSED)]
    assert counts(bench) == (0, 0)


@pytest.mark.parametrize("made", [qmail, exim, exchange], ids=["qmail", "exim", "exchange"])
def test_older_servers_are_understood_too(bench: Bench, made: Callable[[str], bytes]) -> None:
    _meeting, message_id = invited(bench)
    assert take(bench, made(message_id)).kind is TakenKind.BOUNCE
    assert (letter(bench, message_id).state, letter(bench, message_id).reason) == BACK


@pytest.mark.parametrize("state", [DeliveryState.UNCERTAIN, DeliveryState.SENDING])
def test_what_may_have_left_can_come_back_too(bench: Bench, state: DeliveryState) -> None:
    _meeting, message_id = invited(bench)
    put(bench, message_id, state, "MailUncertain")
    assert take(bench, back(message_id)).kind is TakenKind.BOUNCE
    assert (letter(bench, message_id).state, letter(bench, message_id).reason) == BACK


@pytest.mark.parametrize(
    "state", [DeliveryState.READY, DeliveryState.INTERRUPTED, DeliveryState.PRINTED]
)
def test_what_waits_or_was_handed_over_since_is_only_told_of_it(
    bench: Bench, state: DeliveryState
) -> None:
    _meeting, message_id = invited(bench)
    put(bench, message_id, state)
    assert take(bench, back(message_id)).kind is TakenKind.REPORT
    assert letter(bench, message_id).state is state
    assert events(bench, message_id) == [(LetterEventKind.BOUNCED, 550, REFUSED)]


def test_it_is_never_sent_again_by_itself(bench: Bench) -> None:
    _meeting, message_id = invited(bench)
    take(bench, back(message_id))
    assert bench.office.outbox.work().sent == 0
    assert letter(bench, message_id).state is DeliveryState.FAILED
    assert letter(bench, message_id).next_try_at is None


def test_only_the_one_letter_is_touched(bench: Bench) -> None:
    meeting, message_id = invited(bench)
    before = {e.id: e for e in bench.office.sending.deliveries(meeting.id)}
    take(bench, back(message_id))
    after = {e.id: e for e in bench.office.sending.deliveries(meeting.id)}
    changed = [e for e in before if before[e] != after[e]]
    assert changed == [letter(bench, message_id).id]


@pytest.mark.parametrize(
    "message_id", ["<gaet@kommune.example>", "<>", "<0190@kommune.example>", ""]
)
def test_a_report_about_no_letter_of_ours_touches_nothing(bench: Bench, message_id: str) -> None:
    meeting, _real = invited(bench)
    before = bench.office.sending.deliveries(meeting.id)
    taken = take(bench, back(message_id))
    assert (taken.kind, taken.meeting) == (TakenKind.AUTOMATIC, None)
    assert bench.office.sending.deliveries(meeting.id) == before
    assert counts(bench) == (0, 0)


def test_a_report_on_a_colleague_s_letter_that_answers_ours_touches_nothing(bench: Bench) -> None:
    _meeting, message_id = invited(bench)
    head = returned_head("<kollega@kommune.example>") + f"References: {message_id}\n"
    assert take(bench, report(head=head)).kind is TakenKind.AUTOMATIC
    assert letter(bench, message_id).state is DeliveryState.SENT


def test_a_delay_is_noted_and_the_letter_stays_as_it_is(bench: Bench) -> None:
    _meeting, message_id = invited(bench)
    words = "452 4.2.2 mailbox full"
    taken = take(bench, back(message_id, group("delayed", "4.2.2", SOFIE, words)))
    assert taken.kind is TakenKind.REPORT
    assert letter(bench, message_id).state is DeliveryState.SENT
    assert events(bench, message_id) == [(LetterEventKind.DELAYED, 452, words)]


@pytest.mark.parametrize("action", ["delivered", "relayed"])
def test_word_that_it_arrived_settles_an_uncertain_letter(bench: Bench, action: str) -> None:
    _meeting, message_id = invited(bench)
    sent_at = letter(bench, message_id).sent_at
    put(bench, message_id, DeliveryState.UNCERTAIN, "MailUncertain")
    taken = take(bench, back(message_id, group(action, "2.0.0", SOFIE, "250 2.0.0 taken")))
    assert taken.kind is TakenKind.REPORT
    found = letter(bench, message_id)
    assert (found.state, found.reason) == (DeliveryState.SENT, "")
    assert found.sent_at is not None
    assert sent_at is not None
    # It was handed over a moment before the server's answer.
    assert 0 <= (sent_at - found.sent_at).total_seconds() < 60
    assert events(bench, message_id) == [(LetterEventKind.FOUND, None, "250 2.0.0 taken")]


def test_word_that_it_arrived_changes_nothing_that_is_certain(bench: Bench) -> None:
    _meeting, message_id = invited(bench)
    take(bench, back(message_id))
    take(bench, back(message_id, group("delivered", "2.0.0")))
    assert letter(bench, message_id).state is DeliveryState.FAILED
    assert len(events(bench, message_id)) == 1


def test_the_same_report_twice_is_one(bench: Bench) -> None:
    _meeting, message_id = invited(bench)
    assert take(bench, back(message_id)).kind is TakenKind.BOUNCE
    assert take(bench, back(message_id)).kind is TakenKind.REPORT
    assert len(events(bench, message_id)) == 1


def sent_again(bench: Bench, message_id: str, mail: str = NEW) -> None:
    """Send Sofie's letter once more, to the address she has now."""
    sofie = bench.office.families.person(bench.people["sofie"].id)
    draft = PersonDraft(sofie.name, sofie.role, sofie.relation, mail=mail, has_custody=True)
    bench.office.families.update_person(sofie.id, sofie.version, draft)
    (again,) = bench.office.sending.send_letters([letter(bench, message_id).id])
    assert (again.state, again.address) == (DeliveryState.SENT, mail)
    assert again.message_id == message_id


def test_a_late_report_on_the_first_address_leaves_the_second_alone(bench: Bench) -> None:
    _meeting, message_id = invited(bench)
    sent_again(bench, message_id)
    assert take(bench, back(message_id)).kind is TakenKind.REPORT
    assert letter(bench, message_id).state is DeliveryState.SENT
    assert events(bench, message_id) == [(LetterEventKind.BOUNCED, 550, REFUSED)]


def test_the_letter_tells_which_time_it_was_when_the_server_sent_it_on(bench: Bench) -> None:
    _meeting, message_id = invited(bench)
    sent_again(bench, message_id)
    elsewhere = group(recipient="videre@andet.example")
    assert take(bench, back(message_id, elsewhere)).kind is TakenKind.REPORT
    late = format_datetime(bench.clock.now)
    assert take(bench, back(message_id, elsewhere, to=NEW, date=late)).kind is TakenKind.BOUNCE
    assert letter(bench, message_id).state is DeliveryState.FAILED


def test_a_report_on_the_second_address_counts(bench: Bench) -> None:
    _meeting, message_id = invited(bench)
    sent_again(bench, message_id)
    words = "550 5.1.1 <sofie.ny@mail.example> unknown"
    late = format_datetime(bench.clock.now)
    raw = back(message_id, group(recipient=NEW, words=words), to=NEW, date=late)
    assert take(bench, raw).kind is TakenKind.BOUNCE
    assert letter(bench, message_id).state is DeliveryState.FAILED


def test_an_old_report_read_again_does_not_undo_a_second_try_to_the_same_address(
    bench: Bench,
) -> None:
    _meeting, message_id = invited(bench)
    (first,) = bench.office.outbox.letters(letter(bench, message_id).id)
    raw = back(message_id, date=format_datetime(first.at))
    assert take(bench, raw).kind is TakenKind.BOUNCE
    sent_again(bench, message_id, SOFIE)
    assert take(bench, raw).kind is TakenKind.REPORT
    assert letter(bench, message_id).state is DeliveryState.SENT


def test_a_clock_set_back_between_two_tries_does_not_turn_them_round(bench: Bench) -> None:
    _meeting, message_id = invited(bench)
    bench.clock.now -= timedelta(hours=2)
    sent_again(bench, message_id)
    (first, last) = bench.office.outbox.letters(letter(bench, message_id).id)
    assert (first.address, last.address) == (SOFIE, NEW)
    assert last.at < first.at
    old = back(message_id, date=format_datetime(first.at))
    assert take(bench, old).kind is TakenKind.REPORT
    assert letter(bench, message_id).state is DeliveryState.SENT
    elsewhere = group(recipient="videre@andet.example")
    late = back(message_id, elsewhere, to=NEW, date=format_datetime(last.at))
    assert take(bench, late).kind is TakenKind.BOUNCE
    assert letter(bench, message_id).state is DeliveryState.FAILED


def test_the_same_words_about_a_later_try_are_told_though_the_clock_was_set_back(
    bench: Bench,
) -> None:
    _meeting, message_id = invited(bench)
    take(bench, back(message_id))
    bench.clock.now -= timedelta(hours=2)
    sent_again(bench, message_id, SOFIE)
    again = format_datetime(bench.office.outbox.letters(letter(bench, message_id).id)[1].at)
    assert take(bench, back(message_id, date=again)).kind is TakenKind.BOUNCE
    assert len(events(bench, message_id)) == 2


def test_a_copy_for_the_archive_that_came_back_says_nothing_of_the_letter(bench: Bench) -> None:
    _meeting, message_id = invited(bench)
    mail = bench.office.settings.mail()
    bench.office.settings.save_mail(replace(mail, archive_address="arkiv@kommune.example"))
    taken = take(bench, back(message_id, group(recipient="Arkiv@kommune.example")))
    assert taken.kind is TakenKind.REPORT
    assert letter(bench, message_id).state is DeliveryState.SENT
    assert events(bench, message_id) == []


def test_an_automatic_reply_is_no_letter_that_came_back(bench: Bench) -> None:
    _meeting, message_id = invited(bench)
    assert take(bench, auto_reply(message_id)).kind is TakenKind.AUTOMATIC
    assert letter(bench, message_id).state is DeliveryState.SENT


def test_a_report_handed_over_as_a_file_is_one_too(bench: Bench, tmp_path: Path) -> None:
    meeting, message_id = invited(bench)
    path = tmp_path / "retur.eml"
    path.write_bytes(back(message_id))
    assert bench.office.answers.take_file(path, meeting.id).kind is TakenKind.BOUNCE


def test_feedback_that_came_back_is_no_answer(bench: Bench) -> None:
    _meeting, message_id = invited(bench)
    with bench.store.transaction() as session:
        row = session.query(DeliveryRow).filter_by(message_id=message_id).one()
        row.kind = LetterKind.FEEDBACK.value
    assert take(bench, back(message_id)).kind is TakenKind.BOUNCE


def as_left(bench: Bench, meeting: Meeting) -> bytes:
    """Return a letter as it left, as a copy of it lies in an archive."""
    return next(
        wire_bytes(email.message_from_bytes(path.read_bytes(), policy=email.policy.SMTP))
        for path in sorted(bench.letters.rglob("*.eml"))
        if SOFIE.encode() in path.read_bytes()
    )


def test_a_copy_of_our_own_letter_is_never_an_answer(bench: Bench, tmp_path: Path) -> None:
    meeting, message_id = invited(bench)
    raw = as_left(bench, meeting)
    assert message_id.encode() in raw
    assert take(bench, raw).kind is TakenKind.NOT_OURS
    assert take(bench, b"X-Archived: yes\r\n" + raw).kind is TakenKind.NOT_OURS
    path = tmp_path / "kopi.eml"
    path.write_bytes(raw)
    assert bench.office.answers.take_file(path, meeting.id).kind is TakenKind.NOT_OURS
    assert counts(bench) == (0, 0)


def test_settings_without_an_archive_are_no_obstacle(bench: Bench) -> None:
    assert bench.office.settings.mail() == MailSettings(folder=str(bench.letters))
    _meeting, message_id = invited(bench)
    assert take(bench, back(message_id, group(recipient=""))).kind is TakenKind.BOUNCE
