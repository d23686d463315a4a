"""What a person is to the child is said once."""

from __future__ import annotations

import pytest

from moedeleder.domain.people import Person, PersonRole
from moedeleder.ui.wording import role_text


@pytest.mark.parametrize(
    ("role", "relation", "words"),
    [
        (PersonRole.SUPPORT_PERSON, "mormor", "Bisidder · mormor"),
        (PersonRole.SUPPORT_PERSON, "mormor og bisidder", "Mormor og bisidder"),
        (PersonRole.SUPPORT_PERSON, "bisidder", "Bisidder"),
        (PersonRole.TEACHER, "klasselærer", "Klasselærer"),
        (PersonRole.TEACHER, "", "Lærer"),
        (PersonRole.PARENT, "mor", "Mor"),
    ],
)
def test_no_role_is_said_twice(role: PersonRole, relation: str, words: str) -> None:
    person = Person("1", 1, "f", "Bente Vang", role, relation)
    assert role_text(person) == words
