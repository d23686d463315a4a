"""What everybody in the room sees on the screen for all, watched picture by picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from moedeleder.domain.public_view import Focus, Scene, public_view
from moedeleder.domain.read_back import READ_PARTS
from moedeleder.ui.shared_screen.control import SharedScreen
from moedeleder.ui.shared_screen.window import SharedWindow
from tests.journeys.acts import meeting_of
from tests.journeys.person import Person

NEVER = ("taletid", "taler nu", "Ikke hørt", "Tjekliste", "eksempel.example", "11 22 33 44")
"""Words that belong to the chair's own screen whatever the meeting is about."""
_FOCUSES = (Focus(), Focus(Scene.BOARD), *(Focus(Scene.READ_BACK, part) for part in READ_PARTS))


class Wall(QObject):
    """The second window of a meeting; each picture it paints is read for words kept from it."""

    def __init__(self, person: Person, title: str) -> None:
        super().__init__(person.window)
        self._person, self._title = person, title
        self._kept_away: list[str] = list(NEVER)
        self._leaks: list[str] = []
        self._pictures = 0

    def opens(self) -> None:
        """Open it with its key; the keyboard stays with the chair."""
        self._person.presses("F8")
        self._person.waits(lambda: self._screen.window is not None, "no screen for all")
        self._window.view.installEventFilter(self)
        self._person.waits(lambda: self._pictures, "nothing was painted")

    def closes(self) -> None:
        """Close it with the same key; it has shown nothing that was not for everybody."""
        self.is_clean()
        self._person.presses("F8")
        self._person.waits(lambda: self._screen.window is None, "the screen for all stays")

    def keeps_away(self, *words: str) -> None:
        """From now on, none of these may stand there, be it for one picture."""
        self._kept_away += words

    def shows(self, *words: str) -> None:
        """Wait until all these words stand there; nothing that was kept from it does."""
        for each in words:
            self._shows_one(each)
        self.is_clean()

    def is_clean(self) -> None:
        """No picture so far, nor any that could follow, holds a word that was kept from it."""
        self._look()
        assert self._leaks == []
        assert self._window.windowTitle() == self._window.accessibleName() == "Skærm til alle"
        meeting = meeting_of(self._person, self._title)
        for focus in _FOCUSES:
            view = repr(public_view(meeting, None, focus))
            assert [each for each in self._kept_away if each in view] == []

    @property
    def said(self) -> str:
        """All that can be read there, and heard by whoever listens to it."""
        names = (each.accessibleName() for each in self._window.findChildren(QWidget))
        view = self._window.view
        return "\n".join([view.sheet.spoken, view.time, *names])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._screen.window is not None:
            self._pictures += 1
            self._look()
        return False

    def _look(self) -> None:
        said = self.said
        self._leaks += [f"{each!r} in {said!r}" for each in self._kept_away if each in said]

    def _shows_one(self, words: str) -> None:
        self._person.waits(lambda: words in self.said, lambda: self._no(words))

    def _no(self, words: str) -> str:
        return f"not on the screen for all: {words!r}\n---\n{self.said}"

    @property
    def _screen(self) -> SharedScreen:
        workplace = self._person.window.workplace
        assert workplace is not None
        assert workplace.shared_screen is not None
        return workplace.shared_screen

    @property
    def _window(self) -> SharedWindow:
        window = self._screen.window
        assert window is not None
        return window
