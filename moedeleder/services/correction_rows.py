"""The round of corrections in the tables: its row, what people said, and the whole of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import (
    Correction,
    CorrectionDecision,
    CorrectionDraft,
    CorrectionKind,
    CorrectionRound,
    Response,
    response_state,
)
from moedeleder.domain.errors import FieldMissing, NotFound
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting, heading
from moedeleder.domain.record import MinutesVersion, PartKey
from moedeleder.domain.references import without_codes
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.domain.text import optional_line, optional_text
from moedeleder.models import mapping, minutes_mapping, queries, round_queries
from moedeleder.models.minutes_tables import CorrectionRoundRow, CorrectionRow
from moedeleder.models.tables import AttendeeRow, MeetingRow, MinutesVersionRow, PersonRow
from moedeleder.services.agenda_versions import REACHED
from moedeleder.services.context import wall_time
from moedeleder.services.minutes import version_value

_OPEN = CorrectionDecision.OPEN.value
_AGREE = CorrectionKind.AGREE.value


@dataclass(frozen=True, slots=True)
class RoundView:
    """The round of the newest minutes as the page shows it.

    ``responses`` are one for each who got a letter, in the order of the list. ``corrections`` are
    all that was said, the oldest first, also what nobody took a stand on in an earlier round;
    ``earlier`` is what was said and settled before that, the oldest first.
    """

    meeting: Meeting
    version: MinutesVersion
    round: CorrectionRound
    responses: tuple[Response, ...]
    corrections: tuple[Correction, ...]
    is_over: bool
    earlier: tuple[Correction, ...] = ()

    @property
    def open_count(self) -> int:
        """How many wait for somebody to take a stand."""
        return sum(each.is_open for each in self.corrections)

    @property
    def needs_version(self) -> bool:
        """Whether something was decided that only the next version can tell people."""
        return any(each.decision is not CorrectionDecision.OPEN for each in self.corrections)

    @property
    def can_close(self) -> bool:
        """Whether the round can end with these minutes as they are."""
        is_running = self.round.closed_at is None and not self.round.is_drafting
        return is_running and not self.open_count and not self.needs_version

    def is_late(self, correction: Correction) -> bool:
        """Whether something was said after the day by which people were asked."""
        return wall_time(correction.received_at).date() > self.round.until


@dataclass(frozen=True, slots=True)
class RunningRound:
    """A round of corrections that is not closed, for a list of what waits."""

    meeting_id: str
    title: str
    number: int
    until: date
    open_count: int
    is_over: bool


def newest_version(meeting: MeetingRow) -> MinutesVersionRow:
    """Return the newest finished minutes.

    Raises:
        NotFound: none are finished.
    """
    if not meeting.versions:
        raise NotFound
    return max(meeting.versions, key=lambda row: row.number)


def round_of(meeting: MeetingRow) -> CorrectionRoundRow | None:
    """Return the row of the newest minutes' round, if there is one yet."""
    number = newest_version(meeting).number
    return next((row for row in meeting.rounds if row.number == number), None)


def started_round(session: Any, meeting: MeetingRow) -> CorrectionRoundRow:
    """Return the row of the newest minutes' round, made anew for minutes from before there were.

    Raises:
        NotFound: no minutes are finished.
    """
    found = round_of(meeting)
    if found is None:
        newest = newest_version(meeting)
        found = CorrectionRoundRow(number=newest.number, until=_asked_until(newest))
        meeting.rounds.append(found)
        session.flush()
    return found


def _asked_until(row: MinutesVersionRow) -> date:
    until = version_value(row).record.corrections_until
    return until or wall_time(row.finalised_at).date()


def checked_draft(draft: CorrectionDraft) -> CorrectionDraft:
    """Return what was said, cleaned; codes are taken out, for it may be read by everybody.

    Raises:
        FieldMissing: a correction or remark has no words.
        FieldTooLong: there are more than any field takes.
        ValueError: the part is none.
    """
    part = PartKey(draft.part).value if draft.part else ""
    place = without_codes(optional_line(draft.place, "place"))
    words = without_codes(optional_text(draft.words, "words"))
    if draft.kind is not CorrectionKind.AGREE and not words:
        raise FieldMissing("words")
    return CorrectionDraft(draft.kind, part, place, words)


