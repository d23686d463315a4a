"""What the family brings: a title to suggest, and standing or waiting with its point."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionKind,
    Decision,
    Importance,
    with_items,
)
from moedeleder.domain.people import Person, PersonRole

SOFIE = Person("sofie", 1, "f", "Sofie Eksempel", PersonRole.PARENT)
GIVEN = Contribution(
    "c",
    1,
    ContributionKind.POINT,
    "Skolen",
    "",
    Importance.UNSAID,
    SOFIE,
    Channel.MAIL,
    datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Skolen", "Skolen"),
        ("\n\n  Morgenerne er svære\nHun græder", "Morgenerne er svære"),
        ("Kære Mette\n\nKan vi tale om fritid?", "Kan vi tale om fritid?"),
        ("Hej Mette, \nTak for sidst", "Tak for sidst"),
        ("Hej", "Hej"),
        ("Hej Mette. Kan vi tale om bussen?", "Hej Mette. Kan vi tale om bussen?"),
        ("Hejs og lift i klassen", "Hejs og lift i klassen"),
        ("", ""),
        ("x" * 200, "x" * 79 + "…"),
    ],
)
def test_the_suggested_title_is_the_first_line_that_says_something(words: str, title: str) -> None:
    assert replace(GIVEN, words=words).suggested_title == title


def test_everything_they_wrote_is_told_together() -> None:
    assert replace(GIVEN, wanted="En fast voksen").full_words == "Skolen\nEn fast voksen"
    assert GIVEN.full_words == "Skolen"


@pytest.mark.parametrize("decision", [Decision.ON_AGENDA, Decision.MERGED])
def test_a_contribution_waits_while_its_point_is_away(decision: Decision) -> None:
    placed = replace(GIVEN, decision=decision, item_id="i")
    assert with_items([placed], frozenset({"i"})) == (placed,)
    (waiting,) = with_items([placed], frozenset())
    assert waiting.is_open


def test_other_decisions_need_no_point() -> None:
    declined = replace(GIVEN, decision=Decision.NOT_NOW, reason="En anden dag")
    assert with_items([declined], frozenset()) == (declined,)
