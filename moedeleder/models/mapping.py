"""From rows to the frozen values everybody else works with."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy.orm import Session, object_session

from moedeleder.domain import rich_text
from moedeleder.domain.agenda_record import AgendaVersion, agenda_from_data
from moedeleder.domain.answers import Answer, AnswerFile, AnswerState, Doubt
from moedeleder.domain.contributions import Channel
from moedeleder.domain.meetings import Meeting, Promise
from moedeleder.domain.record import MinutesPart, PartKey
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.models import child_rows, known_meetings, meeting_mapping, round_tables, tables
from moedeleder.models.person_mapping import family as family
from moedeleder.models.person_mapping import person as person


def promise(row: tables.PromiseRow) -> Promise:
    """Return the value of a promise's row."""
    return meeting_mapping.promise(row, {row.owner_id: person(row.owner)} if row.owner else {})


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
        row.trouble,
        row.message_id,
        row.changed_at,
        row.agenda_number,
        LetterWay(row.way),
        row.person_id,
        LetterWay(row.channel),
        row.released_at,
        row.attempts,
        row.next_try_at,
        row.reply_code,
        row.reply_words,
        row.sent_at,
        row.sender_name,
        row.sender_address,
        row.about,
        row.looked_at,
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
    """Return a meeting with everything that belongs to it, with what its session has changed.

    Only what the change log names since it was last read is read again.
    """
    session = _session_of(row)
    known = known_meetings.renewed(session, row)
    found = known if known is not None else _read(session, [row])[0]
    known_meetings.remember(session, found)
    return found


def meetings(rows: Sequence[tables.MeetingRow]) -> list[Meeting]:
    """Return meetings of one session with everything that belongs to them, in as few questions."""
    return _read(_session_of(rows[0]), rows) if rows else []


def _session_of(row: tables.MeetingRow) -> Session:
    session = object_session(row)
    assert session is not None, "a meeting is being read outside a session"
    # Plain rows do not see what a session has not written yet.
    session.flush()
    return session


def _read(session: Session, rows: Sequence[tables.MeetingRow]) -> list[Meeting]:
    children = child_rows.children(session, [row.id for row in rows])
    people = child_rows.people(session, children)
    groups = {name: child_rows.by_meeting(each) for name, each in children.items()}
    return [
        meeting_mapping.built(
            row, {name: group.get(row.id, ()) for name, group in groups.items()}, people
        )
        for row in rows
    ]
