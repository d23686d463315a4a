"""The words of a reminder: the day, the place and the way to answer, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from moedeleder.domain.danish import long_date, time_span
from moedeleder.domain.errors import NotFound
from moedeleder.domain.people import Actor, PersonRole
from moedeleder.domain.reminders import ReminderKind
from moedeleder.domain.settings import Organisation
from moedeleder.models import round_queries
from moedeleder.models.tables import DeliveryRow, MeetingRow, PersonRow
from moedeleder.services.agenda_versions import version_of
from moedeleder.services.letter_facts import CODE_TO_COME, Desk
from moedeleder.services.letter_words import call_line, first_name, signature, where_line
from moedeleder.services.reminder_rules import day_of, has_minutes, kind_of, remindings

_UNKNOWN = "…"
_LOOK = "Hvad det er, står i det referat, du har fået."


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """Everything a reminder may say; it has no room for what a meeting is about.

    ``day`` is the last one to answer, or to keep a promise. ``where`` is a line, or empty.
    ``has_minutes`` tells whether the promise stands in papers they have.
    """

    kind: ReminderKind
    name: str
    office: Organisation
    actor: Actor | None
    starts_at: datetime
    ends_at: datetime
    where: str = ""
    day: date | None = None
    to_child: bool = False
    has_minutes: bool = False
    code: str = ""


def reminder_words(facts: ReminderFacts) -> dict[str, str]:
    """Return the fields of the templates, by name; empty where there is nothing to say."""
    return {
        "navn": first_name(facts.name),
        "dato": long_date(facts.starts_at),
        "tid": time_span(facts.starts_at, facts.ends_at),
        "sted": facts.where,
        "frist": long_date(facts.day) if facts.day else _UNKNOWN,
        "staar": _LOOK if facts.has_minutes else "",
        "ring": _call(facts, "Ring til {0} på {1}. Så skriver vi det ned for dig."),
        "ringogsaa": _call(facts, "Du kan også ringe til {0} på {1}."),
        "svarkode": facts.code,
        "afsender": signature(facts.office, facts.actor),
    }


def _call(facts: ReminderFacts, words: str) -> str:
    return call_line(facts.office, facts.actor, words)


def facts_on_record(
    session: Any, meeting: MeetingRow, letter: DeliveryRow, desk: Desk
) -> ReminderFacts:
    """Return what a reminder on record is made of."""
    person = session.get(PersonRow, letter.person_id)
    return _facts(
        session,
        meeting,
        kind_of(letter.about),
        desk,
        person=person,
        name=letter.name,
        day=day_of(meeting, letter.about),
        agenda_number=letter.agenda_number,
        told=has_minutes(meeting, letter.attendee_id),
    )


def facts_to_come(
    session: Any, meeting: MeetingRow, kind: ReminderKind, attendee_id: str, desk: Desk
) -> ReminderFacts:
    """Return what a reminder would be made of if it were due now.

    Args:
        attendee_id: who gets it; without one it is made for somebody who might.

    Raises:
        NotFound: they are not to be reminded.
    """
    if not attendee_id:
        return _to_somebody(meeting, kind, desk)
    found = (each for each in remindings(meeting, kind) if each.attendee.id == attendee_id)
    each = next(found, None)
    if each is None:
        raise NotFound
    return _facts(
        session,
        meeting,
        kind,
        desk,
        person=each.attendee.person,
        name=each.attendee.person.name,
        day=each.day,
        agenda_number=each.letter.agenda_number if each.letter else None,
        told=has_minutes(meeting, attendee_id),
    )


def _to_somebody(meeting: MeetingRow, kind: ReminderKind, desk: Desk) -> ReminderFacts:
    """Return what a reminder may be made of while nobody is to have one yet."""
    return ReminderFacts(
        kind,
        _UNKNOWN,
        desk.office,
        desk.actor,
        meeting.starts_at,
        meeting.starts_at + timedelta(minutes=meeting.minutes),
        where_line(meeting.place, meeting.link),
        has_minutes=True,
        code=CODE_TO_COME,
    )


def _facts(
    session: Any,
    meeting: MeetingRow,
    kind: ReminderKind,
    desk: Desk,
    *,
    person: PersonRow | None,
    name: str,
    day: date | None,
    agenda_number: int | None,
    told: bool,
) -> ReminderFacts:
    known = version_of(meeting, agenda_number) if kind is ReminderKind.MEETING else None
    ends_at = meeting.starts_at + timedelta(minutes=meeting.minutes)
    reference = round_queries.reference_of(session, meeting.id, person.id) if person else None
    return ReminderFacts(
        kind,
        name,
        desk.office,
        desk.actor,
        known.record.starts_at if known else meeting.starts_at,
        known.record.ends_at if known else ends_at,
        where_line(known.record.place, known.record.link) if known else "",
        day,
        to_child=person is not None and person.role == PersonRole.CHILD.value,
        has_minutes=told,
        code=reference.code if reference else CODE_TO_COME,
    )
