"""The checklist before a meeting gathers itself from what is known."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from moedeleder.domain.attendees import Attendee, Duty, InvitationReply
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionKind,
    Importance,
)
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import CheckState, Meeting, MeetingState
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.preparation import (
    FINDERS,
    Known,
    LetterOut,
    PrepLine,
    Reached,
    preparation,
)
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.times import Fit, ProposedTime, TimeAnswer

NOW = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)
SOFIE = Person("sofie", 1, "f", "Sofie Eksempel", PersonRole.PARENT, has_custody=True)
JONAS = Person("jonas", 1, "f", "Jonas Eksempel", PersonRole.PARENT, has_custody=True)
KARIN = Person("karin", 1, "f", "Karin Dam", PersonRole.TEACHER)
CHECKS = (*FINDERS, "recording")


def meeting(**more: Any) -> Meeting:
    return Meeting(
        "m", 1, "f", "Alma Eksempel", "34", "network", "Netværksmøde",
        datetime(2026, 12, 3, 15, 30), 90, "Rådhuset", "", "", MeetingState.PLANNED,
        attendees=tuple(Attendee(f"a-{each.id}", 1, each) for each in (SOFIE, JONAS, KARIN)),
        checks=tuple(CheckState(Phase.BEFORE, key, key) for key in CHECKS), **more,
    )  # fmt: skip


def letter(person: Person, kind: LetterKind = LetterKind.DRAFT) -> LetterOut:
    return LetterOut(kind, f"a-{person.id}", NOW, "Mette Holm")


def brought(person: Person, kind: ContributionKind = ContributionKind.POINT) -> Contribution:
    return Contribution(
        "c", 1, kind, "Skolen", "", Importance.UNSAID, person, Channel.PHONE, NOW
    )  # fmt: skip


def line(key: str, known: Known) -> PrepLine:
    return next(each for each in preparation(known) if each.key == key)


def test_nothing_is_done_by_itself_at_first() -> None:
    done = {each.key for each in preparation(Known(meeting(), open_promises=2, pack=1))}
    assert done == set(CHECKS)
    assert not any(each.done for each in preparation(Known(meeting(), open_promises=2, pack=1)))


def test_a_tick_by_hand_always_counts() -> None:
    ticked = CheckState(Phase.BEFORE, "recording", "x", True, "Mette Holm", NOW)
    found = line("recording", Known(replace(meeting(), checks=(ticked,))))
    assert (found.done, found.by_hand, found.gathered) == (True, True, False)


@pytest.mark.parametrize("key", ["parents_called", "support_person", "starter_pack"])
def test_a_draft_to_one_parent_tells_who_is_missing(key: str) -> None:
    found = line(key, Known(meeting(), (letter(SOFIE),), pack=1))
    assert found.finding is not None
    assert found.finding.reached == (Reached("Sofie Eksempel", NOW, "Mette Holm"),)
    assert found.finding.missing == ("Jonas Eksempel",)
    assert not found.done


@pytest.mark.parametrize("key", ["parents_called", "support_person", "starter_pack"])
def test_a_draft_to_both_parents_is_enough(key: str) -> None:
    assert line(key, Known(meeting(), (letter(SOFIE), letter(JONAS)), pack=1)).gathered


def test_a_parent_who_answered_has_been_asked() -> None:
    known = Known(meeting(contributions=(brought(JONAS),)), (letter(SOFIE),))
    assert line("parents_called", known).gathered
    assert not line("support_person", known).done


def test_no_parent_at_the_table_is_not_everybody_asked() -> None:
    alone = replace(meeting(), attendees=(Attendee("a-karin", 1, KARIN),))
    assert not line("parents_called", Known(alone)).done


def test_both_who_have_custody_must_be_reached_even_one_who_is_not_invited() -> None:
    alone = replace(meeting(), attendees=(Attendee("a-sofie", 1, SOFIE),))
    found = line("custody", Known(alone, (letter(SOFIE),), (SOFIE, JONAS)))
    assert found.finding is not None
    assert found.finding.missing == ("Jonas Eksempel",)
    both = Known(meeting(), (letter(SOFIE), letter(JONAS)), (SOFIE, JONAS))
    assert line("custody", both).gathered


def test_there_is_nothing_to_send_where_there_is_no_pack() -> None:
    assert line("starter_pack", Known(meeting())).gathered


def test_an_invitation_offers_a_support_person_but_brings_no_pack() -> None:
    letters = tuple(letter(each, LetterKind.INVITATION) for each in (SOFIE, JONAS))
    known = Known(meeting(), letters, pack=1)
    assert line("support_person", known).gathered
    assert not line("starter_pack", known).done


def test_the_time_suits_who_said_yes_to_the_chosen_one_or_to_the_invitation() -> None:
    chosen = ProposedTime("t", 1, datetime(2026, 12, 3, 15, 30), NOW)
    said = TimeAnswer("t", "sofie", Fit.YES, Channel.FORM, NOW)
    there = meeting(proposed_times=(chosen,), time_answers=(said,))
    found = line("time_suits", Known(there))
    assert found.finding is not None
    assert found.finding.missing == ("Jonas Eksempel",)
    yes = replace(there.attendees[1], reply=InvitationReply.ACCEPTED, replied_at=NOW)
    all_said = replace(there, attendees=(there.attendees[0], yes))
    assert line("time_suits", Known(all_said)).gathered


def test_a_no_to_the_time_is_no_yes() -> None:
    chosen = ProposedTime("t", 1, datetime(2026, 12, 3, 15, 30), NOW)
    said = tuple(TimeAnswer("t", who, Fit.NO, Channel.FORM, NOW) for who in ("sofie", "jonas"))
    known = Known(meeting(proposed_times=(chosen,), time_answers=said))
    assert not line("time_suits", known).done


@pytest.mark.parametrize(
    "more",
    [
        {"child_voice": ChildVoice(VoiceWay.ATTENDS)},
        {"contributions": (brought(SOFIE, ContributionKind.CHILD_WORDS),)},
    ],
)
def test_the_childs_view_is_there_when_it_is_said_or_the_way_is_chosen(more: Any) -> None:
    assert line("child_view", Known(meeting(**more))).gathered


def test_earlier_promises_need_reading_only_when_some_are_open() -> None:
    assert line("earlier_promises", Known(meeting())).gathered
    assert not line("earlier_promises", Known(meeting(), open_promises=1)).done


def test_purpose_and_minutes_taker_are_seen() -> None:
    taker = replace(meeting().attendees[2], duty=Duty.CHAIR_AND_MINUTES)
    known = Known(replace(meeting(), purpose="Trygt", attendees=(taker,)))
    assert line("purpose", known).gathered
    assert line("minutes_taker", known).gathered
