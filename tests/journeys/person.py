"""Somebody before the window: looks for things by name, clicks, types and reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from moedeleder.services.office import Office
from moedeleder.ui.main_window import MainWindow
from moedeleder.ui.start.program import Session
from tests.journeys.eyes import words_of
from tests.ui.windows import opened

W = TypeVar("W", bound=QWidget)
PATIENCE = 20_000


class Person:
    """Does with the window what people do, and waits as long as people would."""

    def __init__(self, qtbot: QtBot, session: Session) -> None:
        self.qtbot, self.session = qtbot, session

    @property
    def window(self) -> MainWindow:
        """The window the person sits before."""
        return self.session.window

    @property
    def office(self) -> Office:
        """What lies behind the window, to check what has really been kept."""
        assert self.window.workplace is not None
        return self.window.workplace.desk.office

    # --- eyes ------------------------------------------------------------------------------

    @property
    def before_them(self) -> QWidget:
        """What takes the clicks just now: the dialog before this window, else the window."""
        # Another window in the test is another machine's: its dialogs are none of theirs.
        dialogs = [each for each in self.window.findChildren(QDialog) if each.isVisible()]
        return dialogs[-1] if dialogs else self.window

    def finds(self, name: str, kind: type[W]) -> W:
        """Return the visible thing of that name, as soon as there is one."""
        self.waits(lambda: bool(self._visible(name)), f"nothing called {name} is shown")
        found = self._visible(name)[0]
        assert isinstance(found, kind), f"{name} is a {type(found).__name__}"
        return found

    def shows(self, name: str) -> bool:
        """Return whether something of that name is shown just now."""
        return bool(self._visible(name))

    def sees(self, *names: str) -> None:
        """Wait until all of these are shown."""
        for name in names:
            self.finds(name, QWidget)

    def sees_no(self, name: str) -> None:
        """Wait until nothing of that name is shown any more."""
        self.waits(lambda: not self._visible(name), f"{name} is still shown")

    def reads(self, *phrases: str, on: str = "") -> None:
        """Wait until all these words stand on the screen, or in the part called ``on``."""
        for phrase in phrases:
            self._reads_one(phrase, on)

    def reads_nowhere(self, *phrases: str) -> None:
        """None of these words is shown."""
        shown = self.words()
        assert [phrase for phrase in phrases if phrase in shown] == []

    def words(self, on: str = "") -> str:
        """Return all words on the screen, or in one part of it."""
        if not on:
            return words_of(self.before_them)
        return "\n".join(words_of(each) for each in self._visible(on))

    def stands_in(self, name: str) -> None:
        """Wait until the keyboard is there."""
        self.waits(lambda: self._focus().objectName() == name, self._where)

    def waits(self, for_what: Callable[[], object], why: str | Callable[[], str] = "") -> None:
        """Wait until something is so; else say why the test cannot go on."""

        def is_so() -> None:
            assert for_what(), why if isinstance(why, str) else why()

        self.qtbot.waitUntil(is_so, timeout=PATIENCE)

    # --- hands -----------------------------------------------------------------------------

    def clicks(self, name: str) -> None:
        """Click a thing that can be clicked, after scrolling to it."""
        thing = self.finds(name, QWidget)
        self._click(thing, name)

    def clicks_on(self, words: str, within: str = "") -> None:
        """Click the button or line that says these words."""

        def named() -> list[QAbstractButton]:
            places = self._visible(within) if within else [self.before_them]
            every = [b for place in places for b in place.findChildren(QAbstractButton)]
            return [b for b in every if b.isVisible() and b.accessibleName() == words]

        self.waits(lambda: bool(named()), lambda: self._no(words, within))
        self._click(named()[0], words)

    def presses(self, *keys: str) -> None:
        """Press keys one after another where the keyboard is, e.g. ``Alt+Up``."""
        for each in keys:
            stroke = QKeySequence(each)[0]
            QTest.keyClick(self._hands(), stroke.key(), stroke.keyboardModifiers())

    def types(self, text: str) -> None:
        """Type text where the keyboard is; it follows where the focus goes."""
        for letter in text:
            if letter == "\n":
                self.presses("Return")
            elif ord(letter) < 256:
                QTest.keyClicks(self._hands(), letter)
            else:
                self.pastes(letter)

    def tabs_to(self, name: str, at_most: int = 40) -> None:
        """Go to a thing with the Tab key alone."""
        for _ in range(at_most):
            if self._focus().objectName() == name:
                return
            self.presses("Tab")
        raise AssertionError(f"Tab does not lead to {name}: {self._where()}")

    def fills(self, **texts: str) -> None:
        """Fill in fields in this order, going from one to the next with Tab."""
        for name, text in texts.items():
            self.tabs_to(name)
            self.presses("Ctrl+A")
            self.types(text)

    def pastes(self, text: str) -> None:
        """Paste text where the keyboard is."""
        QApplication.clipboard().setText(text)
        self.presses("Ctrl+V")

    def writes(self, name: str, text: str) -> None:
        """Click a field and write instead of what it holds."""
        self.clicks(name)
        self.presses("Ctrl+A", "Delete")
        if len(text) > 200 or not text.isprintable():
            self.pastes(text)
        else:
            self.types(text)

    def chooses(self, name: str, words: str) -> None:
        """Choose from a list with the arrows until it says these words."""
        choice = self.finds(name, QComboBox)
        choice.setFocus()
        self.presses("Home")
        for _ in range(choice.count()):
            if choice.currentText().startswith(words):
                return
            self.presses("Down")
        raise AssertionError(f"{name} offers no {words}: it stands at {choice.currentText()}")

    def will_choose_folder(self, folder: Path) -> None:
        """Answer the next question for a folder, once it is asked."""
        waiting = QTimer(self.window)

        def answer() -> None:
            asked = QApplication.activeModalWidget()
            field = asked.findChild(QLineEdit, "fileNameEdit") if asked else None
            if isinstance(asked, QFileDialog) and isinstance(field, QLineEdit):
                waiting.stop()
                field.setText(str(folder))
                asked.accept()

        waiting.timeout.connect(answer)
        waiting.start(20)

    def ticks(self, words: str) -> None:
        """Go with Tab to the box that begins with these words, and tick it with the space bar."""
        for _ in range(60):
            if self._focus().accessibleName().startswith(words):
                self.presses("Space")
                return
            self.presses("Tab")
        raise AssertionError(f"Tab does not lead to {words}: {self._where()}")

    def goes_to(self, place: str) -> None:
        """Go to a place of the sidebar."""
        self.clicks(f"nav-{place}")
        self.sees(f"{place}Page")

    def turns_here(self) -> None:
        """Turn to this window, where another had the keyboard."""
        opened(self.qtbot, self.window)

    # --- how -------------------------------------------------------------------------------

    def _visible(self, name: str) -> list[QWidget]:
        # Rows that were replaced wait a moment to be deleted: the newest is the one shown.
        place = self.before_them
        found = [
            *([place] if place.objectName() == name else []),
            *place.findChildren(QWidget, name),
        ]
        return [each for each in reversed(found) if each.isVisible()]

    def _click(self, thing: QWidget, name: str) -> None:
        self.waits(thing.isEnabled, f"{name} cannot be used")
        self._focus()
        _scroll_to(thing)
        assert not thing.visibleRegion().isEmpty(), f"{name} lies out of sight"
        QTest.mouseClick(thing, Qt.MouseButton.LeftButton)

    def _focus(self) -> QWidget:
        place = self.before_them
        if not _has_keyboard(place):
            # A desktop gives the keyboard to the dialog that opens, and back when it closes;
            # this platform does the first a little later, and leaves the second.
            place.activateWindow()
            self.waits(lambda: _has_keyboard(place), "the window does not get the keyboard")
        return QApplication.focusWidget() or place

    def _hands(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            inside: QWidget | None = popup.focusWidget()
            return inside if inside is not None else popup
        return self._focus()

    def _where(self) -> str:
        focus = self._focus()
        return f"the keyboard is in {focus.objectName()} ({type(focus).__name__})"

    def _reads_one(self, phrase: str, on: str) -> None:
        self.waits(lambda: phrase in self.words(on), lambda: self._no(phrase, on))

    def _no(self, phrase: str, on: str) -> str:
        return f"not shown: {phrase!r}\n--- {on or 'screen'}:\n{self.words(on)}"


def _has_keyboard(place: QWidget) -> bool:
    focus = QApplication.focusWidget()
    inside = focus is None or focus is place or place.isAncestorOf(focus)
    return inside and QApplication.activeWindow() is place


def _scroll_to(thing: QWidget) -> None:
    place = thing.parentWidget()
    while place is not None:
        if isinstance(place, QScrollArea):
            place.ensureWidgetVisible(thing)
        place = place.parentWidget()
