"""One agenda made together: by mail, by a form through LibreOffice, and by phone.

Real servers carry every letter out (SMTP) and every answer in (IMAP).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

import pytest
import vobject

from moedeleder.app import mailbox_maker, transport_maker
from moedeleder.documents.reply_form_fields import tag
from moedeleder.domain.attendees import Duty, InvitationReply
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionDraft,
    ContributionKind,
    Importance,
)
from moedeleder.domain.meetings import Meeting, MeetingDraft
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.preparation import PrepLine
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.domain.settings import (
    AfterTaking,
    MailboxSettings,
    MailSettings,
    MailWay,
    Organisation,
    Security,
)
from moedeleder.domain.times import Fit
from tests.documents.forms import filled
from tests.imap_server import PASSWORD, USER, ImapServer
from tests.libreoffice import DOCX, ODT, Writer, libreoffice
from tests.offices import NOW, Bench, open_bench
from tests.smtp_server import SmtpServer

__all__ = ["libreoffice"]

FIRST, SECOND = datetime(2026, 12, 3, 15, 30), datetime(2026, 12, 4, 8, 30)
LATER = datetime(2026, 12, 4, 10, 0)
SOFIE, JONAS, ALMA = "sofie@mail.example", "jonas@mail.example", "alma@mail.example"
BOX = "born@kommune.example"
SOFIES_WORDS = "Kan vi tale om morgenerne?\n\nAlma græder, når bussen kommer. :-("
JONAS_POINT = "Hvem ringer til os, når hun ikke kommer i skole?"
ALMAS_POINT = "Jeg vil gerne have min ven med"


@dataclass
class Round:
    """A bench with its mail servers and the meeting that is being prepared."""

    bench: Bench
    smtp: SmtpServer
    imap: ImapServer
    meeting: Meeting

    def again(self) -> Meeting:
        self.meeting = self.bench.office.meetings.get(self.meeting.id)
        return self.meeting

    def attendee(self, name: str) -> str:
        return next(a.id for a in self.meeting.attendees if a.person.name.startswith(name))

    def send(self, kind: LetterKind) -> dict[str, EmailMessage]:
        """Let the letters of a kind leave, and return what each address got."""
        before = len(self.smtp.messages)
        sent = self.bench.office.sending.send(self.meeting.id, kind)
        left = {each.state for each in sent if each.address}
        assert left == {DeliveryState.SENT}
        return {one.receivers[0]: one.message for one in self.smtp.messages[before:]}

    def comes_in(self, *mails: EmailMessage) -> None:
        """Let mails arrive in the mailbox, and fetch them."""
        self.imap.deliver(*(mail.as_bytes() for mail in mails))
        self.bench.office.mailbox.fetch()
        self.again()

    def from_person(self, name: str) -> list[Contribution]:
        return [c for c in self.again().contributions if c.person.name.startswith(name)]

    def check(self, key: str) -> PrepLine:
        lines = self.bench.office.preparation.of(self.meeting.id)
        return next(line for line in lines if line.key == key)


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[tuple[SmtpServer, ImapServer]]:
    with SmtpServer(tmp_path) as smtp, ImapServer() as imap:
        yield smtp, imap


@pytest.fixture
def round_(tmp_path: Path, servers: tuple[SmtpServer, ImapServer]) -> Iterator[Round]:
    with opened_round(tmp_path, *servers) as opened:
        yield opened


@contextmanager
def opened_round(folder: Path, smtp: SmtpServer, imap: ImapServer) -> Iterator[Round]:
    home = folder / "kontor"
    home.mkdir()
    ways = transport_maker(smtp.ca_file), mailbox_maker(imap.ca_file)
    with open_bench(home, *ways) as bench:
        mail = MailSettings(
            MailWay.SMTP, "", smtp.host, smtp.port, Security.STARTTLS, smtp.user, "Børn", BOX
        )
        bench.office.settings.save_mail(mail, smtp.password)
        box = MailboxSettings(
            imap.host, imap.tls_port, Security.TLS, USER, after=AfterTaking.KEYWORD
        )
        # The server stamps mails with the machine's own time, and only newer ones are fetched.
        bench.clock.now = datetime(2020, 1, 1, tzinfo=UTC)
        bench.office.mailbox.save(box, PASSWORD)
        bench.clock.now = NOW
        bench.office.settings.save_organisation(Organisation("Eksempelby", phone="12 34 56 78"))
        starter = folder / "Velkommen.pdf"
        starter.write_bytes(b"%PDF-1.7\ntrailer <<>>\n%%EOF\n")
        bench.office.starter.add(starter, "network")
        yield Round(bench, smtp, imap, _planned(bench))


def _planned(bench: Bench) -> Meeting:
    office, people = bench.office, bench.people
    jonas = people["jonas"]
    draft = replace(jonas.draft, mail=JONAS, phone="87 65 43 21")
    office.families.update_person(jonas.id, jonas.version, draft)
    alma = office.families.add_person(
        bench.family.id, PersonDraft("Alma Eksempel", PersonRole.CHILD, mail=ALMA)
    )
    invited = [(bench.me.person_id, Duty.CHAIR_AND_MINUTES)]
    invited += [(each, Duty.NONE) for each in (people["sofie"].id, jonas.id, alma.id)]
    invited.append((people["karin"].id, Duty.NONE))
    plan = MeetingDraft(FIRST, 90, "Rådhuset, lokale 2.14", "", "At gøre morgenerne lettere")
    meeting = office.meetings.create(bench.family.id, "network", plan, invited)
    karin = next(a for a in meeting.attendees if a.person.name == "Karin Dam")
    meeting = office.meetings.set_presence(
        karin.id, karin.version, "Kender Almas dage i skolen", "Støtte i timerne"
    )
    voice = ChildVoice(VoiceWay.ATTENDS)
    meeting = office.meetings.set_child_voice(meeting.id, meeting.version, voice)
    office.times.propose(meeting.id, FIRST)
    return office.times.propose(meeting.id, SECOND)


def words(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    text: str = body.get_content()
    return text


def files(message: EmailMessage) -> dict[str, bytes]:
    return {
        str(part.get_filename()): part.get_payload(decode=True)  # type: ignore[misc]
        for part in message.iter_attachments()
    }


def reply_to(letter: EmailMessage, sender: str, text: str) -> EmailMessage:
    """The mail a person's program makes when they press "Svar"."""
    answer = EmailMessage()
    answer["From"], answer["To"] = sender, parseaddr(str(letter["From"]))[1]
    answer["Subject"] = f"SV: {letter['Subject']}"
    answer["In-Reply-To"] = answer["References"] = str(letter["Message-ID"])
    answer["Message-ID"] = f"<svar-{abs(hash((sender, text)))}@mail.example>"
    quoted = "\n".join(f"> {line}" for line in words(letter).splitlines())
    answer.set_content(
        f"{text}\n\nDen tir. 24. nov. 2026 kl. 10.05 skrev Børn <{BOX}>:\n{quoted}\n"
    )
    return answer


def event(message: EmailMessage) -> vobject.base.Component:
    (part,) = [each for each in message.walk() if each.get_content_type() == "text/calendar"]
    return vobject.readOne(part.get_payload(decode=True).decode())  # type: ignore[union-attr]


def calendar_answer(letter: EmailMessage, sender: str, says: str) -> EmailMessage:
    """What a calendar sends when somebody presses "Accepter" or "Afvis"."""
    asked = event(letter).vevent
    ics = "\r\n".join(
        (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//En anden//Kalender//DA",
            "METHOD:REPLY",
            "BEGIN:VEVENT",
            f"UID:{asked.uid.value}",
            f"SEQUENCE:{asked.sequence.value}",
            "DTSTAMP:20261125T080000Z",
            f"ATTENDEE;PARTSTAT={says}:mailto:{sender}",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        )
    )
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = sender, BOX, "Accepteret: Møde"
    answer["Message-ID"] = f"<kalender-{says}-{sender}>"
    answer.set_content("Svar fra kalenderen")
    answer.add_alternative(
        ics.encode(), maintype="text", subtype="calendar", params={"method": "REPLY"}
    )
    return answer


def test_an_agenda_made_with_both_parents_and_the_young_person(
    round_: Round, libreoffice: Writer
) -> None:
    drafts = _shared(round_)
    _answered(round_, drafts, libreoffice)
    _placed(round_)
    _told(round_)
    invitations = _invited(round_)
    _replied(round_, invitations)
    _moved(round_, invitations)
    _called_off(round_, invitations)
    _nothing_twice(round_)


