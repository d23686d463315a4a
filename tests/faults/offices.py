"""An office with one meeting called off and thirty people to tell, made once for each process."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from moedeleder.app import open_office
from moedeleder.domain.attendees import Duty
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.meetings import MeetingDraft
from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from moedeleder.domain.sending import DeliveryState
from moedeleder.mail.transport import Transport
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.outbox_tables import DeliveryRow
from moedeleder.models.store import Store
from moedeleder.services.office import Office
from moedeleder.services.reply_address import code_of
from tests.faults.plans import RECEIVERS
from tests.faults.ways import PASSWORD, Way, address
from tests.offices import MemorySecrets
from tests.stores import KEY, make_file

NOW = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)
_NAMES = ("Asta", "Birk", "Carla", "Dagny", "Eskild", "Frida", "Gorm", "Hjalte", "Inga", "Jeppe")

Wrapped = Callable[[Transport], Transport]


class Clock:
    """A clock for many threads that stands still but for a millisecond at each look."""

    def __init__(self, now: datetime = NOW) -> None:
        self._now, self._lock = now, threading.Lock()

    def __call__(self) -> datetime:
        with self._lock:
            self._now += timedelta(milliseconds=1)
            return self._now

    def move_to(self, then: datetime) -> None:
        """Let time pass until then; it never goes back."""
        with self._lock:
            self._now = max(self._now, then)


@dataclass
class Desk:
    """An open office; ``meeting_id`` is the meeting everybody is told about."""

    office: Office
    store: Store
    clock: Clock
    meeting_id: str


def copy_office(folder: Path) -> Path:
    """Return a fresh copy of the store, ready to leave: thirty letters and nothing sent."""
    path = folder / "moedeleder.db"
    shutil.copyfile(Path(_template().name) / "moedeleder.db", path)
    return path


@contextmanager
def opened(
    path: Path, way: Way, clock: Clock, wrapped: Wrapped = lambda each: each
) -> Iterator[Desk]:
    """Open the office on a store.

    Args:
        wrapped: what a test plants around the transport.
    """
    store = Store(SqliteEngine(path, KEY), clock=clock, actor="Mette Holm")
    typing = store.edit_writer()
    secrets = MemorySecrets()
    office = open_office(
        store,
        typing,
        secrets,
        now=clock,
        transport=lambda settings, password: wrapped(way.transport(settings, password)),
    )
    office.settings.save_mail(way.mail, PASSWORD)
    try:
        yield Desk(office, store, clock, office.meetings.find()[0].id)
    finally:
        typing.close()
        store.close()


@contextmanager
def cheap_folder() -> Iterator[Path]:
    """A folder of a run's own, where it costs little to make a commit durable."""
    memory = Path("/dev/shm")
    parent = memory if memory.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="moedeleder-faults-", dir=parent) as folder:
        yield Path(folder)


@functools.cache
def _template() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="moedeleder-faults-")
    atexit.register(folder.cleanup)
    path = make_file(Path(folder.name))
    clock = Clock()
    store = Store(SqliteEngine(path, KEY), clock=clock, actor="Mette Holm")
    typing = store.edit_writer()
    _fill(open_office(store, typing, MemorySecrets(), now=clock), store)
    typing.close()
    store.close()
    return folder


def _fill(office: Office, store: Store) -> None:
    """Call thirty people to a meeting, tell them on paper, and call it off: a letter to each.

    The letters' codes are made, and the letters on paper are gone: a run is about sending alone.
    """
    me = office.settings.introduce("Mette Holm", "Sagsbehandler", "mette@kommune.example")
    family = office.families.create(FamilyDraft("Alma Eksempel", "34.45.00-G01-118-26"))
    people = [office.families.add_person(family.id, _person(each)) for each in range(RECEIVERS)]
    draft = MeetingDraft(datetime(2026, 12, 20, 15, 30), 60, "Rådhuset", "", "At gøre det trygt")
    invited = [(person.id, Duty.NONE) for person in people]
    meeting = office.meetings.create(family.id, "network", draft, invited)
    for attendee in meeting.attendees:
        if attendee.person.id == me.person_id:
            meeting = office.meetings.remove_attendee(attendee.id, attendee.version)
    voice = ChildVoice(VoiceWay.SPOKEN_FOR, "Sofie fortæller")
    meeting = office.meetings.set_child_voice(meeting.id, meeting.version, voice)
    meeting = office.sending.announce_meeting(meeting.id, meeting.version)
    with store.transaction() as session:
        session.query(DeliveryRow).update({"state": DeliveryState.PRINTED.value})
    meeting = office.meetings.get(meeting.id)
    office.sending.cancel_meeting(meeting.id, meeting.version, "Huset er lukket")
    for letter in office.sending.deliveries(meeting.id):
        code_of(store, letter)
    with store.transaction() as session:
        on_paper = session.query(DeliveryRow).filter_by(state=DeliveryState.PRINTED.value)
        on_paper.delete()


def _person(number: int) -> PersonDraft:
    name = f"{_NAMES[number % 10]} Opdigtet {number:02}"
    return PersonDraft(name, PersonRole.TEACHER, "lærer", "Skolen", address(number))
