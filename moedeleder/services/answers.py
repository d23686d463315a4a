"""Answers that come in: tied to a person and a meeting, or set apart until somebody decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from moedeleder.domain.answers import Answer, AnswerState
from moedeleder.domain.contributions import Channel
from moedeleder.domain.errors import (
    AnswerFileUnknown,
    NotAllowedNow,
    NotFound,
    ReasonMissing,
)
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.text import optional_text
from moedeleder.mail.bounces import Bounce, read_bounces
from moedeleder.models import mapping, queries, round_queries, sent_letters
from moedeleder.models.round_tables import AnswerRow
from moedeleder.models.tables import MeetingRow, PersonRow
from moedeleder.services import answers_files, answers_moving
from moedeleder.services.answers_feedback import feedback_taken
from moedeleder.services.answers_judging import Verdict, judge_form, judge_mail, plain_address
from moedeleder.services.answers_reading import (
    RAW_LIMIT,
    Reading,
    again,
    checked_size,
    ending,
    form_reading,
    hash_key,
    is_form_name,
    mail_reading,
)
from moedeleder.services.answers_rows import kept, placed, values
from moedeleder.services.answers_taken import Taken, TakenKind
from moedeleder.services.bounces import bounces_taken
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_finished
from moedeleder.services.outside_files import read_at_most
from moedeleder.services.times import refuse_stranger

__all__ = ["RAW_LIMIT", "Answers", "Taken", "TakenKind"]

_MAIL_ENDING = ".eml"
_LEAVES_NOTHING = frozenset({TakenKind.NOT_OURS, TakenKind.AUTOMATIC})
# A mail that says it was sent longer ago comes from a machine with a wrong clock.
_OLDEST = timedelta(days=365)


class Answers:
    """What is done with each thing that comes in, by itself or by a person."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def take_mail(self, raw: bytes) -> Taken:
        """Take a mail from the mailbox, whole or not at all; one taken before is not taken again.

        A letter of ours that came back is noted with the letter.

        Args:
            raw: the mail as it stands in the mailbox, header and all.

        Raises:
            AnswerFileTooLarge: it holds more than ``RAW_LIMIT`` bytes.
        """
        reading = mail_reading(checked_size(raw))
        return self._take(reading, None, by_hand=False, bounces=read_bounces(raw))

    def take_file(self, path: Path, meeting_id: str | None = None) -> Taken:
        """Take a mail (.eml) or a form (.docx, .odt) that a person hands over.

        What nothing ties to anybody is kept too, and waits as unknown.

        Args:
            meeting_id: the meeting it was handed over at, as a guess.

        Raises:
            AnswerFileUnknown: it is neither.
            AnswerFileTooLarge, AnswerFileUnsafe, AnswerFileBroken: nothing was kept.
            FileUnreadable: it is not there or cannot be read.
            NotFound: there is no such meeting.
        """
        is_mail = ending(path.name) == _MAIL_ENDING
        if not is_mail and not is_form_name(path.name):
            raise AnswerFileUnknown
        raw = checked_size(read_at_most(path, RAW_LIMIT + 1))
        reading = mail_reading(raw) if is_mail else form_reading(path.name, raw)
        bounces = read_bounces(raw) if is_mail else ()
        return self._take(reading, meeting_id, by_hand=True, bounces=bounces)

    def unknown(self) -> tuple[Answer, ...]:
        """Return the answers that wait for a person to decide whose they are, newest first."""
        with self._store.reading() as session:
            return values(session, round_queries.answers_unknown(session))

    def of_meeting(self, meeting_id: str) -> tuple[Answer, ...]:
        """Return the answers placed with a meeting, the oldest first."""
        with self._store.reading() as session:
            return values(session, round_queries.answers_of(session, meeting_id))

    def get(self, answer_id: str) -> Answer:
        """Return an answer.

        Raises:
            NotFound: there is none with that id.
        """
        with self._store.reading() as session:
            return _value(session, queries.get(session, AnswerRow, answer_id))

    def place(self, answer_id: str, version: int, meeting_id: str, person_id: str) -> Meeting:
        """Say whose an unknown answer is; what it brings goes to that person and meeting.

        When the minutes are finished it goes into their round of corrections.

        Raises:
            NotFound: answer or meeting is gone, or the person is not on the meeting's list.
            NotAllowedNow: it is placed or put aside already.
            MeetingFinished: the meeting is, but has no minutes to answer.
            ChangedElsewhere: as named.
        """
        reading = self._read_again(answer_id)
        if reading is None:
            # What was typed in was placed from the first.
            raise NotAllowedNow
        with self._store.transaction() as session:
            row = _in_state(session, answer_id, version, AnswerState.UNKNOWN)
            meeting, person = _chosen(session, meeting_id, person_id)
            placed(session, row, reading, meeting, person)
            return mapping.meeting(meeting)

    def dismiss(self, answer_id: str, version: int, reason: str) -> Answer:
        """Put an unknown answer aside, with the reason; it is kept.

        Raises:
            ReasonMissing: nobody said why.
            NotAllowedNow: it is placed or put aside already.
            ChangedElsewhere, FieldTooLong, NotFound: as named.
        """
        why = _required_reason(reason)
        with self._store.transaction() as session:
            row = _in_state(session, answer_id, version, AnswerState.UNKNOWN)
            row.state, row.dismissed_reason = AnswerState.DISMISSED.value, why
            session.flush()
            return _value(session, row)

    def reconsider(self, answer_id: str, version: int) -> Answer:
        """Let an answer that was put aside wait again.

        Raises:
            NotAllowedNow: it was not put aside.
            ChangedElsewhere, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = _in_state(session, answer_id, version, AnswerState.DISMISSED)
            row.state, row.dismissed_reason = AnswerState.UNKNOWN.value, ""
            session.flush()
            return _value(session, row)

    def move(
        self, answer_id: str, version: int, meeting_id: str, person_id: str, reason: str
    ) -> Meeting:
        """Give an answer that was placed with the wrong person or meeting to the right one.

        What it brought is withdrawn where it was, with the reason, and made anew.

        Raises:
            ReasonMissing: nobody said why.
            NotFound: answer or meeting is gone, or the person is not on the meeting's list.
            NotAllowedNow: it is not placed, is that person's already, or somebody took a stand
                on what it says about the minutes.
            ChangedElsewhere, FieldTooLong, MeetingFinished: as named.
        """
        why = _required_reason(reason)
        reading = self._read_again(answer_id)
        with self._store.transaction() as session:
            row = _in_state(session, answer_id, version, AnswerState.PLACED)
            meeting, person = _chosen(session, meeting_id, person_id)
            brought = answers_moving.taken_back(
                session, row, meeting, person, why, self._clock.now(), self._store.actor
            )
            if reading is None:
                refuse_finished(meeting)
                answers_moving.given(session, row, brought, meeting, person)
            else:
                placed(session, row, reading, meeting, person)
            return mapping.meeting(meeting)

    def file(self, answer_id: str, index: int) -> tuple[str, bytes]:
        """Return name and bytes of a file that came with an answer; the name is no path.

        Raises:
            NotFound: there is no such answer or file.
        """
        files = self._files(answer_id)
        if not 0 <= index < len(files):
            raise NotFound
        return files[index]

    def save_files(self, answer_id: str, folder: Path) -> tuple[Path, ...]:
        """Write the files that came with an answer to a folder, and return where they are.

        Names are made safe, and no file that is there is replaced.

        Raises:
            DiskFull, FolderNotWritable, NotFound: as named.
        """
        files = self._files(answer_id)
        return tuple(answers_files.save_beside(folder, name, data) for name, data in files)

    def _files(self, answer_id: str) -> list[tuple[str, bytes]]:
        answer, raw = self._whole(answer_id)
        return answers_files.named(answer, raw)

    def _whole(self, answer_id: str) -> tuple[Answer, bytes | None]:
        with self._store.reading() as session:
            row = queries.get(session, AnswerRow, answer_id)
            return mapping.answer(row), row.raw

    def _read_again(self, answer_id: str) -> Reading | None:
        """Return what an answer holds; None for one that was typed in."""
        # Outside the transaction: others would wait while a form is read.
        answer, raw = self._whole(answer_id)
        if raw is None:
            return None
        name = answer.files[0].name if answer.files else ""
        return again(answer.channel, raw, name)

    def _take(
        self, reading: Reading, meeting_id: str | None, *, by_hand: bool, bounces: Sequence[Bounce]
    ) -> Taken:
        with self._store.transaction() as session:
            guess = queries.get(session, MeetingRow, meeting_id) if meeting_id else None
            about_ours = bounces_taken(session, bounces, self._clock.now())
            if about_ours is not None:
                return about_ours
            if _is_our_own(session, reading):
                return Taken(TakenKind.NOT_OURS)
            if bounces and not reading.is_by_hand:
                # The letter that came back may be full of codes, and is no answer all the same.
                return Taken(TakenKind.AUTOMATIC)
            taken, reading = feedback_taken(session, reading, self._clock)
            if taken is not None:
                return taken
            reading = _told_apart(session, reading)
            known = _taken_before(session, reading)
            if known is not None:
                return _already(session, known)
            verdict = self._judge(session, reading, guess, by_hand)
            if verdict.kind in _LEAVES_NOTHING:
                return Taken(verdict.kind)
            return _keep(session, reading, verdict, self._received_at(reading))

    def _judge(
        self, session: Any, reading: Reading, guess: MeetingRow | None, by_hand: bool
    ) -> Verdict:
        if reading.channel is Channel.FORM:
            return judge_form(session, reading, guess)
        return judge_mail(session, reading, self._clock.local(), guess, by_hand)

    def _received_at(self, reading: Reading) -> datetime:
        now, sent = self._clock.now(), reading.sent_at
        if sent is None or sent.tzinfo is None or not now - _OLDEST < sent <= now:
            return now
        return sent


def _keep(session: Any, reading: Reading, verdict: Verdict, at: datetime) -> Taken:
    row = kept(session, reading, verdict, at)
    if verdict.kind is not TakenKind.PLACED:
        return Taken(TakenKind.UNKNOWN, _value(session, row))
    meeting, person = verdict.meeting, verdict.person
    assert meeting is not None, "nothing is placed without a meeting"
    assert person is not None, "nothing is placed without a person"
    new = placed(session, row, reading, meeting, person)
    return Taken(
        TakenKind.PLACED,
        _value(session, row),
        mapping.meeting(meeting),
        new.contributions,
        new.times,
        new.corrections,
    )


def _is_our_own(session: Any, reading: Reading) -> bool:
    """Whether a mail is a copy of a letter of ours, as an archive or a Sent folder holds it."""
    return reading.channel is not Channel.FORM and bool(
        sent_letters.letters_called(session, [reading.key])
    )


def _told_apart(session: Any, reading: Reading) -> Reading:
    """Return a reading whose key is its own.

    Some programs give every mail the same Message-ID, and anybody can copy one. A mail that was
    delivered twice may differ in its headers, but not in what it says.
    """
    same = round_queries.answers_with_key(session, reading.key)
    if same and not any(_says_the_same(row, reading) for row in same):
        return replace(reading, key=hash_key(reading.raw))
    return reading


def _says_the_same(row: AnswerRow, reading: Reading) -> bool:
    if plain_address(row.from_address) != plain_address(reading.from_address):
        return False
    files = [asdict(each) for each in reading.files]
    return (row.text, row.quoted, row.files) == (reading.text, reading.quoted, files)


def _taken_before(session: Any, reading: Reading) -> AnswerRow | None:
    return next(iter(round_queries.answers_with_key(session, reading.key)), None)


def _already(session: Any, row: AnswerRow) -> Taken:
    meeting = None
    if row.state == AnswerState.PLACED.value and row.meeting_id:
        meeting = mapping.meeting(queries.get(session, MeetingRow, row.meeting_id))
    return Taken(TakenKind.ALREADY, _value(session, row), meeting)


def _value(session: Any, row: AnswerRow) -> Answer:
    return values(session, [row])[0]


def _in_state(session: Any, answer_id: str, version: int, state: AnswerState) -> AnswerRow:
    row = queries.get_at(session, AnswerRow, answer_id, version)
    if row.state != state.value:
        raise NotAllowedNow
    return row


def _chosen(session: Any, meeting_id: str, person_id: str) -> tuple[MeetingRow, PersonRow]:
    meeting = queries.get(session, MeetingRow, meeting_id)
    if not meeting.versions:
        refuse_finished(meeting)
    refuse_stranger(meeting, person_id)
    return meeting, queries.get(session, PersonRow, person_id)


def _required_reason(reason: str) -> str:
    text = optional_text(reason, "reason")
    if not text:
        raise ReasonMissing("reason")
    return text
