"""The gallery of all widgets: drawn in both lights, and every control in it has a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.ui.theme import Scheme, Theme
from moedeleder.ui.tokens import DARK, LIGHT
from tests.screenshots.draw import draw
from tests.screenshots.registry import Scene, registry
from tests.screenshots.scenes_gallery import SCENES

gallery = pytest.mark.parametrize("build", SCENES, ids=lambda build: build.__name__)


@gallery
def test_everything_the_keyboard_reaches_has_a_name(build, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    page = build()
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QStackedWidget | QAbstractScrollArea)
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


@gallery
def test_nothing_sticks_out_of_a_small_window(build, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    page = build()
    qtbot.addWidget(page)
    assert page.minimumSizeHint().width() <= 1280
    assert page.minimumSizeHint().height() <= 720


def test_a_scene_is_drawn_in_light_and_dark(
    theme: Theme, tmp_path: Path, qapp: QApplication
) -> None:
    scene = registry.scenes["gallery-today"]
    small = Scene(scene.name, scene.build, ((1280, 720),))
    files = draw(small, theme, tmp_path, (Scheme.LIGHT, Scheme.DARK))
    grounds = []
    for file in files:
        picture = QImage(str(file))
        assert picture.width() == round(1280 * qapp.devicePixelRatio())
        grounds.append(picture.pixelColor(picture.width() - 10, picture.height() - 20))
    assert grounds == [QColor(LIGHT.window), QColor(DARK.window)]


def test_two_scenes_cannot_share_a_name() -> None:
    with pytest.raises(ValueError, match="gallery-today"):
        registry.scene("gallery-today")(QWidget)


def test_qt_speaks_danish(qapp: QApplication) -> None:
    assert qapp.translate("QPlatformTheme", "Cancel") == "Annuller"
