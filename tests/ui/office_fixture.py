"""A desk for page tests: a real encrypted office, and the fictional family Eksempel in it.

``opened_desk`` and ``add_example`` serve scripts such as the screenshots; ``desk`` and
``example`` are the fixtures. Import both into a ``conftest.py`` or the test module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from moedeleder import paths
from moedeleder.app import mailbox_maker, open_office, transport_maker
from moedeleder.domain.agenda import ItemDraft, ItemKind
from moedeleder.domain.attendees import Duty
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.meetings import Meeting, MeetingDraft
from moedeleder.domain.people import Family, FamilyDraft, Person, PersonDraft, PersonRole
from moedeleder.domain.settings import MailSettings, Organisation
from moedeleder.services.settings import Secrets
from moedeleder.ui.background import ImmediateBackground, Runner
from moedeleder.ui.desk import Desk, TypingNews
from moedeleder.ui.dispatch import Changes
from tests.stages import begins_here, staged
from tests.stores import TickingClock, make_store

NOW = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)
"""Tuesday 24 November 2026, 10.00 in Denmark."""
STARTS = datetime(2026, 12, 3, 15, 30)
OFFICE = Organisation(
    "Eksempelby Kommune", "Børn og Familie", "Torvet 1, 9999 Eksempelby", "12 34 56 78"
)


class MemorySecrets:
    """Keeps secrets for the time of a test."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        return self.kept.get(name)

    def write(self, name: str, secret: str) -> None:
        self.kept[name] = secret


class DeskClock(TickingClock):
    """A ticking clock that a test can put forward."""

    def set(self, moment: datetime) -> None:
        self.now = moment


@dataclass(frozen=True)
class TestDesk(Desk):
    """A desk with what a test wants to reach behind it."""

    __test__ = False
    clock: DeskClock = field(default_factory=lambda: DeskClock(NOW))
    letters: Path = Path()
    """The folder that receives the letters."""


@contextmanager
def opened_desk(
    folder: Path,
    *,
    introduced: bool = True,
    ca_file: Path | None = None,
    secrets: Secrets | None = None,
    background: Runner | None = None,
) -> Iterator[TestDesk]:
    """Open an empty office whose letters land in ``folder/breve``.

    Args:
        introduced: whether Mette Holm has said who she is.
        ca_file: the authority of a mail server that the test runs.
        secrets: where the mail password is kept, if not in memory.
        background: where slow work is done, if not at once.
    """
    clock = DeskClock(NOW)
    store = make_store(folder, clock=clock)
    news = TypingNews()
    typing = store.edit_writer(
        lambda slot, ticket: news.saved.emit(slot, ticket),
        lambda slot, _error: news.failed.emit(slot),
    )
    office = open_office(
        store,
        typing,
        secrets or MemorySecrets(),
        now=clock,
        transport=transport_maker(ca_file),
        mailbox=mailbox_maker(ca_file),
    )
    letters = folder / "breve"
    if introduced:
        office.settings.introduce("Mette Holm", "Sagsbehandler", "mette.holm@eksempelby.example")
        office.settings.save_organisation(OFFICE)
        office.settings.save_mail(MailSettings(folder=str(letters)))
    desk = TestDesk(office, Changes(), background or ImmediateBackground(), news, clock, letters)
    if introduced:
        begins_here(desk)
    try:
        yield desk
    finally:
        typing.close()
        store.close()


@dataclass(frozen=True)
class Example:
    """The fictional family with its people by first name, and a network meeting."""

    family: Family
    people: Mapping[str, Person]
    meeting: Meeting

    def person(self, first_name: str) -> Person:
        return self.people[first_name]


_PEOPLE = (
    PersonDraft(
        "Sofie Eksempel", PersonRole.PARENT, "mor", "", "sofie@eksempel.example", "11 22 33 44"
    ),
    PersonDraft(
        "Jonas Eksempel", PersonRole.PARENT, "far", "", "jonas@eksempel.example", "22 33 44 55"
    ),
    PersonDraft("Karin Dam", PersonRole.TEACHER, "", "Bakkeskolen", "karin.dam@skole.example"),
    PersonDraft("Lise Berg", PersonRole.PSYCHOLOGIST, "", "PPR", "lise.berg@ppr.example"),
    PersonDraft("Bente Vang", PersonRole.SUPPORT_PERSON, "mormor", "", "", "33 44 55 66"),
)


def add_example(desk: Desk) -> Example:
    """Create Alma Eksempel, the people around her and a network meeting with six attendees."""
    if isinstance(desk, TestDesk):
        return staged(desk, "example", lambda: _created(desk))
    return _created(desk)


def _created(desk: Desk) -> Example:
    office = desk.office
    family = office.families.create(
        FamilyDraft("Alma Eksempel", "34.45.00-G01-118-26", date(2014, 5, 17))
    )
    people = {}
    for draft in _PEOPLE:
        person = office.families.add_person(family.id, draft)
        people[person.name.split()[0]] = person
    for colleague in office.families.colleagues():
        people[colleague.name.split()[0]] = colleague
    wanted = ("Sofie", "Jonas", "Karin", "Lise", "Bente", "Mette")
    meeting = office.meetings.create(
        family.id,
        "network",
        MeetingDraft(STARTS, 90, "Rådhuset, lokale 2.14", "", "Rolige morgener og vejen i skole."),
        [(people[name].id, _duty(name)) for name in wanted if name in people],
    )
    meeting = _agenda(desk, meeting, people)
    voice = ChildVoice(VoiceWay.SPOKEN_FOR, "Sofie fortæller")
    meeting = office.meetings.set_child_voice(meeting.id, meeting.version, voice)
    return Example(office.families.get(family.id), people, meeting)


def _duty(name: str) -> Duty:
    return Duty.CHAIR_AND_MINUTES if name == "Mette" else Duty.NONE


def _agenda(desk: Desk, meeting: Meeting, people: Mapping[str, Person]) -> Meeting:
    agenda = desk.office.agenda
    for item in reversed(meeting.items):
        meeting = agenda.remove(item.id, item.version)
    mette = people["Mette"].id if "Mette" in people else None
    words = "Vi har brug for at vide, hvem der ringer til os de dage, hun ikke kommer afsted."
    for draft in (
        ItemDraft("Velkomst, roller og tid", ItemKind.INFORMATION, 10, mette),
        ItemDraft("Almas egne ord", ItemKind.CHILD_VOICE, 10, people["Sofie"].id),
        ItemDraft(
            "Morgener uden skole: hvad kan vi gøre nu?",
            ItemKind.DISCUSSION,
            25,
            people["Sofie"].id,
            words=words,
        ),
        ItemDraft("Aflastning i weekenden", ItemKind.DECISION, 15, people["Jonas"].id),
        ItemDraft("Status fra skolen og PPR", ItemKind.INFORMATION, 15, people["Karin"].id),
        ItemDraft("Aftaler og opfølgning", ItemKind.DECISION, 15, mette),
    ):
        meeting = agenda.add(meeting.id, draft)
    return meeting


def resources() -> Path:
    """Return the program's data files."""
    return paths.resources()


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[TestDesk]:
    """An open office with Mette Holm at the desk and nothing else in it."""
    with opened_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def example(desk: TestDesk) -> Example:
    """The family Eksempel in that office."""
    return add_example(desk)