def _shared(round_: Round) -> dict[str, EmailMessage]:
    office, meeting = round_.bench.office, round_.meeting
    plan = office.sharing.plan(meeting.id)
    assert plan.chosen == {round_.attendee(name) for name in ("Sofie", "Jonas", "Alma")}
    assert plan.starter_files == ("Velkommen.pdf",)
    office.sharing.share(meeting.id, meeting.version, plan.chosen, date(2026, 11, 27))
    drafts = round_.send(LetterKind.DRAFT)
    assert set(drafts) == {SOFIE, JONAS, ALMA}
    for message in drafts.values():
        subject = str(message["Subject"])
        assert "Alma" not in subject
        assert "Eksempel" not in subject
        assert {name.rpartition(".")[2] for name in files(message)} == {"pdf", "docx"}
        assert "Velkommen.pdf" in files(message)
        for form in (words(message), words(message, "html")):
            assert "At gøre morgenerne lettere" in form
            assert "Torsdag 3. december" in form
            assert "Fredag 4. december" in form
            assert "bisidder" in form
            assert "27. november" in form
            assert "Karin Dam" in form
            assert "Kender Almas dage i skolen" in form
            assert "Velkomst, roller og tid" in form
            assert "Svarkode: ML-" in form
            assert "12 34 56 78" in form
    assert "Kære Sofie" in words(drafts[SOFIE])
    assert "møde om Alma" in words(drafts[SOFIE])
    assert "møde om dig" in words(drafts[ALMA])
    codes = {words(message).rsplit("Svarkode: ", 1)[1].split()[0] for message in drafts.values()}
    assert len(codes) == 3
    assert "src=" not in words(drafts[SOFIE], "html")
    assert round_.check("parents_called").gathered
    assert round_.check("support_person").gathered
    assert round_.check("starter_pack").gathered
    round_.again()
    return drafts


def _answered(round_: Round, drafts: dict[str, EmailMessage], libreoffice: Writer) -> None:
    office = round_.bench.office
    first, second = (time.id for time in round_.meeting.proposed_times)
    by_mail = reply_to(drafts[SOFIE], f"Sofie Eksempel <{SOFIE}>", SOFIES_WORDS)
    stranger = reply_to(drafts[SOFIE], "en.anden@mail.example", "Jeg svarer for hende")
    round_.comes_in(by_mail, _jonas_form(drafts[JONAS], libreoffice, first, second), stranger)

    (sofie,) = round_.from_person("Sofie")
    assert (sofie.words.strip(), sofie.channel) == (SOFIES_WORDS, Channel.MAIL)
    (answer,) = [a for a in office.answers.of_meeting(round_.meeting.id) if a.person_name[0] == "S"]
    assert "Velkomst, roller og tid" in answer.quoted

    jonas = {each.kind: each for each in round_.from_person("Jonas")}
    assert jonas[ContributionKind.POINT].words == JONAS_POINT
    assert jonas[ContributionKind.POINT].wanted == "Et navn og et nummer"
    assert jonas[ContributionKind.POINT].importance is Importance.VERY_IMPORTANT
    assert jonas[ContributionKind.STRENGTHS].words == "Hun tegner & fortæller."
    assert {each.channel for each in jonas.values()} == {Channel.FORM}

    (unknown,) = office.answers.unknown()
    assert unknown.from_address == "en.anden@mail.example"
    office.answers.dismiss(unknown.id, unknown.version, "Ikke aftalt med Sofie")

    alma = next(a.person.id for a in round_.meeting.attendees if a.person.role is PersonRole.CHILD)
    points = (
        ContributionDraft(ContributionKind.POINT, ALMAS_POINT),
        ContributionDraft(ContributionKind.POINT, "Må jeg slippe for idræt?"),
    )
    fits = ((first, Fit.YES), (second, Fit.YES))
    round_.meeting = office.contributions.type_in(
        round_.meeting.id, alma, Channel.PHONE, points, fits
    )
    said = {(each.person_id, each.proposal_id): each.fit for each in round_.meeting.time_answers}
    ids = {a.person.name.split()[0]: a.person.id for a in round_.meeting.attendees}
    assert said[ids["Jonas"], first] is Fit.NO
    assert said[ids["Jonas"], second] is Fit.YES
    assert said[ids["Alma"], second] is Fit.YES


