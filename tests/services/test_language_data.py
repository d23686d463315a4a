"""Reading the lists of words: what a municipality may change, and how a mistake is placed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from moedeleder import paths
from moedeleder.domain.errors import ResourceFault
from moedeleder.language.checker import Checker
from moedeleder.services.language_data import load_language
from moedeleder.services.resource_files import FaultReason

SHIPPED = paths.resources()
OWN_GENTLE = """
explain = "Skriv det pænere."
terms_of_law = ["tosset efter"]
[[word]]
avoid = "tosset"
forms = ["tosset|tossede", "helt … forvirret"]
offers = ["glad"]
"""


def _own(tmp_path: Path, name: str, text: str) -> list[Path]:
    """Return the folders to read when the municipality has one file of its own."""
    (tmp_path / "language").mkdir(exist_ok=True)
    (tmp_path / "language" / name).write_text(text, encoding="utf-8")
    return [SHIPPED, tmp_path]


def test_a_municipalitys_own_list_takes_the_place_of_ours(tmp_path: Path) -> None:
    checker = Checker(load_language(_own(tmp_path, "gentle_words.toml", OWN_GENTLE)))
    text = "De tossede børn er tosset efter is. Mor nægter. Han er helt og aldeles forvirret."
    found = checker.check(text)
    assert [each.text for each in found] == ["tossede", "helt og aldeles forvirret"]
    assert found[0].explain == "Skriv det pænere."
    assert [each.text for each in checker.check("Vi ringer ift. skolen.")] == ["ift."]


def test_the_longest_sentence_is_the_municipalitys_to_choose(tmp_path: Path) -> None:
    text = (SHIPPED / "language" / "office_words.toml").read_text("utf-8")
    own = _own(
        tmp_path, "office_words.toml", text.replace("sentence_words = 25", "sentence_words = 5")
    )
    found = Checker(load_language(own)).check("Vi ringer til mor i dag. Vi ringer nu.")
    assert [each.text for each in found] == ["Vi ringer til mor i dag"]


@pytest.mark.parametrize(
    ("name", "old", "new", "field", "reason"),
    [
        ("gentle_words.toml", 'avoid = "tosset"', "", "word.1.avoid", FaultReason.MISSING),
        ("gentle_words.toml", '["glad"]', "[]", "word.1.offers", FaultReason.EMPTY),
        ("gentle_words.toml", "offers", "ofers", "word.1.ofers", FaultReason.UNKNOWN_FIELD),
        (
            "gentle_words.toml",
            "helt … forvirret",
            "helt …",
            "word.1.forms.2",
            FaultReason.UNKNOWN_VALUE,
        ),
        ("gentle_words.toml", "tosset|tossede", "|", "word.1.forms.1", FaultReason.UNKNOWN_VALUE),
        ("gentle_words.toml", "tosset efter", " ", "terms_of_law.1", FaultReason.EMPTY),
    ],
)
def test_a_mistake_is_placed(
    tmp_path: Path, name: str, old: str, new: str, field: str, reason: FaultReason
) -> None:
    with pytest.raises(ResourceFault) as caught:
        load_language(_own(tmp_path, name, OWN_GENTLE.replace(old, new)))
    fault = caught.value
    assert (fault.file_name, fault.field, fault.reason) == (name, field, reason)
    assert fault.line > 0


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("gentle_words.toml", OWN_GENTLE + OWN_GENTLE[OWN_GENTLE.index("[[") :], "duplicate_key"),
        ("passive.toml", 'explain = "x"\nverbs = ["sende sendte"]', "unknown_value"),
        (
            "abbreviations.toml",
            'explain_professional = "x"\nexplain_office = "y"\n'
            '[[office]]\nshort = ["a.", "a."]\nlong = ["alt"]',
            "duplicate_key",
        ),
        ("office_words.toml", 'explain = "x"\nexplain_long = "y"', "missing"),
        ("spelling_extra.toml", "words = [", "syntax"),
    ],
)
def test_other_mistakes_are_named(tmp_path: Path, name: str, text: str, reason: str) -> None:
    with pytest.raises(ResourceFault) as caught:
        load_language(_own(tmp_path, name, text))
    assert (caught.value.file_name, caught.value.reason) == (name, reason)


@pytest.mark.parametrize("name", sorted(path.name for path in (SHIPPED / "language").iterdir()))
def test_a_list_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    shutil.copytree(SHIPPED / "language", tmp_path / "language")
    (tmp_path / "language" / name).unlink()
    with pytest.raises(ResourceFault) as caught:
        load_language([tmp_path])
    assert caught.value.file_name == f"language/{name}"
    assert caught.value.reason == FaultReason.MISSING_FILE
