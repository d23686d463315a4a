"""One key in the pen with the screen for all open, against the same key with none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.looks import dressed
from benchmarks.measuring import Comparison, compare
from benchmarks.meeting_page import second_hand
from benchmarks.offices import running_meeting
from moedeleder.models.store import Store
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.room.step import RoomStep
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.shared_screen.control import SharedScreen
from tests.ui.office_fixture import TestDesk, opened_desk

SIZES = ((10, 0), (60, 2_000))
WALLS = ((1920, 1080), (3840, 2160))
ROUNDS = 40


def run(folder: Path) -> Iterator[Comparison]:
    app = dressed()
    with opened_desk(folder) as desk, second_hand(folder) as store:
        for points, said in SIZES:
            alone = _page(desk, store, points, said)
            shared = _page(desk, store, points, said)
            screen = SharedScreen(desk, shared, shared, screens=lambda: ())
            screen.follow(_room(shared))
            screen.toggle(shared.meeting)
            for wall in WALLS:
                yield from _compared(app, alone, shared, screen, wall, said)
            screen.close()
            alone.deleteLater()
            shared.deleteLater()
            app.processEvents()


def _compared(
    app: QApplication,
    alone: MeetingPage,
    shared: MeetingPage,
    screen: SharedScreen,
    wall: tuple[int, int],
    said: int,
) -> Iterator[Comparison]:
    assert screen.window is not None
    screen.window.resize(*wall)
    app.processEvents()
    size = f"{wall[0]}x{wall[1]}, {said} notes"
    without = partial(_key, app, alone)
    yield compare(
        f"a key, screen for all {size}",
        partial(_key, app, shared),
        "a key, no screen for all",
        without,
        rounds=ROUNDS,
        before=_pens_emptied(alone, shared),
    )
    yield compare(
        f"... and its picture at once, {size}",
        partial(_key_and_picture, app, shared, screen),
        "a key, no screen for all",
        without,
        rounds=ROUNDS,
        before=_pens_emptied(alone, shared),
    )


def _page(desk: TestDesk, store: Store, points: int, said: int) -> MeetingPage:
    meeting = running_meeting(desk.office, store, points=points, statements=said)
    page = MeetingPage(desk)
    page.resize(1280, 720)
    page.open_meeting(meeting.id, Step.MEETING)
    page.show()
    return page


def _room(page: MeetingPage) -> RoomStep:
    room = page.step(Step.MEETING)
    assert isinstance(room, RoomStep)
    return room


def _pens_emptied(*pages: MeetingPage) -> partial[None]:
    return partial(_empty, pages)


def _empty(pages: tuple[MeetingPage, ...]) -> None:
    for page in pages:
        _room(page).pen.text.setPlainText("Det går bedst, når morgenen er rolig")
    QApplication.processEvents()


def _key(app: QApplication, page: MeetingPage) -> None:
    QTest.keyClick(_room(page).pen.text, Qt.Key.Key_A)
    app.processEvents()


def _key_and_picture(app: QApplication, page: MeetingPage, screen: SharedScreen) -> None:
    QTest.keyClick(_room(page).pen.text, Qt.Key.Key_A)
    # A person's keys come further apart than this; the picture follows at most so often.
    screen._show()
    app.processEvents()
