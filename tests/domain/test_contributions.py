"""What people brought: how it stands when points come and go, and what it is called."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain.contributions import (
    PLACED,
    TITLE_LENGTH,
    Channel,
    Contribution,
    ContributionKind,
    Decision,
    Importance,
    with_items,
)
from moedeleder.domain.people import Person, PersonRole

SOFIE = Person("p1", 1, "f", "Sofie Eksempel", PersonRole.PARENT, "mor")
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ITEMS = st.sampled_from(["i1", "i2", "i3"])


def brought(
    words: str = "Ro", wanted: str = "", decision: Decision = Decision.OPEN, item: str | None = None
) -> Contribution:
    return Contribution(
        "c1",
        1,
        ContributionKind.POINT,
        words,
        wanted,
        Importance.UNSAID,
        SOFIE,
        Channel.MAIL,
        AT,
        decision=decision,
        item_id=item,
    )


@given(
    st.lists(st.tuples(st.sampled_from(Decision), ITEMS | st.none()), max_size=6),
    st.frozensets(ITEMS),
)
def test_what_stands_under_a_point_that_is_gone_waits_again(
    cases: list[tuple[Decision, str | None]], there: frozenset[str]
) -> None:
    before = [brought(decision=decision, item=item) for decision, item in cases]
    after = with_items(before, there)
    for old, new in zip(before, after, strict=True):
        lost = old.decision in PLACED and old.item_id not in there
        assert new.decision is (Decision.OPEN if lost else old.decision)
        assert (new.words, new.item_id) == (old.words, old.item_id)
    # When every point is back, everything stands where it stood.
    everywhere = frozenset({"i1", "i2", "i3", *there})
    assert with_items(before, everywhere | {None}) == tuple(before)  # type: ignore[arg-type]


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_title_is_one_short_line_of_what_was_written(words: str, wanted: str) -> None:
    one = brought(words, wanted)
    title = one.suggested_title
    assert len(title) <= TITLE_LENGTH
    assert len(title.splitlines()) <= 1
    assert bool(title) is bool(one.full_words.strip())
    assert title.removesuffix("…").rstrip() in one.full_words


def test_a_wish_alone_gives_the_title() -> None:
    assert brought("", "Hjælp om morgenen\nog aftenen").suggested_title == "Hjælp om morgenen"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Kære Mette\n\nKan vi tale om fritid?", "Kan vi tale om fritid?"),
        ("Hej Mette, \nTak for sidst", "Tak for sidst"),
        ("Hej", "Hej"),
        ("Hej Mette. Kan vi tale om bussen?", "Hej Mette. Kan vi tale om bussen?"),
        ("Hejs og lift i klassen", "Hejs og lift i klassen"),
    ],
)
def test_a_greeting_is_no_title(words: str, title: str) -> None:
    assert brought(words).suggested_title == title
