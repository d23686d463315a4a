"""Whose an answer is: by code, by the letter it answers, or by the calendar it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from moedeleder.domain.answers import CalendarReply, Doubt, FilledForm
from moedeleder.domain.errors import InvalidAddress
from moedeleder.domain.meetings import MeetingState
from moedeleder.mail.addresses import check_address
from moedeleder.models import round_queries
from moedeleder.models.round_tables import ReferenceRow
from moedeleder.models.tables import AttendeeRow, DeliveryRow, MeetingRow, PersonRow
from moedeleder.services.answers_reading import Reading, form_codes
from moedeleder.services.answers_taken import TakenKind
from moedeleder.services.calendar_ids import is_about, meeting_called
from moedeleder.services.corrections_received import minutes_number
from moedeleder.services.references import find_reference

_TIES_LIMIT = 100
# So long after the day they were asked by, people's new mails may still be about the minutes.
_AFTERTHOUGHT = timedelta(days=14)
_OPEN_STATES = frozenset({MeetingState.PLANNED.value, MeetingState.RUNNING.value})


@dataclass(frozen=True)
class Verdict:
    """What is to be done with something; meeting and person are a guess unless it is placed."""

    kind: TakenKind
    doubt: Doubt = Doubt.NONE
    meeting: MeetingRow | None = None
    person: PersonRow | None = None


@dataclass(frozen=True)
class _Tie:
    """Something in an answer that points to one person and meeting.

    ``addresses`` are those the person may answer from. ``by_address_alone`` means that others
    who share the address could as well have sent it.
    """

    meeting: MeetingRow
    person: PersonRow | None
    addresses: frozenset[str]
    by_address_alone: bool = False


def judge_mail(
    session: Any, reading: Reading, now: datetime, guess: MeetingRow | None, by_hand: bool
) -> Verdict:
    """Return what is to be done with a mail.

    Args:
        now: Danish wall time.
        guess: the meeting a person thinks it belongs to.
        by_hand: a person gave it to us, so it is kept even if nothing ties it to anybody.
    """
    if reading.is_automatic and not reading.is_by_hand:
        return Verdict(TakenKind.AUTOMATIC)
    sender = plain_address(reading.from_address)
    ties = list(_ties(session, reading))
    if not ties:
        return _untied(session, reading, sender, now, guess, by_hand)
    tie = next((each for each in ties if sender in each.addresses), ties[0])
    doubt = _doubt(session, reading, tie, sender)
    kind = TakenKind.UNKNOWN if doubt else TakenKind.PLACED
    return Verdict(kind, doubt, tie.meeting, tie.person)


def judge_form(session: Any, reading: Reading, guess: MeetingRow | None) -> Verdict:
    """Return what is to be done with a form somebody was handed: its code alone counts."""
    codes = reading.codes
    reference = find_reference(session, codes)
    if reference is None:
        doubt = Doubt.REFERENCE_UNKNOWN if codes else Doubt.NO_REFERENCE
        return Verdict(TakenKind.UNKNOWN, doubt, guess)
    tie = _reference_tie(session, reference)
    assert tie is not None, "a reference always has its meeting and person"
    doubt = _doubt_of_place(session, reading, tie)
    kind = TakenKind.UNKNOWN if doubt else TakenKind.PLACED
    return Verdict(kind, doubt, tie.meeting, tie.person)


def plain_address(text: str) -> str:
    """Return a mail address as addresses are compared; empty when there is none in the text."""
    try:
        return check_address(text).casefold()
    except InvalidAddress:
        # An odd one can still be somebody's, letter by letter.
        plain = text.strip().casefold()
        return plain if "@" in plain.strip("@") else ""


def may_answer_from(meeting: MeetingRow, person: PersonRow) -> frozenset[str]:
    """Return the addresses a person answers an invitation from: their own."""
    return frozenset({plain_address(person.mail)} - {""})


def _ties(session: Any, reading: Reading) -> Iterator[_Tie]:
    """Give the ties of an answer, the surest first, each person and meeting once."""
    letters = [
        tie
        for row in _letters_answered(session, reading.answers_to)
        if (tie := _letter_tie(session, row))
    ]
    seen: set[tuple[str, str | None]] = set()
    for tie in (*_code_ties(session, reading.codes), *letters, *_calendar_ties(session, reading)):
        key = _key(tie)
        if key in seen:
            continue
        seen.add(key)
        # A letter went to an address that may have changed since: an answer from there fits too.
        same = (each.addresses for each in letters if _key(each) == key)
        addresses = tie.addresses.union(*same)
        yield _Tie(tie.meeting, tie.person, addresses, tie.by_address_alone)


def _key(tie: _Tie) -> tuple[str, str | None]:
    return tie.meeting.id, tie.person.id if tie.person else None


def _code_ties(session: Any, codes: Sequence[str]) -> list[_Tie]:
    asked = codes[:_TIES_LIMIT]
    known = round_queries.references_by_code(session, asked)
    found = (_reference_tie(session, known[code]) for code in asked if code in known)
    return [tie for tie in found if tie]


def _reference_tie(session: Any, row: ReferenceRow) -> _Tie | None:
    meeting = round_queries.meeting_with_family(session, row.meeting_id)
    person = session.get(PersonRow, row.person_id)
    if meeting is None or person is None:
        return None
    return _Tie(meeting, person, may_answer_from(meeting, person))


def _letters_answered(session: Any, message_ids: Sequence[str]) -> list[DeliveryRow]:
    asked = message_ids[:_TIES_LIMIT]
    known = round_queries.letters_by_message_id(session, asked)
    return [known[each] for each in asked if each in known]


def _letter_tie(session: Any, row: DeliveryRow) -> _Tie | None:
    meeting = round_queries.meeting_with_family(session, row.meeting_id)
    if meeting is None:
        return None
    attendee = session.get(AttendeeRow, row.attendee_id)
    person = attendee.person if attendee else None
    own = may_answer_from(meeting, person) if person else frozenset()
    return _Tie(meeting, person, own | ({plain_address(row.address)} - {""}))


def _calendar_ties(session: Any, reading: Reading) -> Iterator[_Tie]:
    for reply in reading.replies:
        meeting = meeting_called(session, reply.uid)
        if meeting is None:
            continue
        address = plain_address(reply.address)
        fitting = [
            attendee.person
            for attendee in meeting.attendees
            if address in may_answer_from(meeting, attendee.person)
        ]
        person = fitting[0] if fitting else None
        own = may_answer_from(meeting, person) if person else frozenset()
        yield _Tie(meeting, person, own, by_address_alone=len(fitting) > 1)


def _doubt(session: Any, reading: Reading, tie: _Tie, sender: str) -> Doubt:
    if not sender:
        return Doubt.NO_SENDER
    if sender not in tie.addresses or not _all_agree(session, reading, tie):
        return Doubt.SENDER_DIFFERS
    if tie.by_address_alone:
        return Doubt.NO_REFERENCE
    return _doubt_of_place(session, reading, tie)


def _doubt_of_place(session: Any, reading: Reading, tie: _Tie) -> Doubt:
    """Return why an answer cannot be placed even though its sender is known."""
    on_list = {attendee.person_id for attendee in tie.meeting.attendees}
    if tie.person is None or tie.person.id not in on_list:
        return Doubt.SENDER_DIFFERS
    if tie.meeting.state in _OPEN_STATES or minutes_number(session, reading, tie.meeting):
        return Doubt.NONE
    return Doubt.MEETING_OVER


def _all_agree(session: Any, reading: Reading, tie: _Tie) -> bool:
    """Whether no form or calendar in the answer says that it is from somebody else."""
    forms = all(_form_agrees(session, form, tie) for form in reading.forms)
    return forms and all(_calendar_agrees(reply, tie) for reply in reading.replies)


def _form_agrees(session: Any, form: FilledForm, tie: _Tie) -> bool:
    reference = find_reference(session, form_codes(form))
    if reference is None:
        return True
    person_id = tie.person.id if tie.person else None
    return (reference.meeting_id, reference.person_id) == (tie.meeting.id, person_id)


def _calendar_agrees(reply: CalendarReply, tie: _Tie) -> bool:
    if not is_about(reply.uid, tie.meeting):
        return True
    return plain_address(reply.address) in tie.addresses


def _untied(
    session: Any,
    reading: Reading,
    sender: str,
    now: datetime,
    guess: MeetingRow | None,
    by_hand: bool,
) -> Verdict:
    """Return what is to be done with a mail that nothing ties to anybody for certain."""
    attendee, meeting = _nearest(session, sender, now, guess)
    if not (attendee or reading.codes or by_hand):
        return Verdict(TakenKind.NOT_OURS)
    doubt = Doubt.REFERENCE_UNKNOWN if reading.codes else Doubt.NO_REFERENCE
    if not sender:
        doubt = Doubt.NO_SENDER
    person = attendee.person if attendee else None
    return Verdict(TakenKind.UNKNOWN, doubt, meeting, person)


def _nearest(
    session: Any, sender: str, now: datetime, guess: MeetingRow | None
) -> tuple[AttendeeRow | None, MeetingRow | None]:
    """Return the sender's place at the guessed meeting, else at the nearest.

    One that is planned comes before one whose minutes the sender is asked about.
    """
    if not sender:
        return None, guess
    found = [
        (attendee, meeting)
        for attendee, meeting in round_queries.coming_attendances(session, sender)
        if plain_address(attendee.person.mail) == sender
    ]
    # Whoever is asked about minutes may well write a new mail.
    asked = [
        (attendee, meeting)
        for attendee, meeting in round_queries.asked_attendances(
            session, sender, now.date() - _AFTERTHOUGHT
        )
        if plain_address(attendee.person.mail) == sender
    ]
    found += asked
    if guess is not None:
        at_guess = (attendee for attendee, meeting in found if meeting.id == guess.id)
        return next(at_guess, None), guess
    coming = [pair for pair in found if pair[1].starts_at >= now]
    # A planned meeting whose day has passed is nearer the later it was.
    return next(iter(coming or asked or found[::-1]), (None, None))
