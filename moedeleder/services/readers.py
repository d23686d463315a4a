"""Who may read what in the minutes of a meeting, person by person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.errors import ChangedElsewhere, FieldMissing, NotFound
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.readers import HIDEABLE, Hidden, Paper, ReaderChoice
from moedeleder.models import mapping, minutes_mapping, queries
from moedeleder.models.minutes_tables import ReaderRow
from moedeleder.models.tables import AttendeeRow, MeetingRow
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_locked


@dataclass(frozen=True)
class Reader:
    """One attendee, and what their copy of the minutes holds."""

    attendee: Attendee
    choice: ReaderChoice


@dataclass(frozen=True)
class ReadersView:
    """Everybody on the list of a meeting, as readers of its minutes."""

    meeting: Meeting
    readers: tuple[Reader, ...]

    def of(self, attendee_id: str) -> Reader:
        """Return one of them.

        Raises:
            NotFound: nobody on the list has that id.
        """
        found = next((each for each in self.readers if each.attendee.id == attendee_id), None)
        if found is None:
            raise NotFound
        return found


class Readers:
    """What a person decides about who reads what; kept person by person."""

    def __init__(self, context: Context) -> None:
        self._store = context.store

    def view(self, meeting_id: str) -> ReadersView:
        """Return what everybody on the list gets; the usual for the role where nobody chose.

        Raises:
            NotFound: there is no such meeting.
        """
        with self._store.reading() as session:
            return _view(queries.get(session, MeetingRow, meeting_id))

    def set(
        self,
        meeting_id: str,
        attendee_id: str,
        version: int,
        *,
        hidden: Collection[Hidden],
        papers: Collection[Paper],
        shares_contact: bool,
    ) -> ReadersView:
        """Say what one attendee's copy holds.

        Args:
            version: of the choice as last seen; 0 where nobody had chosen.
            hidden: what is kept from them.
            papers: which papers they get; at least one.
            shares_contact: whether others may read this person's phone and mail.

        Raises:
            FieldMissing: no paper is chosen.
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        if not papers:
            raise FieldMissing("papers")
        wanted = ReaderChoice(
            attendee_id, version, frozenset(hidden), tuple(papers), shares_contact
        )
        with self._store.transaction() as session:
            meeting, row = _reader(session, meeting_id, attendee_id, version)
            _write(row or _added(meeting, attendee_id), wanted)
            session.flush()
            return _view(meeting)

    def put_back(self, meeting_id: str, version: int, former: ReaderChoice) -> ReadersView:
        """Undo a choice: one attendee's copy holds again what it held.

        Args:
            version: of the choice as it is now; 0 where there is none.
            former: as it was; its version 0 means that nobody had chosen.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            meeting, row = _reader(session, meeting_id, former.attendee_id, version)
            if former.version:
                _write(row or _added(meeting, former.attendee_id), former)
            elif row is not None:
                meeting.readers.remove(row)
            session.flush()
            return _view(meeting)


def _reader(
    session: Any, meeting_id: str, attendee_id: str, version: int
) -> tuple[MeetingRow, ReaderRow | None]:
    meeting = queries.get(session, MeetingRow, meeting_id)
    if all(each.id != attendee_id for each in meeting.attendees):
        raise NotFound
    refuse_locked(meeting)
    row = row_of(meeting, attendee_id)
    if (row.version if row else 0) != version:
        raise ChangedElsewhere
    return meeting, row


def _added(meeting: MeetingRow, attendee_id: str) -> ReaderRow:
    row = ReaderRow(attendee_id=attendee_id)
    meeting.readers.append(row)
    return row


def row_of(meeting: MeetingRow, attendee_id: str) -> ReaderRow | None:
    """Return the row of what somebody chose for an attendee, if anybody did."""
    return next((each for each in meeting.readers if each.attendee_id == attendee_id), None)


def choice_of(meeting: MeetingRow, attendee: AttendeeRow) -> ReaderChoice:
    """Return what an attendee's copy holds."""
    return minutes_mapping.reader(attendee, row_of(meeting, attendee.id))


def _write(row: ReaderRow, choice: ReaderChoice) -> None:
    row.hidden = [each.value for each in HIDEABLE if each in choice.hidden]
    row.papers = [each.value for each in Paper if each in choice.papers]
    row.shares_contact = choice.shares_contact


def _view(row: MeetingRow) -> ReadersView:
    meeting = mapping.meeting(row)
    choices = {each.id: choice_of(row, each) for each in row.attendees}
    return ReadersView(meeting, tuple(Reader(each, choices[each.id]) for each in meeting.attendees))
