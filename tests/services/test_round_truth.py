"""What two desks, changed minds and odd mail programs must not make untrue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from moedeleder.documents.reply_form_reading import read_form
from moedeleder.domain.attendees import Attendance, Attendee, InvitationReply
from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind
from moedeleder.domain.errors import ChangedElsewhere
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import PartKey
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.services.answers import TakenKind
from moedeleder.services.sending import Progress
from tests.documents.papers import pdf_text
from tests.offices import STARTS, Bench
from tests.services.answer_desk import calendar_reply, code, invited, mail
from tests.services.letter_box import body, files_of, letters_in, letters_to

DAY = date(2026, 11, 30)
INVITATION = LetterKind.INVITATION


def attendee(meeting: Meeting, first_name: str) -> Attendee:
    return next(a for a in meeting.attendees if a.person.name.startswith(first_name))


def answered_bus(bench: Bench) -> Meeting:
    """Let Sofie bring something by phone that gets a point."""
    point = ContributionDraft(ContributionKind.POINT, "Bussen kommer for sent")
    sofie, meeting = bench.people["sofie"].id, bench.meeting()
    meeting = bench.office.contributions.type_in(meeting.id, sofie, Channel.PHONE, [point])
    brought = meeting.contributions[0]
    return bench.office.contributions.put_on(brought.id, brought.version)


def test_two_desks_that_share_at_once_write_only_once(bench: Bench) -> None:
    meeting, share = bench.meeting(), bench.office.sharing.share
    chosen = [attendee(meeting, "Sofie").id]
    seen = share(meeting.id, meeting.version, chosen, DAY)
    # The same day again: no field of the meeting itself is another.
    share(meeting.id, seen.version, chosen, DAY)
    with pytest.raises(ChangedElsewhere):
        share(meeting.id, seen.version, chosen, DAY)
    assert len(bench.office.sharing.versions(meeting.id)) == 2


def test_a_receipt_on_its_way_is_not_made_again(bench: Bench) -> None:
    meeting = answered_bus(bench)
    receipts, sending = bench.office.receipts, bench.office.sending
    receipts.announce(meeting.id)
    receipts.announce(meeting.id)
    made = [d for d in sending.deliveries(meeting.id) if d.kind is LetterKind.RECEIPT]
    assert len(made) == 1
    sending.send(meeting.id, LetterKind.RECEIPT)
    assert len(letters_to(bench.letters, "sofie@mail.example")) == 1


def test_a_receipt_that_no_longer_holds_is_made_anew(bench: Bench) -> None:
    meeting = answered_bus(bench)
    receipts, sending = bench.office.receipts, bench.office.sending
    receipts.announce(meeting.id)
    point = next(each for each in meeting.items if each.raised_by)
    bench.office.agenda.move(point.id, len(meeting.items) - 1)
    receipts.announce(meeting.id)
    sending.send(meeting.id, LetterKind.RECEIPT)
    (letter,) = letters_in(bench.letters)
    assert f"punkt {len(meeting.items)}." in body(letter)


@pytest.mark.parametrize("happens", ["called off", "changed", "taken off the list"])
def test_letters_that_are_no_longer_true_stay_while_others_leave(
    bench: Bench, happens: str
) -> None:
    meeting, office = bench.meeting(), bench.office
    meeting = office.sending.announce_meeting(meeting.id, meeting.version)

    def elsewhere(progress: Progress) -> None:
        if progress.done > 1:
            return
        now = office.meetings.get(meeting.id)
        if happens == "called off":
            office.sending.cancel_meeting(now.id, now.version, "Mette er syg")
        elif happens == "changed":
            office.sending.announce_meeting(now.id, now.version)
        else:
            karin = attendee(now, "Karin")
            office.meetings.remove_attendee(karin.id, karin.version)

    office.sending.send(meeting.id, INVITATION, progress=elsewhere)
    assert len(letters_to(bench.letters, "mette@kommune.example")) == 1
    assert letters_to(bench.letters, "karin@skole.example") == []


def test_whoever_is_called_again_after_it_was_off_gets_a_higher_number(bench: Bench) -> None:
    meeting, _letter = invited(bench)
    sending = bench.office.sending
    off = sending.cancel_meeting(meeting.id, meeting.version, "Mette er syg")
    sending.send(meeting.id, LetterKind.CANCELLATION)
    again = sending.take_up_again(off.id, off.version)
    again = sending.announce_meeting(again.id, again.version, only_new=True)
    assert again.calendar_sequence == off.calendar_sequence + 1


def test_a_click_for_another_day_says_nothing_of_the_new_one(bench: Bench) -> None:
    meeting, _letter = invited(bench)
    office = bench.office
    said_no = mail(calendar=calendar_reply(meeting, "DECLINED"))
    meeting = office.answers.take_mail(said_no).meeting or meeting
    karin = attendee(meeting, "Karin")
    yes = InvitationReply.ACCEPTED
    meeting = office.meetings.set_reply(karin.id, karin.version, yes, Channel.PHONE)
    assert attendee(meeting, "Sofie").attendance is Attendance.APOLOGY
    # A new place alone changes nothing in who comes.
    meeting = office.meetings.update(
        meeting.id, meeting.version, replace(meeting.draft, place="Skolen")
    )
    meeting = office.sending.announce_meeting(meeting.id, meeting.version)
    assert attendee(meeting, "Sofie").reply is InvitationReply.DECLINED
    moved = replace(meeting.draft, starts_at=STARTS + timedelta(days=1))
    meeting = office.meetings.update(meeting.id, meeting.version, moved)
    # Somebody new hears of the new day first.
    meeting = office.meetings.add_attendee(meeting.id, bench.people["bente"].id)
    meeting = office.sending.announce_meeting(meeting.id, meeting.version, only_new=True)
    meeting = office.sending.announce_meeting(meeting.id, meeting.version)
    sofie = attendee(meeting, "Sofie")
    assert (sofie.reply, sofie.attendance) == (InvitationReply.NONE, Attendance.EXPECTED)
    # What a person noted by hand may be about the new day.
    assert attendee(meeting, "Karin").reply is yes


def test_two_mails_under_one_message_id_are_two(bench: Bench) -> None:
    given = code(bench, bench.meeting())
    first = mail(f"Hun sover dårligt.\n{given}", message_id="<same@a>")
    other = mail(f"Og hun er bange for bussen.\n{given}", message_id="<same@a>")
    take = bench.office.answers.take_mail
    assert take(first).kind is TakenKind.PLACED
    taken = take(other)
    assert taken.kind is TakenKind.PLACED
    assert taken.new_contributions == 1
    # Fetched once more, perhaps by another way, each is known.
    assert take(b"Received: from elsewhere\r\n" + first).kind is TakenKind.ALREADY
    assert take(other).kind is TakenKind.ALREADY


def test_a_person_may_write_that_they_cannot_be_there(bench: Bench) -> None:
    given = code(bench, bench.meeting())
    raw = mail(f"Jeg er på arbejde den 3.\n{given}").replace(
        b"Subject: SV: ", b"Subject: Ikke til stede den 3. december "
    )
    assert b"Ikke til stede" in raw
    assert bench.office.answers.take_mail(raw).kind is TakenKind.PLACED


def test_letters_left_behind_are_still_ready(bench: Bench) -> None:
    meeting, office = bench.meeting(), bench.office
    meeting = office.sending.announce_meeting(meeting.id, meeting.version)

    def elsewhere(progress: Progress) -> None:
        if progress.done == 1:
            now = office.meetings.get(meeting.id)
            office.sending.cancel_meeting(now.id, now.version, "Mette er syg")

    left = office.sending.send(meeting.id, INVITATION, progress=elsewhere)
    states = {each.name.split()[0]: each.state for each in left}
    assert states["Sofie"] is DeliveryState.READY
    # Who never heard of the meeting does not hear that it is off.
    off = [d for d in office.sending.deliveries(meeting.id) if d.kind is LetterKind.CANCELLATION]
    assert {each.name.split()[0] for each in off} == {"Mette", "Jonas"}


def test_a_code_in_somebodys_words_is_on_no_paper(bench: Bench) -> None:
    meeting, office = bench.meeting(), bench.office
    given = code(bench, meeting)
    brought = office.answers.take_mail(mail(f"Svarkode: {given}\nAlma sover dårligt")).meeting
    assert brought is not None
    (words,) = brought.contributions
    assert given in words.words
    meeting = office.contributions.put_on(words.id, words.version)
    assert meeting.contributions[0].suggested_title == "Alma sover dårligt"
    meeting = office.meetings.get(meeting.id)
    meeting = office.sending.announce_meeting(meeting.id, meeting.version)
    office.sending.send(meeting.id, INVITATION)
    (letter,) = letters_to(bench.letters, "karin@skole.example")
    paper = " ".join(pdf_text(files_of(letter)["dagsorden.pdf"]).split())
    assert "Alma sover dårligt" in paper
    assert given not in paper
    assert given not in body(letter) + body(letter, "html")
    part = office.minutes.open(meeting.id).parts[PartKey.PARENT_PERSPECTIVE]
    assert "Alma sover" in part.text.plain
    assert given not in part.text.plain


def test_papers_of_several_people_lie_side_by_side(bench: Bench, tmp_path: Path) -> None:
    meeting, office = bench.meeting(), bench.office
    for name in ("jonas", "sofie"):
        said = [ContributionDraft(ContributionKind.POINT, f"Ord fra {name}")]
        person = bench.people[name].id
        meeting = office.contributions.type_in(meeting.id, person, Channel.PHONE, said)
    for each in meeting.contributions:
        meeting = office.contributions.put_on(each.id, each.version)
    people = [attendee(meeting, name).id for name in ("Jonas", "Sofie")]
    meeting = office.meetings.get(meeting.id)
    office.sharing.share(meeting.id, meeting.version, people, DAY)
    office.receipts.announce(meeting.id)
    receipts = [office.papers.save_receipt(meeting.id, each, tmp_path / "ud") for each in people]
    words = [pdf_text(path.read_bytes()) for path in receipts]
    assert ["Ord fra jonas" in words[0], "Ord fra sofie" in words[0]] == [True, False]
    assert ["Ord fra jonas" in words[1], "Ord fra sofie" in words[1]] == [False, True]
    shared = [office.papers.save_share(meeting.id, each, tmp_path / "ud") for each in people]
    forms = [path for paths in shared for path in paths if path.suffix == ".docx"]
    codes = [code(bench, meeting, name) for name in ("jonas", "sofie")]
    assert [read_form(path.read_bytes()).reference for path in forms] == codes


def test_who_was_called_before_still_has_to_hear_what_a_newcomer_was_told(bench: Bench) -> None:
    meeting, _letter = invited(bench)
    office = bench.office
    meeting = office.meetings.add_attendee(meeting.id, bench.people["bente"].id)
    moved = replace(meeting.draft, starts_at=STARTS + timedelta(days=1))
    meeting = office.meetings.update(meeting.id, meeting.version, moved)
    meeting = office.sending.announce_meeting(meeting.id, meeting.version, only_new=True)
    assert any("Mødet er flyttet" in each for each in office.sharing.changes_since(meeting.id))
    meeting = office.sending.announce_meeting(meeting.id, meeting.version)
    assert office.sharing.changes_since(meeting.id) == ()
    office.sending.send(meeting.id, INVITATION)
    assert "Mødet er flyttet" in body(letters_to(bench.letters, "karin@skole.example")[-1])


def test_a_proposed_time_taken_away_is_no_new_one(bench: Bench) -> None:
    meeting, office = bench.meeting(), bench.office
    for days in (1, 2):
        meeting = office.times.propose(meeting.id, STARTS + timedelta(days=days))
    meeting = office.sharing.share(
        meeting.id, meeting.version, [attendee(meeting, "Sofie").id], DAY
    )
    time = meeting.proposed_times[0]
    office.times.withdraw(time.id, time.version)
    assert office.sharing.changes_since(meeting.id) == (
        "Ikke alle forslag til tid gælder længere.",
    )
    office.times.propose(meeting.id, STARTS + timedelta(days=3))
    assert office.sharing.changes_since(meeting.id) == ("Der er nye forslag til tid.",)


def test_what_the_invitation_tells_no_older_receipt_tells_again(bench: Bench) -> None:
    meeting, office = answered_bus(bench), bench.office
    office.receipts.announce(meeting.id)
    meeting = office.meetings.get(meeting.id)
    office.sending.announce_meeting(meeting.id, meeting.version)
    office.sending.send(meeting.id, INVITATION)
    office.sending.send(meeting.id, LetterKind.RECEIPT)
    (letter,) = letters_to(bench.letters, "sofie@mail.example")
    assert "Bussen kommer for sent" in body(letter)
    waiting = [each.what for each in office.overview.today().waiting]
    assert LetterKind.RECEIPT.value not in waiting
