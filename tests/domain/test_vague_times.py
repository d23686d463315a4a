"""Words that say when without saying a day are named, not guessed at."""

from __future__ import annotations

import pytest

from moedeleder.domain.vague_times import vague_time


@pytest.mark.parametrize(
    ("words", "vague"),
    [
        ("Ringer snart", "snart"),
        ("Ringer snarest muligt", "snarest muligt"),
        ("Sender brev hurtigst muligt.", "hurtigst muligt"),
        ("Sender brev så hurtigt som muligt", "så hurtigt som muligt"),
        ("Ses om et par uger", "om et par uger"),
        ("Ses inden for nogle dage", "inden for nogle dage"),
        ("Ringer en af dagene", "en af dagene"),
        ("Ringer Snart ", "Snart"),
        ("snart", "snart"),
        ("Ringer om 5 hverdage", "om 5 hverdage"),
    ],
)
def test_a_vague_time_at_the_end_is_found(words: str, vague: str) -> None:
    assert vague_time(words) == vague


@pytest.mark.parametrize(
    "words",
    ["", "Ringer snart til Karin", "Ringer endnu en gang", "Ringer 12/3", "Gemmer det for senere"],
)
def test_other_words_are_left_alone(words: str) -> None:
    assert vague_time(words) == ""
