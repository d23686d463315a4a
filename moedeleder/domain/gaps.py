"""What the minutes still lack, by the rules of the kind of meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.placeholders import is_unfinished
from moedeleder.domain.record import (
    TEXT_PARTS,
    WRITTEN_PARTS,
    Gap,
    GapKind,
    MinutesPart,
    PartKey,
)
from moedeleder.domain.used_documents import UsedDocument


def gaps(
    meeting: Meeting,
    parts: Mapping[PartKey, MinutesPart],
    required: Iterable[PartKey],
    documents: Iterable[UsedDocument] = (),
) -> tuple[Gap, ...]:
    """Return what must be settled, or overruled with a reason, before the minutes are finished."""
    needed, listed = frozenset(required), tuple(documents)
    found = [
        Gap(GapKind.PART_EMPTY, key)
        for key in TEXT_PARTS
        if key in needed
        and (key not in parts or parts[key].text.is_empty)
        and not (key is PartKey.DOCUMENTS and listed)
    ]
    found += [
        Gap(GapKind.PART_UNFINISHED, key)
        for key in WRITTEN_PARTS
        if key in parts and is_unfinished(parts[key].text)
    ]
    found += _plan_gaps(meeting, PartKey.ACTION_PLAN in needed)
    if not meeting.follow_up.is_settled:
        found.append(Gap(GapKind.FOLLOW_UP_OPEN, PartKey.FOLLOW_UP))
    return tuple(found + _document_gaps(listed) + _attendance_gaps(meeting))


def _plan_gaps(meeting: Meeting, needed: bool) -> list[Gap]:
    if needed and not meeting.promises:
        return [Gap(GapKind.PLAN_EMPTY, PartKey.ACTION_PLAN)]
    found = []
    for number, promise in enumerate(meeting.promises, 1):
        if not promise.owner_label.strip():
            kind = GapKind.PROMISE_WITHOUT_OWNER
            found.append(Gap(kind, PartKey.ACTION_PLAN, number, promise.id))
        if promise.due is None:
            kind = GapKind.PROMISE_WITHOUT_DUE
            found.append(Gap(kind, PartKey.ACTION_PLAN, number, promise.id))
    return found


def _document_gaps(documents: Iterable[UsedDocument]) -> list[Gap]:
    kind, part = GapKind.SOURCE_WITHOUT_REASON, PartKey.DOCUMENTS
    return [
        Gap(kind, part, number, source_id=each.id)
        for number, each in enumerate(documents, 1)
        if each.lacks_reason
    ]


def _attendance_gaps(meeting: Meeting) -> list[Gap]:
    if not any(attendee.was_there for attendee in meeting.attendees):
        return [Gap(GapKind.NOBODY_PRESENT, PartKey.ATTENDEES)]
    open_count = sum(a.attendance is Attendance.EXPECTED for a in meeting.attendees)
    return [Gap(GapKind.ATTENDANCE_OPEN, PartKey.ATTENDEES, open_count)] if open_count else []
