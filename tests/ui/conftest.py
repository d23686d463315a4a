"""Every window test runs in the program's own looks and in Danish."""

import pytest
from PySide6.QtWidgets import QApplication

from moedeleder.paths import resources
from moedeleder.ui.theme import Scheme, Theme
from moedeleder.ui.translations import load_danish


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    assert load_danish(qapp)
    return Theme(qapp, resources(), Scheme.LIGHT)


@pytest.fixture(autouse=True)
def theme(dressed: Theme) -> Theme:
    """The theme, back in light for each test."""
    if dressed.tokens.dark:
        dressed.set_scheme(Scheme.LIGHT)
    return dressed
