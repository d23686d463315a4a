"""Locking the text: the version, what each reader got, letters and the round, all or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from moedeleder.domain.before import AS_USUAL, Choices
from moedeleder.domain.errors import ReasonMissing
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.record import MinutesRecord, canonical, checksum
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.text import optional_text
from moedeleder.models.minutes_tables import CorrectionRoundRow, MinutesCopyRow, PaperRow
from moedeleder.models.tables import MeetingRow, MinutesVersionRow
from moedeleder.services.copies import PreparedCopy, had_version, refuse_stale
from moedeleder.services.deliveries import announce


def checked_reason(reason: str, number: int) -> str:
    """Return why there is a version ``number``; the first needs no reason and has none.

    Raises:
        ReasonMissing, FieldTooLong: as named.
    """
    if number == 1:
        return ""
    cleaned = optional_text(reason, "reason")
    if not cleaned:
        raise ReasonMissing("reason")
    return cleaned


def freeze(
    session: Any,
    row: MeetingRow,
    record: MinutesRecord,
    copies: Sequence[PreparedCopy],
    actor: str,
    choices: Choices = AS_USUAL,
) -> MinutesVersionRow:
    """Write a version with everything that belongs to it; sealed with the rest of the transaction.

    The first goes to everybody on the list, a later one to exactly those who had the one before.
    Whoever is left out gets no letter and no copy.

    Raises:
        ChangedElsewhere: a reader is to get something else than the copy holds.
    """
    refuse_stale(row, copies)
    frozen = _version(record, actor)
    had_before = None if frozen.number == 1 else had_version(row, frozen.number - 1)
    row.versions.append(frozen)
    row.state = MeetingState.FINISHED.value
    # The copies point at it.
    session.flush()
    for copy in copies:
        if copy.attendee_id not in choices.left_out:
            session.add(_copy(session, row, frozen, copy))
    kind = LetterKind.MINUTES
    announce(row, kind, frozen.number, attendee_ids=had_before, choices=choices)
    _close_rounds(row, frozen.finalised_at)
    _open_round(row, record)
    session.flush()
    return frozen


def _version(record: MinutesRecord, actor: str) -> MinutesVersionRow:
    content = canonical(record)
    assert record.finalised_at is not None
    return MinutesVersionRow(
        id=new_id(),
        number=record.number,
        content=content,
        checksum=checksum(content),
        finalised_at=record.finalised_at,
        finalised_by=actor,
    )


def _copy(
    session: Any, row: MeetingRow, version: MinutesVersionRow, copy: PreparedCopy
) -> MinutesCopyRow:
    content = canonical(copy.record)
    return MinutesCopyRow(
        id=new_id(),
        meeting_id=row.id,
        version_id=version.id,
        attendee_id=copy.attendee_id,
        person_id=copy.person_id,
        name=copy.name,
        content=content,
        checksum=checksum(content),
        papers=[{"name": name, "id": _paper(session, data)} for name, data in copy.papers],
        made_at=version.finalised_at,
    )


def _paper(session: Any, data: bytes) -> str:
    """Keep a paper once, however many receive it; return its id."""
    paper_id = hashlib.sha256(data).hexdigest()
    if session.get(PaperRow, paper_id) is None:
        session.add(PaperRow(id=paper_id, data=data))
        session.flush()
    return paper_id


def _close_rounds(row: MeetingRow, now: datetime) -> None:
    for each in row.rounds:
        if each.closed_at is None:
            each.closed_at = now
        # What stood before is in the version before: nothing goes back to it any more.
        each.before = None


def _open_round(row: MeetingRow, record: MinutesRecord) -> None:
    assert record.corrections_until is not None
    row.rounds.append(CorrectionRoundRow(number=record.number, until=record.corrections_until))
