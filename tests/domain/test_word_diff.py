"""A change is seen: shortened texts show it, and its words do not run together."""

from __future__ import annotations

from moedeleder.domain.word_diff import around_change, spaced, word_diff

_LONG = "Vi er enige om, at Sofie har brug for ro og pauser i løbet af hele den lange skoledag "


def test_a_long_text_is_shortened_around_its_change() -> None:
    before, after = around_change(_LONG + "hver mandag.", _LONG + "hver tirsdag.", 60)
    assert before != after
    assert before.startswith("…")
    assert before.endswith("hver mandag.")
    assert after.startswith("…")
    assert after.endswith("hver tirsdag.")
    assert max(len(before), len(after)) <= 60


def test_what_came_in_at_the_end_is_seen() -> None:
    before, after = around_change(_LONG.strip(), _LONG + "hver mandag.", 60)
    assert after.endswith("hver mandag.")
    assert before != after


def test_short_texts_and_those_that_came_or_went_begin_at_their_beginning() -> None:
    assert around_change("Ro", "Uro", 60) == ("Ro", "Uro")
    before, after = around_change("", _LONG, 20)
    assert (before, after[:5], after[-1], len(after) <= 20) == ("", "Vi er", "…", True)


def test_words_that_went_out_do_not_run_into_those_that_came_in() -> None:
    pieces = spaced(word_diff("Sofie er motorisk urolig.", "Sofie har meget urolig."))
    assert "".join(each.text for each in pieces) == "Sofie er har motorisk meget urolig."
