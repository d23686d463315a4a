"""Why minutes may be finished without something they should hold; the reason is kept."""

from __future__ import annotations

from collections.abc import Mapping

from moedeleder.domain.errors import NotAllowedNow, ReasonMissing
from moedeleder.domain.record import gap_of
from moedeleder.domain.text import optional_line
from moedeleder.models import queries
from moedeleder.models.minutes_tables import GapReasonRow
from moedeleder.models.tables import MeetingRow
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_locked


class GapReasons:
    """Gives and takes back reasons; each returns all of the meeting's, by the gap's key."""

    def __init__(self, context: Context) -> None:
        self._store = context.store

    def give(self, meeting_id: str, gap_key: str, reason: str) -> Mapping[str, str]:
        """Say why the minutes may lack something; a reason given before gives way.

        Args:
            gap_key: the ``key`` of the ``Gap``.

        Raises:
            ReasonMissing: nothing is said.
            NotAllowedNow: the minutes can never be finished without that.
            FieldTooLong, MeetingFinished, NotFound: as named.
        """
        words = optional_line(reason, "reason")
        if not words:
            raise ReasonMissing("reason")
        gap = gap_of(gap_key)
        if gap is None or not gap.can_be_overruled:
            raise NotAllowedNow
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_locked(meeting)
            row = next((each for each in meeting.gap_reasons if each.gap == gap_key), None)
            if row is None:
                meeting.gap_reasons.append(GapReasonRow(gap=gap_key, reason=words))
            else:
                row.reason = words
            session.flush()
            return _all(meeting)

    def take_back(self, meeting_id: str, gap_key: str) -> Mapping[str, str]:
        """Take a reason back, so that the gap stands open again; without one, do nothing.

        Raises:
            MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_locked(meeting)
            for row in [each for each in meeting.gap_reasons if each.gap == gap_key]:
                meeting.gap_reasons.remove(row)
            session.flush()
            return _all(meeting)


def _all(meeting: MeetingRow) -> Mapping[str, str]:
    return {row.gap: row.reason for row in meeting.gap_reasons}
