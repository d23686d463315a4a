"""The minutes as the page shows them, with what stands in the way of finishing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from moedeleder.domain.completeness import OfferedLine
from moedeleder.domain.corrections import CorrectionRound
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import (
    Gap,
    MinutesPart,
    MinutesVersion,
    PartKey,
    record_from_data,
)
from moedeleder.domain.used_documents import UsedDocument
from moedeleder.models import minutes_mapping
from moedeleder.models.tables import MeetingRow, MinutesVersionRow
from moedeleder.services.records_after import Afterwards


@dataclass(frozen=True)
class MinutesView:
    """The minutes as the page shows them."""

    meeting: Meeting
    parts: Mapping[PartKey, MinutesPart]
    gaps: tuple[Gap, ...]
    left_in_notes: Mapping[PartKey, tuple[OfferedLine, ...]]
    kept_from_some: Mapping[PartKey, tuple[OfferedLine, ...]]
    """The notes of points that only some may hear; never fetched together with the others."""
    required: tuple[PartKey, ...]
    hints: tuple[str, ...]
    version: MinutesVersion | None
    documents: tuple[UsedDocument, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why the minutes are finished without something, by the key of the gap."""
    round: CorrectionRound | None = None
    """The time of corrections to the newest version."""
    versions: tuple[MinutesVersion, ...] = ()
    after: Afterwards = field(default_factory=Afterwards)
    """What is written and answered beside the text, as the next record prints it."""

    @property
    def open_gaps(self) -> tuple[Gap, ...]:
        """What stands in the way of finishing: nobody has said why it may be missing."""
        return tuple(
            gap for gap in self.gaps if not (gap.can_be_overruled and self.reasons.get(gap.key))
        )

    @property
    def is_drafting(self) -> bool:
        """Whether the next version after a finished one is being written."""
        return self.version is not None and self.round is not None and self.round.is_drafting

    @property
    def is_finished(self) -> bool:
        """Whether the text is frozen."""
        return self.version is not None and not self.is_drafting


def version_value(row: MinutesVersionRow) -> MinutesVersion:
    """Return the value of a finished version."""
    record = record_from_data(json.loads(row.content))
    return MinutesVersion(
        row.id, row.number, record, row.checksum, row.finalised_at, row.finalised_by
    )


def round_of(row: MeetingRow) -> CorrectionRound | None:
    """Return the time of corrections to the newest version, if it has one."""
    if not row.versions:
        return None
    newest = row.versions[-1].number
    found = (each for each in row.rounds if each.number == newest)
    return next((minutes_mapping.correction_round(each) for each in found), None)


def reasons_of(row: MeetingRow) -> dict[str, str]:
    """Return why the minutes may lack something, by the key of the gap."""
    return {each.gap: each.reason for each in row.gap_reasons}
