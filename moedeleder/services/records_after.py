"""What minutes tell besides the meeting: sources, reasons, remarks and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypedDict

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.completeness import (
    named,
    note_line,
    promised_to_everybody,
    quoted,
    words_before,
)
from moedeleder.domain.corrections import (
    Correction,
    CorrectionDecision,
    ResponseState,
    response_state,
)
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Person
from moedeleder.domain.record import Gap, MinutesRecord
from moedeleder.domain.record_after import (
    RecordLimited,
    RecordOverruled,
    RecordPromise,
    RecordRemark,
    RecordResponse,
    RecordRetired,
    RecordSource,
)
from moedeleder.domain.statements import LEFT_OUT
from moedeleder.domain.used_documents import UsedDocument
from moedeleder.services.context import wall_time
from moedeleder.services.gap_words import lacking
from moedeleder.services.labels import followed_label, response_label

_STAYS = frozenset({CorrectionDecision.REFUSED, CorrectionDecision.STANDS})


@dataclass(frozen=True)
class Receiver:
    """Somebody to whom the version before was sent, and whether the letter has left."""

    person: Person
    was_sent: bool


@dataclass(frozen=True)
class Afterwards:
    """What is written and answered about the minutes, beside the meeting and its parts.

    ``sharing`` holds the ids of attendees whose phone and mail others may read; ``before`` is the
    version that the next one is compared with.
    """

    documents: tuple[UsedDocument, ...] = ()
    overruled: tuple[tuple[Gap, str], ...] = ()
    sharing: frozenset[str] = frozenset()
    before: MinutesRecord | None = None
    corrections: tuple[Correction, ...] = ()
    receivers: tuple[Receiver, ...] = ()
    retired: tuple[RecordRetired, ...] = field(default=())


class AfterValues(TypedDict):
    """The fields of a record that tell of what is beside the meeting."""

    sources: tuple[RecordSource, ...]
    overruled: tuple[RecordOverruled, ...]
    limited: tuple[RecordLimited, ...]
    remarks: tuple[RecordRemark, ...]
    responses: tuple[RecordResponse, ...]


def after_values(meeting: Meeting, after: Afterwards) -> AfterValues:
    """Return what the record holds of it; the first version has neither remarks nor responses."""
    return AfterValues(
        sources=tuple(map(_source, after.documents)),
        overruled=tuple(_overruled(meeting, after)),
        limited=tuple(_limited(meeting, item, after) for item in meeting.items if item.is_limited),
        remarks=_remarks(after.corrections) if after.before else (),
        responses=_responses(after) if after.before else (),
    )


def _source(document: UsedDocument) -> RecordSource:
    return RecordSource(
        document.title,
        document.author,
        document.dated,
        followed_label(document.followed),
        document.reason,
    )


def _overruled(meeting: Meeting, after: Afterwards) -> Iterator[RecordOverruled]:
    """Yield what everybody may read of it; promises are counted as they stand in the plan."""
    child = meeting.child_name.split(" ", 1)[0]
    numbers = {each.id: at for at, each in enumerate(promised_to_everybody(meeting), 1)}
    for gap, reason in after.overruled:
        if not gap.promise_id:
            yield RecordOverruled(gap.part.value, lacking(gap, child), reason)
        elif gap.promise_id in numbers:
            counted = replace(gap, number=numbers[gap.promise_id])
            yield RecordOverruled(gap.part.value, lacking(counted, child), reason)


def _limited(meeting: Meeting, item: AgendaItem, after: Afterwards) -> RecordLimited:
    names = {each.person.id: each.person.name for each in meeting.attendees}
    return RecordLimited(
        item.title,
        tuple(names[each] for each in names if each in item.only_for),
        item.only_for,
        (*_lines(meeting, item), *_reasons(meeting, item, after)),
        tuple(
            RecordPromise(each.what, each.owner_label, each.due)
            for each in meeting.promises
            if each.item_id == item.id
        ),
    )


def _lines(meeting: Meeting, item: AgendaItem) -> Iterable[str]:
    """Yield what was brought to a point and said there; private notes never."""
    for each in meeting.contributions_of(item.id):
        if each.person.is_family_side:
            yield words_before(each.words_for_others, each.person)
    if item.is_familys and item.words.strip():
        yield words_before(item.words, item.raised_by)
    for said in meeting.statements:
        if said.item_id == item.id and said.is_public and said.part != LEFT_OUT:
            yield note_line(said)


def _reasons(meeting: Meeting, item: AgendaItem, after: Afterwards) -> Iterator[str]:
    """Yield why promises that only some heard of lack something: it is told to those alone."""
    promises = {each.id: each for each in meeting.promises if each.item_id == item.id}
    for gap, reason in after.overruled:
        if gap.promise_id in promises:
            what = quoted(promises[gap.promise_id].what)
            yield f"Aftalen {what} har ingen frist, fordi: {reason}"


def _remarks(corrections: Sequence[Correction]) -> tuple[RecordRemark, ...]:
    """Return what people said that was not taken in: it stands in their own words."""
    return tuple(
        RecordRemark(
            each.part,
            each.place,
            named(each.person),
            each.words,
            each.reason,
            wall_time(each.received_at).date(),
        )
        for each in corrections
        if each.decision in _STAYS
    )


def _responses(after: Afterwards) -> tuple[RecordResponse, ...]:
    assert after.before is not None
    number = after.before.number
    return tuple(
        RecordResponse(named(each.person), response_label(_state(after, each, number)))
        for each in after.receivers
    )


def _state(after: Afterwards, receiver: Receiver, number: int) -> ResponseState:
    said = (
        each
        for each in after.corrections
        if each.number == number and each.person.id == receiver.person.id
    )
    return response_state(said, was_sent=receiver.was_sent)
