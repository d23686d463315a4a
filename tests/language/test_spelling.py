"""The dictionary: where it lies, what it lacks, and how it is asked from several threads."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from moedeleder import paths
from moedeleder.domain.errors import FileUnreadable
from moedeleder.language import hunspell_library
from moedeleder.language.hunspell_library import HunspellSpeller
from moedeleder.language.spelling import Recalling, is_own

SHIPPED = paths.resources() / "dictionaries" / "da_DK"
RIGHT = (
    "barnet forældrene bisidder netværksmøde skolefravær støttetimer handleplan æble ø å".split()
)
WRONG = "fravaer barnett padagogen møtet".split()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """The dictionary in a folder with spaces and Danish letters in its name."""
    folder = tmp_path / "Børn og Unge æøå"
    folder.mkdir()
    for name in ("da_DK.aff", "da_DK.dic"):
        shutil.copy(SHIPPED / name, folder)
    return folder


def test_right_words_are_known_and_wrong_ones_are_not(speller: HunspellSpeller) -> None:
    assert [word for word in RIGHT if not speller.knows(word)] == []
    assert [word for word in WRONG if speller.knows(word)] == []


def test_what_was_meant_is_among_the_first_suggestions(speller: HunspellSpeller) -> None:
    assert "fravær" in speller.suggest("fravaer")
    assert "barnets" in speller.suggest("barnetts")
    assert 0 < len(speller.suggest("møttes")) <= 5


@pytest.mark.parametrize("word", ["", "\0", "a\0b"])
def test_what_is_no_word_has_no_suggestions(speller: HunspellSpeller, word: str) -> None:
    assert speller.suggest(word) == ()


def test_the_folder_may_have_danish_letters_in_its_name(elsewhere: Path) -> None:
    speller = HunspellSpeller(elsewhere)
    assert speller.knows("forældrene")
    assert "fravær" in speller.suggest("fravaer")


def test_the_binding_alone_reads_it_there_too(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where there is no library to call."""
    monkeypatch.setattr(hunspell_library, "_shared_library", lambda: None)
    speller = HunspellSpeller(elsewhere)
    assert speller.knows("forældrene")
    assert not speller.knows("fravaer")
    assert "fravær" in speller.suggest("fravaer")


@pytest.mark.parametrize("missing", ["da_DK.aff", "da_DK.dic"])
def test_a_dictionary_that_is_not_all_there_is_refused(elsewhere: Path, missing: str) -> None:
    (elsewhere / missing).unlink()
    with pytest.raises(FileUnreadable):
        HunspellSpeller(elsewhere)


def test_a_dictionary_that_was_cut_off_is_refused(elsewhere: Path) -> None:
    (elsewhere / "da_DK.dic").write_bytes(b"160502\n")
    with pytest.raises(FileUnreadable):
        HunspellSpeller(elsewhere)


def test_several_threads_get_the_same_answers(speller: HunspellSpeller) -> None:
    words = (RIGHT + WRONG) * 20
    alone = [speller.knows(word) for word in words]
    fresh = HunspellSpeller(SHIPPED)
    with ThreadPoolExecutor(4) as pool:
        suggestions = pool.submit(fresh.suggest, "fravaer")
        together = list(pool.map(fresh.knows, words))
    assert together == alone
    assert "fravær" in suggestions.result()


@pytest.mark.parametrize(
    "word", ["Alma", "alma", "Almas", "Alma's", "ALMA", "Jonas'", "Alma-Jonas"]
)
def test_a_name_is_known_in_the_genitive_too(word: str) -> None:
    assert is_own(word, frozenset({"alma", "jonas"}))


@pytest.mark.parametrize("word", ["Almaer", "Alm", "s", "'", ""])
def test_what_only_begins_like_a_name_is_not(word: str) -> None:
    assert not is_own(word, frozenset({"alma", "jonas"}))


def test_what_was_looked_up_is_remembered() -> None:
    speller = HunspellSpeller(SHIPPED)
    assert (speller.recall("skolebus"), speller.recall("skolebuz")) == (None, None)
    assert (speller.knows("skolebus"), speller.knows("skolebuz")) == (True, False)
    assert (speller.recall("skolebus"), speller.recall("skolebuz")) == (True, False)


def test_memory_alone_calls_a_word_right_until_it_is_looked_up() -> None:
    speller = HunspellSpeller(SHIPPED)
    recalling = Recalling(speller)
    assert recalling.knows("skolebuz")
    assert recalling.pending == {"skolebuz"}
    speller.knows("skolebuz")
    assert not Recalling(speller).knows("skolebuz")
