"""Keeping what comes in: contributions are made here, however they came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from moedeleder.domain.answers import AnswerState
from moedeleder.domain.contributions import (
    Channel,
    ContributionDraft,
    ContributionKind,
    Decision,
    Importance,
)
from moedeleder.domain.danish import clock, long_date
from moedeleder.domain.errors import FieldTooLong
from moedeleder.domain.ids import new_id
from moedeleder.domain.text import TEXT_LIMIT, clean_text
from moedeleder.domain.times import Fit
from moedeleder.models.round_tables import AnswerRow, ContributionRow
from moedeleder.models.tables import MeetingRow, PersonRow
from moedeleder.services.labels import contribution_label, fit_label, importance_label
from moedeleder.services.times import refuse_stranger


def keep(
    session: Any,
    meeting: MeetingRow,
    person: PersonRow,
    drafts: Sequence[ContributionDraft],
    channel: Channel,
    received_at: datetime,
    answer: AnswerRow | None,
) -> int:
    """Keep what a person brought, in the session's transaction.

    The words are kept as they are, cleaned but whole. What the same person has brought before in
    the same words is not made twice, and empty drafts are passed over.

    Args:
        received_at: when it came (aware).
        answer: what it came in; it may be new in the session.

    Returns:
        How many contributions are new.

    Raises:
        NotFound: the person is not on the meeting's list.
    """
    refuse_stranger(meeting, person.id)
    # No relationship tells the session that the answer must be written first.
    session.flush()
    known = {
        (row.kind, row.words, row.wanted)
        for row in meeting.contributions
        if row.person_id == person.id and _counts(row)
    }
    made = 0
    for draft in cleaned(drafts):
        key = (draft.kind.value, draft.words, draft.wanted)
        if key in known:
            continue
        known.add(key)
        row = _row(person, draft, channel, received_at, answer.id if answer else None)
        meeting.contributions.append(row)
        made += 1
    return made


def _counts(row: ContributionRow) -> bool:
    # Parts are the coordinator's cutting; what was withdrawn may be brought again.
    return row.part_of_id is None and row.decision != Decision.WITHDRAWN.value


def _row(
    person: PersonRow,
    draft: ContributionDraft,
    channel: Channel,
    received_at: datetime,
    answer_id: str | None,
) -> ContributionRow:
    return ContributionRow(
        id=new_id(),
        person_id=person.id,
        person=person,
        answer_id=answer_id,
        kind=draft.kind.value,
        words=draft.words,
        wanted=draft.wanted,
        importance=draft.importance.value,
        channel=channel.value,
        received_at=received_at,
    )


def cleaned(drafts: Sequence[ContributionDraft]) -> tuple[ContributionDraft, ...]:
    """Return drafts that hold words, cleaned but never shortened."""
    clean = (
        replace(each, words=clean_text(each.words), wanted=clean_text(each.wanted))
        for each in drafts
    )
    return tuple(each for each in clean if each.words.strip() or each.wanted.strip())


def checked_drafts(drafts: Sequence[ContributionDraft]) -> tuple[ContributionDraft, ...]:
    """Return typed drafts that hold words, cleaned.

    Raises:
        FieldTooLong: one holds more than any field takes.
    """
    found = cleaned(drafts)
    for draft in found:
        for field in ("words", "wanted"):
            if len(getattr(draft, field)) > TEXT_LIMIT:
                raise FieldTooLong(field, TEXT_LIMIT)
    return found


def typed_answer(
    meeting: MeetingRow,
    person: PersonRow,
    channel: Channel,
    drafts: Sequence[ContributionDraft],
    fits: Sequence[tuple[str, Fit]],
    at: datetime,
) -> AnswerRow:
    """Return the answer of what was typed for somebody on the phone or from paper."""
    times = {each.id: each.starts_at for each in meeting.proposed_times}
    said = [_said(draft) for draft in drafts]
    said += [_suits(times[one], fit) for one, fit in fits if one in times]
    return AnswerRow(
        id=new_id(),
        meeting_id=meeting.id,
        person_id=person.id,
        channel=channel.value,
        received_at=at,
        state=AnswerState.PLACED.value,
        from_name=person.name,
        text="\n\n".join(said),
    )


def _said(draft: ContributionDraft) -> str:
    is_point = draft.kind is ContributionKind.POINT
    lines = [f"{contribution_label(draft.kind)}: {draft.words}"]
    if draft.wanted.strip():
        lines.append(f"Det ønsker jeg: {draft.wanted}")
    if is_point and draft.importance is not Importance.UNSAID:
        lines.append(f"Hvor vigtigt: {importance_label(draft.importance).lower()}")
    return "\n".join(lines)


def _suits(starts_at: datetime, fit: Fit) -> str:
    day = long_date(starts_at)
    return f"{day[:1].upper()}{day[1:]} kl. {clock(starts_at)}: {fit_label(fit).lower()}"
