"""The page of a running meeting: showing it anew, and one Enter in the pen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.looks import dressed
from benchmarks.measuring import Comparison, compare
from benchmarks.offices import running_meeting
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.store import Store
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.room.line_edit import GrowingEdit
from moedeleder.ui.pages.steps import Step
from tests.stores import KEY, TickingClock
from tests.ui.office_fixture import TestDesk, opened_desk

SIZES = ((10, 500), (60, 2_000))


def run(folder: Path) -> Iterator[Comparison]:
    app = dressed()
    with opened_desk(folder) as desk, second_hand(folder) as store:
        empty = opened_page(app, desk, store, 10, 0)
        for points, said in SIZES:
            full = opened_page(app, desk, store, points, said)
            size = f"{points} points, {said} notes"
            yield compare(
                f"show a meeting again, {size}",
                partial(_refresh, app, full),
                "the same, 10 points, nothing said",
                partial(_refresh, app, empty),
            )
            yield compare(
                f"one Enter, {size}",
                partial(_enter, app, full),
                "the same, 10 points, nothing said",
                partial(_enter, app, empty),
            )
            full.deleteLater()
        empty.deleteLater()
        app.processEvents()


@contextmanager
def second_hand(folder: Path) -> Iterator[Store]:
    """Open the desk's file once more, to fill it past the services."""
    store = Store(SqliteEngine(folder / "moedeleder.db", KEY), clock=TickingClock())
    yield store
    store.close()


def opened_page(
    app: QApplication, desk: TestDesk, store: Store, points: int, said: int
) -> MeetingPage:
    """Return the page of a running meeting, shown at 1280 by 720."""
    meeting = running_meeting(desk.office, store, points=points, statements=said)
    page = MeetingPage(desk)
    page.resize(1280, 720)
    page.open_meeting(meeting.id, Step.MEETING)
    page.show()
    app.processEvents()
    return page


def _refresh(app: QApplication, page: MeetingPage) -> None:
    page.refresh()
    app.processEvents()


def _enter(app: QApplication, page: MeetingPage) -> None:
    pen = page.findChild(GrowingEdit, "composerText")
    assert pen is not None
    assert page.meeting is not None
    before = len(page.meeting.statements)
    pen.setPlainText("Det går bedst, når morgenen er rolig.")
    QTest.keyClick(pen, Qt.Key.Key_Return)
    app.processEvents()
    assert len(page.meeting.statements) == before + 1
