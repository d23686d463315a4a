"""What one letter is made of, gathered for exactly one receiver."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from moedeleder.domain.agenda_record import AgendaRecord, AgendaStage, AgendaVersion
from moedeleder.domain.contributions import ReceiptLine
from moedeleder.domain.errors import NotFound
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Actor, PersonRole
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.domain.settings import Organisation
from moedeleder.models import mapping, queries, round_queries
from moedeleder.models.tables import AttendeeRow, DeliveryRow, MeetingRow, PersonRow
from moedeleder.services.agenda_versions import REACHED, had_before, reached, version_of
from moedeleder.services.agenda_words import change_sentences
from moedeleder.services.child_voice_words import child_voice_line
from moedeleder.services.letter_words import LetterFacts
from moedeleder.services.receipts import pending
from moedeleder.services.records import agenda_record
from moedeleder.services.withdrawals import withdrawn

# Stands in a preview for the code that is made when the agenda is shared.
CODE_TO_COME = "ML-____-____-____-____"
_HELD_AFTER_ALL = "Mødet var aflyst. Nu holder vi det alligevel."
_COME_AFTER_ALL = "Vi skrev, at du ikke skulle med. Du skal med alligevel."


@dataclass(frozen=True)
class Desk:
    """Whose letters they are."""

    office: Organisation
    actor: Actor | None


def facts_of_letter(
    session: Any, row: MeetingRow, meeting: Meeting, letter: DeliveryRow, desk: Desk
) -> LetterFacts:
    """Return what a letter on record is made of; its agenda is the frozen one."""
    kind = LetterKind(letter.kind)
    before = had_before(row, letter.attendee_id, letter.agenda_number)
    shared = version_of(row, letter.agenda_number)
    record = shared.record if shared else _record(meeting, kind, before, desk)
    return LetterFacts(
        record=record,
        name=letter.name,
        office=desk.office,
        actor=desk.actor,
        is_update=_was_invited(row, letter.attendee_id, letter.number),
        changes=(
            *_taken_up(row, letter.attendee_id, kind, letter.number),
            *_changes(before, record, kind),
        ),
        lines=queries.receipt_lines(session, letter.id),
        reason=row.cancelled_reason,
        **_about(session, row, meeting, letter.attendee_id, record, letter.person_id),
    )


def facts_of_withdrawn(session: Any, row: MeetingRow, attendee_id: str, desk: Desk) -> LetterFacts:
    """Return what somebody taken off the list would be told now, of the meeting they know of.

    Raises:
        NotFound: they were not called, or have been told.
    """
    found = next((each for each in withdrawn(session, row) if each.id == attendee_id), None)
    if found is None:
        raise NotFound
    return facts_of_letter(session, row, mapping.meeting(row), found.letter, desk)


def facts_to_come(
    session: Any,
    row: MeetingRow,
    attendee: AttendeeRow,
    kind: LetterKind,
    desk: Desk,
    answer_by: date | None = None,
    reason: str = "",
) -> LetterFacts:
    """Return what a letter would be made of if it were announced now."""
    meeting = mapping.meeting(row)
    if answer_by is not None:
        meeting = replace(meeting, answer_by=answer_by)
    before = had_before(row, attendee.id)
    record = _record(meeting, kind, before, desk)
    about = _about(session, row, meeting, attendee.id, record)
    return LetterFacts(
        record=record,
        name=attendee.person.name,
        office=desk.office,
        actor=desk.actor,
        is_update=_was_invited(row, attendee.id),
        changes=(*_taken_up(row, attendee.id, kind), *_changes(before, record, kind)),
        lines=_lines_to_come(meeting, attendee.id, kind),
        reason=reason or row.cancelled_reason,
        **about | {"code": about["code"] or CODE_TO_COME},
    )


def listed(row: MeetingRow, attendee_id: str) -> AttendeeRow:
    """Return somebody on the list.

    Raises:
        NotFound: they are not on it.
    """
    found = next((each for each in row.attendees if each.id == attendee_id), None)
    if found is None:
        raise NotFound
    return found


def _record(
    meeting: Meeting, kind: LetterKind, before: AgendaVersion | None, desk: Desk
) -> AgendaRecord:
    if kind in (LetterKind.CANCELLATION, LetterKind.WITHDRAWAL) and before is not None:
        # What is called off is the meeting they know of.
        return before.record
    stage = AgendaStage.DRAFT if kind is LetterKind.DRAFT else AgendaStage.FINAL
    return agenda_record(meeting, desk.office, desk.actor, stage)


def _changes(
    before: AgendaVersion | None, record: AgendaRecord, kind: LetterKind
) -> tuple[str, ...]:
    if before is None or kind not in (LetterKind.DRAFT, LetterKind.INVITATION):
        return ()
    return change_sentences(before.record, record)


def _taken_up(
    row: MeetingRow, attendee_id: str, kind: LetterKind, number: int | None = None
) -> tuple[str, ...]:
    """Tell somebody who has heard that it is off, for all or for them, that they are to come.

    Args:
        number: of the invitation that tells it; None for one that is still to be made.
    """
    if kind is not LetterKind.INVITATION:
        return ()
    theirs = [
        letter
        for letter in row.deliveries
        if letter.attendee_id == attendee_id and DeliveryState(letter.state) in REACHED
    ]
    off = [
        letter
        for letter in theirs
        if letter.kind in (LetterKind.CANCELLATION.value, LetterKind.WITHDRAWAL.value)
        and (number is None or letter.number <= number)
    ]
    invited = [
        letter.number
        for letter in theirs
        if letter.kind == kind.value and (number is None or letter.number < number)
    ]
    last = max(invited, default=-1)
    if max((letter.number for letter in off), default=-1) <= last:
        return ()
    newest = max(off, key=lambda letter: letter.number)
    was_off = newest.kind == LetterKind.CANCELLATION.value
    return (_HELD_AFTER_ALL if was_off else _COME_AFTER_ALL,)


def _lines_to_come(meeting: Meeting, attendee_id: str, kind: LetterKind) -> tuple[ReceiptLine, ...]:
    if kind not in (LetterKind.INVITATION, LetterKind.RECEIPT):
        return ()
    mine = (each.lines for each in pending(meeting) if each.attendee_id == attendee_id)
    return next(mine, ())


def _was_invited(row: MeetingRow, attendee_id: str, before: int | None = None) -> bool:
    return any(
        letter.kind == LetterKind.INVITATION.value and (before is None or letter.number < before)
        for letter in reached(row, attendee_id)
    )


def _about(
    session: Any,
    row: MeetingRow,
    meeting: Meeting,
    attendee_id: str,
    record: AgendaRecord,
    person_id: str = "",
) -> dict[str, Any]:
    """Return what is so because of who reads it; also for somebody taken off the list."""
    attendee = next((each for each in row.attendees if each.id == attendee_id), None)
    if attendee is None:
        person = session.get(PersonRow, person_id) if person_id else None
        is_child = person is not None and person.role == PersonRole.CHILD.value
        return {"code": "", "to_child": is_child}
    to_child = attendee.person.role == PersonRole.CHILD.value
    known = round_queries.reference_of(session, row.id, attendee.person_id)
    voice = child_voice_line(meeting.child_voice, meeting.child_name, to_child=to_child)
    return {
        "code": known.code if known else "",
        "to_child": to_child,
        "child_voice": voice if to_child and record.child_voice else "",
    }
