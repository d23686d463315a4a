"""Offices of the sizes that are compared: filled past the services, for that takes minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from moedeleder.domain.agenda import ItemDraft, ItemKind
from moedeleder.domain.attendees import Duty
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting, MeetingDraft, PromiseDraft
from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from moedeleder.domain.statements import StatementKind
from moedeleder.models.store import Store
from moedeleder.models.tables import (
    AttendeeRow,
    DeliveryRow,
    FamilyRow,
    MeetingRow,
    PersonRow,
    PromiseRow,
    StatementRow,
)
from moedeleder.services.office import Office

BEGAN = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
_WORDS = "Alma er kommet i skole hver anden dag, og det går bedst, når morgenen er rolig. "
_FIRST = "Alma Emil Noor Villads Sofie Jonas Karin Lise".split()


def running_meeting(office: Office, store: Store, *, points: int, statements: int) -> Meeting:
    """Return a meeting under way with eight people, four promises, and so much said."""
    family = office.families.create(FamilyDraft("Alma Eksempel"))
    people = [
        office.families.add_person(family.id, PersonDraft(f"{name} Prøve", PersonRole.RELATIVE))
        for name in _FIRST
    ]
    draft = MeetingDraft(datetime(2026, 12, 3, 15, 30), 90, "Lokale 1", "", "En rolig plan.")
    invited = [(person.id, Duty.NONE) for person in people]
    meeting = office.meetings.create(family.id, "network", draft, invited)
    for number in range(len(meeting.items), points):
        office.agenda.add(meeting.id, ItemDraft(f"Punkt {number}", ItemKind.DISCUSSION, 1))
    for number in range(4):
        office.promises.add(meeting.id, PromiseDraft(f"Ringe hjem {number}", people[0].id))
    meeting = office.conduct.start(meeting.id)
    _fill_statements(store, meeting, [person.id for person in people], statements)
    return office.meetings.get(meeting.id)


def fill_archive(store: Store, *, families: int, meetings: int) -> None:
    """Add so many families and finished meetings with people, promises and letters before today."""
    ids = [new_id() for _ in range(families)]
    people = [new_id() for _ in ids]
    with store.transaction() as session:
        session.execute(insert(FamilyRow), [_family(at, key) for at, key in enumerate(ids)])
        session.execute(insert(PersonRow), [_person(ids[at], key) for at, key in enumerate(people)])
        rows = [_meeting(at, ids[at % families]) for at in range(meetings)]
        session.execute(insert(MeetingRow), rows)
        at_each = [(row["id"], people[at % families]) for at, row in enumerate(rows)]
        session.execute(insert(AttendeeRow), [_attendee(*pair) for pair in at_each])
        session.execute(insert(PromiseRow), [_kept_promise(*pair) for pair in at_each])
        session.execute(insert(DeliveryRow), [_letter(*pair) for pair in at_each])


def _fill_statements(store: Store, meeting: Meeting, people: list[str], count: int) -> None:
    kinds = [kind.value for kind in StatementKind]
    items = [item.id for item in meeting.items]
    # As the program itself adds them, one line in the change log each: it goes by that log.
    rows = [
        StatementRow(
            meeting_id=meeting.id,
            # All at the point that is open, which is the worst for the page.
            item_id=items[0],
            person_id=people[at % len(people)],
            kind=kinds[at % len(kinds)],
            text=_WORDS * (1 + at % 3),
            said_at=BEGAN + timedelta(seconds=at),
        )
        for at in range(count)
    ]
    with store.transaction() as session:
        session.add_all(rows)


def _family(at: int, key: str) -> dict[str, Any]:
    name = f"{_FIRST[at % len(_FIRST)]} Eksempel{at}"
    number = f"34.45.00-G01-{at}-26"
    return {
        "id": key,
        "version": 1,
        "child_name": name,
        "case_number": number,
        "search_text": f"{name} {number}".casefold(),
    }


def _person(family_id: str, key: str) -> dict[str, Any]:
    return {"id": key, "version": 1, "family_id": family_id, "name": "Bo Prøve", "role": "parent"}


def _attendee(meeting_id: str, person_id: str) -> dict[str, Any]:
    return {"id": new_id(), "version": 1, "meeting_id": meeting_id, "person_id": person_id}


def _kept_promise(meeting_id: str, person_id: str) -> dict[str, Any]:
    row = _attendee(meeting_id, person_id) | {"owner_id": person_id, "what": "Ringe hjem"}
    del row["person_id"]
    return row | {"kept_at": BEGAN, "due": BEGAN.date() - timedelta(days=60)}


def _letter(meeting_id: str, person_id: str) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "meeting_id": meeting_id,
        "kind": "minutes",
        "number": 1,
        "attendee_id": person_id,
        "name": "Bo Prøve",
        "state": "sent",
    }


def _meeting(at: int, family_id: str) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "family_id": family_id,
        "type_key": "network",
        "type_name": "Netværksmøde",
        "starts_at": datetime(2026, 11, 1, 9, 0) - timedelta(hours=at),
        "minutes": 60,
        "state": "finished",
        "place": f"Lokale {at % 40}",
        "search_text": f"netværksmøde lokale {at % 40}",
    }
