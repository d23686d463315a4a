"""Every error has a plain Danish text of its own."""

from __future__ import annotations

import re

import pytest

from moedeleder.domain import errors
from moedeleder.domain.errors import MoedelederError
from moedeleder.ui.error_sentences import SENTENCES
from moedeleder.ui.texts import error_text, field_name, has_own_text


def every_kind(kind: type[MoedelederError] = MoedelederError) -> list[type[MoedelederError]]:
    return [kind, *(found for sub in kind.__subclasses__() for found in every_kind(sub))]


ours = [kind for kind in every_kind() if kind.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", ours, ids=lambda kind: kind.__name__)
def test_it_says_what_happened_in_its_own_words(kind: type[MoedelederError]) -> None:
    assert has_own_text(kind)
    what, safe, do = SENTENCES[kind]
    assert what
    for part in filter(None, (what, safe, do)):
        assert re.sub(r"\{missing\}", "", part).endswith(".")
        assert "!" not in part
        assert "sagen" not in part.casefold()


def lix(text: str) -> float:
    words = re.findall(r"\w+", text)
    sentences = max(1, len(re.findall(r"[.:?!]+", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_the_sentences_together_are_easy_to_read() -> None:
    whole = " ".join(" ".join(parts) for parts in SENTENCES.values())
    assert lix(re.sub(r"\{\w+\}", "", whole)) < 30


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errors.FieldMissing("title"), "Titlen mangler."),
        (errors.FieldTooLong("purpose", 20_000), "20.000 tegn"),
        (errors.InvalidDate("unheard_of"), "Feltet kan ikke læses."),
        (errors.MinutesIncomplete(1), "mangler 1 ting"),
        (errors.MinutesIncomplete(3), "mangler 3 ting"),
        (errors.PassphraseTooShort(12), "mindst 12 tegn"),
        (errors.MailNotSetUp("host"), "Der mangler: serverens navn."),
        (errors.ResourceFault("frister.toml", 7, "limit", "missing"), "(linje 7, limit)"),
        (errors.ResourceFault("frister.toml", 0, "", "syntax"), "ikke skrevet rigtigt."),
        (errors.MeetingFileRefused("{0}{x}.json", "a.b", "nonsense"), "{0}{x}.json"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, MoedelederError) else "",
)
def test_the_facts_are_filled_in(error: MoedelederError, words: str) -> None:
    assert words in error_text(error).sentence


def test_no_text_is_left_with_an_open_place() -> None:
    for kind in (errors.InvalidInput, errors.FieldMissing, errors.InvalidDate):
        assert "{" not in error_text(kind("mail")).sentence


def test_a_kind_without_words_takes_its_parents() -> None:
    class Unheard(errors.MailError):
        pass

    assert error_text(Unheard()) == error_text(errors.MailError())
    assert field_name("unheard_of") == "feltet"
