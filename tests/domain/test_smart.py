"""Advice about a line of the action plan: what is flagged, and what must be left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from moedeleder.domain.agenda import AgendaItem, ItemKind
from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionKind,
    Decision,
    Importance,
)
from moedeleder.domain.meetings import Promise
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.smart import (
    SmartGap,
    SmartKind,
    is_vague_wish,
    smart_gaps,
    vague_action,
    worries_of,
)
from moedeleder.domain.statements import Statement, StatementKind
from tests.domain.test_gaps import DONE, KARIN, SOFIE

MET = date(2026, 12, 3)
AT = datetime(2026, 12, 3, 15, 0, tzinfo=UTC)
CLEAR = Promise(
    "x",
    1,
    "Ringe hjem før kl. 9, når Alma ikke kommer",
    KARIN,
    due=date(2026, 12, 7),
    goal="Alma er i skole fire dage om ugen",
    sign="Skolens liste viser fire dage i hver uge af januar",
)


def kinds(promise: Promise) -> list[SmartKind]:
    return [gap.kind for gap in smart_gaps(promise, MET)]


def test_a_clear_line_is_left_alone() -> None:
    assert smart_gaps(CLEAR, MET) == ()
    assert smart_gaps(replace(CLEAR, worry="Alma er alene", need="En fast voksen"), MET) == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"owner": None}, SmartKind.OWNER),
        ({"owner": None, "owner_name": "Skolen"}, SmartKind.OWNER_IS_NOBODY),
        ({"due": None}, SmartKind.DUE),
        ({"due": date(2026, 12, 2)}, SmartKind.DUE_BEFORE),
        ({"due": date(2028, 1, 1)}, SmartKind.DUE_FAR),
        ({"what": "Være opmærksom på Alma"}, SmartKind.VAGUE_ACTION),
        ({"worry": "Alma er alene"}, SmartKind.NEED),
        ({"goal": ""}, SmartKind.GOAL),
        ({"sign": ""}, SmartKind.SIGN),
        ({"sign": "", "goal": "Bedre trivsel"}, SmartKind.VAGUE_GOAL),
        ({"sign": "Det går bedre"}, SmartKind.VAGUE_SIGN),
    ],
)
def test_what_is_unclear_is_said(change: dict[str, object], expected: SmartKind) -> None:
    assert kinds(replace(CLEAR, **change)) == [expected]  # type: ignore[arg-type]


def test_a_vague_time_is_named_where_no_day_stands() -> None:
    promise = replace(CLEAR, what="Ringe til skolen snarest", due=None)
    assert SmartGap(SmartKind.VAGUE_TIME, "snarest") in smart_gaps(promise, MET)
    assert kinds(replace(promise, due=MET)) == []


def test_an_owner_who_is_somebody_is_left_alone() -> None:
    for name in ("Naboen Ib", "Sofie og Jonas", "Skolens leder, Per Lund", "Allesandra"):
        assert kinds(replace(CLEAR, owner=None, owner_name=name)) == []
    # A person of that name stands on the list of attendees.
    team = replace(KARIN, name="Teamet")
    assert kinds(replace(CLEAR, owner=team)) == []


@pytest.mark.parametrize(
    "wish",
    [
        "Bedre trivsel",
        "Alma trives",
        "Alma har det bedre",
        "Øget selvværd",
        "Mere ro",
        "ro",
        "Et bedre samarbejde",
        "Det går godt",
        "Styrke barnets selvtillid",
        "At Alma bliver mere glad",
        "Større tryghed om morgenen",
    ],
)
def test_a_wish_that_nobody_can_see_is_asked_about(wish: str) -> None:
    assert is_vague_wish(wish)


@pytest.mark.parametrize(
    "goal",
    [
        "Alma sover i sin egen seng fem nætter om ugen",
        "Alma tager selv tøj på",
        "Bedre trivsel: Alma siger selv ja til at lege",
        "Mere ro: højst én konflikt om dagen",
        "Alma er i skole 4 dage om ugen",
        "Trygge morgener",
        "Alma har en ven med hjemme hver uge",
        "Roskildevej 4",
        "Bedre sko",
        "",
    ],
)
def test_a_goal_that_can_be_seen_is_left_alone(goal: str) -> None:
    assert not is_vague_wish(goal)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("Have fokus på morgenerne", "Have fokus på"),
        ("Vi følger op på det", "følger op"),
        ("Holde øje med Alma", "Holde øje med"),
        ("Karin prøver at ringe", "prøver at"),
        ("Arbejde videre med skemaet", "Arbejde videre med"),
        ("Overveje aflastning", "Overveje"),
        ("Ringe hjem før kl. 9", ""),
        ("Undersøge aflastning", ""),
        ("Sende papirerne om opfølgning", ""),
        ("Skrive, hvad skolen har fokus på", ""),
        ("Følge Alma i skole", ""),
        ("Prøvetime i svømning", ""),
        ("", ""),
    ],
)
def test_an_action_says_what_is_done(what: str, words: str) -> None:
    assert vague_action(what) == words


def test_worries_come_from_the_board_and_from_what_was_brought() -> None:
    secret = AgendaItem("i", 1, 0, "Punkt", ItemKind.DISCUSSION, 10, None, only_for=("p1",))
    shown = replace(secret, id="j", only_for=())

    def said(kind: StatementKind, text: str, item_id: str = "j") -> Statement:
        return Statement(text, 1, kind, text, AT, item_id)

    def brought(kind: ContributionKind, words: str, decision: Decision) -> Contribution:
        return Contribution(
            words, 1, kind, words, "", Importance.UNSAID, SOFIE, Channel.MAIL, AT,
            decision=decision, item_id="j",
        )  # fmt: skip

    meeting = replace(
        DONE,
        items=(secret, shown),
        statements=(
            said(StatementKind.WORRY, "Alma  sover\nlidt"),
            said(StatementKind.WORRY, "Alma sover lidt"),
            said(StatementKind.WORRY, "Hemmeligt", "i"),
            said(StatementKind.WORKS, "Svømning"),
            said(StatementKind.PRIVATE, "Min egen tanke"),
        ),
        contributions=(
            brought(ContributionKind.WORRIES, "Alma er alene", Decision.ON_AGENDA),
            brought(ContributionKind.WORRIES, "Trukket tilbage", Decision.WITHDRAWN),
            brought(ContributionKind.STRENGTHS, "Alma tegner", Decision.ON_AGENDA),
        ),
    )
    assert worries_of(meeting) == ("Alma sover lidt", "Alma er alene")


def test_nobody_is_told_twice_about_a_person() -> None:
    child = Person("c", 1, "f", "Alma Eksempel", PersonRole.CHILD)
    assert kinds(replace(CLEAR, owner=child, owner_name="alle")) == []
