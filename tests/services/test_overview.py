"""I dag: what is to come, what it lacks, what waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import MeetingDraft, PromiseDraft
from moedeleder.domain.readiness import LackKind
from moedeleder.domain.sending import LetterKind
from moedeleder.models.outbox_tables import DeliveryRow
from moedeleder.services.overview import WaitingKind, working_days_since
from tests.offices import Bench


def at(bench: Bench, *when: int) -> None:
    bench.clock.now = datetime(*when, tzinfo=UTC)


def test_nothing_planned_is_an_empty_day(bench: Bench) -> None:
    today = bench.office.overview.today()
    assert (today.today, today.this_week, today.waiting) == ((), (), ())


def test_a_meeting_moves_from_the_week_to_the_day(bench: Bench) -> None:
    meeting = bench.meeting()
    assert bench.office.overview.today().this_week == ()
    at(bench, 2026, 11, 30, 9)
    assert [p.line.id for p in bench.office.overview.today().this_week] == [meeting.id]
    at(bench, 2026, 12, 2, 23, 30)  # half past midnight in Denmark
    assert [p.line.id for p in bench.office.overview.today().today] == [meeting.id]


def test_what_a_new_meeting_lacks_is_said(bench: Bench) -> None:
    draft = MeetingDraft(datetime(2026, 12, 3, 15, 30), 90)
    meeting = bench.office.meetings.create(bench.family.id, "network", draft)
    kinds = [lack.kind for lack in bench.office.overview.lacks(meeting.id)]
    assert kinds == [
        LackKind.FAMILY,
        LackKind.PURPOSE,
        LackKind.PLACE,
        LackKind.CHILD_VOICE,
        LackKind.INVITATION,
        LackKind.CHECKS,
    ]


def test_a_ready_meeting_lacks_nothing(bench: Bench) -> None:
    meeting = bench.meeting()
    voice = ChildVoice(VoiceWay.TOLD_BEFORE)
    meeting = bench.office.meetings.set_child_voice(meeting.id, meeting.version, voice)
    for check in meeting.checks_of(Phase.BEFORE):
        bench.office.meetings.tick(meeting.id, Phase.BEFORE, check.key, True)
    bench.office.sending.announce_meeting(meeting.id, meeting.version)
    for letter in bench.office.sending.deliveries(meeting.id):
        bench.office.sending.mark_printed(letter.id)
    assert bench.office.overview.lacks(meeting.id) == ()
    bench.office.meetings.add_attendee(meeting.id, bench.people["bente"].id)
    lacks = bench.office.overview.lacks(meeting.id)
    assert [(lack.kind, lack.count) for lack in lacks] == [(LackKind.INVITATION_FOR_NEW, 1)]


def test_an_agenda_that_is_too_long_says_by_how_much(bench: Bench) -> None:
    meeting = bench.meeting(minutes=80)
    lacks = {lack.kind: lack.count for lack in bench.office.overview.lacks(meeting.id)}
    assert lacks[LackKind.AGENDA_TOO_LONG] == 10


def test_minutes_not_sent_wait_and_tell_the_working_days(bench: Bench) -> None:
    meeting = bench.office.meetings.create(
        bench.family.id, "network", MeetingDraft(datetime(2026, 11, 20, 9, 0), 60)
    )
    bench.office.conduct.start(meeting.id)
    waiting = bench.office.overview.today().waiting
    assert [w.kind for w in waiting] == [WaitingKind.MEETING_RUNNING]
    bench.office.conduct.end(meeting.id)
    waiting = bench.office.overview.today().waiting
    assert [(w.kind, w.days) for w in waiting] == [(WaitingKind.MINUTES_NOT_SENT, 2)]


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert working_days_since(date(2026, 12, 23), date(2026, 12, 28)) == 2
    assert working_days_since(date(2026, 12, 28), date(2026, 12, 28)) == 0


def test_letters_that_did_not_arrive_wait(bench: Bench) -> None:
    meeting = bench.meeting()
    bench.office.sending.announce_meeting(meeting.id, meeting.version)
    waiting = bench.office.overview.today().waiting
    assert (
        sorted(w.kind for w in waiting)
        == [WaitingKind.LETTER_FAILED] + [WaitingKind.LETTER_NOT_SENT] * 3
    )
    # An invitation to a meeting that is over needs nobody's attention.
    at(bench, 2026, 12, 4, 9)
    assert bench.office.overview.today().waiting == ()


def test_an_updated_invitation_takes_the_place_of_the_first(bench: Bench) -> None:
    meeting = bench.meeting()
    meeting = bench.office.sending.announce_meeting(meeting.id, meeting.version)
    bench.office.sending.announce_meeting(meeting.id, meeting.version)
    assert len(bench.office.sending.deliveries(meeting.id)) == 8
    assert len(bench.office.overview.today().waiting) == 4


def test_promises_wait_when_they_come_due(bench: Bench) -> None:
    meeting = bench.meeting()
    for what, due in (("sent", date(2026, 11, 20)), ("snart", date(2026, 12, 1))):
        bench.office.promises.add(meeting.id, PromiseDraft(what, due=due))
    late = PromiseDraft("langt væk", due=date(2027, 3, 1))
    bench.office.promises.add(meeting.id, replace(late))
    waiting = bench.office.overview.today().waiting
    assert [(w.what, w.days) for w in waiting] == [("sent", -4), ("snart", 7)]


def test_what_the_records_answer_is_not_undone(bench: Bench) -> None:
    meeting = bench.meeting()
    at(bench, 2026, 11, 28, 9)
    (planned,) = bench.office.overview.today().this_week
    assert planned.days == 5
    undone = {check.key for check in planned.undone}
    assert "support_person" in undone
    # The purpose is written, and the starter pack of nothing needs no sending.
    assert not undone & {"purpose", "starter_pack", "minutes_taker"}
    counted = {lack.kind: lack.count for lack in planned.lacks}
    assert counted[LackKind.CHECKS] == len(planned.undone)
    key = next(iter(undone))
    bench.office.meetings.tick(meeting.id, Phase.BEFORE, key, True)
    (planned,) = bench.office.overview.today().this_week
    assert {check.key for check in planned.undone} == undone - {key}


def test_contributions_wait_until_they_have_an_answer(bench: Bench) -> None:
    meeting = bench.meeting()
    drafts = [ContributionDraft(ContributionKind.POINT, words) for words in ("Skolen", "Bussen")]
    contributions, sofie = bench.office.contributions, bench.people["sofie"].id
    meeting = contributions.type_in(meeting.id, sofie, Channel.PHONE, drafts)
    (waiting,) = bench.office.overview.today().waiting
    assert (waiting.kind, waiting.count) == (WaitingKind.CONTRIBUTIONS_OPEN, 2)
    assert waiting.days == 9
    first, second = meeting.contributions
    contributions.note(first.id, first.version)
    meeting = contributions.put_on(second.id, second.version)
    assert bench.office.overview.today().waiting == ()
    # Taken off the agenda again, it waits again.
    item = next(item for item in meeting.items if item.title == "Bussen")
    bench.office.agenda.remove(item.id, item.version)
    (waiting,) = bench.office.overview.today().waiting
    assert waiting.count == 1
    # Once the day of the meeting is over, nobody is asked to answer any more.
    at(bench, 2026, 12, 4, 9)
    assert bench.office.overview.today().waiting == ()


def test_a_meeting_called_off_waits_for_nobody(bench: Bench) -> None:
    meeting = bench.meeting()
    draft = ContributionDraft(ContributionKind.POINT, "Skolen")
    contributions = bench.office.contributions
    contributions.type_in(meeting.id, bench.people["sofie"].id, Channel.PHONE, [draft])
    version = bench.office.meetings.get(meeting.id).version
    bench.office.sending.cancel_meeting(meeting.id, version, "Lokalet er brændt")
    at(bench, 2026, 11, 28, 9)
    today = bench.office.overview.today()
    assert (today.this_week, today.waiting) == ((), ())


def test_answers_of_unknown_people_wait_as_one(bench: Bench, tmp_path: Path) -> None:
    for number in range(3):
        path = tmp_path / f"{number}.eml"
        path.write_bytes(
            f"From: mormor@eksempel.example\r\nMessage-ID: <{number}@eksempel.example>\r\n\r\n"
            f"Svar {number}\r\n".encode()
        )
        bench.office.answers.take_file(path)
    (waiting,) = bench.office.overview.today().waiting
    assert (waiting.kind, waiting.count) == (WaitingKind.ANSWER_UNKNOWN, 3)


def announced(bench: Bench) -> list[str]:
    """Make invitations; returns the ids of those with an address."""
    meeting = bench.meeting()
    bench.office.sending.announce_meeting(meeting.id, meeting.version)
    letters = bench.office.sending.deliveries(meeting.id)
    return [each.id for each in letters if each.address]


def test_letters_that_are_held_up_for_one_cause_are_one_line(bench: Bench) -> None:
    letters = announced(bench)
    bench.letters.write_bytes(b"")
    bench.office.outbox.work()
    waiting = bench.office.overview.today().waiting
    (held,) = [each for each in waiting if each.kind is WaitingKind.LETTERS_HELD_UP]
    assert (held.count, held.reason) == (len(letters), "FolderNotWritable")
    assert WaitingKind.LETTER_NOT_SENT not in [each.kind for each in waiting]


def test_what_holds_every_letter_is_the_cause_whatever_was_said_of_some(bench: Bench) -> None:
    first, *_others = announced(bench)
    bench.letters.write_bytes(b"")
    bench.office.outbox.work()
    with bench.store.transaction() as session:
        row = session.get(DeliveryRow, first)
        assert row is not None
        row.reason, row.released_at = "MailPasswordMissing", None
    waiting = bench.office.overview.today().waiting
    (held,) = [each for each in waiting if each.kind is WaitingKind.LETTERS_HELD_UP]
    assert held.reason == "MailPasswordMissing"


def test_a_stopped_letter_waits_for_a_person(bench: Bench) -> None:
    first, *_others = announced(bench)
    bench.office.outbox.stop_letters((first,))
    waiting = {each.thing_id: each for each in bench.office.overview.today().waiting}
    assert waiting[first].kind is WaitingKind.LETTER_FAILED
    assert waiting[first].reason == "interrupted"


def test_what_is_stuck_in_the_outbox_waits_here_too_after_the_meeting(bench: Bench) -> None:
    meeting = bench.held()
    sofie = next(each.id for each in meeting.attendees if each.person.mail)
    bench.office.feedback.ask_by_mail(meeting.id, (sofie,))
    (letter,) = [
        each
        for each in bench.office.sending.deliveries(meeting.id)
        if each.kind is LetterKind.FEEDBACK
    ]
    bench.office.outbox.stop_letters((letter.id,))
    stuck = {each.delivery.id for each in bench.office.outbox.view().stuck}
    waiting = bench.office.overview.today().waiting
    told = {each.thing_id for each in waiting if each.kind is WaitingKind.LETTER_FAILED}
    assert letter.id in stuck
    assert told == stuck
