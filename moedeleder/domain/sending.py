"""Letters that leave the house: to whom, by which way, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LetterKind(StrEnum):
    """What a letter carries; ``DRAFT`` is the agenda while the family can still add to it."""

    DRAFT = "draft"
    INVITATION = "invitation"
    CANCELLATION = "cancellation"
    RECEIPT = "receipt"
    MINUTES = "minutes"


class DeliveryState(StrEnum):
    """What became of one letter to one person."""

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    NO_ADDRESS = "no_address"
    PRINTED = "printed"


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
