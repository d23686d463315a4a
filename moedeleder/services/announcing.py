"""What is made when a meeting is announced or called off: a frozen agenda and its letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from moedeleder.domain.agenda_record import AgendaRecord, AgendaStage
from moedeleder.domain.attendees import InvitationReply
from moedeleder.domain.before import AS_USUAL, Choices
from moedeleder.domain.contributions import Channel
from moedeleder.domain.errors import (
    ChildVoiceMissing,
    MeetingCancelled,
    NobodyToSendTo,
    NotAllowedNow,
    NotFound,
    TimeNotChosen,
)
from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.sending import STILL_HERE, DeliveryState, LetterKind
from moedeleder.models import mapping
from moedeleder.models.tables import DeliveryRow, MeetingRow
from moedeleder.services.agenda_versions import (
    WITH_AGENDA,
    freeze,
    newest,
    next_number,
    version_of,
)
from moedeleder.services.calendar_ids import take_over_entry
from moedeleder.services.catalogue import Catalogue
from moedeleder.services.deliveries import announce
from moedeleder.services.letter_facts import Desk
from moedeleder.services.meetings import note_reply
from moedeleder.services.receipts import attach_lines
from moedeleder.services.records import agenda_record
from moedeleder.services.withdrawals import number_withdrawn, to_call

_OVER = (MeetingState.HELD.value, MeetingState.FINISHED.value)
# They know of the meeting, or somebody may have told them on the telephone.
_MAY_KNOW = frozenset(
    {
        DeliveryState.SENT,
        DeliveryState.PRINTED,
        DeliveryState.UNCERTAIN,
        DeliveryState.SENDING,
        DeliveryState.NO_ADDRESS,
    }
)


def refuse_unready(row: MeetingRow, catalogue: Catalogue) -> None:
    """Do nothing when people can be called to a meeting.

    Raises:
        MeetingCancelled, NotAllowedNow: it is called off, or over.
        TimeNotChosen: times are proposed, and none is chosen.
        ChildVoiceMissing: the child is to be heard, and nobody has said how.
    """
    if row.state == MeetingState.CANCELLED.value:
        raise MeetingCancelled
    if row.state in _OVER:
        raise NotAllowedNow
    meeting = mapping.meeting(row)
    if meeting.time_is_open:
        raise TimeNotChosen
    if not meeting.child_voice.is_settled and _child_gets_heard(row, catalogue):
        raise ChildVoiceMissing


def announce_invitations(
    session: Any,
    row: MeetingRow,
    desk: Desk,
    at: datetime,
    by: str,
    *,
    only_new: bool,
    choices: Choices = AS_USUAL,
) -> None:
    """Freeze the agenda and make an invitation for everybody, or only for those without one.

    Raises:
        NobodyToSendTo: nobody is on the list, or nobody new.
    """
    # A calendar that was told it is off listens only to a higher number.
    to_all = not only_new or _was_called_off(row)
    if row.invited_at is not None and to_all:
        row.calendar_sequence += 1
    take_over_entry(session, row)
    called = None if to_all else _to_call(row)
    if not only_new:
        _forget_replies_to_another_time(session, row, at)
    row.invited_at = at
    session.flush()
    number = _agenda_number(row, desk, at, by, only_new=only_new)
    letters = announce(
        row,
        LetterKind.INVITATION,
        row.calendar_sequence,
        attendee_ids=called,
        agenda_number=number,
        choices=choices,
    )
    if not letters:
        raise NobodyToSendTo
    # No relationship tells the session that the letters must be there before what they say.
    session.flush()
    attach_lines(session, row, letters)


def announce_cancellation(row: MeetingRow, choices: Choices = AS_USUAL) -> None:
    """Make the letters that say a meeting is off, and raise the number calendars go by."""
    row.calendar_sequence += 1
    know = {letter.attendee_id for letter in row.deliveries if _may_know(letter)}
    kind, number = LetterKind.CANCELLATION, row.calendar_sequence
    announce(row, kind, number, attendee_ids=know, choices=choices)


def may_leave_now(row: MeetingRow, kind: LetterKind) -> bool:
    """Return whether letters of a kind are still true; nobody is called to what is off."""
    off = row.state == MeetingState.CANCELLED.value
    if kind is LetterKind.CANCELLATION:
        return off
    return not (off and kind in (LetterKind.DRAFT, LetterKind.INVITATION, LetterKind.REMINDER))


def never_left(row: MeetingRow, kind: LetterKind) -> list[DeliveryRow]:
    """Return the letters of a kind that are surely still here."""
    return [
        each
        for each in row.deliveries
        if each.kind == kind.value and DeliveryState(each.state) in STILL_HERE
    ]


def _agenda_number(row: MeetingRow, desk: Desk, at: datetime, by: str, *, only_new: bool) -> int:
    """Return the number of the agenda that goes along: frozen now, unless it already is."""
    number = next_number(row)
    meeting = mapping.meeting(row)
    record = agenda_record(meeting, desk.office, desk.actor, AgendaStage.FINAL, number)
    known = newest(row)
    if only_new and known is not None and _same(known.record, record):
        return known.number
    freeze(row, record, at, by)
    return number


def _was_called_off(row: MeetingRow) -> bool:
    """Whether people were told that the meeting is off since they were called to it."""
    off, called = LetterKind.CANCELLATION.value, LetterKind.INVITATION.value
    numbers = {
        kind: max((letter.number for letter in row.deliveries if letter.kind == kind), default=-1)
        for kind in (off, called)
    }
    return numbers[off] > numbers[called]


def _to_call(row: MeetingRow) -> frozenset[str]:
    """Return who has yet to be called; their calendars take a number above any they had."""
    called = to_call(row)
    numbers = [number_withdrawn(row, each) for each in row.attendees if each.id in called]
    row.calendar_sequence = max([row.calendar_sequence, *(number + 1 for number in numbers)])
    return called


def _forget_replies_to_another_time(session: Any, row: MeetingRow, at: datetime) -> None:
    """Take away what calendars answered to a time that no longer holds; they are asked anew.

    What a person noted by hand stays: it may be about the new time.
    """
    invited = [d for d in row.deliveries if d.kind == LetterKind.INVITATION.value]
    called_by = {letter.attendee_id: letter.agenda_number for letter in invited}
    for attendee in row.attendees:
        if attendee.reply_channel != Channel.CALENDAR.value:
            continue
        before = version_of(row, called_by.get(attendee.id))
        if before is not None and before.record.starts_at != row.starts_at:
            note_reply(session, attendee, InvitationReply.NONE, None, at)


def _same(one: AgendaRecord, other: AgendaRecord) -> bool:
    return one == replace(other, number=one.number)


def _child_gets_heard(row: MeetingRow, catalogue: Catalogue) -> bool:
    try:
        return catalogue.get(row.type_key).child_gets_heard
    except NotFound:
        # A kind of meeting the office no longer has demands nothing.
        return False


def _may_know(letter: DeliveryRow) -> bool:
    return letter.kind in WITH_AGENDA and DeliveryState(letter.state) in _MAY_KNOW
