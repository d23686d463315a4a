"""What became another between two versions, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain.record import (
    MinutesRecord,
    PartKey,
    PlanLine,
    RecordAttendee,
    RecordPart,
)
from moedeleder.domain.record_after import RecordLimited, RecordRetired
from moedeleder.domain.record_changes import compare, plan_words
from moedeleder.domain.retired_words import stands_in, with_marks
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.word_diff import PieceKind, word_diff

RECORD = MinutesRecord(
    meeting_id="m",
    number=1,
    title="Referat af netværksmøde",
    type_name="Netværksmøde",
    child_name="Alma Eksempel",
    case_number="G01",
    starts_at=datetime(2026, 12, 3, 15, 30),
    ends_at=datetime(2026, 12, 3, 17, 0),
    place="Rådhuset",
    purpose="Gøre det trygt",
    attendees=(RecordAttendee("Sofie Eksempel", "mor"),),
    parts=(
        RecordPart(PartKey.FACTS, "Oplysninger", from_plain("11 af 20 dage.\nHun sover godt.")),
        RecordPart(PartKey.CONCLUSION, "Konklusion", from_plain("Vi prøver igen.")),
    ),
    plan=(PlanLine("Trivsel", "Ringe hjem", "Karin", date(2026, 12, 7)),),
    follow_up_at=datetime(2027, 1, 14, 9, 0),
    follow_up_none_reason="",
    author="Mette",
    author_title="",
    organisation="",
    contact="",
    corrections_until=None,
)


def facts(text: str) -> MinutesRecord:
    part = RecordPart(PartKey.FACTS, "Oplysninger", from_plain(text))
    return replace(RECORD, parts=(part, RECORD.parts[1]))


def told(new: MinutesRecord) -> list[tuple[str, str, str]]:
    return [(each.heading, each.before, each.after) for each in compare(RECORD, new)]


def test_nothing_is_told_of_what_is_alike() -> None:
    assert compare(RECORD, replace(RECORD, number=2, salt="x", author="En anden")) == ()


def test_only_the_paragraph_that_is_another_is_told() -> None:
    assert told(facts("12 af 20 dage.\nHun sover godt.")) == [
        ("Oplysninger", "11 af 20 dage.", "12 af 20 dage.")
    ]


def test_what_came_in_and_went_out_stands_alone() -> None:
    assert told(facts("11 af 20 dage.\nHun sover godt.\nBus tager en time hver vej.")) == [
        ("Oplysninger", "", "Bus tager en time hver vej.")
    ]
    assert told(facts("Hun sover godt.")) == [("Oplysninger", "11 af 20 dage.", "")]


def test_a_part_that_is_gone_is_told_line_by_line() -> None:
    assert told(replace(RECORD, parts=RECORD.parts[:1])) == [("Konklusion", "Vi prøver igen.", "")]


def test_plan_follow_up_and_facts_are_told_in_words() -> None:
    line = PlanLine("Trivsel", "Ringe hjem", "Karin", date(2026, 12, 8), sign="Hun ler")
    new = replace(RECORD, plan=(line,), follow_up_at=None, follow_up_none_reason="De flytter")
    assert [each.part for each in compare(RECORD, new)] == ["action_plan", "follow_up", "follow_up"]
    assert compare(RECORD, new)[0].after == (
        "Mål: Trivsel · Aftale: Ringe hjem · Hvem: Karin · Hvornår: 8. december 2026 · "
        "Tegn på, at det virker: Hun ler"
    )
    assert plan_words(PlanLine("", "Ringe", "", None)) == "Aftale: Ringe"


@pytest.mark.parametrize(
    ("new", "part"),
    [
        (replace(RECORD, place="Skolen"), "place"),
        (replace(RECORD, case_number="G02"), "case_number"),
        (replace(RECORD, purpose="Gøre det trygt nu"), ""),
    ],
)
def test_a_fact_that_can_be_hidden_is_a_part_of_its_own(new: MinutesRecord, part: str) -> None:
    changes = compare(RECORD, new)
    assert {(each.part, each.heading) for each in changes} == {(part, "Mødet")}


def test_points_for_some_are_not_told_to_all() -> None:
    point = RecordLimited("Hemmeligt", ("Sofie",), ("p",), ("ord",), ())
    assert compare(RECORD, replace(RECORD, limited=(point,))) == ()


WORDS = st.text(st.sampled_from("ab æ.,\n"), max_size=60)


@given(WORDS, WORDS)
def test_the_pieces_are_both_texts(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    gone, came = PieceKind.REMOVED, PieceKind.ADDED
    assert "".join(each.text for each in pieces if each.kind is not came) == before
    assert "".join(each.text for each in pieces if each.kind is not gone) == after
    kinds = [each.kind for each in pieces]
    assert all(one is not two for one, two in pairwise(kinds))
    assert all(each.text for each in pieces)


def test_one_word_is_marked_and_the_rest_is_the_same() -> None:
    assert [(each.text, each.kind.value) for each in word_diff("11 af 20", "12 af 20")] == [
        ("11", "removed"),
        ("12", "added"),
        (" af 20", "same"),
    ]


def test_a_very_long_passage_is_still_both_texts() -> None:
    before, after = "start " + "a b " * 2000 + "slut", "start " + "c d " * 2000 + "slut"
    pieces = word_diff(before, after)
    assert [each.kind.value for each in pieces] == ["same", "removed", "added", "same"]
    assert pieces[0].text.startswith("start")
    assert pieces[-1].text.endswith("slut")


MARK = RecordRetired("facts", "Hun sover godt.", "Det viste sig forkert", date(2027, 1, 2), "Mette")


def test_a_passage_may_run_over_several_lines() -> None:
    assert stands_in(RECORD, "facts", "dage. Hun sover")
    assert stands_in(RECORD, "", "Ringe  hjem")
    assert not stands_in(RECORD, "conclusion", "Hun sover godt.")
    assert not stands_in(RECORD, "facts", "  ")


def test_a_paper_drawn_later_shows_the_mark_and_the_checksum_of_the_version() -> None:
    later = with_marks(RECORD, [MARK])
    assert later.retired == (MARK,)
    assert later.version_checksum == RECORD.version_checksum
    assert with_marks(later, [MARK]) is later
    assert with_marks(facts("Noget andet"), [MARK]).retired == ()
