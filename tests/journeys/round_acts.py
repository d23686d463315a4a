"""What a coordinator does to make an agenda with a family, from the plan to the last decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMenu, QWidget

from moedeleder.documents.reply_form_fields import tag
from moedeleder.domain.contributions import Channel, Contribution, Decision
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from moedeleder.domain.settings import MailSettings, MailWay, Organisation, Security
from tests.documents.forms import filled
from tests.imap_server import PASSWORD, USER, ImapServer
from tests.journeys.acts import goes_with_the_arrows_to, meeting_of
from tests.journeys.person import Person
from tests.journeys.test_journey_agenda_together import files, reply_to, words
from tests.smtp_server import SmtpServer
from tests.ui import test_taking_in as dragging
from tests.ui.office_fixture import NOW, DeskClock

SOFIE, JONAS, ALMA = "sofie@mail.example", "jonas@mail.example", "alma@mail.example"
KARIN = "karin@skole.example"
SOFIES_WORDS = "Kan vi tale om morgenerne?\n\nAlma græder, når bussen kommer."
JONAS_POINT = "Hvem ringer til os, når hun ikke kommer?"
ALMAS_POINT = "Må jeg slippe for idræt?"
NOT_NOW = "Det aftaler du med din lærer først"
FIRST, SECOND = "torsdag 3. december kl. 15.30", "fredag 4. december kl. 08.30"

DAYS = ("Torsdag 3. december 2026, kl. 15.30", "Fredag 4. december 2026, kl. 08.30")


@dataclass
class Round:
    """The person at the window, and the servers that carry what they send and get."""

    person: Person
    smtp: SmtpServer
    imap: ImapServer
    clock: DeskClock
    folder: Path

    @property
    def meeting(self) -> Meeting:
        return meeting_of(self.person, "Alma")

    def attendee(self, name: str) -> str:
        return next(a.id for a in self.meeting.attendees if a.person.name.startswith(name))

    def brought(self, name: str) -> Contribution:
        (only,) = [c for c in self.meeting.contributions if c.person.name.startswith(name)]
        return only

    def mails(self, since: int) -> dict[str, EmailMessage]:
        """The mails after the first so many, by address."""
        return {one.receivers[0]: one.message for one in self.smtp.messages[since:]}

    def comes_in(self, mail: EmailMessage) -> None:
        self.imap.deliver(mail.as_bytes())


def know_the_family(person: Person, smtp: SmtpServer) -> None:
    office = person.office
    box = "born@kommune.example"
    way = MailSettings(
        MailWay.SMTP, "", smtp.host, smtp.port, Security.STARTTLS, smtp.user, "Børn", box
    )
    office.settings.save_mail(way, smtp.password)
    office.settings.save_organisation(Organisation("Eksempelby Kommune", phone="12 34 56 78"))
    family = office.families.create(FamilyDraft("Alma Eksempel"))
    for name, role, mail, relation in (
        ("Sofie Eksempel", PersonRole.PARENT, SOFIE, "Mor"),
        ("Jonas Eksempel", PersonRole.PARENT, JONAS, "Far"),
        ("Alma Eksempel", PersonRole.CHILD, ALMA, ""),
        ("Karin Dam", PersonRole.TEACHER, KARIN, ""),
    ):
        draft = PersonDraft(name, role, relation=relation, mail=mail)
        office.families.add_person(family.id, draft)


def says_where_answers_come(round_: Round) -> None:
    person, imap = round_.person, round_.imap
    assert not person.shows("fetchAnswers")
    person.goes_to("settings")
    person.tabs_to("settingsSections")
    while not person.shows("mailboxCard"):
        person.presses("Down")
    person.fills(host=imap.host, port=str(imap.tls_port), user=USER, password=PASSWORD)
    # The server stamps mails with the machine's own time, and only newer ones are fetched.
    round_.clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    person.presses("Ctrl+Return")
    person.reads("Gemt.", f"Svar hentes nu fra {imap.host}.")
    round_.clock.set(NOW)
    assert PASSWORD not in person.words()


def plans_the_meeting(round_: Round) -> None:
    person = round_.person
    person.presses("Ctrl+N")
    person.stands_in("familyChoice")
    person.types("Alma")
    person.presses("Return")
    person.tabs_to("type")
    person.chooses("type", "Netværksmøde")
    person.fills(dateText="3.12.2026", starts_atText="15.30")
    person.fills(place="Rådhuset, lokale 2.14", purpose="At gøre morgenerne lettere.")
    person.ticks("Alma Eksempel")
    person.ticks("Karin Dam")
    person.presses("Ctrl+Return")
    person.sees_no("newMeetingDialog")
    person.reads("Del kladde", on="agendaMain")
    person.reads("Her står det, familien vil tale om.", on="contributionsCard")
    names = {attendee.person.name for attendee in round_.meeting.attendees}
    assert names == {
        "Mette Holm", "Sofie Eksempel", "Jonas Eksempel", "Alma Eksempel", "Karin Dam"
    }  # fmt: skip


def proposes_two_times(round_: Round) -> None:
    person = round_.person
    person.reads("Foreslå tider", on="proposeTimes")
    person.clicks("proposeTimes")
    person.reads(f"Mødet står til {FIRST}.", on="timesIntro")
    person.stands_in("dateText")
    person.presses("Return")
    person.reads(FIRST, on="timesGrid")
    person.stands_in("dateText")
    person.types("4.12.2026")
    person.fills(starts_atText="8.30")
    person.presses("Return")
    person.reads(f"{SECOND} passer for 0 af 5", on="timesGrid")
    person.presses("Escape")
    person.sees_no("timesDialog")
    person.reads("Tiden er ikke valgt endnu.", "Se svar på tider", on="aboutCard")
    person.reads("Vælg tid", on="inviteAgain")
    assert len(round_.meeting.proposed_times) == 2


def says_how_the_child_is_heard(round_: Round) -> None:
    person = round_.person
    person.reads("Det skal stå her, før I indkalder.", on="childVoiceCard")
    person.clicks("writeChildVoice")
    person.sees("childVoiceDialog")
    goes_with_the_arrows_to(person, "voice-attends")
    person.reads("Hvad skal der til, for at det er rart for barnet?")
    person.fills(note="En pause midtvejs")
    person.presses("Ctrl+Return")
    person.sees_no("childVoiceDialog")
    person.reads("Barnet er med til mødet", "En pause midtvejs", on="childVoiceCard")


def says_why_karin_is_there(round_: Round) -> None:
    person, karin = round_.person, round_.attendee("Karin")
    person.clicks(f"editAttendee-{karin}")
    person.fills(why_here="Kender Almas dage i skolen", can_decide="Støtte i timerne")
    person.presses("Ctrl+Return")
    person.reads("Kender Almas dage i skolen", on="attendeesCard")


def shares_the_draft(round_: Round) -> dict[str, EmailMessage]:
    person = round_.person
    person.presses("Ctrl+Return")
    person.sees("shareDialog")
    person.reads("Del med 3", "Sofie Eksempel", "Karin Dam", "De kan svare til og med")
    person.reads("Mailen til Sofie Eksempel", "Kære Sofie", *DAYS, on="shareDialog")
    person.presses("Down")
    person.reads("Mailen til Jonas Eksempel", "Kære Jonas")
    person.fills(answer_byText="27.11.2026")
    person.presses("Tab")
    person.reads("Fredag 27. november 2026", on="answerByHint")
    person.presses("Ctrl+Return")
    person.sees("sendDialog")
    person.reads("Alle 3 har kladden")
    person.presses("Return")
    person.sees_no("sendDialog")
    drafts = round_.mails(since=0)
    assert set(drafts) == {SOFIE, JONAS, ALMA}
    for mail in drafts.values():
        assert "Alma" not in str(mail["Subject"])
        said = words(mail)
        for phrase in (
            "At gøre morgenerne lettere.", *DAYS, "bisidder", "27. november",
            "Karin Dam", "Kender Almas dage i skolen", "Svarkode: ML-", "12 34 56 78",
        ):  # fmt: skip
            assert phrase in said
    person.reads("Vælg tid", on="agendaMain")
    return drafts


def sofie_answers_by_mail(round_: Round, draft: EmailMessage) -> None:
    person = round_.person
    round_.comes_in(reply_to(draft, f"Sofie Eksempel <{SOFIE}>", SOFIES_WORDS))
    person.goes_to("today")
    person.tabs_to("fetchAnswers")
    person.presses("Return")
    person.reads("1 nyt svar er hentet.")
    person.reads("1 bidrag", on="waitingCard")
    person.clicks_on("Giv svar", "waitingCard")
    person.sees("agendaStep")
    person.reads("Sofie, mor · på mail", SOFIES_WORDS, "1 mangler svar", on="contributionsCard")
    person.reads_nowhere("Velkomst, roller og tid\n>")


def jonas_form_is_dropped_on_the_window(round_: Round, draft: EmailMessage) -> None:
    person = round_.person
    (blank,) = [data for name, data in files(draft).items() if name.endswith(".docx")]
    first, second = (time.id for time in round_.meeting.proposed_times)
    written = {
        tag("points", "1", "words"): JONAS_POINT,
        tag("points", "1", "wanted"): "Et navn og et nummer",
    }
    ticked = ((tag("times", first, "no"), 0), (tag("times", second, "yes"), 0))
    form = round_.folder / "svar fra Jonas.docx"
    form.write_bytes(filled(written, ticked, blank))
    dragging.drop(person.finds("agendaStep", QWidget), dragging.files(form))
    person.reads("Svaret fra Jonas Eksempel er lagt ved netværksmøde")
    person.reads("1 nyt bidrag og 2 svar om tider.")
    person.reads("på skemaet", JONAS_POINT, "Et navn og et nummer", on="contributionsCard")
    person.reads("2 mangler svar", on="contributionsCard")
    assert round_.brought("Jonas").channel is Channel.FORM


def alma_rings(round_: Round) -> None:
    person = round_.person
    person.clicks("typeIn")
    person.stands_in("pointWords1")
    person.types(ALMAS_POINT)
    person.chooses("person", "Alma Eksempel")
    person.chooses("channel", "Telefon")
    person.chooses("time2", "Passer")
    person.presses("Escape")
    person.reads("Det, du skrev, er lagt til side.")
    person.clicks("typeIn")
    person.reads("Her er det, du begyndte på.", "Alma Eksempel", ALMAS_POINT)
    person.presses("Ctrl+Return")
    person.sees_no("typeInDialog")
    person.reads("Svaret fra Alma", "er gemt.")
    person.reads("i telefon", ALMAS_POINT, "3 mangler svar", on="contributionsCard")
    assert round_.brought("Alma").channel is Channel.PHONE


def decides_by_keyboard(round_: Round) -> None:
    person = round_.person
    sofie, jonas, alma = (round_.brought(name) for name in ("Sofie", "Jonas", "Alma"))
    person.tabs_to(f"putOn-{sofie.id}", at_most=60)
    person.presses("Return")
    person.sees("putOnDialog")
    person.reads(SOFIES_WORDS, on="putOnDialog")
    person.fills(title="Morgenerne")
    person.presses("Return")
    person.reads("”Morgenerne” er sat på dagsordenen.")
    # The keyboard goes on to the next that waits.
    person.stands_in(f"putOn-{jonas.id}")
    person.tabs_to(f"merge-{jonas.id}")
    person.presses("Return")
    number = [item.title for item in round_.meeting.items].index("Morgenerne") + 1
    person.reads(JONAS_POINT, on="mergeDialog")
    person.chooses("point", f"{number}. Morgenerne")
    person.presses("Return")
    person.reads("Bidraget fra Jonas, ", "er lagt til punktet.")
    person.stands_in(f"putOn-{alma.id}")
    person.tabs_to(f"other-{alma.id}")
    person.presses("Return")
    chooses_from_the_menu(person, "Ikke denne gang…")
    person.sees("notNowDialog")
    person.presses("Ctrl+Return")
    person.reads("Der mangler en grund. Skriv kort hvorfor.", on="notNowDialog")
    person.types(NOT_NOW)
    person.presses("Ctrl+Return")
    person.reads("får at vide, at det ikke er denne gang.", "alle har svar")
    takes_back_and_does_again(round_)
    assert round_.brought("Sofie").words.strip() == SOFIES_WORDS


def chooses_from_the_menu(person: Person, said: str) -> None:
    """Go down an open menu with the arrow until the line says these words."""

    def menu() -> QMenu | None:
        popup = QApplication.activePopupWidget()
        return popup if isinstance(popup, QMenu) else None

    person.waits(menu, "no menu is open")
    for _ in range(20):
        person.presses("Down")
        opened = menu()
        assert opened is not None
        if opened.activeAction() is not None and opened.activeAction().text() == said:
            person.presses("Return")
            return
    raise AssertionError(f"the menu has no {said!r}")


def takes_back_and_does_again(round_: Round) -> None:
    person = round_.person
    for waits in (1, 2, 3):
        person.presses("Ctrl+Z")
        person.reads(f"{waits} mangler svar", on="contributionsCard")
    assert "Morgenerne" not in [item.title for item in round_.meeting.items]
    for waits in (2, 1):
        person.presses("Ctrl+Shift+Z")
        person.reads(f"{waits} mangler svar", on="contributionsCard")
    person.presses("Ctrl+Shift+Z")
    person.reads("alle har svar", on="contributionsCard")
    decided = [round_.brought(name).decision for name in ("Sofie", "Jonas", "Alma")]
    assert decided == [Decision.ON_AGENDA, Decision.MERGED, Decision.NOT_NOW]
    assert round_.brought("Alma").reason == NOT_NOW
    (point,) = [item for item in round_.meeting.items if item.title == "Morgenerne"]
    assert round_.brought("Jonas").item_id == point.id
    person.reads("Morgenerne", "Sofie", "Jonas", on="agendaItems")
