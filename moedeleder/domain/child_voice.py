"""How the child is heard at a meeting: one slot that must be filled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class VoiceWay(StrEnum):
    """How the child's own view reaches the meeting."""

    UNSAID = ""
    ATTENDS = "attends"
    TOLD_BEFORE = "told_before"
    PICTURE = "picture"
    SPOKEN_FOR = "spoken_for"
    NOT_HEARD = "not_heard"


@dataclass(frozen=True, slots=True)
class ChildVoice:
    """The way, and a note: who speaks for the child, what was told, or why not heard."""

    way: VoiceWay = VoiceWay.UNSAID
    note: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether the slot is filled; not hearing the child takes a reason."""
        if self.way is VoiceWay.UNSAID:
            return False
        return self.way is not VoiceWay.NOT_HEARD or bool(self.note.strip())
