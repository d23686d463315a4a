"""An answer in the tables, and what it gives: contributions, times that fit, calendar replies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from moedeleder.domain.answers import Answer, AnswerFile, AnswerState, CalendarReply, Doubt
from moedeleder.domain.attendees import InvitationReply
from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind
from moedeleder.domain.meetings import heading
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.times import Fit
from moedeleder.models import mapping, queries, round_queries
from moedeleder.models.round_tables import AnswerRow
from moedeleder.models.tables import AttendeeRow, MeetingRow, PersonRow
from moedeleder.services.answers_judging import Verdict
from moedeleder.services.answers_reading import Reading, is_form_name
from moedeleder.services.answers_taken import TakenKind
from moedeleder.services.bringing import keep
from moedeleder.services.calendar_ids import is_about
from moedeleder.services.corrections_received import keep_corrections
from moedeleder.services.meetings import note_reply
from moedeleder.services.pieces import pieces
from moedeleder.services.times import keep_fits


@dataclass(frozen=True, slots=True)
class Given:
    """How many contributions, answered times and words on the minutes an answer gave anew."""

    contributions: int = 0
    times: int = 0
    corrections: int = 0


def kept(session: Any, reading: Reading, verdict: Verdict, at: datetime) -> AnswerRow:
    """Write an answer down with every byte it came with, and return its row.

    Args:
        at: when it came (aware).
    """
    placed = verdict.kind is TakenKind.PLACED
    row = AnswerRow(
        meeting_id=verdict.meeting.id if verdict.meeting else None,
        person_id=verdict.person.id if verdict.person else None,
        channel=reading.channel.value,
        received_at=at,
        state=(AnswerState.PLACED if placed else AnswerState.UNKNOWN).value,
        doubt=verdict.doubt.value,
        from_name=reading.from_name,
        from_address=reading.from_address,
        subject=reading.subject,
        text=reading.text,
        quoted=reading.quoted,
        message_id=reading.key,
        fault=reading.fault,
        files=[asdict(file) for file in reading.files],
        raw=reading.raw,
    )
    session.add(row)
    session.flush()
    return row


def placed(
    session: Any, row: AnswerRow, reading: Reading, meeting: MeetingRow, person: PersonRow
) -> Given:
    """Let an answer be from a person about a meeting, and keep all it brings.

    When the minutes are finished it goes into their round of corrections.
    """
    row.meeting_id, row.person_id = meeting.id, person.id
    row.state, row.doubt = AnswerState.PLACED.value, Doubt.NONE.value
    if meeting.versions:
        said = keep_corrections(session, row, reading, meeting, person)
        session.flush()
        return Given(corrections=said)
    brought = [*_brought(reading, meeting)]
    if _says_nothing(reading, meeting, brought):
        # A photograph of a form filled in by hand must not lie where nobody looks.
        brought.append((reading.channel, [_free(_files_alone(reading))]))
    new = 0
    for channel, drafts in brought:
        new += keep(session, meeting, person, drafts, channel, row.received_at, row)
    fits = [fit for form in reading.forms for fit in form.fits]
    times = keep_times(session, meeting, person.id, fits, Channel.FORM, row.received_at)
    _note_reply(session, reading.replies, meeting, person, row.received_at)
    session.flush()
    return Given(new, times)


def keep_times(
    session: Any,
    meeting: MeetingRow,
    person_id: str,
    fits: Iterable[tuple[str, Fit]],
    channel: Channel,
    at: datetime,
) -> int:
    """Keep which proposed times fit, but for those answered since ``at`` in another way."""
    since = {
        row.proposal_id
        for row in meeting.time_answers
        if row.person_id == person_id and row.answered_at > at
    }
    older = [(proposal, fit) for proposal, fit in fits if proposal not in since]
    return keep_fits(session, meeting, person_id, older, channel, at)


def values(session: Any, rows: Sequence[AnswerRow]) -> tuple[Answer, ...]:
    """Return answers with the names of their meetings and people."""
    meeting_ids = [row.meeting_id for row in rows if row.meeting_id]
    meetings = {row.id: row for row in queries.meetings(session, meeting_ids)}
    person_ids = [row.person_id for row in rows if row.person_id]
    names = round_queries.names(session, person_ids)
    return tuple(
        mapping.answer(
            row, _title(meetings.get(row.meeting_id or "")), names.get(row.person_id or "", "")
        )
        for row in rows
    )


def _title(row: MeetingRow | None) -> str:
    return heading(row.type_name, row.family.child_name) if row else ""


def _brought(
    reading: Reading, meeting: MeetingRow
) -> Iterator[tuple[Channel, list[ContributionDraft]]]:
    """Give what an answer brings to a meeting, by the channel it came through."""
    for form in reading.forms:
        left_over = ContributionDraft(ContributionKind.FREE, form.left_over)
        # A form for minutes that are not here yet: nothing of it may be lost.
        about = [_free("\n".join(filter(None, (e.place, e.words)))) for e in form.corrections]
        yield Channel.FORM, _in_bounds((*form.contributions, *about, left_over))
    comments = [
        reply.comment.strip()
        for reply in reading.replies
        if is_about(reply.uid, meeting) and reply.comment.strip() not in reading.own_words
    ]
    yield Channel.CALENDAR, _in_bounds(_free(text) for text in dict.fromkeys(comments))
    own = reading.own_words
    yield Channel.MAIL, _in_bounds([_free(own)] if _has_signs(own) else [])


def _says_nothing(
    reading: Reading,
    meeting: MeetingRow,
    brought: Sequence[tuple[Channel, list[ContributionDraft]]],
) -> bool:
    """Whether an answer holds something to look at, but nothing of it would be seen."""
    drafts = [each for _channel, some in brought for each in some]
    words = any(each.words.strip() or each.wanted.strip() for each in drafts)
    proposals = {each.id for each in meeting.proposed_times}
    times = any(one in proposals for form in reading.forms for one, _fit in form.fits)
    return bool(_to_look_at(reading)) and not (words or times or reading.replies)


def _to_look_at(reading: Reading) -> list[AnswerFile]:
    """Return the files of an answer, but for a form that came back as it went out."""
    untouched = all(form.is_empty for form in reading.forms)
    return [
        each for each in reading.files if each.fault or not (untouched and is_form_name(each.name))
    ]


def _files_alone(reading: Reading) -> str:
    """Return words that tell of files alone; their sizes tell two of one name apart."""
    names = (f"{each.name} ({each.size} byte)" for each in _to_look_at(reading))
    return "Svaret har ingen ord, kun det, der er vedhæftet: " + " og ".join(names)


def _free(text: str) -> ContributionDraft:
    return ContributionDraft(ContributionKind.FREE, text)


def _has_signs(text: str) -> bool:
    """Whether anything can be seen in a text: a single picture sign is an answer too."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)


