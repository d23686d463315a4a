"""Every window test runs in the program's own looks and in Danish."""

from collections.abc import Iterator

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


@pytest.fixture(autouse=True)
def nothing_stands_open(qapp: QApplication) -> Iterator[None]:
    """Take away a dialog that asked once more before it closed: nobody is there to answer."""
    yield
    for _ in range(10):
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return
        dialog.hide()
        dialog.deleteLater()
