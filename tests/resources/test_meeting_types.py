"""The eleven kinds of meeting we ship: whole, fair to the family and easy to read."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from moedeleder import paths
from moedeleder.domain.agenda import ItemDraft, ItemKind
from moedeleder.domain.facilitation import PROVABLE
from moedeleder.domain.meeting_types import MeetingType, Phase, Stretch
from moedeleder.domain.record import PartKey
from moedeleder.services.catalogue import load_catalogue

CATALOGUE = load_catalogue([paths.resources()])
NAMES = {
    "network": ("Netværksmøde", 90),
    "parent_talk": ("Forældresamtale", 60),
    "follow_up": ("Opfølgningsmøde", 60),
    "examination_start": ("Opstartsmøde, børnefaglig undersøgelse", 75),
    "school_status": ("Statusmøde skole/PPR", 60),
    "visitation": ("Visitationsmøde", 20),
    "transition": ("Overgangsmøde 16-18", 90),
    "hearing": ("Partshøringsmøde", 45),
    "child_plan": ("Møde om barnets plan", 90),
    "emergency": ("Akutmøde", 45),
    "caseworker_change": ("Skift af sagsbehandler", 45),
}
each_type = pytest.mark.parametrize("kind", CATALOGUE.types, ids=lambda kind: kind.key)


def is_familys(point: ItemDraft) -> bool:
    return point.from_family or point.kind is ItemKind.CHILD_VOICE


def texts(kind: MeetingType) -> list[str]:
    checks = [check.text for phase in Phase for check in kind.checks(phase)]
    points = [point.title for point in kind.agenda]
    return [kind.name, kind.description, *points, *checks, *kind.minutes_hints]


def lix(sentences: Iterable[str]) -> float:
    """Words a sentence, and the share of words of seven letters or more."""
    listed = list(sentences)
    words = re.findall(r"\w+", " ".join(listed))
    ends = sum(len(re.findall(r"[.?:!]\s|[.?:!]$", s)) or 1 for s in listed)
    return len(words) / ends + 100 * sum(len(word) >= 7 for word in words) / len(words)


def test_all_eleven_are_there_in_their_order() -> None:
    assert {kind.key: (kind.name, kind.minutes) for kind in CATALOGUE.types} == NAMES
    assert [kind.key for kind in CATALOGUE.types] == list(NAMES)


@each_type
def test_the_points_fill_the_meeting_exactly(kind: MeetingType) -> None:
    assert sum(point.minutes for point in kind.agenda) == kind.minutes


@each_type
def test_the_family_has_a_third_of_the_time(kind: MeetingType) -> None:
    family = sum(point.minutes for point in kind.agenda if is_familys(point))
    assert 3 * family >= kind.minutes


@each_type
def test_the_family_speaks_before_the_professionals(kind: MeetingType) -> None:
    familys = [index for index, point in enumerate(kind.agenda) if is_familys(point)]
    # In one stretch, after nothing but the welcome and the purpose.
    assert familys == list(range(familys[0], familys[-1] + 1))
    opening = [point.title.split(" ")[0].strip(",:") for point in kind.agenda[: familys[0]]]
    assert opening in (["Velkomst"], ["Velkomst", "Formål"])
    assert any(kind.agenda[index].from_family for index in familys)


@each_type
def test_the_child_has_a_voice(kind: MeetingType) -> None:
    assert kind.child_gets_heard
    assert any(point.kind is ItemKind.CHILD_VOICE for point in kind.agenda)
    assert PartKey.CHILD_PERSPECTIVE in kind.required_parts
    assert PartKey.PARENT_PERSPECTIVE in kind.required_parts


@each_type
def test_every_meeting_ends_with_who_came_what_was_found_and_what_comes_next(
    kind: MeetingType,
) -> None:
    needed = {PartKey.CONCLUSION, PartKey.FOLLOW_UP, PartKey.ATTENDEES}
    assert needed <= set(kind.required_parts)
    assert PartKey.DISAGREEMENTS not in kind.required_parts
    assert kind.minutes_hints


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("examination_start", PartKey.FACTS),
        ("visitation", PartKey.DOCUMENTS),
        ("hearing", PartKey.DOCUMENTS),
        ("parent_talk", PartKey.GUIDANCE),
        ("child_plan", PartKey.ACTION_PLAN),
        ("emergency", PartKey.FACTS),
    ],
)
def test_special_demands_are_kept(key: str, part: PartKey) -> None:
    assert part in CATALOGUE.get(key).required_parts


@each_type
def test_checks_are_many_and_no_two_alike(kind: MeetingType) -> None:
    checks = [check for phase in Phase for check in kind.checks(phase)]
    assert len({check.key for check in checks}) == len(checks)
    assert len({check.text for check in checks}) == len(checks)
    assert all(len(kind.checks(phase)) >= 10 for phase in Phase)


@each_type
def test_each_stretch_of_the_meeting_has_its_checks(kind: MeetingType) -> None:
    """Few enough in each to be seen at once."""
    for stretch in Stretch:
        held = [check for check in kind.during if check.stretch is stretch]
        assert 2 <= len(held) <= 9, stretch
    assert {check.key: check.stretch for check in kind.during}["introductions"] is Stretch.OPENING


def test_every_line_that_may_tick_itself_is_in_the_data() -> None:
    assert {check.key for check in CATALOGUE.get("network").during} >= PROVABLE


def test_only_a_meeting_without_the_family_leaves_out_its_receipt() -> None:
    without = {k.key for k in CATALOGUE.types if "feedback" not in {c.key for c in k.during}}
    assert without == {"visitation"}
    assert all("family_points" in {c.key for c in kind.during} for kind in CATALOGUE.types)


@each_type
def test_no_text_shouts_or_speaks_of_a_case(kind: MeetingType) -> None:
    for text in texts(kind):
        assert "!" not in text
        assert not re.search(r"\bsag(en|er|ens|erne)?\b", text, re.IGNORECASE)


@each_type
def test_short_texts_stay_short(kind: MeetingType) -> None:
    assert all(len(point.title) <= 60 for point in kind.agenda)
    assert all(len(check.text) <= 60 for phase in Phase for check in kind.checks(phase))
    assert len(kind.description) <= 80


@each_type
def test_descriptions_and_checklists_are_easy_to_read(kind: MeetingType) -> None:
    assert lix([kind.description]) < 40
    assert lix(kind.minutes_hints) < 40
    for phase in Phase:
        assert lix(check.text for check in kind.checks(phase)) < 40


def test_the_readability_index_counts_as_it_should() -> None:
    assert lix(["Det er en kat."]) == 4
    assert lix(["Kommunen ringer.", "Vi ser."]) == 2 + 25