def _in_bounds(drafts: Iterable[ContributionDraft]) -> list[ContributionDraft]:
    """Return drafts that the tables and the screen can hold, with every word of them."""
    found: list[ContributionDraft] = []
    for draft in drafts:
        words, *more = pieces(draft.words)
        wanted, *more_wanted = pieces(draft.wanted)
        found.append(replace(draft, words=words, wanted=wanted))
        found += [_free(piece) for piece in (*more, *more_wanted)]
    return found


def _note_reply(
    session: Any,
    replies: Sequence[CalendarReply],
    meeting: MeetingRow,
    person: PersonRow,
    at: datetime,
) -> None:
    """Note what a calendar answered, unless it answered an older invitation or we know more."""
    attendee = _attendee(meeting, person)
    fitting = [
        reply
        for reply in replies
        if is_about(reply.uid, meeting) and _still_counts(meeting, reply.sequence)
    ]
    if not fitting or (attendee.replied_at is not None and attendee.replied_at > at):
        return
    note_reply(session, attendee, InvitationReply(fitting[-1].reply), Channel.CALENDAR, at)


def _still_counts(meeting: MeetingRow, sequence: int) -> bool:
    """Whether an answer to that invitation is one to this meeting: it is held at the same time."""
    if sequence >= meeting.calendar_sequence:
        return True
    invitation = LetterKind.INVITATION.value
    numbers = {
        letter.agenda_number
        for letter in meeting.deliveries
        if letter.kind == invitation and letter.number == sequence
    }
    versions = (mapping.agenda_version(v) for v in meeting.agenda_versions if v.number in numbers)
    return any(version.record.starts_at == meeting.starts_at for version in versions)


def _attendee(meeting: MeetingRow, person: PersonRow) -> AttendeeRow:
    return next(each for each in meeting.attendees if each.person_id == person.id)
