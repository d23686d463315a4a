"""Each reader's own copy of the minutes: made before finishing, kept as it left the house."""

from __future__ import annotations

from dataclasses import dataclass

from moedeleder.domain.record import MinutesRecord


@dataclass(frozen=True)
class PreparedCopy:
    """One attendee's copy of a version, ready to be kept with it; ``papers`` by file name."""

    attendee_id: str
    person_id: str
    name: str
    record: MinutesRecord
    papers: tuple[tuple[str, bytes], ...]
