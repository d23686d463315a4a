"""LIX against texts counted by hand, and what ends a sentence."""

from __future__ import annotations

import pytest

from moedeleder.language.lix import Counts, Lix, LixBand, band_of, counts_of, lix, lix_of
from moedeleder.language.words import read

# words, long words (seven letters or more), sentences: counted by hand.
COUNTED = (
    ("Alma er glad.", 3, 0, 1),
    ("Alma er glad. Hun har en god ven.", 8, 0, 2),
    # netværksmøde, forældrene, kommunen
    ("Til netværksmøde kom forældrene og kommunen.", 6, 3, 1),
    # Seven letters are long, six are not: barnets, barnet.
    ("Barnet og barnets ven", 4, 1, 1),
    # The colon ends a sentence; Aftaler has seven letters.
    ("Aftaler: Vi ringer.", 3, 1, 2),
    # Times, ordinals, initials and abbreviations end nothing.
    ("Vi ses kl. 15.30 den 3. december hos J. Hansen, f.eks. i hallen.", 13, 1, 1),
    ("Mødet er den 3. Vi ses.", 6, 0, 2),
    # A number is a word, but never a long one.
    ("Der er 1.250.000 kr. og 20000000 til os", 8, 0, 1),
    # A hyphen parts nothing: morbarngruppen has 14 letters.
    ("En mor-barn-gruppe", 2, 1, 1),
    ("Hvad nu? Ja! Nej...", 4, 0, 3),
    ("Overskrift uden punktum\nOg en linje til", 7, 2, 2),
    ("Der var is, saft osv. Alle var glade.", 8, 0, 2),
    ('"Må jeg?" spurgte han.', 4, 1, 1),
    ('Han sagde: "Ja." Så gik han.', 6, 0, 3),
    # A mail address is one word.
    ("Skriv til mette@by.example i dag.", 5, 1, 1),
)


@pytest.mark.parametrize(("text", "words", "long_words", "sentences"), COUNTED)
def test_counts_are_those_made_by_hand(
    text: str, words: int, long_words: int, sentences: int
) -> None:
    assert counts_of(read(text)) == Counts(words, long_words, sentences)


@pytest.mark.parametrize(
    ("text", "value", "band"),
    [
        # 3/1 + 0
        ("Alma er glad.", 3, LixBand.EASY),
        # 6/1 + 100·3/6 = 56
        ("Til netværksmøde kom forældrene og kommunen.", 56, LixBand.VERY_HARD),
        # 4/1 + 100·1/4 = 29
        ("Barnet og barnets ven", 29, LixBand.EASY_FOR_PRACTISED),
        # 3/2 + 100·1/3 = 34.83: rounded before it is put in a band
        ("Aftaler: Vi ringer.", 35, LixBand.MIDDLE),
        # 8/2 + 0 = 4
        ("Alma er glad. Hun har en god ven.", 4, LixBand.EASY),
    ],
)
def test_the_index_is_the_one_worked_out_by_hand(text: str, value: int, band: LixBand) -> None:
    assert lix(text) == Lix(value, band)


def test_halves_are_rounded_up() -> None:
    # 5/2 + 0 = 2.5
    assert Counts(words=5, long_words=0, sentences=2).lix == Lix(3, LixBand.EASY)


@pytest.mark.parametrize("text", ["", "   ", "...", "\n\n", "§ — •"])
def test_no_words_have_no_index(text: str) -> None:
    assert lix(text) is None


def test_the_whole_is_counted_as_one_text_and_not_as_a_mean() -> None:
    parts = ["Alma er glad.", "Til netværksmøde kom forældrene og kommunen."]
    # 9/2 + 100·3/9 = 37.83
    assert lix_of(counts_of(read(each)) for each in parts) == Lix(38, LixBand.MIDDLE)
    assert lix_of([]) is None


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0, "let"),
        (24, "let"),
        (25, "let for øvede"),
        (34, "let for øvede"),
        (35, "middel"),
        (44, "middel"),
        (45, "svær"),
        (54, "svær"),
        (55, "meget svær"),
        (900, "meget svær"),
    ],
)
def test_bands_begin_and_end_where_they_should(value: int, band: str) -> None:
    assert band_of(value) == band
