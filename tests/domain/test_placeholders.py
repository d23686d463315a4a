"""What the program offered and nobody has filled in yet."""

from __future__ import annotations

import pytest

from moedeleder.domain.placeholders import OWN_WORDS_HERE, is_unfinished
from moedeleder.domain.rich_text import from_plain


@pytest.mark.parametrize(
    "text",
    ["Alma har brug for støtte til …", "Det er svært, fordi ...", "[navn] ringer", OWN_WORDS_HERE],
)
def test_a_place_to_fill_in_is_unfinished(text: str) -> None:
    assert is_unfinished(from_plain(f"Vi er enige.\n{text}"))


@pytest.mark.parametrize(
    "text",
    ["Sofie: ”Jeg er bange for … alt”", "Vi talte længe…", "Se bilag [1].", "Støtte til lektier."],
)
def test_own_words_and_whole_sentences_are_left_alone(text: str) -> None:
    assert not is_unfinished(from_plain(text))
