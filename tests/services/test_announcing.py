"""Calling people to a meeting, telling them of changes, and calling it off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject

from moedeleder.domain.agenda import ItemDraft
from moedeleder.domain.agenda_record import AgendaStage
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind
from moedeleder.domain.errors import (
    ChildVoiceMissing,
    FieldTooLong,
    MeetingCancelled,
    NobodyToSendTo,
    NotAllowedNow,
    NotFound,
    ReasonMissing,
    TimeNotChosen,
)
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from tests.documents.papers import assert_for_archives_and_screen_readers, pdf_text
from tests.offices import STARTS, Bench
from tests.services.letter_box import body, calendar_of, files_of, letters_in, letters_to

INVITATION, OFF = LetterKind.INVITATION, LetterKind.CANCELLATION


def invited(bench: Bench, meeting: Meeting | None = None) -> Meeting:
    meeting = meeting or bench.meeting()
    meeting = bench.office.sending.announce_meeting(meeting.id, meeting.version)
    bench.office.sending.send(meeting.id, INVITATION)
    return bench.office.meetings.get(meeting.id)


def kept(bench: Bench, meeting: Meeting, kind: LetterKind) -> list[Delivery]:
    return [each for each in bench.office.sending.deliveries(meeting.id) if each.kind is kind]


def event(text: str) -> tuple[str, str, int, str, datetime]:
    calendar: Any = vobject.readOne(text)
    found = calendar.vevent
    start = found.dtstart.value.replace(tzinfo=None)
    number = int(found.sequence.value)
    return calendar.method.value, found.uid.value, number, found.status.value, start


def test_nobody_is_called_before_it_is_said_how_the_child_is_heard(bench: Bench) -> None:
    meeting = bench.meeting()
    unsaid = bench.office.meetings.set_child_voice(meeting.id, meeting.version, ChildVoice())
    with pytest.raises(ChildVoiceMissing):
        bench.office.sending.announce_meeting(unsaid.id, unsaid.version)
    without_reason = ChildVoice(VoiceWay.NOT_HEARD)
    now = bench.office.meetings.set_child_voice(meeting.id, unsaid.version, without_reason)
    with pytest.raises(ChildVoiceMissing):
        bench.office.sending.announce_meeting(now.id, now.version)
    assert bench.office.sharing.versions(meeting.id) == ()
    reason = ChildVoice(VoiceWay.NOT_HEARD, "Hun er tre år")
    now = bench.office.meetings.set_child_voice(meeting.id, now.version, reason)
    invited(bench, now)
    said = "Alma bliver ikke hørt til dette møde. Grunden er: Hun er tre år."
    assert all(said in body(letter) for letter in letters_in(bench.letters))


def test_what_the_child_told_is_not_sent_around(bench: Bench) -> None:
    meeting = bench.meeting()
    told = ChildVoice(VoiceWay.TOLD_BEFORE, "Jeg vil ikke i skole")
    invited(bench, bench.office.meetings.set_child_voice(meeting.id, meeting.version, told))
    for letter in letters_in(bench.letters):
        assert "Alma har fortalt før mødet. Det tager vi med." in body(letter)
        assert "ikke i skole" not in body(letter) + body(letter, "html")


def test_a_time_must_be_chosen_first(bench: Bench) -> None:
    office, meeting = bench.office, bench.meeting()
    meeting = office.times.propose(meeting.id, STARTS + timedelta(days=1))
    with pytest.raises(TimeNotChosen):
        office.sending.announce_meeting(meeting.id, meeting.version)
    proposal = meeting.proposed_times[0]
    meeting = office.times.choose(proposal.id, proposal.version)
    invited(bench, meeting)
    calendar = calendar_of(letters_in(bench.letters)[0])
    assert event(calendar)[4] == STARTS + timedelta(days=1)


def test_the_invitation_carries_the_frozen_final_agenda(bench: Bench) -> None:
    meeting = bench.meeting()
    meeting = bench.office.sending.announce_meeting(meeting.id, meeting.version)
    preview = bench.office.sharing.preview(meeting.id, meeting.attendees[1].id, INVITATION)
    bench.office.agenda.add(meeting.id, ItemDraft("Kom senere til"))
    bench.office.sending.send(meeting.id, INVITATION)
    (shared,) = bench.office.sharing.versions(meeting.id)
    assert shared.version.record.stage is AgendaStage.FINAL
    assert [each.agenda_number for each in shared.letters] == [1] * 4
    (letter,) = letters_to(bench.letters, "sofie")
    assert body(letter) == preview.body
    assert letter["Subject"] == preview.subject
    pdf = files_of(letter)["dagsorden.pdf"]
    assert_for_archives_and_screen_readers(pdf)
    assert "Kom senere til" not in body(letter) + pdf_text(pdf)


def test_a_change_sends_an_update_that_says_what_is_new(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    later = replace(meeting.draft, starts_at=STARTS + timedelta(days=1), place="Skolen")
    meeting = office.meetings.update(meeting.id, meeting.version, later)
    invited(bench, meeting)
    first, second = letters_to(bench.letters, "sofie")
    assert second["Subject"] == "Nyt om mødet fredag 4. december 2026"
    assert (
        "Det er nyt siden sidst\n"
        "- Mødet er flyttet fra torsdag 3. december kl. 15.30 til fredag 4. december kl. 15.30.\n"
        "- Stedet er nu: Skolen.\n"
    ) in body(second)
    before, after = event(calendar_of(first)), event(calendar_of(second))
    assert (before[:3], after[:3]) == (
        ("REQUEST", before[1], 0),
        ("REQUEST", before[1], 1),
    )
    assert after[4] == STARTS + timedelta(days=1)
    changes = [each.changes for each in office.sharing.versions(meeting.id)]
    assert [len(each) for each in changes] == [0, 2]


def test_one_who_was_not_reached_gets_an_invitation_and_not_an_update(bench: Bench) -> None:
    meeting = bench.meeting()
    bench.office.sending.announce_meeting(meeting.id, meeting.version)
    invited(bench, bench.office.meetings.get(meeting.id))
    subjects = {str(each["Subject"]) for each in letters_in(bench.letters)}
    assert subjects == {"Indkaldelse til møde torsdag 3. december 2026"}


def test_a_new_guest_gets_the_agenda_with_themselves_on_it(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    with pytest.raises(NobodyToSendTo):
        office.sending.announce_meeting(meeting.id, meeting.version, only_new=True)
    assert len(office.sharing.versions(meeting.id)) == 1
    meeting = office.meetings.add_attendee(meeting.id, bench.people["bente"].id)
    meeting = office.sending.announce_meeting(meeting.id, meeting.version, only_new=True)
    assert meeting.calendar_sequence == 0
    numbers = {each.name: each.agenda_number for each in kept(bench, meeting, INVITATION)}
    assert numbers["Bente Vang"] == 2
    assert numbers["Sofie Eksempel"] == 1
    newest = office.sharing.versions(meeting.id)[-1].version.record
    assert "Bente Vang" in [each.name for each in newest.attendees]


def brought(bench: Bench, meeting: Meeting) -> Meeting:
    drafts = [ContributionDraft(ContributionKind.POINT, "Aflastning", "En <fast> plan")]
    sofie = bench.people["sofie"].id
    meeting = bench.office.contributions.type_in(meeting.id, sofie, Channel.PHONE, drafts)
    one = meeting.contributions[0]
    return bench.office.contributions.put_on(one.id, one.version)


def test_the_invitation_answers_what_that_person_brought(bench: Bench, tmp_path: Path) -> None:
    meeting = invited(bench, brought(bench, bench.meeting()))
    number = next(at for at, i in enumerate(meeting.items, 1) if i.title == "Aflastning")
    answer = f"Svar på dine punkter\nDine ord: ”Aflastning\nEn <fast> plan”\nSvar: Den er på \
dagsordenen som punkt {number}.\n"
    (letter,) = letters_to(bench.letters, "sofie")
    assert answer in body(letter)
    assert "En &lt;fast&gt; plan" in body(letter, "html")
    (other,) = letters_to(bench.letters, "karin")
    assert "Svar på dine punkter" not in body(other)
    # Everybody sees who raised it.
    assert f"{number}. Aflastning (10 min.)\n   Fra Sofie Eksempel, mor\n" in body(other)
    sofie = meeting.attendees[1].id
    path = bench.office.papers.save_receipt(meeting.id, sofie, tmp_path / "papir")
    assert path.name == "kvittering.pdf"
    assert f"punkt {number}" in pdf_text(path.read_bytes())
    with pytest.raises(NotFound):
        bench.office.papers.save_receipt(meeting.id, meeting.attendees[0].id, tmp_path)


def test_each_persons_newest_receipt_leaves(bench: Bench) -> None:
    office, meeting = bench.office, brought(bench, bench.meeting())
    office.receipts.announce(meeting.id)
    drafts = [ContributionDraft(ContributionKind.POINT, "Skemaet")]
    karin = bench.people["karin"].id
    meeting = office.contributions.type_in(meeting.id, karin, Channel.PAPER, drafts)
    theirs = next(each for each in meeting.contributions if each.person.id == karin)
    office.contributions.not_now(theirs.id, theirs.version, "Det tager skolen selv")
    ids = [each.id for each in meeting.attendees if each.person.id == karin]
    office.receipts.announce(meeting.id, ids)
    waiting = office.overview.today().waiting
    assert sorted(each.who for each in waiting) == ["Karin Dam", "Sofie Eksempel"]
    preview = office.sharing.preview(meeting.id, ids[0], LetterKind.RECEIPT)
    office.sending.send(meeting.id, LetterKind.RECEIPT)
    (to_sofie,) = letters_to(bench.letters, "sofie")
    (to_karin,) = letters_to(bench.letters, "karin")
    assert "Dine ord: ”Aflastning\nEn <fast> plan”\nSvar: Den er på dagsordenen" in body(to_sofie)
    assert "Dine ord: ”Skemaet”\nSvar: Ikke på dette møde, fordi" in body(to_karin)
    assert body(to_karin) == preview.body
    assert to_karin["Subject"] == "Svar på dine punkter til mødet"
    assert files_of(to_karin) == {}
    office.sending.send(meeting.id, LetterKind.RECEIPT)
    assert len(letters_in(bench.letters)) == 2


def test_a_cancellation_takes_the_meeting_out_of_calendars(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    meeting = office.sending.cancel_meeting(meeting.id, meeting.version, "Karin er syg")
    assert (meeting.state, meeting.cancelled_reason) == (MeetingState.CANCELLED, "Karin er syg")
    preview = office.sharing.preview(meeting.id, meeting.attendees[1].id, OFF)
    letters = office.sending.send(meeting.id, OFF)
    assert [each.state for each in letters].count(DeliveryState.SENT) == 3
    first, last = letters_to(bench.letters, "sofie")
    assert last["Subject"] == "Mødet torsdag 3. december 2026 er aflyst"
    assert body(last) == preview.body
    assert "Derfor\nKarin er syg.\n" in body(last)
    asked, off = event(calendar_of(first)), event(calendar_of(last))
    assert off[:4] == ("CANCEL", asked[1], 1, "CANCELLED")
    for only_new in (False, True):
        with pytest.raises(MeetingCancelled):
            office.sending.announce_meeting(meeting.id, meeting.version, only_new)


def test_letters_of_a_meeting_called_off_stay_here(bench: Bench) -> None:
    office, meeting = bench.office, bench.meeting()
    meeting = office.sending.announce_meeting(meeting.id, meeting.version)
    meeting = office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom")
    office.sending.send(meeting.id, INVITATION)
    assert letters_in(bench.letters) == []
    # Nobody knew but the one without an address, who may have been told by telephone.
    assert [each.name for each in kept(bench, meeting, OFF)] == ["Jonas Eksempel"]


def test_one_who_only_had_the_draft_gets_no_calendar_entry(bench: Bench) -> None:
    office, meeting = bench.office, bench.meeting()
    sofie = meeting.attendees[1].id
    day = STARTS.date() - timedelta(days=3)
    meeting = office.sharing.share(meeting.id, meeting.version, {sofie}, day)
    office.sending.send(meeting.id, LetterKind.DRAFT)
    meeting = office.meetings.get(meeting.id)
    meeting = office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom")
    office.sending.send(meeting.id, OFF)
    _draft, off = letters_in(bench.letters)
    assert off["Subject"] == "Mødet torsdag 3. december 2026 er aflyst"
    assert calendar_of(off) == ""


def test_a_cancellation_names_the_time_that_person_knows(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    later = replace(meeting.draft, starts_at=STARTS + timedelta(days=1))
    meeting = office.meetings.update(meeting.id, meeting.version, later)
    meeting = office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom")
    office.sending.send(meeting.id, OFF)
    assert "Mødet torsdag 3. december 2026 er aflyst." in body(letters_in(bench.letters)[-1])


def test_a_meeting_taken_up_again_calls_by_an_update(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    meeting = office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom")
    meeting = office.sending.take_up_again(meeting.id, meeting.version)
    assert (meeting.state, meeting.cancelled_reason) == (MeetingState.PLANNED, "")
    assert kept(bench, meeting, OFF) == []
    office.sending.send(meeting.id, OFF)
    invited(bench, meeting)
    last = letters_to(bench.letters, "sofie")[-1]
    assert last["Subject"] == "Nyt om mødet torsdag 3. december 2026"
    assert event(calendar_of(last))[:3:2] == ("REQUEST", 2)
    meeting = office.meetings.get(meeting.id)
    meeting = office.sending.cancel_meeting(meeting.id, meeting.version, "Igen")
    assert meeting.calendar_sequence == 3


def test_those_who_heard_it_was_off_are_told_that_it_is_held_after_all(bench: Bench) -> None:
    office, meeting = bench.office, invited(bench)
    meeting = office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom")
    office.sending.send(meeting.id, OFF)
    meeting = office.meetings.get(meeting.id)
    meeting = office.sending.take_up_again(meeting.id, meeting.version)
    sofie = next(a.id for a in meeting.attendees if a.person.name.startswith("Sofie"))
    told = "Mødet var aflyst. Nu holder vi det alligevel."
    kind = LetterKind.INVITATION
    assert told in office.sharing.preview(meeting.id, sofie, kind).body
    invited(bench, meeting)
    assert told in body(letters_to(bench.letters, "sofie")[-1])
    # The next update is not about that any more.
    assert told not in office.sharing.preview(meeting.id, sofie, kind).body


def test_calling_off_takes_a_reason_and_a_meeting_ahead(bench: Bench) -> None:
    office, meeting = bench.office, bench.meeting()
    with pytest.raises(ReasonMissing):
        office.sending.cancel_meeting(meeting.id, meeting.version, " \n")
    with pytest.raises(FieldTooLong):
        office.sending.cancel_meeting(meeting.id, meeting.version, "x" * 600_000)
    with pytest.raises(NotAllowedNow):
        office.sending.take_up_again(meeting.id, meeting.version)
    held = bench.held()
    with pytest.raises(NotAllowedNow):
        office.sending.cancel_meeting(held.id, held.version, "For sent")
    off = office.sending.cancel_meeting(meeting.id, meeting.version, "Sygdom")
    with pytest.raises(NotAllowedNow):
        office.sending.cancel_meeting(off.id, off.version, "Igen")
