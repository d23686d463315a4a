"""What is said at a meeting: kept, rewritten, taken back, and marked as a formal matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from moedeleder.domain.danish import checked_day
from moedeleder.domain.errors import FieldMissing, PointForSomeGone, PrivateStays
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting, heading
from moedeleder.domain.statements import KEPT_WORDS, Formal, Statement, StatementKind
from moedeleder.domain.text import TEXT_LIMIT, optional_line, optional_text
from moedeleder.models import mapping, queries, room_mapping, room_queries
from moedeleder.models.room_tables import EarlierWordsRow
from moedeleder.models.tables import AgendaItemRow, MeetingRow, PersonRow, StatementRow
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_finished

REPLY_DEADLINE = "inquiry_reply"
"""The limit that proposes when a formal matter is answered."""


@dataclass(frozen=True, slots=True)
class FormalLine:
    """A formal matter as lists across meetings show it."""

    statement: Statement
    meeting_id: str
    meeting_title: str
    child_name: str

    def is_late(self, today: date) -> bool:
        """Whether it should have been settled before ``today``."""
        due = self.statement.formal_due
        return self.statement.formal_done_at is None and due is not None and due < today


class Statements:
    """Writes down what people say; each change returns the meeting anew."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock
        self._deadlines = context.deadlines

    def say(
        self,
        meeting_id: str,
        kind: StatementKind,
        text: str,
        *,
        item_id: str | None = None,
        person_id: str | None = None,
        statement_id: str = "",
        source: str = "",
        formal: Formal = Formal.NONE,
        formal_due: date | None = None,
        for_some: bool = False,
    ) -> Meeting:
        """Keep something that was said; the same ``statement_id`` is never kept twice.

        Args:
            source: what an assessment rests on.
            formal_due: by when the formal matter is to be answered.
            for_some: whether the writer saw the point as one that only some may hear.

        Raises:
            FieldMissing: there is no text.
            PointForSomeGone: such a point was taken off the agenda meanwhile.
            PrivateStays: a private note was to be a formal matter.
            FieldTooLong, InvalidDate, MeetingFinished, NotFound: as named.
        """
        words, rests_on = _words(text), optional_line(source, "source")
        due = _checked_formal(kind, formal, formal_due)
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            row = StatementRow(id=statement_id or new_id(), said_at=self._clock.now())
            row.meeting_id = meeting.id
            row.item_id = _known_point(session, meeting_id, item_id)
            row.kind, row.text, row.source = kind.value, words, rests_on
            _stay_for_some(row, for_some)
            row.formal, row.formal_due = formal.value, due
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
        source: str | None = None,
    ) -> Meeting:
        """Change a statement as last seen at ``version``; own words leave the words before behind.

        Args:
            source: what an assessment rests on; as it was when not given.

        Raises:
            FieldMissing, FieldTooLong, ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        words = _words(text)
        rests_on = None if source is None else optional_line(source, "source")
        with self._store.transaction() as session:
            row = queries.get_at(session, StatementRow, statement_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            if StatementKind(row.kind) in KEPT_WORDS and row.text != words:
                session.add(self._earlier(row))
            row.kind, row.text = kind.value, words
            row.source = row.source if rests_on is None else rests_on
            row.person = queries.get(session, PersonRow, person_id) if person_id else None
            if kind is StatementKind.PRIVATE:
                _write_formal(row, Formal.NONE, None)
            session.flush()
            return mapping.meeting(meeting)

    def _earlier(self, row: StatementRow) -> EarlierWordsRow:
        return EarlierWordsRow(
            id=new_id(),
            meeting_id=row.meeting_id,
            statement_id=row.id,
            kind=row.kind,
            text=row.text,
            replaced_at=self._clock.now(),
            replaced_by=self._store.actor,
        )

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

    def put_back(self, meeting_id: str, statement: Statement, *, for_some: bool = False) -> Meeting:
        """Put a removed statement back as it was, under the same id and time; once is enough.

        Args:
            for_some: whether its point was one that only some may hear.

        Raises:
            PointForSomeGone: such a point was taken off the agenda meanwhile.
            MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            if session.get(StatementRow, statement.id) is not None:
                return mapping.meeting(meeting)
            row = StatementRow(id=statement.id, said_at=statement.said_at)
            row.kind, row.text, row.meeting_id = statement.kind.value, statement.text, meeting.id
            row.source, row.item_id = statement.source, None
            row.item_id = _known_point(session, meeting_id, statement.item_id)
            _stay_for_some(row, for_some)
            row.formal, row.formal_due = statement.formal.value, statement.formal_due
            row.formal_done_at = statement.formal_done_at
            if statement.person is not None:
                row.person = queries.get(session, PersonRow, statement.person.id)
            session.add(row)
            session.flush()
            return mapping.meeting(meeting)

    def set_formal(
        self, statement_id: str, version: int, formal: Formal, due: date | None
    ) -> Meeting:
        """Mark a statement as a formal matter to be answered by ``due``, or as none after all.

        Raises:
            PrivateStays: it is a private note.
            ChangedElsewhere, InvalidDate, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, StatementRow, statement_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            _write_formal(row, formal, _checked_formal(StatementKind(row.kind), formal, due))
            session.flush()
            return mapping.meeting(meeting)

    def settle_formal(self, statement_id: str, done: bool = True) -> Meeting:
        """Say that a formal matter is settled, or that it is not after all.

        This also holds once the minutes are final: the answer comes later.

        Raises:
            NotFound: there is no such matter.
        """
        with self._store.transaction() as session:
            row = queries.get(session, StatementRow, statement_id)
            if row.formal and (row.formal_done_at is not None) != done:
                row.formal_done_at = self._clock.now() if done else None
            session.flush()
            return mapping.meeting(queries.get(session, MeetingRow, row.meeting_id))

    def open_formal(self) -> list[FormalLine]:
        """Return formal matters not settled yet across meetings, soonest due first."""
        with self._store.reading() as session:
            return [_line(*pair) for pair in room_queries.formal_matters(session, settled=False)]

    def settled_formal(self) -> list[FormalLine]:
        """Return formal matters that are settled, the latest first."""
        with self._store.reading() as session:
            return [_line(*pair) for pair in room_queries.formal_matters(session, settled=True)]

    def formal_due_proposed(self) -> date:
        """Return when a matter raised today is to be answered, by the office's own limit."""
        return self._deadlines.due_date(REPLY_DEADLINE, self._clock.today())


