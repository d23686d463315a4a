"""What a form for answering the minutes is made from: one person, one version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

ROWS = 3


@dataclass(frozen=True, slots=True)
class CorrectionForm:
    """The words of a form; ``number`` is that of the minutes, times are Danish wall time."""

    reference: str
    receiver: str
    meeting: str
    starts_at: datetime
    number: int
    answer_by: date | None
    contact: str
