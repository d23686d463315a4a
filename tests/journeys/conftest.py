"""What every journey stands on: the program's looks, its way to undo, and real houses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.ui.main_window import MainWindow
from moedeleder.ui.shared_screen.window import SharedWindow
from moedeleder.ui.text_undo import TextUndo
from tests.journeys.house import Street, at_work
from tests.journeys.person import Person
from tests.rings import desktop_ring
from tests.ui.conftest import dressed, theme
from tests.ui.office_fixture import NOW, DeskClock

__all__ = ["dressed", "theme"]
# The keyboard of a list of hits cannot be grabbed here; the list works without.
_NO_GRAB = "This plugin does not support grabbing"
OpenDoor = Callable[..., Person]


@pytest.fixture(autouse=True)
def undo_in_fields(qapp: QApplication) -> Iterator[None]:
    """As the program has it: Ctrl+Z in a field with nothing to undo is the page's."""
    undo = TextUndo(qapp)
    yield
    undo.deleteLater()
    QCoreApplication.sendPostedEvents(undo, QEvent.Type.DeferredDelete)


@pytest.fixture
def ring() -> Iterator[dict[tuple[str, str], str]]:
    """The keyring of the desktop, and what it holds."""
    with desktop_ring() as held:
        yield held


@pytest.fixture
def street(tmp_path: Path) -> Street:
    """An empty data folder, on Tuesday 24 November 2026 at 10.00."""
    return Street(tmp_path / "data", DeskClock(NOW))


@pytest.fixture
def come_in(qtbot: QtBot, street: Street) -> Iterator[OpenDoor]:
    """Start the program; every window is closed in good order when the test is over."""
    with ExitStack() as house:

        def opened(on: Street = street) -> Person:
            return house.enter_context(at_work(qtbot, on))

        yield opened


class _Watch(QObject):
    """Notes every window that opens and is neither the program's own two, a dialog nor a list."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            kind = watched.windowType()
            if kind is Qt.WindowType.Window and not isinstance(watched, MainWindow | SharedWindow):
                self.strays.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture(autouse=True)
def no_stray_windows(qapp: QApplication) -> Iterator[None]:
    """Fail where a part of a page flashes up as a window of its own and takes the keyboard."""
    watch = _Watch()
    qapp.installEventFilter(watch)
    yield
    qapp.removeEventFilter(watch)
    assert watch.strays == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the lists of hits open on a platform without a real keyboard."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.qt_log_ignore(_NO_GRAB, extend=True))
