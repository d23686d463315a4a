"""Starts the real program and types into its running meeting until somebody kills it.

``python -m tests.journeys.typist ACCOUNT KEY MEETING`` is ``python -m moedeleder`` with a person at
the keyboard. It loads what it needs and begins once a line with a seed comes in. Each line it
writes is one JSON object: a key about to be pressed, or something the page has just called kept
(see ``tests.journeys.ledger``). With "early" after the seed the program is made to lie: it calls
words kept and never keeps them, and the typist stops there.
"""

from __future__ import annotations

import json
import math
import os
import random
import runpy
import sys
import traceback
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.models.edit_writer import EditWriter
from moedeleder.models.opening import open_store
from moedeleder.services.office import build_office
from moedeleder.ui.main_window import MainWindow
from moedeleder.ui.pages.room.board import BoardPage
from moedeleder.ui.pages.room.step import RoomStep
from moedeleder.ui.widgets.saved_mark import SavedState
from moedeleder.ui.workplace import Workplace
from tests.rings import desktop_ring

KINDS = "f v p b u r n a".split()
WORDS = (
    "morgen skole ro søvn hjem bus lærer mor far angst træt glad ven pause mad aften "
    "spørger ringer hører øver følger går bliver håber over uden mellem på ældre"
).split()
ENDS = ("@karin inden fredag", "@sofie om 14 dage", "@karin om tre uger", "@sofie i morgen")
LOADED = (open_store, build_office, Workplace)
"""What the program loads once its window is up; here it is loaded before it begins."""
ENOUGH = 5  # letters of one line
PATIENCE = 30_000  # milliseconds
LOOK_AGAIN = 5  # milliseconds

Pause = int | Callable[[], object]
"""Milliseconds until the next thing, or what it waits for."""


def tell(**what: object) -> None:
    """Write one line that reaches the reader even if the next thing is the end."""
    os.write(1, (json.dumps(what, ensure_ascii=False) + "\n").encode())


