"""A real office for tests of use cases: encrypted store, real typing path, letters in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from moedeleder.app import open_office
from moedeleder.domain.attendees import Duty
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.meetings import FollowUp, Meeting, MeetingDraft, PromiseDraft
from moedeleder.domain.people import Actor, Family, FamilyDraft, Person, PersonDraft, PersonRole
from moedeleder.domain.record import GapKind
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.settings import MailboxSettings, MailSettings
from moedeleder.domain.statements import StatementKind
from moedeleder.mail.mailbox import Mailbox
from moedeleder.mail.transport import Transport
from moedeleder.models.edit_writer import EditWriter
from moedeleder.models.store import Store
from moedeleder.services.minutes import MinutesView
from moedeleder.services.office import Office
from tests.stages import begins_here, staged
from tests.stores import TickingClock, make_store

NOW = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)
STARTS = datetime(2026, 12, 3, 15, 30)


class MemorySecrets(dict[str, str]):
    """Keeps secrets for the time of a test."""

    def read(self, name: str) -> str | None:
        return self.get(name)

    def write(self, name: str, secret: str) -> None:
        self[name] = secret


@dataclass
class Bench:
    """An open office and the people in it."""

    office: Office
    store: Store
    typing: EditWriter
    clock: TickingClock
    secrets: MemorySecrets
    letters: Path
    me: Actor
    family: Family
    people: dict[str, Person] = field(default_factory=dict)

    def meeting(self, type_key: str = "network", minutes: int = 90) -> Meeting:
        """Plan a meeting with both parents, the teacher and the user."""
        return staged(self, f"meeting {type_key} {minutes}", lambda: self._plan(type_key, minutes))

    def _plan(self, type_key: str, minutes: int) -> Meeting:
        invited = [(self.me.person_id, Duty.CHAIR_AND_MINUTES)]
        invited += [(self.people[name].id, Duty.NONE) for name in ("sofie", "jonas", "karin")]
        draft = MeetingDraft(STARTS, minutes, "Rådhuset, lokale 2.14", "", "At gøre det trygt")
        meeting = self.office.meetings.create(self.family.id, type_key, draft, invited)
        voice = ChildVoice(VoiceWay.SPOKEN_FOR, "Sofie fortæller")
        return self.office.meetings.set_child_voice(meeting.id, meeting.version, voice)

    def held(self) -> Meeting:
        """Hold a meeting with something said and promised."""
        return staged(self, "held", self._hold)

    def _hold(self) -> Meeting:
        meeting = self.office.conduct.start(self.meeting().id)
        self.office.presence.everybody_is_here(meeting.id)
        sofie, item = self.people["sofie"].id, meeting.items[0].id
        say = self.office.statements.say
        say(meeting.id, StatementKind.PARENT_WORDS, "Vi er alene", item_id=item, person_id=sofie)
        say(meeting.id, StatementKind.FACT, "11 af 20 dage i skole", item_id=item)
        say(meeting.id, StatementKind.PRIVATE, "husk: ring til kollega", item_id=item)
        promise = PromiseDraft("Ringe hjem", self.people["karin"].id, due=date(2026, 12, 7))
        self.office.promises.add(meeting.id, promise)
        return self.office.conduct.end(meeting.id)

    def complete(self) -> MinutesView:
        """Hold a meeting and write minutes that lack nothing."""
        return staged(self, "complete", self._complete)

    def _complete(self) -> MinutesView:
        view = self.office.minutes.open(self.held().id)
        for gap in view.gaps:
            if gap.kind is GapKind.PART_EMPTY:
                text = from_plain(f"Tekst under {gap.part.value}")
                version = view.parts[gap.part].version
                view = self.office.minutes.write(view.meeting.id, gap.part, version, text)
        follow_up = FollowUp(datetime(2027, 1, 14, 9, 0))
        return self.office.minutes.set_follow_up(view.meeting.id, view.meeting.version, follow_up)


@dataclass(frozen=True)
class _Empty:
    """An office in which nobody has done anything."""

    office: Office
    clock: TickingClock
    letters: Path


def _furnished(place: _Empty) -> tuple[Actor, Family, dict[str, Person]]:
    """Let Mette Holm say who she is, and write down the family."""
    office = place.office
    me = office.settings.introduce("Mette Holm", "Sagsbehandler", "mette@kommune.example")
    office.settings.save_mail(MailSettings(folder=str(place.letters)))
    family = office.families.create(FamilyDraft("Alma Eksempel", "34.45.00-G01-118-26"))
    people = {name: office.families.add_person(family.id, each) for name, each in _PEOPLE.items()}
    return me, office.families.get(family.id), people


@contextmanager
def open_bench(
    folder: Path,
    transport: Callable[[MailSettings, str], Transport] | None = None,
    mailbox: Callable[[MailboxSettings, str], Mailbox] | None = None,
) -> Iterator[Bench]:
    """Open an office with the family Eksempel; letters land in ``folder/breve``."""
    clock, secrets = TickingClock(NOW), MemorySecrets()
    store = make_store(folder, clock=clock)
    typing = store.edit_writer()
    office = open_office(store, typing, secrets, now=clock, transport=transport, mailbox=mailbox)
    here = _Empty(office, clock, folder / "breve")
    begins_here(here)
    me, family, people = staged(here, "bench", lambda: _furnished(here))
    yield Bench(office, store, typing, clock, secrets, here.letters, me, family, dict(people))
    typing.close()
    store.close()


_PEOPLE = {
    "sofie": PersonDraft(
        "Sofie Eksempel", PersonRole.PARENT, "mor", mail="sofie@mail.example", has_custody=True
    ),
    "jonas": PersonDraft("Jonas Eksempel", PersonRole.PARENT, "far", has_custody=True),
    "karin": PersonDraft("Karin Dam", PersonRole.TEACHER, "lærer", "Skolen", "karin@skole.example"),
    "bente": PersonDraft("Bente Vang", PersonRole.SUPPORT_PERSON, phone="12 34 56 78"),
}
