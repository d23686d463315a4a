"""What people at one meeting are called when the full name is more than is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.people import Person


def namer(attendees: Iterable[Attendee]) -> Callable[[Person], str]:
    """Return what shortens a name: a family member's first name where only one has it."""
    counted = Counter(each.person.name.split(" ", 1)[0] for each in attendees)

    def short(person: Person) -> str:
        first = person.name.split(" ", 1)[0]
        return first if person.is_family_side and counted[first] <= 1 else person.name

    return short
