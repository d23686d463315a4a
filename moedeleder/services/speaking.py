"""Who speaks: marked by the chair, seen by nobody else, forgotten when wished."""

from __future__ import annotations

from moedeleder.domain.errors import NotFound
from moedeleder.domain.meetings import Meeting
from moedeleder.models import mapping, queries
from moedeleder.models.room_tables import TurnRow
from moedeleder.models.tables import MeetingRow
from moedeleder.services import visiting
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_finished


class Speaking:
    """What a chair who shares the time notes about it; each call returns the meeting anew."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def speaks(self, meeting_id: str, person_id: str | None) -> Meeting:
        """Mark who speaks at the current point from now on; None when nobody does.

        Raises:
            NotFound: the person is not at the meeting, or as named.
            MeetingNotRunning, MeetingPaused: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            visiting.refuse_standing(row)
            if person_id and all(each.person_id != person_id for each in row.attendees):
                raise NotFound
            if person_id is None or _speaker(row) != person_id:
                now = self._clock.now()
                visiting.finish_stretches(row.turns, now)
                if person_id is not None:
                    visiting.begin_turn(row, person_id, now)
            session.flush()
            return mapping.meeting(row)

    def show_in_minutes(self, meeting_id: str, version: int, show: bool) -> Meeting:
        """Choose whether the minutes tell how the time was shared; as a rule they do not.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, MeetingRow, meeting_id, version)
            refuse_finished(row)
            row.speaking_in_minutes = show
            session.flush()
            return mapping.meeting(row)

    def forget(self, meeting_id: str) -> Meeting:
        """Delete what was noted about who spoke.

        Raises:
            MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(row)
            row.turns.clear()
            session.flush()
            return mapping.meeting(row)


def _speaker(row: MeetingRow) -> str | None:
    running: list[TurnRow] = [turn for turn in row.turns if turn.ended is None]
    return running[-1].person_id if running else None
