"""Text twice as large still fits on a small screen, with the pen and the main button in sight."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.screenshots.draw import settle
from tests.screenshots.registry import load_scenes

SCENES = load_scenes()
PAGES = (
    "idag",
    "moeder",
    "families-normal",
    "aftaler",
    "dagsorden",
    "bidrag",
    "runde-delt-side",
    "runde-opdatering-side",
    "runde-aflyst",
    "room-running",
    "room-start",
    "referat-2-top",
    "opfoelgning-1-sendt",
    "settings-office",
)


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    """The system's text at 200 %."""
    before = qapp.font()
    large = qapp.font()
    large.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(large)
    yield
    qapp.setFont(before)


def shown(qtbot: QtBot, scene: str) -> QWidget:
    page = SCENES[scene].build()
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    settle()
    return page


@pytest.mark.parametrize("scene", PAGES)
def test_a_page_is_no_wider_than_a_small_screen(scene: str, qtbot: QtBot, large_text: None) -> None:
    page = shown(qtbot, scene)
    assert page.minimumSizeHint().width() <= 1280
    assert page.width() == 1280


def test_the_pen_and_the_way_on_stay_in_sight_in_a_meeting(qtbot: QtBot, large_text: None) -> None:
    page = shown(qtbot, "room-running")
    for name in ("composer", "nextPointButton"):
        part = page.findChildren(QWidget, name)[0]
        place = QRect(part.mapTo(page, QPoint(0, 0)), part.size())
        assert page.rect().contains(place), name
        assert not part.visibleRegion().isEmpty(), name


def test_the_steps_grow_with_the_text(qtbot: QtBot, large_text: None) -> None:
    page = shown(qtbot, "dagsorden")
    step = page.findChildren(QPushButton, "step1")[0]
    assert step.height() >= 2 * 20
    assert step.sizeHint().width() <= step.width()


@pytest.mark.parametrize("scene", ["dagsorden-indkaldt", "paamindelser-dagsorden"])
def test_no_button_of_the_agendas_foot_lies_under_another(
    scene: str, qtbot: QtBot, large_text: None
) -> None:
    page = shown(qtbot, scene)
    names = ("seeAgenda", "inviteAgain", "agendaMain")
    found = [page.findChild(QPushButton, name) for name in names]
    seen = [each for each in found if isinstance(each, QPushButton) and each.isVisible()]
    assert len(seen) >= 2
    for left, right in pairwise(seen):
        assert left.geometry().right() < right.geometry().left()
