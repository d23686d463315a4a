"""What the start needs from outside: doors to the two stores. Built in ``moedeleder.launch``.

Free of Qt and of anything heavy, so that the window is painted before the store is touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from moedeleder.services.office import Office

PASSPHRASE_MINIMUM = 12


class House(StrEnum):
    """Which store: the person's own, or the one to try things out in."""

    OWN = "own"
    EXAMPLE = "example"


@dataclass(frozen=True)
class PassphraseAsked:
    """A person must type the passphrase, or choose one when ``new``."""

    new: bool


@dataclass(frozen=True)
class Introduction:
    """Who sits at the desk, as first start asks."""

    name: str
    title: str
    mail: str = ""
    phone: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class OpenOffice:
    """An open store with its use cases, and how to leave it."""

    house: House
    office: Office
    read_only: bool
    """A newer program wrote the store."""
    forgetful: bool
    """The example begins anew next time: there is no keyring to keep its key."""
    everything_is_kept: Callable[[], bool]
    """Waits a moment for what was typed; returns whether it is on the disk."""
    close: Callable[[], None]


class Door(Protocol):
    """The way in to one store; each call may take its time and belongs off the GUI thread."""

    def approach(self) -> PassphraseAsked | None:
        """Find the key; None when it is at hand."""
        ...

    def unlock(self, typed: str) -> None:
        """Take the key that the passphrase opens, or make one behind a new passphrase."""
        ...

    def open(self, saved: Callable[[str, int], None], failed: Callable[[str], None]) -> OpenOffice:
        """Open the store; the callbacks tell, on another thread, what became of typed text."""
        ...

    def move_in(self, opened: OpenOffice, who: Introduction) -> None:
        """Say who sits at the desk, and lay the example on it where it belongs."""
        ...


class Doorway(Protocol):
    """The doors of the program, and what every house shares."""

    folder: Path
    """The user's data folder; it need not exist yet."""

    def door(self, house: House) -> Door:
        """Return the door to a house."""
        ...

    def folder_of(self, house: House) -> Path:
        """Return the folder of a house; it need not exist yet."""
        ...

    def is_furnished(self, house: House) -> bool:
        """Whether there is a store in the house."""
        ...

    def warm_up(self) -> None:
        """Load what would make the first paper or deadline wait."""
        ...
