"""What a letter puts into the calendar of whoever gets it, or takes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from moedeleder.domain.agenda_record import AgendaRecord
from moedeleder.domain.record import MinutesRecord
from moedeleder.domain.sending import LetterKind
from moedeleder.models import calendar_queries
from moedeleder.models.recording import now_of
from moedeleder.models.tables import DeliveryRow, MeetingRow
from moedeleder.services.agenda_versions import REACHED
from moedeleder.services.calendar_ids import next_uid, own_uid, uid_of
from moedeleder.services.context import wall_time
from moedeleder.services.copies import attachments_of
from moedeleder.services.letter_words import LetterFacts

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
# Nobody has said how long it will be; an entry without an end would hide beside the others.
_UNKNOWN_LENGTH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FollowUpTime:
    """When people meet again, as the minutes say it; the rest comes with the invitation."""

    meeting_id: str
    starts_at: datetime
    place: str = ""
    link: str = ""

    @property
    def ends_at(self) -> datetime:
        """When it may end (Danish wall time)."""
        return self.starts_at + _UNKNOWN_LENGTH


@dataclass(frozen=True)
class CalendarEntry:
    """The meeting as it goes into a calendar, or out of it.

    ``uid`` is empty where it is the meeting's own. ``for_one`` takes it out of one calendar
    while the meeting stands.
    """

    record: AgendaRecord | FollowUpTime
    sequence: int
    method: Method = "REQUEST"
    uid: str = ""
    for_one: bool = False

    @property
    def asks(self) -> bool:
        """Whether it is between us and whoever is named in it, and not only told."""
        return isinstance(self.record, AgendaRecord)


def entry_of_letter(
    meeting: MeetingRow, letter: DeliveryRow, facts: LetterFacts
) -> CalendarEntry | None:
    """Return what a letter about a meeting to come does to calendars."""
    kind, number, uid = LetterKind(letter.kind), letter.number, uid_of(meeting)
    if kind is LetterKind.INVITATION:
        return CalendarEntry(facts.record, number, uid=uid)
    # Only calendars that were asked before have anything to take away.
    if kind is LetterKind.CANCELLATION and facts.is_update:
        return CalendarEntry(facts.record, number, "CANCEL", uid)
    if kind is LetterKind.WITHDRAWAL and facts.is_update:
        return CalendarEntry(facts.record, number, "CANCEL", uid, for_one=True)
    return None


def entry_of_minutes(
    session: Any, meeting: MeetingRow, letter: DeliveryRow, record: MinutesRecord
) -> CalendarEntry | None:
    """Return what the minutes do to calendars: the next meeting, as far as it is known.

    It is told (``PUBLISH``), not asked for: nobody is to answer before there is an agenda. The
    number is the version's, so that corrected minutes move it. Once the next meeting is called,
    its invitation has taken the entry over; whoever is not called has it taken away.

    Args:
        record: the receiver's own copy.
    """
    before = _told_before(session, meeting, letter)
    after = calendar_queries.meeting_known_as(session, next_uid(meeting.id))
    if after is not None and any(each.person_id == letter.person_id for each in after.attendees):
        return None
    at = record.follow_up_at if after is None else None
    if at is not None and at >= wall_time(now_of(meeting)):
        return _next(meeting, at, letter.number, "PUBLISH")
    return _next(meeting, before, letter.number, "CANCEL") if before else None


def _next(meeting: MeetingRow, at: datetime, number: int, method: Method) -> CalendarEntry:
    return CalendarEntry(FollowUpTime(meeting.id, at), number, method, next_uid(meeting.id))


def _told_before(session: Any, meeting: MeetingRow, letter: DeliveryRow) -> datetime | None:
    """Return the time an earlier version told the same person, if any did."""
    reached = {state.value for state in REACHED}
    numbers = {
        each.number
        for each in meeting.deliveries
        if each.kind == letter.kind
        and each.attendee_id == letter.attendee_id
        and each.number < letter.number
        and each.state in reached
    }
    for number in sorted(numbers, reverse=True):
        copy = attachments_of(session, meeting, number, letter.attendee_id)
        if copy is not None:
            return copy.record.follow_up_at
    return None


def drawn(
    entry: CalendarEntry, sender: tuple[str, str], stamped_at: datetime, *to: tuple[str, str]
) -> bytes:
    """Return an entry as calendars take it; it names no child.

    Args:
        sender: name and address of the office.
        stamped_at: now, aware.
        to: name and address of whoever it goes to. Nobody sees another's address: it may be a
            protected one.
    """
    from moedeleder.documents.calendar import invitation_ics

    record = entry.record
    return invitation_ics(
        uid=entry.uid or own_uid(record.meeting_id),
        sequence=entry.sequence,
        starts_at=record.starts_at,
        ends_at=record.ends_at,
        summary="Møde" if entry.asks else "Møde, foreløbig tid",
        description=_description(entry),
        location=record.place or record.link,
        organizer_mail=sender[1],
        organizer_name=sender[0],
        attendees=to if entry.asks else (),
        stamped_at=stamped_at,
        url=record.link,
        method=entry.method,
        for_one=entry.for_one,
    )


def _description(entry: CalendarEntry) -> str:
    if entry.for_one:
        return "Du skal ikke med til mødet."
    if entry.method == "CANCEL":
        return "Mødet er aflyst." if entry.asks else "Tiden gælder ikke længere."
    if entry.asks:
        return "Dagsordenen er vedhæftet mailen."
    return "Tiden står i referatet. Sluttid og sted kommer i indkaldelsen."
