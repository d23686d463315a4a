"""Order of the points and the family's share of the time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain import agenda
from moedeleder.domain.agenda import AgendaItem, ItemDraft, ItemKind
from moedeleder.domain.errors import InvalidDuration, InvalidOrder
from moedeleder.domain.people import FAMILY_SIDE, Person, PersonRole


def item(
    minutes: int = 10,
    kind: ItemKind = ItemKind.DISCUSSION,
    raised_by: Person | None = None,
    from_family: bool = False,
) -> AgendaItem:
    return AgendaItem("i1", 1, 0, "Morgener", kind, minutes, raised_by, from_family)


def person(role: PersonRole) -> Person:
    return Person("p1", 1, "f1", "Prøve Persen", role)


@pytest.mark.parametrize("role", list(PersonRole))
def test_a_point_is_the_familys_when_they_raised_it(role: PersonRole) -> None:
    assert item(raised_by=person(role)).is_familys is (role in FAMILY_SIDE)


def test_a_point_kept_for_the_family_or_the_child_is_theirs() -> None:
    assert item(from_family=True).is_familys
    assert item(kind=ItemKind.CHILD_VOICE).is_familys
    assert not item().is_familys


@pytest.mark.parametrize(
    ("marks", "draft", "place"),
    [
        ("", ItemDraft("Ny"), 0),
        ("", ItemDraft("Ny", from_family=True), 0),
        (".", ItemDraft("Ny"), 0),
        (".f..", ItemDraft("Ny"), 2),
        (".f...", ItemDraft("Ny", raised_by_id="teacher"), 3),
        ("....", ItemDraft("Ny", from_family=True), 1),
        (".f.f..", ItemDraft("Ny", from_family=True), 4),
        (".f....", ItemDraft("Ny", raised_by_id="mother"), 2),
        (".f....", ItemDraft("Ny", ItemKind.CHILD_VOICE), 2),
    ],
)
def test_a_new_point_comes_where_it_belongs(marks: str, draft: ItemDraft, place: int) -> None:
    items = [item(from_family=mark == "f") for mark in marks]
    assert agenda.place_for(items, draft, {"mother"}) == place


def test_shares_of_the_time() -> None:
    share = agenda.time_share((item(20, from_family=True), item(40)), 45)
    assert (share.planned, share.family, share.over) == (60, 20, 15)
    assert share.family_percent == 33


def test_an_empty_agenda_has_no_share() -> None:
    share = agenda.time_share((), 60)
    assert (share.planned, share.over, share.family_percent) == (0, 0, 0)


def test_a_draft_holds_what_can_be_edited() -> None:
    raised = person(PersonRole.PARENT)
    assert item(raised_by=raised).draft == ItemDraft("Morgener", raised_by_id="p1")


@given(st.lists(st.integers(), min_size=1, unique=True), st.data())
def test_moving_there_and_back_changes_nothing(things: list[int], data: st.DataObject) -> None:
    places = st.integers(0, len(things) - 1)
    old, new = data.draw(places), data.draw(places)
    moved = agenda.moved(things, old, new)
    assert moved[new] == things[old]
    assert sorted(moved) == sorted(things)
    assert agenda.moved(moved, new, old) == tuple(things)


@pytest.mark.parametrize(("old", "new"), [(-1, 0), (0, -1), (3, 0), (0, 3)])
def test_a_place_that_is_not_there_is_refused(old: int, new: int) -> None:
    with pytest.raises(InvalidOrder):
        agenda.moved("abc", old, new)


@pytest.mark.parametrize("minutes", [-1, 481])
def test_impossible_minutes_are_refused(minutes: int) -> None:
    with pytest.raises(InvalidDuration):
        agenda.checked_minutes(minutes)


@pytest.mark.parametrize("minutes", [0, 1, 480])
def test_possible_minutes_pass(minutes: int) -> None:
    assert agenda.checked_minutes(minutes) == minutes


def standing(marks: str) -> agenda.FamilyStanding:
    """Return the standing of an agenda: f is the family's point, c the child's, . another."""
    items = [
        item(kind=ItemKind.CHILD_VOICE) if mark == "c" else item(from_family=mark == "f")
        for mark in marks
    ]
    return agenda.family_standing(items, agenda.time_share(items, 90))


@pytest.mark.parametrize(
    ("marks", "come_last"),
    [
        ("", False),
        ("....", False),
        ("..f..", False),
        ("..cf....", False),
        ("..c..f...", True),
        ("...f..", True),
        ("...c..", True),
        ("..cff.....", False),
        ("..c....f...", True),
        ("..cf...f...", False),
        (".....f", True),
    ],
)
def test_the_familys_points_come_last_when_all_others_stand_before(
    marks: str, come_last: bool
) -> None:
    assert standing(marks).come_last is come_last


@given(st.text(".fc", max_size=14), st.integers(0, 14))
def test_moving_the_familys_first_point_forward_never_makes_them_last(marks: str, at: int) -> None:
    own = [i for i, mark in enumerate(marks) if mark == "f"]
    if not own or standing(marks).come_last:
        return
    order = list(marks)
    order.insert(min(at, own[0]), order.pop(own[0]))
    assert not standing("".join(order)).come_last


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=9))
def test_a_third_is_measured_in_planned_minutes(points: list[tuple[int, bool]]) -> None:
    items = [item(minutes, from_family=familys) for minutes, familys in points]
    found = agenda.family_standing(items, agenda.time_share(items, 45))
    family = sum(minutes for minutes, familys in points if familys)
    total = sum(minutes for minutes, _ in points)
    assert (found.family, found.planned) == (family, total)
    assert found.under_third is (total > 0 and family / total < 1 / 3 - 1e-9)
