"""What a person decides about answers: whose they are, that they are nothing, that it was wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from moedeleder.domain.answers import Answer, AnswerState, Doubt
from moedeleder.domain.attendees import Attendance, InvitationReply
from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionDraft,
    ContributionKind,
    Decision,
    Importance,
)
from moedeleder.domain.errors import (
    ChangedElsewhere,
    MeetingFinished,
    NotAllowedNow,
    NotFound,
    ReasonMissing,
)
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.times import Fit
from moedeleder.services.answers import TakenKind
from tests.offices import Bench
from tests.services.answer_desk import (
    KARIN,
    calendar_reply,
    code,
    form,
    mail,
    raw_of,
    set_state,
)

MISSING = "0" * 36


def waiting(bench: Bench, meeting: Meeting, text: str = "Vi vil tale om skolen") -> Answer:
    """Take a mail from an unknown sender with Sofie's code, a form and a calendar's answer."""
    (proposal,) = meeting.proposed_times or [None]
    ticks = [f"ml.times.{proposal.id}.yes"] if proposal else []
    made = form(meeting, code(bench, meeting), {"ml.points.1.words": "Fraværet"}, ticks)
    raw = mail(
        text,
        sender="Sofie <ny@andet.example>",
        calendar=calendar_reply(meeting, "DECLINED", address="ny@andet.example", sequence=9),
        files=[("Svar.docx", made)],
    )
    taken = bench.office.answers.take_mail(raw)
    assert taken.kind is TakenKind.UNKNOWN
    assert taken.answer is not None
    assert raw_of(bench, taken) == raw
    return taken.answer


def with_time(bench: Bench) -> Meeting:
    meeting = bench.meeting()
    return bench.office.times.propose(meeting.id, meeting.starts_at)


def counting(meeting: Meeting, person_id: str) -> list[Contribution]:
    return [
        each
        for each in meeting.contributions
        if each.person.id == person_id and each.decision is not Decision.WITHDRAWN
    ]


def reply_of(meeting: Meeting, person_id: str) -> tuple[InvitationReply, Attendance]:
    found = next(each for each in meeting.attendees if each.person.id == person_id)
    return found.reply, found.attendance


# --- placing ---------------------------------------------------------------------------------


def test_placing_gives_everything_the_answer_brought(bench: Bench) -> None:
    meeting = with_time(bench)
    answer, sofie = waiting(bench, meeting), bench.people["sofie"].id
    assert not bench.office.meetings.get(meeting.id).contributions
    placed = bench.office.answers.place(answer.id, answer.version, meeting.id, sofie)
    assert [(each.words, each.channel) for each in counting(placed, sofie)] == [
        ("Fraværet", Channel.FORM),
        ("Vi vil tale om skolen", Channel.MAIL),
    ]
    assert {each.received_at for each in placed.contributions} == {answer.received_at}
    assert [(each.person_id, each.fit) for each in placed.time_answers] == [(sofie, Fit.YES)]
    assert reply_of(placed, sofie) == (InvitationReply.DECLINED, Attendance.APOLOGY)
    now = bench.office.answers.get(answer.id)
    assert (now.state, now.doubt, now.person_id) == (AnswerState.PLACED, Doubt.NONE, sofie)
    assert bench.office.answers.unknown() == ()
    assert bench.office.answers.of_meeting(meeting.id) == (now,)


def test_an_answer_can_be_placed_with_another_than_the_guess(bench: Bench) -> None:
    meeting, other = bench.meeting(), bench.meeting()
    answer, jonas = waiting(bench, meeting), bench.people["jonas"].id
    placed = bench.office.answers.place(answer.id, answer.version, other.id, jonas)
    assert placed.id == other.id
    assert len(counting(placed, jonas)) == 2
    assert bench.office.meetings.get(meeting.id).contributions == ()


def test_only_somebody_on_the_list_can_be_chosen(bench: Bench) -> None:
    meeting = bench.meeting()
    answer, place = waiting(bench, meeting), bench.office.answers.place
    for meeting_id, person_id in (
        (meeting.id, bench.people["bente"].id),
        (meeting.id, MISSING),
        (MISSING, bench.people["sofie"].id),
    ):
        with pytest.raises(NotFound):
            place(answer.id, answer.version, meeting_id, person_id)
    with pytest.raises(NotFound):
        place(MISSING, 1, meeting.id, bench.people["sofie"].id)
    assert bench.office.answers.unknown() == (answer,)


def test_an_answer_is_placed_once(bench: Bench) -> None:
    meeting = bench.meeting()
    answer, sofie = waiting(bench, meeting), bench.people["sofie"].id
    bench.office.answers.place(answer.id, answer.version, meeting.id, sofie)
    with pytest.raises(ChangedElsewhere):
        bench.office.answers.place(answer.id, answer.version, meeting.id, sofie)
    now = bench.office.answers.get(answer.id)
    with pytest.raises(NotAllowedNow):
        bench.office.answers.place(now.id, now.version, meeting.id, sofie)
    assert len(bench.office.meetings.get(meeting.id).contributions) == 2


def test_nothing_is_placed_with_finished_minutes(bench: Bench) -> None:
    meeting = bench.meeting()
    answer = waiting(bench, meeting)
    set_state(bench, meeting, "finished")
    with pytest.raises(MeetingFinished):
        bench.office.answers.place(answer.id, answer.version, meeting.id, bench.people["sofie"].id)


# --- putting aside ---------------------------------------------------------------------------


def test_an_answer_is_put_aside_with_a_reason_and_taken_up_again(bench: Bench) -> None:
    meeting = bench.meeting()
    answer, answers = waiting(bench, meeting), bench.office.answers
    aside = answers.dismiss(answer.id, answer.version, " Reklame ")
    assert (aside.state, aside.dismissed_reason) == (AnswerState.DISMISSED, "Reklame")
    assert answers.unknown() == ()
    with pytest.raises(NotAllowedNow):
        answers.place(aside.id, aside.version, meeting.id, bench.people["sofie"].id)
    with pytest.raises(NotAllowedNow):
        answers.dismiss(aside.id, aside.version, "igen")
    back = answers.reconsider(aside.id, aside.version)
    assert (back.state, back.dismissed_reason) == (AnswerState.UNKNOWN, "")
    assert (back.meeting_id, back.person_id) == (answer.meeting_id, answer.person_id)
    assert answers.unknown() == (back,)
    with pytest.raises(NotAllowedNow):
        answers.reconsider(back.id, back.version)


def test_putting_aside_takes_a_reason(bench: Bench) -> None:
    answer = waiting(bench, bench.meeting())
    with pytest.raises(ReasonMissing):
        bench.office.answers.dismiss(answer.id, answer.version, " \n ")
    assert bench.office.answers.get(answer.id) == answer


def test_a_mail_that_was_put_aside_is_not_taken_anew(bench: Bench) -> None:
    raw = mail("Hej", sender=f"K <{KARIN}>")
    bench.meeting()
    taken = bench.office.answers.take_mail(raw)
    assert taken.answer is not None
    bench.office.answers.dismiss(taken.answer.id, taken.answer.version, "Reklame")
    assert bench.office.answers.take_mail(raw).kind is TakenKind.ALREADY
    assert bench.office.answers.unknown() == ()


def test_the_newest_unknown_answer_stands_first(bench: Bench) -> None:
    bench.meeting()
    for number in range(3):
        raw = mail(f"Nummer {number}", message_id=f"<{number}@a>")
        bench.office.answers.take_mail(raw)
    texts = [each.text for each in bench.office.answers.unknown()]
    assert texts == ["Nummer 2", "Nummer 1", "Nummer 0"]


# --- moving ----------------------------------------------------------------------------------


def test_an_answer_placed_with_the_wrong_person_goes_to_the_right_one(bench: Bench) -> None:
    meeting = with_time(bench)
    answer = waiting(bench, meeting)
    sofie, jonas = bench.people["sofie"].id, bench.people["jonas"].id
    placed = bench.office.answers.place(answer.id, answer.version, meeting.id, sofie)
    point = next(each for each in placed.contributions if each.kind is ContributionKind.POINT)
    with_point = bench.office.contributions.put_on(point.id, point.version)
    assert len(with_point.items) == len(placed.items) + 1
    now = bench.office.answers.get(answer.id)
    moved = bench.office.answers.move(now.id, now.version, meeting.id, jonas, "Det var far")
    assert counting(moved, sofie) == []
    withdrawn = [each for each in moved.contributions if each.person.id == sofie]
    assert [(each.decision, each.reason) for each in withdrawn] == [
        (Decision.WITHDRAWN, "Det var far")
    ] * 2
    assert [each.words for each in counting(moved, jonas)] == ["Fraværet", "Vi vil tale om skolen"]
    assert all(each.is_open for each in counting(moved, jonas))
    assert len(moved.items) == len(placed.items)
    assert [each.person_id for each in moved.time_answers] == [jonas]
    assert reply_of(moved, sofie) == (InvitationReply.NONE, Attendance.EXPECTED)
    assert reply_of(moved, jonas) == (InvitationReply.DECLINED, Attendance.APOLOGY)
    assert bench.office.answers.get(answer.id).person_id == jonas


def test_an_answer_moves_to_another_meeting_and_back(bench: Bench) -> None:
    meeting, other = bench.meeting(), bench.meeting()
    answer, sofie = waiting(bench, meeting), bench.people["sofie"].id
    bench.office.answers.place(answer.id, answer.version, meeting.id, sofie)
    for there in (other, meeting):
        now = bench.office.answers.get(answer.id)
        moved = bench.office.answers.move(now.id, now.version, there.id, sofie, "Forkert møde")
        assert moved.id == there.id
        assert len(counting(moved, sofie)) == 2
        assert [each.id for each in bench.office.answers.of_meeting(there.id)] == [answer.id]
    assert counting(bench.office.meetings.get(other.id), sofie) == []


def test_what_was_typed_in_from_the_phone_moves_too(bench: Bench) -> None:
    meeting = with_time(bench)
    sofie, jonas = bench.people["sofie"].id, bench.people["jonas"].id
    (proposal,) = meeting.proposed_times
    said = ContributionDraft(
        ContributionKind.POINT, "Busturen", "At den er kortere", Importance.IMPORTANT
    )
    fits = [(proposal.id, Fit.NO)]
    typed = bench.office.contributions.type_in(meeting.id, sofie, Channel.PHONE, [said], fits)
    (given,) = typed.contributions
    split = bench.office.contributions.split(given.id, given.version, "Bus")
    assert len(split.contributions) == 2
    (answer,) = bench.office.answers.of_meeting(meeting.id)
    moved = bench.office.answers.move(answer.id, answer.version, meeting.id, jonas, "Det var far")
    assert counting(moved, sofie) == []
    (anew,) = counting(moved, jonas)
    kept = ContributionDraft(anew.kind, anew.words, anew.wanted, anew.importance)
    assert (kept, anew.channel) == (said, Channel.PHONE)
    assert [(each.person_id, each.fit) for each in moved.time_answers] == [(jonas, Fit.NO)]


def test_moving_takes_a_reason_and_somewhere_else_to_go(bench: Bench) -> None:
    meeting, other = bench.meeting(), bench.meeting()
    answer, sofie = waiting(bench, meeting), bench.people["sofie"].id
    move = bench.office.answers.move
    with pytest.raises(NotAllowedNow):
        move(answer.id, answer.version, meeting.id, sofie, "Ikke placeret endnu")
    before = bench.office.answers.place(answer.id, answer.version, meeting.id, sofie)
    now = bench.office.answers.get(answer.id)
    with pytest.raises(ReasonMissing):
        move(now.id, now.version, other.id, sofie, " ")
    with pytest.raises(NotAllowedNow):
        move(now.id, now.version, meeting.id, sofie, "Samme sted")
    with pytest.raises(NotFound):
        move(now.id, now.version, other.id, bench.people["bente"].id, "Ikke med")
    with pytest.raises(ChangedElsewhere):
        move(now.id, now.version + 1, other.id, sofie, "Gammel")
    set_state(bench, meeting, "finished")
    with pytest.raises(MeetingFinished):
        move(now.id, now.version, other.id, sofie, "For sent")
    after = bench.office.meetings.get(meeting.id)
    assert replace(after, state=before.state, version=before.version) == before


def test_what_else_the_wrong_person_said_stays(bench: Bench) -> None:
    meeting = with_time(bench)
    sofie, jonas = bench.people["sofie"].id, bench.people["jonas"].id
    own = ContributionDraft(ContributionKind.POINT, "Mit eget")
    answer = waiting(bench, meeting)
    bench.office.contributions.type_in(meeting.id, sofie, Channel.PHONE, [own])
    bench.office.answers.place(answer.id, answer.version, meeting.id, sofie)
    bench.office.times.answer(meeting.proposed_times[0].id, sofie, Fit.NO, Channel.PHONE)
    now = bench.office.answers.get(answer.id)
    moved = bench.office.answers.move(now.id, now.version, meeting.id, jonas, "Det var far")
    assert [each.words for each in counting(moved, sofie)] == ["Mit eget"]
    said = {each.person_id: each.fit for each in moved.time_answers}
    assert said == {sofie: Fit.NO, jonas: Fit.YES}
