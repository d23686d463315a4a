"""What a fetch brought, in numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from moedeleder.services.answers_taken import Taken, TakenKind

_CHANGES = frozenset({TakenKind.PLACED, TakenKind.BOUNCE, TakenKind.REPORT})


@dataclass(frozen=True, slots=True)
class FetchProgress:
    """How far a fetch has come, in mails looked at."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch brought.

    ``taken`` were placed with a meeting, ``unknown`` wait for a person, ``left`` could not be
    taken (too large, or beyond us) and are in the mailbox as they were, ``waiting`` come with
    the next fetch. ``meetings`` are the ids of those that got an answer, or whose letters
    changed: ``bounced`` letters came back, ``reports`` are servers' other words on letters, and
    ``found`` counts the meetings whose uncertain letters turned out to have left.
    """

    taken: int
    unknown: int
    left: int
    at: datetime
    waiting: int = 0
    meetings: tuple[str, ...] = ()
    bounced: int = 0
    reports: int = 0
    found: int = 0


@dataclass(slots=True)
class Count:
    """What a fetch has brought so far."""

    taken: int = 0
    unknown: int = 0
    left: int = 0
    bounced: int = 0
    reports: int = 0
    meetings: dict[str, None] = field(default_factory=dict)

    def add(self, taken: Taken) -> None:
        """Count one mail."""
        self.taken += taken.kind is TakenKind.PLACED
        self.unknown += taken.kind is TakenKind.UNKNOWN
        self.bounced += taken.kind is TakenKind.BOUNCE
        self.reports += taken.kind is TakenKind.REPORT
        if taken.kind in _CHANGES and taken.meeting is not None:
            self.meetings[taken.meeting.id] = None
