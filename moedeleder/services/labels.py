"""What people read for the program's code names: one Danish word for each, used everywhere."""

from __future__ import annotations

from moedeleder.domain.agenda import ItemKind
from moedeleder.domain.meetings import Attendance, Duty, StatementKind
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.record import PartKey

_ROLES = {
    PersonRole.CHILD: "Barn",
    PersonRole.PARENT: "Forælder",
    PersonRole.RELATIVE: "Pårørende",
    PersonRole.SUPPORT_PERSON: "Bisidder",
    PersonRole.INTERPRETER: "Tolk",
    PersonRole.CASEWORKER: "Sagsbehandler",
    PersonRole.COORDINATOR: "Tovholder",
    PersonRole.TEACHER: "Lærer",
    PersonRole.EDUCATOR: "Pædagog",
    PersonRole.PSYCHOLOGIST: "Psykolog",
    PersonRole.DOCTOR: "Læge",
    PersonRole.SUPPLIER: "Leverandør",
    PersonRole.MANAGER: "Leder",
    PersonRole.ADVISER: "Borgerrådgiver",
    PersonRole.OTHER: "Anden deltager",
}
_KINDS = {
    ItemKind.INFORMATION: "Orientering",
    ItemKind.DISCUSSION: "Drøftelse",
    ItemKind.DECISION: "Beslutning",
    ItemKind.CHILD_VOICE: "Barnets stemme",
}
_ATTENDANCES = {
    Attendance.EXPECTED: "Ikke noteret",
    Attendance.PRESENT: "Til stede",
    Attendance.APOLOGY: "Afbud",
    Attendance.LATE: "Kom senere",
    Attendance.LEFT_EARLY: "Gik før",
}
_DUTIES = {
    Duty.NONE: "",
    Duty.CHAIR: "Mødeleder",
    Duty.MINUTES_TAKER: "Referent",
    Duty.CHAIR_AND_MINUTES: "Mødeleder og referent",
}
_STATEMENTS = {
    StatementKind.FACT: "Fakta",
    StatementKind.ASSESSMENT: "Faglig vurdering",
    StatementKind.PARENT_WORDS: "Forældrenes ord",
    StatementKind.CHILD_WORDS: "Barnets ord",
    StatementKind.DISAGREEMENT: "Uenighed",
    StatementKind.GUIDANCE: "Vejledning",
    StatementKind.PRIVATE: "Privat",
}
_HEADINGS = {
    PartKey.PROBLEM: "Problemformulering",
    PartKey.FACTS: "Oplysninger",
    PartKey.CHILD_PERSPECTIVE: "Barnets perspektiv",
    PartKey.PARENT_PERSPECTIVE: "Forældrenes perspektiv",
    PartKey.ASSESSMENTS: "Faglige vurderinger",
    PartKey.GUIDANCE: "Vejledning givet",
    PartKey.CONCLUSION: "Konklusion",
    PartKey.DISAGREEMENTS: "Uenigheder",
    PartKey.ACTION_PLAN: "Handleplan",
    PartKey.FOLLOW_UP: "Opfølgning",
    PartKey.DOCUMENTS: "Dokumenter og udtalelser",
    PartKey.ATTENDEES: "Deltagere",
}


def role_label(role: PersonRole) -> str:
    """Return the Danish word for a person's role."""
    return _ROLES[role]


def person_role(person: Person) -> str:
    """Return what a person is to the child, e.g. ``mor``, ``lærer`` or ``bisidder, mormor``.

    A relation or title says it all; but a bisidder or tolk must be seen to be one.
    """
    role, relation = role_label(person.role).lower(), person.relation.strip()
    if not relation:
        return role
    relation = relation[0].lower() + relation[1:]
    shown_always = person.role in (PersonRole.SUPPORT_PERSON, PersonRole.INTERPRETER)
    return f"{role}, {relation}" if shown_always and role not in relation.lower() else relation


def kind_label(kind: ItemKind) -> str:
    """Return the Danish word for what happens with a point."""
    return _KINDS[kind]


def attendance_label(attendance: Attendance) -> str:
    """Return the Danish words for whether somebody was there."""
    return _ATTENDANCES[attendance]


def duty_label(duty: Duty) -> str:
    """Return the Danish words for a duty at the meeting; empty for none."""
    return _DUTIES[duty]


def statement_label(kind: StatementKind) -> str:
    """Return the Danish words for a sort of statement."""
    return _STATEMENTS[kind]


def part_heading(part: PartKey, child_first_name: str = "") -> str:
    """Return the heading of a part of the minutes, with the child's name where it belongs."""
    if part is PartKey.CHILD_PERSPECTIVE and child_first_name.strip():
        return f"{possessive(child_first_name.strip())} perspektiv"
    return _HEADINGS[part]


def possessive(name: str) -> str:
    """Return the Danish genitive of a name: ``Almas``, but ``Jonas'``, ``Max'`` and ``Fritz'``."""
    return name + ("'" if name[-1:].lower() in {"s", "x", "z"} else "s")