def add_correction(
    meeting: MeetingRow,
    person: PersonRow,
    draft: CorrectionDraft,
    *,
    number: int,
    channel: Channel,
    received_at: datetime,
    answer_id: str | None = None,
    correction_id: str = "",
) -> CorrectionRow:
    """Write down what somebody said about version ``number``, in the caller's transaction."""
    row = CorrectionRow(
        id=correction_id or new_id(),
        number=number,
        person_id=person.id,
        person=person,
        answer_id=answer_id,
        channel=channel.value,
        received_at=received_at,
    )
    write_draft(row, draft)
    meeting.corrections.append(row)
    return row


def write_draft(row: CorrectionRow, draft: CorrectionDraft) -> None:
    """Write what was said into its row."""
    row.kind, row.part = draft.kind.value, draft.part
    row.place, row.words = draft.place, draft.words


def waits(row: CorrectionRow) -> bool:
    """Whether somebody still has to take a stand on it."""
    return row.kind != _AGREE and row.decision == _OPEN


def in_round(row: CorrectionRow, number: int) -> bool:
    """Whether something said belongs to the round of version ``number``, the newest.

    What nobody took a stand on before that version was finished waits on in its round.
    """
    return row.number == number or (row.number < number and waits(row))


def round_view(meeting: MeetingRow, today: date) -> RoundView:
    """Return the round of the newest minutes.

    Raises:
        NotFound: no minutes are finished.
    """
    newest = newest_version(meeting)
    row = round_of(meeting)
    value = (
        minutes_mapping.correction_round(row)
        if row is not None
        else CorrectionRound("", 0, newest.number, _asked_until(newest))
    )
    said = sorted(meeting.corrections, key=lambda each: (each.received_at, each.id))
    mine = [each for each in said if in_round(each, newest.number)]
    corrections = tuple(minutes_mapping.correction(each) for each in mine)
    earlier = (each for each in said if each.number < newest.number and each not in mine)
    return RoundView(
        mapping.meeting(meeting),
        version_value(newest),
        value,
        tuple(_responses(meeting, newest.number, corrections)),
        corrections,
        value.is_over(today),
        tuple(minutes_mapping.correction(each) for each in earlier),
    )


def _responses(meeting: MeetingRow, number: int, said: Iterable[Correction]) -> Iterable[Response]:
    kind = LetterKind.MINUTES.value
    letters = {
        letter.attendee_id: DeliveryState(letter.state) in REACHED
        for letter in meeting.deliveries
        if letter.kind == kind and letter.number == number
    }
    all_said = tuple(said)
    for attendee in meeting.attendees:
        theirs = tuple(each for each in all_said if each.person.id == attendee.person_id)
        if attendee.id in letters or theirs:
            yield _response(attendee, theirs, letters.get(attendee.id, False))


def _response(attendee: AttendeeRow, said: tuple[Correction, ...], was_sent: bool) -> Response:
    state = response_state(said, was_sent=was_sent)
    return Response(attendee.id, mapping.person(attendee.person), state, said)


def running_rounds(session: Any, today: date) -> tuple[RunningRound, ...]:
    """Return the rounds that are not closed, of all meetings, the one that ends first first."""
    rows = round_queries.running_rounds(session)
    ids = [row.meeting_id for row in rows]
    waiting = round_queries.waiting_corrections(session, ids)
    meetings = {row.id: row for row in queries.meetings(session, ids)}
    return tuple(
        RunningRound(
            row.meeting_id,
            heading(meeting.type_name, meeting.family.child_name),
            row.number,
            row.until,
            waiting.get(row.meeting_id, 0),
            today > row.until,
        )
        for row in rows
        if (meeting := meetings.get(row.meeting_id)) is not None
    )
