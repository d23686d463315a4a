"""What calendars answer to an invitation, as it comes in by mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from moedeleder.domain.answers import Doubt
from moedeleder.domain.attendees import Attendance, InvitationReply
from moedeleder.domain.contributions import Channel
from moedeleder.domain.meetings import Meeting
from moedeleder.services.answers import TakenKind
from tests.offices import STARTS, Bench
from tests.services.answer_desk import KARIN, SOFIE, calendar_reply, code, invited, mail, unknown


def attendee(meeting: Meeting, address: str = SOFIE) -> tuple[InvitationReply, Attendance]:
    found = next(each for each in meeting.attendees if each.person.mail == address)
    return found.reply, found.attendance


def sent_by(calendar: str, **more: str) -> bytes:
    return mail("", calendar=calendar, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "reply", "attendance"),
    [
        ("ACCEPTED", InvitationReply.ACCEPTED, Attendance.EXPECTED),
        ("TENTATIVE", InvitationReply.TENTATIVE, Attendance.EXPECTED),
        ("DECLINED", InvitationReply.DECLINED, Attendance.APOLOGY),
    ],
)
def test_a_calendar_s_answer_says_who_is_expected(
    bench: Bench, said: str, reply: InvitationReply, attendance: Attendance
) -> None:
    meeting, _letter = invited(bench)
    calendar = calendar_reply(meeting, said, sequence=meeting.calendar_sequence)
    taken = bench.office.answers.take_mail(sent_by(calendar))
    assert (taken.kind, taken.new_contributions) == (TakenKind.PLACED, 0)
    assert taken.answer is not None
    assert taken.answer.channel is Channel.CALENDAR
    assert taken.meeting is not None
    assert attendee(taken.meeting) == (reply, attendance)


def test_a_calendar_s_answer_that_a_machine_sent_counts_too(bench: Bench) -> None:
    meeting, _letter = invited(bench)
    calendar = calendar_reply(meeting, sequence=meeting.calendar_sequence)
    raw = mail(
        "Sofie har accepteret denne invitation.",
        calendar=calendar,
        headers={"Auto-Submitted": "auto-generated"},
    )
    taken = bench.office.answers.take_mail(raw)
    # Its words are kept with the answer, but they are nothing the family brought.
    assert (taken.kind, taken.new_contributions) == (TakenKind.PLACED, 0)
    assert taken.answer is not None
    assert taken.answer.text == "Sofie har accepteret denne invitation."


def test_a_comment_in_the_calendar_becomes_a_contribution(bench: Bench) -> None:
    meeting, _letter = invited(bench)
    calendar = calendar_reply(meeting, "DECLINED", sequence=9, comment="Jeg er på arbejde")
    taken = bench.office.answers.take_mail(sent_by(calendar))
    assert taken.meeting is not None
    (given,) = taken.meeting.contributions
    assert (given.words, given.channel) == ("Jeg er på arbejde", Channel.CALENDAR)


def test_a_comment_that_stands_in_the_mail_too_is_brought_once(bench: Bench) -> None:
    meeting, _letter = invited(bench)
    calendar = calendar_reply(meeting, "DECLINED", sequence=9, comment="Jeg er på arbejde")
    taken = bench.office.answers.take_mail(mail("Jeg er på arbejde", calendar=calendar))
    assert taken.new_contributions == 1


@pytest.mark.parametrize(
    ("change", "reply"),
    [
        ({"place": "Skolen"}, InvitationReply.DECLINED),
        ({"starts_at": STARTS + timedelta(days=1)}, InvitationReply.NONE),
    ],
)
def test_an_answer_to_an_older_invitation_counts_while_the_time_is_the_same(
    bench: Bench, change: dict[str, Any], reply: InvitationReply
) -> None:
    meeting, _letter = invited(bench)
    first = meeting.calendar_sequence
    draft = replace(meeting.draft, **change)
    meeting = bench.office.meetings.update(meeting.id, meeting.version, draft)
    meeting = bench.office.sending.announce_meeting(meeting.id, meeting.version)
    assert meeting.calendar_sequence > first
    taken = bench.office.answers.take_mail(
        sent_by(calendar_reply(meeting, "DECLINED", sequence=first))
    )
    assert taken.meeting is not None
    assert attendee(taken.meeting)[0] is reply


def test_an_older_mail_does_not_undo_what_was_answered_since(bench: Bench) -> None:
    meeting, _letter = invited(bench)
    sofie = next(each for each in meeting.attendees if each.person.mail == SOFIE)
    answer = bench.office.meetings.set_reply
    answer(sofie.id, sofie.version, InvitationReply.ACCEPTED, Channel.PHONE)
    calendar = calendar_reply(meeting, "DECLINED", sequence=9)
    headers = {"Date": "Mon, 23 Nov 2026 08:05:00 +0100"}
    taken = bench.office.answers.take_mail(mail("", calendar=calendar, headers=headers))
    assert taken.meeting is not None
    assert attendee(taken.meeting)[0] is InvitationReply.ACCEPTED


def test_a_calendar_that_answers_for_somebody_else_waits(bench: Bench) -> None:
    meeting, _letter = invited(bench)
    calendar = calendar_reply(meeting, address=KARIN, sequence=9)
    taken = bench.office.answers.take_mail(sent_by(calendar))
    assert unknown(taken) == (Doubt.SENDER_DIFFERS, meeting.id, bench.people["karin"].id)
    with_code = mail(f"Ja {code(bench, meeting)}", calendar=calendar, message_id="<2@a>")
    taken = bench.office.answers.take_mail(with_code)
    assert unknown(taken) == (Doubt.SENDER_DIFFERS, meeting.id, bench.people["sofie"].id)
    assert attendee(bench.office.meetings.get(meeting.id), KARIN)[0] is InvitationReply.NONE


def test_a_calendar_s_answer_from_a_shared_address_waits(bench: Bench) -> None:
    jonas = bench.people["jonas"]
    draft = replace(jonas.draft, mail=SOFIE.upper())
    bench.office.families.update_person(jonas.id, jonas.version, draft)
    meeting, _letter = invited(bench)
    taken = bench.office.answers.take_mail(sent_by(calendar_reply(meeting, sequence=9)))
    assert unknown(taken) == (Doubt.NO_REFERENCE, meeting.id, bench.people["sofie"].id)


def test_a_calendar_s_answer_about_somebody_else_s_meeting_is_not_ours(bench: Bench) -> None:
    meeting = replace(bench.meeting(), id="0" * 36)
    raw = mail("", calendar=calendar_reply(meeting), sender="andre@butik.example")
    assert bench.office.answers.take_mail(raw).kind is TakenKind.NOT_OURS
