"""What parents send back, as their programs would: mails, calendar replies and filled-in forms."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import timedelta
from email.message import EmailMessage

import docx
from docx.oxml.ns import qn
from sqlalchemy import func, select

from moedeleder.documents.reply_form import reply_form_docx
from moedeleder.domain.answers import AnswerState, Doubt
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import Letterhead
from moedeleder.domain.reply_form import ReplyForm
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.models.round_tables import AnswerRow, ContributionRow
from moedeleder.models.tables import MeetingRow, PersonRow
from moedeleder.services.answers import Taken, TakenKind
from moedeleder.services.references import code_for
from tests.offices import Bench

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SOFIE, KARIN = "sofie@mail.example", "karin@skole.example"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def code(bench: Bench, meeting: Meeting, name: str = "sofie") -> str:
    """Return the code of one of the people for a meeting."""
    with bench.store.transaction() as session:
        row = session.get(MeetingRow, meeting.id)
        person = session.get(PersonRow, bench.people[name].id)
        assert row is not None
        assert person is not None
        return code_for(session, row, person)


def mail(
    text: str = "",
    *,
    sender: str = f"Sofie Eksempel <{SOFIE}>",
    message_id: str = "<1@mail.example>",
    answers_to: str = "",
    files: Sequence[tuple[str, bytes]] = (),
    calendar: str = "",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """Return a mail as it lies in the mailbox."""
    message = EmailMessage()
    if sender:
        message["From"] = sender
    message["To"] = "born@kommune.example"
    message["Subject"] = "SV: Dagsorden til mødet"
    if message_id:
        message["Message-ID"] = message_id
    if answers_to:
        message["In-Reply-To"] = answers_to
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(text)
    if calendar:
        message.add_alternative(calendar, subtype="calendar", params={"method": "REPLY"})
    for name, data in files:
        kind, sub = WORD.split("/") if name.endswith(".docx") else ("application", "octet-stream")
        message.add_attachment(data, maintype=kind, subtype=sub, filename=name)
    return message.as_bytes()


def calendar_reply(
    meeting: Meeting,
    said: str = "ACCEPTED",
    *,
    address: str = SOFIE,
    sequence: int = 0,
    comment: str = "",
) -> str:
    """Return what a calendar sends when somebody answers the invitation."""
    lines = [
        "BEGIN:VCALENDAR",
        "METHOD:REPLY",
        "BEGIN:VEVENT",
        f"UID:{meeting.id}@moedeleder",
        f"SEQUENCE:{sequence}",
        f"ATTENDEE;PARTSTAT={said}:mailto:{address}",
        *([f"COMMENT:{comment}"] if comment else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(lines) + "\r\n"


def form(
    meeting: Meeting,
    reference: str,
    words: Mapping[str, str] | None = None,
    ticks: Sequence[str] = (),
    outside: str = "",
) -> bytes:
    """Return the form of a meeting filled in: words and ticks by the marks of its fields.

    Args:
        outside: written below everything, outside the boxes.
    """
    times = [(each.id, each.starts_at) for each in meeting.proposed_times]
    starts, ends = meeting.starts_at, meeting.starts_at + timedelta(minutes=meeting.minutes)
    made = reply_form_docx(
        ReplyForm(
            reference=reference,
            receiver="Sofie Eksempel",
            meeting=meeting.type_name,
            starts_at=starts,
            ends_at=ends,
            place=meeting.place,
            purpose=meeting.purpose,
            answer_by=None,
            contact="Mette Holm",
            proposed_times=tuple(times),
            child_first_name="Alma",
        ),
        Letterhead(organisation="Eksempel Kommune"),
    )
    return fill(made, words or {}, ticks, outside)


def fill(data: bytes, words: Mapping[str, str], ticks: Sequence[str], outside: str = "") -> bytes:
    """Return a form with words written and boxes ticked, by their marks."""
    document = docx.Document(io.BytesIO(data))
    for control in list(document.element.body.iter(qn("w:sdt"))):
        mark = control.find(qn("w:sdtPr")).find(qn("w:tag"))
        name = mark.get(qn("w:val")) if mark is not None else ""
        text = next(control.find(qn("w:sdtContent")).iter(qn("w:t")))
        if name in words:
            text.text = words[name]
        if name in ticks:
            text.text = "☒"
            for checked in control.iter(f"{_W14}checked"):
                checked.set(f"{_W14}val", "1")
    if outside:
        document.add_paragraph(outside)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def counts(bench: Bench) -> tuple[int, int]:
    with bench.store.reading() as session:
        answers = session.scalar(select(func.count()).select_from(AnswerRow)) or 0
        given = session.scalar(select(func.count()).select_from(ContributionRow)) or 0
        return answers, given


def raw_of(bench: Bench, taken: Taken) -> bytes | None:
    assert taken.answer is not None
    with bench.store.reading() as session:
        row = session.get(AnswerRow, taken.answer.id)
        assert row is not None
        return row.raw


def invited(bench: Bench) -> tuple[Meeting, str]:
    """Invite everybody; return the meeting and the Message-ID of Sofie's letter."""
    meeting = bench.meeting()
    bench.office.sending.announce_meeting(meeting.id, meeting.version)
    letters = bench.office.sending.send(meeting.id, LetterKind.INVITATION)
    letter = next(each for each in letters if each.address == SOFIE)
    assert letter.state is DeliveryState.SENT
    return bench.office.meetings.get(meeting.id), letter.message_id


def set_state(bench: Bench, meeting: Meeting, state: str) -> None:
    with bench.store.transaction() as session:
        row = session.get(MeetingRow, meeting.id)
        assert row is not None
        row.state = state


def unknown(taken: Taken) -> tuple[Doubt, str | None, str | None]:
    """Return why an answer was set apart, and the guess."""
    assert taken.kind is TakenKind.UNKNOWN
    assert taken.answer is not None
    assert taken.answer.state is AnswerState.UNKNOWN
    assert taken.meeting is None
    assert not taken.new_contributions
    return taken.answer.doubt, taken.answer.meeting_id, taken.answer.person_id
