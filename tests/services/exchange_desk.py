"""A real office on a real encrypted store, for meeting files to go in and out of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from moedeleder.app import open_office
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.settings import MailSettings
from moedeleder.models.base import Base
from moedeleder.models.store import Store
from moedeleder.services.exchange import example_files
from moedeleder.services.office import Office
from moedeleder.services.secrets import MemorySecrets
from tests.stores import TickingClock, make_store

EXAMPLES = example_files()
Data = dict[str, Any]


@contextmanager
def opened_office(folder: Path, introduced: bool = True) -> Iterator[tuple[Office, Store]]:
    """Open an office in a folder that is made."""
    folder.mkdir(exist_ok=True)
    clock = TickingClock()
    store = make_store(folder, clock=clock)
    typing = store.edit_writer()
    try:
        office = open_office(store, typing, MemorySecrets(), now=clock)
        if introduced:
            office.settings.introduce("Rikke Rådgiver", "Socialrådgiver", "rikke@kommune.example")
        yield office, store
    finally:
        typing.close()
        store.close()


def counts(store: Store) -> dict[str, int]:
    """Return how many rows each table holds."""
    with store.reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def example(which: int = 0) -> Data:
    data: Data = json.loads(EXAMPLES[which].read_text(encoding="utf-8"))
    return data


def written(folder: Path, data: object, name: str = "fra-kollega.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def content(data: Data) -> Data:
    return {name: data[name] for name in data if name not in ("made_at", "made_by")}


def finished(office: Office, folder: Path) -> str:
    """Bring in the example and take it to sent minutes."""
    meeting_id = office.exchange.bring_in(EXAMPLES[0]).meeting_id
    office.settings.save_mail(MailSettings(folder=str(folder / "post")))
    meeting = office.meetings.get(meeting_id)
    office.minutes.finalise(meeting_id, meeting.version)
    office.sending.send(meeting_id, LetterKind.MINUTES)
    return meeting_id


def exported(office: Office, meeting_id: str, path: Path) -> Data:
    office.exchange.export(meeting_id, path)
    data: Data = json.loads(path.read_text(encoding="utf-8"))
    return data


def id_of(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012d}"


def renamed(data: Any, old: str, new: str) -> None:
    """Put one id in place of another wherever it stands."""
    for key, value in list(data.items() if isinstance(data, dict) else enumerate(data)):
        if value == old:
            data[key] = new
        elif isinstance(value, dict | list):
            renamed(value, old, new)


def other_meeting(data: Data) -> Data:
    """Return a second meeting with the same family: its own ids, the same people."""
    renamed(data, data["meeting"]["id"], id_of(1000))
    number = 1001
    lists = [data[name] for name in ("attendees", "agenda", "statements", "promises")]
    lists += [data["round"][name] for name in ("contributions", "proposed_times")]
    for entries in lists:
        for entry in entries:
            renamed(data, entry["id"], id_of(number))
            number += 1
    return data


def put(data: Data, path: str, value: object) -> Data:
    *steps, last = path.replace("[", ".").replace("]", "").split(".")
    place: Any = data
    for step in steps:
        place = place[int(step)] if step.isdigit() else place[step]
    place[int(last) if last.isdigit() else last] = value
    return data


def without(data: Data, path: str) -> Data:
    *steps, last = path.split(".")
    place = data
    for step in steps:
        place = place[step]
    del place[last]
    return data
