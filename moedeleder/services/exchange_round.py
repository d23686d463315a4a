"""The round before a meeting, read from a meeting file and put into the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from moedeleder.domain.attendees import Attendee, InvitationReply
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionKind,
    Decision,
    Importance,
)
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Person
from moedeleder.domain.text import clean_line, clean_text
from moedeleder.domain.times import Fit, ProposedTime, TimeAnswer
from moedeleder.models.round_tables import ContributionRow, ProposedTimeRow, TimeAnswerRow
from moedeleder.models.tables import MeetingRow
from moedeleder.services.meeting_file import Data


def with_round(meeting: Meeting, data: Data, people: Mapping[str, Person]) -> Meeting:
    """Return a meeting with the round of its file, whose form and links were checked."""
    voice = data.get("child_voice", {})
    way, note = VoiceWay(voice.get("way", "")), clean_text(voice.get("note", "")).strip()
    present = {each["attendee_id"]: each for each in data.get("attendees", [])}
    return replace(
        meeting,
        attendees=tuple(_attendee(each, present.get(each.id)) for each in meeting.attendees),
        child_voice=ChildVoice(way, note),
        answer_by=_day(data.get("answer_by")),
        cancelled_reason=clean_text(data.get("cancelled_reason", "")).strip(),
        contributions=tuple(_contribution(each, people) for each in data.get("contributions", [])),
        proposed_times=tuple(_proposal(each) for each in data.get("proposed_times", [])),
        time_answers=tuple(_time_answer(each) for each in data.get("time_answers", [])),
    )


def add_round(session: Any, row: MeetingRow, meeting: Meeting) -> None:
    """Put a meeting's round into the tables; its people and points are there already."""
    row.child_voice_way = meeting.child_voice.way.value
    row.child_voice_note = meeting.child_voice.note
    row.answer_by, row.cancelled_reason = meeting.answer_by, meeting.cancelled_reason
    for attendee, value in zip(row.attendees, meeting.attendees, strict=True):
        channel = value.reply_channel
        attendee.why_here, attendee.can_decide = value.why_here, value.can_decide
        attendee.reply, attendee.replied_at = value.reply.value, value.replied_at
        attendee.reply_channel = channel.value if channel else None
    for proposal in meeting.proposed_times:
        plain = {"starts_at": proposal.starts_at, "chosen_at": proposal.chosen_at}
        session.add(ProposedTimeRow(id=proposal.id, meeting_id=row.id, **plain))
    # No relationships tell the session what must be written first.
    session.flush()
    session.add_all(_time_answer_row(row.id, each) for each in meeting.time_answers)
    for each in meeting.contributions:
        session.add(_contribution_row(row.id, each))
        session.flush()


def _attendee(attendee: Attendee, data: Data | None) -> Attendee:
    if data is None:
        return attendee
    channel = data.get("reply_channel")
    return replace(
        attendee,
        why_here=clean_text(data.get("why_here", "")).strip(),
        can_decide=clean_text(data.get("can_decide", "")).strip(),
        reply=InvitationReply(data.get("reply", "none")),
        replied_at=_moment(data.get("replied_at")),
        reply_channel=Channel(channel) if channel else None,
    )


def _contribution(data: Data, people: Mapping[str, Person]) -> Contribution:
    return Contribution(
        id=data["id"],
        version=0,
        kind=ContributionKind(data["kind"]),
        words=clean_text(data["words"]),
        wanted=clean_text(data.get("wanted", "")),
        importance=Importance(data.get("importance", "unsaid")),
        person=people[data["person_id"]],
        channel=Channel(data["channel"]),
        received_at=_utc(data["received_at"]),
        part_of_id=data.get("part_of_id"),
        decision=Decision(data.get("decision", "open")),
        item_id=data.get("item_id"),
        where=clean_line(data.get("where", "")),
        reason=clean_text(data.get("reason", "")).strip(),
        decided_at=_moment(data.get("decided_at")),
        decided_by=clean_line(data.get("decided_by", "")),
    )


def _contribution_row(meeting_id: str, each: Contribution) -> ContributionRow:
    plain = "id words wanted received_at part_of_id item_id reason decided_at decided_by".split()
    return ContributionRow(
        meeting_id=meeting_id,
        person_id=each.person.id,
        kind=each.kind.value,
        importance=each.importance.value,
        channel=each.channel.value,
        decision=each.decision.value,
        elsewhere=each.where,
        **{name: getattr(each, name) for name in plain},
    )


def _proposal(data: Data) -> ProposedTime:
    starts_at = datetime.fromisoformat(data["starts_at"]).replace(second=0, microsecond=0)
    return ProposedTime(data["id"], 0, starts_at, _moment(data.get("chosen_at")))


def _time_answer(data: Data) -> TimeAnswer:
    fit, channel = Fit(data["fit"]), Channel(data["channel"])
    at = _utc(data["answered_at"])
    return TimeAnswer(data["proposal_id"], data["person_id"], fit, channel, at)


def _time_answer_row(meeting_id: str, each: TimeAnswer) -> TimeAnswerRow:
    return TimeAnswerRow(
        meeting_id=meeting_id,
        proposal_id=each.proposal_id,
        person_id=each.person_id,
        fit=each.fit.value,
        channel=each.channel.value,
        answered_at=each.answered_at,
    )


def _moment(text: str | None) -> datetime | None:
    return _utc(text) if text else None


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
