"""The round of corrections (*rettelsesrunde*): what receivers say about finished minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import (
    Correction,
    CorrectionDecision,
    CorrectionDraft,
    CorrectionKind,
)
from moedeleder.domain.danish import checked_day
from moedeleder.domain.errors import (
    CorrectionsOpen,
    NextVersionNeeded,
    NotAllowedNow,
    NotFound,
    ReasonMissing,
    TimeIsPast,
    WordsLocked,
    WordsNotThere,
)
from moedeleder.domain.text import optional_text
from moedeleder.models import queries
from moedeleder.models.minutes_tables import CorrectionRoundRow, CorrectionRow
from moedeleder.models.round_tables import AnswerRow
from moedeleder.models.tables import MeetingRow, PersonRow
from moedeleder.services.context import Context
from moedeleder.services.correction_rows import (
    RoundView,
    RunningRound,
    add_correction,
    checked_draft,
    in_round,
    newest_version,
    round_view,
    running_rounds,
    started_round,
    waits,
    write_draft,
)
from moedeleder.services.times import refuse_stranger

__all__ = ["Corrections", "RoundView", "RunningRound"]


class Corrections:
    """What a person does with the answers to finished minutes; each call returns the round anew."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def view(self, meeting_id: str) -> RoundView:
        """Return the round of the newest minutes.

        Raises:
            NotFound: there is no such meeting, or no minutes are finished.
        """
        with self._store.reading() as session:
            return self._view(queries.get(session, MeetingRow, meeting_id))

    def running(self) -> tuple[RunningRound, ...]:
        """Return the rounds that are not closed, of all meetings, the one that ends first first."""
        with self._store.reading() as session:
            return running_rounds(session, self._clock.today())

    def note(
        self,
        meeting_id: str,
        person_id: str,
        draft: CorrectionDraft,
        channel: Channel,
        *,
        answer_id: str | None = None,
        correction_id: str = "",
    ) -> RoundView:
        """Write down what somebody said on the phone, on paper, or in an answer that came in.

        What comes after the round was closed opens it again: somebody must take a stand on it.

        Args:
            answer_id: the answer the words stand in; they were received when it was.
            correction_id: the one it was before, when it is done again.

        Raises:
            FieldMissing: a correction or remark without words.
            WordsNotThere: the words do not stand in that answer.
            NotFound: no minutes are finished, the person is not on the list, or the answer is
                not theirs.
            FieldTooLong: as named.
        """
        said = checked_draft(draft)
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            refuse_stranger(meeting, person_id)
            person = queries.get(session, PersonRow, person_id)
            at = self._clock.now()
            if answer_id is not None:
                at = _received(session, meeting, person, answer_id, said)
            row = add_correction(
                meeting,
                person,
                said,
                number=newest_version(meeting).number,
                channel=channel,
                received_at=at,
                answer_id=answer_id,
                correction_id=correction_id,
            )
            open_for(session, meeting, row)
            session.flush()
            return self._view(meeting)

    def rewrite(self, correction_id: str, version: int, draft: CorrectionDraft) -> RoundView:
        """Mend what was typed in, or sort what came in by itself, while it waits.

        Of what came in by itself only the kind, part and place can become another: the words
        are its sender's.

        Raises:
            WordsLocked: the words came in by themselves.
            NotAllowedNow: somebody took a stand on it already.
            ChangedElsewhere, FieldMissing, FieldTooLong, NotFound: as named.
        """
        said = checked_draft(draft)

        def change(session: Any, row: CorrectionRow) -> None:
            _refuse_decided(row)
            if row.answer_id is not None and said.words != row.words:
                raise WordsLocked("words")
            write_draft(row, said)

        return self._change(correction_id, version, change)

    def take_back(self, correction_id: str, version: int) -> RoundView:
        """Take away what was typed in by mistake; :meth:`put_back` undoes it.

        Of what came in by itself only a further part can go: the answer stays seen.

        Raises:
            WordsLocked: it is all there is of an answer that came in by itself.
            NotAllowedNow: somebody took a stand on it already.
            ChangedElsewhere, NotFound: as named.
        """

        def change(session: Any, row: CorrectionRow) -> None:
            _refuse_decided(row)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            others = (each for each in meeting.corrections if each is not row)
            if row.answer_id and all(each.answer_id != row.answer_id for each in others):
                raise WordsLocked("words")
            meeting.corrections.remove(row)
            session.delete(row)

        return self._change(correction_id, version, change)

    def put_back(self, meeting_id: str, correction: Correction) -> RoundView:
        """Put back what was taken away, as it was.

        Raises:
            NotAllowedNow: it is there.
            NotFound: as named.
        """
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            if any(each.id == correction.id for each in meeting.corrections):
                raise NotAllowedNow
            row = add_correction(
                meeting,
                queries.get(session, PersonRow, correction.person.id),
                correction.draft,
                number=correction.number,
                channel=correction.channel,
                received_at=correction.received_at,
                answer_id=correction.answer_id,
                correction_id=correction.id,
            )
            open_for(session, meeting, row)
            session.flush()
            return self._view(meeting)

    def take_in(self, correction_id: str, version: int, reason: str = "") -> RoundView:
        """Say that it is right and is taken in; the next version of the minutes tells it.

        Args:
            reason: what is told to whoever asked for it, if anything.

        Raises:
            NotAllowedNow: they agree, the round is closed, or a stand was taken already.
            ChangedElsewhere, FieldTooLong, NotFound: as named.
        """
        why = optional_text(reason, "reason")
        return self._decide(correction_id, version, CorrectionDecision.TAKEN, why)

    def refuse(self, correction_id: str, version: int, reason: str) -> RoundView:
        """Say that a correction is not taken in, and why; the words stand in the next version.

        Raises:
            ReasonMissing: nobody said why.
            NotAllowedNow: it is no correction, the round is closed, or a stand was taken.
            ChangedElsewhere, FieldTooLong, NotFound: as named.
        """
        why = optional_text(reason, "reason")
        if not why:
            raise ReasonMissing("reason")
        return self._decide(correction_id, version, CorrectionDecision.REFUSED, why)

    def stand(self, correction_id: str, version: int) -> RoundView:
        """Let a remark stand in the next version, in its writer's words.

        Raises:
            NotAllowedNow: it is no remark, the round is closed, or a stand was taken already.
            ChangedElsewhere, NotFound: as named.
        """
        return self._decide(correction_id, version, CorrectionDecision.STANDS, "")

    def undecide(self, correction_id: str, version: int) -> RoundView:
        """Let it wait again.

        Raises:
            NotAllowedNow: nobody took a stand, or a later version tells of it.
            ChangedElsewhere, NotFound: as named.
        """

        def change(session: Any, row: CorrectionRow) -> None:
            if row.decision == CorrectionDecision.OPEN.value:
                raise NotAllowedNow
            row.decision, row.reason = CorrectionDecision.OPEN.value, ""
            row.decided_at, row.decided_by = None, ""

        return self._change(correction_id, version, change)

    def move_until(self, meeting_id: str, until: date) -> RoundView:
        """Give people longer, or less long: the day by which they are asked to answer.

        Raises:
            TimeIsPast: the day has passed.
            NotAllowedNow: the round is closed.
            InvalidDate, NotFound: as named.
        """
        checked_day(datetime.combine(until, datetime.min.time()), "until")
        if until < self._clock.today():
            raise TimeIsPast("until")

        def change(row: CorrectionRoundRow, meeting: MeetingRow) -> None:
            _refuse_closed(row)
            row.until = until

        return self._change_round(meeting_id, change)

    def close(self, meeting_id: str) -> RoundView:
        """End the round with the minutes as they are.

        Raises:
            CorrectionsOpen: ``count`` answers wait for somebody to take a stand.
            NextVersionNeeded: something was decided that only a new version tells people.
            NotAllowedNow: it is closed already, or the next version is being written.
            NotFound: as named.
        """

        def change(row: CorrectionRoundRow, meeting: MeetingRow) -> None:
            _refuse_closed(row)
            if row.drafting_since is not None:
                raise NotAllowedNow
            view = self._view(meeting)
            if view.open_count:
                raise CorrectionsOpen(view.open_count)
            if view.needs_version:
                raise NextVersionNeeded
            row.closed_at = self._clock.now()

        return self._change_round(meeting_id, change)

    def reopen(self, meeting_id: str) -> RoundView:
        """Let a round that was closed go on.

        Raises:
            NotAllowedNow: it is not closed.
            NotFound: as named.
        """

        def change(row: CorrectionRoundRow, meeting: MeetingRow) -> None:
            if row.closed_at is None:
                raise NotAllowedNow
            row.closed_at = None

        return self._change_round(meeting_id, change)

    def _view(self, meeting: MeetingRow) -> RoundView:
        return round_view(meeting, self._clock.today())

    def _decide(
        self, correction_id: str, version: int, decision: CorrectionDecision, reason: str
    ) -> RoundView:
        def change(session: Any, row: CorrectionRow) -> None:
            _refuse_decided(row)
            if CorrectionKind(row.kind) not in _DECIDES[decision]:
                raise NotAllowedNow
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            # What waited since an earlier version is answered in this one's round.
            row.number = newest_version(meeting).number
            row.decision, row.reason = decision.value, reason
            row.decided_at, row.decided_by = self._clock.now(), self._store.actor

        return self._change(correction_id, version, change)

    def _change(
        self, correction_id: str, version: int, change: Callable[[Any, CorrectionRow], None]
    ) -> RoundView:
        with self._store.transaction() as session:
            row = queries.get_at(session, CorrectionRow, correction_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            if not in_round(row, newest_version(meeting).number):
                raise NotAllowedNow
            _refuse_closed(started_round(session, meeting))
            change(session, row)
            session.flush()
            return self._view(meeting)

    def _change_round(
        self, meeting_id: str, change: Callable[[CorrectionRoundRow, MeetingRow], None]
    ) -> RoundView:
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            change(started_round(session, meeting), meeting)
            session.flush()
            return self._view(meeting)


_DECIDES = {
    CorrectionDecision.TAKEN: (CorrectionKind.CORRECT, CorrectionKind.REMARK),
    CorrectionDecision.REFUSED: (CorrectionKind.CORRECT,),
    CorrectionDecision.STANDS: (CorrectionKind.REMARK,),
}


def open_for(session: Any, meeting: MeetingRow, row: CorrectionRow) -> None:
    """Let the round be open when something new waits in it."""
    session.flush()
    running = started_round(session, meeting)
    if waits(row) and running.closed_at is not None:
        running.closed_at = None


def _received(
    session: Any, meeting: MeetingRow, person: PersonRow, answer_id: str, said: CorrectionDraft
) -> datetime:
    """Return when the answer came that these words stand in."""
    answer = queries.get(session, AnswerRow, answer_id)
    if (answer.meeting_id, answer.person_id) != (meeting.id, person.id):
        raise NotFound
    known = [answer.text, *(r.words for r in meeting.corrections if r.answer_id == answer_id)]
    # Of a photograph or another file a person reads the words themselves.
    if not answer.files and all(said.words not in each for each in known):
        raise WordsNotThere("words")
    return answer.received_at


def _refuse_decided(row: CorrectionRow) -> None:
    if row.decision != CorrectionDecision.OPEN.value:
        raise NotAllowedNow


def _refuse_closed(row: CorrectionRoundRow) -> None:
    if row.closed_at is not None:
        raise NotAllowedNow
