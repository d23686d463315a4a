"""The checklist of a running meeting: what counts now, and what the facts tick."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from moedeleder.domain.agenda import AgendaItem, ItemKind, Parked
from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.facilitation import PROVABLE, duties_now, self_ticked, shown_checks
from moedeleder.domain.meeting_types import Phase, Stretch
from moedeleder.domain.meetings import CheckState, FollowUp, Meeting, MeetingState, Promise
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.read_back import ReadBackAnswer, Verdict
from moedeleder.domain.record import PartKey
from moedeleder.domain.running import Pause, Visit
from moedeleder.domain.scales import Scale, ScaleMark
from moedeleder.domain.statements import Statement, StatementKind

AT = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
SOFIE = Person("p1", 1, "f", "Sofie Eksempel", PersonRole.PARENT)
KARIN = Person("p2", 1, "f", "Karin Dam", PersonRole.TEACHER)
TALA = Person("p3", 1, "f", "Tala Test", PersonRole.INTERPRETER)


def minutes(count: float) -> datetime:
    return AT + timedelta(minutes=count)


def attending(person: Person, attendance: Attendance = Attendance.PRESENT) -> Attendee:
    return Attendee(f"a-{person.id}", 1, person, attendance=attendance)


def points(count: int, familys: tuple[int, ...] = ()) -> tuple[AgendaItem, ...]:
    kind = ItemKind.DISCUSSION
    return tuple(
        AgendaItem(f"i{at}", 1, at, f"Punkt {at}", kind, 10, from_family=at in familys)
        for at in range(count)
    )


def said(kind: StatementKind) -> Statement:
    return Statement("s", 1, kind, "Ord", AT)


def heard(part: PartKey, verdict: Verdict = Verdict.AGREE, words: str = "") -> ReadBackAnswer:
    return ReadBackAnswer("r", 1, part, SOFIE, verdict, words, "Tekst", AT)


def scale(*people: Person) -> Scale:
    return Scale("sc", 1, "Hvor er vi nu?", tuple(ScaleMark(p, 4, "", AT) for p in people))


def meeting(**fields: Any) -> Meeting:
    checks = tuple(CheckState(Phase.DURING, key, key) for key in sorted(PROVABLE))
    fields.setdefault("checks", (*checks, CheckState(Phase.DURING, "strengths", "strengths")))
    starts_at = datetime(2026, 12, 3, 15, 30)
    what = ("m", 1, "f", "Alma Eksempel", "", "network", "Netværksmøde")
    return Meeting(*what, starts_at, 90, "", "", "", MeetingState.RUNNING, **fields)


def test_nothing_ticks_itself_in_a_meeting_that_has_not_begun() -> None:
    begun = (attending(SOFIE, Attendance.EXPECTED),)
    assert self_ticked(meeting(attendees=begun, items=points(5, (2,)))) == frozenset()
    assert self_ticked(meeting()) == frozenset()


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        ("guidance", {"statements": (said(StatementKind.GUIDANCE),)}),
        ("disagreement", {"statements": (said(StatementKind.DISAGREEMENT),)}),
        (
            "disagreement",
            {"read_back": (heard(PartKey.PROBLEM, Verdict.NOT_QUITE, "Det er mere end søvn"),)},
        ),
        ("owner_and_date", {"promises": (Promise("x", 1, "Ringe", KARIN, "", date(2026, 12, 7)),)}),
        (
            "owner_and_date",
            {"promises": (Promise("x", 1, "Ringe", None, "Skolen", date(2026, 12, 7)),)},
        ),
        ("follow_up", {"follow_up": FollowUp(datetime(2027, 1, 14, 15, 0))}),
        ("follow_up", {"follow_up": FollowUp(None, "Alle mål er nået")}),
        ("read_aloud", {"read_back": (heard(PartKey.CONCLUSION),)}),
        ("scale_used", {"attendees": (attending(SOFIE),), "scales": (scale(SOFIE),)}),
        (
            "scale_used",
            {"attendees": (attending(SOFIE), attending(TALA)), "scales": (scale(), scale(SOFIE))},
        ),
        ("feedback", {"feedback_count": 1}),
    ],
)
def test_what_is_kept_proves_one_line(key: str, fields: dict[str, Any]) -> None:
    assert self_ticked(meeting(**fields)) == {key}


@pytest.mark.parametrize(
    "fields",
    [
        {"statements": (said(StatementKind.PRIVATE), said(StatementKind.FACT))},
        {"promises": (Promise("x", 1, "Ringe", KARIN),)},
        {"promises": (Promise("x", 1, "Ringe", None, "  ", date(2026, 12, 7)),)},
        {
            "promises": (
                Promise("x", 1, "Ringe", KARIN, "", date(2026, 12, 7)),
                Promise("y", 1, "Skrive"),
            )
        },
        {"follow_up": FollowUp(None, "  ")},
        {"read_back": (heard(PartKey.PROBLEM),)},
        {"read_back": (replace(heard(PartKey.CONCLUSION), heard=" "),)},
        {"read_back": (heard(PartKey.PROBLEM, Verdict.DISAGREE, " "),)},
        {"attendees": (attending(SOFIE), attending(KARIN)), "scales": (scale(SOFIE),)},
        {"scales": (scale(SOFIE),)},
    ],
)
def test_half_a_proof_is_none(fields: dict[str, Any]) -> None:
    assert self_ticked(meeting(**fields)) == frozenset()


def test_only_a_person_says_that_everybody_presented_themselves() -> None:
    here = (attending(SOFIE), attending(KARIN, Attendance.LATE))
    welcome = (Visit("i0", minutes(0), minutes(5)), Visit("i1", minutes(5)))
    whole = meeting(attendees=here, items=points(3), visits=welcome)
    assert "introductions" not in self_ticked(whole)
    assert "introductions" not in PROVABLE


def test_the_familys_points_are_reached_when_each_was_talked_about() -> None:
    items = points(4, (1, 2))
    first = Visit("i1", minutes(5), minutes(15))
    assert "family_points" not in self_ticked(meeting(items=items, visits=(first,)))
    now = (first, Visit("i2", minutes(15)))
    assert "family_points" in self_ticked(meeting(items=items, visits=now))
    clicked = (first, Visit("i2", minutes(15), minutes(15.2)))
    assert "family_points" not in self_ticked(meeting(items=items, visits=clicked))
    twice = (*clicked, Visit("i2", minutes(20), minutes(20.4)))
    assert "family_points" in self_ticked(meeting(items=items, visits=twice))
    put_off = tuple(replace(i, parked=Parked.NEXT_AGENDA) if i.id == "i2" else i for i in items)
    assert "family_points" not in self_ticked(meeting(items=put_off, visits=(first,)))
    assert "family_points" not in self_ticked(meeting(items=points(4), visits=(first,)))


def test_only_lines_of_the_meetings_own_list_tick() -> None:
    own = (CheckState(Phase.AFTER, "guidance", "Vejledning"),)
    noted = meeting(checks=own, statements=(said(StatementKind.GUIDANCE),))
    assert self_ticked(noted) == frozenset()
    assert shown_checks(noted) == ()


def test_checks_are_shown_in_the_order_of_the_meeting_and_say_who_ticked() -> None:
    checks = (
        CheckState(Phase.DURING, "read_aloud", "Læst op", stretch=Stretch.CLOSING),
        CheckState(Phase.DURING, "guidance", "Vejledning", done=True, done_by="Mette"),
        CheckState(Phase.DURING, "feedback", "Kvittering", stretch=Stretch.CLOSING),
        CheckState(Phase.BEFORE, "purpose", "Formål"),
        CheckState(Phase.DURING, "agenda_approved", "Dagsorden", stretch=Stretch.OPENING),
    )
    noted = (said(StatementKind.GUIDANCE),)
    shown = shown_checks(meeting(checks=checks, statements=noted, feedback_count=2))
    assert [(each.check.key, each.done, each.by_itself) for each in shown] == [
        ("agenda_approved", False, False),
        ("guidance", True, False),
        ("read_aloud", False, False),
        ("feedback", True, True),
    ]


@pytest.mark.parametrize(
    ("count", "stretches"),
    [
        (1, "o"),
        (2, "oc"),
        (3, "odc"),
        (4, "oddc"),
        (6, "ooddcc"),
        (10, "oo" + 6 * "d" + "cc"),
    ],
)
def test_the_first_points_open_and_the_last_close(count: int, stretches: str) -> None:
    found = ""
    for at in range(count):
        held = meeting(items=points(count), visits=(Visit(f"i{at}", AT),))
        found += duties_now(held).value[0]
    assert found == stretches


def test_before_the_first_point_it_is_the_opening() -> None:
    assert duties_now(meeting(items=points(6))) is Stretch.OPENING
    assert duties_now(meeting()) is Stretch.OPENING


def test_reading_aloud_and_the_end_are_the_closing() -> None:
    early = meeting(items=points(8), visits=(Visit("i3", AT),))
    assert duties_now(early) is Stretch.DURING
    read = replace(early, read_back=(heard(PartKey.PROBLEM),))
    assert duties_now(read) is Stretch.CLOSING
    assert duties_now(replace(early, ended_at=minutes(90))) is Stretch.CLOSING


def test_a_break_changes_nothing_and_parked_points_do_not_count() -> None:
    items = points(8)
    visits = (Visit("i5", minutes(0), minutes(10)),)
    held = meeting(items=items, visits=visits, pauses=(Pause(minutes(10)),))
    assert duties_now(held) is Stretch.DURING
    last = items[-1]
    parked = (*items[:-1], replace(last, parked=Parked.FOLLOW_UP))
    assert duties_now(replace(held, items=parked)) is Stretch.CLOSING
    here = tuple(replace(i, parked=Parked.FOLLOW_UP) if i.id == "i5" else i for i in items)
    assert duties_now(replace(held, items=here)) is Stretch.DURING
