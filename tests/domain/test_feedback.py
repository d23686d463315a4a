"""The rules of the feedback: what is counted together, what is shown, and what two looks tell."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain.errors import NotOnTheScale
from moedeleder.domain.feedback import (
    FEWEST,
    MIXED_AT,
    Feedback,
    Figures,
    Group,
    Question,
    Tally,
    Waiting,
    batch_of,
    figures_of,
    lettered_questions,
    quarter_of,
)

Given = tuple[str, str, int]
"""Quarter, kind of meeting and the one mark given to every question."""


def waiting(*kinds: str) -> list[Waiting]:
    return [Waiting(str(uuid.uuid4()), kind) for kind in kinds]


def tallies(quarter: str, kind: str, *marks: int) -> list[Tally]:
    return [
        Tally(quarter, kind, question, mark, count)
        for question in Question
        for mark, count in Counter(marks).items()
    ]


def looks_at(answers: Sequence[Given]) -> list[Figures | None]:
    """What can be seen after each answer."""
    told: list[Tally] = []
    left: dict[str, Given] = {}
    looks = []
    for each in answers:
        left[str(uuid.uuid4())] = each
        queue = [Waiting(key, kind) for key, (_quarter, kind, _mark) in left.items()]
        batch = batch_of(queue, nothing_shown=not told)
        if batch is not None:
            marks = [left.pop(key)[2] for key in batch.ids]
            told += tallies(each[0], batch.type_key, *marks)
        looks.append(figures_of(told, len(left)))
    return looks


def groups(look: Figures | None) -> dict[str, Group]:
    if look is None:
        return {}
    named = {f"type {group.key}": group for group in look.by_type}
    named |= {f"quarter {group.key}": group for group in look.by_quarter}
    return named | {"total": look.total}


@given(
    st.lists(
        st.tuples(st.sampled_from(["2026-4", "2027-1"]), st.sampled_from("abc"), st.integers(1, 5)),
        max_size=60,
    )
)
def test_no_two_looks_and_no_two_figures_tell_fewer_than_five_apart(answers: list[Given]) -> None:
    looks = [groups(look) for look in looks_at(answers)]
    for earlier, later in zip([{}, *looks], looks, strict=False):
        for name, group in later.items():
            new = group.count - (earlier[name].count if name in earlier else 0)
            assert new == 0 or new >= FEWEST
    for look in looks:
        counts = [group.count for group in look.values()]
        for one in counts:
            assert all(one == other or abs(one - other) >= FEWEST for other in counts)


@given(st.lists(st.tuples(st.just("2026-4"), st.sampled_from("abcd"), st.integers(1, 5))))
def test_every_answer_is_counted_or_waits(answers: list[Given]) -> None:
    for at, look in enumerate(looks_at(answers), 1):
        if look is not None:
            assert look.total.count + look.waiting == at
            assert look.waiting < MIXED_AT
        else:
            assert at < FEWEST


def test_nothing_is_shown_of_four_and_all_of_five() -> None:
    assert batch_of(waiting(*"abcd"), nothing_shown=True) is None
    batch = batch_of(waiting(*"abcde"), nothing_shown=True)
    assert batch is not None
    assert (batch.type_key, len(batch.ids)) == ("", 5)


def test_five_of_a_kind_are_counted_as_that_kind_and_the_rest_wait() -> None:
    queue = waiting(*"aabaaba")
    batch = batch_of(queue, nothing_shown=False)
    assert batch is not None
    assert batch.type_key == "a"
    assert batch.ids == {each.id for each in queue if each.type_key == "a"}


def test_later_the_mixed_ones_wait_for_ten() -> None:
    assert batch_of(waiting(*"aaaabbbbc"), nothing_shown=False) is None
    batch = batch_of(waiting(*"aaaabbbbcc"), nothing_shown=False)
    assert batch is not None
    assert (batch.type_key, len(batch.ids)) == ("", 10)


def test_the_figures_are_means_and_distributions() -> None:
    look = figures_of(tallies("2026-4", "a", 5, 4, 4, 2, 5), waiting=3)
    assert look is not None
    heard = look.total.questions[0]
    assert heard.counts == (0, 1, 0, 2, 2)
    assert heard.mean == pytest.approx(4.0)
    assert look.waiting == 3
    assert [group.key for group in look.by_type] == ["a"]
    assert [group.key for group in look.by_quarter] == ["2026-4"]


def test_a_question_that_four_answered_has_no_mean() -> None:
    look = figures_of(tallies("2026-4", "a", 5, 4, 0, 2, 5))
    assert look is not None
    heard = look.total.questions[0]
    assert (heard.answered, heard.is_shown, heard.mean) == (4, False, None)
    assert look.total.count == 5


def test_the_newest_quarter_comes_first() -> None:
    told = tallies("2026-4", "a", 1, 1, 1, 1, 1) + tallies("2027-1", "a", 5, 5, 5, 5, 5)
    look = figures_of(told)
    assert look is not None
    assert [group.key for group in look.by_quarter] == ["2027-1", "2026-4"]
    assert look.total.questions[0].mean == pytest.approx(3.0)


@pytest.mark.parametrize("mark", [0, 6, -1])
def test_a_mark_is_from_one_to_five(mark: int) -> None:
    with pytest.raises(NotOnTheScale):
        Feedback(heard=mark).checked()


def test_what_is_left_out_is_left_out() -> None:
    assert Feedback().is_empty
    assert not Feedback(respected=1).is_empty
    assert Feedback(1, None, 3).checked().marks == (1, None, 3, None, None)


def test_quarters_and_letters() -> None:
    days = [date(2026, month, 1) for month in (1, 3, 4, 9, 10, 12)]
    assert [quarter_of(day)[-1] for day in days] == list("112344")
    assert lettered_questions()[0] == "A. Jeg blev hørt."
    assert len(lettered_questions()) == 5
