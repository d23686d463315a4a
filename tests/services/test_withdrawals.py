"""People taken off the list: told once, taken out of their calendar, called anew when back."""

from __future__ import annotations

import pytest
import vobject

from moedeleder.domain.before import Choices
from moedeleder.domain.errors import NobodyToSendTo, NotAllowedNow
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from tests.offices import Bench
from tests.services.letter_box import body, calendar_of, letters_in, letters_to

WITHDRAWAL, INVITATION = LetterKind.WITHDRAWAL, LetterKind.INVITATION


def invited(bench: Bench, meeting: Meeting | None = None, *, only_new: bool = False) -> Meeting:
    office, meeting = bench.office, meeting or bench.meeting()
    office.sending.announce_meeting(meeting.id, meeting.version, only_new)
    office.sending.send(meeting.id, INVITATION)
    return office.meetings.get(meeting.id)


def without(bench: Bench, meeting: Meeting, name: str = "Karin") -> Meeting:
    attendee = next(a for a in meeting.attendees if a.person.name.startswith(name))
    return bench.office.meetings.remove_attendee(attendee.id, attendee.version)


def told(bench: Bench, meeting: Meeting) -> list[Delivery]:
    letters = bench.office.sending.deliveries(meeting.id)
    return [each for each in letters if each.kind is WITHDRAWAL]


def test_one_who_was_called_and_taken_off_waits_to_be_told(bench: Bench) -> None:
    office, meeting = bench.office, bench.meeting()
    assert office.withdrawals.pending(without(bench, meeting).id) == ()
    meeting = invited(bench)
    assert office.withdrawals.pending(meeting.id) == ()
    without(bench, meeting)
    (karin,) = office.withdrawals.pending(meeting.id)
    assert (karin.name, karin.address) == ("Karin Dam", "karin@skole.example")


