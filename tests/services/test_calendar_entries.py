"""The next meeting in people's calendars: told by the minutes, taken over by the invitation."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import vobject

from moedeleder.domain.attendees import Duty
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.meetings import FollowUp, Meeting, MeetingDraft
from moedeleder.domain.reminders import ReminderKind
from moedeleder.domain.sending import LetterKind
from tests.offices import Bench, open_bench
from tests.services.answer_desk import calendar_reply, mail
from tests.services.letter_box import calendar_of, letters_to

AGAIN = datetime(2027, 1, 14, 9, 0)


def finished(bench: Bench) -> Meeting:
    view, office = bench.complete(), bench.office
    office.finishing.finish(view.meeting.id, view.meeting.version)
    return sent(bench, view.meeting.id)


def sent(bench: Bench, meeting_id: str) -> Meeting:
    bench.office.sending.send(meeting_id, LetterKind.MINUTES)
    return bench.office.meetings.get(meeting_id)


def corrected(bench: Bench, meeting: Meeting, follow_up: FollowUp) -> Meeting:
    office = bench.office
    view = office.minutes.begin_version(meeting.id)
    view = office.minutes.set_follow_up(meeting.id, view.meeting.version, follow_up)
    office.finishing.finish(meeting.id, view.meeting.version, "Datoen var forkert")
    return sent(bench, meeting.id)


def following(bench: Bench, before: Meeting, *names: str) -> Meeting:
    office = bench.office
    people = [(bench.me.person_id, Duty.CHAIR_AND_MINUTES)]
    people += [(bench.people[name].id, Duty.NONE) for name in names]
    draft = MeetingDraft(AGAIN + timedelta(days=1), 60, "Skolen", "", "Hvordan går det")
    meeting = office.meetings.create(before.family_id, "follow_up", draft, people, before.id)
    voice = ChildVoice(VoiceWay.SPOKEN_FOR, "Sofie fortæller")
    meeting = office.meetings.set_child_voice(meeting.id, meeting.version, voice)
    office.sending.announce_meeting(meeting.id, meeting.version)
    office.sending.send(meeting.id, LetterKind.INVITATION)
    return office.meetings.get(meeting.id)


def calendars(letters: list[EmailMessage]) -> list[Any]:
    return [vobject.readOne(text) for each in letters if (text := calendar_of(each))]


def test_the_minutes_tell_of_the_next_meeting_and_ask_nobody(bench: Bench) -> None:
    meeting = finished(bench)
    (told,) = calendars(letters_to(bench.letters, "sofie"))
    assert told.method.value == "PUBLISH"
    event = told.vevent
    assert (event.uid.value, event.sequence.value) == (f"next.{meeting.id}@moedeleder", "1")
    assert event.status.value == "TENTATIVE"
    # RFC 5546 § 3.2.1: what is published has an organizer and no attendees.
    assert not hasattr(event, "attendee")
    assert event.organizer.value.startswith("mailto:")
    assert event.dtstart.value.replace(tzinfo=None) == AGAIN
    for word in ("Alma", "Netværk", "Eksempel"):
        assert word not in event.serialize()


def test_corrected_minutes_move_it_or_take_it_away(bench: Bench) -> None:
    meeting = finished(bench)
    meeting = corrected(bench, meeting, FollowUp(AGAIN + timedelta(days=7)))
    corrected(bench, meeting, FollowUp(None, "Vi ringer i stedet"))
    first, moved, gone = calendars(letters_to(bench.letters, "sofie"))
    assert {each.vevent.uid.value for each in (first, moved, gone)} == {
        f"next.{meeting.id}@moedeleder"
    }
    assert [each.vevent.sequence.value for each in (first, moved, gone)] == ["1", "2", "3"]
    assert moved.vevent.dtstart.value.replace(tzinfo=None) == AGAIN + timedelta(days=7)
    assert (gone.method.value, gone.vevent.status.value) == ("CANCEL", "CANCELLED")


def test_the_invitation_takes_the_entry_over(bench: Bench) -> None:
    before = finished(bench)
    meeting = following(bench, before, "sofie", "karin")
    told, asked = calendars(letters_to(bench.letters, "sofie"))
    assert asked.method.value == "REQUEST"
    assert asked.vevent.uid.value == told.vevent.uid.value
    assert int(asked.vevent.sequence.value) > int(told.vevent.sequence.value)
    assert meeting.calendar_uid == told.vevent.uid.value
    meeting = bench.office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom")
    bench.office.sending.send(meeting.id, LetterKind.CANCELLATION)
    off = calendars(letters_to(bench.letters, "sofie"))[-1]
    assert (off.method.value, off.vevent.uid.value) == ("CANCEL", told.vevent.uid.value)


def test_another_meeting_after_the_same_has_an_entry_of_its_own(bench: Bench) -> None:
    before = finished(bench)
    first = following(bench, before, "sofie")
    second = following(bench, before, "sofie")
    assert first.calendar_uid
    assert second.calendar_uid == ""
    assert calendars(letters_to(bench.letters, "sofie"))[-1].vevent.uid.value == (
        f"{second.id}@moedeleder"
    )


def test_minutes_after_the_invitation_leave_the_called_alone(bench: Bench) -> None:
    before = finished(bench)
    following(bench, before, "sofie")
    corrected(bench, before, FollowUp(AGAIN + timedelta(days=9)))
    to_sofie = calendars(letters_to(bench.letters, "sofie"))
    assert [each.method.value for each in to_sofie] == ["PUBLISH", "REQUEST"]
    # Karin is not called: the old time must not stay in her calendar.
    told, gone = calendars(letters_to(bench.letters, "karin"))
    assert gone.method.value == "CANCEL"
    assert int(gone.vevent.sequence.value) > int(told.vevent.sequence.value)


def test_who_is_called_after_minutes_took_the_entry_away_gets_it_back(bench: Bench) -> None:
    before, office = finished(bench), bench.office
    meeting = following(bench, before, "sofie")
    for days in (9, 10, 11):
        before = corrected(bench, before, FollowUp(AGAIN + timedelta(days=days)))
    office.meetings.add_attendee(meeting.id, bench.people["karin"].id)
    version = office.meetings.get(meeting.id).version
    office.sending.announce_meeting(meeting.id, version, only_new=True)
    office.sending.send(meeting.id, LetterKind.INVITATION)
    *_told, gone, asked = calendars(letters_to(bench.letters, "karin"))
    assert (gone.method.value, asked.method.value) == ("CANCEL", "REQUEST")
    assert asked.vevent.uid.value == gone.vevent.uid.value
    # A calendar listens only to a higher number (RFC 5546 § 2.1.4).
    assert int(asked.vevent.sequence.value) > int(gone.vevent.sequence.value)
    # Nothing is new for Sofie.
    assert [each.method.value for each in calendars(letters_to(bench.letters, "sofie"))] == [
        "PUBLISH",
        "REQUEST",
    ]
    meeting = office.meetings.get(meeting.id)
    office.sending.announce_meeting(meeting.id, meeting.version)
    office.sending.send(meeting.id, LetterKind.INVITATION)
    for name in ("sofie", "karin"):
        before_last, last = calendars(letters_to(bench.letters, name))[-2:]
        assert int(last.vevent.sequence.value) > int(before_last.vevent.sequence.value)


def test_without_a_next_meeting_nothing_goes_into_calendars(bench: Bench) -> None:
    view, office = bench.complete(), bench.office
    none = FollowUp(None, "Vi ringer")
    view = office.minutes.set_follow_up(view.meeting.id, view.meeting.version, none)
    office.finishing.finish(view.meeting.id, view.meeting.version)
    sent(bench, view.meeting.id)
    assert calendars(letters_to(bench.letters, "sofie")) == []


def test_an_answer_to_the_entry_finds_the_meeting(bench: Bench) -> None:
    office = bench.office
    meeting = following(bench, finished(bench), "sofie")
    said = calendar_reply(meeting, sequence=meeting.calendar_sequence)
    said = said.replace(f"{meeting.id}@moedeleder", meeting.calendar_uid)
    office.answers.take_mail(mail(calendar=said))
    sofie = next(a for a in office.meetings.get(meeting.id).attendees if "Sofie" in a.person.name)
    assert sofie.reply.value == "accepted"


def test_a_new_link_alone_is_told_by_an_update(bench: Bench) -> None:
    office, meeting = bench.office, bench.meeting()
    office.sending.announce_meeting(meeting.id, meeting.version)
    office.sending.send(meeting.id, LetterKind.INVITATION)
    meeting = office.meetings.get(meeting.id)
    new = replace(meeting.draft, place="", link="https://moede.example/rum")
    meeting = office.meetings.update(meeting.id, meeting.version, new)
    assert office.sharing.changes_since(meeting.id) == ("Stedet er nu: https://moede.example/rum.",)
    office.sending.announce_meeting(meeting.id, meeting.version)
    office.sending.send(meeting.id, LetterKind.INVITATION)
    event = calendars(letters_to(bench.letters, "sofie"))[-1].vevent
    assert event.url.value == "https://moede.example/rum"
    assert event.location.value == "https://moede.example/rum"


def test_a_meeting_handed_to_a_colleague_keeps_its_entry_and_its_letters(
    bench: Bench, tmp_path: Path
) -> None:
    office = bench.office
    meeting = following(bench, finished(bench), "sofie", "karin")
    karin = next(a for a in meeting.attendees if a.person.name.startswith("Karin"))
    office.meetings.remove_attendee(karin.id, karin.version)
    office.withdrawals.announce(meeting.id)
    office.sending.send(meeting.id, LetterKind.WITHDRAWAL)
    office.reminders.turn_on(meeting.id, ReminderKind.MEETING, 2)
    bench.clock.now = datetime(2027, 1, 13, 9, 0, 0, 123456, tzinfo=UTC)
    assert office.reminders.make_due() == 2
    path = tmp_path / "moede.json"
    office.exchange.export(meeting.id, path)
    (tmp_path / "kollega").mkdir()
    with open_bench(tmp_path / "kollega") as other:
        there = other.office.meetings.get(other.office.exchange.bring_in(path).meeting_id)
        assert there.calendar_uid == meeting.calendar_uid
        kinds = {each.kind for each in other.office.sending.deliveries(there.id)}
        assert LetterKind.WITHDRAWAL in kinds
        # Nobody has turned reminders on there.
        assert LetterKind.REMINDER not in kinds
        assert other.office.reminders.make_due() == 0