def _jonas_form(letter: EmailMessage, libreoffice: Writer, first: str, second: str) -> EmailMessage:
    (blank,) = [data for name, data in files(letter).items() if name.endswith(".docx")]
    written = {
        tag("points", "1", "words"): JONAS_POINT,
        tag("points", "1", "wanted"): "Et navn og et nummer",
        tag("strengths"): "Hun tegner & fortæller.",
    }
    ticked = (
        (tag("points", "1", "importance"), 2),
        (tag("times", first, "no"), 0),
        (tag("times", second, "yes"), 0),
    )
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = JONAS, BOX, "Skema"
    answer["Message-ID"] = "<skema-fra-jonas@mail.example>"
    answer.set_content("")
    answer.add_attachment(
        _through(libreoffice, filled(written, ticked, blank)),
        maintype="application",
        subtype="octet-stream",
        filename="../../skema udfyldt.docx",
    )
    return answer


def _through(libreoffice: Writer, form: bytes) -> bytes:
    """The form as it is after LibreOffice has kept it in its own way and made Word of it again."""
    own = libreoffice.convert({"skema.docx": form}, ODT)
    return libreoffice.convert({"skema.odt": own["skema"]}, DOCX)["skema"]


def _placed(round_: Round) -> None:
    office = round_.bench.office
    (sofie,) = round_.from_person("Sofie")
    meeting = office.contributions.put_on(sofie.id, sofie.version, "Morgenerne", 20)
    (point,) = [item for item in meeting.items if item.title == "Morgenerne"]
    assert point.raised_by is not None
    assert point.raised_by.name == "Sofie Eksempel"
    assert SOFIES_WORDS in meeting.words_of(point)

    jonas = {each.kind: each for each in round_.from_person("Jonas")}
    asked = jonas[ContributionKind.POINT]
    office.contributions.merge(asked.id, asked.version, point.id)
    strong = jonas[ContributionKind.STRENGTHS]
    office.contributions.note(strong.id, strong.version)

    friend, sport = sorted(round_.from_person("Alma"), key=lambda each: each.words)
    office.contributions.put_on(friend.id, friend.version, "Min ven", 5)
    office.contributions.not_now(sport.id, sport.version, "Det aftaler du med din lærer først")
    assert not any(each.is_open for each in round_.again().contributions)
    titles = [item.title for item in round_.meeting.items]
    assert titles.index("Morgenerne") < titles.index("Siden sidst")


def _told(round_: Round) -> None:
    office = round_.bench.office
    titles = [item.title for item in round_.meeting.items]
    pending = {each.name: each for each in office.receipts.pending(round_.meeting.id)}
    assert set(pending) == {"Sofie Eksempel", "Jonas Eksempel", "Alma Eksempel"}
    office.receipts.announce(round_.meeting.id)
    receipts = round_.send(LetterKind.RECEIPT)
    number = titles.index("Morgenerne") + 1
    sofie, jonas, alma = (words(receipts[each]) for each in (SOFIE, JONAS, ALMA))
    assert "Kan vi tale om morgenerne?" in sofie
    assert f"Den er på dagsordenen som punkt {number}." in sofie
    assert f"Vi tager den sammen med punkt {number}: Morgenerne." in jonas
    assert JONAS_POINT not in sofie
    assert "Ikke på dette møde, fordi det aftaler du med din lærer først." in alma
    assert f"Den er på dagsordenen som punkt {titles.index('Min ven') + 1}." in alma
    assert not any(each.lines for each in office.receipts.pending(round_.meeting.id))
    for message in receipts.values():
        assert "Alma" not in str(message["Subject"])


