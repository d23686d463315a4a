"""What of the minutes stands on which paper: a copy holds no more than its papers show."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from moedeleder.domain.record import MinutesRecord, PartKey, PlanLine
from moedeleder.domain.record_after import RecordChange
from moedeleder.domain.record_room import RecordVerdict

_AGREEING = frozenset({"Enig", "Enige"})


class Paper(StrEnum):
    """The papers made from one record."""

    FULL = "full"
    SUMMARY = "summary"
    CHILD = "child"


def on_papers(record: MinutesRecord, papers: Collection[Paper]) -> MinutesRecord:
    """Return the record with no more than the papers of one reader tell.

    What stands at the head of every paper stays, and so does which parts were corrected: the
    letter names them.
    """
    if Paper.FULL in papers:
        return record
    bare = replace(
        record,
        attendees=(),
        board=(),
        scales=(),
        formal=(),
        parked=(),
        unreached=(),
        checks=(),
        speaking=(),
        sources=(),
        overruled=(),
        limited=(),
        remarks=(),
        responses=(),
    )
    return _summary(bare) if Paper.SUMMARY in papers else _child_page(bare)


def _summary(record: MinutesRecord) -> MinutesRecord:
    own = not record.plain_summary.is_empty
    return replace(
        record,
        # The conclusion is told where nobody wrote words for this paper.
        parts=tuple(each for each in record.parts if each.key is PartKey.CONCLUSION and not own),
        plan=tuple(map(_promise, record.plan)),
        read_back=_verdicts(record),
        changes=tuple(_heading_alone(each, own=own) for each in record.changes),
    )


def _child_page(record: MinutesRecord) -> MinutesRecord:
    return replace(
        record,
        parts=(),
        plan=(),
        follow_up_at=None,
        follow_up_none_reason="",
        read_back=(),
        reason="",
    )


def _promise(line: PlanLine) -> PlanLine:
    return PlanLine("" if line.action else line.goal, line.action, line.owner, line.due)


def _verdicts(record: MinutesRecord) -> tuple[RecordVerdict, ...]:
    """Return who agrees and who does not, without their words."""
    against = record.part(PartKey.DISAGREEMENTS)
    objected = against is not None and not against.text.is_empty
    # Where the minutes tell of disagreement, the paper says of nobody that they agreed.
    return tuple(
        replace(each, words="")
        for each in record.read_back
        if not (objected and each.verdict in _AGREEING)
    )


def _heading_alone(change: RecordChange, *, own: bool) -> RecordChange:
    shown = {PartKey.PLAIN_SUMMARY if own else PartKey.CONCLUSION, PartKey.CHILD_PAGE}
    return change if change.part in shown else replace(change, before="", after="")
