"""What minutes may lack when somebody says why."""

from __future__ import annotations

import pytest

from moedeleder.domain.errors import (
    MeetingFinished,
    MinutesIncomplete,
    NotAllowedNow,
    ReasonMissing,
)
from moedeleder.domain.record import Gap, GapKind, PartKey, gap_of
from moedeleder.domain.rich_text import EMPTY
from moedeleder.services.minutes_view import MinutesView
from tests.offices import Bench

CHILD = Gap(GapKind.PART_EMPTY, PartKey.CHILD_PERSPECTIVE)


def without_child(bench: Bench) -> MinutesView:
    """Everything is there but what the child thinks."""
    view = bench.complete()
    part = view.parts[CHILD.part]
    return bench.office.minutes.write(view.meeting.id, CHILD.part, part.version, EMPTY)


def test_a_reason_lets_the_minutes_be_finished(bench: Bench) -> None:
    view = without_child(bench)
    meeting, office = view.meeting, bench.office
    assert view.open_gaps == (CHILD,)
    with pytest.raises(MinutesIncomplete):
        office.minutes.finalise(meeting.id, office.meetings.get(meeting.id).version)
    reasons = office.gap_reasons.give(meeting.id, CHILD.key, " Alma var  syg ")
    assert reasons == {CHILD.key: "Alma var syg"}
    now = office.minutes.open(meeting.id)
    assert (now.gaps, now.open_gaps) == ((CHILD,), ())
    office.minutes.finalise(meeting.id, now.meeting.version)


def test_a_reason_can_be_changed_and_taken_back(bench: Bench) -> None:
    meeting, reasons = without_child(bench).meeting, bench.office.gap_reasons
    reasons.give(meeting.id, CHILD.key, "Alma var syg")
    assert reasons.give(meeting.id, CHILD.key, "Alma ville ikke") == {CHILD.key: "Alma ville ikke"}
    assert reasons.take_back(meeting.id, CHILD.key) == {}
    assert reasons.take_back(meeting.id, CHILD.key) == {}
    assert bench.office.minutes.open(meeting.id).open_gaps == (CHILD,)


@pytest.mark.parametrize("reason", ["", "  ", "\n\t"])
def test_nothing_is_no_reason(bench: Bench, reason: str) -> None:
    with pytest.raises(ReasonMissing):
        bench.office.gap_reasons.give(bench.held().id, CHILD.key, reason)


@pytest.mark.parametrize(
    "key",
    [
        Gap(GapKind.PART_EMPTY, PartKey.CONCLUSION).key,
        Gap(GapKind.PART_EMPTY, PartKey.PROBLEM).key,
        Gap(GapKind.FOLLOW_UP_OPEN, PartKey.FOLLOW_UP).key,
        Gap(GapKind.PROMISE_WITHOUT_OWNER, PartKey.ACTION_PLAN, 1, "p").key,
        Gap(GapKind.SOURCE_WITHOUT_REASON, PartKey.DOCUMENTS, 1, source_id="d").key,
        Gap(GapKind.NOBODY_PRESENT, PartKey.ATTENDEES).key,
        "nonsense",
        "part_empty:nonsense",
        "",
    ],
)
def test_some_things_are_never_overruled(bench: Bench, key: str) -> None:
    with pytest.raises(NotAllowedNow):
        bench.office.gap_reasons.give(bench.held().id, key, "Fordi")


def test_finished_minutes_keep_their_reasons(bench: Bench) -> None:
    meeting, office = without_child(bench).meeting, bench.office
    office.gap_reasons.give(meeting.id, CHILD.key, "Alma var syg")
    office.minutes.finalise(meeting.id, office.meetings.get(meeting.id).version)
    with pytest.raises(MeetingFinished):
        office.gap_reasons.take_back(meeting.id, CHILD.key)
    with pytest.raises(MeetingFinished):
        office.gap_reasons.give(meeting.id, CHILD.key, "Noget andet")


@pytest.mark.parametrize(
    "gap",
    [
        CHILD,
        Gap(GapKind.PROMISE_WITHOUT_DUE, PartKey.ACTION_PLAN, promise_id="p"),
        Gap(GapKind.SOURCE_WITHOUT_REASON, PartKey.DOCUMENTS, source_id="d"),
    ],
)
def test_a_key_leads_back_to_its_gap(gap: Gap) -> None:
    assert gap_of(gap.key) == gap
