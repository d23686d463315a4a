"""What minutes lack, and what may be overruled with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.gaps import gaps
from moedeleder.domain.meetings import FollowUp, Meeting, MeetingState, Promise
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.placeholders import OWN_WORDS_HERE
from moedeleder.domain.record import Gap, GapKind, MinutesPart, PartKey
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.used_documents import DocumentKind, Followed, UsedDocument

SOFIE = Person("p1", 1, "f", "Sofie Eksempel", PersonRole.PARENT, "mor")
KARIN = Person("p2", 1, "f", "Karin Dam", PersonRole.TEACHER, "", "Skolen")
DONE = Meeting(
    id="m",
    version=1,
    family_id="f",
    child_name="Alma Eksempel",
    case_number="",
    type_key="network",
    type_name="Netværksmøde",
    starts_at=datetime(2026, 12, 3, 15, 30),
    minutes=90,
    place="",
    link="",
    purpose="At gøre det trygt",
    state=MeetingState.HELD,
    attendees=(Attendee("a", 1, SOFIE, attendance=Attendance.PRESENT),),
    promises=(Promise("x", 1, "Ringe", KARIN, due=date(2026, 12, 7)),),
    follow_up=FollowUp(None, "Ikke nødvendigt"),
)


def test_complete_minutes_lack_nothing() -> None:
    parts = {PartKey.CONCLUSION: MinutesPart(PartKey.CONCLUSION, 1, from_plain("Enige"))}
    assert gaps(DONE, parts, [PartKey.CONCLUSION, PartKey.ACTION_PLAN]) == ()


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_an_empty_required_part_is_a_gap(text: str) -> None:
    parts = {PartKey.CONCLUSION: MinutesPart(PartKey.CONCLUSION, 1, from_plain(text))}
    found = gaps(DONE, parts, [PartKey.CONCLUSION])
    assert found == (Gap(GapKind.PART_EMPTY, PartKey.CONCLUSION),)


def test_an_unfinished_sentence_is_a_gap_that_no_reason_lifts_for_the_child() -> None:
    texts = {PartKey.CONCLUSION: "Hun får støtte til …", PartKey.CHILD_PAGE: OWN_WORDS_HERE}
    parts = {key: MinutesPart(key, 1, from_plain(text)) for key, text in texts.items()}
    conclusion, child = gaps(DONE, parts, [])
    assert conclusion == Gap(GapKind.PART_UNFINISHED, PartKey.CONCLUSION)
    assert child == Gap(GapKind.PART_UNFINISHED, PartKey.CHILD_PAGE)
    assert conclusion.can_be_overruled
    assert not child.can_be_overruled


def test_a_plan_is_asked_for_only_where_the_type_needs_one() -> None:
    bare = replace(DONE, promises=())
    assert gaps(bare, {}, []) == ()
    assert gaps(bare, {}, [PartKey.ACTION_PLAN]) == (Gap(GapKind.PLAN_EMPTY, PartKey.ACTION_PLAN),)


def test_a_promise_names_an_owner_and_a_day() -> None:
    loose = Promise("y", 1, "Noget", owner_name="  ")
    found = gaps(replace(DONE, promises=(*DONE.promises, loose)), {}, [])
    assert found == (
        Gap(GapKind.PROMISE_WITHOUT_OWNER, PartKey.ACTION_PLAN, 2, "y"),
        Gap(GapKind.PROMISE_WITHOUT_DUE, PartKey.ACTION_PLAN, 2, "y"),
    )


def test_follow_up_and_attendance_are_settled() -> None:
    unsettled = replace(
        DONE,
        follow_up=FollowUp(None, "  "),
        attendees=(*DONE.attendees, Attendee("b", 1, KARIN)),
    )
    assert gaps(unsettled, {}, []) == (
        Gap(GapKind.FOLLOW_UP_OPEN, PartKey.FOLLOW_UP),
        Gap(GapKind.ATTENDANCE_OPEN, PartKey.ATTENDEES, 1),
    )
    nobody = replace(DONE, attendees=(Attendee("b", 1, KARIN, attendance=Attendance.APOLOGY),))
    assert gaps(nobody, {}, []) == (Gap(GapKind.NOBODY_PRESENT, PartKey.ATTENDEES),)


@pytest.mark.parametrize("followed", Followed)
@pytest.mark.parametrize("reason", ["", " ", "Alma vil noget andet"])
def test_who_is_not_followed_is_told_why(followed: Followed, reason: str) -> None:
    first = UsedDocument("d", 1, "Status fra skolen")
    second = UsedDocument(
        "e", 1, "Udtalelse", DocumentKind.STATEMENT, followed=followed, reason=reason
    )
    found = gaps(DONE, {}, [], [first, second])
    departs = followed in (Followed.NOT, Followed.PARTLY) and not reason.strip()
    gap = Gap(GapKind.SOURCE_WITHOUT_REASON, PartKey.DOCUMENTS, 2, source_id="e")
    assert found == ((gap,) if departs else ())
    assert not gap.can_be_overruled


def test_a_list_of_documents_is_enough_for_their_part() -> None:
    listed = [UsedDocument("d", 1, "Status fra skolen")]
    assert gaps(DONE, {}, [PartKey.DOCUMENTS], listed) == ()
    assert gaps(DONE, {}, [PartKey.DOCUMENTS]) == (Gap(GapKind.PART_EMPTY, PartKey.DOCUMENTS),)
