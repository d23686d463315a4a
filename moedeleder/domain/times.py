"""Proposed times for a meeting, and whom they suit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from moedeleder.domain.contributions import Channel

PROPOSALS_LIMIT = 12


class Fit(StrEnum):
    """Whether a time suits somebody."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class ProposedTime:
    """One time the meeting could have (Danish wall time)."""

    id: str
    version: int
    starts_at: datetime
    chosen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TimeAnswer:
    """What one person said about one proposed time."""

    proposal_id: str
    person_id: str
    fit: Fit
    channel: Channel
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class TimeCount:
    """How a proposed time is received: who can, who cannot, who has not said."""

    proposal: ProposedTime
    can: tuple[str, ...]
    cannot: tuple[str, ...]
    unsaid: tuple[str, ...]


def counted(
    proposals: Sequence[ProposedTime], answers: Iterable[TimeAnswer], person_ids: Sequence[str]
) -> tuple[TimeCount, ...]:
    """Return for each proposal the ids of those it suits, in the order of ``person_ids``."""
    said = {(each.proposal_id, each.person_id): each.fit for each in answers}

    def those(proposal: ProposedTime, fit: Fit | None) -> tuple[str, ...]:
        return tuple(one for one in person_ids if said.get((proposal.id, one)) is fit)

    return tuple(
        TimeCount(each, those(each, Fit.YES), those(each, Fit.NO), those(each, None))
        for each in proposals
    )
