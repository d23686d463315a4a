"""A Danish line stays Danish, whatever letters its first name has."""

from __future__ import annotations

import pytest

from moedeleder.documents.drawable import is_right_to_left

_NAME = "\u0641\u0627\u0637\u0645\u0629"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{_NAME}: Hvem hjælper ham med at komme i skole?", False),
        (f"Tolken for {_NAME}", False),
        (_NAME, True),
        (f"{_NAME} {_NAME} {_NAME} Ole", True),
        ("12.30", False),
        ("", False),
    ],
)
def test_most_letters_decide_the_side_a_line_is_read_from(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected
