"""The agenda: points, their order and how the time is shared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from moedeleder.domain.errors import InvalidDuration, InvalidOrder
from moedeleder.domain.people import Person

POINT_MINUTES_LIMIT = 480
_CLOSING_POINTS = 2
"""So many points close a meeting as a rule: what is agreed, and how it went."""
_OPENING_POINTS = 2
"""So many points open a meeting as a rule: welcome and roles, then what it is for."""
_LONG_AGENDA = 8
"""From so many points on, one more closes the meeting: where people disagree."""
Thing = TypeVar("Thing")


class ItemKind(StrEnum):
    """What is to happen with a point."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    CHILD_VOICE = "child_voice"


class Parked(StrEnum):
    """Where a point that the meeting did not take up goes."""

    NONE = ""
    FOLLOW_UP = "follow_up"
    NEXT_AGENDA = "next_agenda"


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """What can be written about a point; ``words`` are the family's own."""

    title: str
    kind: ItemKind = ItemKind.DISCUSSION
    minutes: int = 10
    raised_by_id: str | None = None
    from_family: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One point on the agenda.

    ``only_for`` holds the ids of the people who may hear it, empty for everybody; ``added_at`` is
    set for a point that was raised while the meeting ran.
    """

    id: str
    version: int
    position: int
    title: str
    kind: ItemKind
    minutes: int
    raised_by: Person | None = None
    from_family: bool = False
    words: str = ""
    parked: Parked = Parked.NONE
    parked_at: datetime | None = None
    only_for: tuple[str, ...] = ()
    added_at: datetime | None = None

    @property
    def is_parked(self) -> bool:
        """Whether the point was put off while the meeting ran."""
        return self.parked is not Parked.NONE

    @property
    def is_limited(self) -> bool:
        """Whether only some may hear the point."""
        return bool(self.only_for)

    @property
    def is_familys(self) -> bool:
        """Whether the point is the family's own: raised by them or kept for them."""
        raised = self.raised_by is not None and self.raised_by.is_family_side
        return raised or self.from_family or self.kind is ItemKind.CHILD_VOICE

    @property
    def draft(self) -> ItemDraft:
        """The editable fields."""
        raised_by_id = self.raised_by.id if self.raised_by else None
        return ItemDraft(
            self.title, self.kind, self.minutes, raised_by_id, self.from_family, self.words
        )


@dataclass(frozen=True, slots=True)
class TimeShare:
    """How the agenda fills the meeting, in minutes."""

    planned: int
    available: int
    family: int

    @property
    def over(self) -> int:
        """Minutes the points take more than there are; 0 when they fit."""
        return max(0, self.planned - self.available)

    @property
    def family_percent(self) -> int:
        """The family's share of the planned minutes, 0 to 100."""
        return round(100 * self.family / self.planned) if self.planned else 0


def time_share(items: Iterable[AgendaItem], available: int) -> TimeShare:
    """Return how ``items`` fill ``available`` minutes."""
    listed = tuple(items)
    family = sum(item.minutes for item in listed if item.is_familys)
    return TimeShare(sum(item.minutes for item in listed), available, family)


@dataclass(frozen=True, slots=True)
class FamilyStanding:
    """How the family's points stand among the others; ``family`` and ``planned`` are minutes."""

    come_last: bool
    under_third: bool
    family: int
    planned: int


def family_standing(items: Sequence[AgendaItem], share: TimeShare) -> FamilyStanding:
    """Return whether the family's points come last, and whether they get under a third.

    What opens and closes a meeting does not count. The child's voice is never among the others;
    the family's points come last when all others stand before the first that is not the child's.
    """
    middle = range(_OPENING_POINTS, len(items) - _closing_points(len(items)))
    others = [at for at in middle if not items[at].is_familys]
    familys = [at for at, item in enumerate(items) if item.is_familys]
    own = [at for at in familys if items[at].kind is not ItemKind.CHILD_VOICE] or familys
    come_last = bool(own and others) and own[0] > others[-1]
    return FamilyStanding(come_last, 3 * share.family < share.planned, share.family, share.planned)


def _closing_points(count: int) -> int:
    return _CLOSING_POINTS + (count >= _LONG_AGENDA)


def place_for(
    items: Sequence[AgendaItem], draft: ItemDraft, family_ids: Collection[str] = ()
) -> int:
    """Return the index at which a new point stands best when nobody has said where.

    The family's points come after their last one (or after the first point of all, as early as
    can be); other points come before the two that close the meeting. ``family_ids`` are the ids
    of the people who speak for the family.
    """
    raised = draft.from_family or draft.raised_by_id in family_ids
    if not raised and draft.kind is not ItemKind.CHILD_VOICE:
        return max(0, len(items) - _CLOSING_POINTS)
    last = max((at for at, item in enumerate(items) if item.is_familys), default=0)
    return min(last + 1, len(items))


def moved(things: Sequence[Thing], old: int, new: int) -> tuple[Thing, ...]:
    """Return ``things`` with the one at index ``old`` at index ``new``.

    Raises:
        InvalidOrder: one of the places does not exist.
    """
    if not (0 <= old < len(things) and 0 <= new < len(things)):
        raise InvalidOrder("position")
    order = list(things)
    order.insert(new, order.pop(old))
    return tuple(order)


def checked_minutes(minutes: int) -> int:
    """Return ``minutes`` when a point can last that long.

    Raises:
        InvalidDuration: below 0 or above eight hours.
    """
    if not 0 <= minutes <= POINT_MINUTES_LIMIT:
        raise InvalidDuration("minutes")
    return minutes