def test_only_they_are_told_and_their_calendar_lets_go(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    without(bench, meeting)
    (karin,) = office.withdrawals.pending(meeting.id)
    preview = office.sharing.preview(meeting.id, karin.attendee_id, WITHDRAWAL)
    before = len(letters_in(bench.letters))
    office.withdrawals.announce(meeting.id)
    office.sending.send(meeting.id, WITHDRAWAL)
    (letter,) = letters_in(bench.letters)[before:]
    assert letter["To"] == "Karin Dam <karin@skole.example>"
    assert letter["Subject"] == "Nyt om mødet torsdag 3. december 2026"
    assert body(letter) == preview.body
    calendar = vobject.readOne(calendar_of(letter))
    asked = vobject.readOne(calendar_of(letters_to(bench.letters, "karin")[0]))
    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.uid.value == asked.vevent.uid.value
    assert int(calendar.vevent.sequence.value) > int(asked.vevent.sequence.value)
    assert [each.value for each in calendar.vevent.attendee_list] == ["mailto:karin@skole.example"]
    # The meeting itself stands (RFC 5546 § 3.2.5).
    assert not hasattr(calendar.vevent, "status")
    assert [each.state for each in told(bench, meeting)] == [DeliveryState.SENT]
    assert office.withdrawals.pending(meeting.id) == ()
    with pytest.raises(NobodyToSendTo):
        office.withdrawals.announce(meeting.id)


def test_the_others_invitations_and_answers_are_left_as_they_are(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    without(bench, meeting)
    office.withdrawals.announce(meeting.id)
    office.sending.send(meeting.id, WITHDRAWAL)
    office.meetings.add_attendee(meeting.id, bench.people["bente"].id)
    meeting = office.meetings.get(meeting.id)
    before = len(letters_in(bench.letters))
    meeting = office.sending.announce_meeting(meeting.id, meeting.version, only_new=True)
    letters = [d for d in office.sending.deliveries(meeting.id) if d.kind is INVITATION]
    assert [d.name for d in letters if d.number == meeting.calendar_sequence] == ["Bente Vang"]
    office.sending.send(meeting.id, INVITATION)
    assert len(letters_in(bench.letters)) == before


@pytest.mark.parametrize("same_place", [True, False], ids=["undone", "added"])
def test_put_back_before_it_left_nothing_is_said(bench: Bench, same_place: bool) -> None:
    office, meeting = bench.office, invited(bench)
    karin = meeting.attendees[3]
    without(bench, meeting)
    office.withdrawals.announce(meeting.id)
    if same_place:
        office.meetings.put_back_attendee(meeting.id, karin)
    else:
        office.meetings.add_attendee(meeting.id, karin.person.id)
    before = len(letters_in(bench.letters))
    assert told(bench, meeting) == []
    office.sending.send(meeting.id, WITHDRAWAL)
    assert office.outbox.work().sent == 0
    assert len(letters_in(bench.letters)) == before


@pytest.mark.parametrize("same_place", [True, False], ids=["undone", "added"])
def test_put_back_after_it_left_they_are_called_by_a_higher_number(
    bench: Bench, same_place: bool
) -> None:
    office, meeting = bench.office, invited(bench)
    karin = meeting.attendees[3]
    without(bench, meeting)
    office.withdrawals.announce(meeting.id)
    office.sending.send(meeting.id, WITHDRAWAL)
    if same_place:
        office.meetings.put_back_attendee(meeting.id, karin)
    else:
        office.meetings.add_attendee(meeting.id, karin.person.id)
    before = len(letters_in(bench.letters))
    lacks = {each.kind.value for each in office.overview.lacks(meeting.id)}
    assert "invitation_for_new" in lacks
    invited(bench, office.meetings.get(meeting.id), only_new=True)
    (letter,) = letters_in(bench.letters)[before:]
    off, on = (
        vobject.readOne(calendar_of(each)) for each in letters_to(bench.letters, "karin")[1:]
    )
    assert on.method.value == "REQUEST"
    assert on.vevent.uid.value == off.vevent.uid.value
    assert int(on.vevent.sequence.value) > int(off.vevent.sequence.value)
    if same_place:
        assert "Vi skrev, at du ikke skulle med. Du skal med alligevel." in body(letter)


def test_taken_off_a_second_time_they_are_told_a_second_time(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    karin = meeting.attendees[3]
    for _round in range(2):
        without(bench, office.meetings.get(meeting.id))
        office.withdrawals.announce(meeting.id)
        office.sending.send(meeting.id, WITHDRAWAL)
        office.meetings.put_back_attendee(meeting.id, karin)
        meeting = invited(bench, office.meetings.get(meeting.id), only_new=True)
    methods = [
        vobject.readOne(calendar_of(each)).method.value
        for each in letters_to(bench.letters, "karin")
    ]
    assert methods == ["REQUEST", "CANCEL", "REQUEST", "CANCEL", "REQUEST"]


def test_a_person_chooses_who_is_told(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    without(bench, meeting)
    without(bench, office.meetings.get(meeting.id), "Sofie")
    pending = office.withdrawals.pending(meeting.id)
    assert sorted(each.name for each in pending) == ["Karin Dam", "Sofie Eksempel"]
    left_out = frozenset(e.attendee_id for e in pending if e.name == "Karin Dam")
    office.withdrawals.announce(meeting.id, choices=Choices(left_out=left_out))
    assert [each.name for each in told(bench, meeting)] == ["Sofie Eksempel"]
    assert [each.name for each in office.withdrawals.pending(meeting.id)] == ["Karin Dam"]


def test_the_child_is_told_gently(bench: Bench) -> None:
    office, meeting = bench.office, bench.meeting()
    draft = PersonDraft("Alma Eksempel", PersonRole.CHILD, mail="alma@mail.example")
    alma = office.families.add_person(bench.family.id, draft)
    office.meetings.add_attendee(meeting.id, alma.id)
    meeting = invited(bench, office.meetings.get(meeting.id))
    without(bench, meeting, "Alma")
    (each,) = office.withdrawals.pending(meeting.id)
    words = office.sharing.preview(meeting.id, each.attendee_id, WITHDRAWAL)
    assert "Du har ikke gjort noget forkert." in words.body


def test_of_a_meeting_that_is_over_nobody_is_told(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    without(bench, meeting)
    office.conduct.start(meeting.id)
    assert office.withdrawals.pending(meeting.id) == ()
    with pytest.raises(NotAllowedNow):
        office.withdrawals.announce(meeting.id)


def test_one_taken_off_unknowing_is_told_also_once_the_meeting_is_off(bench: Bench) -> None:
    """The others are told that it is off; they would come, with the meeting in their calendar."""
    office, meeting = bench.office, invited(bench)
    without(bench, meeting)
    meeting = office.meetings.get(meeting.id)
    office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom")
    office.outbox.work()
    assert len(office.withdrawals.pending(meeting.id)) == 1
    office.withdrawals.announce(meeting.id)
    before = len(letters_in(bench.letters))
    assert office.outbox.work().sent == 1
    left = letters_in(bench.letters)[before:]
    assert len(left) == 1
    assert "karin" in str(left[0]["To"])
    calendar = vobject.readOne(calendar_of(left[0]))
    asked = vobject.readOne(calendar_of(letters_to(bench.letters, "karin")[0]))
    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.uid.value == asked.vevent.uid.value
    assert int(calendar.vevent.sequence.value) > int(asked.vevent.sequence.value)
    assert office.withdrawals.pending(meeting.id) == ()
