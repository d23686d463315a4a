"""What became of something that came in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from moedeleder.domain.answers import Answer
from moedeleder.domain.meetings import Meeting


class TakenKind(StrEnum):
    """What was done with something that came in; the last three leave nothing behind.

    ``COUNTED`` was feedback: its marks are counted, and nothing is kept of the mail. ``BOUNCE``
    sent a letter of ours back for good; ``REPORT`` is a mail server's word on a letter that
    changes less, such as that it is delayed.
    """

    PLACED = "placed"
    UNKNOWN = "unknown"
    COUNTED = "counted"
    BOUNCE = "bounce"
    REPORT = "report"
    ALREADY = "already"
    NOT_OURS = "not_ours"
    AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one mail or file.

    ``answer`` is what was kept (for ``ALREADY`` what was kept then), ``meeting`` the meeting it
    was placed with, or whose letter it is about, as it is now. ``new_times`` counts proposed
    times answered anew, ``new_corrections`` what was said about finished minutes.
    """

    kind: TakenKind
    answer: Answer | None = None
    meeting: Meeting | None = None
    new_contributions: int = 0
    new_times: int = 0
    new_corrections: int = 0
