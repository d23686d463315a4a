"""Reminders: turned on by a person for one meeting, sent by the program when they are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReminderKind(StrEnum):
    """What people are reminded of."""

    MEETING = "meeting"
    CORRECTIONS = "corrections"
    PROMISES = "promises"


USUAL_DAYS = {
    ReminderKind.MEETING: 2,
    ReminderKind.CORRECTIONS: 2,
    ReminderKind.PROMISES: 3,
}
"""Working days before the day itself, until a person says otherwise."""


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """Whether people are reminded, and how many working days before."""

    kind: ReminderKind
    days: int
    is_on: bool = False
    turned_on_by: str = ""
    turned_on_at: datetime | None = None
    version: int = 0
