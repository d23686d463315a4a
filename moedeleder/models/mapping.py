"""From rows to the frozen values everybody else works with."""

from __future__ import annotations

from moedeleder.domain import rich_text
from moedeleder.domain.agenda import AgendaItem, ItemKind
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import (
    Attendance,
    Attendee,
    CheckState,
    Duty,
    FollowUp,
    Meeting,
    MeetingState,
    Promise,
    Statement,
    StatementKind,
    Visit,
)
from moedeleder.domain.people import Family, Person, PersonRole
from moedeleder.domain.record import MinutesPart, PartKey
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from moedeleder.models import tables


def person(row: tables.PersonRow) -> Person:
    """Return the value of a person's row."""
    return Person(
        row.id,
        row.version,
        row.family_id,
        row.name,
        PersonRole(row.role),
        row.relation,
        row.organisation,
        row.mail,
        row.phone,
        row.needs,
        row.has_custody,
    )


def family(row: tables.FamilyRow) -> Family:
    """Return a family with the people who are not put away."""
    people = tuple(person(each) for each in row.people if not each.put_away)
    return Family(
        row.id, row.version, row.child_name, row.case_number, row.birth_date, row.note, people
    )


def attendee(row: tables.AttendeeRow) -> Attendee:
    """Return the value of an attendee's row."""
    return Attendee(
        row.id,
        row.version,
        person(row.person),
        Duty(row.duty),
        Attendance(row.attendance),
        row.came_at,
        row.left_at,
    )


def item(row: tables.AgendaItemRow) -> AgendaItem:
    """Return the value of an agenda point's row."""
    return AgendaItem(
        row.id,
        row.version,
        row.position,
        row.title,
        ItemKind(row.kind),
        row.minutes,
        person(row.raised_by) if row.raised_by else None,
        row.from_family,
        row.words,
    )


def check(row: tables.CheckRow) -> CheckState:
    """Return the value of a checklist line's row."""
    done = row.done_at is not None
    return CheckState(Phase(row.phase), row.key, row.text, done, row.done_by, row.done_at)


def statement(row: tables.StatementRow) -> Statement:
    """Return the value of a statement's row."""
    return Statement(
        row.id,
        row.version,
        StatementKind(row.kind),
        row.text,
        row.said_at,
        row.item_id,
        person(row.person) if row.person else None,
    )


def promise(row: tables.PromiseRow) -> Promise:
    """Return the value of a promise's row."""
    return Promise(
        row.id,
        row.version,
        row.what,
        person(row.owner) if row.owner else None,
        row.owner_name,
        row.due,
        row.goal,
        row.item_id,
        row.kept_at,
        row.created_at,
    )


def part(row: tables.MinutesPartRow) -> MinutesPart:
    """Return the value of a written part's row."""
    return MinutesPart(PartKey(row.key), row.version, rich_text.from_data(row.text))


def delivery(row: tables.DeliveryRow) -> Delivery:
    """Return the value of a letter's row."""
    return Delivery(
        row.id,
        row.version,
        LetterKind(row.kind),
        row.number,
        row.attendee_id,
        row.name,
        row.address,
        DeliveryState(row.state),
        row.reason,
        row.message_id,
        row.changed_at,
    )


def meeting(row: tables.MeetingRow) -> Meeting:
    """Return a meeting with everything that belongs to it."""
    return Meeting(
        id=row.id,
        version=row.version,
        family_id=row.family_id,
        child_name=row.family.child_name,
        case_number=row.family.case_number,
        type_key=row.type_key,
        type_name=row.type_name,
        starts_at=row.starts_at,
        minutes=row.minutes,
        place=row.place,
        link=row.link,
        purpose=row.purpose,
        state=MeetingState(row.state),
        attendees=tuple(attendee(each) for each in row.attendees),
        items=tuple(item(each) for each in row.items),
        checks=tuple(check(each) for phase in Phase for each in row.checks if each.phase == phase),
        statements=tuple(statement(each) for each in row.statements),
        promises=tuple(promise(each) for each in row.promises),
        visits=tuple(Visit(each.item_id, each.began, each.ended) for each in row.visits),
        started_at=row.started_at,
        ended_at=row.ended_at,
        follow_up=FollowUp(row.follow_up_at, row.follow_up_none_reason),
        invited_at=row.invited_at,
        calendar_sequence=row.calendar_sequence,
    )
