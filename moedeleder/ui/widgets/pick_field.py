"""A field to choose one of many things by a part of its name; empty means any of them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from moedeleder.domain.text import shorten

_SHOWN = 80


class PickField(QLineEdit):
    """Asks for what fits while somebody types, and offers it below; Esc empties it."""

    sought = Signal(str)
    """The words somebody typed; whoever hears answers with ``offer``."""
    chosen = Signal(str)
    """The id a person chose, or nothing for any."""

    def __init__(self, any_of: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(any_of)
        self._options: tuple[tuple[str, str], ...] = ()
        self._chosen = ("", "")
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list = QListView()
        completer.setPopup(self._list)
        completer.activated[QModelIndex].connect(self._picked)  # type: ignore[index]
        self.setCompleter(completer)
        self._completer = completer
        self.textEdited.connect(self._edited)

    @property
    def value(self) -> str:
        """The id that is chosen; empty for any."""
        return self._chosen[1]

    def offer(self, options: Iterable[tuple[str, str]]) -> None:
        """Offer these words and ids for what is typed."""
        self._options = tuple((shorten(text, _SHOWN), key) for text, key in options)
        self._model.setStringList([text for text, _key in self._options])
        if self.hasFocus() and self._options:
            self._completer.complete()

    def reset(self) -> None:
        """Mean any of them again, without saying so."""
        self._chosen = ("", "")
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list on Down, empty the field on Esc, take what is meant on Enter."""
        key = event.key()
        if key == Qt.Key.Key_Down:
            self.sought.emit(self._typed())
        elif key == Qt.Key.Key_Escape and self.text():
            self._choose(("", ""))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._list.hide()
            self._settle()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what is meant, or go back to what was chosen."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._settle()

    def _typed(self) -> str:
        text = self.text().strip()
        return "" if text == self._chosen[0] else text

    @Slot(str)
    def _edited(self, text: str) -> None:
        if text.strip():
            self.sought.emit(text.strip())
        else:
            self._choose(("", ""))

    @Slot(QModelIndex)
    def _picked(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._options):
            self._choose(self._options[index.row()])

    def _settle(self) -> None:
        typed = self._typed().casefold()
        if not typed:
            return
        fits = [each for each in self._options if typed in each[0].casefold()]
        exact = [each for each in fits if each[0].casefold() == typed]
        meant = exact or fits
        self._choose(meant[0] if len(meant) == 1 else self._chosen)

    def _choose(self, option: tuple[str, str]) -> None:
        before, self._chosen = self._chosen, option
        self.setText(option[0])
        self.setCursorPosition(0)
        if option[1] != before[1]:
            self.chosen.emit(option[1])
