"""What a reply form is made from: one person, one meeting, nothing secret."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

POINTS = 8


@dataclass(frozen=True, slots=True)
class ReplyForm:
    """The words of a form; times are Danish wall time.

    ``proposed_times`` are (id of the proposal, when), so that a mark can be read back.
    """

    reference: str
    receiver: str
    meeting: str
    starts_at: datetime
    ends_at: datetime
    place: str
    purpose: str
    answer_by: date | None
    contact: str
    proposed_times: tuple[tuple[str, datetime], ...] = ()
    child_first_name: str = ""
