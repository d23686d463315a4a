"""What somebody typed, as it is searched, and what was found, in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain.search import LONGEST_SEARCH, MOST_WORDS, Piece, Wanted, pieces_of, wanted


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("skole", [Wanted("skole", True)]),
        ("på skole", [Wanted("på", False), Wanted("skole", True)]),
        ("skole på", [Wanted("skole", True), Wanted("på", True)]),
        ("i", [Wanted("i", False)]),
        ("på* skole", [Wanted("på*", True), Wanted("skole", True)]),
        ('"får støtte" nu', [Wanted("får støtte", False), Wanted("nu", True)]),
        ('"får støt', [Wanted("får støt", True)]),
        ("”får støtte”", [Wanted("får støtte", False)]),
        ("- ! 12-14", [Wanted("12-14", True)]),
        (' " ', []),
    ],
)
def test_words_and_phrases_are_told_apart(typed: str, found: list[Wanted]) -> None:
    assert list(wanted(typed)) == found


@given(st.text(max_size=LONGEST_SEARCH * 2))
def test_whatever_is_typed_is_bounded(typed: str) -> None:
    found = wanted(typed)
    assert len(found) <= MOST_WORDS
    assert all(any(char.isalnum() for char in each.words) for each in found)


def test_pieces_are_on_one_line_and_broken_marks_do_no_harm() -> None:
    found = pieces_of("Først\n [Alma] får\n[støtte]", "[", "]")
    assert found == (
        Piece("Først · "),
        Piece("Alma", is_found=True),
        Piece(" får · "),
        Piece("støtte", is_found=True),
    )
    assert "".join(each.text for each in pieces_of("a]b[c", "[", "]")) == "abc"
    assert pieces_of("", "[", "]") == ()
