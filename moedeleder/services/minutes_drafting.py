"""Beginning the next version of finished minutes, giving it up, and beginning a draft afresh."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from moedeleder.domain import rich_text
from moedeleder.domain.errors import NotAllowedNow
from moedeleder.domain.record import (
    WRITTEN_PARTS,
    MinutesPart,
    MinutesRecord,
    PartKey,
    record_from_data,
)
from moedeleder.domain.rich_text import RichText
from moedeleder.models.edit_writer import forget, latest_edits
from moedeleder.models.minutes_tables import CorrectionRoundRow
from moedeleder.models.tables import MeetingRow, MinutesPartRow
from moedeleder.services.meetings import is_drafting
from moedeleder.services.minutes_before import as_it_stands, put_back

Slot = Callable[[str, PartKey], str]


@dataclass(frozen=True)
class DiscardedDraft:
    """The words of a draft that was thrown away, so that they can come back."""

    meeting_id: str
    texts: Mapping[PartKey, RichText]


def begin(
    session: Any,
    row: MeetingRow,
    parts: Mapping[PartKey, MinutesPart],
    typed: Collection[PartKey],
    now: datetime,
) -> None:
    """Open finished minutes for the next version; what was begun already goes on.

    It begins with the text that was finished, also where the notes would now be told otherwise.

    Args:
        parts: the text as it is, with what was typed since the last save.
        typed: where something was.

    Raises:
        NotAllowedNow: there is no finished version yet.
    """
    if not row.versions:
        raise NotAllowedNow
    if is_drafting(row):
        return
    texts = {key: part.text for key, part in parts.items()}
    _write_finished(session, row, texts)
    newest = _round(row)
    newest.before = as_it_stands(row)
    newest.drafting_since, newest.closed_at = now, None
    # What somebody typed in another window after it was finished is not lost.
    for key in typed:
        write_part(session, row, key, texts[key])
    session.flush()


def drop(session: Any, row: MeetingRow, slot: Slot) -> None:
    """Let everything be as the finished version left it.

    Raises:
        NotAllowedNow: nobody is writing a version after a finished one.
    """
    if not is_drafting(row):
        raise NotAllowedNow
    newest = row.rounds[-1]
    for key in PartKey:
        forget(session, slot(row.id, key))
    if newest.before is not None:
        put_back(session, row, newest.before)
    else:
        # Begun at a colleague's: what stood there before is known from the finished text alone.
        _write_finished(session, row, {})
    newest.drafting_since, newest.before = None, None
    session.flush()


def discard(
    session: Any, row: MeetingRow, parts: Mapping[PartKey, MinutesPart], slot: Slot
) -> DiscardedDraft:
    """Let all parts begin with what comes from the notes again; return what stood there."""
    written = {slot(row.id, PartKey(each.key)) for each in row.parts}
    written |= latest_edits(session, slot(row.id, PartKey.PROBLEM).rpartition(":")[0] + ":").keys()
    texts = {key: part.text for key, part in parts.items() if slot(row.id, key) in written}
    row.parts.clear()
    for key in PartKey:
        forget(session, slot(row.id, key))
    session.flush()
    return DiscardedDraft(row.id, texts)


def restore(
    session: Any,
    row: MeetingRow,
    draft: DiscardedDraft,
    now: Mapping[PartKey, MinutesPart],
    begun: Mapping[PartKey, RichText],
) -> None:
    """Bring back the words of a draft; what was written since stands below them.

    Args:
        now: the text as it is, with what was typed since the last save.
        begun: what each part begins with when nobody has written in it.
    """
    for key, text in draft.texts.items():
        known = {*rich_text.tidy(text).blocks, *begun[key].blocks}
        since = tuple(each for each in now[key].text.blocks if each not in known)
        has_words = any(each.text.strip() for each in since)
        write_part(session, row, key, text + RichText(since if has_words else ()))


def write_part(session: Any, row: MeetingRow, key: PartKey, text: RichText) -> None:
    """Keep a part's text, whatever stood there."""
    data = rich_text.to_data(rich_text.tidy(text))
    found = next((each for each in row.parts if each.key == key.value), None)
    if found is None:
        row.parts.append(MinutesPartRow(key=key.value, text=data))
    elif found.text != data:
        found.text = data


def _write_finished(session: Any, row: MeetingRow, texts: Mapping[PartKey, RichText]) -> None:
    """Let every part say what was finished, with its sources where one of ``texts`` says the same.

    A text that was saved and says it is not touched.
    """
    saved = {each.key: rich_text.from_data(each.text) for each in row.parts}
    record = record_from_data(json.loads(row.versions[-1].content))
    for key in WRITTEN_PARTS:
        finished = _finished(record, key)
        known = [each for each in (saved.get(key.value), texts.get(key)) if each is not None]
        alike = (each for each in known if _as_printed(each) == finished)
        write_part(session, row, key, next(alike, finished))
    session.flush()


def _finished(record: MinutesRecord, key: PartKey) -> RichText:
    own = {PartKey.PLAIN_SUMMARY: record.plain_summary, PartKey.CHILD_PAGE: record.child_page}
    part = record.part(key)
    return own.get(key, part.text if part else rich_text.EMPTY)


def _as_printed(text: RichText) -> RichText:
    return rich_text.without_sources(rich_text.tidy(text))


def _round(row: MeetingRow) -> CorrectionRoundRow:
    """Return the round of the newest version; minutes finished before rounds get theirs now."""
    version = row.versions[-1]
    for each in row.rounds:
        if each.number == version.number:
            return each
    until = _asked_until(version.content) or version.finalised_at.date()
    made = CorrectionRoundRow(number=version.number, until=until)
    row.rounds.append(made)
    return made


def _asked_until(content: str) -> date | None:
    return record_from_data(json.loads(content)).corrections_until
