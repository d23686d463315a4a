"""People taken off the list after they were called: they are told, and their calendar is freed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from moedeleder.domain.before import AS_USUAL, Choices
from moedeleder.domain.errors import NobodyToSendTo, NotAllowedNow
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.sending import DeliveryState, LetterKind, Receiver
from moedeleder.models import mapping, outbox_queries, queries
from moedeleder.models.recording import now_of
from moedeleder.models.tables import AttendeeRow, DeliveryRow, MeetingRow, PersonRow
from moedeleder.services.agenda_versions import REACHED, version_of
from moedeleder.services.context import Context
from moedeleder.services.deliveries import is_attending, letter_to, receiver

# They know of the meeting, or somebody may have told them on the telephone.
_MAY_KNOW = REACHED | {DeliveryState.SENDING, DeliveryState.NO_ADDRESS}
_TOLD = (LetterKind.WITHDRAWAL.value, LetterKind.CANCELLATION.value)
_TO_COME = (MeetingState.PLANNED.value, MeetingState.CANCELLED.value)
_DROPPED = (DeliveryState.INTERRUPTED,)


@dataclass(frozen=True)
class Withdrawn:
    """Somebody who was called and is no longer on the list; ``id`` is of their place on it."""

    id: str
    person: PersonRow
    letter: DeliveryRow


@dataclass(frozen=True, slots=True)
class Outdated:
    """What of a meeting's frame is another than in the invitations people have.

    ``count`` is how many on the list have such an invitation.
    """

    moved: bool = False
    place: bool = False
    length: bool = False
    count: int = 0


class Withdrawals:
    """What a person does to tell those who are not to come after all."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def pending(self, meeting_id: str) -> tuple[Receiver, ...]:
        """Return who was taken off the list of a meeting to come and has not been told.

        Also where it is called off since: only those on the list are told of that.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            if row.state not in _TO_COME or row.starts_at < self._clock.local():
                return ()
            return tuple(receiver(each.id, each.person) for each in withdrawn(session, row))

    def outdated(self, meeting_id: str) -> Outdated:
        """Return how the meeting differs in time or place from what those called to it know.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            if row.state != MeetingState.PLANNED.value:
                return Outdated()
            found = [each for each in _differences(row) if any(each)]
            moved, place, length = (any(each[at] for each in found) for at in range(3))
            return Outdated(moved, place, length, len(found))

    def announce(
        self,
        meeting_id: str,
        attendee_ids: Collection[str] | None = None,
        *,
        choices: Choices = AS_USUAL,
    ) -> Meeting:
        """Make the letters that say who is not to come; they take the meeting out of calendars.

        Args:
            attendee_ids: the places people had on the list; None is all who were not told.
            choices: what the person chose before.

        Raises:
            NobodyToSendTo: nobody of them is to be told.
            NotAllowedNow: the meeting has begun or is over.
            NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            if row.state not in _TO_COME:
                raise NotAllowedNow
            told = [
                each
                for each in withdrawn(session, row)
                if (attendee_ids is None or each.id in attendee_ids)
                and each.id not in choices.left_out
            ]
            if not told:
                raise NobodyToSendTo
            # RFC 5546: the entry has changed, so its number is raised, here as for the others.
            row.calendar_sequence += 1
            for each in told:
                _announce(row, each, choices)
            session.flush()
            return mapping.meeting(row)


def withdrawn(session: Any, meeting: MeetingRow) -> tuple[Withdrawn, ...]:
    """Return who was called, is not on the list, and has not been told; in the order called."""
    found: dict[str, Withdrawn] = {}
    for letter in meeting.deliveries:
        if letter.kind != LetterKind.INVITATION.value or is_attending(letter, meeting):
            continue
        if DeliveryState(letter.state) not in _MAY_KNOW or _is_told(meeting, letter):
            continue
        person = session.get(PersonRow, letter.person_id) if letter.person_id else None
        if person is not None:
            found[person.id] = Withdrawn(letter.attendee_id, person, letter)
    return tuple(found.values())


def _differences(meeting: MeetingRow) -> Iterator[tuple[bool, bool, bool]]:
    """Give for each who was called whether time, place and length are others than they know."""
    ends_at = meeting.starts_at + timedelta(minutes=meeting.minutes)
    for attendee in meeting.attendees:
        numbers = [
            letter.agenda_number
            for letter in meeting.deliveries
            if letter.kind == LetterKind.INVITATION.value and letter.attendee_id == attendee.id
        ]
        known = version_of(meeting, numbers[-1]) if numbers else None
        if known is None:
            continue
        record = known.record
        moved = record.starts_at != meeting.starts_at
        length = record.ends_at - record.starts_at != ends_at - meeting.starts_at
        place = (record.place, record.link) != (meeting.place, meeting.link)
        yield moved, place, length


def _is_told(meeting: MeetingRow, invitation: DeliveryRow) -> bool:
    """Whether a letter made after an invitation says that its receiver is not to come."""
    return any(
        letter.kind in _TOLD
        and letter.number > invitation.number
        and _same_person(letter, invitation)
        and DeliveryState(letter.state) not in _DROPPED
        for letter in meeting.deliveries
    )


def _same_person(one: DeliveryRow, other: DeliveryRow) -> bool:
    return one.attendee_id == other.attendee_id or (
        bool(one.person_id) and one.person_id == other.person_id
    )


def _announce(meeting: MeetingRow, each: Withdrawn, choices: Choices) -> None:
    letter = letter_to(
        each.person,
        each.id,
        LetterKind.WITHDRAWAL,
        meeting.calendar_sequence,
        agenda_number=each.letter.agenda_number,
        choices=choices,
    )
    meeting.deliveries.append(letter)
    letter.released_at = now_of(meeting)


def take_back(session: Any, meeting: MeetingRow, person_id: str) -> None:
    """Drop what was still to tell somebody who is put on the list again after all."""
    for letter in list(meeting.deliveries):
        theirs = letter.person_id == person_id and letter.kind == LetterKind.WITHDRAWAL.value
        if theirs and not has_left(letter):
            _forget(session, meeting, letter)


def _forget(session: Any, meeting: MeetingRow, letter: DeliveryRow) -> None:
    """Take away a letter that never left; one with a history is stopped for good instead."""
    if outbox_queries.has_history(session, letter.id):
        letter.state = DeliveryState.INTERRUPTED.value
        letter.released_at = None
        return
    meeting.deliveries.remove(letter)
    session.delete(letter)


def has_left(letter: DeliveryRow) -> bool:
    """Return whether a letter has left the house, or may have."""
    state = DeliveryState(letter.state)
    return state in REACHED or state is DeliveryState.SENDING


def to_call(meeting: MeetingRow) -> frozenset[str]:
    """Return who on the list has no invitation, or was told after it that they are not to come."""
    return frozenset(
        attendee.id
        for attendee in meeting.attendees
        if _number_called(meeting, attendee) <= number_withdrawn(meeting, attendee)
    )


def number_withdrawn(meeting: MeetingRow, attendee: AttendeeRow) -> int:
    """Return the number by which somebody's calendar was told not to come; -1 if it was not."""
    numbers = (
        letter.number
        for letter in meeting.deliveries
        if letter.kind == LetterKind.WITHDRAWAL.value
        and (letter.attendee_id == attendee.id or letter.person_id == attendee.person_id)
        and has_left(letter)
    )
    return max(numbers, default=-1)


def _number_called(meeting: MeetingRow, attendee: AttendeeRow) -> int:
    kind = LetterKind.INVITATION.value
    numbers = (
        letter.number
        for letter in meeting.deliveries
        if letter.kind == kind and letter.attendee_id == attendee.id
    )
    return max(numbers, default=-1)
