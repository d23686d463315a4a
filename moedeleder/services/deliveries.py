"""Letters on record: who is to get what, made together with what they announce."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from moedeleder.domain.before import AS_USUAL, Choices
from moedeleder.domain.errors import InvalidAddress, MoedelederError
from moedeleder.domain.sending import (
    FINAL_STATES,
    DeliveryState,
    LetterKind,
    LetterWay,
    Receiver,
)
from moedeleder.mail.addresses import check_address
from moedeleder.models import mapping
from moedeleder.models.recording import now_of
from moedeleder.models.tables import DeliveryRow, MeetingRow, PersonRow
from moedeleder.services.labels import person_role
from moedeleder.services.reminder_rules import is_still_due

_LEFT = FINAL_STATES | {DeliveryState.SENDING, DeliveryState.UNCERTAIN}
# Somebody who comes later is called alone, and somebody taken off the list is told alone.
_ONES_OWN = (LetterKind.RECEIPT, LetterKind.INVITATION, LetterKind.WITHDRAWAL)


def announce(
    meeting: MeetingRow,
    kind: LetterKind,
    number: int,
    *,
    attendee_ids: Collection[str] | None = None,
    agenda_number: int | None = None,
    choices: Choices = AS_USUAL,
) -> list[DeliveryRow]:
    """Make a letter for each attendee who has none of this kind and number yet, free to leave.

    It belongs in the transaction of what it announces, so that neither is there alone. Whoever
    calls this has shown a person who gets what.

    Args:
        attendee_ids: only for these; None is for everybody on the list.
        agenda_number: the shared agenda that goes with it.
        choices: what the person chose before.
    """
    known = {
        row.attendee_id
        for row in meeting.deliveries
        if row.kind == kind.value and row.number == number
    }
    made = [
        letter_to(
            attendee.person,
            attendee.id,
            kind,
            number,
            agenda_number=agenda_number,
            choices=choices,
        )
        for attendee in meeting.attendees
        if attendee.id not in known
        and attendee.id not in choices.left_out
        and (attendee_ids is None or attendee.id in attendee_ids)
    ]
    meeting.deliveries.extend(made)
    now = now_of(meeting)
    for row in made:
        row.released_at = now
    return made


def letter_to(
    person: PersonRow,
    attendee_id: str,
    kind: LetterKind,
    number: int,
    *,
    agenda_number: int | None = None,
    choices: Choices = AS_USUAL,
) -> DeliveryRow:
    """Return a letter that is still to be put among a meeting's; it waits for a person.

    Args:
        attendee_id: the person's place on the list, also when it is no longer there.
    """
    address = person.mail.strip()
    channel = choices.channels.get(attendee_id, LetterWay.MAIL)
    lacks_address = channel is LetterWay.MAIL and not address
    state = DeliveryState.NO_ADDRESS if lacks_address else DeliveryState.READY
    sender = choices.sender
    return DeliveryRow(
        kind=kind.value,
        number=number,
        attendee_id=attendee_id,
        person_id=person.id,
        name=person.name,
        address=address,
        state=state.value,
        agenda_number=agenda_number,
        channel=channel.value,
        sender_name=sender.name if sender else "",
        sender_address=sender.address if sender else "",
    )


def newest_letters(meeting: MeetingRow, kind: LetterKind) -> list[DeliveryRow]:
    """Return the letters of a kind that count: what was announced last.

    Where letters of a kind are one person's own, each person's newest counts; a receipt that
    never left counts no more when an invitation made after it tells the same. Every reminder
    counts for itself.
    """
    rows = [row for row in meeting.deliveries if row.kind == kind.value]
    if kind is LetterKind.REMINDER:
        return rows
    if kind is LetterKind.RECEIPT:
        rows = [row for row in rows if not _is_told_by_invitation(meeting, row)]
    last: dict[str, int] = {}
    for row in rows:
        whose = row.attendee_id if kind in _ONES_OWN else ""
        last[whose] = max(row.number, last.get(whose, row.number))
    return [row for row in rows if row.number == last[row.attendee_id if kind in _ONES_OWN else ""]]


def _is_told_by_invitation(meeting: MeetingRow, receipt: DeliveryRow) -> bool:
    if DeliveryState(receipt.state) in _LEFT:
        return False
    invitation = LetterKind.INVITATION.value
    return any(
        row.kind == invitation and row.attendee_id == receipt.attendee_id and row.id > receipt.id
        for row in meeting.deliveries
    )


def is_wanted(letter: DeliveryRow, meeting: MeetingRow) -> bool:
    """Return whether a letter has left, or may yet."""
    return DeliveryState(letter.state) in _LEFT or is_on_list(letter, meeting)


def is_on_list(letter: DeliveryRow, meeting: MeetingRow) -> bool:
    """Return whether what a letter says is still true of its receiver.

    They are on the list, or, for a withdrawal, no longer; a reminder is about something that is
    still to come.
    """
    kind = LetterKind(letter.kind)
    if kind is LetterKind.WITHDRAWAL:
        return not is_attending(letter, meeting)
    listed = any(attendee.id == letter.attendee_id for attendee in meeting.attendees)
    return listed and (kind is not LetterKind.REMINDER or is_still_due(letter, meeting))


def is_attending(letter: DeliveryRow, meeting: MeetingRow) -> bool:
    """Return whether a letter's receiver is on the list, maybe at another place than before."""
    return any(
        attendee.id == letter.attendee_id or attendee.person_id == letter.person_id
        for attendee in meeting.attendees
    )


def receivers(meeting: MeetingRow) -> tuple[Receiver, ...]:
    """Return who a letter would go to, with what stands in the way of each."""
    addresses: dict[str, list[str]] = {}
    for attendee in meeting.attendees:
        mail = attendee.person.mail.strip().casefold()
        if mail:
            addresses.setdefault(mail, []).append(attendee.person.name)
    return tuple(
        receiver(attendee.id, attendee.person, addresses) for attendee in meeting.attendees
    )


def receiver(
    attendee_id: str, person: PersonRow, addresses: Mapping[str, Sequence[str]] | None = None
) -> Receiver:
    """Return somebody a letter would go to.

    Args:
        addresses: the names of everybody it goes to, by their folded address.
    """
    mail = person.mail.strip()
    sharing = (addresses or {}).get(mail.casefold(), ())
    others = [name for name in sharing if name != person.name]
    role = person_role(mapping.person(person))
    return Receiver(attendee_id, person.name, role, mail, _problem(mail), tuple(others))


def _problem(mail: str) -> str:
    if not mail:
        return ""
    try:
        check_address(mail)
    except InvalidAddress as error:
        return reason_name(error)
    return ""


def reason_name(error: MoedelederError) -> str:
    """Return the name under which the screen tells why a letter failed."""
    return type(error).__name__
