"""An office that writes to real mailboxes, and the line between it and its server."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Self

from moedeleder.domain.attendees import Duty
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.meetings import FollowUp, Meeting, MeetingDraft, PromiseDraft
from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from moedeleder.domain.people import Person as Somebody
from moedeleder.domain.readers import Access, hidden_by
from moedeleder.domain.record import GapKind, PartKey
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.sending import Delivery, LetterKind
from moedeleder.domain.settings import (
    MailboxSettings,
    MailSettings,
    MailWay,
    Organisation,
    Security,
)
from moedeleder.domain.statements import StatementKind
from tests.journeys.acts import meeting_of
from tests.journeys.person import Person
from tests.postfix_server import OFFICE_PASSWORD, PostfixServer
from tests.ui.office_fixture import DeskClock

OFFICE, METTE = "born@kommune.example", "mette@kommune.example"
SOFIE, JONAS, ALMA = "sofie@mail.example", "jonas@mail.example", "alma@mail.example"
KARIN = "karin@skole.example"
BENT, NOBODY = "bent@skole.example", "bendt@skole.example"
MAILBOXES = [OFFICE, METTE, SOFIE, JONAS, ALMA, KARIN, BENT]
ARCHIVE, ARCHIVE_FOLDER = "born+arkiv@kommune.example", "arkiv"
"""Dovecot lays mail for ``name+folder`` in that folder, where there is one."""
OWN_WORDS = "Vi er alene med det om natten"
FOR_ADULTS = "Alma kom i skole ni af femten dage"
FOR_ALMA = "Du sagde, at du gerne vil tegne"
HELD = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
STARTS = datetime(2026, 12, 3, 15, 30)
_PEOPLE = (
    ("Sofie Eksempel", PersonRole.PARENT, "Mor", SOFIE),
    ("Jonas Eksempel", PersonRole.PARENT, "Far", JONAS),
    ("Alma Eksempel", PersonRole.CHILD, "", ALMA),
    ("Karin Dam", PersonRole.TEACHER, "", KARIN),
    ("Bent Prøve", PersonRole.PSYCHOLOGIST, "", NOBODY),
)
# A mail of ours is larger than this, and nothing else a client says at one go is.
_A_LETTER_BYTES = 3_000


@dataclass
class RealDesk:
    """The person at the window, and the servers behind it."""

    person: Person
    server: PostfixServer
    line: LossyLine
    clock: DeskClock

    @property
    def meeting(self) -> Meeting:
        """The meeting about Alma that was held."""
        return meeting_of(self.person, "Netværksmøde")

    def attendee(self, name: str) -> str:
        return next(a.id for a in self.meeting.attendees if a.person.name.startswith(name))

    def minutes_letters(self) -> dict[str, Delivery]:
        """Return the letters with the minutes by first name, as kept."""
        letters = self.person.office.sending.deliveries(self.meeting.id)
        return {e.name.split()[0]: e for e in letters if e.kind is LetterKind.MINUTES}


class LossyLine:
    """A line to a server on which answers to whole mails can be lost, and the line with them.

    What goes over it is encrypted: a mail is known by how much is said at one go.
    """

    host = "127.0.0.1"

    def __init__(self, port: int) -> None:
        self._far, self.answers_to_lose, self.lost = port, 0, 0
        self._lock = threading.Lock()
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Closing alone does not wake an accept.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)

    def _accept(self) -> None:
        while True:
            try:
                near, _address = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection((self.host, self._far))
            _Call(self, near, far).begin()

    def loses(self, said: int) -> bool:
        """Whether the answer that comes just now is to be lost; ``said`` is in bytes."""
        with self._lock:
            if said < _A_LETTER_BYTES or self.lost >= self.answers_to_lose:
                return False
            self.lost += 1
            return True


class _Call:
    """One connection on the line."""

    def __init__(self, line: LossyLine, near: socket.socket, far: socket.socket) -> None:
        self._line, self._near, self._far, self._said = line, near, far, 0

    def begin(self) -> None:
        for work in (self._there, self._back):
            threading.Thread(target=work, daemon=True).start()

    def _there(self) -> None:
        with suppress(OSError):
            while data := self._near.recv(65536):
                self._said += len(data)
                self._far.sendall(data)
        self._over()

    def _back(self) -> None:
        with suppress(OSError):
            while data := self._far.recv(65536):
                if self._line.loses(self._said):
                    break
                self._said = 0
                self._near.sendall(data)
        self._over()

    def _over(self) -> None:
        for end in (self._near, self._far):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


def can_write_and_get_mail(desk: RealDesk) -> None:
    """Set up the way out and the mailbox, as somebody from the municipality's IT would."""
    office, server = desk.person.office, desk.server
    way = MailSettings(
        MailWay.SMTP,
        host=desk.line.host,
        port=desk.line.port,
        security=Security.STARTTLS,
        user=OFFICE,
        sender_name="Børn og Familie",
        sender_address=OFFICE,
        plus_addresses=True,
        archive_address=ARCHIVE,
    )
    office.settings.save_mail(way, OFFICE_PASSWORD)
    letterhead = Organisation("Eksempelby Kommune", phone="12 34 56 78", mail=OFFICE)
    office.settings.save_organisation(letterhead)
    now = desk.clock.now
    # The server stamps mails with the machine's own time, and only newer ones are fetched.
    desk.clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    server.make_folder(OFFICE, ARCHIVE_FOLDER)
    imap = server.imap
    box = MailboxSettings(imap.host, imap.tls_port, user=OFFICE, sent_folder=ARCHIVE_FOLDER)
    office.mailbox.save(box, OFFICE_PASSWORD)
    desk.clock.set(now)