def _invited(round_: Round) -> dict[str, EmailMessage]:
    office = round_.bench.office
    second = round_.again().proposed_times[1]
    round_.meeting = office.times.choose(second.id, second.version)
    assert round_.meeting.starts_at == SECOND
    round_.meeting = office.sending.announce_meeting(round_.meeting.id, round_.meeting.version)
    invitations = round_.send(LetterKind.INVITATION)
    assert {SOFIE, JONAS, ALMA, "karin@skole.example"} <= set(invitations)
    sofie = words(invitations[SOFIE])
    assert "4. december" in sofie
    assert "Morgenerne" in sofie
    invitation = event(invitations[SOFIE])
    assert invitation.method.value == "REQUEST"
    assert invitation.vevent.dtstart.value.replace(tzinfo=None) == SECOND
    assert "Alma" not in invitation.serialize()
    return invitations


def _replied(round_: Round, invitations: dict[str, EmailMessage]) -> None:
    yes = calendar_answer(invitations[SOFIE], SOFIE, "ACCEPTED")
    no = calendar_answer(invitations[JONAS], JONAS, "DECLINED")
    round_.comes_in(yes, no)
    replies = {a.person.name.split()[0]: a.reply for a in round_.meeting.attendees}
    assert replies["Sofie"] is InvitationReply.ACCEPTED
    assert replies["Jonas"] is InvitationReply.DECLINED
    assert replies["Alma"] is InvitationReply.NONE


def _moved(round_: Round, invitations: dict[str, EmailMessage]) -> None:
    office, meeting = round_.bench.office, round_.again()
    draft = replace(meeting.draft, starts_at=LATER)
    meeting = office.meetings.update(meeting.id, meeting.version, draft)
    (change,) = office.sharing.changes_since(meeting.id)
    assert "flyttet fra fredag 4. december kl. 08.30 til fredag 4. december kl. 10.00" in change
    office.sending.announce_meeting(meeting.id, meeting.version)
    updates = round_.send(LetterKind.INVITATION)
    assert change in words(updates[JONAS])
    before, now = event(invitations[JONAS]).vevent, event(updates[JONAS]).vevent
    assert now.uid.value == before.uid.value
    assert int(now.sequence.value) > int(before.sequence.value)
    assert now.dtend.value - now.dtstart.value == timedelta(minutes=90)
    numbers = [shared.version.number for shared in office.sharing.versions(meeting.id)]
    assert numbers == [1, 2, 3]


def _called_off(round_: Round, invitations: dict[str, EmailMessage]) -> None:
    office, meeting = round_.bench.office, round_.again()
    office.sending.cancel_meeting(meeting.id, meeting.version, "Karin er blevet syg.")
    letters = round_.send(LetterKind.CANCELLATION)
    assert {SOFIE, JONAS, ALMA, "karin@skole.example"} <= set(letters)
    assert "Karin er blevet syg." in words(letters[SOFIE])
    cancelled = event(letters[SOFIE])
    assert cancelled.method.value == "CANCEL"
    assert cancelled.vevent.uid.value == event(invitations[SOFIE]).vevent.uid.value


def _nothing_twice(round_: Round) -> None:
    before = round_.again().contributions
    fetched = round_.bench.office.mailbox.fetch()
    assert (fetched.taken, fetched.unknown) == (0, 0)
    assert round_.again().contributions == before
    assert not any(b"\\Seen" in flags for flags in round_.imap.flags().values())
    sent = len(round_.smtp.messages)
    for kind in (LetterKind.DRAFT, LetterKind.INVITATION, LetterKind.RECEIPT):
        round_.bench.office.sending.send(round_.meeting.id, kind)
    assert len(round_.smtp.messages) == sent