def _words(text: str) -> str:
    words = optional_text(text, "text", TEXT_LIMIT)
    if not words:
        raise FieldMissing("text")
    return words


def _known_point(session: Any, meeting_id: str, item_id: str | None) -> str | None:
    """Return the point, unless it was taken off the agenda while the words were written."""
    row = session.get(AgendaItemRow, item_id) if item_id else None
    return item_id if row is not None and row.meeting_id == meeting_id else None


def _stay_for_some(row: StatementRow, for_some: bool) -> None:
    # Without the point nothing tells who may hear them; a private note nobody else hears.
    if for_some and row.item_id is None and row.kind != StatementKind.PRIVATE.value:
        raise PointForSomeGone


def _checked_formal(kind: StatementKind, formal: Formal, due: date | None) -> date | None:
    if formal is Formal.NONE:
        return None
    if kind is StatementKind.PRIVATE:
        raise PrivateStays
    return checked_day(due, "formal_due") if due is not None else None


def _write_formal(row: StatementRow, formal: Formal, due: date | None) -> None:
    row.formal, row.formal_due = formal.value, due
    if formal is Formal.NONE:
        row.formal_done_at = None


def _line(row: StatementRow, meeting: MeetingRow) -> FormalLine:
    person = mapping.person(row.person) if row.person else None
    child = meeting.family.child_name
    title = heading(meeting.type_name, child)
    return FormalLine(room_mapping.statement(row, person), meeting.id, title, child)
