"""What a page can do that the keys of the whole window ask for."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class Leavable(Protocol):
    """A page that keeps what is under way when the person goes elsewhere."""

    def leave(self) -> None:
        """Save what is under way."""


@runtime_checkable
class Acting(Protocol):
    """A page with one main thing to do."""

    def main_action(self) -> None:
        """Do it."""


@runtime_checkable
class Undoing(Protocol):
    """A page that can take something back."""

    def undo(self) -> None:
        """Take the last thing back."""


@runtime_checkable
class Redoing(Protocol):
    """A page that can do again what was taken back."""

    def redo(self) -> None:
        """Do it again."""
