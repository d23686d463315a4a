"""I dag: the meetings of today and this week, what each lacks, and what waits for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from moedeleder.domain.meetings import CheckState, Meeting, MeetingLine, MeetingState, heading
from moedeleder.domain.outbox import WAY_OUT_REASONS
from moedeleder.domain.readiness import Lack, lacks
from moedeleder.domain.sending import FINAL_STATES, DeliveryState, LetterKind
from moedeleder.models import mapping, queries, room_queries, round_queries
from moedeleder.models.tables import DeliveryRow, MeetingRow
from moedeleder.services.before import left_out_of
from moedeleder.services.context import Context, wall_time
from moedeleder.services.deadlines import is_working_day
from moedeleder.services.outbox_rows import is_late, is_true
from moedeleder.services.preparation import lines_of
from moedeleder.services.withdrawals import to_call

PROMISE_DAYS = 7
FAILED = (
    DeliveryState.FAILED,
    DeliveryState.UNCERTAIN,
    DeliveryState.INTERRUPTED,
    DeliveryState.NO_ADDRESS,
)


class WaitingKind(StrEnum):
    """Why something waits for a person."""

    MEETING_RUNNING = "meeting_running"
    MINUTES_NOT_SENT = "minutes_not_sent"
    LETTER_FAILED = "letter_failed"
    LETTER_NOT_SENT = "letter_not_sent"
    LETTERS_HELD_UP = "letters_held_up"
    PROMISE_DUE = "promise_due"
    FORMAL_DUE = "formal_due"
    ANSWER_UNKNOWN = "answer_unknown"
    CONTRIBUTIONS_OPEN = "contributions_open"
    CORRECTIONS_OPEN = "corrections_open"
    ROUND_OVER = "round_over"
    NEXT_VERSION = "next_version"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to see to; ``days`` are until it is due (late when negative) or since it was.

    ``count`` is how many of them wait where one line stands for all; of a next version of the
    minutes it is that version's number.
    """

    kind: WaitingKind
    meeting_id: str
    meeting_title: str
    what: str = ""
    who: str = ""
    reason: str = ""
    day: date | None = None
    days: int = 0
    thing_id: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting to come with what it still lacks.

    ``undone`` are the checks before it that neither a person nor the records have answered;
    ``days`` are how many until it is held.
    """

    line: MeetingLine
    lacks: tuple[Lack, ...]
    undone: tuple[CheckState, ...] = ()
    days: int = 0


@dataclass(frozen=True)
class Today:
    """The first page."""

    now: datetime
    today: tuple[PlannedMeeting, ...]
    this_week: tuple[PlannedMeeting, ...]
    waiting: tuple[Waiting, ...]


class Overview:
    """Gathers what a person should see first in the morning."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock
        self._catalogue = context.catalogue

    def today(self) -> Today:
        """Return the meetings of today and the next seven days, and what waits."""
        now = self._clock.local()
        start = datetime.combine(now.date(), time())
        with self._store.reading() as session:
            return Today(
                now,
                self._planned(session, start, start + timedelta(days=1)),
                self._planned(session, start + timedelta(days=1), start + timedelta(days=8)),
                tuple(self._waiting(session, now)),
            )

    def to_take_up(self, person_id: str) -> str:
        """Return the meeting a person was in the middle of today; empty when that is unclear.

        Args:
            person_id: who they are; anybody when empty.
        """
        with self._store.reading() as session:
            running = queries.meeting_lines(session, states=[MeetingState.RUNNING])
            if len(running) != 1:
                return ""
            row = queries.get(session, MeetingRow, running[0].id)
            begun = row.started_at
            theirs = not person_id or any(a.person_id == person_id for a in row.attendees)
            is_today = begun is not None and wall_time(begun).date() == self._clock.today()
            return row.id if theirs and is_today else ""

    def lacks(self, meeting_id: str) -> tuple[Lack, ...]:
        """Return what one meeting still lacks before it is held.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            if row.state != MeetingState.PLANNED.value:
                return ()
            meeting = mapping.meeting(row)
            return self._lacks(row, meeting, _undone(session, [meeting])[0])

    def _lacks(
        self, row: MeetingRow, meeting: Meeting, undone: tuple[CheckState, ...]
    ) -> tuple[Lack, ...]:
        heard = self._catalogue.child_gets_heard(row.type_key)
        return lacks(meeting, invited_ids(row) | left_out_of(row), heard, len(undone))

    def _planned(
        self, session: Any, since: datetime, until: datetime
    ) -> tuple[PlannedMeeting, ...]:
        found = queries.meeting_lines(session, since=since, until=until, newest_first=False)
        # Nobody comes to a meeting that is called off.
        lines = [line for line in found if line.state is not MeetingState.CANCELLED]
        planned = [line.id for line in lines if line.state is MeetingState.PLANNED]
        lacking = self._lacking(session, planned)
        today = self._clock.today()
        return tuple(
            PlannedMeeting(
                line, *lacking.get(line.id, ((), ())), (line.starts_at.date() - today).days
            )
            for line in lines
        )

    def _lacking(
        self, session: Any, ids: Sequence[str]
    ) -> dict[str, tuple[tuple[Lack, ...], tuple[CheckState, ...]]]:
        """Return by meeting what it lacks and which checks are not done."""
        if not ids:
            return {}
        rows = queries.meetings(session, ids)
        meetings = mapping.meetings(rows)
        undone = _undone(session, meetings)
        return {
            row.id: (self._lacks(row, meeting, checks), checks)
            for row, meeting, checks in zip(rows, meetings, undone, strict=True)
        }

    def _waiting(self, session: Any, now: datetime) -> list[Waiting]:
        running = queries.meeting_lines(session, states=[MeetingState.RUNNING])
        held = queries.meeting_lines(session, states=[MeetingState.HELD], newest_first=False)
        found = [
            Waiting(WaitingKind.MEETING_RUNNING, line.id, line.title, day=line.starts_at.date())
            for line in running
        ]
        found += [
            Waiting(
                WaitingKind.MINUTES_NOT_SENT,
                line.id,
                line.title,
                day=line.starts_at.date(),
                days=working_days_since(line.starts_at.date(), now.date()),
            )
            for line in held
        ]
        return [
            *_unknown_answers(session),
            *found,
            *_letters(session, now),
            *_contributions(session, now.date()),
            *_rounds(session, now.date()),
            *_formal(session, now.date()),
            *_promises(session, now.date()),
        ]


def invited_ids(row: MeetingRow) -> frozenset[str]:
    """Return attendees whose invitation has left the house or was handed over on paper.

    Whoever was told since that they are not to come has none.
    """
    final = {state.value for state in FINAL_STATES}
    invited = {
        delivery.attendee_id
        for delivery in row.deliveries
        if delivery.kind == LetterKind.INVITATION.value and delivery.state in final
    }
    return frozenset(invited - to_call(row))


def _undone(session: Any, meetings: Sequence[Meeting]) -> list[tuple[CheckState, ...]]:
    return [
        tuple(line.check for line in lines if not line.done)
        for lines in lines_of(session, meetings)
    ]


def _unknown_answers(session: Any) -> list[Waiting]:
    count = round_queries.count_unknown(session)
    kind = WaitingKind.ANSWER_UNKNOWN
    return [Waiting(kind, "", "", thing_id=kind.value, count=count)] if count else []


def _contributions(session: Any, today: date) -> list[Waiting]:
    waiting = round_queries.open_contributions(session, datetime.combine(today, time()))
    return [
        Waiting(
            WaitingKind.CONTRIBUTIONS_OPEN,
            meeting.id,
            _title(meeting),
            day=meeting.starts_at.date(),
            days=(meeting.starts_at.date() - today).days,
            thing_id=f"contributions-{meeting.id}",
            count=waiting[meeting.id],
        )
        for meeting in (queries.meetings(session, list(waiting)) if waiting else ())
    ]


def _rounds(session: Any, today: date) -> list[Waiting]:
    """Return the rounds of corrections in which something is to be done by us."""
    running = round_queries.running_rounds(session)
    waiting = round_queries.waiting_corrections(session, [each.meeting_id for each in running])
    kinds = {row.id: _round_kind(row, waiting.get(row.meeting_id, 0), today) for row in running}
    due = [row for row in running if kinds[row.id] is not None]
    meetings = {m.id: m for m in queries.meetings(session, [row.meeting_id for row in due])}
    return [
        _round(row, kind, meetings[row.meeting_id], waiting.get(row.meeting_id, 0), today)
        for row in due
        if (kind := kinds[row.id]) is not None
    ]


def _round(row: Any, kind: WaitingKind, meeting: MeetingRow, count: int, today: date) -> Waiting:
    return Waiting(
        kind,
        meeting.id,
        _title(meeting),
        day=row.until,
        days=(row.until - today).days,
        thing_id=f"round-{row.id}",
        count=row.number + 1 if kind is WaitingKind.NEXT_VERSION else count,
    )


def _round_kind(row: Any, count: int, today: date) -> WaitingKind | None:
    if row.drafting_since is not None:
        return WaitingKind.NEXT_VERSION
    if count:
        return WaitingKind.CORRECTIONS_OPEN
    return WaitingKind.ROUND_OVER if row.until < today else None


def _letters(session: Any, now: datetime) -> list[Waiting]:
    states = [state.value for state in (*FAILED, DeliveryState.READY)]
    found: list[Waiting] = []
    held: list[str] = []
    for delivery, meeting in queries.deliveries_in(session, states):
        # As the outbox has it: what is shown there must not be missed here.
        if not is_true(delivery, meeting) or is_late(delivery, meeting, now):
            continue
        ready = delivery.state == DeliveryState.READY.value
        if ready and delivery.trouble:
            held.append(delivery.trouble)
            continue
        found.append(
            Waiting(
                WaitingKind.LETTER_NOT_SENT if ready else WaitingKind.LETTER_FAILED,
                meeting.id,
                _title(meeting),
                what=delivery.kind,
                who=delivery.name,
                reason=_reason(delivery),
                day=meeting.starts_at.date(),
                thing_id=delivery.id,
            )
        )
    return [*found, *_held_up(held)]


def _reason(delivery: DeliveryRow) -> str:
    # Whether it may have left says more than what went wrong.
    says_all = (DeliveryState.UNCERTAIN.value, DeliveryState.INTERRUPTED.value)
    return delivery.state if delivery.state in says_all else delivery.trouble or delivery.state


def _held_up(reasons: Sequence[str]) -> list[Waiting]:
    """Return one line for all letters that a server or the settings hold up: the cause is one."""
    if not reasons:
        return []
    kind = WaitingKind.LETTERS_HELD_UP
    # What keeps every letter here is the cause, whatever was said of one of them before.
    ours = [each for each in reasons if each in WAY_OUT_REASONS]
    ((reason, _count),) = Counter(ours or reasons).most_common(1)
    return [Waiting(kind, "", "", reason=reason, thing_id=kind.value, count=len(reasons))]


def _title(meeting: MeetingRow) -> str:
    return heading(meeting.type_name, meeting.family.child_name)


def _formal(session: Any, today: date) -> list[Waiting]:
    """Return the matters for decision that are to be answered soon; never a promise."""
    found = []
    for row, meeting in room_queries.formal_matters(session, settled=False):
        if row.formal_due is None or row.formal_due > today + timedelta(days=PROMISE_DAYS):
            continue
        found.append(
            Waiting(
                WaitingKind.FORMAL_DUE,
                meeting.id,
                _title(meeting),
                what=" ".join(row.text.split()),
                reason=row.formal,
                day=row.formal_due,
                days=(row.formal_due - today).days,
                thing_id=row.id,
            )
        )
    return found


def _promises(session: Any, today: date) -> list[Waiting]:
    rows = queries.open_promises(session, due_by=today + timedelta(days=PROMISE_DAYS))
    found = []
    for row, meeting in rows:
        promise, title = mapping.promise(row), _title(meeting)
        assert promise.due is not None
        found.append(
            Waiting(
                WaitingKind.PROMISE_DUE,
                meeting.id,
                title,
                what=promise.what,
                who=promise.owner_label,
                day=promise.due,
                days=(promise.due - today).days,
                thing_id=promise.id,
            )
        )
    return found


def working_days_since(day: date, today: date) -> int:
    """Return how many working days lie after ``day`` up to and including ``today``."""
    span = range(1, (today - day).days + 1)
    return sum(is_working_day(day + timedelta(days=offset)) for offset in span)
