"""Who may be reminded of what: computed anew each time, so that nothing old is ever said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from moedeleder.domain.agenda_record import AgendaRecord
from moedeleder.domain.attendees import Attendance, InvitationReply
from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.people import PersonRole
from moedeleder.domain.reminders import ReminderKind
from moedeleder.domain.sending import DeliveryState, LetterKind, LetterWay
from moedeleder.models.minutes_tables import CorrectionRoundRow
from moedeleder.models.recording import now_of
from moedeleder.models.tables import AttendeeRow, DeliveryRow, MeetingRow, PromiseRow
from moedeleder.services.agenda_versions import REACHED, version_of
from moedeleder.services.context import wall_time

_WAS_THERE = (Attendance.PRESENT.value, Attendance.LATE.value, Attendance.LEFT_EARLY.value)
_BEGUN = (MeetingState.RUNNING.value, MeetingState.HELD.value, MeetingState.FINISHED.value)
_PROMISE = "promise:"


class Hindrance(StrEnum):
    """Why somebody who could be reminded is not.

    ``ON_PAPER`` got what it is about on paper; ``OUT_OF_DATE`` was called to another time or
    place, and must have an update first.
    """

    NO_ADDRESS = "no_address"
    ON_PAPER = "on_paper"
    OUT_OF_DATE = "out_of_date"
    ALREADY = "already"


@dataclass(frozen=True)
class Reminding:
    """One person to be reminded of one thing.

    ``day`` is the day it is about; ``ends`` the moment from which it would be said too late
    (Danish wall time). ``letter`` is the one they already have, which it adds nothing to.
    """

    about: str
    attendee: AttendeeRow
    day: date
    ends: datetime
    letter: DeliveryRow | None
    hindrance: Hindrance | None = None


def kind_of(about: str) -> ReminderKind:
    """Return what a reminder on record is about."""
    if about.startswith(_PROMISE):
        return ReminderKind.PROMISES
    return ReminderKind(about.partition(":")[0])


def remindings(meeting: MeetingRow, kind: ReminderKind) -> tuple[Reminding, ...]:
    """Return everybody whom one thing about a meeting concerns, in the order of the list."""
    return tuple(_FOUND[kind](meeting))


def is_on(meeting: MeetingRow, kind: ReminderKind) -> bool:
    """Return whether a person has turned reminders of a kind on for a meeting."""
    return any(plan.is_on and plan.kind == kind.value for plan in meeting.reminder_plans)


def is_still_due(letter: DeliveryRow, meeting: MeetingRow) -> bool:
    """Return whether a reminder on record that has not left is still to be said.

    It is not when it was turned off, the thing is settled, changed or over, or its receiver is
    no longer concerned.
    """
    if not letter.about:
        # From a file that did not say.
        return False
    kind, now = kind_of(letter.about), wall_time(now_of(meeting))
    if not is_on(meeting, kind):
        return False
    return any(
        each.attendee.id == letter.attendee_id
        and _same_thing(meeting, each, letter)
        and _says_it_right(meeting, letter)
        and now < each.ends
        and each.hindrance in (None, Hindrance.ALREADY)
        for each in remindings(meeting, kind)
    )


def _says_it_right(meeting: MeetingRow, letter: DeliveryRow) -> bool:
    """Whether a reminder of the meeting itself would still say the right time and place."""
    if letter.about != ReminderKind.MEETING.value:
        return True
    known = version_of(meeting, letter.agenda_number)
    return known is not None and not _has_moved(meeting, known.record)


def _same_thing(meeting: MeetingRow, each: Reminding, letter: DeliveryRow) -> bool:
    if letter.about.startswith(_PROMISE) and each.about.startswith(_PROMISE):
        # One letter tells of everything promised for that day.
        return each.day == _due_of(meeting, letter.about)
    if each.about != letter.about:
        return False
    if each.about != ReminderKind.MEETING.value:
        return True
    known = version_of(meeting, letter.agenda_number)
    return known is not None and known.record.starts_at == meeting.starts_at


def day_of(meeting: MeetingRow, about: str) -> date | None:
    """Return the day a reminder on record is about, as far as it is still known."""
    kind = kind_of(about)
    if kind is ReminderKind.MEETING:
        return meeting.starts_at.date()
    if kind is ReminderKind.PROMISES:
        return _due_of(meeting, about)
    number = int(about.partition(":")[2])
    return next((row.until for row in meeting.rounds if row.number == number), None)


def has_minutes(meeting: MeetingRow, attendee_id: str) -> bool:
    """Return whether somebody has, or may have, minutes of the meeting."""
    return any(
        row.kind == LetterKind.MINUTES.value
        and row.attendee_id == attendee_id
        and DeliveryState(row.state) in REACHED
        for row in meeting.deliveries
    )


def _due_of(meeting: MeetingRow, about: str) -> date | None:
    found = (row.due for row in meeting.promises if _PROMISE + row.id == about)
    return next(found, None)


def _of_meeting(meeting: MeetingRow) -> Iterator[Reminding]:
    """Give whoever was called to a meeting to come, and has not said no."""
    if meeting.state != MeetingState.PLANNED.value:
        return
    for attendee in meeting.attendees:
        letter = _newest(meeting, attendee, LetterKind.INVITATION)
        said_no = attendee.reply == InvitationReply.DECLINED.value
        if letter is None or said_no or attendee.attendance == Attendance.APOLOGY.value:
            continue
        known = version_of(meeting, letter.agenda_number)
        if known is None:
            continue
        yield _judged(
            meeting,
            Reminding(
                ReminderKind.MEETING.value,
                attendee,
                meeting.starts_at.date(),
                meeting.starts_at,
                letter,
                Hindrance.OUT_OF_DATE if _has_moved(meeting, known.record) else None,
            ),
        )


def _has_moved(meeting: MeetingRow, record: AgendaRecord) -> bool:
    """Whether the meeting is at another time or place than an agenda said, or may be."""
    here = (record.starts_at, record.place, record.link)
    return here != (meeting.starts_at, meeting.place, meeting.link) or _is_open(meeting)


def _is_open(meeting: MeetingRow) -> bool:
    times = meeting.proposed_times
    return bool(times) and not any(each.chosen_at for each in times)


def _of_corrections(meeting: MeetingRow) -> Iterator[Reminding]:
    """Give whoever has the newest minutes and has not answered, while they are asked."""
    asked = _running_round(meeting)
    if asked is None:
        return
    said = {row.person_id for row in meeting.corrections if row.number == asked.number}
    for attendee in meeting.attendees:
        letter = _newest(meeting, attendee, LetterKind.MINUTES)
        if letter is None or letter.number != asked.number or attendee.person_id in said:
            continue
        about = f"{ReminderKind.CORRECTIONS.value}:{asked.number}"
        ends = datetime.combine(asked.until, time.max)
        yield _judged(meeting, Reminding(about, attendee, asked.until, ends, letter))


def _running_round(meeting: MeetingRow) -> CorrectionRoundRow | None:
    newest = max((row.number for row in meeting.versions), default=0)
    for row in meeting.rounds:
        if row.number == newest and row.closed_at is None and row.drafting_since is None:
            return row
    return None


def _of_promises(meeting: MeetingRow) -> Iterator[Reminding]:
    """Give whoever promised something that is not done; the child is never pressed."""
    if meeting.state not in _BEGUN:
        return
    found: dict[tuple[str, date], Reminding] = {}
    for promise in meeting.promises:
        attendee = _owner(meeting, promise)
        if promise.due is None or promise.kept_at is not None or attendee is None:
            continue
        letter = _newest(meeting, attendee, LetterKind.MINUTES)
        if letter is None and attendee.attendance not in _WAS_THERE:
            # Nobody has told them yet that they are to do anything.
            continue
        ends = datetime.combine(promise.due, time.max)
        each = Reminding(_PROMISE + promise.id, attendee, promise.due, ends, letter)
        found.setdefault((attendee.id, promise.due), _judged(meeting, each))
    yield from sorted(found.values(), key=lambda each: (each.day, each.attendee.position))


def _owner(meeting: MeetingRow, promise: PromiseRow) -> AttendeeRow | None:
    """Return who on the list is to keep a promise; a name counts where it is one person's."""
    if promise.owner_id is not None:
        fitting = [each for each in meeting.attendees if each.person_id == promise.owner_id]
    else:
        name = _plain(promise.owner_name)
        fitting = [each for each in meeting.attendees if name and _plain(each.person.name) == name]
    if len(fitting) != 1 or fitting[0].person.role == PersonRole.CHILD.value:
        return None
    return fitting[0]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _newest(meeting: MeetingRow, attendee: AttendeeRow, kind: LetterKind) -> DeliveryRow | None:
    """Return somebody's newest letter of a kind, if they have it or may have it."""
    theirs = [
        row
        for row in meeting.deliveries
        if row.kind == kind.value and row.attendee_id == attendee.id
    ]
    last = max(theirs, key=lambda row: row.number, default=None)
    return last if last is not None and DeliveryState(last.state) in REACHED else None


def _judged(meeting: MeetingRow, each: Reminding) -> Reminding:
    """Say what stands in the way of a reminder; the way the first letter went is kept to."""
    letter, found = each.letter, each.hindrance
    if _is_made(meeting, each):
        found = Hindrance.ALREADY
    elif found is None and letter is not None and letter.channel != LetterWay.MAIL.value:
        found = Hindrance.ON_PAPER
    elif found is None and not each.attendee.person.mail.strip():
        found = Hindrance.NO_ADDRESS
    return Reminding(each.about, each.attendee, each.day, each.ends, letter, found)


def _is_made(meeting: MeetingRow, each: Reminding) -> bool:
    """Whether that person has, or is to get, a reminder of that thing, whatever became of it."""
    person_id = each.attendee.person_id
    return any(
        row.kind == LetterKind.REMINDER.value
        and (row.attendee_id == each.attendee.id or row.person_id == person_id)
        and _same_thing(meeting, each, row)
        for row in meeting.deliveries
    )


_FOUND = {
    ReminderKind.MEETING: _of_meeting,
    ReminderKind.CORRECTIONS: _of_corrections,
    ReminderKind.PROMISES: _of_promises,
}
