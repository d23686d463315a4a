"""Typed text keeps its letters and loses only what no paper can carry."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain import text as texts
from moedeleder.domain.errors import FieldMissing, FieldTooLong

ANY_TEXT = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    "text",
    [
        "Ærø, Ålborg og Øster Å",
        "👩‍👧 familien",
        "שלום",
        "<script>alert(1)</script>",
        "#set page(width: 1pt) $x$ *fed*",
        "{{ navn }} & \"citat\" 'enkelt'",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert texts.clean_text(text) == text


def test_letters_are_composed() -> None:
    assert texts.clean_text("Ma\u030anes") == "Månes"


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\n"])
def test_line_ends_are_one_kind(ending: str) -> None:
    assert texts.clean_text(f"a{ending}b") == "a\nb"


@pytest.mark.parametrize("code", [0x00, 0x0E, 0x1F, 0x7F, 0x84, 0xD800, 0xFFFE, 0xFDD0, 0x1FFFF])
def test_what_no_paper_can_carry_is_made_visible(code: int) -> None:
    assert texts.clean_text(f"a{chr(code)}b") == "a\ufffdb"


def test_a_list_pasted_from_word_keeps_its_lines_and_bullets() -> None:
    pasted = "\uf0b7\tRo\v\uf0a7\tPauser\fSøvn"
    assert texts.clean_text(pasted) == "•\tRo\n•\tPauser\nSøvn"


@given(text=ANY_TEXT)
def test_cleaning_is_done_once_and_can_be_stored(text: str) -> None:
    cleaned = texts.clean_text(text)
    assert texts.clean_text(cleaned) == cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


@given(text=ANY_TEXT)
def test_a_line_is_one_line(text: str) -> None:
    line = texts.clean_line(text)
    assert line == line.strip()
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize("text", ["", "   ", "\n\t "])
def test_a_required_line_must_hold_something(text: str) -> None:
    with pytest.raises(FieldMissing) as caught:
        texts.required_line(text, "title")
    assert caught.value.field == "title"


def test_limits_are_kept_to_the_letter() -> None:
    assert texts.required_line("å" * 10, "title", 10) == "å" * 10
    with pytest.raises(FieldTooLong) as caught:
        texts.required_line("å" * 11, "title", 10)
    assert (caught.value.field, caught.value.limit) == ("title", 10)
    with pytest.raises(FieldTooLong):
        texts.optional_text("a\n" * 6 + "a", "text", 10)


def test_an_optional_text_keeps_its_lines() -> None:
    assert texts.optional_text("  en\r\n\r\nto  ", "text") == "en\n\nto"
    assert texts.optional_line(" en\nto ", "place") == "en to"


@given(text=st.text(), limit=st.integers(1, 50))
def test_shortened_text_fits(text: str, limit: int) -> None:
    short = texts.shorten(text, limit)
    assert len(short) <= limit
    assert short == text or short.endswith("…")


@pytest.mark.parametrize("heap", ["\u0300\u0316", "\u0f73"], ids=["accents", "hidden accents"])
def test_a_heap_of_accents_is_kept_as_it_came_and_costs_little(heap: str) -> None:
    text = "Bla\u030a a" + heap * 100_000
    begun = time.process_time()
    assert texts.clean_text(text) == text
    # In order it would take over ten seconds, and four times as long for twice as many.
    assert time.process_time() - begun < 5


def test_as_many_accents_as_a_language_can_need_are_composed() -> None:
    assert texts.clean_text("a\u030a" * 1_000) == "å" * 1_000
    assert texts.clean_text("a" + "\u030a" * 499) == "å" + "\u030a" * 498
