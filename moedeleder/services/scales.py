"""Scales at a meeting: a question from 0 to 10, and where each person puts it."""

from __future__ import annotations

from datetime import datetime

from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.scales import Scale, checked_value
from moedeleder.domain.text import optional_line, required_line
from moedeleder.models import mapping, queries
from moedeleder.models.room_tables import ScaleMarkRow, ScaleRow
from moedeleder.models.tables import MeetingRow, PersonRow
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_finished


class Scales:
    """Asks questions from 0 to 10 and keeps the answers; each change returns the meeting anew."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def add(self, meeting_id: str, question: str, scale_id: str = "") -> Meeting:
        """Ask a question; the same ``scale_id`` is never asked twice.

        Raises:
            FieldMissing: there is no question.
            FieldTooLong, MeetingFinished, NotFound: as named.
        """
        asked = required_line(question, "question")
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            if all(row.id != scale_id for row in meeting.scales):
                position = max((row.position for row in meeting.scales), default=-1) + 1
                row = ScaleRow(id=scale_id or new_id(), position=position, question=asked)
                meeting.scales.append(row)
            session.flush()
            return mapping.meeting(meeting)

    def rename(self, scale_id: str, version: int, question: str) -> Meeting:
        """Put the question in other words.

        Raises:
            FieldMissing, FieldTooLong, ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        asked = required_line(question, "question")
        with self._store.transaction() as session:
            row = queries.get_at(session, ScaleRow, scale_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            row.question = asked
            session.flush()
            return mapping.meeting(meeting)

    def remove(self, scale_id: str, version: int) -> Meeting:
        """Take a scale away with its numbers; :meth:`put_back` undoes it.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, ScaleRow, scale_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            for mark in [each for each in meeting.scale_marks if each.scale_id == scale_id]:
                meeting.scale_marks.remove(mark)
            # The numbers first: the database would take them along unnoticed.
            session.flush()
            meeting.scales.remove(row)
            session.flush()
            return mapping.meeting(meeting)

    def put_back(self, meeting_id: str, scale: Scale) -> Meeting:
        """Put a removed scale back in its place, with the numbers people had given; once is enough.

        Raises:
            MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            if session.get(ScaleRow, scale.id) is not None:
                return mapping.meeting(meeting)
            row = ScaleRow(id=scale.id, question=scale.question)
            # Ids grow with time, so they tell where it stood.
            later = [i for i, each in enumerate(meeting.scales) if each.id > scale.id]
            meeting.scales.insert(min(later, default=len(meeting.scales)), row)
            for position, each in enumerate(meeting.scales):
                each.position = position
            session.flush()
            for mark in scale.marks:
                _write(meeting, scale.id, mark.person.id, mark.value, mark.reason, mark.marked_at)
            session.flush()
            return mapping.meeting(meeting)

    def mark(self, scale_id: str, person_id: str, value: int | None, reason: str = "") -> Meeting:
        """Keep the number somebody gives, with their reason; ``None`` takes it away.

        Raises:
            NotOnTheScale: the number is not from 0 to 10.
            FieldTooLong, MeetingFinished, NotFound: as named.
        """
        why = optional_line(reason, "reason")
        with self._store.transaction() as session:
            meeting = queries.get(
                session, MeetingRow, queries.get(session, ScaleRow, scale_id).meeting_id
            )
            refuse_finished(meeting)
            if value is None:
                _forget(meeting, scale_id, person_id)
            else:
                person = queries.get(session, PersonRow, person_id)
                now = self._clock.now()
                _write(meeting, scale_id, person.id, checked_value(value), why, now)
            session.flush()
            return mapping.meeting(meeting)


def _found(meeting: MeetingRow, scale_id: str, person_id: str) -> ScaleMarkRow | None:
    marks = (each for each in meeting.scale_marks if each.scale_id == scale_id)
    return next((each for each in marks if each.person_id == person_id), None)


def _write(
    meeting: MeetingRow, scale_id: str, person_id: str, value: int, reason: str, at: datetime
) -> None:
    row = _found(meeting, scale_id, person_id)
    if row is None:
        row = ScaleMarkRow(scale_id=scale_id, person_id=person_id)
        meeting.scale_marks.append(row)
    row.value, row.reason, row.marked_at = value, reason, at


def _forget(meeting: MeetingRow, scale_id: str, person_id: str) -> None:
    row = _found(meeting, scale_id, person_id)
    if row is not None:
        meeting.scale_marks.remove(row)
