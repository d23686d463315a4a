"""What is said at a meeting: kept, rewritten, taken back and put back."""

from __future__ import annotations

from typing import Any

from moedeleder.domain.errors import FieldMissing
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.statements import Statement, StatementKind
from moedeleder.domain.text import TEXT_LIMIT, optional_text
from moedeleder.models import mapping, queries
from moedeleder.models.tables import AgendaItemRow, MeetingRow, PersonRow, StatementRow
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_finished


class Statements:
    """Writes down what people say; each call returns the meeting anew."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def say(
        self,
        meeting_id: str,
        kind: StatementKind,
        text: str,
        *,
        item_id: str | None = None,
        person_id: str | None = None,
        statement_id: str = "",
    ) -> Meeting:
        """Keep something that was said; the same ``statement_id`` is never kept twice.

        Raises:
            FieldMissing: there is no text.
            FieldTooLong, MeetingFinished, NotFound: as named.
        """
        words = _words(text)
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            row = StatementRow(id=statement_id or new_id(), said_at=self._clock.now())
            row.meeting_id, row.item_id = meeting.id, _known_point(session, meeting_id, item_id)
            row.kind, row.text = kind.value, words
            row.person = queries.get(session, PersonRow, person_id) if person_id else None
            if session.get(StatementRow, row.id) is None:
                session.add(row)
            session.flush()
            return mapping.meeting(meeting)

    def rewrite(
        self,
        statement_id: str,
        version: int,
        kind: StatementKind,
        text: str,
        person_id: str | None,
    ) -> Meeting:
        """Change a statement as last seen at ``version``.

        Raises:
            FieldMissing, FieldTooLong, ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        words = _words(text)
        with self._store.transaction() as session:
            row = queries.get_at(session, StatementRow, statement_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            row.kind, row.text = kind.value, words
            row.person = queries.get(session, PersonRow, person_id) if person_id else None
            session.flush()
            return mapping.meeting(meeting)

    def take_back(self, statement_id: str, version: int) -> Meeting:
        """Remove a statement; :meth:`put_back` undoes it.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, StatementRow, statement_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            session.delete(row)
            session.flush()
            return mapping.meeting(meeting)

    def put_back(self, meeting_id: str, statement: Statement) -> Meeting:
        """Put a removed statement back under the same id and time.

        Raises:
            MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            row = StatementRow(id=statement.id, said_at=statement.said_at)
            row.kind, row.text, row.meeting_id = statement.kind.value, statement.text, meeting.id
            row.item_id = _known_point(session, meeting_id, statement.item_id)
            if statement.person is not None:
                row.person = queries.get(session, PersonRow, statement.person.id)
            session.add(row)
            session.flush()
            return mapping.meeting(meeting)


def _words(text: str) -> str:
    words = optional_text(text, "text", TEXT_LIMIT)
    if not words:
        raise FieldMissing("text")
    return words


def _known_point(session: Any, meeting_id: str, item_id: str | None) -> str | None:
    """Return the point, unless it was taken off the agenda while the words were written."""
    row = session.get(AgendaItemRow, item_id) if item_id else None
    return item_id if row is not None and row.meeting_id == meeting_id else None
