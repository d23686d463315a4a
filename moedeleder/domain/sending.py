"""Letters that leave the house: to whom, by which way, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LetterKind(StrEnum):
    """What a letter carries.

    ``DRAFT`` is the agenda while the family can still add to it; ``FEEDBACK`` asks how the meeting
    was; ``WITHDRAWAL`` tells somebody who was called to a meeting that they are not to come.
    """

    DRAFT = "draft"
    INVITATION = "invitation"
    CANCELLATION = "cancellation"
    RECEIPT = "receipt"
    MINUTES = "minutes"
    FEEDBACK = "feedback"
    WITHDRAWAL = "withdrawal"
    REMINDER = "reminder"


class DeliveryState(StrEnum):
    """What became of one letter to one person.

    ``SENDING`` is on record before the last word to the server, so that a letter whose answer is
    lost is ``UNCERTAIN`` and never sent again unasked. ``INTERRUPTED`` was stopped by a person
    before that and has surely not been sent.
    """

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    INTERRUPTED = "interrupted"
    NO_ADDRESS = "no_address"
    PRINTED = "printed"


class LetterWay(StrEnum):
    """Which way a letter is to go, or went; it stays so when the office later chooses another.

    ``MAIL`` is chosen also where the office lays its mails in a folder; ``FOLDER`` is only how
    such a letter went.
    """

    UNKNOWN = ""
    MAIL = "mail"
    FOLDER = "folder"
    PAPER = "paper"
    DIGITAL_POST = "digital"


FINAL_STATES = frozenset({DeliveryState.SENT, DeliveryState.PRINTED})
STILL_HERE = frozenset(
    {
        DeliveryState.READY,
        DeliveryState.NO_ADDRESS,
        DeliveryState.FAILED,
        DeliveryState.INTERRUPTED,
    }
)
"""States of a letter that has surely not left."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One letter to one attendee; ``reason`` is an error class name, told in Danish on screen.

    ``channel`` is the way it is to go, ``way`` the way it went. ``released_at`` is when a person
    let it leave; without it, it waits for one. ``reply_words`` are the mail server's own and may
    hold an address.
    """

    id: str
    version: int
    kind: LetterKind
    number: int
    attendee_id: str
    name: str
    address: str
    state: DeliveryState
    reason: str = ""
    message_id: str = ""
    changed_at: datetime | None = None
    agenda_number: int | None = None
    """The version of the agenda that went with it."""
    way: LetterWay = LetterWay.UNKNOWN
    person_id: str = ""
    channel: LetterWay = LetterWay.MAIL
    released_at: datetime | None = None
    attempts: int = 0
    next_try_at: datetime | None = None
    reply_code: int | None = None
    reply_words: str = ""
    sent_at: datetime | None = None
    """When it was taken, handed over or laid ready."""
    sender_name: str = ""
    sender_address: str = ""
    """Of the unit it comes from; empty: the office's."""
    about: str = ""
    """What a reminder is about; see ``reminders``."""
    looked_at: datetime | None = None
    """When the mailbox was last searched for an uncertain letter."""

    @property
    def waits(self) -> bool:
        """Whether it leaves by itself when its time comes."""
        by_mail = self.channel is LetterWay.MAIL and bool(self.address)
        return self.state is DeliveryState.READY and self.released_at is not None and by_mail

    @property
    def is_laid_ready(self) -> bool:
        """Whether it lies in a file that another system is to send, and nobody said it did."""
        return self.state is DeliveryState.PRINTED and self.way is LetterWay.DIGITAL_POST

    def lies_in_folder(self, *, otherwise: bool = False) -> bool:
        """Return whether it was laid in a folder, so that nobody has been sent it.

        Args:
            otherwise: what is taken of a letter that does not know its way.
        """
        if self.state is not DeliveryState.SENT:
            return False
        return otherwise if self.way is LetterWay.UNKNOWN else self.way is LetterWay.FOLDER


def newest_calls(letters: Iterable[Delivery]) -> dict[str, Delivery]:
    """Return each attendee's newest invitation, but for those told since that it is not for them.

    Args:
        letters: all of a meeting.
    """
    called: dict[str, Delivery] = {}
    for letter in letters:
        if letter.kind is LetterKind.INVITATION:
            known = called.get(letter.attendee_id)
            if known is None or letter.number >= known.number:
                called[letter.attendee_id] = letter
        elif letter.kind is LetterKind.WITHDRAWAL and letter.state not in STILL_HERE:
            # Letters come in the order they were made.
            called.pop(letter.attendee_id, None)
    return called


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody a letter is about to go to; ``problem`` is an error class name or empty."""

    attendee_id: str
    name: str
    role: str
    address: str
    problem: str = ""
    shares_address_with: tuple[str, ...] = ()

    @property
    def can_get_mail(self) -> bool:
        """Whether a mail can be sent; otherwise they get a print copy."""
        return bool(self.address) and not self.problem
