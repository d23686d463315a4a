"""What came after a meeting, in a meeting file: sources, readers, corrections, marks.

Nothing is written for a meeting that had none of it, so that its file is as it always was. The
copies and papers people received stay where they were sent from, and so does the chain that seals
them: they prove what left that house.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from moedeleder.domain.corrections import Correction
from moedeleder.domain.meetings import Promise
from moedeleder.domain.readers import HIDEABLE, Paper, ReaderChoice
from moedeleder.domain.statements import Statement
from moedeleder.domain.used_documents import UsedDocument

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RoundOnFile:
    """The time for corrections to one version, and since when the next is being written."""

    id: str
    number: int
    until: date
    closed_at: datetime | None = None
    drafting_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class MarkOnFile:
    """A passage of a version that proved wrong."""

    id: str
    number: int
    part: str
    words: str
    reason: str
    marked_at: datetime
    marked_by: str


@dataclass(frozen=True, slots=True)
class After:
    """Everything that came after a meeting besides the text; ``reasons`` by the gap's key."""

    documents: tuple[UsedDocument, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    readers: tuple[ReaderChoice, ...] = ()
    rounds: tuple[RoundOnFile, ...] = ()
    corrections: tuple[Correction, ...] = ()
    retired: tuple[MarkOnFile, ...] = ()


def after_data(after: After) -> Data:
    """Return what came after as plain JSON data; empty when there was nothing."""
    lists = {
        "used_documents": [_document(each) for each in after.documents],
        "gap_reasons": [{"gap": gap, "reason": why} for gap, why in sorted(after.reasons.items())],
        "readers": [_reader(each) for each in after.readers],
        "rounds": [_round(each) for each in after.rounds],
        "corrections": [_correction(each) for each in after.corrections],
        "retired": [_mark(each) for each in after.retired],
    }
    return {name: entries for name, entries in lists.items() if entries}


def sorted_after(data: Data) -> Data:
    """Return the same with its lists without an order in one of their own, for comparing two."""
    keys = {
        "gap_reasons": "gap",
        "readers": "attendee_id",
        "rounds": "number",
        "corrections": "id",
        "retired": "id",
    }
    lists = {
        name: sorted(data[name], key=itemgetter(by)) for name, by in keys.items() if name in data
    }
    return data | lists


def statement_place(statement: Statement) -> Data:
    """Return what is written of a statement that was moved to another part, or left out."""
    return {"part": statement.part} if statement.part else {}


def promise_chain(promise: Promise) -> Data:
    """Return what is written of a promise that goes from a worry to a sign that it works."""
    chain = {"worry": promise.worry, "need": promise.need, "sign": promise.sign}
    return {name: text for name, text in chain.items() if text}


def _document(each: UsedDocument) -> Data:
    return {
        "id": each.id,
        "kind": each.kind.value,
        "title": each.title,
        "author": each.author,
        "dated": _iso(each.dated),
        "followed": each.followed.value,
        "reason": each.reason,
    }


def _reader(each: ReaderChoice) -> Data:
    return {
        "attendee_id": each.attendee_id,
        "hidden": [section.value for section in HIDEABLE if section in each.hidden],
        "papers": [paper.value for paper in Paper if paper in each.papers],
        "shares_contact": each.shares_contact,
    }


def _round(each: RoundOnFile) -> Data:
    return {
        "id": each.id,
        "number": each.number,
        "until": each.until.isoformat(),
        "closed_at": _iso(each.closed_at),
        "drafting_since": _iso(each.drafting_since),
    }


def _correction(each: Correction) -> Data:
    # The mail or form it came in stays behind, as with the points before the meeting.
    return {
        "id": each.id,
        "number": each.number,
        "person_id": each.person.id,
        "kind": each.kind.value,
        "channel": each.channel.value,
        "received_at": each.received_at.isoformat(),
        "part": each.part,
        "place": each.place,
        "words": each.words,
        "decision": each.decision.value,
        "reason": each.reason,
        "decided_at": _iso(each.decided_at),
        "decided_by": each.decided_by,
    }


def _mark(each: MarkOnFile) -> Data:
    return {
        "id": each.id,
        "number": each.number,
        "part": each.part,
        "words": each.words,
        "reason": each.reason,
        "marked_at": each.marked_at.isoformat(),
        "marked_by": each.marked_by,
    }


def _iso(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None
