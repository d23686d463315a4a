"""From rows to the frozen values everybody else works with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, Row, Select, bindparam, select
from sqlalchemy.orm import Session, object_session

from moedeleder.domain import rich_text
from moedeleder.domain.agenda import AgendaItem, ItemKind, Parked
from moedeleder.domain.agenda_record import AgendaVersion, agenda_from_data
from moedeleder.domain.answers import Answer, AnswerFile, AnswerState, Doubt
from moedeleder.domain.attendees import Attendance, Attendee, Duty, InvitationReply
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionKind,
    Decision,
    Importance,
    with_items,
)
from moedeleder.domain.meeting_types import Phase, Stretch
from moedeleder.domain.meetings import CheckState, FollowUp, Meeting, MeetingState, Promise
from moedeleder.domain.people import Family, Person, PersonRole
from moedeleder.domain.record import MinutesPart, PartKey
from moedeleder.domain.running import Pause, Turn, Visit
from moedeleder.domain.sending import FINAL_STATES, Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.domain.times import Fit, ProposedTime, TimeAnswer
from moedeleder.models import room_mapping, round_tables, tables

People = Mapping[str | None, Person]
_Children = Mapping[str, Sequence[Row[Any]]]
_ByMeeting = Mapping[str, Sequence[Row[Any]]]


def person(row: tables.PersonRow | Row[Any]) -> Person:
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


def promise(row: tables.PromiseRow) -> Promise:
    """Return the value of a promise's row."""
    return _promise(row, {row.owner_id: person(row.owner)} if row.owner else {})


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
        row.agenda_number,
        LetterWay(row.way),
    )


def agenda_version(row: round_tables.AgendaVersionRow) -> AgendaVersion:
    """Return the value of a shared agenda's row."""
    record = agenda_from_data(json.loads(row.content))
    return AgendaVersion(row.id, row.number, record, row.checksum, row.shared_at, row.shared_by)


def answer(row: round_tables.AnswerRow, meeting_title: str = "", person_name: str = "") -> Answer:
    """Return the value of an answer's row, without its bytes."""
    return Answer(
        id=row.id,
        version=row.version,
        channel=Channel(row.channel),
        received_at=row.received_at,
        state=AnswerState(row.state),
        doubt=Doubt(row.doubt),
        meeting_id=row.meeting_id,
        meeting_title=meeting_title,
        person_id=row.person_id,
        person_name=person_name,
        from_name=row.from_name,
        from_address=row.from_address,
        subject=row.subject,
        text=row.text,
        quoted=row.quoted,
        files=tuple(AnswerFile(**each) for each in row.files),
        fault=row.fault,
        dismissed_reason=row.dismissed_reason,
    )


def meeting(row: tables.MeetingRow) -> Meeting:
    """Return a meeting with everything that belongs to it, with what its session has changed."""
    return meetings([row])[0]


def meetings(rows: Sequence[tables.MeetingRow]) -> list[Meeting]:
    """Return meetings of one session with everything that belongs to them, in as few questions."""
    if not rows:
        return []
    session = object_session(rows[0])
    assert session is not None, "a meeting is being read outside a session"
    # Plain rows do not see what a session has not written yet.
    session.flush()
    children = _children(session, [row.id for row in rows])
    people = _people(session, children)
    by_meeting = {name: _by_meeting(each) for name, each in children.items()}
    return [_meeting(row, by_meeting, people) for row in rows]


