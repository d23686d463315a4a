"""A person's number in the civil register (CPR), and an office's in the business register (CVR)."""

from __future__ import annotations

import re
from datetime import date

from moedeleder.domain.errors import InvalidPersonNumber, InvalidRegisterNumber

_BETWEEN = re.compile(r"[\s-]")
# The first digit of the day is raised by 6 in a replacement number, which the register does not
# know (cpr.dk, "Personnummer"); no mailbox answers to it.
_REPLACEMENT = 60


def checked_person_number(typed: str, field: str = "person_number") -> str:
    """Return the ten digits of a CPR number.

    The check digit is not asked for: numbers without it have been given since 2007 and are to be
    taken everywhere (cpr.dk, "Personnumre uden kontrolciffer").

    Raises:
        InvalidPersonNumber: ``problem`` is ``digits``, ``day`` or ``replacement``.
    """
    digits = _BETWEEN.sub("", typed)
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise InvalidPersonNumber(field, "digits")
    day, month = int(digits[:2]), int(digits[2:4])
    if day > _REPLACEMENT:
        raise InvalidPersonNumber(field, "replacement")
    try:
        date(_century(digits) + int(digits[4:6]), month, day)
    except ValueError:
        raise InvalidPersonNumber(field, "day") from None
    return digits


def _century(digits: str) -> int:
    """Return the first year of the century of birth, which the seventh digit tells."""
    year, seventh = int(digits[4:6]), int(digits[6])
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def checked_register_number(typed: str, field: str = "cvr") -> str:
    """Return the eight digits of a CVR number, or nothing when nothing is typed.

    Raises:
        InvalidRegisterNumber: there are not eight digits.
    """
    digits = _BETWEEN.sub("", typed)
    if digits and not re.fullmatch(r"[0-9]{8}", digits):
        raise InvalidRegisterNumber(field)
    return digits
