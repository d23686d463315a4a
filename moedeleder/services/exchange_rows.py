"""A meeting between the tables and a meeting file; called inside one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from moedeleder.domain import rich_text
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Person
from moedeleder.domain.record import WRITTEN_PARTS, MinutesPart, PartKey
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from moedeleder.models import mapping, queries
from moedeleder.models.edit_writer import forget, latest_edits
from moedeleder.models.minutes_tables import (
    CorrectionRoundRow,
    CorrectionRow,
    RetiredRow,
    UsedDocumentRow,
)
from moedeleder.models.room_tables import ReadBackRow, ScaleRow
from moedeleder.models.round_tables import ContributionRow, ProposedTimeRow
from moedeleder.models.tables import (
    AgendaItemRow,
    AttendeeRow,
    CheckRow,
    DeliveryRow,
    FamilyRow,
    MeetingRow,
    MinutesPartRow,
    MinutesVersionRow,
    PersonRow,
    PromiseRow,
    StatementRow,
    VisitRow,
)
from moedeleder.services.exchange_after import add_after, gathered_after, named_after
from moedeleder.services.exchange_room import add_room
from moedeleder.services.exchange_round import add_round
from moedeleder.services.meeting_file import FrozenText, Maker, MeetingFile


def gathered(session: Any, row: MeetingRow, made_by: Maker, made_at: datetime) -> MeetingFile:
    """Return a meeting with its family and people; private notes stay behind."""
    meeting = mapping.meeting(row)
    meeting = replace(meeting, statements=tuple(s for s in meeting.statements if s.is_public))
    family = mapping.family(row.family)
    named = _named(meeting) | named_after(row)
    known = {person.id for person in family.people}
    # Somebody taken off the family's list may still be named in the meeting.
    others = [p for p in named.values() if p.family_id == family.id and p.id not in known]
    return MeetingFile(
        made_at=made_at,
        made_by=made_by,
        family=replace(family, people=(*family.people, *others)),
        colleagues=tuple(p for p in named.values() if p.family_id != family.id),
        meeting=meeting,
        parts=_parts(session, row),
        after=gathered_after(row),
        versions=tuple(_frozen(each) for each in row.versions),
        # Whether somebody answered how the meeting was stays here.
        letters=tuple(
            _settled(mapping.delivery(each))
            for each in row.deliveries
            if each.kind != LetterKind.FEEDBACK.value
        ),
    )


def _named(meeting: Meeting) -> dict[str, Person]:
    people: list[Person | None] = [each.person for each in meeting.attendees]
    people += [each.raised_by for each in meeting.items]
    people += [each.person for each in meeting.statements]
    people += [each.owner for each in meeting.promises]
    people += [each.person for each in meeting.contributions]
    people += [mark.person for scale in meeting.scales for mark in scale.marks]
    people += [each.person for each in meeting.read_back]
    return {person.id: person for person in people if person is not None}


def _parts(session: Any, row: MeetingRow) -> tuple[MinutesPart, ...]:
    saved = {PartKey(part.key): part for part in row.parts}
    prefix = f"minutes:{row.id}:"
    typed = latest_edits(session, prefix)
    found = []
    for key in WRITTEN_PARTS:
        part = saved.get(key)
        text = rich_text.from_data(part.text) if part else None
        found_typed = typed.get(prefix + key.value)
        # A save forgets what was typed before it: these words are newer, and the ones to hand over.
        if found_typed:
            text = rich_text.tidy(rich_text.from_data(json.loads(found_typed[0])))
        if text is not None:
            found.append(MinutesPart(key, 0, text))
    return tuple(found)


def _frozen(row: MinutesVersionRow) -> FrozenText:
    return FrozenText(
        row.id, row.number, row.content, row.checksum, row.finalised_at, row.finalised_by
    )


def _settled(letter: Delivery) -> Delivery:
    if letter.state is DeliveryState.SENDING:
        # Whether it left is known only here, and perhaps not even here.
        return replace(letter, state=DeliveryState.UNCERTAIN)
    return letter


def taken(session: Any, file: MeetingFile) -> str:
    """Return the field of an id that already belongs to something else; empty when none does."""
    family_id = file.family.id
    for person in file.people:
        row = session.get(PersonRow, person.id)
        if row is not None and row.family_id != (family_id if person.family_id else None):
            return "people"
    tables: Mapping[str, tuple[Any, Iterable[Any]]] = {
        "attendees": (AttendeeRow, file.meeting.attendees),
        "agenda": (AgendaItemRow, file.meeting.items),
        "statements": (StatementRow, file.meeting.statements),
        "promises": (PromiseRow, file.meeting.promises),
        "room.scales": (ScaleRow, file.meeting.scales),
        "room.read_back": (ReadBackRow, file.meeting.read_back),
        "round.contributions": (ContributionRow, file.meeting.contributions),
        "round.proposed_times": (ProposedTimeRow, file.meeting.proposed_times),
        "after.used_documents": (UsedDocumentRow, file.after.documents),
        "after.rounds": (CorrectionRoundRow, file.after.rounds),
        "after.corrections": (CorrectionRow, file.after.corrections),
        "after.retired": (RetiredRow, file.after.retired),
        "versions": (MinutesVersionRow, file.versions),
        "letters": (DeliveryRow, file.letters),
    }
    for field, (table, values) in tables.items():
        if any(session.get(table, value.id) is not None for value in values):
            return field
    return ""


def added(session: Any, file: MeetingFile) -> int:
    """Put a meeting that is not here yet into the tables; returns how many people were new.

    A family or person already here stays as it is: nobody's text is written over.
    """
    family = session.get(FamilyRow, file.family.id) or _new_family(session, file)
    new_people = [_new_person(family, each) for each in file.people if _is_new(session, each)]
    session.add_all(new_people)
    session.flush()
    names = (row.name for row in family.people if not row.put_away)
    family.search_text = queries.folded(family.child_name, family.case_number, *names)
    row = _meeting_row(file.meeting, family)
    session.add(row)
    # What is said at a point refers to it, so the points must be in the tables first.
    session.flush()
    _add_talk(row, file.meeting)
    add_round(session, row, file.meeting)
    add_room(session, row, file.meeting)
    _add_writing(session, row, file)
    add_after(row, file.after)
    session.flush()
    session.expire(row)
    return len(new_people)


def _is_new(session: Any, person: Person) -> bool:
    return session.get(PersonRow, person.id) is None


def _new_family(session: Any, file: MeetingFile) -> FamilyRow:
    family = file.family
    row = FamilyRow(
        id=family.id,
        child_name=family.child_name,
        case_number=family.case_number,
        birth_date=family.birth_date,
        note=family.note,
    )
    session.add(row)
    session.flush()
    return row


def _new_person(family: FamilyRow, person: Person) -> PersonRow:
    row = PersonRow(
        id=person.id,
        name=person.name,
        role=person.role.value,
        relation=person.relation,
        organisation=person.organisation,
        mail=person.mail,
        phone=person.phone,
        needs=person.needs,
        has_custody=person.has_custody,
        postal_address=person.postal_address,
    )
    if person.family_id is not None:
        row.position = max((each.position for each in family.people), default=0) + 1
        family.people.append(row)
    return row


def _meeting_row(meeting: Meeting, family: FamilyRow) -> MeetingRow:
    plain = "id type_key type_name starts_at minutes place link purpose started_at ended_at"
    row = MeetingRow(family=family, **{name: getattr(meeting, name) for name in plain.split()})
    row.state, row.invited_at = meeting.state.value, meeting.invited_at
    row.calendar_sequence = meeting.calendar_sequence
    row.calendar_uid = meeting.calendar_uid or None
    row.follow_up_at = meeting.follow_up.at
    row.follow_up_none_reason = meeting.follow_up.none_reason
    row.attendees = [
        AttendeeRow(
            id=each.id,
            person_id=each.person.id,
            position=position,
            duty=each.duty.value,
            attendance=each.attendance.value,
            came_at=each.came_at,
            left_at=each.left_at,
        )
        for position, each in enumerate(meeting.attendees)
    ]
    row.items = [
        AgendaItemRow(
            id=each.id,
            position=position,
            title=each.title,
            kind=each.kind.value,
            minutes=each.minutes,
            raised_by_id=each.raised_by.id if each.raised_by else None,
            from_family=each.from_family,
            words=each.words,
        )
        for position, each in enumerate(meeting.items)
    ]
    row.checks = [
        CheckRow(
            phase=each.phase.value,
            position=position,
            key=each.key,
            text=each.text,
            done_at=each.done_at,
            done_by=each.done_by,
            stretch=each.stretch.value,
        )
        for position, each in enumerate(meeting.checks)
    ]
    return row


def _add_talk(row: MeetingRow, meeting: Meeting) -> None:
    row.statements = [
        StatementRow(
            id=each.id,
            kind=each.kind.value,
            text=each.text,
            said_at=each.said_at,
            item_id=each.item_id,
            person_id=each.person.id if each.person else None,
            source=each.source,
            formal=each.formal.value,
            formal_due=each.formal_due,
            formal_done_at=each.formal_done_at,
            part=each.part,
        )
        for each in meeting.statements
    ]
    row.promises = [
        PromiseRow(
            id=each.id,
            position=position,
            what=each.what,
            owner_id=each.owner.id if each.owner else None,
            owner_name=each.owner_name,
            due=each.due,
            goal=each.goal,
            item_id=each.item_id,
            kept_at=each.kept_at,
            worry=each.worry,
            need=each.need,
            sign=each.sign,
        )
        for position, each in enumerate(meeting.promises)
    ]
    row.visits = [
        VisitRow(id=new_id(), item_id=each.item_id, began=each.began, ended=each.ended)
        for each in meeting.visits
    ]


def _add_writing(session: Any, row: MeetingRow, file: MeetingFile) -> None:
    row.parts = [
        MinutesPartRow(key=part.key.value, text=rich_text.to_data(part.text)) for part in file.parts
    ]
    for key in WRITTEN_PARTS:
        # A meeting discarded here and now back must not meet words typed in its former life.
        forget(session, f"minutes:{row.id}:{key.value}")
    for version in file.versions:
        row.versions.append(
            MinutesVersionRow(
                id=version.id,
                number=version.number,
                content=version.content,
                checksum=version.checksum,
                finalised_at=version.finalised_at.astimezone(UTC),
                finalised_by=version.finalised_by,
            )
        )
    addresses = {
        each.id: session.get(PersonRow, each.person.id).mail for each in file.meeting.attendees
    }
    row.deliveries = [_letter_row(each, addresses) for each in file.letters]
    people = {each.id: each.person.id for each in file.meeting.attendees}
    for letter in row.deliveries:
        letter.person_id = people.get(letter.attendee_id, "")


def _letter_row(letter: Delivery, addresses: Mapping[str, str]) -> DeliveryRow:
    row = DeliveryRow(
        id=letter.id,
        kind=letter.kind.value,
        number=letter.number,
        attendee_id=letter.attendee_id,
        name=letter.name,
        address=letter.address,
        state=letter.state.value,
        reason=letter.reason,
        message_id=letter.message_id,
        way=letter.way.value,
        about=letter.about,
    )
    if letter.state is DeliveryState.READY:
        # What has not left yet goes to the address people see here, never to one hidden in a file.
        row.address = addresses.get(letter.attendee_id, "")
        # A reason to wait would let it leave once that is mended; here nobody has let it leave.
        row.reason = ""
        row.state = (DeliveryState.READY if row.address else DeliveryState.NO_ADDRESS).value
    return row
