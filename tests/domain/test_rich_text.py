"""Paragraphs, bullets and bold, from typing to storing and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain import rich_text
from moedeleder.domain.rich_text import Block, BlockKind, RichText, Run

ANY_TEXT = st.text(st.characters(codec=None), max_size=20)
RUNS = st.builds(Run, ANY_TEXT, st.booleans())
BLOCKS = st.builds(Block, st.lists(RUNS, max_size=4).map(tuple), st.sampled_from(BlockKind))
RICH = st.builds(RichText, st.lists(BLOCKS, max_size=5).map(tuple))


def test_lines_become_paragraphs_and_bullets() -> None:
    rich = rich_text.from_plain("Vi er enige.\n\n- ringe\n• skrive\n -5 grader")
    assert [(block.kind, block.text) for block in rich.blocks] == [
        (BlockKind.PARAGRAPH, "Vi er enige."),
        (BlockKind.BULLET, "ringe"),
        (BlockKind.BULLET, "skrive"),
        (BlockKind.PARAGRAPH, "-5 grader"),
    ]
    assert rich.plain == "Vi er enige.\nringe\nskrive\n-5 grader"


def test_bullets_leave_out_empty_lines() -> None:
    assert rich_text.bullets(["en", " ", "to"]).plain == "en\nto"


@pytest.mark.parametrize("text", ["", " \n\t", "- "])
def test_nothing_to_read_is_empty(text: str) -> None:
    assert rich_text.from_plain(text).is_empty


def test_texts_are_joined_block_by_block() -> None:
    joined = rich_text.from_plain("a") + rich_text.EMPTY + rich_text.from_plain("b")
    assert joined.plain == "a\nb"


def test_neighbours_of_one_look_are_joined() -> None:
    block = Block((Run("a"), Run("b"), Run("", True), Run("c", True), Run("d", True)))
    assert rich_text.tidy(RichText((block,))).blocks[0].runs == (Run("ab"), Run("cd", True))


def test_an_accent_on_its_own_joins_the_letter_before() -> None:
    block = Block((Run("a"), Run("\u030a")))
    assert rich_text.tidy(RichText((block,))).plain == "å"


def test_empty_edges_are_dropped_and_inner_ones_kept() -> None:
    empty, full = Block((Run(" "),)), Block((Run("x"),))
    tidied = rich_text.tidy(RichText((empty, full, empty, full, empty)))
    assert tidied.blocks == (full, empty, full)


@given(rich=RICH)
def test_tidying_twice_is_tidying_once(rich: RichText) -> None:
    tidied = rich_text.tidy(rich)
    assert rich_text.tidy(tidied) == tidied


@given(rich=RICH)
def test_what_is_stored_comes_back(rich: RichText) -> None:
    stored = json.dumps(rich_text.to_data(rich))
    assert rich_text.from_data(json.loads(stored)) == rich


@pytest.mark.parametrize(
    "data", [[{"runs": []}], [{"kind": "table", "runs": []}], [{"kind": "bullet"}]]
)
def test_foreign_data_is_refused(data: list[dict[str, object]]) -> None:
    with pytest.raises((KeyError, ValueError)):
        rich_text.from_data(data)
