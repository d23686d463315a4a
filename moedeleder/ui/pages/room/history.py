"""What can be taken back and done again while the meeting is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LONGEST = 200


@dataclass(frozen=True)
class Step:
    """One thing that was done: its name, the way back, and the way forth again.

    Both return whether they could be done.
    """

    name: str
    undo: Callable[[], bool]
    redo: Callable[[], bool]


class History:
    """Remembers steps in order; a new one forgets what was taken back."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def did(self, step: Step) -> None:
        """Remember a step that was just done."""
        self._done = [*self._done, step][-LONGEST:]
        self._undone = []

    def undo(self) -> str:
        """Take the last step back; returns its name, or nothing where nothing was done."""
        return self._move(self._done, self._undone, lambda step: step.undo())

    def redo(self) -> str:
        """Do the last step taken back again; returns its name, or nothing."""
        return self._move(self._undone, self._done, lambda step: step.redo())

    def forget(self) -> None:
        """Forget everything: another meeting is shown."""
        self._done, self._undone = [], []

    def _move(self, source: list[Step], target: list[Step], act: Callable[[Step], bool]) -> str:
        if not source:
            return ""
        step = source.pop()
        # What cannot be undone any more (somebody changed it) is dropped.
        if not act(step):
            return ""
        target.append(step)
        return step.name
