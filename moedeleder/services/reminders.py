"""Reminders (*påmindelser*): a person turns them on for one meeting, the program sends them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from moedeleder.domain.errors import InvalidDuration
from moedeleder.domain.reminders import USUAL_DAYS, ReminderKind, ReminderPlan
from moedeleder.domain.sending import LetterKind
from moedeleder.models import calendar_queries, queries
from moedeleder.models.outbox_tables import ReminderPlanRow
from moedeleder.models.tables import DeliveryRow, MeetingRow
from moedeleder.services.context import Context
from moedeleder.services.deadlines import working_days_before
from moedeleder.services.deliveries import letter_to
from moedeleder.services.envelopes import Envelopes
from moedeleder.services.letters import LetterText
from moedeleder.services.references import code_for
from moedeleder.services.reminder_rules import Hindrance, Reminding, is_on, remindings

MOST_DAYS = 20
"""Working days before; earlier than that nobody is reminded, but told anew."""
__all__ = ["MOST_DAYS", "Hindrance", "ReminderLine", "ReminderPreview", "Reminders"]


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One person who would be reminded; ``day`` is the one it is about, ``sends_on`` when.

    ``hindrance`` says why they are not.
    """

    attendee_id: str
    name: str
    address: str
    about: str
    day: date
    sends_on: date
    hindrance: Hindrance | None = None


@dataclass(frozen=True, slots=True)
class ReminderPreview:
    """Who would get a reminder of one kind, and when, as things are now."""

    plan: ReminderPlan
    lines: tuple[ReminderLine, ...]

    @property
    def going(self) -> tuple[ReminderLine, ...]:
        """Those who would get one."""
        return tuple(each for each in self.lines if each.hindrance is None)

    @property
    def sends_on(self) -> date | None:
        """The first day on which one leaves, if any does."""
        return min((each.sends_on for each in self.going), default=None)


class Reminders:
    """What a person decides about reminders, and what the program makes of it."""

    def __init__(self, context: Context, envelopes: Envelopes) -> None:
        self._store, self._clock = context.store, context.clock
        self._closed = context.deadlines.also_closed
        self._envelopes = envelopes

    def plans(self, meeting_id: str) -> tuple[ReminderPlan, ...]:
        """Return what is chosen about each kind of reminder; off where nobody has chosen.

        Raises:
            NotFound: there is no such meeting.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            return tuple(_plan(row, kind) for kind in ReminderKind)

    def turn_on(self, meeting_id: str, kind: ReminderKind, days: int) -> ReminderPlan:
        """Let the program remind people of one thing.

        Args:
            days: working days before, at least 1.

        Raises:
            InvalidDuration: that is no number of days to remind by.
            NotFound: there is no such meeting.
        """
        if not 1 <= days <= MOST_DAYS:
            raise InvalidDuration("days")
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            row = _row(meeting, kind)
            if row is None:
                row = ReminderPlanRow(kind=kind.value)
                meeting.reminder_plans.append(row)
            if not row.is_on:
                row.turned_on_by, row.turned_on_at = self._store.actor, self._clock.now()
            row.is_on, row.days = True, days
            session.flush()
            return _plan(meeting, kind)

    def turn_off(self, meeting_id: str, kind: ReminderKind) -> ReminderPlan:
        """Let nobody be reminded of it any more; what has left has left.

        Raises:
            NotFound: there is no such meeting.
        """
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            row = _row(meeting, kind)
            if row is not None:
                row.is_on = False
            session.flush()
            return _plan(meeting, kind)

    def preview(
        self, meeting_id: str, kind: ReminderKind, days: int | None = None
    ) -> ReminderPreview:
        """Return who would be reminded and when, as things are now.

        Args:
            days: working days before; None takes what is chosen.

        Raises:
            NotFound: there is no such meeting.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            plan = _plan(row, kind)
            wanted = plan.days if days is None else days
            lines = tuple(
                self._line(each, wanted)
                for each in remindings(row, kind)
                if not self._is_late(each)
            )
            return ReminderPreview(plan, lines)

    def words(self, meeting_id: str, kind: ReminderKind, attendee_id: str = "") -> LetterText:
        """Return exactly the words somebody would get.

        Args:
            attendee_id: who; without one the words are to somebody made up.

        Raises:
            NotFound: there is no such meeting, or they are not to be reminded.
            TemplateMissing, ResourceFault: as named.
        """
        return self._envelopes.reminder(meeting_id, kind, attendee_id)

    def next_on(self, meeting_id: str, *kinds: ReminderKind) -> date | None:
        """Return the day the next reminder that is turned on leaves, if any will.

        Raises:
            NotFound: there is no such meeting.
        """
        found = [self.preview(meeting_id, kind) for kind in kinds or ReminderKind]
        days = [each.sends_on for each in found if each.plan.is_on and each.sends_on]
        return min(days, default=None)

    def make_due(self) -> int:
        """Make the reminders that are due now, free to leave; returns how many.

        Each is made at most once for each receiver and thing, also when two programs run: it is
        looked for in the transaction that makes it. What is late is never made.
        """
        with self._store.reading() as session:
            ids = [
                meeting_id
                for meeting_id in calendar_queries.meetings_with_reminders(session)
                if any(self._due(queries.get(session, MeetingRow, meeting_id)))
            ]
        return sum(self._make(meeting_id) for meeting_id in ids)

    def _make(self, meeting_id: str) -> int:
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            due = list(self._due(meeting))
            for each in due:
                self._add(session, meeting, each)
            return len(due)

    def _add(self, session: Any, meeting: MeetingRow, each: Reminding) -> None:
        person = each.attendee.person
        numbers = [d.number for d in meeting.deliveries if d.kind == LetterKind.REMINDER.value]
        number = max(numbers, default=0) + 1
        row: DeliveryRow = letter_to(person, each.attendee.id, LetterKind.REMINDER, number)
        row.about, row.released_at = each.about, self._clock.now()
        if each.letter is not None:
            row.agenda_number = each.letter.agenda_number
            # It comes from whoever the letter came from that it reminds of.
            row.sender_name = each.letter.sender_name
            row.sender_address = each.letter.sender_address
        meeting.deliveries.append(row)
        code_for(session, meeting, person)
        session.flush()

    def _due(self, meeting: MeetingRow) -> Iterator[Reminding]:
        today = self._clock.today()
        for kind in ReminderKind:
            if not is_on(meeting, kind):
                continue
            days = _plan(meeting, kind).days
            for each in remindings(meeting, kind):
                is_free = each.hindrance is None and not self._is_late(each)
                if is_free and self._due_day(each, days) <= today:
                    yield each

    def _due_day(self, each: Reminding, days: int) -> date:
        return working_days_before(each.day, days, self._closed)

    def _is_late(self, each: Reminding) -> bool:
        return self._clock.local() >= each.ends

    def _line(self, each: Reminding, days: int) -> ReminderLine:
        person = each.attendee.person
        return ReminderLine(
            each.attendee.id,
            person.name,
            person.mail.strip(),
            each.about,
            each.day,
            max(self._due_day(each, days), self._clock.today()),
            each.hindrance,
        )


def _row(meeting: MeetingRow, kind: ReminderKind) -> ReminderPlanRow | None:
    return next((row for row in meeting.reminder_plans if row.kind == kind.value), None)


def _plan(meeting: MeetingRow, kind: ReminderKind) -> ReminderPlan:
    row = _row(meeting, kind)
    if row is None:
        return ReminderPlan(kind, USUAL_DAYS[kind])
    return ReminderPlan(kind, row.days, row.is_on, row.turned_on_by, row.turned_on_at, row.version)
