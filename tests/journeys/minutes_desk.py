"""A meeting that was held, before somebody sits down to write its minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage

from moedeleder.domain.attendees import Duty
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.meetings import MeetingDraft, PromiseDraft
from moedeleder.domain.people import Person as Somebody
from moedeleder.domain.record import PartKey
from moedeleder.domain.settings import AfterTaking, MailboxSettings, Security
from moedeleder.domain.statements import Statement, StatementKind
from moedeleder.services.minutes import MinutesView
from tests.imap_server import PASSWORD, USER
from tests.journeys.minutes_words import (
    HARSH,
    OWN_WORDS,
    PRIVATE,
    PROMISED,
    SAID,
    SOURCE,
    TO_LEAVE,
    TO_MOVE,
    WORRY,
)
from tests.journeys.round_acts import Round
from tests.services.letter_box import files_of
from tests.services.test_copies import everything_said

METTE = "mette@kommune.example"
HELD = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
"""15.30 in Denmark."""


@dataclass
class Minutes(Round):
    """The window, the post, and the minutes as they are kept."""

    @property
    def view(self) -> MinutesView:
        return self.person.office.minutes.open(self.meeting.id)

    def part(self, key: PartKey) -> str:
        """Return what a part says, as kept."""
        return self.view.parts[key].text.plain

    def said(self, words: str) -> Statement:
        return next(each for each in self.meeting.statements if each.text == words)

    def told_to(self, mails: Mapping[str, EmailMessage], address: str) -> str:
        """Return all that a letter holds, on one line: subject, words, and each file's insides."""
        letter = mails[address]
        words = [each.get_content() for each in letter.walk() if _is_text(each)]
        papers = [everything_said(name, data) for name, data in files_of(letter).items()]
        return " ".join(" ".join((str(letter["Subject"]), *words, *papers)).split())


def _is_text(part: EmailMessage) -> bool:
    return part.get_content_maintype() == "text"


def letters_can_come_in(desk: Minutes) -> None:
    """Let answers be fetched from the mailbox."""
    box = MailboxSettings(
        desk.imap.host, desk.imap.tls_port, Security.TLS, USER, after=AfterTaking.KEYWORD
    )
    # The server stamps mails with the machine's own time, and only newer ones are fetched.
    desk.clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    desk.person.office.mailbox.save(box, PASSWORD)


def meeting_is_held(desk: Minutes) -> None:
    """Hold the meeting with everybody there; only what is said in it is this story's."""
    office = desk.person.office
    desk.clock.set(HELD)
    (listed,) = office.families.find("Alma")
    people = {each.name.split()[0]: each for each in office.families.get(listed.id).people}
    me = office.settings.me()
    assert me is not None
    invited = [(me.id, Duty.CHAIR_AND_MINUTES)]
    invited += [(people[name].id, Duty.NONE) for name in ("Sofie", "Jonas", "Karin")]
    starts = datetime(2026, 12, 3, 15, 30)
    draft = MeetingDraft(starts, 90, "Rådhuset, lokale 2.14", "", "At gøre morgenerne lettere")
    meeting = office.meetings.create(listed.id, "network", draft, invited)
    voice = ChildVoice(VoiceWay.SPOKEN_FOR, "Sofie fortæller")
    meeting = office.meetings.set_child_voice(meeting.id, meeting.version, voice)
    office.conduct.start(meeting.id)
    office.presence.everybody_is_here(meeting.id)
    _talk(desk, meeting.id, people)
    office.conduct.end(meeting.id)


def _talk(desk: Minutes, meeting_id: str, people: Mapping[str, Somebody]) -> None:
    office = desk.person.office
    say, item = office.statements.say, desk.meeting.items[3].id
    sofie, karin = people["Sofie"].id, people["Karin"].id
    say(meeting_id, StatementKind.PARENT_WORDS, OWN_WORDS, item_id=item, person_id=sofie)
    say(meeting_id, StatementKind.WORRY, WORRY, item_id=item, person_id=sofie)
    for words in (SAID, TO_MOVE, TO_LEAVE):
        say(meeting_id, StatementKind.FACT, words, item_id=item)
    say(
        meeting_id,
        StatementKind.ASSESSMENT,
        HARSH,
        item_id=item,
        person_id=karin,
        source=SOURCE,
    )
    say(meeting_id, StatementKind.PRIVATE, PRIVATE, item_id=item)
    office.promises.add(meeting_id, PromiseDraft(PROMISED, sofie, due=date(2026, 12, 10)))
