"""The read-back (oplæsning): what is read aloud at the end, and what each person says to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import PersonRole
from moedeleder.domain.read_back import ReadBackAnswer, Verdict
from moedeleder.domain.record import MinutesPart, PartKey
from moedeleder.domain.text import optional_text
from moedeleder.models import mapping, queries
from moedeleder.models.room_tables import ReadBackRow
from moedeleder.models.tables import MeetingRow, PersonRow
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_finished
from moedeleder.services.minutes import DISK_PATIENCE, Minutes
from moedeleder.services.read_back_words import changed_since, read_aloud

_WRITTEN = (PartKey.PROBLEM, PartKey.CONCLUSION)


@dataclass(frozen=True)
class ReadBackView:
    """What is read aloud, part by part, and what people have said to it.

    ``parts`` are the written ones with the version to save them at; ``changed`` names each
    (part, person id) whose text has become another since that person heard it.
    """

    meeting: Meeting
    texts: Mapping[PartKey, str]
    answers: tuple[ReadBackAnswer, ...]
    changed: frozenset[tuple[PartKey, str]]
    parts: Mapping[PartKey, MinutesPart]

    @property
    def asked(self) -> tuple[Attendee, ...]:
        """Everybody in the room who has a say; an interpreter says what others say."""
        return asked(self.meeting)

    def answer_of(self, part: PartKey, person_id: str) -> ReadBackAnswer | None:
        """Return what somebody said to a part, if anything."""
        said = (each for each in self.answers if each.part is part)
        return next((each for each in said if each.person.id == person_id), None)


def asked(meeting: Meeting) -> tuple[Attendee, ...]:
    """Return the attendees in the room who are asked whether they agree.

    Whoever has been heard is there, noted or not.
    """
    heard = {each.person.id for each in meeting.statements if each.person and each.is_public}
    heard |= {each.person_id for each in meeting.turns}
    return tuple(
        each
        for each in meeting.attendees
        if (each.is_in_the_room or (_is_open(each) and each.person.id in heard))
        and each.person.role is not PersonRole.INTERPRETER
    )


def _is_open(attendee: Attendee) -> bool:
    """Whether nobody has said yet if they came."""
    return attendee.attendance is Attendance.EXPECTED


class ReadBack:
    """Reads aloud and keeps what people say to it; each change returns the view anew."""

    def __init__(self, context: Context, minutes: Minutes) -> None:
        self._store, self._clock = context.store, context.clock
        self._typing, self._minutes = context.typing, minutes

    def open(self, meeting_id: str) -> ReadBackView:
        """Return what is read aloud now, with what has been typed so far.

        Raises:
            NotFound: there is no such meeting.
        """
        self._typing.flush(DISK_PATIENCE)
        with self._store.reading() as session:
            return self._view(session, queries.get(session, MeetingRow, meeting_id))

    def answer(
        self,
        meeting_id: str,
        part: PartKey,
        person_id: str,
        verdict: Verdict | None,
        words: str = "",
    ) -> ReadBackView:
        """Keep what one person says to a part as it reads now; no verdict takes it away.

        Raises:
            FieldTooLong, MeetingFinished, NotFound: as named.
        """
        said = optional_text(words, "words")
        self._typing.flush(DISK_PATIENCE)
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            view = self._view(session, meeting)
            if verdict is None:
                _forget(meeting, part, person_id)
            else:
                heard = view.texts[part]
                self._write(session, meeting, part, person_id, verdict, said, heard)
            session.flush()
            return _answered(view, meeting)

    def all_agree(self, meeting_id: str, part: PartKey) -> ReadBackView:
        """Keep that everybody in the room who has not answered agrees.

        Raises:
            MeetingFinished, NotFound: as named.
        """
        self._typing.flush(DISK_PATIENCE)
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            view = self._view(session, meeting)
            for each in view.asked:
                person_id = each.person.id
                if view.answer_of(part, person_id) is None:
                    heard = view.texts[part]
                    self._write(session, meeting, part, person_id, Verdict.AGREE, "", heard)
            session.flush()
            return _answered(view, meeting)

    def put_back(self, meeting_id: str, answer: ReadBackAnswer) -> ReadBackView:
        """Put an answer back as it was, with the text the person heard.

        Raises:
            MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(meeting)
            row = self._write(
                session,
                meeting,
                answer.part,
                answer.person.id,
                answer.verdict,
                answer.words,
                answer.heard,
            )
            row.said_at = answer.said_at
            session.flush()
            return self._view(session, meeting)

    def _write(
        self,
        session: Any,
        meeting: MeetingRow,
        part: PartKey,
        person_id: str,
        verdict: Verdict,
        words: str,
        heard: str,
    ) -> ReadBackRow:
        row = _found(meeting, part, person_id)
        if row is None:
            row = ReadBackRow(part=part.value, person=queries.get(session, PersonRow, person_id))
            row.person_id = person_id
            meeting.read_back.append(row)
        row.verdict, row.words, row.heard = verdict.value, words, heard
        row.said_at = self._clock.now()
        return row

    def _view(self, session: Any, row: MeetingRow) -> ReadBackView:
        meeting = mapping.meeting(row)
        parts = self._minutes.parts_of(session, row, meeting, _WRITTEN)
        texts = read_aloud(meeting, parts)
        return ReadBackView(meeting, texts, meeting.read_back, changed_since(meeting, texts), parts)


def _answered(view: ReadBackView, row: MeetingRow) -> ReadBackView:
    """Return the view with the answers as they are now; what is read aloud has not changed."""
    meeting = mapping.meeting(row)
    changed = changed_since(meeting, view.texts)
    return replace(view, meeting=meeting, answers=meeting.read_back, changed=changed)


def _found(meeting: MeetingRow, part: PartKey, person_id: str) -> ReadBackRow | None:
    rows = (each for each in meeting.read_back if each.part == part.value)
    return next((each for each in rows if each.person_id == person_id), None)


def _forget(meeting: MeetingRow, part: PartKey, person_id: str) -> None:
    row = _found(meeting, part, person_id)
    if row is not None:
        meeting.read_back.remove(row)
