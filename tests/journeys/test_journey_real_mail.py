"""Real mail, all the way: Postfix takes it, Dovecot keeps it, and people answer it.

Nothing here plays the mail server. The letters go out by SMTP with STARTTLS and a login, lie in
their receivers' mailboxes and are fetched by IMAP; one comes back with Postfix's own report.
"""

from __future__ import annotations

import email.utils
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage

import pytest

from moedeleder.domain.attendees import Duty
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import Channel
from moedeleder.domain.meetings import MeetingDraft
from moedeleder.domain.outbox import LetterEventKind
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from tests.journeys.acts import finds_by_name
from tests.journeys.conftest import OpenDoor
from tests.journeys.house import Street
from tests.journeys.real_mail_desk import (
    ALMA,
    ARCHIVE,
    ARCHIVE_FOLDER,
    BENT,
    FOR_ADULTS,
    FOR_ALMA,
    JONAS,
    KARIN,
    MAILBOXES,
    METTE,
    NOBODY,
    OFFICE,
    OWN_WORDS,
    SOFIE,
    LossyLine,
    RealDesk,
    can_write_and_get_mail,
    meeting_is_held,
)
from tests.postfix_server import Arrived, PostfixServer
from tests.services.letter_box import body, files_of
from tests.services.test_copies import everything_said

WISH = "Der skal stå, at skolen ringede to gange"
_ADDRESS_OF = {"Mette": METTE, "Sofie": SOFIE, "Jonas": JONAS, "Alma": ALMA, "Karin": KARIN}


@pytest.fixture
def server() -> Iterator[PostfixServer]:
    with PostfixServer(MAILBOXES) as running:
        yield running


@pytest.fixture
def line(server: PostfixServer) -> Iterator[LossyLine]:
    with LossyLine(server.port) as open_line:
        yield open_line


@pytest.fixture
def desk(
    come_in: OpenDoor, street: Street, server: PostfixServer, line: LossyLine, ring: object
) -> RealDesk:
    """A meeting was held; its minutes lack nothing, and mail has its ways in and out."""
    ca_file = server.ca_file
    person = come_in(replace(street, ca_file=ca_file, mailbox_ca_file=ca_file))
    person.stands_in("begin")
    person.presses("Return")
    person.stands_in("name")
    person.fills(name="Mette Holm", title="Familierådgiver", mail=METTE)
    person.presses("Return")
    person.sees("todayPage")
    opened = RealDesk(person, server, line, street.clock)
    can_write_and_get_mail(opened)
    meeting_is_held(opened)
    return opened


def test_letters_go_out_come_back_and_are_answered(desk: RealDesk) -> None:
    letters = sends_the_minutes(desk)
    everybody_has_their_own_once(desk, letters)
    the_report_of_the_mail_server_finds_its_letter(desk, letters["Bent"])
    corrects_the_address_and_sends_again(desk, letters["Bent"])
    sofie_answers(desk, letters["Sofie"])
    an_answer_is_lost_and_the_letter_found(desk)
    nobody_got_anything_twice(desk)


def sends_the_minutes(desk: RealDesk) -> dict[str, Delivery]:
    person = desk.person
    finds_by_name(person, "Alma", "Netværksmøde")
    person.presses("Ctrl+3")
    person.sees("minutesForm")
    person.reads("Send referat til 6 deltagere", on="minutesStep")
    person.presses("Ctrl+Return")
    person.sees("sendDialog")
    person.reads("Sofie Eksempel", SOFIE, "Karin Dam", NOBODY, on="sendDialog")
    person.presses("Return")
    # Postfix says yes to the letter for somebody it does not know: only later it comes back.
    person.reads("Alle 6 har referatet")
    person.presses("Return")
    person.sees_no("sendDialog")
    letters = desk.minutes_letters()
    assert set(letters) == {*_ADDRESS_OF, "Bent"}
    assert {each.state for each in letters.values()} == {DeliveryState.SENT}
    return letters


def everybody_has_their_own_once(desk: RealDesk, letters: dict[str, Delivery]) -> None:
    server = desk.server
    server.waits_until_quiet()
    for name, address in _ADDRESS_OF.items():
        (mail,) = server.mails(address)
        assert mail.message_id == letters[name].message_id
        _is_an_honest_letter(mail.message, address)
    assert server.mails(BENT) == []
    kept = Counter(each.message_id for each in server.mails(OFFICE, ARCHIVE_FOLDER))
    assert kept == Counter(each.message_id for each in letters.values())
    told = {name: _told(server.mails(each)[0]) for name, each in _ADDRESS_OF.items()}
    assert [name for name, text in told.items() if FOR_ADULTS not in text] == ["Alma"]
    assert [name for name, text in told.items() if FOR_ALMA in text] == ["Alma"]
    # What was said in confidence went to the family, and not to the teacher.
    assert OWN_WORDS in told["Sofie"]
    assert OWN_WORDS not in told["Karin"]