class Typist(QObject):
    """Opens the meeting that is running and writes, one key at a time, as people do."""

    def __init__(self, meeting_id: str, seed: str, letters: float = math.inf) -> None:
        """Take the meeting, the seed, and how many letters called kept are enough."""
        super().__init__()
        self._letters = letters
        self._meeting_id, self._chance = meeting_id, random.Random(seed)
        self._seed, self._count = seed, 0
        self._told: dict[str, object] = {}
        self._known: set[str] = set()
        self._pressed: list[tuple[int, float]] = []
        self._board_open = False
        self._life = self._live()
        self._waits_for: Callable[[], object] | None = None
        self._since = perf_counter()

    def go_on(self) -> None:
        """Do the next thing, unless what it waits for has not come yet."""
        done = False
        try:
            QTimer.singleShot(self._go_on(), self, self.go_on)
            done = True
        finally:
            if not done:
                # Else the program would go on without anybody before it.
                traceback.print_exc()
                os._exit(3)

    def _go_on(self) -> int:
        assert not self._window.trouble.isVisible(), "the program met something nobody foresaw"
        if self._has_had_enough():
            self._waits_for = lambda: False
        if self._waits_for is not None and not self._waits_for():
            assert (perf_counter() - self._since) * 1000 < PATIENCE, "it never came"
            return LOOK_AGAIN
        pause, self._since = next(self._life), perf_counter()
        self._waits_for = None if isinstance(pause, int) else pause
        return pause if isinstance(pause, int) else 0

    # --- what it does ----------------------------------------------------------------------

    def _live(self) -> Iterator[Pause]:
        yield from self._open_the_meeting()
        # Words found again are finished first, in the middle of the word.
        if self._step.pen.text.toPlainText():
            yield from self._write("line", self._some_words() + "\n")
        while True:
            deed = self._chance.choices(
                (self._sentence, self._another_point, self._board), (8, 2, 1)
            )[0]
            yield from deed()

    def _open_the_meeting(self) -> Iterator[Pause]:
        button = f"see-{self._meeting_id}"
        self._window.resize(1280, 800)
        self._window.activateWindow()
        yield lambda: self._shown(button) and self._window.isActiveWindow()
        QTest.mouseClick(self._found(button, QAbstractButton), Qt.MouseButton.LeftButton)
        yield lambda: self._shown("composerText") and self._focus() == "composerText"
        self._step = self._found("roomStep", RoomStep)
        self._step.meeting_shown.connect(self._tell_meeting)
        desk = self._window.workplace.desk if self._window.workplace else None
        assert desk is not None
        # Connected after the pages' own keepers, so that their marks are up to date.
        desk.typing.saved.connect(self._saved)
        draft = self._step.pen.draft
        tell(seen={"kind": draft.kind, "text": self._step.pen.text.toPlainText(), "id": draft.id})
        self._tell_meeting(desk.office.meetings.get(self._meeting_id))

    def _sentence(self) -> Iterator[Pause]:
        kind = self._chance.choice(KINDS)
        words = f"/{kind} {self._some_words()}"
        if kind == "a":
            yield from self._write("line", f"{words} {self._chance.choice(ENDS)}")
        else:
            yield from self._write("line", words)
        if kind == "v":
            yield from self._press("Tab", "composerSource")
            yield from self._write("source", "udtalelse fra PPR")
        yield from self._write("source" if kind == "v" else "line", "\n")
        yield lambda: self._focus() == "composerText"

    def _another_point(self) -> Iterator[Pause]:
        if self._chance.random() < 0.5:
            # The line is kept on the way to the next point.
            yield from self._write("line", f"/f {self._some_words()}")
        rail = [item.id for item in self._meeting.items]
        at = rail.index(str(self._told["at"]))
        by = -1 if at == len(rail) - 1 or (at and self._chance.random() < 0.3) else 1
        tell(step=by)
        yield from self._press("Ctrl+Return" if by > 0 else "Ctrl+Shift+Return", "composerText")
        yield lambda: self._told["at"] == rail[at + by]

    def _board(self) -> Iterator[Pause]:
        yield from self._press("F3", "write-worry")
        self._page, self._board_open = self._found("boardPage", BoardPage), True
        words = self._some_words() + self._chance.choice(("\n", ""))
        yield from self._write("board:worry", words)
        tell(leave=True)
        self._board_open = False
        yield from self._press("F3", "composerText")

    def _some_words(self) -> str:
        self._count += 1
        words = self._chance.sample(WORDS, self._chance.randint(1, 5))
        # No two are alike, so that one is never taken for the other.
        return f"{' '.join(words)} {self._seed}.{self._count}"

    def _write(self, place: str, text: str) -> Iterator[Pause]:
        for letter in text:
            if letter.isalpha() and self._chance.random() < 0.03:
                yield self._hit(place, "x")
                yield self._hit(place, "\b")
            yield self._hit(place, letter)

    def _hit(self, place: str, key: str) -> int:
        fields = {"line": "composerText", "source": "composerSource"}
        assert self._focus() == fields.get(place, "write-worry"), self._focus()
        tell(key=key, place=place)
        began = perf_counter()
        hands = QApplication.focusWidget()
        assert hands is not None
        special = {"\n": Qt.Key.Key_Return, "\b": Qt.Key.Key_Backspace}
        if key in special:
            QTest.keyClick(hands, special[key])
        else:
            QTest.keyClicks(hands, key)
        ticket = self._step._writing._keeper._wanted
        if place == "line" and ticket:
            self._pressed.append((ticket, began))
        self._tell_saved()
        # Some people type faster than any disk.
        return self._chance.choice((0, 0, 2, 5, 10, 30))

    def _press(self, keys: str, leads_to: str) -> Iterator[Pause]:
        hands, stroke = QApplication.focusWidget(), QKeySequence(keys)[0]
        assert hands is not None
        QTest.keyClick(hands, stroke.key(), stroke.keyboardModifiers())
        self._tell_saved()
        yield lambda: self._focus() == leads_to

    # --- what it sees ----------------------------------------------------------------------

    def _saved(self, slot: str, ticket: int) -> None:
        moment = perf_counter()
        if slot.startswith("note:"):
            waited = [(moment - at) * 1000 for wanted, at in self._pressed if wanted <= ticket]
            self._pressed = [each for each in self._pressed if each[0] > ticket]
            tell(waited=[round(each, 1) for each in waited])
        self._tell_saved()

    def _has_had_enough(self) -> bool:
        line = self._told.get("line")
        return isinstance(line, dict) and len(line["text"]) >= self._letters

    def _tell_saved(self) -> None:
        """Tell what the page calls kept right now, as it stands on the screen."""
        pen = self._step.pen
        if pen.saved.state is SavedState.SAVED:
            draft = pen.draft
            assert draft.text == pen.text.toPlainText()
            line = {"id": draft.id, "kind": draft.kind, "text": draft.text, "source": draft.source}
            self._tell_once("line", line)
        if self._board_open and self._page.saved.state is SavedState.SAVED:
            column = next(iter(self._page.columns.values()))
            self._tell_once(column.place, column.edit.toPlainText())

    def _tell_once(self, name: str, what: object) -> None:
        if self._told.get(name) != what:
            self._told[name] = what
            tell(kept=name, what=what)

    def _tell_meeting(self, meeting: Meeting) -> None:
        """Tell of each note and promise that the page shows for the first time."""
        self._meeting = meeting
        for said in meeting.statements:
            if said.id not in self._known:
                tell(note=said.id, words=[said.kind.value, said.text, said.source])
        for one in meeting.promises:
            if one.id not in self._known:
                tell(note=one.id, words=["promise", one.what, f"{one.owner_label} {one.due}"])
        self._known.update(each.id for each in (*meeting.statements, *meeting.promises))
        current = meeting.current_item
        if current is not None and self._told.get("at") != current.id:
            self._told["at"] = current.id
            tell(at=current.id)

    @property
    def _window(self) -> MainWindow:
        windows = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        return next(windows)

    def _shown(self, name: str) -> bool:
        found = self._window.findChildren(QWidget, name)
        return any(each.isVisible() for each in found)

    def _found(self, name: str, kind: type[Any]) -> Any:
        found = [each for each in self._window.findChildren(kind, name) if each.isVisible()]
        return found[-1]

    def _focus(self) -> str:
        focus = QApplication.focusWidget()
        return focus.objectName() if focus is not None else ""


def say_kept_too_early() -> None:
    """Make the program lie, to see that the lie is found out."""

    EditWriter._commit = lambda self, rows: None  # type: ignore[method-assign]


def main(account: str, key: str, meeting_id: str) -> None:
    """Run the program with a typist before it; never returns by itself."""
    seed, *fault = sys.stdin.readline().split()
    if fault:
        say_kept_too_early()
    seats: list[Typist] = []

    def sit() -> None:
        seats.append(Typist(meeting_id, seed, ENOUGH if fault else math.inf))
        seats[0].go_on()

    call_when_there_is_a_window(sit)
    with desktop_ring() as ring:
        ring["moedeleder", account] = key
        sys.argv = ["moedeleder"]
        runpy.run_module("moedeleder", run_name="__main__")


def call_when_there_is_a_window(sit: Callable[[], None]) -> None:
    """Let the typist sit down once the program runs; nothing else of it is touched."""
    begin = MainWindow.__init__

    def made(self: MainWindow, remembered: QSettings) -> None:
        begin(self, remembered)
        QTimer.singleShot(0, self, sit)

    MainWindow.__init__ = made  # type: ignore[method-assign]


if __name__ == "__main__":
    main(*sys.argv[1:])
