"""The lists and the dictionary we ship, read once."""

from __future__ import annotations

import pytest

from moedeleder import paths
from moedeleder.language.checker import Checker
from moedeleder.language.data import LanguageData
from moedeleder.language.hunspell_library import HunspellSpeller
from moedeleder.services.language_data import load_language


@pytest.fixture(scope="session")
def data() -> LanguageData:
    return load_language([paths.resources()])


@pytest.fixture(scope="session")
def speller() -> HunspellSpeller:
    return HunspellSpeller(paths.resources() / "dictionaries" / "da_DK")


@pytest.fixture(scope="session")
def checker(data: LanguageData, speller: HunspellSpeller) -> Checker:
    return Checker(data, speller)
