"""Sharing the agenda while the family can still add to it, and what each version said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from moedeleder.domain.agenda_record import AgendaRecord, AgendaStage, AgendaVersion
from moedeleder.domain.before import AS_USUAL, Choices
from moedeleder.domain.errors import (
    InvalidDate,
    MeetingCancelled,
    NobodyToSendTo,
    NotAllowedNow,
)
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.sending import Delivery, LetterKind, Receiver
from moedeleder.domain.text import shorten
from moedeleder.models import mapping, queries
from moedeleder.models.starter_queries import FOR_ALL, starter_files
from moedeleder.models.tables import MeetingRow
from moedeleder.services.agenda_versions import WITH_AGENDA, freeze, next_number, oldest_in_use
from moedeleder.services.agenda_words import change_sentences
from moedeleder.services.context import Context
from moedeleder.services.deadlines import is_working_day
from moedeleder.services.deliveries import announce, receivers
from moedeleder.services.envelopes import Envelopes
from moedeleder.services.letters import LetterText
from moedeleder.services.records import agenda_record
from moedeleder.services.references import code_for
from moedeleder.services.settings import Settings

_NAMED = 3
"""People named in one sentence; of the rest only the number is told."""


@dataclass(frozen=True, slots=True)
class SharePlan:
    """What sharing would do: whom it goes to and what is still missing, in words.

    ``chosen`` are the attendees proposed (the family's side), ``starter_files`` the names of
    what the office sends along.
    """

    receivers: tuple[Receiver, ...]
    chosen: frozenset[str]
    answer_by: date
    starter_files: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedVersion:
    """A shared agenda: who got it, and what was new in it since the one before."""

    version: AgendaVersion
    letters: tuple[Delivery, ...]
    changes: tuple[str, ...]


class Sharing:
    """What a person does to make the agenda together with the family."""

    def __init__(self, context: Context, settings: Settings, envelopes: Envelopes) -> None:
        self._store, self._clock = context.store, context.clock
        self._closed = context.deadlines.also_closed
        self._settings, self._envelopes = settings, envelopes

    def plan(self, meeting_id: str) -> SharePlan:
        """Return what sharing the agenda now would do.

        Raises:
            NotFound: as named.
        """
        office = self._settings.reachable()
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            meeting = mapping.meeting(row)
            files = starter_files(session, [FOR_ALL, row.type_key])
            return SharePlan(
                receivers(row),
                frozenset(a.id for a in meeting.attendees if a.person.is_family_side),
                self._proposed_day(meeting, office.answer_days),
                tuple(each.name for each in files),
                _missing(meeting, office.phone),
            )

    def share(
        self,
        meeting_id: str,
        version: int,
        attendee_ids: Collection[str],
        answer_by: date,
        *,
        choices: Choices = AS_USUAL,
    ) -> Meeting:
        """Freeze the agenda and make its letters; ``office.sending.send`` lets them leave.

        Args:
            attendee_ids: who gets it.
            answer_by: the last day for their answers.
            choices: what the person chose before.

        Raises:
            NobodyToSendTo: nobody on the list is chosen.
            InvalidDate: the day has gone by, or lies after the meeting.
            MeetingCancelled, NotAllowedNow: it is called off, or has begun.
            ChangedElsewhere, NotFound: as named.
        """
        office, actor = self._settings.reachable(), self._settings.actor()
        with self._store.transaction() as session:
            row = queries.get_at(session, MeetingRow, meeting_id, version)
            refuse_begun(row)
            wanted = frozenset(attendee_ids) - choices.left_out
            chosen = [each for each in row.attendees if each.id in wanted]
            if not chosen:
                raise NobodyToSendTo
            if not self._clock.today() <= answer_by <= _last_day(mapping.meeting(row)):
                raise InvalidDate("answer_by")
            row.answer_by = answer_by
            # Two desks that share at once must not both write to the family.
            queries.count_up(row)
            session.flush()
            number = next_number(row)
            record = agenda_record(mapping.meeting(row), office, actor, AgendaStage.DRAFT, number)
            freeze(row, record, self._clock.now(), self._store.actor)
            ids = {each.id for each in chosen}
            announce(
                row,
                LetterKind.DRAFT,
                number,
                attendee_ids=ids,
                agenda_number=number,
                choices=choices,
            )
            for each in chosen:
                code_for(session, row, each.person)
            session.flush()
            return mapping.meeting(row)

    def preview(
        self,
        meeting_id: str,
        attendee_id: str,
        kind: LetterKind,
        answer_by: date | None = None,
        reason: str = "",
    ) -> LetterText:
        """Return exactly the words somebody on the list would get now.

        Args:
            answer_by: the last day for answers to a draft; None takes the meeting's.
            reason: why a meeting is called off; empty takes the meeting's.

        Raises:
            NotFound: the meeting or attendee is not there, or no minutes are finished.
            TemplateMissing, ResourceFault: as named.
        """
        return self._envelopes.preview(meeting_id, attendee_id, kind, answer_by, reason)

    def versions(self, meeting_id: str) -> tuple[SharedVersion, ...]:
        """Return every shared agenda, the oldest first.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            letters = [mapping.delivery(d) for d in row.deliveries if d.kind in WITH_AGENDA]
            shared, before = [], None
            for each in map(mapping.agenda_version, row.agenda_versions):
                changes = change_sentences(before, each.record) if before else ()
                sent = tuple(d for d in letters if d.agenda_number == each.number)
                shared.append(SharedVersion(each, sent, changes))
                before = each.record
            return tuple(shared)

    def changes_since(self, meeting_id: str) -> tuple[str, ...]:
        """Return in words how the agenda differs from the one that people go by.

        That is the one shared last, or an older one that somebody called to the meeting still
        has. Empty when it is the same, or was never shared.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            shared = oldest_in_use(row)
            if shared is None:
                return ()
            return change_sentences(shared.record, self._now(mapping.meeting(row)))

    def _now(self, meeting: Meeting) -> AgendaRecord:
        return agenda_record(meeting, self._settings.reachable(), self._settings.actor())

    def _proposed_day(self, meeting: Meeting, working_days: int) -> date:
        """Return the day so many working days before the meeting, never one gone by."""
        today, last = self._clock.today(), _last_day(meeting)
        if meeting.answer_by and today <= meeting.answer_by <= last:
            return meeting.answer_by
        moments = [t.starts_at for t in meeting.proposed_times] if meeting.time_is_open else []
        day = min(moments, default=meeting.starts_at).date()
        while working_days and day > today:
            day -= timedelta(days=1)
            working_days -= is_working_day(day, self._closed)
        # A day to think is the least; but nobody can answer after the meeting.
        return min(max(day, today + timedelta(days=1)), max(last, today))


def refuse_begun(row: MeetingRow) -> None:
    """Do nothing while a meeting still lies ahead.

    Raises:
        MeetingCancelled: it is called off.
        NotAllowedNow: it has begun or is over.
    """
    if row.state == MeetingState.CANCELLED.value:
        raise MeetingCancelled
    if row.state != MeetingState.PLANNED.value:
        raise NotAllowedNow


def _last_day(meeting: Meeting) -> date:
    moments = [t.starts_at for t in meeting.proposed_times] if meeting.time_is_open else []
    return max(moments, default=meeting.starts_at).date()


def _some(names: Sequence[str]) -> str:
    """Return e.g. ``Karin og Lise``; of many only the first are named."""
    if len(names) > _NAMED + 1:
        return f"{', '.join(names[:_NAMED])} og {len(names) - _NAMED} andre"
    return " og ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _missing(meeting: Meeting, phone: str) -> tuple[str, ...]:
    """Return in words what a good draft has and this one lacks; nothing of it forbids sharing."""
    unsaid = [
        shorten(a.person.name.split(" ", 1)[0], 30)
        for a in meeting.attendees
        if not (a.person.is_family_side or a.why_here.strip())
    ]
    checks = (
        (not meeting.purpose.strip(), "Formålet med mødet er ikke skrevet."),
        (not meeting.items, "Der er ingen punkter på dagsordenen."),
        (not (meeting.place or meeting.link), "Stedet er ikke skrevet."),
        (bool(unsaid), f"Det står ikke, hvorfor {_some(unsaid)} er med."),
        (not meeting.child_voice.is_settled, "Det står ikke, hvordan barnet bliver hørt."),
        (not phone, "Der mangler et telefonnummer, de kan ringe til."),
    )
    return tuple(words for lacks, words in checks if lacks)
