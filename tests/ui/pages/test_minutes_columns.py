"""What must be seen in the columns of the minutes page, however narrow the window."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.record import Gap, GapKind, PartKey
from moedeleder.ui.pages.minutes.columns import MinutesColumns
from moedeleder.ui.pages.minutes.rail import PartsRail, PartState, RailEntry
from moedeleder.ui.pages.minutes.rail_link import RailLink
from moedeleder.ui.pages.minutes.side import MinutesSide
from moedeleder.ui.widgets.button import Button

_PAGE = 1032
"""What a window of 1280 leaves."""


def _side() -> MinutesSide:
    side = MinutesSide()
    for name, title in (("a", "Siderne"), ("b", "Rettelser"), ("c", "Sprog"), ("d", "Fra mødet")):
        side.add_page(name, title, QLabel(title))
    side.set_shown("b", False)
    return side


def test_the_side_grows_when_a_tab_comes(qtbot: QtBot) -> None:
    side = _side()
    columns = MinutesColumns(QWidget(), QWidget(), side)
    qtbot.addWidget(columns)
    columns.resize(_PAGE, 500)
    columns.show()
    before = side.width()
    side.set_shown("b", True)
    qtbot.waitUntil(lambda: side.width() > before)
    tabs = side.findChild(QTabBar, "minutesSideTabs")
    assert tabs is not None
    assert tabs.tabRect(3).right() <= tabs.width()
    side.set_shown("b", False)
    qtbot.waitUntil(lambda: side.width() == before)


def test_what_is_missing_is_said_at_the_top_and_leads_to_the_list(qtbot: QtBot) -> None:
    rail = PartsRail()
    qtbot.addWidget(rail)
    rail.resize(200, 300)
    rail.show_entries([RailEntry(key, key.value, PartState.READY) for key in PartKey])
    rail.show()
    lead = rail.findChild(Button, "seeMissing")
    assert lead is not None
    assert not lead.isVisible()
    due = Gap(GapKind.PROMISE_WITHOUT_DUE, PartKey.ACTION_PLAN)
    follow_up = Gap(GapKind.FOLLOW_UP_OPEN, PartKey.FOLLOW_UP)
    gaps = [(due, "Aftale 2 har ingen frist"), (follow_up, "Intet om opfølgning")]
    rail.show_gaps(gaps)
    assert lead.caption == "2 ting mangler"
    with qtbot.waitActive(rail):
        rail.activateWindow()
    lead.click()
    first = rail.findChild(RailLink, "gap-1")
    assert first is not None
    # What no reason can stand for comes first.
    assert first.hasFocus()
    assert 0 <= first.mapTo(rail.viewport(), first.rect().topLeft()).y() < rail.height()
    rail.show_gaps(gaps, {due.key: "Mette spørger sin leder"})
    assert lead.caption == "1 ting mangler"
    rail.show_gaps([])
    assert not lead.isVisible()
