"""Offices of the sizes that are compared: filled past the services, for that takes minutes."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import insert, select

from moedeleder.domain.agenda import ItemDraft, ItemKind
from moedeleder.domain.attendees import Duty
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting, MeetingDraft, PromiseDraft
from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from moedeleder.domain.record import TEXT_PARTS
from moedeleder.domain.statements import StatementKind
from moedeleder.models.engine import WRITES
from moedeleder.models.search_index import catch_up
from moedeleder.models.search_tables import SearchWaitingRow
from moedeleder.models.store import Store
from moedeleder.models.tables import (
    AttendeeRow,
    DeliveryRow,
    FamilyRow,
    MeetingRow,
    MinutesVersionRow,
    PersonRow,
    PromiseRow,
    StatementRow,
)
from moedeleder.services.office import Office

BEGAN = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
_WORDS = "Alma er kommet i skole hver anden dag, og det går bedst, når morgenen er rolig. "
_AT_ONCE = 1_000
_VOCABULARY = [
    begin + end
    for begin in "skole hjem lege sove spise frem møde råd støtte ven søskende tryg".split()
    for end in " n r dag tid plan samtale gang fravær glæde ro aftale hjælp".split(" ")
]
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


def fill_minutes(store: Store) -> tuple[str, str]:
    """Give every meeting finished minutes that can be searched.

    Returns:
        The ids of the oldest meeting and of its family.
    """
    words = random.Random(5)
    meeting = MeetingRow
    with store.transaction() as session:
        query = select(meeting.id, meeting.family_id, meeting.starts_at)
        rows = session.execute(query.order_by(meeting.starts_at)).all()
        for at in range(0, len(rows), _AT_ONCE):
            some = rows[at : at + _AT_ONCE]
            made = [_version(at + number, row.id, words) for number, row in enumerate(some)]
            session.execute(insert(MinutesVersionRow), made)
        session.execute(insert(SearchWaitingRow), [{"meeting_id": row.id} for row in rows])
    catch_up(store.engine.sqlalchemy, WRITES)
    return rows[0].id, rows[0].family_id


def _version(at: int, meeting_id: str, words: random.Random) -> dict[str, Any]:
    content = json.dumps(_record(at, meeting_id, words), ensure_ascii=False, sort_keys=True)
    return {
        "id": new_id(),
        "meeting_id": meeting_id,
        "number": 1,
        "content": content,
        "checksum": sha256(content.encode()).hexdigest(),
        "finalised_at": BEGAN,
        "finalised_by": "Mette Holm",
    }


def _record(at: int, meeting_id: str, words: random.Random) -> dict[str, Any]:
    """Return minutes as they are frozen; now and then with a word that is nowhere else."""
    parts = [
        {"key": key.value, "heading": key.value, "text": [_paragraph(words)]} for key in TEXT_PARTS
    ]
    rare = f"særligord{at // 1000}" if at % 1000 == 7 else "aftalt"
    empty = "case_number place follow_up_none_reason author author_title organisation contact"
    return dict.fromkeys(empty.split(), "") | {
        "meeting_id": meeting_id,
        "number": 1,
        "title": "Netværksmøde",
        "type_name": "Netværksmøde",
        "child_name": "Alma Eksempel",
        "starts_at": "2026-11-01T09:00:00",
        "ends_at": "2026-11-01T10:00:00",
        "purpose": f"En rolig morgen {rare}",
        "attendees": [],
        "parts": parts,
        "plan": [{"goal": "I skole", "action": "Ringe hjem", "owner": "Bo Prøve", "due": None}],
        "follow_up_at": None,
        "corrections_until": None,
        "finalised_at": None,
    }


def _paragraph(words: random.Random) -> dict[str, Any]:
    said = words.choices(_VOCABULARY, k=12)
    at = words.randrange(len(_WORDS) // 2)
    return {"kind": "paragraph", "runs": [{"text": f"{_WORDS[at:]}Barnet {' '.join(said)}."}]}


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
