"""Children, families and the people around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PersonRole(StrEnum):
    """What a person is to the child in the meeting."""

    CHILD = "child"
    PARENT = "parent"
    RELATIVE = "relative"
    SUPPORT_PERSON = "support_person"
    INTERPRETER = "interpreter"
    CASEWORKER = "caseworker"
    COORDINATOR = "coordinator"
    TEACHER = "teacher"
    EDUCATOR = "educator"
    PSYCHOLOGIST = "psychologist"
    DOCTOR = "doctor"
    SUPPLIER = "supplier"
    MANAGER = "manager"
    ADVISER = "adviser"
    OTHER = "other"


FAMILY_SIDE = frozenset(
    {PersonRole.CHILD, PersonRole.PARENT, PersonRole.RELATIVE, PersonRole.SUPPORT_PERSON}
)


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What can be written about a person; mail is checked where it is saved."""

    name: str
    role: PersonRole
    relation: str = ""
    organisation: str = ""
    mail: str = ""
    phone: str = ""
    needs: str = ""
    has_custody: bool = False
    postal_address: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One person around a child, or a colleague (``family_id`` is None)."""

    id: str
    version: int
    family_id: str | None
    name: str
    role: PersonRole
    relation: str = ""
    organisation: str = ""
    mail: str = ""
    phone: str = ""
    needs: str = ""
    has_custody: bool = False
    postal_address: str = ""

    @property
    def is_family_side(self) -> bool:
        """Whether the person speaks for the family."""
        return self.role in FAMILY_SIDE

    @property
    def draft(self) -> PersonDraft:
        """The editable fields."""
        return PersonDraft(
            self.name,
            self.role,
            self.relation,
            self.organisation,
            self.mail,
            self.phone,
            self.needs,
            self.has_custody,
            self.postal_address,
        )


@dataclass(frozen=True, slots=True)
class FamilyDraft:
    """What can be written about a child and family."""

    child_name: str
    case_number: str = ""
    birth_date: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """A child and the people around them."""

    id: str
    version: int
    child_name: str
    case_number: str = ""
    birth_date: date | None = None
    note: str = ""
    people: tuple[Person, ...] = ()

    @property
    def first_name(self) -> str:
        """The child's first name, as headings use it."""
        return self.child_name.split(" ", 1)[0]

    @property
    def draft(self) -> FamilyDraft:
        """The editable fields."""
        return FamilyDraft(self.child_name, self.case_number, self.birth_date, self.note)


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A family as the list shows it."""

    id: str
    child_name: str
    case_number: str
    people_count: int
    meeting_count: int
    last_meeting: date | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is using the program: stamped on every change."""

    name: str
    title: str
    person_id: str
