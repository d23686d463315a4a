"""Meetings: planned from a type, changed, attended, ticked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from moedeleder.domain.attendees import Attendance, Duty, InvitationReply
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import Channel
from moedeleder.domain.errors import (
    AlreadyAttending,
    ChangedElsewhere,
    InvalidDate,
    InvalidDuration,
    MeetingFinished,
    NotAllowedNow,
    NotFound,
)
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import FollowUp, MeetingDraft, MeetingState, PromiseDraft
from moedeleder.domain.people import FamilyDraft
from moedeleder.domain.readiness import LackKind
from tests.offices import STARTS, Bench


def test_a_meeting_takes_agenda_and_checklists_from_its_type(bench: Bench) -> None:
    for kind in bench.office.meetings.types():
        meeting = bench.meeting(kind.key, kind.minutes)
        assert [item.title for item in meeting.items] == [item.title for item in kind.agenda]
        for phase in Phase:
            kept = [(check.text, check.stretch) for check in meeting.checks_of(phase)]
            assert kept == [(check.text, check.stretch) for check in kind.checks(phase)]


def test_a_meeting_comes_back_as_it_was_planned(bench: Bench) -> None:
    meeting = bench.meeting()
    assert bench.office.meetings.get(meeting.id) == meeting
    assert meeting.state is MeetingState.PLANNED
    assert meeting.attendees[0].duty is Duty.CHAIR_AND_MINUTES


@pytest.mark.parametrize("minutes", [0, -5, 721])
def test_a_length_beyond_reason_is_refused(bench: Bench, minutes: int) -> None:
    with pytest.raises(InvalidDuration):
        bench.office.meetings.create(bench.family.id, "network", MeetingDraft(STARTS, minutes))
    assert bench.office.meetings.find() == []


def test_an_unknown_type_is_not_found(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.office.meetings.create(bench.family.id, "party", MeetingDraft(STARTS, 60))


def test_a_date_in_the_past_is_kept(bench: Bench) -> None:
    draft = MeetingDraft(datetime(2020, 1, 1, 9, 0), 30)
    assert bench.office.meetings.create(bench.family.id, "network", draft).starts_at.year == 2020


def test_nobody_attends_twice(bench: Bench) -> None:
    meeting = bench.meeting()
    with pytest.raises(AlreadyAttending):
        bench.office.meetings.add_attendee(meeting.id, bench.people["sofie"].id)


def test_only_one_leads_and_one_writes(bench: Bench) -> None:
    meeting = bench.meeting()
    sofie = next(a for a in meeting.attendees if a.person.name.startswith("Karin"))
    meeting = bench.office.meetings.set_duty(sofie.id, sofie.version, Duty.MINUTES_TAKER)
    assert [a.duty for a in meeting.attendees] == [
        Duty.CHAIR,
        Duty.NONE,
        Duty.NONE,
        Duty.MINUTES_TAKER,
    ]


def test_an_attendee_can_leave_the_list_and_come_back(bench: Bench) -> None:
    meeting = bench.meeting()
    gone = meeting.attendees[1]
    meeting = bench.office.meetings.remove_attendee(gone.id, gone.version)
    assert len(meeting.attendees) == 3
    meeting = bench.office.meetings.add_attendee(meeting.id, gone.person.id)
    assert meeting.attendees[-1].person.id == gone.person.id


def test_an_attendee_put_back_is_the_same_and_still_invited(bench: Bench) -> None:
    meeting = bench.meeting()
    bench.office.sending.announce_meeting(meeting.id, meeting.version)
    for letter in bench.office.sending.deliveries(meeting.id):
        bench.office.sending.mark_printed(letter.id)
    gone = bench.office.meetings.get(meeting.id).attendees[1]
    bench.office.meetings.remove_attendee(gone.id, gone.version)
    back = bench.office.meetings.put_back_attendee(meeting.id, gone)
    assert back.attendees[-1].id == gone.id
    kinds = [lack.kind for lack in bench.office.overview.lacks(meeting.id)]
    assert LackKind.INVITATION_FOR_NEW not in kinds


def test_a_tick_tells_who_and_when(bench: Bench) -> None:
    meeting = bench.meeting()
    key = meeting.checks_of(Phase.BEFORE)[0].key
    ticked = bench.office.meetings.tick(meeting.id, Phase.BEFORE, key, True)
    line = ticked.checks_of(Phase.BEFORE)[0]
    assert (line.done, line.done_by, line.done_at is not None) == (True, "Mette Holm", True)
    again = bench.office.meetings.tick(meeting.id, Phase.BEFORE, key, True)
    assert again.checks_of(Phase.BEFORE)[0].done_at == line.done_at
    cleared = bench.office.meetings.tick(meeting.id, Phase.BEFORE, key, False)
    assert not cleared.checks_of(Phase.BEFORE)[0].done


def test_an_old_version_overwrites_nothing(bench: Bench) -> None:
    first = bench.meeting()
    bench.office.meetings.update(first.id, first.version, replace(first.draft, place="Hjemme"))
    with pytest.raises(ChangedElsewhere):
        bench.office.meetings.update(first.id, first.version, replace(first.draft, place="Ude"))
    assert bench.office.meetings.get(first.id).place == "Hjemme"


@pytest.mark.parametrize("words", ["alma", "netværk", "NETVÆRKSMØDE", "rådhuset", "alma 2.14"])
def test_finds_by_child_type_and_place(bench: Bench, words: str) -> None:
    meeting = bench.meeting()
    bench.meeting("follow_up", 60)
    found = bench.office.meetings.find(words)
    assert meeting.id in [line.id for line in found]


def test_a_mistaken_meeting_can_be_discarded_until_people_know(bench: Bench) -> None:
    first, second = bench.meeting(), bench.meeting()
    bench.office.meetings.discard(first.id, first.version)
    assert [line.id for line in bench.office.meetings.find()] == [second.id]
    invited = bench.office.sending.announce_meeting(second.id, second.version)
    with pytest.raises(NotAllowedNow):
        bench.office.meetings.discard(invited.id, invited.version)


def test_finished_minutes_close_the_meeting(bench: Bench) -> None:
    view = bench.complete()
    bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
    meeting = bench.office.meetings.get(view.meeting.id)
    attendee = meeting.attendees[0]
    for attempt in (
        lambda: bench.office.meetings.update(meeting.id, meeting.version, meeting.draft),
        lambda: bench.office.meetings.remove_attendee(attendee.id, attendee.version),
        lambda: bench.office.agenda.move(meeting.items[0].id, 1),
        lambda: bench.office.conduct.start(meeting.id),
    ):
        with pytest.raises(MeetingFinished):
            attempt()


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_a_year_that_nobody_means_is_refused_everywhere(bench: Bench, year: int) -> None:
    meeting, day = bench.meeting(), datetime(year, 12, 31, 23, 30)
    office = bench.office
    with pytest.raises(InvalidDate):
        office.meetings.update(meeting.id, meeting.version, MeetingDraft(day, 60))
    with pytest.raises(InvalidDate):
        office.minutes.set_follow_up(meeting.id, meeting.version, FollowUp(day))
    with pytest.raises(InvalidDate):
        office.promises.add(meeting.id, PromiseDraft("Ringe", due=day.date()))
    with pytest.raises(InvalidDate):
        office.families.create(FamilyDraft("Alma Eksempel", "", day.date()))


def test_how_the_child_is_heard_is_kept(bench: Bench) -> None:
    meeting = bench.meeting()
    voice = ChildVoice(VoiceWay.NOT_HEARD, "  ")
    after = bench.office.meetings.set_child_voice(meeting.id, meeting.version, voice)
    assert (after.child_voice, after.child_voice.is_settled) == (ChildVoice(voice.way), False)
    voice = ChildVoice(VoiceWay.NOT_HEARD, "Alma er indlagt\nog vil ikke")
    settled = bench.office.meetings.set_child_voice(meeting.id, after.version, voice)
    assert (settled.child_voice, settled.child_voice.is_settled) == (voice, True)
    with pytest.raises(ChangedElsewhere):
        bench.office.meetings.set_child_voice(meeting.id, meeting.version, voice)


def test_why_somebody_is_there_is_kept(bench: Bench) -> None:
    attendee = bench.meeting().attendees[3]
    use = bench.office.meetings
    after = use.set_presence(attendee.id, attendee.version, " Kender Alma fra klassen ", "Skema")
    changed = next(a for a in after.attendees if a.id == attendee.id)
    assert (changed.why_here, changed.can_decide) == ("Kender Alma fra klassen", "Skema")
    with pytest.raises(ChangedElsewhere):
        use.set_presence(attendee.id, attendee.version, "", "")


def test_an_answer_to_the_invitation_sets_who_is_expected(bench: Bench) -> None:
    meeting = bench.meeting()
    use, seen = bench.office.meetings, []
    for reply in (
        InvitationReply.DECLINED,
        InvitationReply.TENTATIVE,
        InvitationReply.DECLINED,
        InvitationReply.NONE,
    ):
        attendee = meeting.attendees[1]
        meeting = use.set_reply(attendee.id, attendee.version, reply, Channel.PHONE)
        now = meeting.attendees[1]
        seen.append((now.reply, now.attendance, now.replied_at is not None, now.reply_channel))
    away, expected = Attendance.APOLOGY, Attendance.EXPECTED
    assert seen == [
        (InvitationReply.DECLINED, away, True, Channel.PHONE),
        (InvitationReply.TENTATIVE, expected, True, Channel.PHONE),
        (InvitationReply.DECLINED, away, True, Channel.PHONE),
        (InvitationReply.NONE, expected, False, None),
    ]


def test_a_late_answer_changes_nobodys_attendance(bench: Bench) -> None:
    meeting = bench.office.conduct.start(bench.meeting().id)
    meeting = bench.office.presence.everybody_is_here(meeting.id)
    attendee = meeting.attendees[1]
    use = bench.office.meetings
    after = use.set_reply(attendee.id, attendee.version, InvitationReply.DECLINED, None)
    assert after.attendees[1].attendance is Attendance.PRESENT
    assert after.attendees[1].reply is InvitationReply.DECLINED
