"""The letters of a meeting as a table: receivers down, things sent across."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind

PERSONS_OWN = frozenset({LetterKind.RECEIPT, LetterKind.REMINDER, LetterKind.WITHDRAWAL})
"""Kinds of letters that count for one person alone: all of a kind stand in one column."""


@dataclass(frozen=True, slots=True)
class PostColumn:
    """One thing sent; ``number`` tells those of a kind apart, as people count them, from 1.

    ``is_update`` is an invitation that changes one before it.
    """

    key: str
    kind: LetterKind
    number: int = 1
    is_update: bool = False


@dataclass(frozen=True, slots=True)
class PostReceiver:
    """Somebody who has or should have a letter; ``is_listed`` while they are on the list."""

    key: str
    name: str
    role: str
    address: str
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class PostCell:
    """A person's letters of one column, the oldest first; the newest is what counts.

    ``times_left`` is how often the newest was handed over. ``is_true`` is whether what it says
    still holds, so that it can be sent (again).
    """

    letters: tuple[Delivery, ...]
    times_left: int = 0
    is_true: bool = True

    @property
    def newest(self) -> Delivery:
        """The letter that counts."""
        return self.letters[-1]


@dataclass(frozen=True, slots=True)
class PostView:
    """Who got what, when, and what became of it."""

    meeting_id: str
    receivers: tuple[PostReceiver, ...] = ()
    columns: tuple[PostColumn, ...] = ()
    cells: Mapping[tuple[str, str], PostCell] | None = None
    """By the keys of receiver and column."""

    def cell(self, receiver: str, column: str) -> PostCell | None:
        """Return what stands in a cell, if anything."""
        return (self.cells or {}).get((receiver, column))

    def have(self, column: str, *, in_folder: bool = False) -> int:
        """Return how many have the letter of a column for certain.

        Args:
            in_folder: what is taken of a sent letter that does not know its way.
        """
        found = (self.cell(each.key, column) for each in self.receivers)
        return sum(has_it(each.newest, in_folder=in_folder) for each in found if each)

    def should_have(self, column: str) -> int:
        """Return how many have or should have the letter of a column.

        Minutes are for everybody on the list; other letters for those they were made for.
        """
        to_all = any(
            each.key == column and each.kind is LetterKind.MINUTES for each in self.columns
        )
        return sum(
            (to_all and each.is_listed) or self.cell(each.key, column) is not None
            for each in self.receivers
        )

    @property
    def newest_minutes(self) -> PostColumn | None:
        """The column of the minutes that count, once there are any."""
        found = [each for each in self.columns if each.kind is LetterKind.MINUTES]
        return max(found, key=lambda each: each.number, default=None)


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A file that went with a letter; ``size`` in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True, repr=False)
class LetterView:
    """A letter as it left, in plain words; nothing in it is fetched or run."""

    id: str
    from_name: str
    from_address: str
    to: str
    subject: str
    sent_at: datetime | None
    message_id: str
    text: str
    files: tuple[LetterFile, ...] = ()
    size: int = 0
    """Of the whole letter, in bytes."""


def has_it(letter: Delivery, *, in_folder: bool = False) -> bool:
    """Return whether somebody has a letter for certain; see ``PostView.have``."""
    if letter.state is DeliveryState.PRINTED:
        return not letter.is_laid_ready
    laid = letter.lies_in_folder(otherwise=in_folder)
    return letter.state is DeliveryState.SENT and not laid
