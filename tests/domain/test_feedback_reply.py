"""Marks in a mail: the ways people write five numbers, and what is no answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain.feedback_reply import read_feedback

ALL = (5, 4, None, 3, 5)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("5 4 - 3 5", ALL),
        ("5, 4, -, 3, 5", ALL),
        ("5,4,-,3,5.", ALL),
        ("5/4/x/3/5", ALL),
        ("54-35", ALL),
        ("5\n4\n-\n3\n5", ALL),
        ("5 4 0 3 5", ALL),
        ("A 5\nB 4\nC -\nD 3\nE 5", ALL),
        ("a: 5\nb: 4\nd: 3\ne: 5", ALL),
        ("A5 B4 C- D3 E5", ALL),
        ("A=5, B=4, C=-, D=3, E=5", ALL),
        ("- A. Jeg blev hørt. 5\n- B. Jeg forstod det: 4\nD. 3\nE. 5", ALL),
        ("1: 5\n2: 4\n3: -\n4: 3\n5: 5", ALL),
        ("1. 5\n2. 4\n3. –\n4. 3\n5. 5", ALL),
        ("Hej Mette\n\n5 4 - 3 5\n\nMvh\nSofie", ALL),
        ("Her er mine svar:\n5 4 - 3 5", ALL),
        ("11111", (1, 1, 1, 1, 1)),
        ("- - - - -", (None,) * 5),
        ("E 2", (None, None, None, None, 2)),
    ],
)
def test_marks_are_read(text: str, marks: tuple[int | None, ...]) -> None:
    reply = read_feedback(text, name="Sofie Eksempel")
    assert reply is not None
    assert reply.feedback.marks == marks
    assert reply.words == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tak for mødet",
        "5 4 3",
        "5 4 6 3 5",
        "5 4 3 2 1 2",
        "12 34 56 78",
        "Ring på 12345678",
        "A 5\nA 4\nB 3",
        "Vi ses den 3.",
        "-----",
        "Det var godt. 5 stjerner",
    ],
)
def test_what_cannot_be_read_for_certain_is_no_answer(text: str) -> None:
    assert read_feedback(text) is None


def test_words_beside_the_marks_are_handed_on_without_them() -> None:
    reply = read_feedback("5 4 3 2 1\n\nMå jeg få referatet på papir?\n\nMvh Sofie")
    assert reply is not None
    assert reply.feedback.marks == (5, 4, 3, 2, 1)
    assert "Må jeg få referatet på papir?" in reply.words
    assert "5 4 3" not in reply.words


def test_words_on_the_same_line_are_kept_too() -> None:
    reply = read_feedback("5 4 3 2 1 og jeg savnede en tolk")
    assert reply is not None
    assert reply.words == "og jeg savnede en tolk"


def test_marks_written_into_the_letter_below_are_read() -> None:
    quoted = "> Svar på denne mail.\n> - A. Jeg blev hørt. 5\n> - B. Jeg forstod det. 4\n> C. Nej"
    reply = read_feedback("", quoted)
    assert reply is not None
    assert reply.feedback.marks == (5, 4, None, None, None)


def test_the_letter_itself_holds_no_marks() -> None:
    quoted = "> - A. Jeg blev hørt.\n> Du kan nøjes med fem tal på en linje, fx: 5 4 - 3 5\n"
    assert read_feedback("Det husker jeg ikke", quoted) is None


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str, quoted: str) -> None:
    reply = read_feedback(text, quoted)
    if reply is not None:
        assert reply.feedback.checked() == reply.feedback


def test_long_texts_are_read_in_no_time() -> None:
    for text in ("5 4 " * 50_000, "A " * 100_000, "\n" * 100_000 + "5", "> - " * 50_000):
        read_feedback(text, text)
