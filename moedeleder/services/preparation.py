"""Getting ready for a meeting: the checklist that gathers itself where it can."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.preparation import Known, PrepLine, preparation
from moedeleder.models import mapping, queries
from moedeleder.models import preparation_queries as asked
from moedeleder.models.tables import MeetingRow
from moedeleder.services.context import Context


class Preparation:
    """What a person sees of how ready a meeting is."""

    def __init__(self, context: Context) -> None:
        self._store = context.store

    def of(self, meeting_id: str) -> tuple[PrepLine, ...]:
        """Return the checks before a meeting with what the records say about each.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            return lines_of(session, [mapping.meeting(row)])[0]


def lines_of(session: Any, meetings: Sequence[Meeting]) -> list[tuple[PrepLine, ...]]:
    """Return the checks of meetings in their order, in as few questions as for one."""
    families = list({meeting.family_id for meeting in meetings})
    letters = asked.letters_out(session, [meeting.id for meeting in meetings])
    custody = asked.custody_holders(session, families)
    promises = asked.open_promises(session, families)
    packs = asked.pack_sizes(session)
    return [
        preparation(
            Known(
                meeting,
                letters.get(meeting.id, ()),
                custody.get(meeting.family_id, ()),
                sum(
                    count
                    for other, count in promises.get(meeting.family_id, {}).items()
                    if other != meeting.id
                ),
                asked.pack_size(packs, meeting.type_key),
            )
        )
        for meeting in meetings
    ]
