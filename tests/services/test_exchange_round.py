"""The round before a meeting goes along in the meeting's file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from moedeleder.domain.attendees import InvitationReply
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import (
    Channel,
    ContributionDraft,
    ContributionKind,
    Decision,
    Importance,
)
from moedeleder.domain.errors import MeetingFileRefused
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.times import Fit
from moedeleder.models.store import Store
from moedeleder.services.exchange import Outcome
from moedeleder.services.office import Office
from tests.services.exchange_desk import (
    Data,
    content,
    counts,
    example,
    exported,
    id_of,
    opened_office,
    put,
    without,
    written,
)

WORDS = "  Morgenerne er svære.\n\tVi kommer tit for sent\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Office, Store]]:
    with opened_office(tmp_path / "here") as opened:
        yield opened


def meeting_with_round(office: Office) -> Meeting:
    """Take the example through a round: times, points, a part, replies, the child's voice."""
    meeting = office.meetings.get(office.exchange.add_example(date(2026, 12, 3)).meeting_id)
    parent = next(a for a in meeting.attendees if a.person.role == "parent")
    for moment in (datetime(2026, 12, 4, 8, 0), datetime(2026, 12, 5, 15, 0)):
        meeting = office.times.propose(meeting.id, moment)
    drafts = [
        ContributionDraft(ContributionKind.FREE, WORDS, "Ro", Importance.IMPORTANT),
        ContributionDraft(ContributionKind.POINT, "Aflastning"),
        ContributionDraft(ContributionKind.NEEDS, "En pause"),
    ]
    first, second = (each.id for each in meeting.proposed_times)
    fits = [(first, Fit.NO), (second, Fit.YES)]
    use = office.contributions
    meeting = use.type_in(meeting.id, parent.person.id, Channel.PAPER, drafts, fits)
    whole, point, needs = meeting.contributions
    use.split(whole.id, 1, "Vi kommer tit for sent")
    use.not_now(whole.id, 1, "Tiden er kort")
    use.put_on(point.id, 1)
    use.note(needs.id, 1)
    office.times.choose(second, 1)
    office.meetings.set_presence(parent.id, parent.version, "Er Almas mor", "Om Alma er med")
    again = office.meetings.get(meeting.id)
    version = next(a for a in again.attendees if a.id == parent.id).version
    office.meetings.set_reply(parent.id, version, InvitationReply.ACCEPTED, Channel.PHONE)
    voice = ChildVoice(VoiceWay.SPOKEN_FOR, "Karin har talt med Alma")
    return office.meetings.set_child_voice(
        meeting.id, office.meetings.get(meeting.id).version, voice
    )


def test_a_round_reaches_a_colleague_whole(desk: tuple[Office, Store], tmp_path: Path) -> None:
    office, _ = desk
    before = meeting_with_round(office)
    data = exported(office, before.id, tmp_path / "ud.json")
    with opened_office(tmp_path / "there") as (colleague, _store):
        brought = colleague.exchange.bring_in(tmp_path / "ud.json")
        assert brought.outcome is Outcome.ADDED
        again = colleague.exchange.bring_in(tmp_path / "ud.json")
        assert again.outcome is Outcome.UNCHANGED
        after = colleague.meetings.get(before.id)
        assert content(exported(colleague, before.id, tmp_path / "2.json")) == content(data)
    assert [(c.words, c.decision, c.person.name) for c in after.contributions] == [
        (c.words, c.decision, c.person.name) for c in before.contributions
    ]
    assert WORDS in [c.words for c in after.contributions]
    assert (after.child_voice, after.starts_at) == (before.child_voice, before.starts_at)
    assert after.time_answers == before.time_answers
    chosen = [(t.id, t.starts_at, t.chosen_at) for t in after.proposed_times]
    assert chosen == [(t.id, t.starts_at, t.chosen_at) for t in before.proposed_times]
    (point,) = [c for c in after.contributions if c.decision is Decision.ON_AGENDA]
    assert after.words_of(next(i for i in after.items if i.id == point.item_id)) == "Aflastning"


def test_a_round_can_go_on_at_the_colleagues(desk: tuple[Office, Store], tmp_path: Path) -> None:
    office, _ = desk
    before = meeting_with_round(office)
    exported(office, before.id, tmp_path / "ud.json")
    with opened_office(tmp_path / "there") as (colleague, _store):
        colleague.exchange.bring_in(tmp_path / "ud.json")
        (point,) = [
            c
            for c in colleague.meetings.get(before.id).contributions
            if c.decision is Decision.ON_AGENDA
        ]
        after = colleague.contributions.reopen(point.id, point.version)
    assert point.item_id not in [i.id for i in after.items]


def test_a_meeting_without_a_round_has_the_file_it_always_had(
    desk: tuple[Office, Store], tmp_path: Path
) -> None:
    office, _ = desk
    path = written(tmp_path, without(example(), "round"))
    meeting_id = office.exchange.bring_in(path).meeting_id
    assert "round" not in exported(office, meeting_id, tmp_path / "ud.json")


NOT_THERE = id_of(9_999)
BROKEN: list[tuple[str, object, str]] = [
    ("round.contributions[0].person_id", NOT_THERE, "unknown_person"),
    ("round.contributions[0].kind", "gossip", "unknown_value"),
    ("round.contributions[0].words", 7, "wrong_type"),
    ("round.contributions[0].received_at", "i går", "wrong_date"),
    ("round.contributions[0].part_of_id", NOT_THERE, "out_of_order"),
    ("round.contributions[0].item_id", NOT_THERE, "unknown_item"),
    ("round.contributions[0].decision", "on_agenda", "state_conflict"),
    ("round.attendees[0].attendee_id", NOT_THERE, "unknown_person"),
    ("round.attendees[0].reply", "perhaps", "unknown_value"),
    ("round.time_answers[0].proposal_id", NOT_THERE, "unknown_item"),
    ("round.proposed_times[1].starts_at", "2026-12-04T08:00:00", "duplicate"),
    ("round.child_voice.way", "shouting", "unknown_value"),
    ("round.answer_by", "snart", "wrong_date"),
]


@pytest.mark.parametrize(("path", "value", "reason"), BROKEN)
def test_a_broken_round_is_refused_whole(
    desk: tuple[Office, Store], tmp_path: Path, path: str, value: object, reason: str
) -> None:
    office, _ = desk
    data: Data = exported(office, meeting_with_round(office).id, tmp_path / "ud.json")
    file = written(tmp_path, put(data, path, value))
    with opened_office(tmp_path / "there") as (colleague, store):
        before = counts(store)
        with pytest.raises(MeetingFileRefused) as refused:
            colleague.exchange.bring_in(file)
        assert counts(store) == before
    assert refused.value.reason == reason
    assert refused.value.field.startswith(path.rsplit(".", 1)[0])
