"""What the page of children says about a child and the people around it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from moedeleder.domain.danish import plain_date, short_date
from moedeleder.domain.people import Family, FamilyLine, Person
from moedeleder.domain.text import shorten
from moedeleder.services.labels import role_label

NAME_SHOWN = 40


def _tr(text: str) -> str:
    return QCoreApplication.translate("FamilyWords", text)


def age_on(born: date, today: date) -> int:
    """Return a child's age in whole years; a birthday on 29 February falls on 1 March else."""
    before_birthday = (today.month, today.day) < (born.month, born.day)
    return today.year - born.year - before_birthday


def facts_line(family: Family, today: date) -> str:
    """Return case number and birth as one line, e.g. ``34.45.00 · Født 17. maj 2014, 12 år``."""
    parts = [family.case_number]
    if family.birth_date is not None:
        words = _tr("Født {0}, {1} år")
        parts.append(words.format(plain_date(family.birth_date), age_on(family.birth_date, today)))
    return " · ".join(filter(None, parts))


def who_line(person: Person) -> str:
    """Return who somebody is, e.g. ``Mor · Har del i forældremyndigheden``."""
    role = role_label(person.role)
    relation = person.relation.strip()
    # "Forælder, mor" would say the same twice.
    parts = [relation[:1].upper() + relation[1:] if relation else role]
    parts += [person.organisation]
    parts += [_tr("Har del i forældremyndigheden")] if person.has_custody else []
    return " · ".join(filter(None, parts))


def contact_line(person: Person) -> str:
    """Return where somebody can be reached, or that nothing is known."""
    known = " · ".join(filter(None, (person.mail, person.phone)))
    return known or _tr("Ingen mail eller telefon endnu")


def short_name(name: str) -> str:
    """Return a name that fits in a sentence or on a button."""
    return shorten(name, NAME_SHOWN)


def last_meeting(line: FamilyLine) -> str:
    """Return the day of the latest meeting, or that there is none."""
    return short_date(line.last_meeting) if line.last_meeting else _tr("Ingen endnu")
