"""The round of corrections: what each receiver says about the minutes, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from moedeleder.domain.contributions import Channel
from moedeleder.domain.people import Person


class CorrectionKind(StrEnum):
    """What somebody says: it is right, something is to be another, or words to stand beside it."""

    AGREE = "agree"
    CORRECT = "correct"
    REMARK = "remark"


class CorrectionDecision(StrEnum):
    """What became of it. A remark is never refused: it stands as it is (``STANDS``)."""

    OPEN = "open"
    TAKEN = "taken"
    REFUSED = "refused"
    STANDS = "stands"


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """What one person says about a version.

    ``part`` is a ``PartKey`` or empty for the whole; ``place`` the passage as it stands; ``words``
    what should stand instead, or the remark, in their own words.
    """

    kind: CorrectionKind
    part: str = ""
    place: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One answer to a version of the minutes; ``number`` is that version's."""

    id: str
    version: int
    number: int
    person: Person
    kind: CorrectionKind
    channel: Channel
    received_at: datetime
    part: str = ""
    place: str = ""
    words: str = ""
    answer_id: str | None = None
    decision: CorrectionDecision = CorrectionDecision.OPEN
    reason: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to take a stand on it."""
        return self.kind is not CorrectionKind.AGREE and self.decision is CorrectionDecision.OPEN

    @property
    def draft(self) -> CorrectionDraft:
        """What was said."""
        return CorrectionDraft(self.kind, self.part, self.place, self.words)


class ResponseState(StrEnum):
    """How one receiver stands to a version. Silence is never agreement."""

    NOT_SENT = "not_sent"
    SILENT = "silent"
    AGREES = "agrees"
    CORRECTED = "corrected"
    REMARKED = "remarked"


@dataclass(frozen=True, slots=True)
class Response:
    """One receiver, and everything they said about the version."""

    attendee_id: str
    person: Person
    state: ResponseState
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionRound:
    """The time in which receivers of version ``number`` can answer, by ``until``."""

    id: str
    version: int
    number: int
    until: date
    closed_at: datetime | None = None
    drafting_since: datetime | None = None

    @property
    def is_drafting(self) -> bool:
        """Whether the next version is being written."""
        return self.drafting_since is not None and self.closed_at is None

    def is_over(self, today: date) -> bool:
        """Whether the day by which people were asked has passed."""
        return today > self.until


def response_state(said: Iterable[Correction], *, was_sent: bool) -> ResponseState:
    """Return how somebody stands who said this: what wants something changed weighs most."""
    kinds = {each.kind for each in said}
    if CorrectionKind.CORRECT in kinds:
        return ResponseState.CORRECTED
    if CorrectionKind.REMARK in kinds:
        return ResponseState.REMARKED
    if CorrectionKind.AGREE in kinds:
        return ResponseState.AGREES
    return ResponseState.SILENT if was_sent else ResponseState.NOT_SENT
