"""From the rows of people and families to values."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from moedeleder.domain.people import Family, Person, PersonRole
from moedeleder.models import tables


def person(row: tables.PersonRow | Row[Any]) -> Person:
    """Return the value of a person's row."""
    return Person(
        row.id,
        row.version,
        row.family_id,
        row.name,
        PersonRole(row.role),
        row.relation,
        row.organisation,
        row.mail,
        row.phone,
        row.needs,
        row.has_custody,
        row.postal_address,
    )


def family(row: tables.FamilyRow) -> Family:
    """Return a family with the people who are not put away."""
    people = tuple(person(each) for each in row.people if not each.put_away)
    return Family(
        row.id, row.version, row.child_name, row.case_number, row.birth_date, row.note, people
    )
