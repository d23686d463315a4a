"""CPR numbers of receivers: kept only where the municipality has said so, and in one table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from moedeleder.domain.errors import InvalidPersonNumber
from moedeleder.domain.person_number import checked_person_number
from moedeleder.models.outbox_tables import PersonNumberRow
from moedeleder.models.tables import PersonRow


def checked_numbers(typed: Mapping[str, str], whose: Mapping[str, str]) -> dict[str, str]:
    """Return each number as ten digits, by the same keys.

    Args:
        whose: the id of the person each key is about, where it is known.

    Raises:
        InvalidPersonNumber: one cannot be right, is two people's, or is another than the same
            person has here; ``field`` is its key.
    """
    found: dict[str, str] = {}
    owners: dict[str, str] = {}
    theirs: dict[str, str] = {}
    for key, number in typed.items():
        digits = checked_person_number(number, key)
        owner = whose.get(key) or key
        if owners.setdefault(digits, owner) != owner:
            # One of the two would get what is the other's.
            raise InvalidPersonNumber(key, "twice")
        if theirs.setdefault(owner, digits) != digits:
            # One of the two letters would go to somebody else.
            raise InvalidPersonNumber(key, "other")
        found[key] = digits
    return found


def keep(session: Any, person_id: str, number: str, at: datetime, by: str) -> None:
    """Keep a person's number for the next time."""
    if session.get(PersonRow, person_id) is None:
        return
    row = session.get(PersonNumberRow, person_id) or PersonNumberRow(person_id=person_id)
    row.number, row.kept_at, row.kept_by = number, at, by
    session.add(row)


def kept(session: Any, person_id: str) -> str:
    """Return a person's kept number, empty when none is."""
    row = session.get(PersonNumberRow, person_id)
    return row.number if row else ""