def meeting_is_held(desk: RealDesk) -> None:
    """Hold a meeting with the family, and write minutes that lack nothing but being sent."""
    office = desk.person.office
    desk.clock.set(HELD)
    people = _family(desk)
    me = office.settings.me()
    assert me is not None
    invited = [(me.id, Duty.CHAIR_AND_MINUTES)]
    invited += [(each.id, Duty.NONE) for each in people.values()]
    draft = MeetingDraft(STARTS, 90, "Rådhuset, lokale 2.14", "", "At gøre morgenerne lettere")
    family_id = people["Alma"].family_id
    assert family_id is not None
    meeting = office.meetings.create(family_id, "network", draft, invited)
    voice = ChildVoice(VoiceWay.ATTENDS, "Alma er med")
    office.meetings.set_child_voice(meeting.id, meeting.version, voice)
    office.conduct.start(meeting.id)
    office.presence.everybody_is_here(meeting.id)
    say, sofie = office.statements.say, people["Sofie"].id
    say(meeting.id, StatementKind.PARENT_WORDS, OWN_WORDS, person_id=sofie)
    say(meeting.id, StatementKind.FACT, FOR_ADULTS)
    karin = people["Karin"].id
    office.promises.add(meeting.id, PromiseDraft("Ringe hjem", karin, due=date(2026, 12, 10)))
    office.conduct.end(meeting.id)
    _write_minutes(desk, meeting.id)
    karin = desk.attendee("Karin")
    choice = office.readers.view(meeting.id).of(karin).choice
    office.readers.set(
        meeting.id,
        karin,
        choice.version,
        hidden=hidden_by(Access.WITHOUT_OWN_WORDS),
        papers=choice.papers,
        shares_contact=choice.shares_contact,
    )


def _family(desk: RealDesk) -> dict[str, Somebody]:
    families = desk.person.office.families
    family = families.create(FamilyDraft("Alma Eksempel"))
    drafts = [PersonDraft(n, role, relation=r, mail=mail) for n, role, r, mail in _PEOPLE]
    return {each.name.split()[0]: families.add_person(family.id, each) for each in drafts}


def _write_minutes(desk: RealDesk, meeting_id: str) -> None:
    minutes = desk.person.office.minutes
    view = minutes.open(meeting_id)
    for gap in view.gaps:
        if gap.kind is GapKind.PART_EMPTY and gap.part is not None:
            text = from_plain(f"Tekst under {gap.part.value}")
            view = minutes.write(meeting_id, gap.part, view.parts[gap.part].version, text)
    version = view.parts[PartKey.CHILD_PAGE].version
    meeting = minutes.write(meeting_id, PartKey.CHILD_PAGE, version, from_plain(FOR_ALMA)).meeting
    minutes.set_follow_up(meeting_id, meeting.version, FollowUp(datetime(2027, 1, 14, 9, 0)))
