"""What everybody may see: public things alone, whatever else the meeting holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain.agenda import AgendaItem, ItemKind, Parked
from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.meeting_clock import PointStanding
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import CheckState, FollowUp, Meeting, MeetingState, Promise
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.public_view import (
    PROMISE,
    SHOWN_KINDS,
    DraftLine,
    Focus,
    PublicView,
    Scene,
    public_view,
)
from moedeleder.domain.read_back import ReadBackAnswer, Verdict
from moedeleder.domain.record import PartKey
from moedeleder.domain.running import Pause, Turn, Visit
from moedeleder.domain.scales import Scale, ScaleMark
from moedeleder.domain.statements import EarlierWords, Statement, StatementKind

AT = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
SECRET = "zebrafink"
SOFIE = Person("p1", 1, "f", "Sofie Eksempel", PersonRole.PARENT, mail=f"{SECRET}@x.example")
JONAS = Person("p2", 1, "f", "Jonas Eksempel", PersonRole.PARENT, phone=SECRET, needs=SECRET)
KARIN = Person("p3", 1, "f", "Karin Dam", PersonRole.TEACHER)
PUBLIC = sorted(SHOWN_KINDS)


def attending(person: Person, attendance: Attendance = Attendance.PRESENT) -> Attendee:
    return Attendee(f"a-{person.id}", 1, person, attendance=attendance)


def point(at: int, **fields: Any) -> AgendaItem:
    return AgendaItem(f"i{at}", 1, at, f"Punkt {at}", ItemKind.DISCUSSION, 10, **fields)


def said(
    number: int, text: str, kind: StatementKind = StatementKind.FACT, item: str | None = "i0"
) -> Statement:
    return Statement(f"s{number}", 1, kind, text, AT + timedelta(minutes=number), item, SOFIE)


def meeting(**fields: Any) -> Meeting:
    fields.setdefault("items", (point(0), point(1), point(2)))
    fields.setdefault("attendees", tuple(map(attending, (SOFIE, JONAS, KARIN))))
    fields.setdefault("visits", (Visit("i0", AT),))
    fields.setdefault("started_at", AT)
    fields.setdefault("state", MeetingState.RUNNING)
    what = ("m", 1, "f", "Alma Eksempel", SECRET, "network", "Netværksmøde")
    return Meeting(*what, datetime(2026, 12, 3, 15, 30), 90, "", SECRET, "Ro", **fields)


def texts(view: PublicView) -> list[str]:
    return [line.text for line in view.lines]


def limited(**attendances: Attendance) -> Meeting:
    """A meeting at a point that only Sofie may hear."""
    people = tuple(
        attending(person, attendances.get(person.name.split()[0], Attendance.PRESENT))
        for person in (SOFIE, JONAS, KARIN)
    )
    return meeting(
        items=(point(0, only_for=("p1",), raised_by=SOFIE), point(1)),
        attendees=people,
        statements=(said(1, SECRET),),
        promises=(Promise("pr", 1, SECRET, item_id="i0"),),
    )


def test_what_is_said_at_the_point_is_shown_in_its_order() -> None:
    held = meeting(
        statements=(said(3, "C"), said(1, "A"), said(2, "andet punkt", item="i1")),
        promises=(Promise("x", 1, "B", KARIN, due=date(2026, 12, 7), item_id="i0", made_at=AT),),
    )
    view = public_view(held)
    assert view.scene is Scene.POINT
    assert texts(view) == ["B", "A", "C"]
    assert (view.lines[0].kind, view.lines[0].who) == (PROMISE, "Karin Dam")
    assert view.lines[1].who == "Sofie"
    assert (view.purpose, view.ends) == ("Ro", datetime(2026, 12, 3, 17, 0))


def test_every_kind_has_been_thought_about() -> None:
    assert SHOWN_KINDS | {StatementKind.PRIVATE} == set(StatementKind)


def test_what_is_not_for_everybody_is_nowhere() -> None:
    held = meeting(
        statements=(
            said(1, SECRET, StatementKind.PRIVATE),
            said(2, SECRET, StatementKind.PRIVATE, None),
            replace(
                said(3, "Nu"), earlier=(EarlierWords(StatementKind.PRIVATE, SECRET, AT, "Mette"),)
            ),
        ),
        turns=(Turn("p1", "i0", AT),),
        checks=(CheckState(Phase.DURING, "k", SECRET),),
        items=(point(0), point(1, parked=Parked.FOLLOW_UP, words=SECRET), point(2)),
        follow_up=FollowUp(none_reason=SECRET),
    )
    shown = (Focus(), Focus(Scene.BOARD), Focus(Scene.READ_BACK, PartKey.FOLLOW_UP))
    for focus in shown:
        assert SECRET not in repr(public_view(held, None, focus))
    assert SECRET not in repr(public_view(replace(held, state=MeetingState.HELD)))
    assert SECRET not in repr(public_view(replace(held, state=MeetingState.PLANNED)))


@given(
    kind=st.sampled_from([kind.value for kind in StatementKind] + [PROMISE, "", "unknown"]),
    text=st.text(max_size=20).map(lambda words: words + SECRET),
    owner=st.sampled_from(["", "/n ", "Karin"]),
    due=st.sampled_from(["", "/n ", "fredag"]),
    item=st.sampled_from(["i0", "i1", None, "gone"]),
    replaces=st.sampled_from(["", "hidden", "s2"]),
    was_private=st.booleans(),
    is_limited=st.booleans(),
    focus=st.sampled_from([Focus(), Focus(Scene.BOARD), Focus(Scene.READ_BACK)]),
)
def test_a_draft_is_seen_only_when_it_may_be(
    kind: str,
    text: str,
    owner: str,
    due: str,
    item: str | None,
    replaces: str,
    was_private: bool,
    is_limited: bool,
    focus: Focus,
) -> None:
    draft = DraftLine("d", kind, text, item, "p1", owner, due, replaces, was_private)
    held = meeting(
        items=(point(0, only_for=("p1",) if is_limited else ()), point(1)),
        statements=(said(2, "Sagt"), Statement("hidden", 1, StatementKind.PRIVATE, "H", AT, "i0")),
    )
    seen = SECRET in repr(public_view(held, draft, focus))
    is_private = (
        was_private
        or kind not in (*PUBLIC, PROMISE)
        or replaces == "hidden"
        or any(words.lstrip().startswith("/") for words in (text, owner, due))
    )
    assert not (seen and (is_private or (is_limited and item == "i0")))
    at_point = focus.scene is Scene.POINT and item == "i0" and not is_limited
    if at_point and not is_private and not text.startswith("@"):
        assert seen


@pytest.mark.parametrize("text", ["/", "/n", "/n " + SECRET, "  /n " + SECRET, "@" + SECRET])
def test_a_command_on_its_way_is_not_shown(text: str) -> None:
    draft = DraftLine("d", "fact", text, "i0")
    assert public_view(meeting(), draft).lines == ()


def test_a_line_being_rewritten_stands_where_it_stood() -> None:
    held = meeting(statements=(said(1, "Først"), said(2, "Sidst")))
    draft = DraftLine("d", "fact", "Rettet", "i0", "p1", replaces="s1")
    view = public_view(held, draft)
    assert texts(view) == ["Rettet", "Sidst"]
    assert [line.is_draft for line in view.lines] == [True, False]


def test_a_line_that_is_kept_is_not_shown_twice() -> None:
    held = meeting(statements=(said(1, "Sagt"),))
    view = public_view(held, DraftLine("s1", "fact", "Sagt og", "i0"))
    assert texts(view) == ["Sagt"]


def test_a_point_for_some_is_withheld_with_its_title_while_others_are_here() -> None:
    view = public_view(limited(), DraftLine("d", "fact", SECRET, "i0"))
    assert SECRET not in repr(view)
    assert view.now is not None
    assert view.now.is_withheld
    assert (view.now.title, view.now.raised_by, view.now.is_familys) == ("", "", False)


def test_a_point_for_some_is_shown_once_the_others_are_gone() -> None:
    gone = {"Jonas": Attendance.LEFT_EARLY, "Karin": Attendance.APOLOGY}
    view = public_view(limited(**gone))
    assert texts(view) == [SECRET, SECRET]
    assert view.now is not None
    assert view.now.title == "Punkt 0"


def test_who_is_not_noted_counts_as_here() -> None:
    gone = {"Jonas": Attendance.LEFT_EARLY, "Karin": Attendance.EXPECTED}
    assert SECRET not in repr(public_view(limited(**gone)))


def test_the_end_leaves_out_what_was_promised_at_a_point_for_some() -> None:
    held = replace(limited(), state=MeetingState.HELD, visits=())
    assert public_view(held).lines == ()


def test_what_stood_at_a_point_that_is_gone_is_left_out() -> None:
    held = meeting(
        statements=(said(1, SECRET, StatementKind.WORRY, "gone"),),
        promises=(Promise("a", 1, SECRET, item_id="gone"), Promise("b", 1, "Ringe")),
        follow_up=FollowUp(datetime(2027, 1, 14, 15, 30)),
    )
    assert public_view(held, None, Focus(Scene.BOARD)).lines == ()
    over = public_view(replace(held, state=MeetingState.HELD))
    assert texts(over) == ["Ringe"]
    assert over.next_meeting == datetime(2027, 1, 14, 15, 30)


def test_the_points_say_how_far_they_have_come() -> None:
    held = meeting(
        items=(point(0), point(1), point(2, parked=Parked.NEXT_AGENDA), point(3)),
        visits=(Visit("i0", AT, AT), Visit("i1", AT)),
    )
    view = public_view(held)
    assert [each.standing for each in view.points] == [
        PointStanding.DONE,
        PointStanding.NOW,
        PointStanding.PARKED,
        PointStanding.LATER,
    ]
    assert view.now is not None
    assert view.now.number == 2


def test_in_a_break_nothing_of_what_was_said_is_shown() -> None:
    held = meeting(
        statements=(said(1, SECRET),),
        visits=(Visit("i0", AT, AT),),
        pauses=(Pause(AT),),
    )
    view = public_view(held, DraftLine("d", "fact", SECRET, "i0"), Focus(Scene.BOARD))
    assert view.scene is Scene.BREAK
    assert SECRET not in repr(view)


def test_the_board_holds_its_columns_and_scales() -> None:
    held = meeting(
        statements=(said(1, "Søvn", StatementKind.WORRY), said(2, "Fakta")),
        scales=(Scale("sc", 1, "Hvor er vi?", (ScaleMark(SOFIE, 3, "Træt", AT),)),),
    )
    view = public_view(held, None, Focus(Scene.BOARD))
    assert texts(view) == ["Søvn"]
    (scale,) = view.scales
    assert [(mark.who, mark.value, mark.reason) for mark in scale.marks] == [("Sofie", 3, "Træt")]


def test_reading_back_shows_the_part_and_what_people_said_to_it() -> None:
    held = meeting(
        promises=(Promise("pr", 1, "Ringe", KARIN),),
        read_back=(
            ReadBackAnswer("r", 1, PartKey.CONCLUSION, JONAS, Verdict.NOT_QUITE, "Ord", "", AT),
            ReadBackAnswer("q", 1, PartKey.PROBLEM, SOFIE, Verdict.AGREE, "", "", AT),
        ),
    )
    view = public_view(held, None, Focus(Scene.READ_BACK, PartKey.CONCLUSION, "Vi er enige."))
    assert (view.part, view.text, view.lines) == (PartKey.CONCLUSION, "Vi er enige.", ())
    assert [(each.who, each.verdict, each.words) for each in view.answers] == [
        ("Jonas", Verdict.NOT_QUITE, "Ord")
    ]
    plan = public_view(held, None, Focus(Scene.READ_BACK, PartKey.ACTION_PLAN, SECRET))
    assert SECRET not in repr(plan)
    assert texts(plan) == ["Ringe"]