def _meeting(
    row: tables.MeetingRow, by_meeting: Mapping[str, _ByMeeting], people: People
) -> Meeting:
    children = {name: groups.get(row.id, ()) for name, groups in by_meeting.items()}
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
        attendees=tuple(_attendee(each, people) for each in children["attendees"]),
        items=tuple(_item(each, people) for each in children["items"]),
        checks=_checks(children["checks"]),
        statements=room_mapping.statements(children, people),
        promises=tuple(_promise(each, people) for each in children["promises"]),
        visits=tuple(Visit(each.item_id, each.began, each.ended) for each in children["visits"]),
        started_at=row.started_at,
        ended_at=row.ended_at,
        follow_up=FollowUp(row.follow_up_at, row.follow_up_none_reason),
        invited_at=row.invited_at,
        calendar_sequence=row.calendar_sequence,
        child_voice=ChildVoice(VoiceWay(row.child_voice_way), row.child_voice_note),
        answer_by=row.answer_by,
        contributions=_contributions(children, people),
        proposed_times=tuple(
            ProposedTime(each.id, each.version, each.starts_at, each.chosen_at)
            for each in children["proposed_times"]
        ),
        time_answers=tuple(_time_answer(each) for each in children["time_answers"]),
        cancelled_reason=row.cancelled_reason,
        pauses=tuple(Pause(each.began, each.ended) for each in children["pauses"]),
        turns=tuple(
            Turn(each.person_id, each.item_id, each.began, each.ended) for each in children["turns"]
        ),
        scales=room_mapping.scales(children, people),
        read_back=room_mapping.read_back(children, people),
        extra_minutes=row.extra_minutes,
        time_asked_at=row.time_asked_at,
        speaking_in_minutes=row.speaking_in_minutes,
        feedback_count=row.feedback_count,
    )


# The columns a meeting's value is made of: who wrote them and when stays behind.
_CHILDREN = {
    "attendees": (
        "id version person_id duty attendance came_at left_at "
        "why_here can_decide reply replied_at reply_channel away"
    ),
    "items": (
        "id version position title kind minutes raised_by_id from_family words "
        "parked parked_at only_for added_at"
    ),
    "checks": "phase key text done_at done_by stretch",
    "statements": (
        "id version person_id kind text said_at item_id source formal formal_due formal_done_at"
    ),
    "earlier_words": "statement_id kind text replaced_at replaced_by",
    "pauses": "began ended",
    "turns": "person_id item_id began ended",
    "scales": "id version question",
    "scale_marks": "scale_id person_id value reason marked_at",
    "read_back": "id version part person_id verdict words heard said_at",
    "promises": "id version what owner_id owner_name due goal item_id kept_at created_at",
    "visits": "item_id began ended",
    "contributions": (
        "id version person_id kind words wanted importance channel received_at answer_id "
        "part_of_id decision item_id elsewhere reason decided_at decided_by"
    ),
    "proposed_times": "id version starts_at chosen_at",
    "time_answers": "proposal_id person_id fit channel answered_at",
}
_NAMED_IN = {
    "attendees": "person_id",
    "items": "raised_by_id",
    "statements": "person_id",
    "scale_marks": "person_id",
    "read_back": "person_id",
    "promises": "owner_id",
    "contributions": "person_id",
}


def _children(session: Session, meeting_ids: Sequence[str]) -> _Children:
    wanted = {"meeting_ids": meeting_ids}
    children = {name: session.execute(_rows_of(name), wanted).all() for name in _CHILDREN}
    return children | {"told": session.execute(_told(), wanted).all()}


def _by_meeting(rows: Sequence[Row[Any]]) -> _ByMeeting:
    groups: dict[str, list[Row[Any]]] = {}
    for row in rows:
        groups.setdefault(row.meeting_id, []).append(row)
    return groups


@cache
def _rows_of(name: str) -> Select[Any]:
    """Return the query for a meeting's children as plain rows, in their order.

    A long meeting holds thousands; as mapped objects they would take four times as long.
    """
    relation = getattr(tables.MeetingRow, name).property
    table = relation.mapper.local_table
    columns = ["meeting_id", *_CHILDREN[name].split()]
    wanted = table.c.meeting_id.in_(bindparam("meeting_ids", expanding=True))
    order = (table.c[by.key] for by in relation.order_by)
    return select(*(table.c[column] for column in columns)).where(wanted).order_by(*order)


