"""Naming a person: a few letters of any of the names are enough, and any other name may stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QLineEdit, QListView, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WAYS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


def hits(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that ``text`` fits: the very name, else those with a word it begins."""
    wanted = " ".join(text.casefold().split())
    folded = [(name, f" {name.casefold()}") for name in names]
    same = tuple(name for name, low in folded if low[1:] == wanted)
    return same or tuple(name for name, low in folded if f" {wanted}" in low)


def meant(text: str, names: Iterable[str]) -> str | None:
    """Return the one name that ``text`` means; None where it fits nobody, or more than one."""
    found = hits(text, names) if text.strip() else ()
    return found[0] if len(found) == 1 else None


class PersonField(QComboBox):
    """Names one of several people by the first letters, or anybody else in full."""

    def __init__(self, line: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLineEdit(line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._hits = QStringListModel(self)
        completer = QCompleter(self._hits, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        # Made here: the completer's own is not there before it is asked for.
        self._popup = QListView()
        completer.setPopup(self._popup)
        line.textEdited.connect(self._edited)
        line.installEventFilter(self)
        # After the completer's own filter, so that this one is asked first.
        self._popup.installEventFilter(self)
        self.activated.connect(self._chosen)

    def set_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Offer these people, each a name and an id; what stands in the field stays."""
        if people == [(self.itemText(at), self.itemData(at)) for at in range(self.count())]:
            return
        words = self.currentText()
        with QSignalBlocker(self):
            self.clear()
            for name, person_id in people:
                self.addItem(name, person_id)
            self.setCurrentIndex(self._at(words))
            self.setEditText(words)

    def set_name(self, name: str) -> None:
        """Show a name that is kept already: nothing is guessed from it."""
        self._typed = None
        self.setCurrentIndex(self._at(name))
        self.setEditText(name)

    @property
    def name(self) -> str:
        """The person who is meant, or the name as it was written."""
        text = self.currentText().strip()
        found = meant(text, self._names()) if self._typed is not None else None
        return found or text

    @property
    def person_id(self) -> str | None:
        """The id of the person who is meant, or None for any other name."""
        name = self.name
        now = self.currentIndex()
        at = now if now >= 0 and self.itemText(now) == name else self._at(name)
        found = self.itemData(at) if at >= 0 else None
        return str(found) if found else None

    def settle(self) -> None:
        """Write out the name that a few letters mean; a name that fits nobody stays."""
        name = self.name
        self._typed = None
        if name != self.currentText():
            self.setCurrentIndex(self._at(name))
            self.setEditText(name)

    @property
    def popup(self) -> QListView:
        """The list of the people that what is typed fits."""
        return self._popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go through the people that fit; Enter writes the name out."""
        if not self._takes(event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the name out before anybody reads it."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
        super().focusOutEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel chooses nobody."""
        event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Listen to the keys of the line and of the list of names that fit."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if watched is self.lineEdit():
            return self._takes(event)
        if event.key() in (*_ENTER, Qt.Key.Key_Tab):
            self._take_from_list(event)
            return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Act on a key; True when nobody else needs it."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None and plain == Qt.KeyboardModifier.NoModifier:
            self._go(way)
            return True
        if event.key() in _ENTER:
            self.settle()
        return False

    def _take_from_list(self, event: QKeyEvent) -> None:
        chosen = self._popup.currentIndex()
        name = str(chosen.data()) if chosen.isValid() else ""
        self._popup.hide()
        if name:
            self.setEditText(name)
        self.settle()
        # The key means here what it means without a list: keep, or go on.
        again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
        QApplication.sendEvent(self, again)

    def _go(self, way: int) -> None:
        typed, now = self._typed, self.currentText().strip()
        if typed is None:
            # A name that stands already: the others are in reach, unless it is nobody's here.
            typed = "" if self._at(now) >= 0 else now
        fitting = hits(typed, self._names())
        if not fitting:
            return
        last = len(fitting) - 1
        begin = 0 if way > 0 else last
        at = max(0, min(last, fitting.index(now) + way)) if now in fitting else begin
        self.setCurrentIndex(self._at(fitting[at]))
        self.setEditText(fitting[at])

    def _edited(self, text: str) -> None:
        self._typed = text
        self._hits.setStringList(list(hits(text, self._names())) if text.strip() else [])

    def _chosen(self) -> None:
        self._typed = None

    def _names(self) -> list[str]:
        return [self.itemText(at) for at in range(self.count())]

    def _at(self, name: str) -> int:
        return self.findText(name, Qt.MatchFlag.MatchFixedString) if name else -1
