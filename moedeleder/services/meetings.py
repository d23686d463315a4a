"""Meetings: plan one from its type, change it, say who comes, tick its checklists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from moedeleder.domain.attendees import Attendance, Attendee, Duty, InvitationReply
from moedeleder.domain.child_voice import ChildVoice
from moedeleder.domain.contributions import Channel
from moedeleder.domain.danish import checked_day
from moedeleder.domain.errors import AlreadyAttending, NotAllowedNow, NotFound
from moedeleder.domain.ids import new_id
from moedeleder.domain.meeting_types import MeetingType, Phase
from moedeleder.domain.meetings import (
    Meeting,
    MeetingDraft,
    MeetingLine,
    MeetingState,
    checked_duration,
)
from moedeleder.domain.text import optional_line, optional_text
from moedeleder.models import mapping, queries, room_mapping
from moedeleder.models.tables import (
    AgendaItemRow,
    AttendeeRow,
    CheckRow,
    FamilyRow,
    MeetingRow,
    PersonRow,
)
from moedeleder.services import visiting
from moedeleder.services.context import Context
from moedeleder.services.meeting_locks import is_drafting, refuse_finished, refuse_locked
from moedeleder.services.parked_points import bring_parked_points, brought_titles
from moedeleder.services.withdrawals import take_back

__all__ = [
    "Meetings",
    "checked_meeting",
    "is_drafting",
    "note_reply",
    "refuse_finished",
    "refuse_locked",
]


class Meetings:
    """What a person does with meetings before and around them."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock
        self._catalogue = context.catalogue

    def types(self) -> tuple[MeetingType, ...]:
        """Return the kinds of meeting to choose from, in their order."""
        return self._catalogue.types

    def find(self, words: str = "", family_id: str | None = None) -> list[MeetingLine]:
        """Return meetings that hold every word in child, type or place; newest first."""
        with self._store.reading() as session:
            return queries.meeting_lines(session, words=words, family_id=family_id)

    def get(self, meeting_id: str) -> Meeting:
        """Return a meeting with everything that belongs to it.

        Raises:
            NotFound: there is none with that id.
        """
        with self._store.reading() as session:
            return mapping.meeting(queries.get(session, MeetingRow, meeting_id))

    def create(
        self,
        family_id: str,
        type_key: str,
        draft: MeetingDraft,
        people: Sequence[tuple[str, Duty]] = (),
        previous_id: str | None = None,
    ) -> Meeting:
        """Plan a meeting: agenda and checklists come from its type.

        Points that an earlier meeting parked for the next agenda come along.

        Args:
            people: ids of those invited, each with their duty.
            previous_id: the meeting this one follows; found by itself when not given, where the
                family's latest meeting left points for the next.

        Raises:
            NotFound: family, type or person is not there.
            InvalidDuration, FieldTooLong, AlreadyAttending: as named.
        """
        kind = self._catalogue.get(type_key)
        checked = checked_meeting(draft)
        with self._store.transaction() as session:
            family = queries.get(session, FamilyRow, family_id)
            row = MeetingRow(family=family, type_key=kind.key, type_name=kind.name)
            _write_meeting(row, checked)
            row.items = _items(kind)
            row.checks = _checks(kind)
            for person_id, duty in people:
                _attend(row, queries.get(session, PersonRow, person_id), duty)
            session.add(row)
            session.flush()
            bring_parked_points(session, row, previous_id)
            return mapping.meeting(row)

    def brought_along(self, meeting_id: str) -> tuple[str, ...]:
        """Return the titles of the points that came along from the meeting before.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            return brought_titles(session, queries.get(session, MeetingRow, meeting_id))

    def update(self, meeting_id: str, version: int, draft: MeetingDraft) -> Meeting:
        """Save when, where and why of a meeting as last seen at ``version``.

        Raises:
            ChangedElsewhere: somebody saved it since; nothing is overwritten.
            MeetingFinished: the minutes are final.
            InvalidDuration, FieldTooLong, NotFound: as named.
        """
        checked = checked_meeting(draft)
        with self._store.transaction() as session:
            row = queries.get_at(session, MeetingRow, meeting_id, version)
            refuse_finished(row)
            if row.starts_at != checked.starts_at:
                _choose_proposal_at(row, checked.starts_at, self._clock.now())
            _write_meeting(row, checked)
            session.flush()
            return mapping.meeting(row)

    def discard(self, meeting_id: str, version: int) -> None:
        """Delete a meeting that nobody was written to, nobody answered and that has not begun.

        Raises:
            NotAllowedNow: people have been written to or have answered, or it has begun.
            ChangedElsewhere, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, MeetingRow, meeting_id, version)
            if row.state != MeetingState.PLANNED.value or _is_known_outside(session, row):
                raise NotAllowedNow
            session.delete(row)

    def add_attendee(self, meeting_id: str, person_id: str, duty: Duty = Duty.NONE) -> Meeting:
        """Put a person on the list.

        Raises:
            AlreadyAttending, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(row)
            _attend(row, queries.get(session, PersonRow, person_id), duty)
            take_back(session, row, person_id)
            session.flush()
            return mapping.meeting(row)

    def set_duty(self, attendee_id: str, version: int, duty: Duty) -> Meeting:
        """Say what an attendee does for the meeting; a chair or minutes taker is replaced.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, AttendeeRow, attendee_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            for other in meeting.attendees:
                if other is not row:
                    other.duty = _without(Duty(other.duty), duty).value
            row.duty = duty.value
            session.flush()
            return mapping.meeting(meeting)

    def remove_attendee(self, attendee_id: str, version: int) -> Meeting:
        """Take a person off the list; the person stays with the family, and speaks no more.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, AttendeeRow, attendee_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            theirs = [turn for turn in meeting.turns if turn.person_id == row.person_id]
            visiting.finish_stretches(theirs, self._clock.now())
            meeting.attendees.remove(row)
            session.flush()
            return mapping.meeting(meeting)

    def put_back_attendee(self, meeting_id: str, attendee: Attendee) -> Meeting:
        """Put a person back on the list as they were, with the letters they have had.

        Raises:
            AlreadyAttending, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            refuse_finished(row)
            duty = attendee.duty
            _attend(row, queries.get(session, PersonRow, attendee.person.id), duty, attendee.id)
            _put_back(row.attendees[-1], attendee)
            take_back(session, row, attendee.person.id)
            session.flush()
            return mapping.meeting(row)

    def set_child_voice(self, meeting_id: str, version: int, voice: ChildVoice) -> Meeting:
        """Say how the child is heard; ``voice.is_settled`` tells whether that is enough.

        Raises:
            ChangedElsewhere, FieldTooLong, MeetingFinished, NotFound: as named.
        """
        note = optional_text(voice.note, "child_voice")
        with self._store.transaction() as session:
            row = queries.get_at(session, MeetingRow, meeting_id, version)
            refuse_finished(row)
            row.child_voice_way, row.child_voice_note = voice.way.value, note
            session.flush()
            return mapping.meeting(row)

    def set_presence(
        self, attendee_id: str, version: int, why_here: str, can_decide: str
    ) -> Meeting:
        """Say why somebody is at the meeting and what they can decide; everybody reads it.

        Raises:
            ChangedElsewhere, FieldTooLong, MeetingFinished, NotFound: as named.
        """
        why, can = optional_text(why_here, "why_here"), optional_text(can_decide, "can_decide")
        with self._store.transaction() as session:
            row = queries.get_at(session, AttendeeRow, attendee_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            row.why_here, row.can_decide = why, can
            session.flush()
            return mapping.meeting(meeting)

    def set_reply(
        self, attendee_id: str, version: int, reply: InvitationReply, channel: Channel | None
    ) -> Meeting:
        """Note what somebody answered to the invitation; see :func:`note_reply`.

        Raises:
            ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, AttendeeRow, attendee_id, version)
            meeting = queries.get(session, MeetingRow, row.meeting_id)
            refuse_finished(meeting)
            note_reply(session, row, reply, channel, self._clock.now())
            session.flush()
            return mapping.meeting(meeting)

    def tick(self, meeting_id: str, phase: Phase, key: str, done: bool) -> Meeting:
        """Tick a line of the checklist, or take the tick away; who and when are kept.

        Raises:
            NotFound: there is no such line.
        """
        with self._store.transaction() as session:
            meeting = queries.get(session, MeetingRow, meeting_id)
            lines = [c for c in meeting.checks if c.phase == phase.value and c.key == key]
            if not lines:
                raise NotFound
            if (lines[0].done_at is not None) != done:
                lines[0].done_at = self._clock.now() if done else None
                lines[0].done_by = self._store.actor if done else ""
            session.flush()
            return mapping.meeting(meeting)


def note_reply(
    session: Any,
    attendee: AttendeeRow,
    reply: InvitationReply,
    channel: Channel | None,
    at: datetime,
) -> None:
    """Note an answer to the invitation, in the session's transaction.

    Until the meeting begins it sets who is expected: whoever declines sends an apology.

    Args:
        at: when it was answered (aware).
    """
    answered = reply is not InvitationReply.NONE
    attendee.reply = reply.value
    attendee.replied_at = at if answered else None
    attendee.reply_channel = channel.value if answered and channel else None
    meeting = queries.get(session, MeetingRow, attendee.meeting_id)
    if meeting.state in (MeetingState.PLANNED.value, MeetingState.CANCELLED.value):
        declined = reply is InvitationReply.DECLINED
        attendee.attendance = (Attendance.APOLOGY if declined else Attendance.EXPECTED).value


def _is_known_outside(session: Any, row: MeetingRow) -> bool:
    """Return whether anybody got something about the meeting, or answered."""
    told = row.deliveries or row.agenda_versions or row.contributions or row.time_answers
    # The database keeps own words that were rewritten for good.
    return bool(told or row.earlier_words) or queries.has_answers(session, row.id)


def _choose_proposal_at(row: MeetingRow, starts_at: datetime, now: datetime) -> None:
    """Mark the proposed time that a start set by hand meets, if any."""
    if any(each.starts_at == starts_at for each in row.proposed_times):
        for each in row.proposed_times:
            each.chosen_at = now if each.starts_at == starts_at else None


def checked_meeting(draft: MeetingDraft) -> MeetingDraft:
    """Return the draft cleaned.

    Raises:
        InvalidDate, InvalidDuration, FieldTooLong: as named.
    """
    return MeetingDraft(
        checked_day(draft.starts_at, "starts_at").replace(second=0, microsecond=0),
        checked_duration(draft.minutes),
        optional_line(draft.place, "place"),
        optional_line(draft.link, "link"),
        optional_text(draft.purpose, "purpose"),
    )


def _write_meeting(row: MeetingRow, draft: MeetingDraft) -> None:
    row.starts_at, row.minutes = draft.starts_at, draft.minutes
    row.place, row.link, row.purpose = draft.place, draft.link, draft.purpose
    row.search_text = queries.folded(row.type_name, draft.place, draft.purpose)


def _items(kind: MeetingType) -> list[AgendaItemRow]:
    return [
        AgendaItemRow(
            position=position,
            title=item.title,
            kind=item.kind.value,
            minutes=item.minutes,
            from_family=item.from_family,
            words=item.words,
        )
        for position, item in enumerate(kind.agenda)
    ]


def _checks(kind: MeetingType) -> list[CheckRow]:
    return [
        CheckRow(
            phase=phase.value,
            position=position,
            key=check.key,
            text=check.text,
            stretch=check.stretch.value,
        )
        for phase in Phase
        for position, check in enumerate(kind.checks(phase))
    ]


def _attend(meeting: MeetingRow, person: PersonRow, duty: Duty, known_id: str = "") -> None:
    if any(attendee.person_id == person.id for attendee in meeting.attendees):
        raise AlreadyAttending("person")
    position = max((attendee.position for attendee in meeting.attendees), default=-1) + 1
    meeting.attendees.append(
        AttendeeRow(
            id=known_id or new_id(),
            person_id=person.id,
            person=person,
            position=position,
            duty=duty.value,
        )
    )


def _put_back(row: AttendeeRow, attendee: Attendee) -> None:
    row.why_here, row.can_decide = attendee.why_here, attendee.can_decide
    row.reply, row.replied_at = attendee.reply.value, attendee.replied_at
    row.reply_channel = attendee.reply_channel.value if attendee.reply_channel else None
    row.attendance = attendee.attendance.value
    row.came_at, row.left_at = attendee.came_at, attendee.left_at
    row.away = room_mapping.away_data(attendee.away)


def _without(current: Duty, taken: Duty) -> Duty:
    """Return what is left of a duty when somebody else takes ``taken``."""
    both = Duty.CHAIR_AND_MINUTES
    if taken is Duty.NONE or current is Duty.NONE:
        return current
    if taken is both or taken is current:
        return Duty.NONE
    if current is both:
        return Duty.MINUTES_TAKER if taken is Duty.CHAIR else Duty.CHAIR
    return current