@cache
def _told() -> Executable:
    """Return the query for what people were told about their contributions, the oldest first."""
    line, letter = round_tables.ReceiptLineRow, tables.DeliveryRow
    had = [state.value for state in (*FINAL_STATES, DeliveryState.UNCERTAIN)]
    return (
        select(
            letter.meeting_id,
            line.contribution_id,
            line.answer,
            letter.changed_at,
            letter.state,
            letter.way,
        )
        .join(letter, letter.id == line.delivery_id)
        .where(letter.meeting_id.in_(bindparam("meeting_ids", expanding=True)))
        .where(letter.state.in_(had))
        .order_by(letter.changed_at, line.id)
    )


def _people(session: Session, children: _Children) -> People:
    """Return everybody who is named in the meetings, each read once."""
    ids = {getattr(each, column) for name, column in _NAMED_IN.items() for each in children[name]}
    table = tables.PersonRow.__table__
    found = session.execute(select(*table.columns).where(table.c.id.in_(ids - {None})))
    return {each.id: person(each) for each in found}


def _attendee(row: Row[Any], people: People) -> Attendee:
    return Attendee(
        row.id,
        row.version,
        people[row.person_id],
        Duty(row.duty),
        Attendance(row.attendance),
        row.came_at,
        row.left_at,
        row.why_here,
        row.can_decide,
        InvitationReply(row.reply),
        row.replied_at,
        Channel(row.reply_channel) if row.reply_channel else None,
        room_mapping.away(row.away),
    )


def _contributions(children: _Children, people: People) -> tuple[Contribution, ...]:
    told = {each.contribution_id: each for each in children["told"]}
    found = (_contribution(each, people, told.get(each.id)) for each in children["contributions"])
    return with_items(found, frozenset(item.id for item in children["items"]))


def _contribution(row: Row[Any], people: People, told: Row[Any] | None) -> Contribution:
    return Contribution(
        id=row.id,
        version=row.version,
        kind=ContributionKind(row.kind),
        words=row.words,
        wanted=row.wanted,
        importance=Importance(row.importance),
        person=people[row.person_id],
        channel=Channel(row.channel),
        received_at=row.received_at,
        answer_id=row.answer_id,
        part_of_id=row.part_of_id,
        decision=Decision(row.decision),
        item_id=row.item_id,
        where=row.elsewhere,
        reason=row.reason,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        told=told.answer if told else "",
        told_at=told.changed_at if told else None,
        told_in_folder=told is not None and _lies_in_folder(told),
    )


def _lies_in_folder(letter: Row[Any]) -> bool:
    return (letter.state, letter.way) == (DeliveryState.SENT.value, LetterWay.FOLDER.value)


def _time_answer(row: Row[Any]) -> TimeAnswer:
    return TimeAnswer(
        row.proposal_id, row.person_id, Fit(row.fit), Channel(row.channel), row.answered_at
    )


def _item(row: Row[Any], people: People) -> AgendaItem:
    return AgendaItem(
        row.id,
        row.version,
        row.position,
        row.title,
        ItemKind(row.kind),
        row.minutes,
        people.get(row.raised_by_id),
        row.from_family,
        row.words,
        Parked(row.parked),
        row.parked_at,
        tuple(row.only_for),
        row.added_at,
    )


def _checks(rows: Sequence[Row[Any]]) -> tuple[CheckState, ...]:
    return tuple(_check(each) for phase in Phase for each in rows if each.phase == phase.value)


def _check(row: Row[Any]) -> CheckState:
    done = row.done_at is not None
    return CheckState(
        Phase(row.phase),
        row.key,
        row.text,
        done,
        row.done_by,
        row.done_at,
        Stretch(row.stretch),
    )


def _promise(row: tables.PromiseRow | Row[Any], people: People) -> Promise:
    return Promise(
        row.id,
        row.version,
        row.what,
        people.get(row.owner_id),
        row.owner_name,
        row.due,
        row.goal,
        row.item_id,
        row.kept_at,
        row.created_at,
    )
