"""The lists of words we ship: every form is Danish, and every entry says what to write instead."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from moedeleder import paths
from moedeleder.language.checker import Checker
from moedeleder.language.data import LanguageData, Phrase
from moedeleder.language.hunspell_library import HunspellSpeller
from moedeleder.language.lix import lix
from moedeleder.language.passive import PassiveFinder
from moedeleder.services.language_data import load_language

FOLDER = paths.resources() / "language"
# Forms that no dictionary has, but people write.
UNKNOWN = set(
    "dårligtfungerende ift normaltfungerende skolevægrere skolevægreren skolevægrerne "
    "udadreagerede udadreagerer usamarbejdsvillig usamarbejdsvillige".split()
)


@pytest.fixture(scope="module")
def data() -> LanguageData:
    return load_language([paths.resources()])


@pytest.fixture(scope="module")
def speller() -> HunspellSpeller:
    return HunspellSpeller(paths.resources() / "dictionaries" / "da_DK")


def _written(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def _words(phrases: tuple[Phrase, ...]) -> Iterator[str]:
    for phrase in phrases:
        for place in phrase:
            yield from place or ()


def test_every_form_is_a_danish_word(data: LanguageData, speller: HunspellSpeller) -> None:
    forms = {
        form
        for entry in (*data.gentle, *data.office)
        for form in _words(entry.forms)
        if not form.endswith(".")
    }
    lost = {form for form in forms if not speller.knows(form) and not speller.knows(form.title())}
    assert lost == UNKNOWN


def test_every_verb_is_danish_in_all_its_forms(
    data: LanguageData, speller: HunspellSpeller
) -> None:
    verbs = data.passives.verbs
    assert len({verb.infinitive for verb in verbs}) == len(verbs) > 250
    forms = [form for verb in verbs for form in (verb.infinitive, verb.past, verb.participle)]
    assert [form for form in forms if not speller.knows(form)] == []
    assert [v.infinitive for v in verbs if not speller.knows(f"{v.infinitive}s")] == []


def test_deponent_verbs_are_not_among_the_passives(data: LanguageData) -> None:
    deponent = (
        "synes findes lykkes mødes trives skændes færdes længes brydes mindes enes glædes "
        "skammes ældes kendes ses"
    ).split()
    checker = Checker(LanguageData(passives=data.passives))
    assert [word for word in deponent if checker.check(f"De {word} her.")] == []
    assert PassiveFinder(data.passives)


def test_every_entry_offers_something_else_in_plain_words(data: LanguageData) -> None:
    assert len(data.gentle) >= 44
    assert len(data.office) >= 100
    for entry in (*data.gentle, *data.office):
        assert entry.word.lower() not in [offer.lower() for offer in entry.offers]
        hardness = lix(entry.explain)
        assert hardness is not None
        assert hardness.value < 30
        assert entry.explain.endswith(".")
        assert "!" not in entry.explain


def test_every_headword_of_the_field_is_found_by_its_own_forms(data: LanguageData) -> None:
    checker = Checker(LanguageData(gentle=data.gentle))
    for entry in data.gentle:
        found = checker.check(f"Vi skrev {entry.word} i går.")
        assert [each.word for each in found] == [entry.word]


def test_no_abbreviation_is_listed_twice() -> None:
    table = _written("abbreviations.toml")
    shorts = [
        short
        for kind in ("professional", "office")
        for each in table[kind]
        for short in each["short"]
    ] + table["left_alone"]
    assert len(shorts) == len(set(shorts))
    assert all(each["long"] for kind in ("professional", "office") for each in table[kind])
