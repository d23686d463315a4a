"""Meetings under way to be shared, answered and called off, for scenes and tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.times import Fit
from tests.ui.office_fixture import STARTS, Example, TestDesk

MOVES = (0, 1, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15)
"""Days after the meeting's own at which times can be proposed."""


def hear_child(desk: TestDesk, meeting_id: str) -> Meeting:
    """Say how the child is heard, as every invitation wants."""
    office = desk.office
    voice = ChildVoice(VoiceWay.SPOKEN_FOR, "Sofie læser Almas ord op")
    return office.meetings.set_child_voice(
        meeting_id, office.meetings.get(meeting_id).version, voice
    )


def share(desk: TestDesk, meeting_id: str, people: Sequence[str] = ()) -> Meeting:
    """Share the draft with the family's side, or with these attendees, and let it leave."""
    office = desk.office
    plan = office.sharing.plan(meeting_id)
    version = office.meetings.get(meeting_id).version
    office.sharing.share(meeting_id, version, people or tuple(plan.chosen), plan.answer_by)
    office.sending.send(meeting_id, LetterKind.DRAFT)
    return office.meetings.get(meeting_id)


def invite(desk: TestDesk, meeting_id: str) -> Meeting:
    """Invite everybody and let the invitations leave."""
    office = desk.office
    meeting = hear_child(desk, meeting_id)
    office.sending.announce_meeting(meeting_id, meeting.version)
    office.sending.send(meeting_id, LetterKind.INVITATION)
    return office.meetings.get(meeting_id)


def propose(desk: TestDesk, example: Example, count: int = 3) -> Meeting:
    """Propose times; some of them are answered."""
    times, meeting_id = desk.office.times, example.meeting.id
    for days in MOVES[:count]:
        times.propose(meeting_id, STARTS + timedelta(days=days))
    meeting = desk.office.meetings.get(meeting_id)
    said = {"Sofie": "yny", "Jonas": "yyn", "Karin": "ny"}
    for name, fits in said.items():
        for proposal, fit in zip(meeting.proposed_times, fits, strict=False):
            answer = Fit.YES if fit == "y" else Fit.NO
            times.answer(proposal.id, example.person(name).id, answer, Channel.PHONE)
    return desk.office.meetings.get(meeting_id)


def contribute(desk: TestDesk, example: Example) -> Meeting:
    """Let both parents bring something; one thing still waits for an answer."""
    contributions, meeting_id = desk.office.contributions, example.meeting.id
    point = ContributionKind.POINT
    for name, words in (
        (
            "Sofie",
            ("Hvem ringer til os, når hun ikke kommer afsted?", "Kan hun få en fast voksen?"),
        ),
        ("Bente", ("Kan mødet holdes uden for skolen?",)),
        ("Jonas", ("Kan vi få sagsbehandleren til at sende referatet til min nye adresse?",)),
    ):
        drafts = [ContributionDraft(point, each) for each in words]
        person = example.person(name).id
        contributions.type_in(meeting_id, person, Channel.PHONE, drafts)
    meeting = desk.office.meetings.get(meeting_id)
    brought = {each.words: each for each in meeting.contributions}
    first, second, third = (brought[words] for words in list(brought)[:3])
    contributions.put_on(first.id, first.version)
    contributions.elsewhere(
        second.id, second.version, "på mødet med skolen", "skolen bestemmer det"
    )
    contributions.not_now(
        third.id, third.version, "Vi har lånt lokalet, og alle har fået det at vide"
    )
    return desk.office.meetings.get(meeting_id)
