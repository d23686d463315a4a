"""The round before a meeting, done at the window: shared, answered, decided, invited, moved.

Real servers carry the letters out (SMTP) and the answers in (IMAP).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from moedeleder.domain.attendees import InvitationReply
from moedeleder.domain.meetings import MeetingState
from tests.imap_server import empty_server
from tests.journeys.conftest import OpenDoor
from tests.journeys.house import Street
from tests.journeys.person import Person
from tests.journeys.round_acts import (
    ALMA,
    JONAS,
    KARIN,
    SOFIE,
    Round,
    alma_rings,
    chooses_from_the_menu,
    decides_by_keyboard,
    jonas_form_is_dropped_on_the_window,
    know_the_family,
    plans_the_meeting,
    proposes_two_times,
    says_how_the_child_is_heard,
    says_where_answers_come,
    says_why_karin_is_there,
    shares_the_draft,
    sofie_answers_by_mail,
)
from tests.journeys.test_journey_agenda_together import calendar_answer, event, reply_to, words
from tests.smtp_server import SmtpServer

ILL = "Karin er blevet syg."


@pytest.fixture
def smtp(tmp_path: Path) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path) as running:
        yield running


@pytest.fixture
def round_(
    come_in: OpenDoor, street: Street, smtp: SmtpServer, ring: object, tmp_path: Path
) -> Round:
    """The coordinator has come in, knows the family, and the letters have their ways."""
    imap = empty_server()
    person = come_in(replace(street, ca_file=smtp.ca_file, mailbox_ca_file=imap.ca_file))
    person.stands_in("begin")
    person.presses("Return")
    person.stands_in("name")
    person.fills(name="Mette Holm", title="Familierådgiver", mail="mette@kommune.example")
    person.presses("Return")
    person.sees("todayPage")
    know_the_family(person, smtp)
    return Round(person, smtp, imap, street.clock, tmp_path)


def test_an_agenda_is_made_with_the_family_at_the_window(round_: Round) -> None:
    says_where_answers_come(round_)
    plans_the_meeting(round_)
    proposes_two_times(round_)
    says_how_the_child_is_heard(round_)
    says_why_karin_is_there(round_)
    drafts = shares_the_draft(round_)
    sofie_answers_by_mail(round_, drafts[SOFIE])
    jonas_form_is_dropped_on_the_window(round_, drafts[JONAS])
    alma_rings(round_)
    decides_by_keyboard(round_)
    sends_the_receipts(round_)
    chooses_a_time(round_)
    invitations = invites_everybody(round_)
    jonas_calendar_says_no(round_, invitations[JONAS])
    moves_the_meeting(round_, invitations)
    a_stranger_answers(round_, drafts[SOFIE])
    calls_it_off(round_, invitations)
    takes_it_up_again(round_, invitations)


def sends_the_receipts(round_: Round) -> None:
    person, before = round_.person, len(round_.smtp.messages)
    person.clicks("sendReceipts")
    person.sees("receiptsDialog")
    number = [item.title for item in round_.meeting.items].index("Morgenerne") + 1
    answers = {
        SOFIE: f"Den er på dagsordenen som punkt {number}.",
        JONAS: f"Vi tager den sammen med punkt {number}: Morgenerne.",
        ALMA: "Ikke på dette møde, fordi det aftaler du med din lærer først.",
    }
    person.reads(*answers.values(), "Send kvitteringer til 3", on="receiptsDialog")
    person.presses("Return")
    person.reads("Alle 3 har kvitteringen")
    person.presses("Return")
    person.sees_no("sendDialog")
    receipts = round_.mails(before)
    assert set(receipts) == set(answers)
    for address, answer in answers.items():
        assert answer in words(receipts[address])
        assert sum(each in words(receipts[address]) for each in answers.values()) == 1
    person.sees_no("sendReceipts")
    person.reads("Kvitteringen er sendt.", on="contributionsCard")


def chooses_a_time(round_: Round) -> None:
    person = round_.person
    person.presses("Ctrl+Return")
    person.reads("Vælg fredag 4. december kl. 08.30", on="timesDialogConfirm")
    person.reads("passer for 2 af 5", "Det er den tid, der passer flest.", on="timeDetail")
    person.stands_in("timesGrid")
    person.presses("Ctrl+Return")
    person.reads("Mødet er fredag 4. december 2026 kl. 08.30.", "Nu kan du indkalde.")
    assert round_.meeting.starts_at == datetime(2026, 12, 4, 8, 30)


def invites_everybody(round_: Round) -> dict[str, EmailMessage]:
    person, before = round_.person, len(round_.smtp.messages)
    person.reads("Indkald 5 deltagere", on="agendaMain")
    person.presses("Ctrl+Return")
    person.reads("Indkald 5 deltagere", "dagsordenen som PDF", on="sendDialog")
    person.presses("Return")
    person.reads("Alle 5 har indkaldelsen")
    person.presses("Return")
    person.sees_no("sendDialog")
    invitations = round_.mails(before)
    assert set(invitations) == {SOFIE, JONAS, ALMA, KARIN, "mette@kommune.example"}
    for mail in invitations.values():
        assert "4. december" in words(mail)
        assert "Morgenerne" in words(mail)
        assert event(mail).method.value == "REQUEST"
        assert "Alma" not in str(mail["Subject"])
    person.reads("Gå til mødet", on="agendaMain")
    return invitations


def jonas_calendar_says_no(round_: Round, invitation: EmailMessage) -> None:
    person = round_.person
    reply = calendar_answer(invitation, JONAS, "DECLINED")
    said = reply.get_body(("plain",))
    assert said is not None
    said.set_content("")
    round_.comes_in(reply)
    fetches_answers(person)
    person.presses("Ctrl+K")
    person.types("Alma")
    person.reads("Netværksmøde", on="findList")
    person.presses("Down", "Return")
    person.sees("agendaStep")
    jonas = round_.attendee("Jonas")
    person.reads("Kan ikke komme", on=f"attendee-{jonas}")
    replies = {each.person.name: each.reply for each in round_.meeting.attendees}
    assert replies["Jonas Eksempel"] is InvitationReply.DECLINED


def fetches_answers(person: Person) -> None:
    person.goes_to("today")
    person.tabs_to("fetchAnswers")
    person.presses("Return")
    person.reads("1 nyt svar er hentet.")


def moves_the_meeting(round_: Round, invitations: dict[str, EmailMessage]) -> None:
    person, before = round_.person, len(round_.smtp.messages)
    person.clicks("editMeeting")
    person.fills(starts_atText="10", ends_atText="11.30")
    person.presses("Ctrl+Return")
    person.sees_no("editMeetingDialog")
    person.reads("Fortæl 5 om den nye tid", on="agendaMain")
    change = "flyttet fra fredag 4. december kl. 08.30 til fredag 4. december kl. 10.00"
    person.presses("Ctrl+Return")
    person.reads("Nyt siden sidst:", change, on="sendChanges")
    person.presses("Return")
    person.reads("Alle 5 har indkaldelsen")
    person.presses("Return")
    updates = round_.mails(before)
    assert set(updates) == set(invitations)
    for address, mail in updates.items():
        assert change in words(mail)
        then, now = event(invitations[address]).vevent, event(mail).vevent
        assert now.uid.value == then.uid.value
        assert int(now.sequence.value) > int(then.sequence.value)


def a_stranger_answers(round_: Round, draft: EmailMessage) -> None:
    person = round_.person
    said = "Sofie bad mig skrive, at bussen kommer for tidligt."
    round_.comes_in(reply_to(draft, "moster@mail.example", said))
    fetches_answers(person)
    person.reads("Vi ved ikke, hvem det er fra.")
    person.reads("1 svar uden kendt afsender", on="waitingCard")
    person.clicks_on("Se svaret", "waitingCard")
    person.sees("unknownAnswers")
    person.reads("Hvem er svaret fra?", "moster@mail.example", said)
    person.reads("Svarkoden er givet til Sofie Eksempel, men svaret kommer fra en anden adresse.")
    person.chooses("person", "Sofie Eksempel")
    person.reads("Læg svaret ved Sofie", on="unknownAnswersConfirm")
    person.presses("Ctrl+Return")
    person.sees_no("unknownAnswers")
    person.sees("agendaStep")
    person.reads("Sofie, mor · på mail", said, "1 mangler svar", on="contributionsCard")
    (new,) = [each for each in round_.meeting.contributions if each.is_open]
    person.tabs_to(f"other-{new.id}", at_most=60)
    person.presses("Return")
    chooses_from_the_menu(person, "Notér, uden at det bliver et punkt")
    person.reads("er noteret.", "alle har svar")
    assert new.person.name == "Sofie Eksempel"


def calls_it_off(round_: Round, invitations: dict[str, EmailMessage]) -> None:
    person, before = round_.person, len(round_.smtp.messages)
    person.clicks("cancelMeeting")
    person.reads("Hvorfor bliver mødet ikke til noget?", "De får besked:")
    person.types(ILL)
    person.reads(ILL, on="previewBody")
    person.reads("Aflys, og giv 5 deltagere besked", on="cancelMeetingDialogConfirm")
    person.presses("Ctrl+Return")
    person.reads("Alle 5 har beskeden")
    person.presses("Return")
    person.sees_no("sendDialog")
    person.reads("Mødet er aflyst.", f"Grund: {ILL}", on="cancelledBanner")
    person.reads("Tag mødet op igen", on="agendaMain")
    for address, mail in round_.mails(before).items():
        assert ILL in words(mail)
        cancelled = event(mail)
        assert cancelled.method.value == "CANCEL"
        assert cancelled.vevent.uid.value == event(invitations[address]).vevent.uid.value
    assert len(round_.smtp.messages) == before + 5
    assert round_.meeting.state is MeetingState.CANCELLED


def takes_it_up_again(round_: Round, invitations: dict[str, EmailMessage]) -> None:
    person, before = round_.person, len(round_.smtp.messages)
    person.presses("Ctrl+Return")
    person.reads("Mødet er planlagt igen.", "Ingen har fået det at vide.")
    person.sees_no("cancelledBanner")
    person.reads("Deltagerne tror, at mødet er aflyst")
    person.presses("Ctrl+Return")
    person.sees("sendDialog")
    person.presses("Return")
    person.reads("Alle 5 har indkaldelsen")
    person.presses("Return")
    again = round_.mails(before)
    assert set(again) == set(invitations)
    for mail in again.values():
        assert event(mail).method.value == "REQUEST"
        assert "Mødet var aflyst. Nu holder vi det alligevel." in words(mail)
    person.reads("Gå til mødet", on="agendaMain")
