"""The code that ties an answer to a person and a meeting."""

import re

import pytest

from moedeleder.domain.references import codes_in, new_code

CODE = "ML-7K3F-9QXR-2MTD-VB4W"


def test_a_new_code_has_the_form_people_can_copy() -> None:
    assert re.fullmatch(r"ML(-[0-9A-HJKMNP-TV-Z]{4}){4}", new_code())


def test_codes_do_not_repeat() -> None:
    assert len({new_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "text",
    [
        f"Svarkode: {CODE}",
        f"> Svarkode: {CODE}.",
        CODE.lower(),
        CODE.replace("-", " "),
        CODE.replace("-", "\u2013"),
        CODE.replace("9QXR-", "9QXR-\r\n"),
        CODE.replace("-", ""),
        f"({CODE})",
        f"<p>{CODE}</p>",
    ],
)
def test_a_code_is_found_however_it_came_back(text: str) -> None:
    assert codes_in(text) == (CODE,)


def test_letters_that_look_like_digits_are_forgiven() -> None:
    assert codes_in("ML-OK3F-9QXR-IMTD-VB4L") == ("ML-0K3F-9QXR-1MTD-VB41",)


@pytest.mark.parametrize(
    "text", ["", "ML", "ML-7K3F-9QXR-2MTD", "XML-7K3F-9QXR-2MTD-VB4W", f"{CODE}X", "ML-UUUU-" * 4]
)
def test_what_is_no_code_is_not_taken_for_one(text: str) -> None:
    assert codes_in(text) == ()


def test_each_code_is_given_once() -> None:
    other = new_code()
    assert codes_in(f"{CODE} {other} {CODE}") == (CODE, other)