def _is_an_honest_letter(mail: EmailMessage, address: str) -> None:
    """It is from the unit to one person, answers come back by their code, and it is no list's."""
    assert email.utils.parseaddr(str(mail["From"])) == ("Børn og Familie", OFFICE)
    assert email.utils.parseaddr(str(mail["To"]))[1] == address
    name, answers = email.utils.parseaddr(str(mail["Reply-To"]))
    assert "svar ML-" in name
    assert answers.startswith("born+ml")
    assert answers.endswith("@kommune.example")
    assert mail["Auto-Submitted"] == "no"
    assert [key for key in mail if key.lower().startswith("list-") or key.lower() == "bcc"] == []
    assert "Alma" not in str(mail["Subject"])
    others = {*_ADDRESS_OF.values(), NOBODY, ARCHIVE} - {address, METTE}
    assert [each for each in others if each in mail.as_string()] == []
    # Postfix says how the line to it was protected: encrypted, with a login.
    assert "ESMTPSA" in "".join(mail.get_all("Received", []))
    endings = {each.rpartition(".")[2] for each in files_of(mail)}
    assert {"pdf", "docx"} <= endings


def _told(mail: Arrived) -> str:
    letter = mail.message
    files = {n: data for n, data in files_of(letter).items() if n.endswith((".pdf", ".docx"))}
    papers = [everything_said(name, data) for name, data in files.items()]
    return " ".join(" ".join((body(letter), *papers)).split())


def the_report_of_the_mail_server_finds_its_letter(desk: RealDesk, letter: Delivery) -> None:
    person = desk.person
    _fetches(desk)
    person.reads("1 brev kom retur.")
    came_back = desk.minutes_letters()["Bent"]
    assert came_back.state is DeliveryState.FAILED
    assert came_back.reply_code == 550
    assert came_back.reply_words.startswith("550 5.1.1")
    assert came_back.message_id == letter.message_id
    person.presses("Ctrl+Shift+O")
    person.sees("outboxDialog")
    person.reads(
        "Bent Prøve",
        "Afvist: adressen findes ikke hos modtageren",
        "Ring, og få den rigtige adresse.",
        "User doesn't exist",
        on=f"outbox-{letter.id}",
    )
    person.presses("Escape")
    person.sees_no("outboxDialog")
    others = [each.state for name, each in desk.minutes_letters().items() if name != "Bent"]
    assert set(others) == {DeliveryState.SENT}
    finds_by_name(person, "Alma", "Netværksmøde")
    _everything_sent_says(
        desk, "Bent Prøve, Referat 1: Kom retur", "Sofie Eksempel, Referat 1: Sendt"
    )


def _everything_sent_says(desk: RealDesk, *phrases: str) -> None:
    """Look at who got what, from the meeting."""
    desk.person.presses("Ctrl+Shift+B")
    desk.person.sees("postPage")
    desk.person.reads(*phrases, on="postPage")


def corrects_the_address_and_sends_again(desk: RealDesk, letter: Delivery) -> None:
    person, bent = desk.person, desk.attendee("Bent")
    finds_by_name(person, "Alma", "Netværksmøde")
    person.presses("Ctrl+4")
    person.sees("followUpStep")
    person.clicks(f"editAddress-{bent}")
    person.sees("personDialog")
    person.fills(mail=BENT)
    person.presses("Ctrl+Return")
    person.sees_no("personDialog")
    person.clicks(f"sendAgain-{bent}")
    person.sees("sendDialog")
    person.reads(BENT, "Brevene går til de adresser, folk har nu.", on="sendDialog")
    person.presses("Return")
    person.reads("1 deltager har referatet", on="sendDialog")
    person.presses("Return")
    person.sees_no("sendDialog")
    desk.server.waits_until_quiet()
    (mail,) = desk.server.mails(BENT)
    assert mail.message_id == letter.message_id
    _is_an_honest_letter(mail.message, BENT)
    left = [each.address for each in person.office.outbox.letters(letter.id)]
    assert left == [NOBODY, BENT]
    _everything_sent_says(desk, "Bent Prøve, Referat 1: Sendt 2 gange")
    assert person.office.outbox.view().stuck == ()


def sofie_answers(desk: RealDesk, letter: Delivery) -> None:
    """She presses "Svar" in her own mail program, which goes by Reply-To."""
    person, server = desk.person, desk.server
    (got,) = server.mails(SOFIE)
    server.send(_answer(got.message, WISH), SOFIE)
    server.waits_until_quiet()
    _fetches(desk)
    person.reads("1 nyt svar er hentet.")
    (said,) = person.office.corrections.view(desk.meeting.id).corrections
    assert said.person.name == "Sofie Eksempel"
    assert said.channel is Channel.MAIL
    assert WISH in said.words
    assert got.message_id == letter.message_id


def _answer(letter: EmailMessage, text: str) -> EmailMessage:
    answer = EmailMessage()
    answer["From"] = f"Sofie Eksempel <{SOFIE}>"
    answer["To"] = str(letter["Reply-To"])
    answer["Subject"] = f"SV: {letter['Subject']}"
    answer["In-Reply-To"] = answer["References"] = str(letter["Message-ID"]).strip()
    answer["Message-ID"] = email.utils.make_msgid(domain="mail.example")
    answer["Date"] = email.utils.formatdate()
    quoted = "\n".join(f"> {each}" for each in body(letter).splitlines())
    answer.set_content(f"{text}\n\nDen tor. 3. dec. 2026 kl. 16.10 skrev Børn:\n{quoted}\n")
    return answer


def an_answer_is_lost_and_the_letter_found(desk: RealDesk) -> None:
    """Postfix has the letter, but its yes never comes: nobody knows, until somebody looks."""
    person = desk.person
    letter = _invites_sofie_while_the_line_breaks(desk)
    person.reads("Uvist: forbindelsen faldt ud", on=f"delivery-{letter.id}")
    desk.server.waits_until_quiet()
    person.clicks(f"look-{letter.id}")
    person.reads("1 deltager har indkaldelsen")
    person.presses("Return")
    person.sees_no("sendDialog")
    found = _invitation(desk)
    assert (found.state, found.message_id) == (DeliveryState.SENT, letter.message_id)
    events = [each.kind for each in person.office.outbox.events(letter.id)]
    assert events[-3:] == [
        LetterEventKind.HANDED_OVER, LetterEventKind.UNCERTAIN, LetterEventKind.FOUND
    ]  # fmt: skip
    assert person.office.outbox.view().stuck == ()


def _invites_sofie_while_the_line_breaks(desk: RealDesk) -> Delivery:
    person, office = desk.person, desk.person.office
    sofie = next(a.person for a in desk.meeting.attendees if a.person.name.startswith("Sofie"))
    assert sofie.family_id is not None
    draft = MeetingDraft(datetime(2027, 1, 14, 9, 0), 60, "Rådhuset", "", "At se, hvordan det går")
    invited = [(sofie.id, Duty.CHAIR_AND_MINUTES)]
    meeting = office.meetings.create(sofie.family_id, "follow_up", draft, invited)
    office.meetings.set_child_voice(
        meeting.id, meeting.version, ChildVoice(VoiceWay.SPOKEN_FOR, "Sofie fortæller")
    )
    desk.line.answers_to_lose = 1
    finds_by_name(person, "Alma", "Opfølgning")
    person.sees("agendaStep")
    person.clicks("inviteAgain")
    person.sees("sendDialog")
    person.presses("Return")
    person.waits(lambda: desk.line.lost == 1, "no answer was lost")
    person.waits(lambda: _invitation(desk).state is DeliveryState.UNCERTAIN)
    return _invitation(desk)


def _invitation(desk: RealDesk) -> Delivery:
    office = desk.person.office
    every = [d for line in office.meetings.find() for d in office.sending.deliveries(line.id)]
    (only,) = [each for each in every if each.kind is LetterKind.INVITATION]
    return only


def nobody_got_anything_twice(desk: RealDesk) -> None:
    """Count in the mailboxes themselves; in the archive, what left twice lies twice."""
    server = desk.server
    server.waits_until_quiet()
    for user in MAILBOXES:
        counted = Counter(each.message_id for each in server.mails(user))
        assert [each for each, times in counted.items() if times != 1] == [], user
    assert len(server.mails(SOFIE)) == 2
    assert len(server.mails(OFFICE, ARCHIVE_FOLDER)) == 8
    # Postfix itself: each address was delivered to as often as letters were meant for it.
    assert server.statuses(NOBODY) == ["bounced"]
    assert server.statuses(SOFIE) == ["sent", "sent"]


def _fetches(desk: RealDesk) -> None:
    person = desk.person
    person.goes_to("today")
    person.tabs_to("fetchAnswers", at_most=80)
    person.presses("Return")
