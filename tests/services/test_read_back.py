"""The read-back: what is read aloud, and what each person says to it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.errors import MeetingFinished
from moedeleder.domain.meetings import FollowUp, PromiseDraft
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.read_back import READ_PARTS, Verdict
from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import from_plain
from tests.offices import Bench

CONCLUSION = PartKey.CONCLUSION


def test_what_is_read_is_plain_and_in_the_order_of_the_paper(bench: Bench) -> None:
    view = bench.complete()
    bench.office.promises.add(view.meeting.id, PromiseDraft("Skrive", "", "Ukendt endnu"))
    bench.office.promises.add(view.meeting.id, PromiseDraft("Tale om sommeren"))
    bench.office.promises.add(view.meeting.id, PromiseDraft("Mødes", due=date(2027, 1, 4)))
    read = bench.office.read_back.open(view.meeting.id)
    assert tuple(read.texts) == READ_PARTS
    assert read.texts[PartKey.PROBLEM] == "At gøre det trygt"
    assert read.texts[CONCLUSION] == "Tekst under conclusion"
    assert read.texts[PartKey.ACTION_PLAN].splitlines() == [
        "1. Karin Dam: Ringe hjem · mandag 7. december",
        "2. Ukendt endnu: Skrive",
        "3. Tale om sommeren",
        "4. Mødes · mandag 4. januar 2027",
    ]
    assert read.texts[PartKey.FOLLOW_UP] == "Torsdag 14. januar 2027 kl. 09.00"
    assert read.parts[CONCLUSION].version == 1


@pytest.mark.parametrize(
    ("follow_up", "text"),
    [
        (FollowUp(), ""),
        (FollowUp(None, "Familien flytter."), "Der er ikke aftalt et nyt møde. Familien flytter."),
        (FollowUp(datetime(2026, 12, 17)), "Torsdag 17. december"),
    ],
)
def test_the_next_meeting_is_said_as_people_say_it(
    bench: Bench, follow_up: FollowUp, text: str
) -> None:
    meeting = bench.meeting()
    bench.office.minutes.set_follow_up(meeting.id, meeting.version, follow_up)
    assert bench.office.read_back.open(meeting.id).texts[PartKey.FOLLOW_UP] == text


def test_words_typed_a_moment_ago_are_read_too(bench: Bench) -> None:
    meeting = bench.held()
    bench.office.minutes.typed(meeting.id, CONCLUSION, from_plain("Vi er eni"))
    assert bench.office.read_back.open(meeting.id).texts[CONCLUSION] == "Vi er eni"


def test_an_answer_keeps_the_text_as_it_was_heard(bench: Bench) -> None:
    view = bench.complete()
    meeting_id, sofie = view.meeting.id, bench.people["sofie"].id
    answer = bench.office.read_back.answer
    answer(meeting_id, CONCLUSION, sofie, Verdict.NOT_QUITE, " Der mangler noget om weekenden ")
    read = answer(meeting_id, PartKey.ACTION_PLAN, sofie, Verdict.AGREE)
    said = read.answer_of(CONCLUSION, sofie)
    assert said is not None
    assert (said.verdict, said.words) == (Verdict.NOT_QUITE, "Der mangler noget om weekenden")
    assert said.heard == "Tekst under conclusion"
    assert read.changed == frozenset()
    version = view.parts[CONCLUSION].version
    bench.office.minutes.write(meeting_id, CONCLUSION, version, from_plain("Også weekenden"))
    read = bench.office.read_back.open(meeting_id)
    assert read.changed == {(CONCLUSION, sofie)}
    read = answer(meeting_id, CONCLUSION, sofie, Verdict.AGREE)
    assert (len(read.answers), read.changed) == (2, frozenset())


def test_an_answer_can_be_taken_away_and_put_back(bench: Bench) -> None:
    meeting, jonas = bench.held(), bench.people["jonas"].id
    read = bench.office.read_back.answer(
        meeting.id, PartKey.PROBLEM, jonas, Verdict.DISAGREE, "Sådan er det ikke"
    )
    (first,) = read.answers
    assert bench.office.read_back.answer(meeting.id, PartKey.PROBLEM, jonas, None).answers == ()
    (again,) = bench.office.read_back.put_back(meeting.id, first).answers
    assert (again.verdict, again.words, again.heard, again.said_at) == (
        first.verdict,
        first.words,
        first.heard,
        first.said_at,
    )
    bench.office.read_back.answer(meeting.id, PartKey.PROBLEM, jonas, Verdict.AGREE)
    (over,) = bench.office.read_back.put_back(meeting.id, first).answers
    assert over.verdict is Verdict.DISAGREE


def test_all_agree_asks_only_those_in_the_room_who_have_not_answered(bench: Bench) -> None:
    meeting = bench.office.conduct.start(bench.meeting().id)
    tolk = bench.office.families.add_person(
        bench.family.id, PersonDraft("Tolk Tolkesen", PersonRole.INTERPRETER)
    )
    meeting = bench.office.meetings.add_attendee(meeting.id, tolk.id)
    bench.office.presence.everybody_is_here(meeting.id)
    karin = next(a for a in meeting.attendees if a.person.name == "Karin Dam")
    now = bench.office.meetings.get(meeting.id).attendee(karin.id)
    assert now is not None
    bench.office.presence.set(now.id, now.version, Attendance.LEFT_EARLY)
    sofie = bench.people["sofie"].id
    bench.office.read_back.answer(meeting.id, CONCLUSION, sofie, Verdict.DISAGREE, "Nej")
    read = bench.office.read_back.all_agree(meeting.id, CONCLUSION)
    found = {each.person.name: each.verdict for each in read.answers}
    assert found == {
        "Sofie Eksempel": Verdict.DISAGREE,
        "Jonas Eksempel": Verdict.AGREE,
        "Mette Holm": Verdict.AGREE,
    }
    assert {each.person.name for each in read.asked} == set(found)
    assert bench.office.read_back.all_agree(meeting.id, CONCLUSION).answers == read.answers


def test_nobody_answers_once_the_minutes_are_final(bench: Bench) -> None:
    view = bench.complete()
    bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
    with pytest.raises(MeetingFinished):
        bench.office.read_back.all_agree(view.meeting.id, CONCLUSION)
    with pytest.raises(MeetingFinished):
        bench.office.read_back.answer(
            view.meeting.id, CONCLUSION, bench.people["sofie"].id, Verdict.AGREE
        )
