"""What there is to look at about one receiver before a letter leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from moedeleder.domain.before import Concern
from moedeleder.domain.errors import InvalidAddress
from moedeleder.domain.people import Person, PersonRole
from moedeleder.mail.addresses import check_address
from moedeleder.services.before_domains import is_private


@dataclass(frozen=True)
class Known:
    """What addresses are held against.

    ``used`` are those letters about this child went to; ``by_address`` the names of everybody at
    the meeting; ``own_id`` is whoever sits at the desk; ``size_limit`` is in bytes, 0: unknown.
    """

    used: frozenset[str]
    private: frozenset[str]
    by_address: Mapping[str, tuple[str, ...]]
    own_id: str = ""
    size_limit: int = 0


def is_usable(address: str) -> bool:
    """Return whether a mail can be sent to an address."""
    if not address:
        return False
    try:
        check_address(address)
    except InvalidAddress:
        return False
    return True


def size_in_mail(size: int) -> int:
    """Return how many bytes attachments take in a mail: three become four (RFC 2045 § 6.8)."""
    return -(-size // 3) * 4


def concerns_of(
    person: Person, known: Known, size: int
) -> tuple[tuple[Concern, ...], tuple[str, ...]]:
    """Return what to look at, and who else reads the same address.

    Args:
        size: of what goes along, in bytes; 0 while it is not known.
    """
    address = person.mail.strip()
    if not address:
        return (Concern.NO_ADDRESS,), ()
    if not is_usable(address):
        return (Concern.BAD_ADDRESS,), ()
    folded = address.casefold()
    shares = tuple(name for name in known.by_address.get(folded, ()) if name != person.name)
    found = {
        Concern.NEW_ADDRESS: folded not in known.used and person.id != known.own_id,
        Concern.SHARED_ADDRESS: bool(shares),
        Concern.PRIVATE_DOMAIN: _works(person) and is_private(address, known.private),
        Concern.TOO_LARGE: 0 < known.size_limit < size_in_mail(size),
    }
    return tuple(each for each, is_so in found.items() if is_so), shares


def _works(person: Person) -> bool:
    """Whether a person is there because it is their work; of others nobody knows."""
    return not person.is_family_side and person.role is not PersonRole.OTHER
