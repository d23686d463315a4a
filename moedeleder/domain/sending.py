"""Letters that leave the house: to whom, by which way, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LetterKind(StrEnum):
    """What a letter carries.

    ``DRAFT`` is the agenda while the family can still add to it; ``FEEDBACK`` asks how the meeting
    was.
    """

    DRAFT = "draft"
    INVITATION = "invitation"
    CANCELLATION = "cancellation"
    RECEIPT = "receipt"
    MINUTES = "minutes"
    FEEDBACK = "feedback"


class DeliveryState(StrEnum):
    """What became of one letter to one person."""

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    NO_ADDRESS = "no_address"
    PRINTED = "printed"


class LetterWay(StrEnum):
    """Which way a letter went; it stays so when the office later chooses another way."""

    UNKNOWN = ""
    MAIL = "mail"
    FOLDER = "folder"


FINAL_STATES = frozenset({DeliveryState.SENT, DeliveryState.PRINTED})


@dataclass(frozen=True, slots=True)
class Delivery:
    """One letter to one attendee; ``reason`` is an error class name, told in Danish on screen."""

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

    def lies_in_folder(self, *, otherwise: bool = False) -> bool:
        """Return whether it was laid in a folder, so that nobody has been sent it.

        Args:
            otherwise: what is taken of a letter that does not know its way.
        """
        if self.state is not DeliveryState.SENT:
            return False
        return otherwise if self.way is LetterWay.UNKNOWN else self.way is LetterWay.FOLDER


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
