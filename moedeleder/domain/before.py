"""Before letters leave: who gets what by which way, and what a person should look at first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from moedeleder.domain.sending import LetterKind, LetterWay
from moedeleder.domain.settings import MailWay, UnitSender


class Concern(StrEnum):
    """Something about one receiver to look at before the letter leaves.

    ``NEW_ADDRESS`` has never been used for a letter about this child; ``PRIVATE_DOMAIN`` is a
    professional with a private person's kind of mail address.
    """

    NO_ADDRESS = "no_address"
    BAD_ADDRESS = "bad_address"
    NEW_ADDRESS = "new_address"
    SHARED_ADDRESS = "shared_address"
    PRIVATE_DOMAIN = "private_domain"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class BeforeLine:
    """One receiver of what is about to leave.

    ``gets`` is what is in the letter, in words; empty where everybody gets the same. ``shares``
    are the others with the same address. ``size`` is of the attachments, in bytes; 0 while it is
    not known. ``delivery_id`` is the letter itself where it was made before.
    """

    attendee_id: str
    person_id: str
    name: str
    role: str
    address: str
    channel: LetterWay
    gets: str = ""
    concerns: tuple[Concern, ...] = ()
    shares: tuple[str, ...] = ()
    size: int = 0
    delivery_id: str = ""
    ways: tuple[LetterWay, ...] = ()
    """The ways there are for this person, the usual first."""

    @property
    def key(self) -> str:
        """What tells the line from the others: the letter, or whom it is for."""
        return self.delivery_id or self.attendee_id


@dataclass(frozen=True, slots=True)
class BeforeView:
    """Everything that is to be seen before letters of one kind leave.

    ``senders`` are the units to choose between, the office itself first; ``size_limit`` is the
    mail server's, in bytes, 0 where it is not known. ``is_first`` tells that nothing was ever sent
    about this child, so that every address is new.
    """

    kind: LetterKind
    lines: tuple[BeforeLine, ...]
    way: MailWay
    senders: tuple[UnitSender, ...] = ()
    sender: UnitSender | None = None
    relay_enforces_tls: bool = False
    size_limit: int = 0
    has_digital_post: bool = False
    is_first: bool = False
    child: str = ""
    """The child's first name."""
    left_out: frozenset[str] = frozenset()
    """Attendees who were shown before and got no letter: so somebody chose."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose on the page before letters leave.

    ``channels`` is by attendee id; without one it is mail where there is an address, else paper.
    ``left_out`` are attendees who get no letter. ``sender`` is None for the office itself.
    """

    channels: Mapping[str, LetterWay] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    sender: UnitSender | None = None


AS_USUAL = Choices()
"""Mail to whoever has an address, in the office's name, and nobody left out."""
