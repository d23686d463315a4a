"""Receipts: each person is told what became of what they brought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.before import AS_USUAL, Choices
from moedeleder.domain.contributions import Contribution, Decision, ReceiptLine
from moedeleder.domain.errors import NobodyToSendTo
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.models import mapping, queries
from moedeleder.models.round_tables import ReceiptLineRow
from moedeleder.models.tables import DeliveryRow, MeetingRow
from moedeleder.services.context import Context
from moedeleder.services.deliveries import announce
from moedeleder.services.receipt_words import answer_line

_UNDER_WAY = (DeliveryState.READY, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True)
class PendingReceipt:
    """What one attendee has not been told yet; ``undecided`` things still wait for an answer."""

    attendee_id: str
    name: str
    address: str
    lines: tuple[ReceiptLine, ...]
    undecided: int


class Receipts:
    """What a person does so that everybody hears what became of their contributions."""

    def __init__(self, context: Context) -> None:
        self._store = context.store

    def pending(self, meeting_id: str) -> tuple[PendingReceipt, ...]:
        """Return for each attendee who brought something what they have not been told yet.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            return pending(mapping.meeting(queries.get(session, MeetingRow, meeting_id)))

    def lines(self, delivery_id: str) -> tuple[ReceiptLine, ...]:
        """Return what a letter tells about contributions, in its order; empty for none.

        Raises:
            NotFound: there is no such letter.
        """
        with self._store.reading() as session:
            queries.get(session, DeliveryRow, delivery_id)
            return queries.receipt_lines(session, delivery_id)

    def announce(
        self, meeting_id: str, attendee_ids: Sequence[str] = (), *, choices: Choices = AS_USUAL
    ) -> Meeting:
        """Make the receipts; sending lets them leave, or they are printed.

        Args:
            attendee_ids: only for these; otherwise for everybody with something new to be told.
            choices: what the person chose before.

        Raises:
            NobodyToSendTo: there is nothing new to tell them.
            NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            waiting = [
                each
                for each in pending(mapping.meeting(row))
                if each.lines and (not attendee_ids or each.attendee_id in attendee_ids)
            ]
            if not waiting:
                raise NobodyToSendTo
            news = [each for each in waiting if not _is_on_its_way(session, row, each)]
            letters = _letters(row, news, choices)
            # No relationship tells the session that the letters must be written first.
            session.flush()
            attach_lines(session, row, letters)
            session.flush()
            return mapping.meeting(row)


def pending(meeting: Meeting) -> tuple[PendingReceipt, ...]:
    """Return for each attendee who brought something what they have not been told yet."""
    found = (_pending(meeting, each) for each in meeting.attendees)
    return tuple(each for each in found if each.lines or each.undecided)


def attach_lines(session: Any, meeting: MeetingRow, letters: Iterable[DeliveryRow]) -> None:
    """Let letters tell their receivers what they have not been told yet.

    It belongs in the transaction that makes the letters, after they are flushed.
    """
    waiting = {each.attendee_id: each.lines for each in pending(mapping.meeting(meeting))}
    for letter in letters:
        for line in waiting.get(letter.attendee_id, ()):
            session.add(_line(letter, line))


def _pending(meeting: Meeting, attendee: Attendee) -> PendingReceipt:
    brought = [
        each
        for each in meeting.contributions
        # What was withdrawn may have been put down to the wrong person: it is not repeated.
        if each.person.id == attendee.person.id and each.decision is not Decision.WITHDRAWN
    ]
    answered = ((each, answer_line(meeting, each)) for each in brought)
    lines = tuple(_told(each, line) for each, line in answered if line and line != each.told)
    undecided = sum(each.is_open for each in brought)
    person = attendee.person
    return PendingReceipt(attendee.id, person.name, person.mail.strip(), lines, undecided)


def _is_on_its_way(session: Any, meeting: MeetingRow, waiting: PendingReceipt) -> bool:
    """Whether a letter that says just this is ready or leaving: nobody is told twice."""
    mine = [d for d in meeting.deliveries if d.attendee_id == waiting.attendee_id]
    letters = [d for d in mine if d.kind == LetterKind.RECEIPT.value]
    if not letters or DeliveryState(letters[-1].state) not in _UNDER_WAY:
        return False
    return queries.receipt_lines(session, letters[-1].id) == waiting.lines


def _told(contribution: Contribution, line: str) -> ReceiptLine:
    return ReceiptLine(contribution.id, contribution.full_words, line)


def _letters(
    meeting: MeetingRow, waiting: Sequence[PendingReceipt], choices: Choices
) -> list[DeliveryRow]:
    kind = LetterKind.RECEIPT
    number = max((d.number for d in meeting.deliveries if d.kind == kind.value), default=0) + 1
    ids = {each.attendee_id for each in waiting}
    return announce(meeting, kind, number, attendee_ids=ids, choices=choices)


def _line(letter: DeliveryRow, line: ReceiptLine) -> ReceiptLineRow:
    return ReceiptLineRow(
        id=new_id(),
        delivery_id=letter.id,
        contribution_id=line.contribution_id,
        words=line.words,
        answer=line.answer,
    )
